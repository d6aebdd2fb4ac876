/*
 * Where parts of a question stand in one article: spans of words, and what
 * NEAR, ADJ and OR make of them.
 */
#ifndef FIND_SPANS_H
#define FIND_SPANS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* From one word to another of the same column; see find/places.h. */
struct span {
	uint32_t first, last;
};

/* Rising by first, then last; none twice. */
struct spans {
	struct span *items;	/* owned */
	size_t count, cap;
};

#define SPANS_INIT { NULL, 0, 0 }

/*
 * An article whose words lie so thick that NEAR joins more than these is a
 * list of one word; what is beyond is left out, and said.
 */
#define SPANS_LIMIT 1000000

void spans_release(struct spans *s);

/* Append one, in any order; spans_sort() before they are used.  0, or -1: out
 * of memory. */
int spans_add(struct spans *s, uint32_t first, uint32_t last);
void spans_sort(struct spans *s);

/*
 * Append to ${out} one that covers both for each of ${a} and each of ${b}
 * that do not overlap and are at most ${distance} words apart (neighbours are
 * 1 apart); with ${ordered} only where the one of ${a} comes first.
 * 1: all of them, 0: ${out} has come to SPANS_LIMIT, -1: out of memory.
 */
int spans_near(const struct spans *a, const struct spans *b,
    unsigned distance, bool ordered, struct spans *out);

/* How many different first words they have. */
size_t spans_starts(const struct spans *s);

#endif
