/*
 * Words as written, against answers that share nothing with newsfind: FTS5's
 * own MATCH, where it can say the same, and a look at the raw text.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#include "asking.h"
#include "base/utf8.h"

/* Questions with SOAK=1; a tenth of them else. */
#define QUESTIONS 3000
#define DEPTH 4

/* ==== FTS5's own answer ==== */

static void
write_match(const struct query_node *n, struct buf *out)
{
	const char *between = n->kind == QUERY_AND ? " AND " :
	    n->kind == QUERY_OR ? " OR " : " NOT ";
	size_t i;

	if (!n->kid_count) {
		if (n->field != QUERY_ANYWHERE)
			buf_addf(out, "%s : ", n->field == QUERY_TITLE ?
			    "title" : "body");
		buf_addf(out, "\"%s\"%s", n->text,
		    n->kind == QUERY_PREFIX ? " *" : "");
		return;
	}
	for (i = 0; i < n->kid_count; i++) {
		buf_addstr(out, i ? between : "(");
		write_match(n->kids[i], out);
	}
	buf_addch(out, ')');
}

static bool
has_run(const struct query_node *n)
{
	const char *p, *end;
	uint32_t rune;
	size_t i;

	for (i = 0; i < n->kid_count; i++)
		if (has_run(n->kids[i]))
			return true;
	if (n->kid_count)
		return false;
	for (p = n->text, end = p + strlen(p); p < end;) {
		p += utf8_decode(p, end, &rune);
		if (utf8_spaceless(rune))
			return true;
	}
	return false;
}

/* Does MATCH differ from the engine, or the plain evaluator from both? */
static bool
differs_from_match(const struct query *q, void *ctx)
{
	struct asking *a = ctx;
	struct buf expression = BUF_INIT(BUF_TEXT_LIMIT);
	sqlite3_stmt *stmt = NULL;
	int code;

	if (asking_differs(q, a))
		return true;
	write_match(q->root, &expression);
	assert_int_equal(sqlite3_prepare_v2(a->ground->stock, "SELECT rowid "
	    "FROM articles_fts WHERE articles_fts MATCH ?", -1, &stmt, NULL),
	    SQLITE_OK);
	sqlite3_bind_text(stmt, 1, expression.data, (int)expression.len,
	    SQLITE_STATIC);
	a->got.count = 0;
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW)
		a->got.items[a->got.count++] = sqlite3_column_int64(stmt, 0);
	if (code != SQLITE_DONE)
		buf_addf(&a->why, "MATCH: %s",
		    sqlite3_errmsg(a->ground->stock));
	asking_compare(a);
	sqlite3_finalize(stmt);
	buf_release(&expression);
	return a->why.len > 0;
}

/* The number of trees that fail. */
static uint32_t
ask_match(struct ground *g, uint32_t count)
{
	struct trees t = { .plain = &g->plain,
	    .kinds = TREES_BIT(QUERY_EXACT) | TREES_BIT(QUERY_PHRASE) |
	    TREES_BIT(QUERY_PREFIX) | TREES_BIT(QUERY_AND) |
	    TREES_BIT(QUERY_OR) | TREES_BIT(QUERY_NOT),
	    .fields = TREES_BIT(QUERY_ANYWHERE) | TREES_BIT(QUERY_TITLE) |
	    TREES_BIT(QUERY_BODY) };
	struct asking a;
	struct query q;
	uint32_t i, failures = 0;

	asking_open(&a, g);
	for (i = 0; i < count && failures < ASKING_FAILURES; i++) {
		trees_grow(&t, 1000000 + i, i % (DEPTH + 1), &q);
		if (!has_run(q.root) && differs_from_match(&q, &a)) {
			asking_show(&a, i, &q, differs_from_match);
			failures++;
		}
		query_release(&q);
	}
	asking_close(&a);
	return failures;
}
/* ==== The raw text ==== */

/* An article's texts folded: " word word word "; "" where not looked at. */
struct raw {
	char *texts[PLAIN_COLUMNS];
};

/* Letters that folding makes other ones of, or two. */
static bool
is_plain(const char *text, size_t len)
{
	const char *end = text + len;
	uint32_t rune;

	while (text < end) {
		text += utf8_decode(text, end, &rune);
		if (rune >= 0x80 && !(rune >= 0xC0 && rune < 0x180 &&
		    rune != 0xDF && rune != 0x130 && rune != 0x131 &&
		    rune != 0x149 && rune != 0x17F) &&
		    !(rune >= 0x2010 && rune < 0x2027))
			return false;
	}
	return true;
}

