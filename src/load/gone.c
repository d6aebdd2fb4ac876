/* Files that an earlier run read and that are there no more. */
#include "load/gone.h"

#include <dirent.h>
#include <errno.h>
#include <limits.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>

#include "read/fetch.h"

struct list {
	int64_t *ids;
	size_t count, cap;
	bool failed;
};

static int
note_if_gone(void *ctx, int64_t id, const char *path)
{
	struct list *list = ctx;
	struct stat st;
	int64_t *more;

	if (stat(path, &st) == 0 || (errno != ENOENT && errno != ENOTDIR))
		return 0;
	if (list->count == list->cap) {
		list->cap = list->cap ? list->cap * 2 : 64;
		more = realloc(list->ids, list->cap * sizeof(*more));
		if (!more) {
			list->failed = true;
			return -1;
		}
		list->ids = more;
	}
	list->ids[list->count++] = id;
	return 0;
}

/* Does anything stand in the folder? */
static bool
holds_something(const char *path)
{
	DIR *dir = opendir(path);
	struct dirent *entry;
	bool found = false;

	while (dir && !found && (entry = readdir(dir)))
		found = strcmp(entry->d_name, ".") != 0 &&
		    strcmp(entry->d_name, "..") != 0;
	if (dir)
		closedir(dir);
	return found;
}

int
gone_files(struct writer *w, char *const *paths, int count, bool prune,
    struct load_result *result, struct err *err)
{
	struct list list = { NULL, 0, 0, false };
	char root[PATH_MAX + 1];
	struct stat st;
	int i, failed = 0;

	for (i = 0; !failed && i < count; i++) {
		if (strcmp(paths[i], "-") == 0 || fetch_is_url(paths[i]) ||
		    !realpath(paths[i], root) || stat(root, &st) ||
		    !S_ISDIR(st.st_mode))
			continue;
		if (!holds_something(root)) {
			result->kept_root |= prune;
			continue;
		}
		failed = writer_files(w, root, note_if_gone, &list, err);
	}
	if (!failed && list.failed)
		failed = err_memory(err);
	result->gone_files = (int64_t)list.count;
	/* Records may have gone in earlier runs that did not prune. */
	if (!failed && prune)
		failed = writer_prune(w, list.ids, list.count,
		    &result->removed, err);
	free(list.ids);
	return failed;
}
