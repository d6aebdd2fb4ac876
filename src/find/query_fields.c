/* Fields by name, then their values: dates, ids, languages. */
#include "find/query_fields.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "base/distance.h"
#include "base/utf8.h"
#include "find/query_runes.h"
#include "find/query_words.h"

/* A longer name in an error is cut. */
#define NAME_SHOWN 40

/* Dates are shorter, and ids: below 2^53. */
#define DATE_LONGEST 60
#define ID_DIGITS 16

/* The first name of a field is the one it is written with. */
static const struct field_name names[] = {
	{ "title", QUERY_TITLE, QUERY_WORD, FIELD_BOTH },
	{ "headline", QUERY_TITLE, QUERY_WORD, FIELD_BOTH },
	{ "hl", QUERY_TITLE, QUERY_WORD, FIELD_BOTH },
	{ "lead", QUERY_LEAD, QUERY_WORD, FIELD_BOTH },
	{ "body", QUERY_BODY, QUERY_WORD, FIELD_BOTH },
	{ "text", QUERY_BODY, QUERY_WORD, FIELD_BOTH },
	{ "author", QUERY_AUTHOR, QUERY_WORD, FIELD_BOTH },
	{ "byline", QUERY_AUTHOR, QUERY_WORD, FIELD_BOTH },
	{ "source", QUERY_SOURCE, QUERY_WORD, FIELD_BOTH },
	{ "site", QUERY_SOURCE, QUERY_WORD, FIELD_BOTH },
	{ "outlet", QUERY_SOURCE, QUERY_WORD, FIELD_BOTH },
	{ "section", QUERY_SECTION, QUERY_WORD, FIELD_BOTH },
	{ "lang", QUERY_LANGUAGE, QUERY_WORD, FIELD_BOTH },
	{ "language", QUERY_LANGUAGE, QUERY_WORD, FIELD_BOTH },
	{ "url", QUERY_URL, QUERY_WORD, FIELD_BOTH },
	{ "id", QUERY_ID, QUERY_WORD, FIELD_BOTH },
	{ "date", QUERY_DATE, QUERY_WORD, FIELD_BOTH },
	{ "since", QUERY_DATE, QUERY_WORD, FIELD_SINCE },
	{ "until", QUERY_DATE, QUERY_WORD, FIELD_UNTIL },
	{ "caps", QUERY_ANYWHERE, QUERY_CAPITAL, FIELD_BOTH },
	{ "allcaps", QUERY_ANYWHERE, QUERY_CAPITALS, FIELD_BOTH },
};

#define NAMES (sizeof(names) / sizeof(names[0]))

/* ==== Names ==== */

const struct field_name *
field_find(const char *name, size_t len)
{
	for (size_t i = 0; i < NAMES; i++)
		if (len == strlen(names[i].name) &&
		    strncasecmp(name, names[i].name, len) == 0)
			return &names[i];
	return NULL;
}

const char *
field_name(enum query_field field)
{
	for (size_t i = 0; i < NAMES; i++)
		if (names[i].field == field && field != QUERY_ANYWHERE)
			return names[i].name;
	return NULL;
}

bool
field_is_text(enum query_field field)
{
	return field <= QUERY_BODY;
}

bool
field_is_value(enum query_field field)
{
	return field >= QUERY_LANGUAGE;
}

int
field_unknown(const char *text, size_t len, struct err *err)
{
	char name[NAME_SHOWN + 1] = { 0 }, near[64] = { 0 };
	size_t shown = len < NAME_SHOWN ? len : NAME_SHOWN;
	size_t best = DISTANCE_LIMIT, d;

	for (size_t i = 0; i < shown; i++)
		name[i] = (char)(text[i] | 32);
	for (size_t i = 0; i < NAMES; i++) {
		d = distance(name, names[i].name);
		if (d >= best || d > distance_slip(names[i].name) ||
		    d >= strlen(names[i].name))
			continue;
		best = d;
		snprintf(near, sizeof(near), " did you mean '%s'?",
		    names[i].name);
	}
	return err_set(err, "unknown field '%.*s';%s fields are title, lead, "
	    "body, author, source, section, lang, url, id, date, since, "
	    "until, caps, allcaps (in quotes it is a word)", (int)shown, text,
	    near);
}

/* ==== Values ==== */

size_t
field_value_length(enum query_field field, const char *p, const char *end)
{
	const char *from = p;
	size_t depth = 0;
	uint32_t r;

	while (p < end) {
		size_t n = utf8_decode(p, end, &r);

		if (rune_blank(r) || rune_quote(r) != 0)
			break;
		if (rune_opens(r) || rune_closes(r)) {
			if (field != QUERY_URL || (rune_closes(r) &&
			    depth == 0))
				break;
			depth += rune_opens(r) ? 1 : (size_t)-1;
		}
		p += n;
	}
	return (size_t)(p - from);
}

/*
 * The parser has no clock, and ages must be checked: with these two as today.
 * A date that both make the same is no age.
 */
