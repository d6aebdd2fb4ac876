/* What is said where a question finds nothing, or little. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#include "find/meant.h"
#include "find/suggest.h"
#include "news.h"

#define LEN(array_) (sizeof(array_) / sizeof((array_)[0]))

static const struct news news[] = {
	{ "2014-12-01", "Echo", "en", "Sony hack",
	    "Hackers attacked Sony Pictures, said North Korea experts." },
	{ "2014-12-02", "Echo", "en", "North Korea denies",
	    "North Korea denies the attack. Sony waits." },
	{ "2014-12-03", "Wire", "en", "The harbour",
	    "The harbour opened. A cyberattack had closed it." },
	{ "2015-01-04", "Wire", "en", "Government",
	    "The government answered. The cyber police met." },
	{ "2015-01-05", "Wire", "en", "Government again",
	    "The government answered the harbour. An attack." },
	{ "2015-01-06", "Post", "fr", "Le ballet",
	    "Le ballet de l'opéra a dansé à Paris." },
	{ NULL, "Post", "en", "Undated",
	    "The opera of 1914, without a date." },
	{ "2015-02-01", "Post", "zh", "\xE6\x96\xB0\xE9\x97\xBB",
	    "\xE5\x8C\x97\xE4\xBA\xAC\xE6\x96\xB0\xE9\x97\xBB" }
};

/* Words that many have, and one of them misspelt by one. */
#define MANY 60

static char path[] = NEWS_PATH, many_path[] = NEWS_PATH;

/* An archive opened to be asked. */
struct asked {
	struct archive *archive;
	struct search *search;
};

static struct asked small, many;

static void
open_asked(struct asked *a, const char *file)
{
	struct err err = ERR_INIT;

	assert_int_equal(archive_open(&a->archive, file, ARCHIVE_READ, NULL,
	    &err), 0);
	assert_int_equal(search_open(&a->search, a->archive, &err), 0);
}

static int
set_up(void **state)
{
	struct news more[MANY];
	size_t i;

	(void)state;
	for (i = 0; i < MANY; i++)
		more[i] = (struct news){ "2014-12-01", "Echo", "en", "Debate",
		    i ? "The parliament met." : "The parlament met today." };
	news_store(path, news, LEN(news));
	news_store(many_path, more, MANY);
	open_asked(&small, path);
	open_asked(&many, many_path);
	return 0;
}

static int
tear_down(void **state)
{
	(void)state;
	search_close(small.search);
	search_close(many.search);
	archive_close(small.archive, NULL);
	archive_close(many.archive, NULL);
	unlink(path);
	unlink(many_path);
	return 0;
}

/* What is said must be ${want}, whole; ${few}: of what little was found. */
static void
check(struct asked *a, const char *text, bool any,
    const struct filter *filter, bool few, const char *want)
{
	static const struct filter none = FILTER_INIT;
	struct query query = { 0 };
	struct query_error error = { ERR_INIT, 0, 0 };
	struct search_request request = { .query = &query, .any = any,
	    .order = BEST_RELEVANCE, .limit = 10,
	    .filter = filter ? filter : &none };
	struct search_reply reply;
	struct buf out = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;
	int result;

	assert_int_equal(query_parse(&query, text, any, &error), 0);
	assert_int_equal(search_run(a->search, &request, &reply, &err), 0);
	if (!few && reply.count)
		fail_msg("'%s' finds %lld", text, (long long)reply.total);
	result = few ? suggest_more(a->search, &request, text, reply.total,
	    &out, &err) : suggest(a->search, &request, text, &out, &err);
	if (result)
		fail_msg("'%s': %s", text, err.text);
	if (strcmp(out.data, want) != 0)
		fail_msg("'%s':\n%swanted:\n%s", text, out.data, want);
	buf_release(&out);
	query_release(&query);
}

static void
says(const char *text, const char *want)
{
	check(&small, text, false, NULL, false, want);
}

/* ==== What was meant ==== */

/* The first line alone: the question as it was meant. */
static void
means(const char *text, bool any, const char *want)
{
	static const struct filter none = FILTER_INIT;
	struct query query = { 0 };
	struct query_error error = { ERR_INIT, 0, 0 };
	struct search_request request = { .query = &query, .any = any,
	    .filter = &none };
	struct search_reply reply;
	struct meant meant = MEANT_INIT;
	struct err err = ERR_INIT;

	assert_int_equal(query_parse(&query, text, any, &error), 0);
	assert_int_equal(search_run(small.search, &request, &reply, &err),
	    0);
	assert_int_equal(meant_find(small.search, &request, text, 1, &meant,
	    &err), 0);
	if (strcmp(meant.text.data, want) != 0)
		fail_msg("'%s' means '%s', not '%s'", text, meant.text.data,
		    want);
	meant_release(&meant);
	query_release(&query);
}

