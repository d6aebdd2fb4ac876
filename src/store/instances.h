/*
 * The index as FTS5 itself tells it, by its table fts5vocab(instance): slow,
 * and right for every version of its format.  What doclist and vocabulary
 * fall back on, and what the tests compare them with.
 */
#ifndef STORE_INSTANCES_H
#define STORE_INSTANCES_H

#include "base/buf.h"
#include "store/archive.h"

/* Make the tables, in this connection alone.  0 or -1. */
int instances_prepare(struct archive *a, struct err *err);

struct instances;

/* The articles of one term. */
int instances_open(struct instances **out, struct archive *a,
    const char *term, size_t len, struct err *err);
void instances_rewind(struct instances *i);
void instances_close(struct instances *i);

/*
 * The next article, rising by id; ${positions} is filled as doclist.h tells.
 * 1, 0: no more, -1.
 */
int instances_next(struct instances *i, int64_t *id, struct buf *positions,
    struct err *err);

#endif
