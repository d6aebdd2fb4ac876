/*
 * The engine against the plain evaluator: random trees about data/sample and
 * about real articles.
 *
 * A failing tree is shown as small as it gets.  TREE=NUMBER asks that one
 * alone.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "asking.h"

/* Questions with SOAK=1; a tenth of them else. */
#define SAMPLE_QUESTIONS 4000
#define REAL_QUESTIONS 16000
#define DEPTH 4

/* A hit is shown as well: its snippet knows the same operators. */
static void
show_hit(struct asking *a, struct trees *t)
{
	struct err err = ERR_INIT;
	struct hit hit;
	size_t i;

	if (!a->got.count || trees_dice(t, 4))
		return;
	i = trees_dice(t, (uint32_t)a->got.count);
	assert_int_equal(search_hit(a->ground->search, i, &hit, &err), 0);
	assert_int_equal(hit.id, search_id(a->ground->search, i));
	assert_non_null(hit.snippet);
	assert_true(utf8_valid(hit.snippet, strlen(hit.snippet)));
}

/* The number of trees that fail. */
static uint32_t
ask_trees(struct ground *g, uint32_t count)
{
	struct trees t = { .plain = &g->plain, .kinds = TREES_ALL,
	    .fields = TREES_ALL, .odd_runs = true };
	const char *one = getenv("TREE");
	struct asking a;
	struct query q;
	uint32_t i, failures = 0, found = 0;

	asking_open(&a, g);
	for (i = 0; i < count && failures < ASKING_FAILURES; i++) {
		if (one && (uint32_t)strtoul(one, NULL, 10) != i)
			continue;
		trees_grow(&t, i, i % (DEPTH + 1), &q);
		asking_draw(&a, &t);
		if (asking_differs(&q, &a)) {
			asking_show(&a, i, &q, asking_differs);
			failures++;
		}
		found += a.want.count > 0;
		show_hit(&a, &t);
		query_release(&q);
	}
	asking_close(&a);
	print_message("# %u trees, %u with hits\n", i, found);
	return failures;
}

static void
sample(void **state)
{
	struct ground g;
	uint32_t failures;

	(void)state;
	corpora_sample(&g.corpora);
	ground_open(&g);
	failures = ask_trees(&g, asking_count(SAMPLE_QUESTIONS));
	ground_close(&g);
	assert_int_equal(failures, 0);
}

static void
real_articles(void **state)
{
	struct ground g;
	uint32_t failures;

	(void)state;
	if (!corpora_real(&g.corpora))
		return;
	ground_open(&g);
	failures = ask_trees(&g, asking_count(REAL_QUESTIONS));
	ground_close(&g);
	assert_int_equal(failures, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample),
		cmocka_unit_test(real_articles)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
