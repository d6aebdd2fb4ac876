/* Phrases and leaves of a question in a text cut into terms. */
#include <string.h>

#include "base/utf8.h"
#include "find/match.h"
#include "find/spelling.h"

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

/* Is the word ${i} one of those the phrase's last term stands for? */
static bool
expands(const struct match *m, const struct match_phrase *p,
    const struct terms *text, size_t i)
{
	size_t term = p->first + p->count - 1;
	const char *asked = term_text(&m->terms, term);
	size_t len = m->terms.items[term].len;
	struct spelling s;

	switch (p->expand) {
	case MATCH_PREFIX:
		return begins(m, term, text, i);
	case MATCH_PATTERN:
		return spelling_fits(asked, len, term_text(text, i),
		    text->items[i].len);
	case MATCH_FUZZY:
		spelling_init(&s, asked, len);
		return spelling_edits(&s, term_text(text, i),
		    text->items[i].len, p->edits) <= p->edits;
	default:
		return equals(m, term, text, i);
	}
}

/* Does the phrase's ${n}th term stand at word ${i}, as one of its forms? */
static bool
stands(const struct match *m, const struct match_phrase *p, size_t n,
    const struct terms *text, size_t i)
{
	/* A prefix of pairs is the only one that forms count for. */
	bool forms = p->expand == MATCH_TERM || p->expand == MATCH_PREFIX;

	do
		if (n + 1 == p->count ? expands(m, p, text, i) :
		    equals(m, p->first + n, text, i))
			return true;
	while (++i < text->count && text->items[i].colocated && forms);
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
		if (i >= text->count || !stands(m, p, n, text, i))
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

/* Are the words [i, end) written as ${l->verify} wants? */
static bool
written_so(const struct match_leaf *l, const struct terms *text,
    const char *written, size_t i, size_t end)
{
	const char *p = written + text->items[i].start;
	const char *stop = written + text->items[end - 1].end;
	bool capital = false;
	uint32_t rune;

	while (p < stop) {
		p += utf8_decode(p, stop, &rune);
		if (utf8_upper(rune))
			capital = true;
		else if (l->verify == VERIFY_CAPITALS && utf8_small(rune))
			return false;
	}
	return capital;
}

size_t
match_leaf_at(const struct match *m, const struct match_leaf *l,
    unsigned slot, const struct terms *text, const char *written, size_t i)
{
	size_t p, end;

	if (l->run)
		return match_run_at(m, l, text, i);
	for (p = l->first; p < l->first + l->count; p++) {
		end = match_phrase_at(m, &m->phrases[p], slot, text, i);
		if (end && (l->verify == VERIFY_NOTHING ||
		    written_so(l, text, written, i, end)))
			return end;
	}
	return 0;
}
