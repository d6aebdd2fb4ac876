/*
 * The words of dates in the languages of news.
 */
#ifndef BASE_DATE_NAMES_H
#define BASE_DATE_NAMES_H

#include "base/date_token.h"

/* The longest name in the tables is half as long. */
#define DATE_NAME_MAX 64

/* A word as the tables have it: case and diacritics folded; "" if none. */
struct date_name {
	char text[DATE_NAME_MAX];
	size_t len;
};

void date_name(const struct date_cursor *word, struct date_name *out);
void date_name_fold(const char *text, size_t len, struct date_name *out);

/* Is it one of the space-parted ${words}? */
bool date_name_in(const struct date_name *name, const char *words);

/* Go past one of the ${words} where it stands. */
bool date_take_name(struct date_cursor *c, const char *words);

int date_name_month(const struct date_name *name);	/* 1 to 12, or 0 */
int date_name_weekday(const struct date_name *name);	/* 1: Monday, or 0 */

/* Something that stands around dates: "published", "at", a weekday. */
bool date_name_passed(const struct date_name *name);

/*
 * A zone's name.  ${offset} is in minutes east of UTC.  ${us}: the general
 * name of a zone of the United States ("ET"), whose offset is the winter's;
 * whether summer time holds depends on the day.
 */
bool date_name_zone(const struct date_name *name, int *offset, bool *us);

#endif
