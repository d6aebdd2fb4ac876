/* Periods: from minutes to numbers and from numbers to names. */
#include "find/periods.h"

#include <stdio.h>

#define HOUR 60
#define DAY (24 * HOUR)
/* Minute 0 is the beginning of a Monday, the first of January of year 1. */
#define WEEK (7 * DAY)

bool
period_kind(enum cells_by by)
{
	return by >= CELLS_YEAR;
}

enum date_precision
period_precision(enum cells_by by)
{
	switch (by) {
	case CELLS_YEAR:
		return DATE_YEAR;
	case CELLS_MONTH:
		return DATE_MONTH;
	case CELLS_HOUR:
		return DATE_MINUTE;
	default:
		return DATE_DAY;
	}
}

static int64_t
length(enum cells_by by)
{
	return by == CELLS_WEEK ? WEEK : by == CELLS_DAY ? DAY : HOUR;
}

void
period_set(struct period *p, enum cells_by by, int64_t minute)
{
	struct date date;

	if (minute >= p->from && minute < p->to)
		return;
	if (by > CELLS_MONTH) {
		p->number = (uint32_t)(minute / length(by)) + 1;
		p->from = minute / length(by) * length(by);
		p->to = p->from + length(by);
		return;
	}
	date_from_minute(minute, &date);
	date.day = 1;
	date.hour = date.minute = 0;
	date.precision = DATE_MONTH;
	p->number = (uint32_t)(date.year - 1) * 12 + (uint32_t)date.month;
	if (by == CELLS_YEAR) {
		date.month = 1;
		date.precision = DATE_YEAR;
		p->number = (uint32_t)date.year;
	}
	p->from = date_minute(&date);
	p->to = date_minute_after(&date);
}

/* The week belongs to the year that its Thursday is in. */
static void
week_name(int64_t from, char *out)
{
	struct date date;
	int64_t first;

	date_from_minute(from + 3 * DAY, &date);
	date.month = date.day = 1;
	date.hour = date.minute = 0;
	first = date_minute(&date);
	snprintf(out, PERIOD_SIZE, "%04d-W%02d", date.year % 10000,
	    (int)((from + 3 * DAY - first) / WEEK + 1) % 100);
}

void
period_name(enum cells_by by, uint32_t number, char *out)
{
	struct date date;
	char text[DATE_SIZE];

	if (by <= CELLS_MONTH) {
		number--;
		if (by == CELLS_YEAR)
			snprintf(out, PERIOD_SIZE, "%04u",
			    (number + 1) % 10000);
		else
			snprintf(out, PERIOD_SIZE, "%04u-%02u",
			    (number / 12 + 1) % 10000, number % 12 + 1);
		return;
	}
	if (by == CELLS_WEEK) {
		week_name((int64_t)(number - 1) * WEEK, out);
		return;
	}
	date_from_minute((int64_t)(number - 1) * length(by), &date);
	date.precision = by == CELLS_DAY ? DATE_DAY : DATE_MINUTE;
	date_format(&date, text);
	/* Of an hour, no more than that. */
	snprintf(out, PERIOD_SIZE, "%.*s", by == CELLS_DAY ? 10 : 13, text);
}
