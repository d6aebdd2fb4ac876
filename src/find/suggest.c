/*
 * What could be tried: the question mended, without a part, without a filter,
 * without its quotes, at any distance, anywhere, with any of its words.
 */
#include "find/suggest.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "find/query_runes.h"
#include "find/suggest_parts.h"

static const struct filter no_filter = FILTER_INIT;

static bool
enough(const struct asking *k)
{
	return k->lines >= SUGGEST_LINES;
}

/* Say that ${n} match in this way. */
static void
say(struct asking *k, const char *how, int64_t n)
{
	buf_addf(k->out, "%s, %lld %s\n", how, (long long)n,
	    suggest_match(n));
	k->lines++;
}

/* ==== What was meant ==== */

static void
say_meant(struct asking *k)
{
	const struct meant *m = k->meant;
	const char *p;

	if (!m->text.len)
		return;
	buf_addstr(k->out, "did you mean ");
	/* In one line, whatever was typed. */
	for (p = m->text.data; *p; p++)
		buf_addch(k->out, (unsigned char)*p < ' ' ? ' ' : *p);
	buf_addf(k->out, ": %s%lld article%s%s\n",
	    m->unfiltered ? "none under the filters, " : "",
	    (long long)m->total, m->total == 1 ? "" : "s",
	    m->unfiltered ? " without" : "");
	k->lines++;
}

/* ==== Without filters ==== */

/* Each part alone; where that does not help, all. */
static int
without_filters(struct asking *k)
{
	static const char *const how[FILTER_PARTS] = {
		[FILTER_DATES] = "without the dates",
		[FILTER_SOURCES] = "in other sources",
		[FILTER_AUTHORS] = "by other authors",
		[FILTER_SECTIONS] = "in other sections",
		[FILTER_LANGUAGES] = "in other languages",
		[FILTER_HAS] = "without --has"
	};
	struct filter without;
	struct search_request asked = *k->request;
	int64_t all, total;
	size_t before = k->lines;
	int part;

	asked.filter = &no_filter;
	if (!filter_active(k->request->filter))
		return 0;
	if (meant_count(k->search, &asked, &all, k->err))
		return -1;
	asked.filter = &without;
	for (part = 0; all && part < FILTER_PARTS && !enough(k); part++) {
		if (!filter_without(k->request->filter,
		    (enum filter_part)part, &without))
			continue;
		if (meant_count(k->search, &asked, &total, k->err))
			return -1;
		if (total)
			say(k, how[part], total);
	}
	if (all && k->lines == before && !enough(k))
		say(k, "without the filters", all);
	return 0;
}

/* ==== Looser ==== */

/* What of a node is loosened. */
struct loose {
	enum query_kind kind;
	enum query_field field;
	unsigned number;
};

static bool
at_any_distance(struct query_node *n)
{
	if (n->kind == QUERY_ATLEAST && n->number > 1) {
		n->number = 1;
		return true;
	}
	if (n->kind < QUERY_NEAR || n->kind > QUERY_PARA)
		return false;
	n->kind = QUERY_AND;
	return true;
}

static bool
anywhere(struct query_node *n)
{
	if (n->kid_count || n->field == QUERY_ANYWHERE ||
	    n->field > QUERY_BODY)
		return false;
	n->field = QUERY_ANYWHERE;
	return true;
}

static bool
any_of_all(struct query_node *n)
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

/* Change all nodes, keeping what they were; true if any was changed. */
static bool
change(struct query_node *n, bool (*how)(struct query_node *),
    struct loose **at)
{
	bool changed;
	size_t i;

	*(*at)++ = (struct loose){ n->kind, n->field, n->number };
	changed = how(n);
	for (i = 0; i < n->kid_count; i++)
		changed |= change(n->kids[i], how, at);
	return changed;
}

static void
put_back(struct query_node *n, const struct loose **at)
{
	size_t i;

	n->kind = (*at)->kind;
	n->field = (*at)->field;
	n->number = (*at)++->number;
	for (i = 0; i < n->kid_count; i++)
		put_back(n->kids[i], at);
}

static int
loosened(struct asking *k, bool (*how)(struct query_node *),
    const char *what)
{
	struct query_node *root = k->request->query->root;
	struct loose *kept = malloc(nodes(root) * sizeof(*kept)), *at = kept;
	const struct loose *from = kept;
	int64_t total = 0;
	int result = 0;

	if (!kept)
		return err_memory(k->err);
	if (change(root, how, &at))
		result = meant_count(k->search, k->request, &total, k->err);
	put_back(root, &from);
	free(kept);
	if (!result && total && !enough(k))
		say(k, what, total);
	return result;
}

/* ==== Without quotes ==== */

