/*
 * Writing a segment: leaf pages, the rows that lead to them, terms, doclists,
 * the structure record.
 */
#include "store/segment_writer.h"

#include <stdlib.h>
#include <string.h>

#include "schema.h"
#include "store/jump_writer.h"
#include "store/structure.h"
#include "store/varint.h"

/* FTS5_MAIN_PREFIX: what stands before the terms of the index proper. */
#define KEY '0'

#define HEADER 4

/* FTS5_DEFAULT_PAGE_SIZE and FTS5_MAX_PAGE_SIZE. */
#define PAGE_SIZE 4050
#define PAGE_SIZE_LIMIT 65536

/* FTS5_MIN_DLIDX_SIZE: leaves without a term that are worth an index. */
#define INDEXED_LEAVES 4

/* An id, a size and a few numbers may reach over the end of a full page. */
#define BEYOND (4 * VARINT_MAX)

struct segment_writer {
	struct index_rows *rows;	/* lent */
	sqlite3_stmt *setting;
	int64_t segment;
	size_t page_size;
	uint32_t number;	/* of the leaf being written */
	unsigned char *page, *footer;	/* owned */
	size_t len, footer_len;
	size_t last_term;	/* where on the leaf a term began last */
	bool no_term, no_rowid;	/* the leaf has none yet */
	char *key;		/* owned: the last one */
	size_t key_len;
	/* The leaf before or at this one on which terms begin. */
	uint32_t way_leaf;
	char *way;		/* owned: a key that leads there */
	size_t way_len;
	uint32_t without;	/* leaves since then */
	struct jump_writer index;
	struct buf record;	/* the structure record */
	struct buf new_record;
	size_t count;		/* segments there */
};

/* ==== Life cycle ==== */

int
segment_writer_open(struct segment_writer **out, struct index_rows *rows,
    struct err *err)
{
	struct segment_writer *w = calloc(1, sizeof(*w));
	const size_t most = PAGE_SIZE_LIMIT + SEGMENT_TERM_LIMIT + BEYOND;

	*out = NULL;
	if (!w)
		return err_memory(err);
	w->rows = rows;
	buf_init(&w->record, BUF_TEXT_LIMIT);
	buf_init(&w->new_record, BUF_TEXT_LIMIT);
	jump_writer_init(&w->index, rows);
	w->page = malloc(most);
	w->footer = malloc(most);
	w->key = malloc(SEGMENT_TERM_LIMIT + 1);
	w->way = malloc(SEGMENT_TERM_LIMIT + 1);
	if (!w->page || !w->footer || !w->key || !w->way) {
		segment_writer_close(w);
		return err_memory(err);
	}
	w->setting = archive_prepare(rows->archive, schema_index_page_size,
	    err);
	if (!w->setting) {
		segment_writer_close(w);
		return -1;
	}
	*out = w;
	return 0;
}

void
segment_writer_close(struct segment_writer *w)
{
	if (!w)
		return;
	sqlite3_finalize(w->setting);
	jump_writer_release(&w->index);
	buf_release(&w->record);
	buf_release(&w->new_record);
	free(w->page);
	free(w->footer);
	free(w->key);
	free(w->way);
	free(w);
}

static void
begin_leaf(struct segment_writer *w)
{
	memset(w->page, 0, HEADER);
	w->len = HEADER;
	w->footer_len = w->last_term = 0;
	w->no_term = w->no_rowid = true;
}

static int
read_page_size(struct segment_writer *w, struct err *err)
{
	int code = sqlite3_step(w->setting);
	int64_t size = PAGE_SIZE;

	if (code == SQLITE_ROW)
		size = sqlite3_column_int64(w->setting, 0);
	sqlite3_reset(w->setting);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return archive_failed(w->rows->archive, "read the index",
		    err);
	if (size < 32 || size > PAGE_SIZE_LIMIT)
		size = PAGE_SIZE;
	w->page_size = w->index.page_size = (size_t)size;
	return 0;
}

