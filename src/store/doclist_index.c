/* The doclist index: its pages, a jump. */
#include "store/doclist_index.h"

#include <stdlib.h>

#include "store/varint.h"

void
doclist_index_release(struct doclist_index *x)
{
	free(x->items);
	*x = (struct doclist_index)DOCLIST_INDEX_INIT;
}

static int
add(struct doclist_index *x, struct jump jump, struct err *err)
{
	struct jump *items;
	size_t cap;

	if (x->count == x->cap) {
		cap = x->cap ? x->cap * 2 : 64;
		items = realloc(x->items, cap * sizeof(*items));
		if (!items)
			return err_memory(err);
		x->items = items;
		x->cap = cap;
	}
	x->items[x->count++] = jump;
	return 0;
}

/* May ${jump} come behind those there are?  Else a seek might go back. */
static bool
rises(const struct doclist_index *x, const struct segment *seg,
    uint32_t number, uint64_t leaf, uint64_t id)
{
	const struct jump *last = x->count ? &x->items[x->count - 1] : NULL;

	return leaf > (last ? last->leaf : number) && leaf <= seg->last &&
	    id < INT64_MAX && (!last || (int64_t)id > last->id);
}

/*
 * One page of it: flags, the number of a leaf, the first id on it; then for
 * every following leaf the distance of its first id, 0 where none begins
 * there.
 */
static int
read_page(struct doclist_index *x, const struct segment *seg,
    uint32_t number, const struct page *page, struct err *err)
{
	const unsigned char *p = page->bytes + 1;
	const unsigned char *end = page->bytes + page->size;
	uint64_t leaf, id = 0, step;

	if (!page->size || !(p = varint_read(p, end, &leaf)))
		return segments_damaged(seg, number, err);
	for (; p < end; leaf++) {
		if (!(p = varint_read(p, end, &step)))
			return segments_damaged(seg, number, err);
		id += step;
		if (!step)
			continue;
		if (!rises(x, seg, number, leaf, id))
			return segments_damaged(seg, number, err);
		if (add(x, (struct jump){ (uint32_t)leaf, (int64_t)id }, err))
			return -1;
	}
	return 0;
}

/*
 * Its pages of the lowest level follow one another; those above only lead to
 * them.
 */
int
doclist_index_load(struct doclist_index *x, struct segments *s,
    const struct segment *seg, uint32_t number, struct err *err)
{
	struct page page = PAGE_INIT;
	uint32_t part = 0;
	int there;

	x->count = 0;
	do {
		there = segments_doclist_index(s, seg, number, part++, &page,
		    err);
		if (there > 0 && read_page(x, seg, number, &page, err))
			there = -1;
	} while (there > 0 && page.bytes[0] & 1);
	page_release(&page);
	return there < 0 ? -1 : 0;
}

const struct jump *
doclist_index_find(const struct doclist_index *x, int64_t id, uint32_t leaf)
{
	size_t low = 0, high = x->count, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (x->items[mid].id <= id)
			low = mid + 1;
		else
			high = mid;
	}
	return low && x->items[low - 1].leaf > leaf ? &x->items[low - 1] :
	    NULL;
}
