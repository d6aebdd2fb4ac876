/* Terms of a leaf page. */
#include "store/leaf_terms.h"

#include <string.h>

#include "store/varint.h"

/* Read how far the next term is.  False: the page has no more. */
static bool
step(struct leaf_terms *t)
{
	const unsigned char *end = t->page->bytes + t->page->all;
	uint64_t distance;

	if (t->footer == end ||
	    !(t->footer = varint_read(t->footer, end, &distance)) ||
	    !distance || distance >= t->page->size - t->next) {
		t->footer = end;
		t->next = 0;
		return false;
	}
	t->next += (size_t)distance;
	return true;
}

void
leaf_terms_go_on(struct leaf_terms *t, const struct page *page)
{
	t->page = page;
	t->footer = page->bytes + page->size;
	t->first = true;
	t->next = 0;
	step(t);
}

void
leaf_terms_begin(struct leaf_terms *t, const struct page *page)
{
	buf_reset(&t->key);
	leaf_terms_go_on(t, page);
}

/*
 * Is a key behind the present one that has the first ${common} bytes of it
 * and goes on with ${rest}?  Else a walk might never end.
 */
static bool
rises(const struct leaf_terms *t, size_t common, const unsigned char *rest,
    size_t len)
{
	size_t left = t->key.len - common;
	int order = memcmp(t->key.data + common, rest,
	    left < len ? left : len);

	return order < 0 || (order == 0 && left < len);
}

void
leaf_terms_release(struct leaf_terms *t)
{
	buf_release(&t->key);
}

int
leaf_terms_next(struct leaf_terms *t, const struct segment *seg,
    uint32_t leaf, struct err *err)
{
	const unsigned char *p = t->page->bytes + t->next;
	const unsigned char *end = t->page->bytes + t->page->size;
	uint64_t common = 0, len;

	if (!t->next)
		return 0;
	if (!t->first)
		p = varint_read(p, end, &common);
	if (p)
		p = varint_read(p, end, &len);
	if (!p || common > t->key.len || len > (uint64_t)(end - p) ||
	    !rises(t, (size_t)common, p, (size_t)len))
		return segments_damaged(seg, leaf, err);
	t->first = false;
	buf_truncate(&t->key, (size_t)common);
	buf_add(&t->key, p, (size_t)len);
	if (t->key.failed)
		return err_memory(err);
	t->at = (size_t)(p + len - t->page->bytes);
	t->end = step(t) ? t->next : 0;
	if (t->end && t->end < t->at)
		return segments_damaged(seg, leaf, err);
	return 1;
}

int
leaf_terms_compare(const struct leaf_terms *t, const char *key, size_t len)
{
	size_t n = t->key.len < len ? t->key.len : len;
	int order = memcmp(t->key.data, key, n);

	return order ? order : (t->key.len > len) - (t->key.len < len);
}

int
leaf_terms_find(const struct page *page, const struct segment *seg,
    uint32_t leaf, const struct buf *key, size_t *at, size_t *end,
    struct err *err)
{
	struct leaf_terms t = LEAF_TERMS_INIT;
	int there, order = -1;

	leaf_terms_begin(&t, page);
	while ((there = leaf_terms_next(&t, seg, leaf, err)) > 0 &&
	    (order = leaf_terms_compare(&t, key->data, key->len)) < 0)
		;
	if (there > 0) {
		*at = t.at;
		*end = t.end;
	}
	leaf_terms_release(&t);
	return there > 0 ? order == 0 : there;
}
