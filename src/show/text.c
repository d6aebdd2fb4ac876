/*
 * Text for people: on a terminal in colours and folded to its width, into a
 * pipe plain.
 *
 *	 1. Title of the article
 *	    The Source, 2014-12-20 10:23
 *	    ... the words around the words that were looked for ...
 *	    path or address
 *
 * Nothing of an article reaches the terminal that could steer it.
 */
#include "show/text.h"

#include <string.h>

#include "show/fold.h"
#include "show/safe.h"
#include "show/sgr.h"

#define INDENT 4

/* ==== A hit ==== */

static void
text_begin(struct printer *p)
{
	(void)p;
}

static void
put_title(struct printer *p, const struct hit *hit)
{
	fprintf(p->out, "%2zu. %s", hit->rank, p->colour ? SGR_BOLD : "");
	fold_whole(p, INDENT, hit->title && *hit->title ? hit->title :
	    "(no title)");
	fprintf(p->out, "%s\n", p->colour ? SGR_PLAIN : "");
}

void
text_add_date(struct buf *out, const char *published)
{
	size_t day = strcspn(published, "T");

	buf_add(out, published, day);
	if (published[day] && strlen(published + day) >= 6)
		buf_addf(out, " %.5s", published + day + 1);
}

static void
put_source(struct printer *p, const struct hit *hit)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);

	if (hit->source)
		buf_addf(&text, "%s, ", hit->source);
	if (hit->published)
		text_add_date(&text, hit->published);
	else
		buf_addstr(&text, "undated");
	fprintf(p->out, "%*s", INDENT, "");
	fold_whole(p, INDENT, text.data);
	putc('\n', p->out);
	buf_release(&text);
}

static void
put_snippet(struct printer *p, const struct hit *hit)
{
	struct fold fold;

	if (!hit->snippet || !*hit->snippet)
		return;
	fprintf(p->out, "%*s", INDENT, "");
	fold_begin(&fold, p, INDENT, hit->marks, hit->mark_count);
	fold_put(&fold, hit->snippet, strlen(hit->snippet));
	fold_line(&fold);
}

const char *
text_place(const struct printer *p, const char *origin, const char *url)
{
	size_t n = p->folder ? strlen(p->folder) : 0;

	if (url && *url && (!origin || strchr(origin, '#') ||
	    strstr(origin, "://")))
		return url;
	if (origin && n > 1 && strncmp(origin, p->folder, n) == 0 &&
	    origin[n] == '/')
		return origin + n + 1;
	return origin;
}

static void
text_hit(struct printer *p, const struct hit *hit)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	const char *where = text_place(p, hit->origin, hit->url);

	put_title(p, hit);
	put_source(p, hit);
	put_snippet(p, hit);
	if (where) {
		safe_add(&text, where);
		fprintf(p->out, "%*s%s%s%s\n", INDENT, "",
		    p->colour ? SGR_FAINT : "", text.data,
		    p->colour ? SGR_PLAIN : "");
	}
	putc('\n', p->out);
	buf_release(&text);
}

/* ==== The last line ==== */

static void
add_left_out(struct buf *line, const struct summary *s)
{
	if (s->undated)
		buf_addf(line, "; %lld undated left out",
		    (long long)s->undated);
	if (s->partial)
		buf_addf(line, "; %lld dated too coarsely to tell left out",
		    (long long)s->partial);
}

static void
text_end(struct printer *p, const struct summary *s)
{
	struct buf line = BUF_INIT(BUF_TEXT_LIMIT);
	const char *which = s->by_date ? "first" : "best";

	if (s->total == 0)
		return;
	if (!s->counted)
		buf_addf(&line, "%s %zu of at least ", which, s->shown);
	else if ((int64_t)s->shown < s->total)
		buf_addf(&line, "%s %zu of ", which, s->shown);
	buf_addf(&line, "%lld %s", (long long)s->total,
	    s->total == 1 ? "match" : "matches");
	buf_addf(&line, ", of %lld articles", (long long)s->articles);
	if (p->terminal)
		buf_addf(&line, ", in %.3f s", s->seconds);
	add_left_out(&line, s);
	fprintf(p->out, "%s\n", line.data);
	buf_reset(&line);
	if (s->reading) {
		safe_add(&line, s->reading);
		fprintf(p->out, "read as: %s\n", line.data);
	}
	buf_release(&line);
}

static void
text_total(struct printer *p, const struct summary *s)
{
	fprintf(p->out, "%lld\n", (long long)s->total);
}

const struct printer_format printer_text = { text_begin, text_hit, text_end,
	text_total, text_cells, text_article };
