/* A set of articles of one block, by their places in it. */
#ifndef FIND_BITS_H
#define FIND_BITS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/facts.h"

#define BITS_WORDS ((FACTS_BLOCK + 63) / 64)

struct bits {
	uint64_t word[BITS_WORDS];
};

static inline void
bits_set(struct bits *b, size_t i)
{
	b->word[i / 64] |= (uint64_t)1 << i % 64;
}

static inline void
bits_clear(struct bits *b, size_t i)
{
	b->word[i / 64] &= ~((uint64_t)1 << i % 64);
}

static inline bool
bits_has(const struct bits *b, size_t i)
{
	return b->word[i / 64] >> i % 64 & 1;
}

static inline bool
bits_any(const struct bits *b)
{
	uint64_t any = 0;
	size_t i;

	for (i = 0; i < BITS_WORDS; i++)
		any |= b->word[i];
	return any != 0;
}

static inline void
bits_and(struct bits *b, const struct bits *with)
{
	size_t i;

	for (i = 0; i < BITS_WORDS; i++)
		b->word[i] &= with->word[i];
}

static inline void
bits_or(struct bits *b, const struct bits *with)
{
	size_t i;

	for (i = 0; i < BITS_WORDS; i++)
		b->word[i] |= with->word[i];
}

static inline void
bits_without(struct bits *b, const struct bits *those)
{
	size_t i;

	for (i = 0; i < BITS_WORDS; i++)
		b->word[i] &= ~those->word[i];
}

/* Those from ${first} up to, but not, ${end}. */
static inline struct bits
bits_range(size_t first, size_t end)
{
	struct bits b = { { 0 } };

	for (; first < end && first % 64; first++)
		bits_set(&b, first);
	for (; first + 64 <= end; first += 64)
		b.word[first / 64] = UINT64_MAX;
	for (; first < end; first++)
		bits_set(&b, first);
	return b;
}

static inline size_t
bits_count(const struct bits *b)
{
	size_t i, n = 0;

	for (i = 0; i < BITS_WORDS; i++)
		n += (size_t)__builtin_popcountll(b->word[i]);
	return n;
}

/*
 * Walk a set: for each of its places, ${slot} is that.  The set may lose the
 * present place meanwhile.  Two loops, so "break" leaves only 64 places.
 */
#define BITS_EACH(bits, slot) \
	for (size_t word_ = 0; word_ < BITS_WORDS; word_++) \
		for (uint64_t left_ = (bits)->word[word_]; left_ && \
		    ((slot) = word_ * 64 + (size_t)__builtin_ctzll(left_), \
		    true); left_ &= left_ - 1)

#endif
