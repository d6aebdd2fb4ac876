/* The plain evaluator itself: fixed trees about a few articles. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "corpora.h"
#include "trees.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

/* Their dates rise, so that their ids do. */
static const char *const articles[] = {
	/* 0 */ "{\"id\":\"0\",\"date\":\"2014-12-18T09:30:00\","
	    "\"lang\":\"en\","
	    "\"source\":\"Northern Wire\",\"author\":\"Ann Smith; Bob O'Hara\","
	    "\"section\":\"World News\","
	    "\"url\":\"http://example.com/2014/Sony-Hack.html\","
	    "\"title\":\"Sony hack blamed on rates\",\"text\":"
	    "\"The U.S. Senate heard J. Smith. He said nothing! Sony was "
	    "hacked by hackers v. the bank.\n\nA second paragraph names SONY "
	    "again. \u201cReally?\u201d asked Russia\u2019s senator.\"}",
	/* 1 */ "{\"id\":\"1\",\"date\":\"2014-12-19\",\"lang\":\"en\","
	    "\"source\":\"Harbour Post\",\"author\":\"Robert Smithers\","
	    "\"title\":\"Markets\",\"text\":"
	    "\"Interest rates rose, the bank rated the rat a risk. "
	    "One two three four five one two three.\"}",
	/* 2 */ "{\"id\":\"2\",\"date\":\"2014-12-20\",\"lang\":\"fr\","
	    "\"source\":\"Le Courrier\",\"title\":\"Une rate\",\"text\":"
	    "\"Les rats et les rates apr\u00e8s la pluie. L'\u00c9tat.\"}",
	/* 3 */ "{\"id\":\"3\",\"date\":\"2015-01-02T08:00:00Z\","
	    "\"lang\":\"ja\",\"source\":\"Tokyo Daily\","
	    "\"title\":\"\u6771\u4eac\u90fd\u306e\u77e5\u4e8b\",\"text\":"
	    "\"\u4eac\u90fd\u6771\u4eac Sony rates\"}",
	/* 4 */ "{\"id\":\"4\",\"date\":\"2015-02\",\"lang\":\"tlh\","
	    "\"source\":\"Harbour Post\",\"title\":\"Covid-19\",\"text\":"
	    "\"nuqneH rate color colour colours clour\"}"
};

