/* Facts of articles in blocks: records in and out, reading, writing. */
#include "store/facts.h"

#include <stdlib.h>
#include <string.h>

#include "schema.h"

struct facts {
	struct archive *archive;
	sqlite3_stmt *find;	/* the block an id would stand in */
	sqlite3_stmt *put;
	sqlite3_stmt *drop;
	struct fact block[FACTS_BLOCK];
	size_t count;
	size_t at;		/* where the last id was found */
	int64_t first, last;	/* ids the block answers for; 1, 0: none */
};

uint32_t
fact_language(const char *language)
{
	uint32_t code = 0;

	while (language && *language && !(code >> 24))
		code = code << 8 | (unsigned char)*language++;
	return code;
}

uint8_t
fact_zone(const struct date *date)
{
	int east = date->offset;

	if (date->zone == DATE_UNZONED)
		return 0;
	if (date->zone == DATE_UTC)
		return FACTS_UTC;
	return (uint8_t)(FACTS_UTC + (east + (east < 0 ? -7 : 7)) / 15);
}

/* ==== Records ==== */

/* A number of four bytes; compilers make one load of it. */
static inline uint32_t
get4(const unsigned char *p)
{
	return p[0] | (uint32_t)p[1] << 8 | (uint32_t)p[2] << 16 |
	    (uint32_t)p[3] << 24;
}

static unsigned char *
put(unsigned char *p, uint64_t value, int bytes)
{
	for (; bytes--; value >>= 8)
		*p++ = (unsigned char)value;
	return p;
}

void
facts_decode(const unsigned char *p, struct fact *f)
{
	f->id = (int64_t)(get4(p) | (uint64_t)get4(p + 4) << 32);
	f->minute = f->id / FACTS_SERIALS + (int32_t)get4(p + 8);
	f->body_words = get4(p + 12);
	f->language = get4(p + 16);
	f->source = get4(p + 20);
	f->section = get4(p + 24);
	f->author = get4(p + 28);
	f->story = get4(p + 32);
	f->title_words = p[36] | (uint32_t)p[37] << 8;
	f->precision = (enum date_precision)(p[38] & ~FACTS_ADDRESSED);
	f->addressed = p[38] & FACTS_ADDRESSED;
	f->zone = p[39];
}

static unsigned char *
encode(const struct fact *f, unsigned char *p)
{
	p = put(p, (uint64_t)f->id, 8);
	p = put(p, (uint64_t)(f->minute - f->id / FACTS_SERIALS), 4);
	p = put(p, f->body_words, 4);
	p = put(p, f->language, 4);
	p = put(p, f->source, 4);
	p = put(p, f->section, 4);
	p = put(p, f->author, 4);
	p = put(p, f->story, 4);
	p = put(p, f->title_words > 0xFFFF ? 0xFFFF : f->title_words, 2);
	p = put(p, (uint64_t)f->precision |
	    (f->addressed ? FACTS_ADDRESSED : 0), 1);
	return put(p, f->zone, 1);
}

/* ==== Opening ==== */

int
facts_open(struct facts **out, struct archive *a, struct err *err)
{
	struct facts *f = calloc(1, sizeof(*f));

	*out = NULL;
	if (!f)
		return err_memory(err);
	f->archive = a;
	f->first = 1;
	f->find = archive_prepare(a, schema_find_facts, err);
	if (!f->find) {
		free(f);
		return -1;
	}
	*out = f;
	return 0;
}

void
facts_close(struct facts *f)
{
	if (!f)
		return;
	sqlite3_finalize(f->find);
	sqlite3_finalize(f->put);
	sqlite3_finalize(f->drop);
	free(f);
}

/* ==== Reading ==== */

/*
 * Load the block that answers for ${id}: the last one that begins at or
 * before it, else the first of all.  It answers from its own first id (from
 * below everything, for the first block) up to the next block's.
 */
