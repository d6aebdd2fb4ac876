/*
 * Inverting an article: the table from term to number, places gathered term
 * by term, writing them out.
 */
#include "store/inverter.h"

#include <stdlib.h>

#include "store/segment_writer.h"
#include "store/varint.h"

/*
 * Terms from which on the next article begins a new lexicon: few enough for
 * the caches of a processor, many enough that the writer meets a term seldom
 * in another one.
 */
#define LEXICON_FULL 32768

/*
 * Terms and places of an article from which on the memory they took is let
 * go: a hundred times what most have.
 */
#define TERMS_KEPT (4 * LEXICON_FULL)
#define PLACES_KEPT ((size_t)256 * 1024)

#define NONE UINT32_MAX

struct slot {
	uint32_t hash;
	uint32_t number;	/* of the term, plus 1; 0: empty */
};

/* What is known of a term. */
struct state {
	uint32_t article;	/* the one that had it last */
	uint32_t first, last;	/* its places there */
	uint32_t beside;	/* a term that once stood at its position */
};

#define BODY ((uint32_t)1 << 31)

struct place {
	uint32_t next;
	uint32_t at;		/* position; BODY: in the second column */
};

struct inverter {
	struct tokenizer *tokenizer;
	struct lexicon *lexicon;	/* held */
	struct slot *slots;
	size_t slots_cap;	/* a power of two */
	struct state *states;	/* of the lexicon's terms */
	size_t states_cap;
	uint32_t article;	/* a number for the present one */
	struct place *places;	/* its */
	size_t count, cap;
	uint32_t *met;		/* its terms */
	size_t met_count, met_cap;
	uint32_t column, words;
	uint32_t before;	/* the word before; NONE */
	struct buf bytes;
};

void
inverted_release(struct inverted *in)
{
	lexicon_release(in->lexicon);
	in->lexicon = NULL;
	buf_release(&in->bytes);
}

/* ==== Life cycle ==== */

int
inverter_open(struct inverter **out, sqlite3 *db, struct err *err)
{
	struct inverter *v = calloc(1, sizeof(*v));

	*out = NULL;
	if (!v)
		return err_memory(err);
	buf_init(&v->bytes, SIZE_MAX / 2);
	if (tokenizer_open(&v->tokenizer, db, err)) {
		inverter_close(v);
		return -1;
	}
	*out = v;
	return 0;
}

void
inverter_close(struct inverter *v)
{
	if (!v)
		return;
	tokenizer_close(v->tokenizer);
	lexicon_release(v->lexicon);
	buf_release(&v->bytes);
	free(v->slots);
	free(v->states);
	free(v->places);
	free(v->met);
	free(v);
}

/* An array with room for one more of ${size} bytes; NULL: no memory. */
static inline void *
grown(void *array, size_t size, size_t count, size_t *cap)
{
	size_t want = *cap ? *cap * 2 : 1024;

	if (count < *cap)
		return array;
	array = realloc(array, want * size);
	if (array)
		*cap = want;
	return array;
}

/* ==== From term to number ==== */

/* Twice as many slots, or the first ones. */
static int
more_slots(struct inverter *v)
{
	size_t cap = v->slots_cap ? v->slots_cap * 2 : 16384, at;
	struct slot *slots = calloc(cap, sizeof(*slots));
	uint32_t i, hash;

	if (!slots)
		return -1;
	for (i = 0; i < v->lexicon->count; i++) {
		hash = lexicon_term(v->lexicon, i)->hash;
		for (at = hash & (cap - 1); slots[at].number;
		    at = (at + 1) & (cap - 1))
			;
		slots[at] = (struct slot){ hash, i + 1 };
	}
	free(v->slots);
	v->slots = slots;
	v->slots_cap = cap;
	return 0;
}

static int
new_lexicon(struct inverter *v)
{
	lexicon_release(v->lexicon);
	v->lexicon = lexicon_new();
	if (!v->lexicon)
		return -1;
	if (!v->slots)
		return more_slots(v);
	memset(v->slots, 0, v->slots_cap * sizeof(*v->slots));
	return 0;
}

/* After a huge article. */
static void
let_go(struct inverter *v)
{
	if (v->cap > PLACES_KEPT) {
		free(v->places);
		free(v->met);
		v->places = NULL;
		v->met = NULL;
		v->cap = v->met_cap = 0;
		buf_release(&v->bytes);
	}
	if (v->lexicon->count > TERMS_KEPT) {
		lexicon_release(v->lexicon);
		free(v->slots);
		free(v->states);
		v->lexicon = NULL;
		v->slots = NULL;
		v->states = NULL;
		v->slots_cap = v->states_cap = 0;
	}
}

static inline bool
is_term(const struct inverter *v, uint32_t number, const char *term,
    size_t len)
{
	const struct lexicon_term *t = lexicon_term(v->lexicon, number);

	return t->len == len && memcmp(t->text, term, len) == 0;
}

static int
add_term(struct inverter *v, const char *term, size_t len, uint32_t hash,
    struct slot *slot, uint32_t *number)
{
	struct state *states;

