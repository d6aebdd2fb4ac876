/*
 * The terms of one leaf page of a segment, in order.  A term's bytes stand on
 * one page; of the first all, of the others those it has not in common with
 * the one before.
 */
#ifndef STORE_LEAF_TERMS_H
#define STORE_LEAF_TERMS_H

#include "base/buf.h"
#include "store/segments.h"

struct leaf_terms {
	const struct page *page;	/* lent */
	const unsigned char *footer;	/* how far it is to the next term */
	bool first;
	size_t next;	/* where the next term stands; 0: none */
	/* The present one; they rise. */
	struct buf key;	/* SEGMENTS_KEY and the term */
	size_t at;	/* where its doclist begins */
	size_t end;	/* and ends; 0: it goes on to the next page */
};

#define LEAF_TERMS_INIT { NULL, NULL, false, 0, BUF_INIT(BUF_TEXT_LIMIT), \
	0, 0 }

/*
 * Before the first term of ${page}; or of a page that follows in the segment,
 * whose terms are behind those before.
 */
void leaf_terms_begin(struct leaf_terms *t, const struct page *page);
void leaf_terms_go_on(struct leaf_terms *t, const struct page *page);
void leaf_terms_release(struct leaf_terms *t);

/* 1, 0: no more, or -1; ${seg} and ${leaf} are for the sentence. */
int leaf_terms_next(struct leaf_terms *t, const struct segment *seg,
    uint32_t leaf, struct err *err);

/* As memcmp() orders the present key and this one. */
int leaf_terms_compare(const struct leaf_terms *t, const char *key,
    size_t len);

/* Find the doclist of ${key} on a page.  1: ${at} and ${end} are set, as
 * above; 0: it is not there; -1. */
int leaf_terms_find(const struct page *page, const struct segment *seg,
    uint32_t leaf, const struct buf *key, size_t *at, size_t *end,
    struct err *err);

#endif
