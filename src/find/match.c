/* A question made ready: the tree, whether it holds, the expression. */
#include "find/match.h"

#include <stdlib.h>
#include <string.h>

#include "find/leaf.h"

void
match_release(struct match *m)
{
	free(m->nodes);
	free(m->kids);
	free(m->leaves);
	free(m->phrases);
	terms_release(&m->terms);
	buf_release(&m->expression);
	*m = (struct match)MATCH_INIT;
}

/* ==== The tree ==== */

struct making {
	struct match *m;
	const struct match_options *options;
	bool stop_words;	/* they count */
	struct err *err;
};

static size_t make(struct making *k, struct query_node *q,
    size_t depth);

static size_t
add_node(struct making *k, struct match_node node)
{
	struct match *m = k->m;
	struct match_node *nodes;

	nodes = realloc(m->nodes, (m->node_count + 1) * sizeof(*nodes));
	if (!nodes) {
		err_memory(k->err);
		return MATCH_FAILED;
	}
	m->nodes = nodes;
	nodes[m->node_count] = node;
	return m->node_count++;
}

static size_t
make_leaf(struct making *k, const struct query_node *q)
{
	size_t leaf = leaf_add(k->m, q, k->options, k->stop_words);

	if (leaf == MATCH_FAILED)
		err_memory(k->err);
	if (leaf == MATCH_NONE || leaf == MATCH_FAILED)
		return leaf;
	return add_node(k, (struct match_node){ q->kind, leaf, 0, 0 });
}

static bool
is_leaf(const struct match_node *n)
{
	return n->kind != QUERY_AND && n->kind != QUERY_OR &&
	    n->kind != QUERY_NOT;
}

/*
 * Is the leaf just made the same as one of ${kids}?  Then it only counts
 * again, and is taken back.
 */
static bool
repeats(struct match *m, const size_t *kids, size_t count, size_t node)
{
	const struct match_node *n = &m->nodes[node];
	struct match_leaf *leaf, *same;
	size_t i;

	if (!is_leaf(n))
		return false;
	leaf = &m->leaves[n->leaf];
	for (i = 0; i < count; i++)
		if (is_leaf(&m->nodes[kids[i]]) &&
		    m->nodes[kids[i]].leaf == leaf->same) {
			same = &m->leaves[leaf->same];
			same->repeated++;
			m->phrase_count = leaf->first;
			m->leaf_count--;
			m->node_count--;
			return true;
		}
	return false;
}

/* The kids of an AND or OR, being gathered. */
struct group {
	size_t *kids;
	size_t count;
};

static int
add_kid(struct making *k, struct group *g, size_t kid)
{
	size_t *kids;

	if (kid == MATCH_FAILED)
		return -1;
	if (kid == MATCH_NONE || repeats(k->m, g->kids, g->count, kid))
		return 0;
	kids = realloc(g->kids, (g->count + 1) * sizeof(*kids));
	if (!kids)
		return err_memory(k->err);
	g->kids = kids;
	kids[g->count++] = kid;
	return 0;
}

/*
 * In a question in plain language every word counts by itself: "U.S.-led" is
 * no phrase there.
 */
static int
add_words(struct making *k, struct group *g, const struct query_node *q)
{
	struct query_node word = *q;
	struct terms cut = TERMS_INIT;
	size_t i;
	int result = 0;

	if (terms_cut(&cut, k->options->tokenizer, NULL, q->text,
	    strlen(q->text)))
		result = err_memory(k->err);
	for (i = 0; !result && i < cut.count; i = terms_next_word(&cut, i)) {
		word.text = strndup(q->text + cut.items[i].start,
		    cut.items[i].end - cut.items[i].start);
		result = word.text ? add_kid(k, g, make_leaf(k, &word)) :
		    err_memory(k->err);
		free(word.text);
	}
	terms_release(&cut);
	return result;
}

/* AND and OR; kids without words are left out. */
static size_t
make_group(struct making *k, enum query_kind kind,
    struct query_node *const *from, size_t count, size_t depth)
{
	struct match *m = k->m;
	struct group g = { NULL, 0 };
	size_t *kids, i, result = MATCH_FAILED;

