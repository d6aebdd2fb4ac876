/*
 * JSON from file to article: every case in tests/cases/json is split and
 * read, and what came out compared with NAME.expected.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>

#include "base/buf.h"
#include "read/format.h"

#define CASES "tests/cases/json"

#define FUZZ_ROUNDS 4000

static void
add_escaped(struct buf *out, const char *text)
{
	for (; *text; text++) {
		if (*text == '\n')
			buf_addstr(out, "\\n");
		else if ((unsigned char)*text < ' ')
			buf_addf(out, "\\x%02x", (unsigned char)*text);
		else
			buf_addch(out, *text);
	}
}

/* Read one record; tell the article, or what is wrong with it. */
static void
tell_record(struct buf *out, const struct record *record)
{
	struct article a = ARTICLE_INIT;
	struct document doc = { .name = "case", .tail = "case" };
	struct err err = ERR_INIT;
	char *copy = malloc(record->len + 1);
	int r, i;

	assert_non_null(copy);
	memcpy(copy, record->bytes, record->len);
	copy[record->len] = '\0';
	doc.bytes = copy;
	doc.len = record->len;
	doc.record = record->number;
	doc.line = record->line;
	r = format_json.read(&doc, &a, &err);
	buf_addf(out, "#%ld line %zu\n", record->number, record->line);
	if (r != 1)
		buf_addf(out, "%s: %s\n", r ? "unreadable" : "none",
		    err.text);
	for (i = 0; r == 1 && i < ARTICLE_FIELDS; i++) {
		if (!a.field[i])
			continue;
		buf_addf(out, "%s: ",
		    article_field_name((enum article_field)i));
		add_escaped(out, a.field[i]);
		buf_addch(out, '\n');
	}
	article_release(&a);
	free(copy);
}

/* Everything that comes of the stream; the number of records and errors. */
static size_t
tell_stream(struct buf *out, struct input *input)
{
	struct splitter *s = format_json.split_open(input);
	struct record record;
	struct err err = ERR_INIT;
	size_t n = 0;
	int r;

	assert_non_null(s);
	while ((r = format_json.split_next(s, &record, &err)) != 0) {
		n++;
		if (r < 0)
			buf_addf(out, "#%ld line %zu\nerror: %s\n",
			    record.number, record.line, err.text);
		else
			tell_record(out, &record);
	}
	assert_int_equal(format_json.split_next(s, &record, &err), 0);
	format_json.split_close(s);
	return n;
}

