/* Archives of random words. */
#include "made.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "store/archive.h"

unsigned
made_below(uint64_t *seed, unsigned n)
{
	/* Knuth's MMIX generator; the high bits are the good ones. */
	*seed = *seed * 6364136223846793005u + 1442695040888963407u;
	return (unsigned)((*seed >> 33) % n);
}

void
made_order(const struct corpora *c, const char *order, int number)
{
	sqlite3 *db = NULL;
	sqlite3_stmt *stmt = NULL;

	assert_int_equal(sqlite3_open(c->database, &db), SQLITE_OK);
	assert_int_equal(sqlite3_prepare_v2(db, "INSERT INTO articles_fts"
	    "(articles_fts, rank) VALUES(?1, ?2)", -1, &stmt, NULL),
	    SQLITE_OK);
	sqlite3_bind_text(stmt, 1, order, -1, SQLITE_STATIC);
	if (number)
		sqlite3_bind_int(stmt, 2, number);
	assert_int_equal(sqlite3_step(stmt), SQLITE_DONE);
	sqlite3_finalize(stmt);
	sqlite3_close(db);
}

void
made_begin(struct corpora *c, int size)
{
	struct archive *a;

	corpora_begin(c);
	assert_int_equal(archive_open(&a, c->database, ARCHIVE_WRITE, NULL,
	    NULL), 0);
	archive_close(a, NULL);
	if (size)
		made_order(c, "pgsz", size);
}

/* A few words are frequent, most are not. */
static void
print_word(FILE *f, uint64_t *seed)
{
	static const char *const known[] = { "news", "hacking", "hackers",
	    "Senate", "voted", "the", "of", "studies" };
	unsigned range = 1u << made_below(seed, 13), n;

	if (made_below(seed, 3) == 0) {
		fprintf(f, " %s", known[made_below(seed, 8)]);
		return;
	}
	n = made_below(seed, range);
	fprintf(f, " %c%x%c", "abcst"[n % 5], n, "xyz"[n % 3]);
	if (n % 1000 == 999)
		fprintf(f, "%0*u", 200, n);	/* a long one */
}

static void
print_article(FILE *f, unsigned number, bool changed)
{
	uint64_t seed = (uint64_t)number * 2 + changed;
	unsigned words = 5 + made_below(&seed, 60), i;

	if (number == MADE_EARLY) {
		fputs("{\"id\":\"early\",\"text\":\"00 000\"}\n", f);
		return;
	}
	fprintf(f, "{\"id\":\"n%u\",\"date\":\"20%02u-%02u-%02u\","
	    "\"source\":\"%s\",\"lang\":\"%s\",\"title\":\"Number %u",
	    number, number * 7 % 20, number * 5 % 12 + 1, number % 28 + 1,
	    number % 3 ? "The Times" : "The Post", number % 9 ? "en" : "fr",
	    number);
	for (i = made_below(&seed, 6); i > 0; i--)
		print_word(f, &seed);
	fprintf(f, "\",\"text\":\"Common%s", number % 2 ? "" : " even");
	for (i = 0; i < words; i++) {
		print_word(f, &seed);
		if (made_below(&seed, 12) == 0)
			fputs(made_below(&seed, 3) ? "." : ".\\n\\n", f);
	}
	/* Positions that take more than a page. */
	for (i = number % 50 ? 0 : 40 * made_below(&seed, 100); i > 0; i--)
		fputs(" thick", f);
	fputs("\"}\n", f);
}

void
made_load(const struct corpora *c, unsigned first, unsigned count, bool again)
{
	char path[2 * CORPORA_PATH];
	unsigned i;
	FILE *f;

	snprintf(path, sizeof(path), "%s/%u.jsonl", c->folder, first);
	f = fopen(path, "w");
	assert_non_null(f);
	for (i = first; i < first + count; i++)
		if (!again || i % 7)
			print_article(f, i, again && i % 5 == 0);
	assert_int_equal(fclose(f), 0);
	corpora_load(c, c->folder);
}
