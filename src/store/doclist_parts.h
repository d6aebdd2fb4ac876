/* What doclist.c and doclist_open.c share: nobody else looks inside. */
#ifndef STORE_DOCLIST_PARTS_H
#define STORE_DOCLIST_PARTS_H

#include "store/doclist.h"
#include "store/doclist_index.h"

struct doclist {
	struct segments *segments;
	const struct segment *segment;
	const struct page *page;	/* our own, or at first a lent one */
	struct page own;
	uint32_t leaf;		/* the page's number */
	const struct page *term_page;	/* as it was given at first */
	uint32_t term_leaf;	/* where the term stands, */
	size_t term_at, term_end;	/* as for doclist_begin() */
	bool stale;		/* the term's page is to be loaded again */
	size_t at;		/* the present article's positions; before
				 * the first article, the first id */
	size_t end;		/* of the doclist's part of the page */
	bool ends;		/* it ends on this page */
	bool entered;		/* an id stands at ${at}, an absolute one */
	int64_t id;
	size_t size;		/* of its positions */
	bool present;		/* there is an article, */
	bool taken;		/* and it was taken */
	bool indexed;		/* there may be a doclist index */
	uint32_t pages;		/* it takes, about */
	struct doclist_index index;	/* owned; once it was asked for */
	struct buf spill;	/* positions that went over pages */
	bool spilled;		/* it holds the present article's */
	struct instances *rows;	/* owned; not NULL: read these instead */
};

#endif