int
segment_writer_begin(struct segment_writer *w, struct err *err)
{
	int there = index_rows_read(w->rows, INDEX_STRUCTURE, &w->record,
	    err);

	if (there < 0)
		return -1;
	if (!there)
		return err_set(err, "the index is damaged (no structure "
		    "record)");
	if (structure_free_id(&w->record, &w->segment, err) ||
	    read_page_size(w, err) || jump_writer_end(&w->index, false,
	    err))
		return -1;
	w->index.segment = w->segment;
	w->number = w->way_leaf = 1;
	w->key_len = w->way_len = 0;
	w->without = 0;
	begin_leaf(w);
	return 0;
}

/* ==== Leaves ==== */

static void
put_two_bytes(unsigned char *p, size_t value)
{
	p[0] = (unsigned char)(value >> 8);
	p[1] = (unsigned char)value;
}

static inline void
put_varint(struct segment_writer *w, uint64_t value)
{
	w->len = (size_t)(varint_write(w->page + w->len, value) - w->page);
}

static inline void
put_bytes(struct segment_writer *w, const void *bytes, size_t len)
{
	memcpy(w->page + w->len, bytes, len);
	w->len += len;
}

static int
flush_leaf(struct segment_writer *w, struct err *err)
{
	put_two_bytes(w->page + 2, w->len);
	if (w->no_term) {
		if (w->no_rowid)
			jump_writer_skip(&w->index);
		w->without++;
	} else {
		put_bytes(w, w->footer, w->footer_len);
	}
	if (index_rows_write(w->rows, index_page_id(w->segment, 0,
	    w->number), w->page, w->len, err))
		return -1;
	w->number++;
	begin_leaf(w);
	return 0;
}

/* The way to the last leaf with a term, now that it is known whether the
 * last doclist on it gets an index. */
static int
flush_way(struct segment_writer *w, struct err *err)
{
	int indexed = jump_writer_end(&w->index,
	    w->without >= INDEXED_LEAVES, err);

	if (indexed < 0)
		return -1;
	w->without = 0;
	return index_rows_leaf(w->rows, w->segment, w->way, w->way_len,
	    (int64_t)w->way_leaf << 1 | indexed, err);
}

/* ==== Terms ==== */

static size_t
common(const char *a, size_t a_len, const char *b, size_t b_len)
{
	size_t n = a_len < b_len ? a_len : b_len, i;

	for (i = 0; i < n && a[i] == b[i]; i++)
		;
	return i;
}

/*
 * The first term of a leaf, but of the first: the shortest beginning of it
 * that is greater than all before leads there.
 */
static int
begin_way(struct segment_writer *w, const char *key, size_t shared,
    struct err *err)
{
	if (flush_way(w, err))
		return -1;
	w->way_len = shared + 1;
	memcpy(w->way, key, w->way_len);
	w->way_leaf = w->number;
	return 0;
}

static int
put_term(struct segment_writer *w, const char *key, size_t len,
    struct err *err)
{
	size_t shared = common(w->key, w->key_len, key, len), prefix = 0;

	if (w->len + w->footer_len + len + 2 >= w->page_size &&
	    w->len > HEADER && flush_leaf(w, err))
		return -1;
	w->footer_len = (size_t)(varint_write(w->footer + w->footer_len,
	    w->len - w->last_term) - w->footer);
	w->last_term = w->len;
	if (!w->no_term) {
		prefix = shared;
		put_varint(w, prefix);
	} else if (w->number != 1 && begin_way(w, key, shared, err)) {
		return -1;
	}
	put_varint(w, len - prefix);
	put_bytes(w, key + prefix, len - prefix);
	memcpy(w->key + shared, key + shared, len - shared);
	w->key_len = len;
	w->no_term = w->no_rowid = false;
	jump_writer_begin(&w->index, w->number);
	return 0;
}

