/* Random trees: growing, shrinking. */
#include "trees.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "find/query_nodes.h"
#include "trees_leaf.h"

/* What may stand in a place of the tree. */
enum where {
	ANYTHING,
	UNITS,		/* below SAME or PARA */
	PLACED		/* below NEAR, ADJ, ATLEAST: it has places */
};

static struct query_node *grow(struct trees *t, enum where where,
    unsigned depth, enum query_kind above);

/* ==== Growing ==== */

/* One of the bits from ${from} up to ${to} that are set in ${set}. */
static unsigned
draw_bit(struct trees *t, unsigned set, unsigned from, unsigned to)
{
	unsigned n = 0, i;

	for (i = from; i <= to; i++)
		n += set >> i & 1;
	assert_true(n > 0);
	n = trees_dice(t, n);
	for (i = from; n || !(set >> i & 1); i++)
		n -= set >> i & 1;
	return i;
}

static struct query_node *
copy_leaf(const struct query_node *from)
{
	struct query_node *n = malloc(sizeof(*n));

	assert_non_null(n);
	*n = *from;
	n->text = strdup(from->text);
	assert_non_null(n->text);
	return n;
}

static struct query_node *
draw_leaf(struct trees *t, enum where where)
{
	enum query_field field = QUERY_ANYWHERE;
	enum query_kind kind;

	if (trees_dice(t, where == ANYTHING ? 3 : 8) == 0)
		field = (enum query_field)draw_bit(t, t->fields,
		    QUERY_ANYWHERE, where == ANYTHING ? QUERY_DATE :
		    QUERY_BODY);
	if (!plain_is_text(field))
		return trees_known(t, field);
	kind = trees_dice(t, 4) == 0 && t->kinds & TREES_BIT(QUERY_WORD) ?
	    QUERY_WORD : (enum query_kind)draw_bit(t, t->kinds, QUERY_WORD,
	    QUERY_CAPITALS);
	return trees_leaf(t, kind, field);
}

static struct query_node *
grow_leaf(struct trees *t, enum where where)
{
	const struct query_node *old;
	struct query_node *n = NULL;

	if (t->leaf_count && trees_dice(t, 10) == 0) {
		old = t->leaves[trees_dice(t, (uint32_t)t->leaf_count)];
		if (where == ANYTHING || plain_is_text(old->field))
			return copy_leaf(old);
	}
	while (!n)
		n = draw_leaf(t, where);
	if (t->leaf_count < sizeof(t->leaves) / sizeof(t->leaves[0]))
		t->leaves[t->leaf_count++] = n;
	return n;
}

/* Operators that may stand ${where}, below ${above}. */
static unsigned
operators(const struct trees *t, enum where where, enum query_kind above)
{
	unsigned set = TREES_BIT(QUERY_OR) | TREES_BIT(QUERY_NEAR) |
	    TREES_BIT(QUERY_ADJ);

	if (where != PLACED)
		set |= TREES_BIT(QUERY_AND);
	if (where == ANYTHING)
		set |= TREES_BIT(QUERY_NOT) | TREES_BIT(QUERY_SAME) |
		    TREES_BIT(QUERY_PARA) | TREES_BIT(QUERY_ATLEAST);
	if (above == QUERY_AND || above == QUERY_OR)
		set &= ~TREES_BIT(above);
	return set & t->kinds;
}

static unsigned
draw_number(struct trees *t, enum query_kind kind)
{
	static const unsigned reach[] = { 1, 1, 2, 4, 6, 8, 10, 15, 25,
	    QUERY_NUMBER };
	static const unsigned times[] = { 1, 2, 2, 3, 3, 4, 5, 8, 20 };

	if (kind == QUERY_ATLEAST)
		return times[trees_dice(t, 9)];
	if (kind != QUERY_NEAR && kind != QUERY_ADJ)
		return 0;
	return reach[trees_dice(t, trees_dice(t, 8) ? 9 : 10)];
}

static struct query_node *
grow(struct trees *t, enum where where, unsigned depth,
    enum query_kind above)
{
	unsigned set = operators(t, where, above), height = 0;
	struct query_node *n;
	size_t i;

