/*
 * Collecting: weights of leaves, the scores of a block, a block's matches,
 * the passes over blocks.
 */
#include "find/collect.h"

#include <stdlib.h>
#include <string.h>

#include "find/evaluate.h"
#include "find/rank.h"

/*
 * From the newest block back, every block is looked at and every list sought
 * in anew: worth it where matches are at least as frequent as this.
 */
#define BACKWARDS_SHARE 1000

/* What one pass is for. */
enum pass {
	PASS_MAIN,	/* the best and the totals */
	PASS_UNDATED	/* how many matches are undated */
};

struct collector {
	struct engine *engine;
	const struct collect_request *request;
	struct collected *out;
	struct evaluator *evaluator;	/* NULL: every article matches */
	bool filtered, scored;
	double *weights;	/* of leaves; 0: not scored */
	struct bits *counted;	/* of leaves, in the block */
	double scores[FACTS_BLOCK];
	uint32_t tf[FACTS_BLOCK];
	struct err *err;
};

void
collected_release(struct collected *c)
{
	best_release(&c->best);
	*c = (struct collected)COLLECTED_INIT;
}

/* ==== Weights ==== */

/* All scores of a question of one leaf share its weight. */
static bool
lone_leaf(const struct collector *c)
{
	return c->request->match->leaf_count == 1;
}

/* Without its frequency, where that is known after the pass: the total. */
static int
weigh_leaf(struct collector *c, size_t leaf)
{
	const struct match_leaf *l = &c->request->match->leaves[leaf];
	int64_t n = 0;

	c->weights[leaf] = l->boost * l->repeated;
	if (lone_leaf(c) && !c->filtered)
		return 0;
	if (evaluator_frequency(c->evaluator, leaf, &n, c->err))
		return -1;
	c->weights[leaf] *= rank_idf(c->engine->articles, n);
	return 0;
}

static int
weigh(struct collector *c)
{
	const struct match *m = c->request->match;
	const struct match_leaf *l;
	size_t i;

	for (i = 0; i < m->leaf_count; i++) {
		l = &m->leaves[i];
		if (l->excluded || !l->count)
			continue;
		if (l->same != i)
			c->weights[i] = c->weights[l->same];
		else if (weigh_leaf(c, i))
			return -1;
		c->out->weight += c->weights[i];
	}
	return 0;
}

static void
weigh_afterwards(struct collector *c)
{
	double idf = rank_idf(c->engine->articles, c->out->total);
	size_t i;

	for (i = 0; i < c->out->best.count; i++)
		c->out->best.items[i].score *= idf;
	c->out->weight *= idf;
}

/* ==== A block ==== */

/* What words add that were not asked for. */
static int
add_bonus(struct collector *c, const struct block *block,
    const struct bits *matched, double norm, double word)
{
	const struct match *m = c->request->match;
	struct bits in;
	size_t i, slot;

	for (i = 0; i < m->bonus_count; i++) {
		if (evaluator_leaf(c->evaluator, m->bonus[i].leaf, matched,
		    &in, c->err))
			return -1;
		evaluator_tf(c->evaluator, m->bonus[i].leaf, &in, c->tf);
		BITS_EACH(&in, slot)
			c->scores[slot] += rank_term(m->bonus[i].weight,
			    c->tf[slot], norm + word * block->words[slot]);
	}
	return 0;
}

/* The scores of the articles ${matched}. */
static int
score(struct collector *c, const struct block *block,
    const struct bits *matched)
{
	const struct match *m = c->request->match;
	double mean = (double)c->engine->words /
	    (double)(c->engine->articles ? c->engine->articles : 1);
	/* rank_norm() as a line: its ends are enough. */
	double norm = rank_norm(0, mean), word = rank_norm(1, mean) - norm;
	size_t i, slot;

	evaluator_counted(c->evaluator, matched, c->counted);
	memset(c->scores, 0, sizeof(c->scores));
	for (i = 0; i < m->leaf_count; i++) {
		if (!(c->weights[i] > 0) || !bits_any(&c->counted[i]))
			continue;
		evaluator_tf(c->evaluator, i, &c->counted[i], c->tf);
		BITS_EACH(&c->counted[i], slot)
			c->scores[slot] += rank_term(c->weights[i],
			    c->tf[slot], norm + word * block->words[slot]);
	}
	return add_bonus(c, block, matched, norm, word);
}

/* Leave those that the filter lets in. */
static void
let_in(struct collector *c, const struct block *block, struct bits *all)
{
	struct fact fact;
	size_t slot;

	BITS_EACH(all, slot) {
		block_fact(block, slot, &fact);
		if (filter_verdict(c->request->filter, &fact) != FILTER_IN)
			bits_clear(all, slot);
	}
}

/* The same of matches, counting those that their dates keep out. */
static void
filter(struct collector *c, enum pass pass, const struct block *block,
    struct bits *matched)
{
	enum filter_verdict verdict;
	struct fact fact;
	size_t slot;

	BITS_EACH(matched, slot) {
		block_fact(block, slot, &fact);
		verdict = filter_verdict(c->request->filter, &fact);
		if (verdict == FILTER_UNDATED && pass == PASS_UNDATED)
			c->out->undated++;
		if (verdict == FILTER_PARTIAL && pass == PASS_MAIN)
			c->out->partial++;
		if (verdict != FILTER_IN || pass == PASS_UNDATED)
			bits_clear(matched, slot);
	}
}

static int
take(struct collector *c, const struct block *block,
    const struct bits *matched)
{
	struct best *best = &c->out->best;
	struct found found = { 0, 0 };
	size_t slot;

	c->out->total += (int64_t)bits_count(matched);
	if (c->scored && score(c, block, matched))
		return -1;
	BITS_EACH(matched, slot) {
		found.id = block->ids[slot];
		found.score = c->scored ? c->scores[slot] : 0;
		if (!c->scored || best_wants(best, found.score))
			if (best_add(best, found, c->err))
				return -1;
	}
	return 0;
}

