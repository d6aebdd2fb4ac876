/*
 * One pass over the matches of a question: the best of them, and exact
 * totals.
 */
#ifndef FIND_COLLECT_H
#define FIND_COLLECT_H

#include "find/best.h"
#include "find/engine.h"
#include "find/filter.h"
#include "find/match.h"
#include "find/tally.h"

struct collect_request {
	const struct match *match;	/* without nodes: all articles */
	const struct filter *filter;
	enum best_order order;
	size_t limit;	/* 0: all */
	bool no_total;	/* only the best are asked for: newest and oldest
			 * may stop as soon as they are found */
	struct tally *const *tallies;	/* count too; NULL: none more */
};

struct collected {
	struct best best;	/* in order */
	int64_t total;
	bool counted;	/* the total is all there are */
	int64_t undated, partial;	/* matched but for their dates */
	double weight;	/* the sum of the leaves' weights */
	const char *limited;	/* what was left out, or NULL */
};

#define COLLECTED_INIT { { BEST_RELEVANCE, 0, NULL, 0, 0 }, 0, false, 0, 0, \
	0, NULL }

void collected_release(struct collected *c);

/* Within the caller's transaction.  0 or -1. */
int collect(struct engine *e, const struct collect_request *request,
    struct collected *out, struct err *err);

#endif
