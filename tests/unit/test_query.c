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
	assert_true(count > 400);
	assert_int_equal(wrong, 0);
}

/* What was read, read again in both modes; no error under any. */
static void
assert_reads_as_itself(const char *text, bool any)
{
	struct buf one = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf two = BUF_INIT(BUF_TEXT_LIMIT);
	int rc = reading(text, any, &one);

	assert_true(rc == 0 || !any);
	for (int mode = 0; mode < 2 && rc == 0; mode++) {
		buf_reset(&two);
		assert_int_equal(reading(one.data, mode != 0, &two), 0);
		assert_string_equal(one.data, two.data);
	}
	buf_release(&one);
	buf_release(&two);
}

/* 20,000 texts of syntax. */
static void
fragments(void **state)
{
	static const char *const parts[] = { "a", "bee", " ", " ", " AND ",
	    " OR ", " NOT ", "(", ")", "\"", "-", "+", "=", "*", "title:",
	    "body:", "x:y", "\xE2\x80\x9C", "\xC2\xAB", "\xFF", "\xE2\x80\x99",
	    "&", "\xCC\x81", "7", ":", "AND", "\x01", " -", " +", "NATO",
	    "\xC3\x89", "\xE6\x97\xA5", "\xC2\xAD", "OR ", "'" };
	uint32_t seed = 1;

	(void)state;
	for (int i = 0; i < 20000; i++) {
		struct buf text = BUF_INIT(4096);

		for (int k = 0; k < 14; k++) {
			seed = seed * 1664525u + 1013904223u;
			buf_addstr(&text, parts[(seed >> 8) %
			    (sizeof(parts) / sizeof(parts[0]))]);
		}
		assert_reads_as_itself(text.data, false);
		assert_reads_as_itself(text.data, true);
		buf_release(&text);
	}
}

static void
repeat(struct buf *text, const char *what, size_t count)
{
	for (size_t i = 0; i < count; i++)
		buf_addstr(text, what);
}

static void
many_brackets(void **state)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);

	(void)state;
	repeat(&text, "(", 100000);
	assert_int_equal(reading(text.data, true, &out), 0);
	assert_string_equal(out.data, "");
	assert_int_equal(reading(text.data, false, &out), -1);
	assert_string_equal(out.data,
	    "error 99999 100000 this '(' is never closed");
	buf_reset(&out);
	repeat(&text, "a", 1);
	repeat(&text, ")", 100000);
	assert_int_equal(reading(text.data, false, &out), 0);
	assert_string_equal(out.data, "a");
	buf_release(&text);
	buf_release(&out);
}

/* Levels that cannot be dissolved: as deep as allowed, and one more. */
static void
depth(void **state)
{
	(void)state;
	for (size_t levels = QUERY_DEPTH; levels <= QUERY_DEPTH + 1; levels++)
		for (int any = 0; any < 2; any++) {
			struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
			struct buf out = BUF_INIT(BUF_TEXT_LIMIT);
			int rc;

			for (size_t i = 1; i < levels; i++)
				buf_addstr(&text, i % 2 ? "(a OR " :
				    "(a AND ");
			buf_addstr(&text, levels % 2 ? "(a OR b" :
			    "(a AND b");
			repeat(&text, ")", levels);
			rc = reading(text.data, any != 0, &out);
			assert_int_equal(rc, levels > QUERY_DEPTH ? -1 : 0);
			if (rc == 0)
				assert_string_equal(out.data, text.data);
			else
				assert_non_null(strstr(out.data,
				    "more than 100 levels of brackets"));
			buf_release(&text);
			buf_release(&out);
		}
}

/* A NEAR in a row is a level; what SAME joins is one, however much. */
static void
rows(void **state)
{
	(void)state;
	for (int any = 0; any < 2; any++) {
		struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
		struct buf out = BUF_INIT(BUF_TEXT_LIMIT);

		repeat(&text, "a NEAR/5 ", QUERY_DEPTH);
		buf_addch(&text, 'b');
		assert_int_equal(reading(text.data, any != 0, &out), 0);
		buf_addstr(&text, " w/5 c");
		assert_int_equal(reading(text.data, any != 0, &out), -1);
		buf_reset(&text);
		buf_addch(&text, '"');
		repeat(&text, "a b ", QUERY_DEPTH);
		buf_addstr(&text, "\"~5");
		assert_int_equal(reading(text.data, any != 0, &out), -1);
		buf_reset(&text);
		buf_reset(&out);
		repeat(&text, "a SAME ", 100000);
		buf_addch(&text, 'b');
		assert_int_equal(reading(text.data, any != 0, &out), 0);
		assert_int_equal(out.len, text.len + 2);
		buf_release(&text);
		buf_release(&out);
	}
}

