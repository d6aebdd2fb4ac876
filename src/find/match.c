/* A question made ready: its tree. */
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
	while (m->bonus_count)
		free(m->bonus[--m->bonus_count].word);
	free(m->bonus);
	*m = (struct match)MATCH_INIT;
}

/* ==== The tree ==== */

struct making {
	struct match *m;
	const struct match_options *options;
	bool stop_words;	/* they count */
	struct err *err;
};

static size_t make(struct making *k, struct query_node *q);

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
	return add_node(k, (struct match_node){ q->kind, 0, leaf, 0, 0 });
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

	if (!match_is_leaf(n))
		return false;
	leaf = &m->leaves[n->leaf];
	for (i = 0; i < count; i++)
		if (match_is_leaf(&m->nodes[kids[i]]) &&
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

/* The kids of an inner node, being gathered. */
struct group {
	enum query_kind kind;
	size_t *kids;
	size_t count;
};

/* Words asked for twice by AND or OR count twice, and are found once. */
static int
add_kid(struct making *k, struct group *g, size_t kid)
{
	size_t *kids;

	if (kid == MATCH_FAILED)
		return -1;
	if (kid == MATCH_NONE || ((g->kind == QUERY_AND ||
	    g->kind == QUERY_OR) && repeats(k->m, g->kids, g->count, kid)))
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

/* Put a node over those kids that hold words. */
static size_t
join(struct making *k, const struct group *g, unsigned number)
{
	struct match *m = k->m;
	size_t *kids;

	if (!g->count)
		return MATCH_NONE;
	if (g->count == 1 && g->kind != QUERY_ATLEAST)
		return g->kids[0];
	kids = realloc(m->kids, (m->kid_count + g->count) * sizeof(*kids));
	if (!kids) {
		err_memory(k->err);
		return MATCH_FAILED;
	}
	m->kids = kids;
	memcpy(kids + m->kid_count, g->kids, g->count * sizeof(*kids));
	m->kid_count += g->count;
	return add_node(k, (struct match_node){ g->kind, number, 0,
	    m->kid_count - g->count, g->count });
}

static size_t
make_group(struct making *k, enum query_kind kind, unsigned number,
    struct query_node *const *from, size_t count)
{
	struct group g = { kind, NULL, 0 };
	size_t i, result = MATCH_FAILED;

	for (i = 0; i < count; i++)
		if (k->options->any && kind == QUERY_OR &&
		    from[i]->kind == QUERY_WORD &&
		    from[i]->field < QUERY_AUTHOR ?
		    add_words(k, &g, from[i]) :
		    add_kid(k, &g, make(k, from[i])))
			goto out;
	result = join(k, &g, number);
out:
	free(g.kids);
	return result;
}

/* What is left of a NOT whose right side holds no word is its left side. */
static size_t
make_not(struct making *k, const struct query_node *q)
{
	struct match *m = k->m;
	size_t kids[2], leaf;
	struct group g = { QUERY_NOT, kids, 2 };

	kids[0] = make(k, q->kids[0]);
	if (kids[0] == MATCH_FAILED || kids[0] == MATCH_NONE)
		return kids[0];
	leaf = m->leaf_count;
	kids[1] = make(k, q->kids[1]);
	for (; leaf < m->leaf_count; leaf++)
		m->leaves[leaf].excluded = true;
	if (kids[1] == MATCH_FAILED)
		return kids[1];
	g.count = kids[1] == MATCH_NONE ? 1 : 2;
	return join(k, &g, 0);
}

/* As deep as the query's tree: QUERY_DEPTH. */
static size_t
make(struct making *k, struct query_node *q)
{
	struct query_node *self = q;

	if (q->kind == QUERY_NOT)
		return make_not(k, q);
	if (q->kid_count)
		return make_group(k, q->kind, q->number, q->kids,
		    q->kid_count);
	if (q->kind == QUERY_WORD && k->options->any &&
	    q->field < QUERY_AUTHOR)
		return make_group(k, QUERY_OR, 0, &self, 1);
	return make_leaf(k, q);
}

int
match_make(struct match *m, const struct query *q,
    const struct match_options *options, struct err *err)
{
	struct making k = { m, options, !options->any, err };
	size_t root = MATCH_NONE;

	if (q->root)
		root = make(&k, q->root);
	if (root == MATCH_NONE && !k.stop_words) {
		match_release(m);
		k.stop_words = true;
		root = q->root ? make(&k, q->root) : MATCH_NONE;
	}
	if (root == MATCH_FAILED)
		return -1;
	if (root == MATCH_NONE) {
		m->node_count = 0;
		return 0;
	}
	return 0;
}
