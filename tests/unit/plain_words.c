/* Cutting what was typed; patterns, edits, parts of words. */
#include "plain_words.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include <cmocka.h>

#include "base/utf8.h"

/* ==== Cutting ==== */

static void
add_rune(struct plain_cut_word *w, uint32_t rune)
{
	w->runes = realloc(w->runes, (w->rune_count + 1) *
	    sizeof(*w->runes));
	assert_non_null(w->runes);
	w->runes[w->rune_count++] = rune;
}

static int
add_word(void *ctx, bool colocated, const char *term, size_t len,
    size_t start, size_t end)
{
	struct plain_cut *cut = ctx;
	const char *p = term, *stop = term + len;
	struct plain_cut_word *w;
	uint32_t rune;

	if (colocated)
		return 0;
	cut->words = realloc(cut->words, (cut->count + 1) *
	    sizeof(*cut->words));
	assert_non_null(cut->words);
	w = &cut->words[cut->count++];
	*w = (struct plain_cut_word){ .len = len, .start = start,
	    .end = end };
	w->text = strndup(term, len);
	assert_non_null(w->text);
	while (p < stop) {
		p += utf8_decode(p, stop, &rune);
		add_rune(w, rune);
		w->letters |= (uint64_t)1 << rune % 64;
		w->spaceless |= utf8_spaceless(rune);
	}
	cut->run |= w->spaceless;
	return 0;
}

static int
add_letters(void *ctx, bool colocated, const char *term, size_t len,
    size_t start, size_t end)
{
	const char *stop = term + len;
	uint32_t rune;

	(void)start, (void)end;
	while (!colocated && term < stop) {
		term += utf8_decode(term, stop, &rune);
		add_rune(ctx, rune);
	}
	return 0;
}

/* What stands between the signs, folded; the whole is one word. */
static void
cut_pattern(struct plain_cut *cut, struct tokenizer *t, const char *text)
{
	struct plain_cut_word *w = calloc(1, sizeof(*w));
	size_t n;

	assert_non_null(w);
	while (*text) {
		n = strcspn(text, "*?");
		assert_int_equal(tokenizer_run(t, NULL, text, n, add_letters,
		    w), 0);
		text += n;
		if (*text)
			add_rune(w, *text++ == '*' ? PLAIN_ANY : PLAIN_ONE);
	}
	cut->words = w;
	cut->count = 1;
}

/* The 's of "Russia's" is no word of its own. */
static bool
possessive(const struct plain_cut *cut, const char *text)
{
	static const char curly[] = "\xE2\x80\x99";
	const struct plain_cut_word *w;

	if (cut->count < 2)
		return false;
	w = &cut->words[cut->count - 1];
	if (strcmp(w->text, "s") != 0)
		return false;
	return text[w->start - 1] == '\'' || (w->start >= 3 &&
	    strncmp(text + w->start - 3, curly, 3) == 0);
}

void
plain_cut(struct plain_cut *cut, struct tokenizer *t,
    const struct query_node *leaf)
{
	memset(cut, 0, sizeof(*cut));
	if (leaf->kind == QUERY_PATTERN) {
		cut_pattern(cut, t, leaf->text);
		return;
	}
	assert_int_equal(tokenizer_run(t, NULL, leaf->text,
	    strlen(leaf->text), add_word, cut), 0);
	if (leaf->kind == QUERY_WORD && plain_is_text(leaf->field) &&
	    possessive(cut, leaf->text)) {
		free(cut->words[--cut->count].text);
		free(cut->words[cut->count].runes);
	}
}

void
plain_cut_release(struct plain_cut *cut)
{
	size_t i;

	for (i = 0; i < cut->count; i++) {
		free(cut->words[i].text);
		free(cut->words[i].runes);
	}
	free(cut->words);
}

/* ==== What fits ==== */

static bool
fits(const uint32_t *p, size_t p_count, const uint32_t *w, size_t w_count)
{
	for (; p_count && *p != PLAIN_ANY; p++, w++, p_count--, w_count--)
		if (!w_count || (*p != *w && *p != PLAIN_ONE))
			return false;
	if (!p_count)
		return !w_count;
	for (;; w++, w_count--) {
		if (fits(p + 1, p_count - 1, w, w_count))
			return true;
		if (!w_count)
			return false;
	}
}

bool
plain_fits(const struct plain_cut_word *pattern, const struct plain_term *t)
{
	return fits(pattern->runes, pattern->rune_count, t->runes,
	    t->rune_count);
}

static size_t
least(size_t a, size_t b)
{
	return a < b ? a : b;
}

static int
bits(uint64_t set)
{
	int n;

	for (n = 0; set; set &= set - 1)
		n++;
	return n;
}

bool
plain_resembles(const struct plain_cut_word *w, const struct plain_term *t,
    unsigned edits)
{
	size_t n = w->rune_count, m = t->rune_count, i, k, cost, *d, result;
	const uint32_t *a = w->runes, *b = t->runes;

	/* An edit changes the set of letters by two at most. */
	if (n > m + edits || m > n + edits ||
	    bits(w->letters ^ t->letters) > 2 * (int)edits)
		return false;
	d = malloc((n + 1) * (m + 1) * sizeof(*d));
	assert_non_null(d);
#define D(i_, k_) d[(i_) * (m + 1) + (k_)]
	for (i = 0; i <= n; i++)
		for (k = 0; k <= m; k++) {
			D(i, k) = i ? k ? SIZE_MAX : i : k;
			if (!i || !k)
				continue;
			cost = a[i - 1] != b[k - 1];
			D(i, k) = least(D(i - 1, k - 1) + cost,
			    least(D(i - 1, k), D(i, k - 1)) + 1);
			if (i > 1 && k > 1 && a[i - 1] == b[k - 2] &&
			    a[i - 2] == b[k - 1])
				D(i, k) = least(D(i, k), D(i - 2, k - 2) + 1);
		}
	result = D(n, m);
#undef D
	free(d);
	return result <= edits;
}

bool
plain_within(const struct plain_cut_word *w, const struct plain_term *t,
    bool at_start, bool at_end)
{
	size_t at, last;

	if (w->len > t->len)
		return false;
	last = t->len - w->len;
	for (at = at_end ? last : 0; at <= (at_start ? 0 : last); at++)
		if (memcmp(t->text + at, w->text, w->len) == 0)
			return true;
	return false;
}

bool
plain_same(const struct plain_cut_word *a, const struct plain_cut_word *b,
    bool prefix)
{
	return (prefix ? a->len <= b->len : a->len == b->len) &&
	    memcmp(a->text, b->text, a->len) == 0;
}

bool
plain_small(uint32_t rune)
{
	return utf8proc_category((utf8proc_int32_t)rune) ==
	    UTF8PROC_CATEGORY_LL;
}

void
plain_lower(const char *text, struct buf *out)
{
	const char *end = text + strlen(text);
	uint32_t rune;

	while (text < end) {
		text += utf8_decode(text, end, &rune);
		buf_add_rune(out, utf8_lower(rune));
	}
	assert_false(out->failed);
}
