/*
 * Plain text: a page dumped to text, text with header lines, Markdown with
 * front matter, or bare text.
 *
 * Order: what is known while one text is read; its top, down to the first
 * line of the body; how its lines make paragraphs; the body; the date from
 * dateline and path; the format.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/charset.h"
#include "read/format.h"
#include "read/text_dateline.h"
#include "read/text_dump.h"
#include "read/text_head.h"
#include "read/text_line.h"
#include "read/text_markup.h"

/* Bytes of the longest headline; a longer first line is a paragraph. */
#define HEADLINE_MAX 200

/* Lines of page furniture above an article; beyond, there is no top. */
#define TOP_LINES 200

/* Lines hard-wrapped for a terminal or a printer are no longer. */
#define WRAP_MAX 100

/* A wrapped line fills most of its width; a shorter one ends something. */
#define WRAP_FULL 60	/* per cent */

/* What is listed below an article: tags, headlines. */
#define LISTED_MAX 100

static const char *
last_dot(const char *name)
{
	const char *dot = name ? strrchr(name, '.') : NULL;

	return dot ? dot : "";
}

static bool
is_markdown(const char *name)
{
	const char *dot = last_dot(name);

	return strcmp(dot, ".md") == 0 || strcmp(dot, ".markdown") == 0;
}

/* The next line that is not blank; ${at} stays. */
static bool
peek(struct text_cursor at, struct text_line *line)
{
	while (text_line_next(&at, line)) {
		if (line->len)
			return true;
	}
	return false;
}

/* "to the U.S.": the stop is the abbreviation's, not the sentence's. */
static bool
ends_in_initials(struct text_line line)
{
	const char *end = line.p + line.len;

	return line.len >= 4 && end[-1] == '.' && end[-3] == '.' &&
	    end[-2] >= 'A' && end[-2] <= 'Z';
}

/* Short, and not ended like a sentence (a quoted one aside)? */
static bool
like_headline(struct text_line line)
{
	char last = line.p[line.len - 1];

	return line.len <= HEADLINE_MAX && last != ',' && last != ';' &&
	    last != ':' && (last != '.' || ends_in_initials(line)) &&
	    !(line.len >= 3 &&
	    memcmp(line.p + line.len - 3, "\xe3\x80\x82", 3) == 0);
}

/*
 * Is it a headline?  Like one, no dateline, and alone: the next line is
 * blank, a byline, a date, or the same again.
 */
static bool
is_headline(struct text_line line, struct text_cursor after)
{
	struct text_line next, a, b;

	if (!like_headline(line))
		return false;
	if (!text_line_next(&after, &next) || !next.len)
		return true;
	return text_line_same(line, next) || text_dump_junk(next) ||
	    text_dateline_line(next, &a, &b) || text_dateline_byline(next, &a);
}

static bool
is_lower(struct text_line line)
{
	uint32_t rune;

	if (!line.len)
		return false;
	utf8_decode(line.p, line.p + line.len, &rune);
	return utf8_letter(rune) && utf8_lower(rune) == rune &&
	    !utf8_spaceless(rune);
}

/*
 * A byline stands alone: "Par Pharmaceutical Inc said" goes on below.  One
 * in capitals may be a headline, so one of them must have come before.
 */
static bool
is_byline(struct text_line line, struct text_cursor after, bool titled,
    struct text_line *name)
{
	struct text_line next;

	if (!text_dateline_byline(line, name))
		return false;
	if (!titled && line.p[1] >= 'A' && line.p[1] <= 'Z')
		return false;
	return !text_line_next(&after, &next) || !is_lower(next);
}

/*
 * A page prints its headline in its head and again above its text; a dump
 * has both, one after the other, and the menu, the section, the crumbs above
 * them, which are shorter.  false: no line before the text is such a one.
 */
static bool
find_twice(struct text_cursor at, struct text_line *out)
{
	struct text_line line, last = { at.p, 0, false, false }, a, b;
	size_t n, longest = 0;
	bool found = false;

	for (n = 0; n < TOP_LINES && text_line_next(&at, &line); n++) {
		if (!line.len || text_dump_junk(line) ||
		    text_dump_menu(line) || text_dateline_line(line, &a, &b))
			continue;
		if (!like_headline(line) || is_lower(line))
			break;
		if (line.len >= longest && text_line_same(line, last)) {
			*out = line;
			found = true;
		}
		longest = line.len > longest ? line.len : longest;
		last = line;
	}
	return found;
}

