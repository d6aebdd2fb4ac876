/*
 * Dates in paths and addresses.
 *
 * Parted numbers: a year of four digits at a number's beginning, then a
 * month (number or name) and a day.  Behind a slash the day must be a whole
 * component, or "/2014/12/10-things-to-do" would have one.  Run together:
 * eight digits between non-digits.
 */
#include "base/date.h"

#include <string.h>

#include "base/date_calendar.h"
#include "base/date_names.h"

#define MONTH_NAME_MAX 9	/* "september" */

struct path {
	const char *at, *end;
};

static bool
is_digit(const struct path *p)
{
	return p->at < p->end && *p->at >= '0' && *p->at <= '9';
}

/* A number of ${min} to ${max} digits and no more; -1 where there is none. */
static int
take_number(struct path *p, int min, int max)
{
	int value = 0, n = 0;

	for (; is_digit(p); p->at++)
		if (++n <= max)
			value = value * 10 + (*p->at - '0');
	return n >= min && n <= max ? value : -1;
}

static int
take_month(struct path *p)
{
	const char *start = p->at;
	struct date_name name;
	size_t len;

	if (is_digit(p))
		return take_number(p, 1, 2);
	while (p->at < p->end && ((*p->at | 32) >= 'a' && (*p->at | 32) <= 'z'))
		p->at++;
	len = (size_t)(p->at - start);
	if (len < 3 || len > MONTH_NAME_MAX)
		return -1;
	date_name_fold(start, len, &name);
	return date_name_month(&name);
}

static char
take_separator(struct path *p)
{
	if (p->at == p->end || *p->at == '\0' || !strchr("/-_.", *p->at))
		return '\0';
	return *p->at++;
}

/* Does a component end here, perhaps with a suffix (".html")? */
static bool
ends(const struct path *p)
{
	return p->at == p->end || (*p->at != '\0' && strchr("/.?#", *p->at));
}

static bool
read_parted(struct path p, bool component, struct date *d)
{
	int year = take_number(&p, 4, 4);
	char first = take_separator(&p), second;
	int month, day;
	bool whole;

	if (first == '\0' || (month = take_month(&p)) < 1)
		return false;
	whole = component && first == '/' && (p.at == p.end || *p.at == '/');
	second = take_separator(&p);
	day = second != '\0' && is_digit(&p) ? take_number(&p, 1, 2) : -1;
	if (day > 0 && (second != '/' || ends(&p)) &&
	    date_set_day(d, year, month, day))
		return true;
	if (!whole || !date_set_day(d, year, month, 1))
		return false;
	d->precision = DATE_MONTH;
	return true;
}

static bool
read_run(struct path p, struct date *d)
{
	int n = take_number(&p, 8, 8);

	return n > 0 && date_set_day(d, n / 10000, n / 100 % 100, n % 100);
}

int
date_in_path(const char *path, size_t len, struct date *out)
{
	static const struct date none = DATE_INIT;
	struct path p = { path, path + len };

	*out = none;
	while (p.at < p.end) {
		struct date d = DATE_INIT;

		if (!is_digit(&p)) {
			p.at++;
			continue;
		}
		if ((read_run(p, &d) ||
		    read_parted(p, p.at == path || p.at[-1] == '/', &d)) &&
		    d.year >= DATE_NEWS_FIRST && d.year <= DATE_NEWS_LAST &&
		    d.precision >= out->precision)
			*out = d;
		while (is_digit(&p))
			p.at++;
	}
	return out->precision == DATE_NONE ? -1 : 0;
}
