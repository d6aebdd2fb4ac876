/*
 * One pass over the matches of a question: the best of them, and exact
 * totals.
 *
 * The pass runs inside SQLite: the collector is an auxiliary function of
 * FTS5, called once for every candidate, which reads the places of the
 * phrases in it.
 */
#ifndef FIND_COLLECT_H
#define FIND_COLLECT_H

#include "find/filter.h"
#include "find/match.h"

enum collect_sort {
	COLLECT_RELEVANCE,	/* best first; the newest of equals */
	COLLECT_NEWEST,
	COLLECT_OLDEST		/* undated ones last, as with newest */
};

struct collect_request {
	const struct match *match;
	const struct filter *filter;
	enum collect_sort sort;
	size_t limit;	/* 0: all */
};

struct found {
	int64_t id;
	double score;
};

struct collected {
	struct found *items;	/* owned, in order */
	size_t count;
	int64_t total;
	int64_t undated, partial;	/* matched but for their dates */
};

#define COLLECTED_INIT { NULL, 0, 0, 0, 0 }

void collected_release(struct collected *c);

struct collector;

/* One a connection.  What is lent must outlive it. */
int collector_open(struct collector **out, struct archive *a,
    const struct languages *languages, struct tokenizer *tokenizer,
    struct err *err);
void collector_close(struct collector *c);

int collector_run(struct collector *c, const struct collect_request *request,
    struct collected *out, struct err *err);

#endif
