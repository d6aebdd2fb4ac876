/* A piece of work for one worker: gathering records, then reading them. */
#include "load/job.h"

#include <stdlib.h>
#include <string.h>

#include "read/address.h"

/* ==== Gathering ==== */

static int
copy(char **out, const char *text)
{
	*out = text ? strdup(text) : NULL;
	return text && !*out ? -1 : 0;
}

struct job *
job_new(struct store_file *file, const struct format *format,
    const char *name, const char *tail)
{
	struct job *job = calloc(1, sizeof(*job));

	if (!job)
		return NULL;
	job->file = file;
	job->format = format;
	buf_init(&job->bytes, 2 * FORMAT_DOCUMENT_LIMIT);
	if (copy(&job->name, name) || copy(&job->tail, tail)) {
		job_free(job);
		return NULL;
	}
	return job;
}

void
job_free(struct job *job)
{
	size_t i;

	if (!job)
		return;
	for (i = 0; i < job->count; i++)
		entry_free(job->slices[i].entry);
	free(job->slices);
	buf_release(&job->bytes);
	free(job->name);
	free(job->tail);
	free(job->url);
	free(job->charset);
	free(job);
}

static struct slice *
slice_new(struct job *job)
{
	size_t cap = job->cap ? job->cap * 2 : 4;
	struct slice *more;

	if (job->count == job->cap) {
		more = realloc(job->slices, cap * sizeof(*more));
		if (!more)
			return NULL;
		job->slices = more;
		job->cap = cap;
	}
	memset(&job->slices[job->count], 0, sizeof(*job->slices));
	return &job->slices[job->count++];
}

int
job_add(struct job *job, const struct record *record)
{
	struct slice *s = slice_new(job);

	if (!s)
		return -1;
	s->start = job->bytes.len;
	s->len = record->len;
	s->number = record->number;
	s->line = record->line;
	buf_add(&job->bytes, record->bytes, record->len);
	buf_addch(&job->bytes, '\0');
	return job->bytes.failed ? -1 : 0;
}

int
job_trouble(struct job *job, enum trouble_kind kind, long number,
    const char *sentence)
{
	struct slice *s = slice_new(job);

	if (!s)
		return -1;
	s->kind = kind;
	s->number = number;
	err_set(&s->trouble, "%s", sentence);
	return 0;
}

/* ==== The worker ==== */

struct worker {
	const struct job_settings *settings;
	sqlite3 *db;		/* lends its unicode61 */
	struct inverter *inverter;	/* NULL: texts are not cut */
};

void *
job_worker_open(void *settings)
{
	struct worker *w = calloc(1, sizeof(*w));

	if (!w)
		return NULL;
	w->settings = settings;
	if (w->settings->cut && (sqlite3_open(":memory:", &w->db) !=
	    SQLITE_OK || inverter_open(&w->inverter, w->db, NULL))) {
		job_worker_close(w);
		return NULL;
	}
	return w;
}

void
job_worker_close(void *worker)
{
	struct worker *w = worker;

	inverter_close(w->inverter);
	sqlite3_close(w->db);
	free(w);
}

/* "line 12: reason" where the line is known. */
static void
say(struct slice *s, enum trouble_kind kind, const struct err *why)
{
	s->kind = kind;
	if (s->line && strncmp(why->text, "line ", 5) != 0)
		err_set(&s->trouble, "line %zu: %s", s->line, why->text);
	else
		s->trouble = *why;
}

/* What of an entry's address the store needs to know; a host is a nicety. */
static void
name_by_address(struct entry *e)
{
	const char *url = e->article.field[ARTICLE_URL], *host;
	size_t len;

	e->url_names_it = url && !address_is_root(url);
	if (url && address_host(url, &host, &len))
		e->host = strndup(host, len);
}

static void
read_slice(struct worker *w, struct job *job, struct slice *s)
{
	struct document doc = {
		job->bytes.data + s->start, s->len, job->name, job->tail,
		job->url, job->charset, s->number, s->line
	};
	struct article a = ARTICLE_INIT;
	struct err why = ERR_INIT;
	int got;

	got = job->format->read(&doc, &a, &why);
	if (got > 0)
		got = clean_article(&a, &doc, &w->settings->clean, &why);
	if (got > 0) {
		s->entry = entry_new(&a, job->file, w->inverter, &why);
		got = s->entry ? 1 : -1;
	}
	if (got <= 0)
		say(s, got ? TROUBLE_DAMAGED : TROUBLE_EMPTY, &why);
	else
		name_by_address(s->entry);
	article_release(&a);
}

void
job_worker_work(void *worker, void *arg)
{
	struct worker *w = worker;
	struct job *job = arg;
	size_t i;

	for (i = 0; i < job->count; i++)
		if (!job->slices[i].trouble.text[0])
			read_slice(w, job, &job->slices[i]);
	buf_release(&job->bytes);
}
