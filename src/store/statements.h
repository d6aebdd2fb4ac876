/*
 * The statements of a writer: one table of texts from the folder schema,
 * each prepared on first use, handed out reset, finalised in one loop.
 * Parameters are bound by name; a wrong name is a programmer's error and
 * stops a debug build.
 */
#ifndef STORE_STATEMENTS_H
#define STORE_STATEMENTS_H

#include "store/archive.h"

enum statement {
	FIND_ARTICLE, FIND_BY_URL, FIND_BY_GUID,
	FIND_BY_GUID_AND_TEXT, FIND_BY_DIGEST, FIND_PLACE,
	MET_ELSEWHERE, INSERT_ARTICLE, UPDATE_ARTICLE, DELETE_ARTICLE,
	PUT_PLACE, MOVE_PLACES, LAST_ID, FIND_FILE, ADD_FILE, FINISH_FILE,
	TOUCH_FILE, FIND_SOURCE, ADD_SOURCE, COUNT_SOURCE, FIND_SECTION,
	ADD_SECTION, FIND_AUTHOR, ADD_AUTHOR, COUNT_LANGUAGE, COUNT_META,
	MAIN_LANGUAGE, GONE_PLACES, DROP_GONE_PLACES, UNPLACED, IS_UNPLACED,
	FILES_UNDER, FORGET_PLACES, FORGET_FILE, STATEMENTS
};

struct statements {
	struct archive *archive;
	sqlite3_stmt *stmt[STATEMENTS];
};

/* The statement, reset and with nothing bound; NULL with ${err}. */
sqlite3_stmt *statement_get(struct statements *s, enum statement which,
    struct err *err);

void statements_release(struct statements *s);

/* Bind by name (":id"); text is borrowed until the statement is reset. */
void statement_int(sqlite3_stmt *stmt, const char *name, int64_t value);
void statement_text(sqlite3_stmt *stmt, const char *name, const char *text);
/* The same of a text whose length is known. */
void statement_bytes(sqlite3_stmt *stmt, const char *name, const char *text,
    size_t len);

/*
 * Step once.  1: a row, which lives until the statement is used or reset; 0:
 * done, and reset; -1 with ${err}.
 */
int statement_step(struct statements *s, sqlite3_stmt *stmt,
    struct err *err);

/* A text of the row, NULL for NULL; lives as long as the row. */
const char *statement_column(sqlite3_stmt *stmt, int column);

#endif
