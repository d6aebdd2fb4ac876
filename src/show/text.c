/*
 * Text for people: on a terminal in colours and folded to its width, into a
 * pipe plain.
 *
 *	 1. Title of the article
 *	    The Source, 2014-12-20 10:23
 *	    ... the words around the words that were looked for ...
 *	    path or address
 *
 * Nothing of an article reaches the terminal that could steer it.
 */
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "show/printer.h"

#define INDENT 4

/* Select Graphic Rendition, ECMA-48 8.3.117. */
#define BOLD "\033[1m"
#define FAINT "\033[2m"
#define MARK "\033[1;33m"
#define PLAIN "\033[0m"

/* ==== Safe text ==== */

/*
 * Is it for the eye?  Controls steer terminals; the bidirectional and other
 * invisible format characters make text look like what it is not.
 */
static bool
printable(uint32_t rune)
{
	return rune >= 0x20 && !(rune >= 0x7F && rune <= 0x9F) &&
	    !(rune >= 0x200B && rune <= 0x200F) &&
	    !(rune >= 0x2028 && rune <= 0x202E) &&
	    !(rune >= 0x2066 && rune <= 0x2069) && rune != 0xFEFF &&
	    !(rune >= 0xE0000 && rune <= 0xE007F);
}

static void
add_safe(struct buf *out, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t rune;

	while (text < end) {
		text += utf8_decode(text, end, &rune);
		if (utf8_space(rune))
			buf_addch(out, ' ');
		else if (printable(rune))
			buf_add_rune(out, rune);
	}
}

static size_t
columns(const char *text, size_t len)
{
	const char *end = text + len;
	size_t sum = 0;
	uint32_t rune;

	while (text < end) {
		text += utf8_decode(text, end, &rune);
		sum += (size_t)utf8_width(rune);
	}
	return sum;
}

/* ==== Folding ==== */

struct line {
	struct printer *printer;
	size_t column;
	size_t point;		/* code points written of the text */
	const struct hit_mark *marks;
	size_t mark_count;
	bool marking;
};

static void
switch_marking(struct line *l)
{
	bool on;

	while (l->mark_count &&
	    l->point >= l->marks->start + l->marks->length) {
		l->marks++;
		l->mark_count--;
	}
	on = l->mark_count && l->point >= l->marks->start;
	if (on != l->marking && l->printer->colour)
		fputs(on ? MARK : PLAIN, l->printer->out);
	l->marking = on;
}

static void
put_word(struct line *l, const char *text, size_t len)
{
	const char *end = text + len;
	uint32_t rune;
	size_t n;

	for (; text < end; text += n, l->point++) {
		n = utf8_decode(text, end, &rune);
		switch_marking(l);
		if (printable(rune)) {
			fwrite(text, 1, n, l->printer->out);
			l->column += (size_t)utf8_width(rune);
		}
	}
	switch_marking(l);
}

static void
new_line(struct line *l)
{
	bool on = l->marking && l->printer->colour;

	fprintf(l->printer->out, "%s\n%*s%s", on ? PLAIN : "", INDENT, "",
	    on ? MARK : "");
	l->column = INDENT;
}

/* Put ${text}, one line, folded at blanks where the printer has a width. */
static void
put_folded(struct line *l, const char *text)
{
	size_t len, width = l->printer->width;

	for (; *text; text += len) {
		if (*text == ' ') {
			len = strcspn(text + 1, " ");
			if (width && l->column > INDENT && l->column + 1 +
			    columns(text + 1, len) > width) {
				new_line(l);
				l->point++;
			} else {
				put_word(l, " ", 1);
			}
			len = 1;
		} else {
			len = strcspn(text, " ");
			put_word(l, text, len);
		}
	}
	if (l->marking && l->printer->colour)
		fputs(PLAIN, l->printer->out);
}

/* ==== A hit ==== */

