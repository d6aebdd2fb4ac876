/*
 * Ids that carry the date: minute of publication x 1024 + serial.
 */
#ifndef STORE_IDS_H
#define STORE_IDS_H

#include "base/date.h"
#include "base/map.h"
#include "store/statements.h"

/*
 * The next free id for an article published at ${date}, inside the caller's
 * transaction: one past the highest of its minute; a full minute spills into
 * the next, within the day, or within the year where only month or year is
 * known, or nothing.  ${full} remembers, by first minute, the minute where
 * the last one was found, so that full ones are not looked through again.
 * 0 or -1.
 */
int id_next(struct statements *s, struct map *full, const struct date *date,
    int64_t *id, struct err *err);

#endif
