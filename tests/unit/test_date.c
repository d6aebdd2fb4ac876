/*
 * Dates: the calendar against day-by-day counting, and the case files
 * tests/cases/date-*.tsv, whose columns their first lines name.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include <cmocka.h>

#include "base/date.h"
#include "base/date_calendar.h"
#include "base/date_names.h"

#define COLUMNS 4
#define LINE 2048

static char *
next_column(char **line)
{
	char *start = *line, *tab = strchr(start, '\t');

	if (tab != NULL) {
		*tab = '\0';
		*line = tab + 1;
	} else {
		*line = start + strlen(start);
	}
	return start;
}

/* Call ${check} with each row's columns; it returns whether it holds. */
static void
each_case(const char *path, int min, bool (*check)(char *column[COLUMNS]))
{
	char line[LINE], *rest, *column[COLUMNS];
	FILE *file = fopen(path, "r");
	int rows = 0, bad = 0, number = 0;

	assert_non_null(file);
	while (fgets(line, sizeof line, file) != NULL) {
		number++;
		line[strcspn(line, "\n")] = '\0';
		if (line[0] == '#' || line[0] == '\0')
			continue;
		rest = line;
		for (int i = 0; i < COLUMNS; i++)
			column[i] = next_column(&rest);
		rows++;
		if (!check(column)) {
			print_error("%s:%d\n", path, number);
			bad++;
		}
	}
	fclose(file);
	assert_true(rows >= min);
	assert_int_equal(bad, 0);
}

static enum date_order
order_of(const char *name)
{
	if (strcmp(name, "dmy") == 0)
		return DATE_ORDER_DMY;
	return strcmp(name, "mdy") == 0 ? DATE_ORDER_MDY : DATE_ORDER_UNKNOWN;
}

static bool
same(const char *input, const char *got, const char *want)
{
	if (strcmp(got, want) == 0)
		return true;
	print_error("'%s': '%s', not '%s': ", input, got, want);
	return false;
}

static bool
check_parse(char *column[COLUMNS])
{
	char text[DATE_SIZE];
	struct date d;
	int rc = date_parse(column[0], strlen(column[0]), order_of(column[1]),
	    &d);

	return same(column[0], rc == 0 ? date_format(&d, text) : "refused",
	    column[2]) && (rc == 0) == (d.precision != DATE_NONE);
}

static bool
check_find(char *column[COLUMNS])
{
	char text[DATE_SIZE], place[LINE] = "";
	struct date d;
	size_t start = 0, end = 0;
	int rc = date_find(column[0], strlen(column[0]), order_of(column[1]),
	    &d, &start, &end);

	if (rc == 0)
		snprintf(place, sizeof place, "%.*s", (int)(end - start),
		    column[0] + start);
	return same(column[0], rc == 0 ? date_format(&d, text) : "none",
	    column[2]) && same(column[0], place, column[3]);
}

static bool
check_path(char *column[COLUMNS])
{
	char text[DATE_SIZE];
	struct date d;
	int rc = date_in_path(column[0], strlen(column[0]), &d);

	return same(column[0], rc == 0 ? date_format(&d, text) : "none",
	    column[1]);
}

/* Now is Saturday, 20 December 2014, 10:23. */
static bool
check_interval(char *column[COLUMNS])
{
	const struct date now = { 2014, 12, 20, 10, 23, 0, 0, DATE_UNZONED,
	    DATE_SECOND };
	struct date_interval span;
	struct err err = ERR_INIT;
	struct date from, to;
	char a[DATE_SIZE], b[DATE_SIZE];

	if (date_interval(column[0], &now, &span, &err) != 0)
		return same(column[0], "refused", column[1]) &&
		    strstr(err.text, "2014-12-20") != NULL;
	date_from_minute(span.from, &from);
	date_from_minute(span.to, &to);
	date_format(&from, a)[16] = '\0';
	date_format(&to, b)[16] = '\0';
	return same(column[0], a, column[1]) && same(column[0], b, column[2]);
}

