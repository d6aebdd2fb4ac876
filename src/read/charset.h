/* Bytes of any character set to UTF-8 (iconv; uchardet guesses). */
#ifndef READ_CHARSET_H
#define READ_CHARSET_H

#include <stddef.h>

#include "base/buf.h"

/*
 * Append ${bytes} to ${out} as well-formed UTF-8: a byte order mark decides;
 * else text that is valid UTF-8 is taken as that (valid multi-byte text is
 * never an accident); else ${declared} (may be NULL; ISO-8859-1 and US-ASCII
 * mean windows-1252, as the WHATWG Encoding Standard has it); else the
 * guess; else windows-1252.  Bytes that mean nothing become U+FFFD, NUL
 * bytes a space.  Mixed text, valid UTF-8 but for a few stray bytes, keeps
 * its UTF-8 and reads the stray bytes as windows-1252.
 * 0, or -1: out of memory.
 */
int charset_decode(struct buf *out, const char *bytes, size_t len,
    const char *declared);

#endif
