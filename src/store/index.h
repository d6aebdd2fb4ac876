/*
 * The full-text index of an archive, for the one who writes it.
 *
 * What is added and removed is gathered and then written by us as a segment
 * of FTS5's index (store/segment_writer.h): FTS5 itself only merges them, in
 * a connection of its own, since one that has read the index would not see
 * what ours writes.
 */
#ifndef STORE_INDEX_H
#define STORE_INDEX_H

#include "store/archive.h"
#include "store/inverter.h"

struct index;

int index_open(struct index **out, struct archive *a, struct err *err);
void index_close(struct index *ix);

/*
 * Index an article under ${id}.  Ids of what is added and removed rise until
 * index_write(); of one that is changed the old text is removed first.
 */
int index_add(struct index *ix, int64_t id, const struct inverted *in,
    struct err *err);

/*
 * Take an article out again: the terms must be those it was added with, so
 * its texts and language as they are stored.
 */
int index_remove(struct index *ix, int64_t id, const char *language,
    const char *title, const char *body, struct err *err);

/* Write what was added and removed.  0 or -1. */
int index_write(struct index *ix, struct err *err);

/* The transaction was undone: forget what was not written yet. */
void index_forget(struct index *ix);

/*
 * Merge segments in small steps until at most INDEX_SEGMENTS are left or
 * ${seconds} are over.  Not inside a transaction.
 */
#define INDEX_SEGMENTS 16
int index_merge(struct index *ix, double seconds, struct err *err);

/*
 * Are there so many segments that they should be merged before the end of a
 * run?  Every question looks into each, and FTS5 has no more than 2000.
 */
#define INDEX_CROWDED 32
bool index_crowded(const struct index *ix);

#endif
