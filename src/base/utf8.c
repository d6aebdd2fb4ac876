/* UTF-8 text: code points in and out, normal forms, properties. */
#include "base/utf8.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

size_t
utf8_decode(const char *p, const char *end, uint32_t *rune)
{
	const unsigned char *s = (const unsigned char *)p;
	size_t have = (size_t)(end - p), need, i;
	uint32_t c = s[0], least;

	*rune = c;
	if (c < 0x80)
		return 1;
	*rune = UTF8_BAD;
	if (c >= 0xC2 && c <= 0xDF) {
		need = 2, c &= 0x1F, least = 0x80;
	} else if (c >= 0xE0 && c <= 0xEF) {
		need = 3, c &= 0x0F, least = 0x800;
	} else if (c >= 0xF0 && c <= 0xF4) {
		need = 4, c &= 0x07, least = 0x10000;
	} else {
		return 1;
	}
	if (have < need)
		return 1;
	for (i = 1; i < need; i++) {
		if ((s[i] & 0xC0) != 0x80)
			return 1;
		c = c << 6 | (s[i] & 0x3F);
	}
	if (c < least || c > 0x10FFFF || (c >= 0xD800 && c <= 0xDFFF))
		return 1;
	*rune = c;
	return need;
}

size_t
utf8_encode(uint32_t rune, char *out)
{
	if (rune > 0x10FFFF || (rune >= 0xD800 && rune <= 0xDFFF))
		rune = UTF8_BAD;
	if (rune < 0x80) {
		out[0] = (char)rune;
		return 1;
	}
	if (rune < 0x800) {
		out[0] = (char)(0xC0 | rune >> 6);
		out[1] = (char)(0x80 | (rune & 0x3F));
		return 2;
	}
	if (rune < 0x10000) {
		out[0] = (char)(0xE0 | rune >> 12);
		out[1] = (char)(0x80 | (rune >> 6 & 0x3F));
		out[2] = (char)(0x80 | (rune & 0x3F));
		return 3;
	}
	out[0] = (char)(0xF0 | rune >> 18);
	out[1] = (char)(0x80 | (rune >> 12 & 0x3F));
	out[2] = (char)(0x80 | (rune >> 6 & 0x3F));
	out[3] = (char)(0x80 | (rune & 0x3F));
	return 4;
}

bool
utf8_valid(const char *text, size_t len)
{
	const char *p = text, *end = text + len;
	uint32_t rune;
	size_t n;

	while (p < end) {
		if (!((unsigned char)*p & 0x80)) {
			p++;
			continue;
		}
		n = utf8_decode(p, end, &rune);
		if (n == 1)
			return false;
		p += n;
	}
	return true;
}

size_t
utf8_count(const char *text, size_t len)
{
	size_t i, n = 0;

	for (i = 0; i < len; i++)
		n += ((unsigned char)text[i] & 0xC0) != 0x80;
	return n;
}

/* utf8proc's mapping of the text under ${options}, appended. */
static int
map(struct buf *out, const char *text, size_t len, utf8proc_option_t options)
{
	utf8proc_uint8_t *mapped = NULL;
	utf8proc_ssize_t n;

	if (!len)
		return 0;
	n = utf8proc_map((const utf8proc_uint8_t *)text, (utf8proc_ssize_t)len,
	    &mapped, options);
	if (n < 0)
		return -1;
	buf_add(out, mapped, (size_t)n);
	free(mapped);
	return out->failed ? -1 : 0;
}

static bool
ascii(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((unsigned char)text[i] & 0x80)
			return false;
	return true;
}

int
utf8_nfc(struct buf *out, const char *text, size_t len)
{
	if (ascii(text, len)) {
		buf_add(out, text, len);
		return out->failed ? -1 : 0;
	}
	return map(out, text, len, UTF8PROC_STABLE | UTF8PROC_COMPOSE);
}

int
utf8_fold(struct buf *out, const char *text, size_t len)
{
	return map(out, text, len, UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
	    UTF8PROC_CASEFOLD | UTF8PROC_STRIPMARK);
}

bool
utf8_letter(uint32_t rune)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)rune);

	return c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO;
}

bool
utf8_digit(uint32_t rune)
{
	return utf8proc_category((utf8proc_int32_t)rune) ==
	    UTF8PROC_CATEGORY_ND;
}

bool
utf8_space(uint32_t rune)
{
	utf8proc_category_t c;

	if (rune < 0x80)
		return rune == ' ' || (rune >= '\t' && rune <= '\r');
	c = utf8proc_category((utf8proc_int32_t)rune);
	return c >= UTF8PROC_CATEGORY_ZS && c <= UTF8PROC_CATEGORY_ZP;
}

bool
utf8_upper(uint32_t rune)
{
	return utf8proc_category((utf8proc_int32_t)rune) ==
	    UTF8PROC_CATEGORY_LU;
}

bool
utf8_small(uint32_t rune)
{
	return utf8proc_category((utf8proc_int32_t)rune) ==
	    UTF8PROC_CATEGORY_LL;
}

uint32_t
utf8_lower(uint32_t rune)
{
	return (uint32_t)utf8proc_tolower((utf8proc_int32_t)rune);
}

int
utf8_width(uint32_t rune)
{
	return utf8proc_charwidth((utf8proc_int32_t)rune);
}

bool
utf8_spaceless(uint32_t rune)
{
	/* Blocks of the Unicode Character Database, Blocks.txt. */
	static const struct {
		uint32_t first, last;
	} blocks[] = {
		{ 0x0E00, 0x0EFF },	/* Thai, Lao */
		{ 0x1000, 0x109F },	/* Burmese */
		{ 0x1780, 0x17FF },	/* Khmer */
		{ 0x2E80, 0x2FDF },	/* radicals */
		{ 0x3005, 0x3007 },	/* ideographic iteration mark, zero */
		{ 0x3040, 0x30FF },	/* Hiragana, Katakana */
		{ 0x31F0, 0x31FF },	/* Katakana extensions */
		{ 0x3400, 0x4DBF },	/* Han, extension A */
		{ 0x4E00, 0x9FFF },	/* Han */
		{ 0xA9E0, 0xA9FF },	/* Burmese extended B */
		{ 0xAA60, 0xAA7F },	/* Burmese extended A */
		{ 0xF900, 0xFAFF },	/* compatibility ideographs */
		{ 0xFF66, 0xFF9F },	/* half-width Katakana */
		{ 0x20000, 0x323AF },	/* Han, extensions B to H */
	};
	size_t i;

	if (rune < blocks[0].first)
		return false;
	for (i = 0; i < sizeof(blocks) / sizeof(blocks[0]); i++)
		if (rune <= blocks[i].last)
			return rune >= blocks[i].first;
	return false;
}

bool
utf8_indexed(uint32_t rune)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)rune);

	return (c >= UTF8PROC_CATEGORY_LU && c <= UTF8PROC_CATEGORY_LO) ||
	    (c >= UTF8PROC_CATEGORY_ND && c <= UTF8PROC_CATEGORY_NO) ||
	    c == UTF8PROC_CATEGORY_CO;
}

bool
utf8_mark(uint32_t rune)
{
	utf8proc_category_t c = utf8proc_category((utf8proc_int32_t)rune);

	return c >= UTF8PROC_CATEGORY_MN && c <= UTF8PROC_CATEGORY_ME;
}
