/* Snippets: the window, its edges, the marks. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "find/snippet.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))
#define FILLER_6 "one two three four five six "
#define FILLER_60 FILLER_6 FILLER_6 FILLER_6 FILLER_6 FILLER_6 FILLER_6 \
	FILLER_6 FILLER_6 FILLER_6 FILLER_6

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

/* The snippet of an English text, its marks in brackets. */
static void
make(const char *question, const char *body, struct buf *out)
{
	struct languages l = { .slots = 2, .single = true, .code_count = 0 };
	struct match_options options = { &l, tokenizer, false };
	struct snippet s = SNIPPET_INIT;
	struct terms terms = TERMS_INIT;
	struct match m = MATCH_INIT;
	struct query query = { 0 };
	struct query_error error;
	struct err err;
	const char *p, *end;
	uint32_t rune;
	size_t n, i = 0, k = 0;

	l.stemmers[1] = tokenizer_stemmer("en");
	assert_int_equal(query_parse(&query, question, false, &error), 0);
	assert_int_equal(match_make(&m, &query, &options, &err), 0);
	assert_int_equal(terms_cut(&terms, tokenizer, "en", body,
	    body ? strlen(body) : 0), 0);
	assert_int_equal(snippet_make(&s, &m, 1, body, &terms), 0);
	buf_reset(out);
	p = s.text.data;
	end = p + s.text.len;
	for (; p < end; p += n, i++) {
		n = utf8_decode(p, end, &rune);
		if (k < s.mark_count && s.marks[k].start == i)
			buf_addch(out, '[');
		buf_add(out, p, n);
		if (k < s.mark_count && s.marks[k].start +
		    s.marks[k].length == i + 1) {
			buf_addch(out, ']');
			k++;
		}
	}
	assert_int_equal(k, s.mark_count);
	snippet_release(&s);
	terms_release(&terms);
	match_release(&m);
	query_release(&query);
}

static void
windows(void **state)
{
	static const struct {
		const char *question, *body, *snippet;
	} cases[] = {
		{ "hack", "The hackers hacked.", "The hackers [hacked]." },
		{ "hack*", "The hackers hacked.", "The [hackers] [hacked]." },
		{ "=hack", "No hacked hack hacks", "No hacked [hack] hacks" },
		{ "\"sony pictures\"", "Pictures of Sony. Sony  Pictures!",
		    "[Sony Pictures]!" },
		{ "sony -hack", "Sony hack", "[Sony] hack" },
		{ "zebra", "The first sentence. The second.",
		    "The first sentence. The second." },
		{ "title:sony", "Sony here", "Sony here" },
		/* The most different words win, then nearness, then order. */
		{ "sony hack", "Sony. " FILLER_60 "Sony two hack.",
		    "\xE2\x80\xA6 three four five six one two three four five "
		    "six [Sony] two [hack]." },
		{ "sony hack", "Sony x x hack. " FILLER_60 "Ends. Sony hack.",
		    "[Sony] [hack]." },
		/* Sentences, paragraphs, controls, accents. */
		{ "sony", "Before.\n\n\xC3\x84\x1B[31m Sony\ttoo.",
		    "\xC3\x84 [31m [Sony] too." },
		{ "cafe", "Le Caf\xC3\xA9.", "Le [Caf\xC3\xA9]." },
		/* Within a run without spaces: Tokyo in "Kyoto Tokyo area". */
		{ "\xE6\x9D\xB1\xE4\xBA\xAC",
		    "\xE4\xBA\xAC\xE9\x83\xBD\xE6\x9D\xB1\xE4\xBA\xAC"
		    "\xE5\x9C\x8F",
		    "\xE4\xBA\xAC\xE9\x83\xBD[\xE6\x9D\xB1\xE4\xBA\xAC]"
		    "\xE5\x9C\x8F" },
		{ "sony", "", "" }, { "sony", NULL, "" },
		{ "sony", "!?", "!?" }
	};
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		make(cases[i].question, cases[i].body, &text);
		assert_string_equal(text.data, cases[i].snippet);
	}
	buf_release(&text);
}

static void
long_texts_are_cut(void **state)
{
	struct buf body = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	int i;

	(void)state;
	for (i = 0; i < 50000; i++)
		buf_addstr(&body, "sony hack ");
	make("sony hack", body.data, &text);
	assert_true(text.len > 100 && text.len < 2 * SNIPPET_BYTES);
	buf_reset(&body);
	for (i = 0; i < 100000; i++)
		buf_addch(&body, 'x');
	make("x*", body.data, &text);
	assert_true(text.len < 2 * SNIPPET_BYTES);
	buf_release(&body);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(windows),
		cmocka_unit_test(long_texts_are_cut)
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