static int
load(struct facts *f, int64_t id, struct err *err)
{
	const unsigned char *bytes;
	size_t size, i;
	int code;

	f->count = 0;
	f->at = 0;
	f->first = INT64_MIN;
	f->last = INT64_MAX;
	sqlite3_reset(f->find);
	sqlite3_bind_int64(f->find, 1, id);
	code = sqlite3_step(f->find);
	if (code == SQLITE_ROW) {
		bytes = sqlite3_column_blob(f->find, 1);
		size = (size_t)sqlite3_column_bytes(f->find, 1);
		f->count = size / FACTS_RECORD;
		if (size % FACTS_RECORD || f->count > FACTS_BLOCK ||
		    !f->count) {
			f->count = 0;
			f->first = 1, f->last = 0;
			sqlite3_reset(f->find);
			return err_set(err, "the facts of the articles "
			    "around %lld are damaged", (long long)id);
		}
		for (i = 0; i < f->count; i++)
			facts_decode(bytes + i * FACTS_RECORD, &f->block[i]);
		if (f->block[0].id <= id)
			f->first = f->block[0].id;
		if (sqlite3_column_type(f->find, 2) != SQLITE_NULL)
			f->last = sqlite3_column_int64(f->find, 2) - 1;
	}
	sqlite3_reset(f->find);
	if (code != SQLITE_ROW && code != SQLITE_DONE) {
		f->first = 1, f->last = 0;
		return archive_failed(f->archive, "read the facts", err);
	}
	return 0;
}

const struct fact *
facts_get(struct facts *f, int64_t id, struct err *err)
{
	size_t low = 0, high, mid;

	if ((id < f->first || id > f->last) && load(f, id, err))
		return NULL;
	/* Matches come in order: the next one is most often at hand. */
	if (f->at < f->count && f->block[f->at].id <= id)
		low = f->at;
	for (mid = low; mid < f->count && mid < low + 8; mid++)
		if (f->block[mid].id == id) {
			f->at = mid;
			return &f->block[mid];
		}
	for (high = f->count; low < high;) {
		mid = (low + high) / 2;
		if (f->block[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	if (low < f->count && f->block[low].id == id) {
		f->at = low;
		return &f->block[low];
	}
	err_set(err, "the article %lld has no facts", (long long)id);
	return NULL;
}

void
facts_forget(struct facts *f)
{
	f->first = 1;
	f->last = 0;
}

/* ==== Writing ==== */

static int
drop_block(struct facts *f, int64_t first, struct err *err)
{
	if (!f->drop && !(f->drop = archive_prepare(f->archive,
	    schema_drop_facts, err)))
		return -1;
	sqlite3_bind_int64(f->drop, 1, first);
	sqlite3_step(f->drop);
	if (sqlite3_reset(f->drop) != SQLITE_OK)
		return archive_failed(f->archive, "write the facts", err);
	return 0;
}

/* Write ${count} records as as few, evenly filled blocks as they need. */
static int
put_blocks(struct facts *f, const struct fact *facts, size_t count,
    struct err *err)
{
	unsigned char bytes[FACTS_BLOCK * FACTS_RECORD], *p;
	size_t blocks = (count + FACTS_BLOCK - 1) / FACTS_BLOCK, n, i;

	if (!f->put && !(f->put = archive_prepare(f->archive,
	    schema_put_facts, err)))
		return -1;
	for (; blocks; blocks--, facts += n, count -= n) {
		n = count / blocks;
		for (p = bytes, i = 0; i < n; i++)
			p = encode(&facts[i], p);
		sqlite3_bind_int64(f->put, 1, facts[0].id);
		sqlite3_bind_blob(f->put, 2, bytes, (int)(p - bytes),
		    SQLITE_STATIC);
		sqlite3_step(f->put);
		if (sqlite3_reset(f->put) != SQLITE_OK)
			return archive_failed(f->archive, "write the facts",
			    err);
	}
	return 0;
}

/* Merge the loaded block with ${n} changes into ${out}; returns how many. */
static size_t
merge(const struct facts *f, const struct fact *changes, size_t n,
    struct fact *out)
{
	size_t i = 0, k = 0, count = 0;

	while (i < f->count || k < n) {
		if (k == n || (i < f->count &&
		    f->block[i].id < changes[k].id)) {
			out[count++] = f->block[i++];
			continue;
		}
		if (i < f->count && f->block[i].id == changes[k].id)
			i++;
		if (changes[k].precision != FACTS_GONE)
			out[count++] = changes[k];
		k++;
	}
	return count;
}

int
facts_write(struct facts *f, const struct fact *changes, size_t count,
    struct err *err)
{
	struct fact *merged;
	size_t n, total;
	int result = -1;

	merged = malloc((count + FACTS_BLOCK) * sizeof(*merged));
	if (!merged)
		return err_memory(err);
	for (; count; changes += n, count -= n) {
		if (load(f, changes[0].id, err))
			goto out;
		for (n = 1; n < count && changes[n].id <= f->last; n++)
			;
		total = merge(f, changes, n, merged);
		if ((f->count && drop_block(f, f->block[0].id, err)) ||
		    put_blocks(f, merged, total, err))
			goto out;
	}
	result = 0;
out:
	facts_forget(f);
	free(merged);
	return result;
}
