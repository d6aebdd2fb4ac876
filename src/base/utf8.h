/*
 * UTF-8 text: reading and writing code points (RFC 3629), and the few
 * properties of characters the other rooms ask for (utf8proc's tables).
 */
#ifndef BASE_UTF8_H
#define BASE_UTF8_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

#define UTF8_MAX 4		/* bytes of the longest code point */
#define UTF8_BAD 0xFFFDu	/* what stands for bytes that are no text */

/*
 * Read the code point at ${p}, which lies before ${end}, into ${rune} and
 * return its length in bytes, at least 1.  A byte that begins no well-formed
 * sequence (overlong forms, surrogates, beyond U+10FFFF, cut ones) reads as
 * UTF8_BAD of length 1.
 */
size_t utf8_decode(const char *p, const char *end, uint32_t *rune);

/* Write ${rune} to ${out} (UTF8_MAX bytes at least); return its length. */
size_t utf8_encode(uint32_t rune, char *out);

/* Is every byte of the text part of well-formed UTF-8? */
bool utf8_valid(const char *text, size_t len);

/* The number of code points in well-formed text. */
size_t utf8_count(const char *text, size_t len);

/* Append the text in Normalization Form C (UAX #15).  0, or -1: memory. */
int utf8_nfc(struct buf *out, const char *text, size_t len);

/*
 * Append the text with case folded and diacritics dropped, for comparing
 * names and finding what a person meant.  0, or -1: memory.
 */
int utf8_fold(struct buf *out, const char *text, size_t len);

bool utf8_letter(uint32_t rune);
bool utf8_digit(uint32_t rune);
bool utf8_space(uint32_t rune);		/* white space of any script */
bool utf8_indexed(uint32_t rune);	/* L*, N*, Co: FTS5's words */
bool utf8_mark(uint32_t rune);		/* M*: part of a word it follows */
bool utf8_upper(uint32_t rune);
bool utf8_small(uint32_t rune);
uint32_t utf8_lower(uint32_t rune);

/* Columns on a terminal: 0, 1 or 2; control characters count 0. */
int utf8_width(uint32_t rune);

/*
 * Is this of a script written without spaces between words (Han, Kana, Thai,
 * Lao, Burmese, Khmer)?  Hangul is written with spaces and is not.
 */
bool utf8_spaceless(uint32_t rune);

#endif
