/* What is stored of an article, beside one that was met again. */
#ifndef STORE_STORED_H
#define STORE_STORED_H

#include "store/entry.h"
#include "store/statements.h"

struct stored {
	char *field[ARTICLE_FIELDS];	/* owned; NULL where not known */
	char digest[DIGEST_SIZE];
};

/* Load the article ${id}; stored_release() either way.  0 or -1. */
int stored_load(struct stored *out, struct statements *s, int64_t id,
    struct err *err);
void stored_release(struct stored *old);

/* Is ${e} just what is stored?  A language that was only guessed agrees. */
bool stored_equals(const struct stored *old, const struct entry *e);

/* Are the title, the body and the language, so its terms, the same? */
bool stored_indexed_alike(const struct stored *old, const struct entry *e);

/* Was the stored one modified later, by both articles' own account? */
bool stored_is_later(const struct stored *old, const struct entry *e);

#endif
