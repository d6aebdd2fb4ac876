/* find/spelling: patterns, and letters to change. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "find/spelling.h"
#include "made.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

/* ==== Patterns ==== */

static const struct {
	const char *pattern, *word;
	bool fits;
} patterns[] = {
	{ "hack", "hack", true }, { "hack", "hacks", false },
	{ "hack*", "hack", true }, { "hack*", "hackers", true },
	{ "*hack", "hack", true }, { "*hack", "shack", true },
	{ "*hack", "hacks", false }, { "h*k", "hk", true },
	{ "h*k", "hakkik", true }, { "h?ck", "hack", true },
	{ "h?ck", "hck", false }, { "h?ck", "heck", true },
	{ "?", "", false }, { "*", "", true }, { "", "", true },
	{ "", "a", false }, { "***", "abc", true }, { "*?", "", false },
	{ "*?", "a", true }, { "a*b*c", "abc", true },
	{ "a*b*c", "aXbXbXc", true }, { "a*b*c", "acb", false },
	{ "*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", false },
	/* Letters are not bytes. */
	{ "?", "\xC3\xA9", true }, { "??", "\xC3\xA9", false },
	{ "caf?", "caf\xC3\xA9", true }, { "*\xA9", "\xC3\xA9", false },
	{ "?\xE6\x9C\xAC", "\xE6\x97\xA5\xE6\x9C\xAC", true },
	/* Bytes that are no text count one each. */
	{ "??", "\xC3\xC3", true }, { "a?", "a\xFF", true }
};

static void
known_patterns(void **state)
{
	size_t i, wrong = 0;

	(void)state;
	for (i = 0; i < LEN(patterns); i++)
		if (spelling_fits(patterns[i].pattern,
		    strlen(patterns[i].pattern), patterns[i].word,
		    strlen(patterns[i].word)) != patterns[i].fits) {
			print_message("%s, %s\n", patterns[i].pattern,
			    patterns[i].word);
			wrong++;
		}
	assert_int_equal(wrong, 0);
}

/* The definition itself. */
static bool
fits_plainly(const char *p, const char *w)
{
	if (!*p)
		return !*w;
	if (*p == '*')
		return fits_plainly(p + 1, w) || (*w && fits_plainly(p, w +
		    1));
	return *w && (*p == '?' || *p == *w) && fits_plainly(p + 1, w + 1);
}

static void
draw_text(uint64_t *seed, const char *letters, char *out, unsigned most)
{
	unsigned len = made_below(seed, most + 1), i;

	for (i = 0; i < len; i++)
		out[i] = letters[made_below(seed,
		    (unsigned)strlen(letters))];
	out[len] = '\0';
}

static void
random_patterns(void **state)
{
	char pattern[8], word[12];
	uint64_t seed = 1;
	int i;

	(void)state;
	for (i = 0; i < 20000; i++) {
		draw_text(&seed, "ab*?", pattern, 7);
		draw_text(&seed, "ab", word, 11);
		if (spelling_fits(pattern, strlen(pattern), word,
		    strlen(word)) != fits_plainly(pattern, word))
			fail_msg("%s, %s", pattern, word);
	}
}

/* ==== Edits ==== */

static size_t
edits(const char *a, const char *b, size_t most)
{
	struct spelling s;

	spelling_init(&s, a, strlen(a));
	return spelling_edits(&s, b, strlen(b), most);
}

static void
known_edits(void **state)
{
	(void)state;
	assert_int_equal(edits("news", "news", 2), 0);
	assert_int_equal(edits("news", "new", 2), 1);
	assert_int_equal(edits("news", "nwes", 2), 1);
	assert_int_equal(edits("news", "nuws", 2), 1);
	assert_int_equal(edits("kitten", "sitting", 3), 3);
	/* Optimal string alignment: swapped letters are left alone. */
	assert_int_equal(edits("ca", "abc", 9), 3);
	assert_int_equal(edits("", "ab", 2), 2);
	assert_int_equal(edits("", "", 0), 0);
	assert_int_equal(edits("caf\xC3\xA9", "cafe", 1), 1);
	assert_true(edits("news", "newspaper", 2) > 2);
	assert_true(edits("abcd", "wxyz", 1) > 1);
}

/* Longer words are told apart by their beginnings. */
static void
long_words(void **state)
{
	char a[SPELLING_LETTERS + 8], b[SPELLING_LETTERS + 8];

	(void)state;
	memset(a, 'a', sizeof(a));
	memset(b, 'a', sizeof(b));
	a[sizeof(a) - 1] = b[sizeof(b) - 1] = '\0';
	b[SPELLING_LETTERS + 1] = 'b';
	assert_int_equal(edits(a, b, 2), 0);
	b[SPELLING_LETTERS - 1] = 'b';
	assert_int_equal(edits(a, b, 2), 1);
}

/* By trying all there is, from the end. */
static size_t
edits_plainly(const char *a, size_t n, const char *b, size_t m)
{
	size_t best, other;

	if (!n || !m)
		return n + m;
	best = edits_plainly(a, n - 1, b, m - 1) + (a[n - 1] != b[m - 1]);
	other = edits_plainly(a, n - 1, b, m) + 1;
	best = other < best ? other : best;
	other = edits_plainly(a, n, b, m - 1) + 1;
	best = other < best ? other : best;
	if (n > 1 && m > 1 && a[n - 1] == b[m - 2] && a[n - 2] == b[m - 1]) {
		other = edits_plainly(a, n - 2, b, m - 2) + 1;
		best = other < best ? other : best;
	}
	return best;
}

static void
random_edits(void **state)
{
	char a[8], b[8];
	uint64_t seed = 2;
	size_t want, most, got;
	int i;

	(void)state;
	for (i = 0; i < 3000; i++) {
		draw_text(&seed, "abc", a, 6);
		draw_text(&seed, "abc", b, 6);
		want = edits_plainly(a, strlen(a), b, strlen(b));
		for (most = 0; most < 7; most++) {
			got = edits(a, b, most);
			if (want <= most ? got != want : got <= most)
				fail_msg("%s, %s: %zu of %zu", a, b, got,
				    want);
		}
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(known_patterns),
		cmocka_unit_test(random_patterns),
		cmocka_unit_test(known_edits),
		cmocka_unit_test(long_words),
		cmocka_unit_test(random_edits)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
