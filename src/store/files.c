/* What is known of files from earlier runs. */
#include "store/files.h"

#include <stdlib.h>
#include <string.h>

#include "store/statements.h"

struct files {
	struct archive *archive;
	struct statements statements;
};

int
files_open(struct files **out, const char *archive_path, struct err *err)
{
	struct files *f = calloc(1, sizeof(*f));

	*out = NULL;
	if (!f)
		return err_memory(err);
	if (archive_open(&f->archive, archive_path, ARCHIVE_READ, NULL,
	    err)) {
		free(f);
		return -1;
	}
	f->statements.archive = f->archive;
	*out = f;
	return 0;
}

void
files_close(struct files *f)
{
	if (!f)
		return;
	statements_release(&f->statements);
	archive_close(f->archive, NULL);
	free(f);
}

int
files_known(struct files *f, const char *path, struct file_known *out,
    struct err *err)
{
	sqlite3_stmt *stmt = statement_get(&f->statements, FIND_FILE, err);
	const char *digest;
	int found;

	memset(out, 0, sizeof(*out));
	if (!stmt)
		return -1;
	statement_text(stmt, ":path", path);
	found = statement_step(&f->statements, stmt, err);
	digest = found > 0 ? statement_column(stmt, 3) : NULL;
	if (digest && strlen(digest) < DIGEST_SIZE) {
		out->whole = true;
		out->size = sqlite3_column_int64(stmt, 1);
		out->mtime = sqlite3_column_int64(stmt, 2);
		out->damaged = sqlite3_column_int64(stmt, 4);
		memcpy(out->digest, digest, strlen(digest) + 1);
	}
	sqlite3_reset(stmt);
	return found < 0 ? -1 : 0;
}
