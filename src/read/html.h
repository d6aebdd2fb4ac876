/* HTML outside of pages: what a JSON body or a feed's content holds. */
#ifndef READ_HTML_H
#define READ_HTML_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"

/*
 * Append the text of a fragment of HTML in UTF-8 as plain paragraphs, a
 * blank line between; scripts, forms, captions and their like left out.
 * 0, or -1: out of memory.
 */
int html_text(struct buf *out, const char *html, size_t len);

/*
 * Does this text hold HTML markup: a tag that HTML knows, a comment or an
 * entity?  A stray '<' or '&' is none.
 */
bool html_looks(const char *text, size_t len);

/* The longest name of a tag or an entity that is looked up, and its NUL. */
#define HTML_WORD_SIZE 16

/*
 * Copy the name of the tag that begins at ${p}, behind the '<', in lower
 * case.  False where HTML knows no such tag.
 */
bool html_tag_name(const char *p, const char *end,
    char out[HTML_WORD_SIZE]);

#endif
