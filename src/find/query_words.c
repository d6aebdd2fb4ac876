/* Words as they are written.  In order: texts, modifiers, wildcards. */
#include "find/query_words.h"

#include <string.h>

#include "base/utf8.h"
#include "find/query_runes.h"

#define STRING_(x) #x
#define STRING(x) STRING_(x)

/* Digits beyond these make a number no larger: it is out of any range. */
#define NUMBER_MOST 1000000u

/* ==== Texts ==== */

void
text_clean(struct buf *out, const char *p, const char *end)
{
	uint32_t r;

	while (p < end) {
		p += utf8_decode(p, end, &r);
		if (rune_invisible(r))
			continue;
		if (r == 0x2018 || r == 0x2019 || r == 0x2BC)
			r = '\'';
		if (rune_blank(r) || rune_quote(r) != 0)
			r = ' ';
		if (r != ' ' || out->len == 0 || out->data[out->len - 1] != ' ')
			buf_add_rune(out, r);
	}
}

/* Where its first letter begins and its last, with its marks, ends. */
static void
extent(const struct buf *text, const char **from, const char **to)
{
	const char *p = text->data, *end = p + text->len, *next;
	uint32_t r;

	*from = *to = NULL;
	for (; p < end; p = next) {
		next = p + utf8_decode(p, end, &r);
		if (utf8_indexed(r) && *from == NULL)
			*from = p;
		if (utf8_indexed(r) || (utf8_mark(r) && p == *to))
			*to = next;
	}
}

void
text_trim(struct buf *text)
{
	const char *from, *to;
	size_t len;

	extent(text, &from, &to);
	if (from == NULL) {
		buf_truncate(text, 0);
		return;
	}
	len = (size_t)(to - from);
	memmove(text->data, from, len);
	buf_truncate(text, len);
}

bool
text_is_word(const char *text, size_t len)
{
	const char *end = text + len;
	uint32_t r;

	while (text < end) {
		text += utf8_decode(text, end, &r);
		if (!utf8_indexed(r) && !utf8_mark(r))
			return false;
	}
	return true;
}

static size_t
letters(const char *text, const char *end)
{
	size_t n = 0;
	uint32_t r;

	while (text < end) {
		text += utf8_decode(text, end, &r);
		n += utf8_indexed(r);
	}
	return n;
}

/* ==== Modifiers ==== */

/* 2, 2.5 or .5 in thousandths; returns where it ends, ${p}: there is none. */
static const char *
thousandths(const char *p, const char *end, unsigned *out)
{
	const char *from = p;
	unsigned n = 0, part = BOOST_ONE;

	for (; p < end && *p >= '0' && *p <= '9'; p++)
		if (n < NUMBER_MOST)
			n = n * 10 + (unsigned)(*p - '0');
	if (n > NUMBER_MOST)
		n = NUMBER_MOST;
	n *= BOOST_ONE;
	if (end - p >= 2 && p[0] == '.' && p[1] >= '0' && p[1] <= '9')
		for (p++; p < end && *p >= '0' && *p <= '9'; p++) {
			part /= 10;
			n += part * (unsigned)(*p - '0');
		}
	if (p > from)
		*out = n;
	return p;
}

const char *
modifiers_read(const char *p, const char *end, struct modifiers *out)
{
	bool caret = false;
	const char *next;
	unsigned n;

	*out = (struct modifiers){ false, -1, BOOST_ONE };
	while (p < end) {
		if (*p == '~' && !out->tilde) {
			out->tilde = true;
			next = thousandths(p + 1, end, &n);
			if (next > p + 1)
				out->number = n % BOOST_ONE != 0 ? 0 :
				    (int)(n / BOOST_ONE);
			p = next;
		} else if (*p == '^' && !caret) {
			next = thousandths(p + 1, end, &out->boost);
			if (next == p + 1)
				break;
			caret = true;
			p = next;
		} else {
			break;
		}
	}
	return p;
}

int
modifiers_check(const struct modifiers *m, struct err *err)
{
	if (m->boost >= 1 && m->boost <= QUERY_BOOST * BOOST_ONE)
		return 0;
	return err_set(err, "a boost is a number from 0.001 to "
	    STRING(QUERY_BOOST) ", as in hack^2");
}

/*
 * The first ~ or ^ behind a letter, if no letter follows the modifiers: x^2
 * has a boost, x^2+y^2 is a text.  So is what looks like an address.
 */
