/*
 * The names of an archive's sources, authors and sections, to the codes that
 * stand for them in the facts.
 */
#ifndef FIND_NAMES_H
#define FIND_NAMES_H

#include "find/codes.h"
#include "store/archive.h"

enum names_kind { NAMES_SOURCES, NAMES_AUTHORS, NAMES_SECTIONS };

/*
 * Add to ${out} the codes of the names that have the words of ${text}, case
 * and accents aside: all of them, in any order, or with ${phrase} one after
 * the other; with ${prefix} the last word may go on.  Of an article's authors
 * one alone must have them all; a source fits by its whole host too.  A text
 * without words fits no name.  ${out} is sorted then.  0 or -1.
 */
int names_matching(struct archive *a, enum names_kind kind, const char *text,
    bool phrase, bool prefix, struct code_set *out, struct err *err);

/*
 * Say that no name has the words of ${text}, with the names that come near
 * or some of those there are.  -1, as err_set().
 */
int names_unknown(struct archive *a, enum names_kind kind, const char *text,
    struct err *err);

#endif
