/*
 * The operators of a query, by name: AND, NEAR/5, w/s ...
 */
#ifndef FIND_QUERY_OPERATORS_H
#define FIND_QUERY_OPERATORS_H

#include <stdbool.h>
#include <stddef.h>

#include "find/query.h"

/* NEAR and ADJ without a number. */
#define OPERATOR_NEAR 10
#define OPERATOR_ADJ 1

enum operator_form {
	OPERATOR_NONE,	/* a word */
	OPERATOR_BARE,	/* AND: a word in a question all in capitals */
	OPERATOR_SURE,	/* NEAR/5, w/s: never a word */
	OPERATOR_WEAK,	/* near5: a word where it joins nothing */
	OPERATOR_SLIP,	/* NAER/5: meant as one where it would join */
	OPERATOR_WRONG	/* NEAR/0, w/x: meant as one */
};

enum operator_verb {
	VERB_AND, VERB_OR, VERB_NOT, VERB_NEAR, VERB_ADJ, VERB_SAME,
	VERB_PARA, VERB_ATLEAST
};

struct operator {
	enum operator_form form;
	enum operator_verb verb;
	const char *name;	/* as the table has it; of NAER: NEAR */
	unsigned number;	/* 0: out of range, or not one */
};

void operator_read(const char *word, size_t len, struct operator *out);

/* The sentence about a SLIP, a WRONG or a WEAK one without a number.  -1. */
int operator_error(const struct operator *op, const char *word, size_t len,
    struct err *err);

/* NEAR, ADJ, SAME or PARA? */
bool operator_joins(enum operator_verb verb);

/* The kind of node it makes, and its name in capitals. */
enum query_kind operator_kind(enum operator_verb verb);
const char *operator_name(enum query_kind kind);

#endif
