/*
 * A question made ready for one archive: its leaves as groups of phrases of
 * index terms, and its tree.  find/evaluate runs it over the index.
 */
#ifndef FIND_MATCH_H
#define FIND_MATCH_H

#include "find/languages.h"
#include "find/query.h"
#include "find/terms.h"

/* What the last term of a phrase stands for. */
enum match_expand {
	MATCH_TERM,	/* itself */
	MATCH_PREFIX,	/* all words that begin so */
	MATCH_PATTERN,	/* all words that fit */
	MATCH_FUZZY	/* all words at most ${edits} edits away */
};

struct match_phrase {
	size_t first, count;	/* its terms in match.terms */
	enum match_expand expand;
	unsigned edits;
	bool fallback;		/* counts where no other of its leaf stands */
	languages_set languages;	/* where it counts; LANGUAGES_ALL */
};

/* What of an article's text has the last word on a leaf. */
enum match_verify {
	VERIFY_NOTHING,
	VERIFY_RUN,	/* a run of a script without spaces, in one piece */
	VERIFY_CAPITAL,	/* a capital in the word as it is written */
	VERIFY_CAPITALS	/* nothing but capitals */
};

struct match_leaf {
	size_t first, count;	/* its phrases; none where the field is no
				 * text: then ${text} is what is asked for */
	bool together;		/* all of them must stand; else any */
	bool run;		/* of a script without spaces: the words may
				 * stand within longer ones */
	enum match_verify verify;
	bool excluded;		/* under a NOT, or in no node: never scored */
	bool bonus;		/* one of match.bonus */
	enum query_kind kind;
	enum query_field field;
	size_t words, words_first;	/* the words typed, in match.terms */
	const char *text;	/* as typed, of a leaf that is no text; lent by
				 * the query */
	double boost;
	size_t same;		/* the first leaf like it, perhaps itself */
	int repeated;		/* how often it was asked for */
	size_t start, end;	/* its place in the question */
};

struct match_node {
	enum query_kind kind;	/* of an inner node; else a leaf's */
	unsigned number;	/* of NEAR, ADJ, ATLEAST */
	size_t leaf;
	size_t first, count;	/* its kids in match.kids */
};

/* A word that was not asked for and adds to the score: see find/feedback. */
struct match_bonus {
	char *word;	/* owned */
	size_t leaf;	/* in no node of the tree */
	double weight;
};

struct match {
	struct match_node *nodes;	/* kids before parents; last: root */
	size_t node_count;
	size_t *kids;
	size_t kid_count;
	struct match_leaf *leaves;
	size_t leaf_count;
	struct match_phrase *phrases;
	size_t phrase_count;
	struct terms terms;
	struct match_bonus *bonus;
	size_t bonus_count;
};

#define MATCH_INIT { NULL, 0, NULL, 0, NULL, 0, NULL, 0, TERMS_INIT, NULL, 0 }

static inline bool
match_is_leaf(const struct match_node *n)
{
	return n->kind < QUERY_AND;
}

struct match_options {
	const struct languages *languages;
	struct tokenizer *tokenizer;
	bool any;	/* stop words do not count where others are left */
};

/*
 * Make ${q}, which must outlive it, ready.  A question without any word gives
 * a match without nodes.  0 or -1.
 */
int match_make(struct match *m, const struct query *q,
    const struct match_options *options, struct err *err);
void match_release(struct match *m);

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

/*
 * The end of what a leaf matches at word ${i} of ${text}, as above, or 0;
 * ${written} is what the text was cut from.
 */
size_t match_leaf_at(const struct match *m, const struct match_leaf *l,
    unsigned slot, const struct terms *text, const char *written, size_t i);

#endif
