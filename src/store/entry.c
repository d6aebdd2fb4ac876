/* An article on its way into the archive. */
#include "store/entry.h"

#include <stdlib.h>
#include <string.h>

struct entry *
entry_new(struct article *article, struct store_file *file,
    struct tokenizer *t, struct err *err)
{
	struct entry *e = calloc(1, sizeof(*e));
	const char *language, *texts[2];

	if (!e) {
		err_memory(err);
		return NULL;
	}
	e->article = *article;
	*article = (struct article)ARTICLE_INIT;
	e->title = e->body = (struct tokens)TOKENS_INIT;
	e->file = file;
	texts[0] = e->article.field[ARTICLE_TITLE];
	texts[1] = e->article.field[ARTICLE_BODY];
	e->body_len = texts[1] ? strlen(texts[1]) : 0;
	language = e->article.field[ARTICLE_LANGUAGE];
	digest_texts(texts, 2, e->digest);
	if (t && (tokens_make(&e->title, t, language, texts[0]) ||
	    tokens_make(&e->body, t, language, texts[1]))) {
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
	tokens_release(&e->title);
	tokens_release(&e->body);
	free(e->host);
	free(e);
}

size_t
entry_weight(const struct entry *e)
{
	return sizeof(*e) + e->body_len;
}
