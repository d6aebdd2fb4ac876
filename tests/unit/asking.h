/*
 * Asking the engine and the plain evaluator the same, and saying where they
 * differ.
 */
#ifndef TESTS_ASKING_H
#define TESTS_ASKING_H

#include "corpora.h"
#include "find/search.h"
#include "trees.h"

struct ground {
	struct corpora corpora;
	struct plain plain;
	struct archive *archive;
	struct search *search;
	sqlite3 *stock;		/* the same file, as any other tool has it */
};

/* Open what ${g}->corpora has; closing removes it. */
void ground_open(struct ground *g);
void ground_close(struct ground *g);

struct ids {
	int64_t *items;
	size_t count;
};

/* A question being asked in some way, and what is wrong with the answer. */
struct asking {
	struct ground *ground;
	struct filter filter;
	enum best_order sort;
	size_t limit;		/* asked again for so many; 0: not */
	struct ids want, got;
	int64_t undated, partial;
	struct buf why;
};

void asking_open(struct asking *a, struct ground *g);
void asking_close(struct asking *a);

#define ASKING_LIMIT 10

/* Take a random filter, perhaps none, a random order and limit. */
void asking_draw(struct asking *a, struct trees *t);

/*
 * Do engine and plain evaluator differ?  ${ctx} is the asking; a->why says
 * in what, and a->got are the ids, rising.
 */
bool asking_differs(const struct query *q, void *ctx);

/* Compare a->got with a->want, both by id, into a->why. */
void asking_compare(struct asking *a);

/* Print a failing tree and the smallest that fails likewise. */
void asking_show(struct asking *a, uint32_t number, struct query *q,
    bool (*fails)(const struct query *q, void *ctx));

#define ASKING_FAILURES 3	/* then enough is shown */

/* ${all} with SOAK=1; a tenth else. */
uint32_t asking_count(uint32_t all);

#endif
