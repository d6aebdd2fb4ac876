/*
 * Pages dumped to text: which lines are the page's furniture and no part of
 * the article.  Every rule judges whole lines and stands in one table with
 * its reason; none names a site.
 */
#ifndef READ_TEXT_DUMP_H
#define READ_TEXT_DUMP_H

#include <stdbool.h>

#include "read/text_line.h"

/* Is the line junk wherever it stands? */
bool text_dump_junk(struct text_line line);

/* Is it a menu's or a section's word, junk above the article only? */
bool text_dump_menu(struct text_line line);

/* Does it head what a page lists below its article ("Tags", "Most read")? */
bool text_dump_tail(struct text_line line);

#endif
