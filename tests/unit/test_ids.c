/* store/ids: a full minute spills, within the day or the year. */
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
#include "store/ids.h"

static char folder[] = "/tmp/newsfind-ids-XXXXXX";
static char path[64];
static struct archive *archive;
static struct statements statements;
static struct map full;

static struct date
date(const char *text)
{
	struct date d = DATE_INIT;

	if (text)
		assert_int_equal(date_parse(text, strlen(text),
		    DATE_ORDER_UNKNOWN, &d), 0);
	return d;
}

static void
take(int64_t id)
{
	char sql[128];

	snprintf(sql, sizeof(sql), "INSERT INTO articles(id, origin, digest,"
	    " added) VALUES(%lld, '', '', '')", (long long)id);
	assert_int_equal(sqlite3_exec(archive_db(archive), sql, NULL, NULL,
	    NULL), SQLITE_OK);
}

/* The last serial of a minute: it counts as full. */
static int64_t
last(int64_t minute)
{
	return (minute + 1) * FACTS_SERIALS - 1;
}

static int64_t
next(const char *text)
{
	struct date d = date(text);
	int64_t id = -1;

	/* The hint may only save work, not change what is found. */
	map_reset(&full);
	assert_int_equal(id_next(&statements, &full, &d, &id, NULL), 0);
	assert_int_equal(id_next(&statements, &full, &d, &id, NULL), 0);
	return id;
}

static void
spills(void **state)
{
	static const char *const dates[] = {
		"2014-12-20T10:23:00", "2014-12-20", "2014-12", "2014"
	};
	struct date d;
	int64_t minute, id;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(dates) / sizeof(dates[0]); i++) {
		d = date(dates[i]);
		minute = date_minute(&d);
		id = next(dates[i]);
		assert_int_equal(id, minute * FACTS_SERIALS);
		take(id);
		assert_int_equal(next(dates[i]), id + 1);
		take(last(minute));
		assert_int_equal(next(dates[i]), last(minute) + 1);
		take(last(minute + 1));
		assert_int_equal(next(dates[i]), last(minute + 1) + 1);
	}
}

/* A dated article never leaves its day. */
static void
full_day(void **state)
{
	struct date d = date("2015-03-01");
	int64_t minute = date_minute(&d), id, m;
	struct err err = ERR_INIT;

	(void)state;
	for (m = minute; m < minute + 24 * 60 - 1; m++)
		take(last(m));
	id = next("2015-03-01");
	assert_int_equal(id, (minute + 24 * 60 - 1) * FACTS_SERIALS);
	take(last(minute + 24 * 60 - 1));
	assert_int_equal(id_next(&statements, &full, &d, &id, &err),
	    -1);
	assert_true(err.text[0] != '\0');
	/* One known to the month only may go on to the next day. */
	assert_true(next("2015-03") >= (minute + 24 * 60) * FACTS_SERIALS);
}

static void
undated(void **state)
{
	(void)state;
	assert_int_equal(next(NULL), 1);
	take(1);
	assert_int_equal(next(NULL), 2);
	take(last(0));
	assert_int_equal(next(NULL), FACTS_SERIALS);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(spills),
		cmocka_unit_test(full_day),
		cmocka_unit_test(undated),
	};
	int failed;

	if (!mkdtemp(folder))
		return 1;
	snprintf(path, sizeof(path), "%s/news.db", folder);
	if (archive_open(&archive, path, ARCHIVE_WRITE, NULL, NULL) ||
	    sqlite3_exec(archive_db(archive), "BEGIN", NULL, NULL, NULL))
		return 1;
	full = (struct map)MAP_INIT;
	statements.archive = archive;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	map_release(&full);
	statements_release(&statements);
	sqlite3_exec(archive_db(archive), "ROLLBACK", NULL, NULL, NULL);
	archive_close(archive, NULL);
	unlink(path);
	rmdir(folder);
	return failed;
}
