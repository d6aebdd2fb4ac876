/*
 * Occurrences: sources (terms, or many taken as one), phrases, leaves, what
 * the text decides, tf and spans, estimates.
 */
#include "find/occurs.h"

#include <stdlib.h>
#include <string.h>

#include "find/attribute.h"
#include "find/candidate.h"
#include "find/expand.h"
#include "find/phrase.h"
#include "find/rank.h"

#define NO_SOURCE SIZE_MAX

struct source {
	struct postings *postings;
	size_t term;		/* the first of match.terms it is for */
	size_t users;		/* how many are */
	const struct match_phrase *phrase;	/* of that term */
	uint64_t read;		/* the turn in which places were read */
	struct places places;
};

struct occurs {
	struct engine *engine;
	const struct match *match;
	const struct block *block;
	uint64_t turn;		/* how many blocks were set */
	struct source **sources;
	size_t source_count;
	size_t *source_of;	/* of each of match.terms */
	size_t *rarest;		/* of each phrase its terms, counted from 0,
				 * the rarest first */
	struct phrase_places **phrases;	/* of those of two terms or more */
	uint32_t **verified;	/* tf of leaves the text decides about */
	struct attribute **attributes;	/* of leaves that are no text */
	struct candidate *candidate;
	struct bits languages[LANGUAGES_SLOTS];	/* of the block, */
	bool languages_known;			/* once they were asked for */
	bool limited;
	const struct places **row;	/* scratch: the terms of a phrase */
	uint32_t *read;			/* scratch: places */
	size_t read_cap;
};

/* ==== Sources ==== */

static bool
same_source(const struct match *m, const struct source *s, size_t term,
    enum match_expand expand, unsigned edits)
{
	const struct term *a = &m->terms.items[s->term];
	const struct term *b = &m->terms.items[term];
	const struct match_phrase *p = s->phrase;
	bool last = s->term + 1 == p->first + p->count;

	return (last ? p->expand : MATCH_TERM) == expand &&
	    (expand != MATCH_FUZZY || p->edits == edits) &&
	    a->len == b->len && memcmp(term_text(&m->terms, s->term),
	    term_text(&m->terms, term), a->len) == 0;
}

static int
fill_source(struct occurs *o, struct source *s, enum match_expand expand,
    unsigned edits, struct err *err)
{
	const char *text = term_text(&o->match->terms, s->term);
	size_t len = o->match->terms.items[s->term].len;
	int all = 1;

	s->postings = postings_new(o->engine->segments);
	if (!s->postings)
		return err_memory(err);
	if (expand == MATCH_TERM) {
		if (postings_term(s->postings, text, len, err))
			return -1;
	} else if ((all = expand_words(s->postings, o->engine->segments,
	    expand, edits, text, len, err)) < 0) {
		return -1;
	}
	o->limited = o->limited || !all;
	return 0;
}

/* The source of ${term} of ${p}, made where there is none like it yet. */
static int
add_source(struct occurs *o, const struct match_phrase *p, size_t term,
    enum places_kind kind, struct err *err)
{
	enum match_expand expand = term + 1 == p->first + p->count ?
	    p->expand : MATCH_TERM;
	struct source **sources, *s;
	size_t i;

	for (i = 0; i < o->source_count; i++)
		if (same_source(o->match, o->sources[i], term, expand,
		    p->edits))
			break;
	o->source_of[term] = i;
	if (i == o->source_count) {
		sources = realloc(o->sources, (i + 1) * sizeof(*sources));
		if (!sources)
			return err_memory(err);
		o->sources = sources;
		s = sources[i] = calloc(1, sizeof(*s));
		if (!s)
			return err_memory(err);
		o->source_count++;
		s->term = term;
		s->phrase = p;
		places_init(&s->places, kind);
		if (fill_source(o, s, expand, p->edits, err))
			return -1;
	}
	o->sources[i]->users++;
	/* More tells less, too. */
	if (o->sources[i]->places.kind < kind)
		o->sources[i]->places.kind = kind;
	return 0;
}

/*
 * What the present block holds of a source: of the articles ${within}, or of
 * all, where it is asked for more than once.
 */
static const struct places *
read_source(struct occurs *o, size_t term, const struct bits *within,
    struct err *err)
{
	struct source *s = o->sources[o->source_of[term]];
	struct bits all;

