/* Which parts of a question match nothing; a part of find/suggest. */
#ifndef FIND_SUGGEST_PARTS_H
#define FIND_SUGGEST_PARTS_H

#include "find/meant.h"

/*
 * Parts of a question that are looked at one by one, and searches that look
 * for those that come together: a longer question is prose, and --any is for
 * that.
 */
#define SUGGEST_PARTS 12
#define SUGGEST_SEARCHES 80

/* Parts named in one line. */
#define SUGGEST_NAMES 4

struct asking {
	struct search *search;
	const struct search_request *request;
	const char *text;	/* of the question */
	const struct meant *meant;
	struct buf *out;
	size_t lines;		/* said */
	bool helped;		/* suggest_empty() told what is found */
	struct err *err;
};

/* "article matches", "articles match". */
const char *suggest_match(int64_t n);

/*
 * Say which parts no article has at all, and what the others find together.
 * *${whole}: every part is found by itself, or fails as a whole.  0 or -1.
 */
int suggest_empty(struct asking *k, bool *whole);

/*
 * The parts are found each by itself and not together: say the most of them
 * that are.  0 or -1.
 */
int suggest_together(struct asking *k);

#endif