static int
take_dates(struct article *out, struct text_line published,
    struct text_line modified)
{
	if (published.len && !out->field[ARTICLE_PUBLISHED]) {
		if (article_set(out, ARTICLE_PUBLISHED, published.p,
		    published.len) ||
		    article_set_string(out, ARTICLE_DATED_BY, "text"))
			return -1;
	}
	if (modified.len && !out->field[ARTICLE_MODIFIED])
		return article_set(out, ARTICLE_MODIFIED, modified.p,
		    modified.len);
	return 0;
}

static bool
is_title(const struct article *out, struct text_line line)
{
	const char *title = out->field[ARTICLE_TITLE];

	return title && strlen(title) == line.len &&
	    memcmp(title, line.p, line.len) == 0;
}

/* Take what stands above the body; ${at} is left at its first line. */
static int
read_top(struct text_cursor *at, struct article *out)
{
	struct text_line line, a, b;
	struct text_cursor before = *at;
	bool above = !out->field[ARTICLE_TITLE] && find_twice(*at, &line);
	size_t n;
	int bad = 0;

	if (above)
		bad = article_set(out, ARTICLE_TITLE, line.p, line.len);
	for (n = 0; !bad && n < TOP_LINES && text_line_next(at, &line); n++) {
		if (!line.len || text_dump_junk(line)) {
			;
		} else if (is_title(out, line)) {
			above = false;
		} else if (text_dateline_line(line, &a, &b)) {
			bad = take_dates(out, a, b);
		} else if (is_byline(line, *at,
		    out->field[ARTICLE_TITLE] && !above, &a)) {
			if (!out->field[ARTICLE_AUTHOR])
				bad = article_set(out, ARTICLE_AUTHOR, a.p,
				    a.len);
		} else if (above || (text_dump_menu(line) && peek(*at, &a))) {
			;
		} else if (!out->field[ARTICLE_TITLE] &&
		    is_headline(line, *at) &&
		    !(text_dateline_head(line, &a) &&
		    date_find(a.p, a.len, DATE_ORDER_UNKNOWN,
		    &(struct date)DATE_INIT, &(size_t){ 0 },
		    &(size_t){ 0 }) == 0)) {
			bad = article_set(out, ARTICLE_TITLE, line.p,
			    line.len);
		} else {
			*at = before;
			break;
		}
		before = *at;
	}
	return bad;
}

/*
 * The width lines were wrapped at, or 0 where each is a paragraph: lines
 * followed by another that is not blank are short and mostly stop in the
 * midst of a sentence.
 */
static size_t
wrap_width(struct text_cursor at)
{
	struct text_line line, last = { at.p, 0, false, false };
	size_t width = 0, followed = 0, open = 0;

	while (text_line_next(&at, &line)) {
		if (line.len && last.len) {
			size_t n = utf8_count(last.p, last.len);

			if (n > WRAP_MAX)
				return 0;
			width = n > width ? n : width;
			followed++;
			open += !text_line_ends_sentence(last);
		}
		last = line;
	}
	return open * 2 > followed ? width : 0;
}

/* Append ${line} to the paragraph that ${out} ends in. */
static void
add_wrapped(struct buf *out, struct text_line line)
{
	uint32_t first, before = ' ';
	const char *end = out->data + out->len, *p = end;

	while (p > out->data && ((unsigned char)*--p & 0xC0) == 0x80)
		;
	if (p < end)
		utf8_decode(p, end, &before);
	utf8_decode(line.p, line.p + line.len, &first);
	if (before == 0xAD)	/* a soft hyphen: the word goes on */
		buf_truncate(out, (size_t)(p - out->data));
	else if (!(utf8_spaceless(before) && utf8_spaceless(first)) &&
	    !(before == '-' && utf8_letter(first) && p > out->data &&
	    p[-1] != ' ' && p[-1] != '-'))
		buf_addch(out, ' ');
	buf_add(out, line.p, line.len);
}

