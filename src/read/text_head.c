/*
 * Header lines and front matter.
 *
 * Order: names and the fields they fill; a value as it grows and is put into
 * the article; header lines; front matter; which of them it is.
 */
#include "read/text_head.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Longest name of a header: a sentence with a colon has more before it. */
#define NAME_MAX_LEN 32

/* A head that has not ended by then is none. */
#define HEAD_LINES 400

/* All values of one field; an abstract may be long, none is a book. */
#define VALUE_LIMIT ((size_t)1024 * 1024)

enum { NONE = -1, IGNORED = ARTICLE_FIELDS };

/* Spaces stand for "-" and "_" too. */
static const struct {
	const char *name;
	int field;
} names[] = {
	{ "title", ARTICLE_TITLE }, { "headline", ARTICLE_TITLE },
	{ "heading", ARTICLE_TITLE }, { "subject", ARTICLE_TITLE },
	{ "titel", ARTICLE_TITLE }, { "\303\274berschrift", ARTICLE_TITLE },
	{ "schlagzeile", ARTICLE_TITLE }, { "titre", ARTICLE_TITLE },
	{ "t\xc3\xadtulo", ARTICLE_TITLE }, { "titulo", ARTICLE_TITLE },
	{ "titular", ARTICLE_TITLE }, { "titolo", ARTICLE_TITLE },
	{ "date", ARTICLE_PUBLISHED }, { "published", ARTICLE_PUBLISHED },
	{ "publish date", ARTICLE_PUBLISHED },
	{ "published date", ARTICLE_PUBLISHED },
	{ "published at", ARTICLE_PUBLISHED },
	{ "published on", ARTICLE_PUBLISHED },
	{ "published time", ARTICLE_PUBLISHED },
	{ "publishdate", ARTICLE_PUBLISHED },
	{ "publication date", ARTICLE_PUBLISHED },
	{ "pubdate", ARTICLE_PUBLISHED }, { "pub date", ARTICLE_PUBLISHED },
	{ "posted", ARTICLE_PUBLISHED }, { "datum", ARTICLE_PUBLISHED },
	{ "ver\303\266ffentlicht", ARTICLE_PUBLISHED },
	{ "publi\xc3\xa9 le", ARTICLE_PUBLISHED },
	{ "fecha", ARTICLE_PUBLISHED }, { "publicado", ARTICLE_PUBLISHED },
	{ "data", ARTICLE_PUBLISHED },
	{ "updated", ARTICLE_MODIFIED }, { "modified", ARTICLE_MODIFIED },
	{ "lastmod", ARTICLE_MODIFIED }, { "last updated", ARTICLE_MODIFIED },
	{ "last modified", ARTICLE_MODIFIED },
	{ "edited time", ARTICLE_MODIFIED },
	{ "source", ARTICLE_SOURCE }, { "publication", ARTICLE_SOURCE },
	{ "publisher", ARTICLE_SOURCE }, { "newspaper", ARTICLE_SOURCE },
	{ "outlet", ARTICLE_SOURCE }, { "quelle", ARTICLE_SOURCE },
	{ "zeitung", ARTICLE_SOURCE }, { "journal", ARTICLE_SOURCE },
	{ "fuente", ARTICLE_SOURCE }, { "fonte", ARTICLE_SOURCE },
	{ "author", ARTICLE_AUTHOR }, { "authors", ARTICLE_AUTHOR },
	{ "by", ARTICLE_AUTHOR }, { "byline", ARTICLE_AUTHOR },
	{ "creator", ARTICLE_AUTHOR }, { "writer", ARTICLE_AUTHOR },
	{ "autor", ARTICLE_AUTHOR }, { "autorin", ARTICLE_AUTHOR },
	{ "autoren", ARTICLE_AUTHOR }, { "von", ARTICLE_AUTHOR },
	{ "auteur", ARTICLE_AUTHOR }, { "auteurs", ARTICLE_AUTHOR },
	{ "par", ARTICLE_AUTHOR }, { "autora", ARTICLE_AUTHOR },
	{ "por", ARTICLE_AUTHOR }, { "autore", ARTICLE_AUTHOR },
	{ "url", ARTICLE_URL }, { "link", ARTICLE_URL },
	{ "permalink", ARTICLE_URL }, { "canonical", ARTICLE_URL },
	{ "canonical url", ARTICLE_URL }, { "source url", ARTICLE_URL },
	{ "adresse", ARTICLE_URL }, { "lien", ARTICLE_URL },
	{ "enlace", ARTICLE_URL },
	{ "section", ARTICLE_SECTION }, { "category", ARTICLE_SECTION },
	{ "rubrik", ARTICLE_SECTION }, { "ressort", ARTICLE_SECTION },
	{ "rubrique", ARTICLE_SECTION },
	{ "secci\xc3\xb3n", ARTICLE_SECTION }, { "desk", ARTICLE_SECTION },
	{ "language", ARTICLE_LANGUAGE }, { "lang", ARTICLE_LANGUAGE },
	{ "sprache", ARTICLE_LANGUAGE }, { "langue", ARTICLE_LANGUAGE },
	{ "idioma", ARTICLE_LANGUAGE },
	{ "id", ARTICLE_GUID }, { "guid", ARTICLE_GUID },
	{ "identifier", ARTICLE_GUID }, { "doc id", ARTICLE_GUID },
	{ "document id", ARTICLE_GUID }, { "article id", ARTICLE_GUID },
	{ "tags", IGNORED }, { "keywords", IGNORED },
	{ "description", IGNORED }, { "summary", IGNORED },
	{ "draft", IGNORED }, { "layout", IGNORED }, { "slug", IGNORED },
};

