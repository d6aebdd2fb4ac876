/*
 * Time zones, read once into a table: which offset holds from when on.
 *
 * Minutes are those of date_minute(); "instants" are minutes of UTC.
 */
#ifndef BASE_ZONE_H
#define BASE_ZONE_H

#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct zone_span {
	int64_t from;	/* the first instant */
	int offset;	/* minutes east of UTC */
};

struct zone {
	struct zone_span *spans;	/* owned, rising; the first from
					 * INT64_MIN on */
	size_t count, cap;
};

#define ZONE_INIT { NULL, 0, 0 }

/*
 * Read "UTC", "+01:00", "-5", "local" (the user's own) or a name of the
 * system's database ("Europe/Berlin").  Sets TZ for a moment, so no other
 * thread may look at the clock meanwhile.  0, or -1 with a sentence.
 */
int zone_make(struct zone *z, const char *name, struct err *err);
void zone_release(struct zone *z);

/* Minutes east of UTC at ${instant}. */
int zone_offset(const struct zone *z, int64_t instant);

/* The instant of ${seconds} after the epoch, in minutes. */
int64_t zone_instant(int64_t seconds);

#endif
