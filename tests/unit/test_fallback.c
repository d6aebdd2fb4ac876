/*
 * The engine over FTS5's own tables, which serve where the index is of a
 * version not known here, against the engine over the segments: random trees.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "asking.h"
#include "find/collect.h"
#include "made.h"

#define TREES 3000
#define DEPTH 4

static struct err err;

/* An engine as find/search opens it. */
static void
engine_open(struct engine *e, const char *path, bool fall_back)
{
	memset(e, 0, sizeof(*e));
	if (archive_open(&e->archive, path, ARCHIVE_READ, NULL, &err) ||
	    tokenizer_open(&e->tokenizer, archive_db(e->archive), &err) ||
	    segments_open(&e->segments, e->archive, &err) ||
	    blocks_open(&e->blocks, e->archive, &err) ||
	    sqlite3_exec(archive_db(e->archive), "BEGIN", NULL, NULL, NULL) ||
	    segments_begin(e->segments, &err) ||
	    blocks_begin(e->blocks, &err) < 0 ||
	    languages_read(&e->languages, e->archive, &err) ||
	    (fall_back && segments_fall_back(e->segments, &err)))
		fail_msg("%s", err.text);
	e->articles = archive_number(e->archive, "articles");
	e->words = archive_number(e->archive, "words");
	assert_int_equal(segments_at(e->segments, 0)->id == SEGMENTS_FTS5,
	    fall_back);
}

static void
engine_close(struct engine *e)
{
	segments_close(e->segments);
	blocks_close(e->blocks);
	tokenizer_close(e->tokenizer);
	archive_close(e->archive, NULL);
}

static void
ask(struct engine *e, const struct query *q, struct collected *out)
{
	struct match match = MATCH_INIT;
	struct match_options options = { &e->languages, e->tokenizer, false };
	struct filter filter = FILTER_INIT;
	struct collect_request request = { .match = &match,
	    .filter = &filter, .order = BEST_OLDEST };

	if (match_make(&match, q, &options, &err) ||
	    collect(e, &request, out, &err))
		fail_msg("%s", err.text);
	match_release(&match);
}

static bool
same(const struct collected *a, const struct collected *b)
{
	size_t i;

	if (a->total != b->total || a->best.count != b->best.count)
		return false;
	for (i = 0; i < a->best.count; i++)
		if (a->best.items[i].id != b->best.items[i].id)
			return false;
	return true;
}

static void
compare(const struct corpora *c)
{
	struct engine pages, rows;
	struct collected a, b;
	struct plain plain;
	struct trees t = { .plain = &plain, .kinds = TREES_ALL,
	    .fields = TREES_ALL, .odd_runs = true };
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct query q;
	uint32_t i, found = 0;

	plain_open(&plain, c->database);
	engine_open(&pages, c->database, false);
	engine_open(&rows, c->database, true);
	for (i = 0; i < asking_count(TREES); i++) {
		trees_grow(&t, i, i % (DEPTH + 1), &q);
		ask(&pages, &q, &a);
		ask(&rows, &q, &b);
		if (!same(&a, &b)) {
			buf_reset(&text);
			trees_print(q.root, &text);
			fail_msg("tree %u: %s: %lld, and %lld by FTS5's "
			    "tables", i, text.data, (long long)a.total,
			    (long long)b.total);
		}
		found += a.total > 0;
		collected_release(&a);
		collected_release(&b);
		query_release(&q);
	}
	assert_in_range(found, i / 10, i);
	engine_close(&pages);
	engine_close(&rows);
	plain_close(&plain);
	buf_release(&text);
}

static void
sample(void **state)
{
	struct corpora c;

	(void)state;
	corpora_sample(&c);
	compare(&c);
	corpora_release(&c);
}

static void
made(void **state)
{
	struct corpora c;

	(void)state;
	made_begin(&c, 128);
	made_load(&c, 0, 150, false);
	made_load(&c, 150, 150, false);
	made_load(&c, 0, 150, true);
	made_order(&c, "merge", -20);
	compare(&c);
	corpora_release(&c);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample),
		cmocka_unit_test(made)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