static char *
fold(const char *text, size_t len)
{
	struct buf folded = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf words = BUF_INIT(BUF_TEXT_LIMIT);
	const char *p, *end;
	uint32_t rune;

	assert_int_equal(utf8_fold(&folded, text, len), 0);
	buf_addch(&words, ' ');
	for (p = folded.data, end = p + folded.len; p < end;) {
		p += utf8_decode(p, end, &rune);
		if (utf8_letter(rune) || utf8_digit(rune))
			buf_add_rune(&words, rune);
		else if (words.data[words.len - 1] != ' ')
			buf_addch(&words, ' ');
	}
	if (words.data[words.len - 1] != ' ')
		buf_addch(&words, ' ');
	buf_release(&folded);
	return buf_detach(&words);
}

static struct raw *
read_raw(const struct plain *p, size_t *looked_at)
{
	struct raw *raw = calloc(p->count + 1, sizeof(*raw));
	const struct plain_text *t;
	size_t i, k;

	assert_non_null(raw);
	*looked_at = 0;
	for (i = 0; i < p->count; i++) {
		t = p->articles[i].texts;
		if (!is_plain(t[0].text ? t[0].text : "", t[0].len) ||
		    !is_plain(t[1].text ? t[1].text : "", t[1].len))
			continue;
		++*looked_at;
		for (k = 0; k < PLAIN_COLUMNS; k++)
			raw[i].texts[k] = fold(t[k].text ? t[k].text : "",
			    t[k].len);
	}
	return raw;
}

/* Articles that the leaf stands in, of those looked at, against the hits. */
static bool
differs_from_raw(struct asking *a, const struct raw *raw,
    const struct query *q)
{
	const struct plain *p = &a->ground->plain;
	const struct query_node *leaf = q->root;
	char *want = fold(leaf->text, strlen(leaf->text));
	size_t i, k = 0;
	bool stands, hit;

	asking_differs(q, a);
	for (i = 0; i < p->count; i++) {
		hit = k < a->got.count && a->got.items[k] == p->articles[i].id;
		k += hit;
		if (!raw[i].texts[0])
			continue;
		stands = (leaf->field != QUERY_BODY &&
		    strstr(raw[i].texts[0], want)) ||
		    (leaf->field != QUERY_TITLE &&
		    strstr(raw[i].texts[1], want));
		if (stands != hit)
			buf_addf(&a->why, "%lld: %s the raw text; ",
			    (long long)p->articles[i].id,
			    stands ? "only in" : "not in");
	}
	free(want);
	return a->why.len > 0;
}

/* The number of leaves that fail. */
static uint32_t
ask_raw(struct ground *g, uint32_t count)
{
	static const enum query_field fields[] = { QUERY_ANYWHERE,
	    QUERY_ANYWHERE, QUERY_TITLE, QUERY_BODY };
	struct trees t = { .plain = &g->plain };
	struct asking a;
	struct query q = { 0 };
	size_t looked_at, i;
	struct raw *raw = read_raw(&g->plain, &looked_at);
	uint32_t n, failures = 0;

	assert_true(looked_at > 20);
	asking_open(&a, g);
	for (n = 0; n < count && failures < ASKING_FAILURES; n++) {
		t.state = n;
		t.article = trees_dice(&t, (uint32_t)g->plain.count);
		q.root = trees_leaf(&t, trees_dice(&t, 2) ? QUERY_EXACT :
		    QUERY_PHRASE, fields[trees_dice(&t, 4)]);
		if (!q.root)
			continue;
		if (is_plain(q.root->text, strlen(q.root->text)) &&
		    differs_from_raw(&a, raw, &q)) {
			asking_show(&a, n, &q, asking_differs);
			failures++;
		}
		query_release(&q);
	}
	for (i = 0; i < g->plain.count; i++) {
		free(raw[i].texts[0]);
		free(raw[i].texts[1]);
	}
	free(raw);
	asking_close(&a);
	return failures;
}

/* ==== Where ==== */

static void
sample(void **state)
{
	struct ground g;
	uint32_t failures;

	(void)state;
	corpora_sample(&g.corpora);
	ground_open(&g);
	failures = ask_match(&g, asking_count(QUESTIONS));
	failures += ask_raw(&g, asking_count(QUESTIONS));
	ground_close(&g);
	assert_int_equal(failures, 0);
}

static void
real_articles(void **state)
{
	struct ground g;
	uint32_t failures;

	(void)state;
	if (!corpora_real(&g.corpora))
		return;
	ground_open(&g);
	failures = ask_match(&g, asking_count(QUESTIONS));
	failures += ask_raw(&g, asking_count(QUESTIONS));
	ground_close(&g);
	assert_int_equal(failures, 0);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(sample),
		cmocka_unit_test(real_articles)
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
