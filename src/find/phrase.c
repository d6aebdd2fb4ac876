/* Phrases: places of one term after the other. */
#include "find/phrase.h"

#include <stdlib.h>
#include <string.h>

void
phrase_release(struct phrase_places *p)
{
	free(p->starts);
	free(p->scratch);
	p->starts = p->scratch = NULL;
	p->used = p->cap = p->scratch_cap = 0;
}

static int
grow(uint32_t **items, size_t *cap, size_t needed)
{
	uint32_t *grown;
	size_t more = *cap * 2 > needed ? *cap * 2 : needed;

	if (needed <= *cap)
		return 0;
	grown = realloc(*items, more * sizeof(*grown));
	if (!grown)
		return -1;
	*items = grown;
	*cap = more;
	return 0;
}

static int
by_place(const void *left, const void *right)
{
	uint32_t a = *(const uint32_t *)left, b = *(const uint32_t *)right;

	return (a > b) - (a < b);
}

/* Places of many words taken as one come word by word. */
static void
sort(const struct places *p, uint32_t *places, size_t count)
{
	if (p->pieces)
		qsort(places, count, sizeof(*places), by_place);
}

/* Keep those starts behind which, ${step} words on, one of ${next} stands. */
static size_t
join(uint32_t *starts, size_t count, const uint32_t *next, size_t next_count,
    uint32_t step)
{
	size_t i, k = 0, n = 0;

	for (i = 0; i < count; i++) {
		while (k < next_count && next[k] < starts[i] + step)
			k++;
		if (k == next_count)
			break;
		if (next[k] == starts[i] + step)
			starts[n++] = starts[i];
	}
	return n;
}

/* A phrase lies in a field if its last word does too. */
static size_t
limit(uint32_t *starts, size_t count, enum query_field field, uint32_t last)
{
	size_t i, n = 0;

	for (i = 0; i < count; i++)
		if (place_in(starts[i] + last, field))
			starts[n++] = starts[i];
	return n;
}

static int
in_article(struct phrase_places *p, const struct places *const *terms,
    size_t count, enum query_field field, size_t slot)
{
	uint32_t *starts;
	size_t i, n, next;

	if (grow(&p->starts, &p->cap, p->used + places_room(terms[0], slot)))
		return -1;
	starts = p->starts + p->used;
	n = places_read(terms[0], slot, field, starts);
	sort(terms[0], starts, n);
	for (i = 1; n && i < count; i++) {
		if (grow(&p->scratch, &p->scratch_cap,
		    places_room(terms[i], slot)))
			return -1;
		next = places_read(terms[i], slot, QUERY_ANYWHERE,
		    p->scratch);
		sort(terms[i], p->scratch, next);
		n = join(starts, n, p->scratch, next, (uint32_t)i);
	}
	if (n && field == QUERY_LEAD)
		n = limit(starts, n, field, (uint32_t)count - 1);
	if (n) {
		bits_set(&p->bits, slot);
		p->at[slot] = (uint32_t)p->used;
		p->count[slot] = (uint32_t)n;
		p->used += n;
	}
	return 0;
}

int
phrase_find(struct phrase_places *p, const struct places *const *terms,
    size_t count, enum query_field field, const struct bits *within)
{
	struct bits all = *within;
	size_t i, slot;

	memset(&p->bits, 0, sizeof(p->bits));
	p->used = 0;
	for (i = 0; i < count; i++)
		bits_and(&all, &terms[i]->bits);
	BITS_EACH(&all, slot)
		if (in_article(p, terms, count, field, slot))
			return -1;
	return 0;
}
