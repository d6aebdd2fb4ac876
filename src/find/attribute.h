/*
 * Leaves of a question that are about an article and not in its text: who
 * wrote it, where and when it was published, its language, address, id.
 */
#ifndef FIND_ATTRIBUTE_H
#define FIND_ATTRIBUTE_H

#include "find/bits.h"
#include "find/engine.h"
#include "find/match.h"

struct attribute;

/* Look up what a leaf of such a field asks for.  0 or -1. */
int attribute_open(struct attribute **out, struct engine *e,
    const struct match_leaf *l, struct err *err);
void attribute_close(struct attribute *a);

/* The first article from ${from} on that may be one; POSTINGS_END. */
int64_t attribute_next(const struct attribute *a, int64_t from);

/* Take those out of ${bits} that are none. */
void attribute_in(const struct attribute *a, const struct block *block,
    struct bits *bits);

/* At most so many of ${articles} are. */
int64_t attribute_cost(const struct attribute *a, int64_t articles);

#endif
