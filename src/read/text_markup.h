/* Markdown (CommonMark's usual part) to plain text. */
#ifndef READ_TEXT_MARKUP_H
#define READ_TEXT_MARKUP_H

#include "base/buf.h"
#include "read/text_line.h"

/*
 * Append the text from ${at} without its markup: headings and emphasis bare,
 * links as their text, images gone, the text of code kept as it is.  0, or
 * -1: out of memory.
 */
int text_markup_strip(struct buf *out, struct text_cursor at);

#endif
