/* The query language: cases, and texts no person would write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/buf.h"
#include "find/query.h"

/* How the text is read, or "error START END sentence". */
static int
reading(const char *text, bool any, struct buf *out)
{
	struct query q;
	struct query_error e;
	int rc = query_parse(&q, text, any, &e);

	if (rc == 0)
		assert_int_equal(query_format(&q, out), 0);
	else
		buf_addf(out, "error %zu %zu %s", e.start, e.end, e.err.text);
	query_release(&q);
	return rc;
}

/* Lines of: all or any, tab, the text, tab, its reading. */
static void
cases(void **state)
{
	char line[4096];
	size_t count = 0;
	FILE *f = fopen("tests/cases/query.txt", "r");

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		struct buf out = BUF_INIT(BUF_TEXT_LIMIT);
		char *text = strchr(line, '\t'), *want;

		line[strcspn(line, "\n")] = '\0';
		assert_non_null(text);
		*text++ = '\0';
		want = strchr(text, '\t');
		assert_non_null(want);
		*want++ = '\0';
		reading(text, strcmp(line, "any") == 0, &out);
		assert_string_equal(out.data, want);
		buf_release(&out);
		count++;
	}
	fclose(f);
	assert_true(count > 0);
}

/* 20,000 texts of syntax: read twice, they read the same. */
static void
fragments(void **state)
{
	static const char *const parts[] = { "a", "bee", " ", " ", " AND ",
	    " OR ", " NOT ", "(", ")", "\"", "-", "+", "=", "*", "title:",
	    "body:", "x:y", "\xE2\x80\x9C", "\xC2\xAB", "\xFF", "\xE2\x80\x99",
	    "&", "\xCC\x81", "7", ":", "AND", "\x01" };
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct buf text = BUF_INIT(4096), one = BUF_INIT(65536);
		struct buf two = BUF_INIT(65536), any = BUF_INIT(65536);

		for (int k = 0; k < 14; k++) {
			seed = seed * 1664525u + 1013904223u;
			buf_addstr(&text, parts[(seed >> 8) %
			    (sizeof(parts) / sizeof(parts[0]))]);
		}
		/* All in capitals, a reading's operators would be words. */
		if (reading(text.data, false, &one) == 0 &&
		    strpbrk(one.data, "abe") != NULL) {
			reading(one.data, false, &two);
			assert_string_equal(one.data, two.data);
		}
		reading(text.data, true, &any);
		buf_release(&text);
		buf_release(&one);
		buf_release(&two);
		buf_release(&any);
	}
}

static void
many_brackets(void **state)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT), out = BUF_INIT(4096);

	(void)state;
	for (int i = 0; i < 100000; i++)
		buf_addch(&text, '(');
	buf_addch(&text, 'a');
	for (int i = 0; i < 100000; i++)
		buf_addch(&text, ')');
	assert_int_equal(reading(text.data, false, &out), 0);
	assert_string_equal(out.data, "a");
	buf_release(&text);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases),
		cmocka_unit_test(fragments),
		cmocka_unit_test(many_brackets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
