/* How a query is read, and how the score of an article comes about. */
#include <stdio.h>
#include <string.h>

#include "find/article.h"
#include "find/search.h"
#include "newsfind.h"
#include "show/safe.h"

/* A line each, without what steers a terminal. */
static void
put_lines(FILE *out, const char *text)
{
	struct buf line = BUF_INIT(BUF_TEXT_LIMIT);
	const char *end;
	size_t blanks;

	for (; *text; text = end + (*end == '\n')) {
		end = text + strcspn(text, "\n");
		blanks = strspn(text, " ");
		fprintf(out, "%.*s", (int)blanks, text);
		buf_reset(&line);
		buf_add(&line, text + blanks, (size_t)(end - text) - blanks);
		/* Columns of numbers are parted by blanks of their own. */
		for (size_t i = 0; i < line.len; i++)
			if ((unsigned char)line.data[i] < 0x20 ||
			    line.data[i] == 0x7F)
				line.data[i] = ' ';
		fprintf(out, "%s\n", line.data);
	}
	buf_release(&line);
}

int
newsfind_explain(struct archive *a, struct search *s, struct printer *p,
    const struct search_request *request)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct search_reply reply;
	struct err err = ERR_INIT;
	int64_t id = 0;
	int found = 1, result;

	if (*given.explain)
		found = article_find(a, given.explain, p->folder, &id, &err);
	if (found > 0 && (search_run(s, request, &reply, &err) ||
	    search_explain(s, *given.explain ? &id : NULL, &text, &err)))
		found = -1;
	if (found > 0)
		put_lines(p->out, text.data);
	result = found > 0 ? FOUND : found ? TROUBLE : NOTHING;
	if (result != FOUND)
		newsfind_trouble(&err);
	buf_release(&text);
	return result;
}
