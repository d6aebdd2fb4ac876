/*
 * The fields of a query: their names, and the values that are no words.
 */
#ifndef FIND_QUERY_FIELDS_H
#define FIND_QUERY_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "find/query.h"

/* since: and until: are date: with one end. */
enum field_bound { FIELD_BOTH, FIELD_SINCE, FIELD_UNTIL };

/* A name before a colon: a field, or caps: and allcaps:, QUERY_ANYWHERE. */
struct field_name {
	const char *name;
	enum query_field field;
	enum query_kind caps;	/* QUERY_CAPITAL, QUERY_CAPITALS; else WORD */
	enum field_bound bound;
};

/* In letters of any case; NULL: there is none. */
const struct field_name *field_find(const char *name, size_t len);

/* How it is written, without the colon; NULL for QUERY_ANYWHERE. */
const char *field_name(enum query_field field);

/* Anywhere, title, lead or body: what has words with places. */
bool field_is_text(enum query_field field);

/* Does it take a value (language, url, id, date), and no words? */
bool field_is_value(enum query_field field);

/*
 * How many bytes of what stands at ${p} are a value: up to a blank, a quote
 * or a bracket.  An address may have pairs of brackets in it.
 */
size_t field_value_length(enum query_field field, const char *p,
    const char *end);

/*
 * Check ${value}, cleaned, and make it what the tree holds ("2014..").  0, or
 * -1 with the sentence that says what is accepted.
 */
int field_value(enum query_field field, enum field_bound bound,
    struct buf *value, struct err *err);

/* The sentence about a name that is none.  -1. */
int field_unknown(const char *name, size_t len, struct err *err);

#endif
