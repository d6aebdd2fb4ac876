/*
 * What is left to do after a batch is stored, on a thread of its own: its
 * entries are let go, and the write-ahead log is copied into the database
 * (a passive checkpoint, https://www.sqlite.org/wal.html), so that the
 * writer goes straight on to the next batch.
 */
#ifndef STORE_SWEEP_H
#define STORE_SWEEP_H

#include "store/entry.h"

struct sweep;

/* ${path}: the database, which gets a connection of the thread's own. */
int sweep_open(struct sweep **out, const char *path, struct err *err);

/*
 * Hand over ${count} entries, and what was committed.  ${entries} is copied.
 * Waits where the batch before is not done yet.
 */
void sweep_batch(struct sweep *s, struct entry *const *entries,
    size_t count);

/*
 * Keep the log from growing without end: SQLite starts it anew only at the
 * beginning of a transaction before which all of it was copied.  To be
 * called before one; waits only where the log has grown large.
 */
void sweep_before(struct sweep *s);

/* Wait until everything is done, and end.  Takes NULL. */
void sweep_close(struct sweep *s);

#endif
