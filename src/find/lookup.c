/* Terms looked up: which are the same, their postings, a block's places. */
#include "find/lookup.h"

#include <stdlib.h>
#include <string.h>

#include "find/expand.h"

/* A term, or many that a beginning, a pattern or a spelling stands for. */
struct source {
	struct postings *postings;
	size_t term;		/* the first of match.terms it is for */
	size_t users;		/* how many are */
	const struct match_phrase *phrase;	/* of that term */
	uint64_t read;		/* the turn in which places were read */
	struct places places;
};

struct lookup {
	struct engine *engine;
	const struct match *match;
	const struct block *block;
	uint64_t turn;		/* how many blocks were set */
	struct source **sources;
	size_t count;
	size_t *source_of;	/* of each of match.terms */
	bool limited;
};

static struct source *
source(const struct lookup *l, size_t term)
{
	return l->sources[l->source_of[term]];
}

/* ==== Looking up ==== */

/* Only the last term of a phrase may stand for others. */
static enum match_expand
expansion(const struct match_phrase *p, size_t term)
{
	return term + 1 == p->first + p->count ? p->expand : MATCH_TERM;
}

static bool
same(const struct match *m, const struct source *s,
    const struct match_phrase *p, size_t term)
{
	const struct term *a = &m->terms.items[s->term];
	const struct term *b = &m->terms.items[term];
	enum match_expand expand = expansion(p, term);

	return expansion(s->phrase, s->term) == expand &&
	    (expand != MATCH_FUZZY || s->phrase->edits == p->edits) &&
	    a->len == b->len && memcmp(term_text(&m->terms, s->term),
	    term_text(&m->terms, term), a->len) == 0;
}

static int
fill(struct lookup *l, struct source *s, struct err *err)
{
	struct segments *segments = l->engine->segments;
	const char *text = term_text(&l->match->terms, s->term);
	size_t len = l->match->terms.items[s->term].len;
	enum match_expand expand = expansion(s->phrase, s->term);
	int all;

	s->postings = postings_new(segments);
	if (!s->postings)
		return err_memory(err);
	if (expand == MATCH_TERM)
		return postings_term(s->postings, text, len, err);
	all = expand_words(s->postings, segments, expand, s->phrase->edits,
	    text, len, err);
	l->limited |= all == 0;
	return all < 0 ? -1 : 0;
}

static int
add_source(struct lookup *l, const struct match_phrase *p, size_t term,
    enum places_kind kind, struct err *err)
{
	struct source **sources, *s;

	sources = realloc(l->sources, (l->count + 1) * sizeof(*sources));
	if (!sources)
		return err_memory(err);
	l->sources = sources;
	s = calloc(1, sizeof(*s));
	if (!s)
		return err_memory(err);
	sources[l->count++] = s;
	s->term = term;
	s->phrase = p;
	places_init(&s->places, kind);
	return fill(l, s, err);
}

int
lookup_add(struct lookup *l, const struct match_phrase *p, size_t term,
    enum places_kind kind, struct err *err)
{
	size_t i;

	for (i = 0; i < l->count; i++)
		if (same(l->match, l->sources[i], p, term))
			break;
	l->source_of[term] = i;
	if (i == l->count && add_source(l, p, term, kind, err))
		return -1;
	l->sources[i]->users++;
	if (l->sources[i]->places.kind < kind)
		l->sources[i]->places.kind = kind;
	return 0;
}

/* ==== Asking ==== */

int
lookup_next(struct lookup *l, size_t term, int64_t from, int64_t *id,
    struct err *err)
{
	return postings_next(source(l, term)->postings, from, id, err);
}

void
lookup_block(struct lookup *l, const struct block *block)
{
	l->block = block;
	l->turn++;
}

/* Of all articles, where it is asked for more than once. */
const struct places *
lookup_read(struct lookup *l, size_t term, const struct bits *within,
    struct err *err)
{
	struct source *s = source(l, term);
	struct bits all;

	if (s->read == l->turn)
		return &s->places;
	places_reset(&s->places);
	if (s->users > 1) {
		all = bits_range(0, l->block->count);
		within = &all;
	}
	if (postings_read(s->postings, l->block, within, &s->places, err))
		return NULL;
	s->read = l->turn;
	return &s->places;
}

const struct places *
lookup_places(const struct lookup *l, size_t term)
{
	return &source(l, term)->places;
}

int64_t
lookup_cost(const struct lookup *l, size_t term)
{
	return postings_bytes(source(l, term)->postings);
}

int
lookup_estimate(const struct lookup *l, size_t term, int64_t *articles,
    struct err *err)
{
	return postings_estimate(source(l, term)->postings, articles, err);
}

bool
lookup_limited(const struct lookup *l)
{
	return l->limited;
}

/* ==== Opening and closing ==== */

int
lookup_open(struct lookup **out, struct engine *e, const struct match *m,
    struct err *err)
{
	struct lookup *l = calloc(1, sizeof(*l));

	*out = NULL;
	if (!l)
		return err_memory(err);
	l->engine = e;
	l->match = m;
	l->source_of = calloc(m->terms.count + 1, sizeof(*l->source_of));
	if (!l->source_of) {
		lookup_close(l);
		return err_memory(err);
	}
	*out = l;
	return 0;
}

void
lookup_close(struct lookup *l)
{
	size_t i;

	if (!l)
		return;
	for (i = 0; i < l->count; i++) {
		postings_close(l->sources[i]->postings);
		places_release(&l->sources[i]->places);
		free(l->sources[i]);
	}
	free(l->sources);
	free(l->source_of);
	free(l);
}
