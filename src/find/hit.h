/* An article that was found, as it is shown.  Knows no engine. */
#ifndef FIND_HIT_H
#define FIND_HIT_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* A marked place in a text, in code points. */
struct hit_mark {
	size_t start, length;
};

/* All texts are lent; those that are not known are NULL. */
struct hit {
	size_t rank;	/* from 1 */
	bool scored;
	double score;	/* higher is better; comparable within one reply */
	int64_t id;
	const char *guid, *origin, *url, *title, *author, *published;
	const char *source, *section, *language;
	int64_t story;	/* 0: none */
	const char *snippet;
	const struct hit_mark *marks;	/* in the snippet, rising */
	size_t mark_count;
};

#endif
