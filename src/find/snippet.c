/*
 * Snippets: what is matched where, the best window, its edges, its text and
 * marks.
 */
#include "find/snippet.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

/* Where a leaf stands in the body. */
struct place {
	size_t leaf;
	size_t first, end;	/* terms [first, end) */
	size_t word;		/* number of its first word in the body */
	size_t from, to;	/* bytes [from, to) */
};

struct places {
	struct place *items;
	size_t count, cap;
	bool failed;
};

/*
 * A word in 100,000 places needs no more of them to be shown well; bounds
 * the work on an article of one word's repetition.
 */
#define PLACES_LIMIT 10000

void
snippet_release(struct snippet *s)
{
	buf_release(&s->text);
	free(s->marks);
	s->marks = NULL;
	s->mark_count = s->mark_cap = 0;
}

/* ==== What is matched where ==== */

static void
add_place(struct places *p, struct place place)
{
	struct place *items;
	size_t cap;

	if (p->count == p->cap) {
		cap = p->cap ? p->cap * 2 : 64;
		items = realloc(p->items, cap * sizeof(*items));
		if (!items) {
			p->failed = true;
			return;
		}
		p->items = items;
		p->cap = cap;
	}
	p->items[p->count++] = place;
}

/*
 * The bytes of a place: of its words, or, within a run without spaces, of
 * the part asked for, where the index has the run as it is written.
 */
static void
measure(struct place *p, const struct match *m, const struct terms *terms)
{
	const struct match_leaf *l = &m->leaves[p->leaf];
	const struct term *run = &terms->items[p->first];
	const struct term *part = &m->terms.items[l->words_first];
	const char *text = term_text(terms, p->first);
	size_t i;

	p->from = run->start;
	p->to = terms->items[p->end - 1].end;
	if (!l->run || l->words != 1 || run->end - run->start !=
	    run->len)
		return;
	for (i = 0; i + part->len <= run->len; i++)
		if (memcmp(text + i, term_text(&m->terms, l->words_first),
		    part->len) == 0) {
			p->from = run->start + i;
			p->to = p->from + part->len;
			return;
		}
}

static void
find_places(struct places *p, const struct match *m, unsigned slot,
    const struct terms *terms, const char *body)
{
	const struct match_leaf *l;
	struct place place;
	size_t i, k, end, word = 0;

	for (i = 0; i < terms->count && p->count < PLACES_LIMIT;
	    i = terms_next_word(terms, i), word++)
		for (k = 0; k < m->leaf_count; k++) {
			l = &m->leaves[k];
			if (l->excluded || l->same != k ||
			    l->field == QUERY_TITLE || !l->count ||
			    (l->field == QUERY_LEAD &&
			    word >= QUERY_LEAD_WORDS))
				continue;
			end = match_leaf_at(m, l, slot, terms, body, i);
			if (!end)
				continue;
			place = (struct place){ k, i, end, word, 0, 0 };
			measure(&place, m, terms);
			add_place(p, place);
		}
}

/* ==== The best window ==== */

struct window {
	size_t first, last;	/* places, inclusive */
	size_t leaves;		/* different ones */
	size_t span;		/* words from the first place to the last */
};

static bool
fits(const struct place *a, const struct place *b)
{
	return b->word - a->word < SNIPPET_WORDS &&
	    b->to - a->from <= SNIPPET_BYTES;
}

/*
 * Two pointers over the places, counting leaves in between; of windows with
 * as many leaves the narrowest wins, of these the first.
 */
static struct window
best_window(const struct places *p, size_t *in_window)
{
	struct window best = { 0, 0, 0, 0 }, w = { 0, 0, 0, 0 };

	for (; w.last < p->count; w.last++) {
		if (in_window[p->items[w.last].leaf]++ == 0)
			w.leaves++;
		while (w.first < w.last && (in_window[
		    p->items[w.first].leaf] > 1 || !fits(
		    &p->items[w.first], &p->items[w.last])))
			if (--in_window[p->items[w.first++].leaf] == 0)
				w.leaves--;
		w.span = p->items[w.last].word - p->items[w.first].word;
		if (w.leaves > best.leaves ||
		    (w.leaves == best.leaves && w.span < best.span))
			best = w;
	}
	return best;
}

/* ==== Its edges ==== */

/* Does a sentence or paragraph end between these two words? */
static bool
sentence_ends(const char *body, size_t from, size_t to)
{
	const char *p = body + from, *end = body + to;
	uint32_t rune;

	while (p < end) {
		p += utf8_decode(p, end, &rune);
		if (rune == '.' || rune == '!' || rune == '?' ||
		    rune == 0x2026 || rune == 0x3002 || rune == 0xFF01 ||
		    rune == 0xFF1F || rune == '\n')
			return true;
	}
	return false;
}

static size_t
word_before(const struct terms *terms, size_t i)
{
	while (i && terms->items[--i].colocated)
		;
	return i;
}

/*
 * Begin at the start of the sentence, or where room for a third of the
 * window's words is left before the first match.
 */
static size_t
begin_at(const struct terms *terms, const char *body, size_t first,
    size_t must_end)
{
	size_t before, words = 0, i = first;

	while (i && words++ < SNIPPET_WORDS / 3) {
		before = word_before(terms, i);
		if (must_end - terms->items[before].start > SNIPPET_BYTES ||
		    sentence_ends(body, terms->items[before].end,
		    terms->items[i].start))
			break;
		i = before;
	}
	return i;
}