/* Numbers and boosts stand where query.h says. */
static void
numbers(void **state)
{
	const char *text = "(a~2^3 NEAR/7 b)^0.5 date:2014^9 atleast4(c)";
	const struct query_node *near;
	struct query_error e;
	struct query q;

	(void)state;
	assert_int_equal(query_parse(&q, "abc~2", false, &e), 0);
	assert_int_equal(q.root->number, 2);
	query_release(&q);
	assert_int_equal(query_parse(&q, text, false, &e), -1);
	assert_int_equal(e.start, 1);
	assert_int_equal(e.end, 6);
	text = "(abc~2^3 NEAR/7 b)^0.5 date:2014^9 atleast4(c)";
	assert_int_equal(query_parse(&q, text, false, &e), 0);
	near = q.root->kids[0];
	assert_int_equal(near->kind, QUERY_NEAR);
	assert_int_equal(near->number, 7);
	assert_true(near->boost == 1);
	assert_true(near->kids[0]->boost == 1.5);
	assert_true(near->kids[1]->boost == 0.5);
	assert_int_equal(near->start, 0);
	assert_int_equal(near->end, 22);
	assert_true(q.root->kids[1]->boost == 1);
	assert_string_equal(q.root->kids[1]->text, "2014");
	assert_int_equal(q.root->kids[2]->number, 4);
	assert_int_equal(q.root->kids[2]->start, 35);
	query_release(&q);
}

/* Signs in signs copy leaves: as many as there are, not two to the depth. */
static void
many_signs(void **state)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);
	size_t a = 0;

	(void)state;
	for (int i = 0; i < 90; i++)
		buf_addstr(&text, i % 2 ? "b -(c +(" : "+(a b) d -(");
	buf_addstr(&text, "x");
	reading(text.data, true, &out);
	assert_true(out.len < 100000);
	buf_reset(&text);
	buf_reset(&out);
	repeat(&text, "+(a ", 20000);
	repeat(&text, "+b)", 20000);
	assert_int_equal(reading(text.data, true, &out), 0);
	for (const char *p = out.data; *p != '\0'; p++)
		a += *p == 'a' || *p == 'b';
	assert_true(a <= 2 * 20000 + QUERY_LEAVES);
	buf_release(&text);
	buf_release(&out);
}

/* What is too many is counted, and what it leaves behind is no error. */
static void
many_words(void **state)
{
	(void)state;
	for (int any = 0; any < 2; any++) {
		struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
		struct query_error e;
		struct query q;

		for (int i = 0; i < 10000; i++)
			buf_addf(&text, "word%d ", i);
		buf_addstr(&text, "word7 -word8 -other OR -word9 ");
		assert_int_equal(query_parse(&q, text.data, any != 0, &e), 0);
		assert_int_equal(q.dropped, 10001 - QUERY_LEAVES);
		assert_non_null(q.root);
		query_release(&q);
		buf_release(&text);
	}
}

/* The place of a group holds its brackets, and that of a term its sign. */
static void
places(void **state)
{
	const char *text = "-(b c) (d OR title:e)";
	struct query_error e;
	struct query q;

	(void)state;
	assert_int_equal(query_parse(&q, text, false, &e), 0);
	assert_int_equal(q.root->kind, QUERY_NOT);
	assert_int_equal(q.root->kids[1]->start, 0);
	assert_int_equal(q.root->kids[1]->end, 6);
	assert_int_equal(q.root->kids[0]->start, 7);
	assert_int_equal(q.root->kids[0]->end, 21);
	assert_int_equal(q.root->kids[0]->kids[1]->start, 13);
	assert_int_equal(q.root->kids[0]->kids[1]->end, 20);
	query_release(&q);
}

/* Released twice, and after an error: nothing happens. */
static void
release(void **state)
{
	struct query_error e;
	struct query q;

	(void)state;
	assert_int_equal(query_parse(&q, "a (b OR c", false, &e), -1);
	assert_null(q.root);
	query_release(&q);
	assert_int_equal(query_parse(&q, "a b", false, &e), 0);
	query_release(&q);
	assert_null(q.root);
	query_release(&q);
}

/* Questions people asked, from the test collections. */
static void
questions(void **state)
{
	static const char *const collections[] = { "cisi", "cranfield", "med",
	    "time" };
	char line[65536], path[256];
	size_t count = 0;

	(void)state;
	for (size_t i = 0; i < 4; i++) {
		FILE *f;

		snprintf(path, sizeof(path), "../shared/data/ir/%s/"
		    "queries.jsonl", collections[i]);
		if ((f = fopen(path, "r")) == NULL)
			continue;
		while (fgets(line, sizeof(line), f) != NULL) {
			char *text = strstr(line, "\"text\": \"");

			assert_non_null(text);
			text += strlen("\"text\": \"");
			text[strcspn(text, "\n")] = '\0';
			assert_reads_as_itself(text, true);
			assert_reads_as_itself(text, false);
			count++;
		}
		fclose(f);
	}
	if (count == 0) {
		print_message("# skipped: no ../shared/data\n");
		return;
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(cases),
		cmocka_unit_test(fragments),
		cmocka_unit_test(many_brackets),
		cmocka_unit_test(depth),
		cmocka_unit_test(rows),
		cmocka_unit_test(numbers),
		cmocka_unit_test(many_signs),
		cmocka_unit_test(many_words),
		cmocka_unit_test(places),
		cmocka_unit_test(release),
		cmocka_unit_test(questions),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