static void
cut_modifiers(struct buf *text, struct modifiers *out)
{
	const char *from, *to, *end = text->data + text->len, *p, *next;
	bool letter = false;
	uint32_t r;

	extent(text, &from, &to);
	if (memchr(from, '/', (size_t)(to - from)) != NULL ||
	    memchr(from, '@', (size_t)(to - from)) != NULL)
		return;
	for (p = from; p < end; p = next) {
		next = p + utf8_decode(p, end, &r);
		if ((r == '~' || r == '^') && (letter ||
		    (r == '^' && p[-1] == '*')))
			break;
		letter = utf8_indexed(r) || (letter && utf8_mark(r));
	}
	if (p == end)
		return;
	next = modifiers_read(p, end, out);
	if (next > p && letters(next, end) == 0)
		buf_truncate(text, (size_t)(p - text->data));
	else
		*out = (struct modifiers){ false, -1, BOOST_ONE };
}

/* ==== Wildcards ==== */

/* Letters, marks and wildcards, one of these at least, before ${to}? */
static bool
is_pattern(const char *p, const char *to)
{
	bool wild = false;
	const char *next;
	uint32_t r;

	for (; p < to; p = next) {
		next = p + utf8_decode(p, to, &r);
		if (*p == '*' || *p == '?')
			wild = true;
		else if (!text_is_word(p, (size_t)(next - p)))
			return false;
	}
	return wild;
}

/* Two stars are one. */
static void
pattern(struct buf *text, size_t len, bool star)
{
	size_t keep = 0;

	for (size_t i = 0; i < len; i++)
		if (text->data[i] != '*' || keep == 0 ||
		    text->data[keep - 1] != '*')
			text->data[keep++] = text->data[i];
	buf_truncate(text, keep);
	if (star)
		buf_addch(text, '*');
}

/* Cut it before its first letter and the wildcards in front of that. */
static void
trim_start(struct buf *text)
{
	const char *from, *to;
	size_t len;

	extent(text, &from, &to);
	if (from == NULL) {
		buf_truncate(text, 0);
		return;
	}
	while (from > text->data && (from[-1] == '*' || from[-1] == '?'))
		from--;
	len = text->len - (size_t)(from - text->data);
	memmove(text->data, from, len);
	buf_truncate(text, len);
}

/* A plain word with a ~. */
static int
fuzzy(const struct buf *text, struct modifiers *m, enum query_kind *kind,
    struct err *err)
{
	int edits = m->number < 0 ? 1 : m->number;
	size_t n = letters(text->data, text->data + text->len);

	if ((*kind != QUERY_WORD && *kind != QUERY_EXACT) ||
	    !text_is_word(text->data, text->len))
		return err_set(err, "~ stands behind one plain word or a "
		    "phrase");
	if (edits < 1 || edits > QUERY_EDITS)
		return err_set(err, "~ behind a word takes 1 or "
		    STRING(QUERY_EDITS) ", the letters that may differ");
	if (n < QUERY_LETTERS || n <= (size_t)edits)
		return err_set(err, "~%d needs a word of %d letters or more",
		    edits, edits < QUERY_LETTERS ? QUERY_LETTERS : edits + 1);
	*kind = QUERY_FUZZY;
	m->number = edits;
	return 0;
}

int
word_read(struct buf *text, bool exact, bool any, enum query_kind *kind,
    struct modifiers *modifiers, struct err *err)
{
	const char *from, *to;
	bool star, wild;

	*kind = QUERY_WORD;
	*modifiers = (struct modifiers){ false, -1, BOOST_ONE };
	trim_start(text);
	if (text->len == 0)
		return 0;
	cut_modifiers(text, modifiers);
	if (modifiers_check(modifiers, err) < 0) {
		if (!any)
			return -1;
		modifiers->boost = BOOST_ONE;
	}
	extent(text, &from, &to);
	star = memchr(to, '*', text->len - (size_t)(to - text->data)) != NULL;
	wild = is_pattern(text->data, to);
	if (wild && letters(from, to) >= QUERY_LETTERS) {
		*kind = QUERY_PATTERN;
		pattern(text, (size_t)(to - text->data), star);
	} else if (wild && !any) {
		return err_set(err, "a pattern needs " STRING(QUERY_LETTERS)
		    " letters or digits beside its * and ?");
	} else {
		*kind = star ? QUERY_PREFIX : exact ? QUERY_EXACT : QUERY_WORD;
		text_trim(text);
	}
	if (modifiers->tilde && fuzzy(text, modifiers, kind, err) < 0 && !any)
		return -1;
	return 0;
}
