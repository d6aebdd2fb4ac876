/*
 * show: hits, totals, articles and hand-made counts in each format; folding;
 * nothing that steers a terminal.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "show/fold.h"
#include "show/printer.h"
#include "show/underline.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static char *output;
static size_t output_size;

static struct printer
printer_for(const struct printer_format *format, size_t width)
{
	struct printer p;

	free(output);
	output = NULL;
	printer_init(&p, open_memstream(&output, &output_size), "/home/ann",
	    format);
	assert_non_null(p.out);
	assert_false(p.terminal || p.colour);
	p.terminal = width > 0;
	p.width = width;
	return p;
}

static void
expect(struct printer *p, const char *text)
{
	assert_int_equal(fclose(p->out), 0);
	assert_string_equal(output, text);
}

/* ==== Hits ==== */

static const struct hit_mark marks[] = { { 2, 4 }, { 11, 3 } };

static const struct hit plain_hit = {
	.rank = 1, .scored = true, .score = 1.5, .id = 1084666373120,
	.origin = "/home/ann/news/a.html", .url = "https://a.example/a",
	.title = "A title", .author = "Ann Smith; Bob Jones",
	.published = "2014-12-20T10:23:00-05:00", .source = "The Source",
	.section = "World", .language = "en",
	.snippet = "a word and one more", .marks = marks, .mark_count = 2
};

static const struct hit bad_hit = {
	.rank = 12, .id = 5, .origin = "x\033[2J#1", .url = "\033]0;x\007u",
	.title = "=1+\"2\"", .author = "+a,b", .source = "-\302\233s",
	.section = "@c\r\nd", .snippet = "\ttab"
};

static void
hits_as_text(void **state)
{
	struct printer p = printer_for(&printer_text, 0);

	(void)state;
	p.format->begin(&p);
	p.format->hit(&p, &plain_hit);
	p.format->hit(&p, &bad_hit);
	p.format->end(&p, &(struct summary){ 2, 2, true, 7, 1, 0, 0.5,
	    "(a OR b)", false });
	expect(&p,
	    " 1. A title\n"
	    "    The Source, 2014-12-20 10:23\n"
	    "    a word and one more\n"
	    "    news/a.html\n\n"
	    "12. =1+\"2\"\n"
	    "    -s, undated\n"
	    "     tab\n"
	    "    ]0;xu\n\n"
	    "2 matches, of 7 articles; 1 undated left out\n"
	    "read as: (a OR b)\n");
}

static void
hits_in_colour(void **state)
{
	struct printer p = printer_for(&printer_text, 14);

	(void)state;
	p.colour = true;
	p.format->hit(&p, &plain_hit);
	expect(&p,
	    " 1. \033[1mA title\033[0m\n"
	    "    The\n    Source,\n    2014-12-20\n    10:23\n"
	    "    a \033[0m\033[1;33mword\033[0m and\n"
	    "    \033[0m\033[1;33mone\033[0m more\n"
	    "    \033[2mnews/a.html\033[0m\n\n");
}

static void
last_lines(void **state)
{
	static const struct {
		struct summary summary;
		const char *line;
	} cases[] = {
		{ { 0, 0, true, 7, 0, 0, 0, NULL, false }, "" },
		{ { 1, 1, true, 7, 0, 0, 0, NULL, false },
		    "1 match, of 7 articles\n" },
		{ { 3, 9, true, 9, 0, 2, 0, NULL, true },
		    "first 3 of 9 matches, of 9 articles; 2 dated too "
		    "coarsely to tell left out\n" },
		{ { 3, 4, false, 9, 0, 0, 0, NULL, true },
		    "first 3 of at least 4 matches, of 9 articles\n" }
	};
	struct printer p;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		p = printer_for(&printer_text, 0);
		p.format->end(&p, &cases[i].summary);
		expect(&p, cases[i].line);
	}
}

