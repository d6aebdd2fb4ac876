/* Words that fit a pattern, and words nearly alike.  Both are folded. */
#ifndef FIND_SPELLING_H
#define FIND_SPELLING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* Longer words are told apart by their first letters only. */
#define SPELLING_LETTERS 64

/*
 * Does the whole word fit the pattern, in which * stands for any letters,
 * none too, and ? for just one?
 */
bool spelling_fits(const char *pattern, size_t pattern_len, const char *word,
    size_t len);

/* A word cut into letters, to be compared with many. */
struct spelling {
	uint32_t letters[SPELLING_LETTERS];
	size_t count;
};

void spelling_init(struct spelling *s, const char *word, size_t len);

/*
 * How many letters must be put in, left out, exchanged or swapped with their
 * neighbour to come from one to the other ("optimal string alignment",
 * Damerau 1964); more than ${most}: any larger number.
 */
size_t spelling_edits(const struct spelling *s, const char *word, size_t len,
    size_t most);

#endif
