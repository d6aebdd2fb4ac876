/*
 * Command lines by table: values by kind, finding an option, the walk over
 * the arguments, the help.
 */
#include "base/options.h"

#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/distance.h"

/* Where the explanations begin, if the option leaves room before it. */
#define HELP_COLUMN 26

void
option_list_release(struct option_list *list)
{
	free(list->items);
	list->items = NULL;
	list->count = 0;
}

/* ==== Values ==== */

/* ${shown}: the option as the person wrote it, dashes included. */
static int
take_number(const char *shown, const char *value, long *out, struct err *err)
{
	const char *p;
	long n = 0;

	for (p = value; *p >= '0' && *p <= '9'; p++) {
		if (n > (LONG_MAX - 9) / 10)
			return err_set(err, "the number of '%s' is too "
			    "large: '%s'", shown, value);
		n = n * 10 + (*p - '0');
	}
	if (p == value || *p)
		return err_set(err, "'%s' takes a number, not '%s'", shown,
		    value);
	*out = n;
	return 0;
}

static int
take_choice(const struct option *o, const char *shown, const char *value,
    int *out, struct err *err)
{
	const char *p = o->argument;
	size_t n;
	int i;

	for (i = 0; ; i++, p += n + 1) {
		n = strcspn(p, "|");
		if (n == strlen(value) && memcmp(p, value, n) == 0) {
			*out = i;
			return 0;
		}
		if (!p[n])
			return err_set(err, "'%s' takes one of %s, not '%s'",
			    shown, o->argument, value);
	}
}

static int
take_item(struct option_list *list, const char *value, struct err *err)
{
	const char **items;

	items = realloc(list->items, (list->count + 1) * sizeof(*items));
	if (!items)
		return err_memory(err);
	list->items = items;
	items[list->count++] = value;
	return 0;
}

static int
take(const struct option *o, const char *shown, const char *value,
    struct err *err)
{
	switch (o->kind) {
	case OPTION_FLAG:
		*(bool *)o->target = true;
		return 0;
	case OPTION_STRING:
	case OPTION_ID:
		*(const char **)o->target = value;
		return 0;
	case OPTION_NUMBER:
		return take_number(shown, value, o->target, err);
	case OPTION_CHOICE:
		return take_choice(o, shown, value, o->target, err);
	case OPTION_LIST:
		return take_item(o->target, value, err);
	}
	return 0;
}

/* ==== Finding an option ==== */

static const struct option *
find_long(const struct option *table, const char *name, size_t len)
{
	const struct option *o;

	for (o = table; o->name; o++)
		if (strlen(o->name) == len && memcmp(o->name, name, len) == 0)
			return o;
	return NULL;
}

/*
 * The option ${arg} ("-n", "-n5") names, with *${value} at what is attached
 * or NULL.  Only digits after a number's letter are a value: "-data" is not
 * "-d ata".
 */
static const struct option *
find_short(const struct option *table, const char *arg, const char **value)
{
	const struct option *o;

	*value = NULL;
	for (o = table; o->name; o++) {
		if (!o->letter || o->letter != arg[1])
			continue;
		if (!arg[2])
			return o;
		if (o->kind == OPTION_NUMBER &&
		    strspn(arg + 2, "0123456789") == strlen(arg + 2)) {
			*value = arg + 2;
			return o;
		}
	}
	return NULL;
}

static int
unknown(const struct option *table, const char *arg, struct err *err)
{
	const struct option *o, *best = NULL;
	const char *name = arg + strspn(arg, "-");
	size_t d, least = distance_slip(name) + 1;

	for (o = table; o->name; o++) {
		d = distance(o->name, name);
		if (d < least) {
			least = d;
			best = o;
		}
	}
	if (best)
		return err_set(err, "there is no option '%s'; did you mean "
		    "'--%s'?", arg, best->name);
	return err_set(err, "there is no option '%s'; --help lists them",
	    arg);
}

