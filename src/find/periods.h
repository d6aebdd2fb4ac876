/* Years, months, weeks, days and hours, numbered in a row. */
#ifndef FIND_PERIODS_H
#define FIND_PERIODS_H

#include <stdbool.h>

#include "base/date.h"
#include "find/cells.h"

/* One of them: its number, from 1, and its minutes (base/date.h). */
struct period {
	uint32_t number;
	int64_t from, to;	/* half-open; from = to: none yet */
};

#define PERIOD_INIT { 0, 0, 0 }

/* Is it a kind of period, and no name? */
bool period_kind(enum cells_by by);

/* What a date must be known to, at least, to fall into one of them. */
enum date_precision period_precision(enum cells_by by);

/* Set ${p} to the one that holds ${minute}. */
void period_set(struct period *p, enum cells_by by, int64_t minute);

/*
 * Write how number ${number} is called: 2014, 2014-12, 2014-W51 (ISO 8601),
 * 2014-12-20, 2014-12-20T10.  Room for PERIOD_SIZE bytes.
 */
#define PERIOD_SIZE 16
void period_name(enum cells_by by, uint32_t number, char *out);

#endif
