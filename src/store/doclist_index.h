/*
 * The doclist index of one doclist, as it is written: a tree of the first
 * article on each page, one for each page without a term; see FTS5's comment
 * on "doclist indexes" for its pages.
 */
#ifndef STORE_DOCLIST_INDEX_H
#define STORE_DOCLIST_INDEX_H

#include "base/buf.h"
#include "store/index_rows.h"

/* FTS5_DATA_HEIGHT_B: five bits. */
#define DOCLIST_INDEX_LEVELS 31

struct doclist_index {
	struct index_rows *rows;	/* lent */
	int64_t segment;
	size_t page_size;
	struct doclist_index_level {
		struct buf bytes;	/* of the page being written */
		uint32_t page;		/* its number */
		int64_t last;		/* article told there */
	} levels[DOCLIST_INDEX_LEVELS];
};

void doclist_index_init(struct doclist_index *x, struct index_rows *rows);
void doclist_index_release(struct doclist_index *x);

/* A doclist begins on leaf ${page}. */
void doclist_index_begin(struct doclist_index *x, uint32_t page);

/* ${article} is the first on ${leaf}.  0 or -1. */
int doclist_index_add(struct doclist_index *x, uint32_t leaf,
    int64_t article, struct err *err);

/* The present leaf has no article. */
void doclist_index_skip(struct doclist_index *x);

/* The doclist is over: write what there is, or (not ${keep}) forget it.
 * 1: it was written, 0, -1. */
int doclist_index_end(struct doclist_index *x, bool keep, struct err *err);

#endif
