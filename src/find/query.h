/*
 * The query language: text in, a tree out, or an error with its place.
 * Pure: no database, no clock.  newsfind-query(7) is its manual.
 */
#ifndef FIND_QUERY_H
#define FIND_QUERY_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"

enum query_kind {
	/* Leaves. */
	QUERY_WORD,	/* in any form: stemmed */
	QUERY_EXACT,	/* =word, or a quoted one: as written */
	QUERY_PHRASE,	/* several words in a row, as written */
	QUERY_PREFIX,	/* word* */
	QUERY_PATTERN,	/* *ord, w?rd, w*d: * any letters, ? just one */
	QUERY_FUZZY,	/* word~, word~2: at most ${number} edits away */
	QUERY_CAPITAL,	/* caps:word: written with a capital in it */
	QUERY_CAPITALS,	/* ALLCAPS:word: written in capitals only */
	/* Inner nodes. */
	QUERY_AND,	/* all of kids, two or more */
	QUERY_OR,	/* any of kids, two or more */
	QUERY_NOT,	/* kids[0] without kids[1]; a NOT b NOT c is
			   a NOT (b OR c) */
	QUERY_NEAR,	/* kids[0] and kids[1] at most ${number} words apart,
			   in either order; neighbours are 1 apart */
	QUERY_ADJ,	/* the same in this order */
	QUERY_SAME,	/* all of kids, two or more, in one sentence */
	QUERY_PARA,	/* ... in one paragraph */
	QUERY_ATLEAST	/* kids[0] at least ${number} times */
};

/*
 * Where a leaf is looked for.  The first four are texts; the others are what
 * is known about an article, and the words of a leaf are then words of a name
 * (author:smith), or its whole text is a language, an address or a part of
 * one, an id, or a range of dates ("2014-12..2015-02", "..2014").
 */
enum query_field {
	QUERY_ANYWHERE,
	QUERY_TITLE,
	QUERY_LEAD,	/* the first QUERY_LEAD_WORDS words of the body */
	QUERY_BODY,
	QUERY_AUTHOR,
	QUERY_SOURCE,
	QUERY_SECTION,
	QUERY_LANGUAGE,
	QUERY_URL,
	QUERY_ID,
	QUERY_DATE
};

#define QUERY_LEAD_WORDS 100

/* NEAR and ADJ reach no further, and ATLEAST asks for no more. */
#define QUERY_NUMBER 1000

/* Edits of a fuzzy word. */
#define QUERY_EDITS 2

/* What a pattern has besides its wildcards: fewer would find everything. */
#define QUERY_LETTERS 2

/* A boost is 0.001 to this, in thousandths; those of brackets multiply. */
#define QUERY_BOOST 100

/*
 * A leaf's text is what the person typed between the syntax, in UTF-8, one
 * or more words as the index cuts them ("covid-19" is a QUERY_WORD leaf of
 * two, which then stand next to each other, the last one stemmed).
 *
 * What NEAR and ADJ join has places in a text: leaves of one of the texts,
 * OR of such, NEAR and ADJ.  Below SAME and PARA stands also AND, below
 * ATLEAST what NEAR joins; everything else below them is an error of the
 * query.
 */
struct query_node {
	enum query_kind kind;
	enum query_field field;		/* of a leaf */
	char *text;			/* of a leaf; owned by the query */
	double boost;			/* of a leaf: word^2; else 1 */
	unsigned number;		/* see the kinds */
	struct query_node **kids;
	size_t kid_count;
	size_t start, end;	/* its place in the query, in bytes */
	unsigned height;	/* 0: a leaf; at most QUERY_DEPTH */
};

struct query {
	struct query_node *root;	/* NULL: nothing to search for */
	size_t dropped;	/* leaves beyond QUERY_LEAVES, which were left out */
};

/*
 * More distinct leaves than any question has; a page pasted in by mistake is
 * cut here, and the reply says so.
 */
#define QUERY_LEAVES 500

/*
 * Levels of operators in one another, so that walking a tree may recurse.
 * Brackets that group nothing do not count.
 */
#define QUERY_DEPTH 100

struct query_error {
	struct err err;
	size_t start, end;	/* the place in the query, in bytes */
};

/*
 * Parse ${text}.  With ${any} it is prose: words side by side are joined by
 * OR instead of AND (filters, such as date:2014, still by AND), a + demands
 * its term and leaves the others for the order (+a b is a AND (a OR b)), and
 * nothing is an error but too many levels.
 * 0, or -1 with ${error}.  The query is released either way by
 * query_release(), which takes an empty one too.
 */
int query_parse(struct query *out, const char *text, bool any,
    struct query_error *error);

void query_release(struct query *q);

/*
 * Append how the query was read, in the language itself, fully bracketed:
 * (sony AND (hack OR "data breach")).  Parsed again, with ${any} or without,
 * it reads the same.  0, or -1: out of memory.
 */
struct buf;
int query_format(const struct query *q, struct buf *out);

#endif
