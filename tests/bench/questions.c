/*
 * questions OURS STOCK CLASSES [ROUNDS]: the engine beside stock FTS5, warm,
 * in one process.
 *
 * CLASSES has a line a question: its class, the question, and what stock FTS5
 * is asked, parted by tabs.  Every question is asked ROUNDS times (7) of each;
 * of these the median counts, and of a class the median of its
 * questions.  A class that begins with "newest" is asked for the newest ten
 * and no total; one that begins with "by" for counts by source and month too.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "find/search.h"

#define LINE 8192
#define MOST 500
#define ROUNDS_MOST 101

struct sides {
	struct search *search;
	sqlite3_stmt *best, *newest, *count;
};

struct class {
	char name[64];
	double ours[MOST], stock[MOST];
	size_t count;
};

static void
die(const char *what)
{
	fprintf(stderr, "questions: %s\n", what);
	exit(2);
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec * 1e6 + (double)t.tv_nsec / 1e3;
}

static int
by_size(const void *left, const void *right)
{
	double a = *(const double *)left, b = *(const double *)right;

	return (a > b) - (a < b);
}

static double
median(double *items, size_t count)
{
	qsort(items, count, sizeof(*items), by_size);
	return items[count / 2];
}

static int64_t
ask_ours(struct sides *s, const char *text, const char *class)
{
	static const struct cells_table tables[] = {
		{ { CELLS_SOURCE, CELLS_NONE } },
		{ { CELLS_MONTH, CELLS_NONE } }
	};
	struct filter filter = FILTER_INIT;
	struct query query = { 0 };
	struct query_error error;
	struct search_request request = { .query = &query, .limit = 10,
	    .filter = &filter };
	struct search_reply reply;
	struct err err = ERR_INIT;

	if (strncmp(class, "newest", 6) == 0) {
		request.order = BEST_NEWEST;
		request.no_total = true;
	}
	if (strncmp(class, "by", 2) == 0) {
		request.tables = tables;
		request.table_count = 2;
	}
	if (query_parse(&query, text, strncmp(class, "any", 3) == 0,
	    &error))
		die(error.err.text);
	if (search_run(s->search, &request, &reply, &err))
		die(err.text);
	query_release(&query);
	return reply.total;
}

static int64_t
ask_stock(struct sides *s, const char *text, const char *class)
{
	bool newest = strncmp(class, "newest", 6) == 0;
	sqlite3_stmt *best = newest ? s->newest : s->best;
	int64_t total = -1;

	sqlite3_bind_text(best, 1, text, -1, SQLITE_STATIC);
	while (sqlite3_step(best) == SQLITE_ROW)
		;
	if (sqlite3_reset(best) != SQLITE_OK)
		die(sqlite3_errmsg(sqlite3_db_handle(best)));
	if (newest)
		return total;
	sqlite3_bind_text(s->count, 1, text, -1, SQLITE_STATIC);
	if (sqlite3_step(s->count) == SQLITE_ROW)
		total = sqlite3_column_int64(s->count, 0);
	sqlite3_reset(s->count);
	return total;
}

static void
measure(struct sides *s, struct class *c, const char *ours,
    const char *stock, int rounds)
{
	double a[ROUNDS_MOST], b[ROUNDS_MOST], began;
	int64_t total = 0, theirs = 0;
	int i;

	for (i = 0; i < rounds; i++) {
		began = now();
		total = ask_ours(s, ours, c->name);
		a[i] = now() - began;
	}
	for (i = 0; i < rounds; i++) {
		began = now();
		theirs = ask_stock(s, stock, c->name);
		b[i] = now() - began;
	}
	c->ours[c->count] = median(a, (size_t)rounds);
	c->stock[c->count] = median(b, (size_t)rounds);
	if (getenv("VERBOSE"))
		printf("%s\t%s\t%lld\t%lld\t%.0f\t%.0f\n", c->name, ours,
		    (long long)total, (long long)theirs, c->ours[c->count],
		    c->stock[c->count]);
	c->count++;
}

static struct class *
class_of(struct class *classes, size_t *count, const char *name)
{
	size_t i;

	for (i = 0; i < *count; i++)
		if (strcmp(classes[i].name, name) == 0)
			return &classes[i];
	if (*count == 64)
		die("too many classes");
	snprintf(classes[i].name, sizeof(classes[i].name), "%.60s", name);
	++*count;
	return &classes[i];
}

static void
open_sides(struct sides *s, const char *ours, const char *stock)
{
	struct archive *a;
	struct err err = ERR_INIT;
	sqlite3 *db;

	if (archive_open(&a, ours, ARCHIVE_READ, NULL, &err) ||
	    search_open(&s->search, a, &err))
		die(err.text);
	if (sqlite3_open_v2(stock, &db, SQLITE_OPEN_READONLY, NULL) ||
	    sqlite3_exec(db, "PRAGMA cache_size = -65536", NULL, NULL,
	    NULL) ||
	    sqlite3_prepare_v2(db, "SELECT rowid FROM articles_fts WHERE "
	    "articles_fts MATCH ?1 ORDER BY rank LIMIT 10", -1, &s->best,
	    NULL) || sqlite3_prepare_v2(db, "SELECT rowid FROM articles_fts "
	    "WHERE articles_fts MATCH ?1 ORDER BY rowid DESC LIMIT 10", -1,
	    &s->newest, NULL) || sqlite3_prepare_v2(db, "SELECT count(*) "
	    "FROM articles_fts WHERE articles_fts MATCH ?1", -1, &s->count,
	    NULL))
		die(sqlite3_errmsg(db));
}

int
main(int argc, char **argv)
{
	static struct class classes[64];
	static char line[LINE];
	struct sides sides;
	size_t count = 0, i;
	char *ours, *stock;
	long rounds = argc > 4 ? strtol(argv[4], NULL, 10) : 7;
	double a, b;
	FILE *f;

	if (argc < 4 || rounds < 1 || rounds > ROUNDS_MOST ||
	    !(f = fopen(argv[3], "r")))
		die("usage: questions OURS STOCK CLASSES [ROUNDS]");
	open_sides(&sides, argv[1], argv[2]);
	while (fgets(line, sizeof(line), f)) {
		line[strcspn(line, "\n")] = '\0';
		if (!(ours = strchr(line, '\t')) ||
		    !(stock = strchr(ours + 1, '\t')))
			die("a line without three columns");
		*ours++ = *stock++ = '\0';
		measure(&sides, class_of(classes, &count, line), ours, stock,
		    (int)rounds);
	}
	fclose(f);
	for (i = 0; i < count; i++) {
		a = median(classes[i].ours, classes[i].count);
		b = median(classes[i].stock, classes[i].count);
		printf("  %-36s ours %8.0f us, stock %8.0f: %6.1f x\n",
		    classes[i].name, a, b, b / a);
	}
	return 0;
}
