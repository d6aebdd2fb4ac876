/*
 * The one who writes articles into an archive: life cycle, gathering, the
 * batch as one transaction, files, the end of a run, pruning.  What happens
 * to one article stands in store/change.c.
 */
#include "store/writer.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "store/change.h"
#include "store/counts.h"
#include "store/sweep.h"

/* Merging takes at most this long: at the end of a run, and after a batch. */
#define MERGE_SECONDS 5.0

struct finished {
	struct store_file *file;
	enum file_end end;
};

struct writer {
	struct archive *archive;
	struct statements statements;
	struct changes *changes;
	struct sweep *sweep;
	writer_told told;
	void *ctx;
	int64_t run;
	char language[16];
	struct entry *entries[WRITER_ENTRIES];
	size_t count;
	size_t weight;		/* text gathered */
	time_t since;		/* of the first entry */
	struct finished *finished;
	size_t finished_count, finished_cap;
};

/* ==== Life cycle ==== */

void
file_free(struct store_file *file)
{
	if (file)
		free(file->path);
	free(file);
}

static int
begin(struct writer *w, struct err *err)
{
	if (sqlite3_exec(archive_db(w->archive), "BEGIN IMMEDIATE", NULL,
	    NULL, NULL) != SQLITE_OK)
		return archive_failed(w->archive, "write the database", err);
	return 0;
}

static int
commit(struct writer *w, struct err *err)
{
	if (sqlite3_exec(archive_db(w->archive), "COMMIT", NULL, NULL, NULL)
	    != SQLITE_OK)
		return archive_failed(w->archive, "write the database", err);
	return 0;
}

static void
rollback(struct writer *w)
{
	sqlite3_exec(archive_db(w->archive), "ROLLBACK", NULL, NULL, NULL);
	changes_forget(w->changes);
}

/* Give this run its number and see which language is the archive's own. */
static int
begin_run(struct writer *w, struct err *err)
{
	sqlite3_stmt *stmt;
	const char *language = NULL;

	if (begin(w, err))
		return -1;
	if (counts_meta(&w->statements, "run", 1, err)) {
		rollback(w);
		return -1;
	}
	/* Before the commit: a run that begins now takes the next number. */
	w->run = archive_number(w->archive, "run");
	if (commit(w, err)) {
		rollback(w);
		return -1;
	}
	stmt = statement_get(&w->statements, MAIN_LANGUAGE, err);
	if (!stmt)
		return -1;
	if (statement_step(&w->statements, stmt, err) > 0)
		language = statement_column(stmt, 0);
	if (!language || strlen(language) >= sizeof(w->language))
		language = "en";
	memcpy(w->language, language, strlen(language) + 1);
	sqlite3_reset(stmt);
	return 0;
}

int
writer_open(struct writer **out, struct archive *a, writer_told told,
    void *ctx, struct err *err)
{
	struct writer *w = calloc(1, sizeof(*w));

	*out = NULL;
	if (!w)
		return err_memory(err);
	w->archive = a;
	w->statements.archive = a;
	w->told = told;
	w->ctx = ctx;
	if (changes_open(&w->changes, a, &w->statements, err) ||
	    begin_run(w, err) || sweep_open(&w->sweep,
	    sqlite3_db_filename(archive_db(a), "main"), err)) {
		writer_close(w);
		return -1;
	}
	*out = w;
	return 0;
}

/* Let go of the batch, stored or not. */
static void
empty(struct writer *w)
{
	size_t i;

	for (i = 0; i < w->count; i++)
		entry_free(w->entries[i]);
	for (i = 0; i < w->finished_count; i++)
		file_free(w->finished[i].file);
	w->count = w->finished_count = 0;
	w->weight = 0;
}

void
writer_close(struct writer *w)
{
	if (!w)
		return;
	empty(w);
	free(w->finished);
	sweep_close(w->sweep);
	changes_close(w->changes);
	statements_release(&w->statements);
	free(w);
}

const char *
writer_language(struct writer *w)
{
	return w->language;
}

/* ==== Gathering ==== */

static time_t
seconds(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return t.tv_sec;
}

int
writer_add(struct writer *w, struct entry *e, struct err *err)
{
	if (!w->count)
		w->since = seconds();
	e->order = w->count;
	w->entries[w->count++] = e;
	w->weight += entry_weight(e);
	if (w->count == WRITER_ENTRIES || w->weight > WRITER_TEXT ||
	    seconds() - w->since >= WRITER_SECONDS)
		return writer_flush(w, err);
	return 0;
}

