/*
 * A leaf to phrases: cutting what was typed; forms of words; runs of scripts
 * without spaces; leaves that ask for the same.
 */
#include "find/leaf.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "find/stopwords.h"

/* A leaf being made. */
struct making {
	struct match *m;
	const struct match_options *options;
	const struct query_node *node;
	struct match_leaf leaf;
	struct terms cut;	/* what was typed, pairs included */
	bool failed;
};

/* ==== Terms and phrases ==== */

/* Append a term to m->terms; terms of a phrase follow one another. */
static void
add_term(struct making *k, const char *text, size_t len)
{
	struct terms *t = &k->m->terms;
	struct term *items;

	items = realloc(t->items, (t->count + 1) * sizeof(*items));
	if (!items) {
		k->failed = true;
		return;
	}
	t->items = items;
	t->items[t->count++] = (struct term){ t->bytes.len, len, 0, 0, false };
	buf_add(&t->bytes, text, len);
	k->failed = k->failed || t->bytes.failed;
}

/* The words typed but for the last ${without}. */
static void
add_words(struct making *k, size_t without)
{
	size_t i, n = 0;

	for (i = 0; i < k->cut.count && n + without < k->leaf.words;
	    i = terms_next_word(&k->cut, i), n++)
		add_term(k, term_text(&k->cut, i), k->cut.items[i].len);
}

static bool
same_terms(const struct match *m, size_t a, size_t b, size_t count)
{
	const struct terms *t = &m->terms;
	size_t i;

	for (i = 0; i < count; i++)
		if (t->items[a + i].len != t->items[b + i].len ||
		    memcmp(term_text(t, a + i), term_text(t, b + i),
		    t->items[a + i].len) != 0)
			return false;
	return true;
}

/*
 * Make a phrase of the terms from ${first} on.  One that stands in the leaf
 * already only gains languages.
 */
static struct match_phrase *
add_phrase(struct making *k, size_t first, languages_set languages)
{
	struct match *m = k->m;
	struct match_phrase *phrases, *p;
	size_t i, count = m->terms.count - first;

	for (i = k->leaf.first; i < m->phrase_count; i++) {
		p = &m->phrases[i];
		if (p->count == count &&
		    same_terms(m, p->first, first, count)) {
			p->languages |= languages;
			return p;
		}
	}
	phrases = realloc(m->phrases,
	    (m->phrase_count + 1) * sizeof(*phrases));
	if (!phrases) {
		k->failed = true;
		return NULL;
	}
	m->phrases = phrases;
	p = &m->phrases[m->phrase_count++];
	*p = (struct match_phrase){ first, count, MATCH_TERM, 0, false,
	    languages };
	return p;
}

/* ==== Forms of words ==== */

static struct match_phrase *
add_as_typed(struct making *k, languages_set languages)
{
	size_t first = k->m->terms.count;

	add_words(k, 0);
	return add_phrase(k, first, languages);
}

/* The forms of the last word typed in the language of ${slot}. */
static void
add_forms(struct making *k, unsigned slot, const char *word, size_t len)
{
	const struct languages *l = k->options->languages;
	struct buf stem = BUF_INIT(BUF_TEXT_LIMIT);
	bool plain = false;
	size_t first, mark;
	uint32_t rune;

	if (tokenizer_stem(k->options->tokenizer, l->stemmers[slot], word,
	    len, &stem, &plain)) {
		k->failed = true;
		goto out;
	}
	first = k->m->terms.count;
	add_words(k, 1);
	add_term(k, stem.data, stem.len);
	add_phrase(k, first, LANGUAGES_ALL);
	if (plain) {
		mark = utf8_decode(stem.data, stem.data + stem.len, &rune);
		first = k->m->terms.count;
		add_words(k, 1);
		add_term(k, stem.data + mark, stem.len - mark);
		add_phrase(k, first, (languages_set)1 << slot);
	}
out:
	buf_release(&stem);
}

/*
 * A word in any form.  A person may leave accents out, and what is left may
 * have another stem ("apres"): so in languages that write accents, the word
 * as typed is asked for too.
 */
static void
add_any_form(struct making *k)
{
	const struct languages *l = k->options->languages;
	languages_set accented = 0;
	struct match_phrase *p;
	const struct term *last = NULL;
	unsigned slot;
	size_t i, before = k->m->phrase_count;

	for (i = 0; i < k->cut.count; i = terms_next_word(&k->cut, i))
		last = &k->cut.items[i];
	for (slot = 1; slot < l->slots; slot++) {
		add_forms(k, slot, k->node->text + last->start,
		    last->end - last->start);
		if (strcmp(tokenizer_language(l->stemmers[slot]), "en") != 0)
			accented |= (languages_set)1 << slot;
	}
	if (l->rest || l->slots == 1)
		add_as_typed(k, 1);
	if (accented && !k->failed) {
		i = k->m->phrase_count;
		p = add_as_typed(k, accented);
		if (p && k->m->phrase_count > i)
			p->fallback = true;
	}
	for (i = before; i < k->m->phrase_count; i++)
		if (l->single)
			k->m->phrases[i].languages = LANGUAGES_ALL;
}

