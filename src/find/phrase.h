/* Where the terms of a phrase stand one behind the other, in a block. */
#ifndef FIND_PHRASE_H
#define FIND_PHRASE_H

#include "find/places.h"

struct phrase_places {
	struct bits bits;
	uint32_t at[FACTS_BLOCK], count[FACTS_BLOCK];	/* in starts */
	uint32_t *starts;	/* owned: places of the first words, rising */
	size_t used, cap;
	uint32_t *scratch;	/* owned */
	size_t scratch_cap;
};

void phrase_release(struct phrase_places *p);

/*
 * Find those articles of ${within} in which the ${count} ${terms}, two or
 * more, stand in a row in ${field}, in place of what ${p} held (zeroes at
 * first).  0, or -1: out of memory.
 */
int phrase_find(struct phrase_places *p, const struct places *const *terms,
    size_t count, enum query_field field, const struct bits *within);

#endif
