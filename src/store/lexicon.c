/* Terms and their numbers. */
#include "store/lexicon.h"

#include <stdlib.h>

/* Bytes of terms that are asked for at once. */
#define TEXT_BYTES ((size_t)64 * 1024)

struct lexicon_text {
	struct lexicon_text *next;
	char bytes[];
};

struct lexicon *
lexicon_new(void)
{
	struct lexicon *l = calloc(1, sizeof(*l));

	if (l)
		atomic_init(&l->holders, 1);
	return l;
}

struct lexicon *
lexicon_hold(struct lexicon *l)
{
	atomic_fetch_add(&l->holders, 1);
	return l;
}

void
lexicon_release(struct lexicon *l)
{
	struct lexicon_text *next;
	size_t i;

	if (!l || atomic_fetch_sub(&l->holders, 1) > 1)
		return;
	for (i = 0; i < LEXICON_BLOCKS && l->blocks[i]; i++)
		free(l->blocks[i]);
	for (; l->texts; l->texts = next) {
		next = l->texts->next;
		free(l->texts);
	}
	free(l);
}

/* Room for ${len} bytes, which stays where it is. */
static char *
text_new(struct lexicon *l, size_t len)
{
	size_t size = len > TEXT_BYTES ? len : TEXT_BYTES;
	struct lexicon_text *t;

	if (len > l->room || !l->texts) {
		t = malloc(sizeof(*t) + size);
		if (!t)
			return NULL;
		t->next = l->texts;
		l->texts = t;
		l->room = size;
	}
	l->room -= len;
	return l->texts->bytes + l->room;
}

int
lexicon_add(struct lexicon *l, const char *text, size_t len, uint32_t hash)
{
	uint32_t block = l->count / LEXICON_BLOCK;
	char *kept = text_new(l, len);

	if (!kept || block == LEXICON_BLOCKS)
		return -1;
	if (!l->blocks[block]) {
		l->blocks[block] = malloc(LEXICON_BLOCK *
		    sizeof(*l->blocks[block]));
		if (!l->blocks[block])
			return -1;
	}
	memcpy(kept, text, len);
	l->blocks[block][l->count % LEXICON_BLOCK] =
	    (struct lexicon_term){ kept, (uint32_t)len, hash };
	l->count++;
	return 0;
}
