/*
 * Archives to ask questions about: of data/sample, and of real articles in
 * several languages, loaded in several runs with changes and removals
 * between them.
 */
#ifndef TESTS_CORPORA_H
#define TESTS_CORPORA_H

#include <stdbool.h>
#include <stddef.h>

#define CORPORA_PATH 64

struct corpora {
	char folder[CORPORA_PATH];	/* a temporary one */
	char database[CORPORA_PATH];	/* in it */
};

void corpora_sample(struct corpora *c);

/* Of these lines of JSON. */
void corpora_lines(struct corpora *c, const char *const *lines, size_t count);

/* false, with a line on why, where the real data is absent. */
bool corpora_real(struct corpora *c);

/* None at first: an empty folder, and files of it or of others loaded. */
void corpora_begin(struct corpora *c);
void corpora_load(const struct corpora *c, const char *path);

/* Remove the folder, with all files in it. */
void corpora_release(struct corpora *c);

#endif
