/*
 * What a word was meant to be: of the words of the archive nearest to it the
 * one that most likely became it, by the slips that lead there and by how
 * many articles have it.
 */
#ifndef FIND_SPELLCHECK_H
#define FIND_SPELLCHECK_H

#include "find/words.h"

/*
 * Words looked for in one walk.  A question with more of them that are
 * seldom is no slip of the hand.
 */
#define SPELLCHECK_WORDS 16

/* Shorter words have too many neighbours to tell one. */
#define SPELLCHECK_SHORTEST 3

/* From so many letters on two edits are tried where one leads nowhere. */
#define SPELLCHECK_LONG 7

/*
 * A word that some articles have is a slip only where another one has so many
 * times as many.
 */
#define SPELLCHECK_TIMES 50

struct slip {
	char *word;		/* as the index has it; owned */
	int64_t articles;	/* that have it, about */
	char *better;		/* NULL: nothing; owned */
	double score;		/* of the better one */
};

void slip_release(struct slip *s);

/*
 * How likely a word that ${articles} have was meant, where ${cost} is what the
 * slips cost; larger is likelier.
 */
double spellcheck_score(int64_t articles, double cost);

/*
 * What the slips cost that made ${typed} of ${meant}: the cheapest way.
 */
double spellcheck_cost(const char *typed, const char *meant);

/*
 * Can it be told what ${word} was meant to be?  Numbers, and scripts whose
 * words are not parted, have no slips.
 */
bool spellcheck_able(const char *word);

/*
 * Find the better word of each of ${slips}; one that has any is only changed
 * for a better one.  In the caller's transaction.  0 or -1.
 */
int spellcheck(struct segments *s, struct slip *slips, size_t count,
    struct err *err);

#endif
