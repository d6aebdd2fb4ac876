/* The tally: keys of articles, and a hash table of their sums. */
#include "find/tally.h"

#include <stdlib.h>

#include "find/periods.h"

/* So many neighbouring keys are counted by their numbers alone: the codes of
 * most archives, and the months of centuries. */
#define DIRECT 4096

struct small {
	uint32_t count, all;
};

struct tally {
	enum cells_by by[2];
	size_t dimensions;
	const struct filter *filter;
	struct tally_sum *sums;
	size_t count, cap;
	uint32_t *slots;	/* of the hash table: 1 more than a sum; 0:
				 * free */
	size_t slot_count;	/* a power of two */
	/* By one property: those of keys from ${base} on, before they become
	 * sums. */
	struct small direct[DIRECT];
	uint32_t base;
	bool based;
	struct period period[2];	/* the present ones */
};

/* ==== Keys ==== */

/* Of the articles of a block, in one dimension. */
struct keys {
	bool uniform;		/* all have the first one's */
	const uint32_t *of;	/* lent, or ${own} */
	uint32_t own[FACTS_BLOCK];
};

static const uint32_t *
codes_of(enum cells_by by, const struct block *b)
{
	return by == CELLS_SOURCE ? b->sources : by == CELLS_SECTION ?
	    b->sections : by == CELLS_AUTHOR ? b->authors : b->languages;
}

static uint32_t
period_of(struct tally *t, size_t dimension, const struct fact *fact)
{
	enum cells_by by = t->by[dimension];

	/* Not known, or not well enough. */
	if (fact->precision < period_precision(by))
		return 0;
	period_set(&t->period[dimension], by, filter_minute(t->filter, fact));
	return t->period[dimension].number;
}

/*
 * Articles stand in a block by time, and most blocks lie within one period:
 * then its ends tell it all.
 */
static bool
uniform_period(struct tally *t, size_t dimension, const struct block *block,
    uint32_t *number)
{
	struct fact first, last;

	if (block->coarse || t->filter->zoned)
		return false;
	block_fact(block, 0, &first);
	block_fact(block, block->count - 1, &last);
	*number = period_of(t, dimension, &first);
	return *number && first.precision >= DATE_DAY &&
	    *number == period_of(t, dimension, &last) &&
	    last.minute < t->period[dimension].to;
}

static void
read_keys(struct tally *t, size_t dimension, const struct block *block,
    const struct bits *all, struct keys *keys)
{
	enum cells_by by = t->by[dimension];
	struct fact fact;
	size_t slot;

	keys->uniform = false;
	keys->of = period_kind(by) ? keys->own : codes_of(by, block);
	if (!period_kind(by))
		return;
	keys->uniform = by != CELLS_HOUR &&
	    uniform_period(t, dimension, block, &keys->own[0]);
	if (keys->uniform)
		return;
	BITS_EACH(all, slot) {
		block_fact(block, slot, &fact);
		keys->own[slot] = period_of(t, dimension, &fact);
	}
}

/* ==== Counting ==== */

static size_t
hash(const uint32_t key[2], size_t slots)
{
	uint64_t both = (uint64_t)key[0] << 32 | key[1];

	return (size_t)(both * 11400714819323198485u >> 32) & (slots - 1);
}

static int
grow_slots(struct tally *t, struct err *err)
{
	size_t count = t->slot_count ? t->slot_count * 2 : 1024, i, h;
	uint32_t *slots = calloc(count, sizeof(*slots));

	if (!slots)
		return err_memory(err);
	for (i = 0; i < t->count; i++) {
		for (h = hash(t->sums[i].key, count); slots[h];)
			h = (h + 1) & (count - 1);
		slots[h] = (uint32_t)(i + 1);
	}
	free(t->slots);
	t->slots = slots;
	t->slot_count = count;
	return 0;
}

static struct tally_sum *
add_sum(struct tally *t, const uint32_t key[2], struct err *err)
{
	struct tally_sum *sums;

	if (t->count == t->cap) {
		t->cap = t->cap ? t->cap * 2 : 256;
		sums = realloc(t->sums, t->cap * sizeof(*sums));
		if (!sums) {
			err_memory(err);
			return NULL;
		}
		t->sums = sums;
	}
	t->sums[t->count] = (struct tally_sum){ { key[0],
	    key[1] }, 0, 0 };
	return &t->sums[t->count++];
}

