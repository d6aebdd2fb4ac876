/* Sets of codes: sorted arrays. */
#include "find/codes.h"

#include <stdlib.h>

void
code_set_release(struct code_set *s)
{
	free(s->codes);
	*s = (struct code_set)CODE_SET_INIT;
}

int
code_set_add(struct code_set *s, uint32_t code)
{
	size_t cap = s->cap ? s->cap * 2 : 16;
	uint32_t *codes;

	if (s->count == s->cap) {
		codes = realloc(s->codes, cap * sizeof(*codes));
		if (!codes)
			return -1;
		s->codes = codes;
		s->cap = cap;
	}
	s->codes[s->count++] = code;
	return 0;
}

int
code_set_join(struct code_set *s, const struct code_set *more)
{
	size_t i;

	for (i = 0; i < more->count; i++)
		if (code_set_add(s, more->codes[i]))
			return -1;
	return 0;
}

static int
by_code(const void *left, const void *right)
{
	const uint32_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

void
code_set_sort(struct code_set *s)
{
	size_t i, kept = 0;

	if (!s->count)
		return;
	qsort(s->codes, s->count, sizeof(*s->codes), by_code);
	for (i = 1; i < s->count; i++)
		if (s->codes[i] != s->codes[kept])
			s->codes[++kept] = s->codes[i];
	s->count = kept + 1;
}

bool
code_set_has(const struct code_set *s, uint32_t code)
{
	size_t low = 0, high = s->count, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (s->codes[mid] < code)
			low = mid + 1;
		else
			high = mid;
	}
	return low < s->count && s->codes[low] == code;
}
