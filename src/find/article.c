/* Whole articles: reading, places, marks. */
#include "find/article.h"

#include <stdlib.h>
#include <string.h>

#include "find/marks.h"
#include "schema.h"
#include "store/facts.h"

struct article_reader {
	struct archive *archive;
	struct tokenizer *tokenizer;
	struct languages languages;
	struct match match;
	bool marking;		/* there are words to mark */
	sqlite3_stmt *row;
	struct terms terms[2];
	struct marks marks[2];
	struct buf origins;	/* the places, each with its NUL */
	const char **places;
};

/* Columns of read-article.sql. */
enum {
	READ_PUBLISHED, READ_DATED_BY, READ_MODIFIED, READ_SOURCE, READ_TITLE,
	READ_AUTHOR, READ_SECTION, READ_LANGUAGE, READ_URL, READ_GUID,
	READ_ORIGIN, READ_ADDED, READ_STORY, READ_BODY
};

/* ==== Reading ==== */

static const char *
text_of(const struct article_reader *r, int column)
{
	return (const char *)sqlite3_column_text(r->row, column);
}

static void
fill(const struct article_reader *r, struct article_view *v)
{
	v->published = text_of(r, READ_PUBLISHED);
	v->dated_by = text_of(r, READ_DATED_BY);
	v->modified = text_of(r, READ_MODIFIED);
	v->source = text_of(r, READ_SOURCE);
	v->title = text_of(r, READ_TITLE);
	v->author = text_of(r, READ_AUTHOR);
	v->section = text_of(r, READ_SECTION);
	v->language = text_of(r, READ_LANGUAGE);
	v->url = text_of(r, READ_URL);
	v->guid = text_of(r, READ_GUID);
	v->origin = text_of(r, READ_ORIGIN);
	v->added = text_of(r, READ_ADDED);
	v->story = sqlite3_column_int64(r->row, READ_STORY);
	v->body = text_of(r, READ_BODY);
}

static int
read_places(struct article_reader *r, struct article_view *v,
    struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(r->archive,
	    schema_article_places, err);
	const char *text, **places;
	size_t i, at;
	int code;

	if (!stmt)
		return -1;
	buf_reset(&r->origins);
	sqlite3_bind_int64(stmt, 1, v->id);
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		text = (const char *)sqlite3_column_text(stmt, 0);
		buf_add(&r->origins, text ? text : "",
		    text ? strlen(text) + 1 : 1);
		v->place_count++;
	}
	sqlite3_finalize(stmt);
	if (code != SQLITE_DONE)
		return archive_failed(r->archive, "read the places", err);
	places = realloc(r->places, (v->place_count + 1) * sizeof(*places));
	if (!places || r->origins.failed)
		return err_memory(err);
	r->places = places;
	for (i = at = 0; i < v->place_count; i++) {
		places[i] = r->origins.data + at;
		at += strlen(places[i]) + 1;
	}
	v->places = places;
	return 0;
}

static int
mark(struct article_reader *r, struct article_view *v, struct err *err)
{
	const char *texts[2] = { v->title, v->body };
	unsigned slot = languages_slot(&r->languages,
	    fact_language(v->language));
	int i;

	for (i = 0; i < 2; i++)
		if (terms_cut(&r->terms[i], r->tokenizer, v->language,
		    texts[i], texts[i] ? strlen(texts[i]) : 0) ||
		    marks_make(&r->marks[i], &r->match, slot, i == 0,
		    texts[i], &r->terms[i]))
			return err_memory(err);
	v->marked = true;
	v->title_marks = r->marks[0].items;
	v->title_mark_count = r->marks[0].count;
	v->body_marks = r->marks[1].items;
	v->body_mark_count = r->marks[1].count;
	return 0;
}

int
article_read(struct article_reader *r, int64_t id, struct article_view *out,
    struct err *err)
{
	memset(out, 0, sizeof(*out));
	out->id = id;
	sqlite3_reset(r->row);
	sqlite3_bind_int64(r->row, 1, id);
	if (sqlite3_step(r->row) != SQLITE_ROW)
		return err_set(err, "cannot read the article %lld",
		    (long long)id);
	fill(r, out);
	if (read_places(r, out, err))
		return -1;
	return r->marking ? mark(r, out, err) : 0;
}

/* ==== Opening and closing ==== */

int
article_open(struct article_reader **out, struct archive *a,
    const struct query *q, bool any, struct err *err)
{
	struct article_reader *r = calloc(1, sizeof(*r));
	struct match_options options;

	*out = NULL;
	if (!r)
		return err_memory(err);
	r->archive = a;
	r->match = (struct match)MATCH_INIT;
	r->terms[0] = r->terms[1] = (struct terms)TERMS_INIT;
	r->marks[0] = r->marks[1] = (struct marks)MARKS_INIT;
	buf_init(&r->origins, BUF_TEXT_LIMIT);
	r->row = archive_prepare(a, schema_read_article, err);
	if (!r->row || tokenizer_open(&r->tokenizer, archive_db(a), err) ||
	    languages_read(&r->languages, a, err))
		goto fail;
	options = (struct match_options){ &r->languages, r->tokenizer, any };
	if (q && q->root && match_make(&r->match, q, &options, err))
		goto fail;
	r->marking = r->match.node_count > 0;
	*out = r;
	return 0;
fail:
	article_close(r);
	return -1;
}

void
article_close(struct article_reader *r)
{
	int i;

	if (!r)
		return;
	sqlite3_finalize(r->row);
	tokenizer_close(r->tokenizer);
	match_release(&r->match);
	for (i = 0; i < 2; i++) {
		terms_release(&r->terms[i]);
		marks_release(&r->marks[i]);
	}
	buf_release(&r->origins);
	free(r->places);
	free(r);
}
