/*
 * What the class and id of an element say about it.  They are read as words
 * ("article__body--wide", "articleBody", "post-content-2"), never as
 * substrings, so that "commentary" is no comment and "shareholder" no share
 * button.
 */
#ifndef READ_HTML_NAMES_H
#define READ_HTML_NAMES_H

#include "read/html_page.h"

/*
 * Set, for every element of the page:
 * grade	how surely its name says that it holds the article: 1 the
 *		surest, to NAMES_GRADES; 0: nothing said
 * junk		a box, a bar, a label: no text of the article
 * heading	a title of something
 */
#define NAMES_GRADES 5
void html_names_mark(struct html_page *page);

#endif
