/*
 * What a JSON value says, as text: strings, numbers, lists, objects, persons.
 */
#include "read/json_value.h"

#include <math.h>
#include <stddef.h>
#include <string.h>
#include <strings.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Lists in objects in lists: how deep a value is looked into for text. */
#define VALUE_DEPTH 4

/* Python's and SQL's ways to write that there is nothing. */
static bool
is_nothing(const char *text, size_t len)
{
	static const char *const nothing[] = {
		"", "null", "none", "nan", "nat", "n/a", "undefined", "[]"
	};
	size_t i;

	while (len && strchr(" \t\r\n", text[len - 1]))
		len--;
	while (len && strchr(" \t\r\n", *text))
		text++, len--;
	for (i = 0; i < COUNT(nothing); i++) {
		if (strlen(nothing[i]) == len &&
		    strncasecmp(text, nothing[i], len) == 0)
			return true;
	}
	return false;
}

/* Names, which no number and no address is. */
static bool
is_name_role(enum json_role role)
{
	return role == JSON_SOURCE || role == JSON_AUTHOR ||
	    role == JSON_SECTION || role == JSON_LANGUAGE;
}

static bool
is_date_role(enum json_role role)
{
	return role == JSON_PUBLISHED || role == JSON_MODIFIED;
}

/* Does the string say something in this role? */
static bool
says(const json_t *string, enum json_role role)
{
	const char *text = json_string_value(string);

	return !is_nothing(text, json_string_length(string)) &&
	    (!is_name_role(role) || !strstr(text, "://"));
}

/* Append a number: an identifier, a title ("1984"), an epoch. */
static void
add_number(struct buf *out, const json_t *value, enum json_role role)
{
	double real = json_number_value(value);

	if (real == 0 || is_name_role(role))
		return;
	if (json_is_integer(value))
		buf_addf(out, "%" JSON_INTEGER_FORMAT,
		    json_integer_value(value));
	else if (is_date_role(role))
		buf_addf(out, "%.0f", floor(real));
	else
		buf_addf(out, "%.17g", real);
}

static bool
add_value(struct buf *out, const json_t *value, enum json_role role,
    int depth);

/* Append a list's elements: all of a body or of authors, else the first. */
static void
add_list(struct buf *out, const json_t *list, enum json_role role, int depth)
{
	const char *between = role == JSON_AUTHOR ? "; " :
	    role == JSON_BODY ? "\n\n" : NULL;
	size_t i, len = out->len, mark;

	for (i = 0; i < json_array_size(list); i++) {
		mark = out->len;
		if (between && mark > len)
			buf_addstr(out, between);
		if (!add_value(out, json_array_get(list, i), role, depth))
			buf_truncate(out, mark);
		else if (!between)
			break;
	}
}

/* Append a person's names in the order they are spoken. */
static void
add_person(struct buf *out, const json_t *person)
{
	static const char *const names[][4] = {
		{ "first", "firstname", "first_name", "givenName" },
		{ "middle", "middlename", "middle_name", "additionalName" },
		{ "last", "lastname", "last_name", "familyName" },
	};
	size_t i, k, len = out->len, mark;

	for (i = 0; i < COUNT(names); i++) {
		mark = out->len;
		if (mark > len)
			buf_addch(out, ' ');
		for (k = 0; k < COUNT(names[i]); k++) {
			if (add_value(out, json_object_get(person,
			    names[i][k]), JSON_AUTHOR, 1))
				break;
		}
		if (k == COUNT(names[i]))
			buf_truncate(out, mark);
	}
}

/* Append what the object is called, by its best member. */
static void
add_object(struct buf *out, const json_t *object, enum json_role role,
    int depth)
{
	unsigned rank, best = 0;
	size_t len = out->len;
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)object, name, value) {
		rank = json_inner_rank(name, strlen(name));
		if (rank <= best)
			continue;
		buf_truncate(out, len);
		if (add_value(out, value, role, depth))
			best = rank;
	}
}

/* Append the text of ${value}; was there any? */
static bool
add_value(struct buf *out, const json_t *value, enum json_role role,
    int depth)
{
	size_t len = out->len;

	if (depth == 0)
		return false;
	if (json_is_string(value) && says(value, role))
		buf_add(out, json_string_value(value),
		    json_string_length(value));
	else if (json_is_number(value))
		add_number(out, value, role);
	else if (json_is_array(value) && !is_date_role(role))
		add_list(out, value, role, depth - 1);
	else if (json_is_object(value))
		add_object(out, value, role, depth - 1);
	if (out->len == len && json_is_object(value) && role == JSON_AUTHOR)
		add_person(out, value);
	return out->len > len;
}

void
json_value_add(struct buf *out, const json_t *value, enum json_role role)
{
	add_value(out, value, role, VALUE_DEPTH);
}

bool
json_says(struct buf *scratch, const json_t *value, enum json_role role)
{
	if (json_is_string(value))
		return says(value, role);
	buf_reset(scratch);
	return add_value(scratch, value, role, VALUE_DEPTH);
}
