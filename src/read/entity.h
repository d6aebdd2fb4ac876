/* Character references of HTML that escaped their reader's notice. */
#ifndef READ_ENTITY_H
#define READ_ENTITY_H

#include <stddef.h>
#include <stdint.h>

/*
 * Read the character reference at ${p}, a '&' before ${end}, into ${rune}:
 * numeric, or one of the few names that turn up in text escaped twice
 * ("&quot;", "&rsquo;", "&amp;#8217;").  It must be whole, with its
 * semicolon.  Its length in bytes, or 0: it is none.
 */
size_t entity_decode(const char *p, const char *end, uint32_t *rune);

#endif
