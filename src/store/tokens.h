/*
 * The terms of one text, cut beforehand by a worker, for the thread that
 * writes the index to replay.
 *
 * Encoding, a term after another: one byte, 0x80 set for a colocated term,
 * the length in the low seven bits; 127 there means that the length follows
 * in four bytes; then the term.
 */
#ifndef STORE_TOKENS_H
#define STORE_TOKENS_H

#include "store/tokenizer.h"

struct tokens {
	struct buf bytes;
	uint32_t words;		/* terms that are not colocated */
};

#define TOKENS_INIT { BUF_INIT(SIZE_MAX / 2), 0 }

void tokens_release(struct tokens *tokens);

/* Cut ${text} (NULL: no words), an article's in ${language}.  0 or -1. */
int tokens_make(struct tokens *tokens, struct tokenizer *t,
    const char *language, const char *text);

/* Walk the terms: *at = 0 at first; 1 with a term, 0 at the end. */
int tokens_next(const struct tokens *tokens, size_t *at, bool *colocated,
    const char **term, size_t *len);

#endif
