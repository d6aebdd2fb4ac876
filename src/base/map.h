/*
 * A table from strings of bytes to numbers: open addressing, one array of
 * slots, one buffer of keys.  Keys are never removed one by one.
 */
#ifndef BASE_MAP_H
#define BASE_MAP_H

#include <stddef.h>
#include <stdint.h>

#include "base/buf.h"

struct map_slot {
	uint64_t hash;		/* 0: empty */
	size_t key;		/* where the key begins in keys */
	size_t len;
	int64_t value;
};

struct map {
	struct map_slot *slots;
	size_t cap;		/* a power of two, or 0 */
	size_t count;
	struct buf keys;
};

#define MAP_INIT { NULL, 0, 0, BUF_INIT(SIZE_MAX / 2) }

void map_release(struct map *m);

/* Forget all keys; the memory is kept. */
void map_reset(struct map *m);

/*
 * The place of the number under the key, which lives until the next
 * map_put(); NULL where there is none.
 */
int64_t *map_get(const struct map *m, const void *key, size_t len);

/*
 * The place of the number under the key, made as 0 where there was none.
 * NULL: out of memory.
 */
int64_t *map_put(struct map *m, const void *key, size_t len);

/*
 * Walk all keys in no order: start with *at = 0.  1 with a key and its
 * number, 0 at the end.
 */
int map_next(const struct map *m, size_t *at, const char **key, size_t *len,
    int64_t *value);

#endif