/* ==== Runs of scripts without spaces ==== */

static bool
has_spaceless(const char *text, size_t len)
{
	const char *p = text, *end = text + len;
	uint32_t rune;

	while (p < end) {
		p += utf8_decode(p, end, &rune);
		if (utf8_spaceless(rune))
			return true;
	}
	return false;
}

static bool
is_run(const struct making *k)
{
	size_t i;

	for (i = 0; i < k->cut.count; i++)
		if (k->cut.items[i].colocated ||
		    has_spaceless(term_text(&k->cut, i), k->cut.items[i].len))
			return true;
	return false;
}

/* Add a phrase of one term that stands for others. */
static void
add_expanded_term(struct making *k, const char *text, size_t len,
    enum match_expand expand)
{
	size_t first = k->m->terms.count;
	struct match_phrase *p;

	add_term(k, text, len);
	p = add_phrase(k, first, LANGUAGES_ALL);
	if (p)
		p->expand = expand;
}

/*
 * One character: the runs and the pairs that begin with it, and the pairs
 * that end with it.
 */
static void
add_character(struct making *k, const char *character, size_t len)
{
	struct buf pair = BUF_INIT(BUF_TEXT_LIMIT);
	size_t mark;

	add_expanded_term(k, character, len, MATCH_PREFIX);
	buf_add_rune(&pair, TOKENIZER_MARK + TOKENIZER_PAIRS);
	mark = pair.len;
	buf_add(&pair, character, len);
	add_expanded_term(k, pair.data, pair.len, MATCH_PREFIX);
	buf_truncate(&pair, mark);
	buf_addch(&pair, '?');
	buf_add(&pair, character, len);
	add_expanded_term(k, pair.data, pair.len, MATCH_PATTERN);
	k->failed = k->failed || pair.failed;
	buf_release(&pair);
}

/*
 * All pairs, and the words between them, of which the text then decides: a
 * single character has no pairs, and more than one pair are only a hint.
 */
static void
add_run(struct making *k)
{
	const char *run = term_text(&k->cut, 0);
	size_t i, first, n = k->cut.count, len = k->cut.items[0].len;
	bool colocated;

	k->leaf.run = true;
	if (n > 2 || k->leaf.words > 1)
		k->leaf.verify = VERIFY_RUN;
	for (i = 0; i < n; i++) {
		colocated = k->cut.items[i].colocated;
		if (!colocated && has_spaceless(term_text(&k->cut, i),
		    k->cut.items[i].len))
			continue;
		first = k->m->terms.count;
		add_term(k, term_text(&k->cut, i), k->cut.items[i].len);
		add_phrase(k, first, LANGUAGES_ALL);
	}
	k->leaf.together = k->m->phrase_count > k->leaf.first;
	if (k->leaf.together)
		return;
	add_character(k, run, len);
	/* Letters of another script may stand before or behind it. */
	if (utf8_count(run, len) > 1)
		k->leaf.verify = VERIFY_RUN;
}

/* ==== Leaves that ask for the same ==== */

static bool
same_leaf(const struct match *m, const struct match_leaf *a,
    const struct match_leaf *b)
{
	const struct match_phrase *p, *q;
	size_t i;

	if (a->field >= QUERY_AUTHOR)
		return a->field == b->field && a->kind == b->kind &&
		    strcmp(a->text, b->text) == 0;
	if (a->count != b->count || a->field != b->field ||
	    a->words != b->words || a->verify != b->verify ||
	    a->boost != b->boost)
		return false;
	for (i = 0; i < a->count; i++) {
		p = &m->phrases[a->first + i];
		q = &m->phrases[b->first + i];
		if (p->count != q->count || p->expand != q->expand ||
		    p->edits != q->edits ||
		    p->languages != q->languages ||
		    !same_terms(m, p->first, q->first, p->count))
			return false;
	}
	return !a->verify || same_terms(m, a->words_first, b->words_first,
	    a->words);
}

/* Is it nothing but stop words of one language ("don't": don, t)? */
static bool
is_stop_word(const struct making *k)
{
	const struct languages *l = k->options->languages;
	unsigned slot;
	size_t i;

	if (k->node->kind != QUERY_WORD || k->node->field >= QUERY_AUTHOR)
		return false;
	for (slot = 1; slot < l->slots; slot++) {
		for (i = 0; i < k->cut.count; i++)
			if (!stopwords_has(tokenizer_language(
			    l->stemmers[slot]), term_text(&k->cut, i),
			    k->cut.items[i].len))
				break;
		if (i == k->cut.count)
			return true;
	}
	return false;
}

