/*
 * A doclist: articles from page to page, the doclist index, positions, the
 * way to a term's.
 */
#include "store/doclist.h"

#include <stdlib.h>
#include <string.h>

#include "store/doclist_index.h"
#include "store/instances.h"
#include "store/leaf_terms.h"
#include "store/varint.h"

/* So many articles tell how many bytes one takes. */
#define ESTIMATE_SAMPLE 128

struct doclist {
	struct segments *segments;
	const struct segment *segment;
	const struct page *page;	/* our own, or at first a lent one */
	struct page own;
	uint32_t leaf;		/* the page's number */
	const struct page *term_page;	/* as it was given at first */
	uint32_t term_leaf;	/* where the term stands, */
	size_t term_at, term_end;	/* as for doclist_begin() */
	bool stale;		/* the term's page is to be loaded again */
	size_t at;		/* the present article's positions; before
				 * the first article, the first id */
	size_t end;		/* of the doclist's part of the page */
	bool ends;		/* it ends on this page */
	bool entered;		/* an id stands at ${at}, an absolute one */
	int64_t id;
	size_t size;		/* of its positions */
	bool present;		/* there is an article, */
	bool taken;		/* and it was taken */
	bool indexed;		/* there may be a doclist index */
	uint32_t pages;		/* it takes, about */
	struct doclist_index index;	/* owned; once it was asked for */
	struct buf spill;	/* positions that went over pages */
	bool spilled;		/* it holds the present article's */
	struct instances *rows;	/* owned; not NULL: read these instead */
};

static int
damaged(const struct doclist *d, struct err *err)
{
	return segments_damaged(d->segment, d->leaf, err);
}

/* ==== From page to page ==== */

/*
 * Load a later page of the doclist.  1: an article begins on it, 0: none
 * does (there are only positions), or the doclist is over; -1.
 */
static int
load(struct doclist *d, uint32_t leaf, struct err *err)
{
	d->leaf = leaf;
	d->page = &d->own;
	d->stale = false;
	if (segments_page(d->segments, d->segment, leaf, &d->own, err))
		return -1;
	d->ends = d->page->term != 0;
	d->end = d->ends ? d->page->term : d->page->size;
	d->entered = d->page->rowid && d->page->rowid < d->end;
	d->at = d->entered ? d->page->rowid : d->end;
	return d->entered;
}

/* Load pages until an article begins.  1, 0, -1. */
static int
next_page(struct doclist *d, struct err *err)
{
	int there = 0;

	while (!there && !d->ends && d->leaf < d->segment->last)
		there = load(d, d->leaf + 1, err);
	return there;
}

/* Read the id and the size at d->at. */
static inline int
read_entry(struct doclist *d, struct err *err)
{
	const unsigned char *p = d->page->bytes + d->at;
	const unsigned char *end = d->page->bytes + d->end;
	uint64_t id, size;

	p = varint_read(p, end, &id);
	if (p)
		p = varint_read(p, end, &size);
	if (!p || size >> 1 > BUF_TEXT_LIMIT)
		return damaged(d, err);
	if (!d->entered)
		id += (uint64_t)d->id;
	/* Ids rise from 0; else a seek might never end. */
	if (id >= INT64_MAX || (d->present && (int64_t)id <= d->id))
		return damaged(d, err);
	d->id = (int64_t)id;
	d->size = (size_t)(size >> 1);
	d->at = (size_t)(p - d->page->bytes);
	d->entered = d->spilled = d->taken = false;
	d->present = true;
	return 1;
}

/* Back on the term's page. */
static int
enter(struct doclist *d, struct err *err)
{
	d->page = d->term_page;
	d->leaf = d->term_leaf;
	d->at = d->term_at;
	d->ends = d->term_end != 0;
	d->end = d->ends ? d->term_end : d->page->size;
	d->size = 0;
	d->present = d->taken = d->spilled = d->stale = false;
	d->entered = true;
	/* The first id may stand at the beginning of the next page. */
	return d->at < d->end || next_page(d, err) >= 0 ? 0 : -1;
}

static int
reload(struct doclist *d, struct err *err)
{
	if (d->term_page == &d->own && segments_page(d->segments, d->segment,
	    d->term_leaf, &d->own, err))
		return -1;
	return enter(d, err);
}

/* The same from a table of FTS5's own. */
static int
next_row(struct doclist *d, struct err *err)
{
	int there = instances_next(d->rows, &d->id, &d->spill, err);

	d->size = d->spill.len;
	d->present = d->spilled = there > 0;
	d->taken = false;
	return buf_reserve(&d->spill, PAGE_BEYOND) ? err_memory(err) : there;
}

