/* Which stored article is this one?  Candidates, places, the choice. */
#include "store/identity.h"

#include <string.h>

static const char *
field(const struct entry *e, enum article_field f)
{
	return e->article.field[f];
}

static bool
has_address(const struct entry *e)
{
	return field(e, ARTICLE_URL) && e->url_names_it;
}

/* Is it known by its own identifier, which counts within its file? */
static bool
has_own_name(const struct entry *e)
{
	return !has_address(e) && field(e, ARTICLE_GUID) && e->file->lasting;
}

bool
identity_by_text(const struct entry *e)
{
	return !has_address(e) && !field(e, ARTICLE_GUID) &&
	    e->article.record > 0;
}

/* The article known at this place, or 0. */
static int
at_place(struct statements *s, const struct entry *e, int64_t *id,
    struct err *err)
{
	sqlite3_stmt *stmt = statement_get(s, FIND_PLACE, err);
	int found;

	*id = 0;
	if (!stmt)
		return -1;
	statement_int(stmt, ":file", e->file->id);
	statement_int(stmt, ":record", e->article.record);
	found = statement_step(s, stmt, err);
	if (found > 0)
		*id = sqlite3_column_int64(stmt, 0);
	sqlite3_reset(stmt);
	return found < 0 ? -1 : 0;
}

static int
met_elsewhere(struct statements *s, const struct entry *e, int64_t run,
    int64_t id, bool *met, struct err *err)
{
	sqlite3_stmt *stmt = statement_get(s, MET_ELSEWHERE, err);
	int found;

	if (!stmt)
		return -1;
	statement_int(stmt, ":article", id);
	statement_int(stmt, ":run", run);
	statement_int(stmt, ":file", e->file->id);
	statement_int(stmt, ":record", e->article.record);
	found = statement_step(s, stmt, err);
	sqlite3_reset(stmt);
	*met = found > 0;
	return found < 0 ? -1 : 0;
}

/* The statement that lists the articles of the same name as ${e}. */
static sqlite3_stmt *
candidates(struct statements *s, const struct entry *e, struct err *err)
{
	sqlite3_stmt *stmt;

	if (has_address(e)) {
		stmt = statement_get(s, FIND_BY_URL, err);
		if (stmt)
			statement_text(stmt, ":url", field(e, ARTICLE_URL));
	} else if (has_own_name(e)) {
		stmt = statement_get(s, FIND_BY_GUID, err);
		if (!stmt)
			return NULL;
		statement_text(stmt, ":guid", field(e, ARTICLE_GUID));
		statement_int(stmt, ":file", e->file->id);
	} else if (field(e, ARTICLE_GUID)) {
		stmt = statement_get(s, FIND_BY_GUID_AND_TEXT, err);
		if (!stmt)
			return NULL;
		statement_text(stmt, ":guid", field(e, ARTICLE_GUID));
		statement_text(stmt, ":digest", e->digest);
	} else {
		stmt = statement_get(s, FIND_BY_DIGEST, err);
		if (!stmt)
			return NULL;
		statement_text(stmt, ":digest", e->digest);
		statement_text(stmt, ":source", field(e, ARTICLE_SOURCE));
		statement_text(stmt, ":published",
		    field(e, ARTICLE_PUBLISHED));
	}
	return stmt;
}

/*
 * Does the candidate's name count for ${e}?  An own identifier does where the
 * article stands in the same file, or did until another took its place.
 */
static bool
counts(const struct entry *e, sqlite3_stmt *stmt, const struct map *displaced)
{
	int64_t id = sqlite3_column_int64(stmt, 0), *file;

	if (!has_own_name(e) || sqlite3_column_int(stmt, 2))
		return true;
	file = map_get(displaced, &id, sizeof(id));
	return file && *file == e->file->id;
}

/*
 * Of the articles of the same name: the one at this place, else the first
 * not met elsewhere in this run, else one of the same text.
 */
static int
by_name(struct statements *s, const struct entry *e, int64_t run,
    const struct map *displaced, int64_t here, struct identity *out,
    struct err *err)
{
	sqlite3_stmt *stmt = candidates(s, e, err);
	int64_t id, free_id = 0, twin = 0;
	int found;
	bool met, same;

	if (!stmt)
		return -1;
	while ((found = statement_step(s, stmt, err)) > 0) {
		if (!counts(e, stmt, displaced))
			continue;
		id = sqlite3_column_int64(stmt, 0);
		same = strcmp(e->digest, statement_column(stmt, 1)) == 0;
		out->clash = true;
		if (met_elsewhere(s, e, run, id, &met, err)) {
			found = -1;
			break;
		}
		if (id == here && (same || !met)) {
			*out = (struct identity){ .id = id, .by_name = true,
			    .met = met };
			break;
		}
		if (!met && !free_id)
			free_id = id;
		if (met && same && !twin)
			twin = id;
	}
	sqlite3_reset(stmt);
	if (found < 0)
		return -1;
	if (!out->id && (free_id || twin))
		*out = (struct identity){ .id = free_id ? free_id : twin,
		    .by_name = true, .met = !free_id };
	return 0;
}

/*
 * May the article ${id}, known at this place, be the same one though its
 * text differs?  Not where both have names of their own, which differ then;
 * in a container not where either has one, since records move.
 */
static int
may_be(struct statements *s, const struct entry *e, int64_t id, bool *same,
    struct err *err)
{
	sqlite3_stmt *stmt = statement_get(s, FIND_ARTICLE, err);
	bool url, guid;
	int found;

	*same = false;
	if (!stmt)
		return -1;
	statement_int(stmt, ":id", id);
	found = statement_step(s, stmt, err);
	if (found > 0) {
		guid = statement_column(stmt, 0) != NULL;
		url = statement_column(stmt, 1) != NULL;
		if (e->article.record > 0)
			*same = !guid && !url && identity_by_text(e);
		else
			*same = !(url && has_address(e));
	}
	sqlite3_reset(stmt);
	return found < 0 ? -1 : 0;
}

int
identity_find(struct statements *s, const struct entry *e, int64_t run,
    const struct map *displaced, struct identity *out, struct err *err)
{
	int64_t here = 0;
	bool same, met;

	*out = (struct identity){ .id = 0 };
	if (e->file->lasting && at_place(s, e, &here, err))
		return -1;
	if (by_name(s, e, run, displaced, here, out, err))
		return -1;
	out->here = here;
	if (out->id || !here)
		return 0;
	if (may_be(s, e, here, &same, err) ||
	    met_elsewhere(s, e, run, here, &met, err))
		return -1;
	if (same && !met)
		out->id = here;
	return 0;
}
