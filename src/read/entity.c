/*
 * Character references in plain text.  Exports escape twice: what should be
 * an apostrophe arrives as "&#8217;" or even "&amp;#8217;".  Nobody writes
 * that in news, so such a reference is taken as what it stands for.
 */
#include "read/entity.h"

#include <stdbool.h>
#include <string.h>

/* "&amp;amp;amp;" has been seen; deeper ones are no accident but an attack. */
#define AMPERSANDS 4

/* HTML Standard, 13.2.5.80: 0x80 to 0x9F are meant as windows-1252. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0x81, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0x8D, 0x017D, 0x8F,
	0x90, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0x9D, 0x017E, 0x0178,
};

static const struct {
	const char *name;
	uint32_t rune;
} names[] = {
	{ "amp;", '&' }, { "quot;", '"' }, { "apos;", '\'' },
	{ "lt;", '<' }, { "gt;", '>' }, { "nbsp;", 0xA0 },
	{ "shy;", 0xAD }, { "ndash;", 0x2013 }, { "mdash;", 0x2014 },
	{ "lsquo;", 0x2018 }, { "rsquo;", 0x2019 },
	{ "ldquo;", 0x201C }, { "rdquo;", 0x201D },
	{ "laquo;", 0xAB }, { "raquo;", 0xBB },
	{ "hellip;", 0x2026 }, { "bull;", 0x2022 }, { "euro;", 0x20AC },
	{ "pound;", 0xA3 }, { "eacute;", 0xE9 }, { "auml;", 0xE4 },
	{ "ouml;", 0xF6 }, { "uuml;", 0xFC }, { "szlig;", 0xDF },
};

static bool
begins(const char *p, const char *end, const char *word)
{
	size_t n = strlen(word);

	return (size_t)(end - p) >= n && !memcmp(p, word, n);
}

static int
digit(char c, unsigned base)
{
	int lower = c | 0x20;

	if (c >= '0' && c <= '9')
		return c - '0';
	if (base == 16 && lower >= 'a' && lower <= 'f')
		return lower - 'a' + 10;
	return -1;
}

/* The number behind "&#"; its length with the semicolon, or 0. */
static size_t
number(const char *p, const char *end, uint32_t *rune)
{
	const char *start = p, *digits;
	unsigned base = 10;
	uint32_t n = 0;

	if (p < end && (*p == 'x' || *p == 'X')) {
		base = 16;
		p++;
	}
	for (digits = p; p < end && digit(*p, base) >= 0; p++) {
		n = n * base + (uint32_t)digit(*p, base);
		if (n > 0x10FFFF)
			return 0;
	}
	if (p == digits || p == end || *p != ';' ||
	    (n >= 0xD800 && n <= 0xDFFF))
		return 0;
	*rune = n >= 0x80 && n < 0xA0 ? windows_1252[n - 0x80] : n;
	return (size_t)(p + 1 - start);
}

size_t
entity_decode(const char *p, const char *end, uint32_t *rune)
{
	const char *start = p++, *ampersand = NULL;
	size_t i, n;

	for (i = 0; i < AMPERSANDS && begins(p, end, "amp;"); i++) {
		p += 4;
		ampersand = p;
	}
	if (p < end && *p == '#') {
		n = number(p + 1, end, rune);
		if (n)
			return (size_t)(p + 1 - start) + n;
	} else {
		for (i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
			if (!begins(p, end, names[i].name))
				continue;
			*rune = names[i].rune;
			return (size_t)(p - start) + strlen(names[i].name);
		}
	}
	if (!ampersand)
		return 0;
	*rune = '&';
	return (size_t)(ampersand - start);
}
