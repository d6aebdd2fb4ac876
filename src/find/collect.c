/*
 * The collector: weights of leaves, the heap of the best, one candidate,
 * the passes.
 */
#include "find/collect.h"

#include <stdlib.h>
#include <string.h>

#include "find/rank.h"
#include "find/weigh.h"
#include "schema.h"
#include "store/fts5.h"

/* What one pass is for. */
enum pass {
	PASS_MAIN,	/* the best and the totals */
	PASS_UNDATED	/* how many matches are undated */
};

struct collector {
	struct archive *archive;
	const struct languages *languages;
	struct tokenizer *tokenizer;
	struct facts *facts;
	struct weigher *weigher;
	sqlite3_stmt *match;	/* the pass */
	sqlite3_stmt *text;	/* a candidate's texts, where they decide */
	struct terms texts[2];	/* title and body of the candidate */
	/* Of the running request. */
	const struct collect_request *request;
	struct collected *out;
	enum pass pass;
	bool filtered, scored;
	double mean;		/* words an article */
	double *weights;	/* of leaves */
	int *tf;		/* of leaves, in the candidate */
	bool *present, *counted;
	size_t cap;		/* of out->items */
	struct err *err;
	bool failed;
};

void
collected_release(struct collected *c)
{
	free(c->items);
	*c = (struct collected)COLLECTED_INIT;
}

/* ==== The heap of the best; its root is the worst of them ==== */

static int
by_number(int64_t a, int64_t b)
{
	return (a > b) - (a < b);
}

static int
by_relevance(const void *left, const void *right)
{
	const struct found *a = left, *b = right;

	if (a->score != b->score)
		return a->score > b->score ? -1 : 1;
	return by_number(b->id, a->id);
}

static int
by_newest(const void *left, const void *right)
{
	return by_number(((const struct found *)right)->id,
	    ((const struct found *)left)->id);
}

static int
by_oldest(const void *left, const void *right)
{
	const struct found *a = left, *b = right;
	bool undated_a = a->id <= FILTER_UNDATED_LAST;
	bool undated_b = b->id <= FILTER_UNDATED_LAST;

	if (undated_a != undated_b)
		return undated_a ? 1 : -1;
	return by_number(a->id, b->id);
}

typedef int order_fn(const void *, const void *);

static order_fn *const orders[] = { by_relevance, by_newest, by_oldest };

static void
swap(struct found *a, struct found *b)
{
	struct found spare = *a;

	*a = *b;
	*b = spare;
}

static void
sift_up(struct found *heap, size_t i, order_fn *order)
{
	for (; i && order(&heap[i], &heap[(i - 1) / 2]) > 0; i = (i - 1) / 2)
		swap(&heap[i], &heap[(i - 1) / 2]);
}

static void
sift_down(struct found *heap, size_t count, order_fn *order)
{
	size_t i = 0, kid;

	while ((kid = 2 * i + 1) < count) {
		if (kid + 1 < count && order(&heap[kid + 1], &heap[kid]) > 0)
			kid++;
		if (order(&heap[i], &heap[kid]) >= 0)
			break;
		swap(&heap[i], &heap[kid]);
		i = kid;
	}
}

static int
keep(struct collector *c, struct found found)
{
	struct collected *out = c->out;
	order_fn *order = orders[c->request->sort];
	size_t limit = c->request->limit, cap;
	struct found *items;

	if (limit && out->count == limit) {
		if (order(&found, &out->items[0]) < 0) {
			out->items[0] = found;
			sift_down(out->items, out->count, order);
		}
		return 0;
	}
	if (out->count == c->cap) {
		cap = c->cap ? c->cap * 2 : 64;
		items = realloc(out->items, cap * sizeof(*items));
		if (!items)
			return err_memory(c->err);
		out->items = items;
		c->cap = cap;
	}
	out->items[out->count++] = found;
	if (limit)
		sift_up(out->items, out->count - 1, order);
	return 0;
}

/* ==== One candidate ==== */

static int
cut_texts(struct collector *c, int64_t id)
{
	const char *language;
	int i, code;

	sqlite3_bind_int64(c->text, 1, id);
	code = sqlite3_step(c->text);
	language = code == SQLITE_ROW ?
	    (const char *)sqlite3_column_text(c->text, 2) : NULL;
	for (i = 0; i < 2; i++)
		if (terms_cut(&c->texts[i], c->tokenizer, language,
		    code == SQLITE_ROW ?
		    (const char *)sqlite3_column_text(c->text, i) : NULL,
		    (size_t)sqlite3_column_bytes(c->text, i))) {
			sqlite3_reset(c->text);
			return err_memory(c->err);
		}
	sqlite3_reset(c->text);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return archive_failed(c->archive, "read the article", c->err);
	return 0;
}

