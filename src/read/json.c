/*
 * JSON: one record to one article.
 *
 * Order: what a value says, as text; the best value for each role, from the
 * record and one level of objects within; the article's fields; parsing,
 * with one repair; sniffing; the format.
 */
#include <jansson.h>
#include <math.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "read/format.h"
#include "read/html.h"
#include "read/json_fields.h"
#include "read/json_repair.h"
#include "read/json_split.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Lists in objects in lists: how deep a value is looked into for text. */
#define VALUE_DEPTH 4

/* Of a record that is none of ours, names told to the user. */
#define NAMES_TOLD 8
#define NAME_TOLD_MAX 24

struct pick {
	const json_t *value;
	const struct json_field *field;
};

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

/* Does ${value} say anything in this role?  ${scratch} is for trying. */
static bool
is_usable(struct buf *scratch, const json_t *value, enum json_role role)
{
	if (json_is_string(value))
		return says(value, role);
	buf_reset(scratch);
	return add_value(scratch, value, role, VALUE_DEPTH);
}

/* Of the members of ${object}, take those that are better than what is. */
static void
pick_members(struct pick pick[JSON_ROLES], struct buf *scratch,
    const json_t *object)
{
	const struct json_field *field;
	struct pick *p;
	const char *name;
	json_t *value;

	json_object_foreach((json_t *)object, name, value) {
		field = json_field_find(name, strlen(name));
		if (!field)
			continue;
		p = &pick[field->role];
		if ((!p->field || field < p->field) &&
		    is_usable(scratch, value, field->role)) {
			p->field = field;
			p->value = value;
		}
	}
}

/* The record's own members, then those of objects it keeps them in. */
static void
pick_all(struct pick pick[JSON_ROLES], struct buf *scratch,
    const json_t *record)
{
	const char *name;
	json_t *value;

	pick_members(pick, scratch, record);
	json_object_foreach((json_t *)record, name, value) {
		if (json_is_object(value) && json_is_nest(name, strlen(name)))
			pick_members(pick, scratch, value);
	}
}

static bool
is_html_role(enum json_role role)
{
	return role == JSON_TITLE || role == JSON_NAME || role == JSON_BODY ||
	    role == JSON_LEAD;
}

/* Set the article's ${field} to what was picked for ${role}. */
static int
set_field(struct article *a, enum article_field field,
    const struct pick pick[JSON_ROLES], enum json_role role)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct buf clean = BUF_INIT(BUF_TEXT_LIMIT);
	const struct buf *use = &text;
	int r = -1;

	if (!pick[role].value)
		return 0;
	add_value(&text, pick[role].value, role, VALUE_DEPTH);
	if (text.failed)
		goto out;
	if (is_html_role(role) && html_looks(text.data, text.len)) {
		if (html_text(&clean, text.data, text.len))
			goto out;
		use = &clean;
	}
	r = article_set(a, field, use->data, use->len);
out:
	buf_release(&clean);
	buf_release(&text);
	return r;
}

/* Fields that are one role each. */
static const struct {
	enum article_field field;
	enum json_role role;
} plain[] = {
	{ ARTICLE_TITLE, JSON_TITLE },
	{ ARTICLE_BODY, JSON_BODY },
	{ ARTICLE_GUID, JSON_GUID },
	{ ARTICLE_URL, JSON_URL },
	{ ARTICLE_AUTHOR, JSON_AUTHOR },
	{ ARTICLE_PUBLISHED, JSON_PUBLISHED },
	{ ARTICLE_MODIFIED, JSON_MODIFIED },
	{ ARTICLE_SOURCE, JSON_SOURCE },
	{ ARTICLE_SECTION, JSON_SECTION },
	{ ARTICLE_LANGUAGE, JSON_LANGUAGE },
};

/*
 * A thing's name is a title only where there is a body or a date, and a
 * description an article only where there is a title or a date: a
 * package.json has both, and is no article.
 */
static int
set_fields(struct article *a, const struct pick pick[JSON_ROLES])
{
	char *const *f = a->field;
	size_t i;

	for (i = 0; i < COUNT(plain); i++) {
		if (set_field(a, plain[i].field, pick, plain[i].role))
			return -1;
	}
	if (!f[ARTICLE_TITLE] && (f[ARTICLE_BODY] || f[ARTICLE_PUBLISHED]) &&
	    set_field(a, ARTICLE_TITLE, pick, JSON_NAME))
		return -1;
	if (!f[ARTICLE_BODY] && (f[ARTICLE_TITLE] || f[ARTICLE_PUBLISHED]) &&
	    set_field(a, ARTICLE_BODY, pick, JSON_LEAD))
		return -1;
	if (f[ARTICLE_PUBLISHED])
		return article_set_string(a, ARTICLE_DATED_BY, "field");
	return 0;
}

/*
 * JSON-LD names what a thing is.  A page's graph holds its site, publisher
 * and pictures beside the article.
 */
