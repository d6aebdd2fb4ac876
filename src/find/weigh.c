/* Document frequencies of leaves. */
#include "find/weigh.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "schema.h"

struct weigher {
	struct archive *archive;
	sqlite3_stmt *frequency;
	sqlite3_stmt *count;
};

int
weigher_open(struct weigher **out, struct archive *a, struct err *err)
{
	struct weigher *w = calloc(1, sizeof(*w));

	*out = NULL;
	if (!w)
		return err_memory(err);
	w->archive = a;
	w->frequency = archive_prepare(a, schema_find_frequency, err);
	if (w->frequency)
		w->count = archive_prepare(a, schema_count_matches, err);
	if (!w->count) {
		weigher_close(w);
		return -1;
	}
	*out = w;
	return 0;
}

void
weigher_close(struct weigher *w)
{
	if (!w)
		return;
	sqlite3_finalize(w->frequency);
	sqlite3_finalize(w->count);
	free(w);
}

/* The first number ${stmt} gives for ${text}; -1 where it gives none. */
static int
ask(struct weigher *w, sqlite3_stmt *stmt, const char *text, size_t len,
    int64_t *out, struct err *err)
{
	int code;

	*out = -1;
	sqlite3_bind_text64(stmt, 1, text, len, SQLITE_STATIC, SQLITE_UTF8);
	code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		*out = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return archive_failed(w->archive, "search the index", err);
	return 0;
}

/* The number of a term's stemmer, or 0 for a plain one. */
static unsigned
mark_of(const struct match *m, size_t term)
{
	const char *text = term_text(&m->terms, term);
	uint32_t rune;

	utf8_decode(text, text + m->terms.items[term].len, &rune);
	return rune > TOKENIZER_MARK &&
	    rune <= TOKENIZER_MARK + TOKENIZER_PAIRS ?
	    rune - TOKENIZER_MARK : 0;
}

/*
 * Add up the known frequencies of single terms.  A marked stem's counts the
 * plain one of its language too, which then need not be known.  False where
 * something is not.
 */
static bool
known(struct weigher *w, const struct match *m,
    const struct match_leaf *leaf, int64_t *articles, struct err *err)
{
	const struct match_phrase *p = &m->phrases[leaf->first];
	bool after_mark = false;
	int64_t n;
	size_t i;

	*articles = 0;
	if (leaf->together || leaf->field != QUERY_ANYWHERE)
		return false;
	for (i = 0; i < leaf->count; i++, p++) {
		if (p->count != 1 || p->prefix)
			return false;
		if (p->fallback || (after_mark && !mark_of(m, p->first)))
			continue;
		if (ask(w, w->frequency, term_text(&m->terms, p->first),
		    m->terms.items[p->first].len, &n, err) || n < 0)
			return false;
		*articles += n;
		after_mark = mark_of(m, p->first) != 0;
	}
	return true;
}

int
weigher_articles(struct weigher *w, const struct match *m,
    const struct match_leaf *leaf, int64_t *articles, struct err *err)
{
	struct buf expression = BUF_INIT(BUF_TEXT_LIMIT);
	int result;

	if (known(w, m, leaf, articles, err))
		return 0;
	match_leaf_expression(m, leaf, &expression);
	result = expression.failed ? err_memory(err) :
	    ask(w, w->count, expression.data, expression.len, articles, err);
	buf_release(&expression);
	return result;
}
