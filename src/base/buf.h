/*
 * The one growing buffer of bytes.
 *
 * Invariants: data is never NULL (an empty buffer lends a static ""), and
 * data[len] is always NUL, so that data can be read as a C string.  A buffer
 * is given its limit at birth; an append that would pass it, or that finds no
 * memory, adds nothing and makes the failure sticky: later appends do
 * nothing, and one look at ${failed} after a chain of appends is enough.
 */
#ifndef BASE_BUF_H
#define BASE_BUF_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct buf {
	char *data;
	size_t len;
	size_t cap;	/* bytes allocated, the NUL's included; 0: none */
	size_t limit;	/* len never passes it */
	bool failed;	/* sticky: the limit was passed or memory ran out */
};

extern char buf_empty[1];

#define BUF_INIT(limit_) { buf_empty, 0, 0, (limit_), false }

/* Text a person made: an article, a query, a line.  See READ_LIMIT too. */
#define BUF_TEXT_LIMIT ((size_t)256 * 1024 * 1024)

/* Life cycle.  ${b} may be used after buf_release(), empty. */
void buf_init(struct buf *b, size_t limit);
void buf_release(struct buf *b);

/* Empty ${b} and forget its failure; its memory is kept. */
void buf_reset(struct buf *b);

/* Cut ${b} to ${len} bytes, at most what it holds. */
void buf_truncate(struct buf *b, size_t len);

/* Make room for ${more} bytes behind the end.  0, or -1 and ${failed}. */
int buf_reserve(struct buf *b, size_t more);

/* Give memory back that is not needed now. */
void buf_fit(struct buf *b);

/* Appending. */
void buf_add(struct buf *b, const void *bytes, size_t len);
void buf_addstr(struct buf *b, const char *s);
void buf_addch(struct buf *b, char c);
void buf_addf(struct buf *b, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Append the code point ${rune} as UTF-8 (U+FFFD where it is none). */
void buf_add_rune(struct buf *b, uint32_t rune);

/* Cut ASCII white space off both ends. */
void buf_trim(struct buf *b);

/*
 * Hand the bytes over: the caller frees them with free(); ${b} is empty
 * afterwards.  NULL where ${b} had failed or memory ran out; ${b} is then
 * released.
 */
char *buf_detach(struct buf *b);

#endif