static void
test_parse(void **state)
{
	(void)state;
	each_case("tests/cases/date-parse.tsv", 150, check_parse);
}

static void
test_names(void **state)
{
	(void)state;
	each_case("tests/cases/date-names.tsv", 300, check_parse);
}

static void
test_find(void **state)
{
	(void)state;
	each_case("tests/cases/date-find.tsv", 50, check_find);
}

static void
test_path(void **state)
{
	(void)state;
	each_case("tests/cases/date-path.tsv", 40, check_path);
}

static void
test_interval(void **state)
{
	(void)state;
	each_case("tests/cases/date-interval.tsv", 60, check_interval);
}

/* Every day of ten thousand years, counted one by one. */
static void
test_calendar(void **state)
{
	int64_t count = 0;
	struct date d;

	(void)state;
	for (int y = 1; y <= DATE_YEAR_MAX; y++)
		for (int m = 1; m <= 12; m++)
			for (int day = 1; day <= date_month_days(y, m); day++) {
				date_from_minute(count * 1440 + 61, &d);
				if (date_day_number(y, m, day) != count++ ||
				    d.year != y || d.month != m ||
				    d.day != day || d.hour != 1 ||
				    d.minute != 1)
					fail_msg("%d-%d-%d", y, m, day);
			}
	assert_int_equal(count - 1, DATE_DAY_MAX);
	date_from_minute(count * 1440, &d);
	assert_int_equal(d.precision, DATE_NONE);
	date_from_minute(-1, &d);
	assert_int_equal(d.precision, DATE_NONE);
}

static struct date
read_date(const char *text)
{
	struct date d;

	if (date_parse(text, strlen(text), DATE_ORDER_UNKNOWN, &d) != 0)
		fail_msg("%s", text);
	return d;
}

static void
test_minutes(void **state)
{
	static const struct {
		const char *text;
		int64_t minutes;
	} spans[] = {
		{ "2014", 365 * 1440 }, { "2016", 366 * 1440 },
		{ "2016-02", 29 * 1440 }, { "2014-12", 31 * 1440 },
		{ "2014-12-31", 1440 }, { "2014-12-31 23:59", 1 },
		{ "2014-12-31 23:59:59", 1 }
	};
	struct date none = DATE_INIT, d;

	(void)state;
	for (size_t i = 0; i < sizeof spans / sizeof spans[0]; i++) {
		d = read_date(spans[i].text);
		assert_int_equal(date_minute_after(&d) - date_minute(&d),
		    spans[i].minutes);
	}
	assert_int_equal(date_minute(&none), 0);
	assert_int_equal(date_minute_after(&none), 0);
	d = read_date("0001-01-01 00:07");
	assert_int_equal(date_minute(&d), 7);
}

static void
test_later(void **state)
{
	static const struct {
		const char *a, *b;
		bool later;
	} pairs[] = {
		{ "2014-12-20T10:00:00-05:00", "2014-12-20T14:59:00Z", true },
		{ "2014-12-20T10:00:00-05:00", "2014-12-20T15:00:00Z", false },
		{ "2014-12-20T10:00:00-05:00", "2014-12-20T14:59:00", false },
		{ "2014-12-20T10:00:01", "2014-12-20T10:00:00", true },
		{ "2014-12-20T00:00", "2014-12-20", false },
		{ "2014-12-20T00:01", "2014-12-20", true },
		{ "2014-02", "2014", true },
		{ "2014", "2014", false }
	};
	struct date none = DATE_INIT;

	(void)state;
	for (size_t i = 0; i < sizeof pairs / sizeof pairs[0]; i++) {
		struct date a = read_date(pairs[i].a);
		struct date b = read_date(pairs[i].b);

		assert_int_equal(date_later(&a, &b), pairs[i].later);
		assert_true(date_later(&a, &none));
		assert_false(date_later(&none, &a));
	}
	assert_false(date_later(&none, &none));
}

