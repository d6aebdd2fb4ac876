/*
 * JSON: one record to one article.
 *
 * Order: the best value for each role, from the record and one level of
 * objects within; the article's fields; what is no article; parsing, with
 * one repair; sniffing; the format.
 */
#include "read/format.h"

#include <jansson.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"
#include "read/html.h"
#include "read/json_fields.h"
#include "read/json_load.h"
#include "read/json_repair.h"
#include "read/json_split.h"
#include "read/json_value.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Of a record that is none of ours, names told to the user. */
#define NAMES_TOLD 8
#define NAME_TOLD_MAX 24

struct pick {
	const json_t *value;
	const struct json_field *field;
};

/*
 * The field of a member, or NULL.  A source that is an address (trafilatura)
 * is the article's, and preferred to no other.
 */
static const struct json_field *
member_field(const char *name, const json_t *value)
{
	static const char last_url[] = "href";
	const struct json_field *field = json_field_find(name, strlen(name));
	const char *text = json_string_value(value);

	if (json_is_object(value) && json_is_nest(name, strlen(name)))
		return NULL;
	if (field && field->role == JSON_SOURCE && text &&
	    strstr(text, "://") && strcmp(field->name, "source") == 0)
		return json_field_find(last_url, strlen(last_url));
	return field;
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
		field = member_field(name, value);
		if (!field)
			continue;
		/* ninjs 2 has its text in several renditions. */
		if (strcmp(field->name, "bodies") == 0 &&
		    json_is_array(value))
			value = json_array_get(value, 0);
		p = &pick[field->role];
		if ((!p->field || field < p->field) &&
		    json_says(scratch, value, field->role)) {
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
	json_value_add(&text, pick[role].value, role);
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
	err_set(err, n ? "no title or text among its fields (%s)" :
	    "an empty object%s", names.data);
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

	record = json_load(doc->bytes, doc->len, &why);
	if (record)
		return record;
	if (json_repair(&mended, doc->bytes, doc->len, doc->charset))
		err_memory(err);
	else if (!(record = json_load(mended.data, mended.len, NULL)))
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
