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

static const struct cells_table facets[] = {
	{ { CELLS_SOURCE, CELLS_NONE } }, { { CELLS_SECTION, CELLS_NONE } },
	{ { CELLS_AUTHOR, CELLS_NONE } }, { { CELLS_LANGUAGE, CELLS_NONE } },
	{ { CELLS_YEAR, CELLS_NONE } }
};

/* The properties of --by and --histogram. */
static int
read_properties(struct cells_table *table, struct err *err)
{
	size_t count = given.by.count + given.histogram, i;
	enum cells_by *by = table->by;

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
shown_cells(const struct cells_table *table)
{
	if (given.limit >= 0)
		return (size_t)given.limit;
	return given.facets && table->by[0] < CELLS_YEAR ? FACET_NAMES : 0;
}

/* 1: found, 0: nothing, -1. */
static int
count_all(struct search *s, struct printer *p, struct search_request *request,
    struct search_reply *reply, struct err *err)
{
	struct cells_table table;
	size_t i;

	request->tables = facets;
	request->table_count = sizeof(facets) / sizeof(facets[0]);
	if (!given.facets) {
		if (read_properties(&table, err))
			return -1;
		request->tables = &table;
		request->table_count = 1;
	}
	if (search_run(s, request, reply, err))
		return -1;
	if (reply->wordless)
		return err_set(err, "the query holds no word");
	p->facets = given.facets;
	for (i = 0; i < request->table_count; i++)
		p->format->cells(p, &reply->cells[i],
		    shown_cells(&request->tables[i]));
	return reply->total > 0;
}

int
newsfind_count(struct search *s, struct printer *p,
    const struct search_request *request, const char *text, double began)
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
		return newsfind_nothing(s, request, text, &reply);
	summary = newsfind_summary(&reply, began);
	summary.shown = (size_t)reply.total;
	p->format->end(p, &summary);
	return FOUND;
}
