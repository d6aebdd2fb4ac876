/* Cutting a query: signs, fields, quotes, then words up to a space. */
#include "find/query_lex.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/distance.h"
#include "base/utf8.h"

#define FIELDS 4

static const char *const fields[FIELDS] = {
	[QUERY_TITLE] = "title", [QUERY_LEAD] = "lead",
	[QUERY_BODY] = "body",
};

/* A longer name in an error is cut. */
#define NAME_SHOWN 40

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
	return r < 0x20 || (r >= 0x7F && r < 0xA0) || r == UTF8_BAD ||
	    utf8_space(r);
}

/* What cleaning takes out of articles too: see read/clean_text.c. */
static bool
invisible(uint32_t r)
{
	return r == 0xAD || r == 0xFEFF || r == 0x200B || r == 0x200E ||
	    r == 0x200F || (r >= 0x202A && r <= 0x202E) ||
	    (r >= 0x2060 && r <= 0x206F) || (r >= 0xE000 && r <= 0xE0FF);
}

/* Plain brackets, and the wide ones of East Asian keyboards. */
static bool
opens(uint32_t r)
{
	return r == '(' || r == 0xFF08;
}

static bool
closes(uint32_t r)
{
	return r == ')' || r == 0xFF09;
}

static bool
ends_word(uint32_t r)
{
	return blank(r) || opens(r) || closes(r) || quote_family(r) != 0;
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

/*
 * Does nothing tell the operators from the words?  They are there, the words
 * have capitals, and no letter is another.  "2014 OR 2015" has no capitals.
 */
static bool
all_capitals(struct lex *l)
{
	bool operators = false, capitals = false;
	uint32_t r;

	for (l->at = l->text; l->at < l->end;) {
		const char *stop = l->at + word_length(l);

		if (lex_operator(l->at, (size_t)(stop - l->at)) != LEX_TERM) {
			operators = true;
			l->at = stop;
			continue;
		}
		do {
			l->at += utf8_decode(l->at, l->end, &r);
			if (!utf8_letter(r))
				continue;
			if (!utf8_upper(r) || utf8_lower(r) == r)
				return false;
			capitals = true;
		} while (l->at < stop);
	}
	return operators && capitals;
}

const char *
lex_field(enum query_field field)
{
	return fields[field];
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
	l->at = text;
}

void
lex_release(struct lex *l)
{
	buf_release(&l->word);
}

/* The word is [p, end) from its first to its last letter or digit, cleaned. */
static void
take(struct lex *l, const char *p, const char *end)
{
	size_t keep = 0;
	uint32_t r;

	buf_reset(&l->word);
	while (p < end) {
		p += utf8_decode(p, end, &r);
		if (invisible(r) || (keep == 0 && !utf8_indexed(r)))
			continue;
		if (r == 0x2018 || r == 0x2019 || r == 0x2BC)
			r = '\'';
		if (blank(r) || quote_family(r) != 0)
			r = ' ';
		if (r == ' ' && l->word.data[l->word.len - 1] == ' ')
			continue;
		buf_add_rune(&l->word, r);
		if (utf8_indexed(r) || (utf8_mark(r) &&
		    keep + utf8_encode(r, (char[UTF8_MAX]){ 0 }) ==
		    l->word.len))
			keep = l->word.len;
	}
	buf_truncate(&l->word, keep);
}

/* From a quote of ${len} bytes to the next of its family, or to the end. */
static void
phrase(struct lex *l, int family, size_t len)
{
	const char *from = l->at + len, *p = from;
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
	if (p == l->end) {
		l->unclosed = true;
		l->quote = (size_t)(l->at - l->text);
		l->quote_stop = l->quote + len;
	}
	l->at = p < l->end ? p + utf8_decode(p, l->end, &r) : p;
}

/* No field, but what was meant as one.  -1. */
static int
unknown_field(const struct lex *l, size_t len, struct query_error *error)
{
	char name[NAME_SHOWN + 1] = { 0 }, near[64] = { 0 };
	size_t shown = len < NAME_SHOWN ? len : NAME_SHOWN;

	for (size_t i = 0; i < shown; i++)
		name[i] = (char)(l->at[i] | 32);
	for (size_t i = 1; i < FIELDS && near[0] == '\0'; i++)
		if (distance(name, fields[i]) <= distance_slip(fields[i]))
			snprintf(near, sizeof(near), " did you mean '%s'?",
			    fields[i]);
	error->start = (size_t)(l->at - l->text);
	error->end = error->start + len;
	return err_set(&error->err, "unknown field '%.*s';%s fields are %s, %s"
	    " (in quotes it is a word)", (int)shown, l->at, near,
	    fields[QUERY_TITLE], fields[QUERY_BODY]);
}

/*
 * title: or body: here?  1 and it is passed; 0; -1 and an error where it
 * looks like another.  Addresses (mailto:a@b, http://) and times do not.
 */
static int
field(struct lex *l, bool strict, struct query_error *error)
{
	const char *p = l->at, *value;
	size_t n = 0;
	uint32_t r;

	while ((p[n] | 32) >= 'a' && (p[n] | 32) <= 'z')
		n++;
	value = p + n + 1;
	if (n == 0 || p[n] != ':')
		return 0;
	r = ' ';
	if (value < l->end)
		utf8_decode(value, l->end, &r);
	for (int i = 1; i < FIELDS; i++) {
		if (n != strlen(fields[i]) || strncasecmp(p, fields[i], n) ||
		    r == '/' || (l->any && (blank(r) || closes(r))))
			continue;
		l->field = (enum query_field)i;
		l->at += n + 1;
		return 1;
	}
	if (!strict || (!utf8_letter(r) && !utf8_digit(r) && !opens(r) &&
	    quote_family(r) == 0) || memchr(p, '@', word_length(l)) != NULL)
		return 0;
	return unknown_field(l, n, error);
}

bool
lex_begins_field(const char *text)
{
	struct query_error error;
	struct lex l;
	int rc;

	lex_init(&l, text, false);
	rc = field(&l, true, &error);
	lex_release(&l);
	return rc != 0;
}

/* Up to where it ends; a star behind its last letter makes it a prefix. */
static void
word(struct lex *l, bool exact)
{
	const char *end = l->at + word_length(l), *tail = end;
	uint32_t r;

	take(l, l->at, end);
	for (const char *p = l->at; p < end;) {
		p += utf8_decode(p, end, &r);
		if (utf8_indexed(r))
			tail = p;
	}
	if (memchr(tail, '*', (size_t)(end - tail)) != NULL)
		l->leaf = QUERY_PREFIX;
	else
		l->leaf = exact ? QUERY_EXACT : QUERY_WORD;
	l->at = end;
	l->glued = true;
}

/* 1: a field, whose term follows; 0: a word; -1: an error. */
static int
field_or_word(struct lex *l, bool clean, bool exact, struct query_error *error)
{
	int rc = 0;

	if (clean && l->field == QUERY_ANYWHERE)
		rc = field(l, !l->any && !exact, error);
	if (rc == 0)
		word(l, exact);
	return rc;
}

/*
 * What stands before a term: its sign, its field, '=' and the field in any
 * order; from anything else on it is noise before a word.
 */
static int
term(struct lex *l, bool fresh, struct query_error *error)
{
	bool exact = false, clean = true;
	uint32_t r;
	int rc;

	while (l->at < l->end) {
		size_t n = utf8_decode(l->at, l->end, &r);

		if (quote_family(r) != 0) {
			phrase(l, quote_family(r), n);
			return 0;
		}
		if (opens(r)) {
			l->kind = LEX_OPEN;
			l->bracket = (size_t)(l->at - l->text);
			l->at += n;
			return 0;
		}
		if (ends_word(r))
			return 0;
		if (utf8_indexed(r)) {
			rc = field_or_word(l, clean, exact, error);
			if (rc <= 0)
				return rc;
			fresh = l->sign == 0;
			continue;
		}
		if (fresh && (r == '-' || r == '+') && l->at[1] != (char)r)
			l->sign = (char)r;
		else if (r == '=' && clean)
			exact = true;
		else
			clean = false;
		fresh = false;
		l->at += n;
	}
	return 0;
}

/* A quote right behind a word, and nothing behind it: 12" opens nothing. */
static bool
stray_quote(const struct lex *l, uint32_t r, size_t len)
{
	uint32_t next = ' ';

	if (!l->glued || quote_family(r) == 0)
		return false;
	if (l->at + len < l->end)
		utf8_decode(l->at + len, l->end, &next);
	return ends_word(next);
}

/* Pass what parts terms.  True where there was any, or the text begins. */
static bool
skip_blanks(struct lex *l)
{
	bool fresh = l->at == l->text || l->kind == LEX_OPEN;
	uint32_t r;

	while (l->at < l->end) {
		size_t n = utf8_decode(l->at, l->end, &r);

		if (!blank(r) && !stray_quote(l, r, n))
			break;
		l->glued = false;
		fresh = fresh || blank(r);
		l->at += n;
	}
	l->glued = false;
	return fresh;
}

int
lex_next(struct lex *l, struct query_error *error)
{
	bool fresh = skip_blanks(l);
	size_t n = word_length(l), first;
	uint32_t r = ' ';

	first = l->at < l->end ? utf8_decode(l->at, l->end, &r) : 0;
	l->start = (size_t)(l->at - l->text);
	l->field = QUERY_ANYWHERE;
	l->leaf = QUERY_WORD;
	l->sign = 0;
	l->kind = LEX_TERM;
	buf_reset(&l->word);
	if (l->at == l->end) {
		l->kind = LEX_END;
	} else if (closes(r)) {
		l->kind = LEX_CLOSE;
		l->at += first;
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
