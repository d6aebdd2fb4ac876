/*
 * stock FILE.jsonl DB: the yardstick of loading.
 *
 * What a plain program does with SQLite as it comes: one thread, jansson, a
 * table of articles and an FTS5 index `porter unicode61` over it, with the
 * settings newsindex uses (write-ahead log, 16 KiB pages, 4 MB of terms in
 * memory, batches of 32 MB sorted by date, a transaction a batch), so that
 * what is compared is the work and not the pragmas.
 *
 * Prints one line: articles, bytes of text, bytes of the file, seconds, MB/s.
 */
#include <errno.h>
#include <jansson.h>
#include <sqlite3.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

/* Text of one transaction: what newsindex takes. */
#define BATCH_BYTES ((size_t)32 * 1024 * 1024)

static const char setup_sql[] =
    "PRAGMA page_size=16384; PRAGMA journal_mode=WAL;"
    "PRAGMA synchronous=NORMAL; PRAGMA secure_delete=OFF;"
    "PRAGMA cache_size=-65536; PRAGMA temp_store=MEMORY;"
    "CREATE TABLE articles(id INTEGER PRIMARY KEY, published TEXT,"
    "  source TEXT, title TEXT, language TEXT, guid TEXT, body TEXT);"
    "CREATE VIRTUAL TABLE articles_fts USING fts5(title, body,"
    "  content='articles', content_rowid='id',"
    "  tokenize='porter unicode61');"
    "INSERT INTO articles_fts(articles_fts, rank) VALUES('hashsize', 4194304)";

struct row {
	json_t *record;		/* owned */
	const char *published;	/* lent by record */
};

struct loader {
	sqlite3 *db;
	sqlite3_stmt *article;	/* id, then columns[] */
	sqlite3_stmt *index;	/* id, title, body */
	struct row *rows;
	size_t n, room;
	size_t batch_bytes;	/* text of rows[] */
	size_t text_bytes, articles;
};

/* A record's names for the columns, in the order of the insert. */
static const char *const columns[] = {
	"date", "source", "title", "lang", "id", "text"
};
enum { DATE = 0, TITLE = 2, BODY = 5, COLUMNS = 6 };

static void
die(const char *what, const char *why)
{
	fprintf(stderr, "stock: %s: %s\n", what, why);
	exit(2);
}

static void
run(sqlite3 *db, const char *sql)
{
	if (sqlite3_exec(db, sql, NULL, NULL, NULL) != SQLITE_OK)
		die(sql, sqlite3_errmsg(db));
}

static sqlite3_stmt *
prepare(sqlite3 *db, const char *sql)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v2(db, sql, -1, &stmt, NULL) != SQLITE_OK)
		die(sql, sqlite3_errmsg(db));
	return stmt;
}

/* Bind one field of a record: text with its length, or NULL. */
static void
bind(sqlite3_stmt *stmt, int at, const json_t *record, int column)
{
	const json_t *value = json_object_get(record, columns[column]);

	sqlite3_bind_text(stmt, at, json_string_value(value),
	    (int)json_string_length(value), SQLITE_STATIC);
}

static void
step(sqlite3 *db, sqlite3_stmt *stmt)
{
	if (sqlite3_step(stmt) != SQLITE_DONE)
		die("insert", sqlite3_errmsg(db));
	sqlite3_reset(stmt);
}

static int
by_date(const void *left, const void *right)
{
	const struct row *a = left, *b = right;

	return strcmp(a->published, b->published);
}

static void
loader_flush(struct loader *l)
{
	qsort(l->rows, l->n, sizeof l->rows[0], by_date);
	run(l->db, "BEGIN");
	for (size_t i = 0; i < l->n; i++) {
		const json_t *r = l->rows[i].record;
		sqlite3_int64 id = (sqlite3_int64)++l->articles;

		sqlite3_bind_int64(l->article, 1, id);
		for (int c = 0; c < COLUMNS; c++)
			bind(l->article, c + 2, r, c);
		step(l->db, l->article);
		sqlite3_bind_int64(l->index, 1, id);
		bind(l->index, 2, r, TITLE);
		bind(l->index, 3, r, BODY);
		step(l->db, l->index);
		json_decref(l->rows[i].record);
	}
	run(l->db, "COMMIT");
	l->n = 0;
	l->batch_bytes = 0;
}

static void
loader_add(struct loader *l, const char *line, size_t len)
{
	json_error_t problem;
	json_t *record = json_loadb(line, len, JSON_ALLOW_NUL, &problem);
	struct row *row;

	if (record == NULL)
		die("a line is no JSON", problem.text);
	if (l->n == l->room) {
		l->room = l->room != 0 ? 2 * l->room : 1024;
		l->rows = realloc(l->rows, l->room * sizeof l->rows[0]);
		if (l->rows == NULL)
			die("memory", strerror(errno));
	}
	row = &l->rows[l->n++];
	row->record = record;
	row->published =
	    json_string_value(json_object_get(record, columns[DATE]));
	if (row->published == NULL)
		row->published = "";
	for (int c = TITLE; c <= BODY; c += BODY - TITLE) {
		size_t bytes =
		    json_string_length(json_object_get(record, columns[c]));

		l->batch_bytes += bytes;
		l->text_bytes += bytes;
	}
	if (l->batch_bytes >= BATCH_BYTES)
		loader_flush(l);
}

static double
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

static size_t
loader_read(struct loader *l, FILE *in)
{
	char *line = NULL;
	size_t room = 0, bytes = 0;
	ssize_t len;

	while ((len = getline(&line, &room, in)) > 0) {
		loader_add(l, line, (size_t)len);
		bytes += (size_t)len;
	}
	free(line);
	loader_flush(l);
	return bytes;
}

int
main(int argc, char **argv)
{
	struct loader l = { 0 };
	double start = seconds(), took;
	size_t bytes;
	FILE *in;

	if (argc != 3)
		die("usage", "stock FILE.jsonl DB");
	if ((in = fopen(argv[1], "r")) == NULL)
		die(argv[1], strerror(errno));
	if (sqlite3_open(argv[2], &l.db) != SQLITE_OK)
		die(argv[2], sqlite3_errmsg(l.db));
	run(l.db, setup_sql);
	l.article = prepare(l.db,
	    "INSERT INTO articles VALUES(?1, ?2, ?3, ?4, ?5, ?6, ?7)");
	l.index = prepare(l.db,
	    "INSERT INTO articles_fts(rowid, title, body) VALUES(?1, ?2, ?3)");
	bytes = loader_read(&l, in);
	sqlite3_finalize(l.article);
	sqlite3_finalize(l.index);
	run(l.db, "PRAGMA journal_mode=DELETE");
	sqlite3_close(l.db);
	fclose(in);
	free(l.rows);
	took = seconds() - start;
	printf("%zu articles, %zu bytes of text, %zu bytes, ",
	    l.articles, l.text_bytes, bytes);
	printf("%.2f s, %.2f MB/s\n", took, (double)bytes / 1e6 / took);
	return 0;
}
