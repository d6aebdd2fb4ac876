/*
 * What a person asks for, into a filter: zone and dates, names, languages,
 * what is known.  Sources have a file of their own.
 */
#include <string.h>

#include "base/buf.h"
#include "base/date.h"
#include "find/filter.h"
#include "find/filter_fields.h"
#include "find/names.h"
#include "schema.h"

/* Languages a sentence lists. */
#define LISTED 12

/* ==== Zone and dates ==== */

int
filter_zone(struct filter *f, const char *name, struct err *err)
{
	struct zone zone;

	if (zone_make(&zone, name, err))
		return -1;
	zone_release(&f->zone);
	f->zone = zone;
	f->zoned = true;
	return 0;
}

/* The wall clock that "today" looks at. */
static void
clock_now(const struct filter *f, int64_t now, struct date *out)
{
	int64_t instant = zone_instant(now);

	if (!f->zoned)
		date_local(now, out);
	else
		date_from_minute(instant + zone_offset(&f->zone, instant),
		    out);
}

int
filter_dates(struct filter *f, const char *since, const char *until,
    const char *on, int64_t now, struct err *err)
{
	struct date_interval interval;
	struct date today;

	clock_now(f, now, &today);
	if (on && (since || until))
		return err_set(err, "--on names the whole period: leave out "
		    "--%s", since ? "since" : "until");
	if (on)
		since = until = on;
	if (since) {
		if (date_interval(since, &today, &interval, err))
			return -1;
		f->from = interval.from;
	}
	if (until) {
		if (date_interval(until, &today, &interval, err))
			return -1;
		f->to = interval.to;
	}
	if (f->from >= f->to)
		return err_set(err, "--since '%s' is later than --until '%s'",
		    since, until);
	if (since || until)
		f->dated = true;
	return 0;
}

/* ==== Names ==== */

static int
add_names(struct code_set *set, struct archive *a, enum names_kind kind,
    const char *name, struct err *err)
{
	size_t len = strlen(name), before = set->count;
	struct buf words = BUF_INIT(BUF_TEXT_LIMIT);
	bool phrase = false, prefix = false;
	struct code_set found = CODE_SET_INIT;
	int result = -1;

	if (len && name[len - 1] == '*') {
		prefix = true;
		len--;
	}
	if (len > 1 && name[0] == '"' && name[len - 1] == '"') {
		phrase = true;
		name++;
		len -= 2;
	}
	buf_add(&words, name, len);
	if (words.failed)
		err_memory(err);
	else if (names_matching(a, kind, words.data, phrase, prefix, &found,
	    err))
		;
	else if (!found.count)
		names_unknown(a, kind, words.data, err);
	else if (code_set_join(set, &found))
		err_memory(err);
	else
		result = 0;
	if (result)
		set->count = before;
	code_set_sort(set);
	code_set_release(&found);
	buf_release(&words);
	return result;
}

int
filter_author(struct filter *f, struct archive *a, const char *name,
    struct err *err)
{
	return add_names(&f->authors, a, NAMES_AUTHORS, name, err);
}

int
filter_section(struct filter *f, struct archive *a, const char *name,
    struct err *err)
{
	return add_names(&f->sections, a, NAMES_SECTIONS, name, err);
}

/* ==== Languages ==== */

/* "en", "EN", "en-GB", "en_GB" are the same. */
static bool
same_language(const char *stored, const char *code, size_t len)
{
	size_t i;
	char c;

	for (i = 0; i < len && stored[i]; i++) {
		c = code[i] >= 'A' && code[i] <= 'Z' ?
		    (char)(code[i] + 'a' - 'A') : code[i];
		if (c != stored[i])
			return false;
	}
	return i == len && !stored[i];
}

static int
no_language(const char *code, const struct buf *all, size_t count,
    struct err *err)
{
	return err_set(err, "no article's language is '%s'; there %s %s%s",
	    code, count == 1 ? "is" : "are", count ? all->data : "none",
	    count > LISTED ? " and others" : "");
}

int
filter_language(struct filter *f, struct archive *a, const char *code,
    struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(a, schema_all_languages, err);
	struct buf all = BUF_INIT(BUF_TEXT_LIMIT);
	size_t len = strcspn(code, "-_"), count = 0;
	bool found = false;
	const char *stored;
	int step = SQLITE_ERROR, result = -1;

	if (!stmt)
		return -1;
	while (!found && (step = sqlite3_step(stmt)) == SQLITE_ROW) {
		stored = (const char *)sqlite3_column_text(stmt, 0);
		found = stored && same_language(stored, code, len);
		if (found)
			result = code_set_add(&f->languages,
			    fact_language(stored));
		else if (stored && count++ < LISTED)
			buf_addf(&all, "%s'%s'", all.len ? ", " : "", stored);
	}
	if (found && result)
		err_memory(err);
	else if (!found && step == SQLITE_DONE)
		no_language(code, &all, count, err);
	else if (!found)
		archive_failed(a, "read the languages", err);
	code_set_sort(&f->languages);
	sqlite3_finalize(stmt);
	buf_release(&all);
	return result;
}

/* ==== What is known ==== */

static const struct {
	const char *name;
	unsigned bit;
} fields[] = {
	{ "title", HAS_TITLE }, { "body", HAS_BODY },
	{ "author", HAS_AUTHOR }, { "section", HAS_SECTION },
	{ "source", HAS_SOURCE }, { "language", HAS_LANGUAGE },
	{ "url", HAS_URL }, { "date", HAS_DATE }, { "time", HAS_TIME }
};

int
filter_has(struct filter *f, const char *field, struct err *err)
{
	size_t i;

	for (i = 0; i < sizeof(fields) / sizeof(fields[0]); i++)
		if (strcmp(field, fields[i].name) == 0) {
			f->has |= fields[i].bit;
			return 0;
		}
	return err_set(err, "'--has' takes one of title, body, author, "
	    "section, source, language, url, date, time, not '%s'", field);
}

/* ==== Contradictions ==== */

int
filter_check(const struct filter *f, struct err *err)
{
	size_t i;

	if (f->undated && f->dated)
		return err_set(err, "--undated leaves no date to look for: "
		    "leave out the dates");
	if (f->undated && f->has & (HAS_DATE | HAS_TIME))
		return err_set(err, "--undated and --has %s exclude each "
		    "other", f->has & HAS_DATE ? "date" : "time");
	for (i = 0; i < f->sources.count; i++)
		if (!code_set_has(&f->not_sources, f->sources.codes[i]))
			return 0;
	if (f->sources.count)
		return err_set(err, "--not-source leaves out all that "
		    "--source names");
	return 0;
}
