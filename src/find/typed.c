/* Words typed: the leaves, cut as the index cuts them, and counted. */
#include "find/typed.h"

#include <stdlib.h>
#include <string.h>

#include "find/terms.h"
#include "find/words.h"

struct reading {
	struct typed *out;
	const struct engine *engine;
	const char *text;
	size_t len;
	struct terms slice, leaf;
	struct err *err;
};

void
typed_release(struct typed *t)
{
	while (t->count)
		free(t->items[--t->count].word);
}

/* ==== How many articles ==== */

/* Add those of the forms of ${w}, as typed: its stem in each language. */
static int
add_stems(const struct reading *r, struct typed_word *w)
{
	const struct languages *l = &r->engine->languages;
	struct buf stem = BUF_INIT(BUF_TEXT_LIMIT);
	int64_t articles;
	size_t slot;
	int result = 0;

	for (slot = 1; !result && slot < l->slots; slot++) {
		buf_reset(&stem);
		articles = 0;
		if (tokenizer_stem(r->engine->tokenizer, l->stemmers[slot],
		    r->text + w->start, w->end - w->start, &stem, NULL))
			result = err_memory(r->err);
		else
			result = words_articles(r->engine->segments,
			    stem.data, stem.len, &articles, r->err);
		w->articles += articles;
	}
	buf_release(&stem);
	return result;
}

/*
 * A word that no article has as it stands may be a slip, even where some form
 * of its stem is found: "borering" has the stem of "borer".
 */
static int
count(const struct reading *r, struct typed_word *w)
{
	if (words_articles(r->engine->segments, w->word, strlen(w->word),
	    &w->articles, r->err))
		return -1;
	return w->articles && w->leaf->kind == QUERY_WORD ?
	    add_stems(r, w) : 0;
}

/* ==== The words of a leaf ==== */

static bool
same(const struct reading *r, size_t at)
{
	const struct terms *a = &r->slice, *b = &r->leaf;
	size_t i;

	for (i = 0; i < b->count; i++)
		if (at + i >= a->count ||
		    a->items[at + i].len != b->items[i].len ||
		    memcmp(term_text(a, at + i), term_text(b, i),
		    b->items[i].len) != 0)
			return false;
	return true;
}

/*
 * Where the words of a leaf begin among those of its place in the text: before
 * them may stand a field, behind them a boost.
 */
static size_t
begin_of(const struct reading *r, const struct query_node *n)
{
	bool named = n->field != QUERY_ANYWHERE || n->kind >= QUERY_CAPITAL;
	size_t at;

	for (at = named; at < r->slice.count; at++)
		if (same(r, at))
			return at;
	return same(r, 0) ? 0 : r->slice.count;
}

/* Where ${start} belongs; the same words may be met twice in a tree. */
static size_t
place_of(const struct typed *t, size_t start, bool *there)
{
	size_t i = t->count;

	while (i && t->items[i - 1].start >= start)
		i--;
	*there = i < t->count && t->items[i].start == start;
	return i;
}

static int
add(struct reading *r, const struct query_node *n, bool free, size_t term)
{
	const struct term *cut = &r->slice.items[term];
	struct typed *t = r->out;
	/* Behind a word of these there is still the quote. */
	bool quoted = n->kind == QUERY_PHRASE || (n->kind == QUERY_EXACT &&
	    n->start + cut->end < n->end);
	struct typed_word w = { NULL, n->start + cut->start,
	    n->start + cut->end, 0, n, free || quoted };
	bool there;
	size_t at = place_of(t, w.start, &there);

	if (there || t->count == TYPED_WORDS)
		return 0;
	w.word = strndup(term_text(&r->slice, term), cut->len);
	if (!w.word)
		return err_memory(r->err);
	memmove(&t->items[at + 1], &t->items[at],
	    (t->count - at) * sizeof(w));
	t->items[at] = w;
	t->count++;
	return count(r, &t->items[at]);
}

static int
leaf(struct reading *r, const struct query_node *n, bool free)
{
	bool words = n->kind == QUERY_WORD || n->kind == QUERY_EXACT ||
	    n->kind == QUERY_PHRASE || n->kind >= QUERY_CAPITAL;
	size_t i, at;

	if (!words || n->field > QUERY_BODY || n->start > n->end ||
	    n->end > r->len)
		return 0;
	if (terms_cut(&r->slice, r->engine->tokenizer, NULL,
	    r->text + n->start, n->end - n->start) ||
	    terms_cut(&r->leaf, r->engine->tokenizer, NULL, n->text,
	    strlen(n->text)))
		return err_memory(r->err);
	at = begin_of(r, n);
	free = free && n->kind == QUERY_WORD && n->field == QUERY_ANYWHERE;
	for (i = 0; i < r->leaf.count && at + i < r->slice.count;
	    i = terms_next_word(&r->leaf, i))
		if (add(r, n, free, at + i))
			return -1;
	return 0;
}

/*
 * As deep as the tree: QUERY_DEPTH.  ${free}: all above it asks for what one
 * asks for by blanks.
 */
static int
node(struct reading *r, const struct query_node *n, bool free)
{
	size_t i, kids = n->kind == QUERY_NOT ? 1 : n->kid_count;

	if (!n->kid_count)
		return leaf(r, n, free);
	free = free && (n->kind == QUERY_AND || n->kind == QUERY_NOT);
	for (i = 0; i < kids; i++)
		if (node(r, n->kids[i], free))
			return -1;
	return 0;
}

int
typed_read(struct typed *out, const struct engine *e,
    const struct query *q, const char *text, struct err *err)
{
	struct reading r = { out, e, text, strlen(text), TERMS_INIT,
	    TERMS_INIT, err };
	int result = 0;

	out->count = 0;
	if (q->root)
		result = node(&r, q->root, true);
	terms_release(&r.slice);
	terms_release(&r.leaf);
	return result;
}
