/*
 * The pieces a date is written in: numbers, words, single marks.  A cursor
 * holds one token; copying the struct is how a reader goes back.  It lends
 * from the text and allocates nothing.
 */
#ifndef BASE_DATE_TOKEN_H
#define BASE_DATE_TOKEN_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum date_token {
	DATE_END,
	DATE_NUMBER,	/* a run of ASCII digits */
	DATE_WORD,	/* a run of letters; one character of Han or Hangul */
	DATE_MARK	/* one character of anything else */
};

struct date_cursor {
	const char *at, *end;	/* what is not yet read */
	enum date_token kind;
	const char *start;	/* the token */
	size_t len;		/* its bytes: of a number, its digits */
	int64_t value;		/* of a number of up to 18 digits */
	uint32_t rune;		/* the first (a mark's only) code point */
	bool spaced;		/* white space stands before it */
};

void date_begin(struct date_cursor *c, const char *text, size_t len);
void date_next(struct date_cursor *c);

/* Is the token this mark, or this single character of Han or Hangul? */
bool date_is(const struct date_cursor *c, uint32_t rune);

/* Is it a number of so many digits? */
bool date_is_number(const struct date_cursor *c, size_t min, size_t max);

/* Go past the mark ${rune} where it stands. */
bool date_take(struct date_cursor *c, uint32_t rune);

#endif
