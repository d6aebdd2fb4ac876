/* The rows of FTS5's index. */
#include "store/index_rows.h"

#include "schema.h"

int
index_rows_open(struct index_rows *r, struct archive *a, struct err *err)
{
	*r = (struct index_rows){ .archive = a };
	if (!(r->read = archive_prepare(a, schema_read_page, err)) ||
	    !(r->write = archive_prepare(a, schema_write_page, err)) ||
	    !(r->leaf = archive_prepare(a, schema_write_leaf, err)) ||
	    !(r->put_size = archive_prepare(a, schema_put_size, err)) ||
	    !(r->drop_size = archive_prepare(a, schema_drop_size, err))) {
		index_rows_release(r);
		return -1;
	}
	return 0;
}

void
index_rows_release(struct index_rows *r)
{
	sqlite3_finalize(r->read);
	sqlite3_finalize(r->write);
	sqlite3_finalize(r->leaf);
	sqlite3_finalize(r->put_size);
	sqlite3_finalize(r->drop_size);
	*r = (struct index_rows){ .archive = NULL };
}

int
index_rows_read(struct index_rows *r, int64_t id, struct buf *out,
    struct err *err)
{
	int code;

	buf_reset(out);
	sqlite3_bind_int64(r->read, 1, id);
	code = sqlite3_step(r->read);
	if (code == SQLITE_ROW)
		buf_add(out, sqlite3_column_blob(r->read, 0),
		    (size_t)sqlite3_column_bytes(r->read, 0));
	sqlite3_reset(r->read);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return archive_failed(r->archive, "read the index", err);
	if (out->failed)
		return err_memory(err);
	return code == SQLITE_ROW;
}

static int
step(struct index_rows *r, sqlite3_stmt *stmt, struct err *err)
{
	sqlite3_step(stmt);
	if (sqlite3_reset(stmt) != SQLITE_OK)
		return archive_failed(r->archive, "write the index", err);
	return 0;
}

int
index_rows_write(struct index_rows *r, int64_t id, const void *bytes,
    size_t len, struct err *err)
{
	sqlite3_bind_int64(r->write, 1, id);
	sqlite3_bind_blob(r->write, 2, bytes, (int)len, SQLITE_STATIC);
	return step(r, r->write, err);
}

int
index_rows_leaf(struct index_rows *r, int64_t segment, const void *key,
    size_t len, int64_t pgno, struct err *err)
{
	sqlite3_bind_int64(r->leaf, 1, segment);
	sqlite3_bind_blob(r->leaf, 2, key, (int)len, SQLITE_STATIC);
	sqlite3_bind_int64(r->leaf, 3, pgno);
	return step(r, r->leaf, err);
}

int
index_rows_put_size(struct index_rows *r, int64_t article,
    const void *bytes, size_t len, struct err *err)
{
	sqlite3_bind_int64(r->put_size, 1, article);
	sqlite3_bind_blob(r->put_size, 2, bytes, (int)len, SQLITE_STATIC);
	return step(r, r->put_size, err);
}

int
index_rows_drop_size(struct index_rows *r, int64_t article, struct err *err)
{
	sqlite3_bind_int64(r->drop_size, 1, article);
	return step(r, r->drop_size, err);
}
