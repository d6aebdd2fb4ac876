/* The best of many articles, in one of several orders. */
#ifndef FIND_BEST_H
#define FIND_BEST_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum best_order {
	BEST_RELEVANCE,	/* best first; the newest of equals */
	BEST_NEWEST,
	BEST_OLDEST	/* undated ones last, as with newest */
};

struct found {
	int64_t id;
	double score;
};

struct best {
	enum best_order order;
	size_t limit;		/* 0: all are kept */
	struct found *items;	/* owned; a heap, its root the last of them */
	size_t count, cap;
};

void best_init(struct best *b, enum best_order order, size_t limit);
void best_release(struct best *b);

/* Offer one.  0, or -1: out of memory. */
int best_add(struct best *b, struct found found, struct err *err);

/* Would one of this score be kept, whatever its id?  For BEST_RELEVANCE. */
static inline int
best_wants(const struct best *b, double score)
{
	return !b->limit || b->count < b->limit ||
	    score >= b->items[0].score;
}

/* Put them in order; nothing is added any more. */
void best_sort(struct best *b);

#endif
