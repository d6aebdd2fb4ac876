/* find/filter: what a date filter takes in or cuts lies among its ids. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "find/filter.h"
#include "trees.h"

#define ROUNDS 20000

/* A date of any precision in one of three years. */
static void
draw_date(struct trees *t, struct date *date)
{
	static const enum date_precision precisions[] = { DATE_YEAR,
	    DATE_MONTH, DATE_DAY, DATE_MINUTE };

	*date = (struct date)DATE_INIT;
	date->precision = precisions[trees_dice(t, 4)];
	date->year = 2013 + (int)trees_dice(t, 3);
	date->month = date->day = 1;
	if (date->precision >= DATE_MONTH)
		date->month = 1 + (int)trees_dice(t, 12);
	if (date->precision >= DATE_DAY)
		date->day = 1 + (int)trees_dice(t, 28);
	if (date->precision >= DATE_MINUTE) {
		date->hour = (int)trees_dice(t, 24);
		date->minute = (int)trees_dice(t, 60);
	}
}

static int64_t
draw_bound(struct trees *t)
{
	struct date date;

	draw_date(t, &date);
	return trees_dice(t, 2) ? date_minute(&date) :
	    date_minute_after(&date);
}

static void
ids_hold_what_counts(void **state)
{
	struct trees t = { .state = 1 };
	struct filter f = FILTER_INIT;
	struct fact fact = { 0 };
	struct date date;
	enum filter_verdict verdict;
	int64_t first, last;
	bool partial;
	int i;

	(void)state;
	f.dated = true;
	for (i = 0; i < ROUNDS; i++) {
		draw_date(&t, &date);
		fact.precision = date.precision;
		fact.minute = date_minute(&date);
		fact.id = fact.minute * FACTS_SERIALS + trees_dice(&t, 9);
		f.from = trees_dice(&t, 4) ? draw_bound(&t) : INT64_MIN;
		f.to = trees_dice(&t, 4) ? draw_bound(&t) : INT64_MAX;
		verdict = filter_verdict(&f, &fact);
		/* Only a date without a day needs to be asked for. */
		partial = date.precision < DATE_DAY || trees_dice(&t, 2);
		filter_ids(&f, partial, &first, &last);
		if ((verdict == FILTER_IN || verdict == FILTER_PARTIAL) &&
		    (fact.id < first || fact.id > last))
			fail_msg("round %d: %lld is not in %lld..%lld", i,
			    (long long)fact.id, (long long)first,
			    (long long)last);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(ids_hold_what_counts)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
