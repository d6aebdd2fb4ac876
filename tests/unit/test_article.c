/*
 * find/article: what a name means, the fields and places, the words that are
 * marked in title and body.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include "base/utf8.h"
#include "find/article.h"
#include "news.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

static const struct news small[] = {
	/* 0 */ { "2014-12-18T09:30:00Z", "Northern Wire", "en",
	    "Sony hack: hackers again",
	    "Sony was hacked.\n\nThe data breach, the \xC3\x9C""bel; data." },
	/* 1 */ { NULL, NULL, "ja", "\xE6\x9D\xB1\xE4\xBA\xAC",
	    "\xE4\xBA\xAC\xE9\x83\xBD\xE6\x9D\xB1\xE4\xBA\xAC\xE9\x83\xBD"
	    " Sony" },
	/* 2 */ { NULL, "Twice", "en", "one", "same address" },
	/* 3 */ { NULL, "Twice", "en", "two", "same address, another" }
};

static const struct news_more more[] = {
	{ "Ann Smith", "World", "https://wire.example/2014/sony-hack" },
	{ NULL, NULL, NULL },
	{ NULL, NULL, "https://twice.example/x" },
	{ NULL, NULL, "https://twice.example/x" }
};

static char path[sizeof(NEWS_PATH)];
static struct archive *archive;

static int
open_small(void **state)
{
	struct err err = ERR_INIT;

	(void)state;
	memcpy(path, NEWS_PATH, sizeof(path));
	news_store_more(path, small, more, LEN(small));
	return archive_open(&archive, path, ARCHIVE_READ, NULL, &err);
}

static int
close_small(void **state)
{
	(void)state;
	archive_close(archive, NULL);
	unlink(path);
	return 0;
}

/* ==== Finding ==== */

static void
found(void **state)
{
	static const char *const names[] = {
		"https://wire.example/2014/sony-hack", "0", "/news.jsonl#1"
	};
	struct article_reader *r;
	struct article_view v;
	struct err err = ERR_INIT;
	int64_t id, first = 0;
	char number[24];
	size_t i;

	(void)state;
	assert_int_equal(article_open(&r, archive, NULL, false, &err), 0);
	for (i = 0; i < LEN(names); i++) {
		assert_int_equal(article_find(archive, names[i], NULL, &id,
		    &err), 1);
		if (first)
			assert_true(id == first);
		first = id;
	}
	snprintf(number, sizeof(number), "%lld", (long long)first);
	assert_int_equal(article_find(archive, number, "/", &id, &err), 1);
	assert_int_equal(article_find(archive, "news.jsonl#1", "/", &id,
	    &err), 1);
	assert_true(id == first);
	assert_int_equal(article_read(r, id, &v, &err), 0);
	assert_string_equal(v.title, small[0].title);
	assert_string_equal(v.body, small[0].body);
	assert_string_equal(v.author, "Ann Smith");
	assert_string_equal(v.section, "World");
	assert_string_equal(v.published, small[0].published);
	assert_int_equal(v.place_count, 1);
	assert_false(v.marked);
	article_close(r);
}

static void
not_found(void **state)
{
	static const struct {
		const char *name, *sentence;
	} cases[] = {
		{ "12345", "there is no article '12345'; near it: " },
		{ "https://wire.example/2014/sony-hacks",
		    "; near it: 'https://wire.example/2014/sony-hack'" },
		{ "https://wire.example/y",
		    "; near it: 'https://twice.example/x'" },
		{ "/news.jsonl#9", "there is no article '/news.jsonl#9'" },
		{ "news.jsonl", "; near it: '/news.jsonl'" },
		{ "entirely-different", "'entirely-different'" },
		{ "#", "there is no article '#'" },
		{ "", "there is no article ''" },
		{ "https://twice.example/x", "means 2 articles: name one by" },
		{ "/news.jsonl", "means 4 articles: name one by its id: " }
	};
	struct article_reader *r;
	struct err err = ERR_INIT;
	int64_t id;
	size_t i;

	(void)state;
	assert_int_equal(article_open(&r, archive, NULL, false, &err), 0);
	for (i = 0; i < LEN(cases); i++) {
		assert_int_equal(article_find(archive, cases[i].name, NULL, &id,
		    &err), 0);
		if (!strstr(err.text, cases[i].sentence))
			fail_msg("%s: %s", cases[i].name, err.text);
	}
	assert_int_equal(article_read(r, 4711, &(struct article_view){ 0 },
	    &err), -1);
	article_close(r);
}

/* ==== Marking ==== */

/* Append the marked places, in brackets. */
static void
add_marked(struct buf *out, const char *text, const struct hit_mark *marks,
    size_t count)
{
	const char *p, *end = text + strlen(text);
	uint32_t rune;
	size_t i, point;

	for (i = 0; i < count; i++) {
		buf_addch(out, '[');
		for (p = text, point = 0; p < end; point++) {
			p += utf8_decode(p, end, &rune);
			if (point >= marks[i].start &&
			    point < marks[i].start + marks[i].length)
				buf_add_rune(out, rune);
		}
		buf_addch(out, ']');
	}
}

static void
marked(void **state)
{
	static const struct {
		const char *query, *guid, *marked;
	} cases[] = {
		{ "sony", "0", "[Sony]/[Sony]" },
		{ "hack", "0", "[hack]/[hacked]" },
		{ "hacker", "0", "[hackers]/" },
		{ "title:sony", "0", "[Sony]/" },
		{ "\"data breach\"", "0", "/[data breach]" },
		{ "data OR breach OR \"data breach\"", "0",
		    "/[data breach][data]" },
		{ "\xC3\x9C""bel data", "0", "/[data][\xC3\x9C""bel][data]" },
		{ "ubel", "0", "/[\xC3\x9C""bel]" },
		{ "sony -hack", "0", "[Sony]/[Sony]" },
		{ "hack*", "0", "[hack][hackers]/[hacked]" },
		{ "elsewhere", "0", "/" },
		{ "\xE4\xBA\xAC\xE9\x83\xBD", "1",
		    "/[\xE4\xBA\xAC\xE9\x83\xBD][\xE4\xBA\xAC\xE9\x83\xBD]" },
		{ "\xE6\x9D\xB1\xE4\xBA\xAC", "1",
		    "[\xE6\x9D\xB1\xE4\xBA\xAC]/[\xE6\x9D\xB1\xE4\xBA\xAC]" }
	};
	struct article_reader *r;
	struct article_view v;
	struct query query;
	struct query_error error;
	struct err err = ERR_INIT;
	struct buf text = BUF_INIT(1000);
	int64_t id;
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++) {
		assert_int_equal(query_parse(&query, cases[i].query, false,
		    &error), 0);
		assert_int_equal(article_open(&r, archive, &query, false,
		    &err), 0);
		assert_int_equal(article_find(archive, cases[i].guid, NULL, &id,
		    &err), 1);
		assert_int_equal(article_read(r, id, &v, &err), 0);
		assert_true(v.marked);
		buf_reset(&text);
		add_marked(&text, v.title, v.title_marks,
		    v.title_mark_count);
		buf_addch(&text, '/');
		add_marked(&text, v.body, v.body_marks, v.body_mark_count);
		assert_string_equal(text.data, cases[i].marked);
		article_close(r);
		query_release(&query);
	}
	buf_release(&text);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(found),
		cmocka_unit_test(not_found),
		cmocka_unit_test(marked)
	};

	return cmocka_run_group_tests(tests, open_small, close_small);
}
