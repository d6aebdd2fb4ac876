/*
 * Lines of a text: taken one after the other, trimmed, and the small
 * questions every rule asks of one.
 */
#ifndef READ_TEXT_LINE_H
#define READ_TEXT_LINE_H

#include <stdbool.h>
#include <stddef.h>

/* Part of a text; borrowed. */
struct text_line {
	const char *p;
	size_t len;
	bool indented;		/* white space stood before it */
	bool page;		/* a form feed stood before it */
};

struct text_cursor {
	const char *p;
	const char *end;
};

/* The next line, without its white space; false at the end. */
bool text_line_next(struct text_cursor *at, struct text_line *out);

/* Bytes ${from} to the end of ${line}, trimmed. */
struct text_line text_line_from(struct text_line line, size_t from);

/* The first ${len} bytes of ${line}, trimmed. */
struct text_line text_line_upto(struct text_line line, size_t len);

/* Is it ${word}, ASCII letters in any case? */
bool text_line_is(struct text_line line, const char *word);

/* Length of ${prefix} where ${line} begins with it as a word; else 0. */
size_t text_line_begins(struct text_line line, const char *prefix);

/* Place of ${words} in any ASCII case, or the line's length. */
size_t text_line_find(struct text_line line, const char *words);

bool text_line_same(struct text_line a, struct text_line b);

/* Does it end as a sentence does, a closing quote or bracket aside? */
bool text_line_ends_sentence(struct text_line line);

#endif
