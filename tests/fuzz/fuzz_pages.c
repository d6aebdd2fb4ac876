/*
 * A damaged index is answered or refused with a sentence, whatever its bytes.
 *
 * The input says what is done to rows of articles_fts_data, articles_fts_idx
 * and facts of a small archive, and seeds the questions it is asked then.
 * tests/unit/test_pages_fuzz.c runs it on inputs of a fixed seed.
 */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "find/search.h"
#include "find/suggest.h"
#include "../unit/made.h"
#include "../unit/trees.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* The archive, as it was made and as it lies to be damaged. */
struct victim {
	struct corpora corpora;
	struct plain plain;	/* what questions are made of */
	char *bytes;
	size_t size;
};

static struct victim victim;
static unsigned asked, refused;

/* ==== The archive ==== */

/* On pages of ${size} bytes: segments merged in part, changes, removals. */
static void
victim_begin(int size)
{
	const char *path = victim.corpora.database;
	FILE *f;

	made_begin(&victim.corpora, size);
	path = victim.corpora.database;
	made_load(&victim.corpora, 0, 150, false);
	made_load(&victim.corpora, 150, 100, false);
	made_load(&victim.corpora, 0, 150, true);
	made_order(&victim.corpora, "merge", -10);
	plain_open(&victim.plain, path);
	f = fopen(path, "rb");
	assert(f && fseek(f, 0, SEEK_END) == 0);
	victim.size = (size_t)ftell(f);
	victim.bytes = malloc(victim.size);
	assert(victim.bytes && fseek(f, 0, SEEK_SET) == 0);
	assert(fread(victim.bytes, 1, victim.size, f) == victim.size);
	fclose(f);
}

static void
victim_end(void)
{
	plain_close(&victim.plain);
	free(victim.bytes);
	corpora_release(&victim.corpora);
}

/* As it was. */
static void
victim_restore(void)
{
	FILE *f = fopen(victim.corpora.database, "wb");

	assert(f);
	assert(fwrite(victim.bytes, 1, victim.size, f) == victim.size);
	assert(fclose(f) == 0);
}

/* ==== Damage ==== */

struct input {
	const uint8_t *p, *end;
};

/* Below ${n}; 0 when the input is over. */
static uint32_t
draw(struct input *in, uint32_t n)
{
	uint32_t value = 0;
	int i;

	for (i = 0; i < 3 && in->p < in->end; i++)
		value = value << 8 | *in->p++;
	return value % n;
}

static void
run(sqlite3 *db, const char *sql, uint32_t row, const void *block,
    size_t size)
{
	sqlite3_stmt *stmt = NULL;

	assert(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK);
	sqlite3_bind_int(stmt, 1, (int)row);
	if (block)
		sqlite3_bind_blob(stmt, 2, block, (int)size, SQLITE_STATIC);
	sqlite3_step(stmt);
	sqlite3_finalize(stmt);
}

/* Single bytes, mostly of those that mean something. */
static void
damage_bytes(struct input *in, unsigned char *block, uint32_t size)
{
	static const unsigned char telling[] = { 0, 1, 2, 0x7F, 0x80, 0x81,
	    0xFF };
	uint32_t at, count = 1 + draw(in, 6);

	/* The beginnings of pages and of the structure record count most. */
	at = draw(in, draw(in, 2) && size > 16 ? 16 : size);
	for (; count && at < size; count--, at++)
		block[at] = draw(in, 3) ? telling[draw(in, sizeof(telling))] :
		    (unsigned char)draw(in, 256);
}

static const char *const tables[][3] = {
	{ "SELECT block FROM articles_fts_data ORDER BY id "
	    "LIMIT 1 OFFSET ?1 % (SELECT count(*) FROM articles_fts_data)",
	    "UPDATE articles_fts_data SET block = ?2 WHERE id = (SELECT id "
	    "FROM articles_fts_data ORDER BY id LIMIT 1 OFFSET ?1 % "
	    "(SELECT count(*) FROM articles_fts_data))",
	    "DELETE FROM articles_fts_data WHERE id = (SELECT id "
	    "FROM articles_fts_data ORDER BY id LIMIT 1 OFFSET ?1 % "
	    "(SELECT count(*) FROM articles_fts_data))" },
	{ "SELECT block FROM facts ORDER BY first LIMIT 1 OFFSET ?1 % "
	    "(SELECT count(*) FROM facts)",
	    "UPDATE facts SET block = ?2 WHERE first = (SELECT first FROM "
	    "facts ORDER BY first LIMIT 1 OFFSET ?1 % "
	    "(SELECT count(*) FROM facts))",
	    "UPDATE facts SET first = ?1 WHERE first = (SELECT first FROM "
	    "facts ORDER BY first LIMIT 1 OFFSET ?1 % "
	    "(SELECT count(*) FROM facts))" },
	{ "SELECT block FROM articles_fts_data WHERE id = 10 OR ?1 < 0",
	    "UPDATE articles_fts_data SET block = ?2 WHERE id = 10 "
	    "OR ?1 < 0",
	    "UPDATE articles_fts_data SET block = zeroblob(?1) WHERE id = 10" }
};