	if (s->read == o->turn)
		return &s->places;
	places_reset(&s->places);
	if (s->users > 1) {
		all = bits_range(0, o->block->count);
		within = &all;
	}
	if (postings_read(s->postings, o->block, within, &s->places, err))
		return NULL;
	s->read = o->turn;
	return &s->places;
}

/* ==== Phrases ==== */

static int
find_row(struct occurs *o, size_t phrase, enum query_field field,
    const struct bits *within, struct bits *out, struct err *err)
{
	const struct match_phrase *p = &o->match->phrases[phrase];
	size_t i, term;

	*out = *within;
	for (i = 0; i < p->count; i++) {
		term = o->rarest[p->first + i];
		o->row[term] = read_source(o, p->first + term, out, err);
		if (!o->row[term])
			return -1;
		bits_and(out, &o->row[term]->bits);
		if (!bits_any(out)) {
			memset(&o->phrases[phrase]->bits, 0, sizeof(*out));
			return 0;
		}
	}
	if (phrase_find(o->phrases[phrase], o->row, p->count, field, out))
		return err_memory(err);
	*out = o->phrases[phrase]->bits;
	return 0;
}

static int
find_term(struct occurs *o, size_t phrase, enum query_field field,
    const struct bits *within, struct bits *out, struct err *err)
{
	const struct places *places = read_source(o,
	    o->match->phrases[phrase].first, within, err);
	size_t slot;

	if (!places)
		return -1;
	*out = *within;
	bits_and(out, &places->bits);
	if (field == QUERY_ANYWHERE)
		return 0;
	BITS_EACH(out, slot)
		if (!places_any(places, slot, field))
			bits_clear(out, slot);
	return 0;
}

static int
find_phrase(struct occurs *o, size_t phrase, enum query_field field,
    const struct bits *within, struct bits *out, struct err *err)
{
	return o->match->phrases[phrase].count > 1 ?
	    find_row(o, phrase, field, within, out, err) :
	    find_term(o, phrase, field, within, out, err);
}

/* ==== Languages ==== */

static unsigned
slot_language(const struct occurs *o, size_t slot)
{
	struct fact fact;

	if (o->engine->languages.single)
		return 0;
	block_fact(o->block, slot, &fact);
	return languages_slot(&o->engine->languages, fact.language);
}

/* Those articles of the block that are in a language of ${set}. */
static void
in_languages(struct occurs *o, languages_set set, struct bits *bits)
{
	struct bits any = { { 0 } };
	size_t i;

	if (set == LANGUAGES_ALL)
		return;
	if (!o->languages_known) {
		memset(o->languages, 0, sizeof(o->languages));
		for (i = 0; i < o->block->count; i++)
			bits_set(&o->languages[slot_language(o, i)], i);
		o->languages_known = true;
	}
	for (i = 0; i < o->engine->languages.slots; i++)
		if (set >> i & 1)
			bits_or(&any, &o->languages[i]);
	bits_and(bits, &any);
}

/* ==== Leaves ==== */

int
occurs_next(struct occurs *o, size_t leaf, int64_t from, int64_t *id,
    struct err *err)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	const struct match_phrase *p;
	int64_t next;
	size_t i, n;

	if (o->attributes[leaf]) {
		*id = attribute_next(o->attributes[leaf], from);
		return 0;
	}
	*id = l->together && l->count ? from : POSTINGS_END;
	for (i = l->first; i < l->first + l->count; i++) {
		p = &o->match->phrases[i];
		next = l->together ? *id : from;
		for (n = 0; n < p->count && next < POSTINGS_END; n++)
			if (postings_next(o->sources[o->source_of[
			    p->first + n]]->postings, next, &next, err))
				return -1;
		if (l->together || next < *id)
			*id = next;
	}
	return 0;
}

void
occurs_block(struct occurs *o, const struct block *block)
{
	o->block = block;
	o->turn++;
	o->languages_known = false;
}

struct candidate *
occurs_text(struct occurs *o, size_t slot, struct err *err)
{
	if (candidate_load(o->candidate, o->block->ids[slot], err))
		return NULL;
	return o->candidate;
}

/* ==== What the text decides ==== */

/*
 * Walk where a leaf stands in the text of article ${slot}: the tf, and spans
 * where they are asked for.  -1: out of memory, or the text is not there.
 */
