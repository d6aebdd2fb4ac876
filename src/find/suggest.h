/* Nothing was found: what could be tried. */
#ifndef FIND_SUGGEST_H
#define FIND_SUGGEST_H

#include "find/search.h"

/*
 * Append to ${out} sentences about ${request}, which found nothing, a line
 * each: which filter emptied it, and looser forms that find something.  Asks
 * with ${s}, so its last reply is gone.  0 or -1.
 */
int suggest(struct search *s, const struct search_request *request,
    struct buf *out, struct err *err);

#endif
