/* Parts: those that no article has, those that never come together. */
#include "find/suggest_parts.h"

#include <string.h>

/* The parts an article must have all of, next to each other or not. */
struct parts {
	struct query_node *items[SUGGEST_PARTS];
	size_t count;
	bool all;		/* there are no more */
};

static struct parts
parts_of(struct query_node *root)
{
	struct parts p = { { root }, 1, true };

	if (root->kind != QUERY_AND && (root->kind < QUERY_NEAR ||
	    root->kind > QUERY_PARA))
		return p;
	p.all = root->kid_count <= SUGGEST_PARTS;
	p.count = p.all ? root->kid_count : SUGGEST_PARTS;
	memcpy(p.items, root->kids, p.count * sizeof(p.items[0]));
	return p;
}

const char *
suggest_match(int64_t n)
{
	return n == 1 ? "article matches" : "articles match";
}

static void
add_part(struct buf *out, struct query_node *part)
{
	struct query q = { part, 0 };

	query_format(&q, out);
}

static int
count_node(struct asking *k, struct query_node *root,
    const struct filter *filter, int64_t *total)
{
	struct query q = { root, 0 };
	struct search_request asked = *k->request;

	asked.query = &q;
	asked.filter = filter;
	return meant_count(k->search, &asked, total, k->err);
}

/* Those of ${p} whose bits are in ${set}, by one AND. */
static int
count_set(struct asking *k, const struct parts *p, unsigned set,
    int64_t *total)
{
	struct query_node *kids[SUGGEST_PARTS];
	struct query_node root = { .kind = QUERY_AND, .boost = 1,
	    .kids = kids, .height = 1 };
	size_t i;

	*total = 0;
	for (i = 0; i < p->count; i++)
		if (set >> i & 1)
			kids[root.kid_count++] = p->items[i];
	if (!root.kid_count)
		return 0;
	return count_node(k, root.kid_count == 1 ? kids[0] : &root,
	    k->request->filter, total);
}

static void
add_set(struct asking *k, const struct parts *p, unsigned set,
    const char *quote)
{
	const char *between = "";
	size_t i, n = 0;

	for (i = 0; i < p->count; i++) {
		if (!(set >> i & 1))
			continue;
		if (n++ == SUGGEST_NAMES) {
			buf_addstr(k->out, " ...");
			return;
		}
		buf_addf(k->out, "%s%s", between, quote);
		add_part(k->out, p->items[i]);
		buf_addstr(k->out, quote);
		between = *quote ? " or " : " ";
	}
}

/* ==== Parts that match nothing ==== */

/* Is it found, filters aside?  A part without a word is no part. */
static int
is_empty(struct asking *k, struct query_node *part, bool *empty)
{
	static const struct filter none = FILTER_INIT;
	struct query q = { part, 0 };
	struct search_request asked = *k->request;
	struct search_reply reply;

	asked.query = &q;
	asked.filter = &none;
	asked.order = BEST_NEWEST;
	asked.limit = 1;
	asked.no_total = true;
	if (search_run(k->search, &asked, &reply, k->err))
		return -1;
	*empty = !reply.count && !reply.wordless;
	return 0;
}

/* The empty leaves below ${n}, those of a NOT aside, as parts of their own. */
static int
add_empty(struct asking *k, struct query_node *n, struct parts *out)
{
	size_t i, kids = n->kind == QUERY_NOT ? 1 : n->kid_count;
	bool empty;

	for (i = 0; i < kids; i++)
		if (add_empty(k, n->kids[i], out))
			return -1;
	if (n->kid_count || out->count == SUGGEST_PARTS)
		return 0;
	if (is_empty(k, n, &empty))
		return -1;
	if (empty)
		out->items[out->count++] = n;
	return 0;
}

/* How many have a better word: counted, for a slip's own is an estimate. */
static int
count_better(struct asking *k, const struct slip *slip, int64_t *total)
{
	static const struct filter none = FILTER_INIT;
	struct query_node word = { .boost = 1, .text = slip->better,
	    .kind = strchr(slip->better, ' ') ? QUERY_PHRASE : QUERY_EXACT };

	return count_node(k, &word, &none, total);
}

