/* A term's articles by fts5vocab: rows to positions. */
#include "store/instances.h"

#include <stdlib.h>

#include "schema.h"
#include "store/varint.h"

struct instances {
	struct archive *archive;
	sqlite3_stmt *rows;
	bool begun;
	bool row;	/* it stands at one that is not used yet */
};

int
instances_prepare(struct archive *a, struct err *err)
{
	if (sqlite3_exec(archive_db(a), schema_make_instances, NULL, NULL,
	    NULL) != SQLITE_OK)
		return archive_failed(a, "read the index", err);
	return 0;
}

static int
step(struct instances *i, struct err *err)
{
	int code = sqlite3_step(i->rows);

	i->row = code == SQLITE_ROW;
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return archive_failed(i->archive, "read the index", err);
	return 0;
}

int
instances_open(struct instances **out, struct archive *a, const char *term,
    size_t len, struct err *err)
{
	struct instances *i = calloc(1, sizeof(*i));

	*out = NULL;
	if (!i)
		return err_memory(err);
	i->archive = a;
	i->rows = archive_prepare(a, schema_read_instances, err);
	if (!i->rows) {
		instances_close(i);
		return -1;
	}
	sqlite3_bind_text(i->rows, 1, term, (int)len, SQLITE_TRANSIENT);
	*out = i;
	return 0;
}

void
instances_rewind(struct instances *i)
{
	sqlite3_reset(i->rows);
	i->begun = false;
}

void
instances_close(struct instances *i)
{
	if (!i)
		return;
	sqlite3_finalize(i->rows);
	free(i);
}

static void
add_varint(struct buf *out, uint64_t value)
{
	char bytes[VARINT_MAX];
	size_t n = 0;

	/* Positions are far below 2^56, so the ninth byte's rule is idle. */
	do
		bytes[n++] = (char)(value & 0x7F);
	while (value >>= 7);
	while (n--)
		buf_addch(out, (char)(n ? bytes[n] | 0x80 : bytes[n]));
}

int
instances_next(struct instances *i, int64_t *id, struct buf *positions,
    struct err *err)
{
	int64_t last = 0, at;
	int column = 0;

	if (!i->begun && step(i, err))
		return -1;
	i->begun = true;
	if (!i->row)
		return 0;
	buf_reset(positions);
	*id = sqlite3_column_int64(i->rows, 0);
	while (i->row && sqlite3_column_int64(i->rows, 0) == *id) {
		if (sqlite3_column_int(i->rows, 1) != column) {
			column = sqlite3_column_int(i->rows, 1);
			last = 0;
			buf_addch(positions, 1);
			add_varint(positions, (uint64_t)column);
		}
		at = sqlite3_column_int64(i->rows, 2);
		add_varint(positions, (uint64_t)(at - last) + 2);
		last = at;
		if (step(i, err))
			return -1;
	}
	return positions->failed ? err_memory(err) : 1;
}