static bool
is_other_thing(const json_t *record)
{
	static const char *const ours[] = {
		"Article", "Posting", "Report", "Review", "CreativeWork",
	};
	const json_t *type = json_object_get(record, "@type");
	const char *text;
	size_t i, k, n = json_is_array(type) ? json_array_size(type) : 1;

	for (i = 0; i < n; i++) {
		text = json_string_value(json_is_array(type) ?
		    json_array_get(type, i) : type);
		for (k = 0; text && k < COUNT(ours); k++) {
			if (strstr(text, ours[k]))
				return false;
		}
	}
	return type != NULL;
}

/* Say what the record has instead of an article's fields. */
static int
say_names(const json_t *record, struct err *err)
{
	struct buf names = BUF_INIT(ERR_SIZE);
	const char *name, *p;
	json_t *value;
	int n = 0;

	json_object_foreach((json_t *)record, name, value) {
		if (n++ == NAMES_TOLD) {
			buf_addstr(&names, ", ...");
			break;
		}
		buf_addstr(&names, n > 1 ? ", " : "");
		for (p = name; *p && p - name < NAME_TOLD_MAX; p++)
			buf_addch(&names, *p < ' ' || *p > '~' ? '?' : *p);
	}
	err_set(err, "no title or text among its fields (%s)", names.data);
	buf_release(&names);
	return 0;
}

/* 1: an article; 0: none; -1: out of memory. */
static int
read_record(const json_t *record, struct article *out, struct err *err)
{
	struct pick pick[JSON_ROLES] = { { NULL, NULL } };
	struct buf scratch = BUF_INIT(BUF_TEXT_LIMIT);

	if (!json_is_object(record)) {
		err_set(err, "a list, not an article");
		return 0;
	}
	if (is_other_thing(record)) {
		err_set(err, "its @type is no article's");
		return 0;
	}
	pick_all(pick, &scratch, record);
	buf_release(&scratch);
	if (set_fields(out, pick))
		return err_memory(err);
	if (!out->field[ARTICLE_TITLE] && !out->field[ARTICLE_BODY])
		return say_names(record, err);
	return 1;
}

/*
 * Parse the record; what the strict parser refuses is repaired once.  NUL
 * is not let in: a field is a C string, and what stands behind it would be
 * lost; the repair makes it a space.
 */
static json_t *
parse(const struct document *doc, struct err *err)
{
	struct buf mended = BUF_INIT(BUF_TEXT_LIMIT);
	json_error_t why;
	json_t *record;

	record = json_loadb(doc->bytes, doc->len, 0, &why);
	if (record)
		return record;
	if (json_repair(&mended, doc->bytes, doc->len, doc->charset))
		err_memory(err);
	else if (!(record = json_loadb(mended.data, mended.len, 0, NULL)))
		err_set(err, "line %zu: %s",
		    (doc->line ? doc->line - 1 : 0) +
		    (size_t)(why.line > 0 ? why.line : 1), why.text);
	buf_release(&mended);
	return record;
}

static int
json_read(const struct document *doc, struct article *out, struct err *err)
{
	json_t *record = parse(doc, err);
	int r;

	if (!record)
		return -1;
	r = read_record(record, out, err);
	json_decref(record);
	return r;
}

/* The first byte behind a mark, separators and white space. */
static const char *
pass_space(const char *p, const char *end)
{
	if (end - p >= 3 && memcmp(p, "\xef\xbb\xbf", 3) == 0)
		p += 3;
	while (p < end && *p && strchr(" \t\r\n\x1e", *p))
		p++;
	return p;
}

static bool
is_named_json(const char *name)
{
	static const char *const suffixes[] = {
		".json", ".jsonl", ".ndjson", ".jsonlines", ".geojson",
		".json5", ".jsonld",
	};
	size_t i, len, n = name ? strlen(name) : 0;

	for (i = 0; i < COUNT(suffixes); i++) {
		len = strlen(suffixes[i]);
		if (n > len && strcasecmp(name + n - len, suffixes[i]) == 0)
			return true;
	}
	return false;
}

/*
 * An object begins '{' and '"', a list of objects '[' and that.  "[Music]"
 * and "{{template}}" are no JSON.  UTF-16 goes by its name.
 */
static int
json_sniff(const char *head, size_t len, const char *name)
{
	const char *end = head + len, *p = pass_space(head, end);
	int lists;

	for (lists = 0; p < end && *p == '[' && lists < 2; lists++)
		p = pass_space(p + 1, end);
	if (p < end && *p == '{') {
		p = pass_space(p + 1, end);
		if (p < end && (*p == '"' || (*p == '}' && lists)))
			return 2;
	}
	return is_named_json(name);
}

const struct format format_json = {
	.name = "json",
	.sniff = json_sniff,
	.read = json_read,
	.split_open = json_split_open,
	.split_next = json_split_next,
	.split_close = json_split_close,
};