int
doclist_next(struct doclist *d, int64_t *id, size_t *size, struct err *err)
{
	int there = 1;

	if (d->rows) {
		there = next_row(d, err);
		*id = d->id;
		*size = d->size;
		return there;
	}
	if (d->stale && reload(d, err))
		return -1;
	if (!d->entered) {
		d->at += d->spilled ? 0 : d->size;
		if (d->at >= d->end)
			there = next_page(d, err);
	}
	if (there > 0)
		there = read_entry(d, err);
	if (there <= 0) {
		d->size = 0;
		d->present = false;
		return there;
	}
	*id = d->id;
	*size = d->size;
	return 1;
}

/* ==== Many at once ==== */

int64_t
doclist_id(const struct doclist *d)
{
	return d->present && !d->taken ? d->id : INT64_MAX;
}

/* One whose positions are not on the page, by itself. */
static int
take_spilled(struct doclist *d, struct doclist_batch *out, struct err *err)
{
	size_t size = d->size;
	const unsigned char *positions = doclist_positions(d, err);

	if (!positions)
		return -1;
	buf_reset(&out->spill);
	buf_add(&out->spill, positions, size);
	buf_reserve(&out->spill, PAGE_BEYOND);
	if (out->spill.failed)
		return err_memory(err);
	out->ids[0] = d->id;
	out->sizes[0] = size;
	out->positions[0] = (const unsigned char *)out->spill.data;
	out->count = 1;
	d->taken = true;
	return 1;
}

static int
take_page(struct doclist *d, int64_t last, struct doclist_batch *out,
    struct err *err)
{
	struct doclist_entry e = { d->page->bytes + d->at,
	    d->page->bytes + d->end, d->id, d->size };
	int more = doclist_batch_take(out, &e, last);

	if (more < 0)
		return damaged(d, err);
	d->taken = !more;
	d->id = e.id;
	d->size = e.size;
	d->at = (size_t)(e.p - d->page->bytes);
	return 1;
}

int
doclist_take(struct doclist *d, int64_t last, struct doclist_batch *out,
    struct err *err)
{
	int64_t id;
	size_t size;
	int there;

	out->count = 0;
	if (!d->present || d->taken) {
		there = doclist_next(d, &id, &size, err);
		if (there <= 0)
			return there;
	}
	if (d->id > last)
		return 0;
	return d->spilled || d->at + d->size > d->end ?
	    take_spilled(d, out, err) : take_page(d, last, out, err);
}

/* ==== The doclist index ==== */

/* Load it, once. */
static int
load_index(struct doclist *d, struct err *err)
{
	if (!d->indexed)
		return 0;
	d->indexed = false;
	return doclist_index_load(&d->index, d->segments, d->segment,
	    d->term_leaf, err);
}

/* Go to the last page that begins at or before ${from}, if it is later. */
static int
jump(struct doclist *d, int64_t from, struct err *err)
{
	const struct jump *to;
	int there;

	if (load_index(d, err))
		return -1;
	to = doclist_index_find(&d->index, from, d->leaf);
	if (!to)
		return 0;
	there = load(d, to->leaf, err);
	if (there > 0)
		there = read_entry(d, err);
	return there < 0 ? -1 : there && d->id == to->id ? 0 :
	    damaged(d, err);
}

static bool
reached(const struct doclist *d, int64_t from)
{
	return d->present && !d->taken && d->id >= from;
}

int
doclist_seek(struct doclist *d, int64_t from, int64_t *id, size_t *size,
    struct err *err)
{
	int there;

	if (!reached(d, from) && !d->ends && !d->rows && jump(d, from, err))
		return -1;
	while (!reached(d, from)) {
		there = doclist_next(d, id, size, err);
		if (there <= 0)
			return there;
	}
	*id = d->id;
	*size = d->size;
	return 1;
}

/* ==== About how many ==== */

int64_t
doclist_bytes(const struct doclist *d)
{
	return d->rows ? 0 : d->term_end ?
	    (int64_t)(d->term_end - d->term_at) :
	    (int64_t)d->pages * (int64_t)d->term_page->size;
}

/* Articles of the page d stands on, at most ${most}, and their bytes. */
static int
sample(struct doclist *d, int64_t most, int64_t *articles, int64_t *bytes,
    struct err *err)
{
	size_t from = d->at, size;
	uint32_t leaf = d->leaf;
	int64_t id;
	int there = 1;

	*articles = *bytes = 0;
	while (*articles < most && (there = doclist_next(d, &id, &size,
	    err)) > 0 && d->leaf == leaf) {
		++*articles;
		*bytes = (int64_t)(d->at + d->size - from);
	}
	return there < 0 ? -1 : 0;
}