static const struct {
	const char *tree;
	const char *holds;	/* a digit for each article that it finds */
} cases[] = {
	/* Words and their forms: "rat" is one of "rates" in French alone. */
	{ "WORD anywhere:\"hack\"", "0" },
	{ "WORD anywhere:\"rates\"", "0123" },
	{ "WORD anywhere:\"rat\"", "12" },
	{ "WORD title:\"rates\"", "02" },
	{ "WORD anywhere:\"apres\"", "2" },
	{ "WORD anywhere:\"Russia's\"", "0" },
	{ "WORD anywhere:\"covid-19\"", "4" },
	{ "EXACT anywhere:\"hacks\"", "" },
	{ "EXACT anywhere:\"SONY\"", "03" },
	{ "PHRASE anywhere:\"sony hack\"", "0" },
	{ "PHRASE anywhere:\"rates the\"", "" },
	{ "PREFIX anywhere:\"rat\"", "01234" },
	{ "PREFIX anywhere:\"interest ra\"", "1" },
	/* Runs without spaces. */
	{ "WORD anywhere:\"\xE6\x9D\xB1\xE4\xBA\xAC\"", "3" },
	{ "WORD body:\"\xE9\x83\xBD\xE6\x9D\xB1\"", "3" },
	{ "WORD title:\"\xE9\x83\xBD\xE6\x9D\xB1\"", "" },
	{ "EXACT anywhere:\"\xE4\xBA\x8B\"", "3" },
	/* Patterns and errors. */
	{ "PATTERN anywhere:\"col*r\"", "4" },
	{ "PATTERN anywhere:\"?at\"", "1" },
	{ "PATTERN anywhere:\"*ac?ed\"", "0" },
	{ "PATTERN anywhere:\"*s*n*y*\"", "03" },
	{ "FUZZY/1 anywhere:\"sonny\"", "03" },
	{ "FUZZY/1 anywhere:\"osny\"", "03" },
	{ "FUZZY/1 anywhere:\"snoyy\"", "" },
	{ "FUZZY/2 anywhere:\"snoyy\"", "03" },
	{ "FUZZY/1 anywhere:\"etatt\"", "2" },
	/* Capitals as stored. */
	{ "CAPITAL anywhere:\"sony\"", "03" },
	{ "CAPITALS anywhere:\"sony\"", "0" },
	{ "CAPITALS title:\"sony\"", "" },
	{ "CAPITAL anywhere:\"rates\"", "" },
	{ "CAPITAL body:\"etat\"", "2" },
	{ "CAPITALS anywhere:\"19\"", "" },
	/* Known about them. */
	{ "WORD author:\"smith\"", "0" },
	{ "PREFIX author:\"smith\"", "01" },
	{ "PHRASE author:\"bob o hara\"", "0" },
	{ "WORD author:\"O'Hara\"", "0" },
	{ "WORD source:\"post\"", "14" },
	{ "PHRASE section:\"world news\"", "0" },
	{ "PHRASE section:\"news world\"", "" },
	{ "WORD language:\"fr\"", "2" },
	{ "WORD url:\"com/2014/sony-h\"", "0" },
	{ "WORD url:\"tokyo\"", "" },
	{ "WORD date:\"2014-12\"", "012" },
	{ "WORD date:\"2014-12-19..\"", "1234" },
	{ "WORD date:\"..2014-12-18\"", "0" },
	{ "WORD date:\"2014-12-19..2015-01\"", "123" },
	{ "WORD date:\"2015-02-01..\"", "4" },
	{ "WORD date:\"2015-02-02..\"", "" },
	/* Near: places of the words one to three are 9 to 11, 14 to 16. */
	{ "NEAR/1(EXACT anywhere:\"two\", EXACT anywhere:\"one\")", "1" },
	{ "ADJ/1(EXACT anywhere:\"two\", EXACT anywhere:\"one\")", "" },
	{ "ADJ/4(EXACT anywhere:\"two\", EXACT anywhere:\"one\")", "1" },
	{ "ADJ/3(EXACT anywhere:\"two\", EXACT anywhere:\"one\")", "" },
	{ "NEAR/5(EXACT body:\"five\", EXACT body:\"five\")", "" },
	{ "NEAR/5(EXACT body:\"one\", EXACT body:\"one\")", "1" },
	{ "NEAR/4(EXACT body:\"one\", EXACT body:\"one\")", "" },
	{ "ADJ/1(ADJ/1(EXACT body:\"one\", EXACT body:\"two\"), "
	    "EXACT body:\"three\")", "1" },
	{ "ADJ/1(ADJ/2(EXACT body:\"one\", EXACT body:\"three\"), "
	    "EXACT body:\"two\")", "" },
	{ "NEAR/1000(EXACT anywhere:\"markets\", EXACT anywhere:\"rose\")",
	    "" },
	{ "ADJ/1(OR(EXACT body:\"three\", EXACT body:\"four\"), "
	    "EXACT body:\"five\")", "1" },
	/* How often. */
	{ "ATLEAST/2(EXACT anywhere:\"three\")", "1" },
	{ "ATLEAST/3(EXACT anywhere:\"three\")", "" },
	{ "ATLEAST/3(EXACT anywhere:\"sony\")", "0" },
	{ "ATLEAST/2(ADJ/9(EXACT body:\"four\", EXACT body:\"three\"))", "" },
	/* Sentences and paragraphs. */
	{ "SAME(EXACT body:\"senate\", EXACT body:\"smith\")", "0" },
	{ "SAME(EXACT body:\"the\", EXACT body:\"senate\", EXACT body:\"u\")",
	    "0" },
	{ "SAME(EXACT body:\"smith\", EXACT body:\"said\")", "" },
	{ "SAME(EXACT body:\"nothing\", EXACT body:\"hacked\")", "" },
	{ "SAME(EXACT body:\"hackers\", EXACT body:\"bank\")", "0" },
	{ "SAME(EXACT body:\"again\", EXACT body:\"really\")", "" },
	{ "SAME(EXACT body:\"really\", EXACT body:\"asked\")", "0" },
	{ "SAME(EXACT anywhere:\"sony\", WORD anywhere:\"hack\")", "0" },
	{ "SAME(EXACT title:\"sony\", EXACT body:\"hacked\")", "" },
	{ "SAME(AND(EXACT body:\"rose\", EXACT body:\"rat\"), "
	    "ADJ/1(EXACT body:\"a\", EXACT body:\"risk\"))", "1" },
	{ "SAME(EXACT body:\"rose\", NEAR/2(EXACT body:\"risk\", "
	    "EXACT body:\"two\"))", "" },
	{ "PARA(EXACT body:\"senate\", EXACT body:\"bank\")", "0" },
	{ "PARA(EXACT body:\"bank\", EXACT body:\"second\")", "" },
	{ "PARA(EXACT body:\"really\", EXACT body:\"second\")", "0" },
	/* Together. */
	{ "AND(WORD anywhere:\"sony\", NOT(WORD anywhere:\"rates\", "
	    "WORD language:\"en\"))", "3" },
	{ "OR(WORD source:\"wire\", WORD title:\"covid\")", "04" }
};

