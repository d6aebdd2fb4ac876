/* Addresses of pages: one spelling for one page. */
#ifndef READ_ADDRESS_H
#define READ_ADDRESS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * Longest address kept, in bytes: what browsers and servers agree on taking;
 * longer ones are data, not names.
 */
#define ADDRESS_LIMIT 2048

/*
 * Append the canonical form of the http or https address ${text} (RFC 3986,
 * 6.2.2 and 6.2.3): scheme and host in lower case, no user, no default port,
 * no dot segments, "/" for an empty path, percent-encoding only where it is
 * needed and then in capitals, no fragment (but "#!"), none of the
 * parameters that only follow readers around; what else was asked stays, in
 * its order.  "//host" and "www.host" are taken for what they mean.
 * 1; 0: it is no such address, or too long; -1: out of memory.
 */
int address_canonical(struct buf *out, const char *text, size_t len);

/* Does the canonical ${url} name only a site, and so no article? */
bool address_is_root(const char *url);

/*
 * Lend the host of the canonical ${url}, without its port and "www.".
 * false: it is one that names no outlet ("localhost", an IP address).
 */
bool address_host(const char *url, const char **host, size_t *len);

#endif