static bool
same_name(struct text_line line, const char *name)
{
	size_t i;

	for (i = 0; i < line.len && name[i]; i++) {
		char c = line.p[i];

		if (c == '-' || c == '_')
			c = ' ';
		if (tolower((unsigned char)c) != (unsigned char)name[i])
			return false;
	}
	return i == line.len && !name[i];
}

static int
name_field(struct text_line name)
{
	size_t i;

	for (i = 0; i < COUNT(names); i++) {
		if (same_name(name, names[i].name))
			return names[i].field;
	}
	/* lower-casing is ASCII's only: the one name it cannot fold */
	if (text_line_is(name, "\303\234berschrift"))
		return ARTICLE_TITLE;
	return NONE;
}

/* Part ${line} at its ${colon}; the field its name stands for, or NONE. */
static int
part(struct text_line line, char colon, struct text_line *value,
    bool *named)
{
	size_t i;

	*named = false;
	for (i = 0; i < line.len && i <= NAME_MAX_LEN; i++) {
		if (line.p[i] == colon)
			break;
	}
	if (i == line.len || i > NAME_MAX_LEN || i == 0)
		return NONE;
	*named = true;
	*value = text_line_from(line, i + 1);
	return name_field(text_line_upto(line, i));
}

/* A field's value as it grows over lines. */
struct value {
	int field;
	struct buf text;
	const char *dated_by;
};

static struct text_line
unquote(struct text_line text)
{
	char quote;

	if (text.len < 2)
		return text;
	quote = *text.p;
	if ((quote != '"' && quote != '\'') || text.p[text.len - 1] != quote)
		return text;
	text.p++, text.len -= 2;
	return text;
}

/* Append a scalar; of a quoted one the escapes of its quotes are undone. */
static void
value_add(struct value *v, struct text_line text, const char *between)
{
	struct text_line bare = unquote(text);
	size_t i;

	if (!bare.len)
		return;
	if (v->text.len)
		buf_addstr(&v->text, between);
	for (i = 0; i < bare.len; i++) {
		if (bare.len < text.len && i + 1 < bare.len &&
		    ((*text.p == '"' && bare.p[i] == '\\') ||
		    (*text.p == '\'' && bare.p[i] == '\'')))
			i++;
		buf_addch(&v->text, bare.p[i]);
	}
}

/* The first value of a field counts. */
static int
value_put(struct value *v, struct article *out)
{
	int bad = v->text.failed ? -1 : 0;

	if (!bad && v->field >= 0 && v->field < ARTICLE_FIELDS &&
	    v->text.len && !out->field[v->field]) {
		bad = article_set(out, (enum article_field)v->field,
		    v->text.data, v->text.len);
		if (!bad && v->field == ARTICLE_PUBLISHED)
			bad = article_set_string(out, ARTICLE_DATED_BY,
			    v->dated_by);
	}
	buf_reset(&v->text);
	v->field = NONE;
	return bad;
}

static bool
is_dashes(struct text_line line)
{
	size_t i;

	for (i = 0; i < line.len; i++) {
		if (!strchr("-=_*", line.p[i]))
			return false;
	}
	return line.len >= 2;
}

