/* A pipeline of three stations: submit, work, take in order. */
#include "base/workers.h"

#include <pthread.h>
#include <stdint.h>
#include <stdlib.h>

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
	bool ended, stopped;
	struct workers_task task;
	int failed;		/* workers that found no memory to begin */
	int threads;
	pthread_t thread[];
};

static void *
work(void *arg)
{
	struct workers *w = arg;
	void *state = w->task.open(w->task.ctx);
	struct place *p;

	pthread_mutex_lock(&w->lock);
	if (!state) {
		w->failed++;
		pthread_cond_broadcast(&w->changed);
		pthread_mutex_unlock(&w->lock);
		return NULL;
	}
	for (;;) {
		while (w->started == w->submitted && !w->ended)
			pthread_cond_wait(&w->changed, &w->lock);
		if (w->started == w->submitted)
			break;
		p = &w->ring[w->started++ % w->size];
		pthread_mutex_unlock(&w->lock);
		w->task.work(state, p->job);
		pthread_mutex_lock(&w->lock);
		p->done = true;
		pthread_cond_broadcast(&w->changed);
	}
	pthread_mutex_unlock(&w->lock);
	w->task.close(state);
	return NULL;
}

int
workers_open(struct workers **out, const struct workers_task *task,
    int threads, size_t jobs, size_t weight, struct err *err)
{
	struct workers *w;

	*out = NULL;
	w = calloc(1, sizeof(*w) + (size_t)threads * sizeof(w->thread[0]));
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
	while (w->threads < threads && pthread_create(
	    &w->thread[w->threads], NULL, work, w) == 0)
		w->threads++;
	if (!w->threads) {
		workers_close(w);
		return err_set(err, "cannot start a thread");
	}
	*out = w;
	return 0;
}

/* Has every worker given up before it began? */
static bool
lost(const struct workers *w)
{
	return w->failed == w->threads;
}

int
workers_submit(struct workers *w, void *job, size_t weight)
{
	int result = -1;

	pthread_mutex_lock(&w->lock);
	while (!w->stopped && !lost(w) &&
	    (w->submitted - w->taken == w->size ||
	    (w->weight && w->weight + weight > w->limit)))
		pthread_cond_wait(&w->changed, &w->lock);
	if (!w->stopped && !lost(w)) {
		w->ring[w->submitted++ % w->size] =
		    (struct place){ job, weight, false };
		w->weight += weight;
		pthread_cond_broadcast(&w->changed);
		result = 0;
	}
	pthread_mutex_unlock(&w->lock);
	return result;
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
		if ((w->taken == w->submitted && w->ended) || lost(w))
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
workers_stop(struct workers *w)
{
	pthread_mutex_lock(&w->lock);
	w->stopped = true;
	pthread_cond_broadcast(&w->changed);
	pthread_mutex_unlock(&w->lock);
}

void
workers_close(struct workers *w)
{
	int i;

	if (!w)
		return;
	workers_end(w);
	for (i = 0; i < w->threads; i++)
		pthread_join(w->thread[i], NULL);
	pthread_cond_destroy(&w->changed);
	pthread_mutex_destroy(&w->lock);
	free(w->ring);
	free(w);
}
