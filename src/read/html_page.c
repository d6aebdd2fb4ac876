/*
 * The page: libxml2's HTML parser, listened to through its SAX interface,
 * fills the flat array directly; no tree is built, and what no reader asks
 * for (scripts, styles, other attributes) is never copied.
 */
#include "read/html_page.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/HTMLparser.h>
#include <libxml/SAX2.h>

#include "base/utf8.h"

/*
 * Nodes of one page: a hundred times the largest page met, and 64 MB of
 * memory.  What lies behind them is not read.
 */
#define PAGE_NODES ((size_t)2 * 1024 * 1024)

static const struct tag {
	const char *name;
	enum html_tag tag;
} tags[] = {	/* in the order of strcmp() */
	{ "a", TAG_A }, { "abbr", TAG_ABBR }, { "address", TAG_ADDRESS },
	{ "article", TAG_ARTICLE }, { "aside", TAG_ASIDE },
	{ "audio", TAG_AUDIO }, { "blockquote", TAG_BLOCKQUOTE },
	{ "body", TAG_BODY }, { "br", TAG_BR }, { "button", TAG_BUTTON },
	{ "canvas", TAG_CANVAS }, { "caption", TAG_CAPTION },
	{ "center", TAG_DIV }, { "dd", TAG_DD }, { "details", TAG_DETAILS },
	{ "dialog", TAG_DIALOG }, { "div", TAG_DIV }, { "dl", TAG_DL },
	{ "dt", TAG_DT }, { "embed", TAG_EMBED }, { "fieldset", TAG_DIV },
	{ "figcaption", TAG_FIGCAPTION }, { "figure", TAG_FIGURE },
	{ "footer", TAG_FOOTER }, { "form", TAG_FORM }, { "h1", TAG_H1 },
	{ "h2", TAG_H2 }, { "h3", TAG_H3 }, { "h4", TAG_H4 },
	{ "h5", TAG_H5 }, { "h6", TAG_H6 }, { "head", TAG_HEAD },
	{ "header", TAG_HEADER }, { "hr", TAG_HR }, { "html", TAG_HTML },
	{ "iframe", TAG_IFRAME }, { "input", TAG_INPUT },
	{ "label", TAG_LABEL }, { "li", TAG_LI }, { "link", TAG_LINK },
	{ "main", TAG_MAIN }, { "menu", TAG_MENU }, { "meta", TAG_META },
	{ "nav", TAG_NAV }, { "noscript", TAG_NOSCRIPT },
	{ "object", TAG_OBJECT }, { "ol", TAG_OL }, { "option", TAG_OPTION },
	{ "p", TAG_P }, { "picture", TAG_PICTURE }, { "pre", TAG_PRE },
	{ "script", TAG_SCRIPT }, { "section", TAG_SECTION },
	{ "select", TAG_SELECT }, { "span", TAG_SPAN },
	{ "style", TAG_STYLE }, { "svg", TAG_SVG }, { "table", TAG_TABLE },
	{ "td", TAG_TD }, { "template", TAG_TEMPLATE },
	{ "textarea", TAG_TEXTAREA }, { "th", TAG_TH }, { "time", TAG_TIME },
	{ "title", TAG_TITLE }, { "tr", TAG_TR }, { "ul", TAG_UL },
	{ "video", TAG_VIDEO },
};

