/* An article on its way into the archive. */
#include "store/entry.h"

#include <stdlib.h>
#include <string.h>

struct entry *
entry_new(struct article *article, struct store_file *file,
    struct inverter *v, struct err *err)
{
	struct entry *e = calloc(1, sizeof(*e));
	const char *texts[INVERTED_COLUMNS];

	if (!e) {
		err_memory(err);
		return NULL;
	}
	e->article = *article;
	*article = (struct article)ARTICLE_INIT;
	e->terms = (struct inverted)INVERTED_INIT;
	e->file = file;
	texts[0] = e->article.field[ARTICLE_TITLE];
	texts[1] = e->article.field[ARTICLE_BODY];
	e->body_len = texts[1] ? strlen(texts[1]) : 0;
	digest_texts(texts, INVERTED_COLUMNS, e->digest);
	if (v && inverter_make(v, e->article.field[ARTICLE_LANGUAGE], texts,
	    &e->terms)) {
		entry_free(e);
		err_memory(err);
		return NULL;
	}
	return e;
}

void
entry_free(struct entry *e)
{
	if (!e)
		return;
	article_release(&e->article);
	inverted_release(&e->terms);
	free(e->host);
	free(e);
}

size_t
entry_weight(const struct entry *e)
{
	return sizeof(*e) + e->body_len;
}
