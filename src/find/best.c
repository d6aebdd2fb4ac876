/* A heap of the best articles. */
#include "find/best.h"

#include <stdbool.h>
#include <stdlib.h>

#include "find/filter.h"

void
best_init(struct best *b, enum best_order order, size_t limit)
{
	*b = (struct best){ order, limit, NULL, 0, 0 };
}

void
best_release(struct best *b)
{
	free(b->items);
	b->items = NULL;
	b->count = b->cap = 0;
}

/* ==== Orders ==== */

static int
by_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
by_relevance(const void *left, const void *right)
{
	const struct found *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return by_number(b->id, a->id);
}

static int
by_newest(const void *left, const void *right)
{
	return by_number(((const struct found *)right)->id,
	    ((const struct found *)left)->id);
}

static int
by_oldest(const void *left, const void *right)
{
	const struct found *a = left, *b = right;
	bool undated_a = a->id <= FILTER_UNDATED_LAST;
	bool undated_b = b->id <= FILTER_UNDATED_LAST;

	if (undated_a != undated_b)
		return undated_a ? 1 : -1;
	return by_number(a->id, b->id);
}

typedef int order_fn(const void *, const void *);

static order_fn *const orders[] = { by_relevance, by_newest, by_oldest };

/* ==== The heap ==== */

static void
swap(struct found *a, struct found *b)
{
	struct found spare = *a;

	*a = *b;
	*b = spare;
}

static void
sift_up(struct found *heap, size_t i, order_fn *order)
{
	for (; i && order(&heap[i], &heap[(i - 1) / 2]) > 0; i = (i - 1) / 2)
		swap(&heap[i], &heap[(i - 1) / 2]);
}

static void
sift_down(struct found *heap, size_t count, order_fn *order)
{
	size_t i = 0, kid;

	while ((kid = 2 * i + 1) < count) {
		if (kid + 1 < count && order(&heap[kid + 1], &heap[kid]) > 0)
			kid++;
		if (order(&heap[i], &heap[kid]) >= 0)
			break;
		swap(&heap[i], &heap[kid]);
		i = kid;
	}
}

int
best_add(struct best *b, struct found found, struct err *err)
{
	order_fn *order = orders[b->order];
	struct found *items;
	size_t cap;

	if (b->limit && b->count == b->limit) {
		if (order(&found, &b->items[0]) < 0) {
			b->items[0] = found;
			sift_down(b->items, b->count, order);
		}
		return 0;
	}
	if (b->count == b->cap) {
		cap = b->cap ? b->cap * 2 : 64;
		items = realloc(b->items, cap * sizeof(*items));
		if (!items)
			return err_memory(err);
		b->items = items;
		b->cap = cap;
	}
	b->items[b->count++] = found;
	if (b->limit)
		sift_up(b->items, b->count - 1, order);
	return 0;
}

void
best_sort(struct best *b)
{
	if (b->count)
		qsort(b->items, b->count, sizeof(*b->items),
		    orders[b->order]);
}
