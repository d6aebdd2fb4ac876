/*
 * Dates as news give them: the source's own wall clock, with what is known
 * and no more.  Nothing here looks at the user's clock; who needs "now"
 * hands it in, once.
 *
 * Written form (ISO 8601): 2014-12-20T10:23:00-05:00, ...Z,
 * 2014-12-20T10:23:00 where no zone is given, 2014-12-20, 2014-12, 2014.
 */
#ifndef BASE_DATE_H
#define BASE_DATE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum date_precision {
	DATE_NONE,	/* no date */
	DATE_YEAR,
	DATE_MONTH,
	DATE_DAY,
	DATE_MINUTE,
	DATE_SECOND
};

enum date_zone {
	DATE_UNZONED,
	DATE_UTC,	/* written "Z" */
	DATE_OFFSET	/* written +hh:mm or -hh:mm */
};

struct date {
	int year;	/* 1 to 9999 */
	int month;	/* 1 to 12; 1 where not known */
	int day;	/* 1 to 31; 1 where not known */
	int hour, minute, second;	/* 0 where not known */
	int offset;	/* minutes east of UTC, with DATE_OFFSET */
	enum date_zone zone;
	enum date_precision precision;
};

#define DATE_INIT { 0, 0, 0, 0, 0, 0, 0, DATE_UNZONED, DATE_NONE }

/* Room for the written form and its NUL. */
#define DATE_SIZE 32

/* Which number of 03/04/2014 is the month, where the digits do not tell. */
enum date_order {
	DATE_ORDER_UNKNOWN,	/* ambiguous ones are refused */
	DATE_ORDER_DMY,
	DATE_ORDER_MDY
};

/*
 * Read a text that is a date, in any form the news use: ISO 8601 and its
 * looser cousins, RFC 5322, "20 Dec, 2014 10:23", "December 20, 2014",
 * "2014/12/20", "20141220", "20.12.2014", "2014-12", "Dec 2014", "2014",
 * epoch seconds and milliseconds, month and weekday names of the languages
 * in the tables of date_names.c, zones by offset or by the usual names.
 * Words that commonly stand around it ("Published:", "Updated", "at", a
 * weekday) are passed over; anything else refuses the text.  Impossible
 * dates (31 Feb, 25:61) are refused.  0, or -1 and ${out} is DATE_NONE.
 */
int date_parse(const char *text, size_t len, enum date_order order,
    struct date *out);

/*
 * Find the first date with at least a day that stands in running text
 * ("WASHINGTON, Dec. 20, 2014 --").  0 with its place, [*start, *end)
 * in bytes; -1 where there is none.
 */
int date_find(const char *text, size_t len, enum date_order order,
    struct date *out, size_t *start, size_t *end);

/*
 * Find a date in a path or an address: /2014/12/20/, 2014-12-20-,
 * 20141220, /2014/12/ (month).  The most precise one wins, then the last.
 * 0 or -1.
 */
int date_in_path(const char *path, size_t len, struct date *out);

/* Write ${date} in its written form; "" for DATE_NONE.  Returns ${out}. */
char *date_format(const struct date *date, char out[DATE_SIZE]);

/*
 * Minutes of the wall clock since 0001-01-01T00:00 in the proleptic
 * Gregorian calendar: of the first minute of what ${date} names.  The zone
 * does not count.  0 for DATE_NONE.
 */
int64_t date_minute(const struct date *date);

/* The first minute after what ${date} names (a minute, day, month, year). */
int64_t date_minute_after(const struct date *date);

/* The wall clock's minute as a date of precision DATE_MINUTE, unzoned. */
void date_from_minute(int64_t minute, struct date *out);

/* The local time of the instant ${seconds} after the epoch, to the second. */
int date_local(int64_t seconds, struct date *out);

/* The same in UTC, zoned. */
void date_utc(int64_t seconds, struct date *out);

/* Is ${a} later than ${b}?  Compared as instants where both have zones. */
bool date_later(const struct date *a, const struct date *b);

/*
 * What a person means by --since and --until: a half-open interval of
 * minutes, [from, to), from a date of any precision ("2014", "2014-12",
 * "2014-12-20", "2014-12-20 10:23", "20 Dec 2014", "December 2014"), an ISO
 * week or a quarter ("2014-W49", "2014-Q4"), "today", "yesterday", "now",
 * "monday" (the latest, today included), "last week", "this month", "@" and
 * seconds of the epoch (on the user's clock), or an age, counted back from
 * ${now}: "7d", "2w", "3mo", "1y", "12h" ("m" alone is refused: minutes or
 * months?).  An age of days or more names that whole day.  --since takes
 * ${from}, --until takes ${to}.  0, or -1 with a sentence that shows what is
 * accepted.
 */
struct date_interval {
	int64_t from;
	int64_t to;
};

int date_interval(const char *text, const struct date *now,
    struct date_interval *out, struct err *err);

#endif
