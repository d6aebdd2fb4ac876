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

/* A phrase with marks as <number>. */
static void
add_phrase(const struct match *m, const struct match_phrase *p,
    struct buf *out)
{
	static const char *const expand[] = { "", "*", " (pattern)", "~" };
	const char *at, *end;
	uint32_t rune;
	size_t i;

	for (i = p->first; i < p->first + p->count; i++) {
		if (i > p->first)
			buf_addch(out, ' ');
		at = term_text(&m->terms, i);
		end = at + m->terms.items[i].len;
		while (at < end) {
			at += utf8_decode(at, end, &rune);
			if (rune > 0xE000 && rune <= 0xE0FF)
				buf_addf(out, "<%u>", rune - 0xE000);
			else
				buf_add_rune(out, rune);
		}
	}
	buf_addstr(out, expand[p->expand]);
	if (p->fallback)
		buf_addstr(out, " (else)");
}

/* The tree, a leaf as its phrases: any of them "|", all of them "&". */
static void
add_node(const struct match *m, size_t node, struct buf *out)
{
	static const char *const names[] = {
		[QUERY_AND] = "AND", [QUERY_OR] = "OR", [QUERY_NOT] = "NOT",
		[QUERY_NEAR] = "NEAR", [QUERY_ADJ] = "ADJ",
		[QUERY_SAME] = "SAME", [QUERY_PARA] = "PARA",
		[QUERY_ATLEAST] = "ATLEAST"
	};
	const struct match_node *n = &m->nodes[node];
	const struct match_leaf *l = &m->leaves[n->leaf];
	size_t i;

	if (!match_is_leaf(n)) {
		buf_addf(out, "(%s", names[n->kind]);
		if (n->number)
			buf_addf(out, "/%u", n->number);
		for (i = 0; i < n->count; i++) {
			buf_addch(out, ' ');
			add_node(m, m->kids[n->first + i], out);
		}
		buf_addch(out, ')');
		return;
	}
	buf_addch(out, '[');
	for (i = l->first; i < l->first + l->count; i++) {
		if (i > l->first)
			buf_addstr(out, l->together ? " & " : " | ");
		add_phrase(m, &m->phrases[i], out);
	}
	buf_addstr(out, l->verify == VERIFY_NOTHING ? "]" : "]?");
}

/* ${query} is what ${m} points into. */
static void
make(struct match *m, const char *text, bool single, bool any,
    struct query *query, struct buf *out)
{
	struct languages l = languages(single);
	struct match_options options = { &l, tokenizer, any };
	struct query_error error;
	struct err err = ERR_INIT;

	buf_reset(out);
	assert_int_equal(query_parse(query, text, any, &error), 0);
	assert_int_equal(match_make(m, query, &options, &err), 0);
	if (m->node_count)
		add_node(m, m->node_count - 1, out);
}

static void
trees(void **state)
{
	static const struct {
		const char *query, *tree;
		bool single, any;
	} cases[] = {
		{ "hack", "[<1>hack | hack]", true, false },
		{ "Hacked", "[<1>hack | hack]", true, false },
		{ "=Hacked", "[hacked]", true, false },
		{ "\"Sony Hacked\"", "[sony hacked]", true, false },
		{ "hack*", "[hack*]", true, false },
		{ "h?ck*d", "[h?ck*d (pattern)]", true, false },
		{ "hack~", "[hack~]", true, false },
		{ "caps:sony", "[sony]?", true, false },
		{ "title:=sony", "[sony]", true, false },
		{ "covid-19", "[covid <1>19 | covid 19]", true, false },
		{ "Russia's", "[<1>russia | russia]", true, false },
		{ "=a OR =b OR =c", "(OR [a] [b] [c])", true, false },
		{ "=a ... =b", "(AND [a] [b])", true, false },
		{ "=a NOT =b", "(NOT [a] [b])", true, false },
		{ "=a =b -=c", "(NOT (AND [a] [b]) [c])", true, false },
		{ "=a NEAR/3 =a", "(NEAR/3 [a] [a])", true, false },
		{ "=a NEAR/3 \"...\"", "[a]", true, false },
		{ "ATLEAST/2 =a", "(ATLEAST/2 [a])", true, false },
		{ "=a SAME =b", "(SAME [a] [b])", true, false },
		{ "author:smith", "[]", true, false },
		/* Other languages: their stems, and the word as typed. */
		{ "rates", "[<1>rate | rate | <10>rat | rat | rates]", false,
		    false },
		{ "\xE6\x9D\xB1\xE4\xBA\xAC",
		    "[<255>\xE6\x9D\xB1\xE4\xBA\xAC]", true, false },
		/* Questions in plain language. */
		{ "the =a of the =b", "(OR [a] [b])", true, true },
		{ "the", "[<1>the | the]", true, true },
		{ "...", "", true, false },
		{ "... -...", "", true, false }
	};
	struct match m = MATCH_INIT;
	struct query query;
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		make(&m, cases[i].query, cases[i].single, cases[i].any,
		    &query, &text);
		assert_string_equal(text.data, cases[i].tree);
		match_release(&m);
		query_release(&query);
	}
	buf_release(&text);
}

static void
repeated_words_count_again(void **state)
{
	struct match m = MATCH_INIT;
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct query query;

	(void)state;
	make(&m, "=vote hacks =vote hacked", true, true, &query, &text);
	assert_int_equal(m.leaf_count, 2);
	assert_int_equal(m.leaves[0].repeated, 2);
	assert_int_equal(m.leaves[1].repeated, 2);
	match_release(&m);
	query_release(&query);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(trees),
		cmocka_unit_test(repeated_words_count_again)
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
