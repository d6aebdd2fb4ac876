/*
 * A query's tree as text in its own language, every bracket written.  Where
 * all words are in capitals they are written small: else the operators would
 * be read as words.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "find/query.h"
#include "find/query_lex.h"

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

static void
leaf(const struct query_node *n, bool small, struct buf *out)
{
	bool quoted = n->kind == QUERY_EXACT || n->kind == QUERY_PHRASE;

	if (n->field != QUERY_ANYWHERE)
		buf_addf(out, "%s:", lex_field(n->field));
	else if (!quoted && lex_begins_field(n->text))
		buf_addch(out, '\'');	/* any sign: it begins no more */
	if (quoted)
		buf_addch(out, '"');
	/* In small letters it is seen to be a word and no operator. */
	add_text(n->text, small || (n->kind == QUERY_WORD &&
	    lex_operator(n->text, strlen(n->text)) != LEX_TERM), out);
	if (quoted)
		buf_addch(out, '"');
	if (n->kind == QUERY_PREFIX)
		buf_addch(out, '*');
}

/* As deep as the tree: QUERY_DEPTH. */
static void
node(const struct query_node *n, bool small, struct buf *out)
{
	const char *between = n->kind == QUERY_AND ? " AND " :
	    n->kind == QUERY_OR ? " OR " : " NOT ";

	if (n->kid_count == 0) {
		leaf(n, small, out);
		return;
	}
	buf_addch(out, '(');
	for (size_t i = 0; i < n->kid_count; i++) {
		if (i > 0)
			buf_addstr(out, between);
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
