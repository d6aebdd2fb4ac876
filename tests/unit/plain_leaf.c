/* One leaf: where its words stand in the texts, or whether a name has them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "plain.h"
#include "plain_words.h"

bool
plain_is_text(enum query_field field)
{
	return field == QUERY_ANYWHERE || field == QUERY_TITLE ||
	    field == QUERY_LEAD || field == QUERY_BODY;
}

/* ==== Where the words of a leaf may stand ==== */

/* The places of the term ${text} in articles of ${slots}. */
static void
add_word(struct plain *p, const char *text, size_t len, languages_set slots,
    struct plain_places *out)
{
	size_t number = plain_term(p, text, len), i;
	const struct plain_term *t;
	unsigned slot;

	if (number == SIZE_MAX)
		return;
	t = &p->terms[number];
	for (i = 0; i < t->places.count; i++) {
		slot = p->articles[PLACE_ARTICLE(t->places.items[i])].slot;
		if (slots >> slot & 1)
			plain_places_add(out, t->places.items[i]);
	}
}

/* The forms of the last word in every language. */
static void
add_forms(struct plain *p, const struct query_node *leaf,
    const struct plain_cut_word *w, struct plain_places *out)
{
	struct buf stem = BUF_INIT(BUF_TEXT_LIMIT);
	unsigned slot;
	bool plain;
	size_t mark;
	uint32_t rune;

	for (slot = 1; slot < p->languages.slots; slot++) {
		buf_reset(&stem);
		assert_int_equal(tokenizer_stem(p->tokenizer,
		    p->languages.stemmers[slot], leaf->text + w->start,
		    w->end - w->start, &stem, &plain), 0);
		add_word(p, stem.data, stem.len, LANGUAGES_ALL, out);
		mark = utf8_decode(stem.data, stem.data + stem.len, &rune);
		if (plain)
			add_word(p, stem.data + mark, stem.len - mark,
			    (languages_set)1 << slot, out);
	}
	add_word(p, w->text, w->len, 1, out);
	buf_release(&stem);
}

/* Slots of languages other than English, which may write accents. */
static languages_set
accented(const struct plain *p)
{
	languages_set set = 0;
	unsigned slot;

	for (slot = 1; slot < p->languages.slots; slot++)
		if (strcmp(tokenizer_language(p->languages.stemmers[slot]),
		    "en") != 0)
			set |= (languages_set)1 << slot;
	return set;
}

/* All words that a pattern, a beginning or a word with errors fits. */
static void
add_similar(struct plain *p, const struct query_node *leaf,
    const struct plain_cut_word *w, struct plain_places *out)
{
	const struct plain_term *t;
	size_t i = 0, k;
	bool prefix = leaf->kind == QUERY_PREFIX;

	if (prefix)
		i = plain_sorted_from(p, w->text, w->len);
	for (; i < p->term_count; i++) {
		t = &p->terms[prefix ? p->sorted[i] : i];
		if (prefix && (t->len < w->len ||
		    memcmp(t->text, w->text, w->len) != 0))
			break;
		if (t->marked || (leaf->kind == QUERY_PATTERN &&
		    !plain_fits(w, t)) || (leaf->kind == QUERY_FUZZY &&
		    !plain_resembles(w, t, leaf->number)))
			continue;
		for (k = 0; k < t->places.count; k++)
			plain_places_add(out, t->places.items[k]);
	}
}

/* All words that a part of a run without spaces stands in. */
static void
add_within(struct plain *p, const struct plain_cut *cut, size_t i,
    struct plain_places *out)
{
	const struct plain_term *t;
	size_t n, k;

	for (n = 0; n < p->term_count; n++) {
		t = &p->terms[n];
		if (t->marked || !t->spaceless ||
		    !plain_within(&cut->words[i], t, i > 0,
		    i + 1 < cut->count))
			continue;
		for (k = 0; k < t->places.count; k++)
			plain_places_add(out, t->places.items[k]);
	}
}

