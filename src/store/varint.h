/*
 * SQLite's variable-length integers, as FTS5 uses them: seven bits a byte,
 * the highest first, the top bit set in all but the last; of a ninth byte all
 * eight bits count (https://www.sqlite.org/fileformat2.html#varint).
 */
#ifndef STORE_VARINT_H
#define STORE_VARINT_H

#include <stddef.h>
#include <stdint.h>

#define VARINT_MAX 9

/*
 * Read the integer at ${p} into ${value} and return what follows it; NULL
 * where it reaches beyond ${end}.
 */
static inline const unsigned char *
varint_read(const unsigned char *p, const unsigned char *end, uint64_t *value)
{
	uint64_t v = 0;
	int i;

	/* Most are of one to four bytes. */
	if (end - p >= 4) {
		if (p[0] < 0x80) {
			*value = p[0];
			return p + 1;
		}
		if (p[1] < 0x80) {
			*value = (uint64_t)(p[0] & 0x7F) << 7 | p[1];
			return p + 2;
		}
		v = (uint64_t)(p[0] & 0x7F) << 14 |
		    (uint64_t)(p[1] & 0x7F) << 7 | (p[2] & 0x7F);
		if (p[2] < 0x80) {
			*value = v;
			return p + 3;
		}
		if (p[3] < 0x80) {
			*value = v << 7 | p[3];
			return p + 4;
		}
		v = 0;
	}
	for (i = 0; i < VARINT_MAX && p < end; i++, p++) {
		if (i == VARINT_MAX - 1) {
			*value = v << 8 | *p;
			return p + 1;
		}
		v = v << 7 | (*p & 0x7F);
		if (*p < 0x80) {
			*value = v;
			return p + 1;
		}
	}
	return NULL;
}

/* Write ${value} at ${p}, where VARINT_MAX bytes are free; what follows. */
static inline unsigned char *
varint_write(unsigned char *p, uint64_t value)
{
	unsigned char bytes[VARINT_MAX];
	int n = 0;

	if (value < 0x80) {
		*p++ = (unsigned char)value;
		return p;
	}
	if (value < 0x4000) {
		*p++ = (unsigned char)(value >> 7 | 0x80);
		*p++ = (unsigned char)(value & 0x7F);
		return p;
	}
	if (value >> 56) {
		bytes[n++] = (unsigned char)value;
		value = value >> 8 | (uint64_t)1 << 56;
		for (; n < VARINT_MAX; value >>= 7)
			bytes[n++] = (unsigned char)(value & 0x7F) | 0x80;
	} else {
		bytes[n++] = (unsigned char)(value & 0x7F);
		while (value >>= 7)
			bytes[n++] = (unsigned char)(value & 0x7F) | 0x80;
	}
	while (n)
		*p++ = bytes[--n];
	return p;
}

/* Integers one after the other; ${at} becomes NULL where one is cut off. */
struct varints {
	const unsigned char *at, *end;
};

/* The next of them, or 0. */
static inline uint64_t
varints_next(struct varints *r)
{
	uint64_t value = 0;

	if (r->at)
		r->at = varint_read(r->at, r->end, &value);
	return r->at ? value : 0;
}

#endif
