/* The words a leaf was typed with, and what they fit; a part of plain.h. */
#ifndef TESTS_PLAIN_WORDS_H
#define TESTS_PLAIN_WORDS_H

#include "plain.h"

/* In a pattern's runes: any letters, and any one. */
#define PLAIN_ANY 0xFFFFFFFFu
#define PLAIN_ONE 0xFFFFFFFEu

struct plain_cut_word {
	char *text;		/* folded; not of a pattern */
	size_t len;
	size_t start, end;	/* its place in what was typed */
	uint32_t *runes;
	size_t rune_count;
	uint64_t letters;	/* as in struct plain_term */
	bool spaceless;
};

struct plain_cut {
	struct plain_cut_word *words;
	size_t count;
	bool run;	/* a word of a script without spaces is among them */
};

void plain_cut(struct plain_cut *cut, struct tokenizer *t,
    const struct query_node *leaf);
void plain_cut_release(struct plain_cut *cut);

/* Does the whole term fit the pattern? */
bool plain_fits(const struct plain_cut_word *pattern,
    const struct plain_term *t);

/*
 * Is the term at most ${edits} letters left out, put in, replaced or
 * exchanged with their neighbour away (optimal string alignment)?
 */
bool plain_resembles(const struct plain_cut_word *w,
    const struct plain_term *t, unsigned edits);

/* Does the word stand in the term, at its beginning or end where asked? */
bool plain_within(const struct plain_cut_word *w, const struct plain_term *t,
    bool at_start, bool at_end);

/* Are two words equal, or with ${prefix} does the second begin so? */
bool plain_same(const struct plain_cut_word *a,
    const struct plain_cut_word *b, bool prefix);

/* A letter that has a capital and is none. */
bool plain_small(uint32_t rune);

void plain_lower(const char *text, struct buf *out);

#endif
