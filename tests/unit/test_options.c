/* Command lines by table. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>
#include <cmocka.h>

#include "base/distance.h"
#include "base/options.h"

struct given {
	const char *db, *since;
	long limit;
	int sort;
	bool json, help;
	struct option_list sources;
	int operands;
	char **argv;
	struct err err;
};

/* The table of a small program, over ${g}. */
#define TABLE(g) { \
	{ 'd', "db", "FILE", "the database", OPTION_STRING, &(g)->db }, \
	{ 'n', "limit", "N", "how many", OPTION_NUMBER, &(g)->limit }, \
	{ 0, "since", "DATE", "not before it", OPTION_STRING, \
	    &(g)->since }, \
	{ 0, "after", "DATE", NULL, OPTION_STRING, &(g)->since }, \
	{ 0, "source", "NAME", "of it", OPTION_LIST, &(g)->sources }, \
	{ 0, "sort", "relevance|newest|oldest", "in which order, said in so " \
	    "many words that a line of the usual width has no room for them", \
	    OPTION_CHOICE, &(g)->sort }, \
	{ 0, "json", NULL, "a line a hit", OPTION_FLAG, &(g)->json }, \
	{ 'h', "help", NULL, "this", OPTION_FLAG, &(g)->help }, \
	OPTION_END }

static int
parse(struct given *g, int argc, char **argv, bool dash_operands)
{
	struct option table[] = TABLE(g);

	memset(&g->err, 0, sizeof(g->err));
	g->argv = argv;
	return options_parse(table, argc, argv, dash_operands, &g->operands,
	    &g->err);
}

#define LEN(a) ((int)(sizeof(a) / sizeof((a)[0])))
#define ARGS(...) char *argv[] = { (char *)(uintptr_t)"prog", __VA_ARGS__ }
#define S(text) ((char *)(uintptr_t)(text))

static void
values_in_both_spellings(void **state)
{
	struct given g = { 0 };
	ARGS(S("-d"), S("a.db"), S("--limit=7"), S("--since"), S("2014"),
	    S("--sort"), S("oldest"), S("--json"));

	(void)state;
	assert_int_equal(parse(&g, LEN(argv), argv, true), 0);
	assert_string_equal(g.db, "a.db");
	assert_int_equal(g.limit, 7);
	assert_string_equal(g.since, "2014");
	assert_int_equal(g.sort, 2);
	assert_true(g.json);
	assert_false(g.help);
	assert_int_equal(g.operands, 0);
}

/* A value behind "=", or a long number; else it has none. */
static void
ids_may_be_left_out(void **state)
{
	static const struct {
		const char *option, *next, *value;
		int operands;
	} cases[] = {
		{ "--explain", "1084665311232", "1084665311232", 0 },
		{ "--explain=17", "sony", "17", 1 },
		{ "--explain", "2014", "", 1 },
		{ "--explain", "1084665311232x", "", 1 }
	};
	const char *explain;
	struct option table[] = {
		{ 0, "explain", "[ID]", "why", OPTION_ID, &explain },
		OPTION_END
	};
	struct err err;
	int i, operands;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		ARGS(S(cases[i].option), S(cases[i].next));

		explain = NULL;
		assert_int_equal(options_parse(table, LEN(argv), argv, true,
		    &operands, &err), 0);
		assert_string_equal(explain, cases[i].value);
		assert_int_equal(operands, cases[i].operands);
	}
}

static void
options_stand_anywhere(void **state)
{
	struct given g = { 0 };
	ARGS(S("sony"), S("-n5"), S("hack"), S("--after=2014-12"), S("-"),
	    S("--"), S("--json"), S("-n"));

	(void)state;
	assert_int_equal(parse(&g, LEN(argv), argv, true), 0);
	assert_int_equal(g.limit, 5);
	assert_string_equal(g.since, "2014-12");
	assert_false(g.json);
	assert_int_equal(g.operands, 5);
	assert_string_equal(g.argv[0], "sony");
	assert_string_equal(g.argv[1], "hack");
	assert_string_equal(g.argv[2], "-");
	assert_string_equal(g.argv[3], "--json");
	assert_string_equal(g.argv[4], "-n");
}

