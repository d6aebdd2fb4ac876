/* Where sentences end. */
#include "find/sentences.h"

#include <stdlib.h>

#include "base/utf8.h"

/* Brackets, and quotes that close in some language ("“" does in German). */
static bool
closes(uint32_t r)
{
	static const uint32_t set[] = { '"', '\'', ')', ']', '}', 0xAB, 0xBB,
	    0x2018, 0x2019, 0x201C, 0x201D, 0x2039, 0x203A, 0x3009, 0x300B,
	    0x300D, 0x300F, 0x3011, 0xFF09 };
	size_t i;

	for (i = 0; i < sizeof(set) / sizeof(set[0]); i++)
		if (set[i] == r)
			return true;
	return false;
}

static bool
ends_always(uint32_t r)
{
	return r == 0x3002 || r == 0xFF01 || r == 0xFF1F || r == 0xFF61;
}

static bool
may_end(uint32_t r)
{
	return r == '.' || r == '!' || r == '?' || r == 0x2026;
}

/* Is what stands before the full stop at ${p} a capital of its own? */
static bool
initial(const char *text, const char *p)
{
	const char *start = p;
	uint32_t r;

	if (start == text)
		return false;
	do
		start--;
	while (start > text && ((unsigned char)*start & 0xC0) == 0x80);
	utf8_decode(start, p, &r);
	if (!utf8_upper(r))
		return false;
	if (start == text)
		return true;
	p = start;
	do
		start--;
	while (start > text && ((unsigned char)*start & 0xC0) == 0x80);
	utf8_decode(start, p, &r);
	return !utf8_indexed(r) && !utf8_mark(r);
}

/* Does a sentence end with the mark before ${p}? */
static bool
goes_no_further(const char *p, const char *end)
{
	uint32_t r = 0;
	bool space = false;

	while (p < end) {
		p += utf8_decode(p, end, &r);
		if (utf8_space(r))
			space = true;
		else if (space || !closes(r))
			return space && !utf8_small(r);
	}
	return true;
}

/* Does one end between two words, at [from, to)? */
static bool
sentence_ends(const char *text, const char *from, const char *to,
    const char *end)
{
	const char *p = from, *mark;
	uint32_t r;

	while (p < to) {
		mark = p;
		p += utf8_decode(p, end, &r);
		if (ends_always(r))
			return true;
		if (may_end(r) && !(r == '.' && initial(text, mark)) &&
		    goes_no_further(p, end))
			return true;
	}
	return false;
}

/* Is there a blank line between two words? */
static bool
paragraph_ends(const char *from, const char *to)
{
	bool line = false;

	for (; from < to; from++) {
		if (*from == '\n' && line)
			return true;
		if (*from == '\n')
			line = true;
		else if (*from != ' ' && *from != '\t' && *from != '\r')
			line = false;
	}
	return false;
}

uint32_t *
sentences_number(const char *text, const struct terms *words,
    bool paragraphs)
{
	uint32_t *numbers = malloc((words->count + 1) * sizeof(*numbers));
	const char *end, *from = text, *to;
	size_t i, n = 0;
	uint32_t number = 0;

	if (!numbers || !words->count)
		return numbers;
	end = text + words->items[words->count - 1].end;
	for (i = 0; i < words->count; i = terms_next_word(words, i)) {
		to = text + words->items[i].start;
		if (n && (paragraph_ends(from, to) ||
		    (!paragraphs && sentence_ends(text, from, to, end))))
			number++;
		numbers[n++] = number;
		from = text + words->items[i].end;
	}
	return numbers;
}
