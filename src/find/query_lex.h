/* The terms, operators and brackets of a query, one after the other. */
#ifndef FIND_QUERY_LEX_H
#define FIND_QUERY_LEX_H

#include <stdint.h>

#include "base/buf.h"
#include "find/query.h"
#include "find/query_fields.h"
#include "find/query_operators.h"

enum lex_kind {
	LEX_END, LEX_OPEN, LEX_CLOSE,
	LEX_OPERATOR,	/* ${verb} */
	LEX_TERM	/* ${word} is empty where nothing can be searched */
};

/* What stands before a term or a bracket and holds for all in it. */
struct lex_scope {
	enum query_field field;
	enum query_kind caps;	/* QUERY_CAPITAL, QUERY_CAPITALS; 0: neither */
	enum field_bound bound;
};

struct lex {
	const char *text, *at, *end;
	bool capitals;		/* all in capitals: operators are words */
	bool any;		/* prose: an unknown field is a word */
	bool glued;		/* the term read last is a word, not a phrase */
	bool unclosed;		/* a quote reached to the end */
	size_t quote, quote_stop;	/* its place */

	/* The parser says: */
	struct lex_scope outer;	/* of the bracket around */
	bool joins;		/* an operator may join what stands before */

	/* The token read last. */
	enum lex_kind kind;
	enum operator_verb verb;
	enum query_kind leaf;	/* QUERY_NEAR: a phrase with a ~ */
	unsigned number;	/* of an operator, a ~ */
	unsigned boost;		/* of a term or a bracket; thousandths */
	struct lex_scope scope;
	bool named_field, named_caps;	/* its own, not the bracket's */
	char sign;		/* '-', '+' or 0 */
	size_t start, stop;
	size_t bracket;		/* where it begins, behind sign and field */
	struct buf word;
};

void lex_init(struct lex *l, const char *text, bool any);
void lex_release(struct lex *l);

/* For the lexer's own files: bytes up to the end of a word at ${p}, ... */
size_t lex_word_length(const struct lex *l, const char *p);

/* ... the rune there, a blank at the end, ... */
uint32_t lex_rune(const struct lex *l, const char *p);

/* ... and an error from ${start} to where it reads, written already.  -1. */
int lex_fail(const struct lex *l, size_t start, struct query_error *error);

/* Read the next token.  0, or -1 with ${error}. */
int lex_next(struct lex *l, struct query_error *error);

/*
 * Would a term that begins with ${text} be read as a field, or meant as one?
 * With ${named} it stands behind a field already.
 */
bool lex_begins_field(const char *text, bool named);

#endif
