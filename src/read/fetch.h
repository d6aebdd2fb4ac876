/* What lives on the web; the only user of libcurl. */
#ifndef READ_FETCH_H
#define READ_FETCH_H

#include <stdbool.h>

#include "base/buf.h"
#include "base/err.h"

/* A page takes a second; a slow archive's export may take minutes. */
#define FETCH_SECONDS 300
#define FETCH_CONNECT_SECONDS 20
#define FETCH_REDIRECTS 10

struct fetched {
	struct buf bytes;	/* the body, decompressed */
	char *url;		/* where the redirects ended */
	char *charset;		/* as the server declared it, or NULL */
};

/*
 * Fetch ${url}, http or https with verified certificates, into ${out}, of at
 * most FORMAT_DOCUMENT_LIMIT bytes.  Anything but a final 2xx status is a
 * failure.  0 or -1; fetched_release() either way.
 */
int fetch(const char *url, struct fetched *out, struct err *err);
void fetched_release(struct fetched *f);

/* Does the text begin like an address that fetch() takes? */
bool fetch_is_url(const char *text);

#endif
