/* Markdown: lines' marks, then what stands within a line. */
#include "read/text_markup.h"

#include <ctype.h>
#include <stdbool.h>
#include <string.h>

/* A link's text or address; brackets further apart are no link. */
#define LINK_SPAN 2000

/* Brackets in brackets: a bound, so that "[[[[..." stays linear. */
#define LINK_DEPTH 3

/* The place of ${close} behind ${i}, nested ones passed over, or 0. */
static size_t
closing(struct text_line line, size_t i, char open, char close)
{
	size_t depth = 0, end = line.len - i > LINK_SPAN ? i + LINK_SPAN :
	    line.len;

	for (; i < end; i++) {
		if (line.p[i] == open && ++depth > LINK_DEPTH)
			return 0;
		if (line.p[i] == close && --depth == 0)
			return i;
	}
	return 0;
}

static bool
is_word(struct text_line line, size_t i)
{
	return i < line.len && (isalnum((unsigned char)line.p[i]) ||
	    (unsigned char)line.p[i] >= 0x80);
}

/* Emphasis begins or ends a word; "a * b" and snake_case are none. */
static bool
is_emphasis(struct text_line line, size_t i)
{
	size_t end = i;
	bool before, after;

	while (end < line.len && line.p[end] == line.p[i])
		end++;
	before = i > 0 && !isspace((unsigned char)line.p[i - 1]);
	after = end < line.len && !isspace((unsigned char)line.p[end]);
	if (line.p[i] == '_' && i > 0 && is_word(line, i - 1) &&
	    is_word(line, end))
		return false;
	return before || after;
}

static void
add_inline(struct buf *out, struct text_line line, bool links)
{
	size_t i, n, text, address;
	struct text_line inner;

	for (i = 0; i < line.len; i++) {
		bool image = line.p[i] == '!' && i + 1 < line.len &&
		    line.p[i + 1] == '[';

		if (line.p[i] == '\\' && i + 1 < line.len &&
		    ispunct((unsigned char)line.p[i + 1])) {
			buf_addch(out, line.p[++i]);
		} else if (links && (image || line.p[i] == '[') &&
		    (text = closing(line, i + image, '[', ']')) != 0 &&
		    text + 1 < line.len && line.p[text + 1] == '(' &&
		    (address = closing(line, text + 1, '(', ')')) != 0) {
			inner = text_line_upto(line, text);
			if (!image)
				add_inline(out, text_line_from(inner, i + 1),
				    false);
			i = address;
		} else if (line.p[i] == '*' || line.p[i] == '_') {
			for (n = i; n < line.len && line.p[n] == line.p[i];)
				n++;
			if (!is_emphasis(line, i))
				buf_add(out, line.p + i, n - i);
			i = n - 1;
		} else if (line.p[i] != '`') {
			buf_addch(out, line.p[i]);
		}
	}
}

static bool
is_rule(struct text_line line)
{
	size_t i;

	for (i = 0; i < line.len; i++) {
		if (!strchr("-*_= ", line.p[i]))
			return false;
	}
	return line.len >= 3;
}

/* Is it a heading?  Then ${line} is left without its marks. */
static bool
is_heading(struct text_line *line)
{
	size_t n = 0, end = line->len;

	while (n < line->len && line->p[n] == '#')
		n++;
	if (n == 0 || n > 6 || n == line->len || line->p[n] != ' ')
		return false;
	while (end > n && line->p[end - 1] == '#')
		end--;
	*line = text_line_from(text_line_upto(*line, end), n);
	return true;
}

int
text_markup_strip(struct buf *out, struct text_cursor at)
{
	struct text_line line;
	bool code = false;

	while (text_line_next(&at, &line)) {
		if (line.len >= 3 && memcmp(line.p, "```", 3) == 0) {
			code = !code;
			continue;
		}
		if (code) {
			buf_add(out, line.p, line.len);
		} else if (is_heading(&line)) {
			buf_addch(out, '\n');
			add_inline(out, line, true);
			buf_addch(out, '\n');
		} else if (is_rule(line)) {
			buf_addch(out, '\n');
		} else {
			while (line.len && *line.p == '>')
				line = text_line_from(line, 1);
			add_inline(out, line, true);
		}
		buf_addch(out, '\n');
	}
	return out->failed ? -1 : 0;
}
