/* Phrases and leaves of a question in a text cut into terms. */
#include <string.h>

#include "find/match.h"

static bool
equals(const struct match *m, size_t term, const struct terms *text,
    size_t i)
{
	const struct term *a = &m->terms.items[term], *b = &text->items[i];

	return a->len == b->len && memcmp(term_text(&m->terms, term),
	    term_text(text, i), a->len) == 0;
}

static bool
begins(const struct match *m, size_t term, const struct terms *text,
    size_t i)
{
	const struct term *a = &m->terms.items[term], *b = &text->items[i];

	return a->len <= b->len && memcmp(term_text(&m->terms, term),
	    term_text(text, i), a->len) == 0;
}

/* Is ${term} the word ${i} or one of its forms? */
static bool
stands(const struct match *m, size_t term, bool prefix,
    const struct terms *text, size_t i)
{
	do
		if (prefix ? begins(m, term, text, i) :
		    equals(m, term, text, i))
			return true;
	while (++i < text->count && text->items[i].colocated);
	return false;
}

size_t
match_phrase_at(const struct match *m, const struct match_phrase *p,
    unsigned slot, const struct terms *text, size_t i)
{
	size_t n;

	if (!(p->languages >> slot & 1))
		return 0;
	for (n = 0; n < p->count; n++, i = terms_next_word(text, i))
		if (i >= text->count || !stands(m, p->first + n,
		    p->prefix && n + 1 == p->count, text, i))
			return 0;
	return i;
}

/* Does ${part} stand in ${whole}, at its beginning or end where asked? */
static bool
within(const char *part, size_t part_len, const char *whole,
    size_t whole_len, bool at_start, bool at_end)
{
	size_t i;

	if (part_len > whole_len)
		return false;
	for (i = at_end ? whole_len - part_len : 0;
	    i <= whole_len - part_len; i++) {
		if (memcmp(whole + i, part, part_len) == 0)
			return !at_start || i == 0;
		if (at_start)
			break;
	}
	return false;
}

size_t
match_run_at(const struct match *m, const struct match_leaf *l,
    const struct terms *text, size_t i)
{
	size_t n, term;

	for (n = 0; n < l->words; n++, i = terms_next_word(text, i)) {
		term = l->words_first + n;
		if (i >= text->count || !within(term_text(&m->terms, term),
		    m->terms.items[term].len, term_text(text, i),
		    text->items[i].len, n > 0, n + 1 < l->words))
			return 0;
	}
	return i;
}

size_t
match_leaf_at(const struct match *m, const struct match_leaf *l,
    unsigned slot, const struct terms *text, size_t i)
{
	size_t p, end;

	if (l->verify || l->together)
		return match_run_at(m, l, text, i);
	for (p = l->first; p < l->first + l->count; p++) {
		end = match_phrase_at(m, &m->phrases[p], slot, text, i);
		if (end)
			return end;
	}
	return 0;
}
