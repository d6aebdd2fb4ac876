/* The statements of a writer: the table, preparing, binding, stepping. */
#include "store/statements.h"

#include <assert.h>

#include "schema.h"

static const char *const texts[STATEMENTS] = {
	[FIND_ARTICLE] = schema_find_article,
	[FIND_BY_URL] = schema_find_by_url,
	[FIND_BY_GUID] = schema_find_by_guid,
	[FIND_BY_GUID_AND_TEXT] = schema_find_by_guid_and_text,
	[FIND_BY_DIGEST] = schema_find_by_digest,
	[FIND_PLACE] = schema_find_place,
	[MET_ELSEWHERE] = schema_met_elsewhere,
	[INSERT_ARTICLE] = schema_insert_article,
	[UPDATE_ARTICLE] = schema_update_article,
	[DELETE_ARTICLE] = schema_delete_article,
	[PUT_PLACE] = schema_put_place,
	[MOVE_PLACES] = schema_move_places,
	[LAST_ID] = schema_last_id,
	[FIND_FILE] = schema_find_file,
	[ADD_FILE] = schema_add_file,
	[FINISH_FILE] = schema_finish_file,
	[TOUCH_FILE] = schema_touch_file,
	[FIND_SOURCE] = schema_find_source,
	[ADD_SOURCE] = schema_add_source,
	[COUNT_SOURCE] = schema_count_source,
	[FIND_SECTION] = schema_find_section,
	[ADD_SECTION] = schema_add_section,
	[FIND_AUTHOR] = schema_find_author,
	[ADD_AUTHOR] = schema_add_author,
	[COUNT_LANGUAGE] = schema_count_language,
	[COUNT_META] = schema_count_meta,
	[MAIN_LANGUAGE] = schema_main_language,
	[GONE_PLACES] = schema_gone_places,
	[DROP_GONE_PLACES] = schema_drop_gone_places,
	[UNPLACED] = schema_unplaced,
	[IS_UNPLACED] = schema_is_unplaced,
	[FILES_UNDER] = schema_files_under,
	[FORGET_PLACES] = schema_forget_places,
	[FORGET_FILE] = schema_forget_file,
};

sqlite3_stmt *
statement_get(struct statements *s, enum statement which, struct err *err)
{
	sqlite3_stmt *stmt = s->stmt[which];

	if (!stmt)
		return s->stmt[which] = archive_prepare(s->archive,
		    texts[which], err);
	sqlite3_reset(stmt);
	sqlite3_clear_bindings(stmt);
	return stmt;
}

void
statements_release(struct statements *s)
{
	int i;

	for (i = 0; i < STATEMENTS; i++) {
		sqlite3_finalize(s->stmt[i]);
		s->stmt[i] = NULL;
	}
}

static int
parameter(sqlite3_stmt *stmt, const char *name)
{
	int i = sqlite3_bind_parameter_index(stmt, name);

	assert(i > 0);
	return i;
}

void
statement_int(sqlite3_stmt *stmt, const char *name, int64_t value)
{
	sqlite3_bind_int64(stmt, parameter(stmt, name), value);
}

void
statement_text(sqlite3_stmt *stmt, const char *name, const char *text)
{
	sqlite3_bind_text(stmt, parameter(stmt, name), text, -1,
	    SQLITE_STATIC);
}

void
statement_bytes(sqlite3_stmt *stmt, const char *name, const char *text,
    size_t len)
{
	sqlite3_bind_text64(stmt, parameter(stmt, name), text, len,
	    SQLITE_STATIC, SQLITE_UTF8);
}

int
statement_step(struct statements *s, sqlite3_stmt *stmt, struct err *err)
{
	int code = sqlite3_step(stmt);

	if (code == SQLITE_ROW)
		return 1;
	if (sqlite3_reset(stmt) == SQLITE_OK && code == SQLITE_DONE)
		return 0;
	return archive_failed(s->archive, "use the database", err);
}

const char *
statement_column(sqlite3_stmt *stmt, int column)
{
	return (const char *)sqlite3_column_text(stmt, column);
}
