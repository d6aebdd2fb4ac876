/*
 * The terms of a question looked up in the index: each of them once, however
 * many phrases ask for it, and read once a block.
 *
 * Terms are named by their places in match.terms.
 */
#ifndef FIND_LOOKUP_H
#define FIND_LOOKUP_H

#include "find/engine.h"
#include "find/match.h"
#include "find/postings.h"

struct lookup;

/* ${m} and ${e} must outlive it; all within one transaction.  0 or -1. */
int lookup_open(struct lookup **out, struct engine *e, const struct match *m,
    struct err *err);
void lookup_close(struct lookup *l);

/*
 * Look up ${term} of phrase ${p}; what is kept of its places is ${kind}, or
 * what another phrase wants of it, if that is more.  To be called of all
 * terms before the first block, and of those that the functions below are
 * asked about.  0 or -1.
 */
int lookup_add(struct lookup *l, const struct match_phrase *p, size_t term,
    enum places_kind kind, struct err *err);

/* Set *${id} to the first article from ${from} on that may have ${term};
 * POSTINGS_END: there is none.  0 or -1. */
int lookup_next(struct lookup *l, size_t term, int64_t from, int64_t *id,
    struct err *err);

/* The block that is meant from now on; lent until the next one. */
void lookup_block(struct lookup *l, const struct block *block);

/*
 * What the articles ${within} of the block, and perhaps others of it, hold of
 * ${term}; lent until the next block.  NULL with ${err}.
 */
const struct places *lookup_read(struct lookup *l, size_t term,
    const struct bits *within, struct err *err);

/* What lookup_read() gave last. */
const struct places *lookup_places(const struct lookup *l, size_t term);

/* About how many bytes of the index hold it. */
int64_t lookup_cost(const struct lookup *l, size_t term);

/* In about how many articles it stands.  0 or -1. */
int lookup_estimate(const struct lookup *l, size_t term, int64_t *articles,
    struct err *err);

/* Was EXPAND_WORDS or EXPAND_POSTINGS reached? */
bool lookup_limited(const struct lookup *l);

#endif
