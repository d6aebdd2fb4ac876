/*
 * Scanning JSON in a stream: where strings, values and objects end, and where
 * the next record begins when this one is damaged.  The splitter's eyes.
 */
#ifndef READ_JSON_SCAN_H
#define READ_JSON_SCAN_H

#include <stdbool.h>
#include <stddef.h>

#include "base/err.h"
#include "read/input.h"

#define JSON_RS '\x1e'		/* begins a record of RFC 7464 */
#define JSON_END (-1)		/* what stands behind the last byte */

/* White space looked at behind a record or a bracket for what follows. */
#define SCAN_SPACE_MAX ((size_t)4096)

/*
 * The place in the stream.  ${p} is a window lent by ${input}: the bytes
 * before ${at} were passed, and are kept while ${hold} is set, as what will
 * be a record; they move when more is seen, but stay at ${p}.
 */
struct scan {
	struct input *input;
	const char *p;
	size_t have, at;
	bool hold;
	bool lost;	/* what was held grew too long and was let go */
	bool failed;	/* the input could not be read on, and why */
	struct err failure;
	size_t line;	/* the line ${at} is on, from 1 */
	size_t indent;	/* white space the record's line begins with */
	bool lines;	/* every line that begins a record is one */
	bool rescue;	/* end, rather than lose, an odd record */
	bool odd;	/* a string was followed by what cannot follow it */
};

enum found {
	ENDED,		/* passed with its last byte */
	CUT,		/* the input ended before */
	DAMAGED,	/* at a line end or RS behind which a record begins */
	STREAM		/* at the first element of a collection */
};

/* Let the bytes before ${at} go. */
void scan_take(struct scan *s);

/* See ${more} bytes from ${at} on.  false: the input ends before. */
bool scan_see(struct scan *s, size_t more);

/* The byte ${ahead} behind ${at}, or JSON_END. */
int scan_byte(struct scan *s, size_t ahead);

bool scan_is_space(int c);

/* The first byte from ${ahead} on that is no white space, or JSON_END. */
int scan_behind_space(struct scan *s, size_t ahead);

/* Pass white space, commas and all that parts values; the byte behind. */
int scan_separators(struct scan *s);

/* Pass one value of any kind. */
enum found scan_value(struct scan *s);

/*
 * Pass a member's name, from its opening quote, and the colon.  ${name} is
 * where it stands behind ${p} (while held).
 */
enum found scan_name(struct scan *s, size_t *name, size_t *len);

/*
 * Pass an object; or, with STREAM, stop in it at the first element of a
 * collection, which ${depth} objects hold, at most ${deepest}.
 */
enum found scan_object(struct scan *s, size_t deepest, size_t *depth);

#endif
