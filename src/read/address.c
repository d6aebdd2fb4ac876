/*
 * Addresses of pages: the parts are cut apart as in RFC 3986, appendix B,
 * and written one by one in their canonical form.
 */
#include "read/address.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

/* What is read of an input; an address with more white space is none. */
#define INPUT_LIMIT (4 * (size_t)ADDRESS_LIMIT)

/* Digits of a port: RFC 6335 has sixteen bits. */
#define PORT_DIGITS 5

/*
 * Parameters that say where a reader came from and not what is shown: added
 * by senders of mail and by advertising, stripped by every cleaner of links.
 * A '*' at the end stands for any rest.
 */
static const char *const tracking[] = {
	"utm_*",			/* Google Analytics campaigns */
	"fbclid", "fb_action_ids", "fb_action_types", "fb_source",
	"fb_ref",			/* Facebook */
	"gclid", "gclsrc", "dclid", "gbraid", "wbraid",	/* Google Ads */
	"msclkid", "twclid", "ttclid", "igshid", "igsh", "li_fat_id",
	"yclid", "ysclid",		/* other networks' clicks */
	"mc_cid", "mc_eid",		/* Mailchimp */
	"_hsenc", "_hsmi", "hsctatracking",	/* HubSpot */
	"mkt_tok",			/* Marketo */
	"_ga", "_gl",			/* Google Analytics, across sites */
	"pk_campaign", "pk_kwd", "pk_source", "pk_medium",
	"mtm_*",			/* Matomo */
	"at_medium", "at_campaign", "at_custom1", "at_custom2",
	"at_custom3", "at_custom4", "xtor",	/* AT Internet: BBC, Le Monde */
	"wt_mc", "wt.mc_id", "wt_zmc",	/* Webtrends, Webtrekk */
	"ncid", "cmpid", "cmp", "icid", "smid", "smtyp", "ns_mchannel",
	"ns_source", "ns_campaign", "ns_linkname", "ns_fee", "ito",
	"__twitter_impression", "guccounter", "guce_referrer",
	"guce_referrer_sig", "spm", "feedtype", "feedname",
};

struct parts {
	const char *host, *host_end;
	const char *port, *port_end;
	const char *path, *path_end;
	const char *query, *query_end;		/* without the '?' */
	const char *fragment, *end;		/* with the '#' */
	bool secure;
};

static bool
unreserved(unsigned char c)
{
	return c < 0x80 && (isalnum(c) || strchr("-._~", c));
}

static int
hex(char c)
{
	if (c >= '0' && c <= '9')
		return c - '0';
	c |= 0x20;
	return c >= 'a' && c <= 'f' ? c - 'a' + 10 : -1;
}

static const char *
find_any(const char *p, const char *end, const char *set)
{
	while (p < end && !(*p && strchr(set, *p)))
		p++;
	return p;
}

/*
 * The input without what browsers cut off and out: white space and angle
 * brackets around it, line ends and tabs within.  false: it holds other
 * control characters, or is too long.
 */
static bool
trim_input(struct buf *b, const char *text, size_t len)
{
	size_t i;

	while (len && (isspace((unsigned char)*text) || *text == '<'))
		text++, len--;
	while (len && (isspace((unsigned char)text[len - 1]) ||
	    text[len - 1] == '>'))
		len--;
	if (!len || len > INPUT_LIMIT)
		return false;
	for (i = 0; i < len; i++) {
		if (strchr("\n\r\t", text[i]) && text[i])
			continue;
		if ((unsigned char)text[i] < ' ' || text[i] == 0x7F)
			return false;
		buf_addch(b, text[i]);
	}
	return true;
}

/* The length of the scheme with "//"; or -1: not one of ours. */
static int
scheme_length(const char *text, bool *secure)
{
	*secure = !strncasecmp(text, "https://", 8);
	if (*secure)
		return 8;
	if (!strncasecmp(text, "http://", 7))
		return 7;
	if (!strncasecmp(text, "www.", 4))
		return 0;
	if (!strncmp(text, "//", 2)) {
		*secure = true;
		return 2;
	}
	return -1;
}

static bool
split(struct parts *u, const char *text, const char *end)
{
	const char *p, *at;
	int n = scheme_length(text, &u->secure);

	if (n < 0)
		return false;
	p = text + n;
	u->path = find_any(p, end, "/?#\\");
	at = memchr(p, '@', (size_t)(u->path - p));
	u->host = at ? at + 1 : p;
	u->host_end = u->host < u->path && *u->host == '[' ?
	    find_any(u->host, u->path, "]") : u->host;
	u->host_end = find_any(u->host_end, u->path, ":");
	u->port = u->host_end < u->path ? u->host_end + 1 : u->path;
	u->port_end = u->path;
	u->path_end = find_any(u->path, end, "?#");
	u->query = u->path_end;
	if (u->query < end && *u->query == '?')
		u->query++;
	u->query_end = find_any(u->query, end, "#");
	u->fragment = u->query_end;
	u->end = end;
	return true;
}

/* false: no host can be called so. */
static bool
add_host(struct buf *b, const char *p, const char *end)
{
	size_t start = b->len;
	unsigned char c;

	for (; p < end; p++) {
		c = (unsigned char)*p;
		if (c < 0x80 && !isalnum(c) && !strchr("-._[]:", c))
			return false;
		buf_addch(b, c < 0x80 ? (char)tolower(c) : (char)c);
	}
	if (b->len > start && b->data[b->len - 1] == '.')
		buf_truncate(b, b->len - 1);
	return b->len > start && b->data[start] != '.';
}

