/*
 * The terms of the index in order, over all segments, with their doclists:
 * for what no single look-up answers (beginnings, patterns, spellings).
 */
#ifndef STORE_VOCABULARY_H
#define STORE_VOCABULARY_H

#include "store/doclist.h"

struct vocabulary;

/* The segments are those of the caller's transaction. */
int vocabulary_open(struct vocabulary **out, struct segments *s,
    struct err *err);
void vocabulary_close(struct vocabulary *v);

/* Go before the first term at or behind ${from}.  0 or -1. */
int vocabulary_seek(struct vocabulary *v, const char *from, size_t len,
    struct err *err);

/* The next term, lent until the next call.  1, 0: no more, -1. */
int vocabulary_next(struct vocabulary *v, const char **term, size_t *len,
    struct err *err);

/*
 * The doclists of the present term, the newest segment's first: call with
 * *at = 0 at first.  Lent until the next term.  1, 0: no more, -1.
 */
int vocabulary_doclist(struct vocabulary *v, size_t *at, struct doclist **out,
    struct err *err);

/*
 * Do all doclists of the present term end on the page they begin on?  Then
 * they are short.
 */
bool vocabulary_short(const struct vocabulary *v);

#endif
