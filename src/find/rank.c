/* BM25. */
#include "find/rank.h"

#include <math.h>

double
rank_idf(int64_t articles, int64_t with)
{
	double n = (double)with, all = (double)articles;

	if (all < n)
		all = n;	/* counters of a file that was tampered with */
	return log(1 + (all - n + 0.5) / (n + 0.5));
}

double
rank_norm(double words, double mean)
{
	return RANK_K1 * (1 - RANK_B + RANK_B * words / (mean > 0 ? mean : 1));
}

int
rank_occurrence(int column, int at)
{
	if (column == 0)
		return RANK_TITLE;
	return at < RANK_OPENING_WORDS ? RANK_BODY + RANK_OPENING : RANK_BODY;
}

double
rank_term(double weight, double tf, double norm)
{
	return weight * tf / (tf + norm);
}