static void
add_stands(struct plain *p, const struct query_node *leaf,
    const struct plain_cut *cut, size_t i, struct plain_places *out)
{
	const struct plain_cut_word *w = &cut->words[i];

	if (cut->run && w->spaceless)
		add_within(p, cut, i, out);
	else if (cut->run || i + 1 < cut->count)
		add_word(p, w->text, w->len, LANGUAGES_ALL, out);
	else if (leaf->kind == QUERY_WORD)
		add_forms(p, leaf, w, out);
	else if (leaf->kind == QUERY_PREFIX || leaf->kind == QUERY_PATTERN ||
	    leaf->kind == QUERY_FUZZY)
		add_similar(p, leaf, w, out);
	else
		add_word(p, w->text, w->len, LANGUAGES_ALL, out);
	plain_places_sort(out);
}

/* ==== The whole leaf ==== */

static bool
in_field(const struct query_node *leaf, uint64_t first, uint32_t last)
{
	switch (leaf->field) {
	case QUERY_TITLE:
		return PLACE_COLUMN(first) == PLAIN_TITLE;
	case QUERY_BODY:
		return PLACE_COLUMN(first) == PLAIN_BODY;
	case QUERY_LEAD:
		return PLACE_COLUMN(first) == PLAIN_BODY &&
		    last < QUERY_LEAD_WORDS;
	default:
		return true;
	}
}

/* As stored: with a capital in it, or with no small letter beside them. */
static bool
in_capitals(const struct plain *p, const struct query_node *leaf,
    uint64_t first, uint32_t last)
{
	const struct plain_text *t =
	    &p->articles[PLACE_ARTICLE(first)].texts[PLACE_COLUMN(first)];
	const char *s = t->text + t->words[PLACE_WORD(first)].start;
	const char *end = t->text + t->words[last].end;
	bool capital = false;
	uint32_t rune;

	if (leaf->kind != QUERY_CAPITAL && leaf->kind != QUERY_CAPITALS)
		return true;
	while (s < end) {
		s += utf8_decode(s, end, &rune);
		if (utf8_upper(rune))
			capital = true;
		else if (leaf->kind == QUERY_CAPITALS && plain_small(rune))
			return false;
	}
	return capital;
}

/* Spans of ${cut} whose last word stands at one of ${ends}. */
static void
add_spans(struct plain *p, const struct query_node *leaf,
    const struct plain_cut *cut, const struct plain_places *ends,
    struct plain_spans *out)
{
	struct plain_places *words;
	size_t i, k, before = cut->count - 1;
	uint64_t first;
	uint32_t last;

	words = calloc(cut->count, sizeof(*words));
	assert_non_null(words);
	for (i = 0; i < before; i++)
		add_stands(p, leaf, cut, i, &words[i]);
	for (k = 0; k < ends->count; k++) {
		last = PLACE_WORD(ends->items[k]);
		if (last < before)
			continue;
		first = ends->items[k] - before;
		for (i = 0; i < before; i++)
			if (!plain_places_has(&words[i], first + i))
				break;
		if (i == before && in_field(leaf, first, last) &&
		    in_capitals(p, leaf, first, last))
			plain_spans_add(out, first, last);
	}
	for (i = 0; i < before; i++)
		plain_places_release(&words[i]);
	free(words);
}

/* A word as typed counts in articles that have it in no other form. */
static void
add_as_typed(struct plain *p, const struct query_node *leaf,
    const struct plain_cut *cut, struct plain_spans *out)
{
	const struct plain_cut_word *w = &cut->words[cut->count - 1];
	bool *has = calloc(p->count + 1, sizeof(*has));
	struct plain_places ends = { 0 };
	struct plain_spans typed = { 0 };
	size_t i;

	assert_non_null(has);
	for (i = 0; i < out->count; i++)
		has[PLACE_ARTICLE(out->items[i].at)] = true;
	add_word(p, w->text, w->len, accented(p), &ends);
	add_spans(p, leaf, cut, &ends, &typed);
	for (i = 0; i < typed.count; i++)
		if (!has[PLACE_ARTICLE(typed.items[i].at)])
			plain_spans_add(out, typed.items[i].at,
			    typed.items[i].last);
	plain_places_release(&ends);
	plain_spans_release(&typed);
	free(has);
}