static void
test_local(void **state)
{
	char text[DATE_SIZE];
	struct date d;

	(void)state;
	assert_int_equal(setenv("TZ", "EST5EDT,M3.2.0,M11.1.0", 1), 0);
	tzset();
	assert_int_equal(date_local(1419070980, &d), 0);
	assert_string_equal(date_format(&d, text), "2014-12-20T05:23:00-05:00");
	assert_int_equal(date_local(1403432580, &d), 0);
	assert_string_equal(date_format(&d, text), "2014-06-22T06:23:00-04:00");
	assert_int_equal(date_local(INT64_MAX, &d), -1);
	assert_int_equal(setenv("TZ", "UTC0", 1), 0);
	tzset();
}

static void
test_utc(void **state)
{
	char text[DATE_SIZE];
	struct date d;

	(void)state;
	date_utc(1419070980, &d);
	assert_string_equal(date_format(&d, text), "2014-12-20T10:23:00Z");
	date_utc(-1, &d);
	assert_string_equal(date_format(&d, text), "1969-12-31T23:59:59Z");
	date_utc(-62135596801, &d);
	assert_int_equal(d.precision, DATE_NONE);
	date_utc(DATE_EPOCH_MAX, &d);
	assert_string_equal(date_format(&d, text), "9999-12-31T23:59:59Z");
	date_utc(INT64_MAX, &d);
	assert_int_equal(d.precision, DATE_NONE);
}

static void
test_format_none(void **state)
{
	struct date d = DATE_INIT;
	char text[DATE_SIZE] = "x";

	(void)state;
	assert_string_equal(date_format(&d, text), "");
}

/* Pieces of dates and bytes of chance, joined: whatever is read is valid. */
static void
test_chance(void **state)
{
	static const char *const pieces[] = { "2014", "12", "20", "-", "/", ".",
	    ":", " ", "Dec", "10:23", "T", "Z", "+01:00", "EST", "am", "p.m.",
	    "\xE5\xB9\xB4", "\xE6\x9C\x88", "\xC3", "\xFF", "1419070980", "at",
	    "mar", "(", ")", "99999999999999999999", "W49", "@", "last", "7d" };
	const struct date now = { 2014, 12, 20, 10, 23, 0, 0, DATE_UNZONED,
	    DATE_SECOND };
	uint32_t seed = 20141220;
	char text[256], shown[DATE_SIZE];
	struct date_interval span;
	struct date d, again;
	size_t len, start, end;

	(void)state;
	for (int round = 0; round < 40000; round++) {
		len = 0;
		for (int i = 0; i < 9; i++) {
			const char *piece;

			seed = seed * 1664525u + 1013904223u;
			piece = pieces[(seed >> 16) %
			    (sizeof pieces / sizeof pieces[0])];
			if ((seed >> 10) % 8 == 0)
				text[len++] = (char)(seed >> 24);
			memcpy(text + len, piece, strlen(piece));
			len += strlen(piece);
		}
		text[len] = '\0';
		if (date_parse(text, len, DATE_ORDER_DMY, &d) == 0) {
			date_format(&d, shown);
			assert_int_equal(date_parse(shown, strlen(shown),
			    DATE_ORDER_UNKNOWN, &again), 0);
			assert_int_equal(date_minute(&again), date_minute(&d));
		}
		if (date_find(text, len, DATE_ORDER_DMY, &d, &start,
		    &end) == 0) {
			assert_true(start < end && end <= len);
			assert_true(d.precision >= DATE_DAY);
		}
		if (date_in_path(text, len, &d) == 0)
			assert_true(d.year >= 1600 && d.year <= 2100);
		if (date_interval(text, &now, &span, NULL) == 0)
			assert_true(0 <= span.from && span.from < span.to);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_calendar),
		cmocka_unit_test(test_minutes),
		cmocka_unit_test(test_later),
		cmocka_unit_test(test_local),
		cmocka_unit_test(test_utc),
		cmocka_unit_test(test_format_none),
		cmocka_unit_test(test_parse),
		cmocka_unit_test(test_names),
		cmocka_unit_test(test_find),
		cmocka_unit_test(test_path),
		cmocka_unit_test(test_interval),
		cmocka_unit_test(test_chance)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
