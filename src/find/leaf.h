/* One leaf of a question to a group of phrases; a part of find/match. */
#ifndef FIND_LEAF_H
#define FIND_LEAF_H

#include "find/match.h"

/*
 * Append ${node} to m->leaves, with its phrases.  Returns its number, or
 * MATCH_NONE where it holds no word (or, with --any, nothing but a stop word
 * and ${stop_words} is false), or MATCH_FAILED: out of memory.
 */
#define MATCH_NONE SIZE_MAX
#define MATCH_FAILED (SIZE_MAX - 1)

size_t leaf_add(struct match *m, const struct query_node *node,
    const struct match_options *options, bool stop_words);

#endif
