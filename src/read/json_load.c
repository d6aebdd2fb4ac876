/*
 * jansson takes each byte of a string through four functions (9 ms a
 * megabyte), and nearly all bytes of a news archive are in strings of some
 * thousand.  So it is given the record with its long strings replaced by
 * marks, as judge of all structure, and they are decoded here, and put in
 * place of the marks in the value it made.  A string that is not plainly
 * right sends the whole record to jansson, so that there is one opinion on
 * what JSON is.
 *
 * Order: decoding a string; the record with marks; marks to strings.
 */
#include "read/json_load.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/json_repair.h"

/*
 * Strings longer than this go round jansson: where taking two more steps for
 * each begins to pay.
 */
#define LONG_STRING 96

/* A mark is this byte, which no text begins with, and the string's number. */
#define MARK '\x7f'

/* Long strings of one record; with more, jansson gets it as it is. */
#define STRINGS_MAX 256

struct text {
	const char *p;
	size_t len;
};

struct loader {
	struct text strings[STRINGS_MAX];
	size_t count;
	size_t set;		/* of them, put back */
	struct buf marked;	/* the record with marks */
	struct buf text;	/* the string at hand */
};

/*
 * Eight bytes at once: has one of them a value below ${n} (at most 128)?
 * (S. E. Anderson, Bit Twiddling Hacks.)
 */
#define ONES (~(uint64_t)0 / 255)
#define HAS_LESS(word, n) (((word) - ONES * (n)) & ~(word) & ONES * 128)

/* Is the text free of control characters, and well-formed UTF-8? */
static bool
is_clean(const char *p, size_t len)
{
	const char *start = p;
	uint64_t word, high = 0;
	size_t n = len;

	for (; n >= sizeof(word); n -= sizeof(word), p += sizeof(word)) {
		memcpy(&word, p, sizeof(word));
		if (HAS_LESS(word, 0x20))
			return false;
		high |= word & ONES * 128;
	}
	for (; n; n--, p++) {
		if ((unsigned char)*p < 0x20)
			return false;
		high |= *p & 0x80;
	}
	return !high || utf8_valid(start, len);
}

/*
 * Append what the escape at ${p}, behind its backslash, stands for; what
 * follows it, or NULL: no good escape, or NUL.
 */
static const char *
decode_escape(struct buf *out, const char *p, const char *end)
{
	static const char escapes[] = "\"\\/bfnrt", bytes[] = "\"\\/\b\f\n\r\t";
	unsigned rune, low;
	const char *at;

	if (p == end || !*p)
		return NULL;
	if (*p != 'u') {
		at = strchr(escapes, *p);
		if (!at)
			return NULL;
		buf_addch(out, bytes[at - escapes]);
		return p + 1;
	}
	if (!json_hex4(++p, end, &rune) || !rune)
		return NULL;
	p += 4;
	if (rune >= 0xd800 && rune < 0xe000) {
		if (rune >= 0xdc00 || end - p < 6 || p[0] != '\\' ||
		    p[1] != 'u' || !json_hex4(p + 2, end, &low) ||
		    low < 0xdc00 || low >= 0xe000)
			return NULL;
		rune = 0x10000 + ((rune - 0xd800) << 10) + (low - 0xdc00);
		p += 6;
	}
	buf_add_rune(out, rune);
	return p;
}

/* Decode the string into ${out}; false: it is for jansson to judge. */
static bool
decode_string(struct buf *out, const struct text *string)
{
	const char *p = string->p, *end = p + string->len, *escape;

	buf_reset(out);
	if (!is_clean(p, string->len))
		return false;
	while ((escape = memchr(p, '\\', (size_t)(end - p))) != NULL) {
		buf_add(out, p, (size_t)(escape - p));
		p = decode_escape(out, escape + 1, end);
		if (!p)
			return false;
	}
	buf_add(out, p, (size_t)(end - p));
	return !out->failed;
}

/* The closing quote of the string at ${p}, or NULL. */
static const char *
string_end(const char *p, const char *end)
{
	const char *quote = p, *escape;

	while ((quote = memchr(quote, '"', (size_t)(end - quote))) != NULL) {
		for (escape = quote; escape > p && escape[-1] == '\\';)
			escape--;
		if ((quote - escape) % 2 == 0)
			return quote;
		quote++;
	}
	return NULL;
}

/* Is the string before ${p} a member's name? */
static bool
is_name(const char *p, const char *end)
{
	while (p < end && strchr(" \t\r\n", *p))
		p++;
	return p < end && *p == ':';
}

/* Copy the record, long strings as marks.  false: it is not for us. */
static bool
mark_strings(struct loader *l, const char *p, const char *end)
{
	const char *quote, *close;
	size_t len;

	while ((quote = memchr(p, '"', (size_t)(end - p))) != NULL) {
		close = string_end(quote + 1, end);
		if (!close || quote[1] == MARK ||
		    strncmp(quote + 1, "\\u007", 5) == 0)
			return false;
		len = (size_t)(close - quote - 1);
		if (len <= LONG_STRING || is_name(close + 1, end)) {
			buf_add(&l->marked, p, (size_t)(close + 1 - p));
		} else {
			if (l->count == STRINGS_MAX)
				return false;
			buf_add(&l->marked, p, (size_t)(quote + 1 - p));
			buf_addf(&l->marked, "%c%zu\"", MARK, l->count);
			l->strings[l->count].p = quote + 1;
			l->strings[l->count++].len = len;
		}
		p = close + 1;
	}
	buf_add(&l->marked, p, (size_t)(end - p));
	return l->count > 0 && !l->marked.failed;
}

/* Put the strings in the place of their marks.  false: for jansson. */
static bool
set_strings(struct loader *l, json_t *value)
{
	const char *text = json_string_value(value), *name;
	json_t *member;
	size_t i;

	if (text && *text == MARK) {
		i = (size_t)strtoul(text + 1, NULL, 10);
		l->set++;
		return decode_string(&l->text, &l->strings[i]) &&
		    json_string_setn_nocheck(value, l->text.data,
		    l->text.len) == 0;
	}
	json_object_foreach(value, name, member) {
		if (!set_strings(l, member))
			return false;
	}
	for (i = 0; i < json_array_size(value); i++) {
		if (!set_strings(l, json_array_get(value, i)))
			return false;
	}
	return true;
}

json_t *
json_load(const char *bytes, size_t len, json_error_t *why)
{
	struct loader l;
	json_t *value = NULL;

	l.count = l.set = 0;
	buf_init(&l.marked, BUF_TEXT_LIMIT);
	buf_init(&l.text, BUF_TEXT_LIMIT);
	if (mark_strings(&l, bytes, bytes + len))
		value = json_loadb(l.marked.data, l.marked.len, 0, NULL);
	/* One not put back was lost to a later member of its name, unseen. */
	if (value && (!set_strings(&l, value) || l.set != l.count)) {
		json_decref(value);
		value = NULL;
	}
	buf_release(&l.text);
	buf_release(&l.marked);
	return value ? value : json_loadb(bytes, len, 0, why);
}
