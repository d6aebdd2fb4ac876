/* Texts of articles that must not steer a terminal, and their width on it. */
#ifndef SHOW_SAFE_H
#define SHOW_SAFE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

/*
 * Is it for the eye?  Controls steer terminals; the bidirectional and other
 * invisible format characters make text look like what it is not.
 */
bool safe_rune(uint32_t rune);

/* Append ${text} as one line: white space as blanks, nothing unsafe. */
void safe_add(struct buf *out, const char *text);

/* Columns that ${len} bytes of text take. */
size_t safe_columns(const char *text, size_t len);

#endif
