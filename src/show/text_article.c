/*
 * A whole article as text: its title, its fields, its body.
 *
 *	Title of the article
 *
 *	source     The Source
 *	published  2014-12-20T10:23:00-05:00, from json-ld
 *	...
 *
 *	The first paragraph ...
 */
#include <stdio.h>
#include <string.h>

#include "show/fold.h"
#include "show/sgr.h"
#include "show/text.h"

/* Where values stand: behind "published" and two blanks. */
#define VALUES 11

static void
put_field(struct printer *p, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	fprintf(p->out, "%s%-*s%s", p->colour ? SGR_FAINT : "", VALUES, name,
	    p->colour ? SGR_PLAIN : "");
	fold_whole(p, VALUES, value);
	putc('\n', p->out);
}

static void
put_published(struct printer *p, const struct article_view *v)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);

	if (!v->published)
		buf_addstr(&text, "undated");
	else
		buf_addstr(&text, v->published);
	if (v->published && v->dated_by)
		buf_addf(&text, ", from %s", v->dated_by);
	put_field(p, "published", text.data);
	buf_release(&text);
}

static void
put_fields(struct printer *p, const struct article_view *v)
{
	char id[24];
	size_t i;

	snprintf(id, sizeof(id), "%lld", (long long)v->id);
	put_field(p, "source", v->source);
	put_published(p, v);
	put_field(p, "modified", v->modified);
	put_field(p, "author", v->author);
	put_field(p, "section", v->section);
	put_field(p, "language", v->language);
	put_field(p, "url", v->url);
	put_field(p, "id", id);
	put_field(p, "guid", v->guid);
	put_field(p, "origin", v->origin ?
	    text_place(p, v->origin, NULL) : NULL);
	for (i = 0; i < v->place_count; i++)
		if (!v->origin || strcmp(v->places[i], v->origin) != 0)
			put_field(p, "also", text_place(p, v->places[i],
			    NULL));
}

/* Put ${text}, whose line feeds are ends of lines, from column 0 on. */
static void
put_lines(struct printer *p, const char *text, const struct hit_mark *marks,
    size_t mark_count)
{
	struct fold fold;
	size_t len;

	fold_begin(&fold, p, 0, marks, mark_count);
	for (;; text += len + 1) {
		len = strcspn(text, "\n");
		fold_put(&fold, text, len);
		fold_line(&fold);
		if (!text[len])
			break;
		fold_skip(&fold);
	}
}

void
text_article(struct printer *p, const struct article_view *v)
{
	struct fold fold;
	const char *title = v->title && *v->title ? v->title : "(no title)";

	fold_begin(&fold, p, 0, v->title_marks, v->title_mark_count);
	if (p->colour)
		fputs(fold.style = SGR_BOLD, p->out);
	fold_put(&fold, title, strlen(title));
	fprintf(p->out, "%s\n\n", p->colour ? SGR_PLAIN : "");
	put_fields(p, v);
	if (v->body && *v->body) {
		putc('\n', p->out);
		put_lines(p, v->body, v->body_marks, v->body_mark_count);
	}
}
