/*
 * Random trees of the query language from an archive's own words, as the
 * parser would make them: what may stand below NEAR, SAME and ATLEAST is as
 * find/query.h has it, and an AND is no kid of an AND, nor an OR of an OR.
 */
#ifndef TESTS_TREES_H
#define TESTS_TREES_H

#include "plain.h"

/* Every kind, or every field. */
#define TREES_ALL 0xFFFFu
#define TREES_BIT(n_) (1u << (n_))

struct trees {
	const struct plain *plain;
	unsigned kinds;		/* bits of enum query_kind */
	unsigned fields;	/* bits of enum query_field */
	bool odd_runs;		/* runs without spaces of one character, of
				 * several words, or with letters in them */
	uint64_t state;
	/* Words are drawn from around one place: neighbours share articles. */
	size_t article;
	uint32_t word;
	const struct query_node *leaves[8];	/* drawn before, to repeat */
	size_t leaf_count;
};

/* A tree at most ${depth} operators high.  query_release() frees it. */
void trees_grow(struct trees *t, uint64_t seed, unsigned depth,
    struct query *out);

/* A number below ${sides}. */
uint32_t trees_dice(struct trees *t, uint32_t sides);

/* A random leaf of one kind in one of the texts, or NULL: no such words. */
struct query_node *trees_leaf(struct trees *t, enum query_kind kind,
    enum query_field field);

/* Append the tree, every kind, field and number written out. */
void trees_print(const struct query_node *n, struct buf *out);

/* Read such a text; *p is then behind it. */
struct query_node *trees_read(const char **p);

/*
 * Make a failing tree as small as may be: hoist kids and drop them, move
 * leaves to QUERY_ANYWHERE, while ${fails} still says so.
 */
void trees_shrink(struct query *q,
    bool (*fails)(const struct query *q, void *ctx), void *ctx);

#endif
