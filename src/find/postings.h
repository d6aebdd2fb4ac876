/*
 * One term, or many taken as one, over all segments of the index: in which
 * articles it stands, block by block.
 *
 * What the newest segment says of a term and an article counts.
 */
#ifndef FIND_POSTINGS_H
#define FIND_POSTINGS_H

#include "find/places.h"
#include "store/blocks.h"
#include "store/doclist.h"

/* No article has it. */
#define POSTINGS_END INT64_MAX

struct postings;

/* None at first. */
struct postings *postings_new(struct segments *s);
void postings_close(struct postings *p);

/* Add the articles of a term.  0 or -1. */
int postings_term(struct postings *p, const char *term, size_t len,
    struct err *err);

/*
 * Add single articles, rising, of terms that have few; see find/expand.
 * ${bytes} holds their positions, with PAGE_BEYOND bytes behind them.  Both
 * are taken over.
 */
struct posting {
	int64_t id;
	uint32_t at, size;
};
void postings_few(struct postings *p, struct posting *items, size_t count,
    struct buf *bytes);

/* Set *${id} to the first article from ${from} on that may have it.  0, -1. */
int postings_next(struct postings *p, int64_t from, int64_t *id,
    struct err *err);

/*
 * Put what the articles ${within} of ${block} hold of it into ${out}, which
 * was reset.  Rising blocks are the cheap order.  0 or -1.
 */
int postings_read(struct postings *p, const struct block *block,
    const struct bits *within, struct places *out, struct err *err);

/* About how many bytes it takes: what reading it costs. */
int64_t postings_bytes(const struct postings *p);

/*
 * About how many articles have it: few are counted, more are estimated from
 * the size of the doclists.
 */
int postings_estimate(struct postings *p, int64_t *articles,
    struct err *err);

/*
 * In about how many articles a word stands that has one form in ${a} and
 * another in ${b} of them.  Of those with the rarer form three in five have
 * the other one too: .58 in the mean over twenty frequent words of an
 * archive, .33 to .81.
 */
static inline int64_t
postings_either(int64_t a, int64_t b)
{
	return a + b - (a < b ? a : b) * 58 / 100;
}

#endif
