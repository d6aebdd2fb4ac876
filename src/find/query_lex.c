/* Cutting a query.  In order: lengths, capitals, operators, tokens. */
#include "find/query_lex.h"

#include <string.h>

#include "base/utf8.h"
#include "find/query_runes.h"
#include "find/query_term.h"
#include "find/query_words.h"

size_t
lex_word_length(const struct lex *l, const char *p)
{
	const char *from = p;
	uint32_t r;

	while (p < l->end) {
		size_t n = utf8_decode(p, l->end, &r);

		if (rune_ends_word(r))
			break;
		p += n;
	}
	return (size_t)(p - from);
}

uint32_t
lex_rune(const struct lex *l, const char *p)
{
	uint32_t r = ' ';

	if (p < l->end)
		utf8_decode(p, l->end, &r);
	return r;
}

int
lex_fail(const struct lex *l, size_t start, struct query_error *error)
{
	error->start = start;
	error->end = (size_t)(l->at - l->text);
	return -1;
}

/*
 * Does nothing tell the operators from the words?  They are there, the words
 * have capitals, and no letter is another.  "2014 OR 2015" has no capitals,
 * and who writes NEAR/5 or ALLCAPS: means it.
 */
static bool
all_capitals(const struct lex *l)
{
	bool operators = false, capitals = false;
	struct operator op;
	const char *p = l->text;
	uint32_t r;

	while (p < l->end) {
		const char *stop = p + lex_word_length(l, p);

		operator_read(p, (size_t)(stop - p), &op);
		if (op.form == OPERATOR_BARE) {
			operators = true;
			p = stop;
			continue;
		}
		if (op.form == OPERATOR_WRONG)
			operators = true;
		if (op.form == OPERATOR_SURE || op.form == OPERATOR_WEAK ||
		    (op.form == OPERATOR_WRONG && stop[-1] >= '0' &&
		    stop[-1] <= '9') ||
		    strncmp(p, "ALLCAPS:", strlen("ALLCAPS:")) == 0)
			return false;
		do {
			p += utf8_decode(p, l->end, &r);
			if (!utf8_letter(r))
				continue;
			if (!utf8_upper(r) || utf8_lower(r) == r)
				return false;
			capitals = true;
		} while (p < stop);
	}
	return operators && capitals;
}

void
lex_init(struct lex *l, const char *text, bool any)
{
	memset(l, 0, sizeof(*l));
	l->text = l->at = text;
	l->end = text + strlen(text);
	l->any = any;
	buf_init(&l->word, BUF_TEXT_LIMIT);
	l->capitals = all_capitals(l);
}

void
lex_release(struct lex *l)
{
	buf_release(&l->word);
}

/* ==== Operators ==== */

/* Is there something behind ${p} that could be joined, or counted? */
static bool
followed(const struct lex *l, const char *p)
{
	struct operator op;
	uint32_t r = ' ';

	while (p < l->end) {
		size_t n = utf8_decode(p, l->end, &r);

		if (!rune_blank(r))
			break;
		p += n;
	}
	operator_read(p, lex_word_length(l, p), &op);
	return p < l->end && !rune_closes(r) &&
	    ((op.form != OPERATOR_BARE && op.form != OPERATOR_SURE) ||
	    op.verb == VERB_ATLEAST);
}

/* 1: an operator; 0: a word; -1: an error. */
static int
operator(struct lex *l, struct query_error *error)
{
	size_t n = lex_word_length(l, l->at);
	struct operator op;
	bool ready;

	operator_read(l->at, n, &op);
	if (op.form == OPERATOR_NONE || (l->capitals &&
	    op.form != OPERATOR_SURE))
		return 0;
	ready = (op.verb == VERB_ATLEAST || l->joins) &&
	    followed(l, l->at + n);
	if (!ready && (op.form == OPERATOR_WEAK || op.form == OPERATOR_SLIP ||
	    (l->any && op.verb > VERB_NOT)))
		return 0;
	if (op.form >= OPERATOR_SLIP || op.number == 0) {
		if (l->any)
			return 0;
		error->end = (size_t)(l->at - l->text) + n;
		error->start = (size_t)(l->at - l->text);
		return operator_error(&op, l->at, n, &error->err);
	}
	l->kind = LEX_OPERATOR;
	l->verb = op.verb;
	l->number = op.number;
	l->at += n;
	return 1;
}

/* ==== Tokens ==== */

static int
bracket_suffix(struct lex *l, struct query_error *error)
{
	size_t from = (size_t)(l->at - l->text);
	struct modifiers m;

	if (!term_suffix(l, &m))
		return 0;
	if (m.tilde)
		err_set(&error->err, "~ stands behind one plain word or a "
		    "phrase");
	if (modifiers_check(&m, &error->err) == 0)
		l->boost = m.boost;
	else
		m.tilde = true;
	return m.tilde && !l->any ? lex_fail(l, from, error) : 0;
}

/* A quote right behind a word, and nothing behind it: 12" opens nothing. */
static bool
stray_quote(const struct lex *l, uint32_t r, size_t len)
{
	return l->glued && rune_quote(r) != 0 &&
	    rune_ends_word(lex_rune(l, l->at + len));
}

/* Pass what parts terms.  True where there was any, or the text begins. */
static bool
skip_blanks(struct lex *l)
{
	bool fresh = l->at == l->text || l->kind == LEX_OPEN;
	uint32_t r;

	while (l->at < l->end) {
		size_t n = utf8_decode(l->at, l->end, &r);

		if (!rune_blank(r) && !stray_quote(l, r, n))
			break;
		l->glued = false;
		fresh = fresh || rune_blank(r);
		l->at += n;
	}
	l->glued = false;
	return fresh;
}

static void
begin(struct lex *l)
{
	l->start = (size_t)(l->at - l->text);
	l->scope = l->outer;
	l->named_field = l->named_caps = false;
	l->leaf = QUERY_WORD;
	l->number = 0;
	l->boost = BOOST_ONE;
	l->sign = 0;
	l->kind = LEX_TERM;
	buf_reset(&l->word);
}

/* A sign before ATLEAST is that of what it counts. */
static int
operator_or_term(struct lex *l, bool fresh, struct query_error *error)
{
	const char *from = l->at;
	struct operator op = { 0 };
	int rc;

	if (fresh && (*from == '-' || *from == '+'))
		operator_read(from + 1, lex_word_length(l, from + 1), &op);
	if (op.verb == VERB_ATLEAST)
		l->at++;
	rc = operator(l, error);
	if (rc != 0) {
		l->sign = op.verb == VERB_ATLEAST ? *from : 0;
		return rc;
	}
	l->at = from;
	return term_read(l, fresh, error);
}

int
lex_next(struct lex *l, struct query_error *error)
{
	bool fresh = skip_blanks(l);
	uint32_t r;

	begin(l);
	r = lex_rune(l, l->at);
	if (l->at == l->end) {
		l->kind = LEX_END;
	} else if (rune_closes(r)) {
		l->kind = LEX_CLOSE;
		l->at += utf8_decode(l->at, l->end, &r);
		if (bracket_suffix(l, error) < 0)
			return -1;
	} else if (operator_or_term(l, fresh, error) < 0) {
		return -1;
	}
	/* A sign with nothing behind it is a dash. */
	if (l->kind == LEX_TERM && l->word.len == 0)
		l->sign = 0;
	l->stop = (size_t)(l->at - l->text);
	return l->word.failed ? err_memory(&error->err) : 0;
}
