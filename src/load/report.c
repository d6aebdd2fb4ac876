/* What newsindex tells a person: troubles, progress, totals. */
#include "load/report.h"

#include <inttypes.h>
#include <string.h>
#include <time.h>
#include <unistd.h>

#include "base/buf.h"
#include "base/utf8.h"

/* Short runs need no progress; a reader's eye needs no more than this. */
#define FIRST_SECONDS 0.7
#define DRAW_SECONDS 0.2

static double
now(void)
{
	struct timespec t;

	clock_gettime(CLOCK_MONOTONIC, &t);
	return (double)t.tv_sec + (double)t.tv_nsec / 1e9;
}

void
report_init(struct report *r, FILE *out, bool quiet, bool verbose)
{
	memset(r, 0, sizeof(*r));
	r->out = out;
	r->quiet = quiet;
	r->verbose = verbose;
	r->live = !quiet && isatty(fileno(out));
	r->began = now();
	if (!getcwd(r->folder, sizeof(r->folder) - 1))
		r->folder[0] = '\0';
	else if (strcmp(r->folder, "/") != 0)
		r->folder[strlen(r->folder) + 1] = '\0',
		    r->folder[strlen(r->folder)] = '/';
}

/* ", 12 changed" for a number that is not 0. */
static void
add_count(struct buf *b, int64_t n, const char *one, const char *many)
{
	if (n)
		buf_addf(b, "%s%" PRId64 " %s", b->len ? ", " : "", n,
		    n == 1 ? one : many);
}

/* ==== Troubles ==== */

/* A path as it is seen from the working folder. */
static const char *
seen(const struct report *r, const char *path)
{
	size_t len = strlen(r->folder);

	return len > 1 && strncmp(path, r->folder, len) == 0 && path[len] ?
	    path + len : path;
}

/* Names come from strangers: no control character reaches the terminal. */
static void
add_safe(struct buf *b, const char *text)
{
	const char *p = text, *end = text + strlen(text);
	uint32_t rune;

	while (p < end) {
		p += utf8_decode(p, end, &rune);
		if (rune < 0x20 || (rune >= 0x7F && rune < 0xA0))
			rune = '?';
		buf_add_rune(b, rune);
	}
}

static void
erase(const struct report *r)
{
	if (r->live && r->drawn > 0)
		fputs("\r\033[K", r->out);
}

void
report_trouble(void *ctx, enum trouble_kind kind, const char *name,
    long number, const char *sentence)
{
	struct report *r = ctx;
	struct buf line = BUF_INIT(BUF_TEXT_LIMIT);
	bool failure = kind == TROUBLE_UNREADABLE || kind == TROUBLE_DAMAGED;

	if ((r->quiet && !failure) ||
	    (!r->verbose && r->named[kind]++ >= REPORT_NAMED))
		return;
	add_safe(&line, seen(r, name));
	if (number > 0)
		buf_addf(&line, "#%ld", number);
	buf_addstr(&line, ": ");
	add_safe(&line, sentence);
	erase(r);
	fprintf(r->out, "newsindex: %s\n", line.data);
	buf_release(&line);
}

/* ==== Progress ==== */

static void
add_size(struct buf *b, double bytes)
{
	static const char *const units[] = { "bytes", "kB", "MB", "GB", "TB" };
	size_t i = 0;

	while (bytes >= 1000 && i < 4) {
		bytes /= 1000;
		i++;
	}
	buf_addf(b, i && bytes < 10 ? "%.1f %s" : "%.0f %s", bytes, units[i]);
}

static void
add_left(struct buf *b, double seconds)
{
	if (seconds >= 5400)
		buf_addf(b, ", %.1f hours left", seconds / 3600);
	else if (seconds >= 90)
		buf_addf(b, ", %.0f minutes left", seconds / 60);
	else
		buf_addf(b, ", %.0f seconds left", seconds);
}

