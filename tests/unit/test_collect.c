/*
 * Asking an archive: fixed questions about a small one, and random questions
 * about a random one against a plain look at every text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include <math.h>

#include "find/rank.h"
#include "find/search.h"
#include "news.h"

#define LEN(a) (sizeof(a) / sizeof((a)[0]))

struct asked {
	struct archive *archive;
	struct search *search;
	struct tokenizer *tokenizer;
	char path[sizeof(NEWS_PATH)];
};

static void
open_news(struct asked *a, const struct news *news, size_t count)
{
	struct err err = ERR_INIT;

	memcpy(a->path, NEWS_PATH, sizeof(a->path));
	news_store(a->path, news, count);
	assert_int_equal(archive_open(&a->archive, a->path, ARCHIVE_READ,
	    NULL, &err), 0);
	assert_int_equal(search_open(&a->search, a->archive, &err), 0);
	assert_int_equal(tokenizer_open(&a->tokenizer,
	    archive_db(a->archive), &err), 0);
}

static void
close_news(struct asked *a)
{
	search_close(a->search);
	tokenizer_close(a->tokenizer);
	archive_close(a->archive, NULL);
	unlink(a->path);
}

struct how {
	const char *since, *until, *source;
	enum best_order sort;
	size_t limit;
	bool any;
};

/* Ask; the guids of the hits go into ${guids}, parted by blanks. */
static struct search_reply
ask(struct asked *a, const char *text, const struct how *how,
    struct buf *guids)
{
	static const struct date now = { 2015, 6, 1, 12, 0, 0, 0,
	    DATE_UNZONED, DATE_SECOND };
	struct filter filter = FILTER_INIT;
	struct date_interval interval;
	struct query query = { 0 };
	struct query_error error;
	struct search_reply reply;
	struct err err = ERR_INIT;
	struct hit hit;
	size_t i;

	assert_int_equal(query_parse(&query, text, how->any, &error), 0);
	if (how->since) {
		assert_int_equal(date_interval(how->since, &now, &interval,
		    &err), 0);
		filter.dated = true;
		filter.from = interval.from;
	}
	if (how->until) {
		assert_int_equal(date_interval(how->until, &now, &interval,
		    &err), 0);
		filter.dated = true;
		filter.to = interval.to;
	}
	if (how->source)
		assert_int_equal(filter_source(&filter, a->archive,
		    how->source, &err), 0);
	assert_int_equal(search_run(a->search, &(struct search_request){
	    .query = &query, .any = how->any, .order = how->sort,
	    .limit = how->limit, .filter = &filter }, &reply, &err), 0);
	buf_reset(guids);
	for (i = 0; i < reply.count; i++) {
		assert_int_equal(search_hit(a->search, i, &hit, &err), 0);
		assert_int_equal(hit.rank, i + 1);
		buf_addf(guids, "%s%s", i ? " " : "", hit.guid);
	}
	filter_release(&filter);
	query_release(&query);
	return reply;
}

/* ==== A small archive ==== */

static const struct news small[] = {
	/* 0 */ { "2014-12-18T09:30:00", "Northern Wire", "en",
	    "Sony hack blamed on rates", "Sony was hacked. The hackers "
	    "published e-mails of Sony Pictures." },
	/* 1 */ { "2014-12-19", "Northern Wire", "en", "Markets",
	    "Interest rates rose, the bank rated the rat a risk." },
	/* 2 */ { "2014-12", "Kanalbote", "de", "Betriebe nach dem Hack",
	    "Die Betriebe haben Notfallpl\xC3\xA4ne." },
	/* 3 */ { "2014", "Courrier", "fr", "Une rate au march\xC3\xA9",
	    "Les rats et les rates apr\xC3\xA8s la pluie." },
	/* 4 */ { NULL, "Courrier", "fr", "Sony", "Le piratage de Sony." },
	/* 5 */ { "2015-01-02T08:00:00Z", "Tokyo Daily", "ja",
	    "\xE6\x9D\xB1\xE4\xBA\xAC\xE9\x83\xBD\xE3\x81\xAE\xE7\x9F\xA5\xE4"
	    "\xBA\x8B",
	    "\xE4\xBA\xAC\xE9\x83\xBD\xE6\x9D\xB1\xE4\xBA\xAC Sony" },
	/* 6 */ { "2015-01-03", "Tokyo Daily", "ja", "x",
	    "\xE6\x9D\xB1\xE4\xBA\xAC\xE3\x80\x82\xE4\xBA\xAC\xE9\x83\xBD" },
	/* 7 */ { "2015-02-01", "Harbour Post", "en", "Covid-19 and Russia",
	    "Russia\xE2\x80\x99s hackers hacked hacks. covid 19s" },
	/* 8 */ { "2015-02-01", "Harbour Post", "tlh", "rates",
	    "nuqneH rate" }
};