static void
hits_as_csv(void **state)
{
	struct printer p = printer_for(&printer_csv, 0);

	(void)state;
	p.format->begin(&p);
	p.format->hit(&p, &plain_hit);
	p.format->hit(&p, &bad_hit);
	p.format->end(&p, &(struct summary){ 2, 2, true, 7, 1, 0, 0.5, NULL,
	    false });
	expect(&p,
	    "rank,score,id,published,source,title,author,section,language,"
	    "url,origin,snippet\r\n"
	    "1,1.5,1084666373120,2014-12-20T10:23:00-05:00,The Source,"
	    "A title,Ann Smith; Bob Jones,World,en,https://a.example/a,"
	    "/home/ann/news/a.html,a word and one more\r\n"
	    "12,,5,,'-\302\233s,\"'=1+\"\"2\"\"\",\"'+a,b\","
	    "\"'@c\r\nd\",,\033]0;x\007u,x\033[2J#1,'\ttab\r\n");
}

static void
csv_on_a_terminal(void **state)
{
	struct printer p = printer_for(&printer_csv, 80);

	(void)state;
	p.format->hit(&p, &bad_hit);
	expect(&p, "12,,5,,'-s,\"'=1+\"\"2\"\"\",\"'+a,b\",\"'@c\nd\",,]0;xu,"
	    "x[2J#1,'tab\r\n");
}

static void
hits_as_json(void **state)
{
	struct printer p = printer_for(&printer_json, 0);

	(void)state;
	p.format->begin(&p);
	p.format->hit(&p, &plain_hit);
	p.format->hit(&p, &bad_hit);
	p.format->end(&p, &(struct summary){ 2, 2, true, 7, 1, 0, 0.5, NULL,
	    false });
	expect(&p,
	    "{\"rank\":1,\"score\":1.5,\"id\":1084666373120,"
	    "\"origin\":\"/home/ann/news/a.html\","
	    "\"url\":\"https://a.example/a\",\"title\":\"A title\","
	    "\"author\":\"Ann Smith; Bob Jones\","
	    "\"published\":\"2014-12-20T10:23:00-05:00\","
	    "\"source\":\"The Source\",\"section\":\"World\","
	    "\"language\":\"en\",\"snippet\":\"a word and one more\","
	    "\"marks\":[[2,4],[11,3]]}\n"
	    "{\"rank\":12,\"id\":5,\"origin\":\"x\\u001B[2J#1\","
	    "\"url\":\"\\u001B]0;x\\u0007u\",\"title\":\"=1+\\\"2\\\"\","
	    "\"author\":\"+a,b\",\"source\":\"-\\u009Bs\","
	    "\"section\":\"@c\\r\\nd\",\"snippet\":\"\\ttab\","
	    "\"marks\":[]}\n");
}

/* What is no control stays as it is. */
static void
json_escapes_controls_alone(void **state)
{
	static const struct hit hit = { .rank = 1, .id = 1,
	    .title = "\302\240\302\237\177\303\202\303\240" };
	struct printer p = printer_for(&printer_json, 0);

	(void)state;
	p.format->hit(&p, &hit);
	expect(&p, "{\"rank\":1,\"id\":1,\"title\":\"\302\240\\u009F\\u007F"
	    "\303\202\303\240\",\"marks\":[]}\n");
}

static void
totals(void **state)
{
	static const struct summary s = { 0, 12, true, 72, 1, 2, 0, NULL,
	    false };
	static const struct {
		const struct printer_format *format;
		const char *text;
	} cases[] = {
		{ &printer_text, "12\n" },
		{ &printer_json, "{\"total\":12,\"articles\":72,"
		    "\"undated\":1,\"partial\":2}\n" },
		{ &printer_csv, "total,articles,undated,partial\r\n"
		    "12,72,1,2\r\n" }
	};
	struct printer p;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		p = printer_for(cases[i].format, 0);
		p.format->total(&p, &s);
		expect(&p, cases[i].text);
	}
}

/* ==== Counts ==== */

static struct cell one[] = {
	{ { "Northern Wire", NULL }, 12, 48 },
	{ { "Z\303\274rcher \"Blatt\"", NULL }, 6, 6 },
	{ { NULL, NULL }, 1, 1000 },
	{ { "=evil\033", NULL }, 0, 0 }
};

static const struct cells by_source = { 1, { "source", NULL }, one,
	LEN(one) };

