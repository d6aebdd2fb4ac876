/*
 * Text folded to a printer's width at blanks, its marked places in colour.
 * Nothing of it can steer the terminal.
 */
#ifndef SHOW_FOLD_H
#define SHOW_FOLD_H

#include "show/printer.h"

struct fold {
	struct printer *printer;
	size_t indent;		/* of the lines after the first */
	size_t column;		/* where the next character comes */
	size_t point;		/* code points of the text so far */
	const struct hit_mark *marks;
	size_t mark_count;
	bool marking;
	const char *style;	/* of what is not marked: "", SGR_BOLD */
};

/*
 * Begin where the cursor stands: at column ${indent}.  The marks, rising,
 * count code points of all that is put.
 */
void fold_begin(struct fold *f, struct printer *p, size_t indent,
    const struct hit_mark *marks, size_t mark_count);

/* Put ${len} bytes of text, all on lines of their own but for the last. */
void fold_put(struct fold *f, const char *text, size_t len);

/* One code point, such as a line's end, was passed over. */
void fold_skip(struct fold *f);

/* End the line and its colours; the next begins at column 0. */
void fold_line(struct fold *f);

/* A line by itself: ${text} folded at ${indent}, where the cursor stands. */
void fold_whole(struct printer *p, size_t indent, const char *text);

#endif
