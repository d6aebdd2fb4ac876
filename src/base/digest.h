/* Digests of bytes: XXH3-128, 32 lower-case hexadecimal digits and a NUL. */
#ifndef BASE_DIGEST_H
#define BASE_DIGEST_H

#include <stddef.h>

#define DIGEST_SIZE 33

/*
 * The digest of texts one after the other, each with its NUL; NULL counts as
 * an empty one.
 */
void digest_texts(const char *const *texts, size_t count,
    char out[DIGEST_SIZE]);

#endif