static const uint8_t traits[TAG_VIDEO + 1] = {
	[TAG_ADDRESS] = TRAIT_BLOCK, [TAG_ARTICLE] = TRAIT_BLOCK,
	[TAG_ASIDE] = TRAIT_BLOCK | TRAIT_JUNK,
	[TAG_AUDIO] = TRAIT_BLOCK | TRAIT_JUNK,
	[TAG_BLOCKQUOTE] = TRAIT_BLOCK, [TAG_BODY] = TRAIT_BLOCK,
	[TAG_BUTTON] = TRAIT_BLOCK | TRAIT_JUNK,
	[TAG_CANVAS] = TRAIT_BLOCK | TRAIT_JUNK,
	[TAG_CAPTION] = TRAIT_BLOCK | TRAIT_JUNK, [TAG_DIV] = TRAIT_BLOCK,
	[TAG_DD] = TRAIT_BLOCK, [TAG_DETAILS] = TRAIT_BLOCK,
	[TAG_DIALOG] = TRAIT_BLOCK | TRAIT_JUNK, [TAG_DL] = TRAIT_BLOCK,
	[TAG_DT] = TRAIT_BLOCK, [TAG_EMBED] = TRAIT_JUNK,
	[TAG_FIGCAPTION] = TRAIT_BLOCK | TRAIT_JUNK,
	[TAG_FIGURE] = TRAIT_BLOCK | TRAIT_JUNK,
	[TAG_FOOTER] = TRAIT_BLOCK | TRAIT_JUNK, [TAG_FORM] = TRAIT_BLOCK,
	[TAG_H1] = TRAIT_BLOCK | TRAIT_HEADING,
	[TAG_H2] = TRAIT_BLOCK | TRAIT_HEADING,
	[TAG_H3] = TRAIT_BLOCK | TRAIT_HEADING,
	[TAG_H4] = TRAIT_BLOCK | TRAIT_HEADING,
	[TAG_H5] = TRAIT_BLOCK | TRAIT_HEADING,
	[TAG_H6] = TRAIT_BLOCK | TRAIT_HEADING,
	[TAG_HEAD] = TRAIT_BLOCK | TRAIT_JUNK, [TAG_HEADER] = TRAIT_BLOCK,
	[TAG_HR] = TRAIT_BLOCK, [TAG_HTML] = TRAIT_BLOCK,
	[TAG_IFRAME] = TRAIT_BLOCK | TRAIT_JUNK, [TAG_INPUT] = TRAIT_JUNK,
	[TAG_LABEL] = TRAIT_JUNK, [TAG_LI] = TRAIT_BLOCK,
	[TAG_LINK] = TRAIT_JUNK, [TAG_MAIN] = TRAIT_BLOCK,
	[TAG_MENU] = TRAIT_BLOCK | TRAIT_JUNK, [TAG_META] = TRAIT_JUNK,
	[TAG_NAV] = TRAIT_BLOCK | TRAIT_JUNK,
	[TAG_NOSCRIPT] = TRAIT_BLOCK | TRAIT_JUNK,
	[TAG_OBJECT] = TRAIT_BLOCK | TRAIT_JUNK, [TAG_OL] = TRAIT_BLOCK,
	[TAG_OPTION] = TRAIT_BLOCK | TRAIT_JUNK, [TAG_P] = TRAIT_BLOCK,
	[TAG_PICTURE] = TRAIT_JUNK, [TAG_PRE] = TRAIT_BLOCK,
	[TAG_SCRIPT] = TRAIT_JUNK, [TAG_SECTION] = TRAIT_BLOCK,
	[TAG_SELECT] = TRAIT_BLOCK | TRAIT_JUNK, [TAG_STYLE] = TRAIT_JUNK,
	[TAG_SVG] = TRAIT_JUNK, [TAG_TABLE] = TRAIT_BLOCK,
	[TAG_TD] = TRAIT_BLOCK, [TAG_TEMPLATE] = TRAIT_JUNK,
	[TAG_TEXTAREA] = TRAIT_BLOCK | TRAIT_JUNK, [TAG_TH] = TRAIT_BLOCK,
	[TAG_TITLE] = TRAIT_BLOCK | TRAIT_JUNK, [TAG_TR] = TRAIT_BLOCK,
	[TAG_UL] = TRAIT_BLOCK, [TAG_VIDEO] = TRAIT_BLOCK | TRAIT_JUNK,
};

/* In the order of enum html_attr, which is that of strcmp(). */
static const char *const attr_names[ATTR_UNKNOWN] = {
	"aria-hidden", "charset", "class", "content", "datetime", "hidden",
	"href", "id", "itemprop", "itemtype", "lang", "name", "property",
	"pubdate", "rel", "role", "style", "title", "type",
};

static int
tag_compare(const void *name, const void *tag)
{
	return strcmp(name, ((const struct tag *)tag)->name);
}

static enum html_tag
tag_find(const char *name)
{
	const struct tag *t = bsearch(name, tags,
	    sizeof(tags) / sizeof(tags[0]), sizeof(tags[0]), tag_compare);

	return t != NULL ? t->tag : TAG_OTHER;
}

static int
attr_compare(const void *name, const void *attr)
{
	return strcmp(name, *(const char *const *)attr);
}