int
writer_finish(struct writer *w, struct store_file *file, enum file_end end,
    struct err *err)
{
	size_t cap = w->finished_cap ? w->finished_cap * 2 : 64;
	struct finished *more;

	if (w->finished_count == w->finished_cap) {
		more = realloc(w->finished, cap * sizeof(*more));
		if (!more) {
			file_free(file);
			return err_memory(err);
		}
		w->finished = more;
		w->finished_cap = cap;
	}
	w->finished[w->finished_count++] = (struct finished){ file, end };
	/* Files without articles pass no writer_add(). */
	if (w->finished_count >= WRITER_ENTRIES)
		return writer_flush(w, err);
	return 0;
}

/* ==== The batch as one transaction ==== */

/*
 * The row of a file, made where there is none.  Standard input is another
 * file in every run: its places must not take those of an earlier one.
 */
static int
find_file(struct writer *w, struct store_file *file, struct err *err)
{
	char input[32];
	const char *path = file->lasting ? file->path : input;
	sqlite3_stmt *stmt;
	int found;

	if (file->id)
		return 0;
	snprintf(input, sizeof(input), "- %lld", (long long)w->run);
	stmt = statement_get(&w->statements, FIND_FILE, err);
	if (!stmt)
		return -1;
	statement_text(stmt, ":path", path);
	found = statement_step(&w->statements, stmt, err);
	if (found > 0)
		file->id = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	if (found)
		return found < 0 ? -1 : 0;
	stmt = statement_get(&w->statements, ADD_FILE, err);
	if (!stmt)
		return -1;
	statement_text(stmt, ":path", path);
	if (statement_step(&w->statements, stmt, err))
		return -1;
	file->id = sqlite3_last_insert_rowid(archive_db(w->archive));
	return 0;
}

static int
finish_file(struct writer *w, const struct finished *f, struct err *err)
{
	sqlite3_stmt *stmt;

	if (find_file(w, f->file, err))
		return -1;
	if (f->end == FILE_BROKEN)
		return 0;
	stmt = statement_get(&w->statements,
	    f->end == FILE_WHOLE ? FINISH_FILE : TOUCH_FILE, err);
	if (!stmt)
		return -1;
	statement_int(stmt, ":file", f->file->id);
	statement_int(stmt, ":mtime", f->file->mtime);
	if (f->end == FILE_TOUCHED)
		return statement_step(&w->statements, stmt, err);
	statement_int(stmt, ":size", f->file->size);
	statement_text(stmt, ":digest", f->file->digest);
	statement_int(stmt, ":records", f->file->records);
	statement_int(stmt, ":damaged", f->file->damaged);
	statement_text(stmt, ":reader", f->file->reader);
	statement_int(stmt, ":run", w->run);
	return statement_step(&w->statements, stmt, err);
}

/* By date, so that rows and ids rise; else in the order they came. */
static int
by_date(const void *a, const void *b)
{
	const struct entry *x = *(struct entry *const *)a;
	const struct entry *y = *(struct entry *const *)b;
	int64_t mx = date_minute(&x->article.published);
	int64_t my = date_minute(&y->article.published);

	if (mx != my)
		return mx < my ? -1 : 1;
	return (x->order > y->order) - (x->order < y->order);
}

static int
write_batch(struct writer *w, struct err *err)
{
	size_t i;
	int pass;

	for (i = 0; i < w->count; i++)
		if (find_file(w, w->entries[i]->file, err))
			return -1;
	qsort(w->entries, w->count, sizeof(w->entries[0]), by_date);
	for (pass = 0; pass < 2; pass++)
		for (i = 0; i < w->count; i++)
			if (changes_settle(w->changes, w->entries[i], w->run,
			    pass == 0, err))
				return -1;
	if (changes_write(w->changes, err))
		return -1;
	for (i = 0; i < w->finished_count; i++)
		if (finish_file(w, &w->finished[i], err))
			return -1;
	return 0;
}

/*
 * Let go of a batch that could not be stored.  Its entries are half written
 * and cannot be tried again; their files, which are not finished, are read
 * again by the next run.  An undone transaction gave ids that do not exist.
 */
static void
drop_batch(struct writer *w)
{
	size_t i;

	for (i = 0; i < w->count; i++)
		w->entries[i]->file->id = 0;
	empty(w);
}

