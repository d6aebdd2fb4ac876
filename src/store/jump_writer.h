/*
 * The doclist index of one doclist, as it is written: a tree of the first
 * article on each page, one for each page without a term; see FTS5's comment
 * on "doclist indexes" for its pages.
 */
#ifndef STORE_JUMP_WRITER_H
#define STORE_JUMP_WRITER_H

#include "base/buf.h"
#include "store/index_rows.h"

/* FTS5_DATA_HEIGHT_B: five bits. */
#define JUMP_WRITER_LEVELS 31

struct jump_writer {
	struct index_rows *rows;	/* lent */
	int64_t segment;
	size_t page_size;
	struct jump_writer_level {
		struct buf bytes;	/* of the page being written */
		uint32_t page;		/* its number */
		int64_t last;		/* article told there */
	} levels[JUMP_WRITER_LEVELS];
};

void jump_writer_init(struct jump_writer *x, struct index_rows *rows);
void jump_writer_release(struct jump_writer *x);

/* A doclist begins on leaf ${page}. */
void jump_writer_begin(struct jump_writer *x, uint32_t page);

/* ${article} is the first on ${leaf}.  0 or -1. */
int jump_writer_add(struct jump_writer *x, uint32_t leaf,
    int64_t article, struct err *err);

/* The present leaf has no article. */
void jump_writer_skip(struct jump_writer *x);

/* The doclist is over: write what there is, or (not ${keep}) forget it.
 * 1: it was written, 0, -1. */
int jump_writer_end(struct jump_writer *x, bool keep, struct err *err);

#endif