static bool
add_port(struct buf *b, const struct parts *u)
{
	size_t i, n = (size_t)(u->port_end - u->port);

	if (n > PORT_DIGITS)
		return false;
	for (i = 0; i < n; i++)
		if (u->port[i] < '0' || u->port[i] > '9')
			return false;
	if (n && !(u->secure ? n == 3 && !memcmp(u->port, "443", 3) :
	    n == 2 && !memcmp(u->port, "80", 2)))
		buf_addf(b, ":%.*s", (int)n, u->port);
	return true;
}

/* Bytes of a path, query or fragment in their canonical encoding. */
static void
add_encoded(struct buf *b, const char *p, const char *end)
{
	unsigned char c;

	for (; p < end; p++) {
		c = (unsigned char)*p;
		if (c == '%' && end - p > 2 && hex(p[1]) >= 0 &&
		    hex(p[2]) >= 0) {
			c = (unsigned char)(hex(p[1]) << 4 | hex(p[2]));
			p += 2;
			if (!unreserved(c)) {
				buf_addf(b, "%%%02X", c);
				continue;
			}
		} else if (c > 0x7E || strchr(" \"%<>\\^`{|}", c)) {
			buf_addf(b, "%%%02X", c);
			continue;
		}
		buf_addch(b, (char)c);
	}
}

/* RFC 3986, 5.2.4, for a path that begins with a slash or is empty. */
static void
add_path(struct buf *b, const char *p, const char *end)
{
	size_t root = b->len, segment;
	const char *next;
	bool dots = false;

	while (p < end) {
		segment = b->len;
		buf_addch(b, '/');
		next = find_any(p + 1, end, "/\\");
		add_encoded(b, p + 1, next);
		p = next;
		dots = false;
		if (!strcmp(b->data + segment, "/.")) {
			buf_truncate(b, segment);
			dots = true;
		} else if (!strcmp(b->data + segment, "/..")) {
			while (segment > root && b->data[--segment] != '/')
				;
			buf_truncate(b, segment);
			dots = true;
		}
	}
	if (dots || b->len == root)
		buf_addch(b, '/');
}

static bool
is_tracking(const char *name, size_t len)
{
	size_t i, n;

	for (i = 0; i < sizeof(tracking) / sizeof(tracking[0]); i++) {
		n = strlen(tracking[i]);
		if (tracking[i][n - 1] == '*' ?
		    len >= n - 1 && !strncasecmp(name, tracking[i], n - 1) :
		    len == n && !strncasecmp(name, tracking[i], n))
			return true;
	}
	return false;
}

static void
add_query(struct buf *b, const char *p, const char *end)
{
	const char *next, *equals;
	char mark = '?';

	for (; p < end; p = next + 1) {
		next = find_any(p, end, "&");
		/* "&amp;" from a page's source: no parameter begins so. */
		if (next - p > 4 && !strncmp(p, "amp;", 4))
			p += 4;
		equals = find_any(p, next, "=");
		if (p == next || is_tracking(p, (size_t)(equals - p)))
			continue;
		buf_addch(b, mark);
		add_encoded(b, p, next);
		mark = '&';
	}
}

int
address_canonical(struct buf *out, const char *text, size_t len)
{
	struct buf in = BUF_INIT(INPUT_LIMIT);
	size_t start = out->len;
	struct parts u;
	int ret = 0;

	if (!trim_input(&in, text, len) || in.failed ||
	    !split(&u, in.data, in.data + in.len))
		goto out;
	buf_addstr(out, u.secure ? "https://" : "http://");
	if (!add_host(out, u.host, u.host_end) || !add_port(out, &u))
		goto out;
	add_path(out, u.path, u.path_end);
	add_query(out, u.query, u.query_end);
	/* "#!" was how pages made by scripts told themselves apart. */
	if (u.end - u.fragment > 2 && u.fragment[1] == '!') {
		buf_addch(out, '#');
		add_encoded(out, u.fragment + 1, u.end);
	}
	ret = out->len - start <= ADDRESS_LIMIT;
out:
	if (in.failed || out->failed)
		ret = -1;
	if (ret != 1 && !out->failed)
		buf_truncate(out, start);
	buf_release(&in);
	return ret;
}

static const char *
after_scheme(const char *url)
{
	const char *slashes = strstr(url, "://");

	return slashes ? slashes + 3 : url;
}

bool
address_is_root(const char *url)
{
	/* What servers send for "/", by its own name. */
	static const char *const index[] = {
		"/", "/index.html", "/index.htm", "/index.php",
	};
	const char *path = strchr(after_scheme(url), '/');
	size_t i;

	for (i = 0; path && i < sizeof(index) / sizeof(index[0]); i++)
		if (!strcmp(path, index[i]))
			return true;
	return !path;
}

bool
address_host(const char *url, const char **host, size_t *len)
{
	const char *p = after_scheme(url), *end, *last;

	end = p + strcspn(p, ":/?#");
	if (end - p > 4 && !strncmp(p, "www.", 4))
		p += 4;
	*host = p;
	*len = (size_t)(end - p);
	for (last = end; last > p && last[-1] != '.'; last--)
		;
	return last > p && last < end && !isdigit((unsigned char)*last);
}
