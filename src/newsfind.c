/*
 * newsfind: a question in, hits out.
 *
 * In this order: options; what is printed where; trouble with the query;
 * nothing found; the question; main.
 */
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <time.h>
#include <unistd.h>

#include "base/options.h"
#include "base/utf8.h"
#include "find/search.h"
#include "find/suggest.h"
#include "show/printer.h"

enum { FOUND = 0, NOTHING = 1, TROUBLE = 2 };

/* Longer than any path; PATH_MAX need not exist. */
#define PATH_SIZE 4096

/* A terminal narrower than this is not folded for. */
#define WIDTH_LEAST 30

/* Lines longer than this are hard to read. */
#define WIDTH_MOST 100

/* ==== Options ==== */

static struct {
	const char *database, *since, *until;
	struct option_list sources;
	long limit;
	int sort;
	bool any, json, help, version;
} given = { .limit = 10 };

static const struct option options[] = {
	{ 'd', "db", "FILE", "the database to search (default: $NEWSFIND_DB, "
	    "else news.db here, else the one in your home folder)",
	    OPTION_STRING, &given.database },
	{ 'n', "limit", "N", "show the best N (default 10; 0: all)",
	    OPTION_NUMBER, &given.limit },
	{ 0, "since", "DATE", "published on DATE or later: 2014, 2014-12, "
	    "2014-12-20, yesterday, 7d", OPTION_STRING, &given.since },
	{ 0, "after", "DATE", NULL, OPTION_STRING, &given.since },
	{ 0, "until", "DATE", "published on DATE or earlier, the whole of it "
	    "included", OPTION_STRING, &given.until },
	{ 0, "before", "DATE", NULL, OPTION_STRING, &given.until },
	{ 0, "source", "NAME", "of this source: its name, host, a part of it, "
	    "or a pattern with *; may be repeated", OPTION_LIST,
	    &given.sources },
	{ 0, "sort", "relevance|newest|oldest", "the order (default: "
	    "relevance)", OPTION_CHOICE, &given.sort },
	{ 0, "any", NULL, "articles with any of the words, those with the "
	    "most telling ones first", OPTION_FLAG, &given.any },
	{ 0, "json", NULL, "print each hit as a line of JSON", OPTION_FLAG,
	    &given.json },
	{ 'h', "help", NULL, "print this and exit", OPTION_FLAG,
	    &given.help },
	{ 'V', "version", NULL, "print the version and exit", OPTION_FLAG,
	    &given.version },
	OPTION_END
};

static int
print_help(void)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);

	buf_addstr(&text,
	    "usage: newsfind [options] QUERY...\n\n"
	    "Search the news articles that newsindex has stored.\n\n"
	    "  sony hack               both words, in any form\n"
	    "  '\"sony hack\"'           the phrase, exactly as written\n"
	    "  sony OR pictures        either word\n"
	    "  sony -hack              the first without the second\n"
	    "  hack*                   words that begin so\n"
	    "  title:sony              in the title\n\n");
	options_help(options, 79, &text);
	fputs(text.data, stdout);
	buf_release(&text);
	return FOUND;
}

/* ==== What is printed where ==== */

static int
trouble(const struct err *err)
{
	fprintf(stderr, "newsfind: %s\n", err->text);
	return TROUBLE;
}