void
report_progress(void *ctx, const struct feed_progress *p, int64_t articles)
{
	struct report *r = ctx;
	struct buf line = BUF_INIT(BUF_TEXT_LIMIT);
	double t = now(), spent = t - r->began;
	double bytes = (double)atomic_load(&p->bytes);
	double all = (double)atomic_load(&p->all_bytes);

	if (spent < FIRST_SECONDS || t - r->drawn < DRAW_SECONDS)
		return;
	r->drawn = t;
	add_count(&line, atomic_load(&p->files), "file", "files");
	add_count(&line, articles, "article", "articles");
	buf_addstr(&line, line.len ? ", " : "");
	add_size(&line, bytes);
	buf_addstr(&line, " (");
	add_size(&line, bytes / spent);
	buf_addstr(&line, "/s)");
	if (all > bytes && bytes > all / 100)
		add_left(&line, spent * (all - bytes) / bytes);
	fprintf(r->out, "\r\033[K%s", line.data);
	fflush(r->out);
	buf_release(&line);
}

/* ==== Totals ==== */

static void
print_line(FILE *out, const char *label, struct buf *line)
{
	if (line->len)
		fprintf(out, "%s%s\n", label, line->data);
	buf_release(line);
}

static void
articles_line(FILE *out, const struct load_result *result)
{
	struct buf line = BUF_INIT(BUF_TEXT_LIMIT);
	const int64_t *n = result->outcome;

	add_count(&line, n[ENTRY_NEW], "new", "new");
	add_count(&line, n[ENTRY_CHANGED], "changed", "changed");
	add_count(&line, n[ENTRY_UNCHANGED], "unchanged", "unchanged");
	add_count(&line, n[ENTRY_OLDER], "older than the stored one",
	    "older than the stored ones");
	add_count(&line, n[ENTRY_COPY], "met again at another place",
	    "met again at other places");
	add_count(&line, result->undated, "of them undated",
	    "of them undated");
	add_count(&line, result->removed, "removed", "removed");
	if (!line.len)
		buf_addstr(&line, "none new");
	print_line(out, "articles: ", &line);
}

static void
files_line(FILE *out, const struct load_result *result)
{
	struct buf line = BUF_INIT(BUF_TEXT_LIMIT);
	const int64_t *n = result->trouble;

	buf_addf(&line, "%" PRId64 " met", result->files);
	add_count(&line, result->unchanged_files,
	    "unchanged since the last run", "unchanged since the last run");
	add_count(&line, result->hidden, "hidden", "hidden");
	add_count(&line, n[TROUBLE_BINARY], "not text", "not text");
	add_count(&line, n[TROUBLE_LOOP], "loop of links", "loops of links");
	add_count(&line, n[TROUBLE_SPECIAL], "no regular file",
	    "no regular files");
	add_count(&line, n[TROUBLE_UNREADABLE], "unreadable", "unreadable");
	print_line(out, "files: ", &line);
}

static void
skipped_line(FILE *out, const struct load_result *result)
{
	struct buf line = BUF_INIT(BUF_TEXT_LIMIT);
	const int64_t *n = result->trouble;

	add_count(&line, n[TROUBLE_EMPTY], "without title and text",
	    "without title and text");
	add_count(&line, n[TROUBLE_DAMAGED], "damaged", "damaged");
	print_line(out, "skipped: ", &line);
	add_count(&line, n[TROUBLE_CLASH],
	    "article shares its address with another text; both are kept",
	    "articles share their addresses with other texts; all are kept");
	print_line(out, "note: ", &line);
}

static void
gone_line(FILE *out, const struct load_result *result)
{
	struct buf line = BUF_INIT(BUF_TEXT_LIMIT);

	add_count(&line, result->gone_files, "file", "files");
	add_count(&line, result->gone_records, "record of a changed file",
	    "records of changed files");
	if (line.len && !result->removed)
		buf_addstr(&line, result->kept_root ? "" :
		    " (their articles are kept; --prune removes them)");
	print_line(out, "gone: ", &line);
	if (result->kept_root)
		fputs("note: --prune leaves an empty folder's articles "
		    "alone\n", out);
}

void
report_end(struct report *r, const struct load_result *result, FILE *out,
    const char *database, const char *note)
{
	int kind;

	erase(r);
	for (kind = 0; kind < TROUBLES; kind++)
		if (!r->verbose && r->named[kind] > REPORT_NAMED)
			fprintf(r->out, "newsindex: ... and %" PRId64 " more "
			    "like these (-v names all)\n",
			    r->named[kind] - REPORT_NAMED);
	if (note)
		fprintf(r->out, "newsindex: %s\n", note);
	if (r->quiet)
		return;
	files_line(out, result);
	articles_line(out, result);
	skipped_line(out, result);
	gone_line(out, result);
	if (database)
		fprintf(out, "database: %s\n", database);
}
