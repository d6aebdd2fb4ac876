/*
 * find/filter: verdicts by hand-made facts, ranges of ids that miss nothing,
 * what people ask for against a small archive, what is refused.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "find/filter.h"
#include "news.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

/* 2015-06-01T12:00:00Z */
#define NOW INT64_C(1433160000)

static struct fact
fact_of(const char *published)
{
	struct fact f;
	struct date d = DATE_INIT;

	memset(&f, 0, sizeof(f));
	if (published)
		assert_int_equal(date_parse(published, strlen(published),
		    DATE_ORDER_UNKNOWN, &d), 0);
	f.minute = date_minute(&d);
	f.precision = d.precision;
	f.zone = fact_zone(&d);
	f.id = f.minute * FACTS_SERIALS;
	return f;
}

/* ==== Dates ==== */

struct date_case {
	const char *zone, *since, *until, *on, *published;
	enum filter_verdict verdict;
};

static const struct date_case date_cases[] = {
	{ NULL, "2014", NULL, NULL, "2014-01-01", FILTER_IN },
	{ NULL, "2014", NULL, NULL, "2013-12-31T23:59:00", FILTER_OUT },
	{ NULL, NULL, "2014-12", NULL, "2014-12-31T23:59:00", FILTER_IN },
	{ NULL, NULL, "2014-12", NULL, "2015-01-01", FILTER_OUT },
	{ NULL, NULL, NULL, "2014-12", "2014-12", FILTER_IN },
	{ NULL, NULL, NULL, "2014-12", "2014", FILTER_PARTIAL },
	{ NULL, NULL, NULL, "2014-12-20", "2014-12", FILTER_PARTIAL },
	{ NULL, NULL, NULL, "2014-12-20", "2014-12-20", FILTER_IN },
	{ NULL, NULL, NULL, "2014-12-20 10:00", "2014-12-20",
	    FILTER_PARTIAL },
	{ NULL, NULL, NULL, "2014-12-20", NULL, FILTER_UNDATED },
	{ "UTC", NULL, NULL, "yesterday", "2015-05-31", FILTER_IN },
	/* The paper's own day, whatever its zone ... */
	{ NULL, NULL, NULL, "2014-12-20", "2014-12-20T23:30:00-05:00",
	    FILTER_IN },
	/* ... or the day somewhere else. */
	{ "UTC", NULL, NULL, "2014-12-20", "2014-12-20T23:30:00-05:00",
	    FILTER_OUT },
	{ "UTC", NULL, NULL, "2014-12-21", "2014-12-20T23:30:00-05:00",
	    FILTER_IN },
	{ "+14:00", NULL, NULL, "2014-12-22", "2014-12-20T23:30:00-12:00",
	    FILTER_IN },
	{ "-12:00", NULL, NULL, "2014-12-19", "2014-12-21T00:30:00+14:00",
	    FILTER_IN },
	{ "-12:00", NULL, NULL, "2014-12-19", "2014-12-21T02:30:00+14:00",
	    FILTER_OUT },
	{ "-12:00", NULL, NULL, "2014-12-19", "2014-12-20T01:30:00+14:00",
	    FILTER_OUT },
	{ "-12:00", NULL, NULL, "2014-12-18", "2014-12-20T01:30:00+14:00",
	    FILTER_IN },
	/* Without a zone, or a time, it stays as written. */
	{ "-12:00", NULL, NULL, "2014-12-20", "2014-12-20T23:30:00",
	    FILTER_IN },
	{ "-12:00", NULL, NULL, "2014-12-20", "2014-12-20", FILTER_IN },
	{ "-12:00", "2014-12-20", NULL, NULL, "2014-12", FILTER_PARTIAL },
	{ "UTC", "2014-12-20", NULL, NULL, NULL, FILTER_UNDATED }
};

static void
ask_dates(struct filter *f, const struct date_case *c)
{
	struct err err = ERR_INIT;

	*f = (struct filter)FILTER_INIT;
	if (c->zone)
		assert_int_equal(filter_zone(f, c->zone, &err), 0);
	assert_int_equal(filter_dates(f, c->since, c->until, c->on, NOW,
	    &err), 0);
	assert_int_equal(filter_check(f, &err), 0);
}