static struct cell two[] = {
	{ { "Post", "2014-12" }, 3, 10 },
	{ { "Post", "2015-01" }, 0, 4 },
	{ { "Wire", "2014-12" }, 1234, 2468 },
	{ { "Wire", "2015-01" }, 1, 1 }
};

static const struct cells crossed = { 2, { "source", "month" }, two,
	LEN(two) };

static void
counts_as_text(void **state)
{
	struct printer p = printer_for(&printer_text, 0);

	(void)state;
	p.format->cells(&p, &by_source, 0);
	expect(&p,
	    "Northern Wire    12   25.0 %\n"
	    "Z\303\274rcher \"Blatt\"   6  100.0 %\n"
	    "(none)            1    0.1 %\n"
	    "=evil             0    0.0 %\n\n");
}

#define BLOCK "\342\226\210"
#define HALF "\342\226\214"

static void
counts_with_bars(void **state)
{
	struct printer p = printer_for(&printer_text, 41);

	(void)state;
	p.format->cells(&p, &by_source, 3);
	expect(&p,
	    "Northern Wire    12   25.0 %  " BLOCK BLOCK BLOCK BLOCK BLOCK
	    BLOCK BLOCK BLOCK BLOCK BLOCK BLOCK "\n"
	    "Z\303\274rcher \"Blatt\"   6  100.0 %  " BLOCK BLOCK BLOCK BLOCK
	    BLOCK HALF "\n"
	    "(none)            1    0.1 %  " BLOCK "\n"
	    "and 1 more\n\n");
}

/* No line is longer than the terminal is wide. */
static void
counts_fit(void **state)
{
	struct printer p;
	char *line, *end;
	size_t width, columns;

	(void)state;
	for (width = 30; width <= 100; width++) {
		p = printer_for(&printer_text, width);
		p.format->cells(&p, &by_source, 0);
		assert_int_equal(fclose(p.out), 0);
		for (line = output; (end = strchr(line, '\n'));
		    line = end + 1) {
			for (columns = 0; line < end; line++)
				columns += (*line & 0xC0) != 0x80;
			assert_true(columns <= width);
		}
	}
}

static void
long_names_are_cut(void **state)
{
	static struct cell cell = { { "A Very Long Name of a Newspaper, and "
	    "Its Owners", NULL }, 5, 10 };
	static const struct cells cells = { 1, { "source", NULL }, &cell,
	    1 };
	struct printer p = printer_for(&printer_text, 0);

	(void)state;
	p.format->cells(&p, &cells, 0);
	expect(&p, "A Very Long Name of a Newspaper, and It\342\200\246"
	    "  5   50.0 %\n\n");
}

static void
crossed_counts(void **state)
{
	struct printer p = printer_for(&printer_text, 24);
	const char *list =
	    "Post  2014-12     3   30.0 %\n"
	    "Post  2015-01     0    0.0 %\n"
	    "Wire  2014-12  1234   50.0 %\n"
	    "Wire  2015-01     1  100.0 %\n\n";

	(void)state;
	p.format->cells(&p, &crossed, 0);
	expect(&p,
	    "      2014-12  2015-01\n"
	    "Post        3        0\n"
	    "Wire     1234        1\n\n");
	p = printer_for(&printer_text, 21);
	p.format->cells(&p, &crossed, 0);
	expect(&p, list);
	p = printer_for(&printer_text, 0);
	p.format->cells(&p, &crossed, 0);
	expect(&p, list);
}

static void
counts_as_json(void **state)
{
	struct printer p = printer_for(&printer_json, 0);

	(void)state;
	p.format->cells(&p, &by_source, 3);
	p.format->cells(&p, &crossed, 2);
	expect(&p,
	    "{\"source\":\"Northern Wire\",\"count\":12,\"all\":48,"
	    "\"share\":0.25}\n"
	    "{\"source\":\"Z\303\274rcher \\\"Blatt\\\"\",\"count\":6,"
	    "\"all\":6,\"share\":1.0}\n"
	    "{\"count\":1,\"all\":1000,\"share\":0.001}\n"
	    "{\"source\":\"Post\",\"month\":\"2014-12\",\"count\":3,"
	    "\"all\":10,\"share\":0.3}\n"
	    "{\"source\":\"Post\",\"month\":\"2015-01\",\"count\":0,"
	    "\"all\":4,\"share\":0.0}\n");
}

