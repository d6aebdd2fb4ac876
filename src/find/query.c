/*
 * Parsing a query with a stack of our own, a frame for every open bracket.
 * In order: errors, chains, brackets, terms, operators, the whole.
 */
#include "find/query.h"

#include <stdlib.h>
#include <string.h>

#include "find/query_lex.h"
#include "find/query_nodes.h"

/*
 * One bracket being read.  A chain is what AND holds together; a chain that
 * is over has become one of ${ors}.  Under any, a chain with + became one of
 * ${must} instead, and what is only excluded holds for the whole bracket.
 */
struct frame {
	struct nodes ands, nots;	/* of the chain being read */
	struct nodes ors, must, less;
	enum query_field field;
	size_t start, bracket, stop;	/* of what opened it, see struct lex */
	size_t op_start, op_stop;	/* the operator waiting for a term */
	enum lex_kind op;		/* AND or OR waits; LEX_END: none */
	bool negate;			/* NOT waits */
	bool seen;			/* the chain has a term, or noise */
	bool required;			/* the chain has a + */
	bool named;			/* a field stands before it */
	char sign;			/* of the bracket itself */
};

struct parser {
	struct lex lex;
	struct query *out;
	struct query_error *error;
	struct frame *frames;
	size_t depth, cap;
	struct query_node *leaves[QUERY_LEAVES];
	size_t leaf_count;
	struct nodes spare;	/* left out, but ${leaves} points there */
	size_t copies;		/* leaves that may still be copied */
};

/* ==== Errors ==== */

static int
fail(struct parser *p, size_t start, size_t end, const char *sentence)
{
	p->error->start = start;
	p->error->end = end;
	return err_set(&p->error->err, "%s", sentence);
}

/* 0, or -1 where ${rc} says that memory ran out. */
static int
memory(struct parser *p, int rc)
{
	return rc < 0 ? err_memory(&p->error->err) : 0;
}

/* An operator at the end of its bracket. */
static int
dangling(struct parser *p, const struct frame *f)
{
	return fail(p, f->op_start, f->op_stop, f->negate ?
	    "NOT takes a word away; the word is missing behind it" :
	    "a word is missing after this operator");
}

/* A chain that only excludes. */
static int
nothing_left(struct parser *p, const struct frame *f)
{
	const struct query_node *n = f->nots.at[0];

	return fail(p, n->start, n->end, f->ors.count > 0 ?
	    "an alternative after OR cannot only exclude; put a word to "
	    "search for before it" :
	    "nothing to take this away from; put a word to search for "
	    "beside it");
}

/* A bracket at the end; an open quote has most likely swallowed the other. */
static int
unclosed(struct parser *p)
{
	const struct frame *f = &p->frames[p->depth - 1];

	if (p->lex.unclosed)
		return fail(p, p->lex.quote, p->lex.quote_stop,
		    "this quote is never closed");
	return fail(p, f->bracket, f->stop, "this '(' is never closed");
}

/* ==== Chains ==== */

/* ${n} without the list's, which is released; ${n} is taken. */
static int
subtract(struct parser *p, struct query_node *n, struct nodes *nots,
    struct query_node **out)
{
	struct nodes pair = { 0 };
	struct query_node *less = NULL;
	int rc = nodes_add(&pair, n);

	*out = NULL;
	if (rc < 0)
		return memory(p, rc);
	rc = nodes_join(QUERY_OR, nots, &less, p->error);
	if (rc == 0)
		rc = memory(p, nodes_add(&pair, less));
	if (rc == 0)
		rc = nodes_join(QUERY_NOT, &pair, out, p->error);
	nodes_release(&pair);
	return rc;
}

/*
 * The chain is over.  One that only excludes is an error, unless the query is
 * prose, or the word to take it away from was one too many.
 */
static int
end_chain(struct parser *p, struct frame *f)
{
	struct nodes *to = f->required ? &f->must : &f->ors;
	struct query_node *n;

	f->seen = f->required = false;
	if (nodes_join(QUERY_AND, &f->ands, &n, p->error) < 0)
		return -1;
	if (n == NULL && f->nots.count > 0) {
		if (p->lex.any)
			return memory(p, nodes_move(&f->less, &f->nots));
		if (p->out->dropped > 0)
			return memory(p, nodes_move(&p->spare, &f->nots));
		return nothing_left(p, f);
	}
	if (f->nots.count > 0 && subtract(p, n, &f->nots, &n) < 0)
		return -1;
	return memory(p, nodes_add(to, n));
}

