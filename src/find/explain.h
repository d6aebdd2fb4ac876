/*
 * How a question was read and what its parts find; how the score of one
 * article came about.  As lines of text.
 */
#ifndef FIND_EXPLAIN_H
#define FIND_EXPLAIN_H

#include "base/buf.h"
#include "find/engine.h"
#include "find/match.h"

/*
 * Append the tree of ${m}, a node a line: in how many articles it holds by
 * itself (counted, whatever the filters), of a word its forms too, of an AND
 * what is looked for first; and the words that feedback added.  0 or -1.
 */
int explain_question(struct engine *e, const struct match *m, struct buf *out,
    struct err *err);

/*
 * Append the score of the article ${id}, a word a line.  With ${lone} the
 * question's only leaf is weighed by how often it was counted, as an
 * unfiltered run does.  0, or -1: there is no such article, or on failure.
 */
int explain_article(struct engine *e, const struct match *m, bool lone,
    int64_t id, struct buf *out, struct err *err);

#endif
