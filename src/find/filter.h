/* Which articles a question is about: by date and by source. */
#ifndef FIND_FILTER_H
#define FIND_FILTER_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/archive.h"
#include "store/facts.h"

struct filter {
	bool dated;		/* a date filter is given */
	int64_t from, to;	/* minutes, half-open; see base/date.h */
	uint32_t *sources;	/* owned; codes, rising */
	size_t source_count;	/* 0: of any source */
};

#define FILTER_INIT { false, INT64_MIN, INT64_MAX, NULL, 0 }

void filter_release(struct filter *f);

enum filter_verdict {
	FILTER_IN,
	FILTER_OUT,
	FILTER_PARTIAL,	/* its date is too coarse to tell */
	FILTER_UNDATED	/* a date is asked for and it has none */
};

enum filter_verdict filter_verdict(const struct filter *f,
    const struct fact *fact);

/*
 * The ids among which FILTER_IN is found, inclusive; with ${partial} also
 * those among which FILTER_PARTIAL is.
 */
void filter_ids(const struct filter *f, bool partial, int64_t *first,
    int64_t *last);

/* No undated article has a larger id. */
#define FILTER_UNDATED_LAST ((int64_t)366 * 1440 * FACTS_SERIALS - 1)

/*
 * Take ${name} as a person gives it: the name or host of a source, case and
 * accents aside; else a part of one source's; or a pattern with * for all
 * that fit.  May be called again for more.  0, or -1 with a sentence that
 * names what there is.
 */
int filter_source(struct filter *f, struct archive *a, const char *name,
    struct err *err);

#endif
