/*
 * What holds of every query, whatever its bytes.  For libFuzzer:
 *
 *	clang -g -O1 -fsanitize=fuzzer,address,undefined -D_XOPEN_SOURCE=700 \
 *	    -Isrc tests/fuzz/fuzz_query.c src/find/query*.c src/base/buf.c \
 *	    src/base/date*.c src/base/distance.c src/base/err.c \
 *	    src/base/utf8.c -lutf8proc
 *
 * tests/unit/test_query_fuzz.c runs it on queries of a fixed seed.
 */
#include <assert.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "find/query.h"

int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

/* Longer ones say no more, slowly. */
#define FUZZ_LONGEST 65536

static bool
same_text(const char *a, const char *b)
{
	const char *a_end = a + strlen(a), *b_end = b + strlen(b);
	uint32_t r, s;

	/* Questions all in capitals are written in small letters. */
	while (a < a_end && b < b_end) {
		a += utf8_decode(a, a_end, &r);
		b += utf8_decode(b, b_end, &s);
		if (utf8_lower(r) != utf8_lower(s))
			return false;
	}
	return a == a_end && b == b_end;
}

static bool
same_tree(const struct query_node *a, const struct query_node *b)
{
	double gap = a->boost - b->boost;

	if (a->kind != b->kind || a->field != b->field ||
	    a->number != b->number || a->kid_count != b->kid_count ||
	    gap > 1e-9 || gap < -1e-9)
		return false;
	for (size_t i = 0; i < a->kid_count; i++)
		if (!same_tree(a->kids[i], b->kids[i]))
			return false;
	return a->kid_count > 0 || same_text(a->text, b->text);
}

/* May ${n} stand below ${above}?  See query.h. */
static bool
fits(enum query_kind above, const struct query_node *n)
{
	if (n->kid_count == 0)
		return n->field <= QUERY_BODY;
	return n->kind == QUERY_OR || n->kind == QUERY_NEAR ||
	    n->kind == QUERY_ADJ || (n->kind == QUERY_AND &&
	    (above == QUERY_SAME || above == QUERY_PARA));
}

static void
check_leaf(const struct query_node *n)
{
	assert(n->text != NULL && n->text[0] != '\0' && n->height == 0);
	assert(utf8_valid(n->text, strlen(n->text)));
	assert(n->boost >= 0.001 && n->boost <= QUERY_BOOST);
	assert(n->field <= QUERY_BODY || n->boost == 1);
	assert(n->field < QUERY_LANGUAGE || n->kind == QUERY_WORD);
	assert(n->kind != QUERY_FUZZY || (n->number >= 1 &&
	    n->number <= QUERY_EDITS));
}

/* ${above}: what restricts it, passed down through OR and AND. */
static void
check(const struct query_node *n, enum query_kind above, size_t size)
{
	size_t kids = n->kind == QUERY_NOT || n->kind == QUERY_NEAR ||
	    n->kind == QUERY_ADJ ? 2 : n->kind == QUERY_ATLEAST ? 1 : 0;

	assert(n->start <= n->end && n->end <= size);
	assert(above < QUERY_NEAR || fits(above, n));
	if (n->kid_count == 0) {
		check_leaf(n);
		return;
	}
	assert(n->kind >= QUERY_AND && n->height <= QUERY_DEPTH);
	assert(n->text == NULL && n->boost == 1);
	assert(kids > 0 ? n->kid_count == kids : n->kid_count >= 2);
	if (n->kind == QUERY_NEAR || n->kind == QUERY_ADJ ||
	    n->kind == QUERY_ATLEAST)
		assert(n->number >= 1 && n->number <= QUERY_NUMBER);
	for (size_t i = 0; i < n->kid_count; i++) {
		assert(n->kids[i]->height < n->height);
		check(n->kids[i], n->kind >= QUERY_NEAR ? n->kind :
		    n->kind == QUERY_NOT ? QUERY_NOT : above, size);
	}
}

/* The text ${q} was written as, read again, is ${again}. */
static bool
reads_again(const struct query *q, const char *text, bool any,
    struct buf *again)
{
	struct query_error error;
	struct query back;
	bool same;

	buf_reset(again);
	if (query_parse(&back, text, any, &error) < 0) {
		buf_addstr(again, error.err.text);
		query_release(&back);
		return false;
	}
	assert(query_format(&back, again) == 0);
	same = strcmp(text, again->data) == 0 && (q->root == NULL ?
	    back.root == NULL : back.root != NULL &&
	    same_tree(q->root, back.root));
	query_release(&back);
	return same;
}

static void
round_trip(const struct query *q)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf again = BUF_INIT(BUF_TEXT_LIMIT);

	assert(query_format(q, &text) == 0);
	for (int any = 0; any < 2; any++)
		if (!reads_again(q, text.data, any != 0, &again)) {
			fprintf(stderr, "written %s\nread    %s\n", text.data,
			    again.data);
			abort();
		}
	buf_release(&text);
	buf_release(&again);
}

static void
one_query(const char *text, bool any)
{
	struct query_error error;
	struct query q;

	if (query_parse(&q, text, any, &error) < 0) {
		assert(q.root == NULL && error.err.text[0] != '\0');
		assert(error.start <= error.end && error.end <= strlen(text));
		assert(!any || strstr(error.err.text, "levels") != NULL);
	} else {
		if (q.root != NULL)
			check(q.root, QUERY_WORD, strlen(text));
		round_trip(&q);
	}
	query_release(&q);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	char *text;

	if (size > FUZZ_LONGEST || (text = malloc(size + 1)) == NULL)
		return 0;
	memcpy(text, data, size);
	text[size] = '\0';
	one_query(text, false);
	one_query(text, true);
	free(text);
	return 0;
}
