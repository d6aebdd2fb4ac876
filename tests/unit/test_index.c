/*
 * store/index against FTS5 itself: the same random articles, changes and
 * removals through both; rows, instances and FTS5's own checks must agree.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "store/fts5.h"
#include "store/index.h"
#include "store/segment_writer.h"

/* FTS5 of this version writes the very pages we write; later ones may not. */
#define SAME_PAGES 3041000

#define ARTICLES 500
#define BATCHES 5

static char folder[] = "/tmp/newsfind-index-XXXXXX";
static char path[64];

struct text {
	char *title, *body;	/* NULL: none */
	bool there;
};

static struct text texts[ARTICLES];
static uint64_t seed;

static uint32_t
some(uint32_t limit)
{
	seed = seed * 6364136223846793005u + 1442695040888963407u;
	return (uint32_t)(seed >> 33) % limit;
}

/* ==== The reference: FTS5 with our terms ==== */

static struct tokenizer *tokenizer;

struct call {
	void *ctx;
	int (*token)(void *, int, const char *, int, int, int);
};

static int
pass(void *ctx, bool colocated, const char *term, size_t len, size_t start,
    size_t end)
{
	struct call *c = ctx;

	return c->token(c->ctx, colocated ? FTS5_TOKEN_COLOCATED : 0, term,
	    (int)len, (int)start, (int)end);
}

static int
create(void *ctx, const char **args, int count, Fts5Tokenizer **out)
{
	(void)ctx, (void)args, (void)count;
	*out = (Fts5Tokenizer *)&tokenizer;
	return SQLITE_OK;
}

static void
delete(Fts5Tokenizer *t)
{
	(void)t;
}

static int
tokenize(Fts5Tokenizer *t, void *ctx, int flags, const char *text, int len,
    int (*token)(void *, int, const char *, int, int, int))
{
	struct call c = { ctx, token };

	(void)t, (void)flags;
	return tokenizer_run(tokenizer, "en", text, (size_t)len, pass, &c);
}

static void
run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		fail_msg("%s: %s", sql, sqlite3_errmsg(db));
}

static sqlite3 *
reference_open(int page_size)
{
	static fts5_tokenizer ours = { create, delete, tokenize };
	sqlite3 *db = NULL;
	char sql[128];

	assert_int_equal(sqlite3_open(":memory:", &db), SQLITE_OK);
	assert_int_equal(fts5_interface(db)->xCreateTokenizer(
	    fts5_interface(db), "ours", NULL, &ours, NULL), SQLITE_OK);
	run(db, "CREATE VIRTUAL TABLE articles_fts USING fts5(title, body,"
	    " content='', tokenize='ours');"
	    "INSERT INTO articles_fts(articles_fts, rank)"
	    " VALUES('hashsize', 134217728);"
	    "INSERT INTO articles_fts(articles_fts, rank)"
	    " VALUES('automerge', 0)");
	snprintf(sql, sizeof(sql), "INSERT INTO articles_fts(articles_fts,"
	    " rank) VALUES('pgsz', %d)", page_size);
	run(db, sql);
	return db;
}

static void
reference_step(sqlite3 *db, const char *sql, int64_t id,
    const struct text *t)
{
	sqlite3_stmt *stmt = NULL;

	assert_int_equal(sqlite3_prepare_v2(db, sql, -1, &stmt, NULL),
	    SQLITE_OK);
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_bind_text(stmt, 2, t->title, -1, SQLITE_STATIC);
	sqlite3_bind_text(stmt, 3, t->body, -1, SQLITE_STATIC);
	assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
	sqlite3_finalize(stmt);
}

/* ==== Both ==== */

static sqlite3 *reference, *words;
static struct archive *archive;
static struct index *written;
static struct inverter *inverter;

/* Some minutes apart, several in one minute. */
static int64_t
id_of(int i)
{
	return (int64_t)(1000000000 + i / 3 * (i / 3)) * 1024 + i;
}

static void
go(int i)
{
	struct text *t = &texts[i];

	reference_step(reference, "INSERT INTO articles_fts(articles_fts,"
	    " rowid, title, body) VALUES('delete', ?, ?, ?)", id_of(i), t);
	assert_int_equal(index_remove(written, id_of(i), "en", t->title,
	    t->body, NULL), 0);
	free(t->title);
	free(t->body);
	*t = (struct text){ NULL, NULL, false };
}

static void
come(int i, char *title, char *body)
{
	struct text *t = &texts[i];
	struct inverted in = INVERTED_INIT;
	const char *both[] = { title, body };

	*t = (struct text){ title, body, true };
	reference_step(reference, "INSERT INTO articles_fts(rowid, title,"
	    " body) VALUES(?, ?, ?)", id_of(i), t);
	assert_int_equal(inverter_make(inverter, "en", both, &in), 0);
	assert_int_equal(index_add(written, id_of(i), &in, NULL), 0);
	inverted_release(&in);
}

