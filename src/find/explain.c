/* Explaining: names of leaves and forms, the tree, one article. */
#include "find/explain.h"

#include <stdlib.h>

#include "base/utf8.h"
#include "find/evaluate.h"
#include "find/rank.h"

/* Columns before the numbers, so that they stand one below the other. */
#define NUMBERS_AT 44

struct explaining {
	struct engine *engine;
	const struct match *match;
	struct evaluator *evaluator;
	struct buf *out;
	struct err *err;
};

/* ==== Lines ==== */

static void
indent(struct buf *out, size_t depth)
{
	size_t i;

	for (i = 0; i < 2 * depth; i++)
		buf_addch(out, ' ');
}

/* Fill up from ${from}, where the line begins, to the numbers. */
static void
fill_up(struct buf *out, size_t from)
{
	const char *p = out->data + from, *end = out->data + out->len;
	size_t columns = 0;
	uint32_t rune;

	while (p < end) {
		p += utf8_decode(p, end, &rune);
		columns += (size_t)utf8_width(rune);
	}
	buf_addch(out, ' ');
	for (columns++; columns < NUMBERS_AT; columns++)
		buf_addch(out, ' ');
}

static void
add_articles(struct buf *out, int64_t n)
{
	buf_addf(out, "%9lld %s", (long long)n, n == 1 ? "article" :
	    "articles");
}

/* ==== Names ==== */

static void
add_leaf_name(const struct match *m, const struct match_leaf *l,
    struct buf *out)
{
	static const char *const fields[] = {
		[QUERY_TITLE] = "title:", [QUERY_LEAD] = "lead:",
		[QUERY_BODY] = "body:", [QUERY_AUTHOR] = "author:",
		[QUERY_SOURCE] = "source:", [QUERY_SECTION] = "section:",
		[QUERY_LANGUAGE] = "lang:", [QUERY_URL] = "url:",
		[QUERY_ID] = "id:", [QUERY_DATE] = "date:"
	};
	static const char *const kinds[] = {
		[QUERY_WORD] = "", [QUERY_EXACT] = ", as written",
		[QUERY_PHRASE] = ", as written", [QUERY_PREFIX] = "*",
		[QUERY_PATTERN] = ", a pattern", [QUERY_FUZZY] = ", or alike",
		[QUERY_CAPITAL] = ", with a capital",
		[QUERY_CAPITALS] = ", in capitals"
	};
	size_t i;

	if (fields[l->field])
		buf_addstr(out, fields[l->field]);
	for (i = l->words_first; !l->text && i < l->words_first + l->words;
	    i++)
		buf_addf(out, "%s%.*s", i > l->words_first ? " " : "",
		    (int)m->terms.items[i].len, term_text(&m->terms, i));
	buf_addstr(out, l->text ? l->text : kinds[l->kind]);
	if (l->boost < 1 || l->boost > 1)
		buf_addf(out, ", times %g", l->boost);
	if (l->repeated > 1)
		buf_addf(out, ", asked for %d times", l->repeated);
}

/* A form's terms; a stem by its language, pairs of characters as they are. */
static void
add_form(const struct match *m, const struct match_phrase *p,
    struct buf *out)
{
	const char *at, *end, *language = NULL;
	uint32_t rune;
	size_t i, n;

	for (i = p->first; i < p->first + p->count; i++) {
		at = term_text(&m->terms, i);
		end = at + m->terms.items[i].len;
		n = at < end ? utf8_decode(at, end, &rune) : 0;
		if (n && rune > TOKENIZER_MARK &&
		    rune <= TOKENIZER_MARK + TOKENIZER_PAIRS) {
			language = tokenizer_language((int)(rune -
			    TOKENIZER_MARK));
			at += n;
		}
		if (i > p->first)
			buf_addch(out, ' ');
		buf_add(out, at, (size_t)(end - at));
	}
	if (p->expand == MATCH_PREFIX)
		buf_addch(out, '*');
	if (language)
		buf_addf(out, " (stem, %s)", language);
	if (p->fallback)
		buf_addstr(out, " (if no other form stands there)");
}