/*
 * Are there header lines at ${at}?  The first must have a name we know;
 * a single one must have a blank line or dashes behind it.
 */
static bool
is_header(struct text_cursor at)
{
	struct text_line line, value;
	size_t known = 0, n;
	bool named;
	int field;

	for (n = 0; n < HEAD_LINES && text_line_next(&at, &line); n++) {
		if (!line.len || is_dashes(line)) {
			if (known)
				return true;
			continue;
		}
		if (known && line.indented)
			continue;
		field = part(line, ':', &value, &named);
		if (!named || (field == NONE && !known))
			return known > 1;
		known += field != NONE;
	}
	return known > 0;
}

static int
read_header(struct text_cursor *at, struct article *out)
{
	struct value v = { NONE, BUF_INIT(VALUE_LIMIT), "header" };
	struct text_cursor before = *at;
	struct text_line line, rest;
	bool named, begun = false;
	int bad = 0, field;

	for (; !bad && text_line_next(at, &line); before = *at) {
		if (!line.len || is_dashes(line)) {
			if (begun)
				break;
			continue;
		}
		if (begun && line.indented) {
			value_add(&v, line, " ");
			continue;
		}
		field = part(line, ':', &rest, &named);
		if (!named) {
			*at = before;
			break;
		}
		begun = true;
		bad = value_put(&v, out);
		v.field = field;
		value_add(&v, rest, " ");
	}
	if (value_put(&v, out))
		bad = -1;
	buf_release(&v.text);
	return bad;
}

/* Does front matter of this fence open and close here? */
static bool
is_front(struct text_cursor at, const char *fence)
{
	struct text_line line;
	size_t n;

	if (!text_line_next(&at, &line) || !text_line_is(line, fence))
		return false;
	for (n = 0; n < HEAD_LINES && text_line_next(&at, &line); n++) {
		if (text_line_is(line, fence))
			return true;
	}
	return false;
}

/* The items of "[a, 'b, c']". */
static void
add_list(struct value *v, struct text_line list)
{
	struct text_line item;
	size_t i, start = 1;
	char quote = 0;

	for (i = 1; i < list.len; i++) {
		if (quote) {
			quote = list.p[i] == quote ? 0 : quote;
		} else if (list.p[i] == '"' || list.p[i] == '\'') {
			quote = list.p[i];
		} else if (list.p[i] == ',' || list.p[i] == ']') {
			item = text_line_upto(list, i);
			value_add(v, text_line_from(item, start < item.len ?
			    start : item.len), "; ");
			start = i + 1;
		}
	}
}

static void
add_front(struct value *v, struct text_line line)
{
	struct text_line rest;
	bool named;

	if (!line.len || *line.p == '#' || text_line_is(line, "|") ||
	    text_line_is(line, ">") || text_line_is(line, "|-") ||
	    text_line_is(line, ">-"))
		return;
	if (*line.p == '[') {
		add_list(v, line);
		return;
	}
	if (*line.p == '-' && line.len > 1 && line.p[1] == ' ') {
		line = text_line_from(line, 2);
		if (text_line_begins(line, "name:"))
			line = text_line_from(line, 5);
		value_add(v, line, "; ");
		return;
	}
	part(line, ':', &rest, &named);
	if (named && text_line_begins(line, "name"))
		line = rest;
	value_add(v, line, " ");
}

static int
read_front(struct text_cursor *at, struct article *out, const char *fence)
{
	struct value v = { NONE, BUF_INIT(VALUE_LIMIT), "front matter" };
	struct text_line line, rest;
	bool named;
	int bad = 0, field;

	text_line_next(at, &line);
	while (!bad && text_line_next(at, &line) &&
	    !text_line_is(line, fence)) {
		if (line.indented || (line.len && *line.p == '-')) {
			add_front(&v, line);
			continue;
		}
		field = part(line, *fence == '+' ? '=' : ':', &rest, &named);
		if (!named)
			continue;
		bad = value_put(&v, out);
		v.field = field;
		add_front(&v, rest);
	}
	if (value_put(&v, out))
		bad = -1;
	buf_release(&v.text);
	return bad;
}

int
text_head_read(struct text_cursor *at, struct article *out, bool *front)
{
	*front = true;
	if (is_front(*at, "---"))
		return read_front(at, out, "---");
	if (is_front(*at, "+++"))
		return read_front(at, out, "+++");
	*front = false;
	return is_header(*at) ? read_header(at, out) : 0;
}
