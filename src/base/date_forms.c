/*
 * The forms of dates, by what stands first: a number of four digits (the
 * year), of one or two (a day or a month), of more (all of it run together),
 * or a month's name.
 *
 * Two digits are a year only where nothing else can be meant: behind a
 * month's name joined to it by hyphens (20-DEC-14), behind one with a time
 * following (RFC 5322's obs-year), or last of three numbers where the caller
 * knows the order.  As in RFC 5322, 4.3, 00 to 49 are of this century.
 *
 * Three numbers parted by dots are day, month, year, as everywhere where
 * dots are used; by other marks the order is the caller's, unless a number
 * over 12 tells.
 */
#include "base/date_calendar.h"
#include "base/date_forms.h"
#include "base/date_names.h"

#define CENTURY_TURN 50

static bool
take_number(struct date_cursor *c, size_t min, size_t max, int64_t *out)
{
	if (!date_is_number(c, min, max))
		return false;
	*out = c->value;
	date_next(c);
	return true;
}

static bool
take_month(struct date_cursor *c, int64_t *out)
{
	struct date_name name;

	date_name(c, &name);
	*out = date_name_month(&name);
	if (*out == 0)
		return false;
	date_next(c);
	return true;
}

/* 20th, 1er, 1º, 20. */
static void
skip_ordinal(struct date_cursor *c)
{
	if (c->spaced)
		return;
	if (date_take(c, '.') || date_take(c, 0xB0))
		return;
	date_take_name(c, "st nd rd th er re º ª e");
}

static int64_t
full_year(int64_t year, size_t digits)
{
	if (digits == 4)
		return year;
	return year + (year < CENTURY_TURN ? 2000 : 1900);
}

static bool
set_month(struct date *d, int64_t year, int64_t month)
{
	if (!date_set_day(d, year, month, 1))
		return false;
	d->precision = DATE_MONTH;
	return true;
}

/* A mark that parts numbers: the same must part them all. */
static uint32_t
separator(const struct date_cursor *c)
{
	static const uint32_t marks[] = { '-', '/', '.', 0x2010, 0x2011 };

	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (date_is(c, marks[i]) && (!c->spaced || marks[i] == '/'))
			return marks[i];
	return 0;
}

/* 2014年12月20日, 2014년 12월 20일 */
static bool
read_east(struct date_cursor *c, int64_t year, struct date *d)
{
	int64_t month, day;

	if (!date_take_name(c, "年 년") || !take_number(c, 1, 2, &month) ||
	    !date_take_name(c, "月 월"))
		return false;
	if (!take_number(c, 1, 2, &day))
		return set_month(d, year, month);
	return date_take_name(c, "日 日 号 號 일") &&
	    date_set_day(d, year, month, day);
}

/* 2014 December 20, 2014. december 20. */
static bool
read_year_name(struct date_cursor *c, int64_t year, struct date *d)
{
	int64_t month, day;

	if (separator(c) != 0 || date_is(c, ','))
		date_next(c);
	if (!take_month(c, &month))
		return false;
	if (separator(c) != 0)
		date_next(c);
	if (!take_number(c, 1, 2, &day))
		return set_month(d, year, month);
	skip_ordinal(c);
	return date_set_day(d, year, month, day);
}

/* 2014-12-20, 2014/12/20, 2014. 12. 20., 2014-12, 2014 */
static bool
read_year_first(struct date_cursor *c, const struct date_rules *rules,
    struct date *d)
{
	int64_t year, month, day;
	struct date_cursor at;
	uint32_t mark;

	if (!take_number(c, 4, 4, &year))
		return false;
	at = *c;
	if (read_east(&at, year, d)) {
		*c = at;
		return true;
	}
	at = *c;
	if (read_year_name(&at, year, d)) {
		*c = at;
		return true;
	}
	at = *c;
	mark = separator(&at);
	if (mark == 0 || (date_next(&at), !take_number(&at, 1, 2, &month))) {
		if (!date_set_day(d, year, 1, 1) || year < DATE_NEWS_FIRST ||
		    year > DATE_NEWS_LAST)
			return false;
		d->precision = DATE_YEAR;
		return true;
	}
	*c = at;
	if (separator(c) != mark)
		return set_month(d, year, month);
	date_next(c);
	/* "1999.1.3" is a version; who writes dates so writes both digits */
	if (!take_number(c, rules->prose && mark == '.' ? 2 : 1, 2, &day))
		return false;
	if (mark == '.' && !c->spaced)
		date_take(c, '.');
	return date_set_day(d, year, month, day);
}

/* 20141220, 20141220102300, seconds and milliseconds since the epoch */
static bool
read_run(struct date_cursor *c, const struct date_rules *rules,
    struct date *d, struct date_clock *t)
{
	int64_t n = c->value;
	size_t len = c->len;
	struct date_cursor at = *c;