	for (i = 0; i < count; i++)
		if (k->options->any && from[i]->kind == QUERY_WORD ?
		    add_words(k, &g, from[i]) :
		    add_kid(k, &g, make(k, from[i], depth + 1)))
			goto out;
	if (g.count < 2) {
		result = g.count ? g.kids[0] : MATCH_NONE;
		goto out;
	}
	kids = realloc(m->kids, (m->kid_count + g.count) * sizeof(*kids));
	if (!kids) {
		err_memory(k->err);
		goto out;
	}
	m->kids = kids;
	memcpy(kids + m->kid_count, g.kids, g.count * sizeof(*kids));
	m->kid_count += g.count;
	result = add_node(k, (struct match_node){ kind, 0,
	    m->kid_count - g.count, g.count });
out:
	free(g.kids);
	return result;
}

/* What is left of a NOT whose right side holds no word is its left side. */
static size_t
make_not(struct making *k, const struct query_node *q, size_t depth)
{
	struct match *m = k->m;
	size_t *kids, left, right, leaf;

	left = make(k, q->kids[0], depth + 1);
	if (left == MATCH_FAILED || left == MATCH_NONE)
		return left;
	leaf = m->leaf_count;
	right = make(k, q->kids[1], depth + 1);
	if (right == MATCH_FAILED)
		return right;
	for (; leaf < m->leaf_count; leaf++)
		m->leaves[leaf].excluded = true;
	if (right == MATCH_NONE)
		return left;
	kids = realloc(m->kids, (m->kid_count + 2) * sizeof(*kids));
	if (!kids) {
		err_memory(k->err);
		return MATCH_FAILED;
	}
	m->kids = kids;
	kids[m->kid_count] = left;
	kids[m->kid_count + 1] = right;
	m->kid_count += 2;
	return add_node(k, (struct match_node){ QUERY_NOT, 0,
	    m->kid_count - 2, 2 });
}

static size_t
make(struct making *k, struct query_node *q, size_t depth)
{
	struct query_node *self = q;

	if (depth > MATCH_DEPTH) {
		err_set(k->err, "the query is nested too deep: more than %d "
		    "levels of brackets", MATCH_DEPTH);
		return MATCH_FAILED;
	}
	if (q->kind == QUERY_AND || q->kind == QUERY_OR)
		return make_group(k, q->kind, q->kids, q->kid_count, depth);
	if (q->kind == QUERY_NOT)
		return make_not(k, q, depth);
	if (q->kind == QUERY_WORD && k->options->any)
		return make_group(k, QUERY_OR, &self, 1, depth);
	return make_leaf(k, q);
}

/* ==== Whether it holds ==== */

static bool
holds(const struct match *m, size_t node, const bool *present, bool *counted)
{
	const struct match_node *n = &m->nodes[node];
	const size_t *kids = m->kids + n->first;
	bool any = false;
	size_t i;

	switch (n->kind) {
	case QUERY_AND:
		for (i = 0; i < n->count; i++)
			if (!holds(m, kids[i], present, counted))
				return false;
		return true;
	case QUERY_OR:
		for (i = 0; i < n->count; i++)
			any |= holds(m, kids[i], present, counted);
		return any;
	case QUERY_NOT:
		return holds(m, kids[0], present, counted) &&
		    !holds(m, kids[1], present, counted);
	default:
		counted[n->leaf] |= present[n->leaf];
		return present[n->leaf];
	}
}

bool
match_holds(const struct match *m, const bool *present, bool *counted)
{
	return m->node_count &&
	    holds(m, m->node_count - 1, present, counted);
}

/* ==== The expression ==== */

static void
express_phrase(const struct match *m, const struct match_phrase *p,
    struct buf *out)
{
	size_t i;

	for (i = 0; i < p->count; i++) {
		buf_addstr(out, i ? " + \"" : "\"");
		buf_add(out, term_text(&m->terms, p->first + i),
		    m->terms.items[p->first + i].len);
		buf_addch(out, '"');
	}
	if (p->prefix)
		buf_addstr(out, " *");
}

void
match_leaf_expression(const struct match *m, const struct match_leaf *l,
    struct buf *out)
{
	size_t i;

