/* Feedback: the stems of the best articles, those that count, their leaves. */
#include "find/feedback.h"

#include <math.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "find/leaf.h"
#include "find/postings.h"
#include "find/rank.h"
#include "find/stopwords.h"
#include "schema.h"

/* Shorter stems, and such as stand in one article only, say little. */
#define LETTERS_LEAST 3
#define ARTICLES_LEAST 2

/* Stems in more of all articles than one in so many tell nothing apart. */
#define COMMON_SHARE 10

struct stem {
	char *word;		/* owned: as it first stood in a text */
	size_t key;		/* the stem without its mark, in keys */
	size_t len;
	int stemmer;		/* of the article it first stood in */
	size_t articles;	/* of the best in which it stands */
	size_t last;		/* the last of them, 1 more than it is */
	double tf;		/* in that one */
	double mass;		/* sum of v tf / (tf + k1) */
	double value;		/* p */
};

struct gathering {
	struct engine *engine;
	const struct match *match;
	const char *language;	/* of the present article */
	const char *text;	/* being cut */
	size_t article;		/* its number */
	double v;
	int occurrence;		/* what one adds to tf */
	struct stem *stems;
	size_t count, cap;
	struct map by_key;
	struct buf keys;
	/* The word whose forms are being read. */
	struct buf term;
	size_t start, end;
	bool word;
	bool failed;
};

/* ==== Gathering ==== */

/* The bytes of a term's mark; 0: it has none. */
static size_t
mark_of(const char *term, size_t len)
{
	uint32_t rune = 0;
	size_t n = len ? utf8_decode(term, term + len, &rune) : 0;

	return rune >= TOKENIZER_MARK &&
	    rune <= TOKENIZER_MARK + TOKENIZER_PAIRS ? n : 0;
}

static bool
asked_for(const struct match *m, const char *stem, size_t len)
{
	const char *term;
	size_t i, mark;

	for (i = 0; i < m->terms.count; i++) {
		term = term_text(&m->terms, i);
		mark = mark_of(term, m->terms.items[i].len);
		if (m->terms.items[i].len - mark == len &&
		    memcmp(term + mark, stem, len) == 0)
			return true;
	}
	return false;
}

/* Letters alone, enough of them, no stop word, and not asked for. */
static bool
tells(const struct gathering *g)
{
	const char *p = g->term.data, *end = p + g->term.len;
	size_t letters = 0;
	uint32_t rune;

	while (p < end) {
		p += utf8_decode(p, end, &rune);
		if (!utf8_letter(rune) && !utf8_mark(rune))
			return false;
		letters++;
	}
	return letters >= LETTERS_LEAST &&
	    !asked_for(g->match, g->term.data, g->term.len);
}

static struct stem *
stem_of(struct gathering *g)
{
	int64_t *at = map_put(&g->by_key, g->term.data, g->term.len);
	struct stem *stems;

	if (!at)
		return NULL;
	if (*at)
		return &g->stems[*at - 1];
	if (g->count == g->cap) {
		g->cap = g->cap ? g->cap * 2 : 256;
		stems = realloc(g->stems, g->cap * sizeof(*stems));
		if (!stems)
			return NULL;
		g->stems = stems;
	}
	memset(&g->stems[g->count], 0, sizeof(*stems));
	g->stems[g->count].word = strndup(g->text + g->start,
	    g->end - g->start);
	g->stems[g->count].key = g->keys.len;
	g->stems[g->count].len = g->term.len;
	g->stems[g->count].stemmer = tokenizer_stemmer(g->language);
	buf_add(&g->keys, g->term.data, g->term.len);
	if (!g->stems[g->count].word || g->keys.failed) {
		free(g->stems[g->count].word);
		return NULL;
	}
	*at = (int64_t)++g->count;
	return &g->stems[g->count - 1];
}

/* tf / (tf + k1) of what has been counted of its last article. */
static double
saturated(const struct stem *s)
{
	return s->tf / (s->tf + RANK_K1);
}

/* The word read last is whole: count its stem. */
static void
count_word(struct gathering *g)
{
	struct stem *s;

	if (!g->word || !tells(g))
		return;
	s = stem_of(g);
	if (!s) {
		g->failed = true;
		return;
	}
	if (s->last != g->article + 1) {
		s->articles++;
		s->last = g->article + 1;
		s->tf = 0;
	} else {
		s->mass -= g->v * saturated(s);
	}
	s->tf += g->occurrence;
	s->mass += g->v * saturated(s);
}

