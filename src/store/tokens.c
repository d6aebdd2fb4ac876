/* The terms of one text, kept for replay. */
#include "store/tokens.h"

#include <string.h>

#define COLOCATED 0x80
#define LENGTH 0x7F	/* as a value: the length follows */

void
tokens_release(struct tokens *tokens)
{
	buf_release(&tokens->bytes);
	tokens->words = 0;
}

static int
keep(void *ctx, bool colocated, const char *term, size_t len, size_t start,
    size_t end)
{
	struct tokens *tokens = ctx;
	struct buf *b = &tokens->bytes;
	uint32_t length = (uint32_t)len;

	(void)start, (void)end;
	if (buf_reserve(b, len + 1 + sizeof(length)))
		return -1;
	buf_addch(b, (char)((len < LENGTH ? len : LENGTH) |
	    (colocated ? COLOCATED : 0)));
	if (len >= LENGTH)
		buf_add(b, &length, sizeof(length));
	buf_add(b, term, len);
	tokens->words += !colocated;
	return 0;
}

int
tokens_make(struct tokens *tokens, struct tokenizer *t, const char *language,
    const char *text)
{
	size_t len = text ? strlen(text) : 0;
	int result;

	/* Most texts need half as much again for their stems. */
	buf_reserve(&tokens->bytes, len + len * 5 / 8);
	result = tokenizer_run(t, language, text ? text : "", len, keep,
	    tokens);
	buf_fit(&tokens->bytes);
	return result;
}

int
tokens_next(const struct tokens *tokens, size_t *at, bool *colocated,
    const char **term, size_t *len)
{
	const char *p = tokens->bytes.data + *at;
	uint32_t length;

	if (*at >= tokens->bytes.len)
		return 0;
	*colocated = (unsigned char)*p & COLOCATED;
	*len = (unsigned char)*p++ & LENGTH;
	if (*len == LENGTH) {
		memcpy(&length, p, sizeof(length));
		p += sizeof(length);
		*len = length;
	}
	*term = p;
	*at = (size_t)(p - tokens->bytes.data) + *len;
	return 1;
}