/* Other bytes in a row, another row's, fewer, more; or no row. */
static void
damage_row(struct input *in, sqlite3 *db)
{
	static const unsigned char which[] = { 0, 0, 0, 0, 0, 0, 0, 0, 0, 0,
	    0, 0, 1, 1, 1, 2 };
	const char *const *t = tables[which[draw(in, sizeof(which))]];
	uint32_t row = draw(in, 1 << 24), from = row, how = draw(in, 12);
	unsigned char *block;
	sqlite3_stmt *stmt = NULL;
	size_t size;

	if (how == 0) {
		run(db, t[2], row, NULL, 0);
		return;
	}
	if (how == 1)
		from = draw(in, 1 << 24);
	assert(sqlite3_prepare_v2(db, t[0], -1, &stmt, NULL) == SQLITE_OK);
	sqlite3_bind_int(stmt, 1, (int)from);
	if (sqlite3_step(stmt) == SQLITE_ROW) {
		size = (size_t)sqlite3_column_bytes(stmt, 0);
		block = calloc(1, size + 64);
		assert(block);
		if (size)
			memcpy(block, sqlite3_column_blob(stmt, 0), size);
		if (how == 2)
			size = draw(in, (uint32_t)size + 1);
		else if (how == 3)
			size += draw(in, 64);
		else if (how > 3 && size)
			damage_bytes(in, block, (uint32_t)size);
		sqlite3_reset(stmt);
		run(db, t[1], row, block, size);
		free(block);
	}
	sqlite3_finalize(stmt);
}

static void
damage_idx(struct input *in, sqlite3 *db)
{
	static const char *const how[] = {
	    "UPDATE articles_fts_idx SET pgno = pgno + ?1 % 9 - 4 "
	    "WHERE (pgno >> 1) % 5 = ?1 % 5",
	    "UPDATE articles_fts_idx SET pgno = pgno | 1 "
	    "WHERE (pgno >> 1) % 3 = ?1 % 3",
	    "UPDATE articles_fts_idx SET pgno = -(?1 << 20) "
	    "WHERE (pgno >> 1) % 3 = ?1 % 3",
	    "UPDATE OR IGNORE articles_fts_idx SET term = substr(term, 1, 2) "
	    "WHERE (pgno >> 1) % 4 = ?1 % 4",
	    "UPDATE OR IGNORE articles_fts_idx SET segid = segid + 1 "
	    "WHERE (pgno >> 1) % 4 = ?1 % 4",
	    "DELETE FROM articles_fts_idx WHERE (pgno >> 1) % 4 = ?1 % 4" };

	run(db, how[draw(in, 6)], draw(in, 1 << 24), NULL, 0);
}

static void
damage(struct input *in)
{
	uint32_t count = 1 + draw(in, 6);
	sqlite3 *db = NULL;

	assert(sqlite3_open(victim.corpora.database, &db) == SQLITE_OK);
	sqlite3_exec(db, "PRAGMA synchronous = OFF; BEGIN", NULL, NULL, NULL);
	for (; count; count--)
		if (draw(in, 8))
			damage_row(in, db);
		else
			damage_idx(in, db);
	sqlite3_exec(db, "COMMIT", NULL, NULL, NULL);
	sqlite3_close(db);
}

/* ==== Questions ==== */

#define QUESTIONS 12
#define DEPTH 4
#define SHOWN 2

/* What is said beside the hits. */
static void
tell(struct search *s, const struct search_request *request, int64_t id)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;

	if (search_explain(s, NULL, &out, &err) ||
	    (id >= 0 && search_explain(s, &id, &out, &err)))
		assert(err.text[0]);
	err.text[0] = '\0';
	assert(query_format(request->query, &text) == 0);
	if (id < 0 && suggest(s, request, text.data, &out, &err))
		assert(err.text[0]);
	buf_release(&text);
	buf_release(&out);
}

static void
ask(struct search *s, const struct query *q, uint32_t dice)
{
	struct filter filter = FILTER_INIT;
	struct search_request request = { .query = q, .filter = &filter,
	    .order = dice % 3, .limit = dice / 3 % 2 ? 10 : 0,
	    .no_total = dice / 6 % 2 };
	struct search_reply reply;
	struct err err = ERR_INIT;
	struct hit hit;
	size_t i;

	asked++;
	if (search_run(s, &request, &reply, &err)) {
		assert(err.text[0]);
		refused++;
		if (getenv("VERBOSE"))
			printf("# %s\n", err.text);
		return;
	}
	for (i = 0; i < reply.count && i < SHOWN; i++)
		if (search_hit(s, i, &hit, &err))
			assert(err.text[0]);
	if (dice % 4 == 0)
		tell(s, &request, reply.count ? search_id(s, 0) : -1);
}

static void
ask_all(uint64_t seed)
{
	struct trees t = { .plain = &victim.plain, .kinds = TREES_ALL,
	    .fields = TREES_ALL, .odd_runs = true };
	struct archive *a;
	struct search *s;
	struct query q;
	struct err err = ERR_INIT;
	uint32_t i;

	assert(archive_open(&a, victim.corpora.database, ARCHIVE_READ, NULL,
	    &err) == 0);
	assert(search_open(&s, a, &err) == 0);
	for (i = 0; i < QUESTIONS; i++) {
		trees_grow(&t, seed * QUESTIONS + i, i % (DEPTH + 1), &q);
		ask(s, &q, trees_dice(&t, 12));
		query_release(&q);
	}
	search_close(s);
	archive_close(a, NULL);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct input in = { data, data + size };
	uint64_t seed = draw(&in, 1 << 24);

	victim_restore();
	damage(&in);
	ask_all(seed);
	return 0;
}
