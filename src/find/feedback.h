/*
 * Feedback: what the best articles have in common is what the question was
 * about, so words they share add a little to the score of all that match
 * (pseudo-relevance feedback after Rocchio 1971, tamed).  For questions in
 * plain language alone.
 *
 * Of the best FEEDBACK_ARTICLES, with v = (score / best score)^4:
 *
 *	p = sum of v tf / (tf + k1), over sum of v, times idf
 *
 * The FEEDBACK_WORDS stems of highest p become words of weight
 * FEEDBACK_SHARE p / (sum of p) times the question's own weights together.
 * The first FEEDBACK_KEPT articles keep their places.  doc/design.md has the
 * measurements behind it.
 */
#ifndef FIND_FEEDBACK_H
#define FIND_FEEDBACK_H

#include "find/best.h"
#include "find/engine.h"
#include "find/match.h"

#define FEEDBACK_ARTICLES 10
#define FEEDBACK_WORDS 10
#define FEEDBACK_SHARE .3
#define FEEDBACK_KEPT 3

/* Stems of the best articles whose frequency is looked up. */
#define FEEDBACK_CANDIDATES 40

/* A text is read so far. */
#define FEEDBACK_TEXT 20000

/*
 * Add words to ${m}, whose best articles are ${best}, in order; ${weight} is
 * the sum of its leaves' weights.  0 or -1.
 */
int feedback_add(struct engine *e, struct match *m,
    const struct match_options *options, const struct best *best,
    double weight, struct err *err);

/*
 * ${best}, found with feedback, is to begin with the first of ${before}, found
 * without; it loses what it has over ${limit} (0: nothing).
 */
void feedback_keep(struct best *best, const struct best *before,
    size_t limit);

#endif
