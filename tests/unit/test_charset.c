/*
 * Bytes to UTF-8.  The short texts stand here, bytes and all; the longer
 * ones, which are guessed, in tests/cases/charset (NAME.CHARSET.txt in that
 * charset, NAME.txt in UTF-8).
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/charset.h"

#define BYTES(s) s, sizeof(s) - 1

static const struct {
	const char *what;
	const char *bytes;
	size_t len;
	const char *declared;
	const char *text;
} cases[] = {
	{ "plain ASCII", BYTES("news"), NULL, "news" },
	{ "nothing", BYTES(""), NULL, "" },
	{ "UTF-8", BYTES("caf\xC3\xA9"), NULL, "caf\xC3\xA9" },
	{ "its mark is dropped", BYTES("\xEF\xBB\xBF" "caf\xC3\xA9"), NULL,
	    "caf\xC3\xA9" },
	{ "a mark is stronger than a declaration",
	    BYTES("\xEF\xBB\xBF" "caf\xC3\xA9"), "windows-1251",
	    "caf\xC3\xA9" },
	{ "valid UTF-8 is stronger, too", BYTES("caf\xC3\xA9"),
	    "iso-8859-1", "caf\xC3\xA9" },
	{ "UTF-16 little", BYTES("\xFF\xFE" "a\0\xE9\0"), NULL,
	    "a\xC3\xA9" },
	{ "UTF-16 big", BYTES("\xFE\xFF" "\0a\0\xE9"), NULL, "a\xC3\xA9" },
	{ "UTF-16 pairs", BYTES("\xFF\xFE" "\x3D\xD8\x00\xDE"), NULL,
	    "\xF0\x9F\x98\x80" },
	{ "UTF-16 cut in a character", BYTES("\xFF\xFE" "a\0b"), NULL,
	    "a\xEF\xBF\xBD" },
	{ "UTF-16 without a mark", BYTES("<\0h\0t\0m\0l\0>\0"), NULL,
	    "<html>" },
	{ "UTF-16 without a mark, big", BYTES("\0<\0h\0t\0m\0l\0>"), NULL,
	    "<html>" },
	{ "UTF-32", BYTES("\xFF\xFE\0\0" "a\0\0\0"), NULL, "a" },
	{ "latin-1 means windows-1252", BYTES("\x93" "caf\xE9\x94 \x80"),
	    "ISO-8859-1", "\xE2\x80\x9C" "caf\xC3\xA9\xE2\x80\x9D "
	    "\xE2\x82\xAC" },
	{ "so does ASCII", BYTES("caf\xE9"), "us-ascii", "caf\xC3\xA9" },
	{ "its holes mean nothing", BYTES("a\x81" "b"), "windows-1252",
	    "a\xEF\xBF\xBD" "b" },
	{ "windows-1251", BYTES("\xCC\xE8\xF0"), "windows-1251",
	    "\xD0\x9C\xD0\xB8\xD1\x80" },
	{ "Shift_JIS with Microsoft's signs", BYTES("\x93\xFA\x96\x7B\x87\x40"),
	    "Shift_JIS", "\xE6\x97\xA5\xE6\x9C\xAC\xE2\x91\xA0" },
	{ "gb2312 means GB18030", BYTES("\xD6\xD0\x87\xEB"), "gb2312",
	    "\xE4\xB8\xAD\xE5\x9B\xAF" },
	{ "a label of no charset", BYTES("caf\xE9"), "x-nonsense",
	    NULL },
	{ "mixed: stray bytes in UTF-8",
	    BYTES("\xC3\xA9\xC3\xA8\xC3\xA0\xC3\xAA\xC3\xB4 \x96 x"), NULL,
	    "\xC3\xA9\xC3\xA8\xC3\xA0\xC3\xAA\xC3\xB4 \xE2\x80\x93 x" },
	{ "declared as UTF-8, one stray to each",
	    BYTES("\xC3\xA9 caf\xE9 x, \xC3\xA9"), "utf-8",
	    "\xC3\xA9 caf\xC3\xA9 x, \xC3\xA9" },
	{ "UTF-8 cut in a character", BYTES("\xC3\xA9\xC3\xA9\xE2\x80"),
	    NULL, NULL },
	{ "NUL bytes are spaces", BYTES("a\0b\xC3\xA9"), NULL,
	    "a b\xC3\xA9" },
	{ "... in windows-1252, too", BYTES("a\0\xE9"), "windows-1252",
	    "a \xC3\xA9" },
	{ "a bad byte in an East Asian text", BYTES("\x93\xFA\xFF\x96\x7B"),
	    "shift_jis", NULL },
};

static void
test_short(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct buf out = BUF_INIT(BUF_TEXT_LIMIT);

		assert_int_equal(charset_decode(&out, cases[i].bytes,
		    cases[i].len, cases[i].declared), 0);
		assert_true(utf8_valid(out.data, out.len));
		assert_null(memchr(out.data, '\0', out.len));
		if (cases[i].text != NULL &&
		    strcmp(out.data, cases[i].text) != 0)
			fail_msg("%s: '%s'", cases[i].what, out.data);
		buf_release(&out);
	}
}

static void
test_bad_bytes(void **state)
{
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);

	(void)state;
	assert_int_equal(charset_decode(&out, BYTES("\x93\xFA\xFF\x96\x7B"),
	    "shift_jis"), 0);
	assert_non_null(strstr(out.data, "\xE6\x97\xA5"));
	assert_non_null(strstr(out.data, "\xEF\xBF\xBD"));
	assert_non_null(strstr(out.data, "\xE6\x9C\xAC"));
	buf_release(&out);
}

static void
read_case(struct buf *out, const char *name)
{
	char path[256], chunk[4096];
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), "tests/cases/charset/%s.txt", name);
	f = fopen(path, "rb");
	if (f == NULL)
		fail_msg("cannot open '%s'", path);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(out, chunk, n);
	fclose(f);
}

static void
test_guessed(void **state)
{
	static const char *const names[][3] = {
		{ "russian.windows-1251", "russian", NULL },
		{ "russian.koi8-r", "russian", NULL },
		{ "japanese.shift_jis", "japanese", NULL },
		{ "japanese.euc-jp", "japanese", NULL },
		{ "chinese.gbk", "chinese", NULL },
		{ "korean.euc-kr", "korean", NULL },
		{ "french.windows-1252", "french", NULL },
		/* What is declared is wrong, but iconv does not know it. */
		{ "russian.windows-1251", "russian", "x-nonsense" },
		/* Declared as UTF-8, which it is not. */
		{ "russian.koi8-r", "russian", "utf-8" },
		{ "french.windows-1252", "french", "UTF-8" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++) {
		struct buf bytes = BUF_INIT(BUF_TEXT_LIMIT);
		struct buf want = BUF_INIT(BUF_TEXT_LIMIT);
		struct buf got = BUF_INIT(BUF_TEXT_LIMIT);

		read_case(&bytes, names[i][0]);
		read_case(&want, names[i][1]);
		assert_int_equal(charset_decode(&got, bytes.data, bytes.len,
		    names[i][2]), 0);
		if (strcmp(got.data, want.data) != 0)
			fail_msg("%s: '%s'", names[i][0], got.data);
		buf_release(&bytes);
		buf_release(&want);
		buf_release(&got);
	}
}

