/* The words of a question: where they stand in its text, who has them. */
#ifndef FIND_TYPED_H
#define FIND_TYPED_H

#include "find/engine.h"
#include "find/query.h"

/* What stands behind so many words is not looked at. */
#define TYPED_WORDS 64

struct typed_word {
	char *word;		/* as the index has it; owned */
	size_t start, end;	/* its place in the text, in bytes */
	int64_t articles;	/* that have it in any form the question asks
				 * for, about; 0: none has it as it stands */
	const struct query_node *leaf;	/* lent by the query */
	bool free;		/* one of the words that are joined by nothing
				 * but blanks: it may become two */
};

struct typed {
	struct typed_word items[TYPED_WORDS];	/* by their places */
	size_t count;
};

/*
 * Read the words of ${q}, as parsed from ${text}, that ask for what articles
 * say; not those behind a NOT.  In the caller's transaction.  0 or -1.
 */
int typed_read(struct typed *out, const struct engine *e,
    const struct query *q, const char *text, struct err *err);
void typed_release(struct typed *t);

#endif
