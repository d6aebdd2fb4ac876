/* Words that say nothing in a question asked in plain language. */
#ifndef FIND_STOPWORDS_H
#define FIND_STOPWORDS_H

#include <stdbool.h>
#include <stddef.h>

/* Is the index word ${word} one of ${language}'s?  No list: false. */
bool stopwords_has(const char *language, const char *word, size_t len);

#endif
