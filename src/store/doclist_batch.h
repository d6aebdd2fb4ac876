/*
 * Articles of a doclist that are taken at once: what a page of it holds of
 * them, in its own bytes.
 */
#ifndef STORE_DOCLIST_BATCH_H
#define STORE_DOCLIST_BATCH_H

#include <stdint.h>

#include "base/buf.h"

#define DOCLIST_BATCH 64

struct doclist_batch {
	size_t count;
	int64_t ids[DOCLIST_BATCH];
	size_t sizes[DOCLIST_BATCH];	/* of positions; 0: the article lost
					 * the term */
	const unsigned char *positions[DOCLIST_BATCH];	/* lent; see
							 * PAGE_BEYOND */
	struct buf spill;	/* owned */
};

/* An article on a page: its positions begin at ${p}, those of the page's
 * last end at ${end}, or go on to the next page. */
struct doclist_entry {
	const unsigned char *p, *end;
	int64_t id;
	size_t size;
};

/*
 * Take the article ${e}, all of which is on the page, and those behind it, as
 * long as they are too, are not behind ${last}, and there is room.  ${e} is
 * then the first that was not taken: 1; 0: all were; -1: the page is damaged.
 */
int doclist_batch_take(struct doclist_batch *b, struct doclist_entry *e,
    int64_t last);

/*
 * Pass over ${e} and those behind it up to the first from ${from} on, or to
 * the last of the page, or to one that is not all on it.  0, or -1: the page
 * is damaged.
 */
int doclist_entry_skip(struct doclist_entry *e, int64_t from);

#endif
