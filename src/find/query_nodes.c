/*
 * Nodes of a query's tree: freeing, listing, boosting, joining, standing for
 * others.
 */
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

void
query_node_boost(struct query_node *n, double boost)
{
	n->boost *= boost;
	if (n->boost > QUERY_BOOST)
		n->boost = QUERY_BOOST;
	if (n->boost < 0.001)
		n->boost = 0.001;
}

void
query_node_settle(struct query_node *n)
{
	for (size_t i = 0; i < n->kid_count; i++) {
		query_node_boost(n->kids[i], n->boost);
		query_node_settle(n->kids[i]);
	}
	if (n->kid_count > 0 || n->field > QUERY_BODY)
		n->boost = 1;
	else
		n->boost = (double)(unsigned)(n->boost * 1000 + 0.5) / 1000;
}

/* Kinds that say in one another what they say in a row. */
static bool
dissolves(enum query_kind kind)
{
	return kind == QUERY_AND || kind == QUERY_OR || kind == QUERY_SAME ||
	    kind == QUERY_PARA;
}

/* Take the nodes of ${l} over, those of the same kind dissolved. */
static int
flatten(enum query_kind kind, struct nodes *l, struct nodes *flat)
{
	for (size_t i = 0; i < l->count; i++) {
		struct query_node *kid = l->at[i];
		bool same = kid->kind == kind && dissolves(kind);

		/* Most have none: walking would cost at every level. */
		for (size_t k = 0; same && kid->boost != 1 &&
		    k < kid->kid_count; k++)
			query_node_boost(kid->kids[k], kid->boost);
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
	n->boost = 1;
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

/* An error is no reason to free ${n}. */
static int
too_high(const struct query_node *n, struct query_error *error)
{
	if (n->height <= QUERY_DEPTH)
		return 0;
	error->start = n->start;
	error->end = n->end;
	return err_set(&error->err, "more than " STRING(QUERY_DEPTH)
	    " levels of brackets and operators in one another");
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
	if (too_high(n, error) < 0) {
		query_node_free(n);
		return -1;
	}
	*out = n;
	return 0;
}

int
nodes_subtract(struct query_node *n, struct nodes *nots,
    struct query_node **out, struct query_error *error)
{
	struct nodes pair = { 0 };
	struct query_node *less = NULL;
	int rc = nodes_add(&pair, n);

	*out = NULL;
	if (rc == 0 && (rc = nodes_join(QUERY_OR, nots, &less, error)) < 0) {
		nodes_release(&pair);
		return -1;
	}
	if (rc < 0 || nodes_add(&pair, less) < 0) {
		nodes_release(&pair);
		return err_memory(&error->err);
	}
	return nodes_join(QUERY_NOT, &pair, out, error);
}

int
nodes_wrap(enum query_kind kind, struct query_node **n,
    struct query_error *error)
{
	struct query_node *around = calloc(1, sizeof(*around));
	struct query_node **kids = malloc(sizeof(*kids));

	if (around == NULL || kids == NULL) {
		free(around);
		free(kids);
		return err_memory(&error->err);
	}
	kids[0] = *n;
	around->kind = kind;
	around->kids = kids;
	around->kid_count = 1;
	measure(around);
	*n = around;
	return too_high(around, error);
}

int
nodes_grown(struct query_node *n, struct query_error *error)
{
	n->height++;
	return too_high(n, error);
}

static struct query_node *
copy_leaf(const struct query_node *from, double boost)
{
	struct query_node *n = malloc(sizeof(*n));

	if (n == NULL)
		return NULL;
	*n = *from;
	if ((n->text = strdup(from->text)) == NULL) {
		free(n);
		return NULL;
	}
	query_node_boost(n, boost);
	return n;
}

/*
 * Append to ${l} copies of leaves one of which is found wherever ${n} is; at
 * most ${room} of them, which is counted down.  1: done, 0: there was no room,
 * -1: out of memory.
 */
static int
witness(struct nodes *l, const struct query_node *n, double boost,
    size_t *room)
{
	struct query_node *copy;
	int rc = 1;

	while (n->kid_count > 0 && n->kind != QUERY_OR) {
		boost *= n->boost;
		n = n->kids[0];
	}
	for (size_t i = 0; rc == 1 && i < n->kid_count; i++)
		rc = witness(l, n->kids[i], boost * n->boost, room);
	if (n->kid_count > 0)
		return rc;
	if (*room == 0)
		return 0;
	--*room;
	copy = copy_leaf(n, boost);
	return copy != NULL && nodes_add(l, copy) == 0 ? 1 : -1;
}

int
nodes_require(struct nodes *must, struct nodes *ors, struct nodes *spare,
    size_t *room, struct query_error *error)
{
	struct nodes either = { 0 };
	struct query_node *n = must->at[0];
	int rc;

	if (ors->count == 0)
		return 0;
	for (size_t i = 0; i < must->count && n->kid_count > 0; i++)
		n = must->at[i];
	rc = witness(&either, n, 1, room);
	if (rc < 0 || nodes_move(rc > 0 ? &either : spare, ors) < 0) {
		nodes_release(&either);
		return err_memory(&error->err);
	}
	rc = 0;
	if (either.count > 1) {
		rc = nodes_join(QUERY_OR, &either, &n, error);
		if (rc == 0 && nodes_add(must, n) < 0)
			rc = err_memory(&error->err);
	}
	nodes_release(&either);
	return rc;
}