static void
counts_as_csv(void **state)
{
	struct printer p = printer_for(&printer_csv, 0);

	(void)state;
	p.format->cells(&p, &by_source, 0);
	expect(&p,
	    "source,count,all,share\r\n"
	    "Northern Wire,12,48,0.25\r\n"
	    "\"Z\303\274rcher \"\"Blatt\"\"\",6,6,1\r\n"
	    ",1,1000,0.001\r\n"
	    "'=evil\033,0,0,0\r\n");
	p = printer_for(&printer_csv, 0);
	p.format->cells(&p, &crossed, 1);
	expect(&p, "source,month,count,all,share\r\n"
	    "Post,2014-12,3,10,0.3\r\n");
}

static void
facets(void **state)
{
	static struct cell cell = { { "en", NULL }, 1, 2 };
	static const struct cells by_language = { 1, { "language", NULL },
	    &cell, 1 };
	struct printer p = printer_for(&printer_text, 0);

	(void)state;
	p.facets = true;
	p.format->cells(&p, &by_source, 1);
	p.format->cells(&p, &by_language, 1);
	expect(&p, "source\nNorthern Wire  12   25.0 %\nand 3 more\n\n"
	    "language\nen  1   50.0 %\n\n");
	p = printer_for(&printer_csv, 0);
	p.facets = true;
	p.format->cells(&p, &by_source, 1);
	p.format->cells(&p, &by_language, 1);
	expect(&p, "facet,name,count,all,share\r\n"
	    "source,Northern Wire,12,48,0.25\r\nlanguage,en,1,2,0.5\r\n");
}

static void
nothing_counted(void **state)
{
	static const struct cells none = { 1, { "source", NULL }, NULL, 0 };
	static const struct cells none_crossed = { 2, { "source", "month" },
	    NULL, 0 };
	struct printer p = printer_for(&printer_text, 80);

	(void)state;
	p.format->cells(&p, &none, 0);
	p.format->cells(&p, &none_crossed, 10);
	expect(&p, "");
}

/* ==== Articles ==== */

static const char *const places[] = { "/home/ann/a.json#1", "/else/b.txt" };
static const struct hit_mark title_marks[] = { { 4, 5 } };
static const struct hit_mark body_marks[] = { { 4, 4 }, { 17, 4 } };

static const struct article_view article = {
	.id = 7, .published = "2014-12-20T10:23:00Z", .dated_by = "json-ld",
	.source = "The \033[2JSource", .title = "The title", .guid = "g",
	.origin = "/home/ann/a.json#1", .places = places, .place_count = 2,
	.body = "One long line,\n\n\302\240word after it.", .marked = true,
	.title_marks = title_marks, .title_mark_count = 1,
	.body_marks = body_marks, .body_mark_count = 2
};

static void
article_as_text(void **state)
{
	struct printer p = printer_for(&printer_text, 0);

	(void)state;
	p.format->article(&p, &article);
	expect(&p,
	    "The title\n\n"
	    "source     The [2JSource\n"
	    "published  2014-12-20T10:23:00Z, from json-ld\n"
	    "id         7\n"
	    "guid       g\n"
	    "origin     a.json#1\n"
	    "also       /else/b.txt\n\n"
	    "One long line,\n\n word after it.\n");
	p = printer_for(&printer_text, 10);
	p.colour = true;
	p.format->article(&p, &(struct article_view){ .id = 7,
	    .title = article.title, .body = article.body,
	    .title_marks = title_marks, .title_mark_count = 1,
	    .body_marks = body_marks, .body_mark_count = 2 });
	expect(&p,
	    "\033[1mThe \033[0m\033[1;33mtitle\033[0m\033[1m\033[0m\n\n"
	    "\033[2mpublished  \033[0mundated\n"
	    "\033[2mid         \033[0m7\n\n"
	    "One \033[0m\033[1;33mlong\033[0m\nline,\n\n "
	    "\033[0m\033[1;33mword\033[0m\nafter it.\n");
}

