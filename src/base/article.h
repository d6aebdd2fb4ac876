/*
 * One news article, as every reader makes it and the store takes it.
 *
 * The fields are an array, so that copying, comparing, printing and binding
 * them are loops.  A field that is not known is NULL, never "".
 */
#ifndef BASE_ARTICLE_H
#define BASE_ARTICLE_H

#include <stdbool.h>
#include <stddef.h>

#include "base/date.h"

enum article_field {
	ARTICLE_GUID,		/* its own identifier in its source */
	ARTICLE_URL,
	ARTICLE_TITLE,
	ARTICLE_AUTHOR,		/* persons, parted by "; " */
	ARTICLE_PUBLISHED,	/* after clean: ISO 8601, as far as known */
	ARTICLE_DATED_BY,	/* what the date was taken from */
	ARTICLE_MODIFIED,
	ARTICLE_SOURCE,		/* the outlet's name */
	ARTICLE_SECTION,
	ARTICLE_LANGUAGE,	/* after clean: ISO 639-1, else 639-3 */
	ARTICLE_BODY,		/* paragraphs parted by a blank line */
	ARTICLE_FIELDS
};

struct article {
	char *field[ARTICLE_FIELDS];	/* owned; NUL-terminated UTF-8 */
	char *site;	/* owned; what the page calls its site, the second
			 * choice for the source; NULL where unknown */
	char *origin;	/* owned; path, path#record or URL it was read from */
	long record;	/* 1, 2 ... inside a container; 0: the whole file */
	struct date published;	/* after clean: ARTICLE_PUBLISHED, parsed */
	bool language_guessed;	/* nothing said it: a fallback was taken */
};

#define ARTICLE_INIT { { 0 }, NULL, NULL, 0, DATE_INIT, false }

/* The field's name, as --json prints it and the table calls its column. */
const char *article_field_name(enum article_field field);

/*
 * Set a field to a copy of the first ${len} bytes of ${text}, with white
 * space cut off both ends; a text that is empty then makes it NULL.
 * 0, or -1: out of memory.
 */
int article_set(struct article *a, enum article_field field,
    const char *text, size_t len);

/* The same for a C string; NULL unsets the field. */
int article_set_string(struct article *a, enum article_field field,
    const char *text);

/* Free what ${a} holds and leave it as ARTICLE_INIT. */
void article_release(struct article *a);

#endif
