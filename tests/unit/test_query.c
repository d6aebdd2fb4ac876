/* The query language: cases, and texts no person would write. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
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

/* \xHH, \t and \n in a case's text, made the bytes they stand for. */
static void
unescape(char *text)
{
	char *to = text, hex[3] = { 0 };

	for (; *text != '\0'; text++) {
		if (text[0] == '\\' && text[1] == 'x') {
			memcpy(hex, text + 2, 2);
			*to++ = (char)strtoul(hex, NULL, 16);
			text += 3;
		} else if (text[0] == '\\' && text[1] != '\0') {
			text++;
			*to++ = *text == 't' ? '\t' :
			    *text == 'n' ? '\n' : *text;
		} else {
			*to++ = *text;
		}
	}
	*to = '\0';
}

/*
 * Lines of: all or any, tab, the text, tab, its reading.  A reading is in
 * the language itself, so it reads as itself, in either mode.
 */
static int
one_case(char *line, size_t number)
{
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf again = BUF_INIT(BUF_TEXT_LIMIT);
	char *text = strchr(line, '\t'), *want;
	int wrong;

	assert_non_null(text);
	*text++ = '\0';
	want = strchr(text, '\t');
	assert_non_null(want);
	*want++ = '\0';
	unescape(text);
	wrong = reading(text, strcmp(line, "any") == 0, &out);
	buf_addstr(&again, out.data);
	for (int any = 0; any < 2 && wrong == 0; any++) {
		buf_reset(&again);
		reading(out.data, any != 0, &again);
		if (strcmp(out.data, again.data) != 0)
			break;
	}
	wrong = strcmp(out.data, want) != 0 ||
	    strcmp(out.data, again.data) != 0;
	if (wrong)
		print_error("line %zu, '%s':\n  want '%s'\n  have '%s'\n"
		    "  then '%s'\n", number, text, want, out.data,
		    again.data);
	buf_release(&out);
	buf_release(&again);
	return wrong;
}

static void
cases(void **state)
{
	char line[4096];
	size_t number = 0, count = 0;
	int wrong = 0;
	FILE *f = fopen("tests/cases/query.txt", "r");

	(void)state;
	assert_non_null(f);
	while (fgets(line, sizeof(line), f) != NULL) {
		number++;
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		wrong += one_case(line, number);
		count++;
	}
	fclose(f);
	assert_true(count > 200);
	assert_int_equal(wrong, 0);
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
