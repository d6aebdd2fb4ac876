/*
 * The archive's numbers about itself, kept with each batch: articles, words,
 * undated and partly dated articles in meta; articles by source and language.
 */
#ifndef STORE_COUNTS_H
#define STORE_COUNTS_H

#include "base/map.h"
#include "store/facts.h"
#include "store/statements.h"

/* What a batch adds to each; less than 0 where articles go. */
struct counts {
	struct statements *statements;
	int64_t articles, words, undated, partial;
	struct map languages;	/* by name */
	struct map sources;	/* by the four bytes of the code */
	struct map hosts;	/* by code: where its host begins in names */
	struct buf names;	/* the hosts, each with its NUL */
};

void counts_init(struct counts *c, struct statements *s);
void counts_reset(struct counts *c);
void counts_release(struct counts *c);

/*
 * An article of these facts comes (${change} 1) or goes (-1).  ${language}
 * and ${host}, that of its address, may be NULL.  0 or -1.
 */
int counts_article(struct counts *c, const struct fact *f,
    const char *language, const char *host, int change, struct err *err);

/* Write them, inside the caller's transaction.  0 or -1. */
int counts_write(struct counts *c, struct err *err);

/* Add ${change} to the number under ${key} in meta.  0 or -1. */
int counts_meta(struct statements *s, const char *key, int64_t change,
    struct err *err);

#endif
