/*
 * A piece of work for one worker: records of one file, raw, and what became
 * of them.
 */
#ifndef LOAD_JOB_H
#define LOAD_JOB_H

#include "read/clean.h"
#include "read/format.h"
#include "store/writer.h"

/* Bytes of small records that travel together: some dozen articles. */
#define JOB_BYTES ((size_t)256 * 1024)

/* Why something that was met is not in the archive, or not as expected. */
enum trouble_kind {
	TROUBLE_UNREADABLE,	/* a file, folder or address */
	TROUBLE_DAMAGED,	/* a record, or a file that breaks off */
	TROUBLE_EMPTY,		/* no article in it */
	TROUBLE_BINARY,
	TROUBLE_LOOP,
	TROUBLE_SPECIAL,	/* a device, socket, pipe */
	TROUBLE_CLASH,		/* one address, two texts; both are kept */
	TROUBLES
};

/* One record: where it lies in the job's bytes, and the article made of it. */
struct slice {
	size_t start, len;
	long number;
	size_t line;
	struct entry *entry;	/* owned; NULL: ${trouble} says why */
	enum trouble_kind kind;
	struct err trouble;	/* "" : nothing to tell */
};

struct job {
	struct store_file *file;	/* shared by the file's jobs */
	const struct format *format;	/* NULL: nothing to read */
	char *name;		/* as messages name the file */
	char *tail;		/* see struct document */
	char *url, *charset;	/* of what was fetched, else NULL */
	struct buf bytes;	/* records, each with a NUL behind it */
	struct slice *slices;
	size_t count, cap;
	bool last;		/* the file ends with this job */
	enum file_end end;	/* how, for the last one */
};

/* What every worker needs to know.  Borrowed. */
struct job_settings {
	struct clean_settings clean;
	bool cut;		/* cut the texts into terms: they are stored */
};

/* A job of ${file}; strings are copied.  NULL: out of memory. */
struct job *job_new(struct store_file *file, const struct format *format,
    const char *name, const char *tail);
void job_free(struct job *job);

/* Add a record, or (bytes NULL) a trouble alone.  0, or -1: out of memory. */
int job_add(struct job *job, const struct record *record);
int job_trouble(struct job *job, enum trouble_kind kind, long number,
    const char *sentence);

/* The worker's side: see struct workers_task. */
void *job_worker_open(void *settings);
void job_worker_work(void *worker, void *job);
void job_worker_close(void *worker);

#endif
