/*
 * Asking an archive: a question in, hits out.  What doors use; everything
 * else in this room is below it.
 */
#ifndef FIND_SEARCH_H
#define FIND_SEARCH_H

#include "find/cells.h"
#include "find/collect.h"
#include "find/hit.h"
#include "find/query.h"

/* More properties than articles have. */
#define SEARCH_TABLES 10

struct search_request {
	const struct query *query;
	bool any;	/* ranks a question in plain language: see match.h */
	bool all;	/* a question without words asks for all articles; else
			 * it finds none */
	enum best_order order;
	size_t limit;	/* 0: all */
	bool no_total;	/* see find/collect.h */
	const struct cells_table *tables;	/* what is counted by */
	size_t table_count;	/* at most SEARCH_TABLES */
	const struct filter *filter;
};

struct search_reply {
	size_t count;		/* hits to be had by search_hit() */
	int64_t total;		/* articles that match, */
	bool counted;		/* all of them; else at least so many */
	int64_t articles;	/* of the archive */
	int64_t undated, partial;	/* see struct collected */
	const struct cells *cells;	/* of each table; lent as hits are */
	const char *limited;	/* what was not looked for, or NULL */
	bool wordless;		/* the question holds no word */
};

struct search;

/* ${a} is lent and must outlive it. */
int search_open(struct search **out, struct archive *a, struct err *err);
void search_close(struct search *s);

/*
 * Ask.  The reply and its hits are of one moment, whatever newsindex writes
 * meanwhile, until the next search_run() or search_close().
 */
int search_run(struct search *s, const struct search_request *request,
    struct search_reply *reply, struct err *err);

/*
 * Append how the last question was read and what its parts find; or, with
 * ${id} not NULL, how the score of that article came about: find/explain.h.
 * 0 or -1.
 */
int search_explain(struct search *s, const int64_t *id, struct buf *out,
    struct err *err);

/*
 * What ${s} asks with, as of the last search_run(): for what is to be said
 * beside the reply, in the same transaction.
 */
const struct engine *search_engine(const struct search *s);

/* The article that is hit ${i} of the last reply. */
int64_t search_id(const struct search *s, size_t i);

/* Hit ${i} of the last reply; its texts are lent until the next call. */
int search_hit(struct search *s, size_t i, struct hit *hit, struct err *err);

#endif
