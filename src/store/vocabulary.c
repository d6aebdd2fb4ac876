/* The vocabulary: a cursor a segment, and the smallest of their terms. */
#include "store/vocabulary.h"

#include <stdlib.h>
#include <string.h>

#include "schema.h"
#include "store/leaf_terms.h"

struct cursor {
	const struct segment *segment;
	sqlite3_stmt *leaves;	/* those on which terms begin */
	struct page page;
	uint32_t leaf;
	struct leaf_terms terms;
	bool over;
	bool present;		/* it stands at the present term */
	struct doclist *doclist;	/* of the present term, once asked
					 * for */
};

struct vocabulary {
	struct archive *archive;
	struct segments *segments;
	struct cursor *cursors;	/* the newest segment's first */
	size_t count;
	const struct cursor *smallest;
	sqlite3_stmt *rows;	/* not NULL: of FTS5's own table instead */
	struct buf term;	/* of the row */
	struct doclist *doclist;
};

/* ==== One segment ==== */

/* Go on to the first term of the next leaf with any. */
static int
next_leaf(struct vocabulary *v, struct cursor *c, struct err *err)
{
	int64_t leaf;
	int code;

	while ((code = sqlite3_step(c->leaves)) == SQLITE_ROW) {
		leaf = sqlite3_column_int64(c->leaves, 0) >> 1;
		/* A merge under way has cut off what is before. */
		if (leaf <= c->leaf)
			continue;
		if (leaf > c->segment->last)
			return segments_damaged(c->segment, (uint32_t)leaf,
			    err);
		c->leaf = (uint32_t)leaf;
		if (segments_page(v->segments, c->segment, c->leaf, &c->page,
		    err))
			return -1;
		leaf_terms_go_on(&c->terms, &c->page);
		return 1;
	}
	sqlite3_reset(c->leaves);
	if (code != SQLITE_DONE)
		return archive_failed(v->archive, "read the index", err);
	return 0;
}

static int
next_term(struct vocabulary *v, struct cursor *c, struct err *err)
{
	int there;

	while (!c->over) {
		there = leaf_terms_next(&c->terms, c->segment, c->leaf, err);
		if (there)
			return there < 0 ? -1 : 0;
		there = next_leaf(v, c, err);
		if (there < 0)
			return -1;
		c->over = there == 0;
	}
	return 0;
}

static int
seek(struct vocabulary *v, struct cursor *c, const struct buf *key,
    struct err *err)
{
	bool indexed;

	sqlite3_reset(c->leaves);
	sqlite3_bind_int64(c->leaves, 1, c->segment->id);
	sqlite3_bind_blob(c->leaves, 2, key->data, (int)key->len,
	    SQLITE_TRANSIENT);
	c->over = !c->segment->last;
	if (c->over)
		return 0;
	if (segments_find(v->segments, c->segment, key->data, key->len,
	    &c->leaf, &indexed, err) || segments_page(v->segments,
	    c->segment, c->leaf, &c->page, err))
		return -1;
	leaf_terms_begin(&c->terms, &c->page);
	do
		if (next_term(v, c, err))
			return -1;
	while (!c->over && leaf_terms_compare(&c->terms, key->data,
	    key->len) < 0);
	return 0;
}

/* ==== FTS5's own table ==== */

static int
seek_row(struct vocabulary *v, const char *from, size_t len)
{
	sqlite3_reset(v->rows);
	sqlite3_bind_text(v->rows, 1, from, (int)len, SQLITE_TRANSIENT);
	return 0;
}

static int
next_row(struct vocabulary *v, const char **term, size_t *len,
    struct err *err)
{
	int code = sqlite3_step(v->rows);

	if (code == SQLITE_DONE)
		return 0;
	if (code != SQLITE_ROW)
		return archive_failed(v->archive, "read the index", err);
	buf_reset(&v->term);
	buf_add(&v->term, sqlite3_column_text(v->rows, 0),
	    (size_t)sqlite3_column_bytes(v->rows, 0));
	if (v->term.failed)
		return err_memory(err);
	*term = v->term.data;
	*len = v->term.len;
	return 1;
}

static int
row_doclist(struct vocabulary *v, size_t *at, struct doclist **out,
    struct err *err)
{
	int there;

	if (*at)
		return 0;
	doclist_close(v->doclist);
	there = doclist_open(&v->doclist, v->segments,
	    segments_at(v->segments, 0), v->term.data, v->term.len, err);
	*at = 1;
	*out = v->doclist;
	return there;
}

/* ==== All segments ==== */

