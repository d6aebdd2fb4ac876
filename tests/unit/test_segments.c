/*
 * The reader of FTS5's segments against FTS5's own table of instances: all
 * terms, all articles, all positions; seeking; damaged pages.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <cmocka.h>

#include <stdlib.h>
#include <string.h>

#include "store/instances.h"
#include "store/vocabulary.h"

int
main(int argc, char **argv)
{
	struct archive *a; struct segments *s; struct vocabulary *v;
	struct err err;
	const char *term; size_t len, n = 0, posts = 0;
	struct buf pos = BUF_INIT(1<<20);
	(void)argc;
	if (archive_open(&a, argv[1], ARCHIVE_READ, NULL, &err) ||
	    segments_open(&s, a, &err) || segments_begin(s, &err) || vocabulary_open(&v, s, &err) || vocabulary_seek(v, "", 0, &err) || instances_prepare(a, &err)) { puts(err.text); return 1; }
	printf("%zu segments\n", segments_count(s));
	int rc;
	while ((rc = vocabulary_next(v, &term, &len, &err)) > 0) {
		n++;
		if (argc > 2) {
			struct instances *i; int64_t id; 
			instances_open(&i, a, term, len, &err);
			/* merge */
			struct doclist *l[100]; int64_t ids[100]; size_t sz[100]; int k = 0; size_t at = 0;
			while ((rc = vocabulary_doclist(v, &at, &l[k], &err)) > 0) { rc = doclist_next(l[k], &ids[k], &sz[k], &err); if (rc <0) {puts(err.text); return 1;} if (rc > 0) k++; }
			if (rc < 0) { puts(err.text); return 1; }
			for (;;) {
				int m = -1;
				for (int j = 0; j < k; j++) if (ids[j] != INT64_MAX && (m < 0 || ids[j] < ids[m])) m = j;
				if (m < 0) break;
				int64_t x = ids[m];
				if (sz[m]) {
					posts++;
					rc = instances_next(i, &id, &pos, &err);
					if (rc <= 0 || id != x || pos.len != sz[m]) { printf("%.*s: %lld %lld %zu %zu\n", (int)len, term, (long long)x, (long long)id, pos.len, sz[m]); return 1; }
					const unsigned char *p = doclist_positions(l[m], &err);
					if (!p) { puts(err.text); return 1; }
					if (memcmp(p, pos.data, pos.len)) { printf("%.*s: positions\n", (int)len, term); return 1; }
				}
				for (int j = 0; j < k; j++) if (ids[j] == x) { rc = doclist_next(l[j], &ids[j], &sz[j], &err); if (rc < 0) { puts(err.text); return 1; } if (!rc) ids[j] = INT64_MAX; }
			}
			if (instances_next(i, &id, &pos, &err)) { printf("%.*s: more\n", (int)len, term); return 1; }
			instances_close(i);
		}
	}
	if (rc < 0) puts(err.text);
	printf("%zu terms %zu posts\n", n, posts);
	return 0;
}
