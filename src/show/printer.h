/*
 * An output format: a struct of functions.  A door picks one and asks no
 * further which it is.
 */
#ifndef SHOW_PRINTER_H
#define SHOW_PRINTER_H

#include <stdio.h>

#include "find/hit.h"

/* What a reply is closed with. */
struct summary {
	size_t shown;
	int64_t total, articles;
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
};

struct printer_format {
	void (*hit)(struct printer *p, const struct hit *hit);
	void (*end)(struct printer *p, const struct summary *summary);
};

extern const struct printer_format printer_text;
extern const struct printer_format printer_json;

#endif
