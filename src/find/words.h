/*
 * The words of an archive in order, without the marked stems that stand
 * beside them in its vocabulary; and how many articles have one.
 */
#ifndef FIND_WORDS_H
#define FIND_WORDS_H

#include "store/vocabulary.h"

/* Is it a marked stem, or a marked pair of characters: U+E000 to U+E0FF? */
bool words_marked(const char *term, size_t len);

/* vocabulary_next() that passes over what is marked. */
int words_next(struct vocabulary *v, const char **word, size_t *len,
    struct err *err);

/* About how many articles have a term; see postings_estimate().  0 or -1. */
int words_articles(struct segments *s, const char *term, size_t len,
    int64_t *articles, struct err *err);

#endif