	if (l->field != QUERY_ANYWHERE)
		buf_addf(out, "{%s} : ",
		    l->field == QUERY_TITLE ? "title" : "body");
	if (l->count > 1 || l->field != QUERY_ANYWHERE)
		buf_addch(out, '(');
	for (i = 0; i < l->count; i++) {
		if (i)
			buf_addstr(out, l->together ? " AND " : " OR ");
		express_phrase(m, &m->phrases[l->first + i], out);
	}
	if (l->count > 1 || l->field != QUERY_ANYWHERE)
		buf_addch(out, ')');
}

/* Does any leaf below ${node} have what ${has} asks for? */
static bool
any_leaf(const struct match *m, size_t node,
    bool (*has)(const struct match *, const struct match_leaf *))
{
	const struct match_node *n = &m->nodes[node];
	size_t i;

	if (is_leaf(n))
		return has(m, &m->leaves[n->leaf]);
	for (i = 0; i < n->count; i++)
		if (any_leaf(m, m->kids[n->first + i], has))
			return true;
	return false;
}

/* Can FTS5 come to stand at an article where the leaf does not match? */
static bool
stumbles(const struct match *m, const struct match_leaf *l)
{
	size_t i;

	for (i = l->first; i < l->first + l->count; i++)
		if (m->phrases[i].count > 1)
			return true;
	return l->field != QUERY_ANYWHERE;
}

static bool
is_conditional(const struct match *m, const struct match_leaf *l)
{
	(void)m;
	return l->conditional;
}

/* May the expression of ${node}, not the root, find too much? */
static bool
loose(const struct match *m, size_t node)
{
	const struct match_node *n = &m->nodes[node];
	size_t i;

	if (is_leaf(n))
		return is_conditional(m, &m->leaves[n->leaf]);
	if (n->kind == QUERY_AND && any_leaf(m, node, stumbles))
		return true;
	for (i = 0; i < n->count; i++)
		if (loose(m, m->kids[n->first + i]))
			return true;
	return false;
}

/*
 * Two things are asked for as an OR, for match_holds() to decide.  A NOT
 * whose right side may find too much, as what FTS5 excludes never comes back.
 * And an AND that is not the root and over which FTS5 can stumble (a phrase,
 * a column): it then forgets the places of all phrases below
 * (fts5ExprNodeTest_AND in fts5_expr.c), also of those that an OR below
 * already holds for a later article.  For the same reason a NOT at the root
 * goes into the last kid of its AND.
 */
static void
express(const struct match *m, size_t node, size_t without, struct buf *out)
{
	const struct match_node *n = &m->nodes[node];
	bool root = node + 1 == m->node_count || without != MATCH_NONE;
	const size_t *kids = m->kids + n->first;
	const char *joint = " OR ";
	size_t i;

	if (is_leaf(n)) {
		match_leaf_expression(m, &m->leaves[n->leaf], out);
		return;
	}
	if (n->kind == QUERY_NOT && !loose(m, kids[1])) {
		if (root && m->nodes[kids[0]].kind == QUERY_AND) {
			express(m, kids[0], kids[1], out);
			return;
		}
		joint = " NOT ";
	} else if (n->kind == QUERY_AND &&
	    (root || !any_leaf(m, node, stumbles))) {
		joint = " AND ";
	}
	buf_addch(out, '(');
	for (i = 0; i < n->count; i++) {
		if (i)
			buf_addstr(out, joint);
		if (without != MATCH_NONE && i + 1 == n->count)
			buf_addch(out, '(');
		express(m, kids[i], MATCH_NONE, out);
	}
	if (without != MATCH_NONE) {
		buf_addstr(out, " NOT ");
		express(m, without, MATCH_NONE, out);
		buf_addch(out, ')');
	}
	buf_addch(out, ')');
}

int
match_make(struct match *m, const struct query *q,
    const struct match_options *options, struct err *err)
{
	struct making k = { m, options, !options->any, err };
	size_t root = MATCH_NONE;

	if (q->root)
		root = make(&k, q->root, 0);
	if (root == MATCH_NONE && !k.stop_words) {
		match_release(m);
		k.stop_words = true;
		root = q->root ? make(&k, q->root, 0) : MATCH_NONE;
	}
	if (root == MATCH_FAILED)
		return -1;
	if (root == MATCH_NONE) {
		m->node_count = 0;
		return 0;
	}
	express(m, m->node_count - 1, MATCH_NONE, &m->expression);
	return m->expression.failed ? err_memory(err) : 0;
}
