/* Gathering: one loop over the page, head and body alike. */
#include "read/html_clues.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/utf8.h"
#include "read/html.h"
#include "read/html_jsonld.h"

/* Headlines of one page that are looked at; more are a page of teasers. */
#define H1_TRIES 20

/* What <meta name=, property=, itemprop= or http-equiv=> is which clue. */
static const struct {
	const char *name;
	enum html_clue clue;
} metas[] = {
	{ "og:title", CLUE_OG_TITLE },
	{ "twitter:title", CLUE_OG_TITLE },
	{ "article:published_time", CLUE_PUBLISHED_OG },
	{ "og:article:published_time", CLUE_PUBLISHED_OG },
	{ "date", CLUE_PUBLISHED_META },
	{ "pubdate", CLUE_PUBLISHED_META },
	{ "publishdate", CLUE_PUBLISHED_META },
	{ "publish-date", CLUE_PUBLISHED_META },
	{ "publish_date", CLUE_PUBLISHED_META },
	{ "publication_date", CLUE_PUBLISHED_META },
	{ "publicationdate", CLUE_PUBLISHED_META },
	{ "published", CLUE_PUBLISHED_META },
	{ "published_date", CLUE_PUBLISHED_META },
	{ "published_time", CLUE_PUBLISHED_META },
	{ "datepublished", CLUE_PUBLISHED_META },
	{ "date_published", CLUE_PUBLISHED_META },
	{ "og:published_time", CLUE_PUBLISHED_META },
	{ "og:pubdate", CLUE_PUBLISHED_META },
	{ "rnews:datepublished", CLUE_PUBLISHED_META },
	{ "parsely-pub-date", CLUE_PUBLISHED_META },
	{ "sailthru.date", CLUE_PUBLISHED_META },
	{ "dc.date", CLUE_PUBLISHED_META },
	{ "dc.date.issued", CLUE_PUBLISHED_META },
	{ "dc.date.created", CLUE_PUBLISHED_META },
	{ "dcterms.date", CLUE_PUBLISHED_META },
	{ "dcterms.created", CLUE_PUBLISHED_META },
	{ "dcterms.issued", CLUE_PUBLISHED_META },
	{ "dcterms.available", CLUE_PUBLISHED_META },
	{ "cxenseparse:recs:publishtime", CLUE_PUBLISHED_META },
	{ "cxenseparse:publishtime", CLUE_PUBLISHED_META },
	{ "article_date_original", CLUE_PUBLISHED_META },
	{ "article.published", CLUE_PUBLISHED_META },
	{ "originalpublicationdate", CLUE_PUBLISHED_META },
	{ "displaydate", CLUE_PUBLISHED_META },
	{ "creation_date", CLUE_PUBLISHED_META },
	{ "datecreated", CLUE_PUBLISHED_META },
	{ "created", CLUE_PUBLISHED_META },
	{ "article:modified_time", CLUE_MODIFIED_META },
	{ "og:updated_time", CLUE_MODIFIED_META },
	{ "last-modified", CLUE_MODIFIED_META },
	{ "lastmod", CLUE_MODIFIED_META },
	{ "datemodified", CLUE_MODIFIED_META },
	{ "dcterms.modified", CLUE_MODIFIED_META },
	{ "dc.date.modified", CLUE_MODIFIED_META },
	{ "article:author", CLUE_AUTHOR_OG },
	{ "og:article:author", CLUE_AUTHOR_OG },
	{ "author", CLUE_AUTHOR_META },
	{ "parsely-author", CLUE_AUTHOR_META_ANY },
	{ "sailthru.author", CLUE_AUTHOR_META_ANY },
	{ "dc.creator", CLUE_AUTHOR_META_ANY },
	{ "dcterms.creator", CLUE_AUTHOR_META_ANY },
	{ "dc.contributor", CLUE_AUTHOR_META_ANY },
	{ "byl", CLUE_AUTHOR_META_ANY },
	{ "byline", CLUE_AUTHOR_META_ANY },
	{ "citation_author", CLUE_AUTHOR_META_ANY },
	{ "cxenseparse:author", CLUE_AUTHOR_META_ANY },
	{ "article_author", CLUE_AUTHOR_META_ANY },
	{ "og:site_name", CLUE_SITE_OG },
	{ "application-name", CLUE_SITE_META },
	{ "cre", CLUE_SITE_META },
	{ "dc.publisher", CLUE_SITE_META },
	{ "dcterms.publisher", CLUE_SITE_META },
	{ "publisher", CLUE_SITE_META },
	{ "article:section", CLUE_SECTION_META },
	{ "og:article:section", CLUE_SECTION_META },
	{ "parsely-section", CLUE_SECTION_META },
	{ "section", CLUE_SECTION_META },
	{ "articlesection", CLUE_SECTION_META },
	{ "content-language", CLUE_LANGUAGE_META },
	{ "language", CLUE_LANGUAGE_META },
	{ "dc.language", CLUE_LANGUAGE_META },
	{ "inlanguage", CLUE_LANGUAGE_META },
	{ "og:locale", CLUE_LANGUAGE_OG },
	{ "og:url", CLUE_URL_OG },
};

