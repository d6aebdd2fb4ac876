/* FTS5's structure record. */
#include "store/structure.h"

#include <string.h>

#include "store/varint.h"

#define COOKIE 4

/* More levels have never been made: each holds what several below held. */
#define LEVELS_LIMIT 64

static int
damaged(struct err *err)
{
	return err_set(err, "the index is damaged (its structure record)");
}

static int
begin(struct varints *r, const struct buf *record, uint64_t *levels,
    uint64_t *segments, uint64_t *written, struct err *err)
{
	const unsigned char *p = (const unsigned char *)record->data;

	if (record->len < COOKIE)
		return damaged(err);
	*r = (struct varints){ p + COOKIE, p + record->len };
	*levels = varints_next(r);
	*segments = varints_next(r);
	*written = varints_next(r);
	if (!r->at || *levels > LEVELS_LIMIT || *segments > 0xFFFF)
		return damaged(err);
	return 0;
}

int
structure_free_id(const struct buf *record, int64_t *id, struct err *err)
{
	bool used[STRUCTURE_SEGMENTS + 1] = { false };
	uint64_t levels, segments, unused, count, found;
	struct varints r;

	if (begin(&r, record, &levels, &segments, &unused, err))
		return -1;
	for (; levels; levels--) {
		varints_next(&r);
		for (count = varints_next(&r); count && r.at; count--) {
			found = varints_next(&r);
			varints_next(&r);
			varints_next(&r);
			if (found <= STRUCTURE_SEGMENTS)
				used[found] = true;
		}
	}
	if (!r.at)
		return damaged(err);
	for (*id = 1; *id <= STRUCTURE_SEGMENTS && used[*id]; ++*id)
		;
	if (segments >= STRUCTURE_SEGMENTS || *id > STRUCTURE_SEGMENTS)
		return err_set(err, "the index has too many segments: merge "
		    "them (INSERT INTO articles_fts(articles_fts) "
		    "VALUES('optimize'))");
	return 0;
}

static void
add(struct buf *out, uint64_t value)
{
	unsigned char bytes[VARINT_MAX];

	buf_add(out, bytes, (size_t)(varint_write(bytes, value) - bytes));
}

int
structure_add(const struct buf *record, int64_t id, uint32_t pages,
    struct buf *out, size_t *count, struct err *err)
{
	uint64_t levels, segments, written, merging, newest, i;
	const unsigned char *first;
	struct varints r;

	if (begin(&r, record, &levels, &segments, &written, err))
		return -1;
	merging = levels ? varints_next(&r) : 0;
	newest = levels ? varints_next(&r) : 0;
	first = r.at;
	for (i = 0; r.at && i < 3 * newest; i++)
		varints_next(&r);
	if (!r.at)
		return damaged(err);
	buf_reset(out);
	buf_add(out, record->data, COOKIE);
	add(out, levels ? levels : 1);
	add(out, segments + 1);
	add(out, written);
	add(out, merging);
	add(out, newest + 1);
	buf_add(out, first, (size_t)(r.at - first));
	add(out, (uint64_t)id);
	add(out, 1);
	add(out, pages);
	buf_add(out, r.at, (size_t)(r.end - r.at));
	*count = (size_t)segments + 1;
	return out->failed ? err_memory(err) : 0;
}
