/* FTS5's segments: the structure record, pages, the way to a term. */
#include "store/segments.h"

#include <stdlib.h>
#include <string.h>

#include "schema.h"
#include "store/instances.h"
#include "store/varint.h"

/* The format's version in articles_fts_config. */
#define VERSION 4

/* Ids of articles_fts_data (FTS5_STRUCTURE_ROWID, FTS5_SEGMENT_ROWID). */
#define STRUCTURE_ID 10
#define LEAF_BITS 31
#define HEIGHT_BITS 5
#define SEGMENT_SHIFT (LEAF_BITS + HEIGHT_BITS + 1)
#define DOCLIST_INDEX ((int64_t)1 << (LEAF_BITS + HEIGHT_BITS))

/* FTS5_MAX_SEGMENT; more cannot be told apart by it. */
#define SEGMENTS_LIMIT 2000
#define SEGMENT_IDS 0x10000
#define LEVELS_LIMIT 64

/*
 * Pages of FTS5 are of 64 KiB at most, but for a term that does not fit and
 * what stands behind the content.
 */
#define PAGE_LIMIT (256 * 1024)

struct segments {
	struct archive *archive;
	sqlite3_stmt *version, *page, *leaf, *next;
	struct segment *items;	/* newest first */
	size_t count;
};

void
page_release(struct page *p)
{
	free(p->bytes);
	*p = (struct page)PAGE_INIT;
}

int
segments_damaged(const struct segment *seg, uint32_t leaf, struct err *err)
{
	return err_set(err, "the index is damaged (segment %lld, page %lu)",
	    (long long)seg->id, (unsigned long)leaf);
}

struct archive *
segments_archive(const struct segments *s)
{
	return s->archive;
}

size_t
segments_count(const struct segments *s)
{
	return s->count;
}

const struct segment *
segments_at(const struct segments *s, size_t number)
{
	return &s->items[number];
}

/* ==== Pages ==== */

static int
copy(struct page *out, const void *bytes, size_t size, struct err *err)
{
	unsigned char *grown;

	if (size > PAGE_LIMIT)
		return err_set(err, "the index is damaged (a page of %zu "
		    "bytes)", size);
	if (size > out->cap || !out->bytes) {
		grown = realloc(out->bytes, size + PAGE_BEYOND);
		if (!grown)
			return err_memory(err);
		out->bytes = grown;
		out->cap = size;
	}
	/* bytes is NULL where there are none. */
	if (size && bytes)
		memcpy(out->bytes, bytes, size);
	memset(out->bytes + size, 0, PAGE_BEYOND);
	out->size = out->all = size;
	out->rowid = out->term = 0;
	return 0;
}

/* The record ${id} of articles_fts_data.  1, 0: there is none, -1. */
static int
record(struct segments *s, int64_t id, struct page *out, struct err *err)
{
	size_t size;
	int code, result = 0;

	sqlite3_bind_int64(s->page, 1, id);
	code = sqlite3_step(s->page);
	if (code == SQLITE_ROW) {
		size = (size_t)sqlite3_column_bytes(s->page, 0);
		result = copy(out, sqlite3_column_blob(s->page, 0), size,
		    err) ? -1 : 1;
	}
	sqlite3_reset(s->page);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return archive_failed(s->archive, "read the index", err);
	return result;
}

static size_t
two_bytes(const unsigned char *p)
{
	return (size_t)p[0] << 8 | p[1];
}

int
segments_page(struct segments *s, const struct segment *seg, uint32_t number,
    struct page *out, struct err *err)
{
	const unsigned char *end;
	uint64_t term;
	int there = record(s, ((int64_t)seg->id << SEGMENT_SHIFT) + number,
	    out, err);

	if (there < 0)
		return -1;
	if (!there || out->all < PAGE_HEADER)
		return segments_damaged(seg, number, err);
	out->rowid = two_bytes(out->bytes);
	out->size = two_bytes(out->bytes + 2);
	if (out->size < PAGE_HEADER || out->size > out->all ||
	    (out->rowid && out->rowid < PAGE_HEADER) ||
	    out->rowid > out->size)
		return segments_damaged(seg, number, err);
	if (out->size == out->all)
		return 0;
	end = out->bytes + out->all;
	if (!varint_read(out->bytes + out->size, end, &term) ||
	    term < PAGE_HEADER || term >= out->size)
		return segments_damaged(seg, number, err);
	out->term = (size_t)term;
	return 0;
}

int
segments_doclist_index(struct segments *s, const struct segment *seg,
    uint32_t number, uint32_t part, struct page *out, struct err *err)
{
	return record(s, ((int64_t)seg->id << SEGMENT_SHIFT) +
	    DOCLIST_INDEX + number + part, out, err);
}

/* The one number a statement gives for a key; *${number} stays without. */
static int
find_key(struct segments *s, sqlite3_stmt *stmt, const struct segment *seg,
    const char *key, size_t len, int64_t *number, struct err *err)
{
	int code;

	sqlite3_bind_int64(stmt, 1, seg->id);
	sqlite3_bind_blob(stmt, 2, key, (int)len, SQLITE_STATIC);
	code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		*number = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return archive_failed(s->archive, "read the index", err);
	return 0;
}

