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

#endif
