/* The parts of the text format, for the files of text. */
#ifndef SHOW_TEXT_H
#define SHOW_TEXT_H

#include "base/buf.h"
#include "show/printer.h"

/* "2014-12-20T10:23:00-05:00" as "2014-12-20 10:23". */
void text_add_date(struct buf *out, const char *published);

/*
 * A file of its own as one would type it from here; an article inside a
 * container by its address, if it has one.
 */
const char *text_place(const struct printer *p, const char *origin,
    const char *url);

void text_article(struct printer *p, const struct article_view *view);
void text_cells(struct printer *p, const struct cells *cells, size_t limit);

#endif
