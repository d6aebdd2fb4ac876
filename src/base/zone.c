/*
 * Time zones: offsets as written, names of the system's database, the walk
 * through the years that finds when offsets change.
 */
#include "base/zone.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <sys/stat.h>
#include <time.h>

#include "base/date.h"
#include "base/date_calendar.h"

/* No zone in use is further from UTC. */
#define OFFSET_MOST (15 * 60)

/* The database begins with the clocks of Amsterdam in 1835. */
#define YEAR_FIRST 1834

/* Names of zones are short, and so are the folders they stand in. */
#define NAME_SIZE 64
#define ZONE_PATH_SIZE 1024

/*
 * Offsets change in the hours after a step: no zone has changed twice in one
 * week.
 */
#define STEP (7 * 24 * 60)

void
zone_release(struct zone *z)
{
	free(z->spans);
	*z = (struct zone)ZONE_INIT;
}

int64_t
zone_instant(int64_t seconds)
{
	int64_t minute = seconds / 60 - (seconds % 60 < 0);

	return date_day_number(1970, 1, 1) * 24 * 60 + minute;
}

int
zone_offset(const struct zone *z, int64_t instant)
{
	size_t low = 1, high = z->count, mid;

	while (low < high) {
		mid = (low + high) / 2;
		if (z->spans[mid].from <= instant)
			low = mid + 1;
		else
			high = mid;
	}
	return z->spans[low - 1].offset;
}

static int
add_span(struct zone *z, int64_t from, int offset, struct err *err)
{
	size_t cap = z->cap ? z->cap * 2 : 64;
	struct zone_span *spans;

	if (z->count == z->cap) {
		spans = realloc(z->spans, cap * sizeof(*spans));
		if (!spans)
			return err_memory(err);
		z->spans = spans;
		z->cap = cap;
	}
	z->spans[z->count++] = (struct zone_span){ from, offset };
	return 0;
}

/* ==== Offsets as written ==== */

/* One or two digits; the number, or -1. */
static int
read_digits(const char **p, int least)
{
	int n = 0, digits = 0;

	for (; digits < 2 && **p >= '0' && **p <= '9'; digits++)
		n = n * 10 + *(*p)++ - '0';
	return digits >= least ? n : -1;
}

/* "+01:00", "-0530", "+5", "UTC", "Z"; false: something else. */
static bool
read_offset(const char *name, int *offset)
{
	const char *p = name + 1;
	int hours, minutes = 0;

	*offset = 0;
	if (strcasecmp(name, "UTC") == 0 || strcasecmp(name, "Z") == 0 ||
	    strcasecmp(name, "GMT") == 0)
		return true;
	if (*name != '+' && *name != '-')
		return false;
	hours = read_digits(&p, 1);
	if (*p == ':')
		p++;
	if (*p)
		minutes = read_digits(&p, 2);
	if (*p || hours < 0 || minutes < 0 || minutes > 59)
		return false;
	*offset = (hours * 60 + minutes) * (*name == '-' ? -1 : 1);
	return *offset >= -OFFSET_MOST && *offset <= OFFSET_MOST;
}

/* ==== Names ==== */

/*
 * Is the zone in the database?  The C library takes an unknown one for UTC
 * without a word.
 */
static bool
is_stored(const char *name)
{
	const char *folders[] = { getenv("TZDIR"), "/usr/share/zoneinfo",
	    "/usr/share/lib/zoneinfo", "/usr/lib/zoneinfo",
	    "/etc/zoneinfo" };
	char path[ZONE_PATH_SIZE];
	struct stat st;
	size_t i;

	if (*name == '/' || *name == '.' || strstr(name, ".."))
		return false;
	for (i = 0; i < sizeof(folders) / sizeof(folders[0]); i++)
		if (folders[i] && (size_t)snprintf(path, sizeof(path),
		    "%s/%s", folders[i], name) < sizeof(path) &&
		    stat(path, &st) == 0 && S_ISREG(st.st_mode))
			return true;
	return false;
}

/* "new york" as the database writes it: "New_York". */
static void
write_as_stored(const char *name, char out[NAME_SIZE])
{
	bool first = true;
	size_t i;

	for (i = 0; name[i] && i < NAME_SIZE - 1; i++) {
		out[i] = name[i];
		if (name[i] == ' ')
			out[i] = '_';
		else if (first && name[i] >= 'a' && name[i] <= 'z')
			out[i] -= 'a' - 'A';
		else if (!first && name[i] >= 'A' && name[i] <= 'Z')
			out[i] += 'a' - 'A';
		first = strchr(" _/-", name[i]) != NULL;
	}
	out[i] = '\0';
}

static int
unknown(const char *name, struct err *err)
{
	static const char *const areas[] = { "", "Europe/", "America/",
	    "Asia/", "Africa/", "Australia/", "Pacific/", "Atlantic/",
	    "Indian/" };
	char written[NAME_SIZE], whole[NAME_SIZE + 16];
	size_t i;

	write_as_stored(name, written);
	for (i = 0; i < sizeof(areas) / sizeof(areas[0]); i++) {
		snprintf(whole, sizeof(whole), "%s%s", areas[i], written);
		if (is_stored(whole))
			return err_set(err, "there is no time zone '%.80s'; "
			    "did you mean '%s'?", name, whole);
	}
	return err_set(err, "there is no time zone '%.80s': write UTC, "
	    "+01:00, -05:00, local, or a name like Europe/Berlin", name);
}

/* ==== When offsets change ==== */

/* The user's own offset at ${instant}, by the C library. */
static int
local_offset(int64_t instant)
{
	struct date local;

	if (date_local((instant - zone_instant(0)) * 60, &local))
		return 0;
	return (int)(date_minute(&local) - instant);
}

/* The first instant after ${before} with the offset of ${after}. */
static int64_t
find_change(int64_t before, int64_t after)
{
	int offset = local_offset(after);
	int64_t mid;

	while (after - before > 1) {
		mid = before + (after - before) / 2;
		if (local_offset(mid) == offset)
			after = mid;
		else
			before = mid;
	}
	return after;
}

/* Read what TZ says now; before the first year all keep their local time. */
static int
read_local(struct zone *z, struct err *err)
{
	int64_t at = date_day_number(YEAR_FIRST, 1, 1) * 24 * 60;
	int64_t end = date_day_number(DATE_NEWS_LAST, 1, 1) * 24 * 60;
	int offset = local_offset(at), next;

	if (add_span(z, INT64_MIN, offset, err))
		return -1;
	for (; at < end; at += STEP) {
		next = local_offset(at + STEP);
		if (next != offset && add_span(z, find_change(at, at + STEP),
		    next, err))
			return -1;
		offset = next;
	}
	return 0;
}

static int
read_named(struct zone *z, const char *name, struct err *err)
{
	const char *set = getenv("TZ");
	char *kept = set ? strdup(set) : NULL;
	int result;

	if ((set && !kept) || setenv("TZ", name, 1)) {
		free(kept);
		return err_memory(err);
	}
	tzset();
	result = read_local(z, err);
	if (kept)
		setenv("TZ", kept, 1);
	else
		unsetenv("TZ");
	tzset();
	free(kept);
	return result;
}

int
zone_make(struct zone *z, const char *name, struct err *err)
{
	int offset;

	*z = (struct zone)ZONE_INIT;
	if (read_offset(name, &offset))
		return add_span(z, INT64_MIN, offset, err);
	if (strcmp(name, "local") == 0)
		return read_local(z, err);
	if (!is_stored(name))
		return unknown(name, err);
	return read_named(z, name, err);
}
