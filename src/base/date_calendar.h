/*
 * The calendar's arithmetic, for the files of date_*.c.
 */
#ifndef BASE_DATE_CALENDAR_H
#define BASE_DATE_CALENDAR_H

#include "base/date.h"

#define DATE_YEAR_MAX 9999
#define DATE_DAY_MAX 3652058		/* 9999-12-31, as a day number */
#define DATE_EPOCH_MAX 253402300799	/* 9999-12-31T23:59:59Z */

/* Years a newspaper can carry: the first one was printed in 1605. */
#define DATE_NEWS_FIRST 1600
#define DATE_NEWS_LAST 2100

int date_month_days(int year, int month);

/* Days since 0001-01-01, a Monday, of a valid date (year to 10000). */
int64_t date_day_number(int year, int month, int day);

/* Set the day, or the UTC instant; false where there is no such date. */
bool date_set_day(struct date *d, int64_t year, int64_t month, int64_t day);
bool date_set_epoch(struct date *d, int64_t seconds);

#endif