static void
put_title(struct printer *p, const struct hit *hit)
{
	struct buf title = BUF_INIT(BUF_TEXT_LIMIT);
	struct line line = { p, INDENT, 0, NULL, 0, false };

	add_safe(&title, hit->title && *hit->title ? hit->title :
	    "(no title)");
	fprintf(p->out, "%2zu. %s", hit->rank, p->colour ? BOLD : "");
	put_folded(&line, title.data);
	fprintf(p->out, "%s\n", p->colour ? PLAIN : "");
	buf_release(&title);
}

/* "2014-12-20T10:23:00-05:00" as "2014-12-20 10:23". */
static void
add_date(struct buf *out, const char *published)
{
	size_t day = strcspn(published, "T");

	buf_add(out, published, day);
	if (published[day] && strlen(published + day) >= 6)
		buf_addf(out, " %.5s", published + day + 1);
}

static void
put_source(struct printer *p, const struct hit *hit)
{
	struct buf given = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct line line = { p, INDENT, 0, NULL, 0, false };

	if (hit->source)
		buf_addstr(&given, hit->source);
	if (given.len)
		buf_addstr(&given, ", ");
	if (hit->published)
		add_date(&given, hit->published);
	else
		buf_addstr(&given, "undated");
	add_safe(&text, given.data);
	fprintf(p->out, "%*s", INDENT, "");
	put_folded(&line, text.data);
	putc('\n', p->out);
	buf_release(&given);
	buf_release(&text);
}

static void
put_snippet(struct printer *p, const struct hit *hit)
{
	struct line line = { p, INDENT, 0, hit->marks, hit->mark_count,
	    false };

	if (!hit->snippet || !*hit->snippet)
		return;
	fprintf(p->out, "%*s", INDENT, "");
	put_folded(&line, hit->snippet);
	putc('\n', p->out);
}

/*
 * A file of its own as one would type it from here; an article inside a
 * container by its address, if it has one.
 */
static const char *
place(const struct printer *p, const struct hit *hit)
{
	const char *path = hit->origin;
	size_t n = p->folder ? strlen(p->folder) : 0;

	if (hit->url && *hit->url && (!path || strchr(path, '#') ||
	    strstr(path, "://")))
		return hit->url;
	if (path && n > 1 && strncmp(path, p->folder, n) == 0 &&
	    path[n] == '/')
		return path + n + 1;
	return path;
}

static void
text_hit(struct printer *p, const struct hit *hit)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	const char *where = place(p, hit);

	put_title(p, hit);
	put_source(p, hit);
	put_snippet(p, hit);
	if (where) {
		add_safe(&text, where);
		fprintf(p->out, "%*s%s%s%s\n", INDENT, "",
		    p->colour ? FAINT : "", text.data,
		    p->colour ? PLAIN : "");
	}
	putc('\n', p->out);
	buf_release(&text);
}

/* ==== The last line ==== */

static void
text_end(struct printer *p, const struct summary *s)
{
	struct buf line = BUF_INIT(BUF_TEXT_LIMIT);

	if (s->total == 0)
		return;
	if ((int64_t)s->shown < s->total)
		buf_addf(&line, "%s %zu of ", s->by_date ? "first" : "best",
		    s->shown);
	buf_addf(&line, "%lld %s, of %lld articles", (long long)s->total,
	    s->total == 1 ? "match" : "matches", (long long)s->articles);
	if (p->terminal)
		buf_addf(&line, ", in %.3f s", s->seconds);
	if (s->undated)
		buf_addf(&line, "; %lld undated left out",
		    (long long)s->undated);
	if (s->partial)
		buf_addf(&line, "; %lld dated too coarsely to tell left out",
		    (long long)s->partial);
	fprintf(p->out, "%s\n", line.data);
	buf_reset(&line);
	if (s->reading) {
		add_safe(&line, s->reading);
		fprintf(p->out, "read as: %s\n", line.data);
	}
	buf_release(&line);
}

const struct printer_format printer_text = { text_hit, text_end };