/* ==== Brackets ==== */

static int
push(struct parser *p, enum query_field field, char sign)
{
	struct frame *f;

	if (p->depth == p->cap) {
		size_t cap = p->cap ? p->cap * 2 : 8;
		void *at = realloc(p->frames, cap * sizeof(*p->frames));

		if (at == NULL)
			return err_memory(&p->error->err);
		p->frames = at;
		p->cap = cap;
	}
	f = &p->frames[p->depth++];
	memset(f, 0, sizeof(*f));
	f->field = field;
	f->sign = sign;
	f->op = LEX_END;
	f->start = p->lex.start;
	f->bracket = p->lex.bracket;
	f->stop = p->lex.stop;
	return 0;
}

/*
 * With + terms the others need not be there, but count where they are: +a b
 * is (a AND (a OR b)).  Where there is no room for a copy, they do not.
 */
static int
require(struct parser *p, struct frame *f)
{
	struct nodes either = { 0 };
	struct query_node *n = f->must.at[0];
	int rc;

	if (f->ors.count == 0)
		return 0;
	for (size_t i = 0; i < f->must.count && n->kid_count > 0; i++)
		n = f->must.at[i];
	rc = nodes_witness(&either, n, &p->copies);
	if (rc > 0)
		rc = memory(p, nodes_move(&either, &f->ors));
	else
		rc = memory(p, rc < 0 ? -1 : nodes_move(&p->spare, &f->ors));
	if (rc == 0 && either.count > 1) {
		rc = nodes_join(QUERY_OR, &either, &n, p->error);
		if (rc == 0)
			rc = memory(p, nodes_add(&f->must, n));
	}
	nodes_release(&either);
	return rc;
}

/* What the bracket says, or NULL where it says nothing. */
static int
end_frame(struct parser *p, struct frame *f, struct query_node **out)
{
	*out = NULL;
	if (!p->lex.any && (f->op != LEX_END || f->negate))
		return dangling(p, f);
	if (end_chain(p, f) < 0)
		return -1;
	if (f->must.count > 0) {
		if (require(p, f) < 0 ||
		    nodes_join(QUERY_AND, &f->must, out, p->error) < 0)
			return -1;
	} else if (nodes_join(QUERY_OR, &f->ors, out, p->error) < 0) {
		return -1;
	}
	if (f->less.count == 0)
		return 0;
	if (*out == NULL)
		return memory(p, nodes_move(&p->spare, &f->less));
	return subtract(p, *out, &f->less, out);
}

/* ==== Terms ==== */

/* Put a term, or a bracket, where its sign says.  ${n} NULL: noise. */
static int
operand(struct parser *p, struct query_node *n, char sign)
{
	struct frame *f = &p->frames[p->depth - 1];
	bool negate = f->negate != (sign == '-');
	struct nodes *to = negate ? &f->nots : &f->ands;

	if (p->lex.any && f->op == LEX_END) {
		if (f->seen && end_chain(p, f) < 0) {
			query_node_free(n);
			return -1;
		}
		to = negate ? &f->less : to;
	}
	if (p->lex.any && !f->seen && !negate)
		f->required = sign == '+';
	f->seen = f->seen || to != &f->less;
	f->negate = false;
	f->op = LEX_END;
	return memory(p, nodes_add(to, n));
}

/* A leaf of the term just read, or NULL: one too many. */
static int
make_leaf(struct parser *p, struct query_node **out)
{
	struct lex *l = &p->lex;
	struct query_node *n = calloc(1, sizeof(*n)), *same;
	size_t i;

	*out = NULL;
	if (n == NULL || (n->text = strdup(l->word.data)) == NULL) {
		free(n);
		return err_memory(&p->error->err);
	}
	n->kind = l->leaf;
	n->boost = 1;
	n->field = l->field != QUERY_ANYWHERE ? l->field :
	    p->frames[p->depth - 1].field;
	n->start = l->start;
	n->end = l->stop;
	for (i = 0; i < p->leaf_count; i++) {
		same = p->leaves[i];
		if (same->kind == n->kind && same->field == n->field &&
		    strcmp(same->text, n->text) == 0)
			break;
	}
	if (i == QUERY_LEAVES) {
		p->out->dropped++;
		query_node_free(n);
		return 0;
	}
	if (i == p->leaf_count)
		p->leaves[p->leaf_count++] = n;
	*out = n;
	return 0;
}