static void
dates(void **state)
{
	struct filter f;
	struct fact fact;
	int64_t first, last;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(date_cases); i++) {
		ask_dates(&f, &date_cases[i]);
		assert_true(filter_active(&f));
		fact = fact_of(date_cases[i].published);
		if (filter_verdict(&f, &fact) != date_cases[i].verdict)
			fail_msg("case %zu: %d", i,
			    filter_verdict(&f, &fact));
		filter_ids(&f, true, &first, &last);
		if (date_cases[i].verdict != FILTER_OUT &&
		    fact.precision != DATE_NONE)
			assert_true(fact.id >= first && fact.id <= last);
		filter_ids(&f, false, &first, &last);
		if (date_cases[i].verdict == FILTER_IN &&
		    fact.precision >= DATE_DAY)
			assert_true(fact.id >= first && fact.id <= last);
		filter_release(&f);
	}
}

static void
minutes(void **state)
{
	struct filter f = FILTER_INIT;
	struct fact fact = fact_of("2014-07-01T23:30:00+05:30");
	struct fact plain = fact_of("2014-07-01T23:30:00");
	struct fact day = fact_of("2014-07-01");
	struct err err = ERR_INIT;

	(void)state;
	assert_true(filter_minute(&f, &fact) == fact.minute);
	assert_int_equal(filter_zone(&f, "UTC", &err), 0);
	assert_false(filter_active(&f));
	assert_true(filter_minute(&f, &fact) == fact.minute - 330);
	assert_true(filter_minute(&f, &plain) == plain.minute);
	assert_true(filter_minute(&f, &day) == day.minute);
	/* The last of several counts. */
	assert_int_equal(filter_zone(&f, "-01:00", &err), 0);
	assert_true(filter_minute(&f, &fact) == fact.minute - 390);
	if (filter_zone(&f, "Europe/Berlin", &err) == 0)
		assert_true(filter_minute(&f, &fact) == fact.minute - 210);
	filter_release(&f);
}

/* "today" is the day in the zone. */
static void
today(void **state)
{
	struct filter f = FILTER_INIT;
	struct fact fact = fact_of("2015-06-02");
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(filter_zone(&f, "+13:00", &err), 0);
	assert_int_equal(filter_dates(&f, NULL, NULL, "today", NOW, &err), 0);
	assert_int_equal(filter_verdict(&f, &fact), FILTER_IN);
	filter_release(&f);
}

static void
undated(void **state)
{
	struct filter f = FILTER_INIT;
	struct fact none = fact_of(NULL), year = fact_of("2014");
	int64_t first, last;

	(void)state;
	f.undated = true;
	assert_true(filter_active(&f));
	assert_int_equal(filter_verdict(&f, &none), FILTER_IN);
	assert_int_equal(filter_verdict(&f, &year), FILTER_OUT);
	filter_ids(&f, true, &first, &last);
	assert_true(first <= none.id && last == FILTER_UNDATED_LAST);
}

/* ==== Names ==== */

static const struct news small[] = {
	/* 0 */ { "2014-12-18T09:30:00Z", "Northern Wire", "en", "a", "a b" },
	/* 1 */ { "2014-12-19", "Harbour Post", "de", "b", NULL },
	/* 2 */ { "2014-12", NULL, "fr", NULL, "c" },
	/* 3 */ { NULL, "Harbour Post", NULL, "d", "d" }
};