	if (!depth || !set || trees_dice(t, 5) == 0)
		return grow_leaf(t, where);
	n = calloc(1, sizeof(*n));
	assert_non_null(n);
	n->kind = (enum query_kind)draw_bit(t, set, QUERY_AND,
	    QUERY_ATLEAST);
	n->boost = 1;
	n->number = draw_number(t, n->kind);
	n->kid_count = 2;
	if (n->kind == QUERY_ATLEAST)
		n->kid_count = 1;
	else if (n->kind == QUERY_AND || n->kind == QUERY_OR ||
	    n->kind == QUERY_SAME || n->kind == QUERY_PARA)
		n->kid_count += trees_dice(t, 3) == 0;
	if (n->kind == QUERY_SAME || n->kind == QUERY_PARA)
		where = UNITS;
	else if (n->kind >= QUERY_NEAR)
		where = PLACED;
	n->kids = calloc(n->kid_count, sizeof(struct query_node *));
	assert_non_null(n->kids);
	for (i = 0; i < n->kid_count; i++) {
		n->kids[i] = grow(t, where, depth - 1, n->kind);
		if (n->kids[i]->height > height)
			height = n->kids[i]->height;
	}
	n->height = height + 1;
	return n;
}

void
trees_grow(struct trees *t, uint64_t seed, unsigned depth,
    struct query *out)
{
	size_t words;

	memset(out, 0, sizeof(*out));
	t->state = seed * 0xD1342543DE82EF95u + 1;
	t->leaf_count = 0;
	t->article = trees_dice(t, (uint32_t)t->plain->count);
	words = t->plain->articles[t->article].texts[PLAIN_BODY].count;
	t->word = trees_dice(t, (uint32_t)words + 1);
	out->root = grow(t, ANYTHING, depth, QUERY_NOT);
}

/* ==== Shrinking ==== */

struct shrinking {
	struct query *q;
	bool (*fails)(const struct query *q, void *ctx);
	void *ctx;
};

/* A kid in place of the whole. */
static bool
hoist(struct shrinking *s, struct query_node **slot)
{
	struct query_node *whole = *slot, *kid;
	size_t i;

	for (i = 0; i < whole->kid_count; i++) {
		*slot = kid = whole->kids[i];
		if (s->fails(s->q, s->ctx)) {
			whole->kids[i] = NULL;
			query_node_free(whole);
			return true;
		}
	}
	*slot = whole;
	return false;
}

static bool
drop(struct shrinking *s, struct query_node *n)
{
	struct query_node *kid;
	size_t i;

	for (i = 0; n->kid_count > 2 && i < n->kid_count; i++) {
		kid = n->kids[i];
		n->kid_count--;
		memmove(&n->kids[i], &n->kids[i + 1],
		    (n->kid_count - i) * sizeof(struct query_node *));
		if (s->fails(s->q, s->ctx)) {
			query_node_free(kid);
			return true;
		}
		memmove(&n->kids[i + 1], &n->kids[i],
		    (n->kid_count - i) * sizeof(struct query_node *));
		n->kids[i] = kid;
		n->kid_count++;
	}
	return false;
}

static bool
widen(struct shrinking *s, struct query_node *leaf)
{
	enum query_field field = leaf->field;

	if (field == QUERY_ANYWHERE || !plain_is_text(field))
		return false;
	leaf->field = QUERY_ANYWHERE;
	if (s->fails(s->q, s->ctx))
		return true;
	leaf->field = field;
	return false;
}

static bool
shrink(struct shrinking *s, struct query_node **slot)
{
	struct query_node *n = *slot;
	size_t i;

	if (!n->kid_count)
		return widen(s, n);
	if (hoist(s, slot) || drop(s, n))
		return true;
	for (i = 0; i < n->kid_count; i++)
		if (shrink(s, &n->kids[i]))
			return true;
	return false;
}

void
trees_shrink(struct query *q, bool (*fails)(const struct query *q, void *ctx),
    void *ctx)
{
	struct shrinking s = { q, fails, ctx };

	while (shrink(&s, &q->root))
		;
}
