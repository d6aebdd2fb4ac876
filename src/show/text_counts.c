/*
 * Counts as text.  By one property a line each, with a bar on a terminal:
 *
 *	Northern Wire    12   8.1 %  ████████████
 *
 * the share being that of all articles of the line.  By two a table where
 * it fits the terminal's width, else a line each.
 */
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "base/utf8.h"
#include "show/safe.h"
#include "show/sgr.h"
#include "show/text.h"

/* Longer names are cut, so that the numbers stay in sight. */
#define NAME_MOST 40

/* Bars longer than this say nothing more; shorter ones say nothing. */
#define BAR_MOST 40
#define BAR_LEAST 8

/* Columns of " 100.0 %" and the blanks around it. */
#define SHARE_WIDTH 11

/* The columns a number takes. */
static size_t
digits(int64_t n)
{
	return (size_t)snprintf(NULL, 0, "%lld", (long long)n);
}

static const char *
shown_name(const char *name)
{
	return name && *name ? name : "(none)";
}

static size_t
larger(size_t a, size_t b)
{
	return a > b ? a : b;
}

static size_t
name_columns(const char *name)
{
	size_t n;

	name = shown_name(name);
	n = safe_columns(name, strlen(name));
	return n > NAME_MOST ? NAME_MOST : n;
}

/* Put ${name} in ${width} columns, cut where it is longer. */
static void
put_name(struct printer *p, const char *name, size_t width, bool right)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	size_t columns, cut = 0, n;
	const char *end;
	uint32_t rune;

	safe_add(&text, shown_name(name));
	columns = safe_columns(text.data, text.len);
	if (columns > width) {
		end = text.data + text.len;
		for (columns = 0; ; columns += (size_t)utf8_width(rune)) {
			n = utf8_decode(text.data + cut, end, &rune);
			if (columns + (size_t)utf8_width(rune) + 1 > width)
				break;
			cut += n;
		}
		buf_truncate(&text, cut);
		buf_addstr(&text, "\xE2\x80\xA6");
		columns++;
	}
	fprintf(p->out, "%*s%s%*s", right ? (int)(width - columns) : 0, "",
	    text.data, right ? 0 : (int)(width - columns), "");
	buf_release(&text);
}

/* ==== A line a cell ==== */

/* Widths of a list's columns. */
struct list {
	size_t names[2];
	size_t number;
	size_t bar;	/* 0: none */
	int64_t most;
};

static void
measure_list(struct list *l, const struct printer *p,
    const struct cells *cells, size_t shown)
{
	size_t i, d, used;

	*l = (struct list){ { 0, 0 }, 1, 0, 0 };
	for (i = 0; i < shown; i++) {
		for (d = 0; d < cells->dimensions; d++)
			l->names[d] = larger(l->names[d],
			    name_columns(cells->items[i].name[d]));
		l->number = larger(l->number, digits(cells->items[i].count));
		if (cells->items[i].count > l->most)
			l->most = cells->items[i].count;
	}
	used = l->names[0] + 2 + l->number + SHARE_WIDTH;
	if (cells->dimensions == 1 && p->terminal && p->width > used +
	    BAR_LEAST)
		l->bar = p->width - used;
	if (l->bar > BAR_MOST)
		l->bar = BAR_MOST;
}

/* A bar in half columns: whole blocks, at last perhaps half of one. */
static void
put_bar(struct printer *p, const struct list *l, int64_t count)
{
	int64_t halves;

	if (!l->bar || !count)
		return;
	halves = (count * (int64_t)l->bar * 2 + l->most / 2) / l->most;
	if (!halves)
		halves = 1;
	fprintf(p->out, "  %s", p->colour ? SGR_FAINT : "");
	for (; halves > 1; halves -= 2)
		fputs("\xE2\x96\x88", p->out);
	if (halves)
		fputs("\xE2\x96\x8C", p->out);
	if (p->colour)
		fputs(SGR_PLAIN, p->out);
}

static void
put_list(struct printer *p, const struct cells *cells, size_t shown)
{
	const struct cell *c;
	struct list l;
	size_t i, d;

	measure_list(&l, p, cells, shown);
	for (i = 0; i < shown; i++) {
		c = &cells->items[i];
		for (d = 0; d < cells->dimensions; d++) {
			put_name(p, c->name[d], l.names[d], false);
			fputs("  ", p->out);
		}
		fprintf(p->out, "%*lld  %5.1f %%", (int)l.number,
		    (long long)c->count, c->all ? 100.0 * (double)c->count /
		    (double)c->all : 0.0);
		put_bar(p, &l, c->count);
		putc('\n', p->out);
	}
}

/* ==== A table ==== */