static const struct news_more more[] = {
	{ "Ann Smith", "Politics", "https://wire.example/a" },
	{ "John Smith; Bob Jones", "World politics", NULL },
	{ NULL, "Sport", NULL },
	{ "Z\xC3\xB6""e Example", NULL, "https://post.example/d" }
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

/* The guids of the articles that ${f} lets through. */
static void
passing(const struct filter *f, struct buf *out)
{
	struct facts *facts;
	sqlite3_stmt *stmt = NULL;
	const struct fact *fact;
	struct err err = ERR_INIT;

	buf_reset(out);
	assert_int_equal(facts_open(&facts, archive, &err), 0);
	assert_int_equal(sqlite3_prepare_v2(archive_db(archive),
	    "SELECT id, guid FROM articles ORDER BY guid", -1, &stmt, NULL),
	    SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		fact = facts_get(facts, sqlite3_column_int64(stmt, 0), &err);
		assert_non_null(fact);
		if (filter_verdict(f, fact) == FILTER_IN)
			buf_addstr(out,
			    (const char *)sqlite3_column_text(stmt, 1));
	}
	sqlite3_finalize(stmt);
	facts_close(facts);
}

/* One more thing asked for, by the name of its option. */
static int
ask(struct filter *f, const char *option, const char *value, struct err *err)
{
	if (strcmp(option, "source") == 0)
		return filter_source(f, archive, value, err);
	if (strcmp(option, "not-source") == 0)
		return filter_not_source(f, archive, value, err);
	if (strcmp(option, "author") == 0)
		return filter_author(f, archive, value, err);
	if (strcmp(option, "section") == 0)
		return filter_section(f, archive, value, err);
	if (strcmp(option, "language") == 0)
		return filter_language(f, archive, value, err);
	return filter_has(f, value, err);
}

static void
names(void **state)
{
	static const struct {
		const char *asked[6];	/* options and values */
		const char *guids;
	} cases[] = {
		{ { NULL }, "0123" },
		{ { "source", "harbour post" }, "13" },
		{ { "source", "wire", "source", "harbour" }, "013" },
		{ { "not-source", "harbour post" }, "02" },
		{ { "source", "*", "not-source", "Northern*" }, "13" },
		{ { "author", "smith" }, "01" },
		{ { "author", "\"john smith\"" }, "1" },
		{ { "author", "jo*" }, "1" },
		{ { "author", "zoe", "author", "ann" }, "03" },
		{ { "section", "politics" }, "01" },
		{ { "section", "pol*", "section", "SPORT" }, "012" },
		{ { "language", "en" }, "0" },
		{ { "language", "DE", "has", "body" }, "" },
		{ { "language", "fr-CA", "language", "de" }, "12" },
		{ { "author", "smith", "language", "de" }, "1" },
		{ { "has", "title" }, "013" },
		{ { "has", "body" }, "023" },
		{ { "has", "author" }, "013" },
		{ { "has", "section" }, "012" },
		{ { "has", "source" }, "013" },
		{ { "has", "language" }, "012" },
		{ { "has", "url" }, "03" },
		{ { "has", "date" }, "012" },
		{ { "has", "time" }, "0" },
		{ { "has", "url", "has", "author", "has", "language" }, "0" }
	};
	struct buf guids = BUF_INIT(1000);
	struct err err = ERR_INIT;
	struct filter f;
	size_t i, k;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		f = (struct filter)FILTER_INIT;
		for (k = 0; k < 6 && cases[i].asked[k]; k += 2)
			if (ask(&f, cases[i].asked[k], cases[i].asked[k + 1],
			    &err))
				fail_msg("%s", err.text);
		assert_int_equal(filter_check(&f, &err), 0);
		assert_int_equal(filter_active(&f), k > 0);
		passing(&f, &guids);
		if (strcmp(guids.data, cases[i].guids) != 0)
			fail_msg("case %zu: %s", i, guids.data);
		filter_release(&f);
	}
	buf_release(&guids);
}

/* ==== What is refused ==== */

static void
refused_names(void **state)
{
	static const struct {
		const char *option, *value, *sentence;
	} cases[] = {
		{ "source", "Norhtern Wire",
		    "no source is called 'Norhtern Wire'; did you mean "
		    "'Northern Wire'?" },
		{ "not-source", "zzzzzzzz", "there are 'Harbour Post'" },
		{ "author", "smiht",
		    "did you mean 'Ann Smith', 'John Smith; Bob Jones'?" },
		{ "author", "smith jones", "no author is called" },
		{ "author", "", "no author is called ''" },
		{ "author", "\"", "no author is called" },
		{ "author", "*", "no author is called" },
		{ "section", "polotics", "did you mean 'Politics'" },
		{ "language", "xx", "no article's language is 'xx'; there "
		    "are 'de', 'en', 'fr'" },
		{ "language", "", "no article's language is ''" },
		{ "language", "e", "no article's language is 'e'" },
		{ "language", "english", "there are 'de', 'en', 'fr'" },
		{ "has", "colour", "one of title, body, author, section, "
		    "source, language, url, date, time, not 'colour'" }
	};
	struct filter f = FILTER_INIT;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		err = (struct err)ERR_INIT;
		assert_int_equal(ask(&f, cases[i].option, cases[i].value,
		    &err), -1);
		if (!strstr(err.text, cases[i].sentence))
			fail_msg("%s: %s", cases[i].value, err.text);
	}
	assert_false(filter_active(&f));
	filter_release(&f);
}

