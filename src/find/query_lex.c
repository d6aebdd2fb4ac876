/* Cutting a query: signs, fields, quotes, then words up to a space. */
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "find/query_lex.h"

/* Marks that close one another: " and curly and low ones; « »; corners. */
static int
quote_family(uint32_t r)
{
	switch (r) {
	case '"': case 0x201C: case 0x201D: case 0x201E: case 0x201F:
	case 0xFF02:
		return 1;
	case 0xAB: case 0xBB:
		return 2;
	case 0x300C: case 0x300D: case 0x300E: case 0x300F:
		return 3;
	}
	return 0;
}

/* Controls and broken bytes part words as white space does. */
static bool
blank(uint32_t r)
{
	return r < 0x20 || r == 0x7F || r == UTF8_BAD || utf8_space(r);
}

static bool
ends_word(uint32_t r)
{
	return blank(r) || r == '(' || r == ')' || quote_family(r) != 0;
}

enum lex_kind
lex_operator(const char *word, size_t len)
{
	if (len == 3 && memcmp(word, "AND", 3) == 0)
		return LEX_AND;
	if (len == 2 && memcmp(word, "OR", 2) == 0)
		return LEX_OR;
	if (len == 3 && memcmp(word, "NOT", 3) == 0)
		return LEX_NOT;
	return LEX_TERM;
}

static size_t
word_length(const struct lex *l)
{
	const char *p = l->at;
	uint32_t r;

	while (p < l->end) {
		size_t n = utf8_decode(p, l->end, &r);

		if (ends_word(r))
			break;
		p += n;
	}
	return (size_t)(p - l->at);
}

static bool
all_capitals(struct lex *l)
{
	bool operators = false;
	const char *p = l->text;
	uint32_t r;

	while (p < l->end) {
		size_t n = utf8_decode(p, l->end, &r);

		if (utf8_letter(r) && !utf8_upper(r))
			return false;
		p += n;
	}
	for (l->at = l->text; l->at < l->end && !operators;) {
		size_t n = word_length(l);

		operators = lex_operator(l->at, n) != LEX_TERM;
		l->at += n > 0 ? n : 1;
	}
	l->at = l->text;
	return operators;
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

/* Append [p, end) from its first to its last letter or digit, cleaned. */
static void
take(struct lex *l, const char *p, const char *end)
{
	size_t keep = 0;
	uint32_t r;

	buf_reset(&l->word);
	while (p < end) {
		p += utf8_decode(p, end, &r);
		if (keep == 0 && !utf8_indexed(r))
			continue;
		if (r == 0x2018 || r == 0x2019 || r == 0x2BC)
			r = '\'';
		if (blank(r) || quote_family(r) != 0)
			r = ' ';
		buf_add_rune(&l->word, r);
		if (utf8_indexed(r) || (utf8_mark(r) &&
		    keep + utf8_encode(r, (char[UTF8_MAX]){ 0 }) ==
		    l->word.len))
			keep = l->word.len;
	}
	buf_truncate(&l->word, keep);
}

static void
phrase(struct lex *l, int family)
{
	const char *from = l->at, *p = from;
	uint32_t r = 0;

	while (p < l->end) {
		size_t n = utf8_decode(p, l->end, &r);

		if (quote_family(r) == family)
			break;
		p += n;
	}
	take(l, from, p);
	l->leaf = strchr(l->word.data, ' ') != NULL ? QUERY_PHRASE :
	    QUERY_EXACT;
	l->at = p < l->end ? p + utf8_decode(p, l->end, &r) : p;
}

/* title: or body: here, or something that was meant as one.  1, 0, -1. */
static int
field(struct lex *l, struct query_error *error)
{
	size_t n = 0;
	uint32_t r;
	const char *p = l->at;

	while (((unsigned char)p[n] | 32) >= 'a' &&
	    ((unsigned char)p[n] | 32) <= 'z')
		n++;
	if (n == 0 || p[n] != ':' || p + n + 1 >= l->end)
		return 0;
	utf8_decode(p + n + 1, l->end, &r);
	if (blank(r) || r == ')' || strncmp(p + n + 1, "//", 2) == 0)
		return 0;
	if ((n == 5 && strncasecmp(p, "title", n) == 0) ||
	    (n == 4 && strncasecmp(p, "body", n) == 0)) {
		l->field = n == 5 ? QUERY_TITLE : QUERY_BODY;
		l->at += n + 1;
		return 1;
	}
	if (l->any || utf8_digit(r) || (!utf8_letter(r) && r != '(' &&
	    r != '=' && quote_family(r) == 0))
		return 0;
	error->start = (size_t)(p - l->text);
	error->end = error->start + n;
	return err_set(&error->err, "unknown field '%.*s'; fields are title,"
	    " body", n > 40 ? 40 : (int)n, p);
}

static void
word(struct lex *l)
{
	size_t n = word_length(l);
	const char *end = l->at + n;

	take(l, l->at, end);
	l->leaf = QUERY_WORD;
	if (n > 1 && end[-1] == '*')
		l->leaf = QUERY_PREFIX;
	l->at = end;
}

/* What stands before a term: its sign, its field, '=', and mere noise. */
static int
term(struct lex *l, bool fresh, struct query_error *error)
{
	bool exact = false, first = true;
	uint32_t r;
	int rc;

	for (; l->at < l->end; first = false) {
		size_t n = utf8_decode(l->at, l->end, &r);

		if (quote_family(r) != 0) {
			l->at += n;
			phrase(l, quote_family(r));
			return 0;
		}
		if (r == '(') {
			l->kind = LEX_OPEN;
			l->at++;
			return 0;
		}
		if (ends_word(r))
			return 0;
		if (utf8_indexed(r)) {
			if ((rc = field(l, error)) < 0)
				return -1;
			if (rc > 0)
				continue;
			word(l);
			if (exact && l->leaf == QUERY_WORD)
				l->leaf = QUERY_EXACT;
			return 0;
		}
		if (first && fresh && (r == '-' || r == '+') &&
		    l->at[1] != (char)r)
			l->sign = (char)r;
		else
			exact = r == '=';
		l->at += n;
	}
	return 0;
}

int
lex_next(struct lex *l, struct query_error *error)
{
	uint32_t r = 0;
	size_t n;
	bool fresh = l->at == l->text || l->at[-1] == '(';

	while (l->at < l->end) {
		n = utf8_decode(l->at, l->end, &r);
		if (!blank(r))
			break;
		l->at += n;
		fresh = true;
	}
	l->start = (size_t)(l->at - l->text);
	l->field = QUERY_ANYWHERE;
	l->leaf = QUERY_WORD;
	l->sign = 0;
	l->kind = LEX_TERM;
	buf_reset(&l->word);
	n = word_length(l);
	if (l->at == l->end) {
		l->kind = LEX_END;
	} else if (r == ')') {
		l->kind = LEX_CLOSE;
		l->at++;
	} else if (!l->capitals && lex_operator(l->at, n) != LEX_TERM) {
		l->kind = lex_operator(l->at, n);
		l->at += n;
	} else if (term(l, fresh, error) < 0) {
		return -1;
	}
	/* A sign with nothing behind it is a dash. */
	if (l->kind == LEX_TERM && l->word.len == 0)
		l->sign = 0;
	l->stop = (size_t)(l->at - l->text);
	return l->word.failed ? err_memory(&error->err) : 0;
}