static size_t
terminal_width(void)
{
	const char *said = getenv("COLUMNS");
	struct winsize size;
	long width = 0;

	if (said)
		width = strtol(said, NULL, 10);
#ifdef TIOCGWINSZ
	if (width <= 0 && ioctl(STDOUT_FILENO, TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
#endif
	if (width < WIDTH_LEAST)
		return 0;
	return width > WIDTH_MOST ? WIDTH_MOST : (size_t)width;
}

static void
printer_set_up(struct printer *p, char *folder, size_t size)
{
	const char *no_colour = getenv("NO_COLOR");
	const char *kind = getenv("TERM");

	p->out = stdout;
	p->terminal = isatty(STDOUT_FILENO) == 1;
	p->width = p->terminal ? terminal_width() : 0;
	p->colour = p->terminal && !(no_colour && *no_colour) &&
	    kind && strcmp(kind, "dumb") != 0;
	p->folder = getcwd(folder, size);
	p->format = given.json ? &printer_json : &printer_text;
}

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ==== Trouble with the query ==== */

/* Put [from, to) of ${text} with ${fill} for each column, or as it is. */
static void
put_columns(const char *text, size_t from, size_t to, char fill)
{
	const char *p = text + from, *end = text + to;
	uint32_t rune;
	size_t n;
	int width;

	for (; p < end; p += n) {
		n = utf8_decode(p, end, &rune);
		width = utf8_width(rune);
		if (rune < 0x20 || (rune >= 0x7F && rune < 0xA0)) {
			rune = ' ';
			width = 1;
		}
		if (fill)
			for (; width > 0; width--)
				putc(fill, stderr);
		else if (rune == ' ')
			putc(' ', stderr);
		else
			fwrite(p, 1, n, stderr);
	}
}

/* The sentence, the query and a line under the place. */
static int
bad_query(const char *text, const struct query_error *error)
{
	size_t len = strlen(text), start = error->start, end = error->end;

	trouble(&error->err);
	if (start > len)
		start = len;
	if (end > len)
		end = len;
	fputs("  ", stderr);
	put_columns(text, 0, len, '\0');
	fputs("\n  ", stderr);
	put_columns(text, 0, start, ' ');
	if (end > start)
		put_columns(text, start, end, '^');
	else
		putc('^', stderr);
	putc('\n', stderr);
	return TROUBLE;
}

/* ==== Nothing found ==== */

static void
say_left_out(const struct search_reply *reply)
{
	if (reply->undated)
		fprintf(stderr, "  %lld undated %s left out\n",
		    (long long)reply->undated,
		    reply->undated == 1 ? "match was" : "matches were");
	if (reply->partial)
		fprintf(stderr, "  %lld dated too coarsely to tell %s left "
		    "out\n", (long long)reply->partial,
		    reply->partial == 1 ? "was" : "were");
}

static int
nothing(struct search *s, const struct search_request *request,
    const struct search_reply *reply)
{
	struct buf lines = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;
	const char *line, *end;

	if (reply->wordless) {
		fputs("newsfind: the query holds no word\n", stderr);
		return TROUBLE;
	}
	fprintf(stderr, "newsfind: none of %lld articles matches\n",
	    (long long)reply->articles);
	say_left_out(reply);
	if (suggest(s, request, &lines, &err) == 0)
		for (line = lines.data; (end = strchr(line, '\n'));
		    line = end + 1)
			fprintf(stderr, "  %.*s\n", (int)(end - line), line);
	buf_release(&lines);
	return NOTHING;
}

/* ==== The question ==== */

/* Worth telling how it was read: when it is more than words. */
static bool
obvious(const struct query_node *n)
{
	size_t i;

	if (!n || n->kind == QUERY_WORD)
		return true;
	if (n->kind != QUERY_AND)
		return false;
	for (i = 0; i < n->kid_count; i++)
		if (n->kids[i]->kind != QUERY_WORD)
			return false;
	return true;
}

static int
show(struct search *s, struct printer *p, const struct query *q,
    const struct search_reply *reply, double began)
{
	struct summary summary = { reply->count, reply->total,
	    reply->articles, reply->undated, reply->partial, now() - began,
	    NULL, given.sort != BEST_RELEVANCE };
	struct buf reading = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;
	struct hit hit;
	size_t i;
	int result = FOUND;

	for (i = 0; result == FOUND && i < reply->count && !ferror(p->out);
	    i++) {
		if (search_hit(s, i, &hit, &err))
			result = trouble(&err);
		else
			p->format->hit(p, &hit);
	}
	if (!given.any && !obvious(q->root) &&
	    query_format(q, &reading) == 0)
		summary.reading = reading.data;
	if (result == FOUND)
		p->format->end(p, &summary);
	buf_release(&reading);
	return result;
}

static int
make_filter(struct filter *filter, struct archive *a, struct err *err)
{
	struct date_interval interval;
	struct date today;
	size_t i;

	date_local((int64_t)time(NULL), &today);
	if (given.since) {
		if (date_interval(given.since, &today, &interval, err))
			return -1;
		filter->dated = true;
		filter->from = interval.from;
	}
	if (given.until) {
		if (date_interval(given.until, &today, &interval, err))
			return -1;
		filter->dated = true;
		filter->to = interval.to;
	}
	if (filter->from >= filter->to)
		return err_set(err, "--since '%s' is later than --until '%s'",
		    given.since, given.until);
	for (i = 0; i < given.sources.count; i++)
		if (filter_source(filter, a, given.sources.items[i], err))
			return -1;
	return 0;
}

static int
ask(struct archive *a, const struct query *q)
{
	struct filter filter = FILTER_INIT;
	struct search_request request = { q, given.any,
	    (enum best_order)given.sort, (size_t)given.limit, false,
	    &filter };
	struct search_reply reply;
	struct search *s = NULL;
	struct printer printer;
	struct err err = ERR_INIT;
	char folder[PATH_SIZE];
	double began = now();
	int result;

	printer_set_up(&printer, folder, sizeof(folder));
	if (make_filter(&filter, a, &err) || search_open(&s, a, &err) ||
	    search_run(s, &request, &reply, &err))
		result = trouble(&err);
	else if (reply.total == 0)
		result = nothing(s, &request, &reply);
	else
		result = show(s, &printer, q, &reply, began);
	search_close(s);
	filter_release(&filter);
	return result;
}

static int
open_archive(struct archive **a, struct err *err)
{
	char path[PATH_SIZE];
	const char *note = NULL;

	if (given.database)
		snprintf(path, sizeof(path), "%s", given.database);
	else if (archive_default_path(path, sizeof(path), false, err))
		return -1;
	if (access(path, F_OK) != 0)
		return err_set(err, "there is no database '%s' yet: make it "
		    "with  newsindex %s%s%sFOLDER", path,
		    given.database ? "-d " : "",
		    given.database ? given.database : "",
		    given.database ? " " : "");
	if (archive_open(a, path, ARCHIVE_READ, &note, err))
		return -1;
	if (note)
		fprintf(stderr, "newsfind: %s\n", note);
	return 0;
}

static int
answer(const char *text)
{
	struct query query = { 0 };
	struct query_error error = { ERR_INIT, 0, 0 };
	struct archive *a = NULL;
	int result;

	if (query_parse(&query, text, given.any, &error)) {
		result = bad_query(text, &error);
		goto out;
	}
	if (open_archive(&a, &error.err)) {
		result = trouble(&error.err);
		goto out;
	}
	if (query.dropped)
		fprintf(stderr, "newsfind: the query is too long: its last "
		    "%zu words were left out\n", query.dropped);
	result = ask(a, &query);
out:
	archive_close(a, NULL);
	query_release(&query);
	return result;
}

/* ==== main ==== */

static int
run(int argc, char **argv)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;
	int i, words, result;

	if (options_parse(options, argc, argv, true, &words, &err))
		return trouble(&err);
	if (given.help)
		return print_help();
	if (given.version) {
		puts("newsfind " NEWSFIND_VERSION);
		return FOUND;
	}
	if (!words) {
		fputs("newsfind: what should be searched for?\n"
		    "usage: newsfind [options] QUERY...   (--help tells more)"
		    "\n", stderr);
		return TROUBLE;
	}
	for (i = 0; i < words; i++) {
		if (i)
			buf_addch(&text, ' ');
		buf_addstr(&text, argv[i]);
	}
	result = answer(text.data);
	buf_release(&text);
	return result;
}

int
main(int argc, char **argv)
{
	int result;

	/* "newsfind ... | head" ends quietly. */
	signal(SIGPIPE, SIG_DFL);
	result = run(argc, argv);
	option_list_release(&given.sources);
	if (fflush(stdout) || ferror(stdout)) {
		fputs("newsfind: cannot write the output\n", stderr);
		return TROUBLE;
	}
	return result;
}
