/*
 * A stream of bytes with its digest: a file, standard input, or bytes in
 * memory (what was fetched).
 */
#ifndef READ_INPUT_H
#define READ_INPUT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include "base/err.h"

struct input;

/* Open the file ${path}, or standard input for "-".  0 or -1. */
int input_open(struct input **out, const char *path, struct err *err);

/* A stream over ${len} bytes the caller keeps until input_close(). */
int input_open_memory(struct input **out, const char *bytes, size_t len,
    struct err *err);

void input_close(struct input *in);

/*
 * Lend the bytes that come next, at least ${want} of them unless the stream
 * ends before, without taking them.  They live until the next input_peek(),
 * taken or not, and as many are held in memory: who wants more and more has
 * a limit.  0, or -1: the file could not be read on; what was read is lent.
 */
int input_peek(struct input *in, size_t want, const char **bytes,
    size_t *len, struct err *err);

/* Take ${len} of the bytes lent by the last input_peek(). */
void input_take(struct input *in, size_t len);

/* Bytes taken so far. */
uint64_t input_offset(const struct input *in);

/* Digest (XXH3-128, lower-case hex) of all bytes taken so far. */
#define INPUT_DIGEST_SIZE 33
void input_digest(const struct input *in, char out[INPUT_DIGEST_SIZE]);

#endif
