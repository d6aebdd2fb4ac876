/*
 * Archives made of articles of random words, for what depends on how the
 * index lies on its pages: loaded in batches with changes and removals, on
 * pages of any size, merged in part.
 */
#ifndef TESTS_MADE_H
#define TESTS_MADE_H

#include <sqlite3.h>
#include <stdint.h>

#include "corpora.h"

/* A new archive whose index has pages of ${size} bytes (0: FTS5's own). */
void made_begin(struct corpora *c, int size);

/*
 * Load ${count} articles, the first of them number ${first}, as one file.
 * ${again}: they were before, some are changed and some are gone.
 */
void made_load(const struct corpora *c, unsigned first, unsigned count,
    bool again);

/* This one's few words stand before all others in the vocabulary, so that a
 * merge is soon done with its segment. */
#define MADE_EARLY 1000000

/* Give FTS5 an order: "optimize"; "merge" with a number of pages. */
void made_order(const struct corpora *c, const char *order, int number);

/* A random number below ${n}; *seed goes on. */
unsigned made_below(uint64_t *seed, unsigned n);

#endif
