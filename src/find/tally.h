/*
 * Counting the articles of a question, and all that its filter lets in, by
 * one or two of their properties.
 */
#ifndef FIND_TALLY_H
#define FIND_TALLY_H

#include "find/bits.h"
#include "find/cells.h"
#include "find/filter.h"
#include "store/blocks.h"

struct tally;

/*
 * ${by}: one or two, the second CELLS_NONE where there is one.  ${filter} is
 * lent.  0 or -1.
 */
int tally_open(struct tally **out, const enum cells_by by[2],
    const struct filter *filter, struct err *err);
void tally_close(struct tally *t);

/*
 * Count the articles of a block that the filter lets in, ${all}, of which
 * ${matched} match.  0 or -1.
 */
int tally_add(struct tally *t, const struct block *block,
    const struct bits *all, const struct bits *matched, struct err *err);

/* What was counted of one or two keys: codes, or numbers of periods. */
struct tally_sum {
	uint32_t key[2];	/* 0: not known */
	int64_t count, all;
};

/* All that was counted so far, in no order; lent until more is.  0 or -1. */
int tally_sums(struct tally *t, const struct tally_sum **sums, size_t *count,
    struct err *err);

#endif
