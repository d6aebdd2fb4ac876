/*
 * What people say to --since and --until: words, ages, weekdays, weeks,
 * quarters, instants, and at last the dates date_parse() knows.
 *
 * Everything is an interval of the wall clock.  An age in days or more
 * names a whole day, in hours or minutes the minute; weeks begin on Monday
 * (ISO 8601).  "monday" is today where today is one; "last monday" is not.
 */
#include "base/date.h"

#include <string.h>

#include "base/date_calendar.h"
#include "base/date_names.h"

#define DAY_MINUTES (24 * 60)
#define COUNT_DIGITS 6		/* no archive is a million of anything old */
#define EPOCH_DIGITS 12		/* seconds to the year 9999 */

enum unit {
	UNIT_NONE, UNIT_MINUTE, UNIT_HOUR, UNIT_DAY, UNIT_WEEK, UNIT_MONTH,
	UNIT_YEAR
};

static const struct {
	const char *names;
	enum unit unit;
} units[] = {
	{ "min mins minute minutes", UNIT_MINUTE },
	{ "h hr hrs hour hours", UNIT_HOUR },
	{ "d day days", UNIT_DAY },
	{ "w wk wks week weeks", UNIT_WEEK },
	{ "mo month months", UNIT_MONTH },
	{ "y yr yrs year years", UNIT_YEAR }
};

static enum unit
read_unit(struct date_cursor *c)
{
	struct date_name name;

	date_name(c, &name);
	for (size_t i = 0; i < sizeof units / sizeof units[0]; i++) {
		if (date_name_in(&name, units[i].names)) {
			date_next(c);
			return units[i].unit;
		}
	}
	return UNIT_NONE;
}

static void
set_days(struct date_interval *out, int64_t first, int64_t days)
{
	out->from = first * DAY_MINUTES;
	out->to = (first + days) * DAY_MINUTES;
}

static void
set_minute(struct date_interval *out, int64_t minute)
{
	out->from = minute;
	out->to = minute + 1;
}

/* ${count} months from the one that ${index} numbers (year * 12 + month). */
static bool
set_months(struct date_interval *out, int64_t index, int count)
{
	int64_t last = index + count;

	if (index < 12 || last > (DATE_YEAR_MAX + 1) * 12)
		return false;
	out->from = DAY_MINUTES *
	    date_day_number((int)(index / 12), (int)(index % 12) + 1, 1);
	out->to = DAY_MINUTES *
	    date_day_number((int)(last / 12), (int)(last % 12) + 1, 1);
	return true;
}

/* The same day ${months} earlier, or the last one of a shorter month. */
static bool
months_ago(const struct date *now, int64_t months, struct date_interval *out)
{
	int64_t index = (int64_t)now->year * 12 + now->month - 1 - months;
	int year = (int)(index / 12), month = (int)(index % 12) + 1;
	int last;

	if (index < 12)
		return false;
	last = date_month_days(year, month);
	set_days(out, date_day_number(year, month,
	    now->day < last ? now->day : last), 1);
	return true;
}

/* 7d, -7d, 7 days ago */
static bool
read_age(struct date_cursor c, const struct date *now,
    struct date_interval *out)
{
	int64_t today = date_minute(now) / DAY_MINUTES, n;
	enum unit unit;

	date_take(&c, '-');
	if (c.kind != DATE_NUMBER || c.len > COUNT_DIGITS)
		return false;
	n = c.value;
	date_next(&c);
	unit = read_unit(&c);
	date_take_name(&c, "ago");
	if (unit == UNIT_NONE || c.kind != DATE_END)
		return false;
	switch (unit) {
	case UNIT_NONE:
		return false;
	case UNIT_MINUTE:
		set_minute(out, date_minute(now) - n);
		break;
	case UNIT_HOUR:
		set_minute(out, date_minute(now) - n * 60);
		break;
	case UNIT_DAY:
		set_days(out, today - n, 1);
		break;
	case UNIT_WEEK:
		set_days(out, today - n * 7, 1);
		break;
	case UNIT_MONTH:
		return months_ago(now, n, out);
	case UNIT_YEAR:
		return months_ago(now, n * 12, out);
	}
	return out->from >= 0;
}

/* this week, last month, last monday; monday */
static bool
read_period(struct date_cursor c, const struct date *now,
    struct date_interval *out)
{
	int64_t today = date_minute(now) / DAY_MINUTES;
	bool last = date_take_name(&c, "last");
	bool this = !last && date_take_name(&c, "this");
	struct date_name name;
	int weekday;
	int64_t back;