/* ==== Random texts ==== */

static void
add_word(struct buf *b)
{
	static const char *const odd[] = {
		"running", "houses", "généreusement", "日本語の新聞日本",
		"Ωmega", "x", "don't", "1984", "naïvely"
	};
	uint32_t kind = some(100);
	size_t n;

	if (kind < 20)
		buf_addstr(b, "the");
	else if (kind < 60)
		buf_addf(b, "word%u", some(1 + some(60)));
	else if (kind < 80)
		buf_addf(b, "rare%ued", some(100000));
	else if (kind < 99)
		buf_addstr(b, odd[some(sizeof(odd) / sizeof(*odd))]);
	else
		for (n = some(300); n; n--)
			buf_addch(b, (char)('a' + some(3)));
	buf_addch(b, ' ');
}

static char *
text_new(void)
{
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);
	uint32_t kind = some(200), n;

	if (kind == 0)
		return NULL;
	n = kind < 4 ? some(5000) : some(kind < 20 ? 3 : 60);
	if (kind == 4)		/* longer than FTS5 takes */
		for (n = 40000; n; n--)
			buf_addch(&b, 'q');
	if (kind == 5)		/* positions over many pages */
		for (n = 3000; n; n--)
			buf_addstr(&b, "same ");
	for (; n; n--)
		add_word(&b);
	buf_addstr(&b, "");
	return b.len ? buf_detach(&b) : strdup("");
}

static void
batch(int number)
{
	int i;

	run(reference, "BEGIN");
	run(archive_db(archive), "BEGIN IMMEDIATE");
	for (i = 0; i < ARTICLES; i++) {
		if (texts[i].there && some(3) == 0) {
			go(i);
			if (some(3))
				come(i, text_new(), text_new());
		} else if (!texts[i].there && number != BATCHES - 1 &&
		    some(number ? 4 : 2)) {
			come(i, text_new(), text_new());
		}
	}
	assert_int_equal(index_write(written, NULL), 0);
	run(reference, "COMMIT");
	run(archive_db(archive), "COMMIT");
}

/* ==== Comparing ==== */

