/*
 * The reader of FTS5's segments against FTS5's own table of instances: all
 * terms, articles and positions; seeking, taking, blocks; the fall-back.
 *
 * SOAK=1: the whole of the real corpora.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "find/postings.h"
#include "made.h"
#include "store/instances.h"
#include "store/vocabulary.h"

#define SEGMENTS_MOST 64

static struct archive *archive;
static struct segments *segments;
static struct blocks *blocks;
static struct err err;
static uint64_t seed;

static void
open_database(const char *path)
{
	if (archive_open(&archive, path, ARCHIVE_READ, NULL, &err) ||
	    segments_open(&segments, archive, &err) ||
	    blocks_open(&blocks, archive, &err) ||
	    sqlite3_exec(archive_db(archive), "BEGIN", NULL, NULL, NULL) ||
	    segments_begin(segments, &err) || blocks_begin(blocks, &err) < 0 ||
	    instances_prepare(archive, &err))
		fail_msg("%s", err.text);
	assert_in_range(segments_count(segments), 1, SEGMENTS_MOST);
	seed = 1;
}

static void
close_database(void)
{
	segments_close(segments);
	blocks_close(blocks);
	archive_close(archive, NULL);
}

/* ==== A doclist in memory ==== */

struct list {
	int64_t *ids;
	size_t *at, *sizes;	/* of positions, in bytes */
	size_t count, cap;
	struct buf bytes;
};

static void
list_init(struct list *l)
{
	memset(l, 0, sizeof(*l));
	buf_init(&l->bytes, BUF_TEXT_LIMIT);
}

static void
list_release(struct list *l)
{
	free(l->ids);
	free(l->at);
	free(l->sizes);
	buf_release(&l->bytes);
}

static void
list_add(struct list *l, int64_t id, const void *positions, size_t size)
{
	if (l->count == l->cap) {
		l->cap = l->cap ? 2 * l->cap : 64;
		l->ids = realloc(l->ids, l->cap * sizeof(*l->ids));
		l->at = realloc(l->at, l->cap * sizeof(*l->at));
		l->sizes = realloc(l->sizes, l->cap * sizeof(*l->sizes));
		assert_true(l->ids && l->at && l->sizes);
	}
	l->ids[l->count] = id;
	l->at[l->count] = l->bytes.len;
	l->sizes[l->count++] = size;
	buf_add(&l->bytes, positions, size);
	assert_false(l->bytes.failed);
}

/* The place of the first from ${id} on. */
static size_t
list_from(const struct list *l, int64_t id)
{
	size_t i = 0;

	while (i < l->count && l->ids[i] < id)
		i++;
	return i;
}

static void
list_walk(struct list *l, struct doclist *d)
{
	const unsigned char *positions;
	int64_t id;
	size_t size;
	int there;

	l->count = 0;
	buf_reset(&l->bytes);
	while ((there = doclist_next(d, &id, &size, &err)) > 0) {
		positions = doclist_positions(d, &err);
		assert_non_null(positions);
		list_add(l, id, positions, size);
	}
	if (there < 0)
		fail_msg("%s", err.text);
}

static void
check_item(const struct list *l, size_t i, int64_t id, size_t size,
    const unsigned char *positions)
{
	assert_in_range(i, 0, l->count - 1);
	assert_int_equal(id, l->ids[i]);
	assert_int_equal(size, l->sizes[i]);
	if (positions)
		assert_memory_equal(positions, l->bytes.data + l->at[i],
		    size);
}

static void
check_same(const struct list *a, const struct list *b)
{
	size_t i;

	assert_int_equal(a->count, b->count);
	for (i = 0; i < a->count; i++)
		check_item(a, i, b->ids[i], b->sizes[i],
		    (const unsigned char *)b->bytes.data + b->at[i]);
}

/* What all lists say, the newest first. */
static void
list_merge(struct list *out, const struct list *lists, size_t count)
{
	size_t at[SEGMENTS_MOST] = { 0 }, i, newest;
	const struct list *l;

	for (;;) {
		for (i = 0, newest = count; i < count; i++)
			if (at[i] < lists[i].count && (newest == count ||
			    lists[i].ids[at[i]] <
			    lists[newest].ids[at[newest]]))
				newest = i;
		if (newest == count)
			return;
		l = &lists[newest];
		if (l->sizes[at[newest]])
			list_add(out, l->ids[at[newest]], l->bytes.data +
			    l->at[at[newest]], l->sizes[at[newest]]);
		for (i = count; i-- > newest;)
			if (at[i] < lists[i].count && lists[i].ids[at[i]] ==
			    l->ids[at[newest]])
				at[i]++;
	}
}

/* ==== One doclist, in other ways ==== */

