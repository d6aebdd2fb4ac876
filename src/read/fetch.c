/* What lives on the web. */
#include "read/fetch.h"

#include <curl/curl.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "read/format.h"

/* Bytes a second below which a server is given up, and for how long. */
#define SLOW_BYTES 16L
#define SLOW_SECONDS 30L

bool
fetch_is_url(const char *text)
{
	return strncasecmp(text, "http://", 7) == 0 ||
	    strncasecmp(text, "https://", 8) == 0;
}

void
fetched_release(struct fetched *f)
{
	buf_release(&f->bytes);
	free(f->url);
	free(f->charset);
	f->url = f->charset = NULL;
}

static size_t
receive(char *bytes, size_t size, size_t count, void *ctx)
{
	struct buf *b = ctx;

	buf_add(b, bytes, size * count);
	return b->failed ? 0 : size * count;
}

/* The value of charset= in a Content-Type (RFC 9110, 8.3), or NULL. */
static char *
charset_of(const char *type)
{
	const char *p = type;
	size_t n;

	while (p && (p = strchr(p, ';'))) {
		p += 1 + strspn(p + 1, " \t");
		if (strncasecmp(p, "charset=", 8) != 0)
			continue;
		p += 8;
		p += *p == '"';
		n = strcspn(p, "\"; \t");
		return n ? strndup(p, n) : NULL;
	}
	return NULL;
}

static void
set_up(CURL *curl, const char *url, struct fetched *out, char *reason)
{
	curl_easy_setopt(curl, CURLOPT_URL, url);
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(curl, CURLOPT_MAXREDIRS, (long)FETCH_REDIRECTS);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT,
	    (long)FETCH_CONNECT_SECONDS);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)FETCH_SECONDS);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, SLOW_BYTES);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, SLOW_SECONDS);
	curl_easy_setopt(curl, CURLOPT_FAILONERROR, 1L);
	curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_USERAGENT,
	    "newsfind/" NEWSFIND_VERSION);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, reason);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, receive);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &out->bytes);
}

int
fetch(const char *url, struct fetched *out, struct err *err)
{
	char reason[CURL_ERROR_SIZE] = "", *text = NULL;
	CURL *curl = curl_easy_init();
	CURLcode code;
	int result = -1;

	memset(out, 0, sizeof(*out));
	buf_init(&out->bytes, FORMAT_DOCUMENT_LIMIT);
	if (!curl)
		return err_memory(err);
	set_up(curl, url, out, reason);
	code = curl_easy_perform(curl);
	if (out->bytes.failed) {
		err_set(err, "cannot fetch '%s': larger than %zu MB", url,
		    FORMAT_DOCUMENT_LIMIT >> 20);
		goto out;
	}
	if (code != CURLE_OK) {
		err_set(err, "cannot fetch '%s': %s", url,
		    *reason ? reason : curl_easy_strerror(code));
		goto out;
	}
	curl_easy_getinfo(curl, CURLINFO_EFFECTIVE_URL, &text);
	out->url = strdup(text ? text : url);
	text = NULL;
	curl_easy_getinfo(curl, CURLINFO_CONTENT_TYPE, &text);
	out->charset = charset_of(text);
	result = out->url ? 0 : err_memory(err);
out:
	curl_easy_cleanup(curl);
	return result;
}
