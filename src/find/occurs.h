/*
 * Where the leaves of a question occur, block by block of articles: terms and
 * phrases of the index, forms of words, fields.
 */
#ifndef FIND_OCCURS_H
#define FIND_OCCURS_H

#include "find/engine.h"
#include "find/match.h"
#include "find/postings.h"
#include "find/spans.h"

struct occurs;

/*
 * ${m} and ${e} must outlive it; all within one transaction.  With ${scores}
 * occurs_tf() will be asked for.
 */
int occurs_open(struct occurs **out, struct engine *e, const struct match *m,
    bool scores, struct err *err);
void occurs_close(struct occurs *o);

/* The first article from ${from} on in which a leaf may occur.  0 or -1. */
int occurs_next(struct occurs *o, size_t leaf, int64_t from, int64_t *id,
    struct err *err);

/* The block that is meant from now on; lent until the next one. */
void occurs_block(struct occurs *o, const struct block *block);

/*
 * Set ${out} to those articles among ${within} in which the leaf occurs.  What
 * the functions below tell is about these.  0 or -1.
 */
int occurs_in(struct occurs *o, size_t leaf, const struct bits *within,
    struct bits *out, struct err *err);

/* The same of one of its phrases, of match.phrases, by itself. */
int occurs_form(struct occurs *o, size_t leaf, size_t phrase,
    const struct bits *within, struct bits *out, struct err *err);

/* Append where it occurs in article ${slot}; unsorted.  0 or -1. */
int occurs_spans(struct occurs *o, size_t leaf, size_t slot,
    struct spans *out, struct err *err);

/* Set tf[slot], as find/rank.h has it, for the articles ${in}. */
void occurs_tf(struct occurs *o, size_t leaf, const struct bits *in,
    uint32_t *tf);

/*
 * In about how many articles it occurs: 1; 0: the size of the index's lists
 * cannot tell; -1.
 */
int occurs_estimate(const struct occurs *o, size_t leaf, int64_t *articles,
    struct err *err);

/* About how many bytes of the index must be read to find it. */
int64_t occurs_cost(const struct occurs *o, size_t leaf);

/* The text of the article ${slot}; NULL with ${err}. */
struct candidate;
struct candidate *occurs_text(struct occurs *o, size_t slot,
    struct err *err);

/* What was left out, as a sentence, or NULL. */
const char *occurs_limited(const struct occurs *o);

#endif
