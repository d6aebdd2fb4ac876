/*
 * Bylines: words that are addresses go first, then the word that opens a
 * byline; what is left is cut at semicolons, then at the other separators,
 * and each part is judged alone.
 */
#include "read/byline.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "read/byline_words.h"

/* A byline with more is a list of something else; the rest is left out. */
#define BYLINE_PERSONS 20

/* Longest name in bytes: longer ones are sentences. */
#define BYLINE_NAME_LIMIT 120

/* Longest byline read, in bytes. */
#define BYLINE_LIMIT 4096

#define LENGTH(array) (sizeof(array) / sizeof((array)[0]))

/* What opens a byline; ${names}: only before that many words. */
static const struct {
	const char *word;
	int names;
} openers[] = {
	{ "written by", 1 }, { "posted by", 1 }, { "reported by", 1 },
	{ "story by", 1 }, { "author:", 1 }, { "authors:", 1 },
	{ "by:", 1 }, { "by", 1 }, { "von:", 1 }, { "von", 1 },
	{ "autor:", 1 }, { "par:", 1 }, { "par", 1 }, { "por:", 1 },
	{ "por", 1 }, { "door", 1 }, { "af", 1 }, { "av", 1 },
	{ "di", 2 },		/* also begins surnames: Di Natale */
};

struct word {
	const char *p;
	size_t len;
};

static bool
same(const char *p, size_t len, const char *word)
{
	return len == strlen(word) && !strncasecmp(p, word, len);
}

static bool
one_of(const char *const *list, const char *p, size_t len)
{
	for (; *list; list++)
		if (same(p, len, *list))
			return true;
	return false;
}

/* Step to the next word of a line: true with it. */
static bool
next_word(const char **p, const char *end, struct word *w)
{
	while (*p < end && **p == ' ')
		(*p)++;
	w->p = *p;
	while (*p < end && **p != ' ')
		(*p)++;
	w->len = (size_t)(*p - w->p);
	return w->len > 0;
}

static int
count_words(const char *p, size_t len)
{
	const char *end = p + len;
	struct word w;
	int n = 0;

	while (next_word(&p, end, &w))
		n++;
	return n;
}

/* An address of mail or of a page, an account: "@x", "x@y", "http://x". */
static bool
is_address(struct word w)
{
	const char *slash;

	if (memchr(w.p, '@', w.len))
		return true;
	if (w.len > 4 && !strncasecmp(w.p, "www.", 4))
		return true;
	slash = memchr(w.p, '/', w.len);
	if (!slash || slash == w.p)
		return false;
	return slash[-1] == ':' ||
	    memchr(w.p, '.', (size_t)(slash - w.p));
}

static void
drop_addresses(struct buf *out, const char *p, size_t len)
{
	const char *end = p + len;
	struct word w;

	while (next_word(&p, end, &w)) {
		if (is_address(w)) {
			/* What it parted stays parted. */
			if (strchr(",;", w.p[w.len - 1]))
				buf_addch(out, w.p[w.len - 1]);
			continue;
		}
		if (out->len)
			buf_addch(out, ' ');
		buf_add(out, w.p, w.len);
	}
}

static void
skip_opener(const char **p, const char *end)
{
	const char *rest;
	struct word w;
	size_t i, n;

	for (i = 0; i < LENGTH(openers); i++) {
		n = strlen(openers[i].word);
		if ((size_t)(end - *p) <= n ||
		    strncasecmp(*p, openers[i].word, n))
			continue;
		rest = *p + n;
		if (*rest != ' ' && rest[-1] != ':')
			continue;
		if (count_words(rest, (size_t)(end - rest)) <
		    openers[i].names)
			return;
		*p = rest;
		/* "Von der Leyen" is not by a Mr der Leyen. */
		if (same(*p - n, n, "von") && next_word(&rest, end, &w) &&
		    one_of(byline_particles, w.p, w.len))
			*p -= n;
		return;
	}
}

static void
trim(struct word *w)
{
	while (w->len && strchr(" ,;:|/&()[]<>*\"-_", *w->p))
		w->p++, w->len--;
	while (w->len && strchr(" ,;:|/&()[]<>*\"-_", w->p[w->len - 1]))
		w->len--;
}

