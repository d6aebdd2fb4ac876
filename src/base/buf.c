/* The one growing buffer of bytes: life cycle, room, appending. */
#include "base/buf.h"

#include <ctype.h>
#include <stdarg.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"

char buf_empty[1];

void
buf_init(struct buf *b, size_t limit)
{
	*b = (struct buf)BUF_INIT(limit);
}

void
buf_release(struct buf *b)
{
	if (b->cap)
		free(b->data);
	buf_init(b, b->limit);
}

void
buf_reset(struct buf *b)
{
	buf_truncate(b, 0);
	b->failed = false;
}

void
buf_truncate(struct buf *b, size_t len)
{
	if (len < b->len) {
		b->len = len;
		b->data[len] = '\0';
	}
}

int
buf_reserve(struct buf *b, size_t more)
{
	size_t want, cap;
	char *data;

	if (b->failed)
		return -1;
	if (more > b->limit || b->len > b->limit - more) {
		b->failed = true;
		return -1;
	}
	want = b->len + more + 1;
	if (want <= b->cap)
		return 0;
	cap = b->cap + b->cap / 2;
	if (cap < want)
		cap = want < 64 ? 64 : want;
	data = realloc(b->cap ? b->data : NULL, cap);
	if (!data) {
		b->failed = true;
		return -1;
	}
	if (!b->cap)
		data[0] = '\0';
	b->data = data;
	b->cap = cap;
	return 0;
}

void
buf_fit(struct buf *b)
{
	char *data;

	if (b->cap <= b->len + 1)
		return;
	data = realloc(b->data, b->len + 1);
	if (data) {
		b->data = data;
		b->cap = b->len + 1;
	}
}

void
buf_add(struct buf *b, const void *bytes, size_t len)
{
	if (!len || buf_reserve(b, len))
		return;
	memcpy(b->data + b->len, bytes, len);
	b->len += len;
	b->data[b->len] = '\0';
}

void
buf_addstr(struct buf *b, const char *s)
{
	buf_add(b, s, strlen(s));
}

void
buf_addch(struct buf *b, char c)
{
	buf_add(b, &c, 1);
}

void
buf_addf(struct buf *b, const char *format, ...)
{
	va_list ap;
	int n;

	va_start(ap, format);
	n = vsnprintf(NULL, 0, format, ap);
	va_end(ap);
	if (n < 0 || buf_reserve(b, (size_t)n))
		return;
	va_start(ap, format);
	vsnprintf(b->data + b->len, (size_t)n + 1, format, ap);
	va_end(ap);
	b->len += (size_t)n;
}

void
buf_add_rune(struct buf *b, uint32_t rune)
{
	char bytes[UTF8_MAX];

	buf_add(b, bytes, utf8_encode(rune, bytes));
}

void
buf_trim(struct buf *b)
{
	size_t start = 0, end = b->len;

	while (end > 0 && isspace((unsigned char)b->data[end - 1]))
		end--;
	while (start < end && isspace((unsigned char)b->data[start]))
		start++;
	buf_truncate(b, end);
	if (start) {
		memmove(b->data, b->data + start, end - start);
		buf_truncate(b, end - start);
	}
}

char *
buf_detach(struct buf *b)
{
	char *data;

	if (b->failed || (!b->cap && buf_reserve(b, 1))) {
		buf_release(b);
		return NULL;
	}
	data = b->data;
	buf_init(b, b->limit);
	return data;
}
