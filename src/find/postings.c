/* Postings: terms and their lists, the first article from one on, a block. */
#include "find/postings.h"

#include <stdlib.h>
#include <string.h>

/* A term in one segment. */
struct list {
	struct doclist *doclist;
	int64_t from;	/* what stands there from this article on, */
	int64_t id;	/* is this one; POSTINGS_END: nothing */
	size_t size;
};

struct term {
	size_t first, count;	/* its lists, the newest segment's first */
};

struct postings {
	struct segments *segments;
	struct list *lists;
	size_t list_count;
	struct term *terms;
	size_t term_count;
	struct posting *few;
	size_t few_count, few_at;
	struct buf few_bytes;
	struct doclist_batch batch;
};

/* ==== Making ==== */

struct postings *
postings_new(struct segments *s)
{
	struct postings *p = calloc(1, sizeof(*p));

	if (p) {
		p->segments = s;
		buf_init(&p->few_bytes, BUF_TEXT_LIMIT);
		buf_init(&p->batch.spill, BUF_TEXT_LIMIT);
	}
	return p;
}

void
postings_close(struct postings *p)
{
	size_t i;

	if (!p)
		return;
	for (i = 0; i < p->list_count; i++)
		doclist_close(p->lists[i].doclist);
	free(p->lists);
	free(p->terms);
	free(p->few);
	buf_release(&p->few_bytes);
	buf_release(&p->batch.spill);
	free(p);
}

static int
add_list(struct postings *p, struct doclist *d, struct err *err)
{
	struct list *lists = realloc(p->lists,
	    (p->list_count + 1) * sizeof(*lists));

	if (!lists) {
		doclist_close(d);
		return err_memory(err);
	}
	p->lists = lists;
	lists[p->list_count++] = (struct list){ d, POSTINGS_END, 0, 0 };
	return 0;
}

int
postings_term(struct postings *p, const char *term, size_t len,
    struct err *err)
{
	struct term *terms = realloc(p->terms,
	    (p->term_count + 1) * sizeof(*terms));
	struct doclist *d;
	size_t i;
	int there;

	if (!terms)
		return err_memory(err);
	p->terms = terms;
	terms[p->term_count] = (struct term){ p->list_count, 0 };
	for (i = 0; i < segments_count(p->segments); i++) {
		there = doclist_open(&d, p->segments,
		    segments_at(p->segments, i), term, len, err);
		if (there < 0 || (there > 0 && add_list(p, d, err)))
			return -1;
		terms[p->term_count].count += there > 0;
	}
	if (terms[p->term_count].count)
		p->term_count++;
	return 0;
}

void
postings_few(struct postings *p, struct posting *items, size_t count,
    struct buf *bytes)
{
	free(p->few);
	buf_release(&p->few_bytes);
	p->few = items;
	p->few_count = count;
	p->few_at = 0;
	p->few_bytes = *bytes;
	buf_init(bytes, bytes->limit);
}

/* ==== The first article from one on ==== */

/* Go to the first article from ${from} on, forth or back. */
static int
list_seek(struct list *l, int64_t from, struct err *err)
{
	int there;

	if (from >= l->from && l->id >= from)
		return 0;
	if (from < l->from)
		doclist_rewind(l->doclist);
	there = doclist_seek(l->doclist, from, &l->id, &l->size, err);
	l->from = from;
	if (there == 0)
		l->id = POSTINGS_END;
	return there < 0 ? -1 : 0;
}