static void
cut_ending(struct word *w)
{
	const char *const *ending;
	size_t n;

	for (ending = byline_endings; *ending; ending++) {
		n = strlen(*ending);
		if (w->len <= n)
			continue;
		/* But "The Associated Press" and "Reuters Staff" sign so. */
		if (!strncasecmp(w->p + w->len - n, *ending, n) &&
		    count_words(w->p, w->len - n) > 1) {
			w->len -= n;
			trim(w);
			return;
		}
	}
}

static bool
has_role(struct word part)
{
	const char *p = part.p, *end = p + part.len;
	struct word w;

	while (next_word(&p, end, &w)) {
		trim(&w);
		if (one_of(byline_roles, w.p, w.len))
			return true;
	}
	return false;
}

static bool
has_digit(struct word part)
{
	size_t i;

	for (i = 0; i < part.len; i++)
		if (isdigit((unsigned char)part.p[i]))
			return true;
	return false;
}

/*
 * Does a part behind a comma say what somebody is, where, or for whom?  It
 * does with a role, a digit or an article, as a single word behind a full name
 * ("Ana Lima, Manaus"), and in small letters behind a name in others ("de
 * Lyon").
 */
static bool
is_remark(const struct buf *out, size_t start, struct word part)
{
	const char *p = part.p, *name = out->data + start;
	struct word first;
	uint32_t rune, before;

	if (has_role(part))
		return true;
	if (out->len == start ||
	    !next_word(&p, part.p + part.len, &first) ||
	    count_words(name, strcspn(name, ";")) < 2)
		return false;
	if (first.len == part.len || has_digit(part) ||
	    one_of(byline_articles, first.p, first.len))
		return true;
	utf8_decode(part.p, part.p + part.len, &rune);
	utf8_decode(name, out->data + out->len, &before);
	return utf8_letter(rune) && !utf8_upper(rune) && utf8_upper(before);
}

/* Two words or more, and not one small letter or digit. */
static bool
in_capitals(struct word part)
{
	const char *p = part.p, *end = p + part.len;
	uint32_t rune;
	int upper = 0;

	if (count_words(part.p, part.len) < 2)
		return false;
	while (p < end) {
		p += utf8_decode(p, end, &rune);
		if (utf8_digit(rune) ||
		    (utf8_letter(rune) && !utf8_upper(rune)))
			return false;
		upper += utf8_letter(rune);
	}
	return upper > 2;
}

/* SMITH, O'BRIEN, J.R., SMITH-JONES, McDONALD, VON as a name has them. */
static void
add_cased(struct buf *out, struct word w, bool first)
{
	const char *p = w.p, *end = p + w.len;
	bool begins = first ||
	    !one_of(byline_particles, w.p, w.len);
	uint32_t rune;

	if (one_of(byline_capitals, w.p, w.len)) {
		buf_add(out, w.p, w.len);
		return;
	}
	while (p < end) {
		p += utf8_decode(p, end, &rune);
		if (utf8_letter(rune)) {
			buf_add_rune(out, begins ? rune : utf8_lower(rune));
			begins = p - w.p == 2 && w.len > 4 &&
			    !strncmp(w.p, "MC", 2);
		} else {
			buf_add_rune(out, rune);
			begins = rune == '\'' || rune == 0x2019 ||
			    rune == '-' || rune == '.';
		}
	}
}

static void
add_name(struct buf *out, struct word part)
{
	const char *p = part.p, *end = p + part.len;
	size_t start = out->len;
	struct word w;

	if (!in_capitals(part)) {
		buf_add(out, part.p, part.len);
		return;
	}
	while (next_word(&p, end, &w)) {
		if (out->len > start)
			buf_addch(out, ' ');
		add_cased(out, w, out->len == start);
	}
}

/* Is the name at the end of ${out}, from ${at} on, there already? */
static bool
is_repeated(const struct buf *out, size_t start, size_t at)
{
	size_t len = out->len - at, i;

	for (i = start; i + len < at; i++)
		if ((i == start || out->data[i - 1] == ' ') &&
		    !strncasecmp(out->data + i, out->data + at, len) &&
		    out->data[i + len] == ';')
			return true;
	return false;
}

