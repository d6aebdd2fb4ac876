/* An archive read and cut into words, and the tree above the leaves. */
#include "plain.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "store/facts.h"

#define DAY_MINUTES 1440

/* ==== Reading ==== */

struct cutting {
	struct plain *p;
	size_t article;
	enum plain_column column;
	struct plain_text *text;
	size_t cap;
};

static void
fill_term(struct plain_term *t, const char *text, size_t len)
{
	const char *p = text, *end = text + len;

	memset(t, 0, sizeof(*t));
	t->len = len;
	t->runes = malloc(len * sizeof(*t->runes) + 1);
	assert_non_null(t->runes);
	while (p < end) {
		p += utf8_decode(p, end, &t->runes[t->rune_count]);
		t->letters |= (uint64_t)1 << t->runes[t->rune_count] % 64;
		t->spaceless |= utf8_spaceless(t->runes[t->rune_count++]);
	}
	t->marked = t->rune_count && t->runes[0] >= TOKENIZER_MARK &&
	    t->runes[0] <= TOKENIZER_MARK + TOKENIZER_PAIRS;
}

static size_t
term_for(struct plain *p, const char *text, size_t len)
{
	int64_t *number = map_put(&p->numbers, text, len);

	assert_non_null(number);
	if (*number)
		return (size_t)*number - 1;
	if (p->term_count == p->term_cap) {
		p->term_cap = p->term_cap ? p->term_cap * 2 : 1024;
		p->terms = realloc(p->terms,
		    p->term_cap * sizeof(*p->terms));
		assert_non_null(p->terms);
	}
	fill_term(&p->terms[p->term_count], text, len);
	*number = (int64_t)++p->term_count;
	return p->term_count - 1;
}

static int
keep(void *ctx, bool colocated, const char *term, size_t len, size_t start,
    size_t end)
{
	struct cutting *c = ctx;
	struct plain_text *t = c->text;
	size_t number = term_for(c->p, term, len);

	if (!colocated) {
		if (t->count == c->cap) {
			c->cap = c->cap ? c->cap * 2 : 64;
			t->words = realloc(t->words,
			    c->cap * sizeof(*t->words));
			assert_non_null(t->words);
		}
		t->words[t->count++] = (struct plain_word){ (uint32_t)start,
		    (uint32_t)end, 0, 0 };
	}
	plain_places_add(&c->p->terms[number].places,
	    PLACE(c->article, c->column, t->count - 1));
	return 0;
}

static char *
copy_column(sqlite3_stmt *stmt, int column)
{
	const unsigned char *text = sqlite3_column_text(stmt, column);

	return text ? strdup((const char *)text) : NULL;
}

static void
read_article(struct plain *p, sqlite3_stmt *stmt)
{
	struct plain_article *a;
	struct cutting c = { p, p->count, 0, NULL, 0 };
	int i;

	p->articles = realloc(p->articles,
	    (p->count + 1) * sizeof(*p->articles));
	assert_non_null(p->articles);
	a = &p->articles[p->count++];
	memset(a, 0, sizeof(*a));
	a->id = sqlite3_column_int64(stmt, 0);
	a->source = (uint32_t)sqlite3_column_int64(stmt, 1);
	for (i = 0; i < PLAIN_NAMES; i++)
		a->names[i] = copy_column(stmt, 2 + i);
	if (a->names[PLAIN_PUBLISHED])
		assert_int_equal(date_parse(a->names[PLAIN_PUBLISHED],
		    strlen(a->names[PLAIN_PUBLISHED]), DATE_ORDER_UNKNOWN,
		    &a->date), 0);
	a->slot = languages_slot(&p->languages,
	    fact_language(a->names[PLAIN_LANGUAGE]));
	for (i = 0; i < PLAIN_COLUMNS; i++) {
		c.text = &a->texts[i];
		c.column = (enum plain_column)i;
		c.cap = 0;
		c.text->text = copy_column(stmt, 2 + PLAIN_NAMES + i);
		if (!c.text->text)
			continue;
		c.text->len = strlen(c.text->text);
		assert_int_equal(tokenizer_run(p->tokenizer,
		    a->names[PLAIN_LANGUAGE], c.text->text, c.text->len,
		    keep, &c), 0);
		if (i == PLAIN_BODY)
			plain_sentences(c.text->text, c.text->len,
			    c.text->words, c.text->count);
	}
}

/* qsort() hands no context on. */
static const struct plain_term *sorting;

