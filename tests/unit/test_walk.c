/*
 * Walking a folder on a failing disk: this file has its own readdir(), which
 * gives so many names and then fails, or ends.
 */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>
#include <dirent.h>
#include <errno.h>

#include "read/walk.h"

#define FOLDER "tests/cases"

static int names_left;
static int end_errno;

struct dirent *
readdir(DIR *dir)
{
	static struct dirent entry;

	(void)dir;
	if (names_left-- > 0) {
		snprintf(entry.d_name, sizeof(entry.d_name), "sample.tsv");
		return &entry;
	}
	if (end_errno)
		errno = end_errno;
	return NULL;
}

static struct walk *
open_folder(int names, int error)
{
	struct walk *w;

	names_left = names;
	end_errno = error;
	assert_int_equal(walk_open(&w, FOLDER, NULL, NULL), 0);
	return w;
}

static void
test_end(void **state)
{
	struct walk *w = open_folder(2, 0);
	struct walked at;

	(void)state;
	errno = EIO;	/* of something before: not the folder's */
	assert_int_equal(walk_next(w, &at, NULL), 1);
	assert_int_equal(at.kind, WALK_FILE);
	assert_true(at.size > 0);
	assert_true(at.mtime > 0);
	assert_int_equal(walk_next(w, &at, NULL), 1);
	assert_int_equal(at.kind, WALK_FILE);
	assert_int_equal(walk_next(w, &at, NULL), 0);
	walk_close(w);
}

static void
test_failure(void **state)
{
	int names;

	(void)state;
	for (names = 0; names < 3; names++) {
		struct walk *w = open_folder(names, EIO);
		struct walked at;

		assert_int_equal(walk_next(w, &at, NULL), 1);
		assert_int_equal(at.kind, WALK_UNREADABLE);
		assert_string_equal(at.problem, strerror(EIO));
		assert_non_null(strstr(at.path, FOLDER));
		assert_int_equal(walk_next(w, &at, NULL), 0);
		walk_close(w);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_end),
		cmocka_unit_test(test_failure),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
