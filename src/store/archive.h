/*
 * An archive: one SQLite file, open for reading or for writing.
 */
#ifndef STORE_ARCHIVE_H
#define STORE_ARCHIVE_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

/* The schema this program writes; a file of a later one is refused. */
#define ARCHIVE_VERSION 1

/*
 * Milliseconds a connection waits for its turn: another newsindex holds the
 * file for one batch at a time, some seconds.
 */
#define ARCHIVE_WAIT 60000

enum archive_mode {
	ARCHIVE_READ,	/* must exist; never written */
	ARCHIVE_WRITE	/* made where missing; write-ahead log, no triggers */
};

struct archive;

/*
 * Open ${path}.  An existing file that is no archive, or one of a later
 * version, is refused.  ARCHIVE_WRITE also leaves *${note}, where note is not
 * NULL, pointing at a static sentence worth telling (no write-ahead log on
 * this file system), else NULL.  0 or -1.
 */
int archive_open(struct archive **out, const char *path,
    enum archive_mode mode, const char **note, struct err *err);

/*
 * Close it; takes NULL.  A writer returns the file to rollback mode, so that
 * it can be read from a read-only folder; where another connection keeps it
 * from doing so *${note} says it, else it is NULL.  note may be NULL.
 */
void archive_close(struct archive *a, const char **note);

sqlite3 *archive_db(struct archive *a);

/*
 * Prepare ${sql}, a text of the folder schema.  The caller finalises it.
 * NULL with ${err} on failure.
 */
sqlite3_stmt *archive_prepare(struct archive *a, const char *sql,
    struct err *err);

/* The number under ${key} in meta; 0 where there is none. */
int64_t archive_number(struct archive *a, const char *key);

/* err_set() from the connection's last error: "cannot WHAT: reason". */
int archive_failed(struct archive *a, const char *what, struct err *err);

/*
 * $NEWSFIND_DB, else ./news.db where there is one, else
 * $XDG_DATA_HOME/newsfind/news.db (~/.local/share).  With ${make}, missing
 * folders of the last are made.  Written to ${out}, of ${size} bytes.
 */
int archive_default_path(char *out, size_t size, bool make, struct err *err);

#endif
