/* Bylines: the persons in "By JOHN SMITH and Jane Doe, Staff Writers". */
#ifndef READ_BYLINE_H
#define READ_BYLINE_H

#include <stddef.h>

#include "base/buf.h"

/*
 * Append the persons named in ${text}, one line of clean text, parted by
 * "; ".  Out go: the word "By" in the usual languages, addresses of mail and
 * of pages, what somebody is, where and for whom, as far as it stands behind
 * a comma ("Staff Writer", "Manaus", "The Times"), accounts nobody signs with
 * ("admin"), repetitions.  Names in capitals are written as names; agencies
 * stay as they are.  "Smith, John" stays so: where one name stands before the
 * only comma, and no other separator but semicolons around both, it is turned
 * round.  "y" and "e" part only names of two words or more (Ortega y Gasset).
 * 1; 0: nobody is left; -1: out of memory.
 */
int byline_clean(struct buf *out, const char *text, size_t len);

#endif
