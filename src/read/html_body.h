/* The article's text in a page. */
#ifndef READ_HTML_BODY_H
#define READ_HTML_BODY_H

#include "base/buf.h"
#include "read/html_page.h"

/*
 * Append the paragraphs of the article, a blank line between; nothing where
 * the page has none.  ${title} (or NULL) is not repeated as a heading.
 * Marks nodes of ${page} as gone.  0, or -1: out of memory.
 */
int html_body_read(struct html_page *page, const char *title,
    struct buf *out);

#endif
