/*
 * Files and folders on their way in.
 *
 * The walk is a stack of open folders, each with its sorted names; the path
 * grows and shrinks with it.  A folder that is already on the stack (same
 * device and inode) was reached through a link to above: a loop.
 */
#ifdef __APPLE__
#define _DARWIN_C_SOURCE	/* nanoseconds in struct stat */
#endif

#include "read/walk.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "base/buf.h"

/* Deeper than any path a system can name in one piece. */
#define WALK_DEPTH 512

/* macOS had nanoseconds before POSIX named them. */
#ifdef __APPLE__
#define STAT_MTIME(st) ((st)->st_mtimespec)
#else
#define STAT_MTIME(st) ((st)->st_mtim)
#endif

struct folder {
	char **names;		/* sorted */
	size_t count, next;
	size_t length;		/* of the path up to and with its slash */
	dev_t dev;
	ino_t ino;
};

struct walk {
	struct buf path;
	size_t tail;		/* where the root's own name begins */
	bool begun;
	char own[PATH_MAX + 1];	/* "" : none */
	struct err problem;
	struct folder stack[WALK_DEPTH];
	size_t depth;
};

/* ==== Folders ==== */

static int
by_bytes(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
folder_release(struct folder *f)
{
	while (f->count)
		free(f->names[--f->count]);
	free(f->names);
}

static int
folder_add(struct folder *f, const char *name, size_t *cap)
{
	char **more;

	if (f->count == *cap) {
		*cap = *cap ? *cap * 2 : 64;
		more = realloc(f->names, *cap * sizeof(*more));
		if (!more)
			return -1;
		f->names = more;
	}
	f->names[f->count] = strdup(name);
	return f->names[f->count++] ? 0 : -1;
}

/* Put the folder at w->path on the stack.  1; 0: not readable; -1: memory. */
static int
enter(struct walk *w, const struct stat *st, struct err *err)
{
	struct folder f = { 0 };
	struct dirent *entry;
	size_t cap = 0;
	DIR *dir = opendir(w->path.data);

	if (!dir) {
		err_set(&w->problem, "%s", strerror(errno));
		return 0;
	}
	while (errno = 0, (entry = readdir(dir))) {
		if (strcmp(entry->d_name, ".") == 0 ||
		    strcmp(entry->d_name, "..") == 0)
			continue;
		if (folder_add(&f, entry->d_name, &cap)) {
			closedir(dir);
			folder_release(&f);
			return err_memory(err);
		}
	}
	if (errno) {
		err_set(&w->problem, "%s", strerror(errno));
		closedir(dir);
		folder_release(&f);
		return 0;
	}
	closedir(dir);
	if (f.count)
		qsort(f.names, f.count, sizeof(*f.names), by_bytes);
	if (w->path.data[w->path.len - 1] != '/')
		buf_addch(&w->path, '/');
	f.length = w->path.len;
	f.dev = st->st_dev;
	f.ino = st->st_ino;
	w->stack[w->depth++] = f;
	return 1;
}

static bool
on_stack(const struct walk *w, const struct stat *st)
{
	size_t i;

	for (i = 0; i < w->depth; i++)
		if (w->stack[i].dev == st->st_dev &&
		    w->stack[i].ino == st->st_ino)
			return true;
	return false;
}

/* ==== One name ==== */

/* Is w->path the database, its journal, its log or the log's index? */
static bool
is_own(const struct walk *w)
{
	static const char *const tails[] = { "", "-journal", "-wal", "-shm" };
	size_t len = strlen(w->own), i;

	if (!len || strncmp(w->path.data, w->own, len) != 0)
		return false;
	for (i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		if (strcmp(w->path.data + len, tails[i]) == 0)
			return true;
	return false;
}

static void
describe(const struct walk *w, const struct stat *st, struct walked *out)
{
	out->path = w->path.data;
	out->tail = w->path.data + w->tail;
	out->size = st->st_size;
	out->mtime = (int64_t)STAT_MTIME(st).tv_sec * 1000000000 +
	    STAT_MTIME(st).tv_nsec;
	out->problem = w->problem.text;
}

/* Look at w->path.  1: ${out} says what it is; 0: a folder, entered. */
static int
look(struct walk *w, struct walked *out, struct err *err)
{
	struct stat st;
	int entered;

	memset(&st, 0, sizeof(st));
	/* First: a journal may vanish between the folder's reading and here. */
	if (is_own(w)) {
		out->kind = WALK_OWN;
	} else if (stat(w->path.data, &st)) {
		err_set(&w->problem, "%s", errno == ENOENT ?
		    "a link to nothing, or gone since the folder was read" :
		    errno == ELOOP ? "a loop of links" : strerror(errno));
		out->kind = errno == ELOOP ? WALK_LOOP : WALK_UNREADABLE;
	} else if (S_ISREG(st.st_mode)) {
		out->kind = WALK_FILE;
	} else if (!S_ISDIR(st.st_mode)) {
		out->kind = WALK_SPECIAL;
	} else if (on_stack(w, &st)) {
		out->kind = WALK_LOOP;
	} else if (w->depth == WALK_DEPTH) {
		err_set(&w->problem, "more than %d folders deep", WALK_DEPTH);
		out->kind = WALK_UNREADABLE;
	} else {
		entered = enter(w, &st, err);
		if (entered)
			return entered < 0 ? -1 : 0;
		out->kind = WALK_UNREADABLE;
	}
	describe(w, &st, out);
	return 1;
}

/* ==== The walk ==== */

int
walk_open(struct walk **out, const char *root, const char *own,
    struct err *err)
{
	char path[PATH_MAX + 1];
	const char *slash;
	struct stat st;
	struct walk *w;

	*out = NULL;
	if (!realpath(root, path) || stat(path, &st))
		return err_set(err, "cannot read '%s': %s", root,
		    strerror(errno));
	w = calloc(1, sizeof(*w));
	if (!w)
		return err_memory(err);
	buf_init(&w->path, BUF_TEXT_LIMIT);
	buf_addstr(&w->path, path);
	if (w->path.failed) {
		free(w);
		return err_memory(err);
	}
	slash = strrchr(path, '/');
	w->tail = slash && slash[1] ? (size_t)(slash + 1 - path) : 0;
	if (own && !realpath(own, w->own))
		w->own[0] = '\0';
	*out = w;
	return 0;
}

void
walk_close(struct walk *w)
{
	if (!w)
		return;
	while (w->depth)
		folder_release(&w->stack[--w->depth]);
	buf_release(&w->path);
	free(w);
}

int
walk_next(struct walk *w, struct walked *out, struct err *err)
{
	struct folder *f;
	const char *name;
	int found;

	memset(out, 0, sizeof(*out));
	if (!w->begun) {
		w->begun = true;
		found = look(w, out, err);
		if (found)
			return found;
	}
	while (w->depth) {
		f = &w->stack[w->depth - 1];
		if (f->next == f->count) {
			folder_release(f);
			w->depth--;
			continue;
		}
		name = f->names[f->next++];
		buf_truncate(&w->path, f->length);
		buf_addstr(&w->path, name);
		if (w->path.failed)
			return err_memory(err);
		if (name[0] == '.') {
			struct stat none = { 0 };

			out->kind = WALK_HIDDEN;
			describe(w, &none, out);
			return 1;
		}
		found = look(w, out, err);
		if (found)
			return found;
	}
	return 0;
}
