/*
 * The full-text index of an archive, for its writer: adding, removing,
 * writing, merging.
 */
#include "store/index.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "schema.h"
#include "store/doclists.h"
#include "store/index_rows.h"
#include "store/segment_writer.h"
#include "store/varint.h"

/*
 * Versions of FTS5's format we write in: 5 differs in what secure-delete
 * leaves in old segments.
 */
#define VERSION_FIRST 4
#define VERSION_LAST 5

/*
 * Bytes of memory from which on what was gathered becomes a segment in the
 * midst of a batch: most batches take half as much.
 */
#define GATHERED_LIMIT ((size_t)96 * 1024 * 1024)

/* Pages of work a merge step does: some tens of milliseconds. */
#define MERGE_STEP 500

/* Articles, and words of each column. */
struct totals {
	int64_t articles, words[INVERTED_COLUMNS];
};

struct index {
	struct archive *archive;
	struct inverter *inverter;	/* for what is removed */
	struct index_rows rows;
	struct segment_writer *writer;
	struct doclists *doclists;
	struct totals change;		/* not written yet */
	struct buf averages;
};

/* ==== Life cycle ==== */

static int
check_version(struct archive *a, struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(a, schema_index_version, err);
	int64_t version = 0;
	int code;

	if (!stmt)
		return -1;
	code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		version = sqlite3_column_int64(stmt, 0);
	sqlite3_finalize(stmt);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return archive_failed(a, "read the index", err);
	if (version < VERSION_FIRST || version > VERSION_LAST)
		return err_set(err, "the index has a format (version %lld) "
		    "that is not known here", (long long)version);
	return 0;
}

