/*
 * newsfind: a question in, hits out.
 *
 * In this order: what is printed where; trouble; the archive; main.  The
 * options and the asking are in files of their own.
 */
#include "find/best.h"
#include "newsfind.h"

#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "show/underline.h"

/* Longer than any path; PATH_MAX need not exist. */
#define PATH_SIZE 4096

/* ==== What is printed where ==== */

static int
print_help(void)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);

	buf_addstr(&text,
	    "usage: newsfind [options] QUERY...\n"
	    "       newsfind [options] --show ARTICLE [QUERY...]\n\n"
	    "Search the news articles that newsindex has stored.\n\n"
	    "  sony hack               both words, in any form\n"
	    "  '\"sony hack\"'           the phrase, exactly as written\n"
	    "  sony OR pictures        either word\n"
	    "  sony -hack              the first without the second\n"
	    "  hack*                   words that begin so\n"
	    "  title:sony              in the title\n\n");
	options_help(newsfind_options, 79, &text);
	fputs(text.data, stdout);
	buf_release(&text);
	return FOUND;
}

void
newsfind_printer(struct printer *p, const char *folder)
{
	printer_init(p, stdout, folder, given.json ? &printer_json :
	    given.csv ? &printer_csv : &printer_text);
}

/* ==== Trouble ==== */

int
newsfind_trouble(const struct err *err)
{
	fprintf(stderr, "newsfind: %s\n", err->text);
	return TROUBLE;
}

/* The sentence, the query and a line under the place. */
static int
bad_query(const char *text, const struct query_error *error)
{
	newsfind_trouble(&error->err);
	underline(stderr, text, error->start, error->end);
	return TROUBLE;
}

/* Options of which one makes no sense beside the other. */
static int
check_given(struct err *err)
{
	if (given.json && given.csv)
		return err_set(err, "--json and --csv exclude each other");
	if (given.count && given.no_total)
		return err_set(err, "--count and --no-total exclude each "
		    "other");
	if (given.show && (given.count || newsfind_counts()))
		return err_set(err, "counts and --show exclude each other");
	if (given.explain && (given.show || given.count || newsfind_counts()
	    || given.json || given.csv))
		return err_set(err, "--explain stands alone: leave out "
		    "--show, counts and other formats");
	if (given.facets && (given.by.count || given.histogram))
		return err_set(err, "--facets counts by one property after "
		    "the other: leave out --%s", given.by.count ? "by" :
		    "histogram");
	return 0;
}

/* ==== The archive ==== */

static int
open_archive(struct archive **a, struct err *err)
{
	char path[PATH_SIZE];
	const char *note = NULL;

	if (given.database)
		snprintf(path, sizeof(path), "%s", given.database);
	else if (archive_default_path(path, sizeof(path), false, err))
		return -1;
	if (access(path, F_OK) != 0)
		return err_set(err, "there is no database '%s' yet: make it "
		    "with  newsindex %s%s%sFOLDER", path,
		    given.database ? "-d " : "",
		    given.database ? given.database : "",
		    given.database ? " " : "");
	if (archive_open(a, path, ARCHIVE_READ, &note, err))
		return -1;
	if (note)
		fprintf(stderr, "newsfind: %s\n", note);
	return 0;
}

static int
answer(const char *text)
{
	struct query query = { 0 };
	struct query_error error = { ERR_INIT, 0, 0 };
	struct archive *a = NULL;
	int result;

	if (query_parse(&query, text, given.any, &error)) {
		result = bad_query(text, &error);
		goto out;
	}
	if (open_archive(&a, &error.err)) {
		result = newsfind_trouble(&error.err);
		goto out;
	}
	if (query.dropped)
		fprintf(stderr, "newsfind: the query is too long: its last "
		    "%zu words were left out\n", query.dropped);
	result = given.show ? newsfind_show(a, &query) :
	    newsfind_ask(a, &query, text);
out:
	archive_close(a, NULL);
	query_release(&query);
	return result;
}

/* ==== main ==== */

static int
run(int argc, char **argv)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);
	struct err err = ERR_INIT;
	int i, words, result;

	if (options_parse(newsfind_options, argc, argv, true, &words, &err))
		return newsfind_trouble(&err);
	if (given.help)
		return print_help();
	if (given.version) {
		puts("newsfind " NEWSFIND_VERSION);
		return FOUND;
	}
	if (check_given(&err))
		return newsfind_trouble(&err);
	if (!words && !given.show && !given_about_all()) {
		fputs("newsfind: what should be searched for?\n"
		    "usage: newsfind [options] QUERY...   (--help tells more)"
		    "\n", stderr);
		return TROUBLE;
	}
	/* Nothing makes one of all articles better than another. */
	if (!words && given.sort == BEST_RELEVANCE)
		given.sort = BEST_NEWEST;
	for (i = 0; i < words; i++) {
		if (i)
			buf_addch(&text, ' ');
		buf_addstr(&text, argv[i]);
	}
	result = answer(text.data);
	buf_release(&text);
	return result;
}

int
main(int argc, char **argv)
{
	int result;

	/* "newsfind ... | head" ends quietly. */
	signal(SIGPIPE, SIG_DFL);
	result = run(argc, argv);
	given_release();
	if (fflush(stdout) || ferror(stdout)) {
		fputs("newsfind: cannot write the output\n", stderr);
		return TROUBLE;
	}
	return result;
}
