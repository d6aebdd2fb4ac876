/* Nodes of a query's tree: freeing, listing, joining, standing for others. */
#include "find/query_nodes.h"

#include <stdlib.h>
#include <string.h>

#define STRING_(x) #x
#define STRING(x) STRING_(x)

/* As deep as the tree: QUERY_DEPTH and one. */
void
query_node_free(struct query_node *n)
{
	if (n == NULL)
		return;
	for (size_t i = 0; i < n->kid_count; i++)
		query_node_free(n->kids[i]);
	free(n->kids);
	free(n->text);
	free(n);
}

void
nodes_release(struct nodes *l)
{
	for (size_t i = 0; i < l->count; i++)
		query_node_free(l->at[i]);
	free(l->at);
	memset(l, 0, sizeof(*l));
}

static int
reserve(struct nodes *l, size_t more)
{
	size_t cap = l->cap ? l->cap : 4;
	void *at;

	while (cap < l->count + more)
		cap *= 2;
	if (cap == l->cap)
		return 0;
	if ((at = realloc(l->at, cap * sizeof(struct query_node *))) == NULL)
		return -1;
	l->at = at;
	l->cap = cap;
	return 0;
}

int
nodes_add(struct nodes *l, struct query_node *n)
{
	if (n == NULL)
		return 0;
	if (reserve(l, 1) < 0) {
		query_node_free(n);
		return -1;
	}
	l->at[l->count++] = n;
	return 0;
}

/* Append pointers; whoever held them forgets them after success. */
static int
append(struct nodes *l, struct query_node **at, size_t count)
{
	if (count == 0)
		return 0;
	if (reserve(l, count) < 0)
		return -1;
	memcpy(l->at + l->count, at, count * sizeof(struct query_node *));
	l->count += count;
	return 0;
}

int
nodes_move(struct nodes *to, struct nodes *from)
{
	int rc = append(to, from->at, from->count);

	if (rc == 0)
		from->count = 0;
	nodes_release(from);
	return rc;
}

/* Take the nodes of ${l} over, those of the same kind dissolved. */
static int
flatten(enum query_kind kind, struct nodes *l, struct nodes *flat)
{
	for (size_t i = 0; i < l->count; i++) {
		struct query_node *kid = l->at[i];
		bool same = kid->kind == kind && kind != QUERY_NOT;

		if (append(flat, same ? kid->kids : &kid,
		    same ? kid->kid_count : 1) < 0)
			return -1;
		l->at[i] = NULL;
		if (same) {
			kid->kid_count = 0;
			query_node_free(kid);
		}
	}
	return 0;
}

/* How high the tree is from here, and from where to where it reaches. */
static void
measure(struct query_node *n)
{
	n->start = n->kids[0]->start;
	for (size_t i = 0; i < n->kid_count; i++) {
		const struct query_node *kid = n->kids[i];

		if (kid->height >= n->height)
			n->height = kid->height + 1;
		if (kid->start < n->start)
			n->start = kid->start;
		if (kid->end > n->end)
			n->end = kid->end;
	}
}

int
nodes_join(enum query_kind kind, struct nodes *l, struct query_node **out,
    struct query_error *error)
{
	struct nodes flat = { 0 };
	struct query_node *n = NULL;

	*out = NULL;
	if (l->count < 2) {
		*out = l->count == 1 ? l->at[0] : NULL;
		l->count = 0;
		nodes_release(l);
		return 0;
	}
	if (flatten(kind, l, &flat) < 0 ||
	    (n = calloc(1, sizeof(*n))) == NULL) {
		nodes_release(&flat);
		nodes_release(l);
		return err_memory(&error->err);
	}
	nodes_release(l);
	n->kind = kind;
	n->kids = flat.at;
	n->kid_count = flat.count;
	measure(n);
	if (n->height > QUERY_DEPTH) {
		error->start = n->start;
		error->end = n->end;
		query_node_free(n);
		return err_set(&error->err, "more than "
		    STRING(QUERY_DEPTH) " levels of brackets in one another");
	}
	*out = n;
	return 0;
}

static struct query_node *
copy_leaf(const struct query_node *from)
{
	struct query_node *n = malloc(sizeof(*n));

	if (n == NULL)
		return NULL;
	*n = *from;
	if ((n->text = strdup(from->text)) == NULL) {
		free(n);
		return NULL;
	}
	return n;
}

int
nodes_witness(struct nodes *l, const struct query_node *n, size_t *room)
{
	struct query_node *copy;
	int rc = 1;

	while (n->kind == QUERY_AND || n->kind == QUERY_NOT)
		n = n->kids[0];
	for (size_t i = 0; rc == 1 && i < n->kid_count; i++)
		rc = nodes_witness(l, n->kids[i], room);
	if (n->kid_count > 0)
		return rc;
	if (*room == 0)
		return 0;
	--*room;
	copy = copy_leaf(n);
	return copy != NULL && nodes_add(l, copy) == 0 ? 1 : -1;
}