static int
compare(const char *a, size_t a_len, const char *b, size_t b_len)
{
	int order = memcmp(a, b, a_len < b_len ? a_len : b_len);

	return order ? order : (a_len > b_len) - (a_len < b_len);
}

static int
by_bytes(const void *left, const void *right)
{
	const struct plain_term *a = &sorting[*(const uint32_t *)left];
	const struct plain_term *b = &sorting[*(const uint32_t *)right];

	return compare(a->text, a->len, b->text, b->len);
}

static void
sort_terms(struct plain *p)
{
	const char *key;
	size_t at = 0, len, i;
	int64_t number;

	p->sorted = malloc((p->term_count + 1) * sizeof(*p->sorted));
	assert_non_null(p->sorted);
	while (map_next(&p->numbers, &at, &key, &len, &number) == 1)
		p->terms[number - 1].text = key;
	for (i = 0; i < p->term_count; i++)
		p->sorted[i] = (uint32_t)i;
	sorting = p->terms;
	qsort(p->sorted, p->term_count, sizeof(*p->sorted), by_bytes);
}

void
plain_open(struct plain *p, const char *path)
{
	static const char sql[] = "SELECT a.id, s.code, a.author, a.source, "
	    "a.section, a.language, a.url, a.published, a.title, a.body "
	    "FROM articles a LEFT JOIN sources s ON s.name = a.source "
	    "ORDER BY a.id";
	struct err err = ERR_INIT;
	struct archive *archive = NULL;
	sqlite3_stmt *stmt = NULL;
	int code;

	memset(p, 0, sizeof(*p));
	p->numbers = (struct map)MAP_INIT;
	assert_int_equal(archive_open(&archive, path, ARCHIVE_READ, NULL,
	    &err), 0);
	assert_int_equal(languages_read(&p->languages, archive, &err), 0);
	assert_int_equal(sqlite3_open(":memory:", &p->words), SQLITE_OK);
	assert_int_equal(tokenizer_open(&p->tokenizer, p->words, &err), 0);
	assert_int_equal(sqlite3_prepare_v2(archive_db(archive), sql, -1,
	    &stmt, NULL), SQLITE_OK);
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW)
		read_article(p, stmt);
	assert_int_equal(code, SQLITE_DONE);
	sqlite3_finalize(stmt);
	archive_close(archive, NULL);
	sort_terms(p);
}

void
plain_close(struct plain *p)
{
	size_t i, k;

	for (i = 0; i < p->count; i++) {
		for (k = 0; k < PLAIN_NAMES; k++)
			free(p->articles[i].names[k]);
		for (k = 0; k < PLAIN_COLUMNS; k++) {
			free(p->articles[i].texts[k].text);
			free(p->articles[i].texts[k].words);
		}
	}
	for (i = 0; i < p->term_count; i++) {
		free(p->terms[i].runes);
		plain_places_release(&p->terms[i].places);
	}
	free(p->articles);
	free(p->terms);
	free(p->sorted);
	map_release(&p->numbers);
	tokenizer_close(p->tokenizer);
	sqlite3_close(p->words);
	memset(p, 0, sizeof(*p));
}

size_t
plain_term(const struct plain *p, const char *text, size_t len)
{
	const int64_t *number = map_get(&p->numbers, text, len);

	return number ? (size_t)*number - 1 : SIZE_MAX;
}

size_t
plain_sorted_from(const struct plain *p, const char *text, size_t len)
{
	size_t low = 0, high = p->term_count, mid;
	const struct plain_term *t;

	while (low < high) {
		mid = (low + high) / 2;
		t = &p->terms[p->sorted[mid]];
		if (compare(t->text, t->len, text, len) < 0)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

/* ==== Dates ==== */

enum filter_verdict
plain_verdict(const struct filter *f, const struct plain_article *a)
{
	int64_t from, to;
	size_t i;

	for (i = 0; i < f->sources.count; i++)
		if (f->sources.codes[i] == a->source)
			break;
	if (f->sources.count && i == f->sources.count)
		return FILTER_OUT;
	if (!f->dated)
		return FILTER_IN;
	if (a->date.precision == DATE_NONE)
		return FILTER_UNDATED;
	from = date_minute(&a->date);
	to = date_minute_after(&a->date);
	if (f->from <= from && to <= f->to)
		return FILTER_IN;
	return to <= f->from || f->to <= from ? FILTER_OUT : FILTER_PARTIAL;
}