static int
leaf(struct parser *p)
{
	struct lex *l = &p->lex;
	struct query_node *n = NULL;

	if (l->word.len == 0 && l->field != QUERY_ANYWHERE && !l->any)
		return fail(p, l->start, l->stop,
		    "a word is missing after this field");
	if (l->word.len > 0 && make_leaf(p, &n) < 0)
		return -1;
	return operand(p, n, l->sign);
}

/* ==== Operators ==== */

/* NOT, alone or after AND or OR.  A second one undoes the first. */
static void
not_operator(struct parser *p, struct frame *f)
{
	f->negate = !f->negate;
	f->op_start = p->lex.start;
	f->op_stop = p->lex.stop;
}

/* In prose an operator with nothing to join is passed over. */
static int
operator(struct parser *p)
{
	struct lex *l = &p->lex;
	struct frame *f = &p->frames[p->depth - 1];

	if (l->kind == LEX_NOT) {
		not_operator(p, f);
		return 0;
	}
	if (f->op != LEX_END || f->negate || !f->seen)
		return l->any ? 0 : fail(p, l->start, l->stop,
		    "a word is missing before this operator");
	if (l->kind == LEX_OR && end_chain(p, f) < 0)
		return -1;
	f->op = l->kind;
	f->op_start = l->start;
	f->op_stop = l->stop;
	return 0;
}

static int
open_bracket(struct parser *p)
{
	enum query_field field = p->lex.field;
	bool named = field != QUERY_ANYWHERE;

	if (!named)
		field = p->frames[p->depth - 1].field;
	if (push(p, field, p->lex.sign) < 0)
		return -1;
	p->frames[p->depth - 1].named = named;
	return 0;
}

static int
close_bracket(struct parser *p)
{
	struct frame *f = &p->frames[p->depth - 1];
	struct query_node *n;

	if (p->depth == 1)
		return p->lex.any ? 0 : fail(p, p->lex.start, p->lex.stop,
		    "this ')' closes no '('");
	if (end_frame(p, f, &n) < 0)
		return -1;
	/* A field before the bracket asks for something in it. */
	if (n == NULL && f->named && !p->lex.any && p->out->dropped == 0)
		return fail(p, f->start, p->lex.stop,
		    "a word is missing after this field");
	if (n != NULL && n->kid_count > 0) {
		n->start = f->start;
		n->end = p->lex.stop;
	}
	p->depth--;
	return operand(p, n, f->sign);
}

/* ==== The whole ==== */

static int
parse(struct parser *p)
{
	struct lex *l = &p->lex;
	int rc = push(p, QUERY_ANYWHERE, '\0');

	while (rc == 0 && (rc = lex_next(l, p->error)) == 0 &&
	    l->kind != LEX_END) {
		if (l->kind == LEX_OPEN)
			rc = open_bracket(p);
		else if (l->kind == LEX_CLOSE)
			rc = close_bracket(p);
		else if (l->kind == LEX_TERM)
			rc = leaf(p);
		else
			rc = operator(p);
	}
	while (rc == 0 && p->depth > 1)
		rc = l->any ? close_bracket(p) : unclosed(p);
	return rc == 0 ? end_frame(p, &p->frames[0], &p->out->root) : rc;
}

int
query_parse(struct query *out, const char *text, bool any,
    struct query_error *error)
{
	struct parser p;
	int rc;

	memset(&p, 0, sizeof(p));
	memset(out, 0, sizeof(*out));
	memset(error, 0, sizeof(*error));
	p.out = out;
	p.error = error;
	p.copies = QUERY_LEAVES;
	lex_init(&p.lex, text, any);
	rc = parse(&p);
	for (size_t i = 0; i < p.depth; i++) {
		nodes_release(&p.frames[i].ands);
		nodes_release(&p.frames[i].nots);
		nodes_release(&p.frames[i].ors);
		nodes_release(&p.frames[i].must);
		nodes_release(&p.frames[i].less);
	}
	nodes_release(&p.spare);
	free(p.frames);
	lex_release(&p.lex);
	return rc;
}

void
query_release(struct query *q)
{
	query_node_free(q->root);
	memset(q, 0, sizeof(*q));
}
