/*
 * What the fields of JSON articles are called: the one table of synonyms.
 * Names are compared without regard to case and to '_', '-', '.', ':', '@',
 * '$' and spaces: "date_published", "datePublished" and "date-published" are
 * one name.
 */
#ifndef READ_JSON_FIELDS_H
#define READ_JSON_FIELDS_H

#include <stdbool.h>
#include <stddef.h>

enum json_role {
	JSON_TITLE,
	JSON_NAME,	/* a title only where there is a body or a date */
	JSON_BODY,
	JSON_LEAD,	/* stands for the body where there is none */
	JSON_PUBLISHED,
	JSON_MODIFIED,
	JSON_SOURCE,
	JSON_AUTHOR,
	JSON_GUID,
	JSON_URL,
	JSON_LANGUAGE,
	JSON_SECTION,
	JSON_ROLES
};

struct json_field {
	const char *name;
	enum json_role role;
};

/*
 * The field called ${name}, or NULL.  Of two fields of one role the one with
 * the lower address is preferred: they point into one table.
 */
const struct json_field *json_field_find(const char *name, size_t len);

/* Do the members of an object of this name count as the article's own? */
bool json_is_nest(const char *name, size_t len);

/* May an array of articles, or an object that holds one, be called this? */
bool json_is_collection(const char *name, size_t len);

/* Is text of this name an article's, and never a feed's or an answer's? */
bool json_is_article_text(const char *name, size_t len);

/* How well a member of an object says what the object is called: 1 best,
 * 0 not at all.  {"name": ...}, {"rendered": ...}, {"$oid": ...}. */
unsigned json_inner_rank(const char *name, size_t len);

#endif
