/* What the characters of a query are: blanks, brackets, quotes. */
#ifndef FIND_QUERY_RUNES_H
#define FIND_QUERY_RUNES_H

#include <stdbool.h>
#include <stdint.h>

/* Quotes that close one another have the same number; 0: no quote. */
int rune_quote(uint32_t r);

/* Controls and broken bytes part words as white space does. */
bool rune_blank(uint32_t r);

/* What cleaning takes out of articles too: see read/clean_text.c. */
bool rune_invisible(uint32_t r);

/* Plain brackets, and the wide ones of East Asian keyboards. */
bool rune_opens(uint32_t r);
bool rune_closes(uint32_t r);

/* A blank, a bracket or a quote. */
bool rune_ends_word(uint32_t r);

#endif
