/* The clues in JSON-LD: schema.org's NewsArticle and its kin. */
#ifndef READ_HTML_JSONLD_H
#define READ_HTML_JSONLD_H

#include <stddef.h>

#include "read/html_clues.h"

/*
 * Add what the script ${text} says to ${clues}; a script that is not JSON,
 * even after mending, adds nothing.  0, or -1: out of memory.
 */
int html_jsonld_read(struct html_clues *clues, const char *text, size_t len);

#endif
