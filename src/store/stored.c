/* What is stored of an article, beside one that was met again. */
#include "store/stored.h"

#include <stdlib.h>
#include <string.h>

void
stored_release(struct stored *old)
{
	int i;

	for (i = 0; i < ARTICLE_FIELDS; i++)
		free(old->field[i]);
	memset(old, 0, sizeof(*old));
}

/* The columns of FIND_ARTICLE. */
static const enum article_field columns[] = {
	ARTICLE_GUID, ARTICLE_URL, ARTICLE_TITLE, ARTICLE_AUTHOR,
	ARTICLE_PUBLISHED, ARTICLE_DATED_BY, ARTICLE_MODIFIED, ARTICLE_SOURCE,
	ARTICLE_SECTION, ARTICLE_LANGUAGE, ARTICLE_BODY
};

int
stored_load(struct stored *out, struct statements *s, int64_t id,
    struct err *err)
{
	sqlite3_stmt *stmt = statement_get(s, FIND_ARTICLE, err);
	const char *text;
	int i, found, result = 0;

	memset(out, 0, sizeof(*out));
	if (!stmt)
		return -1;
	statement_int(stmt, ":id", id);
	found = statement_step(s, stmt, err);
	for (i = 0; found > 0 && i < ARTICLE_FIELDS; i++) {
		text = statement_column(stmt, i);
		if (text && !(out->field[columns[i]] = strdup(text)))
			result = err_memory(err);
	}
	text = found > 0 ? statement_column(stmt, ARTICLE_FIELDS) : NULL;
	if (text && strlen(text) < DIGEST_SIZE)
		memcpy(out->digest, text, strlen(text) + 1);
	sqlite3_reset(stmt);
	if (found == 0)
		return err_set(err, "the article %lld is gone from the "
		    "database", (long long)id);
	return found < 0 ? -1 : result;
}

static bool
same_text(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

bool
stored_equals(const struct stored *old, const struct entry *e)
{
	int i;

	for (i = 0; i < ARTICLE_FIELDS; i++)
		if (!same_text(e->article.field[i], old->field[i]) &&
		    !(i == ARTICLE_LANGUAGE && e->article.language_guessed))
			return false;
	return true;
}

bool
stored_indexed_alike(const struct stored *old, const struct entry *e)
{
	return strcmp(e->digest, old->digest) == 0 &&
	    same_text(e->article.field[ARTICLE_LANGUAGE],
	    old->field[ARTICLE_LANGUAGE]);
}

bool
stored_is_later(const struct stored *old, const struct entry *e)
{
	const char *mine = e->article.field[ARTICLE_MODIFIED];
	const char *theirs = old->field[ARTICLE_MODIFIED];
	struct date a, b;

	return mine && theirs &&
	    date_parse(theirs, strlen(theirs), DATE_ORDER_UNKNOWN, &a) == 0 &&
	    date_parse(mine, strlen(mine), DATE_ORDER_UNKNOWN, &b) == 0 &&
	    date_later(&a, &b);
}
