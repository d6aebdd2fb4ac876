/*
 * Visible dates: first in elements whose names speak of a date, then in any
 * short text.  Long texts are the article itself, whose dates are those of
 * what it tells.
 */
#include "read/html_date.h"

#include <string.h>

/* A line with a date and a few words: "Published: 20 December 2014, 10:23". */
#define NAMED_BYTES 120
#define TEXT_BYTES 60

/* A date takes at least "1.2.2014". */
#define DATE_BYTES 8

/* Before this year nothing was published on the web. */
#define FIRST_YEAR 1995

static bool
names_date(const char *names)
{
	static const char *const parts[] = { "date", "Date", "time", "datum",
	    "publish", "Publish", "posted", "meta", "byline", "info",
	    "fecha", "stamp" };

	for (size_t i = 0; names != NULL &&
	    i < sizeof(parts) / sizeof(parts[0]); i++)
		if (strstr(names, parts[i]) != NULL)
			return true;
	return false;
}

static bool
has_digits(const char *text, size_t len)
{
	size_t digits = 0;

	for (size_t i = 0; i < len; i++)
		digits += text[i] >= '0' && text[i] <= '9';
	return digits >= 5;
}

static int
find_in(const char *text, size_t len, enum date_order order,
    struct date *out)
{
	size_t start, end;

	if (len < DATE_BYTES || !has_digits(text, len))
		return -1;
	if (date_find(text, len, order, out, &start, &end) != 0 ||
	    out->year < FIRST_YEAR)
		return -1;
	return 0;
}

static int
find_named(const struct html_page *page, size_t i, enum date_order order,
    struct date *out)
{
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);
	int rc = -1;

	if (!names_date(html_page_attr(page, i, ATTR_CLASS)) &&
	    !names_date(html_page_attr(page, i, ATTR_ID)) &&
	    page->nodes[i].tag != TAG_TIME)
		return -1;
	if (page->nodes[i].end - i > NAMED_BYTES)
		return -1;
	html_page_text(page, i, &b);
	if (b.len <= NAMED_BYTES)
		rc = find_in(b.data, b.len, order, out);
	buf_release(&b);
	return rc;
}

int
html_date_find(const struct html_page *page, enum date_order order,
    struct date *out)
{
	for (size_t i = 1; i < page->count; i++) {
		if (page->nodes[i].tag == TAG_SCRIPT)
			i = page->nodes[i].end - 1;
		else if (page->nodes[i].tag != TAG_TEXT &&
		    find_named(page, i, order, out) == 0)
			return 0;
	}
	for (size_t i = 1; i < page->count; i++) {
		const struct html_node *n = &page->nodes[i];

		if (n->tag == TAG_SCRIPT)
			i = n->end - 1;
		else if (n->tag == TAG_TEXT && n->len <= TEXT_BYTES &&
		    find_in(page->text.data + n->start, n->len, order,
		    out) == 0)
			return 0;
	}
	return -1;
}