/* The names of one dimension, in the order they come. */
struct axis {
	const char **names;
	size_t count;
	struct map places;
};

static int
axis_make(struct axis *axis, const struct cells *cells, size_t dimension)
{
	const char *name;
	int64_t *at;
	size_t i;

	*axis = (struct axis){ NULL, 0, MAP_INIT };
	axis->names = malloc((cells->count + 1) * sizeof(*axis->names));
	if (!axis->names)
		return -1;
	for (i = 0; i < cells->count; i++) {
		name = shown_name(cells->items[i].name[dimension]);
		if (map_get(&axis->places, name, strlen(name)))
			continue;
		at = map_put(&axis->places, name, strlen(name));
		if (!at)
			return -1;
		*at = (int64_t)axis->count;
		axis->names[axis->count++] = name;
	}
	return 0;
}

static void
axis_release(struct axis *axis)
{
	free(axis->names);
	map_release(&axis->places);
}

static size_t
axis_at(const struct axis *axis, const char *name)
{
	name = shown_name(name);
	return (size_t)*map_get(&axis->places, name, strlen(name));
}

/*
 * The counts, row by row, and the columns each of the table's takes.  NULL:
 * out of memory.
 */
static int64_t *
fill_table(const struct cells *cells, const struct axis *rows,
    const struct axis *columns, size_t *widths)
{
	int64_t *counts = calloc(rows->count * columns->count,
	    sizeof(*counts));
	const struct cell *c;
	size_t i, at;

	if (!counts)
		return NULL;
	for (i = 0; i < columns->count; i++)
		widths[i] = name_columns(columns->names[i]);
	for (i = 0; i < cells->count; i++) {
		c = &cells->items[i];
		at = axis_at(columns, c->name[1]);
		counts[axis_at(rows, c->name[0]) * columns->count + at] +=
		    c->count;
		widths[at] = larger(widths[at], digits(c->count));
	}
	return counts;
}

static void
print_table(struct printer *p, const struct axis *rows,
    const struct axis *columns, const int64_t *counts, const size_t *widths,
    size_t first)
{
	size_t r, c;

	fprintf(p->out, "%s%*s", p->colour ? SGR_FAINT : "", (int)first, "");
	for (c = 0; c < columns->count; c++) {
		fputs("  ", p->out);
		put_name(p, columns->names[c], widths[c], true);
	}
	fprintf(p->out, "%s\n", p->colour ? SGR_PLAIN : "");
	for (r = 0; r < rows->count; r++) {
		put_name(p, rows->names[r], first, false);
		for (c = 0; c < columns->count; c++)
			fprintf(p->out, "  %*lld", (int)widths[c],
			    (long long)counts[r * columns->count + c]);
		putc('\n', p->out);
	}
}

/* Put it, if it fits; else false. */
static bool
put_table(struct printer *p, const struct cells *cells)
{
	struct axis rows, columns;
	size_t *widths = NULL, first = 0, all = 0, i;
	int64_t *counts = NULL;
	bool fits = false;

	columns = (struct axis){ NULL, 0, MAP_INIT };
	if (axis_make(&rows, cells, 0) || axis_make(&columns, cells, 1))
		goto out;
	/* Whatever it holds, a column takes three. */
	if (columns.count > p->width / 3)
		goto out;
	widths = calloc(columns.count, sizeof(*widths));
	counts = widths ? fill_table(cells, &rows, &columns, widths) : NULL;
	if (!counts)
		goto out;
	for (i = 0; i < rows.count; i++)
		first = larger(first, name_columns(rows.names[i]));
	for (i = 0; i < columns.count; i++)
		all += widths[i] + 2;
	fits = first + all <= p->width;
	if (fits)
		print_table(p, &rows, &columns, counts, widths, first);
out:
	free(widths);
	free(counts);
	axis_release(&rows);
	axis_release(&columns);
	return fits;
}

/* What is counted, where one property after the other is. */
static void
put_heading(struct printer *p, const struct cells *cells)
{
	if (!p->facets)
		return;
	fprintf(p->out, "%s%s%s\n", p->colour ? SGR_BOLD : "",
	    cells->dimension[0], p->colour ? SGR_PLAIN : "");
}

void
text_cells(struct printer *p, const struct cells *cells, size_t limit)
{
	size_t shown = limit && limit < cells->count ? limit : cells->count;

	if (!shown)
		return;
	put_heading(p, cells);
	if (cells->dimensions != 2 || shown < cells->count || !p->width ||
	    !put_table(p, cells))
		put_list(p, cells, shown);
	if (shown < cells->count)
		fprintf(p->out, "and %zu more\n", cells->count - shown);
	putc('\n', p->out);
}
