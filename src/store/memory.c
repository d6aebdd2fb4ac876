/*
 * Memory for an SQLite that writes a full-text index: blocks of one size,
 * SQLite's four calls (https://www.sqlite.org/c3ref/mem_methods.html),
 * setting up.
 */
#include "store/memory.h"

#include <pthread.h>
#include <sqlite3.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

/*
 * Addresses, which cost nothing until they are used; twice what FTS5 may
 * gather (schema/settings.sql).
 */
#define REGION_BYTES ((size_t)256 * 1024 * 1024)

/* The region is cut into slabs, each of blocks of one size. */
#define SLAB_BYTES ((size_t)64 * 1024)
#define SLABS (REGION_BYTES / SLAB_BYTES)

/* Blocks of 128 bytes, what an entry begins with, to 32 KiB. */
#define SMALLEST 128
#define SIZES 9

struct block {
	struct block *next;
};

/* The blocks of one size that nobody has. */
struct stock {
	struct block *freed;
	char *fresh;		/* the rest of the newest slab */
	size_t left;		/* bytes of it */
};

static struct {
	sqlite3_mem_methods other;	/* malloc() and the rest */
	pthread_mutex_t lock;
	char *region;
	size_t slabs;		/* in use */
	unsigned char size_of[SLABS];	/* which size its blocks have */
	struct stock stock[SIZES];
} memory = { .lock = PTHREAD_MUTEX_INITIALIZER };

/* ==== Blocks of one size ==== */

/* Where in the region ${p} lies; at its end or beyond: nowhere. */
static size_t
offset(const void *p)
{
	return (size_t)((uintptr_t)p - (uintptr_t)memory.region);
}

static bool
is_block(const void *p)
{
	return offset(p) < REGION_BYTES;
}

static size_t
bytes_of(int which)
{
	return (size_t)SMALLEST << which;
}

/* Which size has just ${n} bytes; -1: none. */
static int
find_size(int n)
{
	int which;

	for (which = 0; which < SIZES; which++)
		if ((size_t)n == bytes_of(which))
			return which;
	return -1;
}

/* With the lock held.  NULL: the region is used up. */
static void *
block_new(int which)
{
	struct stock *s = &memory.stock[which];
	struct block *b = s->freed;

	if (b) {
		s->freed = b->next;
		return b;
	}
	if (!s->left) {
		if (memory.slabs == SLABS)
			return NULL;
		s->fresh = memory.region + memory.slabs * SLAB_BYTES;
		s->left = SLAB_BYTES;
		memory.size_of[memory.slabs++] = (unsigned char)which;
	}
	b = (void *)s->fresh;
	s->fresh += bytes_of(which);
	s->left -= bytes_of(which);
	return b;
}

/* ==== SQLite's calls ==== */

static void *
give(int n)
{
	int which = find_size(n);
	void *p = NULL;

	if (which >= 0) {
		pthread_mutex_lock(&memory.lock);
		p = block_new(which);
		pthread_mutex_unlock(&memory.lock);
	}
	return p ? p : memory.other.xMalloc(n);
}

static void
take(void *p)
{
	struct block *b = p;
	struct stock *s;

	if (!is_block(p)) {
		memory.other.xFree(p);
		return;
	}
	s = &memory.stock[memory.size_of[offset(p) / SLAB_BYTES]];
	pthread_mutex_lock(&memory.lock);
	b->next = s->freed;
	s->freed = b;
	pthread_mutex_unlock(&memory.lock);
}

static int
size(void *p)
{
	return is_block(p) ?
	    (int)bytes_of(memory.size_of[offset(p) / SLAB_BYTES]) :
	    memory.other.xSize(p);
}

static void *
change(void *p, int n)
{
	int old = size(p);
	void *new;

	if (!is_block(p) && find_size(n) < 0)
		return memory.other.xRealloc(p, n);
	new = give(n);
	if (!new)
		return NULL;
	memcpy(new, p, (size_t)(old < n ? old : n));
	take(p);
	return new;
}

/* ==== Setting up ==== */

void
memory_setup(void)
{
	sqlite3_mem_methods ours;
	void *region = NULL;

	if (memory.region ||
	    sqlite3_config(SQLITE_CONFIG_GETMALLOC, &memory.other) !=
	    SQLITE_OK ||
	    posix_memalign(&region, SLAB_BYTES, REGION_BYTES))
		return;
	memory.region = region;
	ours = memory.other;
	ours.xMalloc = give;
	ours.xFree = take;
	ours.xRealloc = change;
	ours.xSize = size;
	sqlite3_config(SQLITE_CONFIG_MALLOC, &ours);
}
