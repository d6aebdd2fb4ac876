/*
 * store/facts: random insertions, changes and removals against a plain
 * array; blocks full at most and rising; a damaged block is told.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/facts.h"

#define IDS 4000	/* ids of the model: 1024 apart by three */
#define ID(i) (INT64_C(1000000000) + (int64_t)(i) * 341)

static char folder[] = "/tmp/newsfind-facts-XXXXXX";
static char path[64];
static struct archive *archive;
static struct facts *facts;
static struct fact model[IDS];	/* id 0: none */

static struct fact
random_fact(int i)
{
	struct fact f;

	memset(&f, 0, sizeof(f));
	f.id = ID(i);
	f.minute = f.id / FACTS_SERIALS + rand() % 3000 - 1500;
	f.body_words = (uint32_t)rand();
	f.title_words = (uint32_t)(rand() & 0xFFFF);
	f.language = fact_language(rand() % 2 ? "en" : "yue");
	f.source = (uint32_t)rand();
	f.section = (uint32_t)rand() << 1;
	f.author = (uint32_t)rand();
	f.story = (uint32_t)rand();
	f.precision = (enum date_precision)(rand() % (DATE_SECOND + 1));
	f.zone = (uint8_t)(rand() & 0xFF);
	f.addressed = rand() & 1;
	return f;
}

static void
check_fact(int i)
{
	const struct fact *f = facts_get(facts, ID(i), NULL), *m = &model[i];

	if (!m->id) {
		assert_null(f);
		return;
	}
	assert_non_null(f);
	assert_true(f->id == m->id && f->minute == m->minute &&
	    f->body_words == m->body_words &&
	    f->title_words == m->title_words && f->language == m->language &&
	    f->source == m->source && f->section == m->section &&
	    f->author == m->author && f->story == m->story &&
	    f->precision == m->precision && f->zone == m->zone &&
	    f->addressed == m->addressed);
}

static int64_t
number(const char *sql)
{
	sqlite3_stmt *stmt = NULL;
	int64_t value;

	assert_int_equal(sqlite3_prepare_v2(archive_db(archive), sql, -1,
	    &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	value = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	return value;
}

static void
check(void)
{
	int i, n = 0;

	for (i = 0; i < IDS; i++)
		n += model[i].id != 0;
	assert_int_equal(number("SELECT total(length(block)) FROM facts"),
	    (int64_t)n * FACTS_RECORD);
	assert_true(number("SELECT ifnull(max(length(block)), 0) FROM facts")
	    <= FACTS_BLOCK * FACTS_RECORD);
	for (i = 0; i < IDS; i++)
		check_fact(i);
	for (i = IDS; i--;)
		check_fact(i);
	for (i = 0; i < IDS; i++)
		check_fact(rand() % IDS);
}

/* Change about one in ${every} of the ids from ${from} to ${to}. */
static void
change(int from, int to, int every, int gone_percent)
{
	static struct fact changes[IDS];
	size_t n = 0;
	int i;

	for (i = from; i < to; i++) {
		if (rand() % every)
			continue;
		changes[n] = random_fact(i);
		model[i] = changes[n];
		if (rand() % 100 < gone_percent) {
			changes[n].precision = FACTS_GONE;
			model[i].id = 0;
		}
		n++;
	}
	assert_int_equal(facts_write(facts, changes, n, NULL), 0);
}

static void
against_array(void **state)
{
	int round;

	(void)state;
	srand(11);
	check();
	change(0, 10, 1, 0);
	check();
	for (round = 0; round < (getenv("SOAK") ? 300 : 30); round++) {
		int from = rand() % IDS;

		change(from, from + rand() % (IDS - from) + 1,
		    1 + rand() % 50, round % 10 == 9 ? 95 : rand() % 40);
		check();
	}
	change(0, IDS, 1, 0);
	check();
	change(0, IDS, 1, 100);
	check();
	assert_int_equal(number("SELECT count(*) FROM facts"), 0);
}

static void
damaged(void **state)
{
	static const char *const blocks[] = {
		"x''", "x'00'", "zeroblob(41)", "zeroblob(1000000)"
	};
	struct facts *fresh;
	char sql[128];
	struct err err;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++) {
		err = (struct err)ERR_INIT;
		snprintf(sql, sizeof(sql),
		    "REPLACE INTO facts VALUES(1, %s)", blocks[i]);
		assert_int_equal(sqlite3_exec(archive_db(archive), sql, NULL,
		    NULL, NULL), SQLITE_OK);
		assert_int_equal(facts_open(&fresh, archive, NULL), 0);
		assert_null(facts_get(fresh, 5, &err));
		facts_close(fresh);
		assert_non_null(strstr(err.text, "damaged"));
	}
}

static void
languages(void **state)
{
	(void)state;
	assert_int_equal(fact_language(NULL), 0);
	assert_int_equal(fact_language("en"), 'e' << 8 | 'n');
	assert_int_equal(fact_language("yue"), 'y' << 16 | 'u' << 8 | 'e');
	assert_true(fact_language("abcdefgh") == fact_language("abcd"));
}

static void
zones(void **state)
{
	static const struct {
		const char *date;
		int zone;
	} cases[] = {
		{ "2014-12-20T10:23:00", 0 },
		{ "2014-12-20", 0 },
		{ "2014-12-20T10:23:00Z", FACTS_UTC },
		{ "2014-12-20T10:23:00+01:00", FACTS_UTC + 4 },
		{ "2014-12-20T10:23:00-05:00", FACTS_UTC - 20 },
		{ "2014-12-20T10:23:00+05:45", FACTS_UTC + 23 },
		{ "2014-12-20T10:23:00-03:30", FACTS_UTC - 14 }
	};
	struct date d;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		assert_int_equal(date_parse(cases[i].date,
		    strlen(cases[i].date), DATE_ORDER_UNKNOWN, &d), 0);
		assert_int_equal(fact_zone(&d), cases[i].zone);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(against_array),
		cmocka_unit_test(damaged),
		cmocka_unit_test(languages),
		cmocka_unit_test(zones),
	};
	int failed;

	if (!mkdtemp(folder))
		return 1;
	snprintf(path, sizeof(path), "%s/news.db", folder);
	if (archive_open(&archive, path, ARCHIVE_WRITE, NULL, NULL) ||
	    facts_open(&facts, archive, NULL))
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	facts_close(facts);
	archive_close(archive, NULL);
	unlink(path);
	rmdir(folder);
	return failed;
}
