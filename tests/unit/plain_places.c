/* Places and spans: growing lists of them, in order. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "plain.h"

void
plain_places_add(struct plain_places *p, uint64_t at)
{
	if (p->count == p->cap) {
		p->cap = p->cap ? p->cap * 2 : 4;
		p->items = realloc(p->items, p->cap * sizeof(*p->items));
		assert_non_null(p->items);
	}
	p->items[p->count++] = at;
}

static int
by_place(const void *left, const void *right)
{
	const uint64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

void
plain_places_sort(struct plain_places *p)
{
	size_t i, kept = 0;
	bool sorted = true;

	for (i = 1; i < p->count && sorted; i++)
		sorted = p->items[i - 1] < p->items[i];
	if (sorted)
		return;
	qsort(p->items, p->count, sizeof(*p->items), by_place);
	for (i = 0; i < p->count; i++)
		if (!kept || p->items[kept - 1] != p->items[i])
			p->items[kept++] = p->items[i];
	p->count = kept;
}

bool
plain_places_has(const struct plain_places *p, uint64_t at)
{
	return p->count && bsearch(&at, p->items, p->count,
	    sizeof(*p->items), by_place);
}

void
plain_places_release(struct plain_places *p)
{
	free(p->items);
	*p = (struct plain_places){ NULL, 0, 0 };
}

void
plain_spans_add(struct plain_spans *s, uint64_t at, uint32_t last)
{
	if (s->count == s->cap) {
		s->cap = s->cap ? s->cap * 2 : 16;
		s->items = realloc(s->items, s->cap * sizeof(*s->items));
		assert_non_null(s->items);
	}
	s->items[s->count++] = (struct plain_span){ at, last };
}

static int
by_span(const void *left, const void *right)
{
	const struct plain_span *a = left, *b = right;

	if (a->at != b->at)
		return a->at > b->at ? 1 : -1;
	return (a->last > b->last) - (a->last < b->last);
}

void
plain_spans_sort(struct plain_spans *s)
{
	size_t i, kept = 0;
	bool sorted = true;

	for (i = 1; i < s->count && sorted; i++)
		sorted = by_span(&s->items[i - 1], &s->items[i]) < 0;
	if (sorted)
		return;
	qsort(s->items, s->count, sizeof(*s->items), by_span);
	for (i = 0; i < s->count; i++)
		if (!kept || by_span(&s->items[kept - 1], &s->items[i]) != 0)
			s->items[kept++] = s->items[i];
	s->count = kept;
}

void
plain_spans_release(struct plain_spans *s)
{
	free(s->items);
	*s = (struct plain_spans){ NULL, 0, 0 };
}
