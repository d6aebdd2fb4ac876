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
