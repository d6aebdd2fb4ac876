/* The door newsfind: what its files share. */
#ifndef NEWSFIND_H
#define NEWSFIND_H

#include "base/options.h"
#include "find/search.h"
#include "show/printer.h"
#include "store/archive.h"

/* Exit statuses. */
enum { FOUND = 0, NOTHING = 1, TROUBLE = 2 };

/* The options, as they were given. */
struct given {
	const char *database;
	const char *since, *until, *on, *zone;
	struct option_list sources, not_sources, authors, sections;
	struct option_list languages, has, by;
	const char *show, *explain;
	long limit;		/* -1: not given */
	int sort;
	bool undated, any, no_total, count, histogram, facets;
	bool json, csv, help, version;
};

extern struct given given;
extern const struct option newsfind_options[];

void given_release(void);

/* Do the options alone ask for something: a filter, or counts? */
bool given_about_all(void);

/* Print why it failed; TROUBLE. */
int newsfind_trouble(const struct err *err);

/* Explain a query, or the score of an article; the status. */
struct search;
struct search_request;
int newsfind_explain(struct archive *a, struct search *s, struct printer *p,
    const struct search_request *request);

/*
 * Answer a query, made of ${text}, or show an article with its words marked;
 * the status.
 */
int newsfind_ask(struct archive *a, const struct query *q,
    const char *text);
int newsfind_show(struct archive *a, const struct query *q);

/* Do the options ask for counts?  Answer with them; the status. */
bool newsfind_counts(void);
int newsfind_count(struct search *s, struct printer *p,
    const struct search_request *request, const char *text, double began);

/* Say that nothing was found and what could be tried; NOTHING. */
int newsfind_nothing(struct search *s, const struct search_request *request,
    const char *text, const struct search_reply *reply);

/* What to close a reply with that was asked for at ${began}. */
struct summary newsfind_summary(const struct search_reply *reply,
    double began);

/* The printer that the options ask for. */
void newsfind_printer(struct printer *p, const char *folder);

#endif