static void
small_questions(void **state)
{
	/* Hits by oldest first: 2014 before 2014-12 before its days. */
	static const struct {
		const char *query, *guids;
		struct how how;
	} cases[] = {
		{ "sony", "0 5 4", { 0 } },
		{ "hack", "2 0 7", { 0 } },
		{ "hacked", "0 7", { 0 } },
		{ "=hacked", "0 7", { 0 } },
		{ "\"hacked\"", "0 7", { 0 } },
		{ "=hacks", "7", { 0 } },
		{ "hack*", "2 0 7", { 0 } },
		/* "rat" is a form of "rates" in French alone. */
		{ "rates", "3 0 1 8", { 0 } },
		{ "rat", "3 1", { 0 } },
		{ "rats -rates", "", { 0 } },
		{ "hack -rates", "2 7", { 0 } },
		{ "\xC3\xA9tat OR apr\xC3\xA8s", "3", { 0 } },
		{ "apres", "3", { 0 } },
		{ "title:sony", "0 4", { 0 } },
		{ "body:sony", "0 5 4", { 0 } },
		{ "title:(sony OR markets)", "0 1 4", { 0 } },
		{ "\"sony pictures\"", "0", { 0 } },
		{ "\"pictures sony\"", "", { 0 } },
		{ "covid-19", "7", { 0 } },
		{ "russia's", "7", { 0 } },
		{ "sony -title:sony", "5", { 0 } },
		{ "(sony OR rates) hack", "0", { 0 } },
		/* Runs without spaces. */
		{ "\xE6\x9D\xB1\xE4\xBA\xAC", "5 6", { 0 } },
		{ "\xE6\x9D\xB1\xE4\xBA\xAC\xE9\x83\xBD", "5", { 0 } },
		{ "sony -\xE6\x9D\xB1\xE4\xBA\xAC\xE9\x83\xBD", "0 4", { 0 } },
		{ "\xE6\x9D\xB1", "5 6", { 0 } },
		/* Dates: a whole period must lie inside. */
		{ "hack", "0 7", { .since = "2014-12-18" } },
		{ "hack", "2 0", { .until = "2014" } },
		{ "hack", "0",
		    { .since = "2014-12-18", .until = "2014-12-18" } },
		{ "sony OR hack", "2 0 5", { .since = "2014-12",
		    .until = "2015-01" } },
		{ "rates", "1", { .since = "2014-12-18 10:00",
		    .until = "2014-12" } },
		{ "sony", "5", { .source = "tokyo daily" } },
		{ "sony", "0", { .source = "wire" } },
		{ "sony", "0 4", { .source = "*r*" } },
		/* Any word; stop words do not count. */
		{ "the betriebe bank", "2 1", { .any = true } },
		{ "the the", "0 1", { .any = true } }
	};
	struct asked a;
	struct buf guids = BUF_INIT(BUF_TEXT_LIMIT);
	struct search_reply reply;
	struct how how;
	size_t i;

	(void)state;
	open_news(&a, small, LEN(small));
	for (i = 0; i < LEN(cases); i++) {
		how = cases[i].how;
		how.sort = BEST_OLDEST;
		reply = ask(&a, cases[i].query, &how, &guids);
		if (strcmp(guids.data, cases[i].guids) != 0)
			print_message("%s:\n", cases[i].query);
		assert_string_equal(guids.data, cases[i].guids);
		assert_int_equal(reply.total, reply.count);
		assert_int_equal(reply.articles, LEN(small));
	}
	buf_release(&guids);
	close_news(&a);
}

