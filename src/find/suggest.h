/* Nothing was found, or little: what could be tried. */
#ifndef FIND_SUGGEST_H
#define FIND_SUGGEST_H

#include "find/search.h"

/* Lines, the most useful first: more are not read. */
#define SUGGEST_LINES 4

/* Fewer hits are few; and what was meant has to find so many times as many. */
#define SUGGEST_FEW 3
#define SUGGEST_TIMES 10

/*
 * Append to ${out} sentences about ${request}, which was made of ${text} and
 * found nothing, a line each: what was meant, which parts no article has,
 * which filter emptied it, and looser forms.  Nothing is suggested that finds
 * nothing.  Asks with ${s}, so its last reply is gone.  0 or -1.
 */
int suggest(struct search *s, const struct search_request *request,
    const char *text, struct buf *out, struct err *err);

/*
 * The same where ${request} found ${total}: a line if that is little and
 * something else was meant.
 */
int suggest_more(struct search *s, const struct search_request *request,
    const char *text, int64_t total, struct buf *out, struct err *err);

#endif
