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

/* ==== Looking for one ==== */

/* How many bytes two texts begin with in common. */
static size_t
in_common(const unsigned char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t n = 0;

	while (n < a_len && n < b_len && a[n] == (unsigned char)b[n])
		n++;
	return n;
}

/* The bytes of a term that are its own, and how many it shares. */
struct suffix {
	const unsigned char *bytes;
	size_t common, len;
};

static bool
read_suffix(const struct leaf_terms *t, struct suffix *out)
{
	const unsigned char *p = t->page->bytes + t->next;
	const unsigned char *end = t->page->bytes + t->page->size;
	uint64_t common = 0, len;

	if (!t->first)
		p = varint_read(p, end, &common);
	if (p)
		p = varint_read(p, end, &len);
	if (!p || len > (uint64_t)(end - p))
		return false;
	*out = (struct suffix){ p, (size_t)common, (size_t)len };
	return true;
}

/*
 * ${matched} bytes of the key stand at the beginning of the term before,
 * which comes before the key.  One that shares more with it does too; one
 * that shares less comes behind the key.
 */
int
leaf_terms_find(const struct page *page, const struct segment *seg,
    uint32_t leaf, const struct buf *key, size_t *at, size_t *end,
    struct err *err)
{
	struct leaf_terms t = LEAF_TERMS_INIT;
	struct suffix s;
	size_t matched = 0, n;

	for (leaf_terms_begin(&t, page); t.next; t.first = false) {
		if (!read_suffix(&t, &s))
			return segments_damaged(seg, leaf, err);
		if (s.common < matched)
			return 0;
		if (s.common == matched) {
			n = in_common(s.bytes, s.len, key->data + matched,
			    key->len - matched);
			matched += n;
			if (n == s.len && matched == key->len)
				break;
			/* The key ends within it, or its byte is larger. */
			if (n < s.len && (matched == key->len || s.bytes[n] >
			    (unsigned char)key->data[matched]))
				return 0;
		}
		step(&t);
	}
	if (!t.next)
		return 0;
	*at = (size_t)(s.bytes + s.len - page->bytes);
	*end = step(&t) ? t.next : 0;
	return *end && *end < *at ? segments_damaged(seg, leaf, err) : 1;
}
