/* JSON Lines: one hit a line, what is not known absent. */
#include <jansson.h>
#include <string.h>

#include "show/printer.h"

static void
put_text(json_t *object, const char *key, const char *text)
{
	/* Another tool's text that is no UTF-8 is left out, not passed on. */
	if (text)
		json_object_set_new(object, key, json_string(text));
}

static json_t *
marks_of(const struct hit *hit)
{
	json_t *marks = json_array();
	size_t i;

	for (i = 0; i < hit->mark_count; i++)
		json_array_append_new(marks, json_pack("[I, I]",
		    (json_int_t)hit->marks[i].start,
		    (json_int_t)hit->marks[i].length));
	return marks;
}

static void
json_hit(struct printer *p, const struct hit *hit)
{
	json_t *o = json_object();

	json_object_set_new(o, "rank", json_integer((json_int_t)hit->rank));
	if (hit->scored)
		json_object_set_new(o, "score", json_real(hit->score));
	json_object_set_new(o, "id", json_integer(hit->id));
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
		json_object_set_new(o, "story", json_integer(hit->story));
	put_text(o, "snippet", hit->snippet);
	json_object_set_new(o, "marks", marks_of(hit));
	json_dumpf(o, p->out, JSON_COMPACT | JSON_REAL_PRECISION(6));
	putc('\n', p->out);
	json_decref(o);
}

static void
json_end(struct printer *p, const struct summary *summary)
{
	(void)p, (void)summary;
}

const struct printer_format printer_json = { json_hit, json_end };
