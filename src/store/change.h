/*
 * The changes of one batch: rows at once, the index and the facts together
 * at its end in one rising sequence of ids, as the index wants them.  All
 * inside the caller's transaction.
 */
#ifndef STORE_CHANGE_H
#define STORE_CHANGE_H

#include "store/entry.h"
#include "store/statements.h"

struct changes;

int changes_open(struct changes **out, struct archive *a,
    struct statements *statements, struct err *err);
void changes_close(struct changes *c);

/*
 * Find out which article ${e} is, and store it: its row and its place.  With
 * ${by_text} only entries are settled that are known by their text alone and
 * are stored already; without it all that are not settled yet.  Sets the
 * outcome and lets the body go, whose terms stay.  ${e} must live until
 * changes_write().  0 or -1.
 */
int changes_settle(struct changes *c, struct entry *e, int64_t run,
    bool by_text, struct err *err);

/* Remove the article ${id}. */
int changes_remove(struct changes *c, int64_t id, struct err *err);

/* Bytes of the bodies kept, of articles removed, until changes_write(). */
size_t changes_weight(const struct changes *c);

/* Write the index, facts and counters of what was settled and removed. */
int changes_write(struct changes *c, struct err *err);

/*
 * How many articles lost their last place in this run because the record at
 * that place is another now.  0 or -1.
 */
int changes_displaced(struct changes *c, int64_t *count, struct err *err);

/* The transaction was undone: forget what it gave and gathered. */
void changes_forget(struct changes *c);

/* index_merge(), index_crowded(). */
int changes_merge(struct changes *c, double seconds, struct err *err);
bool changes_crowded(const struct changes *c);

#endif
