/* Nearness: spans, sentences and paragraphs, the nodes that ask for them. */
#include "find/proximity.h"

#include <stdlib.h>

#include "find/candidate.h"

/* ==== Spans ==== */

/* Append where ${node} stands in article ${slot}; sorted. */
static int
spans(struct proximity *x, size_t node, size_t slot, struct spans *out,
    struct err *err)
{
	const struct match_node *n = &x->match->nodes[node];
	const size_t *kids = x->match->kids + n->first;
	struct spans a = SPANS_INIT, b = SPANS_INIT;
	size_t i;
	int all, result = -1;

	if (match_is_leaf(n)) {
		if (bits_has(&x->holds[node], slot) &&
		    occurs_spans(x->occurs, n->leaf, slot, out, err))
			return -1;
		spans_sort(out);
		return 0;
	}
	if (n->kind == QUERY_OR) {
		for (i = 0; i < n->count; i++)
			if (spans(x, kids[i], slot, out, err))
				return -1;
		return 0;
	}
	if (spans(x, kids[0], slot, &a, err) ||
	    spans(x, kids[1], slot, &b, err))
		goto out;
	all = spans_near(&a, &b, n->number, n->kind == QUERY_ADJ, out);
	if (all < 0) {
		err_memory(err);
		goto out;
	}
	x->limited |= all == 0;
	result = 0;
out:
	spans_release(&a);
	spans_release(&b);
	return result;
}

/* ==== Sentences and paragraphs ==== */

/* Which of them hold something: numbers, from 1; the title is 0. */
struct units {
	uint32_t *items;
	size_t count;
};

static size_t
words_of(const struct candidate *c)
{
	const struct terms *t = candidate_terms(c, 1);
	size_t i, n = 0;

	for (i = 0; i < t->count; i = terms_next_word(t, i))
		n++;
	return n;
}

/* Those that hold a whole span, rising. */
static int
span_units(const struct spans *s, struct candidate *c, bool paragraphs,
    struct units *out, struct err *err)
{
	const uint32_t *numbers = candidate_sentences(c, paragraphs, err);
	size_t i, words = words_of(c);
	uint32_t first, last, unit;

	out->count = 0;
	out->items = malloc((s->count + 1) * sizeof(*out->items));
	if (!numbers || !out->items)
		return err_memory(err);
	for (i = 0; i < s->count; i++) {
		first = s->items[i].first;
		last = s->items[i].last;
		unit = 0;
		if (first & PLACE_BODY) {
			first = PLACE_WORD(first);
			last = PLACE_WORD(last);
			/* A damaged index tells of words that are not. */
			if (first > last || last >= words ||
			    numbers[first] != numbers[last])
				continue;
			unit = numbers[first] + 1;
		}
		if (!out->count || out->items[out->count - 1] != unit)
			out->items[out->count++] = unit;
	}
	return 0;
}

/* Those of ${a} that are, or with ${either} those too that are, in ${b}. */
static int
combine(struct units *a, const struct units *b, bool either, struct err *err)
{
	uint32_t *items = malloc((a->count + b->count + 1) * sizeof(*items));
	size_t i = 0, k = 0, n = 0;

	if (!items)
		return err_memory(err);
	while (i < a->count || k < b->count) {
		if (k == b->count || (i < a->count &&
		    a->items[i] < b->items[k])) {
			if (either)
				items[n++] = a->items[i];
			i++;
		} else if (i == a->count || b->items[k] < a->items[i]) {
			if (either)
				items[n++] = b->items[k];
			k++;
		} else {
			items[n++] = a->items[i++];
			k++;
		}
	}
	free(a->items);
	*a = (struct units){ items, n };
	return 0;
}

/* The sentences of article ${slot} in which ${node} holds. */
static int
units(struct proximity *x, size_t node, size_t slot, bool paragraphs,
    struct units *out, struct err *err)
{
	const struct match_node *n = &x->match->nodes[node];
	const size_t *kids = x->match->kids + n->first;
	struct candidate *c;
	struct spans s = SPANS_INIT;
	struct units more = { NULL, 0 };
	size_t i;
	int result;

	if (match_is_leaf(n) || n->kind == QUERY_NEAR ||
	    n->kind == QUERY_ADJ) {
		result = spans(x, node, slot, &s, err);
		c = result ? NULL : occurs_text(x->occurs, slot, err);
		result = c ? span_units(&s, c, paragraphs, out, err) : -1;
		spans_release(&s);
		return result;
	}
	result = units(x, kids[0], slot, paragraphs, out, err);
	for (i = 1; !result && i < n->count; i++) {
		result = units(x, kids[i], slot, paragraphs, &more, err);
		if (!result)
			result = combine(out, &more, n->kind == QUERY_OR,
			    err);
		free(more.items);
		more.items = NULL;
	}
	return result;
}

/* ==== Does it hold? ==== */

int
proximity_holds(struct proximity *x, size_t node, size_t slot, struct err *err)
{
	const struct match_node *n = &x->match->nodes[node];
	struct spans s = SPANS_INIT;
	struct units u = { NULL, 0 };
	int result;

	if (n->kind == QUERY_SAME || n->kind == QUERY_PARA) {
		result = units(x, node, slot, n->kind == QUERY_PARA, &u,
		    err) ? -1 : u.count > 0;
		free(u.items);
		return result;
	}
	result = spans(x, n->kind == QUERY_ATLEAST ?
	    x->match->kids[n->first] : node, slot, &s, err);
	if (result == 0)
		result = n->kind == QUERY_ATLEAST ?
		    spans_starts(&s) >= n->number : s.count > 0;
	spans_release(&s);
	return result;
}
