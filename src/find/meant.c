/* What was meant: words mended, parted, joined; what finds most is it. */
#include "find/meant.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "find/stopwords.h"
#include "find/typed.h"

/* Ways to part one word whose neighbourhood is looked up. */
#define PARTINGS 3

/* Letters that a part of a word has at least: "a lot" is no slip of "alot". */
#define PART_LETTERS 2

struct mending {
	struct search *search;
	const struct search_request *request;
	const char *text;
	int64_t least;
	struct typed typed;
	struct meant *out;
	struct err *err;
};

void
meant_release(struct meant *m)
{
	while (m->count)
		slip_release(&m->slips[--m->count]);
	free(m->slips);
	m->slips = NULL;
	buf_release(&m->text);
}

const struct slip *
meant_slip(const struct meant *m, const char *word)
{
	size_t i;

	for (i = 0; i < m->count; i++)
		if (strcmp(m->slips[i].word, word) == 0)
			return m->slips[i].better ? &m->slips[i] : NULL;
	return NULL;
}

/* ==== Counting ==== */

int
meant_count(struct search *s, const struct search_request *request,
    int64_t *total, struct err *err)
{
	struct search_request asked = *request;
	struct search_reply reply;

	asked.order = BEST_NEWEST;
	asked.limit = 1;
	asked.no_total = false;
	if (search_run(s, &asked, &reply, err))
		return -1;
	*total = reply.total;
	return 0;
}

int
meant_count_text(struct search *s, const struct search_request *request,
    const char *text, int64_t *total, struct err *err)
{
	struct search_request asked = *request;
	struct query query = { 0 };
	struct query_error error = { ERR_INIT, 0, 0 };
	int result = 0;

	*total = 0;
	asked.query = &query;
	if (query_parse(&query, text, request->any, &error) == 0)
		result = meant_count(s, &asked, total, err);
	query_release(&query);
	return result;
}

/* ==== Slips ==== */

static bool
seldom(const struct mending *k, int64_t articles)
{
	return articles <= search_engine(k->search)->articles / MEANT_RARE +
	    1;
}

/* A word such as "has" is none, also where an archive is too small for it. */
static bool
common(const struct mending *k, const char *word)
{
	const struct languages *l = &search_engine(k->search)->languages;
	size_t slot;

	for (slot = 1; slot < l->slots; slot++)
		if (stopwords_has(tokenizer_language(l->stemmers[slot]),
		    word, strlen(word)))
			return true;
	return false;
}

static int
add_slip(struct mending *k, const struct typed_word *w)
{
	struct meant *m = k->out;
	struct slip *slips;
	size_t i;

	for (i = 0; i < m->count; i++)
		if (strcmp(m->slips[i].word, w->word) == 0)
			return 0;
	if (m->count == SPELLCHECK_WORDS || !seldom(k, w->articles) ||
	    common(k, w->word))
		return 0;
	slips = realloc(m->slips, (m->count + 1) * sizeof(*slips));
	if (!slips)
		return err_memory(k->err);
	m->slips = slips;
	slips[m->count] = (struct slip){ strdup(w->word), w->articles, NULL,
	    0 };
	return slips[m->count++].word ? 0 : err_memory(k->err);
}

/* ==== Parted ==== */

struct parting {
	size_t at;		/* bytes of the first part */
	int64_t articles;	/* of the rarer part */
};

/* Keep the best of ${all}, the best first. */
static void
keep(struct parting *all, struct parting p)
{
	struct parting spare;
	size_t i;

	for (i = 0; i < PARTINGS; i++)
		if (p.articles > all[i].articles) {
			spare = all[i];
			all[i] = p;
			p = spare;
		}
}

static int
part_articles(struct mending *k, const char *word, size_t at,
    int64_t *articles)
{
	struct segments *s = search_engine(k->search)->segments;
	int64_t other;

	if (words_articles(s, word, at, articles, k->err))
		return -1;
	if (*articles && words_articles(s, word + at, strlen(word + at),
	    &other, k->err))
		return -1;
	if (*articles && other < *articles)
		*articles = other;
	return 0;
}

static int
find_partings(struct mending *k, const char *word, struct parting *all)
{
	size_t len = strlen(word), count = utf8_count(word, len), at = 0, n;
	struct parting p;
	uint32_t rune;

	for (n = 1; n + PART_LETTERS <= count; n++) {
		at += utf8_decode(word + at, word + len, &rune);
		p = (struct parting){ at, 0 };
		if (n < PART_LETTERS)
			continue;
		if (part_articles(k, word, at, &p.articles))
			return -1;
		keep(all, p);
	}
	return 0;
}

/* How many articles have both parts next to each other. */
static int
count_parted(struct mending *k, const char *text, int64_t *total)
{
	static const struct filter none = FILTER_INIT;
	struct query_node phrase = { .kind = QUERY_PHRASE, .boost = 1 };
	struct query query = { &phrase, 0 };
	struct search_request asked = { .query = &query, .filter = &none };
	int result;

	phrase.text = strdup(text);
	if (!phrase.text)
		return err_memory(k->err);
	result = meant_count(k->search, &asked, total, k->err);
	free(phrase.text);
	return result;
}

