/*
 * Parsing a query with a stack of our own, a frame for every open bracket.
 * In order: errors, chains, brackets, terms, operators, the whole.
 */
#include "find/query.h"

#include <stdlib.h>
#include <string.h>

#include "find/query_joints.h"
#include "find/query_leaves.h"
#include "find/query_lex.h"
#include "find/query_nodes.h"
#include "find/query_words.h"

/* What a clause becomes when it is over. */
enum fate { FATE_AND, FATE_NOT, FATE_LESS };

/*
 * One bracket being read.  A chain is what AND holds together; a chain that
 * is over has become one of ${ors}.  Under any, a chain with + became one of
 * ${must} instead, and what is only excluded, or only a filter, holds for the
 * whole bracket.
 */
struct frame {
	struct clause clause;		/* being read; it goes to ${fate} */
	enum fate fate;
	struct nodes ands, nots;	/* of the chain being read */
	struct nodes ors, must, less, filters;
	struct lex_scope scope;
	size_t start, bracket, stop;	/* of what opened it, see struct lex */
	size_t op_start, op_stop;	/* the operator waiting for a term */
	enum operator_verb op;		/* VERB_NOT: none waits */
	unsigned number;		/* of NEAR or ADJ, waiting */
	unsigned count;			/* of ATLEAST, waiting; 0: none */
	char count_sign;		/* before the ATLEAST */
	bool negate;			/* NOT waits */
	bool seen;			/* the chain has a term, or noise */
	bool required;			/* the chain has a + */
	bool either;			/* the chain has an OR beside it */
	bool words, any_words;		/* the chain has, any had, no filter */
	bool named;			/* a field stands before it */
	char sign;			/* of the bracket itself */
};

