/* A place in what a person typed, shown under it. */
#ifndef SHOW_UNDERLINE_H
#define SHOW_UNDERLINE_H

#include <stddef.h>
#include <stdio.h>

/*
 * Print ${text} on a line and under it signs from byte ${start} up to
 * ${end}, one at least.
 */
void underline(FILE *out, const char *text, size_t start, size_t end);

#endif
