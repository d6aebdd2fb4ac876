/*
 * A pipeline of three stations: one thread submits jobs, several work on
 * them, one takes them in the order they were submitted.
 *
 *	submit -> [ring of jobs in flight] -> next
 *	             ^  ^  ^  workers
 *
 * What is in flight is bounded by number and by weight (bytes), so that
 * memory is bounded however fast the submitter is.
 */
#ifndef BASE_WORKERS_H
#define BASE_WORKERS_H

#include <stddef.h>

#include "base/err.h"

struct workers;

/* What one worker does to a job.  ${state} is that worker's own. */
struct workers_task {
	void *(*open)(void *ctx);	/* NULL: out of memory; called by
					 * workers_open() */
	void (*work)(void *state, void *job);
	void (*close)(void *state);
	void *ctx;
};

/*
 * Start ${threads} of them; at most ${jobs} jobs and ${weight} of weight are
 * in flight (a single heavier job passes alone).  0 or -1.
 */
int workers_open(struct workers **out, const struct workers_task *task,
    int threads, size_t jobs, size_t weight, struct err *err);

/* Submit a job; waits for room. */
void workers_submit(struct workers *w, void *job, size_t weight);

/* No more jobs come. */
void workers_end(struct workers *w);

/*
 * The next job, done, in the order of submission; waits for it.  The job is
 * the caller's again, and its weight is free.  NULL when all are done.
 */
void *workers_next(struct workers *w);

/* Join all threads; workers_next() must have returned NULL.  Takes NULL. */
void workers_close(struct workers *w);

#endif
