/*
 * Cutting text into the tokens of dates, one after the other.
 */
#include "base/date_token.h"

#include "base/utf8.h"

#define VALUE_DIGITS 18		/* what an int64_t surely holds */

static bool
is_digit(char c)
{
	return c >= '0' && c <= '9';
}

static bool
is_alpha(char c)
{
	return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
}

/* Scripts that write a date's words and its numbers without spaces. */
static bool
stands_alone(uint32_t rune)
{
	return rune >= 0x1100 && (utf8_spaceless(rune) ||
	    (rune >= 0xAC00 && rune <= 0xD7A3));
}

/* A letter, or a diacritic that follows one in decomposed text. */
static bool
goes_on(uint32_t rune)
{
	return (rune >= 0x0300 && rune <= 0x036F) ||
	    (utf8_letter(rune) && !stands_alone(rune));
}

static void
skip_space(struct date_cursor *c)
{
	uint32_t rune;
	size_t n;

	c->spaced = false;
	while (c->at < c->end) {
		n = utf8_decode(c->at, c->end, &rune);
		if (!utf8_space(rune))
			return;
		c->at += n;
		c->spaced = true;
	}
}

static void
read_number(struct date_cursor *c)
{
	c->kind = DATE_NUMBER;
	for (; c->at < c->end && is_digit(*c->at); c->at++)
		if (c->at - c->start < VALUE_DIGITS)
			c->value = c->value * 10 + (*c->at - '0');
}

static void
read_word(struct date_cursor *c)
{
	uint32_t rune;
	size_t n;

	c->kind = DATE_WORD;
	while (c->at < c->end) {
		if (is_alpha(*c->at)) {
			c->at++;
			continue;
		}
		if ((unsigned char)*c->at < 0x80)
			return;
		n = utf8_decode(c->at, c->end, &rune);
		if (!goes_on(rune))
			return;
		c->at += n;
	}
}

void
date_begin(struct date_cursor *c, const char *text, size_t len)
{
	c->at = text;
	c->end = text + len;
	date_next(c);
}

void
date_next(struct date_cursor *c)
{
	size_t n;

	skip_space(c);
	c->start = c->at;
	c->len = 0;
	c->value = 0;
	c->rune = 0;
	c->kind = DATE_END;
	if (c->at == c->end)
		return;
	n = utf8_decode(c->at, c->end, &c->rune);
	if (is_digit(*c->at)) {
		read_number(c);
	} else if (goes_on(c->rune)) {
		read_word(c);
	} else {
		c->kind = stands_alone(c->rune) ? DATE_WORD : DATE_MARK;
		c->at += n;
	}
	c->len = (size_t)(c->at - c->start);
}

bool
date_is(const struct date_cursor *c, uint32_t rune)
{
	return c->rune == rune && (c->kind == DATE_MARK ||
	    (c->kind == DATE_WORD && stands_alone(rune)));
}

bool
date_take(struct date_cursor *c, uint32_t rune)
{
	if (!date_is(c, rune))
		return false;
	date_next(c);
	return true;
}

bool
date_is_number(const struct date_cursor *c, size_t min, size_t max)
{
	return c->kind == DATE_NUMBER && c->len >= min && c->len <= max;
}
