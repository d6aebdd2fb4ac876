/*
 * The query language, on random queries and trees of a fixed seed: a tenth of
 * them, all with SOAK=1.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <cmocka.h>

#undef NDEBUG
#include "../fuzz/fuzz_query.c"

#define ROUNDS 200000

static uint32_t seed;

static uint32_t
below(uint32_t n)
{
	seed = seed * 1664525u + 1013904223u;
	return (seed >> 8) % n;
}

static int
rounds(void)
{
	return getenv("SOAK") != NULL ? ROUNDS : ROUNDS / 10;
}

#define COUNT(a) ((uint32_t)(sizeof(a) / sizeof((a)[0])))

static const char *const parts[] = { "a", "bee", "hack", " ", " ", " ", " ",
    " AND ", " OR ", " NOT ", "(", ")", "(", ")", "\"", "\"", "-", "+", "=",
    "*", "?", "~", "^", "2", "5", ".5", "0", "NEAR", "near5 ", "adj3", " w/5 ",
    " w/s ", "w/", " pre/2 ", " NEAR/3 ", " ADJ ", " SAME ", " PARA ",
    "ATLEAST/2 ", "atleast3(", "ATLEAST", "NAER/5", "/", "1001", "title:",
    "hl:", "lead:", "author:", "source:", "section:", "lang:", "en", "url:",
    "id:", "date:", "since:", "until:", "2014", "..", "caps:", "ALLCAPS:",
    "x:y", "\xE2\x80\x9C", "\xC2\xAB", "\xFF", "\xE2\x80\x99", "&", "@",
    "\xCC\x81", ":", "\x01", " -", " +", "NATO", "\xC3\x89", "\xE6\x97\xA5",
    "\xC2\xAD", "'", ",", "\xEE\x80\x81", "\xEF\xBC\x88", "^0.25", "~1",
    "http://x.org/" };

static void
soup(void **state)
{
	(void)state;
	seed = 1;
	for (int i = rounds(); i > 0; i--) {
		struct buf text = BUF_INIT(4096);

		for (uint32_t k = 1 + below(24); k > 0; k--)
			buf_addstr(&text, parts[below(COUNT(parts))]);
		LLVMFuzzerTestOneInput((const uint8_t *)text.data, text.len);
		buf_release(&text);
	}
}

/* Two cases with a piece of the second in the first, and bytes changed. */
static void
mutate(const struct buf *a, const struct buf *b)
{
	struct buf text = BUF_INIT(65536);
	size_t at = below((uint32_t)a->len + 1);
	size_t from = below((uint32_t)b->len + 1);

	buf_add(&text, a->data, at);
	buf_add(&text, b->data + from, below((uint32_t)(b->len - from) + 1));
	buf_add(&text, a->data + at, a->len - at);
	for (uint32_t k = below(3); k > 0 && text.len > 0; k--)
		text.data[below((uint32_t)text.len)] =
		    "()\"*?~^:-+ /=5a\xC3"[below(16)];
	LLVMFuzzerTestOneInput((const uint8_t *)text.data, text.len);
	buf_release(&text);
}

static void
cases(void **state)
{
	static struct buf texts[4096];
	char line[4096];
	uint32_t count = 0;
	FILE *f = fopen("tests/cases/query.txt", "r");

	(void)state;
	assert_non_null(f);
	while (count < COUNT(texts) && fgets(line, sizeof(line), f) != NULL) {
		char *text = strchr(line, '\t');

		if (text == NULL)
			continue;
		buf_init(&texts[count], 4096);
		buf_add(&texts[count++], text + 1, strcspn(text + 1, "\t"));
	}
	fclose(f);
	assert_true(count > 400);
	seed = 2;
	for (int i = rounds(); i > 0; i--)
		mutate(&texts[below(count)], &texts[below(count)]);
	for (uint32_t i = 0; i < count; i++)
		buf_release(&texts[i]);
}

/* ==== Random trees ==== */

