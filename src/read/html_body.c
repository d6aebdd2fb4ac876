/*
 * The body, in order: find the container by its name (the surest grade
 * first, like-named siblings with it), throw out what is no text by tag and
 * name, then by density of links, then whole lines; and where that leaves
 * too little, try the next container.
 *
 * The rules and their limits were measured on pages of some 400 sites;
 * doc/design.md has the figures.
 */
#include "read/html_body.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include "base/date.h"
#include "read/html_names.h"
#include "read/html_text.h"

/* A container that gives less than a short paragraph is a wrong one. */
#define BODY_ENOUGH 250

/* Lines this short may be labels; longer ones are sentences. */
#define LABEL_CHARS 80

/* Like-named siblings that are shorter are boxes, not parts of the text. */
#define PART_ENOUGH 100

/* Containers tried in one grade: in lists of teasers all would fail. */
#define TRIES 8

/* Names that would take all but this part of the text mean something else. */
#define KEEP_AT_LEAST 5

/* The grades of html_names, and the tags between them. */
enum step {
	STEP_NAMED,		/* grade 1 */
	STEP_ARTICLE,		/* <article> */
	STEP_STORY,		/* grade 3 */
	STEP_CONTENT,		/* grade 4 */
	STEP_MAIN,		/* grade 5, <main> */
	STEP_PAGE,		/* <body> */
	STEPS
};

static bool
can_contain(enum html_tag tag)
{
	return tag == TAG_DIV || tag == TAG_SECTION || tag == TAG_ARTICLE ||
	    tag == TAG_MAIN || tag == TAG_TD || tag == TAG_OTHER ||
	    tag == TAG_BODY;
}

static bool
is_candidate(const struct html_node *n, enum step step)
{
	if (!can_contain(n->tag))
		return false;
	switch (step) {
	case STEP_NAMED:
		return n->grade == 1;
	case STEP_ARTICLE:
		return n->tag == TAG_ARTICLE;
	case STEP_STORY:
		return n->grade == 3;
	case STEP_CONTENT:
		return n->grade == 4;
	case STEP_MAIN:
		return n->grade == 5 || n->tag == TAG_MAIN;
	default:
		return n->tag == TAG_BODY;
	}
}

static bool
is_hidden(const struct html_page *page, size_t i)
{
	const char *style = html_page_attr(page, i, ATTR_STYLE);
	const char *aria = html_page_attr(page, i, ATTR_ARIA_HIDDEN);

	if (html_page_attr(page, i, ATTR_HIDDEN) != NULL ||
	    (aria != NULL && strcmp(aria, "true") == 0))
		return true;
	style = style != NULL ? strstr(style, "display:") : NULL;
	return style != NULL &&
	    strncmp(style + 8 + strspn(style + 8, " "), "none", 4) == 0;
}

/*
 * No text of the article by tag or name?  What is named like a box but holds
 * half of the container's text is a wrapper of it.
 */
static bool
is_junk(const struct html_page *page, size_t i, uint32_t whole)
{
	const struct html_node *n = &page->nodes[i];

	if (html_tag_traits(n->tag) & TRAIT_JUNK)
		return true;
	/* A <time> of its own is the dateline; one in a sentence is text. */
	if (n->tag == TAG_TIME)
		return page->nodes[n->block].tag != TAG_P ||
		    page->nodes[n->block].chars < LABEL_CHARS;
	if (n->chars * 2 > whole || n->tag == TAG_ARTICLE ||
	    n->tag == TAG_MAIN)
		return false;
	return n->junk || n->tag == TAG_FORM || n->tag == TAG_HEADER ||
	    n->tag == TAG_TABLE || is_hidden(page, i);
}

static void
prune_named(struct html_page *page, size_t container)
{
	size_t end = page->nodes[container].end;
	uint32_t whole = page->nodes[container].chars;

	for (size_t i = container + 1; i < end; i++) {
		struct html_node *n = &page->nodes[i];

		if (n->tag == TAG_TEXT || !is_junk(page, i, whole))
			continue;
		n->gone = true;
		i = n->end - 1;
	}
}

