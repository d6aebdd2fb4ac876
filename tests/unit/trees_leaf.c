/* Random leaves from what stands in an archive. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "trees.h"
#include "trees_leaf.h"

#define WINDOW 12		/* words around the place drawn from */
#define TRIES 20

/* splitmix64 (Steele, Lea, Flood 2014): the same on every machine. */
uint32_t
trees_dice(struct trees *t, uint32_t sides)
{
	uint64_t z = t->state += 0x9E3779B97F4A7C15u;

	z = (z ^ z >> 30) * 0xBF58476D1CE4E5B9u;
	z = (z ^ z >> 27) * 0x94D049BB133111EBu;
	return (uint32_t)((z ^ z >> 31) >> 32) % sides;
}

static size_t
dice(struct trees *t, size_t sides)
{
	return trees_dice(t, (uint32_t)sides);
}

static struct query_node *
leaf_new(enum query_kind kind, enum query_field field, char *text)
{
	struct query_node *n = calloc(1, sizeof(*n));

	assert_non_null(n);
	assert_non_null(text);
	n->kind = kind;
	n->field = field;
	n->text = text;
	n->boost = 1;
	return n;
}

/* ==== Words of texts ==== */

static bool
spaceless(const char *text, size_t len)
{
	const char *end = text + len;
	uint32_t rune;

	while (text < end) {
		text += utf8_decode(text, end, &rune);
		if (utf8_spaceless(rune))
			return true;
	}
	return false;
}

/* A word of the vocabulary in so many places, wherever it stands. */
static uint64_t
draw_term(struct trees *t)
{
	const struct plain_term *term = NULL;
	size_t i, least = dice(t, 2) ? 1 : 10;

	for (i = 0; i < TRIES; i++) {
		term = &t->plain->terms[dice(t, t->plain->term_count)];
		if (!term->marked && term->places.count >= least)
			break;
	}
	return term->places.items[dice(t, term->places.count)];
}

/* A place of a word in the column, or of any: near the others, or far. */
static bool
draw_place(struct trees *t, enum query_field field, uint64_t *out)
{
	const struct plain *p = t->plain;
	enum plain_column column = field == QUERY_TITLE || (field ==
	    QUERY_ANYWHERE && dice(t, 8) == 0) ? PLAIN_TITLE : PLAIN_BODY;
	size_t article = t->article, count;
	uint32_t word;

	if (field != QUERY_TITLE && dice(t, 12) == 0) {
		*out = draw_term(t);
		return field == QUERY_ANYWHERE || PLACE_COLUMN(*out) ==
		    PLAIN_BODY;
	}
	if (dice(t, 12) == 0)
		article = dice(t, p->count);
	count = p->articles[article].texts[column].count;
	if (!count)
		return false;
	word = (uint32_t)dice(t, field == QUERY_LEAD && count >
	    QUERY_LEAD_WORDS ? QUERY_LEAD_WORDS : count);
	if (column == PLAIN_BODY && article == t->article && dice(t, 4)) {
		word = t->word + (uint32_t)dice(t, 1 + dice(t, WINDOW));
		if (word >= count)
			word = (uint32_t)count - 1;
	}
	*out = PLACE(article, column, word);
	return true;
}

/* Append the word at ${at} as it stands; false: there is none. */
static bool
add_word_at(const struct trees *t, uint64_t at, struct buf *out)
{
	const struct plain_text *text = &t->plain->articles[
	    PLACE_ARTICLE(at)].texts[PLACE_COLUMN(at)];
	const struct plain_word *w;

	if (PLACE_WORD(at) >= text->count)
		return false;
	w = &text->words[PLACE_WORD(at)];
	buf_add(out, text->text + w->start, w->end - w->start);
	return true;
}

/* ${count} words from ${at} on, with ${between}; runs are not among them. */
static bool
add_words(const struct trees *t, uint64_t at, size_t count,
    const char *between, struct buf *out)
{
	size_t i, from = out->len;

	for (i = 0; i < count; i++) {
		if (i)
			buf_addstr(out, between);
		if (!add_word_at(t, at + i, out))
			return false;
	}
	return t->odd_runs || !spaceless(out->data + from, out->len - from);
}

/* Where the ${n}th code point of ${text} begins, or the end. */
static size_t
offset(const char *text, size_t len, size_t n)
{
	size_t at = 0;
	uint32_t rune;

	while (n-- && at < len)
		at += utf8_decode(text + at, text + len, &rune);
	return at;
}

/*
 * A part of the run at ${at}, of two characters or more (one where odd ones
 * are asked for), and nothing else.
 */
