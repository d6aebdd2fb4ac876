/* Dates of articles against a date filter; a set of source codes. */
#include "find/filter.h"

#include <stdlib.h>

#include "base/date.h"

#define DAY_MINUTES 1440

void
filter_release(struct filter *f)
{
	free(f->sources);
	*f = (struct filter)FILTER_INIT;
}

/* The first minute after the period that ${fact}'s date names. */
static int64_t
period_end(const struct fact *fact)
{
	struct date date;

	if (fact->precision >= DATE_MINUTE)
		return fact->minute + 1;
	if (fact->precision == DATE_DAY)
		return fact->minute + DAY_MINUTES;
	date_from_minute(fact->minute, &date);
	date.precision = fact->precision;
	return date_minute_after(&date);
}

static bool
has_source(const struct filter *f, uint32_t code)
{
	size_t low = 0, high = f->source_count, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (f->sources[mid] < code)
			low = mid + 1;
		else
			high = mid;
	}
	return low < f->source_count && f->sources[low] == code;
}

enum filter_verdict
filter_verdict(const struct filter *f, const struct fact *fact)
{
	int64_t end;

	if (f->source_count && !has_source(f, fact->source))
		return FILTER_OUT;
	if (!f->dated)
		return FILTER_IN;
	if (fact->precision == DATE_NONE)
		return FILTER_UNDATED;
	end = period_end(fact);
	if (fact->minute >= f->from && end <= f->to)
		return FILTER_IN;
	return fact->minute < f->to && end > f->from ? FILTER_PARTIAL :
	    FILTER_OUT;
}

/* The year of ${minute}, as a date. */
static struct date
year_of(int64_t minute)
{
	struct date date, year = DATE_INIT;

	date_from_minute(minute, &date);
	year.year = date.year;
	year.month = year.day = 1;
	year.precision = DATE_YEAR;
	return year;
}

/*
 * An id's minute is that of the date, or, where that was full, a later one
 * of the same day (of the same year, for a date without a day).
 */
void
filter_ids(const struct filter *f, bool partial, int64_t *first,
    int64_t *last)
{
	struct date date;
	int64_t from = f->from, to = f->to;

	*first = INT64_MIN;
	*last = INT64_MAX;
	if (!f->dated)
		return;
	if (from != INT64_MIN && partial) {
		date = year_of(from);
		from = date_minute(&date);
	} else if (from != INT64_MIN) {
		/* A day that a bound cuts is known too coarsely as well. */
		from -= from % DAY_MINUTES;
	}
	if (to != INT64_MAX && partial) {
		date = year_of(to - 1);
		to = date_minute_after(&date);
	} else if (to != INT64_MAX && to % DAY_MINUTES) {
		to += DAY_MINUTES - to % DAY_MINUTES;
	}
	if (from != INT64_MIN)
		*first = from * FACTS_SERIALS;
	else
		*first = FILTER_UNDATED_LAST + 1;
	if (to != INT64_MAX)
		*last = to * FACTS_SERIALS - 1;
}
