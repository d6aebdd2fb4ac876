/*
 * Which articles a question is about, beside its words: dates, names,
 * language, what is known of them.  Decided by their facts alone.
 */
#ifndef FIND_FILTER_H
#define FIND_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/zone.h"
#include "find/codes.h"
#include "store/archive.h"
#include "store/facts.h"

struct filter {
	bool dated;		/* a date filter is given */
	int64_t from, to;	/* minutes, half-open; see base/date.h */
	bool undated;		/* articles without a date alone */
	unsigned has;		/* bits of what must be known */
	/* Sets of codes; an empty one asks for nothing. */
	struct code_set sources, not_sources, authors, sections, languages;
	bool zoned;		/* dates are moments, told in ${zone} */
	struct zone zone;
};

#define FILTER_INIT { false, INT64_MIN, INT64_MAX, false, 0, \
	CODE_SET_INIT, CODE_SET_INIT, CODE_SET_INIT, CODE_SET_INIT, \
	CODE_SET_INIT, false, ZONE_INIT }

void filter_release(struct filter *f);

/* ==== Deciding ==== */

/* What a filter is made of. */
enum filter_part {
	FILTER_DATES, FILTER_SOURCES, FILTER_AUTHORS, FILTER_SECTIONS,
	FILTER_LANGUAGES, FILTER_HAS, FILTER_PARTS
};

/*
 * Make ${out}, which lends what ${f} owns and is not released, ask for all
 * that ${f} asks for but ${part}.  Did that ask for anything?
 */
bool filter_without(const struct filter *f, enum filter_part part,
    struct filter *out);

/* Does it ask for anything?  Else every verdict is FILTER_IN. */
bool filter_active(const struct filter *f);

enum filter_verdict {
	FILTER_IN,
	FILTER_OUT,
	FILTER_PARTIAL,	/* its date is too coarse to tell */
	FILTER_UNDATED	/* a date is asked for and it has none */
};

enum filter_verdict filter_verdict(const struct filter *f,
    const struct fact *fact);

/*
 * The first minute of an article's date on the wall clock that counts: the
 * source's own; under a zone that of the zone, where the date has a time and
 * a zone of its own.
 */
int64_t filter_minute(const struct filter *f, const struct fact *fact);

/*
 * The ids among which FILTER_IN is found, inclusive; with ${partial} also
 * those among which FILTER_PARTIAL is.
 */
void filter_ids(const struct filter *f, bool partial, int64_t *first,
    int64_t *last);

/* No undated article has a larger id. */
#define FILTER_UNDATED_LAST ((int64_t)366 * 1440 * FACTS_SERIALS - 1)

/* ==== Asking, as a person gives it ==== */

/*
 * Each of these but the zone may be called again for more.  0, or -1 with a
 * sentence that names what there is.
 */

/* "UTC", "+01:00", "Europe/Berlin"; before filter_dates(). */
int filter_zone(struct filter *f, const char *name, struct err *err);

/*
 * Any of the three may be NULL; ${on} is the whole of a period.  ${now}, in
 * seconds after the epoch, is when "today" is.
 */
int filter_dates(struct filter *f, const char *since, const char *until,
    const char *on, int64_t now, struct err *err);

/*
 * The name or host of a source, case and accents aside; else a part of one
 * source's; or a pattern with * for all that fit.  Any of several.
 */
int filter_source(struct filter *f, struct archive *a, const char *name,
    struct err *err);
int filter_not_source(struct filter *f, struct archive *a, const char *name,
    struct err *err);

/*
 * Words of a name, all of them, case and accents aside; in double quotes one
 * after the other; the last may end in *.  Any of several names.
 */
int filter_author(struct filter *f, struct archive *a, const char *name,
    struct err *err);
int filter_section(struct filter *f, struct archive *a, const char *name,
    struct err *err);

/* "en"; "en-GB" is the same.  Any of several. */
int filter_language(struct filter *f, struct archive *a, const char *code,
    struct err *err);

/* "title", "url", "time" ...: known, and not empty.  All of several. */
int filter_has(struct filter *f, const char *field, struct err *err);

/* After all of them: do they contradict each other?  0, or -1. */
int filter_check(const struct filter *f, struct err *err);

#endif
