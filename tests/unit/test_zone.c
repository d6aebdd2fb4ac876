/*
 * base/zone: offsets as written and by name, on both sides of their changes;
 * what is no zone.
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
#include "base/zone.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static int64_t
minute(const char *text)
{
	struct date d;

	assert_int_equal(date_parse(text, strlen(text), DATE_ORDER_UNKNOWN,
	    &d), 0);
	return date_minute(&d);
}

static void
offsets(void **state)
{
	static const struct {
		const char *name, *instant;
		int offset;
	} cases[] = {
		{ "UTC", "2014-07-01", 0 }, { "utc", "2014-07-01", 0 },
		{ "Z", "2014-07-01", 0 }, { "+01:00", "2014-07-01", 60 },
		{ "-05:00", "2014-07-01", -300 }, { "+5", "2014-07-01", 300 },
		{ "+0530", "2014-07-01", 330 }, { "-0330", "2014-07-01", -210 },
		{ "+14:00", "1890-07-01", 840 },
		{ "Europe/Berlin", "2014-01-01", 60 },
		{ "Europe/Berlin", "2014-03-30 00:59", 60 },
		{ "Europe/Berlin", "2014-03-30 01:00", 120 },
		{ "Europe/Berlin", "2014-10-26 00:59", 120 },
		{ "Europe/Berlin", "2014-10-26 01:00", 60 },
		{ "Europe/Berlin", "2098-07-01", 120 },
		{ "America/New_York", "2014-12-20", -300 },
		{ "America/New_York", "2014-07-01", -240 },
		{ "America/New_York", "1950-07-01", -240 },
		{ "Asia/Kolkata", "2014-07-01", 330 },
		{ "Africa/Casablanca", "2014-07-10", 0 },
		{ "Africa/Casablanca", "2014-08-10", 60 }
	};
	struct zone z;
	struct err err = ERR_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		if (zone_make(&z, cases[i].name, &err)) {
			print_error("%s\n", err.text);
			assert_non_null(strchr(cases[i].name, '/'));
			skip();
		}
		assert_int_equal(zone_offset(&z, minute(cases[i].instant)),
		    cases[i].offset);
		zone_release(&z);
	}
}

static void
refused(void **state)
{
	static const struct {
		const char *name, *sentence;
	} cases[] = {
		{ "Berlin", "did you mean 'Europe/Berlin'?" },
		{ "new york", "did you mean 'America/New_York'?" },
		{ "europe/berlin", "did you mean 'Europe/Berlin'?" },
		{ "Europe", "write UTC" }, { "", "write UTC" },
		{ "../zoneinfo/UTC", "write UTC" },
		{ "/usr/share/zoneinfo/UTC", "write UTC" },
		{ "+25:00", "write UTC" }, { "+1:5", "write UTC" },
		{ "+01:60", "write UTC" }, { "+", "write UTC" },
		{ "Middle-earth/Bree", "write UTC" }
	};
	struct zone z;
	struct err err = ERR_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		assert_int_equal(zone_make(&z, cases[i].name, &err), -1);
		assert_null(z.spans);
		assert_non_null(strstr(err.text, cases[i].sentence));
	}
}

/* TZ is afterwards what it was. */
static void
kept(void **state)
{
	struct zone z;
	struct err err = ERR_INIT;
	struct date d;

	(void)state;
	setenv("TZ", "XYZ-3", 1);
	tzset();
	assert_int_equal(zone_make(&z, "local", &err), 0);
	assert_int_equal(z.count, 1);
	assert_int_equal(zone_offset(&z, 0), 180);
	zone_release(&z);
	if (zone_make(&z, "Europe/Berlin", &err) == 0)
		zone_release(&z);
	assert_string_equal(getenv("TZ"), "XYZ-3");
	assert_int_equal(date_local(0, &d), 0);
	assert_int_equal(d.hour, 3);
	unsetenv("TZ");
	tzset();
}

static void
instants(void **state)
{
	(void)state;
	assert_int_equal(zone_instant(0), minute("1970-01-01"));
	assert_int_equal(zone_instant(59), minute("1970-01-01"));
	assert_int_equal(zone_instant(-1), minute("1969-12-31 23:59"));
	assert_int_equal(zone_instant(-60), minute("1969-12-31 23:59"));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(offsets),
		cmocka_unit_test(refused),
		cmocka_unit_test(kept),
		cmocka_unit_test(instants)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