/* End behind the last word that fits; the term behind it. */
static size_t
end_at(const struct terms *terms, size_t begin, size_t must)
{
	size_t i = begin, words = 0, start = terms->items[begin].start;

	while (i < terms->count && (i < must || (words < SNIPPET_WORDS &&
	    terms->items[i].end - start <= SNIPPET_BYTES))) {
		i = terms_next_word(terms, i);
		words++;
	}
	return i > begin ? i : terms_next_word(terms, begin);
}

/* ==== Its text and marks ==== */

/* Append a piece of the body: white space as one blank, nothing unprinted. */
static void
add_text(struct buf *out, const char *p, const char *end)
{
	uint32_t rune;

	while (p < end) {
		p += utf8_decode(p, end, &rune);
		if (utf8_space(rune) || rune < 0x20) {
			if (out->len && out->data[out->len - 1] != ' ')
				buf_addch(out, ' ');
		} else if (rune != 0x7F && (rune < 0x80 || rune > 0x9F)) {
			buf_add_rune(out, rune);
		}
	}
}

static int
add_mark(struct snippet *s, size_t start, size_t length)
{
	struct hit_mark *marks;
	size_t cap;

	if (s->mark_count == s->mark_cap) {
		cap = s->mark_cap ? s->mark_cap * 2 : 16;
		marks = realloc(s->marks, cap * sizeof(*marks));
		if (!marks)
			return -1;
		s->marks = marks;
		s->mark_cap = cap;
	}
	s->marks[s->mark_count++] = (struct hit_mark){ start, length };
	return 0;
}

/* Where the marks that begin at or before ${at} end, in bytes. */
static size_t
marked_until(const struct places *p, size_t *next, size_t at, size_t until)
{
	for (; *next < p->count && p->items[*next].from <= at; (*next)++)
		if (p->items[*next].to > until)
			until = p->items[*next].to;
	return until;
}

/* Write bytes [at, stop) of the body with the marks of ${p}. */
static int
write_marked(struct snippet *s, const struct places *p, const char *body,
    size_t at, size_t stop)
{
	size_t next = 0, start, until, first;

	while (next < p->count && p->items[next].from < at)
		next++;
	while (at < stop) {
		start = next < p->count && p->items[next].from < stop ?
		    p->items[next].from : stop;
		add_text(&s->text, body + at, body + start);
		if (start == stop)
			break;
		until = marked_until(p, &next, start, start);
		until = marked_until(p, &next, until - 1, until);
		if (until > stop)
			until = stop;
		first = utf8_count(s->text.data, s->text.len);
		add_text(&s->text, body + start, body + until);
		if (add_mark(s, first, utf8_count(s->text.data,
		    s->text.len) - first))
			return -1;
		at = until;
	}
	return s->text.failed ? -1 : 0;
}

static size_t
character_start(const char *body, size_t at)
{
	while (at && ((unsigned char)body[at] & 0xC0) == 0x80)
		at--;
	return at;
}

/*
 * Bytes [*at, *stop) of terms [begin, end).  Closing quotes and full stops
 * belong to the last word.  A run without spaces may be a whole paragraph,
 * and a word a screenful: then around ${match}, wherever that cuts.
 */
static void
bounds(const struct terms *terms, const char *body, size_t begin, size_t end,
    size_t match, size_t *at, size_t *stop)
{
	size_t last = word_before(terms, end);

	*at = terms->items[begin].start;
	*stop = terms->items[last].end;
	if (end < terms->count)
		*stop += strcspn(body + *stop, " \t\r\n");
	else
		*stop += strlen(body + *stop);
	if (end < terms->count && *stop > terms->items[end].start)
		*stop = terms->items[last].end;
	if (*stop - *at <= 2 * SNIPPET_BYTES)
		return;
	if (match > *at + SNIPPET_BYTES / 3)
		*at = character_start(body, match - SNIPPET_BYTES / 3);
	if (*stop - *at > SNIPPET_BYTES)
		*stop = character_start(body, *at + SNIPPET_BYTES);
}

int
snippet_make(struct snippet *s, const struct match *m, unsigned slot,
    const char *body, const struct terms *terms)
{
	struct places p = { NULL, 0, 0, false };
	struct window w = { 0, 0, 0, 0 };
	size_t *in_window, first = 0, must = 0, begin, before, at, stop;
	int result = -1;

	buf_reset(&s->text);
	s->mark_count = 0;
	if (!body || !terms->count) {
		if (body)
			add_text(&s->text, body, body + strcspn(body, "\n"));
		return s->text.failed ? -1 : 0;
	}
	in_window = calloc(m->leaf_count + 1, sizeof(*in_window));
	find_places(&p, m, slot, terms, body);
	if (!in_window || p.failed)
		goto out;
	if (p.count) {
		w = best_window(&p, in_window);
		first = p.items[w.first].first;
		must = p.items[w.last].end;
	}
	begin = begin_at(terms, body, first, must ?
	    terms->items[must - 1].end : 0);
	bounds(terms, body, begin, end_at(terms, begin, must), p.count ?
	    p.items[w.first].from : 0, &at, &stop);
	before = begin ? terms->items[word_before(terms, begin)].end : 0;
	if (at > terms->items[begin].start ||
	    (begin && !sentence_ends(body, before, at)))
		buf_addstr(&s->text, "\xE2\x80\xA6 ");
	result = write_marked(s, &p, body, at, stop);
	buf_trim(&s->text);
	if (body[stop + strspn(body + stop, " \t\r\n")])
		buf_addstr(&s->text, " \xE2\x80\xA6");
	if (s->text.failed)
		result = -1;
out:
	free(in_window);
	free(p.items);
	return result;
}