static int
look(struct occurs *o, size_t leaf, size_t slot, struct spans *spans,
    struct err *err)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	struct candidate *c = occurs_text(o, slot, err);
	unsigned language = slot_language(o, slot);
	const struct terms *t;
	uint32_t place, words;
	size_t i, k, end;
	int column, tf = 0;

	if (!c)
		return -1;
	for (column = 0; column < 2; column++) {
		t = candidate_terms(c, column);
		place = column ? PLACE_BODY : 0;
		for (i = 0; i < t->count; i = terms_next_word(t, i),
		    place++) {
			if (!place_in(place, l->field) || !(end =
			    match_leaf_at(o->match, l, language, t,
			    candidate_text(c, column), i)))
				continue;
			words = 0;
			for (k = terms_next_word(t, i); k < end;
			    k = terms_next_word(t, k))
				words++;
			if (!place_in(place + words, l->field))
				continue;
			tf += rank_occurrence(column, (int)PLACE_WORD(place));
			if (spans && spans_add(spans, place, place + words))
				return err_memory(err);
		}
	}
	return tf;
}

static int
verify(struct occurs *o, size_t leaf, struct bits *bits, struct err *err)
{
	size_t slot;
	int tf;

	BITS_EACH(bits, slot) {
		tf = look(o, leaf, slot, NULL, err);
		if (tf < 0)
			return -1;
		o->verified[leaf][slot] = (uint32_t)tf;
		if (!tf)
			bits_clear(bits, slot);
	}
	return 0;
}

int
occurs_in(struct occurs *o, size_t leaf, const struct bits *within,
    struct bits *out, struct err *err)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	struct bits found;
	size_t i;

	if (o->attributes[leaf]) {
		*out = *within;
		attribute_in(o->attributes[leaf], o->block, out);
		return 0;
	}
	if (l->together)
		*out = *within;
	else
		memset(out, 0, sizeof(*out));
	for (i = l->first; i < l->first + l->count; i++) {
		if (find_phrase(o, i, l->field, l->together ? out : within,
		    &found, err))
			return -1;
		in_languages(o, o->match->phrases[i].languages, &found);
		if (l->together)
			*out = found;
		else
			bits_or(out, &found);
	}
	return l->verify == VERIFY_NOTHING ? 0 : verify(o, leaf, out, err);
}

/* ==== tf and spans ==== */

/* The articles of the block in which phrase ${i} stands. */
static const struct bits *
stands_in(const struct occurs *o, size_t i)
{
	const struct match_phrase *p = &o->match->phrases[i];

	return p->count > 1 ? &o->phrases[i]->bits :
	    &o->sources[o->source_of[p->first]]->places.bits;
}

/* Does phrase ${i} count in article ${slot}, where it stands? */
static bool
counts(const struct occurs *o, size_t i, size_t slot)
{
	const struct match_phrase *p = &o->match->phrases[i];

	return bits_has(stands_in(o, i), slot) && (p->languages == LANGUAGES_ALL ||
	    p->languages >> slot_language(o, slot) & 1);
}

static int
phrase_tf(const struct occurs *o, size_t i, size_t slot,
    enum query_field field)
{
	const struct match_phrase *p = &o->match->phrases[i];
	const struct phrase_places *row = o->phrases[i];
	const uint32_t *starts;
	size_t k;
	int tf = 0;

	if (p->count == 1)
		return places_tf(&o->sources[o->source_of[p->first]]->places,
		    slot, field);
	starts = row->starts + row->at[slot];
	for (k = 0; k < row->count[slot]; k++)
		tf += rank_occurrence((int)PLACE_COLUMN(starts[k]),
		    (int)PLACE_WORD(starts[k]));
	return tf;
}

void
occurs_tf(struct occurs *o, size_t leaf, const struct bits *in, uint32_t *tf)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	const struct match_phrase *p;
	struct bits here;
	size_t i, slot;

	if (l->verify != VERIFY_NOTHING) {
		memcpy(tf, o->verified[leaf], FACTS_BLOCK * sizeof(*tf));
		return;
	}
	memset(tf, 0, FACTS_BLOCK * sizeof(*tf));
	for (i = l->first; i < l->first + l->count; i++) {
		p = &o->match->phrases[i];
		here = *in;
		bits_and(&here, stands_in(o, i));
		in_languages(o, p->languages, &here);
		if (p->count == 1 && !p->fallback)
			places_add_tf(&o->sources[o->source_of[
			    p->first]]->places, &here, l->field, tf);
		else
			BITS_EACH(&here, slot)
				if (!p->fallback || !tf[slot])
					tf[slot] += (uint32_t)phrase_tf(o, i,
					    slot, l->field);
	}
}

