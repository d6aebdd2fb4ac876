/* find/spans: order, nearness against its definition, the limit. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "find/places.h"
#include "find/spans.h"
#include "made.h"

static void
check_sorted(const struct spans *s)
{
	size_t i;

	for (i = 1; i < s->count; i++)
		assert_true(s->items[i - 1].first < s->items[i].first ||
		    (s->items[i - 1].first == s->items[i].first &&
		    s->items[i - 1].last < s->items[i].last));
}

static bool
has(const struct spans *s, uint32_t first, uint32_t last)
{
	size_t i;

	for (i = 0; i < s->count; i++)
		if (s->items[i].first == first && s->items[i].last == last)
			return true;
	return false;
}

static void
order(void **state)
{
	struct spans s = SPANS_INIT;

	(void)state;
	spans_sort(&s);
	assert_int_equal(spans_starts(&s), 0);
	assert_int_equal(spans_add(&s, 7, 9), 0);
	assert_int_equal(spans_add(&s, 3, 3), 0);
	assert_int_equal(spans_add(&s, 7, 8), 0);
	assert_int_equal(spans_add(&s, 7, 9), 0);
	assert_int_equal(spans_add(&s, PLACE_BODY, PLACE_BODY), 0);
	spans_sort(&s);
	assert_int_equal(s.count, 4);
	check_sorted(&s);
	assert_int_equal(spans_starts(&s), 3);
	spans_release(&s);
	assert_int_equal(s.count, 0);
	spans_release(&s);
}

/* How many words from one to the other; 0: they overlap. */
static uint32_t
apart(const struct span *x, const struct span *y)
{
	return y->first > x->last ? y->first - x->last : 0;
}

static void
draw_spans(uint64_t *seed, struct spans *out)
{
	unsigned n = made_below(seed, 8), column, first;

	for (; n; n--) {
		column = made_below(seed, 2) ? PLACE_BODY : 0;
		first = made_below(seed, 30);
		assert_int_equal(spans_add(out, column + first, column +
		    first + made_below(seed, 4)), 0);
	}
	spans_sort(out);
}

/* The definition: any two of them that are near, nothing else. */
static void
check_near(const struct spans *a, const struct spans *b, unsigned distance,
    bool ordered)
{
	struct spans out = SPANS_INIT, want = SPANS_INIT;
	const struct span *x, *y;
	uint32_t d;
	size_t i;

	for (x = a->items; x < a->items + a->count; x++)
		for (y = b->items; y < b->items + b->count; y++) {
			d = apart(x, y);
			if (d && d <= distance)
				spans_add(&want, x->first, y->last);
			d = ordered ? 0 : apart(y, x);
			if (d && d <= distance)
				spans_add(&want, y->first, x->last);
		}
	spans_sort(&want);
	assert_int_equal(spans_near(a, b, distance, ordered, &out), 1);
	check_sorted(&out);
	assert_int_equal(out.count, want.count);
	for (i = 0; i < want.count; i++)
		assert_true(has(&out, want.items[i].first,
		    want.items[i].last));
	spans_release(&want);
	spans_release(&out);
}

static void
nearness(void **state)
{
	struct spans a = SPANS_INIT, b = SPANS_INIT;
	uint64_t seed = 1;
	int i;

	(void)state;
	for (i = 0; i < 5000; i++) {
		a.count = b.count = 0;
		draw_spans(&seed, &a);
		draw_spans(&seed, &b);
		check_near(&a, &b, 1 + made_below(&seed, 9),
		    made_below(&seed, 2));
	}
	spans_release(&a);
	spans_release(&b);
}

/* An article of one word. */
static void
limit(void **state)
{
	struct spans a = SPANS_INIT, out = SPANS_INIT;
	uint32_t i;

	(void)state;
	for (i = 0; i < 3000; i++)
		assert_int_equal(spans_add(&a, i, i), 0);
	assert_int_equal(spans_near(&a, &a, 1000, false, &out), 0);
	assert_in_range(out.count, 1, SPANS_LIMIT);
	check_sorted(&out);
	/* What is there already counts too. */
	out.count = 0;
	for (i = 0; i <= SPANS_LIMIT; i++)
		assert_int_equal(spans_add(&out, i, i), 0);
	assert_int_equal(spans_near(&a, &a, 1, true, &out), 0);
	assert_int_equal(out.count, SPANS_LIMIT + 1);
	spans_release(&a);
	spans_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(order),
		cmocka_unit_test(nearness),
		cmocka_unit_test(limit)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
