/* Blocks of facts, kept: finding one, loading one. */
#include "store/blocks.h"

#include <stdlib.h>
#include <string.h>

#include "schema.h"

/* 22 MB, which is 400,000 articles; larger archives begin anew. */
#define KEPT_LIMIT 1024

struct kept {
	struct block block;
	bool next_known;	/* the one behind it here is the next there */
};

struct blocks {
	struct archive *archive;
	sqlite3_stmt *version, *at, *behind;
	int64_t seen;		/* SQLite's number of the file's state */
	struct kept *kept[KEPT_LIMIT];	/* rising */
	size_t count;
};

static void
forget(struct blocks *b)
{
	while (b->count)
		free(b->kept[--b->count]);
}

/* How many of those kept begin at or before ${id}. */
static size_t
place(const struct blocks *b, int64_t id)
{
	size_t low = 0, high = b->count, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (b->kept[mid]->block.ids[0] <= id)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* ==== Loading ==== */

static void
set(struct block *b, size_t i, const struct fact *fact)
{
	b->ids[i] = fact->id;
	b->minutes[i] = fact->minute;
	b->title_words[i] = fact->title_words;
	b->words[i] = fact->title_words + fact->body_words;
	b->languages[i] = fact->language;
	b->sources[i] = fact->source;
	b->sections[i] = fact->section;
	b->authors[i] = fact->author;
	b->stories[i] = fact->story;
	b->precisions[i] = (uint8_t)fact->precision;
	b->zones[i] = fact->zone;
	b->addressed[i] = fact->addressed;
}

static bool
fill(struct block *block, const unsigned char *bytes, size_t size)
{
	struct fact fact;
	size_t i, h;

	block->count = size / FACTS_RECORD;
	if (!size || size % FACTS_RECORD || block->count > FACTS_BLOCK)
		return false;
	memset(block->hash, 0, sizeof(block->hash));
	block->coarse = false;
	for (i = 0; i < block->count; i++) {
		facts_decode(bytes + i * FACTS_RECORD, &fact);
		if (fact.id < 0 || fact.id == INT64_MAX)
			return false;
		set(block, i, &fact);
		if (i && fact.id <= block->ids[i - 1])
			return false;
		block->coarse |= fact.precision < DATE_DAY;
		block->low[i] = (uint32_t)fact.id;
		for (h = block_hash(block->low[i]); block->hash[h];)
			h = (h + 1) % (1 << BLOCK_HASH_BITS);
		block->hash[h] = (uint16_t)(i + 1);
	}
	block->wide = (uint64_t)block_last(block) -
	    (uint64_t)block->ids[0] > UINT32_MAX;
	return true;
}

static int
damaged(int64_t id, struct err *err)
{
	return err_set(err, "the facts of the articles around %lld are "
	    "damaged", (long long)id);
}

/* Does ${block}, to be put at ${at}, share ids with its neighbours? */
static bool
overlaps(const struct blocks *b, const struct block *block, size_t at)
{
	return (at && block->ids[0] <= block_last(&b->kept[at - 1]->block)) ||
	    (at < b->count && block_last(block) >= b->kept[at]->block.ids[0]);
}

/*
 * Put a block that begins with the article ${first} among those kept, if it
 * is not.  One under another number than its first id's would be found where
 * it is not, without end.
 */
static int
keep(struct blocks *b, int64_t first, const unsigned char *bytes,
    size_t size, struct kept **out, struct err *err)
{
	struct kept *k;
	size_t at;

	if (b->count == KEPT_LIMIT)
		forget(b);
	at = place(b, first);
	if (at && b->kept[at - 1]->block.ids[0] == first) {
		*out = b->kept[at - 1];
		return 1;
	}
	k = malloc(sizeof(*k));
	if (!k)
		return err_memory(err);
	k->next_known = false;
	if (!fill(&k->block, bytes, size) || k->block.ids[0] != first ||
	    overlaps(b, &k->block, at)) {
		free(k);
		return damaged(first, err);
	}
	memmove(b->kept + at + 1, b->kept + at,
	    (b->count - at) * sizeof(struct kept *));
	b->kept[at] = k;
	b->count++;
	if (at)
		b->kept[at - 1]->next_known = false;
	*out = k;
	return 1;
}

static int
load(struct blocks *b, sqlite3_stmt *stmt, int64_t id, struct kept **out,
    struct err *err)
{
	int code, there = 0;

	sqlite3_bind_int64(stmt, 1, id);
	code = sqlite3_step(stmt);
	if (code == SQLITE_ROW)
		there = keep(b, sqlite3_column_int64(stmt, 1),
		    sqlite3_column_blob(stmt, 0),
		    (size_t)sqlite3_column_bytes(stmt, 0), out, err);
	sqlite3_reset(stmt);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return archive_failed(b->archive, "read the facts", err);
	return there;
}

/* ==== Finding ==== */

int
blocks_from(struct blocks *b, int64_t id, const struct block **out,
    struct err *err)
{
	size_t at = place(b, id);
	struct kept *before = at ? b->kept[at - 1] : NULL, *found = before;
	int there = 1;

	if (before && id > block_last(&before->block) &&
	    before->next_known) {
		*out = &b->kept[at]->block;
		return 1;
	}
	if (!before || id > block_last(&before->block))
		there = load(b, b->at, id, &found, err);
	if (there == 0 || (there > 0 && id > block_last(&found->block))) {
		before = there ? found : NULL;
		there = load(b, b->behind, id, &found, err);
		/* Loading may have forgotten what was before it. */
		at = place(b, id);
		if (there > 0 && before && at && b->kept[at - 1] == before)
			before->next_known = true;
	}
	if (there > 0)
		*out = &found->block;
	return there;
}

int
blocks_start(struct blocks *b, int64_t *id, struct err *err)
{
	const struct block *block;
	int there = *id == INT64_MAX ? 0 : blocks_from(b, *id, &block, err);

	if (there < 0)
		return -1;
	*id = there ? block->ids[0] : INT64_MAX;
	return 0;
}

int
blocks_until(struct blocks *b, int64_t id, const struct block **out,
    struct err *err)
{
	size_t at = place(b, id);
	struct kept *found = at ? b->kept[at - 1] : NULL;
	int there = 1;

	if (!found || (id > block_last(&found->block) &&
	    !(found->next_known)))
		there = load(b, b->at, id, &found, err);
	if (there > 0)
		*out = &found->block;
	return there;
}

/* ==== Opening, beginning, closing ==== */

int
blocks_begin(struct blocks *b, struct err *err)
{
	int64_t version = -1;
	int code = sqlite3_step(b->version);

	if (code == SQLITE_ROW)
		version = sqlite3_column_int64(b->version, 0);
	sqlite3_reset(b->version);
	if (code != SQLITE_ROW)
		return archive_failed(b->archive, "read the database", err);
	if (version == b->seen)
		return 0;
	forget(b);
	b->seen = version;
	return 1;
}

void
blocks_forget(struct blocks *b)
{
	forget(b);
	b->seen = -1;
}

int
blocks_open(struct blocks **out, struct archive *a, struct err *err)
{
	struct blocks *b = calloc(1, sizeof(*b));

	*out = NULL;
	if (!b)
		return err_memory(err);
	b->archive = a;
	b->seen = -1;
	if (!(b->version = archive_prepare(a, "PRAGMA data_version", err)) ||
	    !(b->at = archive_prepare(a, schema_facts_at, err)) ||
	    !(b->behind = archive_prepare(a, schema_facts_behind, err))) {
		blocks_close(b);
		return -1;
	}
	*out = b;
	return 0;
}

void
blocks_close(struct blocks *b)
{
	if (!b)
		return;
	forget(b);
	sqlite3_finalize(b->version);
	sqlite3_finalize(b->at);
	sqlite3_finalize(b->behind);
	free(b);
}
