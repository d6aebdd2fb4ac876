/*
 * What NEAR, ADJ, SAME, PARA and ATLEAST make, and what may stand in them.
 * 0, or -1 with the error.
 */
#ifndef FIND_QUERY_JOINTS_H
#define FIND_QUERY_JOINTS_H

#include "find/query_nodes.h"

/*
 * Join two nodes by NEAR or ADJ, both taken, also where it fails; of a NULL
 * one the other is left.  What cannot be joined is an error; under ${any}, an
 * AND.
 */
int joint_pair(enum query_kind kind, unsigned number, struct query_node *a,
    struct query_node *b, bool any, struct query_node **out,
    struct query_error *error);

/*
 * Make of *${n} an ATLEAST, or of an AND one of each of its kids.  Under
 * ${any} what cannot be counted is left as it is.  0; -1 and *${n} is still
 * the caller's.
 */
int joint_count(struct query_node **n, unsigned number, size_t start, bool any,
    struct query_error *error);

/*
 * What NEAR, ADJ, SAME and PARA hold together, from left to right: ${part}
 * is what the first two have joined, or a term alone; ${parts} are those
 * before it, which ${joint} will join with it.
 */
struct clause {
	struct query_node *part;
	struct nodes parts;
	enum query_kind joint;
	char sign;			/* of its first term */
};

/* A SAME or PARA is read: what follows is another part. */
int clause_widen(struct clause *c, enum query_kind joint, bool any,
    struct query_error *error);

/* What is behind an operator of ${kind}; ${n} is taken. */
int clause_extend(struct clause *c, enum query_kind kind, unsigned number,
    struct query_node *n, bool any, struct query_error *error);

/* It is over: all of it, or NULL, is the caller's, and it is empty. */
int clause_end(struct clause *c, bool any, struct query_node **out,
    struct query_error *error);

void clause_release(struct clause *c);

#endif
