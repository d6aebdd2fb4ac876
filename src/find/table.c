/*
 * Tables of counts: labels of keys, gaps between periods, the order of a
 * dimension, the cells.
 */
#include "find/table.h"

#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "find/periods.h"
#include "schema.h"

/* A series of more periods, or a table of more cells, keeps its gaps. */
#define GAPS_LIMIT 200000

/* Between the persons of an article's author. */
#define PERSONS "; "

/* What a key of a dimension stands for: a name, or a period. */
struct label {
	char *name;		/* owned; NULL: not known */
	uint32_t number;	/* of a period */
	int64_t count;		/* articles that match */
	size_t rank;		/* in the order of the dimension */
};

struct dimension {
	enum cells_by by;
	char **names;		/* owned: of codes */
	size_t name_count;
	struct label *labels;
	size_t count, cap;
	struct map by_name;	/* names to labels, 1 more than they are */
};

struct table {
	size_t dimensions;
	struct dimension dimension[2];
	struct map at;		/* two labels to a sum, 1 more than it is */
	struct tally_sum *sums;	/* of labels */
	size_t count, cap;
};

/* ==== Names of codes ==== */

static int
keep_name(struct dimension *d, int64_t code, const char *name,
    struct err *err)
{
	char **names;

	if (code < 0 || code > UINT32_MAX || !name)
		return 0;
	if ((size_t)code >= d->name_count) {
		names = realloc(d->names, ((size_t)code + 1) * 2 *
		    sizeof(*names));
		if (!names)
			return err_memory(err);
		d->names = names;
		while (d->name_count <= (size_t)code * 2 + 1)
			names[d->name_count++] = NULL;
	}
	free(d->names[code]);
	d->names[code] = strdup(name);
	return d->names[code] ? 0 : err_memory(err);
}

static int
read_names(struct dimension *d, struct archive *a, struct err *err)
{
	const char *sql = d->by == CELLS_SOURCE ? schema_all_sources :
	    d->by == CELLS_SECTION ? schema_all_sections : schema_all_authors;
	sqlite3_stmt *stmt;
	int code = SQLITE_DONE, result = 0;

	if (d->by > CELLS_AUTHOR)
		return 0;
	stmt = archive_prepare(a, sql, err);
	if (!stmt)
		return -1;
	while (!result && (code = sqlite3_step(stmt)) == SQLITE_ROW)
		result = keep_name(d, sqlite3_column_int64(stmt, 0),
		    (const char *)sqlite3_column_text(stmt, 1), err);
	sqlite3_finalize(stmt);
	if (!result && code != SQLITE_DONE)
		return archive_failed(a, "read the names", err);
	return result;
}

/* "en" of the number of fact_language(). */
static void
language_name(uint32_t code, char *out)
{
	int shift;

	for (shift = 24; shift >= 0; shift -= 8)
		if (code >> shift & 0xFF)
			*out++ = (char)(code >> shift & 0xFF);
	*out = '\0';
}

/* What a key is called; "" where that is not known. */
static const char *
key_name(const struct dimension *d, uint32_t key, char spare[PERIOD_SIZE])
{
	spare[0] = '\0';
	if (!key)
		return spare;
	if (d->by == CELLS_LANGUAGE)
		language_name(key, spare);
	else if (period_kind(d->by))
		period_name(d->by, key, spare);
	else if (key < d->name_count && d->names[key])
		return d->names[key];
	return spare;
}

/* ==== Labels ==== */

/* The label of a name; of an empty one, what is not known.  -1: memory. */
static int64_t
label_of(struct dimension *d, const char *name, size_t len, uint32_t number)
{
	int64_t *at = map_put(&d->by_name, name, len);
	struct label *labels;
	char *copy;

	if (!at || *at)
		return at ? *at - 1 : -1;
	if (d->count == d->cap) {
		d->cap = d->cap ? d->cap * 2 : 64;
		labels = realloc(d->labels, d->cap * sizeof(*labels));
		if (!labels)
			return -1;
		d->labels = labels;
	}
	copy = len ? strndup(name, len) : NULL;
	if (len && !copy)
		return -1;
	d->labels[d->count] = (struct label){ copy, number, 0, 0 };
	*at = (int64_t)++d->count;
	return *at - 1;
}

/*
 * The labels of a key, of which only an article's authors have more than one:
 * call with *at = 0 at first.  1 with *${label}, 0: no more, -1: memory.
 */
