/*
 * Occurrences: languages, leaves, what the text decides, tf and spans,
 * estimates.
 */
#include "find/occurs.h"

#include <stdlib.h>
#include <string.h>

#include "find/attribute.h"
#include "find/candidate.h"
#include "find/phrases.h"
#include "find/written.h"

struct occurs {
	struct engine *engine;
	const struct match *match;
	const struct block *block;
	struct phrases *phrases;
	uint32_t **verified;	/* tf of leaves the text decides about */
	struct attribute **attributes;	/* of leaves that are no text */
	struct candidate *candidate;
	struct bits languages[LANGUAGES_SLOTS];	/* of the block, */
	bool languages_known;			/* once they were asked for */
};

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
	int64_t next;
	size_t i;

	if (o->attributes[leaf]) {
		*id = attribute_next(o->attributes[leaf], from);
		return 0;
	}
	*id = l->together && l->count ? from : POSTINGS_END;
	for (i = l->first; i < l->first + l->count; i++) {
		if (phrases_next(o->phrases, i, l->together ? *id : from,
		    &next, err))
			return -1;
		if (!l->together) {
			*id = next < *id ? next : *id;
			continue;
		}
		if (next > *id && blocks_start(o->engine->blocks, &next, err))
			return -1;
		*id = next > *id ? next : *id;
	}
	return 0;
}

void
occurs_block(struct occurs *o, const struct block *block)
{
	o->block = block;
	phrases_block(o->phrases, block);
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

/* The tf of a leaf in the text of article ${slot}, and spans if not NULL. */
static int
look(struct occurs *o, size_t leaf, size_t slot, struct spans *spans,
    struct err *err)
{
	struct candidate *c = occurs_text(o, slot, err);
	int tf;

	if (!c)
		return -1;
	tf = written_tf(o->match, &o->match->leaves[leaf],
	    slot_language(o, slot), c, spans);
	return tf < 0 ? err_memory(err) : tf;
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
occurs_form(struct occurs *o, size_t leaf, size_t phrase,
    const struct bits *within, struct bits *out, struct err *err)
{
	if (phrases_find(o->phrases, phrase, o->match->leaves[leaf].field,
	    within, out, err))
		return -1;
	in_languages(o, o->match->phrases[phrase].languages, out);
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
		if (occurs_form(o, leaf, i, l->together ? out : within,
		    &found, err))
			return -1;
		if (l->together)
			*out = found;
		else
			bits_or(out, &found);
	}
	return l->verify == VERIFY_NOTHING ? 0 : verify(o, leaf, out, err);
}

/* ==== tf and spans ==== */

/* Does phrase ${i} count in article ${slot}, where it stands? */
static bool
counts(const struct occurs *o, size_t i, size_t slot)
{
	const struct match_phrase *p = &o->match->phrases[i];

	return bits_has(phrases_found(o->phrases, i), slot) &&
	    (p->languages == LANGUAGES_ALL ||
	    p->languages >> slot_language(o, slot) & 1);
}

void
occurs_tf(struct occurs *o, size_t leaf, const struct bits *in, uint32_t *tf)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	const struct match_phrase *p;
	struct bits here;
	size_t i;

	if (l->verify != VERIFY_NOTHING) {
		memcpy(tf, o->verified[leaf], FACTS_BLOCK * sizeof(*tf));
		return;
	}
	memset(tf, 0, FACTS_BLOCK * sizeof(*tf));
	for (i = l->first; i < l->first + l->count; i++) {
		p = &o->match->phrases[i];
		here = *in;
		bits_and(&here, phrases_found(o->phrases, i));
		in_languages(o, p->languages, &here);
		phrases_tf(o->phrases, i, l->field, &here, p->fallback, tf);
	}
}

int
occurs_spans(struct occurs *o, size_t leaf, size_t slot, struct spans *out,
    struct err *err)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	size_t i, before = out->count;

	if (l->verify != VERIFY_NOTHING)
		return look(o, leaf, slot, out, err) < 0 ? -1 : 0;
	for (i = l->first; i < l->first + l->count; i++)
		if (counts(o, i, slot) && !(o->match->phrases[i].fallback &&
		    out->count > before) &&
		    phrases_spans(o->phrases, i, l->field, slot, out))
			return err_memory(err);
	return 0;
}

/* ==== Estimates ==== */

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
		n = phrases_cost(o->phrases, i);
		if (!l->together || i == l->first)
			cost += n;
		else if (n < cost)
			cost = n;
	}
	return cost;
}

int
occurs_estimate(const struct occurs *o, size_t leaf, int64_t *articles,
    struct err *err)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	int64_t with;
	size_t i;

	*articles = 0;
	if (o->attributes[leaf] || l->verify != VERIFY_NOTHING ||
	    l->field != QUERY_ANYWHERE)
		return 0;
	for (i = l->first; i < l->first + l->count; i++)
		if (o->match->phrases[i].count > 1 ||
		    o->match->phrases[i].fallback)
			return 0;
	for (i = l->first; i < l->first + l->count; i++) {
		if (phrases_estimate(o->phrases, i, &with, err))
			return -1;
		*articles = postings_either(*articles, with);
	}
	return 1;
}

const char *
occurs_limited(const struct occurs *o)
{
	return phrases_limited(o->phrases) ? "a pattern fits more words than "
	    "are looked for: some were left out" : NULL;
}

/* ==== Opening and closing ==== */

/* ${kind}: what is wanted of its terms; a field needs their places. */
static int
open_leaf(struct occurs *o, size_t leaf, enum places_kind kind,
    struct err *err)
{
	const struct match_leaf *l = &o->match->leaves[leaf];
	size_t i;

	if (l->field >= QUERY_AUTHOR)
		return attribute_open(&o->attributes[leaf], o->engine, l,
		    err);
	if (l->verify != VERIFY_NOTHING && !(o->verified[leaf] =
	    calloc(FACTS_BLOCK, sizeof(**o->verified))))
		return err_memory(err);
	if (l->field != QUERY_ANYWHERE)
		kind = PLACES_ALL;
	for (i = l->first; i < l->first + l->count; i++)
		if (phrases_add(o->phrases, i, kind, err))
			return -1;
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
		    scores && (!m->leaves[i].excluded ||
		    m->leaves[i].bonus) ? PLACES_TF :
		    PLACES_NOTHING, err);
	free(placed);
	return result;
}

int
occurs_open(struct occurs **out, struct engine *e, const struct match *m,
    bool scores, struct err *err)
{
	struct occurs *o = calloc(1, sizeof(*o));

	*out = NULL;
	if (!o)
		return err_memory(err);
	o->engine = e;
	o->match = m;
	o->verified = calloc(m->leaf_count + 1, sizeof(*o->verified));
	o->attributes = calloc(m->leaf_count + 1, sizeof(*o->attributes));
	if (!o->verified || !o->attributes) {
		occurs_close(o);
		return err_memory(err);
	}
	if (phrases_open(&o->phrases, e, m, err) ||
	    candidate_open(&o->candidate, e->archive, e->tokenizer, err) ||
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
	for (i = 0; i < o->match->leaf_count; i++) {
		if (o->verified)
			free(o->verified[i]);
		if (o->attributes)
			attribute_close(o->attributes[i]);
	}
	phrases_close(o->phrases);
	candidate_close(o->candidate);
	free(o->verified);
	free(o->attributes);
	free(o);
}
