/*
 * Where a leaf stands in an article's text as it is written: what the index
 * cannot tell (runs of scripts without spaces, capitals).
 */
#ifndef FIND_WRITTEN_H
#define FIND_WRITTEN_H

#include "find/candidate.h"
#include "find/match.h"
#include "find/spans.h"

/*
 * The tf, as find/rank.h has it, of leaf ${l} in the article ${c}, which is
 * in a language of slot ${language}; 0: it does not stand there.  Where it
 * does is appended to ${spans}, in order, if that is not NULL.  -1: out of
 * memory.
 */
int written_tf(const struct match *m, const struct match_leaf *l,
    unsigned language, const struct candidate *c, struct spans *spans);

#endif
