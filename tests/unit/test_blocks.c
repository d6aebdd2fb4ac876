/*
 * store/blocks: walking facts forth, back and at random; what was written
 * meanwhile; blocks that cannot be.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "made.h"
#include "store/blocks.h"

#define ARTICLES 1500
#define BLOCKS_MOST 64

static struct corpora corpora;
static struct archive *archive;
static struct blocks *blocks;
static struct err err;

/* The first and last ids of all blocks, as the table has them. */
static int64_t first[BLOCKS_MOST], last[BLOCKS_MOST];
static size_t count;

static void
read_table(void)
{
	sqlite3_stmt *stmt = NULL;
	struct fact fact;
	int size;

	count = 0;
	assert_int_equal(sqlite3_prepare_v2(archive_db(archive),
	    "SELECT first, block FROM facts ORDER BY first", -1, &stmt,
	    NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		assert_in_range(count, 0, BLOCKS_MOST - 1);
		first[count] = sqlite3_column_int64(stmt, 0);
		size = sqlite3_column_bytes(stmt, 1);
		facts_decode((const unsigned char *)sqlite3_column_blob(stmt,
		    1) + size - FACTS_RECORD, &fact);
		last[count++] = fact.id;
	}
	sqlite3_finalize(stmt);
}

static void
write_table(const char *sql)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(corpora.database, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, sql, NULL, NULL, NULL), SQLITE_OK);
	sqlite3_close(db);
}

static int
begin(void **state)
{
	(void)state;
	made_begin(&corpora, 0);
	made_load(&corpora, 0, ARTICLES, false);
	assert_int_equal(archive_open(&archive, corpora.database,
	    ARCHIVE_READ, NULL, &err), 0);
	assert_int_equal(blocks_open(&blocks, archive, &err), 0);
	assert_int_equal(blocks_begin(blocks, &err), 1);
	read_table();
	assert_in_range(count, 4, BLOCKS_MOST);
	assert_int_equal(blocks_begin(blocks, &err), 0);
	return 0;
}

static int
end(void **state)
{
	(void)state;
	blocks_close(blocks);
	archive_close(archive, NULL);
	corpora_release(&corpora);
	return 0;
}

/* ==== Walking ==== */

static void
check_from(int64_t id)
{
	const struct block *b = NULL;
	size_t i = 0;

	while (i < count && last[i] < id)
		i++;
	assert_int_equal(blocks_from(blocks, id, &b, &err), i < count);
	if (i < count) {
		assert_int_equal(b->ids[0], first[i]);
		assert_int_equal(block_last(b), last[i]);
	}
}

static void
check_until(int64_t id)
{
	const struct block *b = NULL;
	size_t i = count;

	while (i && first[i - 1] > id)
		i--;
	assert_int_equal(blocks_until(blocks, id, &b, &err), i > 0);
	if (i)
		assert_int_equal(b->ids[0], first[i - 1]);
}

static void
walk(void **state)
{
	const struct block *b;
	struct fact fact;
	int64_t id = 0;
	size_t articles = 0, i;

	(void)state;
	for (; blocks_from(blocks, id, &b, &err) > 0; id = block_last(b) + 1)
		for (i = 0; i < b->count; i++, articles++) {
			block_fact(b, i, &fact);
			assert_int_equal(fact.id, b->ids[i]);
			assert_int_equal(fact.title_words + fact.body_words,
			    b->words[i]);
			assert_int_equal(block_find(b, fact.id), i);
			if (i && b->ids[i - 1] < fact.id - 1)
				assert_int_equal(block_find(b, fact.id - 1),
				    b->count);
		}
	assert_int_equal(articles, ARTICLES);
}