	*number = v->lexicon->count;
	states = grown(v->states, sizeof(*states), *number, &v->states_cap);
	if (!states)
		return -1;
	v->states = states;
	if (lexicon_add(v->lexicon, term, len, hash))
		return -1;
	v->states[*number] = (struct state){ 0, 0, 0, NONE };
	*slot = (struct slot){ hash, *number + 1 };
	return v->lexicon->count * 2 > v->slots_cap ? more_slots(v) : 0;
}

static int
find_term(struct inverter *v, const char *term, size_t len, uint32_t *number)
{
	uint32_t hash = lexicon_hash(term, len);
	size_t mask = v->slots_cap - 1, at = hash & mask;

	for (; v->slots[at].number; at = (at + 1) & mask) {
		*number = v->slots[at].number - 1;
		if (v->slots[at].hash == hash &&
		    is_term(v, *number, term, len))
			return 0;
	}
	return add_term(v, term, len, hash, &v->slots[at], number);
}

/* ==== Gathering ==== */

/* The number of a term; a stem is mostly found beside its word. */
static int
number_of(struct inverter *v, bool colocated, const char *term, size_t len,
    uint32_t *number)
{
	bool beside = colocated && v->before != NONE;

	if (beside) {
		*number = v->states[v->before].beside;
		if (*number != NONE && is_term(v, *number, term, len))
			return 0;
	}
	if (find_term(v, term, len, number))
		return -1;
	if (beside)
		v->states[v->before].beside = *number;
	if (!colocated)
		v->before = *number;
	return 0;
}

/* For one more place, which may be a term's first. */
static inline int
more_room(struct inverter *v)
{
	struct place *places = grown(v->places, sizeof(*places), v->count,
	    &v->cap);
	uint32_t *met;

	if (!places)
		return -1;
	v->places = places;
	met = grown(v->met, sizeof(*met), v->met_count, &v->met_cap);
	if (!met)
		return -1;
	v->met = met;
	return 0;
}

static int
keep(void *ctx, bool colocated, const char *term, size_t len, size_t start,
    size_t end)
{
	struct inverter *v = ctx;
	uint32_t number, place = (uint32_t)v->count;
	struct state *s;

	(void)start, (void)end;
	if (len > SEGMENT_TERM_LIMIT)
		len = SEGMENT_TERM_LIMIT;
	if (number_of(v, colocated, term, len, &number) || more_room(v))
		return -1;
	v->words += !colocated || !v->words;
	v->places[v->count++] = (struct place){
		NONE, v->column | (v->words - 1)
	};
	s = &v->states[number];
	if (s->article == v->article) {
		v->places[s->last].next = place;
	} else {
		s->article = v->article;
		s->first = place;
		v->met[v->met_count++] = number;
	}
	s->last = place;
	return 0;
}

/* ==== Writing out ==== */

static unsigned char *
write_places(const struct inverter *v, uint32_t place, unsigned char *p)
{
	uint32_t before = 0, at;

	for (; place != NONE; place = v->places[place].next) {
		at = v->places[place].at;
		if (at & BODY && !(before & BODY)) {
			*p++ = 1;
			*p++ = 1;
			before = BODY;
		}
		p = varint_write(p, (uint64_t)(at - before) + 2);
		before = at;
	}
	return p;
}

static int
write_terms(struct inverter *v, struct inverted *out)
{
	unsigned char *start, *p, *positions, size[VARINT_MAX];
	size_t i, len, most = v->met_count * (2 * VARINT_MAX + 2) +
	    v->count * VARINT_MAX;

	buf_reset(&v->bytes);
	if (buf_reserve(&v->bytes, most))
		return -1;
	p = start = (unsigned char *)v->bytes.data;
	for (i = 0; i < v->met_count; i++) {
		p = varint_write(p, v->met[i]);
		/* Most sizes are of one byte. */
		positions = p + 1;
		p = write_places(v, v->states[v->met[i]].first, positions);
		len = (size_t)(p - positions);
		if (len < 0x80) {
			positions[-1] = (unsigned char)len;
			continue;
		}
		len = (size_t)(varint_write(size, len) - size);
		memmove(positions - 1 + len, positions,
		    (size_t)(p - positions));
		memcpy(positions - 1, size, len);
		p += len - 1;
	}
	buf_add(&out->bytes, start, (size_t)(p - start));
	return out->bytes.failed ? -1 : 0;
}

int
inverter_make(struct inverter *v, const char *language,
    const char *const texts[INVERTED_COLUMNS], struct inverted *out)
{
	int i;

	if ((!v->lexicon || v->lexicon->count >= LEXICON_FULL ||
	    v->article == NONE) && new_lexicon(v))
		return -1;
	v->article = v->article == NONE ? 1 : v->article + 1;
	v->count = v->met_count = 0;
	for (i = 0; i < INVERTED_COLUMNS; i++) {
		v->column = i ? BODY : 0;
		v->words = 0;
		v->before = NONE;
		if (texts[i] && tokenizer_run(v->tokenizer, language,
		    texts[i], strlen(texts[i]), keep, v))
			return -1;
		out->words[i] = v->words;
	}
	if (write_terms(v, out))
		return -1;
	out->lexicon = lexicon_hold(v->lexicon);
	out->terms = v->lexicon->count;
	let_go(v);
	return 0;
}