static int
count_persons(const struct buf *out, size_t start)
{
	size_t i;
	int n = out->len > start;

	for (i = start; i < out->len; i++)
		n += out->data[i] == ';';
	return n;
}

/* Judge one part; write it, if it is a person. */
static void
add_part(struct buf *out, size_t start, struct word part, bool after_comma)
{
	size_t before = out->len, at;

	trim(&part);
	if (after_comma && out->len > start &&
	    one_of(byline_suffixes, part.p, part.len)) {
		buf_addf(out, ", %.*s", (int)part.len, part.p);
		return;
	}
	if (after_comma && is_remark(out, start, part))
		return;
	cut_ending(&part);
	if (!part.len || part.len > BYLINE_NAME_LIMIT ||
	    one_of(byline_junk, part.p, part.len))
		return;
	if (count_persons(out, start) >= BYLINE_PERSONS)
		return;
	if (out->len > start)
		buf_addstr(out, "; ");
	at = out->len;
	add_name(out, part);
	if (is_repeated(out, start, at))
		buf_truncate(out, before);
}

/*
 * The length of what parts the name from ${part} to ${p} from the one behind
 * it; 0: nothing does.
 */
static size_t
separator(const char *part, const char *p, const char *end)
{
	const char *rest = p;
	struct word w;
	int before;

	if (strchr(";|/&,", *p))
		return 1;
	if (*p != ' ' || !next_word(&rest, end, &w) ||
	    !one_of(byline_separators, w.p, w.len))
		return 0;
	before = count_words(part, (size_t)(p - part));
	if (one_of(byline_joints, w.p, w.len) && (before == 1 ||
	    count_words(rest, (size_t)(end - rest)) < 2))
		return 0;
	return (size_t)(rest - p);
}

/* Words but the small ones: "von der Leyen" has one. */
static int
count_names(const char *p, size_t len)
{
	const char *end = p + len;
	struct word w;
	int n = 0;

	while (next_word(&p, end, &w))
		n += !one_of(byline_particles, w.p, w.len);
	return n;
}

/* "Smith, John": one comma, one name before it, one or two behind. */
static bool
is_turned(const char *p, const char *end)
{
	const char *comma = memchr(p, ',', (size_t)(end - p)), *at;
	struct word behind;

	if (!comma || count_names(p, (size_t)(comma - p)) != 1)
		return false;
	for (at = p; at < end; at++)
		if (at != comma && separator(p, at, end))
			return false;
	behind = (struct word){ comma + 1, (size_t)(end - comma - 1) };
	trim(&behind);
	return count_words(behind.p, behind.len) >= 1 &&
	    count_words(behind.p, behind.len) <= 2 && !has_role(behind) &&
	    !one_of(byline_capitals, behind.p, behind.len) &&
	    !one_of(byline_capitals, p, (size_t)(comma - p));
}

/* The persons of a byline or, where it has semicolons, between two. */
static void
add_persons(struct buf *out, size_t start, const char *p, const char *end)
{
	const char *part = p;
	size_t n;
	bool comma = false;

	if (is_turned(p, end)) {
		add_part(out, start,
		    (struct word){ p, (size_t)(end - p) }, false);
		return;
	}
	while (p < end) {
		n = separator(part, p, end);
		if (!n) {
			p++;
			continue;
		}
		add_part(out, start,
		    (struct word){ part, (size_t)(p - part) }, comma);
		comma = *p == ',' || *p == '/';
		part = p += n;
	}
	add_part(out, start, (struct word){ part, (size_t)(end - part) },
	    comma);
}

int
byline_clean(struct buf *out, const char *text, size_t len)
{
	struct buf line = BUF_INIT(BYLINE_LIMIT);
	size_t start = out->len;
	const char *p, *end, *next;

	if (len > BYLINE_LIMIT / 2)
		return 0;
	if (one_of(byline_junk, text, len))
		return 0;
	drop_addresses(&line, text, len);
	p = line.data;
	end = p + line.len;
	skip_opener(&p, end);
	for (; p < end; p = next + (next < end)) {
		next = memchr(p, ';', (size_t)(end - p));
		next = next ? next : end;
		add_persons(out, start, p, next);
	}
	buf_release(&line);
	if (out->failed)
		return -1;
	return out->len > start;
}
