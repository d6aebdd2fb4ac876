/* The way to a term's doclist. */
#include "store/doclist_parts.h"

#include "store/instances.h"
#include "store/leaf_terms.h"

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
