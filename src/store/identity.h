/*
 * Which stored article is this one?
 *
 * By its address where that names an article; else by its own identifier
 * within its file (of standard input: together with its text); else by its
 * text, source and day; else by its place.  Where it stands at the place of
 * an article of the same name, it is that one.  What was met in this run at
 * another place is another article, unless the texts are the same.
 */
#ifndef STORE_IDENTITY_H
#define STORE_IDENTITY_H

#include "base/map.h"
#include "store/entry.h"
#include "store/statements.h"

struct identity {
	int64_t id;	/* the stored article, or 0: there is none */
	bool by_name;	/* by address, identifier or text, not by place */
	bool met;	/* it was met in this run at another place */
	bool clash;	/* see struct entry */
	int64_t here;	/* the article that stood at this place, or 0 */
};

/*
 * Look up ${e} in the open transaction of run ${run}.  ${e}->file->id must be
 * set.  ${displaced} tells, by id, from which file articles were displaced in
 * this run: records move within their file.  0 or -1.
 */
int identity_find(struct statements *s, const struct entry *e, int64_t run,
    const struct map *displaced, struct identity *out, struct err *err);

/*
 * Is its text all that tells it from others?  Such records are looked up
 * before the rest of their batch, so that one that only moved within its
 * file is known before its old place is given to another.
 */
bool identity_by_text(const struct entry *e);

#endif
