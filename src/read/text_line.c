/* Lines of a text: cutting, trimming, comparing. */
#include "read/text_line.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

static bool
is_blank(char c)
{
	return c == ' ' || (c >= '\t' && c <= '\r');
}

/* Bytes of a no-break space or byte order mark at ${p}, which is white too. */
static size_t
wide_space(const char *p, size_t len)
{
	if (len >= 2 && memcmp(p, "\xc2\xa0", 2) == 0)
		return 2;
	if (len >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		return 3;
	return 0;
}

static struct text_line
trim(struct text_line line)
{
	size_t n;

	while (line.len) {
		n = is_blank(*line.p) ? 1 : wide_space(line.p, line.len);
		if (!n)
			break;
		line.p += n, line.len -= n;
	}
	while (line.len) {
		if (is_blank(line.p[line.len - 1]))
			line.len--;
		else if (line.len >= 2 &&
		    wide_space(line.p + line.len - 2, 2) == 2)
			line.len -= 2;
		else
			break;
	}
	return line;
}

bool
text_line_next(struct text_cursor *at, struct text_line *out)
{
	const char *start, *p = at->p;

	*out = (struct text_line){ p, 0, false, false };
	if (p == at->end)
		return false;
	while (p < at->end && *p == '\f')
		p++, out->page = true;
	start = p;
	while (p < at->end && *p != '\n' && *p != '\r' && *p != '\f')
		p++;
	out->p = start;
	out->len = (size_t)(p - start);
	out->indented = out->len && (*start == ' ' || *start == '\t');
	*out = trim(*out);
	if (p < at->end && *p == '\r')
		p++;
	if (p < at->end && *p == '\n')
		p++;
	at->p = p;
	return true;
}

struct text_line
text_line_from(struct text_line line, size_t from)
{
	line.p += from;
	line.len -= from;
	return trim(line);
}

struct text_line
text_line_upto(struct text_line line, size_t len)
{
	line.len = len;
	return trim(line);
}

bool
text_line_is(struct text_line line, const char *word)
{
	return strlen(word) == line.len &&
	    strncasecmp(line.p, word, line.len) == 0;
}

size_t
text_line_begins(struct text_line line, const char *prefix)
{
	size_t len = strlen(prefix);

	if (line.len < len || strncasecmp(line.p, prefix, len) != 0)
		return 0;
	if (line.len > len && (isalnum((unsigned char)line.p[len]) ||
	    (unsigned char)line.p[len] >= 0xC3))
		return 0;
	return len;
}

size_t
text_line_find(struct text_line line, const char *words)
{
	size_t i, len = strlen(words);

	for (i = 0; i + len <= line.len; i++) {
		if (strncasecmp(line.p + i, words, len) == 0)
			return i;
	}
	return line.len;
}

bool
text_line_same(struct text_line a, struct text_line b)
{
	return a.len == b.len && memcmp(a.p, b.p, a.len) == 0;
}

/* Does ${line} end in one of ${marks}?  Its length in bytes, or 0. */
static size_t
ends_in(struct text_line line, const char *const *marks)
{
	size_t len;

	for (; *marks; marks++) {
		len = strlen(*marks);
		if (line.len >= len &&
		    memcmp(line.p + line.len - len, *marks, len) == 0)
			return len;
	}
	return 0;
}

bool
text_line_ends_sentence(struct text_line line)
{
	static const char *const closing[] = {
		"\"", "'", ")", "]", "\xe2\x80\x9d", "\xe2\x80\x99",
		"\xe2\x80\x9c", "\xc2\xbb", "\xe3\x80\x8d", NULL
	};
	static const char *const stops[] = {
		".", "!", "?", "\xe2\x80\xa6", "\xe3\x80\x82",
		"\xef\xbc\x81", "\xef\xbc\x9f", "\xe0\xa5\xa4", NULL
	};
	size_t n;

	while ((n = ends_in(line, closing)) != 0)
		line.len -= n;
	return ends_in(line, stops) != 0;
}
