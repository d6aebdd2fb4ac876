/* From clues to fields: which title, date, author ... a page's article has. */
#ifndef READ_HTML_CHOOSE_H
#define READ_HTML_CHOOSE_H

#include "base/article.h"
#include "read/format.h"
#include "read/html_clues.h"
#include "read/html_page.h"

/*
 * Fill all fields of ${out} but the body.  ${page} is searched for a date
 * where no clue gives one.  0, or -1: out of memory.
 */
int html_choose(struct article *out, const struct html_clues *clues,
    const struct html_page *page, const struct document *doc);

#endif
