/* A set of codes: sources, authors, sections, languages, as facts have them. */
#ifndef FIND_CODES_H
#define FIND_CODES_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct code_set {
	uint32_t *codes;	/* owned; rising once code_set_sort() ran */
	size_t count, cap;
};

#define CODE_SET_INIT { NULL, 0, 0 }

void code_set_release(struct code_set *s);

/* Put ${code} in, at the end.  0, or -1: out of memory. */
int code_set_add(struct code_set *s, uint32_t code);

/* Put all of ${more} in, at the end.  0, or -1: out of memory. */
int code_set_join(struct code_set *s, const struct code_set *more);

/* Bring it in order, each code once; before any code_set_has(). */
void code_set_sort(struct code_set *s);

bool code_set_has(const struct code_set *s, uint32_t code);

#endif