struct parser {
	struct lex lex;
	struct query *out;
	struct query_error *error;
	struct frame *frames;
	size_t depth, cap;
	struct leaves leaves;
	struct nodes spare;	/* left out, but ${leaves} points there */
	size_t copies;		/* leaves that may still be copied */
	bool words;		/* the operand is no filter */
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
	return fail(p, f->op_start, f->op_stop, f->negate && f->count == 0 ?
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

static int
end_clause(struct parser *p, struct frame *f)
{
	struct nodes *to = f->fate == FATE_AND ? &f->ands :
	    f->fate == FATE_NOT ? &f->nots : &f->less;
	struct query_node *n;

	if (clause_end(&f->clause, p->lex.any, &n, p->error) < 0)
		return -1;
	return memory(p, nodes_add(to, n));
}

/*
 * The chain is over.  One that only excludes is an error, unless the query is
 * prose, or the word to take it away from was one too many.
 */
static int
end_chain(struct parser *p, struct frame *f)
{
	struct nodes *to = f->required ? &f->must : &f->ors;
	bool filters = p->lex.any && !f->either && !f->words;
	struct query_node *n;

	f->seen = f->required = f->either = f->words = false;
	if (end_clause(p, f) < 0)
		return -1;
	if (nodes_join(QUERY_AND, &f->ands, &n, p->error) < 0)
		return -1;
	if (n == NULL && f->nots.count > 0) {
		if (p->lex.any)
			return memory(p, nodes_move(&f->less, &f->nots));
		if (p->out->dropped > 0)
			return memory(p, nodes_move(&p->spare, &f->nots));
		return nothing_left(p, f);
	}
	if (filters)
		to = &f->filters;
	if (f->nots.count > 0 &&
	    nodes_subtract(n, &f->nots, &n, p->error) < 0)
		return -1;
	return memory(p, nodes_add(to, n));
}

/* ==== Brackets ==== */

/* A bracket opens, with what the lexer read before it. */
static int
push(struct parser *p)
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
	f->scope = p->lex.scope;
	f->sign = p->lex.sign;
	f->named = p->lex.named_field || p->lex.named_caps;
	f->op = VERB_NOT;
	f->start = p->lex.start;
	f->bracket = p->lex.bracket;
	f->stop = p->lex.stop;
	return 0;
}

/* What is looked for, and the filters. */
static int
filter(struct parser *p, struct frame *f, struct query_node **out)
{
	struct nodes all = { 0 };

	if (f->filters.count == 0)
		return 0;
	if (nodes_add(&all, *out) < 0 || nodes_move(&all, &f->filters) < 0) {
		nodes_release(&all);
		*out = NULL;
		return err_memory(&p->error->err);
	}
	return nodes_join(QUERY_AND, &all, out, p->error);
}

/* What the bracket says, or NULL where it says nothing. */
static int
end_frame(struct parser *p, struct frame *f, struct query_node **out)
{
	*out = NULL;
	if (!p->lex.any && (f->op != VERB_NOT || f->negate || f->count > 0))
		return dangling(p, f);
	if (end_chain(p, f) < 0)
		return -1;
	if (f->must.count > 0) {
		if (nodes_require(&f->must, &f->ors, &p->spare, &p->copies,
		    p->error) < 0 ||
		    nodes_join(QUERY_AND, &f->must, out, p->error) < 0)
			return -1;
	} else if (nodes_join(QUERY_OR, &f->ors, out, p->error) < 0) {
		return -1;
	}
	if (filter(p, f, out) < 0)
		return -1;
	if (f->less.count == 0)
		return 0;
	if (*out == NULL)
		return memory(p, nodes_move(&p->spare, &f->less));
	return nodes_subtract(*out, &f->less, out, p->error);
}

/* ==== Terms ==== */

/* What NEAR cannot join, since it is taken away. */
static int
taken_away(struct parser *p, enum query_kind kind)
{
	const char *name = operator_name(kind);

	p->error->start = p->lex.start;
	p->error->end = p->lex.stop;
	return err_set(&p->error->err, "%s cannot join what is taken away; "
	    "put brackets around what it joins, as in -(a %s b)", name, name);
}

/* ATLEAST waits for ${n}, which it counts.  Its sign stands before it. */
static int
count(struct parser *p, struct frame *f, struct query_node **n, char *sign)
{
	unsigned number = f->count;

	if (number == 0)
		return 0;
	f->count = 0;
	if (*sign == '-' && !p->lex.any)
		return fail(p, p->lex.start, p->lex.stop, "ATLEAST cannot "
		    "count what is taken away; put the '-' before it");
	if (*sign == '-')
		return 0;
	*sign = f->count_sign;
	return joint_count(n, number, f->op_start, p->lex.any, p->error);
}

/* A clause begins with ${n}: where does its sign say it goes? */
static int
begin_clause(struct parser *p, struct frame *f, struct query_node *n,
    char sign)
{
	bool negate = f->negate != (sign == '-'), any = p->lex.any;
	enum fate fate = negate ? FATE_NOT : FATE_AND;

	if ((any && f->op == VERB_NOT && f->seen ? end_chain(p, f) :
	    end_clause(p, f)) < 0) {
		query_node_free(n);
		return -1;
	}
	if (any && f->op == VERB_NOT && negate)
		fate = FATE_LESS;
	if (any && !f->seen && !negate)
		f->required = sign == '+';
	f->seen = f->seen || fate != FATE_LESS;
	f->negate = false;
	f->op = VERB_NOT;
	f->clause.part = n;
	f->clause.sign = sign;
	f->fate = fate;
	return 0;
}

/* The operand of NEAR, ADJ, SAME or PARA, which waits no more. */
static int
extend(struct parser *p, struct frame *f, struct query_node *n, char sign)
{
	enum query_kind kind = operator_kind(f->op);

	f->op = VERB_NOT;
	if (sign != '-')
		return clause_extend(&f->clause, kind, f->number, n,
		    p->lex.any, p->error);
	if (p->lex.any)
		return begin_clause(p, f, n, sign);
	query_node_free(n);
	return taken_away(p, kind);
}

/* Put a term, or a bracket, where its sign says.  ${n} NULL: noise. */
static int
operand(struct parser *p, struct query_node *n, char sign)
{
	struct frame *f = &p->frames[p->depth - 1];
	bool words = p->words && n != NULL;
	int rc;

	if (count(p, f, &n, &sign) < 0) {
		query_node_free(n);
		return -1;
	}
	rc = operator_joins(f->op) ? extend(p, f, n, sign) :
	    begin_clause(p, f, n, sign);
	f->words = f->words || (f->fate == FATE_AND && words);
	f->any_words = f->any_words || f->words;
	return rc;
}

static int
leaf(struct parser *p)
{
	struct lex *l = &p->lex;
	struct query_node *n = NULL;

	if (l->word.len == 0 && (l->named_field || l->named_caps) && !l->any)
		return fail(p, l->start, l->stop,
		    "a word is missing after this field");
	if (l->word.len > 0 && leaves_make(&p->leaves, l, &n, p->error) < 0)
		return -1;
	p->words = field_is_text(l->scope.field);
	p->out->dropped = p->leaves.dropped;
	return operand(p, n, l->sign);
}

/* ==== Operators ==== */

/* NOT, alone or after AND or OR.  A second one undoes the first. */
static int
not_operator(struct parser *p, struct frame *f)
{
	if (operator_joins(f->op) && !p->lex.any)
		return taken_away(p, operator_kind(f->op));
	if (operator_joins(f->op))
		f->op = VERB_NOT;
	f->negate = !f->negate;
	return 0;
}

/* NEAR, ADJ, SAME or PARA. */
static int
join_operator(struct parser *p, struct frame *f)
{
	enum query_kind kind = operator_kind(p->lex.verb);

	if (f->clause.sign == '-' && !p->lex.any)
		return taken_away(p, kind);
	f->number = p->lex.number;
	return kind == QUERY_NEAR || kind == QUERY_ADJ ? 0 :
	    clause_widen(&f->clause, kind, p->lex.any, p->error);
}

/* Is there something before this that ${verb} may join? */
static bool
has_left(const struct frame *f, enum operator_verb verb)
{
	return f->op == VERB_NOT && !f->negate && f->count == 0 && (f->seen ||
	    (operator_joins(verb) && f->clause.part != NULL));
}

/* In prose an operator with nothing to join is passed over. */
static int
operator(struct parser *p)
{
	struct lex *l = &p->lex;
	struct frame *f = &p->frames[p->depth - 1];
	bool alone = l->verb == VERB_NOT || l->verb == VERB_ATLEAST;

	if (alone ? f->count > 0 : !has_left(f, l->verb))
		return l->any ? 0 : fail(p, l->start, l->stop, f->count > 0 ?
		    "a word is missing between ATLEAST and this operator" :
		    "a word is missing before this operator");
	f->op_start = l->start;
	f->op_stop = l->stop;
	if (l->verb == VERB_NOT)
		return not_operator(p, f);
	if (l->verb == VERB_ATLEAST) {
		f->count = l->number;
		f->count_sign = l->sign;
		return 0;
	}
	if (l->verb == VERB_OR) {
		f->either = true;
		if (end_chain(p, f) < 0)
			return -1;
		f->either = true;
	}
	f->op = l->verb;
	return operator_joins(f->op) ? join_operator(p, f) : 0;
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
	if (n != NULL)
		query_node_boost(n, (double)p->lex.boost / BOOST_ONE);
	p->words = f->any_words;
	p->depth--;
	return operand(p, n, f->sign);
}

/* ==== The whole ==== */

/* The next token, for which the lexer must know where it stands. */
static int
next(struct parser *p)
{
	const struct frame *f = &p->frames[p->depth - 1];

	p->lex.outer = f->scope;
	p->lex.joins = has_left(f, VERB_NEAR);
	return lex_next(&p->lex, p->error);
}

static int
parse(struct parser *p)
{
	struct lex *l = &p->lex;
	int rc = push(p);

	while (rc == 0 && (rc = next(p)) == 0 && l->kind != LEX_END) {
		if (l->kind == LEX_OPEN)
			rc = push(p);
		else if (l->kind == LEX_CLOSE)
			rc = close_bracket(p);
		else if (l->kind == LEX_TERM)
			rc = leaf(p);
		else
			rc = operator(p);
	}
	while (rc == 0 && p->depth > 1)
		rc = l->any ? close_bracket(p) : unclosed(p);
	if (rc == 0)
		rc = end_frame(p, &p->frames[0], &p->out->root);
	if (rc == 0 && p->out->root != NULL)
		query_node_settle(p->out->root);
	return rc;
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
		clause_release(&p.frames[i].clause);
		nodes_release(&p.frames[i].ands);
		nodes_release(&p.frames[i].nots);
		nodes_release(&p.frames[i].ors);
		nodes_release(&p.frames[i].must);
		nodes_release(&p.frames[i].less);
		nodes_release(&p.frames[i].filters);
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