static void
at_random(void **state)
{
	uint64_t seed = 1;
	int64_t id;
	size_t at;
	int i;

	(void)state;
	for (i = 0; i < 5000; i++) {
		if (i % 1000 == 0) {	/* and from nothing kept */
			blocks_close(blocks);
			assert_int_equal(blocks_open(&blocks, archive, &err),
			    0);
			assert_int_equal(blocks_begin(blocks, &err), 1);
		}
		at = made_below(&seed, (unsigned)count);
		id = made_below(&seed, 2) ? first[at] : last[at];
		id += (int64_t)made_below(&seed, 3) - 1;
		if (made_below(&seed, 2))
			check_from(id);
		else
			check_until(id);
	}
	check_from(INT64_MIN);
	check_from(INT64_MAX);
	check_until(INT64_MIN);
	check_until(INT64_MAX);
}

/* What another connection wrote is seen from the next beginning on. */
static void
written(void **state)
{
	(void)state;
	check_from(first[1]);
	made_load(&corpora, 0, ARTICLES, true);
	assert_int_equal(blocks_begin(blocks, &err), 1);
	read_table();
	at_random(NULL);
}

/* ==== Blocks that cannot be ==== */

/* No walk goes wrong, and one of two is refused. */
static void
check_refused(const char *sql)
{
	const struct block *b;
	int64_t id = 0;
	size_t steps = 0;
	int there;
	bool refused;

	write_table(sql);
	assert_int_equal(blocks_begin(blocks, &err), 1);
	err.text[0] = '\0';
	while ((there = blocks_from(blocks, id, &b, &err)) > 0) {
		assert_true(block_last(b) >= id);
		assert_in_range(++steps, 1, 2 * BLOCKS_MOST);
		id = block_last(b) + 1;
	}
	refused = there < 0;
	id = INT64_MAX;
	while ((there = blocks_until(blocks, id, &b, &err)) > 0) {
		assert_true(b->ids[0] <= id);
		id = b->ids[0] - 1;
	}
	assert_true(refused || there < 0);
	assert_non_null(strstr(err.text, "damaged"));
	write_table("DELETE FROM facts; INSERT INTO facts SELECT * FROM kept");
}

static void
damaged(void **state)
{
	(void)state;
	write_table("CREATE TABLE kept AS SELECT * FROM facts");
	/* Not a whole number of records; none; too many. */
	check_refused("UPDATE facts SET block = substr(block, 1, 81)");
	check_refused("UPDATE facts SET block = x'' WHERE first = "
	    "(SELECT max(first) FROM facts)");
	check_refused("UPDATE facts SET block = zeroblob(40000)");
	/* Ids that do not rise, are negative, or stand for none. */
	check_refused("UPDATE facts SET block = substr(block, 1, 40) || "
	    "substr(block, 1, 40)");
	check_refused("UPDATE facts SET first = -1, block = "
	    "CAST(x'FFFFFFFFFFFFFFFF' || substr(block, 9) AS BLOB) "
	    "WHERE first = (SELECT min(first) FROM facts)");
	check_refused("UPDATE facts SET block = CAST(substr(block, 1, 40) || "
	    "x'FFFFFFFFFFFFFF7F' || substr(block, 49, 32) AS BLOB) "
	    "WHERE first = (SELECT max(first) FROM facts)");
	/* Under another number, before and behind its own. */
	check_refused("UPDATE facts SET first = first - 1");
	check_refused("UPDATE facts SET first = first + 1 WHERE first = "
	    "(SELECT max(first) FROM facts)");
	/* Over all the others; the same under every number. */
	check_refused("UPDATE facts SET block = CAST(substr(block, 1, 40) || "
	    "(SELECT substr(block, -40) FROM facts ORDER BY first DESC "
	    "LIMIT 1) AS BLOB) WHERE first = (SELECT min(first) FROM facts)");
	check_refused("UPDATE facts SET block = (SELECT f.block FROM facts f "
	    "ORDER BY f.first LIMIT 1)");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(walk),
		cmocka_unit_test(at_random),
		cmocka_unit_test(written),
		cmocka_unit_test(damaged)
	};

	return cmocka_run_group_tests(tests, begin, end);
}
