/*
 * A text cut into terms, kept: what a phrase is matched against outside the
 * index, where the place of a word in the text counts.
 */
#ifndef FIND_TERMS_H
#define FIND_TERMS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "store/tokenizer.h"

struct term {
	size_t at, len;		/* its bytes in terms.bytes */
	size_t start, end;	/* its place in the text, in bytes */
	bool colocated;		/* a form of the word before it */
};

struct terms {
	struct term *items;
	size_t count, cap;
	struct buf bytes;
};

#define TERMS_INIT { NULL, 0, 0, BUF_INIT(BUF_TEXT_LIMIT) }

void terms_release(struct terms *t);

/*
 * Cut ${text} (NULL: none), written in ${language} (NULL: words only), in
 * place of what ${t} held.  0, or -1: out of memory.
 */
int terms_cut(struct terms *t, struct tokenizer *tokenizer,
    const char *language, const char *text, size_t len);

const char *term_text(const struct terms *t, size_t i);

/* The next word behind term ${i}, or count. */
size_t terms_next_word(const struct terms *t, size_t i);

#endif
