/*
 * The doclist of one term in one segment: the articles it stands in, rising
 * by id, each with the places.
 *
 * Positions are FTS5's own bytes: variable-length integers, each 2 more than
 * the distance from the position before (from 0 at first); a 1 is followed by
 * the number of the column that begins there, where it is not column 0.
 */
#ifndef STORE_DOCLIST_H
#define STORE_DOCLIST_H

#include "store/doclist_batch.h"
#include "store/segments.h"

struct doclist;

/* Open the doclist of ${term}; it is before its first article.  1; 0: the
 * segment has none; -1. */
int doclist_open(struct doclist **out, struct segments *s,
    const struct segment *seg, const char *term, size_t len, struct err *err);

/*
 * Make ${d} the doclist that begins at ${at} of a leaf, behind its term, and
 * ends at ${end}; or, with ${end} 0, goes on to the next pages.  ${d} comes
 * from doclist_new() and may be used again; the page is lent until then.
 */
struct doclist *doclist_new(struct segments *s);
int doclist_begin(struct doclist *d, const struct segment *seg,
    const struct page *page, uint32_t leaf, size_t at, size_t end,
    struct err *err);

void doclist_close(struct doclist *d);

/*
 * Go to the next article.  *${size} is how many bytes its positions take; 0
 * means that the article lost the term.  1, 0: no more, -1.
 */
int doclist_next(struct doclist *d, int64_t *id, size_t *size,
    struct err *err);

/* The same, but the first article from ${from} on; it may be the present
 * one. */
int doclist_seek(struct doclist *d, int64_t from, int64_t *id, size_t *size,
    struct err *err);

/*
 * Take articles from the present one on, as long as they are not behind
 * ${last} and on one page; what is lent is lent until the next call.
 * 1, 0: there are none, -1.
 */
int doclist_take(struct doclist *d, int64_t last, struct doclist_batch *out,
    struct err *err);

/* The present article, if it was not taken; INT64_MAX: there is none. */
int64_t doclist_id(const struct doclist *d);

/* Go before the first article again. */
void doclist_rewind(struct doclist *d);

/* About how many bytes it takes; for what is read first. */
int64_t doclist_bytes(const struct doclist *d);

/*
 * About how many articles it holds, those that lost the term among them: by
 * the bytes it takes, and what some articles from its middle take.  It stands
 * before the first article afterwards.
 */
int doclist_estimate(struct doclist *d, int64_t *articles, struct err *err);

/* The positions in the present article, lent until the next call; see
 * PAGE_BEYOND.  NULL with ${err}. */
const unsigned char *doclist_positions(struct doclist *d, struct err *err);

#endif
