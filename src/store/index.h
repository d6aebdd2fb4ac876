/*
 * The full-text index of an archive, for the one who writes it.
 *
 * Opening it registers, in this connection alone, a tokenizer under the name
 * the schema gives ("unicode61"), which hands FTS5 our terms; the newest
 * registration of a name wins.  It must be opened before anything touches
 * articles_fts.
 */
#ifndef STORE_INDEX_H
#define STORE_INDEX_H

#include "store/archive.h"
#include "store/tokens.h"

struct index;

int index_open(struct index **out, struct archive *a, struct err *err);
void index_close(struct index *ix);

/* Index an article under ${id}; the terms of its title and body are given. */
int index_add(struct index *ix, int64_t id, const struct tokens *title,
    const struct tokens *body, struct err *err);

/*
 * Take an article out again: the terms must be those it was added with, so
 * its texts and language as they are stored.
 */
int index_remove(struct index *ix, int64_t id, const char *language,
    const char *title, const char *body, struct err *err);

/*
 * Merge segments in small steps until at most INDEX_SEGMENTS are left or
 * ${seconds} are over.
 */
#define INDEX_SEGMENTS 16
int index_merge(struct index *ix, double seconds, struct err *err);

#endif