/* ==== Doclists ==== */

/*
 * How many of the ${most} bytes from ${p} on are whole numbers; at least
 * one number's.
 */
static size_t
whole_numbers(const unsigned char *p, const unsigned char *end, size_t most)
{
	const unsigned char *start = p, *next;
	uint64_t unused;

	next = varint_read(p, end, &unused);
	do {
		p = next;
		next = p ? varint_read(p, end, &unused) : NULL;
	} while (next && (size_t)(next - start) <= most);
	return p ? (size_t)(p - start) : (size_t)(end - start);
}

/* What of the leaf is free; a leaf may be more than full. */
static inline size_t
room(const struct segment_writer *w)
{
	size_t used = w->len + w->footer_len;

	return used < w->page_size ? w->page_size - used : 0;
}

/* An article's size and positions, over as many leaves as they take. */
static int
put_positions(struct segment_writer *w, const unsigned char *p,
    const unsigned char *end, struct err *err)
{
	size_t n = (size_t)(end - p);

	/* As FTS5: a leaf that is just full is kept for one id more. */
	if (n <= room(w)) {
		put_bytes(w, p, n);
		return 0;
	}
	while (p < end) {
		n = (size_t)(end - p);
		if (n > room(w))
			n = whole_numbers(p, end, room(w));
		put_bytes(w, p, n);
		p += n;
		if (!room(w) && flush_leaf(w, err))
			return -1;
	}
	return 0;
}

/* An article; on every leaf the first id is a whole one. */
static int
put_id(struct segment_writer *w, int64_t id, uint64_t delta, struct err *err)
{
	if (!w->no_rowid) {
		put_varint(w, delta);
		return 0;
	}
	put_two_bytes(w->page, w->len);
	put_varint(w, (uint64_t)id);
	w->no_rowid = false;
	return jump_writer_add(&w->index, w->number, id, err);
}

static int
put_doclist(struct segment_writer *w, const unsigned char *p, size_t size,
    struct err *err)
{
	const unsigned char *end = p + size, *positions;
	uint64_t id = 0, delta, bytes;

	while (p < end) {
		positions = varint_read(p, end, &delta);
		p = positions;
		if (positions)
			positions = varint_read(p, end, &bytes);
		if (!positions || bytes >> 1 > (uint64_t)(end - positions))
			return err_set(err, "cannot write the index: a wrong "
			    "doclist");
		id += delta;
		if (put_id(w, (int64_t)id, delta, err) ||
		    put_positions(w, p, positions + (bytes >> 1), err))
			return -1;
		p = positions + (bytes >> 1);
	}
	return 0;
}

int
segment_writer_add(struct segment_writer *w, const char *term, size_t len,
    const unsigned char *doclist, size_t size, struct err *err)
{
	char key[SEGMENT_TERM_LIMIT + 1];

	if (len > SEGMENT_TERM_LIMIT)
		return err_set(err, "cannot write the index: a term of %zu "
		    "bytes", len);
	key[0] = KEY;
	memcpy(key + 1, term, len);
	if (put_term(w, key, len + 1, err))
		return -1;
	if (size + 1 <= room(w)) {
		put_bytes(w, doclist, size);
		return 0;
	}
	return put_doclist(w, doclist, size, err);
}

/* ==== The end ==== */

int
segment_writer_end(struct segment_writer *w, struct err *err)
{
	uint32_t last;

	if (w->len > HEADER && flush_leaf(w, err))
		return -1;
	last = w->number - 1;
	if (!last)
		return 0;
	if (flush_way(w, err) || structure_add(&w->record, w->segment, last,
	    &w->new_record, &w->count, err))
		return -1;
	return index_rows_write(w->rows, INDEX_STRUCTURE, w->new_record.data,
	    w->new_record.len, err);
}

size_t
segment_writer_count(const struct segment_writer *w)
{
	return w->count;
}
