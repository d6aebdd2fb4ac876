/*
 * What a question was meant to be: its words mended where the archive has a
 * much better one, parted or joined.
 */
#ifndef FIND_MEANT_H
#define FIND_MEANT_H

#include "find/search.h"
#include "find/spellcheck.h"

/*
 * A word in more than one of so many articles is no slip, nor are rarer ones
 * looked into where all are more frequent: most questions cost no walk.
 */
#define MEANT_RARE 1000

struct meant {
	struct slip *slips;	/* the seldom words of the question, once
				 * each, better or not */
	size_t count;
	struct buf text;	/* the question mended; empty: nothing found */
	int64_t total;		/* articles it finds */
	bool unfiltered;	/* without the filters: with them none */
};

#define MEANT_INIT { NULL, 0, BUF_INIT(BUF_TEXT_LIMIT), 0, false }

void meant_release(struct meant *m);

/*
 * What ${text}, of which ${request} was made, was meant to be: what finds
 * ${least} articles or more.  Asks with ${s}, which must have been asked; its
 * last reply is gone.  0 or -1.
 */
int meant_find(struct search *s, const struct search_request *request,
    const char *text, int64_t least, struct meant *out, struct err *err);

/* The better word for ${word}, or NULL. */
const struct slip *meant_slip(const struct meant *m, const char *word);

/* How many articles ${request} finds; its order and limit do not matter. */
int meant_count(struct search *s, const struct search_request *request,
    int64_t *total, struct err *err);

/* How many the question ${text} finds; one that cannot be read: none. */
int meant_count_text(struct search *s, const struct search_request *request,
    const char *text, int64_t *total, struct err *err);

#endif