/* "Russia's" is a form of "Russia", which the index cuts in two. */
static void
drop_possessive(struct making *k)
{
	const struct term *last;
	const char *text = k->node->text;

	if (k->leaf.words < 2)
		return;
	last = &k->cut.items[k->cut.count - 1];
	if (last->colocated || last->len != 1 ||
	    *term_text(&k->cut, k->cut.count - 1) != 's')
		return;
	if (text[last->start - 1] == '\'' || (last->start >= 3 &&
	    memcmp(text + last->start - 3, "\xE2\x80\x99", 3) == 0)) {
		k->cut.count--;
		k->leaf.words--;
	}
}

/* Append what of [from, to) stands for letters. */
static void
add_wildcards(struct buf *out, const char *text, size_t from, size_t to)
{
	for (; from < to; from++)
		if (text[from] == '*' || text[from] == '?')
			buf_addch(out, text[from]);
}

/* The pattern as one term: its * and ?, at which the words were cut, stay. */
static void
add_pattern(struct making *k)
{
	struct buf term = BUF_INIT(BUF_TEXT_LIMIT);
	const char *text = k->node->text;
	size_t i, at = 0;

	for (i = 0; i < k->cut.count; i = terms_next_word(&k->cut, i)) {
		add_wildcards(&term, text, at, k->cut.items[i].start);
		buf_add(&term, term_text(&k->cut, i), k->cut.items[i].len);
		at = k->cut.items[i].end;
	}
	add_wildcards(&term, text, at, strlen(text));
	add_term(k, term.data, term.len);
	k->failed = k->failed || term.failed;
	buf_release(&term);
}

static void
add_expanded(struct making *k)
{
	static const enum match_expand expand[] = {
		[QUERY_PREFIX] = MATCH_PREFIX,
		[QUERY_PATTERN] = MATCH_PATTERN,
		[QUERY_FUZZY] = MATCH_FUZZY
	};
	size_t first = k->m->terms.count;
	struct match_phrase *p;

	if (k->node->kind == QUERY_PATTERN)
		add_pattern(k);
	else
		add_words(k, 0);
	p = add_phrase(k, first, LANGUAGES_ALL);
	if (!p)
		return;
	p->expand = expand[k->node->kind];
	p->edits = k->node->number;
}

static void
fill(struct making *k)
{
	k->leaf.words_first = k->m->terms.count;
	add_words(k, 0);
	switch (k->node->kind) {
	case QUERY_PREFIX:
	case QUERY_PATTERN:
	case QUERY_FUZZY:
		if (is_run(k))
			add_run(k);
		else
			add_expanded(k);
		break;
	case QUERY_CAPITAL:
	case QUERY_CAPITALS:
		add_as_typed(k, LANGUAGES_ALL);
		k->leaf.verify = k->node->kind == QUERY_CAPITAL ?
		    VERIFY_CAPITAL : VERIFY_CAPITALS;
		break;
	default:
		if (is_run(k))
			add_run(k);
		else if (k->node->kind == QUERY_WORD)
			add_any_form(k);
		else
			add_as_typed(k, LANGUAGES_ALL);
	}
	k->leaf.count = k->m->phrase_count - k->leaf.first;
}

/* Put the leaf with the others.  Its number, or MATCH_FAILED. */
static size_t
add_leaf(struct making *k)
{
	struct match *m = k->m;
	struct match_leaf *leaves;
	size_t i;

	leaves = realloc(m->leaves, (m->leaf_count + 1) * sizeof(*leaves));
	if (!leaves)
		return MATCH_FAILED;
	m->leaves = leaves;
	for (i = 0; i < m->leaf_count; i++)
		if (same_leaf(m, &leaves[i], &k->leaf))
			break;
	k->leaf.same = i;
	leaves[m->leaf_count] = k->leaf;
	return m->leaf_count++;
}

size_t
leaf_add(struct match *m, const struct query_node *node,
    const struct match_options *options, bool stop_words)
{
	struct making k = { m, options, node, { 0 }, TERMS_INIT, false };
	size_t i, result = MATCH_FAILED;

	if (terms_cut(&k.cut, options->tokenizer, NULL, node->text,
	    strlen(node->text)))
		goto out;
	for (i = 0; i < k.cut.count; i = terms_next_word(&k.cut, i))
		k.leaf.words++;
	if (node->kind == QUERY_WORD)
		drop_possessive(&k);
	result = MATCH_NONE;
	if ((k.leaf.words == 0 && node->field != QUERY_URL) ||
	    (!stop_words && is_stop_word(&k)))
		goto out;
	k.leaf.first = m->phrase_count;
	k.leaf.kind = node->kind;
	k.leaf.field = node->field;
	k.leaf.text = node->field < QUERY_AUTHOR ? NULL : node->text;
	k.leaf.boost = node->boost;
	k.leaf.repeated = 1;
	k.leaf.start = node->start;
	k.leaf.end = node->end;
	if (node->field < QUERY_AUTHOR)
		fill(&k);
	result = k.failed ? MATCH_FAILED : add_leaf(&k);
out:
	terms_release(&k.cut);
	return result;
}