static enum html_attr
attr_find(const char *name)
{
	const char *const *a = bsearch(name, attr_names, ATTR_UNKNOWN,
	    sizeof(attr_names[0]), attr_compare);

	return a != NULL ? (enum html_attr)(a - attr_names) : ATTR_UNKNOWN;
}

unsigned
html_tag_traits(enum html_tag tag)
{
	return tag == TAG_TEXT || tag == TAG_OTHER ? 0 : traits[tag];
}

/* The place of a new node, or NULL: there is no more room. */
static struct html_node *
node_add(struct html_page *page, enum html_tag tag)
{
	struct html_node *n;

	if (page->count == page->cap) {
		size_t cap = page->cap ? page->cap * 2 : 1024;
		struct html_node *nodes = NULL;

		if (cap <= PAGE_NODES)
			nodes = realloc(page->nodes, cap * sizeof(*nodes));
		if (nodes == NULL) {
			page->failed = page->failed || cap <= PAGE_NODES;
			return NULL;
		}
		page->nodes = nodes;
		page->cap = cap;
	}
	n = &page->nodes[page->count++];
	*n = (struct html_node){ .parent = page->open, .tag = (uint8_t)tag };
	n->block = html_tag_traits(tag) & TRAIT_BLOCK ?
	    (uint32_t)(n - page->nodes) : page->nodes[page->open].block;
	return n;
}

static void
attr_add(struct html_page *page, enum html_attr name, const char *value)
{
	if (page->attr_count == page->attr_cap) {
		size_t cap = page->attr_cap ? page->attr_cap * 2 : 1024;
		struct html_attribute *attrs;

		attrs = realloc(page->attrs, cap * sizeof(*attrs));
		if (attrs == NULL) {
			page->failed = true;
			return;
		}
		page->attrs = attrs;
		page->attr_cap = cap;
	}
	page->attrs[page->attr_count++] = (struct html_attribute){
		.value = (uint32_t)page->values.len, .name = (uint8_t)name };
	buf_add(&page->values, value, strlen(value) + 1);
	page->nodes[page->count - 1].len++;
}

static void
on_start(void *ctx, const xmlChar *name, const xmlChar **atts)
{
	struct html_page *page = ctx;
	struct html_node *n = node_add(page, tag_find((const char *)name));

	if (n == NULL)
		return;
	page->open = (uint32_t)(n - page->nodes);
	n->start = (uint32_t)page->attr_count;
	for (; atts != NULL && atts[0] != NULL; atts += 2) {
		enum html_attr a = attr_find((const char *)atts[0]);

		if (a != ATTR_UNKNOWN)
			attr_add(page, a, atts[1] != NULL ?
			    (const char *)atts[1] : "");
	}
}

static void
on_end(void *ctx, const xmlChar *name)
{
	struct html_page *page = ctx;
	struct html_node *n = &page->nodes[page->open];

	/* An element that found no room in the array ends, too. */
	if (page->open == 0 || n->tag != tag_find((const char *)name))
		return;
	n->end = (uint32_t)page->count;
	page->open = n->parent;
}

static void
on_text(void *ctx, const xmlChar *text, int len)
{
	struct html_page *page = ctx;
	struct html_node *last = &page->nodes[page->count - 1];

	if (last->tag != TAG_TEXT || last->parent != page->open) {
		last = node_add(page, TAG_TEXT);
		if (last == NULL)
			return;
		last->start = (uint32_t)page->text.len;
		last->end = (uint32_t)page->count;
	}
	buf_add(&page->text, text, (size_t)len);
	last->len = (uint32_t)(page->text.len - last->start);
}

/* What stands in scripts and styles: data that may be JSON-LD is kept. */
static void
on_cdata(void *ctx, const xmlChar *text, int len)
{
	struct html_page *page = ctx;
	const char *type;

	if (page->nodes[page->open].tag != TAG_SCRIPT)
		return;
	type = html_page_attr(page, page->open, ATTR_TYPE);
	if (type != NULL && strstr(type, "json") != NULL)
		on_text(ctx, text, len);
}

static int
page_open(struct html_page *page)
{
	*page = (struct html_page){ 0 };
	buf_init(&page->text, UINT32_MAX);
	buf_init(&page->values, UINT32_MAX);
	return node_add(page, TAG_OTHER) != NULL ? 0 : -1;
}

