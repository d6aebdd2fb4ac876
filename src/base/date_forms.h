/*
 * The forms dates and times are written in, read at a cursor.  Each reader
 * goes past what it read and returns true, or leaves the cursor alone.
 */
#ifndef BASE_DATE_FORMS_H
#define BASE_DATE_FORMS_H

#include "base/date.h"
#include "base/date_token.h"

struct date_rules {
	enum date_order order;
	/*
	 * Running text, where a number is more likely anything but a date:
	 * bare digits, two-digit years and "10.23" are then left alone, and
	 * zones count in capitals only ("est" is a French verb).
	 */
	bool prose;
};

struct date_clock {
	int hour, minute, second;
	enum date_precision precision;	/* DATE_NONE: no time */
	enum date_zone zone;
	int offset;
	bool us;	/* "ET" and its like: summer time by the day */
};

#define DATE_CLOCK_INIT { 0, 0, 0, DATE_NONE, DATE_UNZONED, 0, false }

/* A date; where its form has the time inside, that too into ${clock}. */
bool date_read_day(struct date_cursor *c, const struct date_rules *rules,
    struct date *out, struct date_clock *clock);

/* A time and its zone, also behind the T of ISO 8601. */
bool date_read_clock(struct date_cursor *c, const struct date_rules *rules,
    struct date_clock *out);

/* A zone alone. */
bool date_read_zone(struct date_cursor *c, const struct date_rules *rules,
    struct date_clock *out);

/* Put the time into a date that is known to the day. */
void date_set_clock(struct date *d, const struct date_clock *clock);

#endif