static bool
add_run_at(struct trees *t, uint64_t at, struct buf *out)
{
	struct buf run = BUF_INIT(BUF_TEXT_LIMIT);
	size_t count, from, length, start, end, least = t->odd_runs ? 1 : 2;
	bool good = false;
	uint32_t rune;

	if (!add_word_at(t, at, &run))
		goto out;
	for (start = 0; start < run.len;) {
		start += utf8_decode(run.data + start, run.data + run.len,
		    &rune);
		if (!utf8_spaceless(rune))
			goto out;
	}
	count = utf8_count(run.data, run.len);
	if (count < least)
		goto out;
	length = least + dice(t, count - least < 4 ? count - least + 1 : 5);
	from = dice(t, count - length + 1);
	start = offset(run.data, run.len, from);
	end = offset(run.data, run.len, from + length);
	buf_add(out, run.data + start, end - start);
	good = true;
out:
	buf_release(&run);
	return good;
}

/* ==== Words changed ==== */

/* Cut to a beginning of at least one letter. */
static void
cut_short(struct trees *t, struct buf *word, size_t from)
{
	size_t count = utf8_count(word->data + from, word->len - from);
	size_t keep = 1 + dice(t, count);

	if (keep < 3 && dice(t, 3) && count > 3)
		keep = 3;
	buf_truncate(word, from + offset(word->data + from,
	    word->len - from, keep));
}

/* Put ${with} in place of the ${count} code points from the ${at}th on. */
static void
replace(struct buf *word, size_t at, size_t count, const char *with)
{
	size_t start = offset(word->data, word->len, at);
	size_t end = offset(word->data, word->len, at + count);
	char *rest = strdup(word->data + end);

	assert_non_null(rest);
	buf_truncate(word, start);
	buf_addstr(word, with);
	buf_addstr(word, rest);
	free(rest);
}

static void
make_pattern(struct trees *t, struct buf *word)
{
	size_t count = utf8_count(word->data, word->len), signs, at;

	for (signs = 1 + dice(t, 2); signs; signs--) {
		at = dice(t, count + 1);
		if (dice(t, 2) && at < count)
			replace(word, at, 1, "?");
		else
			replace(word, at, dice(t, 3), "*");
		count = utf8_count(word->data, word->len);
	}
}

/* Some errors of typing. */
static void
misspell(struct trees *t, struct buf *word, size_t errors)
{
	static const char *const letters[] = { "e", "a", "n", "s", "q" };
	char swapped[2 * UTF8_MAX + 1];
	size_t count, at, a, b, c;

	for (; errors; errors--) {
		count = utf8_count(word->data, word->len);
		at = dice(t, count);
		switch (dice(t, 4)) {
		case 0:
			replace(word, at, count > 2, "");
			break;
		case 1:
			replace(word, at, 1, letters[dice(t, 5)]);
			break;
		case 2:
			replace(word, at, 0, letters[dice(t, 5)]);
			break;
		default:
			if (at + 1 >= count)
				break;
			a = offset(word->data, word->len, at);
			b = offset(word->data, word->len, at + 1);
			c = offset(word->data, word->len, at + 2);
			snprintf(swapped, sizeof(swapped), "%.*s%.*s",
			    (int)(c - b), word->data + b, (int)(b - a),
			    word->data + a);
			replace(word, at, 2, swapped);
		}
	}
}

/* As people type: in small letters, the accents left out. */
static void
simplify(struct buf *words)
{
	struct buf simple = BUF_INIT(BUF_TEXT_LIMIT);

	assert_int_equal(utf8_fold(&simple, words->data, words->len), 0);
	buf_reset(words);
	buf_add(words, simple.data, simple.len);
	buf_release(&simple);
}

/* ==== Leaves of texts ==== */

/* The text of a leaf of ${kind} at ${at}; false: no such words there. */
static bool
write_leaf(struct trees *t, enum query_kind kind, uint64_t at,
    struct buf *out)
{
	static const char *const apostrophes[] = { "'s", "\xE2\x80\x99s" };
	static const char *const between[] = { "-", ".", "'" };
	size_t words = 1;

	if (kind <= QUERY_PREFIX && add_run_at(t, at, out))
		return true;
	if (kind == QUERY_PHRASE)
		words = 2 + dice(t, 2);
	else if (kind <= QUERY_PREFIX && dice(t, 8) == 0)
		words = 2;
	if (!add_words(t, at, words, kind == QUERY_PHRASE ? " " :
	    between[dice(t, 3)], out) || !out->len)
		return false;
	if (kind > QUERY_PREFIX && spaceless(out->data, out->len))
		return false;
	if (kind == QUERY_WORD && dice(t, 12) == 0)
		buf_addstr(out, apostrophes[dice(t, 2)]);
	else if (kind == QUERY_PREFIX && words == 1)
		cut_short(t, out, 0);
	else if (kind == QUERY_PATTERN)
		make_pattern(t, out);
	else if (kind == QUERY_FUZZY)
		misspell(t, out, dice(t, 3));
	else if (kind <= QUERY_PHRASE && words == 1 && dice(t, 30) == 0)
		misspell(t, out, 1);
	return strspn(out->data, "*?") < out->len;
}