/*
 * A copy on one line.  What stands in attributes and JSON is often escaped
 * twice ("won&amp;rsquo;t"); articleBody keeps its markup for html_text().
 */
static char *
fold_copy(const char *text, bool markup)
{
	struct buf plain = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);
	size_t len = strlen(text);

	if (!markup && html_looks(text, len) &&
	    html_text(&plain, text, len) == 0)
		html_fold(&b, plain.data, plain.len);
	else
		html_fold(&b, text, len);
	buf_trim(&b);
	buf_release(&plain);
	return buf_detach(&b);
}

void
html_clue_add(struct html_clues *clues, enum html_clue clue,
    const char *text)
{
	char *copy;

	if (text == NULL || clues->value[clue] != NULL)
		return;
	copy = fold_copy(text, clue == CLUE_BODY_LD);
	if (copy == NULL) {
		clues->failed = true;
		return;
	}
	if (copy[0] == '\0' ||
	    (clue != CLUE_BODY_LD && strlen(copy) > HTML_LABEL_BYTES))
		free(copy);
	else
		clues->value[clue] = copy;
}

void
html_clue_join(struct html_clues *clues, enum html_clue clue,
    const char *text)
{
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);
	char *old = clues->value[clue];

	if (old == NULL) {
		html_clue_add(clues, clue, text);
		return;
	}
	if (strlen(old) + strlen(text) > HTML_LABEL_BYTES ||
	    strstr(old, text) != NULL)
		return;
	buf_addstr(&b, old);
	buf_addstr(&b, "; ");
	html_fold(&b, text, strlen(text));
	buf_trim(&b);
	clues->value[clue] = buf_detach(&b);
	free(old);
	if (clues->value[clue] == NULL)
		clues->failed = true;
}

void
html_clues_release(struct html_clues *clues)
{
	for (size_t i = 0; i < CLUES; i++)
		free(clues->value[i]);
	*clues = (struct html_clues)HTML_CLUES_INIT;
}

/* Append the letters and digits of a text, without case and accents. */
static void
add_letters(struct buf *out, const char *text)
{
	struct buf folded = BUF_INIT(BUF_TEXT_LIMIT);

	if (utf8_fold(&folded, text, strlen(text)) == 0) {
		const char *p = folded.data, *end = p + folded.len;

		while (p < end) {
			uint32_t rune;
			size_t n = utf8_decode(p, end, &rune);

			if (utf8_letter(rune) || utf8_digit(rune))
				buf_add(out, p, n);
			p += n;
		}
	}
	buf_release(&folded);
}

/*
 * Does ${whole} begin with ${part}, or is ${part} the half of it?  A short
 * end of a title is the site's name.
 */
static bool
is_part(const struct buf *part, const struct buf *whole)
{
	const char *at = part->len > 0 ? strstr(whole->data, part->data) :
	    NULL;

	return at != NULL && (at == whole->data ||
	    part->len * 2 >= whole->len);
}

enum html_match
html_titles_match(const char *a, const char *b)
{
	struct buf x = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf y = BUF_INIT(BUF_TEXT_LIMIT);
	enum html_match match = MATCH_NONE;

	if (a != NULL && b != NULL) {
		add_letters(&x, a);
		add_letters(&y, b);
		if (x.len > 0 && y.len > 0 && strcmp(x.data, y.data) == 0)
			match = MATCH_SAME;
		else if (is_part(&x, &y) || is_part(&y, &x))
			match = MATCH_PART;
	}
	buf_release(&x);
	buf_release(&y);
	return match;
}

/* Keep the text below an element as a clue. */
static void
add_text(struct html_clues *clues, enum html_clue clue,
    const struct html_page *page, size_t node)
{
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);

	if (clues->value[clue] != NULL)
		return;
	html_page_text(page, node, &b);
	if (b.failed)
		clues->failed = true;
	html_clue_add(clues, clue, b.data);
	buf_release(&b);
}

static void
read_meta(struct html_clues *clues, const struct html_page *page, size_t i)
{
	static const enum html_attr names[] = { ATTR_PROPERTY, ATTR_NAME,
	    ATTR_ITEMPROP };
	const char *content = html_page_attr(page, i, ATTR_CONTENT);

	for (size_t a = 0; a < sizeof(names) / sizeof(names[0]); a++) {
		const char *name = html_page_attr(page, i, names[a]);

		for (size_t m = 0; name != NULL &&
		    m < sizeof(metas) / sizeof(metas[0]); m++)
			if (strcasecmp(name, metas[m].name) == 0) {
				html_clue_add(clues, metas[m].clue, content);
				return;
			}
	}
}

static void
read_h1(struct html_clues *clues, const struct html_page *page, size_t i)
{
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);

	if (clues->h1_count >= H1_TRIES)
		return;
	html_page_text(page, i, &b);
	buf_trim(&b);
	if (b.len > 0 && b.len <= HTML_LABEL_BYTES && html_titles_match(b.data,
	    clues->value[CLUE_SITE_OG]) != MATCH_SAME) {
		clues->h1_count++;
		html_clue_add(clues, CLUE_H1_ANY, b.data);
		if (clues->value[CLUE_H1] == NULL &&
		    (html_titles_match(b.data, clues->value[CLUE_OG_TITLE]) ||
		    html_titles_match(b.data, clues->value[CLUE_TITLE])))
			html_clue_add(clues, CLUE_H1, b.data);
	}
	buf_release(&b);
}

