/*
 * Command lines: one table a program, with the help inside, from which both
 * the reading of the arguments and --help are made.
 *
 * Long options take their value as "--name=value" or "--name value", short
 * ones as "-d value"; a number may also be attached ("-n5").  Short options
 * do not cluster and long ones are not abbreviated.  Options may stand after
 * operands; "--" ends them.  A repeated option's last value counts, unless
 * its kind is OPTION_LIST.
 */
#ifndef BASE_OPTIONS_H
#define BASE_OPTIONS_H

#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

enum option_kind {
	OPTION_FLAG,	/* bool: set to true */
	OPTION_STRING,	/* const char *: lent from the arguments */
	OPTION_NUMBER,	/* long: decimal, 0 or more */
	OPTION_CHOICE,	/* int: which of the words of ${argument}, from 0 */
	OPTION_LIST,	/* struct option_list: every value given */
	OPTION_ID	/* const char *: "" without a value, which stands
			 * behind a "=", or next where that is a number of
			 * OPTION_ID_DIGITS or more */
};

/* Numbers in questions are years, sums and telephones; ids are longer. */
#define OPTION_ID_DIGITS 11

struct option {
	char letter;		/* of the short form; 0: none */
	const char *name;	/* of the long form, without dashes */
	const char *argument;	/* what --help calls the value; for a choice
				 * all of them: "newest|oldest"; NULL: none */
	const char *help;	/* NULL: another name of the option above */
	enum option_kind kind;
	void *target;		/* by kind; keeps what it holds if not given */
};

/* A table ends with this. */
#define OPTION_END { 0, NULL, NULL, NULL, OPTION_FLAG, NULL }

struct option_list {
	const char **items;	/* owned array of lent strings */
	size_t count;
};

#define OPTION_LIST_INIT { NULL, 0 }

void option_list_release(struct option_list *list);

/*
 * Read the arguments argv[1..argc-1].  Operands are moved to the front of
 * ${argv} (from argv[0] on) and counted in *${operands}.  With
 * ${dash_operands} an argument of one dash that is no known option ("-hack")
 * is an operand; without it, it is an error.  "-" alone always is one.
 * 0, or -1 with a sentence.
 */
int options_parse(const struct option *table, int argc, char **argv,
    bool dash_operands, int *operands, struct err *err);

/* Append the options, a paragraph each, in lines of at most ${width}. */
void options_help(const struct option *table, size_t width, struct buf *out);

#endif
