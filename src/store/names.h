/*
 * Names and their codes: sources, sections, authors.  Codes are given once
 * and stay.
 */
#ifndef STORE_NAMES_H
#define STORE_NAMES_H

#include "base/map.h"
#include "store/statements.h"

struct names {
	struct statements *statements;
	enum statement find, add;
	struct map codes;	/* those met so far */
};

void names_init(struct names *n, struct statements *s, enum statement find,
    enum statement add);
void names_release(struct names *n);

/* The code of ${name}, given now where it has none; 0 for NULL.  0 or -1. */
int names_code(struct names *n, const char *name, uint32_t *code,
    struct err *err);

/* Forget what was met: a transaction that gave codes was undone. */
void names_forget(struct names *n);

#endif
