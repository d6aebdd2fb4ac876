/*
 * A whole article, to be read: found by what it is called, with all its
 * fields and places and the words of a question marked.
 */
#ifndef FIND_ARTICLE_H
#define FIND_ARTICLE_H

#include "find/hit.h"
#include "find/query.h"
#include "store/archive.h"

/* All texts are lent; those that are not known are NULL. */
struct article_view {
	int64_t id;
	const char *published, *dated_by, *modified;
	const char *source, *title, *author, *section, *language;
	const char *url, *guid, *origin, *added;
	int64_t story;		/* 0: none */
	const char *const *places;	/* the origin among them */
	size_t place_count;
	const char *body;
	bool marked;		/* a question was given */
	const struct hit_mark *title_marks, *body_marks;	/* rising */
	size_t title_mark_count, body_mark_count;
};

/*
 * The article that ${name} means: an id, a path or path#record or address as
 * hits show them (a relative path from ${folder}, which may be NULL), or the
 * identifier of its source.  1 with *${id}; 0 with a sentence where there is
 * none, or more than one, and what might be meant; -1 on failure.
 */
int article_find(struct archive *a, const char *name, const char *folder,
    int64_t *id, struct err *err);

struct article_reader;

/* ${q} may be NULL.  What is lent must outlive it. */
int article_open(struct article_reader **out, struct archive *a,
    const struct query *q, bool any, struct err *err);
void article_close(struct article_reader *r);

/* Read it; lent until the next call.  0 or -1. */
int article_read(struct article_reader *r, int64_t id,
    struct article_view *out, struct err *err);

#endif
