/* A doclist: articles from page to page, many at once, seeking, positions. */
#include "store/doclist_parts.h"

#include <stdlib.h>
#include <string.h>

#include "store/instances.h"
#include "store/varint.h"

/* So many articles tell how many bytes one takes. */
#define ESTIMATE_SAMPLE 128

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

/* The present article on its page, and back again. */
static struct doclist_entry
present_entry(const struct doclist *d)
{
	return (struct doclist_entry){ d->page->bytes + d->at,
	    d->page->bytes + d->end, d->id, d->size };
}

static void
set_entry(struct doclist *d, const struct doclist_entry *e)
{
	d->id = e->id;
	d->size = e->size;
	d->at = (size_t)(e->p - d->page->bytes);
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
	struct doclist_entry e = present_entry(d);
	int more = doclist_batch_take(out, &e, last);

	if (more < 0)
		return damaged(d, err);
	d->taken = !more;
	set_entry(d, &e);
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

/* Pass over what the present page has before ${from}. */
static int
skip(struct doclist *d, int64_t from, struct err *err)
{
	struct doclist_entry e = present_entry(d);

	if (d->rows || !d->present || d->spilled || d->stale || d->entered)
		return 0;
	if (doclist_entry_skip(&e, from))
		return damaged(d, err);
	if (e.id != d->id)
		d->taken = false;
	set_entry(d, &e);
	return 0;
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
		if (!reached(d, from) && skip(d, from, err))
			return -1;
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

/*
 * Walk ${most} articles: how many there were, and of those on the page d
 * stands on their number and bytes.  1, 0: there are no more, -1.
 */
static int
sample(struct doclist *d, int64_t most, int64_t *walked, int64_t *articles,
    int64_t *bytes, struct err *err)
{
	size_t from = d->at, size;
	uint32_t leaf = d->leaf;
	int64_t id;
	int there = 1;

	*walked = *articles = *bytes = 0;
	while (*walked < most && (there = doclist_next(d, &id, &size,
	    err)) > 0) {
		++*walked;
		if (d->leaf != leaf)
			continue;
		++*articles;
		*bytes = (int64_t)(d->at + d->size - from);
	}
	return there;
}

int
doclist_estimate(struct doclist *d, int64_t *articles, struct err *err)
{
	const struct jump *middle;
	int64_t walked = 0, n = 0, bytes = 0, all = doclist_bytes(d);
	int there = 1;

	doclist_rewind(d);
	if ((d->stale && reload(d, err)) || (!d->ends && load_index(d, err)))
		return -1;
	if (d->index.count) {
		middle = &d->index.items[d->index.count / 2];
		there = load(d, middle->leaf, err);
	}
	if (there > 0)
		there = sample(d, d->rows ? INT64_MAX : ESTIMATE_SAMPLE,
		    &walked, &n, &bytes, err);
	*articles = there == 0 && !d->index.count ? walked :
	    all > bytes && bytes ? n * all / bytes : n;
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
