/* Matches counted by what is known of them. */
#include <stdio.h>

#include "find/search.h"
#include "newsfind.h"

/* Names of a facet where -n does not say: the ones that tell something. */
#define FACET_NAMES 10

bool
newsfind_counts(void)
{
	return given.by.count || given.histogram || given.facets;
}

/* The properties of --by and --histogram. */
static int
read_properties(enum cells_by by[2], struct err *err)
{
	size_t count = given.by.count + given.histogram, i;

	by[0] = by[1] = CELLS_NONE;
	if (count > 2)
		return err_set(err, "counts are by two properties at most");
	for (i = 0; i < given.by.count; i++)
		if (cells_parse(given.by.items[i], &by[i], err))
			return -1;
	if (given.histogram)
		by[count - 1] = CELLS_MONTH;
	if (by[0] == by[1])
		return err_set(err, "counts by %s and %s are counts by one",
		    cells_name(by[0]), cells_name(by[1]));
	return 0;
}

/* How many cells are shown; 0: all. */
static size_t
shown_cells(const struct search_request *request)
{
	if (given.limit >= 0)
		return (size_t)given.limit;
	return given.facets && request->by[0] < CELLS_YEAR ? FACET_NAMES : 0;
}

/* One run; 1: found, 0: nothing, -1. */
static int
count_once(struct search *s, struct printer *p,
    const struct search_request *request, struct search_reply *reply,
    struct err *err)
{
	if (search_run(s, request, reply, err))
		return -1;
	if (reply->wordless)
		return err_set(err, "the query holds no word");
	p->format->cells(p, &reply->cells, shown_cells(request));
	return reply->total > 0;
}

static int
count_all(struct search *s, struct printer *p, struct search_request *request,
    struct search_reply *reply, struct err *err)
{
	static const enum cells_by facets[] = { CELLS_SOURCE, CELLS_SECTION,
	    CELLS_AUTHOR, CELLS_LANGUAGE, CELLS_YEAR };
	size_t i;
	int found = 0;

	if (!given.facets)
		return read_properties(request->by, err) ? -1 :
		    count_once(s, p, request, reply, err);
	p->facets = true;
	request->by[1] = CELLS_NONE;
	for (i = 0; i < sizeof(facets) / sizeof(facets[0]); i++) {
		request->by[0] = facets[i];
		found = count_once(s, p, request, reply, err);
		if (found < 0)
			break;
	}
	return found;
}

int
newsfind_count(struct search *s, struct printer *p,
    const struct search_request *request, double began)
{
	/* In the order of ids no scores are needed. */
	struct search_request counted = *request;
	struct summary summary;
	struct search_reply reply;
	struct err err = ERR_INIT;
	int found;

	counted.order = BEST_NEWEST;
	counted.limit = 1;
	counted.no_total = false;
	found = count_all(s, p, &counted, &reply, &err);
	if (found < 0)
		return newsfind_trouble(&err);
	if (!found)
		return newsfind_nothing(s, request, &reply);
	summary = newsfind_summary(&reply, began);
	summary.shown = (size_t)reply.total;
	p->format->end(p, &summary);
	return FOUND;
}
