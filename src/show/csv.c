/*
 * CSV for spreadsheets and data frames: RFC 4180, a line of names first.
 *
 * Spreadsheets run a cell that begins with = + - @ (or a tab, which they drop
 * before they look) as a formula, and articles come from anywhere: such a
 * text gets an apostrophe before it.
 */
#include <inttypes.h>
#include <string.h>

#include "base/utf8.h"
#include "show/printer.h"
#include "show/safe.h"

/* Put bytes with quotes doubled; on a terminal, without what steers it. */
static void
put_bytes(struct printer *p, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t rune;
	size_t n;

	for (; text < end; text += n) {
		n = utf8_decode(text, end, &rune);
		if (p->terminal && rune != '\n' && !safe_rune(rune))
			continue;
		if (rune == '"')
			putc('"', p->out);
		fwrite(text, 1, n, p->out);
	}
}

/* A field, and the comma before it unless it is the first. */
static void
put_text(struct printer *p, bool first, const char *text)
{
	bool quoted;

	if (!first)
		putc(',', p->out);
	if (!text || !*text)
		return;
	quoted = *text == ' ' || text[strlen(text) - 1] == ' ' ||
	    text[strcspn(text, "\",\r\n")];
	if (quoted)
		putc('"', p->out);
	if (strchr("=+-@\t\r", *text))
		putc('\'', p->out);
	put_bytes(p, text);
	if (quoted)
		putc('"', p->out);
}

static void
put_number(struct printer *p, int64_t number)
{
	fprintf(p->out, ",%" PRId64, number);
}

static void
end_line(struct printer *p)
{
	fputs("\r\n", p->out);
}

/* ==== Hits ==== */

static void
csv_begin(struct printer *p)
{
	fputs("rank,score,id,published,source,title,author,section,language,"
	    "url,origin,snippet", p->out);
	end_line(p);
}

static void
csv_hit(struct printer *p, const struct hit *hit)
{
	fprintf(p->out, "%zu,", hit->rank);
	if (hit->scored)
		fprintf(p->out, "%.6g", hit->score);
	put_number(p, hit->id);
	put_text(p, false, hit->published);
	put_text(p, false, hit->source);
	put_text(p, false, hit->title);
	put_text(p, false, hit->author);
	put_text(p, false, hit->section);
	put_text(p, false, hit->language);
	put_text(p, false, hit->url);
	put_text(p, false, hit->origin);
	put_text(p, false, hit->snippet);
	end_line(p);
}

static void
csv_end(struct printer *p, const struct summary *summary)
{
	(void)p, (void)summary;
}

/* ==== Counts ==== */

static void
csv_total(struct printer *p, const struct summary *s)
{
	fprintf(p->out, "total,articles,undated,partial\r\n%" PRId64,
	    s->total);
	put_number(p, s->articles);
	put_number(p, s->undated);
	put_number(p, s->partial);
	end_line(p);
}

static void
csv_cells_head(struct printer *p, const struct cells *cells)
{
	size_t d;

	if (p->facets && p->parts)
		return;
	if (p->facets)
		fputs("facet,name,", p->out);
	else
		for (d = 0; d < cells->dimensions; d++)
			fprintf(p->out, "%s,", cells->dimension[d]);
	fputs("count,all,share", p->out);
	end_line(p);
}

static void
csv_cells(struct printer *p, const struct cells *cells, size_t limit)
{
	const struct cell *c;
	size_t i, d;

	csv_cells_head(p, cells);
	for (i = 0; i < cells->count && (!limit || i < limit); i++) {
		c = &cells->items[i];
		if (p->facets)
			put_text(p, true, cells->dimension[0]);
		for (d = 0; d < cells->dimensions; d++)
			put_text(p, d == 0 && !p->facets, c->name[d]);
		put_number(p, c->count);
		put_number(p, c->all);
		fprintf(p->out, ",%.6g", c->all ? (double)c->count /
		    (double)c->all : 0.0);
		end_line(p);
	}
	p->parts++;
}

/* ==== A whole article ==== */

static void
csv_article(struct printer *p, const struct article_view *v)
{
	fputs("id,published,dated_by,modified,source,title,author,section,"
	    "language,url,guid,origin,body", p->out);
	end_line(p);
	fprintf(p->out, "%" PRId64, v->id);
	put_text(p, false, v->published);
	put_text(p, false, v->dated_by);
	put_text(p, false, v->modified);
	put_text(p, false, v->source);
	put_text(p, false, v->title);
	put_text(p, false, v->author);
	put_text(p, false, v->section);
	put_text(p, false, v->language);
	put_text(p, false, v->url);
	put_text(p, false, v->guid);
	put_text(p, false, v->origin);
	put_text(p, false, v->body);
	end_line(p);
}

const struct printer_format printer_csv = { csv_begin, csv_hit, csv_end,
	csv_total, csv_cells, csv_article };