/* Better words for leaves of one word, if nothing mended was found. */
static int
add_better(struct asking *k, const struct parts *empty)
{
	const struct slip *slip;
	size_t i, said = 0;
	int64_t total;

	for (i = 0; i < empty->count && !k->meant->text.len; i++) {
		slip = empty->items[i]->kid_count ? NULL :
		    meant_slip(k->meant, empty->items[i]->text);
		if (!slip)
			continue;
		if (count_better(k, slip, &total))
			return -1;
		if (total)
			buf_addf(k->out, "%s %lld %s %s", said++ ? "," : ";",
			    (long long)total, total == 1 ? "has" : "have",
			    slip->better);
	}
	return 0;
}

static int
say_empty(struct asking *k, const struct parts *p, unsigned found,
    const struct parts *empty)
{
	int64_t total = 0;

	if (p->all && count_set(k, p, found, &total))
		return -1;
	buf_addstr(k->out, "no article has ");
	add_set(k, empty, (1u << empty->count) - 1, "'");
	k->helped = total > 0;
	if (total)
		buf_addf(k->out, "; without %s %lld %s",
		    empty->count == 1 ? "it" : "them", (long long)total,
		    suggest_match(total));
	else if (add_better(k, empty))
		return -1;
	buf_addch(k->out, '\n');
	k->lines++;
	return 0;
}

int
suggest_empty(struct asking *k, bool *whole)
{
	struct parts p = parts_of(k->request->query->root);
	struct parts empty = { { NULL }, 0, true };
	unsigned found = 0;
	size_t i, before;
	bool none;

	for (i = 0; i < p.count; i++) {
		if (is_empty(k, p.items[i], &none))
			return -1;
		found |= none ? 0 : 1u << i;
		before = empty.count;
		if (none && add_empty(k, p.items[i], &empty))
			return -1;
		/* All its leaves are there, and never as it asks for. */
		if (none && empty.count == before && p.count > 1 &&
		    before < SUGGEST_PARTS)
			empty.items[empty.count++] = p.items[i];
	}
	*whole = empty.count == 0;
	return empty.count ? say_empty(k, &p, found, &empty) : 0;
}

/* ==== Parts that never come together ==== */

struct sets {
	unsigned best;
	int64_t total;
	int searches;
};

static int
try_set(struct asking *k, const struct parts *p, unsigned set,
    struct sets *s)
{
	int64_t total;

	if (s->searches++ >= SUGGEST_SEARCHES)
		return 0;
	if (count_set(k, p, set, &total))
		return -1;
	if (total > s->total) {
		s->total = total;
		s->best = set;
	}
	return 0;
}

/* All but one; where there is none, all but two. */
static int
find_set(struct asking *k, const struct parts *p, struct sets *s)
{
	unsigned all = (1u << p->count) - 1;
	size_t i, j;

	for (i = 0; i < p->count; i++)
		if (try_set(k, p, all & ~(1u << i), s))
			return -1;
	for (i = 0; !s->total && i < p->count; i++)
		for (j = 0; j < i; j++)
			if (try_set(k, p, all & ~(1u << i) & ~(1u << j), s))
				return -1;
	return 0;
}

int
suggest_together(struct asking *k)
{
	struct parts p = parts_of(k->request->query->root);
	struct sets s = { 0, 0, 0 };
	unsigned all = (1u << p.count) - 1;

	if (p.count < 2 || !p.all)
		return 0;
	if (find_set(k, &p, &s))
		return -1;
	if (!s.total)
		return 0;
	add_set(k, &p, s.best, "");
	buf_addf(k->out, ": %lld %s, but none with ", (long long)s.total,
	    suggest_match(s.total));
	add_set(k, &p, all & ~s.best, "'");
	buf_addch(k->out, '\n');
	k->lines++;
	return 0;
}
