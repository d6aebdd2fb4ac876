/* read/clean: lines and bodies by case file, whole articles.  */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "pairs.h"
#include "read/clean.h"

#include "base/buf.h"
#include "base/utf8.h"

static int
check(int (*clean)(struct buf *, const char *, size_t), const char *input,
    size_t len, const char *expected)
{
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);
	int bad;

	/* What stands before is left alone. */
	buf_addstr(&b, "kept ");
	bad = clean(&b, input, len) || strncmp(b.data, "kept ", 5) ||
	    strcmp(b.data + 5, expected);
	if (bad)
		fprintf(stderr, "# got '%s'\n", b.data);
	buf_release(&b);
	return bad;
}

static int
check_line(const char *input, size_t len, const char *expected)
{
	return check(clean_line, input, len, expected);
}

static int
check_body(const char *input, size_t len, const char *expected)
{
	return check(clean_body, input, len, expected);
}

static void
lines(void **state)
{
	(void)state;
	assert_int_equal(
	    pairs_check("tests/cases/clean-line.tsv", check_line), 0);
}

static void
bodies(void **state)
{
	(void)state;
	assert_int_equal(
	    pairs_check("tests/cases/clean-body.tsv", check_body), 0);
}

/* Random bytes come out as valid text that cleaning leaves as it is. */
static void
random_bytes(void **state)
{
	static const char *const pieces[] = {
		"a", "bc", " ", "\n", "\r", "\xC3", "\xA9", "\xE2\x80\x8D",
		"\xE2\x80\xA9", "\xCC\x81", "\xEE\x80\x80", "\xFF", "\t",
		"\xE4\xB8\xAD", "\xD9\x85", "\xF0\x9F\x91\xA8", "\xC2\xAD",
	};
	struct buf in = BUF_INIT(BUF_TEXT_LIMIT), out = in, again = in;
	unsigned seed = 7;
	int i, n;

	(void)state;
	for (n = 0; n < 5000; n++) {
		buf_reset(&in);
		buf_reset(&out);
		buf_reset(&again);
		for (i = 0; i < 40; i++) {
			seed = seed * 1103515245u + 12345u;
			buf_addstr(&in, pieces[(seed >> 16) %
			    (sizeof(pieces) / sizeof(pieces[0]))]);
		}
		assert_int_equal(clean_body(&out, in.data, in.len), 0);
		assert_true(utf8_valid(out.data, out.len));
		assert_null(strstr(out.data, "\n\n\n"));
		assert_null(strchr(out.data, '\r'));
		assert_int_equal(clean_line(&again, out.data, out.len), 0);
		assert_null(strchr(again.data, '\n'));
		assert_null(strstr(again.data, "  "));
	}
	buf_release(&in);
	buf_release(&out);
	buf_release(&again);
}

static const struct clean_settings settings = {
	NULL, NULL, "en",
	{ 2016, 6, 1, 12, 0, 0, 0, DATE_UTC, DATE_SECOND }
};

/* An article of the fields given: name, value ... NULL; then clean. */
static int
make(struct article *a, const struct document *doc,
    const struct clean_settings *s, const char *const *fields)
{
	int f;

	*a = (struct article)ARTICLE_INIT;
	for (; *fields; fields += 2)
		for (f = 0; f < ARTICLE_FIELDS; f++)
			if (!strcmp(article_field_name(f), *fields))
				assert_int_equal(article_set_string(a, f,
				    fields[1]), 0);
	return clean_article(a, doc, s, NULL);
}

static void
field_is(const struct article *a, enum article_field field, const char *text)
{
	if (text) {
		assert_non_null(a->field[field]);
		assert_string_equal(a->field[field], text);
	} else {
		assert_null(a->field[field]);
	}
}

