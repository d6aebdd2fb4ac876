/*
 * What a node of the tree asks of places within one article: NEAR and ADJ of
 * spans of words, SAME and PARA of sentences and paragraphs, ATLEAST of
 * occurrences.
 */
#ifndef FIND_PROXIMITY_H
#define FIND_PROXIMITY_H

#include "find/occurs.h"

/* Everything is lent. */
struct proximity {
	const struct match *match;
	struct occurs *occurs;
	const struct bits *holds;	/* of nodes: the articles of the
					 * occurs' block in which they hold */
	bool limited;	/* SPANS_LIMIT was reached */
};

/*
 * Does such a ${node}, all of whose kids were evaluated, hold in article
 * ${slot}?  1, 0, -1.
 */
int proximity_holds(struct proximity *x, size_t node, size_t slot,
    struct err *err);

#endif
