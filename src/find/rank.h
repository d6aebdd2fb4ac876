/*
 * Relevance: BM25 (Robertson, Walker et al., "Okapi at TREC-3", 1994), with
 * the idf that stays above 0 (as Lucene has it), over one length an article,
 * its words in title and body.  A word's occurrences count once in the body,
 * twice in the title, and once more in the opening, the body's first words:
 *
 *	tf    = 2 title + body + opening
 *	idf   = ln(1 + (N - n + 0.5) / (n + 0.5))
 *	score = sum of  idf tf / (tf + K),  K = k1 (1 - b + b length / mean)
 *
 * N: articles; n: articles with the word.  doc/design.md has the measurements
 * behind the constants.
 */
#ifndef FIND_RANK_H
#define FIND_RANK_H

#include <stdint.h>

#define RANK_K1 1.2
#define RANK_B 0.75
#define RANK_TITLE 2
#define RANK_BODY 1
#define RANK_OPENING 1
#define RANK_OPENING_WORDS 25

double rank_idf(int64_t articles, int64_t with);

/* K of an article of ${words} words, where the mean is ${mean}. */
static inline double
rank_norm(double words, double mean)
{
	return RANK_K1 * (1 - RANK_B + RANK_B * words / (mean > 0 ? mean : 1));
}

/* What one occurrence adds to tf: in ${column} (0 title, 1 body), ${at}. */
static inline int
rank_occurrence(int column, int at)
{
	if (column == 0)
		return RANK_TITLE;
	return at < RANK_OPENING_WORDS ? RANK_BODY + RANK_OPENING : RANK_BODY;
}

static inline double
rank_term(double weight, double tf, double norm)
{
	return weight * tf / (tf + norm);
}

#endif
