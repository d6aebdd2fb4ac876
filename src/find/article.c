/* Whole articles: what a name means, what is near it, reading. */
#include "find/article.h"

#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/distance.h"
#include "find/marks.h"
#include "schema.h"
#include "store/facts.h"

/* What a sentence lists. */
#define LISTED 3

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

/* ==== What a name means ==== */

/* Articles that were found. */
struct meant {
	int64_t ids[LISTED];	/* the first of them */
	size_t count;
};

/* Step through ids; finalises ${stmt}. */
static int
gather(struct article_reader *r, sqlite3_stmt *stmt, struct meant *m,
    struct err *err)
{
	int64_t id;
	int code;

	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		if (sqlite3_column_type(stmt, 0) == SQLITE_NULL)
			continue;
		id = sqlite3_column_int64(stmt, 0);
		if (m->count < LISTED)
			m->ids[m->count] = id;
		m->count++;
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE ? 0 :
	    archive_failed(r->archive, "look for the article", err);
}

/* The number that ${text} is, or -1. */
static int64_t
number_of(const char *text)
{
	char *end;
	long long n;

	if (!*text || text[strspn(text, "0123456789")])
		return -1;
	errno = 0;
	n = strtoll(text, &end, 10);
	return errno ? -1 : (int64_t)n;
}

static int
by_name(struct article_reader *r, const char *name, struct meant *m,
    struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(r->archive,
	    schema_articles_called, err);

	if (!stmt)
		return -1;
	sqlite3_bind_int64(stmt, 1, number_of(name));
	sqlite3_bind_text(stmt, 2, name, -1, SQLITE_STATIC);
	return gather(r, stmt, m, err);
}

static int
in_file(struct article_reader *r, const char *path, int64_t record,
    struct meant *m, struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(r->archive,
	    schema_articles_in_file, err);

	if (!stmt)
		return -1;
	sqlite3_bind_text(stmt, 1, path, -1, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 2, record);
	return gather(r, stmt, m, err);
}

/* The path whole, then as path#record. */
static int
by_path(struct article_reader *r, const char *path, struct meant *m,
    struct err *err)
{
	const char *sign = strrchr(path, '#');
	int64_t record = sign ? number_of(sign + 1) : -1;
	char *file;
	int result;

	if (in_file(r, path, -1, m, err))
		return -1;
	if (m->count || record < 0)
		return 0;
	file = strndup(path, (size_t)(sign - path));
	if (!file)
		return err_memory(err);
	result = in_file(r, file, record, m, err);
	free(file);
	return result;
}

/* The real path of the file in ${path}, its #record kept; or nothing. */
static void
add_real(struct buf *out, const char *path)
{
	const char *sign = strrchr(path, '#');
	char *file, *real = realpath(path, NULL);

	if (real)
		sign = NULL;
	if (!real && sign && (file = strndup(path, (size_t)(sign - path)))) {
		real = realpath(file, NULL);
		free(file);
	}
	if (real)
		buf_addf(out, "%s%s", real, sign ? sign : "");
	free(real);
}

/*
 * As it is written; from the working folder; as the file system has it, for
 * ".." and links.
 */
static int
by_paths(struct article_reader *r, const char *name, const char *folder,
    struct meant *m, struct err *err)
{
	struct buf path = BUF_INIT(BUF_TEXT_LIMIT);
	int result = by_path(r, name, m, err);

	if (strncmp(name, "./", 2) == 0)
		name += 2;
	if (!result && !m->count && folder && *name != '/') {
		buf_addf(&path, "%s/%s", strcmp(folder, "/") == 0 ? "" :
		    folder, name);
		result = by_path(r, path.data, m, err);
	}
	buf_reset(&path);
	if (!result && !m->count && !strstr(name, "://")) {
		add_real(&path, name);
		if (path.len)
			result = by_path(r, path.data, m, err);
	}
	buf_release(&path);
	return result;
}

/* ==== What is near it ==== */

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