static void
left_out_are_counted(void **state)
{
	static const struct {
		const char *query;
		struct how how;
		int64_t total, undated, partial;
	} cases[] = {
		{ "sony", { 0 }, 3, 0, 0 },
		{ "sony", { .since = "2014" }, 2, 1, 0 },
		{ "hack", { .since = "2014-12-18" }, 2, 0, 1 },
		{ "hack", { .since = "2014-12" }, 3, 0, 0 },
		{ "rates", { .since = "2014-12" }, 3, 0, 1 },
		{ "rates", { .until = "2014-06" }, 0, 0, 1 },
		{ "rates", { .since = "2014", .source = "courrier" }, 1, 0, 0 },
		{ "sony", { .since = "2014", .source = "courrier" }, 0, 1, 0 },
		{ "betriebe", { .until = "2013" }, 0, 0, 0 }
	};
	struct asked a;
	struct buf guids = BUF_INIT(BUF_TEXT_LIMIT);
	struct search_reply reply;
	size_t i;

	(void)state;
	open_news(&a, small, LEN(small));
	for (i = 0; i < LEN(cases); i++) {
		reply = ask(&a, cases[i].query, &cases[i].how, &guids);
		assert_int_equal(reply.total, cases[i].total);
		assert_int_equal(reply.undated, cases[i].undated);
		assert_int_equal(reply.partial, cases[i].partial);
	}
	buf_release(&guids);
	close_news(&a);
}

static void
orders_and_limits(void **state)
{
	struct asked a;
	struct buf guids = BUF_INIT(BUF_TEXT_LIMIT);
	struct search_reply reply;

	(void)state;
	open_news(&a, small, LEN(small));
	reply = ask(&a, "rates", &(struct how){ .sort = BEST_NEWEST,
	    .limit = 2 }, &guids);
	assert_string_equal(guids.data, "8 1");
	assert_int_equal(reply.total, 4);
	ask(&a, "sony", &(struct how){ .sort = BEST_NEWEST }, &guids);
	assert_string_equal(guids.data, "5 0 4");
	ask(&a, "sony", &(struct how){ .limit = 1 }, &guids);
	assert_string_equal(guids.data, "4");
	buf_release(&guids);
	close_news(&a);
}

static void
sources_are_resolved(void **state)
{
	static const struct {
		const char *name;
		size_t fits;	/* 0: refused ... */
		const char *sentence;	/* ... with this in the sentence */
	} cases[] = {
		{ "Kanalbote", 1, NULL }, { "NORTHERN WIRE", 1, NULL },
		{ "kanal", 1, NULL }, { "*", 5, NULL }, { "h*st", 1, NULL },
		{ "o", 0, "a part of 5 sources' names" },
		{ "Kanlabote", 0, "did you mean 'Kanalbote'" },
		{ "zzzzzzzzz", 0, "there are 'Courrier'" }, { "", 0, "empty" }
	};
	struct asked a;
	struct filter filter;
	struct err err;
	size_t i;

	(void)state;
	open_news(&a, small, LEN(small));
	for (i = 0; i < LEN(cases); i++) {
		filter = (struct filter)FILTER_INIT;
		err.text[0] = '\0';
		assert_int_equal(filter_source(&filter, a.archive,
		    cases[i].name, &err), cases[i].fits ? 0 : -1);
		assert_int_equal(filter.sources.count, cases[i].fits);
		if (cases[i].sentence && !strstr(err.text, cases[i].sentence))
			fail_msg("%s: %s", cases[i].name, err.text);
		filter_release(&filter);
	}
	close_news(&a);
}

/* ==== A random archive ==== */

#define DOCUMENTS 400
#define QUESTIONS 1500
#define TEXT_WORDS 40

static const char *const vocabulary[] = {
	"rate", "rates", "rated", "rat", "rats", "hack", "hacks", "hacked",
	"nation", "national", "nations", "nationale", "vote", "voter",
	"votes", "voting", "new", "news", "the", "les"
};
static const char *const languages[] = { "en", "fr", "en", "de", "tlh" };

/* A document as numbers of words of the vocabulary. */
struct document {
	int words[2][TEXT_WORDS];
	size_t counts[2];
	size_t language;
};

struct random_news {
	struct document documents[DOCUMENTS];
	struct asked asked;
	/* same[language][a][b]: is b a form of a there? */
	bool same[LEN(languages)][LEN(vocabulary)][LEN(vocabulary)];
	uint32_t seed;
};

/* xorshift32 (Marsaglia 2003): the same on every machine. */
static uint32_t
dice(struct random_news *r, uint32_t sides)
{
	r->seed ^= r->seed << 13;
	r->seed ^= r->seed >> 17;
	r->seed ^= r->seed << 5;
	return r->seed % sides;
}

