/*
 * Web pages: the case files in tests/cases/html (NAME.html, NAME.expected),
 * fragments, and pages that mean harm.
 *
 * An .expected file begins with the reason of the case ("# ..."), then has
 * one "field: value" a line ("-": the field is not there; "result: 0": no
 * article), a blank line, and the body.
 */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/buf.h"
#include "read/format.h"
#include "read/html.h"

#define CASES "tests/cases/html/"
#define FETCHED "https://fetched.example/page"
#define DEEP 10000

static void
read_file(struct buf *out, const char *name, const char *ending)
{
	char path[512], chunk[4096];
	FILE *f;
	size_t n;

	snprintf(path, sizeof(path), CASES "%s%s", name, ending);
	f = fopen(path, "rb");
	if (f == NULL)
		fail_msg("cannot open '%s'", path);
	while ((n = fread(chunk, 1, sizeof(chunk), f)) > 0)
		buf_add(out, chunk, n);
	fclose(f);
}

static int
read_html(const char *html, size_t len, struct article *out)
{
	struct document doc = { .bytes = html, .len = len, .name = "page",
	    .tail = "page", .url = FETCHED };
	struct err err = ERR_INIT;

	return format_html.read(&doc, out, &err);
}

static const char *
field_of(const struct article *a, const char *name)
{
	if (strcmp(name, "site") == 0)
		return a->site;
	for (int f = 0; f < ARTICLE_FIELDS; f++)
		if (strcmp(article_field_name((enum article_field)f),
		    name) == 0)
			return a->field[f];
	fail_msg("no field '%s'", name);
	return NULL;
}

/* Check one "field: value" line; true where it is right. */
static bool
check_field(const struct article *a, int rc, const char *name, char *line)
{
	char *value = strstr(line, ": ");
	const char *got;

	if (value == NULL) {
		fail_msg("%s: '%s' is no expectation", name, line);
		return false;
	}
	*value = '\0';
	value += 2;
	if (strcmp(line, "result") == 0)
		return rc == strtol(value, NULL, 10);
	got = field_of(a, line);
	if (strcmp(got != NULL ? got : "-", value) == 0)
		return true;
	print_message("%s: %s is '%s', not '%s'\n", name, line,
	    got != NULL ? got : "-", value);
	return false;
}

static bool
check_text(const struct article *a, int rc, const char *name,
    char *expected)
{
	bool right = true;
	const char *body = a->field[ARTICLE_BODY];

	while (*expected != '\0' && *expected != '\n') {
		char *end = expected + strcspn(expected, "\n");

		*end = '\0';
		if (*expected != '#' && !check_field(a, rc, name, expected))
			right = false;
		expected = end + 1;
	}
	if (*expected != '\n')
		return right;
	expected++;
	expected[strlen(expected) - 1] = '\0';
	if (body != NULL && strcmp(body, expected) == 0)
		return right;
	print_message("%s: body is '%s'\n", name, body ? body : "-");
	return false;
}

static bool
check_case(const char *name)
{
	struct buf html = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf expected = BUF_INIT(BUF_TEXT_LIMIT);
	struct article a = ARTICLE_INIT;
	bool right;

	read_file(&html, name, ".html");
	read_file(&expected, name, ".expected");
	right = check_text(&a, read_html(html.data, html.len, &a), name,
	    expected.data);
	article_release(&a);
	buf_release(&html);
	buf_release(&expected);
	return right;
}

static void
test_cases(void **state)
{
	DIR *dir = opendir(CASES);
	struct dirent *entry;
	int cases = 0, wrong = 0;

	(void)state;
	assert_non_null(dir);
	while ((entry = readdir(dir)) != NULL) {
		char name[256];
		size_t len = strlen(entry->d_name);

		if (len < 6 || strcmp(entry->d_name + len - 5, ".html") != 0)
			continue;
		snprintf(name, sizeof(name), "%.*s", (int)(len - 5),
		    entry->d_name);
		cases++;
		wrong += !check_case(name);
	}
	closedir(dir);
	assert_true(cases >= 25);
	assert_int_equal(wrong, 0);
}

static void
test_sniff(void **state)
{
	static const struct {
		const char *head;
		const char *name;
		int sure;
	} heads[] = {
		{ "<!DOCTYPE html><html>", "x", 2 },
		{ "\n <!-- a page -->\n<HTML lang=en>", "x", 2 },
		{ "\xEF\xBB\xBF<html>", "x", 2 },
		{ "<?xml version=\"1.0\"?>\n<!DOCTYPE html><html>", "x", 2 },
		{ "<div class=x>text</div>", "x", 2 },
		{ "<?xml version=\"1.0\"?><rss version=\"2.0\">", "x", 0 },
		{ "<?xml version=\"1.0\"?><title>no page</title>", "x", 0 },
		{ "<rss><channel>", "x", 0 },
		{ "{\"body\": \"<html>\"}", "x.json", 0 },
		{ "a < b and <b>bold</b>", "x.txt", 0 },
		{ "plain words", "x.htm", 1 },
		{ "plain words", "x.HTML", 1 },
		{ "", "x", 0 },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(heads) / sizeof(heads[0]); i++)
		assert_int_equal(format_html.sniff(heads[i].head,
		    strlen(heads[i].head), heads[i].name), heads[i].sure);
	assert_int_equal(format_html.sniff("\xFF\xFE<\0h\0t\0m\0l\0>\0", 14,
	    "x"), 2);
}

