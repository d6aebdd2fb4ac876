/* The paragraphs of a part of a page, in order. */
#ifndef READ_HTML_TEXT_H
#define READ_HTML_TEXT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"
#include "read/html_page.h"

struct html_block {
	size_t start;		/* in text */
	size_t len;
	uint32_t owner;		/* the node of the block element */
	uint32_t linked;	/* bytes inside links */
	bool gone;		/* not of the article */
};

struct html_blocks {
	struct html_block *list;
	size_t count;
	size_t cap;
	struct buf text;
	bool failed;
};

void html_blocks_init(struct html_blocks *b);
void html_blocks_release(struct html_blocks *b);

/* Add the paragraphs below ${node}, without what is gone. */
void html_blocks_collect(struct html_blocks *b,
    const struct html_page *page, size_t node);

/* Append those that are not gone, a blank line between.  0 or -1. */
int html_blocks_join(const struct html_blocks *b, struct buf *out);

/* Characters (bytes) of the blocks that are not gone. */
size_t html_blocks_size(const struct html_blocks *b);

#endif
