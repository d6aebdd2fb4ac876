/*
 * The texts of one article, read and cut into words: for what the index
 * cannot tell.
 */
#ifndef FIND_CANDIDATE_H
#define FIND_CANDIDATE_H

#include "find/sentences.h"
#include "store/archive.h"

struct candidate;

/* ${a} and ${t} are lent. */
int candidate_open(struct candidate **out, struct archive *a,
    struct tokenizer *t, struct err *err);
void candidate_close(struct candidate *c);

/* Load the article ${id}, unless it is the present one.  0 or -1. */
int candidate_load(struct candidate *c, int64_t id, struct err *err);

/*
 * Its title (${column} 0) or body (1), lent until the next one is loaded: as
 * it is written ("" where there is none), and its words.
 */
const char *candidate_text(const struct candidate *c, int column);
const struct terms *candidate_terms(const struct candidate *c, int column);

/*
 * The numbers of the sentences (or paragraphs) of the body's words, lent as
 * above; see find/sentences.h.  NULL with ${err}: out of memory.
 */
const uint32_t *candidate_sentences(struct candidate *c, bool paragraphs,
    struct err *err);

#endif
