/*
 * The evaluator: costs, the next article, sets of a block, what counts,
 * frequencies.
 */
#include "find/evaluate.h"

#include <stdlib.h>
#include <string.h>

#include "find/proximity.h"

/* Lists of so many bytes, ten thousand articles or so, are sooner counted. */
#define FREQUENCY_COUNTED 65536

/* What an article takes in a list, at least: its id, a size, a position. */
#define ARTICLE_BYTES 6

/* Reading a text takes as long as some hundred places of the index. */
#define TEXT_COST 100

struct evaluator {
	struct engine *engine;
	const struct match *match;
	struct occurs *occurs;
	struct proximity proximity;
	size_t *kids;		/* those of an AND: the rarest first */
	int64_t *costs;		/* of nodes */
	struct bits *holds;	/* of nodes, in the present block */
};

/* ==== Costs ==== */

static bool
reads_text(const struct match *m, const struct match_node *n)
{
	if (match_is_leaf(n))
		return m->leaves[n->leaf].verify != VERIFY_NOTHING;
	return n->kind == QUERY_SAME || n->kind == QUERY_PARA;
}

/* Of a node whose kids have theirs. */
static int64_t
cost(const struct evaluator *ev, const struct match_node *n)
{
	const size_t *kids = ev->kids + n->first;
	int64_t least = INT64_MAX, sum = 0, c;
	size_t i;

	if (match_is_leaf(n))
		return occurs_cost(ev->occurs, n->leaf);
	for (i = 0; i < n->count; i++) {
		c = ev->costs[kids[i]];
		sum += c;
		least = c < least ? c : least;
	}
	return n->kind == QUERY_OR ? sum : n->kind == QUERY_NOT ?
	    ev->costs[kids[0]] : least;
}

/* What an AND asks first: few articles, and what needs no text. */
static int64_t
turn(const struct evaluator *ev, size_t kid)
{
	const struct match_node *n = &ev->match->nodes[kid];
	int64_t c = ev->costs[kid];

	return reads_text(ev->match, n) && c < INT64_MAX / TEXT_COST ?
	    c * TEXT_COST : c;
}

static void
sort_kids(struct evaluator *ev, const struct match_node *n)
{
	size_t *kids = ev->kids + n->first, i, k, kid;

	for (i = 1; i < n->count; i++) {
		kid = kids[i];
		for (k = i; k && turn(ev, kids[k - 1]) > turn(ev, kid); k--)
			kids[k] = kids[k - 1];
		kids[k] = kid;
	}
}

static void
plan(struct evaluator *ev)
{
	const struct match *m = ev->match;
	size_t i;

	for (i = 0; i < m->node_count; i++) {
		ev->costs[i] = cost(ev, &m->nodes[i]);
		if (m->nodes[i].kind == QUERY_AND)
			sort_kids(ev, &m->nodes[i]);
	}
}

/* ==== The next article ==== */

/* Blocks before the first article that may have it are passed over. */
static int
next(struct evaluator *ev, size_t node, int64_t from, int64_t *id,
    struct err *err)
{
	const struct match_node *n = &ev->match->nodes[node];
	const size_t *kids = ev->kids + n->first;
	int64_t kid, first = POSTINGS_END;
	size_t i, count = n->kind == QUERY_NOT ? 1 : n->count;

	if (match_is_leaf(n))
		return occurs_next(ev->occurs, n->leaf, from, id, err);
	for (i = 0; i < count && from < POSTINGS_END; i++) {
		if (next(ev, kids[i], from, &kid, err))
			return -1;
		first = kid < first ? kid : first;
		if (n->kind == QUERY_OR)
			continue;
		if (i + 1 < count && kid > from &&
		    blocks_start(ev->engine->blocks, &kid, err))
			return -1;
		from = kid > from ? kid : from;
	}
	*id = n->kind == QUERY_OR ? first : from;
	return 0;
}

int
evaluator_next(struct evaluator *ev, int64_t from, int64_t *id,
    struct err *err)
{
	return next(ev, ev->match->node_count - 1, from, id, err);
}

/* ==== Sets of a block ==== */

static int evaluate(struct evaluator *ev, size_t node,
    const struct bits *within, struct err *err);

static int
check_places(struct evaluator *ev, size_t node, struct bits *bits,
    struct err *err)
{
	size_t slot;
	int there;

