/*
 * Plain text to articles: tests/cases/text/NAME.txt (or .md) gives
 * NAME.expected: a line for each field, then the body.
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

#define CASES "tests/cases/text"
#define CASES_LEAST 60
#define SEED "../shared/data/seed/000_4b0d783eb9123840.txt"
#define BIG ((size_t)4 * 1024 * 1024)

static int
slurp(const char *path, struct buf *out)
{
	char bytes[8192];
	size_t n;
	FILE *f = fopen(path, "rb");

	if (!f)
		return -1;
	while ((n = fread(bytes, 1, sizeof(bytes), f)) > 0)
		buf_add(out, bytes, n);
	fclose(f);
	return 0;
}

static void
show(struct buf *out, const struct article *a)
{
	int i;

	for (i = 0; i < ARTICLE_BODY; i++) {
		if (a->field[i])
			buf_addf(out, "%s: %s\n",
			    article_field_name((enum article_field)i),
			    a->field[i]);
	}
	if (a->field[ARTICLE_BODY])
		buf_addf(out, "\n%s\n", a->field[ARTICLE_BODY]);
}

static int
read_as(const char *bytes, size_t len, const char *name, struct article *out)
{
	struct document doc = { 0 };
	struct err err = ERR_INIT;
	int ret;

	doc.bytes = bytes;
	doc.len = len;
	doc.name = name;
	doc.tail = name;
	ret = format_text.read(&doc, out, &err);
	if (ret != 1)
		assert_true(err.text[0] != '\0');
	return ret;
}

/* Show what the file at ${path} gives, under the name ${name}. */
static void
run(const char *path, const char *name, struct buf *out)
{
	struct buf in = BUF_INIT(BUF_TEXT_LIMIT);
	struct article a = ARTICLE_INIT;

	assert_int_equal(slurp(path, &in), 0);
	if (read_as(in.data, in.len, name, &a) == 1)
		show(out, &a);
	else
		buf_addstr(out, "no article\n");
	article_release(&a);
	buf_release(&in);
}

/* A case named PLACE@YEAR@REST stands in the folders of that path. */
static void
run_case(const char *name)
{
	char path[512], virtual[256];
	struct buf got = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf want = BUF_INIT(BUF_TEXT_LIMIT);
	const char *dot = strrchr(name, '.');
	size_t i;

	snprintf(virtual, sizeof(virtual), "%s", name);
	for (i = 0; virtual[i]; i++) {
		if (virtual[i] == '@')
			virtual[i] = '/';
	}
	snprintf(path, sizeof(path), CASES "/%s", name);
	run(path, virtual, &got);
	snprintf(path, sizeof(path), CASES "/%.*s.expected",
	    (int)(dot - name), name);
	if (slurp(path, &want))
		fail_msg("%s is missing", path);
	if (strcmp(got.data, want.data) != 0)
		fail_msg("%s gives:\n%s", name, got.data);
	buf_release(&got);
	buf_release(&want);
}

static void
test_cases(void **state)
{
	DIR *dir = opendir(CASES);
	struct dirent *entry;
	size_t n = 0;

	(void)state;
	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		const char *dot = strrchr(entry->d_name, '.');

		if (!dot || (strcmp(dot, ".txt") && strcmp(dot, ".md")))
			continue;
		run_case(entry->d_name);
		n++;
	}
	closedir(dir);
	assert_true(n >= CASES_LEAST);
}

static void
test_seed(void **state)
{
	struct buf in = BUF_INIT(BUF_TEXT_LIMIT);
	struct article a = ARTICLE_INIT;
	const char *body;

	(void)state;
	if (slurp(SEED, &in)) {
		print_message("# skipped: %s is absent\n", SEED);
		return;
	}
	assert_int_equal(read_as(in.data, in.len, "seed.txt", &a), 1);
	assert_string_equal(a.field[ARTICLE_TITLE],
	    "North Korea offers US joint investigation of Sony cyberattack");
	assert_string_equal(a.field[ARTICLE_PUBLISHED], "20 Dec, 2014 10:23");
	assert_string_equal(a.field[ARTICLE_DATED_BY], "text");
	body = a.field[ARTICLE_BODY];
	assert_int_equal(strncmp(body, "North Korea has proposed", 24), 0);
	assert_null(strstr(body, "READ MORE"));
	assert_null(strstr(body, "Prouser"));
	assert_null(strstr(body, "icon"));
	assert_non_null(strstr(body, "\n\nNuclear boost to counter"));
	assert_non_null(strstr(body, "purely for self-defense."));
	article_release(&a);
	buf_release(&in);
}

/* Patterns that would cost the square of their length, or run off an end. */
static void
test_hostile(void **state)
{
	static const char *const patterns[] = {
		"[", "[](", "![a](b", "*", "_ ", "(", "a\n", "\n", "a: b\n",
		"|", "-\n", "By ", "Read more:\n", "\f1\n", "icon ", "\xff",
		"READ", "\xe2\x80", "\"", "tags\n", "---\n", "` ",
	};
	struct article a = ARTICLE_INIT;
	struct buf in = BUF_INIT(BUF_TEXT_LIMIT);
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(patterns) / sizeof(*patterns); i++) {
		buf_reset(&in);
		while (in.len < BIG / 16)
			buf_addstr(&in, patterns[i]);
		assert_in_range(read_as(in.data, in.len, "x.md", &a), 0, 1);
		article_release(&a);
		assert_in_range(read_as(in.data, in.len, "x.txt", &a), 0, 1);
		article_release(&a);
	}
	buf_release(&in);
}

/* Every cut of a text with a head is read without a fault. */
static void
test_truncated(void **state)
{
	static const char text[] = "---\ntitle: \"A 'b'\"\nauthor: [x, 'y, "
	    "z']\n---\n# Head\n\n[text](url) ![i](j) *e* `c`\n\nPARIS, Dec. "
	    "20, 2014 (AP / X) - It rained.\n\f3\n\xc3\xa4 (AP / Y)\n";
	struct article a = ARTICLE_INIT;
	size_t len;

	(void)state;
	for (len = 0; len < sizeof(text); len++) {
		char *cut = malloc(len + 1);

		assert_non_null(cut);
		memcpy(cut, text, len);
		cut[len] = '\0';
		assert_in_range(read_as(cut, len, "x.md", &a), 0, 1);
		article_release(&a);
		free(cut);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_seed),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_truncated),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
