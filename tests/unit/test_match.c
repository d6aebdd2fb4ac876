/* Questions made ready: what FTS5 is asked, and how deep. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "find/match.h"
#include "find/query.h"
#include "store/facts.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static sqlite3 *db;
static struct tokenizer *tokenizer;

static int
set_up(void **state)
{
	(void)state;
	return sqlite3_open(":memory:", &db) ||
	    tokenizer_open(&tokenizer, db, NULL);
}

static int
tear_down(void **state)
{
	(void)state;
	tokenizer_close(tokenizer);
	return sqlite3_close(db);
}

/* English alone, or English and French and others. */
static struct languages
languages(bool single)
{
	struct languages l = { .slots = 2, .single = single, .rest = !single };

	l.stemmers[1] = tokenizer_stemmer("en");
	l.codes[0] = fact_language("en");
	l.slot_of[0] = 1;
	l.code_count = 1;
	if (!single) {
		l.stemmers[l.slots++] = tokenizer_stemmer("fr");
		l.codes[1] = fact_language("fr");
		l.slot_of[1] = 2;
		l.code_count = 2;
	}
	return l;
}

/* The expression with marks as <number>. */
static void
make(struct match *m, const char *text, bool single, bool any,
    struct buf *out, struct err *err)
{
	struct languages l = languages(single);
	struct match_options options = { &l, tokenizer, any };
	struct query query = { 0 };
	struct query_error error;
	const char *p, *end;
	uint32_t rune;

	buf_reset(out);
	assert_int_equal(query_parse(&query, text, any, &error), 0);
	if (match_make(m, &query, &options, err) == 0) {
		p = m->expression.data;
		end = p + m->expression.len;
		while (p < end) {
			p += utf8_decode(p, end, &rune);
			if (rune > 0xE000 && rune <= 0xE0FF)
				buf_addf(out, "<%u>", rune - 0xE000);
			else
				buf_add_rune(out, rune);
		}
	}
	query_release(&query);
}

static void
expressions(void **state)
{
	static const struct {
		const char *query, *expression;
		bool single, any;
	} cases[] = {
		{ "hack", "(\"<1>hack\" OR \"hack\")", true, false },
		{ "Hacked", "(\"<1>hack\" OR \"hack\")", true, false },
		{ "=Hacked", "\"hacked\"", true, false },
		{ "\"Sony Hacked\"", "\"sony\" + \"hacked\"", true, false },
		{ "hack*", "\"hack\" *", true, false },
		{ "title:=sony", "{title} : (\"sony\")", true, false },
		{ "covid-19", "(\"covid\" + \"<1>19\" OR \"covid\" + \"19\")",
		    true, false },
		{ "Russia's", "(\"<1>russia\" OR \"russia\")", true, false },
		{ "=a OR =b OR =c", "(\"a\" OR \"b\" OR \"c\")", true, false },
		{ "=a ... =b", "(\"a\" AND \"b\")", true, false },
		{ "=a NOT =b", "(\"a\" NOT \"b\")", true, false },
		{ "=a =b -=c", "(\"a\" AND (\"b\" NOT \"c\"))", true, false },
		/* FTS5 would stumble over an AND with a phrase below an OR. */
		{ "=a OR (=b \"c d\")", "(\"a\" OR (\"b\" OR \"c\" + \"d\"))",
		    true, false },
		{ "=a OR (=b =c)", "(\"a\" OR (\"b\" AND \"c\"))",
		    true, false },
		/* Other languages: their stems, and the word as typed. */
		{ "rates", "(\"<1>rate\" OR \"rate\" OR \"<10>rat\" OR \"rat\" "
		    "OR \"rates\")", false, false },
		{ "=a NOT rates", "(\"a\" OR (\"<1>rate\" OR \"rate\" OR "
		    "\"<10>rat\" OR \"rat\" OR \"rates\"))", false, false },
		{ "\xE6\x9D\xB1\xE4\xBA\xAC",
		    "\"<255>\xE6\x9D\xB1\xE4\xBA\xAC\"", true, false },
		{ "\xE6\x9D\xB1", "(\"\xE6\x9D\xB1\" * OR "
		    "\"<255>\xE6\x9D\xB1\" *)", true, false },
		/* Questions in plain language. */
		{ "the =a of the =b", "(\"a\" OR \"b\")", true, true },
		{ "the", "(\"<1>the\" OR \"the\")", true, true },
		{ "...", "", true, false },
		{ "... -...", "", true, false }
	};
	struct match m = MATCH_INIT;
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		make(&m, cases[i].query, cases[i].single, cases[i].any, &text,
		    &err);
		assert_string_equal(text.data, cases[i].expression);
		match_release(&m);
	}
	buf_release(&text);
}

static void
repeated_words_count_again(void **state)
{
	struct match m = MATCH_INIT;
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;

	(void)state;
	make(&m, "=vote hacks =vote hacked", true, true, &text, &err);
	assert_int_equal(m.leaf_count, 2);
	assert_int_equal(m.leaves[0].repeated, 2);
	assert_int_equal(m.leaves[1].repeated, 2);
	match_release(&m);
	buf_release(&text);
}

/* What is deeper than FTS5 bears is refused; what is not, it takes. */
static void
depth(void **state)
{
	struct match m = MATCH_INIT;
	struct buf query = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf outer = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;
	sqlite3_stmt *stmt = NULL;
	int i;

	(void)state;
	assert_int_equal(sqlite3_exec(db, "CREATE VIRTUAL TABLE t USING "
	    "fts5(title, body)", NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT * FROM t WHERE t "
	    "MATCH ?1", -1, &stmt, NULL), SQLITE_OK);
	buf_addstr(&query, "title:x");
	for (i = 1; i <= MATCH_DEPTH + 1; i++) {
		buf_reset(&outer);
		buf_addf(&outer, i % 2 ? "(title:rates OR %s)" :
		    "(body:rates NOT %s)", query.data);
		buf_reset(&query);
		buf_addstr(&query, outer.data);
		err.text[0] = '\0';
		make(&m, query.data, false, false, &text, &err);
		if (i <= MATCH_DEPTH) {
			assert_string_equal(err.text, "");
			sqlite3_bind_text(stmt, 1, m.expression.data, -1,
			    SQLITE_STATIC);
			assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
			sqlite3_reset(stmt);
		}
		match_release(&m);
	}
	assert_non_null(strstr(err.text, "nested too deep"));
	sqlite3_finalize(stmt);
	buf_release(&query);
	buf_release(&outer);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(expressions),
		cmocka_unit_test(repeated_words_count_again),
		cmocka_unit_test(depth)
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
