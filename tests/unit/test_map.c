/* base/map: keys of bytes, growth, forgetting, walking; against an array. */
#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/map.h"

#define KEYS 5000

static size_t
key_of(int i, char key[32])
{
	return (size_t)snprintf(key, 32, "key-%d", i);
}

static void
fill(struct map *m)
{
	char key[32];
	int64_t *value;
	int i;

	for (i = 0; i < KEYS; i++) {
		value = map_put(m, key, key_of(i, key));
		assert_non_null(value);
		assert_int_equal(*value, 0);
		*value = i + 1;
	}
}

static void
grows(void **state)
{
	struct map m = MAP_INIT;
	char key[32];
	int i;

	(void)state;
	assert_null(map_get(&m, "x", 1));
	fill(&m);
	assert_int_equal(m.count, KEYS);
	for (i = 0; i < KEYS; i++) {
		assert_int_equal(*map_get(&m, key, key_of(i, key)), i + 1);
		assert_int_equal(*map_put(&m, key, key_of(i, key)), i + 1);
	}
	assert_int_equal(m.count, KEYS);
	assert_null(map_get(&m, key, key_of(KEYS, key)));
	assert_true(m.count * 2 <= m.cap);
	map_release(&m);
}

/* Keys are bytes: NULs, and one that begins another, are told apart. */
static void
bytes(void **state)
{
	static const struct {
		const char *key;
		size_t len;
	} keys[] = {
		{ "", 0 }, { "\0", 1 }, { "\0\0", 2 }, { "a", 1 },
		{ "a\0", 2 }, { "a\0b", 3 }, { "ab", 2 }
	};
	struct map m = MAP_INIT;
	size_t i, n = sizeof(keys) / sizeof(keys[0]);

	(void)state;
	for (i = 0; i < n; i++)
		*map_put(&m, keys[i].key, keys[i].len) = (int64_t)i + 1;
	assert_int_equal(m.count, n);
	for (i = 0; i < n; i++)
		assert_int_equal(*map_get(&m, keys[i].key, keys[i].len),
		    i + 1);
	map_release(&m);
}

static void
walked(void **state)
{
	static bool seen[KEYS + 1];
	struct map m = MAP_INIT;
	char expected[32];
	const char *key;
	size_t at = 0, len, count = 0;
	int64_t value;

	(void)state;
	assert_int_equal(map_next(&m, &at, &key, &len, &value), 0);
	fill(&m);
	for (at = 0; map_next(&m, &at, &key, &len, &value); count++) {
		assert_in_range(value, 1, KEYS);
		assert_false(seen[value]);
		seen[value] = true;
		assert_int_equal(len, key_of((int)value - 1, expected));
		assert_memory_equal(key, expected, len);
	}
	assert_int_equal(count, KEYS);
	map_reset(&m);
	at = 0;
	assert_int_equal(map_next(&m, &at, &key, &len, &value), 0);
	assert_null(map_get(&m, "key-1", 5));
	fill(&m);
	assert_int_equal(m.count, KEYS);
	map_release(&m);
	assert_null(map_get(&m, "key-1", 5));
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(grows),
		cmocka_unit_test(bytes),
		cmocka_unit_test(walked),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
