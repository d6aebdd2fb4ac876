/* json_load() gives what jansson gives, and refuses what it refuses. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/json_load.h"

#define FUZZ_ROUNDS 20000

/* A text long enough to go round jansson. */
#define LONG "0123456789 and so on, the quick brown fox, 0123456789 " \
    "and so on, the lazy dog, 0123456789 and so on for a hundred bytes"

static const char *const cases[] = {
	"{\"a\": \"" LONG "\"}",
	"{\"a\": \"" LONG "\", \"b\": [\"" LONG "!\", {\"c\": \"" LONG "?\"}]}",
	"{\"a\": \"" LONG " \\\" \\\\ \\/ \\b \\f \\n \\r \\t \\u00e9\"}",
	"{\"a\": \"" LONG " \\ud83d\\ude00 \\uD83D\\uDE00 \xc3\xa9\"}",
	"{\"a\": \"" LONG "\\\\\", \"b\": 1}",
	"{\"a\": \"" LONG "\\\\\\\"\", \"b\": 1}",
	"{\"" LONG "\": \"" LONG "\"}",
	"{\"" LONG "\" \n : 1, \"x\": \"" LONG "\"}",
	"{\"a\": \"\x7f" "0\", \"b\": \"" LONG "\"}",
	"{\"a\": \"\\u007f0\", \"b\": \"" LONG "\"}",
	"{\"a\": \"\\u007F0\", \"b\": \"" LONG "\"}",
	"{\"a\": \"" LONG "\", \"a\": \"" LONG "!\"}",
	"[\"" LONG "\"]",
	/* refused */
	"{\"a\": \"" LONG "\n\"}",
	"{\"a\": \"" LONG "\x01\"}",
	"{\"a\": \"" LONG "\xff\"}",
	"{\"a\": \"" LONG "\xc3\"}",
	"{\"a\": \"" LONG "\xed\xa0\x80\"}",
	"{\"a\": \"" LONG " \\u0000\"}",
	"{\"a\": \"" LONG " \\ud83d\"}",
	"{\"a\": \"" LONG " \\ud83d\\u0041\"}",
	"{\"a\": \"" LONG " \\ude00\"}",
	"{\"a\": \"" LONG " \\u12g4\"}",
	"{\"a\": \"" LONG " \\x41\"}",
	"{\"a\": \"" LONG "\" \"" LONG "\"}",
	"{\"a\": \"" LONG "\", }",
	"{\"a\": \"" LONG "\"",
	"{\"a\": \"" LONG,
	"{\"a\": \"" LONG "\\",
	"{\"" LONG "\"}",
	"\"" LONG "\"",
	"",
};

#define CASES (sizeof(cases) / sizeof(*cases))

static void
check(const char *text, size_t len)
{
	json_error_t why, want_why;
	json_t *want = json_loadb(text, len, 0, &want_why);
	json_t *got = json_load(text, len, &why);

	if (want) {
		if (!got || !json_equal(got, want))
			fail_msg("not as jansson reads it: %s", text);
	} else {
		if (got)
			fail_msg("accepted: %s", text);
		assert_string_equal(why.text, want_why.text);
		assert_int_equal(why.line, want_why.line);
	}
	json_decref(want);
	json_decref(got);
}

static void
test_cases(void **state)
{
	size_t i;

	(void)state;
	for (i = 0; i < CASES; i++)
		check(cases[i], strlen(cases[i]));
}

/* More long strings than are marked. */
static void
test_many(void **state)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	int i;

	(void)state;
	for (i = 0; i < 1000; i++)
		buf_addf(&text, "%c\"%d " LONG "\"", i ? ',' : '[', i);
	buf_addch(&text, ']');
	check(text.data, text.len);
	buf_release(&text);
}

/* xorshift64 (Marsaglia 2003). */
static uint64_t seed = 88172645463325252u;

static unsigned
dice(unsigned sides)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed % sides);
}

static void
test_mutations(void **state)
{
	static const char marks[] = "\"\\{}[]:,\n\x7f\xc3\xa9u0d\0";
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	const char *from;
	int i, k;

	(void)state;
	for (i = 0; i < FUZZ_ROUNDS; i++) {
		buf_reset(&text);
		from = cases[dice(CASES)];
		buf_addstr(&text, from);
		for (k = (int)dice(4); k > 0 && text.len; k--)
			text.data[dice((unsigned)text.len)] =
			    marks[dice(sizeof(marks))];
		check(text.data, text.len);
	}
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_many),
		cmocka_unit_test(test_mutations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
