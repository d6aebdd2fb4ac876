/* The tally: keys of articles, and a hash table of their sums. */
#include "find/tally.h"

#include <stdlib.h>

#include "find/periods.h"

struct tally {
	enum cells_by by[2];
	size_t dimensions;
	const struct filter *filter;
	struct tally_sum *sums;
	size_t count, cap;
	uint32_t *slots;	/* of the hash table: 1 more than a sum, 0: free */
	size_t slot_count;	/* a power of two */
	struct period period[2];	/* the present ones */
};

/* ==== Keys ==== */

/* 0: not known, or not well enough. */
static uint32_t
key_of(struct tally *t, size_t dimension, const struct fact *fact)
{
	enum cells_by by = t->by[dimension];
	struct period *p = &t->period[dimension];

	switch (by) {
	case CELLS_SOURCE:
		return fact->source;
	case CELLS_SECTION:
		return fact->section;
	case CELLS_AUTHOR:
		return fact->author;
	case CELLS_LANGUAGE:
		return fact->language;
	default:
		if (fact->precision < period_precision(by))
			return 0;
		period_set(p, by, filter_minute(t->filter, fact));
		return p->number;
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

int
tally_add(struct tally *t, const struct block *block, const struct bits *all,
    const struct bits *matched, struct err *err)
{
	struct tally_sum *sum;
	struct fact fact;
	uint32_t key[2] = { 0, 0 };
	size_t slot, i;

	BITS_EACH(all, slot) {
		block_fact(block, slot, &fact);
		for (i = 0; i < t->dimensions; i++)
			key[i] = key_of(t, i, &fact);
		sum = sum_of(t, key, err);
		if (!sum)
			return -1;
		sum->all++;
		sum->count += bits_has(matched, slot);
	}
	return 0;
}

const struct tally_sum *
tally_sums(const struct tally *t, size_t *count)
{
	*count = t->count;
	return t->sums;
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