/* What a leaf of pairs really has in the candidate's texts. */
static int
verified(struct collector *c, const struct match_leaf *l)
{
	int column, at, tf = 0;
	size_t i;

	for (column = 0; column < 2; column++) {
		if ((l->field == QUERY_TITLE && column == 1) ||
		    (l->field == QUERY_BODY && column == 0))
			continue;
		for (i = 0, at = 0; i < c->texts[column].count;
		    i = terms_next_word(&c->texts[column], i), at++)
			if (match_run_at(c->request->match, l,
			    &c->texts[column], i))
				tf += rank_occurrence(column, at);
	}
	return tf;
}

/* How much of a leaf stands in the candidate: its tf, 0 where it does not. */
static int
leaf_tf(struct collector *c, const struct match_leaf *l, unsigned slot,
    const Fts5ExtensionApi *api, Fts5Context *fts)
{
	const struct match_phrase *p;
	Fts5PhraseIter at;
	int column, word, tf = 0, before;
	size_t i;

	for (i = l->first; i < l->first + l->count; i++) {
		p = &c->request->match->phrases[i];
		if (!(p->languages >> slot & 1) || (p->fallback && tf))
			continue;
		before = tf;
		if (api->xPhraseFirst(fts, (int)i, &at, &column, &word))
			return 0;
		for (; column >= 0; api->xPhraseNext(fts, &at, &column,
		    &word)) {
			tf += rank_occurrence(column, word);
			if (!c->scored)
				break;
		}
		if (l->together && tf == before)
			return 0;
	}
	return tf;
}

static int
read_leaves(struct collector *c, int64_t id, unsigned slot,
    const Fts5ExtensionApi *api, Fts5Context *fts)
{
	const struct match *m = c->request->match;
	bool cut = false;
	size_t i;

	for (i = 0; i < m->leaf_count; i++) {
		c->tf[i] = leaf_tf(c, &m->leaves[i], slot, api, fts);
		if (c->tf[i] && m->leaves[i].verify) {
			if (!cut && cut_texts(c, id))
				return -1;
			cut = true;
			c->tf[i] = verified(c, &m->leaves[i]);
		}
		c->present[i] = c->tf[i] > 0;
		c->counted[i] = false;
	}
	return 0;
}

static double
score(const struct collector *c, const struct fact *fact)
{
	const struct match *m = c->request->match;
	double norm, sum = 0;
	size_t i, same;

	norm = rank_norm((double)fact->title_words + fact->body_words,
	    c->mean);
	for (i = 0; i < m->leaf_count; i++) {
		same = m->leaves[i].same;
		if (!c->counted[i] || m->leaves[i].excluded ||
		    (same != i && c->counted[same]))
			continue;
		c->counted[same] = true;
		sum += rank_term(c->weights[i], c->tf[i], norm);
	}
	return sum;
}

static int
candidate(struct collector *c, const Fts5ExtensionApi *api, Fts5Context *fts)
{
	enum filter_verdict verdict = FILTER_IN;
	const struct fact *fact = NULL;
	struct found found = { api->xRowid(fts), 0 };
	unsigned slot = 0;

	if (c->scored || c->filtered || !c->languages->single) {
		fact = facts_get(c->facts, found.id, c->err);
		if (!fact)
			return -1;
	}
	if (c->filtered)
		verdict = filter_verdict(c->request->filter, fact);
	if (verdict == FILTER_OUT ||
	    (verdict == FILTER_UNDATED) != (c->pass == PASS_UNDATED))
		return 0;
	if (!c->languages->single)
		slot = languages_slot(c->languages, fact->language);
	if (read_leaves(c, found.id, slot, api, fts))
		return -1;
	if (!match_holds(c->request->match, c->present, c->counted))
		return 0;
	if (verdict != FILTER_IN) {
		*(verdict == FILTER_UNDATED ? &c->out->undated :
		    &c->out->partial) += 1;
		return 0;
	}
	if (c->scored)
		found.score = score(c, fact);
	c->out->total++;
	return keep(c, found);
}

/* newsfind_collect(articles_fts): always 0, so that no row comes out. */
static void
collect(const Fts5ExtensionApi *api, Fts5Context *fts, sqlite3_context *sql,
    int argc, sqlite3_value **argv)
{
	struct collector *c = api->xUserData(fts);

	(void)argc, (void)argv;
	if (candidate(c, api, fts)) {
		c->failed = true;
		sqlite3_result_error(sql, "collecting failed", -1);
		return;
	}
	sqlite3_result_int(sql, 0);
}

/* ==== The passes ==== */

