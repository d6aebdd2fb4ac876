/*
 * A term of a query: its sign, its fields, then a quote or a word up to a
 * space.  In order: phrases, fields, values, words, terms.
 */
#include "find/query_term.h"

#include <string.h>

#include "base/utf8.h"
#include "find/query_runes.h"

/* ==== Phrases ==== */

/* ~5 and ^2 right behind a phrase or a bracket, and no letter behind them. */
bool
term_suffix(struct lex *l, struct modifiers *m)
{
	const char *end = modifiers_read(l->at, l->end, m);

	if (end == l->at || utf8_indexed(lex_rune(l, end))) {
		*m = (struct modifiers){ false, -1, BOOST_ONE };
		return false;
	}
	l->at = end;
	return true;
}

/* A ~ makes of the phrase words near one another. */
static int
phrase_suffix(struct lex *l, struct query_error *error)
{
	size_t from = (size_t)(l->at - l->text);
	struct modifiers m;

	if (!term_suffix(l, &m))
		return 0;
	if (modifiers_check(&m, &error->err) == 0)
		l->boost = m.boost;
	else if (!l->any)
		return lex_fail(l, from, error);
	if (!m.tilde || l->leaf != QUERY_PHRASE)
		return 0;
	if (m.number == 0 || m.number > QUERY_NUMBER) {
		err_set(&error->err, "~ behind a phrase takes a number from 1 "
		    "to %d", QUERY_NUMBER);
		return l->any ? 0 : lex_fail(l, from, error);
	}
	l->leaf = QUERY_NEAR;
	l->number = m.number < 0 ? OPERATOR_NEAR : (unsigned)m.number;
	return 0;
}

static int value(struct lex *l, const char *from, const char *to,
    struct query_error *error);

/* From a quote of ${len} bytes to the next of its family, or to the end. */
static int
phrase(struct lex *l, int family, size_t len, struct query_error *error)
{
	const char *from = l->at + len, *p = from;
	uint32_t r = 0;

	while (p < l->end) {
		size_t n = utf8_decode(p, l->end, &r);

		if (rune_quote(r) == family)
			break;
		p += n;
	}
	if (p == l->end) {
		l->unclosed = true;
		l->quote = (size_t)(l->at - l->text);
		l->quote_stop = l->quote + len;
	}
	l->at = p < l->end ? p + utf8_decode(p, l->end, &r) : p;
	if (field_is_value(l->scope.field)) {
		int rc = value(l, from, p, error);

		if (rc <= 0)
			return rc < 0 ? -1 : phrase_suffix(l, error);
	}
	text_clean(&l->word, from, p);
	text_trim(&l->word);
	l->leaf = strchr(l->word.data, ' ') != NULL ? QUERY_PHRASE :
	    QUERY_EXACT;
	return phrase_suffix(l, error);
}

/* ==== Fields ==== */

/* A name that has none of its kind before it, and something behind it. */
static bool
fits(const struct lex *l, const struct field_name *name, uint32_t next)
{
	bool caps = name->field == QUERY_ANYWHERE;

	if (l->any && (rune_blank(next) || rune_closes(next)))
		return false;
	if (caps ? l->named_caps || field_is_value(l->scope.field) :
	    l->named_field)
		return false;
	return next != '/' || name->field == QUERY_URL;
}

static void
enter(struct lex *l, const struct field_name *name)
{
	if (name->field == QUERY_ANYWHERE) {
		l->named_caps = true;
		l->scope.caps = name->caps;
		return;
	}
	l->named_field = true;
	l->scope.field = name->field;
	l->scope.bound = name->bound;
}

/*
 * title: or caps: here?  1 and it is passed; 0; -1 and an error where it
 * looks like another.  Addresses (mailto:a@b, http://) and times do not.
 */
static int
field(struct lex *l, bool exact, struct query_error *error)
{
	const struct field_name *name;
	const char *p = l->at;
	size_t n = 0;
	uint32_t next;

	while ((p[n] | 32) >= 'a' && (p[n] | 32) <= 'z')
		n++;
	if (n == 0 || p[n] != ':')
		return 0;
	next = lex_rune(l, p + n + 1);
	name = field_find(p, n);
	if (name != NULL) {
		if (!fits(l, name, next))
			return 0;
		enter(l, name);
		l->at += n + 1;
		return 1;
	}
	if (l->any || exact || l->named_field || l->named_caps ||
	    (!utf8_letter(next) && !utf8_digit(next) && !rune_opens(next) &&
	    rune_quote(next) == 0) ||
	    memchr(p, '@', lex_word_length(l, p)) != NULL)
		return 0;
	error->start = (size_t)(p - l->text);
	error->end = error->start + n;
	return field_unknown(p, n, &error->err);
}

