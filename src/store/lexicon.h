/*
 * Terms and the numbers they got, in the order they were met: what one worker
 * makes and the writer reads.
 *
 * Nothing that was added moves or changes, so that the writer may read, of a
 * lexicon that is still growing, the terms it has been told of.  It lives
 * until everyone who holds it has let it go.
 */
#ifndef STORE_LEXICON_H
#define STORE_LEXICON_H

#include <stdatomic.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

struct lexicon_term {
	const char *text;	/* len bytes, without an end */
	uint32_t len;
	uint32_t hash;
};

/* Terms stand in blocks, which never move: 33 million at most. */
#define LEXICON_BLOCK 8192
#define LEXICON_BLOCKS 4096

struct lexicon {
	atomic_int holders;
	uint32_t count;		/* the worker's */
	struct lexicon_term *blocks[LEXICON_BLOCKS];
	struct lexicon_text *texts;
	size_t room;		/* bytes left of the newest */
	void *known;		/* the writer's */
};

/* Held once by the caller.  NULL: out of memory. */
struct lexicon *lexicon_new(void);
struct lexicon *lexicon_hold(struct lexicon *l);
void lexicon_release(struct lexicon *l);	/* takes NULL */

/* Add a term that is not there, as number ${count}.  0, or -1: no room. */
int lexicon_add(struct lexicon *l, const char *text, size_t len,
    uint32_t hash);

static inline const struct lexicon_term *
lexicon_term(const struct lexicon *l, uint32_t number)
{
	return &l->blocks[number / LEXICON_BLOCK][number % LEXICON_BLOCK];
}

/* Eight bytes at a time; the multiplier is that of FNV-1a. */
static inline uint32_t
lexicon_hash(const char *text, size_t len)
{
	uint64_t h = 14695981039346656037u ^ len, x;

	for (; len >= sizeof(x); text += sizeof(x), len -= sizeof(x)) {
		memcpy(&x, text, sizeof(x));
		h = (h ^ x) * 1099511628211u;
		h ^= h >> 29;
	}
	x = 0;
	memcpy(&x, text, len);
	h = (h ^ x) * 1099511628211u;
	h ^= h >> 32;
	return (uint32_t)(h * 1099511628211u >> 16);
}

#endif
