/* Nodes of a query's tree, and lists of them while it is being built. */
#ifndef FIND_QUERY_NODES_H
#define FIND_QUERY_NODES_H

#include "find/query.h"

/* Owns its nodes; none of them is NULL. */
struct nodes {
	struct query_node **at;
	size_t count, cap;
};

void query_node_free(struct query_node *n);

/*
 * Multiply the boost of ${n}, within its range.  While a tree grows inner
 * nodes have one too; settling leaves it to the leaves of texts.
 */
void query_node_boost(struct query_node *n, double boost);
void query_node_settle(struct query_node *n);

void nodes_release(struct nodes *l);

/* Takes ${n}, also where it fails; NULL adds nothing. */
int nodes_add(struct nodes *l, struct query_node *n);

/* All of ${from}, which is released, to the end of ${to}. */
int nodes_move(struct nodes *to, struct nodes *from);

/*
 * Make one node of ${l}, which is released: NULL where it is empty, its only
 * node where it has one; an AND in an AND, an OR in an OR and so on is
 * dissolved.  0, or -1 and *${out} NULL.
 */
int nodes_join(enum query_kind kind, struct nodes *l, struct query_node **out,
    struct query_error *error);

/* ${n}, which is taken, without any of ${nots}, which is released. */
int nodes_subtract(struct query_node *n, struct nodes *nots,
    struct query_node **out, struct query_error *error);

/* Put a node of one kid around *${n}.  0; -1: too high, or out of memory. */
int nodes_wrap(enum query_kind kind, struct query_node **n,
    struct query_error *error);

/* The kids of ${n} are a level higher.  0, or -1: too high. */
int nodes_grown(struct query_node *n, struct query_error *error);

/*
 * With + terms the others need not be there, but count where they are: +a b
 * is (a AND (a OR b)).  Makes it so, with copies of at most ${room} leaves,
 * which is counted down; where there is no room the others go to ${spare}.
 */
int nodes_require(struct nodes *must, struct nodes *ors, struct nodes *spare,
    size_t *room, struct query_error *error);

#endif
