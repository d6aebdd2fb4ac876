/*
 * A run of newsindex: opening the stations, the consuming loop, the end of
 * the run.  Files that are gone stand in load/gone.c.
 */
#include "load/load.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "load/gone.h"

/*
 * In flight between the feeder and the writer: so much of the next batch that
 * the workers need not wait while one is written, nor the writer after it;
 * and memory stays bounded.
 */
#define FLIGHT_JOBS 256
#define FLIGHT_BYTES (WRITER_TEXT * 2 / 3)

struct load {
	const struct load_settings *settings;
	struct load_result *result;
	struct feed_progress progress;
	struct feed_settings feed;
	struct workers *workers;
	struct archive *archive;
	struct writer *writer;
	struct files *files;
	int feed_failed;
	struct err feed_err;
	int64_t articles;	/* taken from the workers so far */
};

/* ==== What is told ==== */

static void
tell_trouble(struct load *l, enum trouble_kind kind, const char *name,
    long number, const char *sentence)
{
	const struct load_listener *to = &l->settings->listener;

	l->result->trouble[kind]++;
	if (to->trouble)
		to->trouble(to->ctx, kind, name, number, sentence);
}

/* The writer's account of a stored entry. */
static void
stored(void *ctx, const struct entry *e)
{
	struct load *l = ctx;

	l->result->outcome[e->outcome]++;
	if (e->outcome <= ENTRY_CHANGED &&
	    e->article.published.precision == DATE_NONE)
		l->result->undated++;
	if (e->clash)
		tell_trouble(l, TROUBLE_CLASH, e->file->path,
		    e->article.record, "another article of this run has the "
		    "same address or identifier and another text: both are "
		    "kept");
}

/* ==== The consuming loop ==== */

static int
take_entry(struct load *l, struct slice *s, struct err *err)
{
	const struct load_listener *to = &l->settings->listener;
	struct entry *e = s->entry;

	l->articles++;
	e->file->records++;
	s->entry = NULL;
	if (l->writer)
		return writer_add(l->writer, e, err);
	l->result->outcome[ENTRY_NEW]++;
	l->result->undated += !e->article.field[ARTICLE_PUBLISHED];
	if (to->article)
		to->article(to->ctx, &e->article);
	entry_free(e);
	return 0;
}

static int
take_job(struct load *l, struct job *job, struct err *err)
{
	struct slice *s, *end = job->slices + job->count;
	int result = 0;

	for (s = job->slices; !result && s < end; s++) {
		if (s->entry) {
			result = take_entry(l, s, err);
			continue;
		}
		if (job->file && s->kind == TROUBLE_DAMAGED)
			job->file->damaged++;
		tell_trouble(l, s->kind, job->name, s->number,
		    s->trouble.text);
	}
	if (job->last && !result && l->writer)
		return writer_finish(l->writer, job->file, job->end, err);
	if (job->last)
		file_free(job->file);
	return result;
}

static void *
run_feed(void *arg)
{
	struct load *l = arg;

	l->feed_failed = feed(l->workers, &l->feed, &l->progress,
	    &l->feed_err);
	return NULL;
}

/*
 * Take all jobs.  After a failure the rest is only let go, so that every
 * thread comes to its end.
 */
static int
consume(struct load *l, atomic_bool *stop, struct err *err)
{
	const struct load_listener *to = &l->settings->listener;
	struct job *job;
	int result = 0;

	while ((job = workers_next(l->workers))) {
		if (result) {
			if (job->last)
				file_free(job->file);
		} else if (take_job(l, job, err)) {
			result = -1;
			atomic_store(stop, true);
		}
		if (to->progress)
			to->progress(to->ctx, &l->progress, l->articles);
		job_free(job);
	}
	return result;
}

static int
pump(struct load *l, struct job_settings *job, struct err *err)
{
	const struct load_settings *s = l->settings;
	const struct workers_task task = {
		job_worker_open, job_worker_work, job_worker_close, job
	};
	atomic_bool stop;
	pthread_t feeder;
	int result;

	atomic_init(&stop, false);
	l->feed = (struct feed_settings){
		s->paths, s->count, s->database, s->reread ? NULL : l->files,
		s->stop, &stop, s->measure
	};
	if (workers_open(&l->workers, &task, s->threads, FLIGHT_JOBS,
	    FLIGHT_BYTES, err))
		return -1;
	if (pthread_create(&feeder, NULL, run_feed, l)) {
		workers_close(l->workers);
		return err_set(err, "cannot start a thread");
	}
	result = consume(l, &stop, err);
	pthread_join(feeder, NULL);
	workers_close(l->workers);
	if (!result && l->feed_failed) {
		result = -1;
		if (err)
			*err = l->feed_err;
	}
	/* What was read is stored, whatever ended the reading. */
	if (l->writer && writer_flush(l->writer, result ? NULL : err))
		result = -1;
	return result;
}

/* ==== A run ==== */

static int
open_archive(struct load *l, const char **note, struct err *err)
{
	const char *path = l->settings->database;

	if (!path)
		return 0;
	if (archive_open(&l->archive, path, ARCHIVE_WRITE, note, err) ||
	    writer_open(&l->writer, l->archive, stored, l, err))
		return -1;
	return files_open(&l->files, path, err);
}

static void
close_archive(struct load *l, const char **note)
{
	const char *more = NULL;

	files_close(l->files);
	writer_close(l->writer);
	archive_close(l->archive, &more);
	if (more)
		*note = more;
}

/* The end of a run that was not broken off. */
static int
finish(struct load *l, struct err *err)
{
	const struct load_settings *s = l->settings;

	if (!l->writer || atomic_load(s->stop))
		return 0;
	if (writer_end(l->writer, &l->result->gone_records, err))
		return -1;
	return gone_files(l->writer, s->paths, s->count, s->prune, l->result,
	    err);
}

int
load_run(const struct load_settings *settings, struct load_result *result,
    const char **note, struct err *err)
{
	struct load l = { .settings = settings, .result = result };
	struct job_settings job = {
		{ settings->source, settings->language, "en", DATE_INIT },
		settings->database != NULL
	};
	int failed;

	*note = NULL;
	memset(result, 0, sizeof(*result));
	date_utc((int64_t)time(NULL), &job.clean.now);
	failed = open_archive(&l, note, err);
	result->began = !failed;
	if (!failed) {
		if (l.writer)
			job.clean.fallback_language =
			    writer_language(l.writer);
		failed = pump(&l, &job, err) || finish(&l, err) ? -1 : 0;
	}
	result->files = atomic_load(&l.progress.files);
	result->bytes = atomic_load(&l.progress.bytes);
	result->hidden = atomic_load(&l.progress.hidden);
	result->unchanged_files = atomic_load(&l.progress.unchanged);
	close_archive(&l, note);
	return failed;
}