static void
same_rows(sqlite3 *a, sqlite3 *b, const char *sql)
{
	sqlite3_stmt *x = NULL, *y = NULL;
	int code, i, n = 0;

	assert_int_equal(sqlite3_prepare_v2(a, sql, -1, &x, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(b, sql, -1, &y, NULL), SQLITE_OK);
	do {
		code = sqlite3_step(x);
		assert_int_equal(sqlite3_step(y), code);
		for (i = 0; code == SQLITE_ROW && i < sqlite3_column_count(x);
		    i++) {
			n = sqlite3_column_bytes(x, i);
			if (n != sqlite3_column_bytes(y, i) ||
			    memcmp(n ? sqlite3_column_blob(x, i) : "",
			    n ? sqlite3_column_blob(y, i) : "", (size_t)n))
				fail_msg("%s: another row at %s", sql,
				    sqlite3_column_text(x, 0));
		}
	} while (code == SQLITE_ROW);
	assert_int_equal(code, SQLITE_DONE);
	sqlite3_finalize(x);
	sqlite3_finalize(y);
}

/* ${merged}: pages may differ, since FTS5 keeps a counter of its own. */
static void
compare(bool merged)
{
	static const char checks[] =
	    "INSERT INTO articles_fts(articles_fts) "
	    "VALUES('integrity-check');";
	sqlite3 *ours = NULL;

	assert_int_equal(sqlite3_open(path, &ours), SQLITE_OK);
	run(ours, "INSERT INTO articles_fts(articles_fts, rank)"
	    " VALUES('integrity-check', 0)");
	run(reference, checks);
	if (!merged && sqlite3_libversion_number() < SAME_PAGES) {
		/* The structure record begins with a cookie. */
		same_rows(reference, ours, "SELECT id, CASE id WHEN 10 THEN"
		    " substr(block, 5) ELSE block END FROM articles_fts_data"
		    " ORDER BY id");
		same_rows(reference, ours, "SELECT segid, term, pgno FROM"
		    " articles_fts_idx ORDER BY segid, term");
	}
	same_rows(reference, ours, "SELECT id, sz FROM articles_fts_docsize"
	    " ORDER BY id");
	same_rows(reference, ours, "SELECT block FROM articles_fts_data"
	    " WHERE id = 1");
	run(reference, "CREATE VIRTUAL TABLE IF NOT EXISTS temp.v"
	    " USING fts5vocab(main, articles_fts, instance)");
	run(ours, "CREATE VIRTUAL TABLE temp.v"
	    " USING fts5vocab(main, articles_fts, instance)");
	same_rows(reference, ours, "SELECT term, doc, col, offset FROM temp.v");
	same_rows(reference, ours, "SELECT rowid FROM articles_fts"
	    " WHERE articles_fts MATCH 'the AND body : word1*'");
	sqlite3_close(ours);
}

/* Has the index doclist indexes of more than one level? */
static bool
has_high_index(void)
{
	sqlite3_stmt *stmt = NULL;
	int n;

	assert_int_equal(sqlite3_prepare_v2(reference, "SELECT count(*) FROM"
	    " articles_fts_data WHERE (id >> 31) & 63 > 32", -1, &stmt,
	    NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	n = sqlite3_column_int(stmt, 0);
	sqlite3_finalize(stmt);
	return n > 0;
}

/* Another program works on the file between two batches. */
static void
elsewhere(const char *sql)
{
	sqlite3 *db = NULL;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	run(db, sql);
	sqlite3_close(db);
}

static void
begin(int page_size)
{
	char sql[128];

	memset(texts, 0, sizeof(texts));
	seed = (uint64_t)page_size;
	reference = reference_open(page_size);
	assert_int_equal(archive_open(&archive, path, ARCHIVE_WRITE, NULL,
	    NULL), 0);
	snprintf(sql, sizeof(sql), "INSERT INTO articles_fts(articles_fts,"
	    " rank) VALUES('pgsz', %d)", page_size);
	elsewhere(sql);
	assert_int_equal(index_open(&written, archive, NULL), 0);
	assert_int_equal(sqlite3_open(":memory:", &words), SQLITE_OK);
	assert_int_equal(tokenizer_open(&tokenizer, words, NULL), 0);
	assert_int_equal(inverter_open(&inverter, words, NULL), 0);
}

static void
end(void)
{
	int i;

	for (i = 0; i < ARTICLES; i++) {
		free(texts[i].title);
		free(texts[i].body);
	}
	index_close(written);
	archive_close(archive, NULL);
	inverter_close(inverter);
	tokenizer_close(tokenizer);
	sqlite3_close(words);
	sqlite3_close(reference);
	unlink(path);
}

/* ==== Tests ==== */

static void
test_as_fts5(void **state)
{
	static const int sizes[] = { 32, 64, 128, 1000, 4050, 16300, 65536 };
	size_t i;
	int n;

	(void)state;
	for (i = 0; i < sizeof(sizes) / sizeof(*sizes); i++) {
		begin(sizes[i]);
		for (n = 0; n < BATCHES; n++) {
			batch(n);
			compare(false);
		}
		assert_true(sizes[i] > 64 || has_high_index());
		elsewhere("INSERT INTO articles_fts(articles_fts, rank)"
		    " VALUES('merge', -20)");
		compare(true);
		batch(1);
		compare(true);
		elsewhere("INSERT INTO articles_fts(articles_fts)"
		    " VALUES('optimize')");
		compare(true);
		batch(1);
		compare(true);
		end();
	}
}

/* Many batches, merged by us between others; each is one segment. */
static void
test_merging(void **state)
{
	sqlite3 *ours = NULL;
	sqlite3_stmt *stmt = NULL;
	int i;

	(void)state;
	begin(1000);
	for (i = 0; i < 40; i++) {
		batch(i % (BATCHES - 1));
		if (i % 20 == 19) {
			assert_int_equal(index_merge(written, 60.0, NULL), 0);
			compare(true);
		}
	}
	assert_int_equal(sqlite3_open(path, &ours), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(ours, "SELECT count(DISTINCT"
	    " segid) FROM articles_fts_idx", -1, &stmt, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_step(stmt), SQLITE_ROW);
	assert_in_range(sqlite3_column_int(stmt, 0), 1, INDEX_SEGMENTS);
	sqlite3_finalize(stmt);
	sqlite3_close(ours);
	end();
}

/* What was forgotten, after a transaction was undone, is not written. */
static void
test_forgetting(void **state)
{
	int i;

	(void)state;
	begin(1000);
	batch(0);
	for (i = 0; texts[i].there; i++)
		;
	run(reference, "BEGIN");
	run(archive_db(archive), "BEGIN IMMEDIATE");
	come(i, strdup("gone"), strdup("gone again"));
	run(reference, "ROLLBACK");
	run(archive_db(archive), "ROLLBACK");
	index_forget(written);
	free(texts[i].title);
	free(texts[i].body);
	texts[i] = (struct text){ NULL, NULL, false };
	batch(1);
	compare(false);
	end();
}

static int
setup(void **state)
{
	(void)state;
	if (!mkdtemp(folder))
		return -1;
	snprintf(path, sizeof(path), "%s/news.db", folder);
	return 0;
}

static int
teardown(void **state)
{
	(void)state;
	return rmdir(folder);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_as_fts5),
		cmocka_unit_test(test_merging),
		cmocka_unit_test(test_forgetting),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
