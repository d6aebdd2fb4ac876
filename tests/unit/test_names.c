/*
 * find/names: which names have the words, one person at a time; what is said
 * where none has.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "find/names.h"
#include "news.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static const struct news small[] = {
	{ "2014-12-18", "The New York Times", "en", "a", "a" },
	{ "2014-12-19", "Times of London", "en", "b", "b" },
	{ "2014-12-20", "Kanalbote", "de", "c", "c" },
	{ "2014-12-21", "Kanalbote", "de", "d", "d" },
	{ "2014-12-22", NULL, "de", "e", "e" }
};

static const struct news_more more[] = {
	{ "John Smith; Mary Jones", "World Politics",
	    "https://www.nytimes.example/a" },
	{ "Smith, John", "Politics", NULL },
	{ "J\xC3\xBCrgen M\xC3\xBCller", "Politik", NULL },
	{ "Mary Smithson", "Sport", NULL },
	{ NULL, NULL, NULL }
};

static char path[sizeof(NEWS_PATH)];
static struct archive *archive;

static int
open_small(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	memcpy(path, NEWS_PATH, sizeof(path));
	news_store_more(path, small, more, LEN(small));
	return archive_open(&archive, path, ARCHIVE_READ, NULL, &err);
}

static int
close_small(void **state)
{
	(void)state;
	archive_close(archive, NULL);
	unlink(path);
	return 0;
}

static const struct {
	enum names_kind kind;
	const char *text;
	bool phrase, prefix;
	const char *codes;
} cases[] = {
	{ NAMES_AUTHORS, "smith", false, false, "1 2" },
	{ NAMES_AUTHORS, "SMITH John", false, false, "1 2" },
	{ NAMES_AUTHORS, "john smith", true, false, "1" },
	{ NAMES_AUTHORS, "smith john", true, false, "2" },
	{ NAMES_AUTHORS, "smith", false, true, "1 2 4" },
	{ NAMES_AUTHORS, "mary smith", true, true, "4" },
	{ NAMES_AUTHORS, "mar smith", false, true, "" },
	/* Words of two persons are nobody's. */
	{ NAMES_AUTHORS, "mary smith", false, false, "" },
	{ NAMES_AUTHORS, "smith mary", true, false, "" },
	{ NAMES_AUTHORS, "muller", false, false, "3" },
	{ NAMES_AUTHORS, "J\xC3\x9CRGEN", false, false, "3" },
	{ NAMES_AUTHORS, "jur", false, true, "3" },
	{ NAMES_AUTHORS, "smit", false, false, "" },
	{ NAMES_AUTHORS, "", false, false, "" },
	{ NAMES_AUTHORS, "\"!?\"", true, true, "" },
	{ NAMES_SOURCES, "times", false, false, "1 2" },
	{ NAMES_SOURCES, "new york times", true, false, "1" },
	{ NAMES_SOURCES, "york new", true, false, "" },
	{ NAMES_SOURCES, "nytimes.example", true, false, "1" },
	{ NAMES_SOURCES, "www.nytimes.example", false, false, "1" },
	{ NAMES_SOURCES, "nytimes.ex", false, true, "1" },
	{ NAMES_SOURCES, "example", false, false, "" },
	{ NAMES_SOURCES, "nytimes", false, false, "" },
	{ NAMES_SOURCES, "www", false, false, "" },
	{ NAMES_SOURCES, "kanal", false, true, "3" },
	{ NAMES_SECTIONS, "politics", false, false, "1 2" },
	{ NAMES_SECTIONS, "politi", false, true, "1 2 3" },
	{ NAMES_SECTIONS, "world", false, false, "1" }
};

static void
matching(void **state)
{
	struct code_set set = CODE_SET_INIT;
	struct buf codes = BUF_INIT(1000);
	struct err err = ERR_INIT;
	size_t i, k;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		assert_int_equal(names_matching(archive, cases[i].kind,
		    cases[i].text, cases[i].phrase, cases[i].prefix, &set,
		    &err), 0);
		buf_reset(&codes);
		for (k = 0; k < set.count; k++)
			buf_addf(&codes, "%s%u", k ? " " : "", set.codes[k]);
		if (strcmp(codes.data, cases[i].codes) != 0)
			print_error("%s\n", cases[i].text);
		assert_string_equal(codes.data, cases[i].codes);
		code_set_release(&set);
	}
	buf_release(&codes);
}

/* Sets are added to, not replaced. */
static void
added(void **state)
{
	struct code_set set = CODE_SET_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(names_matching(archive, NAMES_AUTHORS, "jones", false,
	    false, &set, &err), 0);
	assert_int_equal(names_matching(archive, NAMES_AUTHORS, "muller",
	    false, false, &set, &err), 0);
	assert_int_equal(names_matching(archive, NAMES_AUTHORS, "smith", false,
	    false, &set, &err), 0);
	assert_int_equal(set.count, 3);
	assert_true(code_set_has(&set, 1) && code_set_has(&set, 2) &&
	    code_set_has(&set, 3));
	assert_false(code_set_has(&set, 0) || code_set_has(&set, 4));
	code_set_release(&set);
	assert_false(code_set_has(&set, 1));
}

static void
unknown(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(names_unknown(archive, NAMES_AUTHORS, "jon smiht",
	    &err), -1);
	assert_string_equal(err.text, "no author is called 'jon smiht'; did "
	    "you mean 'John Smith; Mary Jones', 'Smith, John'?");
	assert_int_equal(names_unknown(archive, NAMES_SECTIONS, "quite else",
	    &err), -1);
	assert_string_equal(err.text, "no section is called 'quite else'; "
	    "there are 'World Politics', 'Politics', 'Politik', 'Sport'");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matching),
		cmocka_unit_test(added),
		cmocka_unit_test(unknown)
	};

	return cmocka_run_group_tests(tests, open_small, close_small);
}
