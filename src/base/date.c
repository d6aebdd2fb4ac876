/*
 * Dates: the calendar, the written form, minutes, and comparing.  Reading
 * dates stands in date_parse.c, date_find.c, date_path.c, date_interval.c.
 *
 * The calendar is the proleptic Gregorian one.  Days are counted in eras of
 * 400 years (146,097 days) whose years begin in March, so that the leap day
 * ends a year and the lengths of the months before it follow one linear
 * formula: Howard Hinnant, "chrono-Compatible Low-Level Date Algorithms",
 * days_from_civil and civil_from_days, with the day 0001-01-01 as zero.
 */
#include "base/date.h"

#include <stdio.h>
#include <time.h>

#include "base/date_calendar.h"

#define ERA_YEARS 400
#define ERA_DAYS 146097		/* days of 400 Gregorian years */
#define FIRST_MARCH 306		/* days from 0000-03-01 to 0001-01-01 */
#define EPOCH_DAY 719162	/* days from 0001-01-01 to 1970-01-01 */
#define DAY_MINUTES (24 * 60)

int
date_month_days(int year, int month)
{
	static const int days[] =
	    { 31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31 };
	bool leap = year % 4 == 0 && (year % 100 != 0 || year % 400 == 0);

	return days[month - 1] + (month == 2 && leap);
}

int64_t
date_day_number(int year, int month, int day)
{
	int64_t y = month <= 2 ? year - 1 : year;
	int64_t era = y / ERA_YEARS;
	int64_t of_era = y % ERA_YEARS;
	int64_t of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;

	return era * ERA_DAYS + of_era * 365 + of_era / 4 - of_era / 100 +
	    of_year - FIRST_MARCH;
}

bool
date_set_day(struct date *d, int64_t year, int64_t month, int64_t day)
{
	if (year < 1 || year > DATE_YEAR_MAX || month < 1 || month > 12 ||
	    day < 1 || day > date_month_days((int)year, (int)month))
		return false;
	d->year = (int)year;
	d->month = (int)month;
	d->day = (int)day;
	d->precision = DATE_DAY;
	return true;
}

bool
date_set_epoch(struct date *d, int64_t seconds)
{
	int64_t first = -(int64_t)EPOCH_DAY * DAY_MINUTES * 60;

	if (seconds < first || seconds > DATE_EPOCH_MAX)
		return false;
	seconds -= first;
	date_from_minute(seconds / 60, d);
	d->second = (int)(seconds % 60);
	d->precision = DATE_SECOND;
	d->zone = DATE_UTC;
	return true;
}

char *
date_format(const struct date *d, char out[DATE_SIZE])
{
	int n = 0;
	int offset = d->offset < 0 ? -d->offset : d->offset;

	out[0] = '\0';
	if (d->precision >= DATE_YEAR)
		n = snprintf(out, DATE_SIZE, "%04d", d->year % 10000);
	if (d->precision >= DATE_MONTH)
		n += snprintf(out + n, DATE_SIZE - (size_t)n, "-%02d",
		    d->month % 100);
	if (d->precision >= DATE_DAY)
		n += snprintf(out + n, DATE_SIZE - (size_t)n, "-%02d",
		    d->day % 100);
	if (d->precision < DATE_MINUTE)
		return out;
	n += snprintf(out + n, DATE_SIZE - (size_t)n, "T%02d:%02d:%02d",
	    d->hour % 100, d->minute % 100, d->second % 100);
	if (d->zone == DATE_UTC)
		snprintf(out + n, DATE_SIZE - (size_t)n, "Z");
	if (d->zone == DATE_OFFSET)
		snprintf(out + n, DATE_SIZE - (size_t)n, "%c%02d:%02d",
		    d->offset < 0 ? '-' : '+', offset / 60 % 100, offset % 60);
	return out;
}

int64_t
date_minute(const struct date *d)
{
	if (d->precision == DATE_NONE)
		return 0;
	return date_day_number(d->year, d->month, d->day) * DAY_MINUTES +
	    d->hour * 60 + d->minute;
}

int64_t
date_minute_after(const struct date *d)
{
	switch (d->precision) {
	case DATE_NONE:
		return 0;
	case DATE_YEAR:
		return date_day_number(d->year + 1, 1, 1) * DAY_MINUTES;
	case DATE_MONTH:
		return date_day_number(d->year + d->month / 12,
		    d->month % 12 + 1, 1) * DAY_MINUTES;
	case DATE_DAY:
		return date_minute(d) + DAY_MINUTES;
	case DATE_MINUTE:
	case DATE_SECOND:
		break;
	}
	return date_minute(d) + 1;
}

void
date_from_minute(int64_t minute, struct date *out)
{
	static const struct date none = DATE_INIT;
	int64_t last = (int64_t)DATE_DAY_MAX * DAY_MINUTES + DAY_MINUTES - 1;
	int64_t day, era, of_era, year, of_year, month;

	*out = none;
	if (minute < 0 || minute > last)
		return;
	day = minute / DAY_MINUTES + FIRST_MARCH;
	era = day / ERA_DAYS;
	of_era = day % ERA_DAYS;
	year = (of_era - of_era / 1460 + of_era / 36524 -
	    of_era / (ERA_DAYS - 1)) / 365;
	of_year = of_era - (365 * year + year / 4 - year / 100);
	month = (5 * of_year + 2) / 153;
	out->day = (int)(of_year - (153 * month + 2) / 5 + 1);
	out->month = (int)(month < 10 ? month + 3 : month - 9);
	out->year = (int)(year + era * ERA_YEARS + (out->month <= 2));
	out->hour = (int)(minute % DAY_MINUTES / 60);
	out->minute = (int)(minute % 60);
	out->precision = DATE_MINUTE;
}

int
date_local(int64_t seconds, struct date *out)
{
	static const struct date none = DATE_INIT;
	struct date utc = DATE_INIT;
	time_t when = (time_t)seconds;
	struct tm tm;

	*out = none;
	if (!date_set_epoch(&utc, seconds) || localtime_r(&when, &tm) == NULL)
		return -1;
	if (!date_set_day(out, (int64_t)tm.tm_year + 1900, tm.tm_mon + 1,
	    tm.tm_mday))
		return -1;
	out->hour = tm.tm_hour;
	out->minute = tm.tm_min;
	out->second = tm.tm_sec > 59 ? 59 : tm.tm_sec;
	out->precision = DATE_SECOND;
	/* POSIX.1-2008 has no tm_gmtoff: both wall clocks tell it. */
	out->offset = (int)(date_minute(out) - date_minute(&utc));
	out->zone = DATE_OFFSET;
	return 0;
}

void
date_utc(int64_t seconds, struct date *out)
{
	static const struct date none = DATE_INIT;

	*out = none;
	date_set_epoch(out, seconds);
}

bool
date_later(const struct date *a, const struct date *b)
{
	int64_t sa = date_minute(a) * 60 + a->second;
	int64_t sb = date_minute(b) * 60 + b->second;

	if (a->precision == DATE_NONE || b->precision == DATE_NONE)
		return b->precision == DATE_NONE && a->precision != DATE_NONE;
	if (a->zone != DATE_UNZONED && b->zone != DATE_UNZONED) {
		sa -= a->zone == DATE_OFFSET ? a->offset * 60 : 0;
		sb -= b->zone == DATE_OFFSET ? b->offset * 60 : 0;
	}
	return sa > sb;
}
