/* Languages: what a text is called to be in, and what it is in. */
#ifndef READ_LANGUAGE_H
#define READ_LANGUAGE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

/* Room for an ISO 639 code and its NUL. */
#define LANGUAGE_SIZE 4

/* Recognition is trusted from so many letters on. */
#define LANGUAGE_LETTERS 200

/*
 * The code of the language that ${text} names: ISO 639-1, else 639-3.  Takes
 * tags (BCP 47: "en-US", "pt_BR", "zh-Hant-TW"), codes of three letters
 * ("eng", "ger"), and names, English or its own ("German", "deutsch").
 * false: it names none.
 */
bool language_code(const char *text, size_t len, char out[LANGUAGE_SIZE]);

/*
 * Recognise the language of ${text}, clean UTF-8, by its beginning.  false:
 * it has too few letters, or it is not sure.  Safe to call from several
 * threads at once.
 */
bool language_recognise(const char *text, size_t len,
    char out[LANGUAGE_SIZE]);

/*
 * The order of day and month in the dates of the locale that ${text} names:
 * of English only where the country is said, of all other languages the day
 * comes first (or the year, which tells).
 */
enum date_order language_date_order(const char *text);

#endif