/* The nearest names so far, rising by edits. */
struct near {
	struct {
		size_t edits;
		struct buf name;
	} items[LISTED];
	size_t count;
};

/* Put ${name} in its place and let the last one go where there are many. */
static void
add_near(struct near *n, const char *name, size_t edits)
{
	struct buf buf;
	size_t i = n->count;

	if (i == LISTED) {
		if (edits >= n->items[--i].edits)
			return;
	} else {
		n->count++;
	}
	buf = n->items[i].name;
	for (; i && n->items[i - 1].edits > edits; i--)
		n->items[i] = n->items[i - 1];
	n->items[i].edits = edits;
	n->items[i].name = buf;
	buf_reset(&n->items[i].name);
	buf_addstr(&n->items[i].name, name);
}

/* Files and addresses whose last part is nearly that of ${name}. */
static int
find_near(struct article_reader *r, const char *name, struct near *n,
    struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(r->archive,
	    schema_all_addresses, err);
	const char *wanted = last_part(name), *there;
	size_t edits;
	int code;

	if (!stmt)
		return -1;
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		there = (const char *)sqlite3_column_text(stmt, 0);
		edits = there ? distance(last_part(there), wanted) : SIZE_MAX;
		if (edits <= distance_slip(wanted))
			add_near(n, there, edits);
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE ? 0 :
	    archive_failed(r->archive, "look for the article", err);
}

static int
list_near(struct article_reader *r, const char *name, struct buf *out,
    struct err *err)
{
	struct near near = { .count = 0 };
	size_t i;
	int result;

	for (i = 0; i < LISTED; i++)
		buf_init(&near.items[i].name, BUF_TEXT_LIMIT);
	result = find_near(r, name, &near, err);
	for (i = 0; i < LISTED; i++) {
		if (i < near.count)
			buf_addf(out, "%s'%.200s'", i ? ", " : "",
			    near.items[i].name.data);
		buf_release(&near.items[i].name);
	}
	return result;
}

static int
list_beside(struct article_reader *r, int64_t id, struct buf *out,
    struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(r->archive,
	    schema_articles_beside, err);
	struct meant m = { { 0 }, 0 };
	size_t i;

	if (!stmt)
		return -1;
	sqlite3_bind_int64(stmt, 1, id);
	if (gather(r, stmt, &m, err))
		return -1;
	for (i = 0; i < m.count; i++)
		buf_addf(out, "%s%lld", i ? ", " : "",
		    (long long)m.ids[i]);
	return 0;
}

static int
not_found(struct article_reader *r, const char *name, struct err *err)
{
	struct buf near = BUF_INIT(BUF_TEXT_LIMIT);
	int64_t id = number_of(name);
	int result;

	result = id >= 0 ? list_beside(r, id, &near, err) :
	    list_near(r, name, &near, err);
	if (!result)
		err_set(err, "there is no article '%.300s'%s%s", name,
		    near.len ? "; near it: " : "", near.data);
	buf_release(&near);
	return result;
}

static int
several(const char *name, const struct meant *m, struct err *err)
{
	struct buf ids = BUF_INIT(BUF_TEXT_LIMIT);
	size_t i;

	for (i = 0; i < m->count && i < LISTED; i++)
		buf_addf(&ids, "%s%lld", i ? ", " : "",
		    (long long)m->ids[i]);
	err_set(err, "'%.300s' means %zu articles: name one by its id: %s%s",
	    name, m->count, ids.data, m->count > LISTED ? " ..." : "");
	buf_release(&ids);
	return 0;
}

int
article_find(struct article_reader *r, const char *name, const char *folder,
    int64_t *id, struct err *err)
{
	struct meant m = { { 0 }, 0 };

	*id = 0;
	if (by_name(r, name, &m, err) ||
	    (!m.count && by_paths(r, name, folder, &m, err)))
		return -1;
	if (!m.count)
		return not_found(r, name, err);
	if (m.count > 1)
		return several(name, &m, err);
	*id = m.ids[0];
	return 1;
}

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