int
html_page_read(struct html_page *page, const char *html, size_t len)
{
	htmlSAXHandler sax = { .startElement = on_start,
	    .endElement = on_end, .characters = on_text,
	    .ignorableWhitespace = on_text, .cdataBlock = on_cdata };
	htmlParserCtxtPtr ctxt;

	if (page_open(page) != 0 || len > INT_MAX)
		return -1;
	ctxt = htmlNewParserCtxt();
	if (ctxt == NULL)
		return -1;
	*ctxt->sax = sax;
	ctxt->userData = page;
	htmlCtxtReadMemory(ctxt, html, (int)len, NULL, "UTF-8",
	    HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
	    HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
	htmlFreeParserCtxt(ctxt);
	for (size_t i = page->open; i != 0; i = page->nodes[i].parent)
		page->nodes[i].end = (uint32_t)page->count;
	page->nodes[0].end = (uint32_t)page->count;
	return page->failed || page->text.failed || page->values.failed ?
	    -1 : 0;
}

void
html_page_release(struct html_page *page)
{
	free(page->nodes);
	free(page->attrs);
	buf_release(&page->text);
	buf_release(&page->values);
	*page = (struct html_page){ 0 };
}

const char *
html_page_attr(const struct html_page *page, size_t node,
    enum html_attr name)
{
	const struct html_node *n = &page->nodes[node];

	if (n->tag == TAG_TEXT)
		return NULL;
	for (size_t i = n->start; i < (size_t)n->start + n->len; i++)
		if (page->attrs[i].name == name)
			return page->values.data + page->attrs[i].value;
	return NULL;
}

/* Characters of a text, runs of ASCII white space as one. */
static uint32_t
count_chars(const char *text, size_t len)
{
	uint32_t chars = 0;
	bool space = true;

	for (size_t i = 0; i < len; i++) {
		unsigned char c = (unsigned char)text[i];
		bool white = c == ' ' || (c >= '\t' && c <= '\r');

		chars += (c & 0xC0) != 0x80 && !(white && space);
		space = white;
	}
	return chars;
}

static void
measure_node(struct html_page *page, struct html_node *n)
{
	if (n->gone)
		n->chars = n->linked = n->links = n->brief = 0;
	else if (n->tag == TAG_TEXT)
		n->chars = count_chars(page->text.data + n->start, n->len);
	else if (n->tag == TAG_A) {
		n->linked = n->chars;
		n->links = n->chars > 0;
		n->brief = n->chars > 0 && n->chars < LINK_BRIEF;
	}
}

void
html_page_measure(struct html_page *page, size_t first, size_t end)
{
	for (size_t i = first; i < end; i++) {
		struct html_node *n = &page->nodes[i];

		n->chars = n->linked = n->links = n->brief = 0;
	}
	for (size_t i = end; i-- > first;) {
		struct html_node *n = &page->nodes[i];
		struct html_node *up = &page->nodes[n->parent];

		measure_node(page, n);
		if (i == first)
			break;
		up->chars += n->chars;
		up->linked += n->linked;
		up->links += n->links;
		up->brief += n->brief;
	}
}

void
html_fold(struct buf *out, const char *text, size_t len)
{
	const char *end = text + len;

	while (text < end) {
		uint32_t rune;
		size_t n = utf8_decode(text, end, &rune);

		if (!utf8_space(rune))
			buf_add(out, text, n);
		else if (out->len > 0 && out->data[out->len - 1] != ' ' &&
		    out->data[out->len - 1] != '\n')
			buf_addch(out, ' ');
		text += n;
	}
}

void
html_page_text(const struct html_page *page, size_t node, struct buf *out)
{
	size_t end = page->nodes[node].end;

	if (end - node > HTML_LABEL_NODES)
		end = node + HTML_LABEL_NODES;
	for (size_t i = node; i < end && out->len <= HTML_LABEL_BYTES; i++) {
		const struct html_node *n = &page->nodes[i];

		if (n->tag == TAG_TEXT)
			html_fold(out, page->text.data + n->start, n->len);
		else if (n->tag == TAG_BR || html_tag_traits(n->tag) &
		    TRAIT_BLOCK)
			html_fold(out, " ", 1);
	}
}