	BITS_EACH(bits, slot) {
		there = proximity_holds(&ev->proximity, node, slot, err);
		if (there < 0)
			return -1;
		if (!there)
			bits_clear(bits, slot);
	}
	return 0;
}

/* All kids, one after the other, as long as anything is left. */
static int
evaluate_all(struct evaluator *ev, size_t node, const struct bits *within,
    struct bits *out, struct err *err)
{
	const struct match_node *n = &ev->match->nodes[node];
	const size_t *kids = ev->kids + n->first;
	size_t i;

	*out = *within;
	for (i = 0; i < n->count && bits_any(out); i++) {
		if (evaluate(ev, kids[i], out, err))
			return -1;
		*out = ev->holds[kids[i]];
	}
	return n->kind > QUERY_NOT ? check_places(ev, node, out, err) : 0;
}

static int
evaluate_any(struct evaluator *ev, const struct match_node *n,
    const struct bits *within, struct bits *out, struct err *err)
{
	const size_t *kids = ev->kids + n->first;
	size_t i;

	memset(out, 0, sizeof(*out));
	for (i = 0; i < n->count; i++) {
		if (evaluate(ev, kids[i], within, err))
			return -1;
		bits_or(out, &ev->holds[kids[i]]);
	}
	return 0;
}

/* Set the node's holds to those articles of ${within} that it matches. */
static int
evaluate(struct evaluator *ev, size_t node, const struct bits *within,
    struct err *err)
{
	const struct match_node *n = &ev->match->nodes[node];
	const size_t *kids = ev->kids + n->first;
	struct bits *out = &ev->holds[node], left;

	if (match_is_leaf(n))
		return occurs_in(ev->occurs, n->leaf, within, out, err);
	if (n->kind == QUERY_OR)
		return evaluate_any(ev, n, within, out, err);
	if (n->kind != QUERY_NOT)
		return evaluate_all(ev, node, within, out, err);
	if (evaluate(ev, kids[0], within, err))
		return -1;
	left = ev->holds[kids[0]];
	if (bits_any(&left)) {
		if (evaluate(ev, kids[1], &left, err))
			return -1;
		bits_without(&left, &ev->holds[kids[1]]);
	}
	*out = left;
	return 0;
}

int
evaluator_block(struct evaluator *ev, const struct block *block,
    const struct bits *within, struct bits *out, struct err *err)
{
	size_t root = ev->match->node_count - 1;

	occurs_block(ev->occurs, block);
	if (evaluate(ev, root, within, err))
		return -1;
	*out = ev->holds[root];
	return 0;
}

/* ==== What counts ==== */

static void
count_down(struct evaluator *ev, size_t node, const struct bits *matched,
    struct bits *counted)
{
	const struct match_node *n = &ev->match->nodes[node];
	size_t i, count = n->kind == QUERY_NOT ? 1 : n->count;
	struct bits here;

	if (match_is_leaf(n)) {
		bits_or(&counted[n->leaf], matched);
		return;
	}
	for (i = 0; i < count; i++) {
		here = *matched;
		bits_and(&here, &ev->holds[ev->kids[n->first + i]]);
		if (bits_any(&here))
			count_down(ev, ev->kids[n->first + i], &here,
			    counted);
	}
}

void
evaluator_counted(struct evaluator *ev, const struct bits *matched,
    struct bits *counted)
{
	const struct match_leaf *leaves = ev->match->leaves;
	size_t i, k;

	memset(counted, 0, ev->match->leaf_count * sizeof(*counted));
	count_down(ev, ev->match->node_count - 1, matched, counted);
	for (i = 0; i < ev->match->leaf_count; i++)
		for (k = leaves[i].same; k < i; k++)
			if (leaves[k].same == leaves[i].same)
				bits_without(&counted[i], &counted[k]);
}

int
evaluator_leaf(struct evaluator *ev, size_t leaf, const struct bits *within,
    struct bits *out, struct err *err)
{
	return occurs_in(ev->occurs, leaf, within, out, err);
}

void
evaluator_tf(struct evaluator *ev, size_t leaf, const struct bits *in,
    uint32_t *tf)
{
	occurs_tf(ev->occurs, leaf, in, tf);
}

/* ==== Frequencies ==== */

/* What is counted: a node, else a leaf, or one of its forms. */
struct countable {
	size_t node, leaf, form;
};