/* Forms by asking the stemmer about each pair of words itself. */
static void
fill_forms(struct random_news *r)
{
	struct buf stems[2] = { BUF_INIT(BUF_TEXT_LIMIT),
	    BUF_INIT(BUF_TEXT_LIMIT) };
	size_t l, i, k;
	int number;

	for (l = 0; l < LEN(languages); l++)
		for (i = 0; i < LEN(vocabulary); i++)
			for (k = 0; k < LEN(vocabulary); k++) {
				number = tokenizer_stemmer(languages[l]);
				r->same[l][i][k] = i == k;
				if (!number)
					continue;
				buf_reset(&stems[0]);
				buf_reset(&stems[1]);
				tokenizer_stem(r->asked.tokenizer, number,
				    vocabulary[i], strlen(vocabulary[i]),
				    &stems[0], NULL);
				tokenizer_stem(r->asked.tokenizer, number,
				    vocabulary[k], strlen(vocabulary[k]),
				    &stems[1], NULL);
				r->same[l][i][k] |= strcmp(stems[0].data,
				    stems[1].data) == 0;
			}
	buf_release(&stems[0]);
	buf_release(&stems[1]);
}

static void
make_text(struct random_news *r, struct document *d, int column,
    struct buf *out)
{
	size_t i;
	int word;

	d->counts[column] = dice(r, column ? TEXT_WORDS : 4);
	for (i = 0; i < d->counts[column]; i++) {
		/* Low numbers are more frequent. */
		word = (int)dice(r, 1 + dice(r, (uint32_t)LEN(vocabulary)));
		d->words[column][i] = word;
		buf_addf(out, "%s%s", i ? " " : "", vocabulary[word]);
	}
}

static void
make_news(struct random_news *r, size_t language_count)
{
	static struct news news[DOCUMENTS];
	static struct buf texts[DOCUMENTS][2];
	size_t i;
	int c;

	for (i = 0; i < DOCUMENTS; i++) {
		r->documents[i].language = dice(r,
		    (uint32_t)language_count);
		for (c = 0; c < 2; c++) {
			buf_init(&texts[i][c], BUF_TEXT_LIMIT);
			make_text(r, &r->documents[i], c, &texts[i][c]);
		}
		news[i] = (struct news){ "2014-12-20", "A Source",
		    languages[r->documents[i].language], texts[i][0].data,
		    texts[i][1].data };
	}
	open_news(&r->asked, news, DOCUMENTS);
	for (i = 0; i < DOCUMENTS; i++)
		for (c = 0; c < 2; c++)
			buf_release(&texts[i][c]);
}

enum leaf_kind { ANY_FORM, EXACT, PREFIX, PHRASE };

/* Does word ${d} stand for ${w} in a leaf of ${kind}? */
static bool
stands(const struct random_news *r, const struct document *doc,
    enum leaf_kind kind, int w, int d)
{
	if (kind == ANY_FORM)
		return r->same[doc->language][w][d];
	if (kind == PREFIX)
		return strncmp(vocabulary[d], vocabulary[w],
		    strlen(vocabulary[w])) == 0;
	return w == d;
}

/* Write a random leaf and look at every document; field: -1 both. */
static void
random_leaf(struct random_news *r, struct buf *text, bool *holds)
{
	enum leaf_kind kind = (enum leaf_kind)dice(r, 4);
	int field = (int)dice(r, 6) - 4, c, w[2];
	static const char *const prefixes[] = { "title:", "body:" };
	const struct document *d;
	size_t i, k;

	field = field < 0 ? -1 : field;
	w[0] = (int)dice(r, LEN(vocabulary));
	w[1] = (int)dice(r, LEN(vocabulary));
	buf_addstr(text, field < 0 ? "" : prefixes[field]);
	if (kind == PHRASE)
		buf_addf(text, "\"%s %s\"", vocabulary[w[0]],
		    vocabulary[w[1]]);
	else
		buf_addf(text, "%s%s%s", kind == EXACT ? "=" : "",
		    vocabulary[w[0]], kind == PREFIX ? "*" : "");
	for (i = 0; i < DOCUMENTS; i++) {
		d = &r->documents[i];
		holds[i] = false;
		for (c = 0; c < 2; c++)
			for (k = 0; (field < 0 || field == c) &&
			    k < d->counts[c]; k++)
				holds[i] |= stands(r, d, kind, w[0],
				    d->words[c][k]) && (kind != PHRASE ||
				    (k + 1 < d->counts[c] &&
				    d->words[c][k + 1] == w[1]));
	}
}

