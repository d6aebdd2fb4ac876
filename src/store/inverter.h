/*
 * An article's texts to what the index says of them: its terms, each with all
 * its positions.  Made by the workers, so that the writer takes a term once
 * an article and not once a word.
 *
 * Encoding, a term after another, in no order: varints of its number in the
 * lexicon and of the size of its positions, and these as FTS5 writes them:
 * varints of how much larger a position is than the one before, plus 2; of a
 * later column than the first 1 and its number before them.
 */
#ifndef STORE_INVERTER_H
#define STORE_INVERTER_H

#include "store/lexicon.h"
#include "store/tokenizer.h"

#define INVERTED_COLUMNS 2	/* title, body */

struct inverted {
	struct lexicon *lexicon;	/* held; NULL: no terms */
	uint32_t terms;		/* of its terms only these may be read */
	struct buf bytes;
	uint32_t words[INVERTED_COLUMNS];	/* terms that are not
						 * colocated */
};

#define INVERTED_INIT { NULL, 0, BUF_INIT(SIZE_MAX / 2), { 0, 0 } }

void inverted_release(struct inverted *in);

struct inverter;

/* For one thread.  ${db} lends its unicode61 and must outlive it. */
int inverter_open(struct inverter **out, sqlite3 *db, struct err *err);
void inverter_close(struct inverter *v);

/*
 * Invert an article in ${language}; texts may be NULL, ${out} is empty.
 * 0, or -1: out of memory.
 */
int inverter_make(struct inverter *v, const char *language,
    const char *const texts[INVERTED_COLUMNS], struct inverted *out);

#endif
