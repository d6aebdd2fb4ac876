/* Which article a name means, and what is near one that means none. */
#include "find/article.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/distance.h"
#include "schema.h"

/* What a sentence lists. */
#define LISTED 3

/* ==== What a name means ==== */

/* Articles that were found. */
struct meant {
	int64_t ids[LISTED];	/* the first of them */
	size_t count;
};

/* Step through ids; finalises ${stmt}. */
static int
gather(struct archive *a, sqlite3_stmt *stmt, struct meant *m,
    struct err *err)
{
	int64_t id;
	int code;

	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		if (sqlite3_column_type(stmt, 0) == SQLITE_NULL)
			continue;
		id = sqlite3_column_int64(stmt, 0);
		if (m->count < LISTED)
			m->ids[m->count] = id;
		m->count++;
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE ? 0 :
	    archive_failed(a, "look for the article", err);
}

/* The number that ${text} is, or -1. */
static int64_t
number_of(const char *text)
{
	char *end;
	long long n;

	if (!*text || text[strspn(text, "0123456789")])
		return -1;
	errno = 0;
	n = strtoll(text, &end, 10);
	return errno ? -1 : (int64_t)n;
}

static int
by_name(struct archive *a, const char *name, struct meant *m,
    struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(a,
	    schema_articles_called, err);

	if (!stmt)
		return -1;
	sqlite3_bind_int64(stmt, 1, number_of(name));
	sqlite3_bind_text(stmt, 2, name, -1, SQLITE_STATIC);
	return gather(a, stmt, m, err);
}

static int
in_file(struct archive *a, const char *path, int64_t record,
    struct meant *m, struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(a,
	    schema_articles_in_file, err);

	if (!stmt)
		return -1;
	sqlite3_bind_text(stmt, 1, path, -1, SQLITE_STATIC);
	sqlite3_bind_int64(stmt, 2, record);
	return gather(a, stmt, m, err);
}

/* The path whole, then as path#record. */
static int
by_path(struct archive *a, const char *path, struct meant *m,
    struct err *err)
{
	const char *sign = strrchr(path, '#');
	int64_t record = sign ? number_of(sign + 1) : -1;
	char *file;
	int result;

	if (in_file(a, path, -1, m, err))
		return -1;
	if (m->count || record < 0)
		return 0;
	file = strndup(path, (size_t)(sign - path));
	if (!file)
		return err_memory(err);
	result = in_file(a, file, record, m, err);
	free(file);
	return result;
}

/* The real path of the file in ${path}, its #record kept; or nothing. */
static void
add_real(struct buf *out, const char *path)
{
	const char *sign = strrchr(path, '#');
	char *file, *real = realpath(path, NULL);

	if (real)
		sign = NULL;
	if (!real && sign && (file = strndup(path, (size_t)(sign - path)))) {
		real = realpath(file, NULL);
		free(file);
	}
	if (real)
		buf_addf(out, "%s%s", real, sign ? sign : "");
	free(real);
}

/*
 * As it is written; from the working folder; as the file system has it, for
 * ".." and links.
 */
static int
by_paths(struct archive *a, const char *name, const char *folder,
    struct meant *m, struct err *err)
{
	struct buf path = BUF_INIT(BUF_TEXT_LIMIT);
	int result = by_path(a, name, m, err);

	if (strncmp(name, "./", 2) == 0)
		name += 2;
	if (!result && !m->count && folder && *name != '/') {
		buf_addf(&path, "%s/%s", strcmp(folder, "/") == 0 ? "" :
		    folder, name);
		result = by_path(a, path.data, m, err);
	}
	buf_reset(&path);
	if (!result && !m->count && !strstr(name, "://")) {
		add_real(&path, name);
		if (path.len)
			result = by_path(a, path.data, m, err);
	}
	buf_release(&path);
	return result;
}

/* ==== What is near it ==== */

static const char *
last_part(const char *path)
{
	const char *slash = strrchr(path, '/');

	return slash && slash[1] ? slash + 1 : path;
}