static void
slips_of_the_hand(void **state)
{
	static const char *const cases[][2] = {
		/* Left out, put in, exchanged, swapped, twice. */
		{ "goverment", "government" },
		{ "harxbour", "harbour" },
		{ "hatbour", "harbour" },
		{ "knroth", "" },
		{ "nroth", "north" },
		{ "koreea", "korea" },
		/* Two slips where the word is long. */
		{ "goverment answred", "government answered" },
		{ "govermnet", "government" },
		{ "gvernmetn", "government" },
		{ "snuy", "" },
		/* The rest of the question stays as it is. */
		{ "Sony AND  harbuor OR sonny", "Sony AND  harbour OR sony" },
		{ "title:goverment^2", "title:government^2" },
		{ "(sony koera) -harbuor", "(sony korea) -harbuor" },
		{ "sony NEAR/5 hakc", "sony NEAR/5 hack" },
		{ "\"Nroth Korea denies\"", "\"north Korea denies\"" },
		{ "=attak", "=attack" },
		{ "caps:Snoy", "caps:sony" },
		/* Parted and joined. */
		{ "northkorea", "north korea" },
		{ "northkorea sony", "north korea sony" },
		{ "northkorea OR xyzzy", "\"north korea\" OR xyzzy" },
		{ "title:northkorea", "title:\"north korea\"" },
		{ "\"northkorea denies\"", "\"north korea denies\"" },
		{ "\"northkorea\"", "\"north korea\"" },
		{ "harbour cyber attack", "harbour cyberattack" },
		{ "\"a cyber attack had\"", "\"a cyberattack had\"" },
		/* Accents and case aside. */
		{ "op\xC3\xA9""rra", "opera" },
		{ "HARBUOR", "harbour" },
		/* Nothing near; numbers; what is no word of a text. */
		{ "xyzzy", "" },
		{ "1915", "" },
		{ "sny*", "" },
		{ "author:snoy", "" },
		{ "\xE5\x8C\x97\xE4\xBA\xAC\xE6\x96\xB0", "" },
		/* Words that are there mean themselves. */
		{ "opera ballet harbour", "" },
		/* Mended it finds nothing either. */
		{ "snoy ballet", "" }
	};
	size_t i;

	(void)state;
	for (i = 0; i < LEN(cases); i++)
		means(cases[i][0], false, cases[i][1]);
	means("what has the goverment anwsered?", true,
	    "what has the government answered?");
	means("northkorea?", true, "north korea?");
}

/* Marked stems are no words: the stem of "pictures" is "pictur". */
static void
no_stems(void **state)
{
	(void)state;
	means("pictr", false, "");
	means("picturs", false, "pictures");
}

/* ==== What is missing ==== */

static void
parts(void **state)
{
	(void)state;
	says("xyzzy", "no article has 'xyzzy'\n");
	says("harbuor", "did you mean harbour: 2 articles\n");
	check(&small, "date:1999 sony", true, NULL, false,
	    "no article has 'date:1999'; without it 2 articles match\n");
	check(&small, "author:smith", true, NULL, false,
	    "no article has 'author:smith'\n");
	says("\"north\nkoera\"",
	    "did you mean \"north korea\": 2 articles\n");
	says("snoy ballet xyzzy",
	    "no article has 'snoy' or 'xyzzy'; without them 1 article "
	    "matches\n");
	says("pictuers ballet government",
	    "no article has 'pictuers'; 1 has pictures\n"
	    "with --any (any of the words), 3 articles match\n");
	says("harbuor government", "did you mean harbour government: "
	    "1 article\nno article has 'harbuor'; without it "
	    "2 articles match\n");
	says("sony xyzzy",
	    "no article has 'xyzzy'; without it 2 articles match\n");
	says("sony korea pictures xyzzy qwrt",
	    "no article has 'xyzzy' or 'qwrt'; "
	    "without them 1 article matches\n");
	says("a1 b2 c3 d4 e5 f6",
	    "no article has 'a1' or 'b2' or 'c3' or 'd4' ...\n");
	says("xyzzy OR title:qwrt",
	    "no article has 'xyzzy' or 'title:qwrt'\n");
	says("sony NOT sony",
	    "without what is excluded, 2 articles match\n");
	says("denies pictures korea",
	    "pictures korea: 1 article matches, but none with 'denies'\n");
}

static void
looser(void **state)
{
	(void)state;
	says("\"korea sony\"", "no article has '\"korea sony\"'\n"
	    "without the quotes, 2 articles match\n");
	says("hack NEAR/2 experts", "at any distance, 1 article matches\n");
	says("title:pictures OR title:experts",
	    "no article has 'title:pictures' or 'title:experts'\n");
	says("opened SAME closed", "at any distance, 1 article matches\n");
	says("atleast5(sony)", "at any distance, 2 articles match\n");
}

/* ==== Filters ==== */

static void
filters(void **state)
{
	struct filter f = FILTER_INIT;
	struct err err = ERR_INIT;

	(void)state;
	assert_int_equal(filter_dates(&f, "2016", NULL, NULL, 0, &err), 0);
	check(&small, "sony", false, &f, false,
	    "without the dates, 2 articles match\n");
	check(&small, "snoy", false, &f, false,
	    "did you mean sony: none under the filters, "
	    "2 articles without\n");
	check(&small, "xyzzy", false, &f, false,
	    "no article has 'xyzzy'\n");
	assert_int_equal(filter_source(&f, small.archive, "Post", &err), 0);
	check(&small, "sony", false, &f, false,
	    "without the filters, 2 articles match\n");
	filter_release(&f);
	f = (struct filter)FILTER_INIT;
	assert_int_equal(filter_source(&f, small.archive, "Wire", &err), 0);
	check(&small, "sony", false, &f, false,
	    "in other sources, 2 articles match\n");
	filter_release(&f);
	f = (struct filter)FILTER_INIT;
	assert_int_equal(filter_language(&f, small.archive, "fr", &err), 0);
	check(&small, "sony", false, &f, false,
	    "in other languages, 2 articles match\n");
	filter_release(&f);
}

/* ==== Few ==== */

static void
few(void **state)
{
	(void)state;
	check(&many, "parlament", false, NULL, true,
	    "did you mean parliament: 59 articles\n");
	check(&many, "parlament today", false, NULL, true, "");
	check(&many, "parliament", false, NULL, true, "");
	check(&small, "ballet", false, NULL, true, "");
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(slips_of_the_hand),
		cmocka_unit_test(no_stems),
		cmocka_unit_test(parts),
		cmocka_unit_test(looser),
		cmocka_unit_test(filters),
		cmocka_unit_test(few)
	};

	return cmocka_run_group_tests(tests, set_up, tear_down);
}
