/* The languages of an archive: from its table to slots. */
#include "find/languages.h"

#include <string.h>

#include "schema.h"
#include "store/facts.h"
#include "store/tokenizer.h"

static size_t
slot_for(struct languages *l, int stemmer)
{
	size_t i;

	for (i = 1; i < l->slots; i++)
		if (l->stemmers[i] == stemmer)
			return i;
	if (l->slots == LANGUAGES_SLOTS)
		return 0;
	l->stemmers[l->slots] = stemmer;
	return l->slots++;
}

/* One row: a language and its articles.  Rows come by falling number. */
static void
add(struct languages *l, const char *language, int64_t articles,
    int64_t all)
{
	int stemmer = tokenizer_stemmer(language);
	size_t slot = 0;

	if (stemmer && articles >= (all + LANGUAGES_SHARE - 1) /
	    LANGUAGES_SHARE)
		slot = slot_for(l, stemmer);
	if (slot == 0 || l->code_count == LANGUAGES_SLOTS) {
		l->rest = true;
		return;
	}
	l->codes[l->code_count] = fact_language(language);
	l->slot_of[l->code_count++] = (unsigned char)slot;
}

int
languages_read(struct languages *l, struct archive *a, struct err *err)
{
	int64_t all = archive_number(a, "articles"), seen = 0, n;
	sqlite3_stmt *stmt;
	int code;

	memset(l, 0, sizeof(*l));
	l->slots = 1;
	stmt = archive_prepare(a, schema_all_languages, err);
	if (!stmt)
		return -1;
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		n = sqlite3_column_int64(stmt, 1);
		seen += n;
		add(l, (const char *)sqlite3_column_text(stmt, 0), n, all);
	}
	sqlite3_finalize(stmt);
	if (code != SQLITE_DONE)
		return archive_failed(a, "read the languages", err);
	if (seen < all)
		l->rest = true;
	l->single = l->slots + l->rest == 2;
	return 0;
}

unsigned
languages_slot(const struct languages *l, uint32_t code)
{
	size_t i;

	for (i = 0; i < l->code_count; i++)
		if (l->codes[i] == code)
			return l->slot_of[i];
	return 0;
}
