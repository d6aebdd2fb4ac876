/*
 * An output format: a struct of functions.  A door picks one and asks no
 * further which it is.
 */
#ifndef SHOW_PRINTER_H
#define SHOW_PRINTER_H

#include <stdio.h>

#include "find/article.h"
#include "find/cells.h"
#include "find/hit.h"

/* What a reply is closed with. */
struct summary {
	size_t shown;
	int64_t total;
	bool counted;		/* the total is all; else at least so many */
	int64_t articles;
	int64_t undated, partial;	/* left out for their dates */
	double seconds;
	const char *reading;	/* how the question was read; NULL: obvious */
	bool by_date;		/* sorted by date */
};

struct printer {
	FILE *out;
	bool terminal;		/* a person looks at it */
	bool colour;
	size_t width;		/* columns; 0: as long as they are */
	const char *folder;	/* the working folder; NULL: not known */
	const struct printer_format *format;
	bool facets;		/* cells by one property after the other */
	size_t parts;		/* of them put so far; the format's */
};

/* Each reply is hits, or a total, or cells, or articles. */
struct printer_format {
	/* Before the first hit, also where none will come. */
	void (*begin)(struct printer *p);
	void (*hit)(struct printer *p, const struct hit *hit);
	void (*end)(struct printer *p, const struct summary *summary);
	void (*total)(struct printer *p, const struct summary *summary);
	/* ${limit} of them at most; 0: all. */
	void (*cells)(struct printer *p, const struct cells *cells,
	    size_t limit);
	void (*article)(struct printer *p, const struct article_view *view);
};

extern const struct printer_format printer_text;
extern const struct printer_format printer_json;
extern const struct printer_format printer_csv;

/*
 * Set it up for ${out}, as that, a terminal or not, and the environment
 * (COLUMNS, NO_COLOR, TERM) have it.  ${folder} is lent.
 */
void printer_init(struct printer *p, FILE *out, const char *folder,
    const struct printer_format *format);

#endif
