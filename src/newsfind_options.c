/* The options of newsfind: one table, with the help inside. */
#include "newsfind.h"

struct given given = { .limit = -1 };

const struct option newsfind_options[] = {
	{ 'd', "db", "FILE", "the database to search (default: $NEWSFIND_DB, "
	    "else news.db here, else the one in your home folder)",
	    OPTION_STRING, &given.database },
	{ 'n', "limit", "N", "show the best N (default 10; 0: all)",
	    OPTION_NUMBER, &given.limit },
	{ 0, "sort", "relevance|newest|oldest", "the order (default: "
	    "relevance)", OPTION_CHOICE, &given.sort },
	{ 0, "any", NULL, "articles with any of the words, those with the "
	    "most telling ones first", OPTION_FLAG, &given.any },
	{ 0, "since", "DATE", "published on DATE or later: 2014, 2014-12, "
	    "2014-12-20, yesterday, 7d", OPTION_STRING, &given.since },
	{ 0, "after", "DATE", NULL, OPTION_STRING, &given.since },
	{ 0, "until", "DATE", "published on DATE or earlier, the whole of it "
	    "included", OPTION_STRING, &given.until },
	{ 0, "before", "DATE", NULL, OPTION_STRING, &given.until },
	{ 0, "on", "DATE", "published on that day, in that month, year, week "
	    "(2014-W49) or quarter (2014-Q4)", OPTION_STRING, &given.on },
	{ 0, "tz", "ZONE", "dates as in this zone: UTC, +01:00, "
	    "Europe/Berlin, local (default: as each source wrote them)",
	    OPTION_STRING, &given.zone },
	{ 0, "undated", NULL, "articles without a date alone", OPTION_FLAG,
	    &given.undated },
	{ 0, "source", "NAME", "of this source: its name, host, a part of it, "
	    "or a pattern with *; may be repeated", OPTION_LIST,
	    &given.sources },
	{ 0, "not-source", "NAME", "not of this source", OPTION_LIST,
	    &given.not_sources },
	{ 0, "author", "NAME", "by an author with these words in the name, "
	    "adjacent in double quotes; the last may end in *; may be "
	    "repeated", OPTION_LIST, &given.authors },
	{ 0, "section", "NAME", "of a section with these words in its name, "
	    "as with --author", OPTION_LIST, &given.sections },
	{ 0, "language", "CODE", "in this language: en, de; may be repeated",
	    OPTION_LIST, &given.languages },
	{ 0, "lang", "CODE", NULL, OPTION_LIST, &given.languages },
	{ 0, "has", "FIELD", "with a title, body, author, section, source, "
	    "language, url, date or time; may be repeated", OPTION_LIST,
	    &given.has },
	{ 0, "count", NULL, "print how many articles match, alone",
	    OPTION_FLAG, &given.count },
	{ 0, "by", "PROPERTY", "count the matches by source, section, "
	    "author, language, year, month, week, day or hour; twice: by "
	    "both", OPTION_LIST, &given.by },
	{ 0, "histogram", NULL, "count the matches by month", OPTION_FLAG,
	    &given.histogram },
	{ 0, "facets", NULL, "count the matches by source, section, author, "
	    "language and year, one after the other", OPTION_FLAG,
	    &given.facets },
	{ 0, "no-total", NULL, "do not count the matches beyond those shown",
	    OPTION_FLAG, &given.no_total },
	{ 0, "show", "ARTICLE", "show one article whole: its id, path or "
	    "address; words of a query are marked", OPTION_STRING,
	    &given.show },
	{ 0, "explain", "[ID]", "tell how the query is read and what its "
	    "parts find; with the id of an article (--explain=ID), how its "
	    "score comes about", OPTION_ID, &given.explain },
	{ 0, "json", NULL, "print each hit as a line of JSON", OPTION_FLAG,
	    &given.json },
	{ 0, "csv", NULL, "print hits as CSV, with a line of names",
	    OPTION_FLAG, &given.csv },
	{ 'h', "help", NULL, "print this and exit", OPTION_FLAG,
	    &given.help },
	{ 'V', "version", NULL, "print the version and exit", OPTION_FLAG,
	    &given.version },
	OPTION_END
};

bool
given_about_all(void)
{
	return given.since || given.until || given.on || given.undated ||
	    given.sources.count || given.not_sources.count ||
	    given.authors.count || given.sections.count ||
	    given.languages.count || given.has.count || given.count ||
	    newsfind_counts();
}

void
given_release(void)
{
	option_list_release(&given.sources);
	option_list_release(&given.not_sources);
	option_list_release(&given.authors);
	option_list_release(&given.sections);
	option_list_release(&given.languages);
	option_list_release(&given.has);
	option_list_release(&given.by);
}
