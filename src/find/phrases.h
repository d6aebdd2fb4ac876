/*
 * The phrases of a question, of one term or more, block by block of articles:
 * where they stand.
 *
 * Phrases are named by their places in match.phrases.
 */
#ifndef FIND_PHRASES_H
#define FIND_PHRASES_H

#include "find/lookup.h"
#include "find/spans.h"

struct phrases;

/* ${m} and ${e} must outlive it; all within one transaction.  0 or -1. */
int phrases_open(struct phrases **out, struct engine *e,
    const struct match *m, struct err *err);
void phrases_close(struct phrases *p);

/*
 * Look up the terms of phrase ${i}, of which ${kind} is wanted; that the
 * terms of a longer one must be known by their places is seen to here.  To be
 * called of each before the first block.  0 or -1.
 */
int phrases_add(struct phrases *p, size_t i, enum places_kind kind,
    struct err *err);

/* Set *${id} to the first article from ${from} on in which it may stand;
 * POSTINGS_END: there is none.  0 or -1. */
int phrases_next(struct phrases *p, size_t i, int64_t from, int64_t *id,
    struct err *err);

/* The block that is meant from now on; lent until the next one. */
void phrases_block(struct phrases *p, const struct block *block);

/*
 * Set ${out} to those articles among ${within} in whose ${field} it stands.
 * What the three functions below tell is about these.  0 or -1.
 */
int phrases_find(struct phrases *p, size_t i, enum query_field field,
    const struct bits *within, struct bits *out, struct err *err);

/* They, and perhaps others it stands in. */
const struct bits *phrases_found(const struct phrases *p, size_t i);

/*
 * Add its tf, as find/rank.h has it, to tf[slot] for the articles ${in}; with
 * ${alone} only where that is 0.
 */
void phrases_tf(const struct phrases *p, size_t i, enum query_field field,
    const struct bits *in, bool alone, uint32_t *tf);

/* Append where it stands in article ${slot}; unsorted.  0, or -1: out of
 * memory. */
int phrases_spans(struct phrases *p, size_t i, enum query_field field,
    size_t slot, struct spans *out);

/* About how many bytes of the index its rarest term takes. */
int64_t phrases_cost(const struct phrases *p, size_t i);

/* In about how many articles a phrase of one term stands.  0 or -1. */
int phrases_estimate(const struct phrases *p, size_t i, int64_t *articles,
    struct err *err);

/* Were words left out?  See lookup_limited(). */
bool phrases_limited(const struct phrases *p);

#endif
