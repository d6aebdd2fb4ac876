/* A stream of bytes: files and memory, peeking, taking, the digest. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <unistd.h>

#include "read/format.h"
#include "read/input.h"

#define BIG ((size_t)3 * 1024 * 1024 + 7)

/* XXH3-128 of nothing and of "abc", as xxhsum -H2 prints them. */
#define DIGEST_EMPTY "99aa06d3014798d86001c324468d497f"
#define DIGEST_ABC "06b05ab6733a618578af5f94892f3950"

static char *big;

static int
set_up(void **state)
{
	size_t i;

	(void)state;
	big = malloc(BIG);
	if (!big)
		return -1;
	for (i = 0; i < BIG; i++)
		big[i] = (char)(i * 2654435761u >> 13);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	free(big);
	return 0;
}

/* A file of the bytes; its name is ${path}, a template of mkstemp(). */
static void
write_file(char *path, const char *bytes, size_t len)
{
	int fd = mkstemp(path);

	assert_true(fd >= 0);
	assert_int_equal(write(fd, bytes, len), (ssize_t)len);
	close(fd);
}

static void
test_memory(void **state)
{
	struct err err = ERR_INIT;
	char digest[INPUT_DIGEST_SIZE];
	struct input *in;
	const char *p;
	size_t len;

	(void)state;
	assert_int_equal(input_open_memory(&in, "abc", 3, &err), 0);
	input_digest(in, digest);
	assert_string_equal(digest, DIGEST_EMPTY);
	assert_int_equal(input_peek(in, 10, &p, &len, &err), 0);
	assert_int_equal(len, 3);
	input_take(in, 1);
	assert_int_equal(input_offset(in), 1);
	assert_int_equal(input_peek(in, 1, &p, &len, &err), 0);
	assert_int_equal(len, 2);
	assert_memory_equal(p, "bc", 2);
	input_take(in, 100);
	assert_int_equal(input_offset(in), 3);
	input_digest(in, digest);
	assert_string_equal(digest, DIGEST_ABC);
	input_close(in);
	assert_int_equal(input_open_memory(&in, NULL, 0, &err), 0);
	assert_int_equal(input_peek(in, 1, &p, &len, &err), 0);
	assert_int_equal(len, 0);
	input_close(in);
}

/* Any steps give the same bytes and digest, beyond the first window too. */
static void
test_file(void **state)
{
	static const size_t steps[] = { 1000, 65536, 700001, BIG };
	char path[] = "/tmp/test_input.XXXXXX";
	char want[INPUT_DIGEST_SIZE], digest[INPUT_DIGEST_SIZE];
	struct err err = ERR_INIT;
	struct input *in;
	const char *p;
	size_t i, at, len;

	(void)state;
	write_file(path, big, BIG);
	assert_int_equal(input_open_memory(&in, big, BIG, &err), 0);
	input_take(in, BIG);
	input_digest(in, want);
	input_close(in);
	for (i = 0; i < sizeof(steps) / sizeof(*steps); i++) {
		assert_int_equal(input_open(&in, path, &err), 0);
		for (at = 0; at < BIG; at += len) {
			assert_int_equal(input_peek(in, steps[i], &p, &len,
			    &err), 0);
			assert_true(len >= steps[i] || at + len == BIG);
			if (len > steps[i])
				len = steps[i];
			assert_memory_equal(p, big + at, len);
			input_take(in, len);
		}
		assert_int_equal(input_peek(in, 1, &p, &len, &err), 0);
		assert_int_equal(len, 0);
		assert_int_equal(input_offset(in), BIG);
		input_digest(in, digest);
		assert_string_equal(digest, want);
		input_close(in);
	}
	unlink(path);
}

static void
test_errors(void **state)
{
	struct err err = ERR_INIT;
	struct input *in;
	const char *p;
	size_t len;

	(void)state;
	assert_int_equal(input_open(&in, "/nowhere/at all", &err), -1);
	assert_null(in);
	assert_string_equal(err.text, "cannot open '/nowhere/at all': "
	    "No such file or directory");
	assert_int_equal(input_open(&in, "/", &err), 0);
	assert_int_equal(input_peek(in, 1, &p, &len, &err), -1);
	assert_string_equal(err.text, "cannot read '/': Is a directory");
	input_close(in);
	input_close(NULL);
}

/* The format's name, or "none". */
static const char *
found(const char *head, size_t len, const char *name)
{
	const struct format *f = format_find(head, len, name);

	return f ? f->name : "none";
}

static void
test_formats(void **state)
{
	static const struct {
		const char *head;
		size_t len;
		const char *name, *format;
	} cases[] = {
#define CASE(head, name, format) { head, sizeof(head) - 1, name, format }
		CASE("", "x.json", "none"),
		CASE("{\"a\": 1}", "x.txt", "json"),
		CASE("<!DOCTYPE html><html><body>", "x", "html"),
		CASE("Some words.\nAnd more.\n", "x", "text"),
		CASE("A feed\f and \x1b[1mbold\x1b[0m", "x", "text"),
		CASE("\x89PNG\r\n\x1a\n", "x.html", "none"),
		CASE("%PDF-1.4\n", "x.txt", "none"),
		CASE("PK\3\4 etc", "x.json", "none"),
		CASE("\x1f\x8b\x08", "x.json", "none"),
		CASE("SQLite format 3\0", "x", "none"),
		CASE("{\\rtf1 text", "x", "none"),
		CASE("a\0b\0c\0d\1", "x.bin", "text"),
		CASE("abc\0def\0\0ghi", "x.bin", "none"),
		CASE("\xff\xfe{\0\"\0", "x.json", "json"),
		CASE("\1\2\3\4\5\6\7", "x.txt", "none"),
#undef CASE
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_string_equal(found(cases[i].head, cases[i].len,
		    cases[i].name), cases[i].format);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_memory),
		cmocka_unit_test(test_file),
		cmocka_unit_test(test_errors),
		cmocka_unit_test(test_formats),
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
