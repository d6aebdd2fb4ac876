/*
 * What could be tried: the question without its filters, with any of its
 * words, without its quotes.
 */
#include "find/suggest.h"

#include <stdlib.h>

/* How often it would match if ${request} were so. */
static int
count(struct search *s, const struct search_request *request, int64_t *total,
    struct err *err)
{
	struct search_request asked = *request;
	struct search_reply reply;

	asked.order = BEST_NEWEST;
	asked.limit = 1;
	if (search_run(s, &asked, &reply, err))
		return -1;
	*total = reply.total;
	return 0;
}

static const char *
articles(int64_t n)
{
	return n == 1 ? "article matches" : "articles match";
}

/*
 * Without one part of the filter, each that finds something; else without any
 * of it.  1: something was found.
 */
static int
without_filters(struct search *s, const struct search_request *request,
    struct buf *out, struct err *err)
{
	static const char *const how[FILTER_PARTS] = {
		[FILTER_DATES] = "without the dates",
		[FILTER_SOURCES] = "in other sources",
		[FILTER_AUTHORS] = "by other authors",
		[FILTER_SECTIONS] = "in other sections",
		[FILTER_LANGUAGES] = "in other languages",
		[FILTER_HAS] = "without --has"
	};
	struct filter without, none = FILTER_INIT;
	struct search_request asked = *request;
	int64_t total;
	int part, parts = 0, found = 0;

	asked.filter = &without;
	for (part = 0; part < FILTER_PARTS; part++) {
		if (!filter_without(request->filter, (enum filter_part)part,
		    &without))
			continue;
		parts++;
		if (count(s, &asked, &total, err))
			return -1;
		if (total)
			buf_addf(out, "%s, %lld %s\n", how[part],
			    (long long)total, articles(total));
		found |= total > 0;
	}
	if (found || parts < 2)
		return found;
	asked.filter = &none;
	if (count(s, &asked, &total, err))
		return -1;
	if (total)
		buf_addf(out, "without the filters, %lld %s\n",
		    (long long)total, articles(total));
	return total > 0;
}

/* The nodes of a question, each changed by ${change}; true if any was. */
static bool
change_all(struct query_node *n, bool (*change)(struct query_node *))
{
	bool changed = change(n);
	size_t i;

	for (i = 0; i < n->kid_count; i++)
		changed |= change_all(n->kids[i], change);
	return changed;
}

static bool
loosen_phrase(struct query_node *n)
{
	if (n->kind != QUERY_PHRASE && n->kind != QUERY_EXACT)
		return false;
	n->kind = QUERY_WORD;
	return true;
}

static bool
loosen_and(struct query_node *n)
{
	if (n->kind != QUERY_AND)
		return false;
	n->kind = QUERY_OR;
	return true;
}

static size_t
nodes(const struct query_node *n)
{
	size_t i, sum = 1;

	for (i = 0; i < n->kid_count; i++)
		sum += nodes(n->kids[i]);
	return sum;
}

/* Save the kinds of all nodes, or put them back. */
static enum query_kind *
kinds(struct query_node *n, enum query_kind *at, bool back)
{
	size_t i;

	if (back)
		n->kind = *at++;
	else
		*at++ = n->kind;
	for (i = 0; i < n->kid_count; i++)
		at = kinds(n->kids[i], at, back);
	return at;
}

static int
loosened(struct search *s, const struct search_request *request,
    bool (*change)(struct query_node *), const char *how,
    struct buf *out, struct err *err)
{
	struct query_node *root = request->query->root;
	enum query_kind *kept = malloc(nodes(root) * sizeof(*kept));
	int64_t total = 0;
	int result = 0;

	if (!kept)
		return err_memory(err);
	kinds(root, kept, false);
	if (change_all(root, change))
		result = count(s, request, &total, err);
	kinds(root, kept, true);
	free(kept);
	if (!result && total) {
		buf_addf(out, "%s, %lld %s\n", how, (long long)total,
		    articles(total));
		return 1;
	}
	return result;
}

int
suggest(struct search *s, const struct search_request *request,
    struct buf *out, struct err *err)
{
	int found;

	if (!request->query->root)
		return 0;
	found = without_filters(s, request, out, err);
	if (!found)
		found = loosened(s, request, loosen_phrase,
		    "without the quotes", out, err);
	if (!found && !request->any)
		found = loosened(s, request, loosen_and,
		    "with --any (any of the words)", out, err);
	return found < 0 || out->failed ? -1 : 0;
}
