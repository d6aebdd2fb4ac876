/* The leaves of a query: one of each term, or several joined. */
#ifndef FIND_QUERY_LEAVES_H
#define FIND_QUERY_LEAVES_H

#include "find/query.h"
#include "find/query_lex.h"

/* The distinct ones, lent by the tree; further ones are left out. */
struct leaves {
	struct query_node *at[QUERY_LEAVES];
	size_t count, dropped;
};

/*
 * Make what the term just read says, or NULL where it was one leaf too many.
 * 0, or -1 with ${error}.
 */
int leaves_make(struct leaves *k, struct lex *l, struct query_node **out,
    struct query_error *error);

#endif
