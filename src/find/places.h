/*
 * What one block of articles holds of a term: in which of them it stands,
 * and where.
 *
 * Positions are kept in the index's own bytes (store/doclist.h).  Where those
 * of several terms come together a byte 0, which is no position, parts them.
 */
#ifndef FIND_PLACES_H
#define FIND_PLACES_H

#include <string.h>

#include "base/buf.h"
#include "find/bits.h"
#include "find/query.h"
#include "find/rank.h"

/* What is kept of an article's positions. */
enum places_kind {
	PLACES_NOTHING,	/* that there are any */
	PLACES_TF,	/* their tf, as find/rank.h has it */
	PLACES_ALL	/* themselves */
};

struct places {
	enum places_kind kind;
	bool pieces;	/* terms came together in an article */
	struct bits bits;
	uint32_t tf[FACTS_BLOCK];
	uint32_t at[FACTS_BLOCK], size[FACTS_BLOCK];	/* in bytes */
	struct buf bytes;
};

void places_init(struct places *p, enum places_kind kind);
void places_release(struct places *p);
void places_reset(struct places *p);

/*
 * How many integers end in these bytes: those without the top bit.  Eight at
 * a time; of the last eight those beyond the end are left out.
 */
static inline uint32_t
places_integers(const unsigned char *p, size_t size)
{
	const uint64_t ends = 0x0101010101010101u;
	uint64_t eight;
	uint32_t n = 0;

	for (;; size -= 8, p += 8) {
		memcpy(&eight, p, 8);
#if __BYTE_ORDER__ == __ORDER_BIG_ENDIAN__
		eight = __builtin_bswap64(eight);
#endif
		eight = ~eight >> 7 & ends;
		if (size <= 8)
			break;
		n += (uint32_t)(eight * ends >> 56);
	}
	if (!size)
		return n;
	return n + (uint32_t)(((eight << (64 - 8 * size)) * ends) >> 56);
}

/*
 * The tf of positions as they stand in the index: those of the title first,
 * then a 1, the column's number, and those of the body, of which the first
 * words count more.
 */
static inline uint32_t
places_tf_of(const unsigned char *p, size_t size)
{
	const unsigned char *end = p + size;
	uint32_t tf = 0, at = 0;

	/* Most stand in the body alone, and not in its opening. */
	if (size > 2 && *p == 1 && p[2] >= RANK_OPENING_WORDS + 2)
		return RANK_BODY * places_integers(p + 2, size - 2);
	for (; p < end && *p != 1; p++)
		tf += *p < 0x80 ? RANK_TITLE : 0;
	for (p += 2; p < end && *p < 0x80; p++) {
		at += *p - 2u;
		if (at >= RANK_OPENING_WORDS)
			break;
		tf += RANK_BODY + RANK_OPENING;
	}
	if (p < end)
		tf += RANK_BODY * places_integers(p, (size_t)(end - p));
	return tf;
}

/* What places_add() does with PLACES_ALL, but for the set. */
void places_keep(struct places *p, size_t slot,
    const unsigned char *positions, size_t size);

/*
 * The term stands in article ${slot} at these positions too, behind which
 * PAGE_BEYOND bytes may be read.  Memory that runs out shows as bytes.failed.
 */
static inline void
places_add(struct places *p, size_t slot, const unsigned char *positions,
    size_t size)
{
	uint32_t before;

	if (p->kind == PLACES_TF) {
		before = bits_has(&p->bits, slot) ? p->tf[slot] : 0;
		p->tf[slot] = before + places_tf_of(positions, size);
	} else if (p->kind == PLACES_ALL) {
		places_keep(p, slot, positions, size);
	}
	bits_set(&p->bits, slot);
}

/* A position: the column's number in the highest bit, the word's below. */
#define PLACE_BODY 0x80000000u
#define PLACE_COLUMN(place) ((place) >> 31)
#define PLACE_WORD(place) ((place) & ~PLACE_BODY)

/* Is a position in this field? */
bool place_in(uint32_t place, enum query_field field);

/*
 * Append those of article ${slot} in ${field} to ${out}, which has room for
 * places_room() of them; rising, but for the terms of different pieces.
 * Returns how many.
 */
size_t places_read(const struct places *p, size_t slot,
    enum query_field field, uint32_t *out);
size_t places_room(const struct places *p, size_t slot);

/* Does it stand in ${field} at all? */
bool places_any(const struct places *p, size_t slot, enum query_field field);

/* tf as find/rank.h has it, of the occurrences in ${field}; with PLACES_TF
 * that of all. */
int places_tf(const struct places *p, size_t slot, enum query_field field);

/* Add that of each of the articles ${in} to tf[slot]. */
void places_add_tf(const struct places *p, const struct bits *in,
    enum query_field field, uint32_t *tf);

#endif
