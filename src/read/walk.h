/*
 * Files and folders on their way in: recursion in a stable order (bytes of
 * names), links followed, loops noticed.
 */
#ifndef READ_WALK_H
#define READ_WALK_H

#include <stdbool.h>
#include <stdint.h>

#include "base/err.h"

enum walk_kind {
	WALK_FILE,	/* a regular file to read */
	WALK_HIDDEN,	/* its name begins with a dot */
	WALK_OWN,	/* the database, which is no input */
	WALK_LOOP,	/* a link to a folder above itself */
	WALK_SPECIAL,	/* a device, socket or pipe */
	WALK_UNREADABLE	/* ${problem} says why */
};

struct walked {
	enum walk_kind kind;
	const char *path;	/* absolute; lives until the next call */
	const char *tail;	/* within path: from the root's own name on */
	int64_t size;		/* bytes */
	int64_t mtime;		/* nanoseconds since the epoch */
	const char *problem;	/* a sentence, for WALK_UNREADABLE */
};

struct walk;

/*
 * Walk the file or folder ${root}.  ${own} is the database's path, or NULL:
 * it, its journal and its log are not walked.  0, or -1 where there is no
 * such file or folder.
 */
int walk_open(struct walk **out, const char *root, const char *own,
    struct err *err);
void walk_close(struct walk *w);

/* The next one: 1; 0 at the end; -1: out of memory. */
int walk_next(struct walk *w, struct walked *out, struct err *err);

#endif