static void
fixed_trees(void **state)
{
	struct corpora c;
	struct plain p;
	struct query q = { 0 };
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	const char *at;
	bool holds[LEN(articles)];
	char found[LEN(articles) + 1];
	size_t i, k, n;

	(void)state;
	corpora_lines(&c, articles, LEN(articles));
	plain_open(&p, c.database);
	assert_int_equal(p.count, LEN(articles));
	for (i = 0; i < LEN(cases); i++) {
		at = cases[i].tree;
		q.root = trees_read(&at);
		plain_eval(&p, q.root, holds);
		for (k = n = 0; k < p.count; k++)
			if (holds[k])
				found[n++] = (char)('0' + k);
		found[n] = '\0';
		if (strcmp(found, cases[i].holds) != 0)
			print_message("%s\n", cases[i].tree);
		assert_string_equal(found, cases[i].holds);
		buf_reset(&text);
		trees_print(q.root, &text);
		assert_string_equal(text.data, cases[i].tree);
		query_release(&q);
	}
	buf_release(&text);
	plain_close(&p);
	corpora_release(&c);
}

/* The hundredth word of the body is of the lead, the next is not. */
static void
the_lead(void **state)
{
	struct buf line = BUF_INIT(BUF_TEXT_LIMIT);
	struct query_node leaf = { .kind = QUERY_EXACT,
	    .field = QUERY_LEAD };
	const char *lines[1];
	char word[16];
	struct corpora c;
	struct plain p;
	bool holds;
	int i;

	(void)state;
	buf_addstr(&line, "{\"lang\":\"en\",\"title\":\"t100\",\"text\":\"");
	for (i = 0; i < 110; i++)
		buf_addf(&line, "w%d ", i);
	buf_addstr(&line, "\"}");
	lines[0] = line.data;
	corpora_lines(&c, lines, 1);
	plain_open(&p, c.database);
	leaf.text = word;
	for (i = 98; i < 102; i++) {
		snprintf(word, sizeof(word), "w%d", i);
		plain_eval(&p, &leaf, &holds);
		assert_int_equal(holds, i < QUERY_LEAD_WORDS);
	}
	snprintf(word, sizeof(word), "t100");
	plain_eval(&p, &leaf, &holds);
	assert_false(holds);
	plain_close(&p);
	corpora_release(&c);
	buf_release(&line);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fixed_trees),
		cmocka_unit_test(the_lead)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
