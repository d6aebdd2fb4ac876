/* Where the words of a question stand in a whole text. */
#ifndef FIND_MARKS_H
#define FIND_MARKS_H

#include "find/hit.h"
#include "find/match.h"

struct mark_span {
	size_t from, to;	/* bytes */
};

struct marks {
	struct hit_mark *items;	/* in code points, rising, apart */
	size_t count;
	struct mark_span *spans;	/* scratch */
	size_t span_count, span_cap;
};

#define MARKS_INIT { NULL, 0, NULL, 0, 0 }

void marks_release(struct marks *m);

/*
 * Mark ${text} (NULL: none), whose terms ${terms} are, an article's title or
 * body in a language of ${slot}, in place of what ${m} held.  0, or -1: out
 * of memory.
 */
int marks_make(struct marks *m, const struct match *match, unsigned slot,
    bool title, const char *text, const struct terms *terms);

#endif