static void
whole(void **state)
{
	static const char *const fields[] = {
		"title", " Dam &quot;could have been opened&quot; ",
		"body", "Dam \xE2\x80\x9C" "could have been opened\xE2\x80\x9D."
		    "\n\nText.",
		"author", "By JANE DOE, Staff Writer",
		"published", "2014-12-20T10:23:00-05:00",
		"dated_by", "meta",
		"modified", "nonsense",
		"language", "en-US", "section", "News >\n World",
		"url", "HTTP://www.Example.org/a?utm_source=x#y",
		NULL
	};
	struct document doc = { .bytes = "", .name = "/x/a.jsonl",
	    .tail = "x/a.jsonl", .record = 3 };
	struct article a;

	(void)state;
	assert_int_equal(make(&a, &doc, &settings, fields), 1);
	field_is(&a, ARTICLE_TITLE, "Dam \"could have been opened\"");
	field_is(&a, ARTICLE_BODY, "Text.");
	field_is(&a, ARTICLE_AUTHOR, "Jane Doe");
	field_is(&a, ARTICLE_PUBLISHED, "2014-12-20T10:23:00-05:00");
	field_is(&a, ARTICLE_DATED_BY, "meta");
	field_is(&a, ARTICLE_MODIFIED, NULL);
	field_is(&a, ARTICLE_LANGUAGE, "en");
	field_is(&a, ARTICLE_SECTION, "News > World");
	field_is(&a, ARTICLE_URL, "http://www.example.org/a");
	field_is(&a, ARTICLE_SOURCE, "example.org");
	assert_string_equal(a.origin, "/x/a.jsonl#3");
	assert_int_equal(a.published.day, 20);
	assert_false(a.language_guessed);
	article_release(&a);
}

static void
titles(void **state)
{
	static const char *const repeated[] = { "title", "Dam opens",
	    "body", "DAM OPENS\n\nDam opens!\n\nIt did.", NULL };
	static const char *const alone[] = { "title", "Dam opens",
	    "body", "Dam opens.", NULL };
	static const char *const other[] = { "title", "Dam opens",
	    "body", "Dam opens wide\n\nIt did.", NULL };
	static const char *const nothing[] = { "title", " \xE2\x80\x8B ",
	    "body", "\n\n", NULL };
	struct document doc = { .bytes = "", .name = "/x/a", .tail = "a" };
	char lengthy[3000];
	const char *text[] = { "title", lengthy, NULL };
	struct article a;
	size_t i;

	(void)state;
	make(&a, &doc, &settings, repeated);
	field_is(&a, ARTICLE_BODY, "It did.");
	article_release(&a);
	assert_int_equal(make(&a, &doc, &settings, alone), 1);
	field_is(&a, ARTICLE_BODY, NULL);
	article_release(&a);
	make(&a, &doc, &settings, other);
	field_is(&a, ARTICLE_BODY, "Dam opens wide\n\nIt did.");
	article_release(&a);
	assert_int_equal(make(&a, &doc, &settings, nothing), 0);
	article_release(&a);
	for (i = 0; i < sizeof(lengthy) - 1; i++)
		lengthy[i] = i % 10 == 9 ? ' ' : 'a';
	lengthy[1] = '\a';
	lengthy[i] = '\0';
	assert_int_equal(make(&a, &doc, &settings, text), 1);
	assert_int_equal(strlen(a.field[ARTICLE_TITLE]), 998);
	assert_int_equal(strlen(a.field[ARTICLE_BODY]), 2998);
	article_release(&a);
}

static void
dated(const char *published, const char *url, const char *tail,
    const char *expected, const char *by)
{
	const char *fields[] = { "title", "T", "url",
	    url ? url : "http://example.org/", "dated_by", "meta",
	    published ? "published" : NULL, published, NULL };
	struct document doc = { .bytes = "", .name = "/x/a", .tail = tail };
	struct article a;

	make(&a, &doc, &settings, fields);
	field_is(&a, ARTICLE_PUBLISHED, expected);
	field_is(&a, ARTICLE_DATED_BY, by);
	assert_int_equal(a.published.precision == DATE_NONE, !expected);
	article_release(&a);
}