	date_next(&at);
	*c = at;
	if (len == 8) {
		if (rules->prose &&
		    (at.spaced || (!date_is(&at, 'T') && *at.start != 'T')))
			return false;
		return date_set_day(d, n / 10000, n / 100 % 100, n % 100);
	}
	if (rules->prose)
		return false;
	if (len == 14) {
		t->hour = (int)(n / 10000 % 100);
		t->minute = (int)(n / 100 % 100);
		t->second = (int)(n % 100);
		t->precision = DATE_SECOND;
		date_read_zone(c, rules, t);
		n /= 1000000;
		return t->hour < 24 && t->minute < 60 && t->second < 60 &&
		    date_set_day(d, n / 10000, n / 100 % 100, n % 100);
	}
	if (len == 10 && date_take(&at, '.') && at.kind == DATE_NUMBER) {
		date_next(&at);
		*c = at;
	}
	return (len == 10 || len == 13) &&
	    date_set_epoch(d, len == 13 ? n / 1000 : n);
}

/*
 * The year behind a day and a month's name, perhaps with the time between
 * (ctime: "Dec 20 10:23:00 EST 2014").
 */
static bool
read_year_last(struct date_cursor *c, const struct date_rules *rules,
    int64_t *year, struct date_clock *t)
{
	struct date_cursor at;
	bool joined = date_is(c, '-') || date_is(c, '/');
	size_t len;

	if (date_is(c, '.') || date_is(c, ',') || joined)
		date_next(c);
	while (date_take(c, ',') || date_take_name(c, "de del of"))
		continue;
	if (take_number(c, 4, 4, year))
		return true;
	at = *c;
	if (date_read_clock(&at, rules, t) && take_number(&at, 4, 4, year)) {
		*c = at;
		return true;
	}
	t->precision = DATE_NONE;
	at = *c;
	len = at.len;
	if (rules->prose || !take_number(&at, 2, 2, year))
		return false;
	*year = full_year(*year, len);
	*c = at;
	return joined || date_read_clock(&at, rules, &(struct date_clock)
	    DATE_CLOCK_INIT);
}

/* Which of two numbers is the day; false where nothing tells. */
static bool
set_numbers(struct date *d, int64_t a, int64_t b, int64_t year,
    enum date_order order)
{
	if (a > 12 || a == b)
		return date_set_day(d, year, b, a);
	if (b > 12)
		return date_set_day(d, year, a, b);
	if (order == DATE_ORDER_UNKNOWN)
		return false;
	return order == DATE_ORDER_DMY ? date_set_day(d, year, b, a) :
	    date_set_day(d, year, a, b);
}

/* 20.12.2014, 20. 12. 2014, 12/20/2014, 12/2014 */
static bool
read_numbers(struct date_cursor *c, int64_t a,
    const struct date_rules *rules, struct date *d)
{
	enum date_order order = rules->order;
	uint32_t mark = separator(c);
	int64_t b, year = 0;
	size_t len;

	if (mark == 0)
		return false;
	date_next(c);
	if (date_is_number(c, 4, 4) && !c->spaced && !rules->prose) {
		take_number(c, 4, 4, &year);
		return set_month(d, year, a);
	}
	if (!take_number(c, 1, 2, &b) || separator(c) != mark)
		return false;
	date_next(c);
	len = c->len;
	if (!take_number(c, 4, 4, &year) && (rules->prose ||
	    order == DATE_ORDER_UNKNOWN || !take_number(c, 2, 2, &year)))
		return false;
	if (mark == '.')
		order = DATE_ORDER_DMY;
	return set_numbers(d, a, b, full_year(year, len), order);
}

static bool
read_small_first(struct date_cursor *c, const struct date_rules *rules,
    struct date *d, struct date_clock *t)
{
	struct date_cursor at;
	int64_t n, month, year;

	if (!take_number(c, 1, 2, &n))
		return false;
	at = *c;
	if (read_numbers(&at, n, rules, d)) {
		*c = at;
		return true;
	}
	skip_ordinal(c);
	if (date_is(c, '-') || date_is(c, '/'))
		date_next(c);
	date_take_name(c, "de of di");
	return take_month(c, &month) &&
	    read_year_last(c, rules, &year, t) &&
	    date_set_day(d, year, month, n);
}

/* December 20th, 2014; Dec 20 10:23:00 2014; December 2014 */
static bool
read_name_first(struct date_cursor *c, const struct date_rules *rules,
    struct date *d, struct date_clock *t)
{
	int64_t month, day, year;

	if (!take_month(c, &month))
		return false;
	if (date_is(c, '.') || date_is(c, ',') || date_is(c, '-'))
		date_next(c);
	date_take_name(c, "the de del of");
	if (take_number(c, 4, 4, &year))
		return set_month(d, year, month);
	if (!take_number(c, 1, 2, &day))
		return false;
	skip_ordinal(c);
	return read_year_last(c, rules, &year, t) &&
	    date_set_day(d, year, month, day);
}

bool
date_read_day(struct date_cursor *c, const struct date_rules *rules,
    struct date *out, struct date_clock *clock)
{
	struct date_clock t = DATE_CLOCK_INIT;
	struct date d = DATE_INIT;
	struct date_cursor at = *c;
	bool found;

	if (date_is_number(&at, 4, 4))
		found = read_year_first(&at, rules, &d);
	else if (date_is_number(&at, 1, 2))
		found = read_small_first(&at, rules, &d, &t);
	else if (at.kind == DATE_NUMBER)
		found = read_run(&at, rules, &d, &t);
	else
		found = read_name_first(&at, rules, &d, &t);
	if (!found)
		return false;
	if (t.precision != DATE_NONE)
		*clock = t;
	*out = d;
	*c = at;
	return true;
}
