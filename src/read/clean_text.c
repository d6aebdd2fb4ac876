/*
 * Clean text: one pass over the bytes, in which runs of plain ASCII are
 * copied whole and everything else is looked at rune by rune; then, only
 * where a rune asked for it, Normalization Form C; then, for a body, the
 * line ends.
 *
 * Line ends: where a text has blank lines, they part its paragraphs, and
 * single line ends are where a narrow page was wrapped: they become spaces
 * (nothing between two characters of a script without spaces).  A text
 * without any blank line has a paragraph a line.
 */
#include "read/clean.h"

#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/charset.h"
#include "read/entity.h"

#define RUNE_ZWNJ 0x200Cu
#define RUNE_ZWJ 0x200Du

enum rune_kind {
	RUNE_TEXT,
	RUNE_SPACE,
	RUNE_LINE,		/* ends a line */
	RUNE_PARAGRAPH,		/* ends a paragraph */
	RUNE_JOINER,		/* kept where it joins or parts letters */
	RUNE_NOTHING
};

struct cleaner {
	struct buf *out;
	size_t start;		/* where our text begins in out */
	size_t lines;		/* line ends since the last text */
	bool space;		/* white space since the last text */
	bool parted;		/* a blank line was written */
	bool compose;		/* NFC may change what was written */
	bool body;		/* line ends count */
	uint32_t last;		/* the rune written last; 0: ASCII */
};

/*
 * Printable ASCII, which is copied as it is; not the space, which may be one
 * of several, nor '&', which may begin an entity.
 */