/* A word, or behind it the stem that stands for it. */
static int
read_term(void *ctx, bool colocated, const char *term, size_t len,
    size_t start, size_t end)
{
	struct gathering *g = ctx;
	size_t mark;

	if (!colocated) {
		count_word(g);
		g->start = start;
		g->end = end;
		g->word = !stopwords_has(g->language, term, len);
	}
	mark = mark_of(term, len);
	buf_reset(&g->term);
	buf_add(&g->term, term + mark, len - mark);
	g->failed = g->failed || g->term.failed;
	return g->failed ? -1 : 0;
}

static int
read_text(struct gathering *g, const char *text, int occurrence)
{
	size_t len = text ? strlen(text) : 0;

	if (len > FEEDBACK_TEXT)
		len = FEEDBACK_TEXT;
	while (len && ((unsigned char)text[len] & 0xC0) == 0x80)
		len--;
	g->text = text;
	g->occurrence = occurrence;
	g->word = false;
	if (len && tokenizer_run(g->engine->tokenizer, g->language, text, len,
	    read_term, g))
		return -1;
	if (len)
		count_word(g);
	return g->failed ? -1 : 0;
}

static int
read_article(struct gathering *g, sqlite3_stmt *find, int64_t id,
    struct err *err)
{
	int code, result = 0;

	sqlite3_bind_int64(find, 1, id);
	code = sqlite3_step(find);
	if (code == SQLITE_ROW) {
		g->language = (const char *)sqlite3_column_text(find, 2);
		if (read_text(g, (const char *)sqlite3_column_text(find, 0),
		    RANK_TITLE) || read_text(g,
		    (const char *)sqlite3_column_text(find, 1), RANK_BODY))
			result = err_memory(err);
	}
	sqlite3_reset(find);
	if (code != SQLITE_ROW && code != SQLITE_DONE)
		return archive_failed(g->engine->archive, "read the article",
		    err);
	return result;
}

/* ==== Those that count ==== */

static int
by_mass(const void *left, const void *right)
{
	const struct stem *a = left, *b = right;

	if (a->mass != b->mass)
		return a->mass > b->mass ? -1 : 1;
	return (a->key > b->key) - (a->key < b->key);
}

static int
by_value(const void *left, const void *right)
{
	const struct stem *a = left, *b = right;

	if (a->value != b->value)
		return a->value > b->value ? -1 : 1;
	return (a->key > b->key) - (a->key < b->key);
}

static int
look_up(struct gathering *g, const char *term, size_t len, int64_t *articles,
    struct err *err)
{
	struct postings *p = postings_new(g->engine->segments);
	int result;

	if (!p)
		return err_memory(err);
	result = postings_term(p, term, len, err) ||
	    postings_estimate(p, articles, err) ? -1 : 0;
	postings_close(p);
	return result;
}

/* In about how many articles a stem stands, marked or as a word. */
static int
frequency(struct gathering *g, const struct stem *s, int64_t *articles,
    struct err *err)
{
	struct buf term = BUF_INIT(BUF_TEXT_LIMIT);
	int64_t marked = 0;
	int result = look_up(g, g->keys.data + s->key, s->len, articles, err);

	if (!result && s->stemmer) {
		buf_add_rune(&term, TOKENIZER_MARK + (uint32_t)s->stemmer);
		buf_add(&term, g->keys.data + s->key, s->len);
		result = term.failed ? err_memory(err) : look_up(g,
		    term.data, term.len, &marked, err);
	}
	*articles = postings_either(*articles, marked);
	buf_release(&term);
	return result;
}

/* Put the stems of highest value first; returns how many there are. */
static int
choose(struct gathering *g, double v, size_t *count, struct err *err)
{
	int64_t n, most = g->engine->articles / COMMON_SHARE;
	size_t i, kept = 0;

	for (i = 0; i < g->count; i++)
		if (g->stems[i].articles < ARTICLES_LEAST)
			g->stems[i].mass = 0;
	qsort(g->stems, g->count, sizeof(*g->stems), by_mass);
	for (i = 0; i < g->count && i < FEEDBACK_CANDIDATES &&
	    g->stems[i].mass > 0; i++) {
		if (frequency(g, &g->stems[i], &n, err))
			return -1;
		if (n >= ARTICLES_LEAST && n <= most)
			g->stems[i].value = g->stems[i].mass / v *
			    rank_idf(g->engine->articles, n);
	}
	qsort(g->stems, i, sizeof(*g->stems), by_value);
	while (kept < i && kept < FEEDBACK_WORDS && g->stems[kept].value > 0)
		kept++;
	*count = kept;
	return 0;
}

