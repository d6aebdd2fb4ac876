/* The terms, operators and brackets of a query, one after the other. */
#ifndef FIND_QUERY_LEX_H
#define FIND_QUERY_LEX_H

#include "base/buf.h"
#include "find/query.h"

enum lex_kind {
	LEX_END, LEX_OPEN, LEX_CLOSE, LEX_AND, LEX_OR, LEX_NOT,
	LEX_TERM	/* ${word} is empty where nothing can be searched */
};

struct lex {
	const char *text, *at, *end;
	bool capitals;		/* all in capitals: operators are words */
	bool any;		/* prose: an unknown field is a word */
	bool glued;		/* the term read last is a word, not a phrase */

	/* The token read last. */
	enum lex_kind kind;
	enum query_kind leaf;
	enum query_field field;
	char sign;		/* '-', '+' or 0 */
	size_t start, stop;
	size_t bracket;		/* where it begins, behind sign and field */
	struct buf word;
};

void lex_init(struct lex *l, const char *text, bool any);
void lex_release(struct lex *l);

/* Read the next token.  0, or -1 with ${error}. */
int lex_next(struct lex *l, struct query_error *error);

/* How a field is written, without the colon; NULL for QUERY_ANYWHERE. */
const char *lex_field(enum query_field field);

/* Would a term that begins with ${text} be read as a field, or meant as one? */
bool lex_begins_field(const char *text);

/* Is this AND, OR or NOT?  LEX_TERM where it is not. */
enum lex_kind lex_operator(const char *word, size_t len);

#endif
