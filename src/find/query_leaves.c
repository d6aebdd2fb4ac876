/* Leaves: single ones, phrases with a ~, words with capitals. */
#include "find/query_leaves.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "find/query_joints.h"
#include "find/query_nodes.h"
#include "find/query_words.h"

/* What is made of every word of a term that is several. */
struct chain {
	enum query_kind joint, leaf;
	unsigned number;
};

static bool
same(const struct query_node *a, const struct query_node *b)
{
	return a->kind == b->kind && a->field == b->field &&
	    a->number == b->number && strcmp(a->text, b->text) == 0;
}

static int
leaf(struct leaves *k, const struct lex *l, enum query_kind kind,
    const char *text, size_t len, struct query_node **out,
    struct query_error *error)
{
	struct query_node *n = calloc(1, sizeof(*n));
	size_t i;

	*out = NULL;
	if (n == NULL || (n->text = strndup(text, len)) == NULL) {
		free(n);
		return err_memory(&error->err);
	}
	n->kind = kind;
	n->field = l->scope.field;
	n->number = kind == QUERY_FUZZY ? l->number : 0;
	n->boost = (double)l->boost / BOOST_ONE;
	n->start = l->start;
	n->end = l->stop;
	for (i = 0; i < k->count && !same(k->at[i], n); i++)
		;
	if (i == QUERY_LEAVES) {
		k->dropped++;
		query_node_free(n);
		return 0;
	}
	if (i == k->count)
		k->at[k->count++] = n;
	*out = n;
	return 0;
}

/*
 * The next word at *${p}, from its first letter to its last: up to a blank,
 * or of ${letters} only.  Returns its end.
 */
static const char *
next_word(const char **p, bool letters)
{
	const char *end = *p + strlen(*p), *at, *next, *last;
	uint32_t r;

	for (; *p < end; *p = next) {
		next = *p + utf8_decode(*p, end, &r);
		if (utf8_indexed(r))
			break;
	}
	for (at = last = *p; at < end; at = next) {
		bool part;

		next = at + utf8_decode(at, end, &r);
		part = utf8_indexed(r) || (utf8_mark(r) && at == last);
		if (letters ? !part : r == ' ')
			break;
		last = part ? next : last;
	}
	return last;
}

static bool
has_capital(const char *p, const char *end)
{
	uint32_t r;

	while (p < end) {
		p += utf8_decode(p, end, &r);
		if (utf8_lower(r) != r)
			return true;
	}
	return false;
}

/*
 * The words of a term joined, each a leaf.  Where some have a capital, only
 * these need one: caps:"Bank of England".
 */
static int
chain(struct leaves *k, const struct lex *l, const struct chain *c,
    struct query_node **out, struct query_error *error)
{
	const char *p = l->word.data, *end, *text_end = p + l->word.len;
	bool capitals = c->leaf != QUERY_EXACT;
	bool some = capitals && has_capital(p, text_end);
	struct query_node *n;

	*out = NULL;
	while ((end = next_word(&p, capitals)) > p) {
		if (leaf(k, l, some && !has_capital(p, end) ? QUERY_EXACT :
		    c->leaf, p, (size_t)(end - p), &n, error) < 0 ||
		    joint_pair(c->joint, c->number, *out, n, l->any, out,
		    error) < 0) {
			query_node_free(*out);
			*out = NULL;
			return -1;
		}
		p = end;
	}
	return 0;
}

/* What is no text has no patterns, and no capitals. */
static int
check(struct lex *l, struct err *err)
{
	bool loose = l->leaf == QUERY_PATTERN || l->leaf == QUERY_FUZZY;
	bool text = field_is_text(l->scope.field);

	if (loose && !text && !l->any)
		return err_set(err, "%s: takes words, phrases and beginnings "
		    "(hack*), no patterns", field_name(l->scope.field));
	if (loose && !text)
		l->scope.field = QUERY_ANYWHERE;
	if (l->scope.caps == 0 || (text && !loose &&
	    l->leaf != QUERY_PREFIX && l->leaf != QUERY_NEAR))
		return 0;
	if (!l->any)
		return err_set(err, "caps: and allcaps: take words and phrases"
		    " of a text only, as they are written");
	l->scope.caps = 0;
	return 0;
}

int
leaves_make(struct leaves *k, struct lex *l, struct query_node **out,
    struct query_error *error)
{
	*out = NULL;
	if (check(l, &error->err) < 0) {
		error->start = l->start;
		error->end = l->stop;
		return -1;
	}
	if (l->scope.caps != 0)
		return chain(k, l, &(struct chain){ QUERY_ADJ, l->scope.caps,
		    1 }, out, error);
	if (l->leaf == QUERY_NEAR)
		return chain(k, l, &(struct chain){ QUERY_NEAR, QUERY_EXACT,
		    l->number }, out, error);
	return leaf(k, l, l->leaf, l->word.data, l->word.len, out, error);
}
