/* Phrases: their terms, sets of a block, tf and spans. */
#include "find/phrases.h"

#include <stdlib.h>
#include <string.h>

#include "find/phrase.h"
#include "find/rank.h"

struct phrases {
	struct engine *engine;
	const struct match *match;
	struct lookup *lookup;	/* of all terms */
	size_t *rarest;		/* of each phrase its terms, counted from 0,
				 * the rarest first */
	struct phrase_places **rows;	/* of those of two terms or more */
	const struct places **row;	/* scratch: the terms of a phrase */
	uint32_t *read;			/* scratch: places */
	size_t read_cap;
};

/* ==== Terms ==== */

static void
sort_terms(struct phrases *p, const struct match_phrase *phrase)
{
	size_t *order = p->rarest + phrase->first, i, k;
	int64_t cost;

	for (i = 0; i < phrase->count; i++) {
		cost = lookup_cost(p->lookup, phrase->first + i);
		for (k = i; k && lookup_cost(p->lookup,
		    phrase->first + order[k - 1]) > cost; k--)
			order[k] = order[k - 1];
		order[k] = i;
	}
}

int
phrases_add(struct phrases *p, size_t i, enum places_kind kind,
    struct err *err)
{
	const struct match_phrase *phrase = &p->match->phrases[i];
	size_t k;

	if (phrase->count > 1) {
		kind = PLACES_ALL;
		p->rows[i] = calloc(1, sizeof(**p->rows));
		if (!p->rows[i])
			return err_memory(err);
	}
	for (k = 0; k < phrase->count; k++)
		if (lookup_add(p->lookup, phrase, phrase->first + k, kind,
		    err))
			return -1;
	sort_terms(p, phrase);
	return 0;
}

int
phrases_next(struct phrases *p, size_t i, int64_t from, int64_t *id,
    struct err *err)
{
	const struct match_phrase *phrase = &p->match->phrases[i];
	int64_t next = from;
	size_t k;

	for (k = 0; k < phrase->count && from < POSTINGS_END; k++) {
		if (lookup_next(p->lookup, phrase->first +
		    p->rarest[phrase->first + k], from, &next, err))
			return -1;
		if (k + 1 < phrase->count && next > from &&
		    blocks_start(p->engine->blocks, &next, err))
			return -1;
		from = next > from ? next : from;
	}
	*id = from;
	return 0;
}

void
phrases_block(struct phrases *p, const struct block *block)
{
	lookup_block(p->lookup, block);
}

/* ==== A block ==== */

static int
find_row(struct phrases *p, size_t i, enum query_field field,
    const struct bits *within, struct bits *out, struct err *err)
{
	const struct match_phrase *phrase = &p->match->phrases[i];
	size_t k, term;

	*out = *within;
	for (k = 0; k < phrase->count; k++) {
		term = p->rarest[phrase->first + k];
		p->row[term] = lookup_read(p->lookup, phrase->first + term,
		    out, err);
		if (!p->row[term])
			return -1;
		bits_and(out, &p->row[term]->bits);
		if (!bits_any(out)) {
			memset(&p->rows[i]->bits, 0, sizeof(*out));
			return 0;
		}
	}
	if (phrase_find(p->rows[i], p->row, phrase->count, field, out))
		return err_memory(err);
	*out = p->rows[i]->bits;
	return 0;
}