/* To random articles, forth, and anew. */
static void
check_seeks(struct doclist *d, const struct list *l)
{
	const unsigned char *positions;
	int64_t from, id;
	size_t round, i, k, size;
	int there;

	for (round = 0; round < 4; round++) {
		doclist_rewind(d);
		for (i = 0; i <= l->count;) {
			k = i + made_below(&seed,
			    1u << made_below(&seed, 10));
			from = k < l->count ? l->ids[k] -
			    made_below(&seed, 2) : INT64_MAX - 1;
			/* It may stand behind that already. */
			k = list_from(l, from);
			i = k > i ? k : i;
			there = doclist_seek(d, from, &id, &size, &err);
			assert_int_equal(there, i < l->count);
			if (!there)
				break;
			positions = made_below(&seed, 2) ?
			    doclist_positions(d, &err) : NULL;
			check_item(l, i, id, size, positions);
			if (made_below(&seed, 4) == 0 && i + 1 < l->count) {
				assert_int_equal(doclist_next(d, &id, &size,
				    &err), 1);
				check_item(l, ++i, id, size, NULL);
			}
		}
	}
}

/* In batches up to random articles, with seeks between them. */
static void
check_takes(struct doclist *d, const struct list *l)
{
	static struct doclist_batch batch;
	size_t i = 0, k, size;
	int64_t last, id;
	int there;

	doclist_rewind(d);
	buf_init(&batch.spill, BUF_TEXT_LIMIT);
	while (i < l->count) {
		k = i + made_below(&seed, 200);
		last = k < l->count ? l->ids[k] : INT64_MAX - 1;
		while ((there = doclist_take(d, last, &batch, &err)) > 0)
			for (k = 0; k < batch.count; k++)
				check_item(l, i++, batch.ids[k],
				    batch.sizes[k], batch.positions[k]);
		assert_int_equal(there, 0);
		assert_int_equal(i, list_from(l, last + 1));
		assert_int_equal(doclist_id(d), i < l->count ? l->ids[i] :
		    INT64_MAX);
		if (i < l->count && made_below(&seed, 4) == 0) {
			i += made_below(&seed, (unsigned)(l->count - i));
			assert_int_equal(doclist_seek(d, l->ids[i], &id,
			    &size, &err), 1);
			check_item(l, i, id, size, made_below(&seed, 2) ?
			    doclist_positions(d, &err) : NULL);
		}
	}
	buf_release(&batch.spill);
}

static void
check_estimate(struct doclist *d, const struct list *l)
{
	int64_t n;

	assert_int_equal(doclist_estimate(d, &n, &err), 0);
	assert_true(n >= 0 && n <= doclist_bytes(d) / 2 + (int64_t)l->count);
}

/* ==== One term, by blocks of articles ==== */

static void
check_block(struct postings *p, const struct list *merged,
    const struct block *b)
{
	static struct places places;
	struct bits all = bits_range(0, b->count);
	size_t i = list_from(merged, b->ids[0]), slot;
	int64_t id;

	places_init(&places, PLACES_ALL);
	if (made_below(&seed, 2)) {
		assert_int_equal(postings_next(p, b->ids[0], &id, &err), 0);
		assert_true(i == merged->count || id <= merged->ids[i]);
	}
	assert_int_equal(postings_read(p, b, &all, &places, &err), 0);
	BITS_EACH(&places.bits, slot) {
		check_item(merged, i++, b->ids[slot], places.size[slot],
		    (unsigned char *)places.bytes.data + places.at[slot]);
	}
	assert_true(i == merged->count || merged->ids[i] > block_last(b));
	places_release(&places);
}

/* Rising, passing over some; falling; estimated in between. */
static void
check_postings(const char *term, size_t len, const struct list *merged)
{
	struct postings *p = postings_new(segments);
	const struct block *b;
	int64_t id = 0, n;

	assert_non_null(p);
	assert_int_equal(postings_term(p, term, len, &err), 0);
	for (; blocks_from(blocks, id, &b, &err) > 0; id = block_last(b) + 1)
		if (made_below(&seed, 3))
			check_block(p, merged, b);
	assert_int_equal(postings_estimate(p, &n, &err), 0);
	for (id = INT64_MAX - 1; blocks_until(blocks, id, &b, &err) > 0;
	    id = b->ids[0] - 1)
		check_block(p, merged, b);
	postings_close(p);
}

/* ==== The whole vocabulary ==== */

/* The doclists of one term by its name, where ${lists} are as walked. */
static void
check_opened(const char *term, size_t len, const struct list *lists,
    size_t count)
{
	struct list own;
	struct doclist *d;
	size_t i, n = 0;
	int there;

	list_init(&own);
	for (i = 0; i < segments_count(segments); i++) {
		there = doclist_open(&d, segments, segments_at(segments, i),
		    term, len, &err);
		if (there < 0)
			fail_msg("%s", err.text);
		if (!there)
			continue;
		assert_in_range(n, 0, count - 1);
		list_walk(&own, d);
		check_same(&own, &lists[n]);
		check_seeks(d, &own);
		check_takes(d, &own);
		check_estimate(d, &own);
		check_seeks(d, &own);
		doclist_close(d);
		n++;
	}
	assert_int_equal(n, count);
	list_release(&own);
}

