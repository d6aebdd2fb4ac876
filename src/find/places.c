/* Positions of a block's articles: adding, reading, counting. */
#include "find/places.h"

#include <string.h>

#include "find/rank.h"
#include "store/segments.h"
#include "store/varint.h"

void
places_init(struct places *p, enum places_kind kind)
{
	p->kind = kind;
	p->pieces = false;
	memset(&p->bits, 0, sizeof(p->bits));
	buf_init(&p->bytes, UINT32_MAX);
}

void
places_release(struct places *p)
{
	buf_release(&p->bytes);
}

void
places_reset(struct places *p)
{
	memset(&p->bits, 0, sizeof(p->bits));
	p->pieces = false;
	buf_reset(&p->bytes);
}

/* Make room for ${more} bytes and as many as may be copied beyond. */
static bool
room(struct buf *b, size_t more)
{
	return b->cap - b->len > more + PAGE_BEYOND ||
	    buf_reserve(b, more + PAGE_BEYOND) == 0;
}

/*
 * Most positions are few bytes: eight at once are copied sooner than as many
 * as there are.
 */
static void
copy(char *to, const unsigned char *from, size_t size)
{
	if (size <= PAGE_BEYOND)
		memcpy(to, from, PAGE_BEYOND);
	else
		memcpy(to, from, size);
}

void
places_keep(struct places *p, size_t slot, const unsigned char *positions,
    size_t size)
{
	struct buf *b = &p->bytes;
	size_t at = b->len, before = 0;

	if (bits_has(&p->bits, slot)) {
		before = p->size[slot] + 1;
		p->pieces = true;
	}
	if (!room(b, before + size))
		return;
	if (before) {
		memcpy(b->data + at, b->data + p->at[slot], before - 1);
		b->data[at + before - 1] = 0;
	}
	copy(b->data + at + before, positions, size);
	b->len += before + size;
	b->data[b->len] = '\0';
	p->at[slot] = (uint32_t)at;
	p->size[slot] = (uint32_t)(before + size);
}

/* ==== Reading ==== */

bool
place_in(uint32_t place, enum query_field field)
{
	switch (field) {
	case QUERY_TITLE:
		return !(place & PLACE_BODY);
	case QUERY_BODY:
		return place & PLACE_BODY;
	case QUERY_LEAD:
		return place & PLACE_BODY &&
		    PLACE_WORD(place) < QUERY_LEAD_WORDS;
	default:
		return true;
	}
}

struct reading {
	const unsigned char *p, *end;
	uint32_t place;
};

static struct reading
begin(const struct places *p, size_t slot)
{
	const unsigned char *bytes = (const unsigned char *)p->bytes.data +
	    p->at[slot];

	return (struct reading){ bytes, bytes + p->size[slot], 0 };
}

static inline bool
next(struct reading *r)
{
	uint64_t step;

	while (r->p < r->end) {
		if (*r->p >= 2 && *r->p < 0x80) {
			r->place += *r->p++ - 2u;
			return true;
		}
		if (!*r->p) {
			r->p++;
			r->place = 0;
			continue;
		}
		if (*r->p == 1) {
			r->place = r->p + 1 < r->end && r->p[1] ?
			    PLACE_BODY : 0;
			r->p += 2;
			continue;
		}
		r->p = varint_read(r->p, r->end, &step);
		if (!r->p)
			break;
		r->place += (uint32_t)(step - 2) & ~PLACE_BODY;
		return true;
	}
	r->p = r->end;
	return false;
}

size_t
places_room(const struct places *p, size_t slot)
{
	return p->size[slot];
}

size_t
places_read(const struct places *p, size_t slot, enum query_field field,
    uint32_t *out)
{
	struct reading r = begin(p, slot);
	size_t n = 0;

	if (field == QUERY_ANYWHERE)
		while (next(&r))
			out[n++] = r.place;
	else
		while (next(&r))
			if (place_in(r.place, field))
				out[n++] = r.place;
	return n;
}

bool
places_any(const struct places *p, size_t slot, enum query_field field)
{
	struct reading r = begin(p, slot);

	while (next(&r))
		if (place_in(r.place, field))
			return true;
	return false;
}

int
places_tf(const struct places *p, size_t slot, enum query_field field)
{
	struct reading r;
	int tf = 0;

	if (p->kind == PLACES_TF)
		return (int)p->tf[slot];
	r = begin(p, slot);
	while (next(&r))
		if (field == QUERY_ANYWHERE || place_in(r.place, field))
			tf += rank_occurrence((int)PLACE_COLUMN(r.place),
			    (int)PLACE_WORD(r.place));
	return tf;
}

void
places_add_tf(const struct places *p, const struct bits *in,
    enum query_field field, uint32_t *tf)
{
	size_t slot;

	if (p->kind == PLACES_TF)
		BITS_EACH(in, slot)
			tf[slot] += p->tf[slot];
	else
		BITS_EACH(in, slot)
			tf[slot] += (uint32_t)places_tf(p, slot, field);
}