static void
refused_dates(void **state)
{
	static const struct {
		const char *since, *until, *on, *sentence;
	} cases[] = {
		{ "2015", "2014", NULL,
		    "--since '2015' is later than --until '2014'" },
		{ "2014", NULL, "2014", "leave out --since" },
		{ NULL, "2014", "2014", "leave out --until" },
		{ "soon", NULL, NULL, "cannot read the date 'soon'" },
		{ NULL, NULL, "", "cannot read the date ''" }
	};
	struct filter f;
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		f = (struct filter)FILTER_INIT;
		err = (struct err)ERR_INIT;
		assert_int_equal(filter_dates(&f, cases[i].since,
		    cases[i].until, cases[i].on, NOW, &err), -1);
		if (!strstr(err.text, cases[i].sentence))
			fail_msg("%s", err.text);
		filter_release(&f);
	}
}

static void
contradictions(void **state)
{
	struct filter f = FILTER_INIT;
	struct err err = ERR_INIT;

	(void)state;
	f.undated = true;
	assert_int_equal(filter_check(&f, &err), 0);
	assert_int_equal(filter_has(&f, "time", &err), 0);
	assert_int_equal(filter_check(&f, &err), -1);
	assert_non_null(strstr(err.text, "--has time"));
	f.has = 0;
	assert_int_equal(filter_dates(&f, "2014", NULL, NULL, NOW, &err), 0);
	assert_int_equal(filter_check(&f, &err), -1);
	assert_non_null(strstr(err.text, "leave out the dates"));
	filter_release(&f);
	assert_int_equal(ask(&f, "source", "northern wire", &err), 0);
	assert_int_equal(ask(&f, "not-source", "*wire", &err), 0);
	assert_int_equal(filter_check(&f, &err), -1);
	assert_non_null(strstr(err.text, "--not-source"));
	assert_int_equal(ask(&f, "source", "harbour post", &err), 0);
	assert_int_equal(filter_check(&f, &err), 0);
	filter_release(&f);
}

/* Each part can be left out; what it was lent stays whole. */
static void
parts(void **state)
{
	struct filter f = FILTER_INIT, without;
	struct err err = ERR_INIT;
	int part;

	(void)state;
	for (part = 0; part < FILTER_PARTS; part++)
		assert_false(filter_without(&f, (enum filter_part)part,
		    &without));
	assert_int_equal(filter_dates(&f, "2014", NULL, NULL, NOW, &err), 0);
	assert_int_equal(ask(&f, "source", "harbour post", &err), 0);
	assert_int_equal(ask(&f, "author", "smith", &err), 0);
	assert_int_equal(ask(&f, "section", "sport", &err), 0);
	assert_int_equal(ask(&f, "language", "en", &err), 0);
	assert_int_equal(ask(&f, "has", "url", &err), 0);
	for (part = 0; part < FILTER_PARTS; part++) {
		assert_true(filter_without(&f, (enum filter_part)part,
		    &without));
		assert_true(filter_active(&without));
		assert_false(filter_without(&without, (enum filter_part)part,
		    &without));
	}
	assert_int_equal(f.sources.count, 1);
	assert_int_equal(f.authors.count, 2);
	filter_release(&f);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(dates),
		cmocka_unit_test(minutes),
		cmocka_unit_test(today),
		cmocka_unit_test(undated),
		cmocka_unit_test(names),
		cmocka_unit_test(refused_names),
		cmocka_unit_test(refused_dates),
		cmocka_unit_test(contradictions),
		cmocka_unit_test(parts)
	};

	return cmocka_run_group_tests(tests, open_small, close_small);
}
