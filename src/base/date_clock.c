/*
 * Times and zones: "10:23:05.123", "10h23", "5pm", "10.23 Uhr", "午後5時",
 * "T102300Z", "+01:00", "GMT-0500 (Eastern Standard Time)", "a.m. ET".
 */
#include "base/date_calendar.h"
#include "base/date_forms.h"
#include "base/date_names.h"

#define ZONE_MAX (14 * 60)	/* the easternmost clocks; no zone is beyond */
#define REMARK_WORDS 4		/* "(Eastern Standard Time)" and one more */

enum half { HALF_NONE, HALF_AM, HALF_PM };

/* "am", "p.m.", "a. m." */
static enum half
read_half(struct date_cursor *c)
{
	struct date_cursor at = *c;
	enum half half = HALF_NONE;

	if (date_take_name(&at, "am"))
		half = HALF_AM;
	else if (date_take_name(&at, "pm"))
		half = HALF_PM;
	else if (date_take_name(&at, "a"))
		half = HALF_AM;
	else if (date_take_name(&at, "p"))
		half = HALF_PM;
	if (half == HALF_NONE)
		return half;
	if (c->len == 1 && (!date_take(&at, '.') || !date_take_name(&at, "m")))
		return HALF_NONE;
	if (!at.spaced)
		date_take(&at, '.');
	*c = at;
	return half;
}

/* 午前 上午 오전 and 午後 下午 오후, which stand before the time. */
static enum half
read_half_before(struct date_cursor *c)
{
	static const struct {
		uint32_t first, second;
		enum half half;
	} words[] = {
		{ 0x5348, 0x524D, HALF_AM }, { 0x4E0A, 0x5348, HALF_AM },
		{ 0xC624, 0xC804, HALF_AM }, { 0x5348, 0x5F8C, HALF_PM },
		{ 0x4E0B, 0x5348, HALF_PM }, { 0xC624, 0xD6C4, HALF_PM }
	};

	for (size_t i = 0; i < sizeof words / sizeof words[0]; i++) {
		struct date_cursor at = *c;

		if (date_take(&at, words[i].first) &&
		    date_take(&at, words[i].second)) {
			*c = at;
			return words[i].half;
		}
	}
	return HALF_NONE;
}

/* A mark or word, and two digits behind it. */
static bool
read_part(struct date_cursor *c, uint32_t mark, const char *names, int *out)
{
	struct date_cursor at = *c;

	if (mark != 0 ? at.spaced || !date_take(&at, mark) || at.spaced :
	    !date_take_name(&at, names))
		return false;
	if (!date_is_number(&at, 2, 2))
		return false;
	*out = (int)at.value;
	date_next(&at);
	*c = at;
	return true;
}

/* 時 点 點 시, then 分 분, then 秒 초; Han and Hangul have no case. */
static bool
read_east(struct date_cursor *c, struct date_clock *t)
{
	if (!date_take_name(c, "時 时 点 點 시"))
		return false;
	t->precision = DATE_MINUTE;
	if (date_is_number(c, 1, 2)) {
		t->minute = (int)c->value;
		date_next(c);
		if (!date_take_name(c, "分 분"))
			return false;
	}
	if (date_is_number(c, 1, 2)) {
		t->second = (int)c->value;
		t->precision = DATE_SECOND;
		date_next(c);
		return date_take_name(c, "秒 초");
	}
	return true;
}

static void
read_seconds(struct date_cursor *c, uint32_t mark, struct date_clock *t)
{
	struct date_cursor at;

	if (!read_part(c, mark, NULL, &t->second))
		return;
	t->precision = DATE_SECOND;
	at = *c;
	if (!at.spaced && (date_take(&at, '.') || date_take(&at, ',')) &&
	    !at.spaced && at.kind == DATE_NUMBER) {
		date_next(&at);
		*c = at;
	}
}

