/* Trees as text, every kind, field and number written out, and back. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "trees.h"

static const char *const kinds[] = { "WORD", "EXACT", "PHRASE", "PREFIX",
	"PATTERN", "FUZZY", "CAPITAL", "CAPITALS", "AND", "OR", "NOT", "NEAR",
	"ADJ", "SAME", "PARA", "ATLEAST" };
static const char *const fields[] = { "anywhere", "title", "lead", "body",
	"author", "source", "section", "language", "url", "id", "date" };

void
trees_print(const struct query_node *n, struct buf *out)
{
	size_t i;

	buf_addstr(out, kinds[n->kind]);
	if (n->number)
		buf_addf(out, "/%u", n->number);
	if (!n->kid_count) {
		buf_addf(out, " %s:\"%s\"", fields[n->field], n->text);
		return;
	}
	for (i = 0; i < n->kid_count; i++) {
		buf_addstr(out, i ? ", " : "(");
		trees_print(n->kids[i], out);
	}
	buf_addch(out, ')');
}

/* The number of the name at ${p}, and what is behind it. */
static unsigned
read_name(const char *const *names, size_t count, const char **p)
{
	size_t len = strcspn(*p, "/( :"), i;

	for (i = 0; i < count; i++)
		if (strlen(names[i]) == len && memcmp(names[i], *p, len) == 0)
			break;
	if (i == count)
		fail_msg("no such name: %s", *p);
	*p += len;
	return (unsigned)i;
}

static void
read_kids(struct query_node *n, const char **p)
{
	struct query_node *kid;

	while (**p != ')') {
		*p += strspn(*p, "(, ");
		n->kids = realloc(n->kids, (n->kid_count + 1) *
		    sizeof(struct query_node *));
		assert_non_null(n->kids);
		n->kids[n->kid_count++] = kid = trees_read(p);
		if (kid->height >= n->height)
			n->height = kid->height + 1;
	}
	++*p;
}

struct query_node *
trees_read(const char **p)
{
	struct query_node *n = calloc(1, sizeof(*n));
	size_t len;

	assert_non_null(n);
	n->boost = 1;
	n->kind = (enum query_kind)read_name(kinds,
	    sizeof(kinds) / sizeof(kinds[0]), p);
	if (**p == '/')
		n->number = (unsigned)strtoul(*p + 1, (char **)p, 10);
	if (**p == '(') {
		read_kids(n, p);
		return n;
	}
	assert_int_equal(**p, ' ');
	++*p;
	n->field = (enum query_field)read_name(fields,
	    sizeof(fields) / sizeof(fields[0]), p);
	assert_memory_equal(*p, ":\"", 2);
	*p += 2;
	len = strcspn(*p, "\"");
	n->text = strndup(*p, len);
	assert_non_null(n->text);
	*p += len + 1;
	return n;
}