static bool
tallies(const struct collector *c, enum pass pass)
{
	return pass == PASS_MAIN && c->request->tallies &&
	    *c->request->tallies;
}

static int
count(struct collector *c, const struct block *block, struct bits *all,
    const struct bits *matched)
{
	struct tally *const *t;

	if (c->filtered)
		let_in(c, block, all);
	for (t = c->request->tallies; *t; t++)
		if (tally_add(*t, block, all, matched, c->err))
			return -1;
	return 0;
}

static int
look_at(struct collector *c, enum pass pass, const struct block *block,
    int64_t first, int64_t last)
{
	struct bits within, matched;
	size_t from = 0, end = block->count;

	while (from < end && block->ids[from] < first)
		from++;
	while (end > from && block->ids[end - 1] > last)
		end--;
	within = bits_range(from, end);
	matched = within;
	if (c->evaluator && evaluator_block(c->evaluator, block, &within,
	    &matched, c->err))
		return -1;
	if (c->filtered && bits_any(&matched))
		filter(c, pass, block, &matched);
	if (tallies(c, pass) && count(c, block, &within, &matched))
		return -1;
	return bits_any(&matched) ? take(c, block, &matched) : 0;
}

/* ==== The passes ==== */

/* Are there enough, and can none that comes be better? */
static bool
enough(const struct collector *c)
{
	return c->request->no_total && c->request->limit &&
	    c->out->best.count == c->request->limit;
}

static int
forwards(struct collector *c, enum pass pass, int64_t first, int64_t last)
{
	bool stops = c->request->order == BEST_OLDEST && pass == PASS_MAIN &&
	    first > FILTER_UNDATED_LAST;
	const struct block *block;
	int64_t id = first;
	int there;

	for (;;) {
		/* A tally is of all articles, so it sees every block. */
		if (c->evaluator && !tallies(c, pass) &&
		    evaluator_next(c->evaluator, id, &id, c->err))
			return -1;
		if (id > last || id == POSTINGS_END)
			return 0;
		there = blocks_from(c->engine->blocks, id, &block, c->err);
		if (there <= 0)
			return there;
		if (block->ids[0] > last)
			return 0;
		if (look_at(c, pass, block, first, last))
			return -1;
		id = block_last(block) + 1;
		if (stops && enough(c)) {
			c->out->counted = false;
			return 0;
		}
	}
}

static int
backwards(struct collector *c, int64_t first, int64_t last)
{
	const struct block *block;
	int there;

	while ((there = blocks_until(c->engine->blocks, last, &block,
	    c->err)) > 0 && block_last(block) >= first) {
		if (look_at(c, PASS_MAIN, block, first, last))
			return -1;
		if (enough(c)) {
			c->out->counted = false;
			return 0;
		}
		if (block->ids[0] <= first || block->ids[0] == INT64_MIN)
			break;
		last = block->ids[0] - 1;
	}
	return there < 0 ? -1 : 0;
}

/* By oldest the undated come last: what is dated may be enough. */
static int
main_pass(struct collector *c, int64_t first, int64_t last)
{
	int64_t cost = c->evaluator ? evaluator_cost(c->evaluator) :
	    c->engine->articles;

	if (c->request->order == BEST_NEWEST && c->request->no_total &&
	    cost >= c->engine->articles / BACKWARDS_SHARE)
		return backwards(c, first, last);
	if (c->request->order == BEST_OLDEST && c->request->no_total &&
	    first <= FILTER_UNDATED_LAST && last > FILTER_UNDATED_LAST) {
		if (forwards(c, PASS_MAIN, FILTER_UNDATED_LAST + 1, last))
			return -1;
		if (!c->out->counted)
			return 0;
		last = FILTER_UNDATED_LAST;
	}
	return forwards(c, PASS_MAIN, first, last);
}

static int
run(struct collector *c)
{
	const struct filter *f = c->request->filter;
	int64_t first, last;

	if (c->scored && weigh(c))
		return -1;
	filter_ids(f, c->engine->partial > 0, &first, &last);
	c->out->counted = true;
	if (main_pass(c, first, last))
		return -1;
	if (f->dated && c->engine->undated > 0 &&
	    forwards(c, PASS_UNDATED, INT64_MIN, FILTER_UNDATED_LAST))
		return -1;
	if (c->scored && lone_leaf(c) && !c->filtered)
		weigh_afterwards(c);
	best_sort(&c->out->best);
	if (c->evaluator)
		c->out->limited = evaluator_limited(c->evaluator);
	return 0;
}

int
collect(struct engine *e, const struct collect_request *request,
    struct collected *out, struct err *err)
{
	size_t leaves = request->match->leaf_count;
	struct collector *c;
	int result = -1;

	*out = (struct collected)COLLECTED_INIT;
	best_init(&out->best, request->order, request->limit);
	c = calloc(1, sizeof(*c));
	if (!c)
		return err_memory(err);
	c->engine = e;
	c->request = request;
	c->out = out;
	c->err = err;
	c->scored = request->order == BEST_RELEVANCE &&
	    request->match->node_count > 0;
	c->filtered = filter_active(request->filter);
	c->weights = calloc(leaves + 1, sizeof(*c->weights));
	c->counted = calloc(leaves + 1, sizeof(*c->counted));
	if (!c->weights || !c->counted)
		err_memory(err);
	else if (!request->match->node_count || !evaluator_open(
	    &c->evaluator, e, request->match, c->scored, err))
		result = run(c);
	evaluator_close(c->evaluator);
	free(c->weights);
	free(c->counted);
	free(c);
	return result;
}
