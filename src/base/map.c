/* A table from strings of bytes to numbers. */
#include "base/map.h"

#include <stdlib.h>
#include <string.h>

#define MAP_FIRST 64	/* slots of the first table */

/* FNV-1a, 64 bits, with 0 kept for empty slots. */
static uint64_t
hash(const unsigned char *key, size_t len)
{
	uint64_t h = 14695981039346656037u;

	while (len--)
		h = (h ^ *key++) * 1099511628211u;
	return h ? h : 1;
}

void
map_release(struct map *m)
{
	free(m->slots);
	buf_release(&m->keys);
	*m = (struct map)MAP_INIT;
}

void
map_reset(struct map *m)
{
	if (m->cap)
		memset(m->slots, 0, m->cap * sizeof(*m->slots));
	m->count = 0;
	buf_reset(&m->keys);
}

/* The slot that holds the key, or the empty one where it belongs. */
static struct map_slot *
find(const struct map *m, uint64_t h, const void *key, size_t len)
{
	size_t mask = m->cap - 1, i = (size_t)(h ^ h >> 32) & mask;
	struct map_slot *s;

	for (;; i = (i + 1) & mask) {
		s = &m->slots[i];
		if (!s->hash || (s->hash == h && s->len == len &&
		    memcmp(m->keys.data + s->key, key, len) == 0))
			return s;
	}
}

/* Twice the slots, at most half of them taken. */
static int
grow(struct map *m)
{
	struct map bigger = *m;
	struct map_slot *s;
	size_t i;

	bigger.cap = m->cap ? m->cap * 2 : MAP_FIRST;
	bigger.slots = calloc(bigger.cap, sizeof(*bigger.slots));
	if (!bigger.slots)
		return -1;
	for (i = 0; i < m->cap; i++) {
		s = &m->slots[i];
		if (s->hash)
			*find(&bigger, s->hash, m->keys.data + s->key,
			    s->len) = *s;
	}
	free(m->slots);
	*m = bigger;
	return 0;
}

int64_t *
map_get(const struct map *m, const void *key, size_t len)
{
	struct map_slot *s;

	if (!m->cap)
		return NULL;
	s = find(m, hash(key, len), key, len);
	return s->hash ? &s->value : NULL;
}

int64_t *
map_put(struct map *m, const void *key, size_t len)
{
	uint64_t h = hash(key, len);
	struct map_slot *s;

	if (m->count * 2 >= m->cap && grow(m))
		return NULL;
	s = find(m, h, key, len);
	if (s->hash)
		return &s->value;
	if (buf_reserve(&m->keys, len + 1))
		return NULL;
	*s = (struct map_slot){ h, m->keys.len, len, 0 };
	buf_add(&m->keys, key, len);
	m->count++;
	return &s->value;
}

int
map_next(const struct map *m, size_t *at, const char **key, size_t *len,
    int64_t *value)
{
	while (*at < m->cap) {
		struct map_slot *s = &m->slots[(*at)++];

		if (!s->hash)
			continue;
		*key = m->keys.data + s->key;
		*len = s->len;
		*value = s->value;
		return 1;
	}
	return 0;
}
