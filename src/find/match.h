/*
 * A question made ready for one archive: its leaves as groups of phrases of
 * index terms, its tree for deciding about an article by the phrases that
 * stand in it, and an expression for FTS5 that finds the candidates.
 *
 * The expression may find more than the question asks for: a plain stem
 * counts only in articles of its language ("rat" is a form of "rates" in
 * French alone), and a run of a script without spaces is looked for by its
 * pairs.  match_holds() decides.
 */
#ifndef FIND_MATCH_H
#define FIND_MATCH_H

#include "find/languages.h"
#include "find/query.h"
#include "find/terms.h"

/*
 * FTS5's parser has a stack of 100 symbols and takes up to three a level;
 * beyond that it fails with an error of its own.
 */
#define MATCH_DEPTH 24

struct match_phrase {
	size_t first, count;	/* its terms in match.terms */
	bool prefix;		/* the last term is the beginning of a word */
	bool fallback;		/* counts where no other of its leaf stands */
	languages_set languages;	/* where it counts; LANGUAGES_ALL */
};

struct match_leaf {
	size_t first, count;	/* its phrases */
	bool together;		/* all of them must stand; else any */
	bool verify;		/* then look at the text: match_verify() */
	bool conditional;	/* its phrases may stand without it */
	bool excluded;		/* under a NOT: never scored */
	enum query_field field;
	size_t words, words_first;	/* the words typed, in match.terms */
	bool prefix;
	size_t same;		/* the first leaf like it, perhaps itself */
	int repeated;		/* how often it was asked for */
	size_t start, end;	/* its place in the question */
};

struct match_node {
	enum query_kind kind;	/* QUERY_AND, _OR, _NOT; else a leaf */
	size_t leaf;
	size_t first, count;	/* its kids in match.kids */
};

struct match {
	struct match_node *nodes;	/* kids before parents; last: root */
	size_t node_count;
	size_t *kids;
	size_t kid_count;
	struct match_leaf *leaves;
	size_t leaf_count;
	struct match_phrase *phrases;	/* in the order of the expression */
	size_t phrase_count;
	struct terms terms;
	struct buf expression;
};

#define MATCH_INIT { NULL, 0, NULL, 0, NULL, 0, NULL, 0, TERMS_INIT, \
	BUF_INIT(BUF_TEXT_LIMIT) }

struct match_options {
	const struct languages *languages;
	struct tokenizer *tokenizer;
	bool any;	/* stop words do not count where others are left */
};

/*
 * Make ${q} ready.  A question without any word gives a match without nodes.
 * 0 or -1.
 */
int match_make(struct match *m, const struct query *q,
    const struct match_options *options, struct err *err);
void match_release(struct match *m);

/*
 * Does the question hold where present[leaf] says which leaves stand?  On
 * the way, counted[leaf] (zeroed by the caller) is set for the leaves that
 * make it hold.
 */
bool match_holds(const struct match *m, const bool *present, bool *counted);

/* Append FTS5's expression for one leaf. */
void match_leaf_expression(const struct match *m, const struct match_leaf *l,
    struct buf *out);

/*
 * Does phrase ${p} stand at word ${i} of ${text}, an article's in a language
 * of ${slot}?  Returns the term behind its last word, or 0.
 */
size_t match_phrase_at(const struct match *m, const struct match_phrase *p,
    unsigned slot, const struct terms *text, size_t i);

/*
 * Do the words of a leaf without spaces stand at word ${i}?  As above; the
 * words may begin within the first term and end within the last.
 */
size_t match_run_at(const struct match *m, const struct match_leaf *l,
    const struct terms *text, size_t i);

/* The end of what a leaf matches at word ${i}, as above, or 0. */
size_t match_leaf_at(const struct match *m, const struct match_leaf *l,
    unsigned slot, const struct terms *text, size_t i);

#endif
