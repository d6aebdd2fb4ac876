/*
 * store/tokenizer: words and places are stock unicode61's on real text in
 * many languages; stems; what a query asks for finds every form.
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
#include <jansson.h>

#include "store/fts5.h"
#include "store/tokenizer.h"

#define CORPUS "../shared/data/corpora/multilingual.jsonl.xz"
#define LINE ((size_t)4 * 1024 * 1024)

static sqlite3 *db;
static struct tokenizer *tokenizer;
static fts5_tokenizer module;
static Fts5Tokenizer *stock;

/* ==== Places ==== */

static void
add_token(struct buf *b, const char *term, size_t len, size_t start,
    size_t end)
{
	buf_add(b, term, len);
	buf_addf(b, " %zu %zu\n", start, end);
}

static int
stock_token(void *ctx, int flags, const char *term, int len, int start,
    int end)
{
	(void)flags;
	add_token(ctx, term, (size_t)len, (size_t)start, (size_t)end);
	return SQLITE_OK;
}

static int
our_token(void *ctx, bool colocated, const char *term, size_t len,
    size_t start, size_t end)
{
	if (!colocated)
		add_token(ctx, term, len, start, end);
	return 0;
}

static void
same_as_stock(const char *language, const char *text, size_t len)
{
	struct buf ours = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf theirs = BUF_INIT(BUF_TEXT_LIMIT);

	assert_int_equal(tokenizer_run(tokenizer, language, text, len,
	    our_token, &ours), 0);
	assert_int_equal(module.xTokenize(stock, &theirs,
	    FTS5_TOKENIZE_DOCUMENT, text, (int)len, stock_token), SQLITE_OK);
	assert_string_equal(ours.data, theirs.data);
	buf_release(&ours);
	buf_release(&theirs);
}

static void
places(void **state)
{
	static char line[LINE];
	int number = 0, texts = 0;
	const char *text;
	json_t *object;
	FILE *f;

	(void)state;
	if (access(CORPUS, R_OK)) {
		print_message("# skipped: %s is absent\n", CORPUS);
		return;
	}
	f = popen("xz -dc " CORPUS, "r");
	assert_non_null(f);
	while (fgets(line, LINE, f)) {
		if (number++ % 10 && !getenv("SOAK"))
			continue;
		object = json_loads(line, 0, NULL);
		assert_non_null(object);
		text = json_string_value(json_object_get(object, "text"));
		if (text) {
			same_as_stock(json_string_value(json_object_get(object,
			    "lang")), text, strlen(text));
			texts++;
		}
		json_decref(object);
	}
	pclose(f);
	assert_true(texts > 300);
}

static void
garbage(void **state)
{
	char text[400];
	size_t i;
	int round;

	(void)state;
	srand(3);
	for (round = 0; round < 2000; round++) {
		for (i = 0; i < sizeof(text); i++)
			text[i] = (char)(round % 2 ? 1 + rand() % 255 :
			    "aB9\xC3\xA9 '\xCC\x81\xE4\xB8\xAD"[rand() % 12]);
		same_as_stock("fr", text, sizeof(text));
	}
	same_as_stock("en", "", 0);
}

/* ==== Stems ==== */

/* Does a query for all forms of ${asked} find a text that is ${word}? */
struct look {
	struct buf stem;
	bool plain, found;
};

static int
look_at(void *ctx, bool colocated, const char *term, size_t len,
    size_t start, size_t end)
{
	struct look *l = ctx;
	const struct buf *wanted = &l->stem;
	size_t mark = 3;	/* bytes of U+E001 */

	(void)start, (void)end;
	if (colocated && wanted->len == len &&
	    memcmp(wanted->data, term, len) == 0)
		l->found = true;
	if (!colocated && l->plain && wanted->len - mark == len &&
	    memcmp(wanted->data + mark, term, len) == 0)
		l->found = true;
	return 0;
}

static bool
finds(const char *language, const char *asked, const char *word)
{
	struct look l = { BUF_INIT(100), false, false };

	assert_int_equal(tokenizer_stem(tokenizer,
	    tokenizer_stemmer(language), asked, strlen(asked), &l.stem,
	    &l.plain), 0);
	assert_int_equal(tokenizer_run(tokenizer, language, word, strlen(word),
	    look_at, &l), 0);
	buf_release(&l.stem);
	return l.found;
}

static void
forms(void **state)
{
	static const struct {
		const char *language, *a, *b;
		bool same;
	} cases[] = {
		{ "en", "attacks", "attacked", true },
		{ "en", "Attack", "ATTACKING", true },
		{ "en", "news", "new", false },
		{ "en", "hack", "hacks", true },
		{ "de", "H\xC3\xA4user", "Haus", true },
		{ "de", "gelaufen", "laufen", false },
		{ "fr", "\xC3\xA9""crivains", "\xC3\xA9""crivain", true },
		{ "fr", "apr\xC3\xA8s", "apr\xC3\xA8s", true },
		{ "es", "canciones", "canci\xC3\xB3n", true },
		{ "it", "abbandonata", "abbandonato", true },
		{ "pt", "cidades", "cidade", true },
		{ "nl", "huizen", "huizen", true },
		{ "sv", "flickorna", "flicka", true },
		{ "ru", "\xD0\xBA\xD0\xBD\xD0\xB8\xD0\xB3\xD0\xB8",
		    "\xD0\xBA\xD0\xBD\xD0\xB8\xD0\xB3\xD0\xB0", true },
		{ "fi", "taloissa", "talossa", true },
		{ "tr", "kitaplar", "kitap", true },
		{ "nb", "husene", "huset", true },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		if (finds(cases[i].language, cases[i].a, cases[i].b) !=
		    cases[i].same || finds(cases[i].language, cases[i].b,
		    cases[i].a) != cases[i].same)
			fail_msg("%s: %s, %s", cases[i].language, cases[i].a,
			    cases[i].b);
		assert_true(finds(cases[i].language, cases[i].a, cases[i].a));
	}
}

/* The mark is the stemmer's own, and languages without one stand alone. */
static void
marks(void **state)
{
	struct buf out = BUF_INIT(100);
	bool plain;
	int i;

	(void)state;
	for (i = 1; tokenizer_language(i); i++)
		assert_int_equal(tokenizer_stemmer(tokenizer_language(i)), i);
	assert_int_equal(tokenizer_stemmer(NULL), 0);
	assert_int_equal(tokenizer_stemmer("zh"), 0);
	assert_int_equal(tokenizer_stemmer("nn"), tokenizer_stemmer("no"));
	assert_int_equal(tokenizer_stem(tokenizer, 1, "Attacks", 7, &out,
	    &plain), 0);
	assert_string_equal(out.data, "\xEE\x80\x81" "attack");
	assert_true(plain);
	buf_release(&out);
}

int
main(void)
{
	static const char *args[] = { "remove_diacritics", "2" };
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(places),
		cmocka_unit_test(garbage),
		cmocka_unit_test(forms),
		cmocka_unit_test(marks),
	};
	void *builtin;
	fts5_api *api;
	int failed;

	if (sqlite3_open(":memory:", &db) ||
	    tokenizer_open(&tokenizer, db, NULL))
		return 1;
	api = fts5_interface(db);
	if (api->xFindTokenizer(api, "unicode61", &builtin, &module) ||
	    module.xCreate(builtin, args, 2, &stock))
		return 1;
	failed = cmocka_run_group_tests(tests, NULL, NULL);
	module.xDelete(stock);
	tokenizer_close(tokenizer);
	sqlite3_close(db);
	return failed;
}
