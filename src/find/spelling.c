/* Patterns and edits, letter by letter. */
#include "find/spelling.h"

#include <string.h>

#include "base/utf8.h"

/* Where a letter ends that begins at ${p}. */
static const char *
behind(const char *p, const char *end)
{
	uint32_t rune;

	return p + utf8_decode(p, end, &rune);
}

/*
 * Going on from the last * with one letter more whenever what follows it does
 * not fit: in the worst case the lengths' product.
 */
bool
spelling_fits(const char *pattern, size_t pattern_len, const char *word,
    size_t len)
{
	const char *p = pattern, *p_end = pattern + pattern_len;
	const char *w = word, *end = word + len;
	const char *star = NULL, *from = NULL;
	size_t n;

	while (w < end) {
		n = p < p_end ? (size_t)(behind(p, p_end) - p) : 0;
		if (n && *p == '*') {
			star = ++p;
			from = w;
		} else if (n && *p == '?') {
			p++;
			w = behind(w, end);
		} else if (n && n <= (size_t)(end - w) &&
		    memcmp(p, w, n) == 0) {
			p += n;
			w += n;
		} else if (star) {
			p = star;
			from = w = behind(from, end);
		} else {
			return false;
		}
	}
	while (p < p_end && *p == '*')
		p++;
	return p == p_end;
}

void
spelling_init(struct spelling *s, const char *word, size_t len)
{
	const char *end = word + len;

	for (s->count = 0; word < end && s->count < SPELLING_LETTERS;
	    s->count++)
		word += utf8_decode(word, end, &s->letters[s->count]);
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

/* Rows of the table of distances between beginnings, the last three. */
size_t
spelling_edits(const struct spelling *s, const char *word, size_t len,
    size_t most)
{
	size_t rows[3][SPELLING_LETTERS + 1], *before = rows[0];
	size_t *last = rows[1], *row = rows[2], *spare, best, i, k;
	struct spelling w;

	spelling_init(&w, word, len);
	if (s->count > w.count + most || w.count > s->count + most)
		return most + 1;
	for (k = 0; k <= w.count; k++)
		last[k] = k;
	for (i = 1; i <= s->count; i++) {
		best = row[0] = i;
		for (k = 1; k <= w.count; k++) {
			row[k] = last[k - 1] +
			    (s->letters[i - 1] != w.letters[k - 1]);
			row[k] = least(row[k], least(last[k],
			    row[k - 1]) + 1);
			if (i > 1 && k > 1 &&
			    s->letters[i - 1] == w.letters[k - 2] &&
			    s->letters[i - 2] == w.letters[k - 1])
				row[k] = least(row[k], before[k - 2] + 1);
			best = least(best, row[k]);
		}
		if (best > most)
			return best;
		spare = before;
		before = last;
		last = row;
		row = spare;
	}
	return last[w.count];
}
