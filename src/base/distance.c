/* Edit distance by three rows of the usual table. */
#include "base/distance.h"

#include <string.h>

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static size_t
length(const char *s)
{
	return least(strlen(s), DISTANCE_LIMIT);
}

size_t
distance(const char *a, const char *b)
{
	size_t rows[3][DISTANCE_LIMIT + 1];
	size_t *before = rows[0], *above = rows[1], *row = rows[2], *spare;
	size_t n = length(a), m = length(b), i, j, cost;

	for (j = 0; j <= m; j++)
		above[j] = before[j] = j;
	for (i = 1; i <= n; i++) {
		row[0] = i;
		for (j = 1; j <= m; j++) {
			cost = a[i - 1] != b[j - 1];
			row[j] = least(above[j - 1] + cost,
			    least(above[j], row[j - 1]) + 1);
			if (i > 1 && j > 1 && a[i - 1] == b[j - 2] &&
			    a[i - 2] == b[j - 1])
				row[j] = least(row[j], before[j - 2] + 1);
		}
		spare = before;
		before = above;
		above = row;
		row = spare;
	}
	return above[m];
}

size_t
distance_slip(const char *word)
{
	size_t n = length(word);

	return n < 4 ? 1 : n < 9 ? 2 : 3;
}