static const unsigned char plain[256] = {
	['!'] = 1, 1, 1, 1, 1, 0, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['0'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['@'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['P'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['`'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
	['p'] = 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1,
};

static enum rune_kind
general_punctuation(uint32_t rune)
{
	if (rune == RUNE_ZWNJ || rune == RUNE_ZWJ)
		return RUNE_JOINER;
	if (rune <= 0x200A || rune == 0x202F || rune == 0x205F)
		return RUNE_SPACE;
	if (rune == 0x2028)
		return RUNE_LINE;
	if (rune == 0x2029)
		return RUNE_PARAGRAPH;
	/* Zero-width space, marks of direction, invisible operators. */
	if (rune <= 0x200F || (rune >= 0x202A && rune <= 0x202E) ||
	    rune >= 0x2060)
		return RUNE_NOTHING;
	return RUNE_TEXT;
}

static enum rune_kind
rune_kind(uint32_t rune)
{
	if (rune < 0xA1) {
		if (rune == '\n' || rune == '\r' || rune == '\v' ||
		    rune == '\f' || rune == 0x85)
			return RUNE_LINE;
		if (rune == ' ' || rune == '\t' || rune == 0xA0)
			return RUNE_SPACE;
		return rune < ' ' || rune >= 0x7F ? RUNE_NOTHING : RUNE_TEXT;
	}
	if (rune >= 0x2000 && rune <= 0x206F)
		return general_punctuation(rune);
	switch (rune) {
	case 0x1680: case 0x3000:
		return RUNE_SPACE;
	case 0xAD:			/* soft hyphen */
	case 0x61C: case 0x180E: case 0xFEFF:
	case 0xFFF9: case 0xFFFA: case 0xFFFB:
	case 0xFFFE: case 0xFFFF:
		return RUNE_NOTHING;
	}
	if (rune >= 0xE000 && rune <= 0xE0FF)
		return RUNE_NOTHING;	/* the index's own */
	return RUNE_TEXT;
}

/*
 * Can NFC change a text because ${rune} is in it?  The ranges hold neither
 * characters with a singleton decomposition nor any that combine with one
 * before them (DerivedNormalizationProps.txt, NFC_Quick_Check), so that
 * nearly all news text is spared the slow way.
 */
static bool
rune_composes(uint32_t rune)
{
	static const struct {
		uint32_t first, last;
	} stable[] = {
		{ 0x0000, 0x02FF },	/* Latin */
		{ 0x0375, 0x037D }, { 0x037F, 0x0386 },
		{ 0x0388, 0x0482 },	/* Greek, Cyrillic */
		{ 0x048A, 0x0590 },	/* Cyrillic, Armenian */
		{ 0x05D0, 0x060F },	/* Hebrew */
		{ 0x061B, 0x064A }, { 0x0660, 0x066F },
		{ 0x0671, 0x06D5 },	/* Arabic, Persian, Urdu */
		{ 0x1200, 0x135C },	/* Ethiopic */
		{ 0x1E00, 0x1EFF },	/* Latin, Vietnamese */
		{ 0x2010, 0x20CF },	/* punctuation, currencies */
		{ 0x3001, 0x3029 }, { 0x3041, 0x3098 },
		{ 0x309B, 0x30FF },	/* Kana */
		{ 0x3400, 0x4DBF }, { 0x4E00, 0x9FFF },	/* Han */
		{ 0xAC00, 0xD7A3 },	/* Hangul */
		{ 0xFF00, 0xFFEF }, { 0x1F000, 0x1FAFF },
	};
	size_t i;

	for (i = 0; i < sizeof(stable) / sizeof(stable[0]); i++)
		if (rune <= stable[i].last)
			return rune < stable[i].first;
	return true;
}

/* Scripts in whose words joiners and non-joiners change the letters. */
static bool
joins_letters(uint32_t rune)
{
	return (rune >= 0x0600 && rune <= 0x0FFF) ||	/* Arabic to Tibetan */
	    (rune >= 0x1000 && rune <= 0x109F) ||	/* Burmese */
	    (rune >= 0x1780 && rune <= 0x18AF) ||	/* Khmer, Mongolian */
	    (rune >= 0xA840 && rune <= 0xABFF) ||
	    (rune >= 0xFB50 && rune <= 0xFEFC && rune != 0xFE0F) ||
	    (rune >= 0x11000 && rune <= 0x11FFF);
}

static bool
joins_emoji(uint32_t rune)
{
	return (rune >= 0x2190 && rune <= 0x2BFF) || rune == 0xFE0F ||
	    (rune >= 0x1F000 && rune <= 0x1FAFF);
}

static bool
joiner_matters(uint32_t joiner, uint32_t before, const char *p,
    const char *end)
{
	uint32_t after;

	if (p >= end)
		return false;
	utf8_decode(p, end, &after);
	if (joins_letters(before) && joins_letters(after))
		return true;
	return joiner == RUNE_ZWJ && joins_emoji(before) &&
	    joins_emoji(after);
}

/* Write the white space that came since the last text. */
static void
settle(struct cleaner *c)
{
	if (c->out->len > c->start) {
		if (!c->lines) {
			if (c->space)
				buf_addch(c->out, ' ');
		} else if (c->lines == 1) {
			buf_addch(c->out, '\n');
		} else {
			buf_add(c->out, "\n\n", 2);
			c->parted = true;
		}
	}
	c->lines = 0;
	c->space = false;
}

/* The end of the run of plain words, single spaces between them, at ${p}. */
static const char *
run_end(const char *p, const char *end)
{
	for (;;) {
		while (p < end && plain[(unsigned char)*p])
			p++;
		if (end - p < 2 || *p != ' ' || !plain[(unsigned char)p[1]])
			return p;
		p += 2;
	}
}

static void
white(struct cleaner *c, enum rune_kind kind)
{
	if (!c->body || kind == RUNE_SPACE)
		c->space = true;
	else
		c->lines += kind == RUNE_PARAGRAPH ? 2 : 1;
}

/* Take the one rune at ${p}; the place behind it. */
static const char *
take_rune(struct cleaner *c, const char *p, const char *end)
{
	enum rune_kind kind;
	uint32_t rune;
	size_t n = 0;

	if (*p == '&')
		n = entity_decode(p, end, &rune);
	if (!n)
		n = utf8_decode(p, end, &rune);
	if (rune == '\r' && end - p > 1 && p[1] == '\n')
		n = 2;
	p += n;
	kind = rune_kind(rune);
	if (kind == RUNE_JOINER)
		kind = joiner_matters(rune, c->last, p, end) ?
		    RUNE_TEXT : RUNE_NOTHING;
	if (kind == RUNE_TEXT) {
		settle(c);
		buf_add_rune(c->out, rune);
		c->compose |= rune_composes(rune);
		c->last = rune;
	} else if (kind != RUNE_NOTHING) {
		white(c, kind);
	}
	return p;
}

static void
take_all(struct cleaner *c, const char *p, const char *end)
{
	const char *run;

	while (p < end) {
		if (*p == ' ') {
			c->space = true;
			p++;
			continue;
		}
		run = p;
		p = run_end(p, end);
		if (p == run) {
			p = take_rune(c, p, end);
			continue;
		}
		settle(c);
		buf_add(c->out, run, (size_t)(p - run));
		c->last = 0;
	}
}

static int
compose(struct cleaner *c)
{
	struct buf nfc = BUF_INIT(c->out->limit);
	int ret = -1;

	if (!c->out->failed && !utf8_nfc(&nfc, c->out->data + c->start,
	    c->out->len - c->start)) {
		buf_truncate(c->out, c->start);
		buf_add(c->out, nfc.data, nfc.len);
		ret = c->out->failed ? -1 : 0;
	}
	buf_release(&nfc);
	return ret;
}

/* Clean ${text} onto ${c}->out.  0, or -1: out of memory. */
static int
clean(struct cleaner *c, const char *text, size_t len)
{
	struct buf decoded = BUF_INIT(c->out->limit);
	int ret = -1;

	c->start = c->out->len;
	if (!utf8_valid(text, len)) {
		if (charset_decode(&decoded, text, len, NULL))
			goto out;
		text = decoded.data;
		len = decoded.len;
	}
	if (buf_reserve(c->out, len))
		goto out;
	take_all(c, text, text + len);
	if (c->compose && compose(c))
		goto out;
	ret = c->out->failed ? -1 : 0;
out:
	buf_release(&decoded);
	return ret;
}

int
clean_line(struct buf *out, const char *text, size_t len)
{
	struct cleaner c = { .out = out };

	return clean(&c, text, len);
}

/* Is the line end at ${at} between two letters of a script without spaces? */
static bool
spaceless_around(const struct buf *b, size_t start, size_t at)
{
	uint32_t before, after;
	size_t p = at;

	while (p > start && ((unsigned char)b->data[--p] & 0xC0) == 0x80)
		;
	utf8_decode(b->data + p, b->data + at, &before);
	utf8_decode(b->data + at + 1, b->data + b->len, &after);
	return utf8_spaceless(before) && utf8_spaceless(after);
}

/* Single line ends, which wrapped a paragraph, become spaces. */
static void
join_lines(struct buf *b, size_t start)
{
	size_t from = start, to = start, n;
	char *line;

	while ((line = memchr(b->data + from, '\n', b->len - from))) {
		n = (size_t)(line - b->data) - from;
		memmove(b->data + to, b->data + from, n);
		to += n;
		from += n + 1;
		if (b->data[from] == '\n') {
			b->data[to++] = '\n';
			b->data[to++] = '\n';
			from++;
		} else if (!spaceless_around(b, start, from - 1)) {
			b->data[to++] = ' ';
		}
	}
	memmove(b->data + to, b->data + from, b->len - from);
	buf_truncate(b, to + b->len - from);
}

/* Every line becomes a paragraph. */
static void
part_lines(struct buf *b, size_t start)
{
	size_t i, more = 0, to;

	for (i = start; i < b->len; i++)
		more += b->data[i] == '\n';
	if (!more || buf_reserve(b, more))
		return;
	i = b->len;
	to = b->len + more;
	b->len = to;
	b->data[to] = '\0';
	while (to > i) {
		b->data[--to] = b->data[--i];
		if (b->data[i] == '\n')
			b->data[--to] = '\n';
	}
}

int
clean_body(struct buf *out, const char *text, size_t len)
{
	struct cleaner c = { .out = out, .body = true };

	if (clean(&c, text, len))
		return -1;
	if (c.parted)
		join_lines(out, c.start);
	else
		part_lines(out, c.start);
	return out->failed ? -1 : 0;
}
