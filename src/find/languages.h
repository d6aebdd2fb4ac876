/*
 * The languages of an archive, as questions need them.
 *
 * A word is asked for in every language that at least one article in
 * LANGUAGES_SHARE is written in and libstemmer knows; each of them is a slot,
 * from 1 on.  Articles in any other language share slot 0: their words are
 * asked for as typed.
 */
#ifndef FIND_LANGUAGES_H
#define FIND_LANGUAGES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "store/archive.h"

#define LANGUAGES_SHARE 200

/* A set of slots is a word of 64 bits; libstemmer knows fewer languages. */
#define LANGUAGES_SLOTS 64
typedef uint64_t languages_set;
#define LANGUAGES_ALL UINT64_MAX

struct languages {
	int stemmers[LANGUAGES_SLOTS];	/* tokenizer_stemmer() of each slot;
					 * [0] is 0 */
	size_t slots;			/* used, slot 0 included */
	uint32_t codes[LANGUAGES_SLOTS];	/* fact_language() ... */
	unsigned char slot_of[LANGUAGES_SLOTS];	/* ... and its slot */
	size_t code_count;
	bool single;	/* all articles are of one slot: no need to look */
	bool rest;	/* some articles are of slot 0 */
};

int languages_read(struct languages *l, struct archive *a, struct err *err);

/* The slot of articles whose fact says ${code}. */
unsigned languages_slot(const struct languages *l, uint32_t code);

#endif
