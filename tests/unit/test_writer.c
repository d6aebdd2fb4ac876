/*
 * store/writer: which article is which, counters against recounts, the index
 * against the articles cut anew, and that a failed batch leaves nothing.
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

#include "store/facts.h"
#include "store/index.h"
#include "store/writer.h"

static char folder[] = "/tmp/newsfind-writer-XXXXXX";
static char path[64];
static struct archive *archive;
static struct writer *writer;
static sqlite3 *cutter;
static struct tokenizer *tokenizer;
static struct inverter *inverter;
static int outcome[ENTRY_OUTCOMES], clashes;

/* ==== Runs ==== */

static void
told(void *ctx, const struct entry *e)
{
	(void)ctx;
	outcome[e->outcome]++;
	clashes += e->clash;
}

static void
run_begin(void)
{
	memset(outcome, 0, sizeof(outcome));
	clashes = 0;
	assert_int_equal(archive_open(&archive, path, ARCHIVE_WRITE, NULL,
	    NULL), 0);
	assert_int_equal(writer_open(&writer, archive, told, NULL, NULL), 0);
}

static void
run_end(void)
{
	assert_int_equal(writer_flush(writer, NULL), 0);
	writer_close(writer);
	archive_close(archive, NULL);
}

static struct store_file *
file_new(const char *name)
{
	struct store_file *file = calloc(1, sizeof(*file));

	assert_non_null(file);
	file->path = strdup(name);
	file->lasting = true;
	file->reader = "test";
	return file;
}

/* One article of a test, as a table writes it. */
struct given {
	const char *title, *body, *url, *guid, *date, *modified, *source;
};

static struct err problem;

static int
add(struct store_file *file, long record, const struct given *g)
{
	struct article a = ARTICLE_INIT;
	struct entry *e;
	char origin[64];

	article_set_string(&a, ARTICLE_TITLE, g->title);
	article_set_string(&a, ARTICLE_BODY, g->body);
	article_set_string(&a, ARTICLE_URL, g->url);
	article_set_string(&a, ARTICLE_GUID, g->guid);
	article_set_string(&a, ARTICLE_PUBLISHED, g->date);
	article_set_string(&a, ARTICLE_MODIFIED, g->modified);
	article_set_string(&a, ARTICLE_SOURCE, g->source);
	article_set_string(&a, ARTICLE_LANGUAGE, "en");
	if (g->date)
		assert_int_equal(date_parse(g->date, strlen(g->date),
		    DATE_ORDER_UNKNOWN, &a.published), 0);
	snprintf(origin, sizeof(origin), "%s#%ld", file->path, record);
	a.origin = strdup(origin);
	a.record = record;
	e = entry_new(&a, file, inverter, NULL);
	assert_non_null(e);
	e->url_names_it = g->url != NULL;
	file->records++;
	return writer_add(writer, e, &problem);
}

/* A file of ${count} articles, read whole in a run of its own. */
static void
store(const char *name, const struct given *g, long count)
{
	struct store_file *file = file_new(name);
	long i;

	run_begin();
	for (i = 0; i < count; i++)
		assert_int_equal(add(file, i + 1, &g[i]), 0);
	assert_int_equal(writer_finish(writer, file, FILE_WHOLE, NULL), 0);
	run_end();
}

/* ==== What is stored ==== */

static int64_t
number(const char *sql)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;
	int64_t value = -1;

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) == SQLITE_OK &&
	    sqlite3_step(stmt) == SQLITE_ROW)
		value = sqlite3_column_int64(stmt, 0);
	else
		fprintf(stderr, "# %s\n# %s\n", sql, sqlite3_errmsg(db));
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	return value;
}

/* Terms of all articles as the index must hold them, added without order. */
struct sum {
	uint64_t terms, hash;
	int64_t id;
	int column;
	int64_t offset;
};

static void
sum_term(struct sum *s, const char *term, size_t len)
{
	char place[64];
	uint64_t h = 14695981039346656037u;
	int n = snprintf(place, sizeof(place), "/%lld/%d/%lld",
	    (long long)s->id, s->column, (long long)s->offset);
	size_t i;

	for (i = 0; i < len; i++)
		h = (h ^ (unsigned char)term[i]) * 1099511628211u;
	for (i = 0; i < (size_t)n; i++)
		h = (h ^ (unsigned char)place[i]) * 1099511628211u;
	s->hash += h;
	s->terms++;
}

static int
sum_cut(void *ctx, bool colocated, const char *term, size_t len,
    size_t start, size_t end)
{
	struct sum *s = ctx;

	(void)start, (void)end;
	s->offset += !colocated;
	sum_term(s, term, len);
	return 0;
}