static int
phrase_spans(struct occurs *o, size_t i, size_t slot, enum query_field field,
    struct spans *out)
{
	const struct match_phrase *p = &o->match->phrases[i];
	const struct phrase_places *row = o->phrases[i];
	const struct places *places;
	const uint32_t *starts;
	uint32_t *grown;
	size_t k, n;

	if (row) {
		starts = row->starts + row->at[slot];
		n = row->count[slot];
	} else {
		places = &o->sources[o->source_of[p->first]]->places;
		n = places_room(places, slot);
		if (n > o->read_cap) {
			grown = realloc(o->read, n * sizeof(*grown));
			if (!grown)
				return -1;
			o->read = grown;
			o->read_cap = n;
		}
		n = places_read(places, slot, field, o->read);
		starts = o->read;
	}
	for (k = 0; k < n; k++)
		if (spans_add(out, starts[k], starts[k] +
		    (uint32_t)p->count - 1))
			return -1;
	return 0;
}

int
occurs_spans(struct occurs *o, size_t leaf, size_t slot, struct spans *out)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	size_t i, before = out->count;

	if (l->verify != VERIFY_NOTHING)
		return look(o, leaf, slot, out, NULL) < 0 ? -1 : 0;
	for (i = l->first; i < l->first + l->count; i++)
		if (counts(o, i, slot) && !(o->match->phrases[i].fallback &&
		    out->count > before) &&
		    phrase_spans(o, i, slot, l->field, out))
			return -1;
	return 0;
}

/* ==== Estimates ==== */

static int64_t
term_cost(const struct occurs *o, size_t term)
{
	return postings_bytes(o->sources[o->source_of[term]]->postings);
}

/* The least that any term of a phrase takes. */
static int64_t
phrase_cost(const struct occurs *o, const struct match_phrase *p)
{
	int64_t least = INT64_MAX, n;
	size_t i;

	for (i = p->first; i < p->first + p->count; i++) {
		n = term_cost(o, i);
		least = n < least ? n : least;
	}
	return least;
}

int64_t
occurs_cost(const struct occurs *o, size_t leaf)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	int64_t cost = 0, n;
	size_t i;

	if (o->attributes[leaf])
		return attribute_cost(o->attributes[leaf],
		    o->engine->articles);
	for (i = l->first; i < l->first + l->count; i++) {
		n = phrase_cost(o, &o->match->phrases[i]);
		if (!l->together || i == l->first)
			cost += n;
		else if (n < cost)
			cost = n;
	}
	return cost;
}

/*
 * Of the articles with the rarer form of a word this share has the other form
 * too: measured on twenty frequent words of an archive, .33 to .81.
 */
#define FORMS_SHARED .58

int
occurs_estimate(const struct occurs *o, size_t leaf, int64_t *articles,
    struct err *err)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	double n = 0, with;
	int64_t have;
	size_t i;

	if (o->attributes[leaf] || l->verify != VERIFY_NOTHING ||
	    l->field != QUERY_ANYWHERE)
		return 0;
	for (i = l->first; i < l->first + l->count; i++)
		if (o->match->phrases[i].count > 1 ||
		    o->match->phrases[i].fallback)
			return 0;
	for (i = l->first; i < l->first + l->count; i++) {
		if (postings_estimate(o->sources[o->source_of[
		    o->match->phrases[i].first]]->postings, &have, err))
			return -1;
		with = (double)have;
		n += with - FORMS_SHARED * (with < n ? with : n);
	}
	*articles = (int64_t)n;
	return 1;
}

const char *
occurs_limited(const struct occurs *o)
{
	return o->limited ? "a pattern fits more words than are looked for: "
	    "some were left out" : NULL;
}

/* ==== Opening and closing ==== */

