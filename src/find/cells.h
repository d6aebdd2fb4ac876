/* Articles counted by one or two of their properties.  Knows no engine. */
#ifndef FIND_CELLS_H
#define FIND_CELLS_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

enum cells_by {
	CELLS_NONE,
	CELLS_SOURCE, CELLS_SECTION, CELLS_AUTHOR, CELLS_LANGUAGE,
	CELLS_YEAR, CELLS_MONTH, CELLS_WEEK, CELLS_DAY, CELLS_HOUR
};

struct cell {
	const char *name[2];	/* lent; NULL: not known */
	int64_t count;		/* articles that match */
	int64_t all;		/* articles under the filters alone */
};

/* A table: counted by one property, or by two. */
struct cells_table {
	enum cells_by by[2];	/* the second CELLS_NONE: by one */
};

/* In the order they are shown in; periods of time without gaps. */
struct cells {
	size_t dimensions;	/* 1 or 2; 0: nothing was counted */
	const char *dimension[2];	/* "source", "month" ... */
	struct cell *items;	/* owned */
	size_t count;
};

#define CELLS_INIT { 0, { NULL, NULL }, NULL, 0 }

/* "source", "month" ...; NULL for CELLS_NONE. */
const char *cells_name(enum cells_by by);

/* The property of that name.  0, or -1 with a sentence that lists them. */
int cells_parse(const char *name, enum cells_by *out, struct err *err);

#endif