static const char *
node_name(const struct match_node *n)
{
	static const char *const names[] = {
		[QUERY_AND] = "AND", [QUERY_OR] = "OR", [QUERY_NOT] = "NOT",
		[QUERY_NEAR] = "NEAR", [QUERY_ADJ] = "ADJ",
		[QUERY_SAME] = "SAME", [QUERY_PARA] = "PARA",
		[QUERY_ATLEAST] = "ATLEAST"
	};

	return names[n->kind];
}

/* ==== The tree ==== */

static int
add_leaf(struct explaining *x, size_t node, size_t depth)
{
	const struct match *m = x->match;
	const struct match_leaf *l = &m->leaves[m->nodes[node].leaf];
	size_t from = x->out->len, i;
	int64_t n;

	indent(x->out, depth);
	add_leaf_name(m, l, x->out);
	fill_up(x->out, from);
	if (evaluator_count(x->evaluator, node, &n, x->err))
		return -1;
	add_articles(x->out, n);
	buf_addch(x->out, '\n');
	for (i = l->first; l->count > 1 && i < l->first + l->count; i++) {
		from = x->out->len;
		indent(x->out, depth + 1);
		add_form(m, &m->phrases[i], x->out);
		fill_up(x->out, from);
		if (evaluator_form(x->evaluator, m->nodes[node].leaf, i, &n,
		    x->err))
			return -1;
		buf_addf(x->out, "%9lld\n", (long long)n);
	}
	return 0;
}

/* As deep as the query's tree: QUERY_DEPTH. */
static int
add_node(struct explaining *x, size_t node, size_t depth)
{
	const struct match *m = x->match;
	const struct match_node *n = &m->nodes[node], *first;
	size_t from = x->out->len, i;
	int64_t articles;

	if (match_is_leaf(n))
		return add_leaf(x, node, depth);
	indent(x->out, depth);
	buf_addstr(x->out, node_name(n));
	if (n->number)
		buf_addf(x->out, "/%u", n->number);
	fill_up(x->out, from);
	if (evaluator_count(x->evaluator, node, &articles, x->err))
		return -1;
	add_articles(x->out, articles);
	if (n->kind == QUERY_AND) {
		buf_addstr(x->out, ", led by ");
		first = &m->nodes[evaluator_first(x->evaluator, node)];
		if (match_is_leaf(first))
			add_leaf_name(m, &m->leaves[first->leaf], x->out);
		else
			buf_addstr(x->out, node_name(first));
	}
	buf_addch(x->out, '\n');
	for (i = 0; i < n->count; i++)
		if (add_node(x, m->kids[n->first + i], depth + 1))
			return -1;
	return 0;
}

static int
begin(struct explaining *x, struct engine *e, const struct match *m,
    struct buf *out, struct err *err)
{
	*x = (struct explaining){ e, m, NULL, out, err };
	if (m->node_count == 0)
		return err_set(err, "the query holds no word");
	return evaluator_open(&x->evaluator, e, m, true, err);
}

static int
end(struct explaining *x, int result)
{
	evaluator_close(x->evaluator);
	if (!result && x->out->failed)
		return err_memory(x->err);
	return result;
}

int
explain_question(struct engine *e, const struct match *m, struct buf *out,
    struct err *err)
{
	struct explaining x;
	size_t i;

	if (begin(&x, e, m, out, err))
		return -1;
	if (add_node(&x, m->node_count - 1, 0))
		return end(&x, -1);
	if (m->bonus_count)
		buf_addstr(out, "also, from what the best articles share:");
	for (i = 0; i < m->bonus_count; i++)
		buf_addf(out, "%s %s (%.2f)", i ? "," : "",
		    m->bonus[i].word, m->bonus[i].weight);
	if (m->bonus_count)
		buf_addch(out, '\n');
	return end(&x, 0);
}

/* ==== One article ==== */