static void
article_as_json(void **state)
{
	struct printer p = printer_for(&printer_json, 0);

	(void)state;
	p.format->article(&p, &article);
	expect(&p,
	    "{\"id\":7,\"guid\":\"g\",\"origin\":\"/home/ann/a.json#1\","
	    "\"title\":\"The title\",\"published\":\"2014-12-20T10:23:00Z\","
	    "\"dated_by\":\"json-ld\",\"source\":\"The \\u001B[2JSource\","
	    "\"places\":[\"/home/ann/a.json#1\",\"/else/b.txt\"],"
	    "\"body\":\"One long line,\\n\\n\302\240word after it.\","
	    "\"title_marks\":[[4,5]],\"marks\":[[4,4],[17,4]]}\n");
}

static void
article_as_csv(void **state)
{
	struct printer p = printer_for(&printer_csv, 0);

	(void)state;
	p.format->article(&p, &article);
	expect(&p,
	    "id,published,dated_by,modified,source,title,author,section,"
	    "language,url,guid,origin,body\r\n"
	    "7,2014-12-20T10:23:00Z,json-ld,,The \033[2JSource,The title,,,,"
	    ",g,/home/ann/a.json#1,\"One long line,\n\n\302\240word after "
	    "it.\"\r\n");
}

/* ==== Folding, underlining ==== */

static void
folding(void **state)
{
	static const struct {
		const char *text, *folded;
		size_t width;
	} cases[] = {
		{ "one two three", "one two three", 0 },
		{ "one two three", "one two\n  three", 9 },
		{ "one two three", "one\n  two\n  three", 8 },
		{ "muchtoolong x", "muchtoolong\n  x", 8 },
		{ "a\tb\r\nc\302\240d", "a b  c d", 0 },
		{ "\343\201\202\343\201\204\343\201\206\343\201\210",
		    "\343\201\202\343\201\204\n  \343\201\206\343\201\210",
		    6 },
		{ "a \343\201\202\343\201\204\343\201\206",
		    "a \343\201\202\343\201\204\n  \343\201\206", 8 },
		{ "x\033[1mx\xE2\x80\xAEx", "x[1mxx", 0 },
		{ "", "", 10 }
	};
	struct printer p;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		p = printer_for(&printer_text, cases[i].width);
		fold_whole(&p, 2, cases[i].text);
		expect(&p, cases[i].folded);
	}
}

static void
underlining(void **state)
{
	struct printer p = printer_for(&printer_text, 0);

	(void)state;
	underline(p.out, "a (b\tc", 2, 3);
	underline(p.out, "\346\235\261 x\033y", 0, 3);
	underline(p.out, "end", 3, 3);
	underline(p.out, "end", 100, 200);
	expect(&p, "  a (b c\n    ^\n"
	    "  \346\235\261 x y\n  ^^\n"
	    "  end\n     ^\n"
	    "  end\n     ^\n");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(hits_as_text),
		cmocka_unit_test(hits_in_colour),
		cmocka_unit_test(last_lines),
		cmocka_unit_test(hits_as_csv),
		cmocka_unit_test(csv_on_a_terminal),
		cmocka_unit_test(hits_as_json),
		cmocka_unit_test(json_escapes_controls_alone),
		cmocka_unit_test(totals),
		cmocka_unit_test(counts_as_text),
		cmocka_unit_test(counts_with_bars),
		cmocka_unit_test(counts_fit),
		cmocka_unit_test(long_names_are_cut),
		cmocka_unit_test(crossed_counts),
		cmocka_unit_test(counts_as_json),
		cmocka_unit_test(counts_as_csv),
		cmocka_unit_test(facets),
		cmocka_unit_test(nothing_counted),
		cmocka_unit_test(article_as_text),
		cmocka_unit_test(article_as_json),
		cmocka_unit_test(article_as_csv),
		cmocka_unit_test(folding),
		cmocka_unit_test(underlining)
	};
	int failed = cmocka_run_group_tests(tests, NULL, NULL);

	free(output);
	return failed;
}
