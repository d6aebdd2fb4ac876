/* A batch of a doclist's articles. */
#include "store/doclist_batch.h"

#include "store/varint.h"

/* Read the id and the size at p; NULL: they cannot be right. */
static inline const unsigned char *
read_next(const unsigned char *p, const unsigned char *end, int64_t *id,
    uint64_t *size)
{
	uint64_t step = 0;

	p = varint_read(p, end, &step);
	if (p)
		p = varint_read(p, end, size);
	if (!p || !step || step >= INT64_MAX - (uint64_t)*id ||
	    (*size >>= 1) > BUF_TEXT_LIMIT)
		return NULL;
	*id += (int64_t)step;
	return p;
}

/* This is where a frequent word's time goes: everything is in registers. */
int
doclist_batch_take(struct doclist_batch *b, struct doclist_entry *e,
    int64_t last)
{
	const unsigned char *p = e->p, *end = e->end;
	uint64_t size = e->size;
	int64_t id = e->id;
	size_t n = 0;

	do {
		b->ids[n] = id;
		b->sizes[n] = size;
		b->positions[n++] = p;
		p += size;
		size = 0;
		if (p >= end)
			break;
		p = read_next(p, end, &id, &size);
		if (!p)
			return -1;
	} while (id <= last && n < DOCLIST_BATCH &&
	    size <= (size_t)(end - p));
	b->count = n;
	*e = (struct doclist_entry){ p, end, id, size };
	return b->ids[n - 1] != id;
}

int
doclist_entry_skip(struct doclist_entry *e, int64_t from)
{
	const unsigned char *p = e->p, *end = e->end;
	uint64_t size = e->size;
	int64_t id = e->id;

	while (id < from && size < (size_t)(end - p)) {
		p = read_next(p + size, end, &id, &size);
		if (!p)
			return -1;
	}
	*e = (struct doclist_entry){ p, end, id, (size_t)size };
	return 0;
}
