/*
 * newsindex: folders, files and addresses in, one SQLite file out.
 *
 * In this order: endings; options; what is said while it runs (articles as
 * JSON); main.  What a person is told stands in load/report.c.
 */
#include <errno.h>
#include <jansson.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <string.h>
#include <unistd.h>

#include "base/options.h"
#include "load/load.h"
#include "load/report.h"
#include "read/language.h"

/* A machine of more cores gains nothing: one thread writes. */
#define THREADS_MOST 16

/* Exit statuses; 130 is a shell's 128 + SIGINT. */
enum { DONE = 0, SOME_UNREADABLE = 1, TROUBLE = 2, INTERRUPTED = 130 };

static atomic_bool interrupted;

/* Why standard output failed, an errno; 0: it has not. */
static int output_error;

/* ==== Endings ==== */

static int
fail(const char *sentence)
{
	fflush(stdout);
	fprintf(stderr, "newsindex: %s\n", sentence);
	return TROUBLE;
}

/* ${status}, or TROUBLE where not all that was printed has been written. */
static int
end_output(int status)
{
	struct err err;

	if (!output_error && (fflush(stdout) || ferror(stdout)))
		output_error = errno ? errno : EIO;
	if (!output_error)
		return status;
	err_set(&err, "cannot write standard output: %s",
	    strerror(output_error));
	return fail(err.text);
}

/* ==== Options ==== */

static struct {
	const char *database, *source, *language;
	long threads;
	bool dry_run, json, reread, prune, quiet, verbose, help, version;
} given;

static const struct option options[] = {
	{ 'd', "db", "FILE", "the database to write (default: $NEWSFIND_DB, "
	    "else news.db here, else the one in your home folder)",
	    OPTION_STRING, &given.database },
	{ 0, "source", "NAME", "the outlet of every article, whatever it says",
	    OPTION_STRING, &given.source },
	{ 0, "language", "CODE", "the language of every article, as en or de",
	    OPTION_STRING, &given.language },
	{ 0, "reread", NULL, "read files again that have not changed",
	    OPTION_FLAG, &given.reread },
	{ 0, "prune", NULL, "remove articles whose files are gone",
	    OPTION_FLAG, &given.prune },
	{ 0, "dry-run", NULL, "read everything, write nothing",
	    OPTION_FLAG, &given.dry_run },
	{ 0, "json", NULL, "with --dry-run: print each article as a line of "
	    "JSON", OPTION_FLAG, &given.json },
	{ 'j', "jobs", "N", "threads that read (default: one a processor)",
	    OPTION_NUMBER, &given.threads },
	{ 'v', "verbose", NULL, "name everything that was skipped, not only "
	    "the first of a kind", OPTION_FLAG, &given.verbose },
	{ 'q', "quiet", NULL, "print failures only", OPTION_FLAG,
	    &given.quiet },
	{ 'h', "help", NULL, "print this and exit", OPTION_FLAG,
	    &given.help },
	{ 'V', "version", NULL, "print the version and exit", OPTION_FLAG,
	    &given.version },
	OPTION_END
};

static int
print_help(void)
{
	struct buf text = BUF_INIT(BUF_TEXT_LIMIT);

	buf_addstr(&text,
	    "usage: newsindex [options] PATH|URL...\n\n"
	    "Read news articles from files, folders, web addresses or "
	    "standard input (-)\ninto one SQLite file, which newsfind "
	    "searches and every other tool opens.\n\n");
	options_help(options, 79, &text);
	fputs(text.data, stdout);
	buf_release(&text);
	return end_output(DONE);
}

/* ==== What is said while it runs ==== */

