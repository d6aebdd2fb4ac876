/* A pipeline of three stations: submit, work, take in order. */
#include "base/workers.h"

#include <pthread.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#ifdef __linux__
#include <sys/resource.h>
#endif

/* A tenth of the weight of a thread that is not nice (sched(7)). */
#define WORKERS_NICE 10

struct place {
	void *job;
	size_t weight;
	bool done;
};

struct workers {
	pthread_mutex_t lock;
	pthread_cond_t changed;	/* any of the numbers below */
	struct place *ring;	/* job number n stands at n modulo size */
	size_t size;
	uint64_t submitted;	/* numbers given so far */
	uint64_t started;	/* taken up by a worker */
	uint64_t taken;		/* handed out by workers_next() */
	size_t weight, limit;	/* in flight, and at most */
	bool ended;
	struct workers_task task;
	int threads;
	struct worker {
		struct workers *workers;
		pthread_t thread;
		void *state;
	} worker[];
};

/*
 * Workers stand back behind the one who takes their jobs, since everybody
 * waits for that one in the end.  Only on Linux is a priority a thread's own.
 */
static void
stand_back(void)
{
#ifdef __linux__
	setpriority(PRIO_PROCESS, 0, WORKERS_NICE);
#endif
}

static void *
work(void *arg)
{
	struct worker *self = arg;
	struct workers *w = self->workers;
	struct place *p;

	stand_back();
	pthread_mutex_lock(&w->lock);
	for (;;) {
		while (w->started == w->submitted && !w->ended)
			pthread_cond_wait(&w->changed, &w->lock);
		if (w->started == w->submitted)
			break;
		p = &w->ring[w->started++ % w->size];
		pthread_mutex_unlock(&w->lock);
		w->task.work(self->state, p->job);
		pthread_mutex_lock(&w->lock);
		p->done = true;
		pthread_cond_broadcast(&w->changed);
	}
	pthread_mutex_unlock(&w->lock);
	return NULL;
}

/* Start one more worker.  0 or -1. */
static int
start(struct workers *w)
{
	struct worker *self = &w->worker[w->threads];

	self->workers = w;
	self->state = w->task.open(w->task.ctx);
	if (!self->state)
		return -1;
	if (pthread_create(&self->thread, NULL, work, self)) {
		w->task.close(self->state);
		return -1;
	}
	w->threads++;
	return 0;
}

int
workers_open(struct workers **out, const struct workers_task *task,
    int threads, size_t jobs, size_t weight, struct err *err)
{
	struct workers *w;

	*out = NULL;
	w = calloc(1, sizeof(*w) + (size_t)threads * sizeof(w->worker[0]));
	if (!w)
		return err_memory(err);
	w->ring = calloc(jobs, sizeof(*w->ring));
	if (!w->ring) {
		free(w);
		return err_memory(err);
	}
	w->size = jobs;
	w->limit = weight;
	w->task = *task;
	pthread_mutex_init(&w->lock, NULL);
	pthread_cond_init(&w->changed, NULL);
	while (w->threads < threads && start(w) == 0)
		;
	if (!w->threads) {
		workers_close(w);
		return err_set(err, "cannot start a thread");
	}
	*out = w;
	return 0;
}

void
workers_submit(struct workers *w, void *job, size_t weight)
{
	pthread_mutex_lock(&w->lock);
	while (w->submitted - w->taken == w->size ||
	    (w->weight && w->weight + weight > w->limit))
		pthread_cond_wait(&w->changed, &w->lock);
	w->ring[w->submitted++ % w->size] =
	    (struct place){ job, weight, false };
	w->weight += weight;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

void
workers_end(struct workers *w)
{
	pthread_mutex_lock(&w->lock);
	w->ended = true;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

void *
workers_next(struct workers *w)
{
	struct place *p;
	void *job = NULL;

	pthread_mutex_lock(&w->lock);
	for (;;) {
		p = &w->ring[w->taken % w->size];
		if (w->taken < w->submitted && p->done)
			break;
		if (w->taken == w->submitted && w->ended)
			break;
		pthread_cond_wait(&w->changed, &w->lock);
	}
	if (w->taken < w->submitted) {
		job = p->job;
		w->weight -= p->weight;
		w->taken++;
		pthread_cond_broadcast(&w->changed);
	}
	pthread_mutex_unlock(&w->lock);
	return job;
}

void
workers_close(struct workers *w)
{
	int i;

	if (!w)
		return;
	workers_end(w);
	for (i = 0; i < w->threads; i++) {
		pthread_join(w->worker[i].thread, NULL);
		w->task.close(w->worker[i].state);
	}
	pthread_cond_destroy(&w->changed);
	pthread_mutex_destroy(&w->lock);
	free(w->ring);
	free(w);
}
