/*
 * Parsing a query with a stack of our own, a frame for every open bracket.
 * In order: nodes, lists of them, frames, operands, operators.
 */
#include <stdlib.h>
#include <string.h>

#include "find/query.h"
#include "find/query_lex.h"

struct list {
	struct query_node **at;
	size_t count, cap;
};

/*
 * One bracket being read: alternatives done, and the AND chain being read.
 * Under any, ${must} and ${less} hold the bracket's + and - terms.
 */
struct frame {
	struct list ors, ands, nots, must, less;
	enum query_field field;
	size_t start;
	size_t op_start, op_stop;	/* the operator waiting for a term */
	enum lex_kind op;		/* LEX_END: none waits */
	bool negate;			/* NOT before the next term */
	bool seen;			/* the chain has a term */
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
	struct list spare;	/* left out, but ${leaves} points there */
};

static void
node_free(struct query_node *n)
{
	if (n == NULL)
		return;
	for (size_t i = 0; i < n->kid_count; i++)
		node_free(n->kids[i]);
	free(n->kids);
	free(n->text);
	free(n);
}

static void
list_free(struct list *l)
{
	for (size_t i = 0; i < l->count; i++)
		node_free(l->at[i]);
	free(l->at);
	memset(l, 0, sizeof(*l));
}

/* Takes ${n}, also where it fails. */
static int
list_add(struct list *l, struct query_node *n)
{
	if (n == NULL)
		return 0;
	if (l->count == l->cap) {
		size_t cap = l->cap ? l->cap * 2 : 4;
		void *at = realloc(l->at, cap * sizeof(struct query_node *));

		if (at == NULL) {
			node_free(n);
			return -1;
		}
		l->at = at;
		l->cap = cap;
	}
	l->at[l->count++] = n;
	return 0;
}

static int
fail(struct parser *p, size_t start, size_t end, const char *sentence)
{
	p->error->start = start;
	p->error->end = end;
	return err_set(&p->error->err, "%s", sentence);
}

/* Make one node of the list, which is empty afterwards. */
static int
join(struct parser *p, enum query_kind kind, struct list *l,
    struct query_node **out)
{
	struct list flat = { 0 };
	struct query_node *n;

	*out = NULL;
	if (l->count < 2) {
		*out = l->count == 1 ? l->at[0] : NULL;
		l->count = 0;
		list_free(l);
		return 0;
	}
	for (size_t i = 0; i < l->count; i++) {
		struct query_node *kid = l->at[i];
		bool same = kid->kind == kind && kind != QUERY_NOT;

		l->at[i] = NULL;
		for (size_t k = 0; same && k < kid->kid_count; k++) {
			struct query_node *moved = kid->kids[k];

			kid->kids[k] = NULL;
			if (list_add(&flat, moved) < 0)
				goto memory;
		}
		if (same)
			node_free(kid);
		else if (list_add(&flat, kid) < 0)
			goto memory;
	}
	list_free(l);
	if ((n = calloc(1, sizeof(*n))) == NULL)
		goto memory;
	n->kind = kind;
	n->kids = flat.at;
	n->kid_count = flat.count;
	n->start = flat.at[0]->start;
	for (size_t i = 0; i < n->kid_count; i++) {
		if (n->kids[i]->height >= n->height)
			n->height = n->kids[i]->height + 1;
		if (n->kids[i]->start < n->start)
			n->start = n->kids[i]->start;
		if (n->kids[i]->end > n->end)
			n->end = n->kids[i]->end;
	}
	*out = n;
	return n->height <= QUERY_DEPTH ? 0 : fail(p, n->start, n->end,
	    "more than 100 levels of brackets in one another");
memory:
	list_free(&flat);
	return err_memory(&p->error->err);
}

/* ${n} without the list's, which is empty afterwards. */
static int
subtract(struct parser *p, struct query_node **n, struct list *nots)
{
	struct list pair = { 0 };
	struct query_node *less = NULL, *whole = *n;
	int rc;

	if (nots->count == 0)
		return 0;
	if (whole == NULL)
		return fail(p, nots->at[0]->start, nots->at[0]->end,
		    "nothing to take this away from; put a word to search "
		    "for beside it");
	rc = join(p, QUERY_OR, nots, &less);
	*n = NULL;
	if (list_add(&pair, whole) < 0 || list_add(&pair, less) < 0)
		rc = err_memory(&p->error->err);
	if (rc == 0)
		rc = join(p, QUERY_NOT, &pair, n);
	list_free(&pair);
	return rc;
}

static int
push(struct parser *p, enum query_field field, size_t start)
{
	if (p->depth == p->cap) {
		size_t cap = p->cap ? p->cap * 2 : 8;
		void *at = realloc(p->frames, cap * sizeof(*p->frames));

		if (at == NULL)
			return err_memory(&p->error->err);
		p->frames = at;
		p->cap = cap;
	}
	memset(&p->frames[p->depth], 0, sizeof(*p->frames));
	p->frames[p->depth].field = field;
	p->frames[p->depth].start = start;
	p->frames[p->depth++].op = LEX_END;
	return 0;
}

/* The AND chain is over: it becomes one alternative. */
static int
end_chain(struct parser *p, struct frame *f)
{
	struct query_node *n = NULL;
	int rc = join(p, QUERY_AND, &f->ands, &n);

	if (rc == 0)
		rc = subtract(p, &n, &f->nots);
	f->seen = false;
	if (rc < 0) {
		node_free(n);
		return -1;
	}
	return list_add(&f->ors, n) < 0 ? err_memory(&p->error->err) : 0;
}

