/*
 * The splitter fed by the drop: this file is its own input (read/input.h),
 * which lends no byte more than its chunks make it, at a new address each
 * time, so that every place where the window can end, ends it once.
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
#include "read/input.h"
#include "read/json_split.h"

#define CASES "tests/cases/json"

struct input {
	const char *bytes;
	size_t len, at;
	size_t chunk;		/* lend in multiples of this */
	size_t fail_at;		/* reading beyond fails; 0: never */
	char *lent;		/* from ${from} to ${to} */
	size_t from, to;
};

static size_t chunk_size;
static size_t fail_at;

int
input_open_memory(struct input **out, const char *bytes, size_t len,
    struct err *err)
{
	struct input *in = calloc(1, sizeof(*in));

	(void)err;
	assert_non_null(in);
	in->bytes = bytes;
	in->len = len;
	in->chunk = chunk_size;
	in->fail_at = fail_at;
	*out = in;
	return 0;
}

int
input_open(struct input **out, const char *path, struct err *err)
{
	*out = NULL;
	return err_set(err, "no file '%s' here", path);
}

void
input_close(struct input *in)
{
	if (in)
		free(in->lent);
	free(in);
}

int
input_peek(struct input *in, size_t want, const char **bytes, size_t *len,
    struct err *err)
{
	size_t n = in->at + want;
	char *lent;

	if (n % in->chunk)
		n += in->chunk - n % in->chunk;
	if (n > in->len)
		n = in->len;
	if (in->fail_at && n > in->fail_at) {
		*bytes = in->lent ? in->lent + (in->at - in->from) : "";
		*len = in->to - in->at;
		return err_set(err, "cannot read 'test'");
	}
	lent = malloc(n > in->at ? n - in->at : 1);
	assert_non_null(lent);
	memcpy(lent, in->bytes + in->at, n - in->at);
	free(in->lent);
	in->lent = lent;
	in->from = in->at;
	in->to = n;
	*bytes = lent;
	*len = n - in->at;
	return 0;
}

void
input_take(struct input *in, size_t len)
{
	assert_true(len <= in->len - in->at);
	in->at += len;
}

uint64_t
input_offset(const struct input *in)
{
	return in->at;
}

void
input_digest(const struct input *in, char out[INPUT_DIGEST_SIZE])
{
	(void)in;
	out[0] = '\0';
}

/* Append every record and sentence; their number. */
static size_t
split(struct buf *out, const char *bytes, size_t len, size_t chunk)
{
	struct err err = ERR_INIT;
	struct record record;
	struct splitter *s;
	struct input *in;
	size_t n = 0;
	int r;

	chunk_size = chunk;
	input_open_memory(&in, bytes, len, &err);
	s = json_split_open(in);
	assert_non_null(s);
	while ((r = json_split_next(s, &record, &err)) != 0) {
		n++;
		if (r < 0) {
			buf_addf(out, "#%ld line %zu: error: %s\n",
			    record.number, record.line, err.text);
			continue;
		}
		buf_addf(out, "#%ld line %zu: ", record.number, record.line);
		buf_add(out, record.bytes, record.len);
		buf_addch(out, '\n');
	}
	if (!fail_at)
		assert_int_equal(in->at, len);
	json_split_close(s);
	input_close(in);
	return n;
}

static void
check_chunks(const char *name, const char *bytes, size_t len)
{
	static const size_t chunks[] = { 1, 2, 3, 7, 64 };
	struct buf want = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf got = BUF_INIT(BUF_TEXT_LIMIT);
	size_t i;

	split(&want, bytes, len, len + 1);
	for (i = 0; i < sizeof(chunks) / sizeof(*chunks); i++) {
		buf_reset(&got);
		split(&got, bytes, len, chunks[i]);
		if (got.len != want.len ||
		    memcmp(got.data, want.data, want.len) != 0)
			fail_msg("%s in chunks of %zu:\n%s\nnot\n%s", name,
			    chunks[i], got.data, want.data);
	}
	buf_release(&got);
	buf_release(&want);
}

static void
test_chunks(void **state)
{
	DIR *dir = opendir(CASES);
	struct dirent *entry;
	char path[512], bytes[65536];
	size_t n, cases = 0;
	FILE *f;

	(void)state;
	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		if (!strstr(entry->d_name, ".json") ||
		    strcmp(entry->d_name, "deep.json") == 0)
			continue;
		snprintf(path, sizeof(path), CASES "/%s", entry->d_name);
		f = fopen(path, "rb");
		assert_non_null(f);
		n = fread(bytes, 1, sizeof(bytes), f);
		fclose(f);
		check_chunks(entry->d_name, bytes, n);
		cases++;
	}
	closedir(dir);
	assert_true(cases >= 60);
}

/* A file that cannot be read to its end says so once, wherever it breaks. */
static void
test_read_failure(void **state)
{
	static const char *const texts[] = {
		"{\"title\": \"One\"}\n{\"title\": \"Two\"}\n",
		"{\"articles\": [{\"title\": \"One\"}], \"x\": [1]}",
	};
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);
	size_t i, len;

	(void)state;
	for (i = 0; i < sizeof(texts) / sizeof(*texts); i++) {
		len = strlen(texts[i]);
		for (fail_at = 1; fail_at < len; fail_at++) {
			buf_reset(&out);
			split(&out, texts[i], len, 1);
			assert_non_null(strstr(out.data,
			    "error: cannot read 'test'\n"));
			assert_string_equal(strstr(out.data, "error: "),
			    "error: cannot read 'test'\n");
		}
	}
	fail_at = 0;
	buf_release(&out);
}

/* A record too long is left out, and the next one found. */
static void
test_limit(void **state)
{
	static const struct {
		const char *head, *tail, *want;
	} cases[] = {
		{ "{\"title\": \"One\"}\n{\"title\": \"",
		  "\"}\n{\"title\": \"Three\"}\n",
		  "#1 line 1: {\"title\": \"One\"}\n"
		  "#2 line 2: error: line 2, byte 18: the record is "
		  "longer than 64 MB\n"
		  "#3 line 3: {\"title\": \"Three\"}\n" },
		{ "[{\"title\": \"One\"}, {\"x\": {\"title\": \"",
		  "\"}}, {\"title\": \"Three\"}]",
		  "#1 line 1: {\"title\": \"One\"}\n"
		  "#2 line 1: error: line 1, byte 20: the record is "
		  "longer than 64 MB\n"
		  "#3 line 1: {\"title\": \"Three\"}\n" },
		{ "{\"articles\": [{\"title\": \"One\"}], \"x\": \"",
		  "\", \"items\": [{\"title\": \"Two\"}]}",
		  "#1 line 1: {\"title\": \"One\"}\n"
		  "#2 line 1: {\"title\": \"Two\"}\n" },
	};
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);
	size_t i, n;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(*cases); i++) {
		buf_reset(&text);
		buf_reset(&out);
		buf_addstr(&text, cases[i].head);
		n = text.len;
		assert_int_equal(buf_reserve(&text, FORMAT_DOCUMENT_LIMIT), 0);
		memset(text.data + n, 'x', FORMAT_DOCUMENT_LIMIT);
		text.len += FORMAT_DOCUMENT_LIMIT;
		buf_addstr(&text, cases[i].tail);
		split(&out, text.data, text.len, (size_t)16 << 20);
		assert_string_equal(out.data, cases[i].want);
	}
	buf_release(&out);
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_chunks),
		cmocka_unit_test(test_read_failure),
		cmocka_unit_test(test_limit),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
