/* An archive: opening, making, closing, and where it lies by default. */
#include "store/archive.h"

#include <errno.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include "schema.h"
#include "store/tokenizer.h"

/* application_id of schema.sql. */
#define ARCHIVE_ID 0x6E667764

struct archive {
	sqlite3 *db;
	enum archive_mode mode;
};

int
archive_failed(struct archive *a, const char *what, struct err *err)
{
	int code = sqlite3_errcode(a->db) & 0xFF;

	if (code == SQLITE_FULL)
		return err_set(err, "cannot %s: the disk is full", what);
	if (code == SQLITE_CORRUPT || code == SQLITE_NOTADB)
		return err_set(err, "cannot %s: the database is damaged (%s)",
		    what, sqlite3_errmsg(a->db));
	return err_set(err, "cannot %s: %s", what, sqlite3_errmsg(a->db));
}

sqlite3 *
archive_db(struct archive *a)
{
	return a->db;
}

static int
run(struct archive *a, const char *sql, const char *what, struct err *err)
{
	if (sqlite3_exec(a->db, sql, NULL, NULL, NULL) != SQLITE_OK)
		return archive_failed(a, what, err);
	return 0;
}

/* The one number ${sql} gives, or ${fallback}. */
static int64_t
number(struct archive *a, const char *sql, const char *key, int64_t fallback)
{
	sqlite3_stmt *stmt = NULL;
	int64_t value = fallback;

	if (sqlite3_prepare_v2(a->db, sql, -1, &stmt, NULL) == SQLITE_OK) {
		if (key)
			sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
		if (sqlite3_step(stmt) == SQLITE_ROW)
			value = sqlite3_column_int64(stmt, 0);
	}
	sqlite3_finalize(stmt);
	return value;
}

int64_t
archive_number(struct archive *a, const char *key)
{
	return number(a, "SELECT value FROM meta WHERE key = ?1", key, 0);
}

sqlite3_stmt *
archive_prepare(struct archive *a, const char *sql, struct err *err)
{
	sqlite3_stmt *stmt = NULL;

	if (sqlite3_prepare_v3(a->db, sql, -1, SQLITE_PREPARE_PERSISTENT,
	    &stmt, NULL) != SQLITE_OK) {
		archive_failed(a, "read the database", err);
		return NULL;
	}
	return stmt;
}

/* Is the open file ours, and of a version we know? */
static int
check(struct archive *a, const char *path, struct err *err)
{
	int64_t id = number(a, "PRAGMA application_id", NULL, -1);
	int64_t version = number(a, "PRAGMA user_version", NULL, -1);

	if (id == -1) {
		if (sqlite3_errcode(a->db) == SQLITE_NOTADB)
			return err_set(err,
			    "'%s' is not a newsfind database", path);
		return archive_failed(a, "read the database", err);
	}
	if (id != ARCHIVE_ID)
		return err_set(err, "'%s' is not a newsfind database", path);
	if (version > ARCHIVE_VERSION)
		return err_set(err, "'%s' was written by a later newsfind "
		    "(schema %lld, this one knows %d): install that version",
		    path, (long long)version, ARCHIVE_VERSION);
	return 0;
}

/* Remember what each stemmer does, so that a later change is noticed. */
static int
remember_stemmers(struct archive *a, struct err *err)
{
	char print[TOKENIZER_FINGERPRINT], key[64];
	sqlite3_stmt *stmt;
	int i, failed = 0;

	stmt = archive_prepare(a,
	    "INSERT INTO meta VALUES(:key, :value)", err);
	if (!stmt)
		return -1;
	for (i = 1; !failed && tokenizer_language(i); i++) {
		tokenizer_fingerprint(i, print);
		snprintf(key, sizeof(key), "stemmer %s",
		    tokenizer_language(i));
		sqlite3_bind_text(stmt, 1, key, -1, SQLITE_STATIC);
		sqlite3_bind_text(stmt, 2, print, -1, SQLITE_STATIC);
		failed = sqlite3_step(stmt) != SQLITE_DONE;
		sqlite3_reset(stmt);
	}
	sqlite3_finalize(stmt);
	return failed ? archive_failed(a, "make the database", err) : 0;
}