#define NO_NODE SIZE_MAX
#define NO_FORM SIZE_MAX

static int
next_countable(struct evaluator *ev, const struct countable *what,
    int64_t from, int64_t *id, struct err *err)
{
	return what->node != NO_NODE ? next(ev, what->node, from, id, err) :
	    occurs_next(ev->occurs, what->leaf, from, id, err);
}

static int
find_countable(struct evaluator *ev, const struct countable *what,
    const struct bits *within, struct bits *out, struct err *err)
{
	if (what->node == NO_NODE)
		return what->form == NO_FORM ? occurs_in(ev->occurs,
		    what->leaf, within, out, err) : occurs_form(ev->occurs,
		    what->leaf, what->form, within, out, err);
	if (evaluate(ev, what->node, within, err))
		return -1;
	*out = ev->holds[what->node];
	return 0;
}

static int
count(struct evaluator *ev, const struct countable *what, int64_t *articles,
    struct err *err)
{
	const struct block *block;
	struct bits all, found;
	int64_t id = INT64_MIN;
	int there = 1;

	for (*articles = 0; there > 0; id = block_last(block) + 1) {
		if (next_countable(ev, what, id, &id, err))
			return -1;
		there = id == POSTINGS_END ? 0 :
		    blocks_from(ev->engine->blocks, id, &block, err);
		if (there <= 0)
			break;
		all = bits_range(0, block->count);
		occurs_block(ev->occurs, block);
		if (find_countable(ev, what, &all, &found, err))
			return -1;
		*articles += (int64_t)bits_count(&found);
	}
	return there;
}

int
evaluator_count(struct evaluator *ev, size_t node, int64_t *articles,
    struct err *err)
{
	struct countable what = { node, 0, NO_FORM };

	return count(ev, &what, articles, err);
}

int
evaluator_form(struct evaluator *ev, size_t leaf, size_t form,
    int64_t *articles, struct err *err)
{
	struct countable what = { NO_NODE, leaf, form };

	return count(ev, &what, articles, err);
}

size_t
evaluator_first(const struct evaluator *ev, size_t node)
{
	return ev->kids[ev->match->nodes[node].first];
}

int
evaluator_frequency(struct evaluator *ev, size_t leaf, int64_t *articles,
    struct err *err)
{
	struct countable what = { NO_NODE, leaf, NO_FORM };
	int known = 0;

	if (occurs_cost(ev->occurs, leaf) > FREQUENCY_COUNTED)
		known = occurs_estimate(ev->occurs, leaf, articles, err);
	if (known < 0)
		return -1;
	return known ? 0 : count(ev, &what, articles, err);
}

int64_t
evaluator_cost(const struct evaluator *ev)
{
	return ev->costs[ev->match->node_count - 1] / ARTICLE_BYTES;
}

const char *
evaluator_limited(const struct evaluator *ev)
{
	if (ev->proximity.limited)
		return "words stand too thick in an article to look at all "
		    "that are near one another: some were left out";
	return occurs_limited(ev->occurs);
}

/* ==== Opening and closing ==== */

int
evaluator_open(struct evaluator **out, struct engine *e,
    const struct match *m, bool scores, struct err *err)
{
	struct evaluator *ev = calloc(1, sizeof(*ev));

	*out = NULL;
	if (!ev)
		return err_memory(err);
	ev->engine = e;
	ev->match = m;
	ev->kids = malloc((m->kid_count + 1) * sizeof(*ev->kids));
	ev->costs = calloc(m->node_count, sizeof(*ev->costs));
	ev->holds = calloc(m->node_count, sizeof(*ev->holds));
	if (!ev->kids || !ev->costs || !ev->holds) {
		evaluator_close(ev);
		return err_memory(err);
	}
	if (m->kid_count)
		memcpy(ev->kids, m->kids, m->kid_count * sizeof(*m->kids));
	if (occurs_open(&ev->occurs, e, m, scores, err)) {
		evaluator_close(ev);
		return -1;
	}
	ev->proximity = (struct proximity){ m, ev->occurs, ev->holds, false };
	plan(ev);
	*out = ev;
	return 0;
}

void
evaluator_close(struct evaluator *ev)
{
	if (!ev)
		return;
	occurs_close(ev->occurs);
	free(ev->kids);
	free(ev->costs);
	free(ev->holds);
	free(ev);
}
