/* read/byline: names by case file, hostile ones. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pairs.h"
#include "read/byline.h"

static int
check(const char *input, size_t len, const char *expected)
{
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);
	int ret, bad;

	ret = byline_clean(&b, input, len);
	bad = ret != (*expected != '\0') || strcmp(b.data, expected);
	if (bad)
		fprintf(stderr, "# got %d '%s'\n", ret, b.data);
	buf_release(&b);
	return bad;
}

static void
cases(void **state)
{
	(void)state;
	assert_int_equal(pairs_check("tests/cases/byline.tsv", check), 0);
}

/* Any bytes: what comes out is bounded and no longer than a byline. */
static void
hostile(void **state)
{
	static const char alphabet[] = "aB ,;&|/@.-\"yn\xC3\xA9";
	char text[512];
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);
	unsigned seed = 1;
	size_t i, n, len;

	(void)state;
	for (n = 0; n < 20000; n++) {
		seed = seed * 1103515245u + 12345u;
		len = (seed >> 16) % sizeof(text);
		for (i = 0; i < len; i++) {
			seed = seed * 1103515245u + 12345u;
			text[i] = alphabet[(seed >> 16) %
			    (sizeof(alphabet) - 1)];
		}
		assert_true(byline_clean(&b, text, len) >= 0);
		assert_true(b.len <= 2 * len + 2);
		buf_reset(&b);
	}
	buf_release(&b);
}

static void
many(void **state)
{
	struct buf in = BUF_INIT(BUF_TEXT_LIMIT), out = in;
	int i, names = 1;

	(void)state;
	for (i = 0; i < 60; i++)
		buf_addf(&in, "Jane %c%d; ", 'A' + i % 26, i);
	assert_int_equal(byline_clean(&out, in.data, in.len), 1);
	for (i = 0; i < (int)out.len; i++)
		names += out.data[i] == ';';
	assert_int_equal(names, 20);
	buf_release(&in);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases),
		cmocka_unit_test(hostile),
		cmocka_unit_test(many),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