/* The place of the first of the few from ${from} on. */
static size_t
few_from(const struct postings *p, int64_t from)
{
	size_t low = 0, high = p->few_count, mid;

	if (p->few_at < p->few_count && p->few[p->few_at].id >= from &&
	    (p->few_at == 0 || p->few[p->few_at - 1].id < from))
		return p->few_at;
	while (low < high) {
		mid = (low + high) / 2;
		if (p->few[mid].id < from)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

int
postings_next(struct postings *p, int64_t from, int64_t *id, struct err *err)
{
	struct list *l;

	p->few_at = few_from(p, from);
	*id = p->few_at < p->few_count ? p->few[p->few_at].id : POSTINGS_END;
	for (l = p->lists; l < p->lists + p->list_count; l++) {
		if (list_seek(l, from, err))
			return -1;
		if (l->id < *id)
			*id = l->id;
	}
	return 0;
}

/* ==== A block ==== */

/*
 * Which articles of a block are still asked for, and which have lost the
 * term: what newer segments have told of is not asked for any more.  One that
 * has no facts was removed.
 */
struct asked {
	struct bits wanted, lost;
	bool fresh;	/* nothing was put into the places yet */
};

/*
 * What a batch says.  Most questions ask for nothing but tf, and where
 * nothing is there yet it is set, and the articles noted all at once later: a
 * frequent word's time goes here.
 */
static void
add_batch(const struct doclist_batch *batch, const struct block *b,
    struct asked *asked, struct places *out)
{
	const unsigned char *positions;
	size_t slot, size, i;

	for (i = 0; i < batch->count; i++) {
		slot = block_find(b, batch->ids[i]);
		if (slot == b->count || !bits_has(&asked->wanted, slot))
			continue;
		bits_clear(&asked->wanted, slot);
		positions = batch->positions[i];
		size = batch->sizes[i];
		if (!size)
			bits_set(&asked->lost, slot);
		else if (asked->fresh)
			out->tf[slot] = places_tf_of(positions, size);
		else
			places_add(out, slot, positions, size);
	}
}

static int
read_list(struct postings *p, struct list *l, const struct block *b,
    struct asked *asked, struct places *out, struct err *err)
{
	int64_t last = block_last(b);
	int there;

	if (list_seek(l, b->ids[0], err))
		return -1;
	if (l->id > last)
		return 0;
	while ((there = doclist_take(l->doclist, last, &p->batch, err)) > 0)
		add_batch(&p->batch, b, asked, out);
	l->from = last + 1;
	l->id = doclist_id(l->doclist);
	return there;
}

static void
read_few(struct postings *p, const struct block *b,
    const struct bits *within, struct places *out)
{
	int64_t last = block_last(b);
	const unsigned char *bytes =
	    (const unsigned char *)p->few_bytes.data;
	const struct posting *q;
	size_t slot;

	for (p->few_at = few_from(p, b->ids[0]); p->few_at < p->few_count &&
	    p->few[p->few_at].id <= last; p->few_at++) {
		q = &p->few[p->few_at];
		slot = block_find(b, q->id);
		if (slot < b->count && bits_has(within, slot))
			places_add(out, slot, bytes + q->at, q->size);
	}
}

int
postings_read(struct postings *p, const struct block *block,
    const struct bits *within, struct places *out, struct err *err)
{
	const struct term *t;
	struct asked asked;
	struct bits found;
	size_t i;

	if (p->few_count)
		read_few(p, block, within, out);
	for (t = p->terms; t < p->terms + p->term_count; t++) {
		asked.wanted = *within;
		memset(&asked.lost, 0, sizeof(asked.lost));
		asked.fresh = out->kind == PLACES_TF && !p->few_count &&
		    t == p->terms;
		for (i = t->first; i < t->first + t->count; i++)
			if (read_list(p, &p->lists[i], block, &asked, out,
			    err))
				return -1;
		if (asked.fresh) {
			found = *within;
			bits_without(&found, &asked.wanted);
			bits_without(&found, &asked.lost);
			bits_or(&out->bits, &found);
		}
	}
	return out->bytes.failed ? err_memory(err) : 0;
}

/* ==== About how many ==== */

/* More than any file holds; a damaged one may tell of more. */
#define MOST ((int64_t)1 << 48)

static int64_t
sum(int64_t a, int64_t b)
{
	return b < MOST - a ? a + b : MOST;
}

int64_t
postings_bytes(const struct postings *p)
{
	int64_t bytes = (int64_t)p->few_bytes.len;
	size_t i;

	for (i = 0; i < p->list_count; i++)
		bytes = sum(bytes, doclist_bytes(p->lists[i].doclist));
	return bytes;
}

int
postings_estimate(struct postings *p, int64_t *articles, struct err *err)
{
	struct list *l;
	int64_t n;

	*articles = (int64_t)p->few_count;
	for (l = p->lists; l < p->lists + p->list_count; l++) {
		l->from = POSTINGS_END;
		if (doclist_estimate(l->doclist, &n, err))
			return -1;
		*articles = sum(*articles, n);
	}
	return 0;
}