/*
 * Make the tables, in one transaction, so that two programs that start
 * together agree on who made them.
 */
static int
create(struct archive *a, struct err *err)
{
	if (run(a, "PRAGMA page_size = 16384; BEGIN IMMEDIATE",
	    "make the database", err))
		return -1;
	if (number(a, "PRAGMA application_id", NULL, -1) == ARCHIVE_ID)
		return run(a, "COMMIT", "make the database", err);
	if (run(a, schema_schema, "make the database", err) ||
	    run(a, schema_settings, "make the database", err) ||
	    remember_stemmers(a, err) ||
	    run(a, "COMMIT", "make the database", err)) {
		sqlite3_exec(a->db, "ROLLBACK", NULL, NULL, NULL);
		return -1;
	}
	return 0;
}

/* Has the stemming changed since the index was made? */
static const char *
changed_stemmers(struct archive *a)
{
	char print[TOKENIZER_FINGERPRINT];
	sqlite3_stmt *stmt = NULL;
	const char *language, *kept, *note = NULL;
	int i;

	sqlite3_prepare_v2(a->db,
	    "SELECT l.language, m.value FROM languages l"
	    " JOIN meta m ON m.key = 'stemmer ' || l.language"
	    " WHERE l.articles > 0", -1, &stmt, NULL);
	while (stmt && sqlite3_step(stmt) == SQLITE_ROW) {
		language = (const char *)sqlite3_column_text(stmt, 0);
		kept = (const char *)sqlite3_column_text(stmt, 1);
		i = tokenizer_stemmer(language);
		if (!i || !kept)
			continue;
		tokenizer_fingerprint(i, print);
		if (strcmp(print, kept) != 0)
			note = "libstemmer has changed since this database "
			    "was indexed: some forms of words may be missed";
	}
	sqlite3_finalize(stmt);
	return note;
}

static int
prepare_writer(struct archive *a, const char **note, struct err *err)
{
	bool wal;
	sqlite3_stmt *stmt = NULL;

	/* Our own guard triggers, and a hostile file's, stay silent. */
	sqlite3_db_config(a->db, SQLITE_DBCONFIG_ENABLE_TRIGGER, 0, NULL);
	sqlite3_prepare_v2(a->db, "PRAGMA journal_mode = WAL", -1, &stmt,
	    NULL);
	wal = stmt && sqlite3_step(stmt) == SQLITE_ROW &&
	    strcmp((const char *)sqlite3_column_text(stmt, 0), "wal") == 0;
	sqlite3_finalize(stmt);
	if (!wal && note)
		*note = "no write-ahead log is possible here: searches wait "
		    "while a batch is written";
	return run(a, wal ?
	    "PRAGMA synchronous = NORMAL; PRAGMA secure_delete = OFF;"
	    "PRAGMA cache_size = -12288; PRAGMA wal_autocheckpoint = 0" :
	    "PRAGMA secure_delete = OFF; PRAGMA cache_spill = OFF",
	    "open the database", err);
}

static int
connect(struct archive *a, const char *path, struct err *err)
{
	int flags = a->mode == ARCHIVE_WRITE ?
	    SQLITE_OPEN_READWRITE | SQLITE_OPEN_CREATE : SQLITE_OPEN_READONLY;

	if (sqlite3_open_v2(path, &a->db, flags | SQLITE_OPEN_NOMUTEX, NULL)
	    != SQLITE_OK)
		return err_set(err, "cannot open the database '%s': %s",
		    path, a->db ? sqlite3_errmsg(a->db) : "out of memory");
	sqlite3_extended_result_codes(a->db, 1);
	sqlite3_busy_timeout(a->db, ARCHIVE_WAIT);
	/* The file may come from strangers. */
	sqlite3_exec(a->db, "PRAGMA cell_size_check = ON", NULL, NULL, NULL);
	/* 64 MB hold what questions come back to; as little as is read. */
	if (a->mode == ARCHIVE_READ)
		sqlite3_exec(a->db, "PRAGMA trusted_schema = OFF;"
		    "PRAGMA cache_size = -65536", NULL, NULL, NULL);
	return 0;
}