/* What the parser may make a text of, of each kind of leaf. */
static const char *const texts[][6] = {
	[QUERY_WORD] = { "hack", "NEAR", "covid-19", "w/5", "title:x",
	    "http://x.org/a?b" },
	[QUERY_EXACT] = { "hack", "AND", "covid-19", "caps:x", "x^2",
	    "word~2" },
	[QUERY_PHRASE] = { "data breach", "a AND b", "NEAR/5 a", "so* ny",
	    "UN NATO", "a (b" },
	[QUERY_PREFIX] = { "hack", "NEAR/5", "x^y", "caps:x", "UN", "a-b" },
	[QUERY_PATTERN] = { "*ord", "w?rd", "w*d*", "*or*", "?ab", "A?B" },
	[QUERY_FUZZY] = { "word", "NEAR", "near5", "AND", "UNO",
	    "\xC3\xA9t\xC3\xA9" },
	[QUERY_CAPITAL] = { "Apple", "apple", "NATO", "AND", "near5", "x" },
	[QUERY_CAPITALS] = { "NATO", "nato", "Un", "NOT", "NEAR", "x" },
};

/* And of what takes a value: language, url, id, date. */
static const char *const values[][3] = {
	{ "en", "fr", "deu" }, { "x.org/a_(b)", "a b", "title:(x" },
	{ "1", "23", "0" }, { "2014..", "..2014-12", "20 Dec 2014" },
};

static struct query_node *
random_leaf(bool text)
{
	struct query_node *n = calloc(1, sizeof(*n));

	assert_non_null(n);
	n->kind = (enum query_kind)below(QUERY_CAPITALS + 1);
	n->field = (enum query_field)below(QUERY_BODY + 1);
	n->boost = below(3) > 0 ? 1 : (double)(1 + below(9999)) / 1000;
	if (!text && below(3) == 0) {
		n->field = (enum query_field)(QUERY_AUTHOR +
		    below(QUERY_DATE - QUERY_AUTHOR + 1));
		n->kind = n->field < QUERY_LANGUAGE ?
		    (enum query_kind)below(QUERY_PREFIX + 1) : QUERY_WORD;
		n->boost = 1;
	}
	n->number = n->kind == QUERY_FUZZY ? 1 + below(2) : 0;
	n->text = strdup(n->field >= QUERY_LANGUAGE ?
	    values[n->field - QUERY_LANGUAGE][below(3)] :
	    texts[n->kind][below(6)]);
	assert_non_null(n->text);
	return n;
}

/* Inner kinds that may stand below ${above}, as the parser makes them. */
static bool
allowed(enum query_kind above, enum query_kind restricts,
    enum query_kind kind)
{
	bool joined = kind == QUERY_NEAR || kind == QUERY_ADJ ||
	    kind == QUERY_OR;

	if (kind == above && kind != QUERY_NOT && kind != QUERY_NEAR &&
	    kind != QUERY_ADJ)
		return false;
	if (restricts == QUERY_SAME || restricts == QUERY_PARA)
		return joined || kind == QUERY_AND;
	return restricts < QUERY_NEAR || joined;
}

static struct query_node *
random_tree(unsigned depth, enum query_kind above, enum query_kind restricts)
{
	enum query_kind kind = (enum query_kind)(QUERY_AND +
	    below(QUERY_ATLEAST - QUERY_AND + 1));
	struct query_node *n;

	if (depth == 0 || below(4) == 0 || !allowed(above, restricts, kind))
		return random_leaf(restricts >= QUERY_NEAR);
	n = calloc(1, sizeof(*n));
	assert_non_null(n);
	n->kind = kind;
	n->boost = 1;
	n->kid_count = kind == QUERY_ATLEAST ? 1 : kind == QUERY_NOT ||
	    kind == QUERY_NEAR || kind == QUERY_ADJ ? 2 : 2 + below(3);
	if (kind == QUERY_ATLEAST || kind == QUERY_NEAR || kind == QUERY_ADJ)
		n->number = 1 + below(QUERY_NUMBER);
	n->kids = calloc(n->kid_count, sizeof(*n->kids));
	assert_non_null(n->kids);
	for (size_t i = 0; i < n->kid_count; i++)
		n->kids[i] = random_tree(depth - 1, kind,
		    kind >= QUERY_NEAR ? kind : kind == QUERY_NOT ?
		    QUERY_NOT : restricts);
	return n;
}

static void
trees(void **state)
{
	(void)state;
	seed = 3;
	for (int i = rounds(); i > 0; i--) {
		struct query q = { random_tree(5, QUERY_WORD, QUERY_WORD), 0 };

		round_trip(&q);
		query_release(&q);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(soup),
		cmocka_unit_test(cases),
		cmocka_unit_test(trees),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
