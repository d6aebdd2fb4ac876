/* Text that may hold HTML: is it HTML, and what is it without the markup. */
#include "read/html.h"

#include <ctype.h>
#include <string.h>

#include <libxml/HTMLparser.h>

#include "read/html_page.h"
#include "read/html_text.h"

bool
html_tag_name(const char *p, const char *end, char out[HTML_WORD_SIZE])
{
	size_t n = 0;

	while (p < end && n + 1 < HTML_WORD_SIZE && isalnum((unsigned char)*p))
		out[n++] = (char)tolower((unsigned char)*p++);
	out[n] = '\0';
	return n > 0 && (p == end || *p == '>' || *p == '/' ||
	    isspace((unsigned char)*p)) &&
	    htmlTagLookup((const xmlChar *)out) != NULL;
}

int
html_text(struct buf *out, const char *html, size_t len)
{
	struct html_page page = { 0 };
	struct html_blocks blocks;
	int rc = -1;

	html_blocks_init(&blocks);
	if (html_page_read(&page, html, len) == 0) {
		for (size_t i = 1; i < page.count; i++)
			page.nodes[i].gone = html_tag_traits(
			    page.nodes[i].tag) & TRAIT_JUNK;
		html_blocks_collect(&blocks, &page, 0);
		rc = html_blocks_join(&blocks, out);
	}
	html_blocks_release(&blocks);
	html_page_release(&page);
	return rc;
}

static bool
is_entity(const char *p, const char *end)
{
	char name[HTML_WORD_SIZE];
	size_t n = 0;

	while (p < end && n + 1 < HTML_WORD_SIZE &&
	    (isalnum((unsigned char)*p) || (*p == '#' && n == 0)))
		name[n++] = *p++;
	name[n] = '\0';
	if (n < 2 || p == end || *p != ';')
		return false;
	return name[0] == '#' ? isxdigit((unsigned char)name[n - 1]) != 0 :
	    htmlEntityLookup((const xmlChar *)name) != NULL;
}

bool
html_looks(const char *text, size_t len)
{
	const char *end = text + len;

	for (const char *p = text; p < end; p++) {
		char word[HTML_WORD_SIZE];

		if (*p == '&' && is_entity(p + 1, end))
			return true;
		if (*p != '<')
			continue;
		if (end - p > 3 && memcmp(p, "<!--", 4) == 0)
			return true;
		if (html_tag_name(p + 1 + (end - p > 1 && p[1] == '/'), end,
		    word) && memchr(p, '>', (size_t)(end - p)) != NULL)
			return true;
	}
	return false;
}
