/*
 * What a word of a query is: its letters, its wildcards, and the ~ and ^
 * behind it.
 */
#ifndef FIND_QUERY_WORDS_H
#define FIND_QUERY_WORDS_H

#include <stdbool.h>

#include "base/buf.h"
#include "find/query.h"

/* A boost of 1, in thousandths: as they are read, and written. */
#define BOOST_ONE 1000u

/* ~ and ^ behind a term. */
struct modifiers {
	bool tilde;
	int number;		/* behind the ~; -1: none, 0: no whole one */
	unsigned boost;		/* thousandths */
};

/*
 * Read them at ${p}; returns where they end, ${p} where there are none.  0 or
 * -1: is the boost within its range?
 */
const char *modifiers_read(const char *p, const char *end,
    struct modifiers *out);
int modifiers_check(const struct modifiers *m, struct err *err);

/*
 * Append [p, end) without what is invisible; what cannot stand in a term
 * becomes a blank.  Then cut it from its first to its last letter or digit.
 */
void text_clean(struct buf *out, const char *p, const char *end);
void text_trim(struct buf *text);

/* Is it one word of the index: letters, digits and marks only? */
bool text_is_word(const char *text, size_t len);

/*
 * Make of ${text}, cleaned, the text of a leaf of ${kind}, and its
 * modifiers; empty where it has no letter.  0; -1 with an
 * error, which ${any} turns into what is left without it.
 */
int word_read(struct buf *text, bool exact, bool any, enum query_kind *kind,
    struct modifiers *modifiers, struct err *err);

#endif
