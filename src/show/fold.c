/* Folding: marks switched on and off, words, lines. */
#include "show/fold.h"

#include <string.h>

#include "base/utf8.h"
#include "show/safe.h"
#include "show/sgr.h"

void
fold_begin(struct fold *f, struct printer *p, size_t indent,
    const struct hit_mark *marks, size_t mark_count)
{
	*f = (struct fold){ p, indent, indent, 0, marks, mark_count, false,
	    "" };
}

static void
set_marking(struct fold *f, bool on)
{
	if (on != f->marking && f->printer->colour)
		fprintf(f->printer->out, "%s%s", SGR_PLAIN,
		    on ? SGR_MARK : f->style);
	f->marking = on;
}

static void
switch_marking(struct fold *f)
{
	while (f->mark_count &&
	    f->point >= f->marks->start + f->marks->length) {
		f->marks++;
		f->mark_count--;
	}
	set_marking(f, f->mark_count && f->point >= f->marks->start);
}

static void
new_line(struct fold *f)
{
	bool on = f->marking && f->printer->colour;

	fprintf(f->printer->out, "%s\n%*s%s", on ? SGR_PLAIN : "",
	    (int)f->indent, "", on ? SGR_MARK : "");
	f->column = f->indent;
}

/* Scripts without spaces fold anywhere. */
static void
put_word(struct fold *f, const char *text, size_t len)
{
	size_t limit = f->printer->width, n, width;
	const char *end = text + len;
	uint32_t rune;

	for (; text < end; text += n, f->point++) {
		n = utf8_decode(text, end, &rune);
		switch_marking(f);
		if (!safe_rune(rune))
			continue;
		width = (size_t)utf8_width(rune);
		if (limit && f->column > f->indent && utf8_spaceless(rune) &&
		    f->column + width > limit)
			new_line(f);
		fwrite(text, 1, n, f->printer->out);
		f->column += width;
	}
	switch_marking(f);
}

static bool
spaceless(const char *word, size_t len)
{
	uint32_t rune;

	if (!len)
		return false;
	utf8_decode(word, word + len, &rune);
	return utf8_spaceless(rune);
}

/* The length of the white space at ${text}, if it begins with one. */
static size_t
blank_at(const char *text, const char *end)
{
	uint32_t rune;
	size_t n;

	if (text == end)
		return 0;
	n = utf8_decode(text, end, &rune);
	return utf8_space(rune) ? n : 0;
}

static size_t
word_at(const char *text, const char *end)
{
	const char *p = text;
	uint32_t rune;

	while (p < end && !blank_at(p, end))
		p += utf8_decode(p, end, &rune);
	return (size_t)(p - text);
}

void
fold_put(struct fold *f, const char *text, size_t len)
{
	size_t n, word, width = f->printer->width;
	const char *end = text + len;

	for (; text < end; text += n) {
		n = blank_at(text, end);
		if (!n) {
			n = word_at(text, end);
			put_word(f, text, n);
			continue;
		}
		word = word_at(text + n, end);
		if (width && f->column > f->indent && f->column + 1 +
		    safe_columns(text + n, word) > width &&
		    !spaceless(text + n, word)) {
			new_line(f);
			f->point++;
		} else {
			put_word(f, " ", 1);
		}
	}
}

void
fold_skip(struct fold *f)
{
	f->point++;
}

void
fold_line(struct fold *f)
{
	set_marking(f, false);
	putc('\n', f->printer->out);
	f->column = 0;
}

void
fold_whole(struct printer *p, size_t indent, const char *text)
{
	struct fold f;

	fold_begin(&f, p, indent, NULL, 0);
	fold_put(&f, text, strlen(text));
}