/* ==== The walk over the arguments ==== */

static bool
is_id(const char *arg)
{
	size_t digits = strspn(arg, "0123456789");

	return digits >= OPTION_ID_DIGITS && !arg[digits];
}

/*
 * Read the option at argv[*at], and its value, which may be the argument
 * after it.  1: it was one, 0: it is an operand, -1: an error.
 */
static int
read_one(const struct option *table, int argc, char **argv, int *at,
    bool dash_operands, struct err *err)
{
	const char *arg = argv[*at], *value = NULL, *equals = NULL;
	const struct option *o;
	size_t len;

	if (arg[0] != '-' || !arg[1])
		return 0;
	if (arg[1] == '-') {
		equals = strchr(arg, '=');
		len = equals ? (size_t)(equals - arg) : strlen(arg);
		o = find_long(table, arg + 2, len - 2);
		value = equals ? equals + 1 : NULL;
	} else {
		o = find_short(table, arg, &value);
		if (!o && dash_operands)
			return 0;
	}
	if (!o)
		return unknown(table, arg, err);
	if (o->kind == OPTION_FLAG && value)
		return err_set(err, "'--%s' takes no value", o->name);
	if (o->kind == OPTION_ID && !value)
		value = *at + 1 < argc && is_id(argv[*at + 1]) ?
		    argv[++*at] : "";
	if (o->kind != OPTION_FLAG && !value) {
		if (*at + 1 == argc)
			return err_set(err, "'%s' needs a value: %s", arg,
			    o->argument);
		value = argv[++*at];
	}
	return take(o, arg, value, err) ? -1 : 1;
}

int
options_parse(const struct option *table, int argc, char **argv,
    bool dash_operands, int *operands, struct err *err)
{
	int i, found, count = 0;

	*operands = 0;
	for (i = 1; i < argc; i++) {
		if (strcmp(argv[i], "--") == 0) {
			while (++i < argc)
				argv[count++] = argv[i];
			break;
		}
		found = read_one(table, argc, argv, &i, dash_operands, err);
		if (found < 0)
			return -1;
		if (!found)
			argv[count++] = argv[i];
	}
	*operands = count;
	return 0;
}

/* ==== The help ==== */

static void
pad(struct buf *out, size_t column, size_t to)
{
	for (; column < to; column++)
		buf_addch(out, ' ');
}

/* Append ${text} from ${column} on, wrapped at words, indented alike. */
static void
wrap(struct buf *out, const char *text, size_t column, size_t width)
{
	size_t n, at = column;

	for (; *text; text += n, text += strspn(text, " ")) {
		n = strcspn(text, " ");
		if (at > column && at + 1 + n > width) {
			buf_addch(out, '\n');
			pad(out, 0, column);
			at = column;
		}
		if (at > column) {
			buf_addch(out, ' ');
			at++;
		}
		buf_add(out, text, n);
		at += n;
	}
	buf_addch(out, '\n');
}

/* "  -s, --since, --after DATE": a row and the other names below it. */
static void
heading(const struct option *o, struct buf *out)
{
	const struct option *also = o;

	if (o->letter)
		buf_addf(out, "  -%c, --%s", o->letter, o->name);
	else
		buf_addf(out, "      --%s", o->name);
	while ((++also)->name && !also->help)
		buf_addf(out, ", --%s", also->name);
	if (o->argument)
		buf_addf(out, " %s", o->argument);
}

void
options_help(const struct option *table, size_t width, struct buf *out)
{
	const struct option *o;
	size_t start, len;

	for (o = table; o->name; o++) {
		if (!o->help)
			continue;
		start = out->len;
		heading(o, out);
		len = out->len - start;
		if (len + 2 > HELP_COLUMN) {
			buf_addch(out, '\n');
			len = 0;
		}
		pad(out, len, HELP_COLUMN);
		wrap(out, o->help, HELP_COLUMN, width);
	}
}
