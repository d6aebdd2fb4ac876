/* In how many articles a leaf of a question stands: for scores only. */
#ifndef FIND_WEIGH_H
#define FIND_WEIGH_H

#include "find/match.h"

struct weigher;
int weigher_open(struct weigher **out, struct archive *a, struct err *err);
void weigher_close(struct weigher *w);

/*
 * The number of articles with ${leaf}, by asking the index.  0 or -1.
 */
int weigher_articles(struct weigher *w, const struct match *m,
    const struct match_leaf *leaf, int64_t *articles, struct err *err);

#endif
