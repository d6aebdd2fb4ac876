/* A query's tree as text in its own language, every bracket written. */
#include "base/buf.h"
#include "find/query.h"
#include "find/query_lex.h"

static void
leaf(const struct query_node *n, struct buf *out)
{
	static const char *const fields[] = { "", "title:", "body:" };
	bool quoted = n->kind == QUERY_EXACT || n->kind == QUERY_PHRASE;
	size_t from;

	buf_addstr(out, fields[n->field]);
	if (quoted)
		buf_addch(out, '"');
	from = out->len;
	buf_addstr(out, n->text);
	/* In small letters it is seen to be a word and no operator. */
	if (n->kind == QUERY_WORD &&
	    lex_operator(n->text, out->len - from) != LEX_TERM)
		for (size_t i = from; i < out->len; i++)
			out->data[i] = (char)(out->data[i] | 32);
	if (quoted)
		buf_addch(out, '"');
	if (n->kind == QUERY_PREFIX)
		buf_addch(out, '*');
}

/* As deep as the tree: QUERY_DEPTH. */
static void
node(const struct query_node *n, struct buf *out)
{
	const char *between = n->kind == QUERY_AND ? " AND " :
	    n->kind == QUERY_OR ? " OR " : " NOT ";

	if (n->kid_count == 0) {
		leaf(n, out);
		return;
	}
	buf_addch(out, '(');
	for (size_t i = 0; i < n->kid_count; i++) {
		if (i > 0)
			buf_addstr(out, between);
		node(n->kids[i], out);
	}
	buf_addch(out, ')');
}

int
query_format(const struct query *q, struct buf *out)
{
	if (q->root != NULL)
		node(q->root, out);
	return out->failed ? -1 : 0;
}