static int
add_score(struct explaining *x, const struct bits *counted, size_t leaf,
    double weight, size_t slot, double norm, double *sum)
{
	const struct match_leaf *l = &x->match->leaves[leaf];
	static const char nothing[] = "        -\n";
	uint32_t tf[FACTS_BLOCK];
	size_t from = x->out->len;
	double score;

	indent(x->out, 1);
	add_leaf_name(x->match, l, x->out);
	if (l->bonus)
		buf_addstr(x->out, " (the best share it)");
	fill_up(x->out, from);
	if (!bits_has(counted, slot)) {
		buf_addstr(x->out, nothing);
		return 0;
	}
	evaluator_tf(x->evaluator, leaf, counted, tf);
	score = rank_term(weight, tf[slot], norm);
	*sum += score;
	buf_addf(x->out, "%9.4f = %.4f x %u / (%u + %.4f)\n", score, weight,
	    tf[slot], tf[slot], norm);
	return 0;
}

static int
leaf_weight(struct explaining *x, size_t leaf, bool lone, double *weight)
{
	const struct match_leaf *l = &x->match->leaves[leaf];
	int64_t n;
	int failed = lone ? evaluator_count(x->evaluator,
	    x->match->node_count - 1, &n, x->err) :
	    evaluator_frequency(x->evaluator, leaf, &n, x->err);

	if (!failed)
		*weight = l->boost * l->repeated *
		    rank_idf(x->engine->articles, n);
	return failed;
}

static int
add_scores(struct explaining *x, bool lone, const struct block *block,
    size_t slot, struct bits *counted)
{
	const struct match *m = x->match;
	struct bits within = bits_range(slot, slot + 1), matched, in;
	double mean = (double)x->engine->words /
	    (double)(x->engine->articles ? x->engine->articles : 1);
	double norm = rank_norm(block->words[slot], mean), weight, sum = 0;
	double weights[QUERY_LEAVES + 1];
	size_t i;

	/* Counting walks over the blocks, so it comes first. */
	for (i = 0; i < m->leaf_count && i <= QUERY_LEAVES; i++)
		if (!m->leaves[i].excluded && m->leaves[i].count &&
		    leaf_weight(x, i, lone, &weights[i]))
			return -1;
	if (evaluator_block(x->evaluator, block, &within, &matched, x->err))
		return -1;
	evaluator_counted(x->evaluator, &matched, counted);
	buf_addf(x->out, "%s; %u words, %.1f in the mean\n",
	    bits_any(&matched) ? "it matches" : "it does not match",
	    block->words[slot], mean);
	for (i = 0; i < m->leaf_count && i <= QUERY_LEAVES; i++)
		if (!m->leaves[i].excluded && m->leaves[i].count &&
		    add_score(x, &counted[i], i, weights[i], slot, norm,
		    &sum))
			return -1;
	for (i = 0; i < m->bonus_count; i++) {
		weight = m->bonus[i].weight;
		if (evaluator_leaf(x->evaluator, m->bonus[i].leaf, &matched,
		    &in, x->err) || add_score(x, &in, m->bonus[i].leaf,
		    weight, slot, norm, &sum))
			return -1;
	}
	i = x->out->len;
	buf_addstr(x->out, "score");
	fill_up(x->out, i);
	buf_addf(x->out, "%9.4f\n", sum);
	return 0;
}

int
explain_article(struct engine *e, const struct match *m, bool lone,
    int64_t id, struct buf *out, struct err *err)
{
	const struct block *block = NULL;
	struct explaining x;
	struct bits *counted;
	struct block *copy;
	size_t slot;
	int result = -1, there;

	there = blocks_from(e->blocks, id, &block, err);
	if (there < 0)
		return -1;
	slot = there ? block_find(block, id) : 0;
	if (!there || slot == block->count)
		return err_set(err, "there is no article %lld",
		    (long long)id);
	if (begin(&x, e, m, out, err))
		return -1;
	counted = calloc(m->leaf_count + 1, sizeof(*counted));
	copy = malloc(sizeof(*copy));
	if (counted && copy) {
		/* Counting may load so many blocks that this one goes. */
		*copy = *block;
		result = add_scores(&x, lone, copy, slot, counted);
	} else {
		err_memory(err);
	}
	free(counted);
	free(copy);
	return end(&x, result);
}
