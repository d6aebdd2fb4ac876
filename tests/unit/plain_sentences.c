/* Where sentences and paragraphs of a text end. */
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "plain.h"

static bool
is_one_of(uint32_t rune, const uint32_t *set)
{
	for (; *set; set++)
		if (*set == rune)
			return true;
	return false;
}

static bool
ends(uint32_t rune)
{
	static const uint32_t set[] = { '.', '!', '?', 0x2026, 0 };

	return is_one_of(rune, set);
}

/* Needs no white space behind it. */
static bool
ends_wide(uint32_t rune)
{
	static const uint32_t set[] = { 0x3002, 0xFF01, 0xFF1F, 0xFF61, 0 };

	return is_one_of(rune, set);
}

/* Quotes that close in some language, and brackets. */
static bool
closes(uint32_t rune)
{
	static const uint32_t set[] = { '"', '\'', ')', ']', '}', 0xAB, 0xBB,
	    0x2018, 0x2019, 0x201C, 0x201D, 0x2039, 0x203A, 0x3009, 0x300B,
	    0x300D, 0x300F, 0x3011, 0xFF09, 0 };

	return is_one_of(rune, set);
}

/* The code point before ${p}; 0 where the text begins. */
static uint32_t
before(const char *text, const char *p, const char **at)
{
	const char *end = p;
	uint32_t rune;

	if (p == text)
		return 0;
	do
		p--;
	while (p > text && ((unsigned char)*p & 0xC0) == 0x80);
	utf8_decode(p, end, &rune);
	*at = p;
	return rune;
}

/* Does a capital letter that is a word of its own stand before ${p}? */
static bool
behind_initial(const char *text, const char *p)
{
	uint32_t rune = before(text, p, &p);

	if (!rune || !utf8_upper(rune))
		return false;
	rune = before(text, p, &p);
	return !rune || !(utf8_indexed(rune) || utf8_mark(rune));
}

/* The end of the sentence that the sign at ${p} ends, or NULL. */
static const char *
sentence_end(const char *text, const char *end, const char *p)
{
	const char *q = p, *stop;
	uint32_t rune;

	q += utf8_decode(p, end, &rune);
	if (ends_wide(rune))
		return q;
	if (!ends(rune) || (rune == '.' && behind_initial(text, p)))
		return NULL;
	while (q < end) {
		stop = q + utf8_decode(q, end, &rune);
		if (!closes(rune))
			break;
		q = stop;
	}
	if (q == end || !utf8_space(rune))
		return NULL;
	stop = q;
	while (q < end) {
		q += utf8_decode(q, end, &rune);
		if (!utf8_space(rune))
			return utf8proc_category((utf8proc_int32_t)rune) ==
			    UTF8PROC_CATEGORY_LL ? NULL : stop;
	}
	return stop;
}

/* Does a blank line begin with the line feed at ${p}? */
static bool
blank_line(const char *p, const char *end)
{
	if (*p != '\n')
		return false;
	for (p++; p < end; p++)
		if (*p == '\n')
			return true;
		else if (*p != ' ' && *p != '\t' && *p != '\r')
			return false;
	return false;
}

void
plain_sentences(const char *text, size_t len, struct plain_word *words,
    size_t count)
{
	const char *end = text + len, *p, *stop = NULL;
	uint32_t sentence = 0, paragraph = 0, rune;
	size_t i = 0;

	for (p = text; p < end; p += utf8_decode(p, end, &rune)) {
		for (; i < count && text + words[i].start < p; i++) {
			words[i].sentence = sentence;
			words[i].paragraph = paragraph;
		}
		if (blank_line(p, end)) {
			sentence++;
			paragraph++;
			continue;
		}
		if (p == stop)
			sentence++;
		if (sentence_end(text, end, p))
			stop = sentence_end(text, end, p);
	}
	for (; i < count; i++) {
		words[i].sentence = sentence;
		words[i].paragraph = paragraph;
	}
}
