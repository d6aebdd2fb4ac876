/* base/workers: order kept, all jobs done once, number and weight bounded. */
#include <pthread.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

#include "base/workers.h"

#define JOBS 3000
#define FLIGHT 64
#define WEIGHT 100
#define HEAVY 300		/* passes alone */

struct job {
	int number;
	size_t weight;
	int worked;
};

static struct job jobs[JOBS];
static atomic_int states;		/* of workers, open now */

static void *
open_state(void *ctx)
{
	(void)ctx;
	atomic_fetch_add(&states, 1);
	return malloc(1);
}

static void
close_state(void *state)
{
	atomic_fetch_sub(&states, 1);
	free(state);
}

/* Some jobs take longer than others, so that they overtake. */
static void
work(void *state, void *arg)
{
	struct job *job = arg;
	volatile int spin = job->number % 7 == 0 ? 20000 : 10;

	(void)state;
	while (spin)
		spin--;
	job->worked++;
}

struct line {
	struct workers *workers;
	atomic_int submitted, taken;
	atomic_size_t weight;	/* about to be submitted, and not taken */
};

static void *
submit_all(void *arg)
{
	struct line *line = arg;
	int i;

	for (i = 0; i < JOBS; i++) {
		atomic_fetch_add(&line->weight, jobs[i].weight);
		atomic_fetch_add(&line->submitted, 1);
		workers_submit(line->workers, &jobs[i], jobs[i].weight);
	}
	workers_end(line->workers);
	return NULL;
}

/* Nothing is in flight that passes the bounds, as the taker sees it. */
static void
check_bounds(struct line *line)
{
	int flying = atomic_load(&line->submitted) -
	    atomic_load(&line->taken);

	/* The job that waits for room and the one just taken count too. */
	assert_true(flying <= FLIGHT + 2);
	assert_true(atomic_load(&line->weight) <= 3 * HEAVY);
}

static void
run(int threads)
{
	const struct workers_task task = {
		open_state, work, close_state, NULL
	};
	struct line line = { 0 };
	struct job *job;
	pthread_t submitter;
	int i;

	for (i = 0; i < JOBS; i++)
		jobs[i] = (struct job){ i, i > JOBS / 2 ? 0 :
		    i % 50 == 0 ? HEAVY : WEIGHT / 2, 0 };
	assert_int_equal(workers_open(&line.workers, &task, threads, FLIGHT,
	    WEIGHT, NULL), 0);
	assert_int_equal(atomic_load(&states), threads);
	assert_int_equal(pthread_create(&submitter, NULL, submit_all, &line),
	    0);
	for (i = 0; (job = workers_next(line.workers)); i++) {
		assert_int_equal(job->number, i);
		assert_int_equal(job->worked, 1);
		check_bounds(&line);
		atomic_fetch_add(&line.taken, 1);
		atomic_fetch_sub(&line.weight, job->weight);
	}
	assert_int_equal(i, JOBS);
	assert_null(workers_next(line.workers));
	pthread_join(submitter, NULL);
	workers_close(line.workers);
	assert_int_equal(atomic_load(&states), 0);
}

static void
ordered(void **state)
{
	int threads;

	(void)state;
	for (threads = 1; threads <= 8; threads++)
		run(threads);
}

static void
nothing(void **state)
{
	const struct workers_task task = {
		open_state, work, close_state, NULL
	};
	struct workers *w;

	(void)state;
	workers_close(NULL);
	assert_int_equal(workers_open(&w, &task, 2, 1, 1, NULL), 0);
	workers_end(w);
	assert_null(workers_next(w));
	workers_close(w);
	assert_int_equal(atomic_load(&states), 0);
}

static void *
no_state(void *ctx)
{
	(void)ctx;
	return NULL;
}

static void
no_memory(void **state)
{
	const struct workers_task task = {
		no_state, work, close_state, NULL
	};
	struct workers *w;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(workers_open(&w, &task, 2, 1, 1, &err), -1);
	assert_null(w);
	assert_true(err.text[0] != '\0');
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ordered),
		cmocka_unit_test(nothing),
		cmocka_unit_test(no_memory),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