/* The sum of a key, made where there is none; NULL: out of memory. */
static struct tally_sum *
sum_of(struct tally *t, const uint32_t key[2], struct err *err)
{
	const struct tally_sum *s;
	size_t h;

	if (2 * t->count >= t->slot_count && grow_slots(t, err))
		return NULL;
	for (h = hash(key, t->slot_count); t->slots[h];
	    h = (h + 1) & (t->slot_count - 1)) {
		s = &t->sums[t->slots[h] - 1];
		if (s->key[0] == key[0] && s->key[1] == key[1])
			return &t->sums[t->slots[h] - 1];
	}
	t->slots[h] = (uint32_t)(t->count + 1);
	return add_sum(t, key, err);
}

/* All of a block under one key. */
static int
add_uniform(struct tally *t, uint32_t first, uint32_t second,
    const struct bits *all, const struct bits *matched, struct err *err)
{
	uint32_t key[2] = { first, second };
	struct tally_sum *sum = sum_of(t, key, err);

	if (!sum)
		return -1;
	sum->all += (int64_t)bits_count(all);
	sum->count += (int64_t)bits_count(matched);
	return 0;
}

/* To the sum of one key. */
static int
add_one(struct tally *t, uint32_t key, int64_t all, int64_t count,
    struct err *err)
{
	uint32_t both[2] = { key, 0 };
	struct tally_sum *sum = sum_of(t, both, err);

	if (!sum)
		return -1;
	sum->all += all;
	sum->count += count;
	return 0;
}

static int
add_codes(struct tally *t, const uint32_t *codes, size_t count,
    const struct bits *all, const struct bits *matched, struct err *err)
{
	bool whole = bits_count(all) == count;
	uint32_t base, key;
	size_t slot;

	if (!t->based) {
		/* Room on both sides of the first one. */
		BITS_EACH(all, slot) {
			key = codes[slot];
			t->base = key > DIRECT / 2 ? key - DIRECT / 2 : 0;
		}
		t->based = true;
	}
	base = t->base;
	for (slot = 0; slot < count; slot++) {
		key = codes[slot];
		if (!whole && !bits_has(all, slot))
			continue;
		if (key - base < DIRECT)
			t->direct[key - base].all++;
		else if (add_one(t, key, 1, 0, err))
			return -1;
	}
	BITS_EACH(matched, slot) {
		key = codes[slot];
		if (key - base < DIRECT)
			t->direct[key - base].count++;
		else if (add_one(t, key, 0, 1, err))
			return -1;
	}
	return 0;
}

int
tally_add(struct tally *t, const struct block *block, const struct bits *all,
    const struct bits *matched, struct err *err)
{
	struct keys keys[2];
	struct tally_sum *sum = NULL;
	uint32_t key[2] = { 0, 0 };
	size_t slot;

	keys[1].uniform = true;
	keys[1].own[0] = 0;
	keys[1].of = keys[1].own;
	read_keys(t, 0, block, all, &keys[0]);
	if (t->dimensions == 2)
		read_keys(t, 1, block, all, &keys[1]);
	if (keys[0].uniform && keys[1].uniform)
		return add_uniform(t, keys[0].of[0], keys[1].of[0], all,
		    matched, err);
	if (t->dimensions == 1)
		return add_codes(t, keys[0].of, block->count, all, matched,
		    err);
	BITS_EACH(all, slot) {
		key[0] = keys[0].of[keys[0].uniform ? 0 : slot];
		key[1] = keys[1].of[keys[1].uniform ? 0 : slot];
		if (!sum || sum->key[0] != key[0] || sum->key[1] != key[1])
			sum = sum_of(t, key, err);
		if (!sum)
			return -1;
		sum->all++;
		sum->count += bits_has(matched, slot);
	}
	return 0;
}

int
tally_sums(struct tally *t, const struct tally_sum **sums, size_t *count,
    struct err *err)
{
	struct small *small;
	uint32_t i;

	for (i = 0; i < DIRECT; i++) {
		small = &t->direct[i];
		if (small->all && add_one(t, t->base + i, small->all,
		    small->count, err))
			return -1;
		*small = (struct small){ 0, 0 };
	}
	*sums = t->sums;
	*count = t->count;
	return 0;
}

/* ==== Opening and closing ==== */

int
tally_open(struct tally **out, const enum cells_by by[2],
    const struct filter *filter, struct err *err)
{
	struct tally *t = calloc(1, sizeof(*t));
	size_t i;

	*out = t;
	if (!t)
		return err_memory(err);
	t->filter = filter;
	for (i = 0; i < 2; i++) {
		t->by[i] = by[i];
		t->dimensions += by[i] != CELLS_NONE;
	}
	return 0;
}

void
tally_close(struct tally *t)
{
	if (!t)
		return;
	free(t->sums);
	free(t->slots);
	free(t);
}
