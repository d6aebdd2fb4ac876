/*
 * The sentences and paragraphs of an article's body.
 *
 * Paragraphs are parted by a blank line.  A sentence ends with its paragraph;
 * behind a wide full stop, exclamation or question mark; and behind . ! ? or
 * an ellipsis, with the quotes and brackets that close after it, where white
 * space follows and then no small letter.  The full stop of a single capital
 * ("J. Smith", "U.S. Senate") ends none.
 */
#ifndef FIND_SENTENCES_H
#define FIND_SENTENCES_H

#include "find/terms.h"

/*
 * The numbers of the sentence, or with ${paragraphs} of the paragraph, each
 * word of ${text} stands in, rising from 0.  ${words} are its words; the
 * array, of one for each of them, is the caller's to free.  NULL: out of
 * memory.
 */
uint32_t *sentences_number(const char *text, const struct terms *words,
    bool paragraphs);

#endif