/* Is ${word} one of the space-parted words of ${list}? */
static bool
has_word(const char *list, const char *word)
{
	size_t len = strlen(word);

	while (list != NULL && *list != '\0') {
		size_t n = strcspn(list, " ");

		if (n == len && strncasecmp(list, word, n) == 0)
			return true;
		list += n;
		list += strspn(list, " ");
	}
	return false;
}

static bool
name_contains(const struct html_page *page, size_t i, const char *part)
{
	const char *class = html_page_attr(page, i, ATTR_CLASS);
	const char *id = html_page_attr(page, i, ATTR_ID);

	return (class != NULL && strstr(class, part) != NULL) ||
	    (id != NULL && strstr(id, part) != NULL);
}

/* Keep an element's machine-readable date, else its text. */
static void
add_date(struct html_clues *clues, enum html_clue clue,
    const struct html_page *page, size_t i)
{
	html_clue_add(clues, clue, html_page_attr(page, i, ATTR_DATETIME));
	html_clue_add(clues, clue, html_page_attr(page, i, ATTR_CONTENT));
	html_clue_add(clues, clue, html_page_attr(page, i, ATTR_TITLE));
	add_text(clues, clue, page, i);
}

static void
read_time(struct html_clues *clues, const struct html_page *page, size_t i)
{
	if (html_page_attr(page, i, ATTR_PUBDATE) != NULL ||
	    name_contains(page, i, "ublish") ||
	    name_contains(page, i, "entry-date") ||
	    name_contains(page, i, "posted"))
		add_date(clues, CLUE_PUBLISHED_TIME, page, i);
	html_clue_add(clues, CLUE_PUBLISHED_TIME_ANY,
	    html_page_attr(page, i, ATTR_DATETIME));
}

static void
read_itemprop(struct html_clues *clues, const struct html_page *page,
    size_t i)
{
	const char *prop = html_page_attr(page, i, ATTR_ITEMPROP);

	if (prop == NULL)
		return;
	if (has_word(prop, "datePublished"))
		add_date(clues, CLUE_PUBLISHED_ITEM, page, i);
	else if (has_word(prop, "dateModified"))
		add_date(clues, CLUE_MODIFIED_ITEM, page, i);
	else if (has_word(prop, "author") || has_word(prop, "creator"))
		add_text(clues, CLUE_AUTHOR_ITEM, page, i);
}

static void
read_link(struct html_clues *clues, const struct html_page *page, size_t i)
{
	if (has_word(html_page_attr(page, i, ATTR_REL), "canonical"))
		html_clue_add(clues, CLUE_URL_CANONICAL,
		    html_page_attr(page, i, ATTR_HREF));
}

static void
read_script(struct html_clues *clues, const struct html_page *page, size_t i)
{
	const char *type = html_page_attr(page, i, ATTR_TYPE);
	const struct html_node *text = &page->nodes[i + 1];

	if (type == NULL || strstr(type, "ld+json") == NULL ||
	    i + 1 >= page->nodes[i].end || text->tag != TAG_TEXT)
		return;
	if (html_jsonld_read(clues, page->text.data + text->start,
	    text->len) != 0)
		clues->failed = true;
}

static void
read_element(struct html_clues *clues, const struct html_page *page,
    size_t i)
{
	switch (page->nodes[i].tag) {
	case TAG_META:
		read_meta(clues, page, i);
		break;
	case TAG_LINK:
		read_link(clues, page, i);
		break;
	case TAG_SCRIPT:
		read_script(clues, page, i);
		break;
	case TAG_HTML:
		html_clue_add(clues, CLUE_LANGUAGE_HTML,
		    html_page_attr(page, i, ATTR_LANG));
		break;
	case TAG_TITLE:
		add_text(clues, CLUE_TITLE, page, i);
		break;
	case TAG_H1:
		read_h1(clues, page, i);
		break;
	case TAG_TIME:
		read_time(clues, page, i);
		break;
	case TAG_A:
		if (has_word(html_page_attr(page, i, ATTR_REL), "author"))
			add_text(clues, CLUE_AUTHOR_REL, page, i);
		break;
	default:
		break;
	}
}

int
html_clues_read(struct html_clues *clues, const struct html_page *page)
{
	for (size_t i = 1; i < page->count && !clues->failed; i++) {
		const struct html_node *n = &page->nodes[i];

		if (n->tag == TAG_TEXT || n->tag == TAG_SVG)
			continue;
		read_element(clues, page, i);
		if (n->tag == TAG_META || n->len == 0)
			continue;
		read_itemprop(clues, page, i);
		if (name_contains(page, i, "byline") ||
		    name_contains(page, i, "author"))
			add_text(clues, CLUE_AUTHOR_BYLINE, page, i);
	}
	return clues->failed ? -1 : 0;
}
