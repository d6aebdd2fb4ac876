/*
 * FTS5's structure record, which says of what segments the index consists:
 * four bytes of a cookie; how many levels, segments, and pages ever written;
 * for each level, the newest first, segments being merged, segments, and of
 * each from the oldest to the newest its id, first and last page.
 */
#ifndef STORE_STRUCTURE_H
#define STORE_STRUCTURE_H

#include "base/buf.h"
#include "base/err.h"

/*
 * FTS5_MAX_SEGMENT: FTS5 writes none where there are so many, and gives no
 * ids beyond.
 */
#define STRUCTURE_SEGMENTS 2000

/* The lowest id free for a segment.  0, or -1: none, or damaged. */
int structure_free_id(const struct buf *record, int64_t *id,
    struct err *err);

/*
 * The record with a segment more, the newest of all, of the pages 1 to
 * ${pages}, into ${out}; *${count}: how many there are then.  0 or -1.
 */
int structure_add(const struct buf *record, int64_t id, uint32_t pages,
    struct buf *out, size_t *count, struct err *err);

#endif
