/* A text cut into terms, kept. */
#include "find/terms.h"

#include <stdlib.h>

void
terms_release(struct terms *t)
{
	free(t->items);
	t->items = NULL;
	t->count = t->cap = 0;
	buf_release(&t->bytes);
}

static int
add(void *ctx, bool colocated, const char *text, size_t len, size_t start,
    size_t end)
{
	struct terms *t = ctx;
	struct term *items;
	size_t cap;

	if (t->count == t->cap) {
		cap = t->cap ? t->cap * 2 : 256;
		items = realloc(t->items, cap * sizeof(*items));
		if (!items)
			return -1;
		t->items = items;
		t->cap = cap;
	}
	t->items[t->count++] = (struct term){ t->bytes.len, len, start, end,
	    colocated };
	buf_add(&t->bytes, text, len);
	return t->bytes.failed ? -1 : 0;
}

int
terms_cut(struct terms *t, struct tokenizer *tokenizer,
    const char *language, const char *text, size_t len)
{
	t->count = 0;
	buf_reset(&t->bytes);
	if (!text)
		return 0;
	return tokenizer_run(tokenizer, language, text, len, add, t);
}

const char *
term_text(const struct terms *t, size_t i)
{
	return t->bytes.data + t->items[i].at;
}

size_t
terms_next_word(const struct terms *t, size_t i)
{
	do
		i++;
	while (i < t->count && t->items[i].colocated);
	return i;
}