/* A blank that was left out is a letter left out. */
static int
try_parting(struct mending *k, struct slip *slip, size_t at)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	int64_t total = 0;
	double score;
	int result = 0;

	buf_addf(&text, "%.*s %s", (int)at, slip->word, slip->word + at);
	if (text.failed)
		result = err_memory(k->err);
	else
		result = count_parted(k, text.data, &total);
	if (!result && total && total >= slip->articles * SPELLCHECK_TIMES) {
		score = spellcheck_score(total, 0);
		if (!slip->better || score > slip->score) {
			free(slip->better);
			slip->better = buf_detach(&text);
			slip->score = score;
		}
	}
	buf_release(&text);
	return result;
}

static int
part(struct mending *k, struct slip *slip)
{
	struct parting all[PARTINGS] = { { 0, 0 } };
	size_t i;

	if (!spellcheck_able(slip->word))
		return 0;
	if (find_partings(k, slip->word, all))
		return -1;
	for (i = 0; i < PARTINGS && all[i].articles; i++)
		if (try_parting(k, slip, all[i].at))
			return -1;
	return 0;
}

/* ==== Trying ==== */

/* Is ${text} better than what there is?  With filters, else most. */
static int
try(struct mending *k, const struct buf *text)
{
	static const struct filter none = FILTER_INIT;
	struct search_request asked = *k->request;
	struct meant *m = k->out;
	bool unfiltered = false;
	int64_t total;

	if (text->failed)
		return err_memory(k->err);
	if (meant_count_text(k->search, &asked, text->data, &total, k->err))
		return -1;
	if (!total && filter_active(asked.filter) && k->least <= 1) {
		asked.filter = &none;
		unfiltered = true;
		if (meant_count_text(k->search, &asked, text->data, &total,
		    k->err))
			return -1;
	}
	if (!total || total < k->least || (m->text.len &&
	    (unfiltered > m->unfiltered || (unfiltered == m->unfiltered &&
	    total <= m->total))))
		return 0;
	buf_reset(&m->text);
	buf_add(&m->text, text->data, text->len);
	m->total = total;
	m->unfiltered = unfiltered;
	return m->text.failed ? err_memory(k->err) : 0;
}

/* The text with each slip replaced. */
static int
try_mended(struct mending *k)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	const struct typed_word *w;
	const struct slip *slip;
	const char *quote;
	size_t i, at = 0;
	int result = 0;

	for (i = 0; i < k->typed.count; i++) {
		w = &k->typed.items[i];
		slip = meant_slip(k->out, w->word);
		if (!slip)
			continue;
		quote = strchr(slip->better, ' ') && !w->free ? "\"" : "";
		buf_add(&text, k->text + at, w->start - at);
		buf_addf(&text, "%s%s%s", quote, slip->better, quote);
		at = w->end;
	}
	if (at) {
		buf_addstr(&text, k->text + at);
		result = try(k, &text);
	}
	buf_release(&text);
	return result;
}

/* ==== Joined ==== */

/* Two words with nothing but blanks between them, which may be one. */
static bool
beside(const struct mending *k, const struct typed_word *a,
    const struct typed_word *b)
{
	size_t i;

	if (!a->free || !b->free || a->end >= b->start ||
	    !spellcheck_able(a->word) || !spellcheck_able(b->word) ||
	    (a->leaf != b->leaf && (a->leaf->kind != QUERY_WORD ||
	    b->leaf->kind != QUERY_WORD)))
		return false;
	for (i = a->end; i < b->start; i++)
		if (k->text[i] != ' ')
			return false;
	return true;
}

/* The pair that most articles write as one word. */
static int
try_joined(struct mending *k)
{
	struct segments *s = search_engine(k->search)->segments;
	const struct typed_word *w = k->typed.items;
	struct buf word = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	int64_t articles, most = 0;
	size_t i;
	int result = 0;

	for (i = 0; !result && i + 1 < k->typed.count; i++) {
		if (!beside(k, &w[i], &w[i + 1]))
			continue;
		buf_reset(&word);
		buf_addf(&word, "%s%s", w[i].word, w[i + 1].word);
		articles = 0;
		result = word.failed ? err_memory(k->err) :
		    words_articles(s, word.data, word.len, &articles, k->err);
		if (result || articles <= most)
			continue;
		most = articles;
		buf_reset(&text);
		buf_add(&text, k->text, w[i].start);
		buf_add(&text, word.data, word.len);
		buf_addstr(&text, k->text + w[i + 1].end);
	}
	if (!result && most)
		result = try(k, &text);
	buf_release(&word);
	buf_release(&text);
	return result;
}

int
meant_find(struct search *s, const struct search_request *request,
    const char *text, int64_t least, struct meant *out, struct err *err)
{
	struct mending k = { .search = s, .request = request, .text = text,
	    .least = least, .out = out, .err = err };
	const struct engine *e = search_engine(s);
	size_t i;
	int result;

	result = typed_read(&k.typed, e, request->query, text, err);
	for (i = 0; !result && i < k.typed.count; i++)
		result = add_slip(&k, &k.typed.items[i]);
	for (i = 0; !result && i < out->count; i++)
		result = part(&k, &out->slips[i]);
	if (!result && out->count)
		result = spellcheck(e->segments, out->slips, out->count, err);
	if (!result)
		result = try_mended(&k);
	if (!result)
		result = try_joined(&k);
	typed_release(&k.typed);
	return result;
}
