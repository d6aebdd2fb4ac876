/*
 * A tree about every article.  What has places in a text gives spans, what
 * stands below SAME and PARA the sentences or paragraphs where it holds, and
 * everything the articles.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "plain.h"

static void plain_spans_of(struct plain *p, const struct query_node *n,
    struct plain_spans *out);

/* ==== Spans ==== */

#define COLUMN(at_) ((at_) >> 31)

/* Every span of ${a} followed by one of ${b} at most ${reach} words on. */
static void
join(const struct plain_spans *a, const struct plain_spans *b, unsigned reach,
    struct plain_spans *out)
{
	uint64_t end;
	size_t i, k, low, high;

	for (i = 0; i < a->count; i++) {
		end = COLUMN(a->items[i].at) << 31 | a->items[i].last;
		for (low = 0, high = b->count; low < high;) {
			k = (low + high) / 2;
			if (b->items[k].at <= end)
				low = k + 1;
			else
				high = k;
		}
		for (k = low; k < b->count && COLUMN(b->items[k].at) ==
		    COLUMN(end) && b->items[k].at - end <= reach; k++)
			plain_spans_add(out, a->items[i].at, b->items[k].last);
	}
}

static void
plain_spans_near(struct plain *p, const struct query_node *n,
    struct plain_spans *out)
{
	struct plain_spans a = { 0 }, b = { 0 };

	assert_int_equal(n->kid_count, 2);
	plain_spans_of(p, n->kids[0], &a);
	plain_spans_of(p, n->kids[1], &b);
	join(&a, &b, n->number, out);
	if (n->kind == QUERY_NEAR)
		join(&b, &a, n->number, out);
	plain_spans_sort(out);
	plain_spans_release(&a);
	plain_spans_release(&b);
}

/* What has places in a text, in order; ${out} is empty before. */
static void
plain_spans_of(struct plain *p, const struct query_node *n,
    struct plain_spans *out)
{
	struct plain_spans kid = { 0 };
	size_t i, k;

	switch (n->kind) {
	case QUERY_NEAR:
	case QUERY_ADJ:
		plain_spans_near(p, n, out);
		return;
	case QUERY_OR:
		for (i = 0; i < n->kid_count; i++) {
			plain_spans_of(p, n->kids[i], &kid);
			for (k = 0; k < kid.count; k++)
				plain_spans_add(out, kid.items[k].at,
				    kid.items[k].last);
			plain_spans_release(&kid);
		}
		plain_spans_sort(out);
		return;
	case QUERY_AND:
	case QUERY_NOT:
	case QUERY_SAME:
	case QUERY_PARA:
	case QUERY_ATLEAST:
		fail_msg("%d has no places in a text", n->kind);
		return;
	default:
		plain_leaf(p, n, out);
	}
}

/* ==== Sentences and paragraphs ==== */

/* The one a word stands in, as a place. */
static uint64_t
unit_at(const struct plain *p, enum query_kind kind, uint64_t at)
{
	const struct plain_text *t =
	    &p->articles[PLACE_ARTICLE(at)].texts[PLACE_COLUMN(at)];
	const struct plain_word *w = &t->words[PLACE_WORD(at)];

	return COLUMN(at) << 31 | (kind == QUERY_SAME ? w->sentence :
	    w->paragraph);
}

static void
units_of_spans(struct plain *p, enum query_kind kind,
    const struct query_node *n, struct plain_places *out)
{
	struct plain_spans s = { 0 };
	uint64_t unit;
	size_t i;

	plain_spans_of(p, n, &s);
	for (i = 0; i < s.count; i++) {
		unit = unit_at(p, kind, s.items[i].at);
		if (unit == unit_at(p, kind, COLUMN(s.items[i].at) << 31 |
		    s.items[i].last))
			plain_places_add(out, unit);
	}
	plain_places_sort(out);
	plain_spans_release(&s);
}

/* Where ${n} holds; an AND by all of its kids, an OR by any. */
static void
units_of(struct plain *p, enum query_kind kind, const struct query_node *n,
    struct plain_places *out)
{
	struct plain_places kid = { 0 };
	size_t i, k, kept;

	if (n->kind != QUERY_AND && n->kind != QUERY_OR && n->kind != kind) {
		units_of_spans(p, kind, n, out);
		return;
	}
	units_of(p, kind, n->kids[0], out);
	for (i = 1; i < n->kid_count; i++) {
		units_of(p, kind, n->kids[i], &kid);
		if (n->kind == QUERY_OR) {
			for (k = 0; k < kid.count; k++)
				plain_places_add(out, kid.items[k]);
			plain_places_sort(out);
		} else {
			for (k = kept = 0; k < out->count; k++)
				if (plain_places_has(&kid, out->items[k]))
					out->items[kept++] = out->items[k];
			out->count = kept;
		}
		plain_places_release(&kid);
	}
}

/* ==== Articles ==== */

static void
eval_spans(struct plain *p, const struct query_node *n, bool *holds)
{
	struct plain_spans s = { 0 };
	size_t i;

	plain_spans_of(p, n, &s);
	for (i = 0; i < s.count; i++)
		holds[PLACE_ARTICLE(s.items[i].at)] = true;
	plain_spans_release(&s);
}

static void
eval_atleast(struct plain *p, const struct query_node *n, bool *holds)
{
	struct plain_spans s = { 0 };
	unsigned times = 0;
	size_t i;

	plain_spans_of(p, n->kids[0], &s);
	for (i = 0; i < s.count; i++) {
		if (i && PLACE_ARTICLE(s.items[i].at) !=
		    PLACE_ARTICLE(s.items[i - 1].at))
			times = 0;
		if (!times || s.items[i].at != s.items[i - 1].at)
			times++;
		if (times >= n->number)
			holds[PLACE_ARTICLE(s.items[i].at)] = true;
	}
	plain_spans_release(&s);
}

static void
eval_units(struct plain *p, const struct query_node *n, bool *holds)
{
	struct plain_places units = { 0 };
	size_t i;

	units_of(p, n->kind, n, &units);
	for (i = 0; i < units.count; i++)
		holds[PLACE_ARTICLE(units.items[i])] = true;
	plain_places_release(&units);
}

static void
eval_joint(struct plain *p, const struct query_node *n, bool *holds)
{
	bool *kid = calloc(p->count + 1, sizeof(*kid));
	size_t i, k;

	assert_non_null(kid);
	plain_eval(p, n->kids[0], holds);
	for (i = 1; i < n->kid_count; i++) {
		plain_eval(p, n->kids[i], kid);
		for (k = 0; k < p->count; k++)
			if (n->kind == QUERY_AND)
				holds[k] = holds[k] && kid[k];
			else if (n->kind == QUERY_OR)
				holds[k] = holds[k] || kid[k];
			else
				holds[k] = holds[k] && !kid[k];
	}
	free(kid);
}

void
plain_eval(struct plain *p, const struct query_node *n, bool *holds)
{
	size_t i;

	memset(holds, 0, p->count * sizeof(*holds));
	switch (n->kind) {
	case QUERY_AND:
	case QUERY_OR:
	case QUERY_NOT:
		eval_joint(p, n, holds);
		return;
	case QUERY_SAME:
	case QUERY_PARA:
		eval_units(p, n, holds);
		return;
	case QUERY_ATLEAST:
		eval_atleast(p, n, holds);
		return;
	default:
		break;
	}
	if (n->kid_count || plain_is_text(n->field)) {
		eval_spans(p, n, holds);
		return;
	}
	for (i = 0; i < p->count; i++)
		holds[i] = plain_known(p, n, i);
}