static void
read_file(struct buf *out, const char *path)
{
	char bytes[4096];
	FILE *f = fopen(path, "rb");
	size_t n;

	if (!f)
		fail_msg("cannot open %s", path);
	while ((n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		buf_add(out, bytes, n);
	fclose(f);
}

/* The cases' names without suffix, one call a case. */
static size_t
for_each_case(void (*do_case)(const char *name))
{
	DIR *dir = opendir(CASES);
	struct dirent *entry;
	char name[64];
	size_t n = 0, len;

	if (!dir)
		fail_msg("cannot open " CASES);
	while ((entry = readdir(dir)) != NULL) {
		len = strlen(entry->d_name);
		if (len < 6 || len >= sizeof(name) ||
		    strcmp(entry->d_name + len - 5, ".json") != 0)
			continue;
		memcpy(name, entry->d_name, len - 5);
		name[len - 5] = '\0';
		do_case(name);
		n++;
	}
	closedir(dir);
	return n;
}

static int failures;

static void
check_case(const char *name)
{
	struct buf got = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf want = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;
	struct input *input;
	char path[128];

	snprintf(path, sizeof(path), CASES "/%s.json", name);
	assert_int_equal(input_open(&input, path, &err), 0);
	tell_stream(&got, input);
	input_close(input);
	snprintf(path, sizeof(path), CASES "/%s.expected", name);
	read_file(&want, path);
	if (strcmp(got.data, want.data) != 0) {
		print_error("%s: got\n%s", name, got.data);
		failures++;
	}
	buf_release(&want);
	buf_release(&got);
}

static void
test_cases(void **state)
{
	(void)state;
	failures = 0;
	assert_true(for_each_case(check_case) >= 60);
	assert_int_equal(failures, 0);
}

static void
test_sniff(void **state)
{
	static const struct {
		const char *head, *name;
		int sure;
	} cases[] = {
		{ "{\"a\": 1}", "x", 2 },
		{ "\xef\xbb\xbf \n{ \"a\"", "x", 2 },
		{ "[\n  {\n    \"a\"", "x", 2 },
		{ "[[{\"a\": 1}]]", "x.txt", 2 },
		{ "\x1e{\"a\": 1}", "x", 2 },
		{ "[{}]", "x", 2 },
		{ "[Music] and", "x", 0 },
		{ "{{template}}", "x", 0 },
		{ "{}", "x", 0 },
		{ "{", "x", 0 },
		{ "[]", "x.json", 1 },
		{ "plain", "x.NDJSON", 1 },
		{ "plain", ".json", 0 },
		{ "plain", NULL, 0 },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++)
		assert_int_equal(format_json.sniff(cases[i].head,
		    strlen(cases[i].head), cases[i].name), cases[i].sure);
}

static void
test_deep(void **state)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;
	struct input *input;
	int i, open;

	(void)state;
	for (open = 0; open < 3; open++) {
		buf_reset(&text);
		buf_addstr(&text, open ? "{\"title\": \"x\", \"y\": " : "");
		for (i = 0; i < 100000; i++)
			buf_addstr(&text, open == 2 ? "{\"data\":" : "[");
		buf_reset(&out);
		assert_int_equal(input_open_memory(&input, text.data,
		    text.len, &err), 0);
		assert_in_range(tell_stream(&out, input), 1, 2);
		assert_non_null(strstr(out.data, "error: "));
		assert_null(strstr(out.data, "title"));
		input_close(input);
	}
	buf_release(&out);
	buf_release(&text);
}

/* xorshift64 (Marsaglia 2003): the same bytes everywhere. */
static uint64_t seed = 88172645463325252u;

static unsigned
dice(unsigned sides)
{
	seed ^= seed << 13;
	seed ^= seed >> 7;
	seed ^= seed << 17;
	return (unsigned)(seed % sides);
}

static struct buf all_cases = BUF_INIT(BUF_TEXT_LIMIT);

static void
add_case(const char *name)
{
	char path[128];

	if (strcmp(name, "deep") == 0)
		return;
	snprintf(path, sizeof(path), CASES "/%s.json", name);
	read_file(&all_cases, path);
}

/* Pieces of the cases with bytes changed: no crash, and an end. */
static void
test_mutations(void **state)
{
	static const char marks[] = "\"\\{}[]:,\n\x1e\0u";
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;
	struct input *input;
	size_t at, len, n;
	int i, k;

	(void)state;
	for_each_case(add_case);
	for (i = 0; i < FUZZ_ROUNDS; i++) {
		at = dice((unsigned)all_cases.len);
		len = dice(2000);
		if (len > all_cases.len - at)
			len = all_cases.len - at;
		buf_reset(&text);
		buf_add(&text, all_cases.data + at, len);
		for (k = (int)dice(8); k > 0 && len; k--)
			text.data[dice((unsigned)len)] =
			    dice(4) ? marks[dice(sizeof(marks))] :
			    (char)dice(256);
		buf_reset(&out);
		assert_int_equal(input_open_memory(&input, text.data,
		    text.len, &err), 0);
		n = tell_stream(&out, input);
		assert_true(n <= len + 1);
		assert_int_equal(input_offset(input), len);
		input_close(input);
	}
	buf_release(&all_cases);
	buf_release(&out);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_sniff),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_mutations),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
