/*
 * A query's tree as text in its own language, every bracket written.  Where
 * all words are in capitals they are written small: else the operators would
 * be read as words.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "find/query.h"
#include "find/query_fields.h"
#include "find/query_lex.h"
#include "find/query_operators.h"
#include "find/query_runes.h"
#include "find/query_words.h"

static void
add_text(const char *text, bool small, struct buf *out)
{
	const char *end = text + strlen(text);
	uint32_t r;

	while (text < end) {
		text += utf8_decode(text, end, &r);
		buf_add_rune(out, small ? utf8_lower(r) : r);
	}
}

/* No printf(): its decimal point is the locale's. */
static void
add_boost(double boost, struct buf *out)
{
	unsigned n = (unsigned)(boost * BOOST_ONE + 0.5);

	buf_addf(out, "^%u", n / BOOST_ONE);
	if (n % BOOST_ONE == 0)
		return;
	buf_addf(out, ".%03u", n % BOOST_ONE);
	while (out->data[out->len - 1] == '0')
		buf_truncate(out, out->len - 1);
}

/* ==== Leaves ==== */

/* Would a value, before a bracket, be read as another without quotes? */
static bool
needs_quotes(const struct query_node *n)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	uint32_t first;
	bool other;

	utf8_decode(n->text, n->text + strlen(n->text), &first);
	if (rune_opens(first) || (first == '/' && n->field != QUERY_URL))
		return true;
	buf_addf(&text, "%s)", n->text);
	other = field_value_length(n->field, text.data, text.data + text.len) +
	    1 != text.len;
	buf_release(&text);
	return other;
}

static void
add_fields(const struct query_node *n, struct buf *out)
{
	if (n->field != QUERY_ANYWHERE)
		buf_addf(out, "%s:", field_name(n->field));
	if (n->kind == QUERY_CAPITAL)
		buf_addstr(out, "caps:");
	if (n->kind == QUERY_CAPITALS)
		buf_addstr(out, "allcaps:");
}

/*
 * A word that would be read as a field or an operator.  Any sign before it
 * keeps it a word; AND and its like are seen to be words in small letters.
 */
static void
guard(const struct query_node *n, bool small, struct buf *out)
{
	size_t from = out->len;
	struct operator op;
	bool named = n->field != QUERY_ANYWHERE;

	if (lex_begins_field(n->text, named))
		buf_addch(out, '\'');
	add_text(n->text, small, out);
	if (n->kind == QUERY_PREFIX)
		buf_addch(out, '*');
	if (named || n->kind == QUERY_CAPITAL || n->kind == QUERY_CAPITALS ||
	    out->failed)
		return;
	operator_read(out->data + from, out->len - from, &op);
	if (op.form == OPERATOR_NONE)
		return;
	buf_truncate(out, from);
	if (op.form == OPERATOR_BARE)
		small = true;
	else
		buf_addch(out, '\'');
	add_text(n->text, small, out);
	if (n->kind == QUERY_PREFIX)
		buf_addch(out, '*');
}

static void
leaf(const struct query_node *n, bool small, struct buf *out)
{
	bool quoted = n->kind == QUERY_EXACT || n->kind == QUERY_PHRASE;
	bool boosted = n->boost < 0.9995 || n->boost > 1.0005;
	/* A ^ behind these would be text. */
	bool bracket = boosted && !quoted && strpbrk(n->text, "~^/@") != NULL;

	if (bracket)
		buf_addch(out, '(');
	add_fields(n, out);
	if (field_is_value(n->field))
		quoted = needs_quotes(n);
	if (quoted || field_is_value(n->field)) {
		buf_addstr(out, quoted ? "\"" : "");
		add_text(n->text, small, out);
		buf_addstr(out, quoted ? "\"" : "");
	} else {
		guard(n, small, out);
	}
	if (n->kind == QUERY_FUZZY)
		buf_addf(out, "~%u", n->number);
	if (bracket)
		buf_addch(out, ')');
	if (boosted)
		add_boost(n->boost, out);
}

/* ==== Nodes ==== */

static void
add_operator(const struct query_node *n, struct buf *out)
{
	buf_addf(out, " %s", operator_name(n->kind));
	if (n->kind == QUERY_NEAR || n->kind == QUERY_ADJ)
		buf_addf(out, "/%u", n->number);
	buf_addch(out, ' ');
}

/* As deep as the tree: QUERY_DEPTH. */
static void
node(const struct query_node *n, bool small, struct buf *out)
{
	if (n->kid_count == 0) {
		leaf(n, small, out);
		return;
	}
	if (n->kind == QUERY_ATLEAST) {
		buf_addf(out, "ATLEAST/%u ", n->number);
		node(n->kids[0], small, out);
		return;
	}
	buf_addch(out, '(');
	for (size_t i = 0; i < n->kid_count; i++) {
		if (i > 0)
			add_operator(n, out);
		node(n->kids[i], small, out);
	}
	buf_addch(out, ')');
}

int
query_format(const struct query *q, struct buf *out)
{
	size_t from = out->len;
	struct lex lex;

	if (q->root == NULL)
		return out->failed ? -1 : 0;
	node(q->root, false, out);
	if (!out->failed && q->root->kid_count > 0) {
		lex_init(&lex, out->data + from, false);
		if (lex.capitals) {
			buf_truncate(out, from);
			node(q->root, true, out);
		}
		lex_release(&lex);
	}
	return out->failed ? -1 : 0;
}