static void
one_dash_may_be_an_operand(void **state)
{
	static const char *const words[] = { "-hack", "-data", "-n5x", "-x" };
	struct given g = { 0 };
	size_t i;

	(void)state;
	for (i = 0; i < LEN(words); i++) {
		ARGS(S(words[i]));

		assert_int_equal(parse(&g, LEN(argv), argv, true), 0);
		assert_int_equal(g.operands, 1);
		assert_string_equal(g.argv[0], words[i]);
		argv[1] = S(words[i]);
		assert_int_equal(parse(&g, LEN(argv), argv, false), -1);
	}
	assert_null(g.db);
	assert_false(g.help);
}

static void
lists_gather(void **state)
{
	struct given g = { 0 };
	ARGS(S("--source"), S("RT"), S("--source=The Times"));

	(void)state;
	assert_int_equal(parse(&g, LEN(argv), argv, true), 0);
	assert_int_equal(g.sources.count, 2);
	assert_string_equal(g.sources.items[0], "RT");
	assert_string_equal(g.sources.items[1], "The Times");
	option_list_release(&g.sources);
	assert_int_equal(g.sources.count, 0);
}

static void
errors_are_sentences(void **state)
{
	static const struct {
		const char *args[2];
		const char *sentence;
	} cases[] = {
		{ { "--sinc", "2014" },
		    "there is no option '--sinc'; did you mean '--since'?" },
		{ { "--frobnicate", "" },
		    "there is no option '--frobnicate'; --help lists them" },
		{ { "x", "--since" }, "'--since' needs a value: DATE" },
		{ { "x", "-d" }, "'-d' needs a value: FILE" },
		{ { "-n", "ten" }, "'-n' takes a number, not 'ten'" },
		{ { "-n", "-5" }, "'-n' takes a number, not '-5'" },
		{ { "-n", "" }, "'-n' takes a number, not ''" },
		{ { "-n", "99999999999999999999" }, "the number of '-n' is "
		    "too large: '99999999999999999999'" },
		{ { "--sort", "new" }, "'--sort' takes one of "
		    "relevance|newest|oldest, not 'new'" },
		{ { "--json=yes", "x" }, "'--json' takes no value" }
	};
	struct given g = { 0 };
	int i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		ARGS(S(cases[i].args[0]), S(cases[i].args[1]));

		assert_int_equal(parse(&g, LEN(argv), argv, true), -1);
		assert_string_equal(g.err.text, cases[i].sentence);
	}
}

static void
help_is_the_table(void **state)
{
	struct given g = { 0 };
	struct option table[] = TABLE(&g);
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);

	(void)state;
	options_help(table, 60, &out);
	assert_string_equal(out.data,
	    "  -d, --db FILE           the database\n"
	    "  -n, --limit N           how many\n"
	    "      --since, --after DATE\n"
	    "                          not before it\n"
	    "      --source NAME       of it\n"
	    "      --sort relevance|newest|oldest\n"
	    "                          in which order, said in so many\n"
	    "                          words that a line of the usual\n"
	    "                          width has no room for them\n"
	    "      --json              a line a hit\n"
	    "  -h, --help              this\n");
	buf_release(&out);
}

static void
distances(void **state)
{
	char long_word[300];

	(void)state;
	assert_int_equal(distance("", ""), 0);
	assert_int_equal(distance("", "abc"), 3);
	assert_int_equal(distance("kitten", "sitting"), 3);
	assert_int_equal(distance("form", "from"), 1);
	assert_int_equal(distance("since", "sinc"), 1);
	memset(long_word, 'a', sizeof(long_word) - 1);
	long_word[sizeof(long_word) - 1] = '\0';
	assert_int_equal(distance(long_word, long_word), 0);
	assert_int_equal(distance(long_word, ""), DISTANCE_LIMIT);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(values_in_both_spellings),
		cmocka_unit_test(ids_may_be_left_out),
		cmocka_unit_test(options_stand_anywhere),
		cmocka_unit_test(one_dash_may_be_an_operand),
		cmocka_unit_test(lists_gather),
		cmocka_unit_test(errors_are_sentences),
		cmocka_unit_test(help_is_the_table),
		cmocka_unit_test(distances)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
