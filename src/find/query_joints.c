/* Proximity: checking what it joins, joining pairs, counting, clauses. */
#include "find/query_joints.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "find/query_fields.h"
#include "find/query_operators.h"

/* Bytes of a name in a sentence. */
#define NAME_SIZE 32

/*
 * The first node of ${n} that has no places in a text.  Below NEAR and ADJ
 * there is none: they were checked when they were made.  NULL: all is well.
 */
static const struct query_node *
misfit(const struct query_node *n, bool all)
{
	const struct query_node *wrong = NULL;

	if (n->kid_count == 0)
		return field_is_text(n->field) ? NULL : n;
	if (n->kind == QUERY_NEAR || n->kind == QUERY_ADJ)
		return NULL;
	if (n->kind != QUERY_OR && (n->kind != QUERY_AND || !all))
		return n;
	for (size_t i = 0; i < n->kid_count && wrong == NULL; i++)
		wrong = misfit(n->kids[i], all);
	return wrong;
}

static int
report(enum query_kind kind, const struct query_node *wrong,
    struct query_error *error)
{
	char name[NAME_SIZE];
	bool all = kind == QUERY_SAME || kind == QUERY_PARA;

	if (wrong->kid_count > 0)
		snprintf(name, sizeof(name), "%s", operator_name(wrong->kind));
	else
		snprintf(name, sizeof(name), "%s:", field_name(wrong->field));
	error->start = wrong->start;
	error->end = wrong->end;
	return err_set(&error->err, "%s %s words, phrases%s and alternatives;"
	    " this is %s", operator_name(kind), kind == QUERY_ATLEAST ?
	    "counts" : "joins", all ? ", groups" : "", name);
}

int
joint_pair(enum query_kind kind, unsigned number, struct query_node *a,
    struct query_node *b, bool any, struct query_node **out,
    struct query_error *error)
{
	const struct query_node *wrong = NULL;
	struct nodes pair = { 0 };
	int rc;

	*out = NULL;
	if (a != NULL && b != NULL) {
		wrong = misfit(a, false);
		wrong = wrong != NULL ? wrong : misfit(b, false);
	}
	if (wrong != NULL && !any) {
		rc = report(kind, wrong, error);
		query_node_free(a);
		query_node_free(b);
		return rc;
	}
	if (wrong != NULL)
		kind = QUERY_AND;
	rc = nodes_add(&pair, a);
	if (nodes_add(&pair, b) < 0 || rc < 0) {
		nodes_release(&pair);
		return err_memory(&error->err);
	}
	rc = nodes_join(kind, &pair, out, error);
	if (rc == 0 && a != NULL && b != NULL && kind != QUERY_AND)
		(*out)->number = number;
	return rc;
}

/* ${n} in an ATLEAST, in place. */
static int
wrap(struct query_node **n, unsigned number, size_t start,
    struct query_error *error)
{
	if (nodes_wrap(QUERY_ATLEAST, n, error) < 0)
		return -1;
	(*n)->number = number;
	(*n)->start = start;
	return 0;
}

int
joint_count(struct query_node **n, unsigned number, size_t start, bool any,
    struct query_error *error)
{
	struct query_node *group = *n;
	bool all = group != NULL && group->kind == QUERY_AND;
	struct query_node **at = all ? group->kids : n;
	size_t count = all ? group->kid_count : group != NULL;
	const struct query_node *wrong;

	for (size_t i = 0; i < count; i++) {
		wrong = misfit(at[i], false);
		if (wrong != NULL)
			return any ? 0 : report(QUERY_ATLEAST, wrong, error);
	}
	for (size_t i = 0; i < count; i++)
		if (wrap(&at[i], number, start, error) < 0)
			return -1;
	return all ? nodes_grown(group, error) : 0;
}

/* One that dissolves into the same kind was checked before. */
static const struct query_node *
unfit(enum query_kind kind, const struct query_node *n)
{
	return n->kind == kind ? NULL : misfit(n, true);
}

/* Make one node of ${parts} and ${part}, which becomes ${part}. */
static int
end_parts(struct clause *c, bool any, struct query_error *error)
{
	const struct query_node *wrong = NULL;
	int rc = nodes_add(&c->parts, c->part);

	c->part = NULL;
	if (rc < 0)
		return err_memory(&error->err);
	for (size_t i = 0; c->parts.count > 1 && i < c->parts.count &&
	    wrong == NULL; i++)
		wrong = unfit(c->joint, c->parts.at[i]);
	if (wrong != NULL && !any)
		return report(c->joint, wrong, error);
	return nodes_join(wrong != NULL ? QUERY_AND : c->joint, &c->parts,
	    &c->part, error);
}

int
clause_widen(struct clause *c, enum query_kind joint, bool any,
    struct query_error *error)
{
	struct query_node *part;

	if (c->joint != joint && c->parts.count > 0 &&
	    end_parts(c, any, error) < 0)
		return -1;
	c->joint = joint;
	part = c->part;
	c->part = NULL;
	return nodes_add(&c->parts, part) < 0 ? err_memory(&error->err) : 0;
}

int
clause_extend(struct clause *c, enum query_kind kind, unsigned number,
    struct query_node *n, bool any, struct query_error *error)
{
	struct query_node *part = c->part;

	if (kind == QUERY_SAME || kind == QUERY_PARA) {
		c->part = n;
		return 0;
	}
	c->part = NULL;
	return joint_pair(kind, number, part, n, any, &c->part, error);
}

int
clause_end(struct clause *c, bool any, struct query_node **out,
    struct query_error *error)
{
	if (c->parts.count > 0 && end_parts(c, any, error) < 0)
		return -1;
	*out = c->part;
	c->part = NULL;
	clause_release(c);
	return 0;
}

void
clause_release(struct clause *c)
{
	query_node_free(c->part);
	nodes_release(&c->parts);
	memset(c, 0, sizeof(*c));
}