/* Is it the number of a page: digits alone beside a form feed? */
static bool
is_page_number(struct text_line line, struct text_cursor at)
{
	struct text_line next = { line.p, 0, false, false };

	return line.len && strspn(line.p, "0123456789") >= line.len &&
	    (line.page || (text_line_next(&at, &next) && next.page));
}

/*
 * Does ${line} go on with the paragraph of ${last}?  It does where that is
 * full, or stops in the midst of a sentence, as the line does that a
 * dateline was cut off from.
 */
static bool
goes_on(struct text_line last, struct text_line line, size_t width)
{
	if (!width || !last.len || !line.len ||
	    (line.indented && !last.indented))
		return false;
	return utf8_count(last.p, last.len) * 100 >= width * WRAP_FULL ||
	    (is_lower(line) && !text_line_ends_sentence(last));
}

static int
read_body(struct text_cursor at, struct article *out)
{
	struct buf body = BUF_INIT(BUF_TEXT_LIMIT);
	struct text_line line, last = { at.p, 0, false, false };
	size_t width = wrap_width(at), tail = 0;
	bool listed = false;
	int bad;

	while (text_line_next(&at, &line)) {
		if (line.len && (text_dump_junk(line) ||
		    is_page_number(line, at))) {
			last.len = 0;
			continue;
		}
		if (line.len && !listed && text_dump_tail(line)) {
			listed = true;
			tail = body.len;
		} else if (line.len > LISTED_MAX ||
		    (line.len && text_line_ends_sentence(line))) {
			listed = false;
		}
		if (goes_on(last, line, width)) {
			add_wrapped(&body, line);
		} else if (line.len) {
			buf_addstr(&body, body.len ? "\n\n" : "");
			buf_add(&body, line.p, line.len);
		}
		last = line;
	}
	if (listed)
		buf_truncate(&body, tail);
	bad = body.failed ? -1 : article_set(out, ARTICLE_BODY, body.data,
	    body.len);
	buf_release(&body);
	return bad;
}

/* The date of the body's dateline, else of the path. */
static int
find_date(const struct document *doc, struct article *out)
{
	const char *body = out->field[ARTICLE_BODY];
	const char *by = NULL;
	struct text_line line, head;
	struct text_cursor at = { body, body ? body + strlen(body) : body };
	struct date date = DATE_INIT;
	char text[DATE_SIZE];

	if (out->field[ARTICLE_PUBLISHED])
		return 0;
	if (body && text_line_next(&at, &line) &&
	    text_dateline_head(line, &head) &&
	    text_dateline_date(head, doc->tail, &date) == 0)
		by = "dateline";
	else if (doc->tail && date_in_path(doc->tail, strlen(doc->tail),
	    &date) == 0)
		by = "path";
	if (!by)
		return 0;
	return article_set_string(out, ARTICLE_PUBLISHED,
	    date_format(&date, text)) ||
	    article_set_string(out, ARTICLE_DATED_BY, by) ? -1 : 0;
}

static int
text_sniff(const char *head, size_t len, const char *name)
{
	(void)head;
	(void)name;
	return len > 0;
}

static int
text_read(const struct document *doc, struct article *out, struct err *err)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf plain = BUF_INIT(BUF_TEXT_LIMIT);
	struct text_cursor at;
	bool front;
	int ret = -1;

	if (charset_decode(&text, doc->bytes, doc->len, doc->charset))
		goto memory;
	at = (struct text_cursor){ text.data, text.data + text.len };
	if (text_head_read(&at, out, &front))
		goto memory;
	if (front || is_markdown(doc->name)) {
		if (text_markup_strip(&plain, at))
			goto memory;
		at = (struct text_cursor){ plain.data, plain.data +
		    plain.len };
	}
	if (read_top(&at, out) || read_body(at, out) || find_date(doc, out))
		goto memory;
	ret = out->field[ARTICLE_TITLE] || out->field[ARTICLE_BODY];
	if (!ret)
		err_set(err, "no text in '%s'", doc->name);
	goto out;
memory:
	ret = err_memory(err);
out:
	buf_release(&plain);
	buf_release(&text);
	return ret;
}

const struct format format_text = {
	"text", text_sniff, text_read, NULL, NULL, NULL
};