/* Brackets for the quotes of a phrase, and blanks: the places stay. */
static void
unquote(char *text, const struct query_node *n)
{
	char *p = text + n->start, *end = text + n->end, *last = NULL;
	uint32_t rune;
	size_t len;

	for (; p < end; p += len) {
		len = utf8_decode(p, end, &rune);
		if (!rune_quote(rune))
			continue;
		memset(p, ' ', len);
		*p = last ? ' ' : '(';
		last = p;
	}
	/* One that nothing closes ends with the question. */
	if (last && *last == ' ')
		*last = ')';
	else if (last)
		*last = ' ';
}

/* Every phrase below ${n}, those behind a NOT aside; true if any. */
static bool
unquote_all(char *text, size_t text_len, const struct query_node *n)
{
	size_t i, kids = n->kind == QUERY_NOT ? 1 : n->kid_count;
	bool any = false;

	for (i = 0; i < kids; i++)
		any |= unquote_all(text, text_len, n->kids[i]);
	if (n->kid_count || n->start > n->end || n->end > text_len ||
	    (n->kind != QUERY_PHRASE && n->kind != QUERY_EXACT) ||
	    n->field > QUERY_BODY)
		return any;
	unquote(text, n);
	return true;
}

static int
without_quotes(struct asking *k)
{
	char *text = strdup(k->text);
	int64_t total = 0;
	int result = 0;

	if (!text)
		return err_memory(k->err);
	if (unquote_all(text, strlen(text), k->request->query->root))
		result = meant_count_text(k->search, k->request, text,
		    &total, k->err);
	free(text);
	if (!result && total && !enough(k))
		say(k, "without the quotes", total);
	return result;
}

/* ==== Without what is excluded ==== */

static int
without_not(struct asking *k)
{
	const struct query_node *root = k->request->query->root;
	struct query q = { NULL, 0 };
	struct search_request asked = *k->request;
	int64_t total;

	if (root->kind != QUERY_NOT)
		return 0;
	q.root = root->kids[0];
	asked.query = &q;
	if (meant_count(k->search, &asked, &total, k->err))
		return -1;
	if (total)
		say(k, "without what is excluded", total);
	return 0;
}

/* ==== All of them ==== */

/*
 * The question is whole: each of its parts is found.  Filters first: what
 * they took away is what was asked for.
 */
static int
suggest_whole(struct asking *k)
{
	size_t before = k->lines;

	if (without_filters(k) || (k->lines == before && without_not(k)))
		return -1;
	if (k->lines > before)
		return 0;
	if (without_quotes(k) ||
	    loosened(k, at_any_distance, "at any distance") ||
	    loosened(k, anywhere, "anywhere in the articles"))
		return -1;
	return k->lines > before ? 0 : suggest_together(k);
}

/* Without the filters the question finds what it was meant to: they are it. */
static int
check_meant(struct asking *k, struct meant *m)
{
	struct search_request asked = *k->request;
	int64_t total;

	asked.filter = &no_filter;
	if (!m->unfiltered)
		return 0;
	if (meant_count(k->search, &asked, &total, k->err))
		return -1;
	if (total)
		buf_reset(&m->text);
	return 0;
}

static int
suggest_all(struct asking *k)
{
	bool whole;

	say_meant(k);
	/* That nothing is found was told. */
	if (k->lines && !k->request->query->root->kid_count)
		return 0;
	if (suggest_empty(k, &whole))
		return -1;
	if (k->meant->text.len)
		return 0;
	if (whole ? suggest_whole(k) : without_quotes(k))
		return -1;
	if (k->helped || k->request->any || (whole && k->lines))
		return 0;
	return loosened(k, any_of_all, "with --any (any of the words)");
}

int
suggest(struct search *s, const struct search_request *request,
    const char *text, struct buf *out, struct err *err)
{
	struct meant meant = MEANT_INIT;
	struct asking k = { s, request, text, &meant, out, 0, false, err };
	int result = 0;

	if (request->query->root)
		result = meant_find(s, request, text, 1, &meant, err) ||
		    check_meant(&k, &meant) || suggest_all(&k) ? -1 : 0;
	meant_release(&meant);
	if (!result && out->failed)
		result = err_memory(err);
	return result;
}

int
suggest_more(struct search *s, const struct search_request *request,
    const char *text, int64_t total, struct buf *out, struct err *err)
{
	struct meant meant = MEANT_INIT;
	struct asking k = { s, request, text, &meant, out, 0, false, err };
	int result = 0;

	if (request->query->root && total > 0 && total < SUGGEST_FEW) {
		result = meant_find(s, request, text, total * SUGGEST_TIMES,
		    &meant, err);
		if (!result)
			say_meant(&k);
	}
	meant_release(&meant);
	if (!result && out->failed)
		result = err_memory(err);
	return result;
}
