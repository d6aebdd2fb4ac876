/* Archives to ask questions about: documents read, changed, loaded. */
#include "corpora.h"

#include <dirent.h>
#include <jansson.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <cmocka.h>

#include "load/load.h"

#define SHARED "../shared/data/corpora/"

/* ==== Loading ==== */

void
corpora_begin(struct corpora *c)
{
	static const char template[] = "/tmp/newsfind-trees-XXXXXX";

	memcpy(c->folder, template, sizeof(template));
	assert_non_null(mkdtemp(c->folder));
	snprintf(c->database, sizeof(c->database), "%.40s/news.db",
	    c->folder);
}

void
corpora_load(const struct corpora *c, const char *path)
{
	char *paths[] = { strdup(path) };
	struct load_settings settings = { .paths = paths, .count = 1,
	    .database = c->database, .threads = 2, .prune = true };
	struct load_result result;
	struct err err = ERR_INIT;
	const char *note;
	atomic_bool stop = false;

	settings.stop = &stop;
	assert_non_null(paths[0]);
	if (load_run(&settings, &result, &note, &err))
		fail_msg("%s", err.text);
	free(paths[0]);
}

void
corpora_sample(struct corpora *c)
{
	corpora_begin(c);
	corpora_load(c, "data/sample");
}

void
corpora_lines(struct corpora *c, const char *const *lines, size_t count)
{
	char path[2 * CORPORA_PATH];
	FILE *f;
	size_t i;

	corpora_begin(c);
	snprintf(path, sizeof(path), "%s/a.jsonl", c->folder);
	f = fopen(path, "w");
	assert_non_null(f);
	for (i = 0; i < count; i++)
		assert_true(fprintf(f, "%s\n", lines[i]) > 0);
	assert_int_equal(fclose(f), 0);
	corpora_load(c, path);
}

/* ==== Real documents ==== */

#define SENATE 2000
#define MULTILINGUAL 1000
#define PART(n_) ((n_) / 2)		/* loaded at a time */

/* Every ${step}th line of a corpus.  The number of documents. */
static size_t
read_corpus(const char *name, size_t step, json_t **out, size_t count)
{
	char command[128], *line = NULL;
	size_t cap = 0, n = 0, number = 0;
	FILE *f;

	snprintf(command, sizeof(command), "xz -dc %s%s.jsonl.xz 2>/dev/null",
	    SHARED, name);
	f = popen(command, "r");
	assert_non_null(f);
	while (n < count && getline(&line, &cap, f) > 0)
		if (number++ % step == 0 &&
		    (out[n] = json_loads(line, 0, NULL)))
			n++;
	pclose(f);
	free(line);
	return n;
}

static void
cut_string(json_t *document, const char *key, size_t len)
{
	const char *old = json_string_value(json_object_get(document, key));

	if (old && strlen(old) > len)
		json_object_set_new(document, key, json_stringn(old, len));
}

/* Titles, and dates that are known to the month, the year, or not at all. */
static void
vary(json_t *document, size_t i)
{
	const char *text = json_string_value(json_object_get(document,
	    "text"));
	const char *space;

	if (i % 3 == 0 && text && strlen(text) > 80 &&
	    !json_object_get(document, "title") &&
	    (space = strchr(text + 40, ' ')))
		json_object_set_new(document, "title", json_stringn(text,
		    (size_t)(space - text)));
	if (i % 40 == 0)
		cut_string(document, "date", 7);
	else if (i % 40 == 1)
		cut_string(document, "date", 4);
	else if (i % 40 == 2)
		json_object_del(document, "date");
	else if (i % 40 == 3)
		json_object_set_new(document, "date",
		    json_string("2007-05-06T10:23:00-05:00"));
}

/* Another text, with words of its own; or another date. */
static void
change(json_t *document, size_t i)
{
	const char *text = json_string_value(json_object_get(document,
	    "text"));

	if (i % 5 == 0 && text)
		json_object_set_new(document, "text", json_sprintf(
		    "Corrected zebras were counted here. %s", text));
	else if (i % 5 == 1)
		json_object_set_new(document, "date",
		    json_string("2006-11-12"));
}

static void
write_file(const struct corpora *c, const char *name,
    json_t *const *documents, size_t count, bool again)
{
	char path[2 * CORPORA_PATH];
	FILE *f;
	size_t i;

	snprintf(path, sizeof(path), "%s/%s", c->folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	for (i = 0; i < count; i++) {
		if (again && i % 7 == 0)
			continue;
		if (again)
			change(documents[i], i);
		assert_int_equal(json_dumpf(documents[i], f, JSON_COMPACT),
		    0);
		assert_int_equal(putc('\n', f), '\n');
	}
	assert_int_equal(fclose(f), 0);
}

bool
corpora_real(struct corpora *c)
{
	static json_t *senate[SENATE], *others[MULTILINGUAL];
	size_t i, n, m;

	n = read_corpus("senate-press", 8, senate, SENATE);
	m = read_corpus("multilingual", 3, others, MULTILINGUAL);
	if (n < SENATE || m < MULTILINGUAL) {
		print_message("# skipped: " SHARED " is absent\n");
	} else {
		for (i = 0; i < n; i++)
			vary(senate[i], i);
		for (i = 0; i < m; i++)
			vary(others[i], i);
		corpora_begin(c);
		write_file(c, "a.jsonl", senate, PART(SENATE), false);
		corpora_load(c, c->folder);
		write_file(c, "b.jsonl", others, PART(MULTILINGUAL), false);
		corpora_load(c, c->folder);
		write_file(c, "c.jsonl", senate + PART(SENATE), PART(SENATE),
		    false);
		write_file(c, "a.jsonl", senate, PART(SENATE), true);
		corpora_load(c, c->folder);
		write_file(c, "d.jsonl", others + PART(MULTILINGUAL),
		    PART(MULTILINGUAL), false);
		write_file(c, "b.jsonl", others, PART(MULTILINGUAL), true);
		corpora_load(c, c->folder);
	}
	for (i = 0; i < n; i++)
		json_decref(senate[i]);
	for (i = 0; i < m; i++)
		json_decref(others[i]);
	return n == SENATE && m == MULTILINGUAL;
}

void
corpora_release(struct corpora *c)
{
	char path[CORPORA_PATH + 256];
	struct dirent *entry;
	DIR *d = opendir(c->folder);

	assert_non_null(d);
	while ((entry = readdir(d))) {
		snprintf(path, sizeof(path), "%s/%.200s", c->folder,
		    entry->d_name);
		if (entry->d_name[0] != '.')
			unlink(path);
	}
	closedir(d);
	assert_int_equal(rmdir(c->folder), 0);
}