/* The nearest names so far, rising by edits. */
struct near {
	struct {
		size_t edits;
		struct buf name;
	} items[LISTED];
	size_t count;
};

/* Put ${name} in its place and let the last one go where there are many. */
static void
add_near(struct near *n, const char *name, size_t edits)
{
	struct buf buf;
	size_t i = n->count;

	if (i == LISTED) {
		if (edits >= n->items[--i].edits)
			return;
	} else {
		n->count++;
	}
	buf = n->items[i].name;
	for (; i && n->items[i - 1].edits > edits; i--)
		n->items[i] = n->items[i - 1];
	n->items[i].edits = edits;
	n->items[i].name = buf;
	buf_reset(&n->items[i].name);
	buf_addstr(&n->items[i].name, name);
}

/* Files and addresses whose last part is nearly that of ${name}. */
static int
find_near(struct archive *a, const char *name, struct near *n,
    struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(a,
	    schema_all_addresses, err);
	const char *wanted = last_part(name), *there;
	size_t edits;
	int code;

	if (!stmt)
		return -1;
	while ((code = sqlite3_step(stmt)) == SQLITE_ROW) {
		there = (const char *)sqlite3_column_text(stmt, 0);
		edits = there ? distance(last_part(there), wanted) : SIZE_MAX;
		if (edits <= distance_slip(wanted))
			add_near(n, there, edits);
	}
	sqlite3_finalize(stmt);
	return code == SQLITE_DONE ? 0 :
	    archive_failed(a, "look for the article", err);
}

static int
list_near(struct archive *a, const char *name, struct buf *out,
    struct err *err)
{
	struct near near = { .count = 0 };
	size_t i;
	int result;

	for (i = 0; i < LISTED; i++)
		buf_init(&near.items[i].name, BUF_TEXT_LIMIT);
	result = find_near(a, name, &near, err);
	for (i = 0; i < LISTED; i++) {
		if (i < near.count)
			buf_addf(out, "%s'%.200s'", i ? ", " : "",
			    near.items[i].name.data);
		buf_release(&near.items[i].name);
	}
	return result;
}

static int
list_beside(struct archive *a, int64_t id, struct buf *out,
    struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(a,
	    schema_articles_beside, err);
	struct meant m = { { 0 }, 0 };
	size_t i;

	if (!stmt)
		return -1;
	sqlite3_bind_int64(stmt, 1, id);
	if (gather(a, stmt, &m, err))
		return -1;
	for (i = 0; i < m.count; i++)
		buf_addf(out, "%s%lld", i ? ", " : "",
		    (long long)m.ids[i]);
	return 0;
}

static int
not_found(struct archive *a, const char *name, struct err *err)
{
	struct buf near = BUF_INIT(BUF_TEXT_LIMIT);
	int64_t id = number_of(name);
	int result;

	result = id >= 0 ? list_beside(a, id, &near, err) :
	    list_near(a, name, &near, err);
	if (!result)
		err_set(err, "there is no article '%.300s'%s%s", name,
		    near.len ? "; near it: " : "", near.data);
	buf_release(&near);
	return result;
}

static int
several(const char *name, const struct meant *m, struct err *err)
{
	struct buf ids = BUF_INIT(BUF_TEXT_LIMIT);
	size_t i;

	for (i = 0; i < m->count && i < LISTED; i++)
		buf_addf(&ids, "%s%lld", i ? ", " : "",
		    (long long)m->ids[i]);
	err_set(err, "'%.300s' means %zu articles: name one by its id: %s%s",
	    name, m->count, ids.data, m->count > LISTED ? " ..." : "");
	buf_release(&ids);
	return 0;
}

int
article_find(struct archive *a, const char *name, const char *folder,
    int64_t *id, struct err *err)
{
	struct meant m = { { 0 }, 0 };

	*id = 0;
	if (by_name(a, name, &m, err) ||
	    (!m.count && by_paths(a, name, folder, &m, err)))
		return -1;
	if (!m.count)
		return not_found(a, name, err);
	if (m.count > 1)
		return several(name, &m, err);
	*id = m.ids[0];
	return 1;
}
