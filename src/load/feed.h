/*
 * The first station of the pipeline: finds files, decides which to read,
 * cuts them into jobs.
 */
#ifndef LOAD_FEED_H
#define LOAD_FEED_H

#include <stdatomic.h>

#include "base/workers.h"
#include "load/job.h"
#include "store/files.h"

/* What is fed, seen from the other stations while it runs. */
struct feed_progress {
	atomic_llong files;	/* met so far */
	atomic_llong bytes;	/* read or passed over so far */
	atomic_llong all_bytes;	/* to read in all; 0: not known */
	atomic_llong unchanged;	/* files passed over */
	atomic_llong hidden;	/* files and folders with a leading dot */
};

struct feed_settings {
	char *const *paths;	/* files, folders, URLs, "-" */
	int count;
	const char *database;	/* its path, which is no input; or NULL */
	struct files *files;	/* what earlier runs read; NULL: read all */
	const atomic_bool *stop;	/* Ctrl-C */
	const atomic_bool *failed;	/* the writer gave up */
	bool measure;	/* find all_bytes first: somebody watches */
};

/*
 * Feed all paths to ${w} and end it.  Troubles travel as jobs.  0, or -1 for
 * what stops the run (memory, the database).
 */
int feed(struct workers *w, const struct feed_settings *settings,
    struct feed_progress *progress, struct err *err);

#endif
