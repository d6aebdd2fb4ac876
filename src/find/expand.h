/*
 * A beginning, a pattern or a spelling, as all the words of the archive it
 * stands for.
 */
#ifndef FIND_EXPAND_H
#define FIND_EXPAND_H

#include "find/match.h"
#include "find/postings.h"

/*
 * More words than this, or articles with seldom ones, are not looked for: an
 * asterisk that fits half the vocabulary of a large archive asks for nothing
 * in particular, and would take memory without end.
 */
#define EXPAND_WORDS 200000
#define EXPAND_POSTINGS 8000000

/*
 * Add to ${p} all words ${term} stands for.  1: all of them; 0: a limit was
 * reached; -1.
 */
int expand_words(struct postings *p, struct segments *s, enum match_expand how,
    unsigned edits, const char *term, size_t len, struct err *err);

#endif