static int
pass(struct collector *c, enum pass which, int64_t first, int64_t last)
{
	const struct match *m = c->request->match;
	int code;

	c->pass = which;
	c->failed = false;
	sqlite3_bind_text64(c->match, 1, m->expression.data,
	    m->expression.len, SQLITE_STATIC, SQLITE_UTF8);
	sqlite3_bind_int64(c->match, 2, first);
	sqlite3_bind_int64(c->match, 3, last);
	code = sqlite3_step(c->match);
	if (code != SQLITE_DONE && !c->failed)
		archive_failed(c->archive, "search the index", c->err);
	sqlite3_reset(c->match);
	return code == SQLITE_DONE ? 0 : -1;
}

/*
 * A leaf's weight.  The frequency of a question's only leaf is the total,
 * known after the pass, which can do without as all scores share it.
 */
static int
weigh(struct collector *c)
{
	const struct match *m = c->request->match;
	int64_t articles = archive_number(c->archive, "articles"), n;
	size_t i;

	c->mean = (double)archive_number(c->archive, "words") /
	    (double)(articles ? articles : 1);
	for (i = 0; i < m->leaf_count; i++) {
		c->weights[i] = 1;
		if (m->leaves[i].excluded ||
		    (m->leaf_count == 1 && !c->filtered))
			continue;
		if (m->leaves[i].same != i) {
			c->weights[i] = c->weights[m->leaves[i].same];
			continue;
		}
		if (weigher_articles(c->weigher, m, &m->leaves[i], &n,
		    c->err))
			return -1;
		c->weights[i] = m->leaves[i].repeated *
		    rank_idf(articles, n);
	}
	return 0;
}

static void
weigh_afterwards(struct collector *c)
{
	double weight;
	size_t i;

	if (c->request->match->leaf_count != 1 || c->filtered)
		return;
	weight = rank_idf(archive_number(c->archive, "articles"),
	    c->out->total) * c->request->match->leaves[0].repeated;
	for (i = 0; i < c->out->count; i++)
		c->out->items[i].score *= weight;
}

static int
run(struct collector *c)
{
	const struct filter *filter = c->request->filter;
	bool partial = archive_number(c->archive, "partial") > 0;
	int64_t first, last;

	if (c->scored && weigh(c))
		return -1;
	filter_ids(filter, partial, &first, &last);
	if (pass(c, PASS_MAIN, first, last))
		return -1;
	if (filter->dated && archive_number(c->archive, "undated") > 0 &&
	    pass(c, PASS_UNDATED, INT64_MIN, FILTER_UNDATED_LAST))
		return -1;
	if (c->scored)
		weigh_afterwards(c);
	if (c->out->count)
		qsort(c->out->items, c->out->count, sizeof(struct found),
		    orders[c->request->sort]);
	return 0;
}

int
collector_run(struct collector *c, const struct collect_request *request,
    struct collected *out, struct err *err)
{
	size_t n = request->match->leaf_count;
	int result = -1;

	*out = (struct collected)COLLECTED_INIT;
	if (!request->match->node_count)
		return 0;
	c->request = request;
	c->out = out;
	c->err = err;
	c->cap = 0;
	c->filtered = filter_active(request->filter);
	c->scored = request->sort == COLLECT_RELEVANCE;
	c->weights = malloc(n * sizeof(*c->weights));
	c->tf = malloc(n * sizeof(*c->tf));
	c->present = malloc(n * sizeof(*c->present));
	c->counted = malloc(n * sizeof(*c->counted));
	if (!c->weights || !c->tf || !c->present || !c->counted)
		err_memory(err);
	else
		result = run(c);
	free(c->weights);
	free(c->tf);
	free(c->present);
	free(c->counted);
	return result;
}

/* ==== Opening and closing ==== */

int
collector_open(struct collector **out, struct archive *a,
    const struct languages *languages, struct tokenizer *tokenizer,
    struct err *err)
{
	struct collector *c = calloc(1, sizeof(*c));
	fts5_api *api = fts5_interface(archive_db(a));

	*out = NULL;
	if (!c)
		return err_memory(err);
	c->archive = a;
	c->languages = languages;
	c->tokenizer = tokenizer;
	c->texts[0] = c->texts[1] = (struct terms)TERMS_INIT;
	if (!api || api->xCreateFunction(api, "newsfind_collect", c, collect,
	    NULL)) {
		err_set(err, "this SQLite was built without FTS5");
		goto fail;
	}
	if (facts_open(&c->facts, a, err) || weigher_open(&c->weigher, a, err))
		goto fail;
	c->match = archive_prepare(a, schema_collect_matches, err);
	c->text = c->match ? archive_prepare(a, schema_find_text, err) : NULL;
	if (!c->text)
		goto fail;
	*out = c;
	return 0;
fail:
	collector_close(c);
	return -1;
}

void
collector_close(struct collector *c)
{
	if (!c)
		return;
	sqlite3_finalize(c->match);
	sqlite3_finalize(c->text);
	weigher_close(c->weigher);
	facts_close(c->facts);
	terms_release(&c->texts[0]);
	terms_release(&c->texts[1]);
	free(c);
}
