/*
 * Mending JSON: one pass over the text, strings and what is between them
 * each by its own rules.
 */
#include "read/json_repair.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "read/charset.h"

/* Digits of the longest integer that always fits 64 bits; what has more, or
 * an exponent, may be out of range and is kept as text. */
#define DIGITS_MAX 18

/* Words that are no JSON, and what stands for them. */
static const struct {
	const char *word, *json;
} words[] = {
	{ "NaN", "null" },
	{ "nan", "null" },
	{ "Infinity", "null" },
	{ "-Infinity", "null" },
	{ "undefined", "null" },
	{ "None", "null" },
	{ "True", "true" },
	{ "False", "false" },
};

bool
json_hex4(const char *p, const char *end, unsigned *value)
{
	static const char digits[] = "0123456789abcdefABCDEF";
	const char *at;
	unsigned i, d;

	*value = 0;
	if (end - p < 4)
		return false;
	for (i = 0; i < 4; i++) {
		at = p[i] ? strchr(digits, p[i]) : NULL;
		if (!at)
			return false;
		d = (unsigned)(at - digits);
		*value = *value * 16 + (d < 16 ? d : d - 6);
	}
	return true;
}

/* Mend the \u escape at ${p}, behind its "\u"; return what follows it. */
static const char *
repair_unicode(struct buf *out, const char *p, const char *end)
{
	unsigned high, low;

	if (!json_hex4(p, end, &high)) {
		buf_addch(out, 'u');
		return p;
	}
	if (high >= 0xd800 && high < 0xdc00 && end - p >= 10 &&
	    p[4] == '\\' && p[5] == 'u' && json_hex4(p + 6, end, &low) &&
	    low >= 0xdc00 && low < 0xe000) {
		buf_addstr(out, "\\u");
		buf_add(out, p, 10);
		return p + 10;
	}
	if (high >= 0xd800 && high < 0xe000) {
		buf_add_rune(out, UTF8_BAD);
	} else if (high == 0) {
		buf_addch(out, ' ');
	} else {
		buf_addstr(out, "\\u");
		buf_add(out, p, 4);
	}
	return p + 4;
}

/* Mend a string from behind its opening quote to behind its closing one. */
static const char *
repair_string(struct buf *out, const char *p, const char *end)
{
	const char *plain;

	buf_addch(out, '"');
	while (p < end && *p != '"') {
		plain = p;
		while (p < end && *p != '"' && *p != '\\' &&
		    (unsigned char)*p >= 32)
			p++;
		buf_add(out, plain, (size_t)(p - plain));
		if (p == end || *p == '"')
			break;
		if (*p != '\\') {
			buf_addf(out, "\\u%04x", (unsigned char)*p);
			p++;
			continue;
		}
		if (++p == end)
			break;
		if (*p == 'u') {
			p = repair_unicode(out, p + 1, end);
		} else if (*p && strchr("\"\\/bfnrt", *p)) {
			buf_addch(out, '\\');
			buf_addch(out, *p++);
		}
	}
	buf_addch(out, '"');
	return p < end ? p + 1 : end;
}

/* Is the comma at ${p} followed by a closing bracket or another comma? */
static bool
idle_comma(const char *p, const char *end)
{
	do
		p++;
	while (p < end && (unsigned char)*p <= 32);
	return p == end || *p == '}' || *p == ']' || *p == ',';
}

/* Mend a number or a word; return what follows it. */
static const char *
repair_word(struct buf *out, const char *p, const char *end)
{
	const char *word = p;
	bool number;
	size_t i, len;

	while (p < end && (unsigned char)*p > 32 && !strchr(",:[]{}\"", *p))
		p++;
	len = (size_t)(p - word);
	number = *word == '-' || (*word >= '0' && *word <= '9');
	for (i = 0; i < sizeof(words) / sizeof(*words); i++) {
		if (strlen(words[i].word) == len &&
		    memcmp(words[i].word, word, len) == 0) {
			buf_addstr(out, words[i].json);
			return p;
		}
	}
	if (number && (len > DIGITS_MAX || memchr(word, 'e', len) ||
	    memchr(word, 'E', len))) {
		buf_addch(out, '"');
		buf_add(out, word, len);
		buf_addch(out, '"');
	} else {
		buf_add(out, word, len);
	}
	return p;
}

static void
repair_text(struct buf *out, const char *p, const char *end)
{
	while (p < end) {
		if (*p == '"') {
			p = repair_string(out, p + 1, end);
		} else if (*p == ',') {
			if (!idle_comma(p, end))
				buf_addch(out, ',');
			p++;
		} else if (*p && strchr(":[]{}\n", *p)) {
			buf_addch(out, *p++);
		} else if ((unsigned char)*p <= 32) {
			buf_addch(out, ' ');
			p++;
		} else {
			p = repair_word(out, p, end);
		}
	}
}

int
json_repair(struct buf *out, const char *bytes, size_t len,
    const char *charset)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	int r = -1;

	if (charset_decode(&text, bytes, len, charset))
		goto out;
	repair_text(out, text.data, text.data + text.len);
	r = out->failed ? -1 : 0;
out:
	buf_release(&text);
	return r;
}