static void
read_instances(struct list *out, const char *term, size_t len)
{
	struct buf positions = BUF_INIT(BUF_TEXT_LIMIT);
	struct instances *rows;
	int64_t id;
	int there;

	assert_int_equal(instances_open(&rows, archive, term, len, &err), 0);
	while ((there = instances_next(rows, &id, &positions, &err)) > 0)
		list_add(out, id, positions.data, positions.len);
	assert_int_equal(there, 0);
	instances_close(rows);
	buf_release(&positions);
}

/* A frequent one is always looked at closely. */
static void
check_term(struct vocabulary *v, const char *term, size_t len, bool closely)
{
	struct list lists[SEGMENTS_MOST], want, got;
	struct doclist *d;
	size_t at = 0, n = 0, i;

	list_init(&want);
	list_init(&got);
	while (vocabulary_doclist(v, &at, &d, &err) > 0) {
		list_init(&lists[n]);
		list_walk(&lists[n++], d);
	}
	list_merge(&got, lists, n);
	read_instances(&want, term, len);
	check_same(&want, &got);
	if (closely || want.count > 2000) {
		check_opened(term, len, lists, n);
		check_postings(term, len, &got);
	}
	for (i = 0; i < n; i++)
		list_release(&lists[i]);
	list_release(&want);
	list_release(&got);
}

/* The terms of the other side: those of which some article has any. */
static sqlite3_stmt *
terms_of_fts5(void)
{
	sqlite3_stmt *stmt = NULL;

	assert_int_equal(sqlite3_prepare_v2(archive_db(archive),
	    "SELECT term FROM temp.articles_terms", -1, &stmt, NULL),
	    SQLITE_OK);
	return stmt;
}

static bool
equals_row(sqlite3_stmt *stmt, const char *term, size_t len)
{
	return (size_t)sqlite3_column_bytes(stmt, 0) == len &&
	    memcmp(sqlite3_column_text(stmt, 0), term, len) == 0;
}

/*
 * Is the index as FTS5 has it?  All terms; by default some of them, and few
 * closely, so that it takes seconds.
 */
static void
check_all(const char *database)
{
	bool soak = getenv("SOAK") != NULL;

	struct vocabulary *v;
	sqlite3_stmt *stmt;
	const char *term;
	size_t len, n = 0;
	bool more;
	int there;

	open_database(database);
	stmt = terms_of_fts5();
	more = sqlite3_step(stmt) == SQLITE_ROW;
	assert_int_equal(vocabulary_open(&v, segments, &err), 0);
	assert_int_equal(vocabulary_seek(v, "", 0, &err), 0);
	while ((there = vocabulary_next(v, &term, &len, &err)) > 0) {
		if (soak || made_below(&seed, 10) == 0)
			check_term(v, term, len, n % (soak ? 4 : 20) == 0);
		n++;
		/* Terms all articles have lost stand here alone. */
		if (more && equals_row(stmt, term, len))
			more = sqlite3_step(stmt) == SQLITE_ROW;
	}
	if (there < 0)
		fail_msg("%s", err.text);
	assert_false(more);
	assert_true(n > 0);
	vocabulary_close(v);
	sqlite3_finalize(stmt);
	close_database();
}

/* ==== Archives ==== */

static void
sample(void **state)
{
	struct corpora c;

	(void)state;
	corpora_sample(&c);
	check_all(c.database);
	corpora_release(&c);
}

static void
real_articles(void **state)
{
	struct corpora c;

	(void)state;
	if (!corpora_real(&c))
		return;
	check_all(c.database);
	made_order(&c, "merge", 50);
	check_all(c.database);
	corpora_release(&c);
}

/* Batches, changes, merges of a few pages at a time, one segment. */
static void
check_pages(int size)
{
	struct corpora c;
	unsigned i;

	made_begin(&c, size);
	for (i = 0; i < 6; i++)
		made_load(&c, i * 500, 500, false);
	made_load(&c, MADE_EARLY, 1, false);
	check_all(c.database);
	made_load(&c, 0, 500, true);
	made_load(&c, 1500, 500, true);
	check_all(c.database);
	for (i = 0; i < 3; i++) {
		made_order(&c, "merge", -(int)(i * i * 100 + 5));
		check_all(c.database);
	}
	made_order(&c, "optimize", 0);
	check_all(c.database);
	corpora_release(&c);
}

static void
pages(void **state)
{
	static const int sizes[] = { 64, 128, 1000, 4050, 16000 };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(sizes[0]); i++)
		check_pages(sizes[i]);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample),
		cmocka_unit_test(pages),
		cmocka_unit_test(real_articles)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