	date_name(&c, &name);
	weekday = name.len < 3 ? 0 : date_name_weekday(&name);
	if (weekday != 0) {
		date_next(&c);
		back = (today + 7 - (weekday - 1)) % 7;
		if (last && back == 0)
			back = 7;
		set_days(out, today - back, 1);
		return c.kind == DATE_END && !this && out->from >= 0;
	}
	if (!last && !this)
		return false;
	switch (read_unit(&c)) {
	case UNIT_WEEK:
		set_days(out, today - today % 7 - (last ? 7 : 0), 7);
		break;
	case UNIT_MONTH:
		if (!set_months(out, now->year * 12 + now->month - 1 - last, 1))
			return false;
		break;
	case UNIT_YEAR:
		if (!set_months(out, (now->year - last) * 12, 12))
			return false;
		break;
	default:
		return false;
	}
	/* "last w" is a word half typed */
	return c.kind == DATE_END && name.len > 1 && out->from >= 0;
}

static bool
read_word(struct date_cursor c, const struct date *now,
    struct date_interval *out)
{
	int64_t today = date_minute(now) / DAY_MINUTES;

	if (date_take_name(&c, "now"))
		set_minute(out, date_minute(now));
	else if (date_take_name(&c, "today"))
		set_days(out, today, 1);
	else if (date_take_name(&c, "yesterday"))
		set_days(out, today - 1, 1);
	else
		return false;
	return c.kind == DATE_END && out->from >= 0;
}

/* @1419070980: the user's own clock at that instant */
static bool
read_instant(struct date_cursor c, struct date_interval *out)
{
	struct date d;

	if (!date_take(&c, '@') || c.kind != DATE_NUMBER ||
	    c.len > EPOCH_DIGITS || date_local(c.value, &d) != 0)
		return false;
	date_next(&c);
	set_minute(out, date_minute(&d));
	return c.kind == DATE_END;
}

/* 2014-W49 (ISO 8601: the week with 4 January is the first), 2014-Q4 */
static bool
read_part(struct date_cursor c, struct date_interval *out)
{
	int64_t year, n, first, next;
	bool week;

	if (c.kind != DATE_NUMBER || c.len != 4 || c.value < 1)
		return false;
	year = c.value;
	date_next(&c);
	date_take(&c, '-');
	week = date_take_name(&c, "w");
	if ((!week && !date_take_name(&c, "q")) || c.spaced ||
	    !date_is_number(&c, 1, 2))
		return false;
	n = c.value;
	date_next(&c);
	if (c.kind != DATE_END || n < 1)
		return false;
	if (!week)
		return n <= 4 && set_months(out, year * 12 + (n - 1) * 3, 3);
	first = date_day_number((int)year, 1, 4);
	first = first - first % 7 + (n - 1) * 7;
	/* the week belongs to the year that holds its Thursday */
	next = date_day_number((int)year + 1, 1, 1);
	set_days(out, first, 7);
	return first + 3 < next;
}

static bool
read_date(const char *text, const struct date_cursor *first,
    struct date_interval *out)
{
	struct date d;

	/* bare seconds or a typing error: who means them writes @ */
	if (first->kind == DATE_NUMBER && first->len > 8)
		return false;
	if (date_parse(text, strlen(text), DATE_ORDER_UNKNOWN, &d) != 0)
		return false;
	out->from = date_minute(&d);
	out->to = date_minute_after(&d);
	return true;
}

int
date_interval(const char *text, const struct date *now,
    struct date_interval *out, struct err *err)
{
	struct date_cursor c;

	out->from = out->to = 0;
	date_begin(&c, text, strlen(text));
	if (read_word(c, now, out) || read_age(c, now, out) ||
	    read_period(c, now, out) || read_instant(c, out) ||
	    read_part(c, out) || read_date(text, &c, out))
		return 0;
	out->from = out->to = 0;
	return err_set(err, "cannot read the date '%.80s': write 2014, "
	    "2014-12, 2014-12-20, '2014-12-20 10:23', '20 Dec 2014', "
	    "2014-W49, 2014-Q4, today, yesterday, monday, 'last week', 12h, "
	    "7d, 2w, 3mo, 1y or @1419070980", text);
}