static int
find_term(struct phrases *p, size_t i, enum query_field field,
    const struct bits *within, struct bits *out, struct err *err)
{
	const struct places *places = lookup_read(p->lookup,
	    p->match->phrases[i].first, within, err);
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

int
phrases_find(struct phrases *p, size_t i, enum query_field field,
    const struct bits *within, struct bits *out, struct err *err)
{
	return p->rows[i] ? find_row(p, i, field, within, out, err) :
	    find_term(p, i, field, within, out, err);
}

/* The places of a phrase of one term. */
static const struct places *
places_of(const struct phrases *p, size_t i)
{
	return lookup_places(p->lookup, p->match->phrases[i].first);
}

const struct bits *
phrases_found(const struct phrases *p, size_t i)
{
	return p->rows[i] ? &p->rows[i]->bits : &places_of(p, i)->bits;
}

/* ==== tf and spans ==== */

static uint32_t
row_tf(const struct phrase_places *row, size_t slot)
{
	const uint32_t *starts = row->starts + row->at[slot];
	uint32_t tf = 0;
	size_t k;

	for (k = 0; k < row->count[slot]; k++)
		tf += (uint32_t)rank_occurrence((int)PLACE_COLUMN(starts[k]),
		    (int)PLACE_WORD(starts[k]));
	return tf;
}

void
phrases_tf(const struct phrases *p, size_t i, enum query_field field,
    const struct bits *in, bool alone, uint32_t *tf)
{
	const struct phrase_places *row = p->rows[i];
	size_t slot;

	if (!row && !alone)
		places_add_tf(places_of(p, i), in, field, tf);
	else
		BITS_EACH(in, slot)
			if (!alone || !tf[slot])
				tf[slot] += row ? row_tf(row, slot) :
				    (uint32_t)places_tf(places_of(p, i),
				    slot, field);
}

/* The places of a phrase of one term in article ${slot} into p->read. */
static int
read_term(struct phrases *p, size_t i, enum query_field field, size_t slot,
    size_t *count)
{
	const struct places *places = places_of(p, i);
	size_t room = places_room(places, slot);
	uint32_t *grown;

	if (room > p->read_cap) {
		grown = realloc(p->read, room * sizeof(*grown));
		if (!grown)
			return -1;
		p->read = grown;
		p->read_cap = room;
	}
	*count = places_read(places, slot, field, p->read);
	return 0;
}

int
phrases_spans(struct phrases *p, size_t i, enum query_field field,
    size_t slot, struct spans *out)
{
	const struct phrase_places *row = p->rows[i];
	uint32_t behind = (uint32_t)p->match->phrases[i].count - 1;
	const uint32_t *starts;
	size_t k, count;

	if (row) {
		starts = row->starts + row->at[slot];
		count = row->count[slot];
	} else {
		if (read_term(p, i, field, slot, &count))
			return -1;
		starts = p->read;
	}
	for (k = 0; k < count; k++)
		if (spans_add(out, starts[k], starts[k] + behind))
			return -1;
	return 0;
}

/* ==== Estimates ==== */

int64_t
phrases_cost(const struct phrases *p, size_t i)
{
	const struct match_phrase *phrase = &p->match->phrases[i];

	return lookup_cost(p->lookup, phrase->first +
	    p->rarest[phrase->first]);
}

int
phrases_estimate(const struct phrases *p, size_t i, int64_t *articles,
    struct err *err)
{
	return lookup_estimate(p->lookup, p->match->phrases[i].first,
	    articles, err);
}

bool
phrases_limited(const struct phrases *p)
{
	return lookup_limited(p->lookup);
}

/* ==== Opening and closing ==== */

int
phrases_open(struct phrases **out, struct engine *e, const struct match *m,
    struct err *err)
{
	struct phrases *p = calloc(1, sizeof(*p));

	*out = NULL;
	if (!p)
		return err_memory(err);
	p->engine = e;
	p->match = m;
	p->rarest = calloc(m->terms.count + 1, sizeof(*p->rarest));
	p->row = calloc(m->terms.count + 1, sizeof(*p->row));
	p->rows = calloc(m->phrase_count + 1, sizeof(*p->rows));
	if (!p->rarest || !p->row || !p->rows) {
		phrases_close(p);
		return err_memory(err);
	}
	if (lookup_open(&p->lookup, e, m, err)) {
		phrases_close(p);
		return -1;
	}
	*out = p;
	return 0;
}

void
phrases_close(struct phrases *p)
{
	size_t i;

	if (!p)
		return;
	for (i = 0; p->rows && i < p->match->phrase_count; i++)
		if (p->rows[i]) {
			phrase_release(p->rows[i]);
			free(p->rows[i]);
		}
	lookup_close(p->lookup);
	free(p->rows);
	free(p->row);
	free(p->rarest);
	free(p->read);
	free(p);
}