static void
random_tree(struct random_news *r, struct buf *text, bool *holds, int depth)
{
	static const char *const joints[] = { " AND ", " OR ", " NOT " };
	bool *right;
	uint32_t how;
	size_t i;

	if (depth == 0 || dice(r, 3) == 0) {
		random_leaf(r, text, holds);
		return;
	}
	right = malloc(DOCUMENTS * sizeof(*right));
	assert_non_null(right);
	how = dice(r, 3);
	buf_addch(text, '(');
	random_tree(r, text, holds, depth - 1);
	buf_addstr(text, joints[how]);
	random_tree(r, text, right, depth - 1);
	buf_addch(text, ')');
	for (i = 0; i < DOCUMENTS; i++)
		holds[i] = how == 0 ? holds[i] && right[i] :
		    how == 1 ? holds[i] || right[i] : holds[i] && !right[i];
	free(right);
}

static struct random_news *
random_news(size_t language_count)
{
	static struct random_news r;

	r.seed = 20141220;
	make_news(&r, language_count);
	fill_forms(&r);
	return &r;
}

static void
random_questions(void **state)
{
	struct random_news *r = random_news(LEN(languages));
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf guids = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf expected = BUF_INIT(BUF_TEXT_LIMIT);
	bool holds[DOCUMENTS];
	size_t i, k;

	(void)state;
	for (i = 0; i < QUESTIONS; i++) {
		buf_reset(&text);
		random_tree(r, &text, holds, 1 + (int)dice(r, 4));
		ask(&r->asked, text.data, &(struct how){
		    .sort = BEST_OLDEST }, &guids);
		buf_reset(&expected);
		for (k = 0; k < DOCUMENTS; k++)
			if (holds[k])
				buf_addf(&expected, "%s%zu",
				    expected.len ? " " : "", k);
		if (strcmp(guids.data, expected.data) != 0)
			print_message("%s\n", text.data);
		assert_string_equal(guids.data, expected.data);
	}
	buf_release(&text);
	buf_release(&guids);
	buf_release(&expected);
	close_news(&r->asked);
}

/* The formula, spelled out, over all documents, for two words. */
static double
plain_score(const struct random_news *r, const struct document *d,
    const int *words, double mean, const int64_t *with)
{
	double sum = 0, tf, length = (double)(d->counts[0] + d->counts[1]);
	size_t i, k;

	for (i = 0; i < 2; i++) {
		tf = 0;
		for (k = 0; k < d->counts[0]; k++)
			tf += 2 * stands(r, d, ANY_FORM, words[i],
			    d->words[0][k]);
		for (k = 0; k < d->counts[1]; k++)
			tf += (k < 25 ? 2 : 1) * stands(r, d, ANY_FORM,
			    words[i], d->words[1][k]);
		sum += log(1 + ((double)DOCUMENTS - (double)with[i] + 0.5) /
		    ((double)with[i] + 0.5)) * tf /
		    (tf + 1.2 * (0.25 + 0.75 * length / mean));
	}
	return sum;
}

static void
scores_are_the_formula(void **state)
{
	static const int words[] = { 3, 9 };	/* rat national */
	struct random_news *r = random_news(1);
	struct buf guids = BUF_INIT(BUF_TEXT_LIMIT);
	struct search_reply reply;
	struct err err = ERR_INIT;
	struct hit hit;
	int64_t with[2];
	double mean = 0, last = INFINITY;
	size_t i;

	(void)state;
	for (i = 0; i < DOCUMENTS; i++)
		mean += (double)(r->documents[i].counts[0] +
		    r->documents[i].counts[1]) / DOCUMENTS;
	for (i = 0; i < 2; i++)
		with[i] = ask(&r->asked, vocabulary[words[i]],
		    &(struct how){ 0 }, &guids).total;
	reply = ask(&r->asked, "rat national", &(struct how){ 0 }, &guids);
	assert_true(reply.count > 20);
	for (i = 0; i < reply.count; i++) {
		assert_int_equal(search_hit(r->asked.search, i, &hit, &err),
		    0);
		assert_true(hit.score <= last);
		last = hit.score;
		assert_float_equal(hit.score, plain_score(r,
		    &r->documents[strtol(hit.guid, NULL, 10)], words, mean,
		    with), 1e-9);
	}
	buf_release(&guids);
	close_news(&r->asked);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(small_questions),
		cmocka_unit_test(left_out_are_counted),
		cmocka_unit_test(orders_and_limits),
		cmocka_unit_test(sources_are_resolved),
		cmocka_unit_test(random_questions),
		cmocka_unit_test(scores_are_the_formula)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
