/*
 * What a text says of itself before it begins: lines "Name: value" with a
 * blank line or dashes behind them, or front matter (YAML between "---",
 * TOML between "+++"; of both the subset of scalars, quoted or not, block
 * scalars, and lists of scalars).
 */
#ifndef READ_TEXT_HEAD_H
#define READ_TEXT_HEAD_H

#include <stdbool.h>

#include "base/article.h"
#include "read/text_line.h"

/*
 * Set the fields of ${out} that the head at ${at} gives and move ${at}
 * behind it; where there is no head, nothing is touched.  ${front} tells
 * whether it was front matter.  0, or -1: out of memory.
 */
int text_head_read(struct text_cursor *at, struct article *out, bool *front);

#endif