static int
next_label(struct dimension *d, uint32_t key, size_t *at, int64_t *label)
{
	char spare[PERIOD_SIZE];
	const char *name = key_name(d, key, spare), *end;
	size_t len = strlen(name);

	if (*at > len)
		return 0;
	name += *at;
	end = d->by == CELLS_AUTHOR ? strstr(name, PERSONS) : NULL;
	len = end ? (size_t)(end - name) : strlen(name);
	*at += len + (end ? strlen(PERSONS) : 1);
	*label = label_of(d, name, len, period_kind(d->by) ? key : 0);
	return *label < 0 ? -1 : 1;
}

/* Periods without any article, between the first and the last with one. */
static int
fill_gaps(struct dimension *d, struct err *err)
{
	uint32_t first = UINT32_MAX, last = 0, number;
	char name[PERIOD_SIZE];
	size_t i;

	for (i = 0; period_kind(d->by) && i < d->count; i++) {
		number = d->labels[i].number;
		first = number && number < first ? number : first;
		last = number > last ? number : last;
	}
	if (last < first || last - first > GAPS_LIMIT)
		return 0;
	for (number = first; number <= last; number++) {
		period_name(d->by, number, name);
		if (label_of(d, name, strlen(name), number) < 0)
			return err_memory(err);
	}
	return 0;
}

/* ==== The order of a dimension ==== */

static int
by_number(const void *left, const void *right)
{
	const struct label *a = *(struct label *const *)left;
	const struct label *b = *(struct label *const *)right;

	/* What is not known, number 0, comes last. */
	return (a->number - 1u > b->number - 1u) -
	    (a->number - 1u < b->number - 1u);
}

static int
by_count(const void *left, const void *right)
{
	const struct label *a = *(struct label *const *)left;
	const struct label *b = *(struct label *const *)right;

	if (a->count != b->count)
		return a->count > b->count ? -1 : 1;
	if (!a->name || !b->name)
		return !a->name - !b->name;
	return strcmp(a->name, b->name);
}

static int
rank_labels(struct dimension *d, struct err *err)
{
	struct label **order = malloc((d->count + 1) * sizeof(*order));
	size_t i;

	if (!order)
		return err_memory(err);
	for (i = 0; i < d->count; i++)
		order[i] = &d->labels[i];
	if (d->count)
		qsort(order, d->count, sizeof(struct label *),
		    period_kind(d->by) ? by_number : by_count);
	for (i = 0; i < d->count; i++)
		order[i]->rank = i;
	free(order);
	return 0;
}

/* ==== Sums of labels ==== */

static int
add_sum(struct table *t, int64_t first, int64_t second,
    const struct tally_sum *sum, struct err *err)
{
	uint32_t key[2] = { (uint32_t)first, (uint32_t)second };
	int64_t *at = map_put(&t->at, key, sizeof(key));
	struct tally_sum *sums;

	if (!at)
		return err_memory(err);
	if (!*at) {
		if (t->count == t->cap) {
			t->cap = t->cap ? t->cap * 2 : 256;
			sums = realloc(t->sums, t->cap * sizeof(*sums));
			if (!sums)
				return err_memory(err);
			t->sums = sums;
		}
		t->sums[t->count++] = (struct tally_sum){ { key[0], key[1] },
		    0, 0 };
		*at = (int64_t)t->count;
	}
	t->sums[*at - 1].count += sum->count;
	t->sums[*at - 1].all += sum->all;
	return 0;
}

/* One sum of keys under each of its labels. */
static int
label_sum(struct table *t, const struct tally_sum *sum, struct err *err)
{
	struct dimension *d = t->dimension;
	size_t i = 0, k;
	int64_t first, second = 0;
	int more, there;

	while ((there = next_label(&d[0], sum->key[0], &i, &first)) > 0) {
		d[0].labels[first].count += sum->count;
		if (t->dimensions == 1 &&
		    add_sum(t, first, 0, sum, err))
			return -1;
		for (k = 0, more = t->dimensions == 2; more > 0;) {
			more = next_label(&d[1], sum->key[1], &k, &second);
			if (more <= 0)
				break;
			d[1].labels[second].count += sum->count;
			if (add_sum(t, first, second, sum, err))
				return -1;
		}
		if (more < 0)
			return err_memory(err);
	}
	return there < 0 ? err_memory(err) : 0;
}

/* Is a label shown: a period, or what has matches? */
static bool
shown(const struct dimension *d, const struct label *l)
{
	return l->count > 0 || (period_kind(d->by) && l->number);
}

