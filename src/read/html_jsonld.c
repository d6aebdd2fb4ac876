/*
 * JSON-LD as pages write it: a node, a list of nodes, or nodes under @graph
 * and other keys; the article's node is the one whose type says so.  What
 * strict JSON refuses is mended first: raw line breaks in strings, comments
 * around it, a comma before a bracket, escapes that are none.
 */
#include "read/html_jsonld.h"

#include <jansson.h>
#include <string.h>

#include "base/buf.h"

/* Nodes within nodes: @graph, mainEntity, author, name; real pages use 5. */
#define DEPTH 12

/* Is ${p} in front of a closing bracket, white space aside? */
static bool
closes(const char *p, const char *end)
{
	while (p < end && (*p == ' ' || (*p >= '\t' && *p <= '\r')))
		p++;
	return p < end && (*p == '}' || *p == ']');
}

/* Append the script as strict JSON would have it. */
static void
mend(struct buf *out, const char *p, const char *end)
{
	bool string = false;

	for (; p < end; p++) {
		unsigned char c = (unsigned char)*p;

		if (string && c == '\\' && p + 1 < end) {
			p++;
			if (strchr("\"\\/bfnrtu", *p) != NULL)
				buf_addch(out, '\\');
			buf_addch(out, (unsigned char)*p < 0x20 ? ' ' : *p);
			continue;
		}
		if (c == '"')
			string = !string;
		if (c < 0x20)
			c = ' ';
		if (!string && c == ',' && closes(p + 1, end))
			continue;
		buf_addch(out, (char)c);
	}
}

static bool
type_is(const json_t *type, const char *part)
{
	const char *name = json_string_value(type);
	const json_t *item;
	size_t i;

	if (name != NULL)
		return strstr(name, part) != NULL;
	json_array_foreach(type, i, item)
		if (json_is_string(item) && type_is(item, part))
			return true;
	return false;
}

static bool
is_article(const json_t *node)
{
	const json_t *type = json_object_get(node, "@type");

	return type_is(type, "Article") || type_is(type, "BlogPosting") ||
	    type_is(type, "Report");
}

/* The first string in a value: itself, of a list, an object's name. */
static const char *
first_string(const json_t *value, int depth)
{
	for (; depth > 0 && value != NULL; depth--) {
		if (json_is_string(value))
			return json_string_value(value);
		if (json_is_array(value))
			value = json_array_get(value, 0);
		else
			value = json_object_get(value, "name");
	}
	return NULL;
}

static void
add_string(struct html_clues *clues, enum html_clue clue, const json_t *node,
    const char *key)
{
	html_clue_add(clues, clue,
	    first_string(json_object_get(node, key), DEPTH));
}

/* A person of a given and a family name. */
static bool
add_parted_name(struct html_clues *clues, const json_t *person)
{
	const char *given = json_string_value(json_object_get(person,
	    "givenName"));
	const char *family = json_string_value(json_object_get(person,
	    "familyName"));
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);

	if (given == NULL || family == NULL)
		return false;
	buf_addf(&b, "%s %s", given, family);
	html_clue_join(clues, CLUE_AUTHOR_LD, b.data);
	buf_release(&b);
	return true;
}

static void
add_authors(struct html_clues *clues, const json_t *author, int depth)
{
	const json_t *item, *name;
	size_t i;

	if (depth == 0 || author == NULL)
		return;
	if (json_is_string(author)) {
		html_clue_join(clues, CLUE_AUTHOR_LD,
		    json_string_value(author));
		return;
	}
	if (json_is_array(author)) {
		json_array_foreach(author, i, item)
			add_authors(clues, item, depth - 1);
		return;
	}
	name = json_object_get(author, "name");
	if (type_is(json_object_get(author, "@type"), "Organization"))
		html_clue_add(clues, CLUE_AUTHOR_LD_GROUP,
		    first_string(name, DEPTH));
	else if (name != NULL)
		add_authors(clues, name, depth - 1);
	else
		add_parted_name(clues, author);
}

static void
read_article(struct html_clues *clues, const json_t *node)
{
	if (clues->value[CLUE_AUTHOR_LD] == NULL) {
		add_authors(clues, json_object_get(node, "author"), DEPTH);
		if (clues->value[CLUE_AUTHOR_LD] == NULL)
			add_authors(clues, json_object_get(node, "creator"),
			    DEPTH);
	}
	add_string(clues, CLUE_HEADLINE, node, "headline");
	add_string(clues, CLUE_PUBLISHED_LD, node, "datePublished");
	add_string(clues, CLUE_MODIFIED_LD, node, "dateModified");
	add_string(clues, CLUE_SITE_LD, node, "publisher");
	add_string(clues, CLUE_SECTION_LD, node, "articleSection");
	add_string(clues, CLUE_LANGUAGE_LD, node, "inLanguage");
	add_string(clues, CLUE_BODY_LD, node, "articleBody");
	add_string(clues, CLUE_URL_LD, node, "url");
}

static void
read_node(struct html_clues *clues, json_t *node, int depth)
{
	const char *key;
	json_t *value;
	size_t i;

	if (depth == 0)
		return;
	if (json_is_array(node)) {
		json_array_foreach(node, i, value)
			read_node(clues, value, depth - 1);
		return;
	}
	if (!json_is_object(node))
		return;
	if (is_article(node))
		read_article(clues, node);
	add_string(clues, CLUE_PUBLISHED_LD_ANY, node, "datePublished");
	json_object_foreach(node, key, value)
		if (json_is_object(value) || json_is_array(value))
			read_node(clues, value, depth - 1);
}

int
html_jsonld_read(struct html_clues *clues, const char *text, size_t len)
{
	const char *start = text, *end = text + len;
	struct buf mended = BUF_INIT(BUF_TEXT_LIMIT);
	json_t *root;

	while (start < end && *start != '{' && *start != '[')
		start++;
	mend(&mended, start, end);
	if (mended.failed)
		return -1;
	root = json_loadb(mended.data, mended.len,
	    JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, NULL);
	read_node(clues, root, DEPTH);
	json_decref(root);
	buf_release(&mended);
	return 0;
}