void
plain_leaf(struct plain *p, const struct query_node *leaf,
    struct plain_spans *out)
{
	struct plain_places ends = { 0 };
	struct plain_cut cut;

	plain_cut(&cut, p->tokenizer, leaf);
	assert_true(cut.count > 0);
	add_stands(p, leaf, &cut, cut.count - 1, &ends);
	add_spans(p, leaf, &cut, &ends, out);
	if (leaf->kind == QUERY_WORD && !cut.run)
		add_as_typed(p, leaf, &cut, out);
	plain_spans_sort(out);
	plain_places_release(&ends);
	plain_cut_release(&cut);
}

/* ==== What is known about an article ==== */

/* Do the words of the leaf stand side by side in ${name}? */
static bool
name_has(struct plain *p, const struct query_node *leaf, const char *name)
{
	struct query_node whole = { .kind = QUERY_PHRASE };
	struct plain_cut want, have;
	bool found = false;
	size_t at, i;

	whole.text = strdup(name);
	assert_non_null(whole.text);
	plain_cut(&want, p->tokenizer, leaf);
	plain_cut(&have, p->tokenizer, &whole);
	for (at = 0; !found && want.count &&
	    at + want.count <= have.count; at++) {
		for (i = 0; i < want.count; i++)
			if (!plain_same(&want.words[i], &have.words[at + i],
			    leaf->kind == QUERY_PREFIX &&
			    i + 1 == want.count))
				break;
		found = i == want.count;
	}
	plain_cut_release(&want);
	plain_cut_release(&have);
	free(whole.text);
	return found;
}

static bool
address_has(const char *url, const char *part)
{
	struct buf a = BUF_INIT(BUF_TEXT_LIMIT), b = BUF_INIT(BUF_TEXT_LIMIT);
	bool found;

	plain_lower(url, &a);
	plain_lower(part, &b);
	found = strstr(a.data, b.data) != NULL;
	buf_release(&a);
	buf_release(&b);
	return found;
}

/* "a..b", "a..", "..b" or "a" */
static void
read_range(const char *text, struct filter *f)
{
	const char *dots = strstr(text, ".."), *end = text + strlen(text);
	struct date date;

	*f = (struct filter)FILTER_INIT;
	f->dated = true;
	if (dots != text) {
		assert_int_equal(date_parse(text, (size_t)((dots ? dots : end)
		    - text), DATE_ORDER_UNKNOWN, &date), 0);
		f->from = date_minute(&date);
		if (!dots)
			f->to = date_minute_after(&date);
	}
	if (dots && dots[2]) {
		assert_int_equal(date_parse(dots + 2,
		    (size_t)(end - dots - 2), DATE_ORDER_UNKNOWN, &date), 0);
		f->to = date_minute_after(&date);
	}
}

bool
plain_known(struct plain *p, const struct query_node *leaf, size_t i)
{
	static const enum plain_name names[] = {
		[QUERY_AUTHOR] = PLAIN_AUTHOR, [QUERY_SOURCE] = PLAIN_SOURCE,
		[QUERY_SECTION] = PLAIN_SECTION,
		[QUERY_LANGUAGE] = PLAIN_LANGUAGE, [QUERY_URL] = PLAIN_URL
	};
	const struct plain_article *a = &p->articles[i];
	const char *name;
	struct filter range;

	if (leaf->field == QUERY_ID)
		return strtoll(leaf->text, NULL, 10) == a->id;
	if (leaf->field == QUERY_DATE) {
		read_range(leaf->text, &range);
		return plain_verdict(&range, a) == FILTER_IN;
	}
	name = a->names[names[leaf->field]];
	if (!name)
		return false;
	if (leaf->field == QUERY_LANGUAGE)
		return strcmp(name, leaf->text) == 0;
	if (leaf->field == QUERY_URL)
		return address_has(name, leaf->text);
	return name_has(p, leaf, name);
}
