/* The same question to both; random ways to ask; failures. */
#include "asking.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

void
ground_open(struct ground *g)
{
	struct err err = ERR_INIT;

	plain_open(&g->plain, g->corpora.database);
	assert_int_equal(archive_open(&g->archive, g->corpora.database,
	    ARCHIVE_READ, NULL, &err), 0);
	assert_int_equal(search_open(&g->search, g->archive, &err), 0);
	assert_int_equal(sqlite3_open_v2(g->corpora.database, &g->stock,
	    SQLITE_OPEN_READONLY, NULL), SQLITE_OK);
}

void
ground_close(struct ground *g)
{
	plain_close(&g->plain);
	search_close(g->search);
	archive_close(g->archive, NULL);
	sqlite3_close(g->stock);
	corpora_release(&g->corpora);
}

/* ==== One question ==== */

void
asking_open(struct asking *a, struct ground *g)
{
	memset(a, 0, sizeof(*a));
	a->ground = g;
	a->filter = (struct filter)FILTER_INIT;
	a->want.items = calloc(g->plain.count + 1, sizeof(int64_t));
	a->got.items = calloc(g->plain.count + 1, sizeof(int64_t));
	assert_true(a->want.items && a->got.items);
	buf_init(&a->why, BUF_TEXT_LIMIT);
}

void
asking_close(struct asking *a)
{
	filter_release(&a->filter);
	free(a->want.items);
	free(a->got.items);
	buf_release(&a->why);
}

static void
expect(struct asking *a, const struct query_node *root)
{
	struct plain *p = &a->ground->plain;
	bool *holds = calloc(p->count + 1, sizeof(*holds));
	enum filter_verdict verdict;
	size_t i;

	assert_non_null(holds);
	plain_eval(p, root, holds);
	a->want.count = 0;
	a->undated = a->partial = 0;
	for (i = 0; i < p->count; i++) {
		verdict = plain_verdict(&a->filter, &p->articles[i]);
		if (!holds[i] || verdict == FILTER_OUT)
			continue;
		if (verdict == FILTER_IN)
			a->want.items[a->want.count++] = p->articles[i].id;
		a->undated += verdict == FILTER_UNDATED;
		a->partial += verdict == FILTER_PARTIAL;
	}
	free(holds);
}

static int
by_id(const void *left, const void *right)
{
	const int64_t *a = left, *b = right;

	return (*a > *b) - (*a < *b);
}

static bool
is_undated(const struct plain *p, int64_t id)
{
	size_t low = 0, high = p->count, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (p->articles[mid].id < id)
			low = mid + 1;
		else
			high = mid;
	}
	return low < p->count && p->articles[low].date.precision == DATE_NONE;
}

/* By id, the undated ones last. */
static void
check_order(struct asking *a)
{
	size_t i;
	bool before, after, wrong;

	for (i = 1; a->sort != BEST_RELEVANCE && i < a->got.count; i++) {
		before = is_undated(&a->ground->plain, a->got.items[i - 1]);
		after = is_undated(&a->ground->plain, a->got.items[i]);
		wrong = a->sort == BEST_NEWEST ?
		    a->got.items[i] >= a->got.items[i - 1] :
		    a->got.items[i] <= a->got.items[i - 1];
		if ((before && !after) || (before == after && wrong)) {
			buf_addf(&a->why, "hit %zu is out of order; ", i + 1);
			return;
		}
	}
}

void
asking_compare(struct asking *a)
{
	size_t i = 0, k = 0, shown = 0;

	qsort(a->got.items, a->got.count, sizeof(int64_t), by_id);
	while ((i < a->want.count || k < a->got.count) && shown < 5) {
		if (k == a->got.count || (i < a->want.count &&
		    a->want.items[i] < a->got.items[k])) {
			buf_addf(&a->why, "%lld is missing; ",
			    (long long)a->want.items[i++]);
			shown++;
		} else if (i == a->want.count ||
		    a->got.items[k] < a->want.items[i]) {
			buf_addf(&a->why, "%lld is too much; ",
			    (long long)a->got.items[k++]);
			shown++;
		} else {
			i++, k++;
		}
	}
}

static void
compare_number(struct asking *a, const char *what, int64_t got,
    int64_t want)
{
	if (got != want)
		buf_addf(&a->why, "%s %lld for %lld; ", what, (long long)got,
		    (long long)want);
}

static int
ask_engine(struct asking *a, const struct query *q, size_t limit,
    struct search_reply *reply)
{
	struct search_request request = { .query = q, .order = a->sort,
	    .limit = limit, .filter = &a->filter };
	struct err err = ERR_INIT;

	if (!search_run(a->ground->search, &request, reply, &err))
		return 0;
	buf_addf(&a->why, "refused: %s", err.text);
	return -1;
}