int
vocabulary_seek(struct vocabulary *v, const char *from, size_t len,
    struct err *err)
{
	struct buf key = BUF_INIT(BUF_TEXT_LIMIT);
	size_t i;
	int result = 0;

	if (v->rows)
		return seek_row(v, from, len);
	buf_addch(&key, SEGMENTS_KEY);
	buf_add(&key, from, len);
	if (key.failed)
		result = err_memory(err);
	for (i = 0; !result && i < v->count; i++) {
		v->cursors[i].present = false;
		result = seek(v, &v->cursors[i], &key, err);
	}
	v->smallest = NULL;
	buf_release(&key);
	return result;
}

int
vocabulary_next(struct vocabulary *v, const char **term, size_t *len,
    struct err *err)
{
	struct cursor *c;
	int order;

	if (v->rows)
		return next_row(v, term, len, err);
	for (c = v->cursors; c < v->cursors + v->count; c++)
		if (c->present && next_term(v, c, err))
			return -1;
	v->smallest = NULL;
	for (c = v->cursors; c < v->cursors + v->count; c++) {
		order = -1;
		/* Behind our own terms stand those of prefix indexes. */
		if (c->over || *c->terms.key.data != SEGMENTS_KEY)
			order = 1;
		else if (v->smallest)
			order = leaf_terms_compare(&c->terms,
			    v->smallest->terms.key.data,
			    v->smallest->terms.key.len);
		c->present = order <= 0;
		if (order < 0)
			v->smallest = c;
	}
	if (!v->smallest)
		return 0;
	for (c = v->cursors; c < v->smallest; c++)
		c->present = false;
	*term = v->smallest->terms.key.data + 1;
	*len = v->smallest->terms.key.len - 1;
	return 1;
}

int
vocabulary_doclist(struct vocabulary *v, size_t *at, struct doclist **out,
    struct err *err)
{
	struct cursor *c;

	if (v->rows)
		return row_doclist(v, at, out, err);
	while (*at < v->count && !v->cursors[*at].present)
		++*at;
	if (*at == v->count)
		return 0;
	c = &v->cursors[(*at)++];
	if (!c->doclist && !(c->doclist = doclist_new(v->segments)))
		return err_memory(err);
	if (doclist_begin(c->doclist, c->segment, &c->page, c->leaf,
	    c->terms.at, c->terms.end, err))
		return -1;
	*out = c->doclist;
	return 1;
}

bool
vocabulary_short(const struct vocabulary *v)
{
	size_t i;

	if (v->rows)
		return false;
	for (i = 0; i < v->count; i++)
		if (v->cursors[i].present && !v->cursors[i].terms.end &&
		    v->cursors[i].leaf < v->cursors[i].segment->last)
			return false;
	return true;
}

static int
open_cursors(struct vocabulary *v, struct err *err)
{
	struct cursor *c;

	v->cursors = calloc(segments_count(v->segments) + 1,
	    sizeof(*v->cursors));
	if (!v->cursors)
		return err_memory(err);
	for (; v->count < segments_count(v->segments); v->count++) {
		c = &v->cursors[v->count];
		c->segment = segments_at(v->segments, v->count);
		c->terms = (struct leaf_terms)LEAF_TERMS_INIT;
		c->over = true;
		c->leaves = archive_prepare(v->archive, schema_leaves_from,
		    err);
		if (!c->leaves)
			return -1;
	}
	return 0;
}

int
vocabulary_open(struct vocabulary **out, struct segments *s, struct err *err)
{
	struct vocabulary *v = calloc(1, sizeof(*v));
	bool rows = segments_count(s) &&
	    segments_at(s, 0)->id == SEGMENTS_FTS5;

	*out = NULL;
	if (!v)
		return err_memory(err);
	v->archive = segments_archive(s);
	v->segments = s;
	buf_init(&v->term, BUF_TEXT_LIMIT);
	if (rows ? !(v->rows = archive_prepare(v->archive, schema_read_terms,
	    err)) : open_cursors(v, err)) {
		vocabulary_close(v);
		return -1;
	}
	*out = v;
	return 0;
}

void
vocabulary_close(struct vocabulary *v)
{
	size_t i;

	if (!v)
		return;
	for (i = 0; v->cursors && i < v->count; i++) {
		sqlite3_finalize(v->cursors[i].leaves);
		page_release(&v->cursors[i].page);
		leaf_terms_release(&v->cursors[i].terms);
		doclist_close(v->cursors[i].doclist);
	}
	free(v->cursors);
	sqlite3_finalize(v->rows);
	doclist_close(v->doclist);
	buf_release(&v->term);
	free(v);
}