/* ==== Their leaves ==== */

static int
add_bonus(struct match *m, const struct match_options *options,
    struct stem *s, double weight)
{
	struct query_node node = { .kind = QUERY_WORD, .text = s->word,
	    .boost = 1 };
	struct match_bonus *bonus;
	size_t leaf = leaf_add(m, &node, options, true);

	if (leaf == MATCH_NONE)
		return 0;
	bonus = leaf == MATCH_FAILED ? NULL : realloc(m->bonus,
	    (m->bonus_count + 1) * sizeof(*bonus));
	if (!bonus)
		return -1;
	m->bonus = bonus;
	m->leaves[leaf].excluded = true;
	m->leaves[leaf].bonus = true;
	bonus[m->bonus_count++] = (struct match_bonus){ s->word, leaf,
	    weight };
	s->word = NULL;
	return 0;
}

static int
gather(struct gathering *g, const struct best *best, double *v,
    struct err *err)
{
	sqlite3_stmt *find = archive_prepare(g->engine->archive,
	    schema_find_text, err);
	int result = 0;

	*v = 0;
	for (g->article = 0; find && !result && g->article < best->count &&
	    g->article < FEEDBACK_ARTICLES; g->article++) {
		g->v = pow(best->items[g->article].score /
		    best->items[0].score, 4);
		*v += g->v;
		result = read_article(g, find,
		    best->items[g->article].id, err);
	}
	sqlite3_finalize(find);
	return find ? result : -1;
}

int
feedback_add(struct engine *e, struct match *m,
    const struct match_options *options, const struct best *best,
    double weight, struct err *err)
{
	struct gathering g = { .engine = e, .match = m, .by_key = MAP_INIT,
	    .keys = BUF_INIT(BUF_TEXT_LIMIT),
	    .term = BUF_INIT(BUF_TEXT_LIMIT) };
	double v = 0, sum = 0;
	size_t i, count = 0;
	int result = 0;

	if (best->count < ARTICLES_LEAST || best->items[0].score <= 0)
		return 0;
	if (gather(&g, best, &v, err) || choose(&g, v, &count, err))
		result = -1;
	for (i = 0; !result && i < count; i++)
		sum += g.stems[i].value;
	for (i = 0; !result && i < count; i++)
		if (add_bonus(m, options, &g.stems[i], FEEDBACK_SHARE *
		    g.stems[i].value / sum * weight))
			result = err_memory(err);
	for (i = 0; i < g.count; i++)
		free(g.stems[i].word);
	free(g.stems);
	map_release(&g.by_key);
	buf_release(&g.keys);
	buf_release(&g.term);
	return result;
}

/* ==== The first ones ==== */

static bool
is_kept(const struct best *before, size_t kept, int64_t id)
{
	size_t i;

	for (i = 0; i < kept; i++)
		if (before->items[i].id == id)
			return true;
	return false;
}

static double
score_of(const struct best *best, int64_t id)
{
	size_t i;

	for (i = 0; i < best->count; i++)
		if (best->items[i].id == id)
			return best->items[i].score;
	return 0;
}

void
feedback_keep(struct best *best, const struct best *before, size_t limit)
{
	size_t kept = before->count < FEEDBACK_KEPT ? before->count :
	    FEEDBACK_KEPT, i, n = 0, most;
	struct found first[FEEDBACK_KEPT];
	double least;

	if (limit && kept > limit)
		kept = limit;
	for (i = 0; i < kept; i++)
		first[i] = (struct found){ before->items[i].id,
		    score_of(best, before->items[i].id) };
	for (i = 0; i < best->count; i++)
		if (!is_kept(before, kept, best->items[i].id))
			best->items[n++] = best->items[i];
	/* There is room: what is kept was found again, or is over the limit. */
	most = (limit ? limit : best->count) - kept;
	n = n < most ? n : most;
	memmove(best->items + kept, best->items, n * sizeof(*best->items));
	least = n ? best->items[kept].score : 0;
	for (i = kept; i; i--) {
		if (first[i - 1].score < least)
			first[i - 1].score = least;
		least = first[i - 1].score;
		best->items[i - 1] = first[i - 1];
	}
	best->count = kept + n;
}
