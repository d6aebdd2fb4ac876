/*
 * The piece of an article that shows best why it was found: the window of
 * its body with the most different leaves of the question, nearest together,
 * earliest; where the body has none, its beginning.
 */
#ifndef FIND_SNIPPET_H
#define FIND_SNIPPET_H

#include "find/hit.h"
#include "find/match.h"

/* About three lines of a terminal; what fits a result on a page. */
#define SNIPPET_WORDS 30
#define SNIPPET_BYTES 240

struct snippet {
	struct buf text;	/* one line, without control characters */
	struct hit_mark *marks;	/* rising */
	size_t mark_count, mark_cap;
};

#define SNIPPET_INIT { BUF_INIT(BUF_TEXT_LIMIT), NULL, 0, 0 }

void snippet_release(struct snippet *s);

/*
 * Make the snippet of ${body} (NULL: none), whose terms ${body_terms} are, an
 * article's in a language of ${slot}, in place of what ${s} held.  0, or -1:
 * out of memory.
 */
int snippet_make(struct snippet *s, const struct match *m, unsigned slot,
    const char *body, const struct terms *body_terms);

#endif
