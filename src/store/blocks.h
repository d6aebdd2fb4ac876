/*
 * The facts of articles as questions walk them: block by block, in order, at
 * hand again for the next question.
 */
#ifndef STORE_BLOCKS_H
#define STORE_BLOCKS_H

#include <stdbool.h>

#include "store/facts.h"

#define BLOCK_HASH_BITS 10

/*
 * What every match looks at stands together, and small: it is read for each
 * block of an archive, and should stay in the processor's cache.
 */
struct block {
	size_t count;			/* at least 1 */
	bool wide;			/* low halves may not tell ids apart */
	bool coarse;			/* not all are known to the day */
	uint32_t low[FACTS_BLOCK];	/* the low halves of the ids */
	uint32_t words[FACTS_BLOCK];	/* in title and body */
	/* Places of ids, 1 more than they are; 0: free.  Linear probing. */
	uint16_t hash[1 << BLOCK_HASH_BITS];
	int64_t ids[FACTS_BLOCK];	/* rising */
	/* The rest, as struct fact has it. */
	uint32_t languages[FACTS_BLOCK], sources[FACTS_BLOCK];
	uint32_t sections[FACTS_BLOCK], authors[FACTS_BLOCK];
	uint32_t stories[FACTS_BLOCK], title_words[FACTS_BLOCK];
	int64_t minutes[FACTS_BLOCK];
	uint8_t precisions[FACTS_BLOCK], zones[FACTS_BLOCK];
	bool addressed[FACTS_BLOCK];
};

static inline size_t
block_hash(uint32_t low)
{
	/* Fibonacci hashing (Knuth, The Art of Computer Programming, 6.4). */
	return (low * 2654435769u) >> (32 - BLOCK_HASH_BITS);
}

/* The place of ${id}, which is not behind the last; count: it is not there. */
static inline size_t
block_find(const struct block *b, int64_t id)
{
	uint32_t low = (uint32_t)id;
	size_t h = block_hash(low), i;

	while ((i = b->hash[h]) != 0 && (b->low[i - 1] != low ||
	    (b->wide && b->ids[i - 1] != id)))
		h = (h + 1) % (1 << BLOCK_HASH_BITS);
	return i && (b->wide || b->ids[0] <= id) ? i - 1 : b->count;
}

/* All of what is known of the ${i}th article. */
static inline void
block_fact(const struct block *b, size_t i, struct fact *out)
{
	out->id = b->ids[i];
	out->minute = b->minutes[i];
	out->title_words = b->title_words[i];
	out->body_words = b->words[i] - b->title_words[i];
	out->language = b->languages[i];
	out->source = b->sources[i];
	out->section = b->sections[i];
	out->author = b->authors[i];
	out->story = b->stories[i];
	out->precision = (enum date_precision)b->precisions[i];
	out->zone = b->zones[i];
	out->addressed = b->addressed[i];
}

static inline int64_t
block_last(const struct block *b)
{
	return b->ids[b->count - 1];
}

struct blocks;

int blocks_open(struct blocks **out, struct archive *a, struct err *err);
void blocks_close(struct blocks *b);

/*
 * A transaction has begun: 1, and everything is forgotten, where another
 * program has written since the last one, and at first; 0; -1.
 */
int blocks_begin(struct blocks *b, struct err *err);

/* Take what is known for changed at the next beginning. */
void blocks_forget(struct blocks *b);

/*
 * The block in which ${id} stands, else the first behind it; lent until the
 * next call.  1, 0: there is none, -1.
 */
int blocks_from(struct blocks *b, int64_t id, const struct block **out,
    struct err *err);

/*
 * Go back from *${id} to the beginning of its block, if it stands in one, or
 * on to the next: a list that is read block by block must not be sought
 * further.  INT64_MAX: there is none, or it was INT64_MAX.  0 or -1.
 */
int blocks_start(struct blocks *b, int64_t *id, struct err *err);

/* The last block that begins at or before ${id}.  As above. */
int blocks_until(struct blocks *b, int64_t id, const struct block **out,
    struct err *err);

#endif
