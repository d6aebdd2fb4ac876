/* base/buf: the limit, the sticky failure, cutting, trimming, handing over. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"

static void
empty(void **state)
{
	struct buf b = BUF_INIT(10);
	char *text;

	(void)state;
	assert_string_equal(b.data, "");
	buf_add(&b, NULL, 0);
	buf_truncate(&b, 5);
	buf_trim(&b);
	assert_int_equal(b.len, 0);
	text = buf_detach(&b);
	assert_string_equal(text, "");
	free(text);
	buf_release(&b);
	buf_release(&b);
	assert_string_equal(b.data, "");
}

/* What fits exactly is taken; one byte more adds nothing and stays failed. */
static void
limit(void **state)
{
	struct buf b = BUF_INIT(5);

	(void)state;
	buf_addstr(&b, "12345");
	assert_false(b.failed);
	assert_string_equal(b.data, "12345");
	buf_addch(&b, '6');
	assert_true(b.failed);
	assert_string_equal(b.data, "12345");
	buf_truncate(&b, 1);
	buf_addch(&b, '2');
	buf_addf(&b, "%d", 3);
	buf_add_rune(&b, 'x');
	assert_string_equal(b.data, "1");
	assert_int_equal(buf_reserve(&b, 0), -1);
	assert_null(buf_detach(&b));
	assert_int_equal(b.limit, 5);
	buf_addf(&b, "%s", "123456");
	assert_true(b.failed);
	assert_int_equal(b.len, 0);
	buf_reset(&b);
	buf_addf(&b, "%s-%d", "ab", 12);
	assert_false(b.failed);
	assert_string_equal(b.data, "ab-12");
	buf_release(&b);
	assert_int_equal(buf_reserve(&b, SIZE_MAX), -1);
	assert_true(b.failed);
	buf_release(&b);
}

/* Bytes are kept, NULs too, and a NUL stands behind them at every length. */
static void
grows(void **state)
{
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);
	size_t i;

	(void)state;
	for (i = 0; i < 3000; i++) {
		buf_addch(&b, (char)(i % 256));
		assert_int_equal(b.len, i + 1);
		assert_int_equal(b.data[b.len], 0);
		assert_true(b.cap > b.len);
	}
	for (i = 0; i < 3000; i++)
		assert_int_equal((unsigned char)b.data[i], i % 256);
	buf_truncate(&b, 3001);
	assert_int_equal(b.len, 3000);
	buf_truncate(&b, 7);
	assert_int_equal(b.len, 7);
	assert_int_equal(b.data[7], 0);
	buf_release(&b);
}

static void
trim(void **state)
{
	static const char *const cases[][2] = {
		{ "", "" }, { " \t\r\n", "" }, { "a", "a" },
		{ "  a b\n", "a b" }, { "a ", "a" }, { " a", "a" },
		{ "\xC2\xA0" "a", "\xC2\xA0" "a" }
	};
	struct buf b = BUF_INIT(100);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		buf_reset(&b);
		buf_addstr(&b, cases[i][0]);
		buf_trim(&b);
		assert_string_equal(b.data, cases[i][1]);
		assert_int_equal(b.len, strlen(cases[i][1]));
	}
	buf_release(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(empty),
		cmocka_unit_test(limit),
		cmocka_unit_test(grows),
		cmocka_unit_test(trim),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