static void
print_article(void *ctx, const struct article *a)
{
	/* The order of --json's keys. */
	static const enum article_field order[] = {
		ARTICLE_GUID, ARTICLE_URL, ARTICLE_TITLE, ARTICLE_AUTHOR,
		ARTICLE_PUBLISHED, ARTICLE_DATED_BY, ARTICLE_MODIFIED,
		ARTICLE_SOURCE, ARTICLE_SECTION, ARTICLE_LANGUAGE,
		ARTICLE_BODY
	};
	json_t *object = json_object();
	size_t i;

	(void)ctx;
	json_object_set_new(object, "origin", json_string(a->origin));
	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (a->field[order[i]])
			json_object_set_new(object,
			    article_field_name(order[i]),
			    json_string(a->field[order[i]]));
	/* Nobody reads on: the run ends. */
	if (!output_error && (json_dumpf(object, stdout, JSON_COMPACT) ||
	    putchar('\n') == EOF)) {
		output_error = errno ? errno : EIO;
		atomic_store(&interrupted, true);
	}
	json_decref(object);
}

static void
on_interrupt(int signal_)
{
	(void)signal_;
	atomic_store(&interrupted, true);
}

/* The first Ctrl-C ends the run in order, the second at once. */
static void
catch_interrupt(void)
{
	struct sigaction action;

	memset(&action, 0, sizeof(action));
	action.sa_handler = on_interrupt;
	action.sa_flags = (int)SA_RESETHAND;
	sigaction(SIGINT, &action, NULL);
	sigaction(SIGTERM, &action, NULL);
}

/* ==== main ==== */

/* Where the database is, into ${path}; the empty path for a dry run. */
static int
find_database(char *path, size_t size, struct err *err)
{
	path[0] = '\0';
	if (given.dry_run)
		return 0;
	if (!given.database)
		return archive_default_path(path, size, true, err);
	if (strlen(given.database) >= size)
		return err_set(err, "the database's path is too long");
	memcpy(path, given.database, strlen(given.database) + 1);
	return 0;
}

static int
check_language(struct err *err)
{
	char code[LANGUAGE_SIZE];

	if (!given.language || language_code(given.language,
	    strlen(given.language), code))
		return 0;
	return err_set(err, "no language is called '%s': give a code such as "
	    "en, de or fr", given.language);
}

static int
threads(void)
{
	long n = given.threads ? given.threads :
	    sysconf(_SC_NPROCESSORS_ONLN);

	return n < 1 ? 1 : n > THREADS_MOST ? THREADS_MOST : (int)n;
}

static int
run(char **paths, int count, const char *database)
{
	struct report report;
	struct load_settings settings = {
		.paths = paths, .count = count,
		.database = *database ? database : NULL,
		.source = given.source, .language = given.language,
		.threads = threads(), .reread = given.reread,
		.prune = given.prune, .stop = &interrupted
	};
	struct load_result result;
	struct err err = ERR_INIT;
	const char *note;
	int failed;

	report_init(&report, stderr, given.quiet, given.verbose);
	settings.listener = (struct load_listener){
		given.json ? print_article : NULL, report_trouble,
		report.live ? report_progress : NULL, &report
	};
	settings.measure = report.live;
	failed = load_run(&settings, &result, &note, &err);
	if (!result.began)
		return fail(err.text);
	report_end(&report, &result, given.json ? stderr : stdout,
	    settings.database, note);
	if (failed)
		return fail(err.text);
	if (atomic_load(&interrupted))
		return end_output(INTERRUPTED);
	return end_output(result.trouble[TROUBLE_UNREADABLE] ||
	    result.trouble[TROUBLE_DAMAGED] ? SOME_UNREADABLE : DONE);
}

int
main(int argc, char **argv)
{
	char database[PATH_MAX + 1];
	struct err err = ERR_INIT;
	int count;

	if (options_parse(options, argc, argv, false, &count, &err))
		return fail(err.text);
	if (given.help)
		return print_help();
	if (given.version) {
		puts("newsindex " NEWSFIND_VERSION);
		return end_output(DONE);
	}
	if (!count)
		return fail("nothing to read: name a folder, a file or an "
		    "address (newsindex --help)");
	if (given.json && !given.dry_run)
		return fail("--json goes with --dry-run");
	if (check_language(&err))
		return fail(err.text);
	if (find_database(database, sizeof(database), &err))
		return fail(err.text);
	/* Nobody asks how much memory SQLite uses: no lock to count it. */
	sqlite3_config(SQLITE_CONFIG_MEMSTATUS, 0);
	catch_interrupt();
	return run(argv, count, database);
}
