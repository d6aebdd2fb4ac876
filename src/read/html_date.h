/* A date in a page's visible text, where nothing machine-readable gives one. */
#ifndef READ_HTML_DATE_H
#define READ_HTML_DATE_H

#include "base/date.h"
#include "read/html_page.h"

/* 0, or -1: there is none that could be the article's. */
int html_date_find(const struct html_page *page, enum date_order order,
    struct date *out);

#endif
