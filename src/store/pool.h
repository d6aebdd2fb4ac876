/*
 * Memory for many things that grow and are all let go at once: rooms of
 * POOL_SMALLEST bytes doubled so many times, cut from large pieces that are
 * kept for the next time.
 */
#ifndef STORE_POOL_H
#define STORE_POOL_H

#include <stddef.h>
#include <stdint.h>

#define POOL_SMALLEST ((size_t)32)
#define POOL_SIZES 32

struct pool {
	struct pool_slab *slabs, *spare;
	size_t room;	/* left of the newest slab */
	size_t bytes;	/* of the slabs in use */
	struct pool_freed *freed[POOL_SIZES];
};

/* A room of size ${size} (below POOL_SIZES).  NULL: out of memory. */
unsigned char *pool_take(struct pool *p, uint32_t size);

/* Give one back. */
void pool_give(struct pool *p, unsigned char *bytes, uint32_t size);

/* All rooms are given back. */
void pool_reset(struct pool *p);

void pool_release(struct pool *p);

#endif
