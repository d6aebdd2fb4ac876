/* Reading one term of a query, for query_lex.c. */
#ifndef FIND_QUERY_TERM_H
#define FIND_QUERY_TERM_H

#include "find/query_lex.h"
#include "find/query_words.h"

/* From ${l}->at; ${fresh}: a sign may stand here.  0, or -1 with ${error}. */
int term_read(struct lex *l, bool fresh, struct query_error *error);

/*
 * Read ~5 and ^2 right behind a phrase or a bracket, if no letter is behind
 * them.
 */
bool term_suffix(struct lex *l, struct modifiers *m);

#endif
