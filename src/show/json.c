/* JSON Lines: one object a line, what is not known absent. */
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "show/printer.h"

static void
put_text(json_t *object, const char *key, const char *text)
{
	/* Another tool's text that is no UTF-8 is left out, not passed on. */
	if (text)
		json_object_set_new(object, key, json_string(text));
}

static void
put_number(json_t *object, const char *key, int64_t number)
{
	json_object_set_new(object, key, json_integer((json_int_t)number));
}

static json_t *
marks_of(const struct hit_mark *marks, size_t count)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < count; i++)
		json_array_append_new(list, json_pack("[I, I]",
		    (json_int_t)marks[i].start,
		    (json_int_t)marks[i].length));
	return list;
}

/*
 * Print the object on a line.  The library writes the controls behind ASCII
 * (DEL, U+0080 to U+009F) as they are, and some terminals obey them.
 */
static void
put_line(struct printer *p, json_t *o)
{
	char *text = json_dumps(o, JSON_COMPACT | JSON_REAL_PRECISION(6));
	const char *c = text;
	size_t n;

	while (c && *c) {
		n = strcspn(c, "\x7F\xC2");
		fwrite(c, 1, n, p->out);
		c += n;
		if (*c == 0x7F)
			fputs("\\u007F", p->out);
		else if (*c && (unsigned char)c[1] < 0xA0)
			fprintf(p->out, "\\u%04X", (unsigned char)*++c);
		else if (*c)
			putc(*c, p->out);
		c += *c != '\0';
	}
	putc('\n', p->out);
	free(text);
	json_decref(o);
}

static void
json_begin(struct printer *p)
{
	(void)p;
}

static void
json_hit(struct printer *p, const struct hit *hit)
{
	json_t *o = json_object();

	put_number(o, "rank", (int64_t)hit->rank);
	if (hit->scored)
		json_object_set_new(o, "score", json_real(hit->score));
	put_number(o, "id", hit->id);
	put_text(o, "guid", hit->guid);
	put_text(o, "origin", hit->origin);
	put_text(o, "url", hit->url);
	put_text(o, "title", hit->title);
	put_text(o, "author", hit->author);
	put_text(o, "published", hit->published);
	put_text(o, "source", hit->source);
	put_text(o, "section", hit->section);
	put_text(o, "language", hit->language);
	if (hit->story)
		put_number(o, "story", hit->story);
	put_text(o, "snippet", hit->snippet);
	json_object_set_new(o, "marks", marks_of(hit->marks,
	    hit->mark_count));
	put_line(p, o);
}

static void
json_end(struct printer *p, const struct summary *summary)
{
	(void)p, (void)summary;
}

static void
json_total(struct printer *p, const struct summary *s)
{
	json_t *o = json_object();

	put_number(o, "total", s->total);
	put_number(o, "articles", s->articles);
	put_number(o, "undated", s->undated);
	put_number(o, "partial", s->partial);
	put_line(p, o);
}

static void
json_cells(struct printer *p, const struct cells *cells, size_t limit)
{
	const struct cell *c;
	size_t i, d;
	json_t *o;

	for (i = 0; i < cells->count && (!limit || i < limit); i++) {
		c = &cells->items[i];
		o = json_object();
		for (d = 0; d < cells->dimensions; d++)
			put_text(o, cells->dimension[d], c->name[d]);
		put_number(o, "count", c->count);
		put_number(o, "all", c->all);
		json_object_set_new(o, "share", json_real(c->all ?
		    (double)c->count / (double)c->all : 0));
		put_line(p, o);
	}
}

static void
json_article(struct printer *p, const struct article_view *v)
{
	json_t *o = json_object(), *places = json_array();
	size_t i;

	put_number(o, "id", v->id);
	put_text(o, "guid", v->guid);
	put_text(o, "origin", v->origin);
	put_text(o, "url", v->url);
	put_text(o, "title", v->title);
	put_text(o, "author", v->author);
	put_text(o, "published", v->published);
	put_text(o, "dated_by", v->dated_by);
	put_text(o, "modified", v->modified);
	put_text(o, "source", v->source);
	put_text(o, "section", v->section);
	put_text(o, "language", v->language);
	if (v->story)
		put_number(o, "story", v->story);
	put_text(o, "added", v->added);
	for (i = 0; i < v->place_count; i++)
		json_array_append_new(places, json_string(v->places[i]));
	json_object_set_new(o, "places", places);
	put_text(o, "body", v->body);
	if (v->marked) {
		json_object_set_new(o, "title_marks", marks_of(
		    v->title_marks, v->title_mark_count));
		json_object_set_new(o, "marks", marks_of(v->body_marks,
		    v->body_mark_count));
	}
	put_line(p, o);
}

const struct printer_format printer_json = { json_begin, json_hit, json_end,
	json_total, json_cells, json_article };