/* Is this block links and little else? */
static bool
is_linked(const struct html_page *page, size_t i)
{
	const struct html_node *n = &page->nodes[i];
	bool last = n->end >= page->nodes[n->parent].end;
	uint32_t limit = n->tag == TAG_P ? (last ? 60 : 30) :
	    (last ? 300 : 100);

	if (n->links == 0 || n->linked * 2 < n->chars)
		return false;
	if (n->links == 1 && n->chars > 100 &&
	    n->linked * 10 > n->chars * 9)
		return true;
	if (n->links > 4 && n->linked * 10 > n->chars * 9 &&
	    n->linked < n->links * 100)
		return true;
	return n->chars < limit && (n->linked * 5 > n->chars * 4 ||
	    (n->links > 1 && n->brief * 5 > n->links * 4));
}

static void
prune_linked(struct html_page *page, size_t container)
{
	size_t end = page->nodes[container].end;

	for (size_t i = container + 1; i < end; i++) {
		struct html_node *n = &page->nodes[i];

		if (n->gone) {
			i = n->end - 1;
			continue;
		}
		if (!(html_tag_traits(n->tag) & TRAIT_BLOCK) ||
		    n->tag == TAG_LI || n->tag == TAG_TD ||
		    !is_linked(page, i))
			continue;
		n->gone = true;
		i = n->end - 1;
	}
}

static void
prune_tags(struct html_page *page, size_t container)
{
	for (size_t i = container; i < page->nodes[container].end; i++)
		page->nodes[i].gone = i > container &&
		    html_tag_traits(page->nodes[i].tag) & TRAIT_JUNK;
}

static void
prune(struct html_page *page, size_t container)
{
	size_t end = page->nodes[container].end;

	uint32_t whole;

	prune_tags(page, container);
	html_page_measure(page, container, end);
	whole = page->nodes[container].chars;
	prune_named(page, container);
	html_page_measure(page, container, end);
	if (page->nodes[container].chars < whole / KEEP_AT_LEAST) {
		prune_tags(page, container);
		html_page_measure(page, container, end);
	}
	prune_linked(page, container);
	html_page_measure(page, container, end);
	prune_linked(page, container);
}

/* Is one text the beginning of the other, at a word's end? */
static bool
is_same_title(const char *text, size_t len, const char *title)
{
	return title != NULL && strlen(title) == len &&
	    strncasecmp(text, title, len) == 0;
}

/* Short lines that no tag or name gives away, by how they begin. */
static bool
is_label(const char *text, size_t len)
{
	static const char *const starts[] = {
		"Advertisement", "Also read", "Article continues",
		"Click here", "Click to share", "Comments", "Copyright",
		"Credit:", "Enlarge image", "Follow us", "Foto:",
		"Get all the latest", "Image by", "Image credit",
		"Image source", "Image:", "Lea tambi\xC3\xA9n", "Leggi anche",
		"Lesen Sie auch", "Lire aussi", "Listen to this",
		"More on this", "More:", "Most read", "Newsletter",
		"Photo by", "Photo credit", "Photo:", "Photograph:",
		"Picture:", "Print this", "Quelle:", "Read also", "Read more",
		"Recommended", "Related:", "See also", "Share on",
		"Share this", "Show comments", "Sign up",
		"Skip advertisement", "Skip to", "Source:", "Story continues",
		"Subscribe", "Video:", "Watch:", "[Read", "[Related",
		"\xC2\xA9",
	};

	if (len > LABEL_CHARS)
		return false;
	for (size_t i = 0; i < sizeof(starts) / sizeof(starts[0]); i++)
		if (strncasecmp(text, starts[i], strlen(starts[i])) == 0)
			return true;
	return false;
}

/* A line that is a date and nothing else is a dateline. */
static bool
is_dateline(const char *text, size_t len)
{
	struct date d;

	return len <= LABEL_CHARS &&
	    date_parse(text, len, DATE_ORDER_DMY, &d) == 0 &&
	    d.precision >= DATE_DAY;
}

