/*
 * A text that is a date, whole: the exact ISO forms first, by position and
 * without looking at words, since nearly every archive has those; then one
 * date, at most one time, and between them only what is known to stand
 * around dates.
 */
#include "base/date.h"

#include "base/date_calendar.h"
#include "base/date_forms.h"
#include "base/date_names.h"

/* A date in words, with labels around it, is far shorter. */
#define PARSE_MAX 512

/* The ${n} digits at ${p}, or -1. */
static int
digits(const char *p, int n)
{
	int value = 0;

	for (; n > 0; n--, p++) {
		if (*p < '0' || *p > '9')
			return -1;
		value = value * 10 + (*p - '0');
	}
	return value;
}

/* Z, +hhmm, +hh:mm at the end of the text. */
static bool
iso_zone(const char *p, const char *end, struct date *d)
{
	int hour, minute;

	if (p == end)
		return true;
	if (end - p == 1 && (*p == 'Z' || *p == 'z')) {
		d->zone = DATE_UTC;
		return true;
	}
	if ((*p != '+' && *p != '-') || (end - p != 5 && end - p != 6) ||
	    (end - p == 6 && p[3] != ':'))
		return false;
	hour = digits(p + 1, 2);
	minute = digits(end - 2, 2);
	if (hour < 0 || hour > 14 || minute < 0 || minute > 59)
		return false;
	d->zone = DATE_OFFSET;
	d->offset = (hour * 60 + minute) * (*p == '-' ? -1 : 1);
	return d->offset >= -14 * 60 && d->offset <= 14 * 60;
}

/* 2014-12-20, and T or a space, 10:23, :05, .123, and a zone. */
static bool
iso(const char *p, size_t len, struct date *d)
{
	const char *end = p + len;

	if (len < 10 || p[4] != '-' || p[7] != '-' ||
	    !date_set_day(d, digits(p, 4), digits(p + 5, 2),
	    digits(p + 8, 2)))
		return false;
	if (len == 10)
		return true;
	if (len < 16 || (p[10] != 'T' && p[10] != ' ') || p[13] != ':')
		return false;
	d->hour = digits(p + 11, 2);
	d->minute = digits(p + 14, 2);
	d->precision = DATE_MINUTE;
	p += 16;
	if (end - p >= 3 && *p == ':') {
		d->second = digits(p + 1, 2);
		d->precision = DATE_SECOND;
		p += 3;
		if (end - p >= 2 && *p == '.' && digits(p + 1, 1) >= 0)
			for (p++; p < end && digits(p, 1) >= 0; p++)
				continue;
	}
	return d->hour >= 0 && d->hour < 24 && d->minute >= 0 &&
	    d->minute < 60 && d->second >= 0 && d->second < 60 &&
	    iso_zone(p, end, d);
}

/* "v2014", "2014a": a name of something, not a word and a year. */
static bool
is_glued(const struct date_cursor *word, const char *text)
{
	const char *before = word->start, *behind = word->start + word->len;

	return word->rune < 0x80 &&
	    ((before > text && digits(before - 1, 1) >= 0) ||
	    (behind < word->end && digits(behind, 1) >= 0));
}

/*
 * Go past one token that stands around dates.  A sign is no such thing:
 * "-2014" is not 2014.
 */
static bool
pass(struct date_cursor *c, const char *text, bool dated)
{
	static const uint32_t marks[] = { ':', ',', ';', '|', '.', '-', '/',
	    '(', ')', '[', ']', '<', '>', '"', '\'', '*', '@', '~', 0xB7,
	    0x2010, 0x2011, 0x2013, 0x2014, 0x2022, 0x2019, 0x200E, 0x200F,
	    0x3001, 0x3002, 0xFEFF, 0xFF08, 0xFF09, 0xFF0C, 0xFF1A };
	struct date_name name;
	bool sign = (date_is(c, '-') || date_is(c, '@')) && !dated;

	if (c->kind == DATE_WORD) {
		date_name(c, &name);
		if (is_glued(c, text) || !date_name_passed(&name))
			return false;
		date_next(c);
		return true;
	}
	for (size_t i = 0; i < sizeof marks / sizeof marks[0]; i++)
		if (date_take(c, marks[i]))
			return !sign || c->spaced || c->kind != DATE_NUMBER;
	return false;
}

/* "Eastern", "Pacific Standard Time" behind a time. */
static bool
pass_us(struct date_cursor *c, struct date_clock *t)
{
	static const char *const names[] =
	    { "eastern", "central", "mountain", "pacific" };
	struct date_name name;

	date_name(c, &name);
	if (t->precision == DATE_NONE)
		return false;
	if (date_name_in(&name, "standard daylight local")) {
		date_next(c);
		return true;
	}
	for (int i = 0; i < 4 && t->zone == DATE_UNZONED; i++) {
		if (!date_name_in(&name, names[i]))
			continue;
		t->zone = DATE_OFFSET;
		t->offset = -60 * (5 + i);
		t->us = true;
		date_next(c);
		return true;
	}
	return false;
}

/*
 * A zone apart from its time, or that of a day (XML Schema: "2014-12-20Z",
 * "2014-12-20+01:00"), which tells nothing more about it; there "-03" alone
 * would be anything.
 */
static bool
pass_zone(struct date_cursor *c, const struct date_rules *rules,
    const struct date *d, struct date_clock *t)
{
	struct date_clock zone = DATE_CLOCK_INIT;
	struct date_cursor at = *c;

	if (t->zone != DATE_UNZONED || !date_read_zone(&at, rules, &zone))
		return false;
	if (t->precision == DATE_NONE && (d->precision != DATE_DAY ||
	    (c->kind == DATE_MARK && at.start - c->start == 3)))
		return false;
	t->zone = zone.zone;
	t->offset = zone.offset;
	t->us = zone.us;
	*c = at;
	return true;
}

static bool
parse(const char *text, size_t len, enum date_order order, struct date *d)
{
	const struct date_rules rules = { order, false };
	struct date_clock t = DATE_CLOCK_INIT;
	struct date_cursor c;

	date_begin(&c, text, len);
	while (c.kind != DATE_END) {
		/* the day first: "20.12" would be a time, too */
		if (d->precision == DATE_NONE &&
		    date_read_day(&c, &rules, d, &t))
			continue;
		if (t.precision == DATE_NONE && date_read_clock(&c, &rules, &t))
			continue;
		if (d->zone == DATE_UNZONED && pass_zone(&c, &rules, d, &t))
			continue;
		if (!pass_us(&c, &t) &&
		    !pass(&c, text, d->precision != DATE_NONE))
			return false;
	}
	/* a time needs a day; an instant of the epoch has its own */
	if (d->precision == DATE_NONE || (t.precision != DATE_NONE &&
	    d->precision != DATE_DAY))
		return false;
	date_set_clock(d, &t);
	return true;
}

int
date_parse(const char *text, size_t len, enum date_order order,
    struct date *out)
{
	static const struct date none = DATE_INIT;

	*out = none;
	while (len > 0 && (*text == ' ' || (*text >= '\t' && *text <= '\r')))
		text++, len--;
	while (len > 0 && (text[len - 1] == ' ' ||
	    (text[len - 1] >= '\t' && text[len - 1] <= '\r')))
		len--;
	if (iso(text, len, out))
		return 0;
	*out = none;
	if (len <= PARSE_MAX && parse(text, len, order, out))
		return 0;
	*out = none;
	return -1;
}