static void
sort_terms(struct occurs *o, const struct match_phrase *p)
{
	size_t *order = o->rarest + p->first, i, k;

	for (i = 0; i < p->count; i++) {
		for (k = i; k && term_cost(o, p->first + order[k - 1]) >
		    term_cost(o, p->first + i); k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
}

/* ${kind}: what is needed of its terms, but that fields and phrases need
 * their places. */
static int
open_leaf(struct occurs *o, size_t leaf, enum places_kind kind,
    struct err *err)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	const struct match_phrase *p;
	size_t i, k;

	if (l->field >= QUERY_AUTHOR)
		return attribute_open(&o->attributes[leaf], o->engine, l,
		    err);
	if (l->verify != VERIFY_NOTHING && !(o->verified[leaf] =
	    calloc(FACTS_BLOCK, sizeof(**o->verified))))
		return err_memory(err);
	for (i = l->first; i < l->first + l->count; i++) {
		p = &o->match->phrases[i];
		if (p->count > 1 && !(o->phrases[i] = calloc(1,
		    sizeof(**o->phrases))))
			return err_memory(err);
		for (k = 0; k < p->count; k++)
			if (add_source(o, p, p->first + k, p->count > 1 ||
			    l->field != QUERY_ANYWHERE ? PLACES_ALL : kind,
			    err))
				return -1;
		sort_terms(o, p);
	}
	return 0;
}

/* Is the leaf below a node that asks for places? */
static void
mark_placed(const struct match *m, size_t node, bool placed, bool *leaves)
{
	const struct match_node *n = &m->nodes[node];
	size_t i;

	if (match_is_leaf(n))
		leaves[n->leaf] |= placed;
	placed |= n->kind > QUERY_NOT;
	for (i = 0; !match_is_leaf(n) && i < n->count; i++)
		mark_placed(m, m->kids[n->first + i], placed, leaves);
}

static int
open_leaves(struct occurs *o, bool scores, struct err *err)
{
	const struct match *m = o->match;
	bool *placed = calloc(m->leaf_count + 1, sizeof(*placed));
	size_t i;
	int result = 0;

	if (!placed)
		return err_memory(err);
	mark_placed(m, m->node_count - 1, false, placed);
	for (i = 0; !result && i < m->leaf_count; i++)
		result = open_leaf(o, i, placed[i] ? PLACES_ALL :
		    scores && !m->leaves[i].excluded ? PLACES_TF :
		    PLACES_NOTHING, err);
	free(placed);
	return result;
}

int
occurs_open(struct occurs **out, struct engine *e, const struct match *m,
    bool scores, struct err *err)
{
	struct occurs *o = calloc(1, sizeof(*o));
	size_t i;

	*out = NULL;
	if (!o)
		return err_memory(err);
	o->engine = e;
	o->match = m;
	o->source_of = calloc(m->terms.count + 1, sizeof(*o->source_of));
	o->rarest = calloc(m->terms.count + 1, sizeof(*o->rarest));
	o->row = calloc(m->terms.count + 1, sizeof(*o->row));
	o->phrases = calloc(m->phrase_count + 1, sizeof(*o->phrases));
	o->verified = calloc(m->leaf_count + 1, sizeof(*o->verified));
	o->attributes = calloc(m->leaf_count + 1, sizeof(*o->attributes));
	if (!o->source_of || !o->rarest || !o->row || !o->phrases || !o->verified ||
	    !o->attributes) {
		occurs_close(o);
		return err_memory(err);
	}
	for (i = 0; i < m->terms.count; i++)
		o->source_of[i] = NO_SOURCE;
	if (candidate_open(&o->candidate, e->archive, e->tokenizer, err) ||
	    open_leaves(o, scores, err)) {
		occurs_close(o);
		return -1;
	}
	*out = o;
	return 0;
}

void
occurs_close(struct occurs *o)
{
	size_t i;

	if (!o)
		return;
	for (i = 0; i < o->source_count; i++) {
		postings_close(o->sources[i]->postings);
		places_release(&o->sources[i]->places);
		free(o->sources[i]);
	}
	for (i = 0; o->phrases && i < o->match->phrase_count; i++)
		if (o->phrases[i]) {
			phrase_release(o->phrases[i]);
			free(o->phrases[i]);
		}
	for (i = 0; i < o->match->leaf_count; i++) {
		if (o->verified)
			free(o->verified[i]);
		if (o->attributes)
			attribute_close(o->attributes[i]);
	}
	candidate_close(o->candidate);
	free(o->sources);
	free(o->source_of);
	free(o->rarest);
	free(o->row);
	free(o->phrases);
	free(o->verified);
	free(o->attributes);
	free(o->read);
	free(o);
}
