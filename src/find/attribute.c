/* What is known of an article: codes, dates, lists of ids. */
#include "find/attribute.h"

#include <stdlib.h>
#include <string.h>

#include "base/date.h"
#include "find/filter.h"
#include "find/names.h"
#include "find/postings.h"
#include "schema.h"

struct attribute {
	enum query_field field;
	struct code_set codes;	/* of an author, source or section */
	uint32_t language;
	struct filter dates;
	int64_t first, last;	/* ids among which dates lie */
	int64_t *ids;		/* of an address, or the id; rising */
	size_t id_count;
};

/* ==== Looking up ==== */

static int
find_codes(struct attribute *at, struct engine *e, const struct match_leaf *l,
    struct err *err)
{
	enum names_kind kind = l->field == QUERY_AUTHOR ? NAMES_AUTHORS :
	    l->field == QUERY_SOURCE ? NAMES_SOURCES : NAMES_SECTIONS;

	return names_matching(e->archive, kind, l->text,
	    l->kind == QUERY_PHRASE, l->kind == QUERY_PREFIX, &at->codes,
	    err);
}

/* "a..b", "a..", "..b" or "a": from the beginning of a to the end of b. */
static int
find_dates(struct attribute *at, struct engine *e, const char *text,
    struct err *err)
{
	const char *dots = strstr(text, "..");
	struct date_interval interval;
	char *from = strndup(text, dots ? (size_t)(dots - text) :
	    strlen(text));
	const char *to = dots ? dots + 2 : from;
	int result = -1;

	if (!from)
		return err_memory(err);
	at->dates.dated = true;
	if (*from) {
		if (date_interval(from, &e->now, &interval, err))
			goto out;
		at->dates.from = interval.from;
	}
	if (*to) {
		if (date_interval(to, &e->now, &interval, err))
			goto out;
		at->dates.to = interval.to;
	}
	filter_ids(&at->dates, true, &at->first, &at->last);
	result = 0;
out:
	free(from);
	return result;
}

static int
add_id(struct attribute *at, size_t *cap, int64_t id, struct err *err)
{
	int64_t *ids;

	if (at->id_count == *cap) {
		*cap = *cap ? *cap * 2 : 16;
		ids = realloc(at->ids, *cap * sizeof(*ids));
		if (!ids)
			return err_memory(err);
		at->ids = ids;
	}
	at->ids[at->id_count++] = id;
	return 0;
}

static int
find_address(struct attribute *at, struct engine *e, const char *text,
    struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(e->archive, schema_ids_by_url,
	    err);
	size_t cap = 0;
	int code, result = 0;

	if (!stmt)
		return -1;
	sqlite3_bind_text(stmt, 1, text, -1, SQLITE_STATIC);
	while (!result && (code = sqlite3_step(stmt)) == SQLITE_ROW)
		result = add_id(at, &cap, sqlite3_column_int64(stmt, 0), err);
	if (!result && code != SQLITE_DONE)
		result = archive_failed(e->archive, "read the articles", err);
	sqlite3_finalize(stmt);
	return result;
}

static int
look_up(struct attribute *at, struct engine *e, const struct match_leaf *l,
    struct err *err)
{
	size_t cap = 0;

	switch (l->field) {
	case QUERY_LANGUAGE:
		at->language = fact_language(l->text);
		return 0;
	case QUERY_DATE:
		return find_dates(at, e, l->text, err);
	case QUERY_URL:
		return find_address(at, e, l->text, err);
	case QUERY_ID:
		return add_id(at, &cap, strtoll(l->text, NULL, 10), err);
	default:
		return find_codes(at, e, l, err);
	}
}

int
attribute_open(struct attribute **out, struct engine *e,
    const struct match_leaf *l, struct err *err)
{
	struct attribute *at = calloc(1, sizeof(*at));

	*out = NULL;
	if (!at)
		return err_memory(err);
	at->field = l->field;
	at->dates = (struct filter)FILTER_INIT;
	if (look_up(at, e, l, err)) {
		attribute_close(at);
		return -1;
	}
	*out = at;
	return 0;
}

void
attribute_close(struct attribute *at)
{
	if (!at)
		return;
	code_set_release(&at->codes);
	filter_release(&at->dates);
	free(at->ids);
	free(at);
}

/* ==== Asking ==== */

/* The place of the first of its ids from ${from} on. */
static size_t
id_from(const struct attribute *at, int64_t from)
{
	size_t low = 0, high = at->id_count, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (at->ids[mid] < from)
			low = mid + 1;
		else
			high = mid;
	}
	return low;
}

int64_t
attribute_next(const struct attribute *at, int64_t from)
{
	size_t i;

	switch (at->field) {
	case QUERY_URL:
	case QUERY_ID:
		i = id_from(at, from);
		return i < at->id_count ? at->ids[i] : POSTINGS_END;
	case QUERY_DATE:
		if (from > at->last)
			return POSTINGS_END;
		return from < at->first ? at->first : from;
	case QUERY_LANGUAGE:
		return from;
	default:
		return at->codes.count ? from : POSTINGS_END;
	}
}

static bool
holds(const struct attribute *at, const struct fact *fact)
{
	size_t i;

	switch (at->field) {
	case QUERY_AUTHOR:
		return code_set_has(&at->codes, fact->author);
	case QUERY_SOURCE:
		return code_set_has(&at->codes, fact->source);
	case QUERY_SECTION:
		return code_set_has(&at->codes, fact->section);
	case QUERY_LANGUAGE:
		return fact->language == at->language;
	case QUERY_DATE:
		return filter_verdict(&at->dates, fact) == FILTER_IN;
	default:
		i = id_from(at, fact->id);
		return i < at->id_count && at->ids[i] == fact->id;
	}
}

void
attribute_in(const struct attribute *at, const struct block *block,
    struct bits *bits)
{
	struct fact fact;
	size_t slot;

	BITS_EACH(bits, slot) {
		block_fact(block, slot, &fact);
		if (!holds(at, &fact))
			bits_clear(bits, slot);
	}
}

int64_t
attribute_cost(const struct attribute *at, int64_t articles)
{
	return at->field == QUERY_URL || at->field == QUERY_ID ?
	    (int64_t)at->id_count : articles;
}