/* The index against the articles, and both against the facts. */
static void
check_index(void)
{
	struct sum cut = { 0 }, kept = { 0 };
	struct facts *facts;
	const struct fact *fact;
	struct archive *a;
	sqlite3 *db;
	sqlite3_stmt *stmt;
	const char *text;

	assert_int_equal(archive_open(&a, path, ARCHIVE_READ, NULL, NULL), 0);
	assert_int_equal(facts_open(&facts, a, NULL), 0);
	db = archive_db(a);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT id, title, body,"
	    " (SELECT code FROM sources s WHERE s.name = source),"
	    " published IS NULL FROM articles ORDER BY id", -1, &stmt, NULL),
	    SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		cut.id = sqlite3_column_int64(stmt, 0);
		fact = facts_get(facts, cut.id, NULL);
		assert_non_null(fact);
		assert_int_equal(fact->source, sqlite3_column_int(stmt, 3));
		assert_int_equal(fact->precision == DATE_NONE,
		    sqlite3_column_int(stmt, 4));
		for (cut.column = 0; cut.column < 2; cut.column++) {
			cut.offset = -1;
			text = (const char *)sqlite3_column_text(stmt,
			    cut.column + 1);
			if (text)
				assert_int_equal(tokenizer_run(tokenizer,
				    "en", text, strlen(text), sum_cut, &cut),
				    0);
			assert_int_equal(cut.column ? fact->body_words :
			    fact->title_words, cut.offset + 1);
		}
	}
	sqlite3_finalize(stmt);
	facts_close(facts);
	archive_close(a, NULL);

	assert_int_equal(sqlite3_open(path, &db), SQLITE_OK);
	assert_int_equal(sqlite3_exec(db, "CREATE VIRTUAL TABLE temp.v USING"
	    " fts5vocab(main, articles_fts, instance);"
	    "INSERT INTO articles_fts(articles_fts) VALUES('integrity-check')",
	    NULL, NULL, NULL), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "SELECT term, doc,"
	    " col = 'body', offset FROM temp.v", -1, &stmt, NULL), SQLITE_OK);
	while (sqlite3_step(stmt) == SQLITE_ROW) {
		kept.id = sqlite3_column_int64(stmt, 1);
		kept.column = sqlite3_column_int(stmt, 2);
		kept.offset = sqlite3_column_int64(stmt, 3);
		sum_term(&kept, (const char *)sqlite3_column_text(stmt, 0),
		    (size_t)sqlite3_column_bytes(stmt, 0));
	}
	sqlite3_finalize(stmt);
	sqlite3_close(db);
	assert_int_equal(kept.terms, cut.terms);
	assert_true(kept.hash == cut.hash);
}

static void
check(void)
{
	assert_int_equal(number("SELECT count(*) - (SELECT value FROM meta"
	    " WHERE key = 'articles') FROM articles"), 0);
	assert_int_equal(number("SELECT count(*) - (SELECT value FROM meta"
	    " WHERE key = 'undated') FROM articles WHERE published IS NULL"),
	    0);
	assert_int_equal(number("SELECT count(*) - (SELECT value FROM meta"
	    " WHERE key = 'partial') FROM articles"
	    " WHERE length(published) < 10"), 0);
	assert_int_equal(number("SELECT count(*) FROM sources s WHERE"
	    " s.articles <> (SELECT count(*) FROM articles a"
	    " WHERE a.source = s.name)"), 0);
	assert_int_equal(number("SELECT count(*) FROM languages l WHERE"
	    " l.articles <> (SELECT count(*) FROM articles a"
	    " WHERE a.language = l.language)"), 0);
	assert_int_equal(number("SELECT count(*) FROM places WHERE article"
	    " NOT IN (SELECT id FROM articles)"), 0);
	check_index();
}

static int
fresh(void **state)
{
	(void)state;
	unlink(path);
	problem = (struct err)ERR_INIT;
	return 0;
}

/* ==== Identity ==== */