int
segments_find(struct segments *s, const struct segment *seg, const char *key,
    size_t len, uint32_t *leaf, bool *indexed, struct err *err)
{
	int64_t found = 0;

	if (find_key(s, s->leaf, seg, key, len, &found, err))
		return -1;
	*indexed = found & 1;
	/* A merge under way has cut off the pages it is done with. */
	if (found >> 1 < seg->first) {
		found = (int64_t)seg->first << 1;
		*indexed = false;
	}
	if (found >> 1 > seg->last)
		return segments_damaged(seg, (uint32_t)(found >> 1), err);
	*leaf = (uint32_t)(found >> 1);
	return 0;
}

int
segments_end(struct segments *s, const struct segment *seg, const char *key,
    size_t len, uint32_t *leaf, struct err *err)
{
	int64_t next = (int64_t)seg->last + 1;

	if (find_key(s, s->next, seg, key, len, &next, err))
		return -1;
	if (next < 1 || next > (int64_t)seg->last + 1)
		return segments_damaged(seg, seg->last, err);
	/* The next term may begin where the key's list ends. */
	*leaf = (uint32_t)next - 1;
	return 0;
}

/* ==== The structure record ==== */

/* The segments of a level stand from the oldest to the newest. */
static int
read_level(struct segments *s, struct varints *r, size_t most)
{
	struct segment *seg;
	uint64_t count, i;

	varints_next(r);	/* segments being merged */
	count = varints_next(r);
	if (!r->at || count > most)
		return -1;
	for (i = 0; i < count; i++) {
		seg = &s->items[s->count + count - 1 - i];
		seg->id = (int64_t)varints_next(r);
		seg->first = (uint32_t)varints_next(r);
		seg->last = (uint32_t)varints_next(r);
		if (!r->at || seg->id < 1 || seg->id >= SEGMENT_IDS ||
		    seg->first > seg->last || seg->last >> LEAF_BITS ||
		    (!seg->first && seg->last))
			return -1;
	}
	s->count += count;
	return 0;
}

/* Would one be read twice?  Then everything in it would count twice. */
static bool
repeated(const struct segments *s)
{
	unsigned char seen[SEGMENT_IDS / 8] = { 0 };
	size_t i, id;

	for (i = 0; i < s->count; i++) {
		id = (size_t)s->items[i].id;
		if (seen[id / 8] >> id % 8 & 1)
			return true;
		seen[id / 8] |= (unsigned char)(1 << id % 8);
	}
	return false;
}

/*
 * Four bytes of a cookie; how many levels, segments, and pages ever written;
 * the levels, the newest first.
 */
static int
read_structure(struct segments *s, const struct page *p, struct err *err)
{
	struct varints r = { p->bytes + 4, p->bytes + p->size };
	uint64_t levels, count, i;
	struct segment *items;

	if (p->size < 4)
		goto damaged;
	levels = varints_next(&r);
	count = varints_next(&r);
	varints_next(&r);
	if (!r.at || levels > LEVELS_LIMIT || count > SEGMENTS_LIMIT)
		goto damaged;
	items = realloc(s->items, (count + 1) * sizeof(*items));
	if (!items)
		return err_memory(err);
	s->items = items;
	for (i = 0; i < levels; i++)
		if (read_level(s, &r, count - s->count))
			goto damaged;
	if (s->count == count && !repeated(s))
		return 0;
damaged:
	s->count = 0;
	return err_set(err, "the index is damaged (its structure record)");
}

int
segments_begin(struct segments *s, struct err *err)
{
	struct page page = PAGE_INIT;
	int code, there;
	int64_t version = 0;

	s->count = 0;
	code = sqlite3_step(s->version);
	if (code == SQLITE_ROW)
		version = sqlite3_column_int64(s->version, 0);
	sqlite3_reset(s->version);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return archive_failed(s->archive, "read the index", err);
	if (version != VERSION)
		return segments_fall_back(s, err);
	there = record(s, STRUCTURE_ID, &page, err);
	if (there > 0)
		there = read_structure(s, &page, err);
	else if (there == 0)
		there = err_set(err, "the index is damaged (no structure "
		    "record)");
	page_release(&page);
	return there;
}

int
segments_fall_back(struct segments *s, struct err *err)
{
	struct segment *items = realloc(s->items, sizeof(*items));

	if (!items)
		return err_memory(err);
	s->items = items;
	s->items[0] = (struct segment){ SEGMENTS_FTS5, 0, 0 };
	s->count = 1;
	return instances_prepare(s->archive, err);
}

/* ==== Opening and closing ==== */

int
segments_open(struct segments **out, struct archive *a, struct err *err)
{
	struct segments *s = calloc(1, sizeof(*s));

	*out = NULL;
	if (!s)
		return err_memory(err);
	s->archive = a;
	if (!(s->version = archive_prepare(a, schema_index_version, err)) ||
	    !(s->page = archive_prepare(a, schema_read_page, err)) ||
	    !(s->leaf = archive_prepare(a, schema_find_leaf, err)) ||
	    !(s->next = archive_prepare(a, schema_next_leaf, err))) {
		segments_close(s);
		return -1;
	}
	*out = s;
	return 0;
}

void
segments_close(struct segments *s)
{
	if (!s)
		return;
	sqlite3_finalize(s->version);
	sqlite3_finalize(s->page);
	sqlite3_finalize(s->leaf);
	sqlite3_finalize(s->next);
	free(s->items);
	free(s);
}
