/* Rooms of doubled sizes, let go at once. */
#include "store/pool.h"

#include <stdlib.h>
#include <string.h>

/* Bytes asked for at once; larger rooms have a slab of their own. */
#define SLAB_BYTES ((size_t)1024 * 1024)

struct pool_slab {
	struct pool_slab *next;
	size_t size;
	unsigned char bytes[];
};

struct pool_freed {
	struct pool_freed *next;
};

static int
slab_new(struct pool *p, size_t size)
{
	struct pool_slab *s = p->spare;

	if (size <= SLAB_BYTES && s) {
		p->spare = s->next;
	} else {
		if (size < SLAB_BYTES)
			size = SLAB_BYTES;
		s = malloc(sizeof(*s) + size);
		if (!s)
			return -1;
		s->size = size;
	}
	s->next = p->slabs;
	p->slabs = s;
	p->room = s->size;
	p->bytes += s->size;
	return 0;
}

unsigned char *
pool_take(struct pool *p, uint32_t size)
{
	size_t bytes = POOL_SMALLEST << size;
	struct pool_freed *f = p->freed[size];

	if (f) {
		p->freed[size] = f->next;
		return (unsigned char *)f;
	}
	if (bytes > p->room && slab_new(p, bytes))
		return NULL;
	p->room -= bytes;
	return p->slabs->bytes + p->room;
}

void
pool_give(struct pool *p, unsigned char *bytes, uint32_t size)
{
	struct pool_freed *f = (struct pool_freed *)(void *)bytes;

	f->next = p->freed[size];
	p->freed[size] = f;
}

void
pool_reset(struct pool *p)
{
	struct pool_slab *s;

	while ((s = p->slabs)) {
		p->slabs = s->next;
		if (s->size == SLAB_BYTES) {
			s->next = p->spare;
			p->spare = s;
		} else {
			free(s);
		}
	}
	p->room = p->bytes = 0;
	memset(p->freed, 0, sizeof(p->freed));
}

void
pool_release(struct pool *p)
{
	struct pool_slab *s;

	pool_reset(p);
	while ((s = p->spare)) {
		p->spare = s->next;
		free(s);
	}
}