static int
end_frame(struct parser *p, struct frame *f, struct query_node **out)
{
	*out = NULL;
	if (f->op != LEX_END)
		return fail(p, f->op_start, f->op_stop,
		    "a word is missing after this operator");
	if (end_chain(p, f) < 0)
		return -1;
	/* With + terms the others need not be there, and are left out. */
	if (f->must.count > 0) {
		for (size_t i = 0; i < f->ors.count; i++) {
			struct query_node *n = f->ors.at[i];

			f->ors.at[i] = NULL;
			if (list_add(&p->spare, n) < 0)
				return err_memory(&p->error->err);
		}
		list_free(&f->ors);
		if (join(p, QUERY_AND, &f->must, out) < 0)
			return -1;
	} else if (join(p, QUERY_OR, &f->ors, out) < 0) {
		return -1;
	}
	return subtract(p, out, &f->less);
}

/* Put a term, or a bracket, where its sign says.  ${n} NULL: emptiness. */
static int
operand(struct parser *p, struct query_node *n, char sign)
{
	struct frame *f = &p->frames[p->depth - 1];
	bool negate = f->negate != (sign == '-');
	struct list *to = negate ? &f->nots : &f->ands;

	if (p->lex.any && f->op == LEX_END && sign != 0)
		to = negate ? &f->less : &f->must;
	else if (p->lex.any && f->op == LEX_END && f->seen &&
	    end_chain(p, f) < 0) {
		node_free(n);
		return -1;
	}
	f->seen = f->seen || to == &f->ands || to == &f->nots;
	f->negate = false;
	f->op = LEX_END;
	return list_add(to, n) < 0 ? err_memory(&p->error->err) : 0;
}

static int
leaf(struct parser *p)
{
	struct lex *l = &p->lex;
	struct query_node *n;
	size_t i;

	if (l->word.len == 0)
		return operand(p, NULL, l->sign);
	if ((n = calloc(1, sizeof(*n))) == NULL ||
	    (n->text = strdup(l->word.data)) == NULL) {
		free(n);
		return err_memory(&p->error->err);
	}
	n->kind = l->leaf;
	n->field = l->field != QUERY_ANYWHERE ? l->field :
	    p->frames[p->depth - 1].field;
	n->start = l->start;
	n->end = l->stop;
	for (i = 0; i < p->leaf_count; i++)
		if (p->leaves[i]->kind == n->kind &&
		    p->leaves[i]->field == n->field &&
		    strcmp(p->leaves[i]->text, n->text) == 0)
			break;
	if (i == QUERY_LEAVES) {
		p->out->dropped++;
		node_free(n);
		n = NULL;
	} else if (i == p->leaf_count) {
		p->leaves[p->leaf_count++] = n;
	}
	return operand(p, n, l->sign);
}

static int
operator(struct parser *p)
{
	struct lex *l = &p->lex;
	struct frame *f = &p->frames[p->depth - 1];

	if (l->kind == LEX_NOT) {
		f->negate = !f->negate;
		if (f->op == LEX_END && p->lex.any && !f->seen)
			f->seen = true;
	} else if (f->op != LEX_END || (!f->seen && f->must.count == 0)) {
		return fail(p, l->start, l->stop,
		    "a word is missing before this operator");
	} else if (l->kind == LEX_OR && end_chain(p, f) < 0) {
		return -1;
	}
	f->op = l->kind == LEX_NOT && f->op != LEX_END ? f->op : l->kind;
	f->op_start = l->start;
	f->op_stop = l->stop;
	return 0;
}

static int
close_bracket(struct parser *p)
{
	struct query_node *n;
	char sign = p->frames[p->depth - 1].sign;

	if (p->depth == 1)
		return p->lex.any ? 0 : fail(p, p->lex.start, p->lex.stop,
		    "this ')' closes no '('");
	if (end_frame(p, &p->frames[p->depth - 1], &n) < 0) {
		node_free(n);
		return -1;
	}
	p->depth--;
	return operand(p, n, sign);
}

static int
parse(struct parser *p)
{
	struct lex *l = &p->lex;
	int rc = push(p, QUERY_ANYWHERE, 0);

	while (rc == 0 && (rc = lex_next(l, p->error)) == 0 &&
	    l->kind != LEX_END) {
		if (l->kind == LEX_OPEN) {
			rc = push(p, l->field != QUERY_ANYWHERE ? l->field :
			    p->frames[p->depth - 1].field, l->start);
			if (rc == 0)
				p->frames[p->depth - 1].sign = l->sign;
		} else if (l->kind == LEX_CLOSE) {
			rc = close_bracket(p);
		} else if (l->kind == LEX_TERM) {
			rc = leaf(p);
		} else {
			rc = operator(p);
		}
	}
	while (rc == 0 && p->depth > 1)
		rc = l->any ? close_bracket(p) :
		    fail(p, p->frames[p->depth - 1].start,
		    p->frames[p->depth - 1].start + 1,
		    "this '(' is never closed");
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
	lex_init(&p.lex, text, any);
	rc = parse(&p);
	for (size_t i = 0; i < p.depth; i++) {
		list_free(&p.frames[i].ors);
		list_free(&p.frames[i].ands);
		list_free(&p.frames[i].nots);
		list_free(&p.frames[i].must);
		list_free(&p.frames[i].less);
	}
	list_free(&p.spare);
	free(p.frames);
	lex_release(&p.lex);
	return rc;
}

void
query_release(struct query *q)
{
	node_free(q->root);
	memset(q, 0, sizeof(*q));
}