static void
dates(void **state)
{
	const char *url = "http://example.org/2014/12/20/dam";

	(void)state;
	dated("2014-12-20", url, "x/a", "2014-12-20", "meta");
	dated("2016-06-02", url, "x/a", "2016-06-02", "meta");
	dated("2016-06-03", NULL, "x/a", NULL, NULL);
	dated("1599-12-31", NULL, "x/a", NULL, NULL);
	dated("soon", NULL, "x/a", NULL, NULL);
	dated("soon", url, "x/a", "2014-12-20", "address");
	dated(NULL, url, "x/2013/01/02/a", "2014-12-20", "address");
	dated(NULL, NULL, "x/2013/01/02/a", "2013-01-02", "path");
	dated(NULL, NULL, "x/2093/01/02/a", NULL, NULL);
}

static void
source_is(const char *said, const char *site, const char *url,
    const char *tail, const char *expected)
{
	const char *fields[] = { "title", "T", "source", said, "url", url,
	    NULL };
	struct document doc = { .bytes = "", .name = "/x/a", .tail = tail };
	struct article a = ARTICLE_INIT;

	assert_int_equal(article_set_string(&a, ARTICLE_TITLE, fields[1]), 0);
	assert_int_equal(article_set_string(&a, ARTICLE_SOURCE, said), 0);
	assert_int_equal(article_set_string(&a, ARTICLE_URL, url), 0);
	a.site = site ? strdup(site) : NULL;
	assert_int_equal(clean_article(&a, &doc, &settings, NULL), 1);
	field_is(&a, ARTICLE_SOURCE, expected);
	article_release(&a);
}

static void
sources(void **state)
{
	const char *url = "https://www.example.org/a";

	(void)state;
	source_is("The  Paper", "Site", url, "x/a", "The Paper");
	source_is("WWW.The-Paper.Example", NULL, url, "x/a",
	    "the-paper.example");
	source_is("the-paper.example", NULL, url, "x/a", "the-paper.example");
	source_is("www.The Paper", NULL, url, "x/a", "www.The Paper");
	source_is("Dr.", NULL, url, "x/a", "Dr.");
	source_is("Vol.20", NULL, url, "x/a", "Vol.20");
	source_is(NULL, "Site", url, "x/a", "Site");
	source_is(NULL, NULL, url, "x/a", "example.org");
	source_is(NULL, NULL, "http://localhost/a", "x/a", "x");
	source_is(NULL, NULL, NULL, "x/paper/2014/a", "paper");
	source_is(NULL, NULL, NULL, "x/2014/12/a", "x");
	source_is(NULL, NULL, NULL, "x/2014-12-20/a", "x");
	source_is(NULL, NULL, NULL, "a", NULL);
	source_is(NULL, NULL, NULL, NULL, NULL);
}

static void
overrides(void **state)
{
	static const char *const said[] = { "title", "T", "source", "S",
	    "language", "de", NULL };
	static const char *const unsaid[] = { "title", "T", NULL };
	struct clean_settings s = settings;
	struct document doc = { .bytes = "",
	    .name = "http://example.org/b", .url = "http://example.org/b" };
	struct article a;

	(void)state;
	s.source = "Other";
	s.language = "French";
	make(&a, &doc, &s, said);
	field_is(&a, ARTICLE_SOURCE, "Other");
	field_is(&a, ARTICLE_LANGUAGE, "fr");
	field_is(&a, ARTICLE_URL, "http://example.org/b");
	article_release(&a);
	make(&a, &doc, &settings, unsaid);
	field_is(&a, ARTICLE_LANGUAGE, "en");
	assert_true(a.language_guessed);
	assert_string_equal(a.origin, "http://example.org/b");
	article_release(&a);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(lines),
		cmocka_unit_test(bodies),
		cmocka_unit_test(random_bytes),
		cmocka_unit_test(whole),
		cmocka_unit_test(titles),
		cmocka_unit_test(dates),
		cmocka_unit_test(sources),
		cmocka_unit_test(overrides),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