int
doclist_estimate(struct doclist *d, int64_t *articles, struct err *err)
{
	const struct jump *middle;
	int64_t n = 0, bytes = 0, all = doclist_bytes(d);
	int there = 1;

	doclist_rewind(d);
	if ((d->stale && reload(d, err)) || (!d->ends && load_index(d, err)))
		return -1;
	if (d->index.count) {
		middle = &d->index.items[d->index.count / 2];
		there = load(d, middle->leaf, err);
	}
	if (there > 0)
		there = sample(d, d->rows ? INT64_MAX : ESTIMATE_SAMPLE, &n,
		    &bytes, err);
	*articles = all > bytes && bytes ? n * all / bytes : n;
	doclist_rewind(d);
	return there < 0 ? -1 : 0;
}

/* ==== Positions ==== */

const unsigned char *
doclist_positions(struct doclist *d, struct err *err)
{
	size_t left = d->size, n;

	if (d->spilled)
		return (const unsigned char *)d->spill.data;
	if (d->at + d->size <= d->end)
		return d->page->bytes + d->at;
	buf_reset(&d->spill);
	n = d->end - d->at;
	buf_add(&d->spill, d->page->bytes + d->at, n);
	for (left -= n; left; left -= n) {
		if (d->ends || d->leaf >= d->segment->last) {
			damaged(d, err);
			return NULL;
		}
		if (load(d, d->leaf + 1, err) < 0)
			return NULL;
		n = (d->entered ? d->page->rowid : d->end) - PAGE_HEADER;
		if (n > left)
			n = left;
		buf_add(&d->spill, d->page->bytes + PAGE_HEADER, n);
	}
	d->spilled = true;
	if (buf_reserve(&d->spill, PAGE_BEYOND)) {
		err_memory(err);
		return NULL;
	}
	return (const unsigned char *)d->spill.data;
}

/* ==== Opening and closing ==== */

struct doclist *
doclist_new(struct segments *s)
{
	struct doclist *d = calloc(1, sizeof(*d));

	if (d) {
		d->segments = s;
		buf_init(&d->spill, BUF_TEXT_LIMIT);
	}
	return d;
}

int
doclist_begin(struct doclist *d, const struct segment *seg,
    const struct page *page, uint32_t leaf, size_t at, size_t end,
    struct err *err)
{
	d->index.count = 0;
	d->segment = seg;
	d->term_page = page;
	d->term_leaf = leaf;
	d->term_at = at;
	d->term_end = end;
	d->indexed = false;
	return enter(d, err);
}

void
doclist_rewind(struct doclist *d)
{
	if (!d->rows && !d->present && d->leaf == d->term_leaf &&
	    d->at == d->term_at)
		return;
	d->leaf = d->term_leaf;
	d->ends = d->term_end != 0;
	d->size = 0;
	d->present = d->taken = d->spilled = false;
	if (d->rows)
		instances_rewind(d->rows);
	else
		d->stale = true;
}

/* Go to the doclist of ${key}.  1, 0: the segment has none, -1. */
static int
find(struct doclist *d, const struct segment *seg, const struct buf *key,
    struct err *err)
{
	uint32_t leaf, last = 0;
	size_t at, end;
	bool indexed;
	int there;

	/* A merge under way has emptied the segment. */
	if (!seg->last)
		return 0;
	if (segments_find(d->segments, seg, key->data, key->len, &leaf,
	    &indexed, err) || segments_page(d->segments, seg, leaf, &d->own,
	    err))
		return -1;
	there = leaf_terms_find(&d->own, seg, leaf, key, &at, &end, err);
	if (there <= 0)
		return there;
	if (doclist_begin(d, seg, &d->own, leaf, at, end, err) || (!end &&
	    segments_end(d->segments, seg, key->data, key->len, &last, err)))
		return -1;
	d->indexed = indexed && !end;
	d->pages = last > leaf ? last - leaf + 1 : 1;
	return 1;
}

int
doclist_open(struct doclist **out, struct segments *s,
    const struct segment *seg, const char *term, size_t len, struct err *err)
{
	struct buf key = BUF_INIT(BUF_TEXT_LIMIT);
	struct doclist *d = doclist_new(s);
	int there = -1;

	buf_addch(&key, SEGMENTS_KEY);
	buf_add(&key, term, len);
	if (!d || key.failed)
		err_memory(err);
	else if (seg->id == SEGMENTS_FTS5)
		there = instances_open(&d->rows, segments_archive(s), term,
		    len, err) ? -1 : 1;
	else
		there = find(d, seg, &key, err);
	*out = there > 0 ? d : NULL;
	if (there <= 0)
		doclist_close(d);
	buf_release(&key);
	return there;
}

void
doclist_close(struct doclist *d)
{
	if (!d)
		return;
	page_release(&d->own);
	buf_release(&d->spill);
	instances_close(d->rows);
	doclist_index_release(&d->index);
	free(d);
}
