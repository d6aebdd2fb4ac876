/*
 * A query asked and answered: the filter, nothing found, the hits, the
 * total; and one article shown.
 */
#include <stdio.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "find/article.h"
#include "find/search.h"
#include "find/suggest.h"
#include "newsfind.h"

/* Hits where -n does not say: a screenful. */
#define LIMIT_DEFAULT 10

/* Longer than any path; PATH_MAX need not exist. */
#define PATH_SIZE 4096

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

/* ==== The filter ==== */

typedef int filter_fn(struct filter *f, struct archive *a, const char *name,
    struct err *err);

static int
add_all(struct filter *f, struct archive *a, const struct option_list *list,
    filter_fn *add, struct err *err)
{
	size_t i;

	for (i = 0; i < list->count; i++)
		if (add(f, a, list->items[i], err))
			return -1;
	return 0;
}

static int
make_filter(struct filter *f, struct archive *a, struct err *err)
{
	size_t i;

	if (given.zone && filter_zone(f, given.zone, err))
		return -1;
	if (filter_dates(f, given.since, given.until, given.on,
	    (int64_t)time(NULL), err))
		return -1;
	f->undated = given.undated;
	for (i = 0; i < given.has.count; i++)
		if (filter_has(f, given.has.items[i], err))
			return -1;
	if (add_all(f, a, &given.sources, filter_source, err) ||
	    add_all(f, a, &given.not_sources, filter_not_source, err) ||
	    add_all(f, a, &given.authors, filter_author, err) ||
	    add_all(f, a, &given.sections, filter_section, err) ||
	    add_all(f, a, &given.languages, filter_language, err))
		return -1;
	return filter_check(f, err);
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

/* What was suggested, on standard error. */
static void
say_lines(struct buf *lines)
{
	const char *line, *end;

	for (line = lines->data; (end = strchr(line, '\n')); line = end + 1)
		fprintf(stderr, "  %.*s\n", (int)(end - line), line);
	buf_release(lines);
}

int
newsfind_nothing(struct search *s, const struct search_request *request,
    const char *text, const struct search_reply *reply)
{
	struct buf lines = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;

	fprintf(stderr, "newsfind: none of %lld articles matches\n",
	    (long long)reply->articles);
	say_left_out(reply);
	suggest(s, request, text, &lines, &err);
	say_lines(&lines);
	return NOTHING;
}

/* Few were found: what was meant, for a person. */
static void
few(struct search *s, const struct search_request *request,
    const char *text, const struct search_reply *reply)
{
	struct buf lines = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;

	fflush(stdout);
	suggest_more(s, request, text, reply->total, &lines, &err);
	say_lines(&lines);
}

/* ==== Hits and totals ==== */

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

/* What was not looked for is told in every format. */
static void
say_limited(const struct search_reply *reply)
{
	if (reply->limited)
		fprintf(stderr, "newsfind: %s\n", reply->limited);
}

struct summary
newsfind_summary(const struct search_reply *reply, double began)
{
	return (struct summary){ .shown = reply->count,
	    .total = reply->total, .counted = reply->counted,
	    .articles = reply->articles, .undated = reply->undated,
	    .partial = reply->partial, .seconds = now() - began,
	    .by_date = given.sort != BEST_RELEVANCE };
}

static int
show_hits(struct search *s, struct printer *p, const struct query *q,
    const struct search_reply *reply, double began)
{
	struct summary summary = newsfind_summary(reply, began);
	struct buf reading = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;
	struct hit hit;
	size_t i;
	int result = FOUND;

	for (i = 0; result == FOUND && i < reply->count && !ferror(p->out);
	    i++) {
		if (search_hit(s, i, &hit, &err))
			result = newsfind_trouble(&err);
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
answer_hits(struct search *s, struct printer *p,
    const struct search_request *request, const char *text, double began)
{
	struct search_reply reply;
	struct err err = ERR_INIT;
	int result;

	if (search_run(s, request, &reply, &err))
		return newsfind_trouble(&err);
	if (reply.wordless) {
		err_set(&err, "the query holds no word");
		return newsfind_trouble(&err);
	}
	say_limited(&reply);
	p->format->begin(p);
	if (!reply.count)
		return newsfind_nothing(s, request, text, &reply);
	result = show_hits(s, p, request->query, &reply, began);
	if (result == FOUND && reply.counted && p->format == &printer_text)
		few(s, request, text, &reply);
	return result;
}

static int
answer_total(struct search *s, struct printer *p,
    const struct search_request *request, double began)
{
	/* In the order of ids no scores are needed. */
	struct search_request counted = *request;
	struct search_reply reply;
	struct summary summary;
	struct err err = ERR_INIT;

	counted.order = BEST_NEWEST;
	counted.limit = 1;
	if (search_run(s, &counted, &reply, &err))
		return newsfind_trouble(&err);
	if (reply.wordless) {
		err_set(&err, "the query holds no word");
		return newsfind_trouble(&err);
	}
	say_limited(&reply);
	summary = newsfind_summary(&reply, began);
	p->format->total(p, &summary);
	if (p->format == &printer_text)
		say_left_out(&reply);
	return reply.total ? FOUND : NOTHING;
}

int
newsfind_ask(struct archive *a, const struct query *q, const char *text)
{
	struct filter filter = FILTER_INIT;
	struct search_request request = { .query = q, .any = given.any,
	    .all = !*text,
	    .order = (enum best_order)given.sort,
	    .limit = given.limit < 0 ? LIMIT_DEFAULT :
	    (size_t)given.limit, .filter = &filter,
	    .no_total = given.no_total };
	struct search *s = NULL;
	struct printer printer;
	struct err err = ERR_INIT;
	char folder[PATH_SIZE];
	double began = now();
	int result;

	newsfind_printer(&printer, getcwd(folder, sizeof(folder)));
	if (make_filter(&filter, a, &err) || search_open(&s, a, &err))
		result = newsfind_trouble(&err);
	else if (given.explain)
		result = newsfind_explain(a, s, &printer, &request);
	else if (newsfind_counts())
		result = newsfind_count(s, &printer, &request, text, began);
	else if (given.count)
		result = answer_total(s, &printer, &request, began);
	else
		result = answer_hits(s, &printer, &request, text, began);
	search_close(s);
	filter_release(&filter);
	return result;
}

/* ==== One article ==== */

int
newsfind_show(struct archive *a, const struct query *q)
{
	struct article_reader *r = NULL;
	struct article_view view;
	struct printer printer;
	struct err err = ERR_INIT;
	char folder[PATH_SIZE];
	int64_t id;
	int found, result = TROUBLE;

	newsfind_printer(&printer, getcwd(folder, sizeof(folder)));
	found = article_find(a, given.show, printer.folder, &id, &err);
	if (found <= 0) {
		result = found ? TROUBLE : NOTHING;
		goto out;
	}
	if (article_open(&r, a, q, given.any, &err) ||
	    article_read(r, id, &view, &err))
		goto out;
	printer.format->article(&printer, &view);
	result = FOUND;
out:
	if (result != FOUND)
		newsfind_trouble(&err);
	article_close(r);
	return result;
}