/* Noise under every label must become text, whatever text. */
static void
test_noise(void **state)
{
	static const char *const labels[] = { NULL, "utf-8", "utf-16",
	    "shift_jis", "gbk", "big5", "euc-kr", "iso-2022-jp", "utf-7",
	    "koi8-r", "" };
	uint32_t seed = 1;
	char bytes[5000];

	(void)state;
	for (int round = 0; round < 44; round++) {
		struct buf out = BUF_INIT(BUF_TEXT_LIMIT);

		for (size_t i = 0; i < sizeof(bytes); i++) {
			seed = seed * 1664525 + 1013904223;
			bytes[i] = (char)(seed >> 24);
		}
		assert_int_equal(charset_decode(&out, bytes, sizeof(bytes),
		    labels[round % 11]), 0);
		assert_true(utf8_valid(out.data, out.len));
		buf_release(&out);
	}
}

static void
test_limit(void **state)
{
	struct buf out = BUF_INIT(4);

	(void)state;
	assert_int_equal(charset_decode(&out, BYTES("too long"), NULL), -1);
	buf_release(&out);
	assert_int_equal(charset_decode(&out, BYTES("\xE9\xE9\xE9\xE9"),
	    "koi8-r"), -1);
	buf_release(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_short),
		cmocka_unit_test(test_bad_bytes),
		cmocka_unit_test(test_guessed),
		cmocka_unit_test(test_noise),
		cmocka_unit_test(test_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
