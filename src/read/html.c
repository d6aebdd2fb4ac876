/*
 * Web pages: bytes to UTF-8, UTF-8 to a flat page (html_page), the page to
 * clues (html_clues), clues to fields (html_choose), and the rest to the
 * body (html_body).
 */
#include <ctype.h>
#include <stdbool.h>
#include <string.h>
#include <strings.h>

#include "read/charset.h"
#include "read/format.h"
#include "read/html.h"
#include "read/html_body.h"
#include "read/html_choose.h"
#include "read/html_clues.h"
#include "read/html_page.h"

/* Where a charset may be declared: heads of news pages are long. */
#define CHARSET_BYTES ((size_t)512 * 1024)
#define CHARSET_SIZE 64

/* An articleBody that is shorter is a teaser. */
#define RESCUE_BYTES 500

/* Where a page shows that it is one. */
#define SNIFF_BYTES ((size_t)4096)

/* ---- the charset a page declares ------------------------------------- */

/* Copy the value after "charset" within one tag, [p, end). */
static bool
charset_value(const char *p, const char *end, char out[CHARSET_SIZE])
{
	size_t n = 0;

	while (p < end && isspace((unsigned char)*p))
		p++;
	if (p == end || *p != '=')
		return false;
	for (p++; p < end && (isspace((unsigned char)*p) || *p == '"' ||
	    *p == '\''); p++)
		;
	for (; p < end && n + 1 < CHARSET_SIZE && (isalnum((unsigned char)*p)
	    || strchr("-_:.+", *p) != NULL); p++)
		out[n++] = *p;
	out[n] = '\0';
	return n > 0;
}

static bool
charset_in_tag(const char *p, const char *end, const char *key,
    char out[CHARSET_SIZE])
{
	size_t n = strlen(key);

	for (; p + n < end; p++)
		if (strncasecmp(p, key, n) == 0 &&
		    charset_value(p + n, end, out))
			return true;
	return false;
}

/*
 * The charset declared by <meta> or an XML declaration.  A page that can be
 * read this far and says UTF-16 is not that (WHATWG): it means UTF-8.
 */
static const char *
declared_charset(const char *html, size_t len, char out[CHARSET_SIZE])
{
	const char *end = html + (len < CHARSET_BYTES ? len : CHARSET_BYTES);

	for (const char *p = html; p < end; p++) {
		const char *close;
		bool found = false;

		p = memchr(p, '<', (size_t)(end - p));
		if (p == NULL || (end - p > 5 &&
		    strncasecmp(p, "<body", 5) == 0))
			break;
		close = memchr(p, '>', (size_t)(end - p));
		if (close == NULL)
			break;
		if (strncasecmp(p, "<meta", 5) == 0)
			found = charset_in_tag(p, close, "charset", out);
		else if (strncmp(p, "<?xml", 5) == 0)
			found = charset_in_tag(p, close, "encoding", out);
		if (found)
			return strncasecmp(out, "utf-16", 6) == 0 ? "utf-8" :
			    out;
	}
	return NULL;
}

/* ---- the format ------------------------------------------------------ */

static int
sniff_name(const char *name)
{
	static const char *const endings[] = { ".html", ".htm", ".xhtml",
	    ".shtml" };
	size_t len = name != NULL ? strlen(name) : 0;

	for (size_t i = 0; i < sizeof(endings) / sizeof(endings[0]); i++) {
		size_t n = strlen(endings[i]);

		if (len > n && strcasecmp(name + len - n, endings[i]) == 0)
			return 1;
	}
	return 0;
}

/*
 * Markup from the first character on, and the first element one of HTML;
 * behind an XML declaration it must be <html>, for others use the same names.
 */
static bool
sniff_content(const char *p, const char *end)
{
	bool xml = false;

	for (;;) {
		char word[HTML_WORD_SIZE];

		while (p < end && isspace((unsigned char)*p))
			p++;
		if (end - p < 3 || *p != '<')
			return false;
		if (p[1] != '!' && p[1] != '?')
			return html_tag_name(p + 1, end, word) &&
			    (!xml || strcmp(word, "html") == 0);
		if (strncasecmp(p, "<!doctype", 9) == 0 && end - p > 15 &&
		    strncasecmp(p + 9 + strspn(p + 9, " \t\r\n"), "html",
		    4) == 0)
			return true;
		xml = xml || p[1] == '?';
		p = memchr(p, '>', (size_t)(end - p));
		if (p == NULL)
			return false;
		p++;
	}
}

static int
html_sniff(const char *head, size_t len, const char *name)
{
	struct buf b = BUF_INIT(4 * SNIFF_BYTES);
	int sure;

	if (len > SNIFF_BYTES)
		len = SNIFF_BYTES;
	sure = charset_decode(&b, head, len, NULL) == 0 &&
	    sniff_content(b.data, b.data + b.len) ? 2 : sniff_name(name);
	buf_release(&b);
	return sure;
}

/*
 * Take JSON-LD's articleBody where the page shows less than half of it.  Not
 * before: on most pages it is the shorter one, or lacks its paragraphs.
 */
static int
rescue_body(struct buf *body, const char *text)
{
	struct buf plain = BUF_INIT(BUF_TEXT_LIMIT);
	int rc = 0;

	if (text == NULL || strlen(text) < RESCUE_BYTES ||
	    body->len >= strlen(text) / 2)
		return 0;
	/* Markup in it may be escaped a second time. */
	if (html_text(&plain, text, strlen(text)) != 0)
		rc = -1;
	buf_truncate(body, 0);
	if (!html_looks(plain.data, plain.len))
		buf_add(body, plain.data, plain.len);
	else if (html_text(body, plain.data, plain.len) != 0)
		rc = -1;
	buf_release(&plain);
	return rc;
}

static int
read_page(struct html_page *page, const struct document *doc,
    struct article *out, struct err *err)
{
	struct html_clues clues = HTML_CLUES_INIT;
	struct buf body = BUF_INIT(BUF_TEXT_LIMIT);
	int rc = -1;

	if (html_clues_read(&clues, page) != 0 ||
	    html_choose(out, &clues, page, doc) != 0 ||
	    html_body_read(page, out->field[ARTICLE_TITLE], &body) != 0 ||
	    rescue_body(&body, clues.value[CLUE_BODY_LD]) != 0 ||
	    article_set(out, ARTICLE_BODY, body.data, body.len) != 0) {
		err_memory(err);
		goto out;
	}
	rc = 1;
	if (out->field[ARTICLE_TITLE] == NULL &&
	    out->field[ARTICLE_BODY] == NULL) {
		err_set(err, "a page with neither title nor text");
		rc = 0;
	}
out:
	buf_release(&body);
	html_clues_release(&clues);
	return rc;
}

static int
html_read(const struct document *doc, struct article *out, struct err *err)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct html_page page = { 0 };
	char declared[CHARSET_SIZE];
	const char *charset = doc->charset;
	int rc;

	if (charset == NULL)
		charset = declared_charset(doc->bytes, doc->len, declared);
	if (charset_decode(&text, doc->bytes, doc->len, charset) != 0 ||
	    html_page_read(&page, text.data, text.len) != 0)
		rc = err_memory(err);
	else
		rc = read_page(&page, doc, out, err);
	html_page_release(&page);
	buf_release(&text);
	return rc;
}

const struct format format_html = {
	.name = "html",
	.sniff = html_sniff,
	.read = html_read,
};
