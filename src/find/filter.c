/* Facts of articles against a filter. */
#include "find/filter.h"

#include "base/date.h"
#include "find/filter_fields.h"

#define DAY_MINUTES 1440

/*
 * How far a wall clock may be from another one's: UTC+14 and UTC-12 are in
 * use, so more than a day.
 */
#define ZONES_APART (2 * DAY_MINUTES)

void
filter_release(struct filter *f)
{
	code_set_release(&f->sources);
	code_set_release(&f->not_sources);
	code_set_release(&f->authors);
	code_set_release(&f->sections);
	code_set_release(&f->languages);
	zone_release(&f->zone);
	*f = (struct filter)FILTER_INIT;
}

bool
filter_active(const struct filter *f)
{
	return f->dated || f->undated || f->has || f->sources.count ||
	    f->not_sources.count || f->authors.count || f->sections.count ||
	    f->languages.count;
}

static bool
drop_set(struct code_set *set)
{
	bool any = set->count > 0;

	set->count = 0;
	return any;
}

bool
filter_without(const struct filter *f, enum filter_part part,
    struct filter *out)
{
	bool any = false;

	*out = *f;
	switch (part) {
	case FILTER_DATES:
		any = f->dated || f->undated;
		out->dated = out->undated = false;
		out->from = INT64_MIN;
		out->to = INT64_MAX;
		break;
	case FILTER_SOURCES:
		any = drop_set(&out->sources);
		any |= drop_set(&out->not_sources);
		break;
	case FILTER_AUTHORS:
		return drop_set(&out->authors);
	case FILTER_SECTIONS:
		return drop_set(&out->sections);
	case FILTER_LANGUAGES:
		return drop_set(&out->languages);
	case FILTER_HAS:
		any = f->has != 0;
		out->has = 0;
		break;
	case FILTER_PARTS:
		break;
	}
	return any;
}

/* ==== Dates ==== */

int64_t
filter_minute(const struct filter *f, const struct fact *fact)
{
	int64_t instant;

	if (!f->zoned || !fact->zone || fact->precision < DATE_MINUTE)
		return fact->minute;
	instant = fact->minute - (fact->zone - FACTS_UTC) * 15;
	return instant + zone_offset(&f->zone, instant);
}

/* The first minute after the period that ${fact}'s date names. */
static int64_t
period_end(const struct fact *fact)
{
	struct date date;

	if (fact->precision == DATE_DAY)
		return fact->minute + DAY_MINUTES;
	date_from_minute(fact->minute, &date);
	date.precision = fact->precision;
	return date_minute_after(&date);
}

static enum filter_verdict
date_verdict(const struct filter *f, const struct fact *fact)
{
	int64_t from, end;

	if (fact->precision == DATE_NONE)
		return FILTER_UNDATED;
	from = filter_minute(f, fact);
	end = fact->precision >= DATE_MINUTE ? from + 1 : period_end(fact);
	if (from >= f->from && end <= f->to)
		return FILTER_IN;
	return from < f->to && end > f->from ? FILTER_PARTIAL : FILTER_OUT;
}

/* ==== The verdict ==== */

static bool
asked_for(const struct code_set *set, uint32_t code)
{
	return !set->count || code_set_has(set, code);
}

static bool
has_fields(unsigned wanted, const struct fact *fact)
{
	unsigned known = 0;

	known |= fact->title_words ? HAS_TITLE : 0;
	known |= fact->body_words ? HAS_BODY : 0;
	known |= fact->author ? HAS_AUTHOR : 0;
	known |= fact->section ? HAS_SECTION : 0;
	known |= fact->source ? HAS_SOURCE : 0;
	known |= fact->language ? HAS_LANGUAGE : 0;
	known |= fact->addressed ? HAS_URL : 0;
	known |= fact->precision != DATE_NONE ? HAS_DATE : 0;
	known |= fact->precision >= DATE_MINUTE ? HAS_TIME : 0;
	return (known & wanted) == wanted;
}

enum filter_verdict
filter_verdict(const struct filter *f, const struct fact *fact)
{
	if (!asked_for(&f->sources, fact->source) ||
	    !asked_for(&f->authors, fact->author) ||
	    !asked_for(&f->sections, fact->section) ||
	    !asked_for(&f->languages, fact->language) ||
	    code_set_has(&f->not_sources, fact->source) ||
	    (f->has && !has_fields(f->has, fact)) ||
	    (f->undated && fact->precision != DATE_NONE))
		return FILTER_OUT;
	return f->dated ? date_verdict(f, fact) : FILTER_IN;
}

/* ==== Ranges of ids ==== */

/* The first minute of the year, or of the next one. */
static int64_t
year_edge(int64_t minute, bool next)
{
	struct date date;

	date_from_minute(minute, &date);
	date.precision = DATE_YEAR;
	date.month = date.day = 1;
	date.hour = date.minute = 0;
	return next ? date_minute_after(&date) : date_minute(&date);
}

/*
 * An id's minute is that of the date, or, where that was full, a later one
 * of the same day (of the same year, for a date without a day).
 */
static int64_t
lower_id(const struct filter *f, bool partial)
{
	int64_t from = f->from;

	if (from == INT64_MIN)
		return FILTER_UNDATED_LAST + 1;
	if (f->zoned)
		from -= ZONES_APART;
	if (from < 0)
		from = 0;
	/* A day that a bound cuts is known too coarsely as well. */
	if (partial)
		from = year_edge(from, false);
	else
		from -= from % DAY_MINUTES;
	from *= FACTS_SERIALS;
	return from > FILTER_UNDATED_LAST ? from : FILTER_UNDATED_LAST + 1;
}

static int64_t
upper_id(const struct filter *f, bool partial)
{
	int64_t to = f->to;

	if (to == INT64_MAX)
		return to;
	if (f->zoned)
		to += ZONES_APART;
	if (partial)
		to = year_edge(to - 1, true);
	else if (to % DAY_MINUTES)
		to += DAY_MINUTES - to % DAY_MINUTES;
	return to * FACTS_SERIALS - 1;
}

void
filter_ids(const struct filter *f, bool partial, int64_t *first,
    int64_t *last)
{
	*first = INT64_MIN;
	*last = INT64_MAX;
	if (f->undated) {
		*last = FILTER_UNDATED_LAST;
	} else if (f->dated) {
		*first = lower_id(f, partial);
		*last = upper_id(f, partial);
	}
}