static void
test_fragments(void **state)
{
	static const struct {
		const char *html;
		const char *text;
	} fragments[] = {
		{ "<p>One &amp; two.</p><p>Three.</p>",
		    "One & two.\n\nThree." },
		{ "One<br>two<br/><br/>three", "One two\n\nthree" },
		{ "<div>a<script>no()</script></div><ul><li>b<li>c</ul>",
		    "a\n\nb\n\nc" },
		{ "no markup", "no markup" },
		{ "caf\xC3\xA9 &eacute;", "caf\xC3\xA9 \xC3\xA9" },
		{ "", "" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(fragments) / sizeof(fragments[0]);
	    i++) {
		struct buf out = BUF_INIT(BUF_TEXT_LIMIT);

		assert_int_equal(html_text(&out, fragments[i].html,
		    strlen(fragments[i].html)), 0);
		assert_string_equal(out.data, fragments[i].text);
		buf_release(&out);
	}
}

static void
test_looks(void **state)
{
	static const char *const html[] = { "<p>a", "a<br/>b", "a</p>",
	    "R&amp;D", "&#8217;", "&#x2019;", "<!-- x -->",
	    "<a href='x'>y</a>" };
	static const char *const plain[] = { "", "a < b > c", "R&D;", "x <3",
	    "<john@example.org> wrote", "AT&T", "<unknown>", "a &copied; b",
	    "<p", "&", "<" };

	(void)state;
	for (size_t i = 0; i < sizeof(html) / sizeof(html[0]); i++)
		assert_true(html_looks(html[i], strlen(html[i])));
	for (size_t i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		assert_false(html_looks(plain[i], strlen(plain[i])));
}

/* ${times} copies of ${part}: what may nest, nests. */
static void
read_repeated(const char *part, size_t times)
{
	struct buf html = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct article a = ARTICLE_INIT;

	for (size_t i = 0; i < times; i++)
		buf_addstr(&html, part);
	buf_addstr(&html, "last words");
	assert_true(read_html(html.data, html.len, &a) >= 0);
	assert_int_equal(html_text(&text, html.data, html.len), 0);
	article_release(&a);
	buf_release(&text);
	buf_release(&html);
}

static void
test_deep(void **state)
{
	static const char *const parts[] = { "<div>", "<span>", "<b>x",
	    "<div class='article-body'>", "<table><tr><td>", "<ul><li>y",
	    "<a href=x>link ", "<article><p>words", "<h1>title",
	    "<div itemprop=author>name", "<time class=published>1.1.2014",
	    "<svg><title>t", "<html lang=en><body class=x>", "</div></x>",
	    "<!-- ", "<![CDATA[", "<div ", "&amp;&#x41;&bogus;",
	    "<script type='application/ld+json'>{\"a\":[" };

	(void)state;
	for (size_t i = 0; i < sizeof(parts) / sizeof(parts[0]); i++)
		read_repeated(parts[i], DEEP);
}

static void
test_deep_json(void **state)
{
	struct buf html = BUF_INIT(BUF_TEXT_LIMIT);
	struct article a = ARTICLE_INIT;

	(void)state;
	buf_addstr(&html, "<title>Deep</title>"
	    "<script type='application/ld+json'>");
	for (int i = 0; i < DEEP; i++)
		buf_addstr(&html, "{\"author\":[");
	assert_int_equal(read_html(html.data, html.len, &a), 1);
	assert_string_equal(a.field[ARTICLE_TITLE], "Deep");
	article_release(&a);
	buf_release(&html);
}

static void
test_giant_tag(void **state)
{
	struct buf html = BUF_INIT(BUF_TEXT_LIMIT);
	struct article a = ARTICLE_INIT;

	(void)state;
	buf_addstr(&html, "<title>Giant</title><p class='");
	while (html.len < 5000000)
		buf_addstr(&html, "abcdefghijklmnopqrstuvwxyz0123456789");
	assert_true(read_html(html.data, html.len, &a) >= 0);
	article_release(&a);
	buf_release(&html);
}

/* Bytes of a fixed seed: noise, and noise made of markup. */
static void
test_noise(void **state)
{
	static const char alphabet[] = "<>/=\"' aphdivt&;#!-\n\xC3\xA9\xFF";
	uint32_t seed = 1;
	char html[20000];

	(void)state;
	for (int round = 0; round < 40; round++) {
		struct article a = ARTICLE_INIT;

		for (size_t i = 0; i < sizeof(html); i++) {
			seed = seed * 1664525 + 1013904223;
			html[i] = round & 1 ? (char)(seed >> 24) :
			    alphabet[(seed >> 16) % (sizeof(alphabet) - 1)];
		}
		html[sizeof(html) - 1] = '\0';
		assert_true(read_html(html, sizeof(html) - 1, &a) >= 0);
		article_release(&a);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_cases),
		cmocka_unit_test(test_sniff),
		cmocka_unit_test(test_fragments),
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_deep),
		cmocka_unit_test(test_deep_json),
		cmocka_unit_test(test_giant_tag),
		cmocka_unit_test(test_noise),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
