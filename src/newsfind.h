/* The door newsfind: what its files share. */
#ifndef NEWSFIND_H
#define NEWSFIND_H

#include "base/options.h"
#include "find/query.h"
#include "show/printer.h"
#include "store/archive.h"

/* Exit statuses. */
enum { FOUND = 0, NOTHING = 1, TROUBLE = 2 };

/* The options, as they were given. */
struct given {
	const char *database;
	const char *since, *until, *on, *zone;
	struct option_list sources, not_sources, authors, sections;
	struct option_list languages, has;
	const char *show;
	long limit;
	int sort;
	bool undated, any, no_total, count;
	bool json, csv, help, version;
};

extern struct given given;
extern const struct option newsfind_options[];

void given_release(void);

/* Print why it failed; TROUBLE. */
int newsfind_trouble(const struct err *err);

/*
 * Answer a query, made of ${text}, or show an article with its words marked;
 * the status.
 */
int newsfind_ask(struct archive *a, const struct query *q,
    const char *text);
int newsfind_show(struct archive *a, const struct query *q);

/* The printer that the options ask for. */
void newsfind_printer(struct printer *p, const char *folder);

#endif
