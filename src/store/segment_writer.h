/*
 * Writing a segment of FTS5's index: terms in order, each with its whole
 * doclist, become leaf pages, doclist indexes and the rows that lead to them;
 * at the end the segment is the newest of the structure record.
 *
 * All inside the caller's transaction, and page for page what FTS5 itself
 * writes (fts5FlushOneHash() in its fts5_index.c), so that every other
 * program reads and merges it.  Its own connections notice, as they notice
 * what other programs commit; one that has read the index in the *same*
 * connection before keeps an old structure record: here nothing does.
 */
#ifndef STORE_SEGMENT_WRITER_H
#define STORE_SEGMENT_WRITER_H

#include "store/index_rows.h"

/* FTS5_MAX_TOKEN_SIZE: what is longer is cut. */
#define SEGMENT_TERM_LIMIT 32768

struct segment_writer;

/* ${rows} are lent. */
int segment_writer_open(struct segment_writer **out, struct index_rows *rows,
    struct err *err);
void segment_writer_close(struct segment_writer *w);

/* Begin a segment.  0 or -1. */
int segment_writer_begin(struct segment_writer *w, struct err *err);

/*
 * The next term, in memcmp()'s order, at most SEGMENT_TERM_LIMIT bytes.
 * ${doclist}: for each article, in rising order, a varint of its id, the
 * first one's own and of the others how much larger it is; a varint of twice
 * the size of its positions, plus 1 where what older segments say of it no
 * longer counts; its positions.  0 or -1.
 */
int segment_writer_add(struct segment_writer *w, const char *term,
    size_t len, const unsigned char *doclist, size_t size, struct err *err);

/* The segment is complete.  0 or -1. */
int segment_writer_end(struct segment_writer *w, struct err *err);

/* How many segments there were when the last one was complete; 0: none was. */
size_t segment_writer_count(const struct segment_writer *w);

#endif