int
writer_flush(struct writer *w, struct err *err)
{
	size_t i;

	if (!w->count && !w->finished_count)
		return 0;
	sweep_before(w->sweep);
	if (begin(w, err)) {
		drop_batch(w);
		return -1;
	}
	if (write_batch(w, err) || commit(w, err)) {
		rollback(w);
		drop_batch(w);
		return -1;
	}
	for (i = 0; w->told && i < w->count; i++)
		w->told(w->ctx, w->entries[i]);
	sweep_batch(w->sweep, w->entries, w->count);
	w->count = 0;
	empty(w);
	return changes_crowded(w->changes) ?
	    changes_merge(w->changes, MERGE_SECONDS, err) : 0;
}

/* ==== Files ==== */

int
writer_files(struct writer *w, const char *path,
    int (*fn)(void *ctx, int64_t id, const char *path), void *ctx,
    struct err *err)
{
	sqlite3_stmt *stmt = statement_get(&w->statements, FILES_UNDER, err);
	struct buf below = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf beyond = BUF_INIT(BUF_TEXT_LIMIT);
	int found = -1;

	if (!stmt)
		return -1;
	/* '0' is the byte after '/'. */
	buf_addf(&below, "%s/", strcmp(path, "/") == 0 ? "" : path);
	buf_addf(&beyond, "%s0", strcmp(path, "/") == 0 ? "" : path);
	if (below.failed || beyond.failed) {
		err_memory(err);
		goto out;
	}
	statement_text(stmt, ":path", path);
	statement_text(stmt, ":below", below.data);
	statement_text(stmt, ":beyond", beyond.data);
	while ((found = statement_step(&w->statements, stmt, err)) > 0)
		if (fn(ctx, sqlite3_column_int64(stmt, 0),
		    statement_column(stmt, 1)))
			break;
out:
	sqlite3_reset(stmt);
	buf_release(&below);
	buf_release(&beyond);
	return found < 0 ? -1 : 0;
}

/* ==== The end of a run, and pruning ==== */

int
writer_end(struct writer *w, int64_t *gone, struct err *err)
{
	sqlite3_stmt *stmt;

	if (changes_merge(w->changes, MERGE_SECONDS, err) ||
	    changes_displaced(w->changes, gone, err))
		return -1;
	stmt = statement_get(&w->statements, GONE_PLACES, err);
	if (!stmt)
		return -1;
	statement_int(stmt, ":run", w->run);
	if (statement_step(&w->statements, stmt, err) > 0)
		*gone += sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return 0;
}

static int
forget_file(struct writer *w, int64_t id, struct err *err)
{
	static const enum statement both[] = { FORGET_PLACES, FORGET_FILE };
	sqlite3_stmt *stmt;
	int i;

	for (i = 0; i < 2; i++) {
		stmt = statement_get(&w->statements, both[i], err);
		if (!stmt)
			return -1;
		statement_int(stmt, ":file", id);
		if (statement_step(&w->statements, stmt, err))
			return -1;
	}
	return 0;
}

static int
prune(struct writer *w, const int64_t *ids, size_t count, int64_t *removed,
    struct err *err)
{
	sqlite3_stmt *stmt;
	size_t i;
	int found;

	for (i = 0; i < count; i++)
		if (forget_file(w, ids[i], err))
			return -1;
	stmt = statement_get(&w->statements, DROP_GONE_PLACES, err);
	if (!stmt || statement_step(&w->statements, stmt, err))
		return -1;
	stmt = statement_get(&w->statements, UNPLACED, err);
	if (!stmt)
		return -1;
	while ((found = statement_step(&w->statements, stmt, err)) > 0) {
		if (changes_remove(w->changes,
		    sqlite3_column_int64(stmt, 0), err))
			return -1;
		/* What goes is kept until it is written: a batch at once. */
		if ((++*removed % WRITER_ENTRIES == 0 ||
		    changes_weight(w->changes) > WRITER_TEXT) &&
		    changes_write(w->changes, err))
			return -1;
	}
	return found < 0 ? -1 : changes_write(w->changes, err);
}

int
writer_prune(struct writer *w, const int64_t *ids, size_t count,
    int64_t *removed, struct err *err)
{
	*removed = 0;
	if (begin(w, err))
		return -1;
	if (prune(w, ids, count, removed, err) || commit(w, err)) {
		rollback(w);
		*removed = 0;
		return -1;
	}
	return 0;
}
