/*
 * The query language the plain way: an archive's articles cut into words in
 * memory, and a tree of a query decided about each of them straight from
 * what newsfind-query(7) and find/query.h promise.  Slow and simple; what
 * the engine finds is compared with it.
 *
 * It shares with find/ the tree and the languages of an archive, with store/
 * the tokenizer, and else nothing.  Whatever fails ends the test.
 *
 * Where the promise leaves room, this is how it is read here:
 * - a word as typed counts for a WORD in languages other than English where
 *   the article has no other form of it in the leaf's own field;
 * - a span of NEAR or ADJ takes in all words from its first to its last, so
 *   that what stands between two words can be joined to them no more;
 * - "?" of a PATTERN is any one code point of the folded word, digits too,
 *   and whole runs of scripts without spaces are words to PATTERN and FUZZY;
 * - CAPITALS needs one capital and no small letter, so "A" and "B2B" count;
 * - a leaf with a run without spaces in it asks for the run whatever its
 *   kind: the word may begin within the first token and end within the last
 *   where these hold such characters, other words stand whole;
 * - below SAME and PARA an OR holds where any of its kids does, also an AND.
 *
 * A place is a number: article << 32 | column << 31 | word, so that places
 * in order are words in order, and the next word is the next number.  A span
 * is what a part of a query matches: words of one column, from the first to
 * the last.
 */
#ifndef TESTS_PLAIN_H
#define TESTS_PLAIN_H

#include "base/map.h"
#include "find/filter.h"
#include "find/languages.h"
#include "find/query.h"
#include "store/tokenizer.h"

enum plain_column { PLAIN_TITLE, PLAIN_BODY, PLAIN_COLUMNS };

enum plain_name {
	PLAIN_AUTHOR, PLAIN_SOURCE, PLAIN_SECTION, PLAIN_LANGUAGE, PLAIN_URL,
	PLAIN_PUBLISHED, PLAIN_NAMES
};

struct plain_word {
	uint32_t start, end;		/* its place in the text, in bytes */
	uint32_t sentence, paragraph;	/* their numbers in the column */
};

struct plain_text {
	char *text;
	size_t len;
	struct plain_word *words;
	size_t count;
};

struct plain_article {
	int64_t id;
	struct plain_text texts[PLAIN_COLUMNS];
	char *names[PLAIN_NAMES];	/* NULL: unknown */
	struct date date;		/* of its publication */
	uint32_t source;		/* the code */
	unsigned slot;			/* see find/languages.h */
};

struct plain_places {
	uint64_t *items;
	size_t count, cap;
};

struct plain_term {
	const char *text;
	size_t len;
	uint32_t *runes;	/* its letters */
	size_t rune_count;
	uint64_t letters;	/* a set of them, hashed to 64 */
	bool marked;		/* a stem or a pair, no word */
	bool spaceless;		/* holds characters of such a script */
	struct plain_places places;
};

struct plain {
	struct plain_article *articles;	/* by id */
	size_t count;
	struct plain_term *terms;
	size_t term_count, term_cap;
	uint32_t *sorted;	/* numbers of terms, by their bytes */
	struct map numbers;	/* terms to numbers */
	struct languages languages;
	struct tokenizer *tokenizer;
	sqlite3 *words;		/* lends its unicode61 */
};

/* Read the archive at ${path}. */
void plain_open(struct plain *p, const char *path);
void plain_close(struct plain *p);

/* The number of a term, or SIZE_MAX. */
size_t plain_term(const struct plain *p, const char *text, size_t len);

/* The first of p->sorted that is not before ${text}. */
size_t plain_sorted_from(const struct plain *p, const char *text,
    size_t len);

#define PLACE(article_, column_, word_) ((uint64_t)(article_) << 32 | \
	(uint64_t)(column_) << 31 | (uint64_t)(word_))
#define PLACE_ARTICLE(at_) ((size_t)((at_) >> 32))
#define PLACE_COLUMN(at_) ((enum plain_column)((at_) >> 31 & 1))
#define PLACE_WORD(at_) ((uint32_t)((at_) & 0x7FFFFFFF))

void plain_places_add(struct plain_places *p, uint64_t at);
void plain_places_sort(struct plain_places *p);	/* in order, each once */
bool plain_places_has(const struct plain_places *p, uint64_t at);
void plain_places_release(struct plain_places *p);

struct plain_span {
	uint64_t at;	/* its first word */
	uint32_t last;	/* its last one's position */
};

struct plain_spans {
	struct plain_span *items;
	size_t count, cap;
};

void plain_spans_add(struct plain_spans *s, uint64_t at, uint32_t last);
void plain_spans_sort(struct plain_spans *s);	/* in order, each once */
void plain_spans_release(struct plain_spans *s);

/* What a leaf of one of the texts matches, in order. */
void plain_leaf(struct plain *p, const struct query_node *leaf,
    struct plain_spans *out);

/* What is known of the ${i}th article fits a leaf of another field. */
bool plain_known(struct plain *p, const struct query_node *leaf, size_t i);

/* Is ${field} one of the texts? */
bool plain_is_text(enum query_field field);

/* Does the tree hold for each article? */
void plain_eval(struct plain *p, const struct query_node *n, bool *holds);

/* What the filter says of an article. */
enum filter_verdict plain_verdict(const struct filter *f,
    const struct plain_article *a);

/*
 * Number the sentences and paragraphs of a body that ${words} stand in.  A
 * sentence ends with a paragraph; behind a wide full stop, exclamation or
 * question mark; and behind one of . ! ? and an ellipsis, with the quotes and
 * brackets closed there, where white space follows and then no small letter;
 * but not behind a capital that stands alone and its
 * full stop ("J. Smith", "the U.S. Senate").
 */
void plain_sentences(const char *text, size_t len, struct plain_word *words,
    size_t count);

#endif
