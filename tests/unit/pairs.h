/*
 * Case files of two columns: input, tab, expected; '#' begins a comment, an
 * empty line is none.  \n \t \r \\ and \xHH are unescaped in both columns.
 */
#ifndef TESTS_PAIRS_H
#define TESTS_PAIRS_H

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#define PAIRS_LINE 8192

/* Unescape in place; the new length. */
static size_t
pairs_unescape(char *s)
{
	char *from = s, *to = s;
	char hex[3] = "";

	while (*from) {
		if (*from != '\\') {
			*to++ = *from++;
			continue;
		}
		from++;
		if (*from == 'x' && from[1] && from[2]) {
			memcpy(hex, from + 1, 2);
			*to++ = (char)strtoul(hex, NULL, 16);
			from += 3;
			continue;
		}
		*to++ = *from == 'n' ? '\n' : *from == 't' ? '\t' :
		    *from == 'r' ? '\r' : *from;
		from++;
	}
	*to = '\0';
	return (size_t)(to - s);
}

/*
 * Call ${check} with each pair; it returns 0 where the case holds, else it
 * has said what it got.  The number of cases that failed; -1: no such file.
 */
static int
pairs_check(const char *path,
    int (*check)(const char *input, size_t len, const char *expected))
{
	static char line[PAIRS_LINE];
	char *tab;
	FILE *f = fopen(path, "r");
	size_t len;
	int failed = 0, number = 0;

	if (!f)
		return -1;
	while (fgets(line, sizeof(line), f)) {
		number++;
		line[strcspn(line, "\n")] = '\0';
		if (!*line || *line == '#')
			continue;
		tab = strchr(line, '\t');
		if (tab)
			*tab++ = '\0';
		else
			tab = line + strlen(line);
		len = pairs_unescape(line);
		pairs_unescape(tab);
		if (!check(line, len, tab))
			continue;
		fprintf(stderr, "# %s:%d\n", path, number);
		failed++;
	}
	fclose(f);
	return failed;
}

#endif