struct query_node *
trees_leaf(struct trees *t, enum query_kind kind, enum query_field field)
{
	struct query_node *n;
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	uint64_t at;
	int i;

	for (i = 0; i < TRIES; i++) {
		buf_reset(&text);
		if (draw_place(t, field, &at) &&
		    write_leaf(t, kind, at, &text))
			break;
	}
	if (i == TRIES) {
		buf_release(&text);
		return NULL;
	}
	if (kind <= QUERY_PREFIX && dice(t, 5) == 0)
		simplify(&text);
	n = leaf_new(kind, field, buf_detach(&text));
	if (kind == QUERY_FUZZY)
		n->number = 1 + trees_dice(t, QUERY_EDITS);
	return n;
}

/* ==== Leaves about what is known ==== */

/* A word of a name, or two side by side; false: none of them. */
static bool
write_name(struct trees *t, const char *name, enum query_kind kind,
    struct buf *out)
{
	size_t starts[16], ends[16], count = 0, i;
	const char *p = name, *end = name + strlen(name), *at;
	uint32_t rune;
	bool inside = false, word;

	for (; p < end && count < 15; inside = word) {
		at = p;
		p += utf8_decode(p, end, &rune);
		word = utf8_indexed(rune) || (inside && utf8_mark(rune));
		if (word && !inside)
			starts[count++] = (size_t)(at - name);
		if (word)
			ends[count - 1] = (size_t)(p - name);
	}
	if (!count || spaceless(name, strlen(name)))
		return false;
	i = dice(t, count);
	buf_add(out, name + starts[i], ends[i] - starts[i]);
	if (i + 1 < count && (kind == QUERY_PHRASE || dice(t, 4) == 0)) {
		buf_addch(out, kind == QUERY_PHRASE ? ' ' : '-');
		buf_add(out, name + starts[i + 1], ends[i + 1] -
		    starts[i + 1]);
		return !memchr(name + ends[i], ';', starts[i + 1] - ends[i]);
	}
	if (kind == QUERY_PREFIX)
		cut_short(t, out, 0);
	return true;
}

static bool
write_part(struct trees *t, const char *url, struct buf *out)
{
	size_t len = strlen(url), from, count;

	from = dice(t, len);
	count = 1 + dice(t, 20);
	if (from + count > len)
		count = len - from;
	buf_add(out, url + from, count);
	if (dice(t, 2) && out->data[0] >= 'a' && out->data[0] <= 'z')
		out->data[0] -= 32;
	return utf8_valid(out->data, out->len);
}

/* A date as known, cut to a minute, day, month or year. */
static void
write_date(struct trees *t, const char *published, struct buf *out)
{
	static const size_t lengths[] = { 4, 7, 10, 16 };
	size_t end = out->len + lengths[dice(t, 4)];

	buf_addstr(out, published);
	if (end < out->len)
		buf_truncate(out, end);
}

static bool
write_range(struct trees *t, const char *published, struct buf *out)
{
	const char *other = t->plain->articles[dice(t,
	    t->plain->count)].names[PLAIN_PUBLISHED];
	uint32_t form = trees_dice(t, 4);

	if (form != 1)
		write_date(t, published, out);
	if (form)
		buf_addstr(out, "..");
	if (form == 1 || form == 2) {
		if (!other)
			return false;
		write_date(t, other, out);
	}
	return true;
}

/* The text of a leaf about an article; false: it has nothing of the kind. */
static bool
write_known(struct trees *t, enum query_field field, enum query_kind kind,
    const struct plain_article *a, struct buf *out)
{
	static const enum plain_name names[] = {
		[QUERY_AUTHOR] = PLAIN_AUTHOR, [QUERY_SOURCE] = PLAIN_SOURCE,
		[QUERY_SECTION] = PLAIN_SECTION,
		[QUERY_LANGUAGE] = PLAIN_LANGUAGE, [QUERY_URL] = PLAIN_URL,
		[QUERY_DATE] = PLAIN_PUBLISHED
	};
	const char *name;

	if (field == QUERY_ID) {
		buf_addf(out, "%lld", (long long)a->id);
		return true;
	}
	name = a->names[names[field]];
	if (!name)
		return false;
	if (field == QUERY_LANGUAGE) {
		buf_addstr(out, name);
		return true;
	}
	if (field == QUERY_URL)
		return write_part(t, name, out);
	if (field == QUERY_DATE)
		return write_range(t, name, out);
	return write_name(t, name, kind, out);
}

struct query_node *
trees_known(struct trees *t, enum query_field field)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	enum query_kind kind = QUERY_WORD;
	size_t article;
	int i;

	if (field == QUERY_AUTHOR || field == QUERY_SOURCE ||
	    field == QUERY_SECTION)
		kind = (enum query_kind)trees_dice(t, QUERY_PREFIX + 1);
	for (i = 0; i < 5 * TRIES; i++) {
		buf_reset(&text);
		article = i < TRIES / 4 ? t->article :
		    dice(t, t->plain->count);
		if (write_known(t, field, kind, &t->plain->articles[article],
		    &text) && text.len)
			return leaf_new(kind, field, buf_detach(&text));
	}
	buf_release(&text);
	return NULL;
}
