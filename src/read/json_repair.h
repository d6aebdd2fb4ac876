/* Mending JSON that a strict parser refuses, without guessing at structure. */
#ifndef READ_JSON_REPAIR_H
#define READ_JSON_REPAIR_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * Append the text to ${out} as what its writer meant: UTF-8 (by
 * charset_decode(), with ${charset}, which may be NULL); control characters
 * in strings escaped, and those outside dropped; lone surrogates made
 * U+FFFD and \u0000 a space; backslashes that escape nothing dropped; commas
 * before a closing bracket dropped; NaN, Infinity, undefined and Python's
 * None, True, False as JSON has them; numbers that may not fit a machine
 * word in quotes.  0, or -1: out of memory.
 */
int json_repair(struct buf *out, const char *bytes, size_t len,
    const char *charset);

/* Read the four hexadecimal digits of a \u escape; false: they are none. */
bool json_hex4(const char *p, const char *end, unsigned *value);

#endif