bool
lex_begins_field(const char *text, bool named)
{
	struct query_error error;
	struct lex l;
	int rc;

	lex_init(&l, text, false);
	l.named_field = named;
	rc = field(&l, false, &error);
	lex_release(&l);
	return rc != 0;
}

/*
 * A value from ${from} to ${to}.  0; -1: an error; 1: prose, and it is none
 * but words, without a field.
 */
static int
value(struct lex *l, const char *from, const char *to,
    struct query_error *error)
{
	text_clean(&l->word, from, to);
	if (field_value(l->scope.field, l->scope.bound, &l->word,
	    &error->err) == 0)
		return 0;
	if (!l->any) {
		l->at = to;
		return lex_fail(l, (size_t)(from - l->text), error);
	}
	buf_reset(&l->word);
	l->scope = (struct lex_scope){ QUERY_ANYWHERE, 0, FIELD_BOTH };
	return 1;
}

/* ==== Words ==== */

/* From its wildcards and first letter up to where it ends. */
static int
word(struct lex *l, bool exact, struct query_error *error)
{
	const char *from = l->at, *end = from + lex_word_length(l, from);
	struct modifiers m;

	while (from < end && !utf8_indexed(lex_rune(l, from)))
		from++;
	if (from == end) {
		l->at = end;
		return 0;
	}
	while (from > l->text + l->start && (from[-1] == '*' ||
	    from[-1] == '?'))
		from--;
	l->at = end;
	l->glued = true;
	text_clean(&l->word, from, end);
	if (word_read(&l->word, exact, l->any, &l->leaf, &m, &error->err) < 0)
		return lex_fail(l, (size_t)(from - l->text), error);
	l->boost = m.boost;
	l->number = l->leaf == QUERY_FUZZY ? (unsigned)m.number : 0;
	return 0;
}

/* Where a field takes a value and no words.  In prose it may be no field. */
static int
value_or_word(struct lex *l, const char *name, struct query_error *error)
{
	const char *end = l->at + field_value_length(l->scope.field, l->at,
	    l->end);
	int rc = value(l, l->at, end, error);

	if (rc != 1) {
		l->at = end;
		return rc;
	}
	l->at = name != NULL ? name : l->at;
	return word(l, false, error);
}

/* ==== Terms ==== */

/* A quote or a bracket; 0: neither. */
static int
opening(struct lex *l, uint32_t r, size_t n, struct query_error *error)
{
	if (rune_quote(r) != 0)
		return phrase(l, rune_quote(r), n, error) < 0 ? -1 : 1;
	if (!rune_opens(r))
		return 0;
	l->kind = LEX_OPEN;
	l->bracket = (size_t)(l->at - l->text);
	l->at += n;
	return 1;
}

/*
 * What stands before a term: its sign, its field, '=' and the field in any
 * order; from anything else on it is noise before a word.
 */
int
term_read(struct lex *l, bool fresh, struct query_error *error)
{
	bool exact = false, clean = true;
	const char *name = NULL;
	uint32_t r;
	int rc;

	while (l->at < l->end) {
		size_t n = utf8_decode(l->at, l->end, &r);

		if ((rc = opening(l, r, n, error)) != 0)
			return rc < 0 ? -1 : 0;
		if (rune_ends_word(r))
			return 0;
		if (fresh && (r == '-' || r == '+') && l->at[1] != (char)r) {
			l->sign = (char)r;
			fresh = false;
			l->at += n;
			continue;
		}
		if (clean && utf8_indexed(r)) {
			const char *before = l->at;

			if ((rc = field(l, exact, error)) < 0)
				return -1;
			if (rc > 0) {
				name = name != NULL ? name : before;
				fresh = l->sign == 0 &&
				    !field_is_value(l->scope.field);
				continue;
			}
		}
		if (field_is_value(l->scope.field))
			return value_or_word(l, name, error);
		if (utf8_indexed(r))
			return word(l, exact, error);
		if (r == '=' && clean)
			exact = true;
		else
			clean = false;
		fresh = false;
		l->at += n;
	}
	return 0;
}
