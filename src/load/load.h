/*
 * A run of newsindex: files in, an archive written, what became of them.
 *
 *	feed (a thread) -> jobs -> workers -> in order -> the writer (this one)
 */
#ifndef LOAD_LOAD_H
#define LOAD_LOAD_H

#include "load/feed.h"
#include "load/job.h"

struct load_result {
	bool began;		/* false: the database was refused */
	int64_t outcome[ENTRY_OUTCOMES];	/* articles */
	int64_t undated;	/* of the new and changed ones */
	int64_t trouble[TROUBLES];
	int64_t files, unchanged_files, hidden;
	int64_t bytes;		/* read */
	int64_t gone_files;	/* known, under a folder asked for, not there
				 * any more */
	int64_t gone_records;	/* no longer in files that still are */
	int64_t removed;	/* articles, by --prune */
	bool kept_root;		/* --prune left a folder alone: it is empty */
};

/* What a run tells while it runs.  Any may be NULL. */
struct load_listener {
	/* An article was read (only where nothing is stored). */
	void (*article)(void *ctx, const struct article *a);
	/* ${number}: the record, or 0. */
	void (*trouble)(void *ctx, enum trouble_kind kind, const char *name,
	    long number, const char *sentence);
	/* Now and then, several times a second. */
	void (*progress)(void *ctx, const struct feed_progress *p,
	    int64_t articles);
	void *ctx;
};

struct load_settings {
	char *const *paths;
	int count;
	const char *database;	/* NULL: nothing is stored */
	const char *source, *language;	/* override; or NULL */
	int threads;
	bool reread;		/* unchanged files too */
	bool prune;
	bool measure;		/* see struct feed_settings */
	const atomic_bool *stop;
	struct load_listener listener;
};

/*
 * Run.  ${result} holds what was done, also where it was broken off.  A
 * sentence worth telling comes as a trouble.  ${note} becomes a static
 * sentence, or NULL.  0 or -1.
 */
int load_run(const struct load_settings *settings,
    struct load_result *result, const char **note, struct err *err);

#endif