/*
 * Make the tables in an empty file.  FTS5 remembers the index as it was made
 * for as long as the connection lasts, and we write past it: so the writer
 * gets a new one.
 */
static int
create_if_empty(struct archive *a, const char *path, struct err *err)
{
	if (number(a, "PRAGMA application_id", NULL, -1) != 0 ||
	    number(a, "SELECT count(*) FROM sqlite_master", NULL, -1) != 0)
		return 0;
	if (create(a, err))
		return -1;
	sqlite3_close(a->db);
	a->db = NULL;
	return connect(a, path, err);
}

int
archive_open(struct archive **out, const char *path, enum archive_mode mode,
    const char **note, struct err *err)
{
	struct archive *a = calloc(1, sizeof(*a));
	const char *changed;

	*out = NULL;
	if (note)
		*note = NULL;
	if (!a)
		return err_memory(err);
	a->mode = mode;
	if (connect(a, path, err) ||
	    (mode == ARCHIVE_WRITE && create_if_empty(a, path, err)) ||
	    check(a, path, err) ||
	    (mode == ARCHIVE_WRITE && prepare_writer(a, note, err)))
		goto fail;
	changed = changed_stemmers(a);
	if (changed && mode == ARCHIVE_WRITE) {
		err_set(err, "%s; index the articles into a new database",
		    changed);
		goto fail;
	}
	if (changed && note)
		*note = changed;
	*out = a;
	return 0;
fail:
	sqlite3_close(a->db);
	free(a);
	return -1;
}

void
archive_close(struct archive *a, const char **note)
{
	if (note)
		*note = NULL;
	if (!a)
		return;
	if (a->mode == ARCHIVE_WRITE) {
		sqlite3_busy_timeout(a->db, 0);
		if (sqlite3_exec(a->db, "PRAGMA journal_mode = DELETE", NULL,
		    NULL, NULL) != SQLITE_OK && note)
			*note = "another program has the database open: it "
			    "stays in write-ahead mode until the next run";
	}
	sqlite3_close(a->db);
	free(a);
}

/* Make the folder ${path} lies in, and those above it. */
static int
make_folders(char *path, struct err *err)
{
	char *slash = path;

	while ((slash = strchr(slash + 1, '/'))) {
		*slash = '\0';
		if (mkdir(path, 0777) && errno != EEXIST)
			return err_set(err, "cannot make the folder '%s': %s",
			    path, strerror(errno));
		*slash = '/';
	}
	return 0;
}

int
archive_default_path(char *out, size_t size, bool make, struct err *err)
{
	const char *given = getenv("NEWSFIND_DB");
	const char *data = getenv("XDG_DATA_HOME"), *home = getenv("HOME");
	int n;

	if (given && *given) {
		n = snprintf(out, size, "%s", given);
		make = false;
	} else if (access("news.db", F_OK) == 0) {
		n = snprintf(out, size, "news.db");
		make = false;
	} else if (data && *data == '/') {
		n = snprintf(out, size, "%s/newsfind/news.db", data);
	} else if (home && *home) {
		n = snprintf(out, size, "%s/.local/share/newsfind/news.db",
		    home);
	} else {
		return err_set(err, "no home folder to keep the database in: "
		    "name one with -d");
	}
	if (n < 0 || (size_t)n >= size)
		return err_set(err, "the database's path is too long");
	return make ? make_folders(out, err) : 0;
}
