/*
 * The doclist index of a term in one segment: on which of the pages a long
 * doclist takes an article begins, and which.
 */
#ifndef STORE_DOCLIST_INDEX_H
#define STORE_DOCLIST_INDEX_H

#include "store/segments.h"

/* A page of the doclist on which an article begins. */
struct jump {
	uint32_t leaf;
	int64_t id;	/* of the first article that begins on it */
};

/* Rising, by both. */
struct doclist_index {
	struct jump *items;	/* owned */
	size_t count, cap;
};

#define DOCLIST_INDEX_INIT { NULL, 0, 0 }

void doclist_index_release(struct doclist_index *x);

/*
 * Load that of the last term that begins on leaf ${number} of ${seg} into
 * ${x}, in place of what it held; where there is none ${x} is empty.
 * 0 or -1.
 */
int doclist_index_load(struct doclist_index *x, struct segments *s,
    const struct segment *seg, uint32_t number, struct err *err);

/*
 * The last page that begins at or before ${id}, if it is behind ${leaf}; lent
 * as long as the index.  NULL: there is none.
 */
const struct jump *doclist_index_find(const struct doclist_index *x,
    int64_t id, uint32_t leaf);

#endif
