/*
 * The rows FTS5 keeps its index in, as rows: the statements that read and
 * write them.
 */
#ifndef STORE_INDEX_ROWS_H
#define STORE_INDEX_ROWS_H

#include "base/buf.h"
#include "store/archive.h"

/* Ids of articles_fts_data (FTS5_AVERAGES_ROWID, FTS5_STRUCTURE_ROWID). */
#define INDEX_AVERAGES 1
#define INDEX_STRUCTURE 10

/*
 * Page ${number} of a segment (fts5_dri()); with ${height} from 1 on, that of
 * a doclist index, the leaves of which have the height 1.
 */
static inline int64_t
index_page_id(int64_t segment, int height, uint32_t number)
{
	int64_t kind = height ? 32 + height - 1 : 0;

	return segment << 37 | kind << 31 | (int64_t)number;
}

struct index_rows {
	struct archive *archive;
	sqlite3_stmt *read, *write, *leaf, *put_size, *drop_size;
};

int index_rows_open(struct index_rows *r, struct archive *a,
    struct err *err);
void index_rows_release(struct index_rows *r);

/* The record ${id} of articles_fts_data.  1, 0: there is none, -1. */
int index_rows_read(struct index_rows *r, int64_t id, struct buf *out,
    struct err *err);

int index_rows_write(struct index_rows *r, int64_t id, const void *bytes,
    size_t len, struct err *err);

/* The way to a leaf: see schema/find-leaf.sql. */
int index_rows_leaf(struct index_rows *r, int64_t segment, const void *key,
    size_t len, int64_t pgno, struct err *err);

/* How many words the columns of an article have, a varint each. */
int index_rows_put_size(struct index_rows *r, int64_t article,
    const void *bytes, size_t len, struct err *err);
int index_rows_drop_size(struct index_rows *r, int64_t article,
    struct err *err);

#endif
