/*
 * What newsindex tells a person: troubles as they come, progress on a
 * terminal, totals at the end.
 */
#ifndef LOAD_REPORT_H
#define LOAD_REPORT_H

#include <stdio.h>

#include "load/load.h"

/* Of each kind of trouble so many are named; the rest is counted. */
#define REPORT_NAMED 20

struct report {
	FILE *out;		/* where troubles and progress go */
	bool quiet;		/* failures only */
	bool verbose;		/* name every trouble */
	bool live;		/* somebody watches: show progress */
	int64_t named[TROUBLES];
	double began, drawn;	/* seconds, monotonic */
	char folder[4096];	/* the working folder, with a slash */
};

void report_init(struct report *r, FILE *out, bool quiet, bool verbose);

/* The functions of struct load_listener; ${ctx} is the report. */
void report_trouble(void *ctx, enum trouble_kind kind, const char *name,
    long number, const char *sentence);
void report_progress(void *ctx, const struct feed_progress *p,
    int64_t articles);

/*
 * The totals, on ${out}; the last line names ${database} (NULL: a dry run).
 * ${note} may be NULL.
 */
void report_end(struct report *r, const struct load_result *result,
    FILE *out, const char *database, const char *note);

#endif
