/* Ids that carry the date. */
#include "store/ids.h"

#include "store/facts.h"

#define MINUTES_OF_DAY (24 * 60)
#define MINUTES_OF_YEAR (365 * MINUTES_OF_DAY)

/* Minutes an article of this date may be given: [*from, *to). */
static void
minutes(const struct date *date, int64_t *from, int64_t *to)
{
	int64_t span = date->precision >= DATE_DAY ? MINUTES_OF_DAY :
	    MINUTES_OF_YEAR;

	*from = date_minute(date);
	*to = date->precision >= DATE_DAY ?
	    *from - *from % MINUTES_OF_DAY + span : *from + span;
}

int
id_next(struct statements *s, struct map *full, const struct date *date,
    int64_t *id, struct err *err)
{
	sqlite3_stmt *stmt = statement_get(s, LAST_ID, err);
	int64_t minute, end, last, *from;

	if (!stmt)
		return -1;
	minutes(date, &minute, &end);
	from = map_put(full, &minute, sizeof(minute));
	if (!from)
		return err_memory(err);
	for (minute = *from > minute ? *from : minute; minute < end;
	    minute++) {
		statement_int(stmt, ":from", minute * FACTS_SERIALS);
		statement_int(stmt, ":to", (minute + 1) * FACTS_SERIALS);
		if (statement_step(s, stmt, err) < 0)
			return -1;
		/* No article is 0, which tells elsewhere that there is none. */
		last = sqlite3_column_type(stmt, 0) != SQLITE_NULL ?
		    sqlite3_column_int64(stmt, 0) :
		    minute ? minute * FACTS_SERIALS - 1 : 0;
		sqlite3_reset(stmt);
		if (last < (minute + 1) * FACTS_SERIALS - 1) {
			*id = last + 1;
			*from = minute;
			return 0;
		}
	}
	return err_set(err, "more articles of one date than ids");
}