static bool
is_heading(const struct html_page *page, const struct html_block *block)
{
	return html_tag_traits(page->nodes[block->owner].tag) &
	    TRAIT_HEADING;
}

/* Mark the blocks that are no text of the article. */
static void
filter_blocks(const struct html_page *page, struct html_blocks *b,
    const char *title)
{
	struct html_block *last = NULL;
	const char *text = b->text.data;

	for (size_t i = 0; i < b->count; i++) {
		struct html_block *block = &b->list[i];
		const char *s = text + block->start;

		block->gone = is_label(s, block->len) ||
		    is_dateline(s, block->len) ||
		    (is_heading(page, block) &&
		    is_same_title(s, block->len, title)) ||
		    page->nodes[block->owner].tag == TAG_H1 ||
		    (last != NULL && last->len == block->len &&
		    memcmp(text + last->start, s, block->len) == 0);
		if (!block->gone)
			last = block;
	}
	for (size_t i = b->count; i-- > 0;) {
		if (b->list[i].gone)
			continue;
		if (!is_heading(page, &b->list[i]))
			break;
		b->list[i].gone = true;
	}
}

static bool
same_names(const struct html_page *page, size_t a, size_t b)
{
	const char *x = html_page_attr(page, a, ATTR_CLASS);
	const char *y = html_page_attr(page, b, ATTR_CLASS);

	return x != NULL && y != NULL && strcmp(x, y) == 0;
}

/*
 * Where the parts of a split body may stand: in the same <article> or
 * <main>, else below the same parent.
 */
static size_t
merge_scope(const struct html_page *page, size_t node)
{
	for (size_t i = page->nodes[node].parent; i != 0;
	    i = page->nodes[i].parent)
		if (page->nodes[i].tag == TAG_ARTICLE ||
		    page->nodes[i].tag == TAG_MAIN)
			return i;
	return page->nodes[node].parent;
}

/* Read the container ${node} and what continues it into ${b}. */
static void
read_container(struct html_page *page, size_t node, enum step step,
    struct html_blocks *b, const char *title)
{
	size_t end = page->nodes[merge_scope(page, node)].end;

	html_blocks_release(b);
	prune(page, node);
	html_blocks_collect(b, page, node);
	for (size_t i = page->nodes[node].end;
	    step != STEP_PAGE && step != STEP_ARTICLE && i < end; i++) {
		if (!is_candidate(&page->nodes[i], step) ||
		    !same_names(page, node, i))
			continue;
		prune(page, i);
		html_page_measure(page, i, page->nodes[i].end);
		if (page->nodes[i].chars >= PART_ENOUGH)
			html_blocks_collect(b, page, i);
		i = page->nodes[i].end - 1;
	}
	filter_blocks(page, b, title);
}

/* Try the containers of one step; true when one gives enough. */
static bool
read_step(struct html_page *page, enum step step, struct html_blocks *b,
    const char *title)
{
	int tries = 0;

	for (size_t i = 1; i < page->count && tries < TRIES; i++) {
		const struct html_node *n = &page->nodes[i];

		if (html_tag_traits(n->tag) & TRAIT_JUNK &&
		    !(step == STEP_NAMED && n->tag == TAG_ASIDE)) {
			i = n->end - 1;
			continue;
		}
		if (!is_candidate(n, step))
			continue;
		tries++;
		read_container(page, i, step, b, title);
		if (html_blocks_size(b) >= BODY_ENOUGH)
			return true;
	}
	return false;
}

int
html_body_read(struct html_page *page, const char *title, struct buf *out)
{
	struct html_blocks blocks;
	int rc;

	html_blocks_init(&blocks);
	html_names_mark(page);
	for (enum step step = STEP_NAMED; step < STEPS; step++)
		if (read_step(page, step, &blocks, title))
			break;
	rc = html_blocks_join(&blocks, out);
	html_blocks_release(&blocks);
	return rc;
}
