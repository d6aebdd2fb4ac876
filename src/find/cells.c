/* Properties to count by, and their names. */
#include "find/cells.h"

#include <string.h>

static const char *const names[] = {
	[CELLS_SOURCE] = "source", [CELLS_SECTION] = "section",
	[CELLS_AUTHOR] = "author", [CELLS_LANGUAGE] = "language",
	[CELLS_YEAR] = "year", [CELLS_MONTH] = "month",
	[CELLS_WEEK] = "week", [CELLS_DAY] = "day", [CELLS_HOUR] = "hour"
};

const char *
cells_name(enum cells_by by)
{
	return by == CELLS_NONE ? NULL : names[by];
}

int
cells_parse(const char *name, enum cells_by *out, struct err *err)
{
	size_t i;

	for (i = CELLS_SOURCE; i < sizeof(names) / sizeof(names[0]); i++)
		if (strcmp(names[i], name) == 0) {
			*out = (enum cells_by)i;
			return 0;
		}
	return err_set(err, "'--by' takes one of source, section, author, "
	    "language, year, month, week, day, hour, not '%s'", name);
}
