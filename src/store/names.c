/* Names and their codes. */
#include "store/names.h"

#include <string.h>

void
names_init(struct names *n, struct statements *s, enum statement find,
    enum statement add)
{
	*n = (struct names){ s, find, add, MAP_INIT };
}

void
names_release(struct names *n)
{
	map_release(&n->codes);
}

void
names_forget(struct names *n)
{
	map_reset(&n->codes);
}

/* The stored code, or 0. */
static int
stored(struct names *n, const char *name, int64_t *code, struct err *err)
{
	sqlite3_stmt *stmt = statement_get(n->statements, n->find, err);
	int found;

	*code = 0;
	if (!stmt)
		return -1;
	statement_text(stmt, ":name", name);
	found = statement_step(n->statements, stmt, err);
	if (found > 0)
		*code = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return found < 0 ? -1 : 0;
}

int
names_code(struct names *n, const char *name, uint32_t *code,
    struct err *err)
{
	sqlite3_stmt *stmt;
	int64_t *known, found;

	*code = 0;
	if (!name)
		return 0;
	known = map_get(&n->codes, name, strlen(name));
	if (known) {
		*code = (uint32_t)*known;
		return 0;
	}
	if (stored(n, name, &found, err))
		return -1;
	if (!found) {
		stmt = statement_get(n->statements, n->add, err);
		if (!stmt)
			return -1;
		statement_text(stmt, ":name", name);
		if (statement_step(n->statements, stmt, err))
			return -1;
		found = sqlite3_last_insert_rowid(
		    archive_db(n->statements->archive));
	}
	known = map_put(&n->codes, name, strlen(name));
	if (!known)
		return err_memory(err);
	*known = found;
	*code = (uint32_t)found;
	return 0;
}
