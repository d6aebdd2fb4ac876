/* One news article: its fields. */
#include "base/article.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

const char *
article_field_name(enum article_field field)
{
	static const char *const names[ARTICLE_FIELDS] = {
		[ARTICLE_GUID] = "guid",
		[ARTICLE_URL] = "url",
		[ARTICLE_TITLE] = "title",
		[ARTICLE_AUTHOR] = "author",
		[ARTICLE_PUBLISHED] = "published",
		[ARTICLE_DATED_BY] = "dated_by",
		[ARTICLE_MODIFIED] = "modified",
		[ARTICLE_SOURCE] = "source",
		[ARTICLE_SECTION] = "section",
		[ARTICLE_LANGUAGE] = "language",
		[ARTICLE_BODY] = "body",
	};

	return names[field];
}

int
article_set(struct article *a, enum article_field field, const char *text,
    size_t len)
{
	char *copy = NULL;

	while (len && isspace((unsigned char)text[len - 1]))
		len--;
	while (len && isspace((unsigned char)*text))
		text++, len--;
	if (len) {
		copy = malloc(len + 1);
		if (!copy)
			return -1;
		memcpy(copy, text, len);
		copy[len] = '\0';
	}
	free(a->field[field]);
	a->field[field] = copy;
	return 0;
}

int
article_set_string(struct article *a, enum article_field field,
    const char *text)
{
	return article_set(a, field, text, text ? strlen(text) : 0);
}

void
article_release(struct article *a)
{
	int i;

	for (i = 0; i < ARTICLE_FIELDS; i++)
		free(a->field[i]);
	free(a->site);
	free(a->origin);
	*a = (struct article)ARTICLE_INIT;
}