/* A table with rows or columns of periods has all its cells. */
static int
fill_cells(struct table *t, struct err *err)
{
	static const struct tally_sum nothing = { { 0, 0 }, 0, 0 };
	const struct dimension *d = t->dimension;
	size_t i, k, columns = t->dimensions == 2 ? d[1].count : 1;

	if (!columns || d[0].count > GAPS_LIMIT / columns ||
	    (!period_kind(d[0].by) && !period_kind(d[1].by)))
		return 0;
	for (i = 0; i < d[0].count; i++)
		for (k = 0; shown(&d[0], &d[0].labels[i]) && k < columns;
		    k++)
			if ((t->dimensions == 1 ||
			    shown(&d[1], &d[1].labels[k])) &&
			    add_sum(t, (int64_t)i, (int64_t)k, &nothing, err))
				return -1;
	return 0;
}

/* ==== The cells ==== */

struct ordered {
	size_t rank[2];
	struct cell cell;
};

static int
by_rank(const void *left, const void *right)
{
	const struct ordered *a = left, *b = right;
	int i = a->rank[0] == b->rank[0];

	return (a->rank[i] > b->rank[i]) - (a->rank[i] < b->rank[i]);
}

static bool
worth_showing(const struct table *t, const struct tally_sum *s)
{
	const struct dimension *d = t->dimension;
	size_t i;
	bool series = false;

	for (i = 0; i < t->dimensions; i++) {
		if (!shown(&d[i], &d[i].labels[s->key[i]]))
			return false;
		series |= period_kind(d[i].by);
	}
	return s->count || series;
}

static int
order_cells(const struct table *t, struct cells *out, struct err *err)
{
	struct ordered *all = malloc((t->count + 1) * sizeof(*all));
	const struct label *label;
	size_t i, k, count = 0;

	out->items = malloc((t->count + 1) * sizeof(*out->items));
	if (!all || !out->items) {
		free(all);
		return err_memory(err);
	}
	for (i = 0; i < t->count; i++) {
		if (!worth_showing(t, &t->sums[i]))
			continue;
		memset(&all[count], 0, sizeof(*all));
		for (k = 0; k < t->dimensions; k++) {
			label = &t->dimension[k].labels[t->sums[i].key[k]];
			all[count].rank[k] = label->rank;
			all[count].cell.name[k] = label->name;
		}
		all[count].cell.count = t->sums[i].count;
		all[count++].cell.all = t->sums[i].all;
	}
	qsort(all, count, sizeof(*all), by_rank);
	for (i = 0; i < count; i++)
		out->items[i] = all[i].cell;
	out->count = count;
	free(all);
	return 0;
}

static int
make(struct table *t, struct archive *a, struct tally *from,
    struct cells *out, struct err *err)
{
	const struct tally_sum *sums;
	size_t i, count;

	if (tally_sums(from, &sums, &count, err))
		return -1;
	out->dimensions = t->dimensions;
	for (i = 0; i < t->dimensions; i++) {
		out->dimension[i] = cells_name(t->dimension[i].by);
		if (read_names(&t->dimension[i], a, err))
			return -1;
	}
	for (i = 0; i < count; i++)
		if (label_sum(t, &sums[i], err))
			return -1;
	for (i = 0; i < t->dimensions; i++)
		if (fill_gaps(&t->dimension[i], err) ||
		    rank_labels(&t->dimension[i], err))
			return -1;
	return fill_cells(t, err) || order_cells(t, out, err) ? -1 : 0;
}

int
table_make(struct table **out, struct archive *a, const enum cells_by by[2],
    struct tally *from, struct cells *cells, struct err *err)
{
	struct table *t = calloc(1, sizeof(*t));
	size_t i;

	*out = t;
	*cells = (struct cells)CELLS_INIT;
	if (!t)
		return err_memory(err);
	t->at = (struct map)MAP_INIT;
	for (i = 0; i < 2; i++) {
		t->dimension[i].by = by[i];
		t->dimension[i].by_name = (struct map)MAP_INIT;
		t->dimensions += by[i] != CELLS_NONE;
	}
	return make(t, a, from, cells, err);
}

void
table_release(struct table *t, struct cells *cells)
{
	struct dimension *d;

	free(cells->items);
	*cells = (struct cells)CELLS_INIT;
	if (!t)
		return;
	for (d = t->dimension; d < t->dimension + 2; d++) {
		while (d->count)
			free(d->labels[--d->count].name);
		while (d->name_count)
			free(d->names[--d->name_count]);
		free(d->labels);
		free(d->names);
		map_release(&d->by_name);
	}
	map_release(&t->at);
	free(t->sums);
	free(t);
}