static void
by_url(void **state)
{
	struct given g = { "One", "Ships attacked", "http://a.org/1", NULL,
	    "2014-12-20", "2014-12-20T10:00:00Z", "A" };

	(void)state;
	store("/f", &g, 1);
	assert_int_equal(outcome[ENTRY_NEW], 1);
	store("/g", &g, 1);
	assert_int_equal(outcome[ENTRY_UNCHANGED], 1);
	g.body = "Ships sunk";
	g.modified = "2014-12-20T09:00:00Z";
	store("/f", &g, 1);
	assert_int_equal(outcome[ENTRY_OLDER], 1);
	g.modified = "2014-12-21T09:00:00Z";
	store("/f", &g, 1);
	assert_int_equal(outcome[ENTRY_CHANGED], 1);
	assert_int_equal(number("SELECT count(*) FROM articles"
	    " WHERE body = 'Ships sunk'"), 1);
	assert_int_equal(number("SELECT count(*) FROM places"), 2);
	g.date = "2014-11-20";
	store("/f", &g, 1);
	assert_int_equal(outcome[ENTRY_CHANGED], 1);
	assert_int_equal(number("SELECT count(DISTINCT article) FROM places"),
	    1);
	check();
}

/* The first undated article of all is known again too. */
static void
undated(void **state)
{
	const struct given g = { "One", "a", NULL, NULL, NULL, NULL, "A" };

	(void)state;
	store("/f", &g, 1);
	assert_int_equal(outcome[ENTRY_NEW], 1);
	store("/f", &g, 1);
	assert_int_equal(outcome[ENTRY_UNCHANGED], 1);
	assert_int_equal(number("SELECT count(*) FROM articles"), 1);
	assert_int_equal(number("SELECT min(id) FROM articles"), 1);
	check();
}

/* One address, two texts, one run: both are kept, and that is told. */
static void
clash(void **state)
{
	const struct given two[] = {
		{ "One", "a", "http://a.org/1", NULL, "2014", NULL, "A" },
		{ "Two", "b", "http://a.org/1", NULL, "2014", NULL, "A" },
		{ "One", "a", "http://a.org/1", NULL, "2014", NULL, "A" }
	};

	(void)state;
	store("/f", two, 3);
	assert_int_equal(outcome[ENTRY_NEW], 2);
	assert_int_equal(outcome[ENTRY_COPY], 1);
	assert_int_equal(clashes, 1);
	store("/f", two, 3);
	assert_int_equal(outcome[ENTRY_NEW] + outcome[ENTRY_CHANGED], 0);
	assert_int_equal(number("SELECT count(*) FROM articles"), 2);
	check();
}

static void
by_guid(void **state)
{
	struct given g = { "One", "a", NULL, "1", "2014-12", NULL, "A" };

	(void)state;
	store("/f", &g, 1);
	g.title = "Two";
	store("/g", &g, 1);
	assert_int_equal(outcome[ENTRY_NEW], 1);
	g.title = "Three";
	store("/g", &g, 1);
	assert_int_equal(outcome[ENTRY_CHANGED], 1);
	assert_int_equal(number("SELECT count(*) FROM articles"), 2);
	check();
}

/* Records known by their text alone, one put before the others. */
static void
moved(void **state)
{
	const struct given g[] = {
		{ "New", "n", NULL, NULL, "2014-12-20", NULL, "A" },
		{ "One", "a", NULL, NULL, "2014-12-20", NULL, "A" },
		{ "Two", "b", NULL, NULL, "2014-12-20", NULL, "A" }
	};

	(void)state;
	store("/f", g + 1, 2);
	assert_int_equal(outcome[ENTRY_NEW], 2);
	store("/f", g, 3);
	assert_int_equal(outcome[ENTRY_NEW], 1);
	assert_int_equal(outcome[ENTRY_UNCHANGED], 2);
	store("/g", g, 1);
	assert_int_equal(outcome[ENTRY_UNCHANGED], 1);
	assert_int_equal(number("SELECT count(*) FROM articles"), 3);
	assert_int_equal(number("SELECT count(*) FROM places"), 4);
	check();
}

/* ==== Sequences ==== */

#define POOL 60

static void
random_given(struct given *g, char bodies[][64], char urls[][32], size_t i)
{
	static const char *const dates[] = {
		NULL, "2014", "2014-12", "2014-12-20", "2014-12-20T10:23:00",
		"2015-01-02T00:00:00Z"
	};
	static const char *const words[] = {
		"attacks", "attacked", "ships", "election", "news",
		"caf\xC3\xA9s"
	};

	snprintf(bodies[i], 64, "%s %s %s", words[rand() % 6],
	    words[rand() % 6], words[rand() % 6]);
	snprintf(urls[i], 32, "http://a.org/%d", rand() % (2 * POOL));
	*g = (struct given){ words[rand() % 6], bodies[i],
	    rand() % 3 ? urls[i] : NULL, NULL, dates[rand() % 6], NULL,
	    rand() % 2 ? "A" : "B" };
}

