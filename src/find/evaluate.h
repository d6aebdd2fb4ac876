/*
 * A question run over the index: block by block of articles, which of them
 * match.
 *
 * Every node of its tree gives the set of its articles in a block, and the
 * first article from one on that it may have, so that blocks without any are
 * passed over.  Positions are read where a node needs them, texts only of
 * articles that everything else lets through.
 */
#ifndef FIND_EVALUATE_H
#define FIND_EVALUATE_H

#include "find/occurs.h"

struct evaluator;

/*
 * ${m}, which has nodes, and ${e} must outlive it; all within one
 * transaction.  With ${scores} evaluator_tf() will be asked for.
 */
int evaluator_open(struct evaluator **out, struct engine *e,
    const struct match *m, bool scores, struct err *err);
void evaluator_close(struct evaluator *ev);

/* Set *${id} to the first article from ${from} on that may match;
 * POSTINGS_END: there is none.  0 or -1. */
int evaluator_next(struct evaluator *ev, int64_t from, int64_t *id,
    struct err *err);

/*
 * Set ${out} to those articles among ${within} of ${block}, which is lent
 * until the next call, that match.  0 or -1.
 */
int evaluator_block(struct evaluator *ev, const struct block *block,
    const struct bits *within, struct bits *out, struct err *err);

/*
 * Of the block last evaluated, ${matched} being what matches: set counted[i]
 * to the articles in which leaf i stands and is one of those that make the
 * question hold.  Of leaves that ask for the same one counts.
 */
void evaluator_counted(struct evaluator *ev, const struct bits *matched,
    struct bits *counted);

/* In which articles among ${within} of that block a leaf stands.  0 or -1. */
int evaluator_leaf(struct evaluator *ev, size_t leaf,
    const struct bits *within, struct bits *out, struct err *err);

/* Set tf[slot], as find/rank.h has it, of a leaf for the articles ${in}. */
void evaluator_tf(struct evaluator *ev, size_t leaf, const struct bits *in,
    uint32_t *tf);

/*
 * In how many articles a leaf stands: counted where that is cheap, or where
 * the index's lists do not tell; else estimated.  0 or -1.
 */
int evaluator_frequency(struct evaluator *ev, size_t leaf, int64_t *articles,
    struct err *err);

/* In how many articles ${node} of the tree holds by itself.  0 or -1. */
int evaluator_count(struct evaluator *ev, size_t node, int64_t *articles,
    struct err *err);

/* In how many articles phrase ${form} of a leaf stands and counts. */
int evaluator_form(struct evaluator *ev, size_t leaf, size_t form,
    int64_t *articles, struct err *err);

/* The kid of ${node} that is looked for first. */
size_t evaluator_first(const struct evaluator *ev, size_t node);

/* At most about so many articles match. */
int64_t evaluator_cost(const struct evaluator *ev);

/* What was left out, as a sentence, or NULL: some limit was reached. */
const char *evaluator_limited(const struct evaluator *ev);

#endif
