/*
 * What is known of files from earlier runs, for the thread that decides
 * which to read; it has a connection of its own.
 */
#ifndef STORE_FILES_H
#define STORE_FILES_H

#include <stdbool.h>
#include <stdint.h>

#include "base/digest.h"
#include "base/err.h"

struct files;

struct file_known {
	bool whole;		/* it was read to its end */
	int64_t size;		/* bytes then */
	int64_t mtime;		/* nanoseconds since the epoch, then */
	char digest[DIGEST_SIZE];
	int64_t damaged;	/* records that could not be read */
};

int files_open(struct files **out, const char *archive_path,
    struct err *err);
void files_close(struct files *f);

/* Look up an absolute path or URL; one that is not known is not whole. */
int files_known(struct files *f, const char *path, struct file_known *out,
    struct err *err);

#endif