static void
sequences(void **state)
{
	static char bodies[POOL][64], urls[POOL][32];
	struct given g[POOL];
	int64_t removed;
	char name[8];
	size_t i;
	int round;

	(void)state;
	srand(7);
	for (round = 0; round < (getenv("SOAK") ? 200 : 20); round++) {
		for (i = 0; i < POOL; i++)
			random_given(&g[i], bodies, urls, i);
		snprintf(name, sizeof(name), "/%d", rand() % 4);
		store(name, g, 1 + rand() % POOL);
		check();
		if (round % 3 == 2) {
			run_begin();
			assert_int_equal(writer_prune(writer, NULL, 0,
			    &removed, NULL), 0);
			run_end();
			check();
			assert_int_equal(number("SELECT count(*) FROM articles"
			    " WHERE id NOT IN (SELECT article FROM places)"),
			    0);
		}
	}
	assert_true(number("SELECT count(*) FROM articles") > POOL);
}

/* ==== Failure ==== */

/* The disk is full within a batch: nothing of it stays, now or later. */
static void
full(void **state)
{
	static char body[20000];
	struct given g = { "One", body, NULL, NULL, "2014-12-20", NULL, "A" };
	struct given small = { "Two", "b", NULL, NULL, "2014", NULL, "A" };
	struct store_file *file;
	char limit[64];
	int i;

	(void)state;
	store("/small", &small, 1);
	for (i = 0; i + 5 < (int)sizeof(body); i += 5)
		memcpy(body + i, "word ", 5);
	run_begin();
	snprintf(limit, sizeof(limit), "PRAGMA max_page_count = %d",
	    (int)number("PRAGMA page_count") + 4);
	assert_int_equal(sqlite3_exec(archive_db(archive), limit, NULL, NULL,
	    NULL), SQLITE_OK);
	file = file_new("/f");
	for (i = 0; i < 20; i++) {
		body[0] = (char)('a' + i);	/* one text is stored once */
		assert_int_equal(add(file, i + 1, &g), 0);
	}
	assert_int_equal(writer_finish(writer, file, FILE_WHOLE, NULL), 0);
	assert_int_equal(writer_flush(writer, &problem), -1);
	assert_non_null(strstr(problem.text, "the disk is full"));
	assert_int_equal(outcome[ENTRY_NEW], 0);
	assert_int_equal(writer_flush(writer, NULL), 0);
	run_end();
	assert_int_equal(outcome[ENTRY_NEW], 0);
	assert_int_equal(number("SELECT count(*) FROM files"), 1);
	assert_int_equal(number("SELECT count(*) FROM articles"), 1);
	check();
	store("/f", &g, 1);
	assert_int_equal(outcome[ENTRY_NEW], 1);
	check();
}

/* Many batches in one run: the index is merged between them. */
static void
crowded(void **state)
{
	static const char segments[] =
	    "SELECT count(DISTINCT segid) FROM articles_fts_idx";
	struct given g = { NULL, "The body", NULL, NULL, "2014", NULL, "A" };
	struct store_file *file = file_new("/f");
	char title[32];
	int i;

	(void)state;
	g.title = title;
	run_begin();
	for (i = 0; i < 2 * INDEX_CROWDED; i++) {
		snprintf(title, sizeof(title), "Title %d", i);
		assert_int_equal(add(file, i + 1, &g), 0);
		assert_int_equal(writer_flush(writer, NULL), 0);
		assert_in_range(number(segments), 1, INDEX_CROWDED);
	}
	assert_int_equal(writer_finish(writer, file, FILE_WHOLE, NULL), 0);
	run_end();
	assert_int_equal(outcome[ENTRY_NEW], 2 * INDEX_CROWDED);
	check();
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test_setup(by_url, fresh),
		cmocka_unit_test_setup(undated, fresh),
		cmocka_unit_test_setup(clash, fresh),
		cmocka_unit_test_setup(by_guid, fresh),
		cmocka_unit_test_setup(moved, fresh),
		cmocka_unit_test_setup(sequences, fresh),
		cmocka_unit_test_setup(full, fresh),
		cmocka_unit_test_setup(crowded, fresh),
	};
	int failed;

	if (!mkdtemp(folder) || sqlite3_open(":memory:", &cutter) ||
	    tokenizer_open(&tokenizer, cutter, NULL) ||
	    inverter_open(&inverter, cutter, NULL))
		return 1;
	snprintf(path, sizeof(path), "%s/news.db", folder);
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	inverter_close(inverter);
	tokenizer_close(tokenizer);
	sqlite3_close(cutter);
	unlink(path);
	rmdir(folder);
	return failed;
}