/* "10.23": a time where it says so, or where nothing else can stand. */
static bool
read_dotted(struct date_cursor *c, bool prose, struct date_clock *t)
{
	struct date_cursor at = *c, behind;

	if (!read_part(&at, '.', NULL, &t->minute))
		return false;
	read_seconds(&at, '.', t);
	behind = at;
	if (prose && read_half(&behind) == HALF_NONE &&
	    !date_take_name(&behind, "uhr"))
		return false;
	*c = at;
	return true;
}

/* What follows the hour; sets minute and second. */
static bool
read_rest(struct date_cursor *c, bool prose, struct date_clock *t)
{
	struct date_cursor at = *c;

	t->precision = DATE_MINUTE;
	if (read_part(c, ':', NULL, &t->minute) ||
	    read_part(c, 0xFF1A, NULL, &t->minute)) {
		read_seconds(c, ':', t);
		date_take_name(c, "uhr h hs hrs hours");
		return true;
	}
	if (read_part(c, 0, "h", &t->minute)) {
		if (!read_part(c, 0, "m min", &t->second))
			date_take_name(c, "m min");
		return true;
	}
	if (read_dotted(c, prose, t)) {
		date_take_name(c, "uhr h hrs");
		return true;
	}
	at = *c;
	if (date_take_name(&at, "uhr h")) {
		*c = at;
		return true;
	}
	if (read_half(&at) != HALF_NONE)
		return true;
	return read_east(c, t);
}

/* T1023, T102300 */
static void
read_compact(struct date_cursor *c, struct date_clock *t)
{
	int64_t n = c->len == 6 ? c->value : c->value * 100;

	t->hour = (int)(n / 10000);
	t->minute = (int)(n / 100 % 100);
	t->second = (int)(n % 100);
	t->precision = c->len == 6 ? DATE_SECOND : DATE_MINUTE;
	date_next(c);
	if (!c->spaced && (date_is(c, '.') || date_is(c, ','))) {
		struct date_cursor at = *c;

		date_next(&at);
		if (at.kind == DATE_NUMBER && !at.spaced) {
			date_next(&at);
			*c = at;
		}
	}
}

static bool
check_clock(struct date_clock *t, enum half half)
{
	if (half == HALF_PM && t->hour < 12)
		t->hour += 12;
	else if (half == HALF_AM && t->hour == 12)
		t->hour = 0;
	if (t->second == 60)	/* a leap second; shown as the one before */
		t->second = 59;
	return t->hour < 24 && t->minute < 60 && t->second < 60;
}

/* +01, +0100, +01:00; GMT+1 */
static bool
read_offset(struct date_cursor *c, bool named, struct date_clock *t)
{
	struct date_cursor at = *c;
	bool west = date_is(&at, '-') || date_is(&at, 0x2212);
	int hours, minutes = 0;

	if (!west && !date_is(&at, '+'))
		return false;
	date_next(&at);
	if (at.spaced || !(date_is_number(&at, 2, 2) ||
	    date_is_number(&at, 4, 4) ||
	    (named && date_is_number(&at, 1, 1))))
		return false;
	hours = (int)at.value;
	if (at.len == 4) {
		hours = (int)(at.value / 100);
		minutes = (int)(at.value % 100);
		date_next(&at);
	} else {
		date_next(&at);
		read_part(&at, ':', NULL, &minutes);
	}
	hours = hours * 60 + minutes;
	if (hours > ZONE_MAX || minutes > 59)
		return false;
	t->offset = west ? -hours : hours;
	t->zone = DATE_OFFSET;
	*c = at;
	return true;
}

static bool
in_capitals(const struct date_cursor *c)
{
	for (size_t i = 0; i < c->len; i++)
		if (c->start[i] < 'A' || c->start[i] > 'Z')
			return false;
	return true;
}

/* "(EST)", "(Eastern Standard Time)", "[Europe/Berlin]" behind an offset */
static void
skip_remark(struct date_cursor *c)
{
	struct date_cursor at = *c;

	uint32_t close = date_is(&at, '[') ? ']' : ')';

	if (!date_take(&at, '(') && !date_take(&at, '['))
		return;
	for (int i = 0; i < REMARK_WORDS && at.kind == DATE_WORD; i++) {
		date_next(&at);
		if (date_is(&at, '/') || date_is(&at, '_'))
			date_next(&at);
	}
	if (date_take(&at, close))
		*c = at;
}

