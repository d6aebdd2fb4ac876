/*
 * What a page says about its article, before anything is chosen: the clues,
 * each the first one found of its kind.
 */
#ifndef READ_HTML_CLUES_H
#define READ_HTML_CLUES_H

#include <stdbool.h>
#include <stddef.h>

#include "read/html_page.h"

/* In each group the surest comes first; html_choose.c goes by this order. */
enum html_clue {
	CLUE_HEADLINE,		/* JSON-LD headline of the article */
	CLUE_H1,		/* an h1 that <title> or og:title repeats */
	CLUE_H1_ANY,		/* the first h1 */
	CLUE_OG_TITLE,
	CLUE_TITLE,		/* <title> */

	CLUE_PUBLISHED_LD,	/* JSON-LD datePublished of the article */
	CLUE_PUBLISHED_LD_ANY,	/* of another node */
	CLUE_PUBLISHED_OG,	/* article:published_time */
	CLUE_PUBLISHED_META,	/* other meta names */
	CLUE_PUBLISHED_ITEM,	/* itemprop datePublished */
	CLUE_PUBLISHED_TIME,	/* <time> that says it is the one */
	CLUE_PUBLISHED_TIME_ANY,	/* the first <time datetime> */

	CLUE_MODIFIED_LD,
	CLUE_MODIFIED_META,
	CLUE_MODIFIED_ITEM,

	CLUE_AUTHOR_LD,		/* persons */
	CLUE_AUTHOR_OG,		/* article:author */
	CLUE_AUTHOR_META,	/* author */
	CLUE_AUTHOR_META_ANY,	/* parsely-author, dc.creator ... */
	CLUE_AUTHOR_REL,	/* rel=author */
	CLUE_AUTHOR_ITEM,	/* itemprop author */
	CLUE_AUTHOR_BYLINE,	/* class byline, class author */
	CLUE_AUTHOR_LD_GROUP,	/* JSON-LD author that is an organisation */

	CLUE_SITE_OG,
	CLUE_SITE_LD,		/* JSON-LD publisher */
	CLUE_SITE_META,		/* application-name ... */

	CLUE_SECTION_META,
	CLUE_SECTION_LD,

	CLUE_LANGUAGE_HTML,
	CLUE_LANGUAGE_LD,
	CLUE_LANGUAGE_META,
	CLUE_LANGUAGE_OG,

	CLUE_URL_CANONICAL,
	CLUE_URL_OG,
	CLUE_URL_LD,

	CLUE_BODY_LD,		/* JSON-LD articleBody */
	CLUES
};

struct html_clues {
	char *value[CLUES];	/* owned; white space folded; NULL: none */
	int h1_count;
	bool failed;		/* out of memory */
};

#define HTML_CLUES_INIT { { 0 }, 0, false }

/* Keep a copy of ${text} under ${clue}, unless there is one or it is "". */
void html_clue_add(struct html_clues *clues, enum html_clue clue,
    const char *text);

/* The same, behind the one there is, parted by "; ". */
void html_clue_join(struct html_clues *clues, enum html_clue clue,
    const char *text);

/* Gather all clues of ${page}.  0, or -1: out of memory. */
int html_clues_read(struct html_clues *clues, const struct html_page *page);

void html_clues_release(struct html_clues *clues);

/*
 * Compare two titles (or NULL) but for case, accents and everything that is
 * no letter or digit: the same, one a part of the other, or neither.
 */
enum html_match { MATCH_NONE, MATCH_PART, MATCH_SAME };
enum html_match html_titles_match(const char *a, const char *b);

#endif
