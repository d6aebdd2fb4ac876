/*
 * The doclists of a batch: what its articles say, term by term, until it is
 * written as one segment.
 *
 * It takes the place of the hash table FTS5 gathers a batch in.  Articles
 * come with their terms numbered by the lexicon of the worker that cut them;
 * a term is looked up once for each lexicon, and then known by its number.
 */
#ifndef STORE_DOCLISTS_H
#define STORE_DOCLISTS_H

#include <stdbool.h>

#include "store/inverter.h"
#include "store/segment_writer.h"

struct doclists;

int doclists_open(struct doclists **out, struct err *err);
void doclists_close(struct doclists *d);

/*
 * The article ${id} comes with the terms of ${in}, or (${goes}) had them and
 * loses them.  Ids rise; one may go first and then come.  0 or -1.
 */
int doclists_add(struct doclists *d, int64_t id, const struct inverted *in,
    bool goes, struct err *err);

/* Is there nothing to write? */
bool doclists_empty(const struct doclists *d);

/* Bytes of memory it takes, but for the lexicons. */
size_t doclists_weight(const struct doclists *d);

/* Write all as a segment.  0 or -1. */
int doclists_write(struct doclists *d, struct segment_writer *w,
    struct err *err);

/* Forget all. */
void doclists_reset(struct doclists *d);

#endif
