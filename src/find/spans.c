/* Spans: lists of them, sorted; nearness. */
#include "find/spans.h"

#include <stdlib.h>

void
spans_release(struct spans *s)
{
	free(s->items);
	*s = (struct spans)SPANS_INIT;
}

int
spans_add(struct spans *s, uint32_t first, uint32_t last)
{
	struct span *items;
	size_t cap;

	if (s->count == s->cap) {
		cap = s->cap ? s->cap * 2 : 64;
		items = realloc(s->items, cap * sizeof(*items));
		if (!items)
			return -1;
		s->items = items;
		s->cap = cap;
	}
	s->items[s->count++] = (struct span){ first, last };
	return 0;
}

static int
order(const void *left, const void *right)
{
	const struct span *a = left, *b = right;

	if (a->first != b->first)
		return a->first < b->first ? -1 : 1;
	return (a->last > b->last) - (a->last < b->last);
}

static bool
sorted(const struct spans *s)
{
	size_t i;

	for (i = 1; i < s->count; i++)
		if (order(&s->items[i - 1], &s->items[i]) >= 0)
			return false;
	return true;
}

void
spans_sort(struct spans *s)
{
	size_t i, n = 0;

	if (sorted(s))
		return;
	qsort(s->items, s->count, sizeof(*s->items), order);
	for (i = 0; i < s->count; i++)
		if (!n || order(&s->items[n - 1], &s->items[i]) != 0)
			s->items[n++] = s->items[i];
	s->count = n;
}

/*
 * Those of ${b} that begin behind the end of one of ${a}.  The columns are
 * further apart than any distance.
 */
static int
behind(const struct spans *a, const struct spans *b, unsigned distance,
    struct spans *out)
{
	const struct span *x, *y;
	size_t i, k, from = 0;

	for (i = 0; i < a->count; i++) {
		x = &a->items[i];
		/* Ends do not rise, but none is before its beginning. */
		while (from < b->count && b->items[from].first <= x->first)
			from++;
		for (k = from; k < b->count; k++) {
			y = &b->items[k];
			if (y->first <= x->last)
				continue;
			if (y->first - x->last > distance)
				break;
			if (out->count >= SPANS_LIMIT)
				return 0;
			if (spans_add(out, x->first, y->last))
				return -1;
		}
	}
	return 1;
}

int
spans_near(const struct spans *a, const struct spans *b, unsigned distance,
    bool ordered, struct spans *out)
{
	int all = behind(a, b, distance, out);

	if (all > 0 && !ordered)
		all = behind(b, a, distance, out);
	spans_sort(out);
	return all;
}

size_t
spans_starts(const struct spans *s)
{
	size_t i, n = 0;

	for (i = 0; i < s->count; i++)
		n += !i || s->items[i].first != s->items[i - 1].first;
	return n;
}