/* The first of them alone are those that come first of all. */
static void
check_first(struct asking *a, const int64_t *first,
    const struct search_reply *limited, const struct search_reply *all)
{
	size_t i, count = a->got.count < a->limit ? a->got.count : a->limit;

	if (!a->limit)
		return;
	compare_number(a, "limited hits", (int64_t)limited->count,
	    (int64_t)count);
	compare_number(a, "limited total", limited->total, all->total);
	compare_number(a, "limited undated", limited->undated, all->undated);
	compare_number(a, "limited partial", limited->partial, all->partial);
	for (i = 0; i < count && i < limited->count; i++)
		if (first[i] != a->got.items[i]) {
			buf_addf(&a->why, "limited to %zu, hit %zu is "
			    "another; ", a->limit, i + 1);
			return;
		}
}

bool
asking_differs(const struct query *q, void *ctx)
{
	struct asking *a = ctx;
	const struct search *s = a->ground->search;
	struct search_reply reply, limited = { 0 };
	int64_t first[ASKING_LIMIT];
	size_t i;

	buf_reset(&a->why);
	expect(a, q->root);
	if (a->limit && ask_engine(a, q, a->limit, &limited))
		return true;
	for (i = 0; i < limited.count && i < ASKING_LIMIT; i++)
		first[i] = search_id(s, i);
	if (ask_engine(a, q, 0, &reply))
		return true;
	compare_number(a, "hits", (int64_t)reply.count, reply.total);
	compare_number(a, "total", reply.total, (int64_t)a->want.count);
	compare_number(a, "undated", reply.undated, a->undated);
	compare_number(a, "partial", reply.partial, a->partial);
	a->got.count = 0;
	for (i = 0; i < reply.count && i < a->ground->plain.count; i++)
		a->got.items[a->got.count++] = search_id(s, i);
	check_first(a, first, &limited, &reply);
	check_order(a);
	asking_compare(a);
	return a->why.len > 0;
}

/* ==== Random ways to ask ==== */

/* Some sources. */
static void
draw_sources(struct asking *a, struct trees *t)
{
	struct filter *f = &a->filter;
	const struct plain *p = &a->ground->plain;
	size_t i, count = 1 + trees_dice(t, 4);
	uint32_t source;

	for (i = 0; i < count; i++) {
		source = p->articles[trees_dice(t,
		    (uint32_t)p->count)].source;
		if (source)
			assert_int_equal(code_set_add(&f->sources, source),
			    0);
	}
	code_set_sort(&f->sources);
}

/* The beginning or end of the day, hour or minute of some article. */
static int64_t
draw_bound(struct asking *a, struct trees *t)
{
	static const int64_t steps[] = { 1, 60, 1440 };
	const struct plain *p = &a->ground->plain;
	const struct plain_article *article;
	int64_t step = steps[trees_dice(t, 3)], minute;

	do
		article = &p->articles[trees_dice(t, (uint32_t)p->count)];
	while (article->date.precision == DATE_NONE);
	minute = date_minute(&article->date);
	return (minute / step + trees_dice(t, 2)) * step;
}

void
asking_draw(struct asking *a, struct trees *t)
{
	struct filter *f = &a->filter;
	int64_t spare;

	filter_release(f);
	a->sort = (enum best_order)trees_dice(t, 3);
	a->limit = trees_dice(t, 2) ? 1 + trees_dice(t, ASKING_LIMIT) : 0;
	if (trees_dice(t, 2))
		return;
	if (trees_dice(t, 2))
		draw_sources(a, t);
	if (f->sources.count && trees_dice(t, 2))
		return;
	f->dated = true;
	if (trees_dice(t, 3))
		f->from = draw_bound(a, t);
	if (trees_dice(t, 3))
		f->to = draw_bound(a, t);
	if (f->from > f->to) {
		spare = f->from;
		f->from = f->to;
		f->to = spare;
	}
}

/* ==== Failures ==== */

static bool
parsed_before(const struct query_node *n)
{
	size_t i;

	if ((n->kind > QUERY_PREFIX && n->kind < QUERY_AND) ||
	    n->kind > QUERY_NOT || (n->field != QUERY_ANYWHERE &&
	    n->field != QUERY_TITLE && n->field != QUERY_BODY))
		return false;
	for (i = 0; i < n->kid_count; i++)
		if (!parsed_before(n->kids[i]))
			return false;
	return true;
}

void
asking_show(struct asking *a, uint32_t number, struct query *q,
    bool (*fails)(const struct query *q, void *ctx))
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);

	trees_print(q->root, &text);
	print_message("tree %u: %s\n  %s\n", number, text.data, a->why.data);
	trees_shrink(q, fails, a);
	fails(q, a);
	buf_reset(&text);
	trees_print(q->root, &text);
	if (parsed_before(q->root)) {
		buf_addstr(&text, "\n  ");
		query_format(q, &text);
	}
	print_message("  shrunk: %s\n  %s\n", text.data, a->why.data);
	if (a->filter.dated || a->filter.sources.count)
		print_message("  from minute %lld to %lld, of %zu sources\n",
		    (long long)a->filter.from, (long long)a->filter.to,
		    a->filter.sources.count);
	print_message("  order %d, limit %zu\n", a->sort, a->limit);
	buf_release(&text);
}

uint32_t
asking_count(uint32_t all)
{
	return getenv("SOAK") ? all : all / 10;
}
