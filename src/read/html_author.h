/* The byline: persons, parted by "; ". */
#ifndef READ_HTML_AUTHOR_H
#define READ_HTML_AUTHOR_H

#include "base/article.h"
#include "read/html_clues.h"

/* Set ARTICLE_AUTHOR from the surest clue.  0, or -1: out of memory. */
int html_author_choose(struct article *out, const struct html_clues *clues);

#endif
