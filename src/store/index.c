/*
 * The full-text index of an archive, for its writer: the tokenizer that
 * replays terms, adding, removing, merging.
 */
#include "store/index.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "schema.h"
#include "store/fts5.h"

/* Pages of work a merge step does: some tens of milliseconds. */
#define MERGE_STEP 500

struct index {
	struct archive *archive;
	fts5_tokenizer module;		/* the real unicode61 */
	void *builtin;
	struct tokenizer *tokenizer;
	sqlite3_stmt *add;
	sqlite3_stmt *remove;
	sqlite3_stmt *merge;
	sqlite3_stmt *segments;
	/* What FTS5's next calls for a document's columns are answered with. */
	const struct tokens *column[2];
	size_t next;
};

/* ==== The tokenizer under unicode61's name ==== */

/* One instance: of the real one, for queries, and of ours. */
struct stand_in {
	struct index *index;	/* gone when the connection closes */
	fts5_tokenizer module;	/* so this is a copy */
	Fts5Tokenizer *real;
};

static int
stand_in_create(void *ctx, const char **args, int count,
    Fts5Tokenizer **out)
{
	struct index *ix = ctx;
	struct stand_in *s = sqlite3_malloc(sizeof(*s));
	int code;

	*out = NULL;
	if (!s)
		return SQLITE_NOMEM;
	s->index = ix;
	s->module = ix->module;
	code = s->module.xCreate(ix->builtin, args, count, &s->real);
	if (code != SQLITE_OK) {
		sqlite3_free(s);
		return code;
	}
	*out = (Fts5Tokenizer *)s;
	return SQLITE_OK;
}

static void
stand_in_delete(Fts5Tokenizer *instance)
{
	struct stand_in *s = (struct stand_in *)instance;

	s->module.xDelete(s->real);
	sqlite3_free(s);
}

static int
replay(const struct tokens *tokens, void *ctx,
    int (*token)(void *, int, const char *, int, int, int))
{
	const char *term;
	size_t at = 0, len;
	bool colocated;
	int code = SQLITE_OK;

	while (code == SQLITE_OK &&
	    tokens_next(tokens, &at, &colocated, &term, &len))
		code = token(ctx, colocated ? FTS5_TOKEN_COLOCATED : 0, term,
		    (int)len, 0, 0);
	return code;
}

/* A column of a document is answered by replay, anything else for real. */
static int
stand_in_tokenize(Fts5Tokenizer *instance, void *ctx, int flags,
    const char *text, int len,
    int (*token)(void *, int, const char *, int, int, int))
{
	struct stand_in *s = (struct stand_in *)instance;
	struct index *ix = s->index;

	if (flags != FTS5_TOKENIZE_DOCUMENT)
		return ix->module.xTokenize(s->real, ctx, flags, text, len,
		    token);
	if (ix->next >= 2 || !ix->column[ix->next])
		return SQLITE_MISUSE;
	return replay(ix->column[ix->next++], ctx, token);
}

static int
stand_in_register(struct index *ix, struct err *err)
{
	static fts5_tokenizer ours = {
		stand_in_create, stand_in_delete, stand_in_tokenize
	};
	fts5_api *api = fts5_interface(archive_db(ix->archive));

	if (!api || api->xFindTokenizer(api, "unicode61", &ix->builtin,
	    &ix->module) != SQLITE_OK ||
	    api->xCreateTokenizer(api, "unicode61", ix, &ours, NULL)
	    != SQLITE_OK)
		return archive_failed(ix->archive, "set up the tokenizer",
		    err);
	return 0;
}

/* ==== Life cycle ==== */

int
index_open(struct index **out, struct archive *a, struct err *err)
{
	struct index *ix = calloc(1, sizeof(*ix));

	*out = NULL;
	if (!ix)
		return err_memory(err);
	ix->archive = a;
	if (tokenizer_open(&ix->tokenizer, archive_db(a), err) ||
	    stand_in_register(ix, err) ||
	    !(ix->add = archive_prepare(a, schema_index_add, err)) ||
	    !(ix->remove = archive_prepare(a, schema_index_remove, err)) ||
	    !(ix->merge = archive_prepare(a, schema_index_merge, err)) ||
	    !(ix->segments = archive_prepare(a, schema_index_segments, err))) {
		index_close(ix);
		return -1;
	}
	*out = ix;
	return 0;
}

void
index_close(struct index *ix)
{
	if (!ix)
		return;
	sqlite3_finalize(ix->add);
	sqlite3_finalize(ix->remove);
	sqlite3_finalize(ix->merge);
	sqlite3_finalize(ix->segments);
	tokenizer_close(ix->tokenizer);
	free(ix);
}

/* ==== Adding and removing ==== */

/*
 * FTS5 asks for the terms of each column that is not NULL; what the column
 * holds does not matter to it beyond that, since the text stands in
 * articles.
 */
static int
step(struct index *ix, sqlite3_stmt *stmt, int64_t id,
    const struct tokens *title, const struct tokens *body, struct err *err)
{
	ix->column[0] = title;
	ix->column[1] = body;
	ix->next = 0;
	sqlite3_bind_int64(stmt, 1, id);
	sqlite3_step(stmt);
	if (sqlite3_reset(stmt) != SQLITE_OK)
		return archive_failed(ix->archive, "write the index", err);
	if (ix->next != 2)
		return err_set(err, "cannot write the index: this SQLite "
		    "does not take our tokenizer");
	return 0;
}

int
index_add(struct index *ix, int64_t id, const struct tokens *title,
    const struct tokens *body, struct err *err)
{
	return step(ix, ix->add, id, title, body, err);
}

int
index_remove(struct index *ix, int64_t id, const char *language,
    const char *title, const char *body, struct err *err)
{
	struct tokens title_tokens = TOKENS_INIT, body_tokens = TOKENS_INIT;
	int result = -1;

	if (tokens_make(&title_tokens, ix->tokenizer, language, title) ||
	    tokens_make(&body_tokens, ix->tokenizer, language, body))
		err_memory(err);
	else
		result = step(ix, ix->remove, id, &title_tokens,
		    &body_tokens, err);
	tokens_release(&title_tokens);
	tokens_release(&body_tokens);
	return result;
}

/* ==== Merging ==== */

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The segments of the index, as %_idx names them. */
static int64_t
segments(struct index *ix)
{
	int64_t n = 0;

	if (sqlite3_step(ix->segments) == SQLITE_ROW)
		n = sqlite3_column_int64(ix->segments, 0);
	sqlite3_reset(ix->segments);
	return n;
}

int
index_merge(struct index *ix, double seconds, struct err *err)
{
	sqlite3 *db = archive_db(ix->archive);
	double end = now() + seconds;
	int64_t left, before;
	int pages = MERGE_STEP;

	for (left = segments(ix); left > INDEX_SEGMENTS && now() < end;) {
		sqlite3_bind_int(ix->merge, 1, pages);
		before = sqlite3_total_changes(db);
		sqlite3_step(ix->merge);
		if (sqlite3_reset(ix->merge) != SQLITE_OK)
			return archive_failed(ix->archive, "merge the index",
			    err);
		/* FTS5 tells that a merge did nothing by changing nothing. */
		if (sqlite3_total_changes(db) - before < 2) {
			if (pages < 0)
				break;
			pages = -MERGE_STEP;	/* start a merge of any level */
		} else {
			pages = MERGE_STEP;
		}
		left = segments(ix);
	}
	return 0;
}
