/*
 * The segments FTS5 has written its index in: their list, and their pages.
 *
 * The format is told in the comments at the head of SQLite's fts5_index.c;
 * this file, doclist and vocabulary are the only ones that read it, and
 * segment_writer with its helpers writes it.  A page is checked before it is
 * believed: a damaged or hostile file ends in a sentence.
 */
#ifndef STORE_SEGMENTS_H
#define STORE_SEGMENTS_H

#include <stdint.h>

#include "store/archive.h"

struct segment {
	int64_t id;
	uint32_t first, last;	/* numbers of its leaf pages */
};

/*
 * So many bytes may be read behind a page and behind lent positions, whatever
 * they are.
 */
#define PAGE_BEYOND 8

/* A leaf page: header, content up to ${size}, places of terms up to ${all}. */
struct page {
	unsigned char *bytes;	/* owned */
	size_t cap;
	size_t size, all;
	size_t rowid;	/* where the first one of a doclist that goes on from
			 * the page before stands; 0: none */
	size_t term;	/* where the first term stands; 0: none */
};

#define PAGE_INIT { NULL, 0, 0, 0, 0, 0 }
#define PAGE_HEADER 4

void page_release(struct page *p);

struct segments;

int segments_open(struct segments **out, struct archive *a, struct err *err);
void segments_close(struct segments *s);

struct archive *segments_archive(const struct segments *s);

/*
 * Read which segments there are, in the caller's transaction, for as long as
 * it lasts; of a format that is not known here (FTS5's secure-delete raises
 * its version), segments_fall_back().  0 or -1.
 */
int segments_begin(struct segments *s, struct err *err);

/*
 * Read by FTS5's own tables from now on: there is one segment, of the id
 * SEGMENTS_FTS5, whose doclists and terms come from there.  0 or -1.
 */
#define SEGMENTS_FTS5 0
int segments_fall_back(struct segments *s, struct err *err);

/* Number 0 is the newest: what it says of a term and an article counts. */
size_t segments_count(const struct segments *s);
const struct segment *segments_at(const struct segments *s, size_t number);

/* Load leaf ${number} of a segment.  0 or -1. */
int segments_page(struct segments *s, const struct segment *seg,
    uint32_t number, struct page *out, struct err *err);

/*
 * The doclist index of the last term that begins on leaf ${number}, its
 * ${part}th page (from 0), into ${out} (bytes, all).  1, 0: there is none,
 * or -1.
 */
int segments_doclist_index(struct segments *s, const struct segment *seg,
    uint32_t number, uint32_t part, struct page *out, struct err *err);

/*
 * The leaf on which ${key} stands if it is there (a key is what FTS5 puts
 * before a term, "0", and the term).  *${indexed}: the last doclist that
 * begins on it has a doclist index.  0 or -1.
 */
int segments_find(struct segments *s, const struct segment *seg,
    const char *key, size_t len, uint32_t *leaf, bool *indexed,
    struct err *err);

/* The last leaf on which anything of a key that stands in it may stand. */
int segments_end(struct segments *s, const struct segment *seg,
    const char *key, size_t len, uint32_t *leaf, struct err *err);

/* err_set(): this segment cannot be as FTS5 wrote it. */
int segments_damaged(const struct segment *seg, uint32_t leaf,
    struct err *err);

#define SEGMENTS_KEY '0'

#endif