bool
date_read_zone(struct date_cursor *c, const struct date_rules *rules,
    struct date_clock *t)
{
	struct date_cursor at = *c;
	struct date_name name;
	bool inside;

	if (read_offset(c, false, t)) {
		skip_remark(c);
		return true;
	}
	inside = date_take(&at, '(');
	date_name(&at, &name);
	if ((rules->prose && !in_capitals(&at)) ||
	    !date_name_zone(&name, &t->offset, &t->us))
		return false;
	t->zone = DATE_OFFSET;
	date_next(&at);
	if (date_name_in(&name, "z utc gmt ut")) {
		t->zone = DATE_UTC;
		if (!at.spaced && read_offset(&at, true, t))
			skip_remark(&at);
	}
	if (inside && !date_take(&at, ')'))
		return false;
	*c = at;
	return true;
}

bool
date_read_clock(struct date_cursor *c, const struct date_rules *rules,
    struct date_clock *out)
{
	static const struct date_clock none = DATE_CLOCK_INIT;
	struct date_clock t = DATE_CLOCK_INIT;
	struct date_cursor at = *c;
	bool iso = !at.spaced && at.len == 1 && date_take_name(&at, "t") &&
	    !at.spaced;
	enum half half = read_half_before(&at), behind;
	struct date_clock zone;

	if (iso && (date_is_number(&at, 4, 4) || date_is_number(&at, 6, 6))) {
		read_compact(&at, &t);
	} else if (date_is_number(&at, 1, 2)) {
		t.hour = (int)at.value;
		date_next(&at);
		if (!read_rest(&at, rules->prose, &t))
			return false;
	} else {
		return false;
	}
	behind = read_half(&at);
	if (!check_clock(&t, behind != HALF_NONE ? behind : half))
		return false;
	zone = none;
	if (date_read_zone(&at, rules, &zone)) {
		t.zone = zone.zone;
		t.offset = zone.offset;
		t.us = zone.us;
	}
	*c = at;
	*out = t;
	return true;
}

/* The ${n}th Sunday of a month, or the last one where ${n} is 0. */
static int64_t
sunday(int year, int month, int n)
{
	int64_t day = date_day_number(year, month,
	    n != 0 ? 7 * n : date_month_days(year, month));

	return day - (day + 1) % 7;	/* day 0 was a Monday */
}

/*
 * Summer time of the United States: from the last Sunday of April (1987 the
 * first, 2007 the second of March) to the last of October (2007 the first of
 * November).  Uniform Time Act of 1966 and its amendments; the winters of
 * 1974 and 1975, and states that abstain, are left out.  2 o'clock is when.
 */
static bool
us_summer(const struct date *d)
{
	int64_t minute = date_minute(d);
	int64_t from, to;

	if (d->year >= 2007) {
		from = sunday(d->year, 3, 2);
		to = sunday(d->year, 11, 1);
	} else {
		from = sunday(d->year, 4, d->year >= 1987);
		to = sunday(d->year, 10, 0);
	}
	return minute >= from * 1440 + 120 && minute < to * 1440 + 120;
}

void
date_set_clock(struct date *d, const struct date_clock *t)
{
	if (t->precision == DATE_NONE || d->precision < DATE_DAY)
		return;
	d->hour = t->hour;
	d->minute = t->minute;
	d->second = t->second;
	d->precision = t->precision;
	d->zone = t->zone;
	d->offset = t->zone == DATE_OFFSET ? t->offset : 0;
	if (t->us && d->year < 1967)
		d->zone = DATE_UNZONED;
	else if (t->us && us_summer(d))
		d->offset += 60;
	if (d->zone != DATE_OFFSET)
		d->offset = 0;
}
