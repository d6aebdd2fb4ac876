/* An article's texts: reading, cutting, sentences. */
#include "find/candidate.h"

#include <stdlib.h>

#include "schema.h"

struct candidate {
	struct archive *archive;
	struct tokenizer *tokenizer;
	sqlite3_stmt *find;
	int64_t id;
	bool loaded;
	struct buf text[2];
	struct terms terms[2];
	uint32_t *numbers[2];	/* sentences, paragraphs; NULL: not yet */
};

int
candidate_open(struct candidate **out, struct archive *a,
    struct tokenizer *t, struct err *err)
{
	struct candidate *c = calloc(1, sizeof(*c));
	int i;

	*out = NULL;
	if (!c)
		return err_memory(err);
	c->archive = a;
	c->tokenizer = t;
	for (i = 0; i < 2; i++) {
		buf_init(&c->text[i], BUF_TEXT_LIMIT);
		c->terms[i] = (struct terms)TERMS_INIT;
	}
	c->find = archive_prepare(a, schema_find_text, err);
	if (!c->find) {
		candidate_close(c);
		return -1;
	}
	*out = c;
	return 0;
}

static void
forget_numbers(struct candidate *c)
{
	int i;

	for (i = 0; i < 2; i++) {
		free(c->numbers[i]);
		c->numbers[i] = NULL;
	}
}

void
candidate_close(struct candidate *c)
{
	int i;

	if (!c)
		return;
	sqlite3_finalize(c->find);
	forget_numbers(c);
	for (i = 0; i < 2; i++) {
		buf_release(&c->text[i]);
		terms_release(&c->terms[i]);
	}
	free(c);
}

/* What asks for a text asks for words as they are written: no stems. */
static int
cut(struct candidate *c, int column, struct err *err)
{
	struct buf *text = &c->text[column];

	buf_reset(text);
	buf_add(text, sqlite3_column_text(c->find, column),
	    (size_t)sqlite3_column_bytes(c->find, column));
	if (text->failed || terms_cut(&c->terms[column], c->tokenizer,
	    NULL, text->data, text->len))
		return err_memory(err);
	return 0;
}

int
candidate_load(struct candidate *c, int64_t id, struct err *err)
{
	int code, result = -1;

	if (c->loaded && c->id == id)
		return 0;
	forget_numbers(c);
	c->loaded = false;
	sqlite3_bind_int64(c->find, 1, id);
	code = sqlite3_step(c->find);
	if (code == SQLITE_ROW) {
		result = cut(c, 0, err) || cut(c, 1, err) ? -1 : 0;
	} else if (code == SQLITE_DONE) {
		err_set(err, "the article %lld stands in the index and not "
		    "in the table: the database is damaged", (long long)id);
	} else {
		archive_failed(c->archive, "read the article", err);
	}
	sqlite3_reset(c->find);
	c->id = id;
	c->loaded = result == 0;
	return result;
}

const char *
candidate_text(const struct candidate *c, int column)
{
	return c->text[column].data;
}

const struct terms *
candidate_terms(const struct candidate *c, int column)
{
	return &c->terms[column];
}

const uint32_t *
candidate_sentences(struct candidate *c, bool paragraphs, struct err *err)
{
	uint32_t **numbers = &c->numbers[paragraphs];

	if (!*numbers)
		*numbers = sentences_number(c->text[1].data, &c->terms[1],
		    paragraphs);
	if (!*numbers)
		err_memory(err);
	return *numbers;
}
