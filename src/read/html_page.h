/*
 * A web page as a flat array: its elements and texts in document order.
 *
 * A node's subtree is the run [i, nodes[i].end), so that every walk is a
 * loop, sums over subtrees are one loop from the end, and a page of any
 * depth needs no recursion.
 */
#ifndef READ_HTML_PAGE_H
#define READ_HTML_PAGE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

enum html_tag {
	TAG_TEXT,		/* no element but a text */
	TAG_OTHER,
	TAG_A, TAG_ABBR, TAG_ADDRESS, TAG_ARTICLE, TAG_ASIDE, TAG_AUDIO,
	TAG_BLOCKQUOTE, TAG_BODY, TAG_BR, TAG_BUTTON, TAG_CANVAS,
	TAG_CAPTION, TAG_DD, TAG_DETAILS, TAG_DIALOG, TAG_DIV, TAG_DL, TAG_DT,
	TAG_EMBED, TAG_FIGCAPTION, TAG_FIGURE, TAG_FOOTER, TAG_FORM, TAG_H1,
	TAG_H2, TAG_H3, TAG_H4, TAG_H5, TAG_H6, TAG_HEAD, TAG_HEADER, TAG_HR,
	TAG_HTML, TAG_IFRAME, TAG_INPUT, TAG_LABEL, TAG_LI, TAG_LINK,
	TAG_MAIN, TAG_MENU, TAG_META, TAG_NAV, TAG_NOSCRIPT, TAG_OBJECT,
	TAG_OL, TAG_OPTION, TAG_P, TAG_PICTURE, TAG_PRE, TAG_SCRIPT,
	TAG_SECTION, TAG_SELECT, TAG_SPAN, TAG_STYLE, TAG_SVG, TAG_TABLE,
	TAG_TD, TAG_TEMPLATE, TAG_TEXTAREA, TAG_TH, TAG_TIME, TAG_TITLE,
	TAG_TR, TAG_UL, TAG_VIDEO
};

/* What a tag means for reading; flags of html_tag_traits(). */
#define TRAIT_BLOCK 1	/* begins and ends a paragraph */
#define TRAIT_JUNK 2	/* never holds an article's text */
#define TRAIT_HEADING 4

/* The attributes that say something about an article; others are dropped. */
enum html_attr {
	ATTR_ARIA_HIDDEN, ATTR_CHARSET, ATTR_CLASS, ATTR_CONTENT,
	ATTR_DATETIME, ATTR_HIDDEN, ATTR_HREF, ATTR_ID, ATTR_ITEMPROP,
	ATTR_ITEMTYPE, ATTR_LANG, ATTR_NAME, ATTR_PROPERTY, ATTR_PUBDATE,
	ATTR_REL, ATTR_ROLE, ATTR_STYLE, ATTR_TITLE, ATTR_TYPE,
	ATTR_UNKNOWN
};

/* Links this short are labels: "Sport", "1", "Next". */
#define LINK_BRIEF 10

struct html_node {
	uint32_t parent;	/* index; the root is its own */
	uint32_t end;		/* index behind its last descendant */
	uint32_t start;		/* text: offset in text; else first in attrs */
	uint32_t len;		/* text: bytes; else number of attributes */
	uint32_t chars;		/* html_page_measure(): characters below */
	uint32_t linked;	/* those of them inside links */
	uint32_t links;		/* links below */
	uint32_t brief;		/* those of less than LINK_BRIEF characters */
	uint32_t block;		/* the nearest block at or above it */
	uint8_t tag;		/* enum html_tag */
	uint8_t grade;		/* html_names_mark(): see there */
	bool junk;
	bool heading;
	bool gone;		/* pruned, with all below */
};

struct html_attribute {
	uint32_t value;		/* offset in values */
	uint8_t name;		/* enum html_attr */
};

struct html_page {
	struct html_node *nodes;	/* nodes[0] is a root of our own */
	size_t count;
	size_t cap;
	struct html_attribute *attrs;
	size_t attr_count;
	size_t attr_cap;
	struct buf text;	/* all texts */
	struct buf values;	/* all attributes' values, NUL-terminated */
	uint32_t open;		/* while parsing: the element that is open */
	bool failed;		/* while parsing: memory ran out */
};

/*
 * Read ${html}, well-formed UTF-8.  0, or -1: out of memory.  ${page} is to
 * be released in both cases.
 */
int html_page_read(struct html_page *page, const char *html, size_t len);

void html_page_release(struct html_page *page);

/* The value of an element's attribute, which the page owns; or NULL. */
const char *html_page_attr(const struct html_page *page, size_t node,
    enum html_attr name);

/* TRAIT_ flags of a tag. */
unsigned html_tag_traits(enum html_tag tag);

/* Append a text, runs of white space as one space, none in front. */
void html_fold(struct buf *out, const char *text, size_t len);

/*
 * Count characters (white space folded) and linked characters below every
 * node of [first, end) that is not gone.
 */
void html_page_measure(struct html_page *page, size_t first, size_t end);

/*
 * Append the text below ${node}, white space folded, to ${out}, until that
 * holds more than HTML_LABEL_BYTES or HTML_LABEL_NODES nodes were passed: what
 * is a label (a title, a name, a date) is shorter, and elements that nest
 * without end are read in bounded time.
 */
#define HTML_LABEL_BYTES ((size_t)1000)
#define HTML_LABEL_NODES ((size_t)500)
void html_page_text(const struct html_page *page, size_t node,
    struct buf *out);

#endif
