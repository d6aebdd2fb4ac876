/* store/tokens: what was cut comes back, terms of every length. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "store/tokens.h"

static sqlite3 *db;
static struct tokenizer *tokenizer;

/* One word of each length on both sides of the encoding's bounds. */
static void
lengths(void **state)
{
	static const size_t lengths[] = {
		1, 2, 125, 126, 127, 128, 129, 255, 256, 65536, 70000
	};
	struct tokens tokens = TOKENS_INIT;
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	const char *term;
	size_t i, k, at = 0, len, n = sizeof(lengths) / sizeof(lengths[0]);
	bool colocated;

	(void)state;
	for (i = 0; i < n; i++) {
		for (k = 0; k < lengths[i]; k++)
			buf_addch(&text, (char)('a' + i));
		buf_addch(&text, ' ');
	}
	assert_int_equal(tokens_make(&tokens, tokenizer, NULL, text.data), 0);
	assert_int_equal(tokens.words, n);
	for (i = 0; i < n; i++) {
		assert_int_equal(tokens_next(&tokens, &at, &colocated, &term,
		    &len), 1);
		assert_false(colocated);
		assert_int_equal(len, lengths[i]);
		assert_int_equal(term[0], 'a' + i);
		assert_int_equal(term[len - 1], 'a' + i);
	}
	assert_int_equal(tokens_next(&tokens, &at, &colocated, &term, &len),
	    0);
	tokens_release(&tokens);
	buf_release(&text);
}

static void
stems(void **state)
{
	static const struct {
		const char *term;
		bool colocated;
	} expected[] = {
		{ "the", false }, { "attacks", false },
		{ "\xEE\x80\x81" "attack", true }, { "2014", false },
		{ "\xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97", false },
		{ "\xEE\x83\xBF\xE4\xB8\xAD\xE6\x96\x87", true },
		{ "\xEE\x83\xBF\xE6\x96\x87\xE5\xAD\x97", true }
	};
	struct tokens tokens = TOKENS_INIT;
	const char *term;
	size_t i, at = 0, len;
	bool colocated;

	(void)state;
	assert_int_equal(tokens_make(&tokens, tokenizer, "en",
	    "The ATTACKS, 2014: \xE4\xB8\xAD\xE6\x96\x87\xE5\xAD\x97."), 0);
	assert_int_equal(tokens.words, 4);
	for (i = 0; i < sizeof(expected) / sizeof(expected[0]); i++) {
		assert_int_equal(tokens_next(&tokens, &at, &colocated, &term,
		    &len), 1);
		assert_int_equal(colocated, expected[i].colocated);
		assert_int_equal(len, strlen(expected[i].term));
		assert_memory_equal(term, expected[i].term, len);
	}
	assert_int_equal(tokens_next(&tokens, &at, &colocated, &term, &len),
	    0);
	tokens_release(&tokens);
	tokens_release(&tokens);
}

static void
nothing(void **state)
{
	static const char *const texts[] = { NULL, "", " .,- \n" };
	struct tokens tokens = TOKENS_INIT;
	const char *term;
	size_t i, at, len;
	bool colocated;

	(void)state;
	for (i = 0; i < 3; i++) {
		assert_int_equal(tokens_make(&tokens, tokenizer, "en",
		    texts[i]), 0);
		at = 0;
		assert_int_equal(tokens.words, 0);
		assert_int_equal(tokens_next(&tokens, &at, &colocated, &term,
		    &len), 0);
		tokens_release(&tokens);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lengths),
		cmocka_unit_test(stems),
		cmocka_unit_test(nothing),
	};
	int failed;

	if (sqlite3_open(":memory:", &db) ||
	    tokenizer_open(&tokenizer, db, NULL))
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	tokenizer_close(tokenizer);
	sqlite3_close(db);
	return failed;
}
