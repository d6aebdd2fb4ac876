/*
 * Expanding: walking the vocabulary, words with many articles and with few,
 * these gathered and sorted.
 */
#include "find/expand.h"

#include <stdlib.h>
#include <string.h>

#include "find/spelling.h"
#include "find/words.h"

/* What was asked for. */
struct asked {
	enum match_expand how;
	unsigned edits;
	const char *term;
	size_t len;
	size_t fixed;		/* so many bytes all words begin with */
	struct spelling spelling;
};

/* Articles of words with few, as they are gathered. */
struct few {
	struct posting *items;
	size_t count, cap;
	struct buf bytes;
	bool full;
};

/* ==== Which words ==== */

static struct asked
ask(enum match_expand how, unsigned edits, const char *term, size_t len)
{
	struct asked a = { how, edits, term, len, 0, { { 0 }, 0 } };

	if (how == MATCH_PREFIX)
		a.fixed = len;
	else if (how == MATCH_PATTERN)
		while (a.fixed < len && term[a.fixed] != '*' &&
		    term[a.fixed] != '?')
			a.fixed++;
	else
		spelling_init(&a.spelling, term, len);
	return a;
}

static bool
fits(const struct asked *a, const char *word, size_t len)
{
	if (a->how == MATCH_PREFIX)
		return true;
	if (a->how == MATCH_PATTERN)
		return spelling_fits(a->term, a->len, word, len);
	return spelling_edits(&a->spelling, word, len, a->edits) <= a->edits;
}

/* ==== Words with few articles ==== */

static int
add_posting(struct few *f, struct posting posting, struct err *err)
{
	struct posting *items;
	size_t cap;

	if (f->count == f->cap) {
		cap = f->cap ? f->cap * 2 : 1024;
		items = realloc(f->items, cap * sizeof(*items));
		if (!items)
			return err_memory(err);
		f->items = items;
		f->cap = cap;
	}
	f->items[f->count++] = posting;
	return 0;
}

static int
by_id(const void *left, const void *right)
{
	const struct posting *a = left, *b = right;

	return (a->id > b->id) - (a->id < b->id);
}

/* What was added first stands first in the bytes. */
static int
by_id_and_age(const void *left, const void *right)
{
	const struct posting *a = left, *b = right;
	int order = by_id(a, b);

	return order ? order : (a->at > b->at) - (a->at < b->at);
}

/*
 * The lists of one word have been added from ${first} on, ${lists} of them,
 * the newest first.  Where several tell of an article the newest counts, and
 * what it takes away goes.
 */
static void
settle(struct few *f, size_t first, size_t lists)
{
	struct posting *p = f->items + first;
	size_t i, n = 0, count = f->count - first;

	if (lists > 1 && count)
		qsort(p, count, sizeof(*p), by_id_and_age);
	for (i = 0; i < count; i++) {
		if (i && p[i].id == p[i - 1].id)
			continue;
		f->items[first + n] = p[i];
		n++;
	}
	count = n;
	for (i = n = 0; i < count; i++)
		if (p[i].size)
			f->items[first + n++] = p[i];
	f->count = first + n;
}

static int
add_few(struct few *f, struct vocabulary *v, struct err *err)
{
	struct doclist *d;
	const unsigned char *positions;
	struct posting posting;
	size_t at = 0, size, first = f->count, lists = 0;
	int64_t id;
	int there, list;

	while ((list = vocabulary_doclist(v, &at, &d, err)) > 0) {
		lists++;
		while ((there = doclist_next(d, &id, &size, err)) > 0) {
			positions = doclist_positions(d, err);
			if (!positions)
				return -1;
			posting = (struct posting){ id,
			    (uint32_t)f->bytes.len, (uint32_t)size };
			buf_add(&f->bytes, positions, size);
			if (add_posting(f, posting, err))
				return -1;
		}
		if (there < 0)
			return -1;
	}
	settle(f, first, lists);
	f->full = f->count > EXPAND_POSTINGS;
	if (buf_reserve(&f->bytes, PAGE_BEYOND))
		return err_memory(err);
	return list;
}

/* ==== Sorted ==== */

#define DIGIT_BITS 11
#define DIGITS (1 << DIGIT_BITS)

/* Which digits differ at all among the ids. */
static uint64_t
differing(const struct posting *p, size_t count)
{
	uint64_t all = UINT64_MAX, any = 0;
	size_t i;

	for (i = 0; i < count; i++) {
		all &= (uint64_t)p[i].id;
		any |= (uint64_t)p[i].id;
	}
	return any & ~all;
}

/* By id, least significant digit first. */
static int
sort(struct few *f, struct err *err)
{
	struct posting *from = f->items, *to, *spare;
	uint64_t differ = differing(from, f->count);
	size_t count[DIGITS + 1], i;
	int shift;

	if (f->count < 2)
		return 0;
	if (f->count < DIGITS) {
		qsort(from, f->count, sizeof(*from), by_id);
		return 0;
	}
	to = malloc(f->count * sizeof(*to));
	if (!to)
		return err_memory(err);
	for (shift = 0; shift < 64; shift += DIGIT_BITS) {
		if (!(differ >> shift & (DIGITS - 1)))
			continue;
		memset(count, 0, sizeof(count));
		for (i = 0; i < f->count; i++)
			count[((uint64_t)from[i].id >> shift &
			    (DIGITS - 1)) + 1]++;
		for (i = 1; i <= DIGITS; i++)
			count[i] += count[i - 1];
		for (i = 0; i < f->count; i++)
			to[count[(uint64_t)from[i].id >> shift &
			    (DIGITS - 1)]++] = from[i];
		spare = from;
		from = to;
		to = spare;
	}
	f->items = from;
	free(to);
	return 0;
}

/* ==== The walk ==== */

static int
walk(struct postings *p, struct few *f, struct vocabulary *v,
    const struct asked *a, struct err *err)
{
	/* A pair of characters is asked for with its mark. */
	int (*next)(struct vocabulary *, const char **, size_t *,
	    struct err *) = words_marked(a->term, a->len) ?
	    vocabulary_next : words_next;
	const char *word;
	size_t len, words = 0;
	int there;

	while ((there = next(v, &word, &len, err)) > 0) {
		if (len < a->fixed || memcmp(word, a->term, a->fixed) != 0)
			break;
		if (!fits(a, word, len))
			continue;
		if (++words > EXPAND_WORDS || f->full)
			return 0;
		if (vocabulary_short(v) ? add_few(f, v, err) :
		    postings_term(p, word, len, err))
			return -1;
	}
	return there < 0 ? -1 : 1;
}

int
expand_words(struct postings *p, struct segments *s, enum match_expand how,
    unsigned edits, const char *term, size_t len, struct err *err)
{
	struct asked a = ask(how, edits, term, len);
	struct few f = { NULL, 0, 0, BUF_INIT(UINT32_MAX), false };
	struct vocabulary *v = NULL;
	int all = -1;

	if (vocabulary_open(&v, s, err) == 0 &&
	    vocabulary_seek(v, term, a.fixed, err) == 0)
		all = walk(p, &f, v, &a, err);
	vocabulary_close(v);
	if (all >= 0 && sort(&f, err))
		all = -1;
	if (all >= 0) {
		postings_few(p, f.items, f.count, &f.bytes);
		return all;
	}
	free(f.items);
	buf_release(&f.bytes);
	return -1;
}
