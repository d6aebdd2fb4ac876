/*
 * The first date in running text.  A date can start only at a number or at a
 * word with a number behind it; each start looks at a handful of tokens, so
 * the whole is linear in the text's length.
 *
 * What touches a number tells a date from a telephone number, a score, a
 * price or a version: neither letters nor digits, and no mark that joins
 * numbers, may stand against either end.
 */
#include "base/date.h"

#include <string.h>

#include "base/date_calendar.h"
#include "base/date_forms.h"
#include "base/date_names.h"
#include "base/utf8.h"

#define LINK_WORDS 2	/* ", at" between a day and its time */

static bool
is_digit(const char *p, const char *end)
{
	return p < end && *p >= '0' && *p <= '9';
}

/*
 * May a date begin behind the byte before ${p}?  "WASHINGTON,Dec. 20" is
 * sloppy setting; with a digit before the mark it would be one number.
 */
static bool
opens(const char *text, const char *p)
{
	unsigned char c;

	if (p == text)
		return true;
	c = (unsigned char)p[-1];
	if (c == ',' || c == ':' || c == '.')
		return p - text < 2 || !is_digit(p - 2, p);
	if (c == '\0' || c >= 0x80)
		return true;
	return !is_digit(p - 1, p) && !utf8_letter(c) &&
	    strchr("$#@_+=%&/-", c) == NULL;
}

/* May one end in front of ${p}? */
static bool
closes(const char *p, const char *end)
{
	uint32_t rune;
	size_t n;

	if (p == end)
		return true;
	n = utf8_decode(p, end, &rune);
	if (utf8_digit(rune) || (utf8_letter(rune) && rune < 0x1100) ||
	    rune == '%' || rune == '_')
		return false;
	if (rune == '.' || rune == ',' || rune == ':' || rune == '-' ||
	    rune == '/')
		return !is_digit(p + n, end);
	return true;
}

/* Where the token that ${c} is at has the one before it end. */
static const char *
end_before(const struct date_cursor *c, const char *floor)
{
	const char *p = c->start;
	uint32_t rune;

	while (p > floor) {
		const char *q = p - 1;

		while (q > floor && ((unsigned char)*q & 0xC0) == 0x80)
			q--;
		utf8_decode(q, p, &rune);
		if (!utf8_space(rune))
			break;
		p = q;
	}
	return p;
}

/* The time behind a day: ", 10:23", "at 5pm", "T10:23:00Z". */
static bool
time_behind(struct date_cursor *c, const struct date_rules *rules,
    struct date_clock *t)
{
	struct date_cursor at = *c;
	struct date_name name;

	if (date_read_clock(&at, rules, t)) {
		*c = at;
		return true;
	}
	if (date_is(&at, ',') || date_is(&at, '|') || date_is(&at, 0x2013) ||
	    date_is(&at, '-') || date_is(&at, '('))
		date_next(&at);
	for (int i = 0; i < LINK_WORDS && at.kind == DATE_WORD; i++) {
		date_name(&at, &name);
		if (!date_name_in(&name, "at um a as kl klo klockan om o "
		    "alle ore las в о la ora saat pukul"))
			break;
		date_next(&at);
	}
	if (date_take(&at, '.') && at.kind != DATE_NUMBER)
		return false;
	if (!date_read_clock(&at, rules, t))
		return false;
	*c = at;
	return true;
}

/* Can a date begin at this token?  Cheap, since most tokens cannot. */
static bool
may_begin(const struct date_cursor *c)
{
	const char *p = c->at;

	if (c->kind == DATE_NUMBER)
		return c->len <= 2 || c->len == 4 || c->len == 8;
	if (c->kind != DATE_WORD || c->len < 3)
		return false;
	if (p < c->end && (*p == '.' || *p == ',' || *p == '-'))
		p++;
	while (p < c->end && (*p == ' ' || *p == '\n' || *p == '\t' ||
	    (unsigned char)*p == 0xC2 || (unsigned char)*p == 0xA0))
		p++;
	return is_digit(p, c->end);
}

static bool
read_at(const char *text, struct date_cursor *c,
    const struct date_rules *rules, struct date *d, const char **end)
{
	struct date_clock t = DATE_CLOCK_INIT;
	const char *start = c->start;
	struct date_cursor day;
	const char *stop;

	if (!opens(text, start) || !date_read_day(c, rules, d, &t) ||
	    d->precision < DATE_DAY || d->year < DATE_NEWS_FIRST ||
	    d->year > DATE_NEWS_LAST)
		return false;
	day = *c;
	stop = end_before(&day, start);
	*end = stop;
	if (t.precision == DATE_NONE && time_behind(c, rules, &t)) {
		stop = end_before(c, start);
		if (closes(stop, c->end))
			*end = stop;
		else
			t.precision = DATE_NONE;
	}
	if (!closes(*end, c->end))
		return false;
	date_set_clock(d, &t);
	return true;
}

int
date_find(const char *text, size_t len, enum date_order order,
    struct date *out, size_t *start, size_t *end)
{
	static const struct date none = DATE_INIT;
	const struct date_rules rules = { order, true };
	struct date_cursor c, at;
	const char *stop;

	*out = none;
	for (date_begin(&c, text, len); c.kind != DATE_END; date_next(&c)) {
		at = c;
		if (!may_begin(&c) || !read_at(text, &at, &rules, out, &stop))
			continue;
		*start = (size_t)(c.start - text);
		*end = (size_t)(stop - text);
		return 0;
	}
	*out = none;
	return -1;
}