static const struct date todays[2] = {
	{ 2014, 12, 22, 12, 0, 0, 0, DATE_UNZONED, DATE_MINUTE },
	{ 2025, 7, 16, 12, 0, 0, 0, DATE_UNZONED, DATE_MINUTE },
};

/* One end of a range, or both; an open one leaves ${out} as it is. */
static int
end_of_range(const char *text, size_t len, struct date_interval out[2],
    struct err *err)
{
	char date[DATE_LONGEST + 1];
	size_t n = len < DATE_LONGEST ? len : DATE_LONGEST;
	struct err inner;

	if (len == 0)
		return 0;
	memcpy(date, text, n);
	date[n] = '\0';
	/* Dates pass over full stops; these are of a second range. */
	if (n < len || date[0] == '.' || strstr(date, "..") != NULL)
		return err_set(err, "'%s' is no date; a range is written "
		    "2014-12..2015-02, 2014.. or ..2014", date);
	for (int i = 0; i < 2; i++)
		if (date_interval(date, &todays[i], &out[i], &inner) < 0)
			return err_set(err, "%s; a range is written "
			    "2014-12..2015-02, 2014.. or ..2014", inner.text);
	return 0;
}

/* Does it end before it begins, whatever day it is? */
static bool
reversed(const struct date_interval from[2], const struct date_interval to[2])
{
	bool ages = from[0].from != from[1].from;

	return ages == (to[0].to != to[1].to) && from[0].from >= to[0].to &&
	    from[1].from >= to[1].to;
}

/* >=2014 and since:2014 are 2014.. */
static void
bound_to_range(enum field_bound bound, struct buf *value)
{
	size_t skip = bound == FIELD_BOTH ? 2 : 0;
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);

	if (strncmp(value->data, ">=", 2) == 0)
		bound = FIELD_SINCE;
	else if (strncmp(value->data, "<=", 2) == 0)
		bound = FIELD_UNTIL;
	if (bound == FIELD_BOTH)
		return;
	buf_addf(&out, "%s%s%s", bound == FIELD_UNTIL ? ".." : "",
	    value->data + skip, bound == FIELD_SINCE ? ".." : "");
	buf_reset(value);
	buf_addstr(value, out.data);
	value->failed = value->failed || out.failed;
	buf_release(&out);
}

static int
date_value(enum field_bound bound, struct buf *value, struct err *err)
{
	struct date_interval from[2] = { { 0, 0 } };
	struct date_interval to[2] = { { INT64_MAX, INT64_MAX },
	    { INT64_MAX, INT64_MAX } };
	const char *dots;
	size_t left;

	bound_to_range(bound, value);
	/* Dates pass over signs; these would say something else. */
	if (value->data[0] == '<' || value->data[0] == '>')
		return err_set(err, "with or without the day itself? write "
		    ">=2014 or 2014.., <=2014 or ..2014");
	dots = strstr(value->data, "..");
	if (dots == NULL)
		return end_of_range(value->data, value->len, from, err);
	left = (size_t)(dots - value->data);
	if (value->len == 2)
		return err_set(err, "a range needs a date: write "
		    "2014-12..2015-02, 2014.. or ..2014");
	if (end_of_range(value->data, left, from, err) < 0 ||
	    end_of_range(dots + 2, value->len - left - 2, to, err) < 0)
		return -1;
	if (reversed(from, to))
		return err_set(err, "this range ends before it begins");
	return 0;
}

static int
id_value(const struct buf *value, struct err *err)
{
	if (strspn(value->data, "0123456789") != value->len ||
	    value->len > ID_DIGITS)
		return err_set(err, "an id is a number of up to %d digits, as "
		    "newsfind --json prints it", ID_DIGITS);
	return 0;
}

/* Two or three letters, made small. */
static int
language_value(struct buf *value, struct err *err)
{
	bool letters = value->len == 2 || value->len == 3;

	for (size_t i = 0; letters && i < value->len; i++) {
		value->data[i] = (char)(value->data[i] | 32);
		letters = value->data[i] >= 'a' && value->data[i] <= 'z';
	}
	if (!letters)
		return err_set(err, "a language is a code of two or three "
		    "letters, such as en, fr or de");
	return 0;
}

int
field_value(enum query_field field, enum field_bound bound, struct buf *value,
    struct err *err)
{
	struct modifiers ignored;
	const char *caret;
	size_t n;

	buf_trim(value);
	if (field == QUERY_URL)
		return 0;
	caret = strchr(value->data, '^');
	if (caret != NULL && *modifiers_read(caret, value->data + value->len,
	    &ignored) == '\0')
		buf_truncate(value, (size_t)(caret - value->data));
	for (n = value->len; n > 0 && strchr(",; ", value->data[n - 1]); n--)
		;
	buf_truncate(value, n);
	if (n == 0)
		return 0;
	if (field == QUERY_DATE)
		return date_value(bound, value, err);
	return field == QUERY_ID ? id_value(value, err) :
	    language_value(value, err);
}
