/* What a person calls a source, to the codes of those it means. */
#include <string.h>

#include "base/distance.h"
#include "base/utf8.h"
#include "find/filter.h"
#include "schema.h"

/* Names a sentence lists before it says how many more there are. */
#define LISTED 8

/* The ways a name fits, the best first. */
enum fit { FIT_NAME, FIT_HOST, FIT_PART, FIT_PATTERN, FIT_NONE };

/* Sources that fit in one way. */
struct fits {
	struct code_set codes;
	struct buf names;	/* of the first LISTED, quoted */
};

struct search {
	struct buf wanted;	/* folded */
	struct fits fits[FIT_NONE];
	struct buf near;	/* names one might have meant */
	size_t near_count;
	size_t sources;
	struct buf all;		/* the most frequent sources */
};

/* ==== Whether one fits ==== */

/* Does ${text} fit ${pattern}, where * stands for anything? */
static bool
fits_pattern(const char *pattern, const char *text)
{
	const char *star = NULL, *resume = NULL;

	while (*text) {
		if (*pattern == '*') {
			star = pattern++;
			resume = text;
		} else if (*pattern == *text) {
			pattern++;
			text++;
		} else if (star) {
			pattern = star + 1;
			text = ++resume;
		} else {
			return false;
		}
	}
	while (*pattern == '*')
		pattern++;
	return !*pattern;
}

static enum fit
fit(const char *wanted, const char *name, const char *host)
{
	if (strchr(wanted, '*'))
		return fits_pattern(wanted, name) ||
		    fits_pattern(wanted, host) ? FIT_PATTERN : FIT_NONE;
	if (strcmp(wanted, name) == 0)
		return FIT_NAME;
	if (strncmp(wanted, "www.", 4) == 0 && wanted[4])
		wanted += 4;
	if (strcmp(wanted, host) == 0)
		return FIT_HOST;
	return strstr(name, wanted) || strstr(host, wanted) ? FIT_PART :
	    FIT_NONE;
}

/* ==== Gathering them ==== */

static void
list_name(struct buf *list, size_t before, const char *name)
{
	if (before < LISTED)
		buf_addf(list, "%s'%.80s'", before ? ", " : "", name);
}

static int
add_fit(struct fits *f, uint32_t code, const char *name)
{
	list_name(&f->names, f->codes.count, name);
	return code_set_add(&f->codes, code);
}

static int
look_at(struct search *s, uint32_t code, const char *name, const char *host)
{
	struct buf folded[2] = { BUF_INIT(BUF_TEXT_LIMIT),
	    BUF_INIT(BUF_TEXT_LIMIT) };
	enum fit how;
	int result = -1;

	if (utf8_fold(&folded[0], name, strlen(name)) ||
	    utf8_fold(&folded[1], host, strlen(host)))
		goto out;
	how = fit(s->wanted.data, folded[0].data, folded[1].data);
	if (how != FIT_NONE && add_fit(&s->fits[how], code, name))
		goto out;
	if (distance(s->wanted.data, folded[0].data) <=
	    distance_slip(s->wanted.data))
		list_name(&s->near, s->near_count++, name);
	list_name(&s->all, s->sources++, name);
	result = 0;
out:
	buf_release(&folded[0]);
	buf_release(&folded[1]);
	return result;
}

static int
look_at_all(struct search *s, struct archive *a, struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(a, schema_all_sources, err);
	const char *name, *host;
	int code, result = 0;

	if (!stmt)
		return -1;
	while (!result && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
		name = (const char *)sqlite3_column_text(stmt, 1);
		host = (const char *)sqlite3_column_text(stmt, 2);
		result = look_at(s, (uint32_t)sqlite3_column_int64(stmt, 0),
		    name ? name : "", host ? host : "");
	}
	if (result)
		err_memory(err);
	else if (code != SQLITE_DONE)
		result = archive_failed(a, "read the sources", err);
	sqlite3_finalize(stmt);
	return result;
}

/* ==== What it comes to ==== */

static int
take(struct code_set *set, const struct fits *fits, struct err *err)
{
	if (code_set_join(set, &fits->codes))
		return err_memory(err);
	code_set_sort(set);
	return 0;
}

static int
decide(struct search *s, struct code_set *set, const char *name,
    struct err *err)
{
	size_t how = 0, count;
	const struct fits *f;

	while (how < FIT_NONE && !s->fits[how].codes.count)
		how++;
	f = &s->fits[how < FIT_NONE ? how : 0];
	count = f->codes.count;
	if (how < FIT_NONE && (how != FIT_PART || count == 1))
		return take(set, f, err);
	if (how == FIT_PART)
		return err_set(err, "'%s' is a part of %zu sources' names: "
		    "%s%s; name one, or write '*%s*' for all of them", name,
		    count, f->names.data, count > LISTED ? " ..." : "", name);
	if (s->near_count)
		return err_set(err, "no source is called '%s'; did you mean "
		    "%s?", name, s->near.data);
	return err_set(err, "no source is called '%s'; there %s %s%s", name,
	    s->sources == 1 ? "is" : "are",
	    s->sources ? s->all.data : "none",
	    s->sources > LISTED ? " and others" : "");
}

static int
add_source(struct code_set *set, struct archive *a, const char *name,
    struct err *err)
{
	struct search s = { BUF_INIT(BUF_TEXT_LIMIT), { {
	    CODE_SET_INIT, BUF_INIT(BUF_TEXT_LIMIT) } },
	    BUF_INIT(BUF_TEXT_LIMIT), 0, 0, BUF_INIT(BUF_TEXT_LIMIT) };
	size_t i;
	int result = -1;

	for (i = 0; i < FIT_NONE; i++)
		buf_init(&s.fits[i].names, BUF_TEXT_LIMIT);
	if (!*name)
		err_set(err, "the source's name is empty");
	else if (utf8_fold(&s.wanted, name, strlen(name)))
		err_memory(err);
	else if (look_at_all(&s, a, err) == 0)
		result = decide(&s, set, name, err);
	for (i = 0; i < FIT_NONE; i++) {
		code_set_release(&s.fits[i].codes);
		buf_release(&s.fits[i].names);
	}
	buf_release(&s.wanted);
	buf_release(&s.near);
	buf_release(&s.all);
	return result;
}

int
filter_source(struct filter *f, struct archive *a, const char *name,
    struct err *err)
{
	return add_source(&f->sources, a, name, err);
}

int
filter_not_source(struct filter *f, struct archive *a, const char *name,
    struct err *err)
{
	return add_source(&f->not_sources, a, name, err);
}