int
index_open(struct index **out, struct archive *a, struct err *err)
{
	struct index *ix = calloc(1, sizeof(*ix));

	*out = NULL;
	if (!ix)
		return err_memory(err);
	ix->archive = a;
	buf_init(&ix->averages, BUF_TEXT_LIMIT);
	if (check_version(a, err) ||
	    inverter_open(&ix->inverter, archive_db(a), err) ||
	    index_rows_open(&ix->rows, a, err) ||
	    segment_writer_open(&ix->writer, &ix->rows, err) ||
	    doclists_open(&ix->doclists, err)) {
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
	doclists_close(ix->doclists);
	segment_writer_close(ix->writer);
	index_rows_release(&ix->rows);
	inverter_close(ix->inverter);
	buf_release(&ix->averages);
	free(ix);
}

void
index_forget(struct index *ix)
{
	doclists_reset(ix->doclists);
	ix->change = (struct totals){ 0, { 0 } };
}

/* ==== Adding and removing ==== */

static int
gather(struct index *ix, int64_t id, const struct inverted *in, bool goes,
    struct err *err)
{
	if (doclists_add(ix->doclists, id, in, goes, err))
		return -1;
	if (doclists_weight(ix->doclists) < GATHERED_LIMIT)
		return 0;
	if (doclists_write(ix->doclists, ix->writer, err))
		return -1;
	doclists_reset(ix->doclists);
	return 0;
}

static void
count(struct index *ix, const struct inverted *in, int sign)
{
	int i;

	ix->change.articles += sign;
	for (i = 0; i < INVERTED_COLUMNS; i++)
		ix->change.words[i] += sign * (int64_t)in->words[i];
}

int
index_add(struct index *ix, int64_t id, const struct inverted *in,
    struct err *err)
{
	unsigned char sizes[INVERTED_COLUMNS * VARINT_MAX], *p = sizes;
	int i;

	for (i = 0; i < INVERTED_COLUMNS; i++)
		p = varint_write(p, in->words[i]);
	count(ix, in, 1);
	if (gather(ix, id, in, false, err))
		return -1;
	return index_rows_put_size(&ix->rows, id, sizes, (size_t)(p - sizes),
	    err);
}

int
index_remove(struct index *ix, int64_t id, const char *language,
    const char *title, const char *body, struct err *err)
{
	const char *const texts[INVERTED_COLUMNS] = { title, body };
	struct inverted in = INVERTED_INIT;
	int result = -1;

	if (inverter_make(ix->inverter, language, texts, &in)) {
		err_memory(err);
	} else {
		count(ix, &in, -1);
		result = gather(ix, id, &in, true, err);
	}
	inverted_release(&in);
	return result ? -1 : index_rows_drop_size(&ix->rows, id, err);
}

/* ==== Writing ==== */

static int
change_number(const unsigned char **p, const unsigned char *end,
    int64_t change, unsigned char **out, struct err *err)
{
	uint64_t value = 0;

	/* The record of an index that was always empty is empty. */
	if (*p < end)
		*p = varint_read(*p, end, &value);
	if (!*p || (int64_t)value + change < 0)
		return err_set(err, "the index is damaged (its averages "
		    "record)");
	*out = varint_write(*out, (uint64_t)((int64_t)value + change));
	return 0;
}

/* FTS5's averages record: articles, and words of each column. */
static int
write_totals(struct index *ix, struct err *err)
{
	unsigned char bytes[(1 + INVERTED_COLUMNS) * VARINT_MAX];
	unsigned char *out = bytes;
	const unsigned char *p, *end;
	int i;

	if (index_rows_read(&ix->rows, INDEX_AVERAGES, &ix->averages, err)
	    < 0)
		return -1;
	p = (const unsigned char *)ix->averages.data;
	end = p + ix->averages.len;
	if (change_number(&p, end, ix->change.articles, &out, err))
		return -1;
	for (i = 0; i < INVERTED_COLUMNS; i++)
		if (change_number(&p, end, ix->change.words[i], &out, err))
			return -1;
	return index_rows_write(&ix->rows, INDEX_AVERAGES, bytes,
	    (size_t)(out - bytes), err);
}

int
index_write(struct index *ix, struct err *err)
{
	if ((!doclists_empty(ix->doclists) && doclists_write(ix->doclists,
	    ix->writer, err)) || write_totals(ix, err))
		return -1;
	index_forget(ix);
	return 0;
}

/* ==== Merging ==== */

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* The connection FTS5 merges in, and what is asked of it. */
struct merging {
	sqlite3 *db;
	sqlite3_stmt *merge, *segments;
};

static int
merging_failed(const struct merging *m, struct err *err)
{
	return err_set(err, "cannot merge the index: %s",
	    m->db ? sqlite3_errmsg(m->db) : "out of memory");
}

static int
merging_open(struct merging *m, struct archive *a, struct err *err)
{
	*m = (struct merging){ NULL, NULL, NULL };
	if (sqlite3_open_v2(sqlite3_db_filename(archive_db(a), "main"),
	    &m->db, SQLITE_OPEN_READWRITE | SQLITE_OPEN_NOMUTEX, NULL) ||
	    sqlite3_busy_timeout(m->db, ARCHIVE_WAIT) ||
	    sqlite3_exec(m->db, "PRAGMA synchronous = NORMAL;"
	    "PRAGMA secure_delete = OFF; PRAGMA cache_spill = OFF", NULL,
	    NULL, NULL) ||
	    sqlite3_prepare_v2(m->db, schema_index_merge, -1, &m->merge,
	    NULL) ||
	    sqlite3_prepare_v2(m->db, schema_index_segments, -1,
	    &m->segments, NULL))
		return merging_failed(m, err);
	return 0;
}

static void
merging_close(struct merging *m)
{
	sqlite3_finalize(m->merge);
	sqlite3_finalize(m->segments);
	sqlite3_close(m->db);
}

/* The segments of the index, as %_idx names them. */
static int64_t
segments(const struct merging *m)
{
	int64_t n = 0;

	if (sqlite3_step(m->segments) == SQLITE_ROW)
		n = sqlite3_column_int64(m->segments, 0);
	sqlite3_reset(m->segments);
	return n;
}

static int
merge(const struct merging *m, double end, struct err *err)
{
	int64_t before;
	int pages = MERGE_STEP;

	while (segments(m) > INDEX_SEGMENTS && now() < end) {
		sqlite3_bind_int(m->merge, 1, pages);
		before = sqlite3_total_changes(m->db);
		sqlite3_step(m->merge);
		if (sqlite3_reset(m->merge) != SQLITE_OK)
			return merging_failed(m, err);
		/* FTS5 tells that a merge did nothing by changing nothing. */
		if (sqlite3_total_changes(m->db) - before >= 2)
			pages = MERGE_STEP;
		else if (pages > 0)
			pages = -MERGE_STEP;	/* start one of any level */
		else
			break;
	}
	return 0;
}

int
index_merge(struct index *ix, double seconds, struct err *err)
{
	struct merging m;
	int result = merging_open(&m, ix->archive, err);

	if (!result)
		result = merge(&m, now() + seconds, err);
	merging_close(&m);
	return result;
}

bool
index_crowded(const struct index *ix)
{
	return segment_writer_count(ix->writer) > INDEX_CROWDED;
}
