/* Marks: leaves at every word, spans in order, code points. */
#include "find/marks.h"

#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

void
marks_release(struct marks *m)
{
	free(m->items);
	free(m->spans);
	*m = (struct marks)MARKS_INIT;
}

static int
add_span(struct marks *m, size_t from, size_t to)
{
	size_t cap = m->span_cap ? m->span_cap * 2 : 64;
	struct mark_span *spans;

	if (m->span_count == m->span_cap) {
		spans = realloc(m->spans, cap * sizeof(*spans));
		if (!spans)
			return -1;
		m->spans = spans;
		m->span_cap = cap;
	}
	m->spans[m->span_count++] = (struct mark_span){ from, to };
	return 0;
}

/* ==== Leaves at words ==== */

/*
 * One word of a script without spaces within a run of it: every place in the
 * run, where the index has the run as it is written.
 */
static int
add_parts(struct marks *m, const struct match *match,
    const struct match_leaf *l, const struct terms *terms, size_t at)
{
	const struct term *run = &terms->items[at];
	const struct term *part = &match->terms.items[l->words_first];
	const char *text = term_text(terms, at);
	const char *word = term_text(&match->terms, l->words_first);
	size_t i = 0;

	while (i + part->len <= run->len) {
		if (memcmp(text + i, word, part->len) != 0) {
			i++;
			continue;
		}
		if (add_span(m, run->start + i, run->start + i + part->len))
			return -1;
		i += part->len;
	}
	return 0;
}

static int
add_leaf(struct marks *m, const struct match *match,
    const struct match_leaf *l, unsigned slot, const struct terms *terms,
    const char *text, size_t at)
{
	size_t end = match_leaf_at(match, l, slot, terms, text, at);
	const struct term *first = &terms->items[at];

	if (!end)
		return 0;
	if (l->run && l->words == 1 &&
	    first->end - first->start == first->len)
		return add_parts(m, match, l, terms, at);
	return add_span(m, first->start, terms->items[end - 1].end);
}

/* Is the leaf looked for in this text, at its word ${number}? */
static bool
looked_for(const struct match_leaf *l, bool title, size_t number)
{
	if (!l->count)
		return false;
	switch (l->field) {
	case QUERY_ANYWHERE:
		return true;
	case QUERY_TITLE:
		return title;
	case QUERY_BODY:
		return !title;
	case QUERY_LEAD:
		return !title && number < QUERY_LEAD_WORDS;
	default:
		return false;
	}
}

static int
find_spans(struct marks *m, const struct match *match, unsigned slot,
    bool title, const char *text, const struct terms *terms)
{
	const struct match_leaf *l;
	size_t i, k, number = 0;

	for (i = 0; i < terms->count; i = terms_next_word(terms, i), number++)
		for (k = 0; k < match->leaf_count; k++) {
			l = &match->leaves[k];
			if (!l->excluded && l->same == k &&
			    looked_for(l, title, number) &&
			    add_leaf(m, match, l, slot, terms, text, i))
				return -1;
		}
	return 0;
}

/* ==== Spans to marks ==== */

static int
by_place(const void *left, const void *right)
{
	const struct mark_span *a = left, *b = right;

	return (a->from > b->from) - (a->from < b->from);
}

/* Those that touch or overlap become one. */
static void
join_spans(struct marks *m)
{
	size_t i, kept = 0;

	if (!m->span_count)
		return;
	qsort(m->spans, m->span_count, sizeof(*m->spans), by_place);
	for (i = 1; i < m->span_count; i++) {
		if (m->spans[i].from > m->spans[kept].to)
			m->spans[++kept] = m->spans[i];
		else if (m->spans[i].to > m->spans[kept].to)
			m->spans[kept].to = m->spans[i].to;
	}
	m->span_count = kept + 1;
}

int
marks_make(struct marks *m, const struct match *match, unsigned slot,
    bool title, const char *text, const struct terms *terms)
{
	struct hit_mark *items;
	size_t i, at = 0, point = 0;
	const struct mark_span *s;

	m->count = m->span_count = 0;
	if (!text)
		return 0;
	if (find_spans(m, match, slot, title, text, terms))
		return -1;
	join_spans(m);
	items = realloc(m->items, (m->span_count + 1) * sizeof(*items));
	if (!items)
		return -1;
	m->items = items;
	for (i = 0; i < m->span_count; i++) {
		s = &m->spans[i];
		point += utf8_count(text + at, s->from - at);
		items[i].start = point;
		items[i].length = utf8_count(text + s->from,
		    s->to - s->from);
		point += items[i].length;
		at = s->to;
	}
	m->count = m->span_count;
	return 0;
}
