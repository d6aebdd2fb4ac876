/* How far two spellings are apart. */
#ifndef BASE_DISTANCE_H
#define BASE_DISTANCE_H

#include <stddef.h>

/* Longer strings are told apart by their first bytes only. */
#define DISTANCE_LIMIT 64

/*
 * The number of single edits (a byte put in, left out or exchanged, two
 * neighbours swapped) that lead from ${a} to ${b}: "optimal string
 * alignment", Damerau 1964.
 */
size_t distance(const char *a, const char *b);

/*
 * The most edits that still make ${word} a likely slip: one in a short word,
 * two or three in a long one.
 */
size_t distance_slip(const char *word);

#endif
