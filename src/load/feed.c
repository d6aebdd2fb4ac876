/*
 * The first station of the pipeline: submitting, one file cut into jobs,
 * files that need no reading, folders, addresses.
 */
#include "load/feed.h"

#include <stdlib.h>
#include <string.h>

#include "read/fetch.h"
#include "read/walk.h"

struct feeder {
	struct workers *workers;
	const struct feed_settings *settings;
	struct feed_progress *progress;
};

/* ==== Submitting ==== */

static int
submit(struct feeder *f, struct job *job, struct err *err)
{
	if (!job)
		return err_memory(err);
	workers_submit(f->workers, job, job->bytes.len);
	return 0;
}

static bool
stopped(const struct feeder *f)
{
	return atomic_load(f->settings->stop) ||
	    atomic_load(f->settings->failed);
}

static struct store_file *
file_new(const char *path, const struct walked *at)
{
	struct store_file *file = calloc(1, sizeof(*file));

	if (!file)
		return NULL;
	file->path = strdup(path);
	if (!file->path) {
		free(file);
		return NULL;
	}
	file->lasting = strcmp(path, "-") != 0;
	file->size = at ? at->size : 0;
	file->mtime = at ? at->mtime : 0;
	return file;
}

/* A trouble that is no file's: a folder, an address, a device. */
static int
trouble(struct feeder *f, enum trouble_kind kind, const char *name,
    const char *sentence, struct err *err)
{
	struct job *job = job_new(NULL, NULL, name, NULL);

	if (!job || job_trouble(job, kind, 0, sentence)) {
		job_free(job);
		return err_memory(err);
	}
	return submit(f, job, err);
}

/* ==== One file ==== */

/* What is being cut: the names go to every job of the file. */
struct cut {
	struct store_file *file;
	const struct format *format;
	const char *name, *tail, *url, *charset;
};

static struct job *
cut_job(const struct cut *c)
{
	struct job *job = job_new(c->file, c->format, c->name, c->tail);

	if (!job)
		return NULL;
	job->url = c->url ? strdup(c->url) : NULL;
	job->charset = c->charset ? strdup(c->charset) : NULL;
	if ((c->url && !job->url) || (c->charset && !job->charset)) {
		job_free(job);
		return NULL;
	}
	return job;
}

/* The last job of the file, with how it ended. */
static int
finish(struct feeder *f, struct job *job, enum file_end end,
    struct err *err)
{
	if (!job)
		return err_memory(err);
	job->last = true;
	job->end = end;
	return submit(f, job, err);
}

/* A file that is one document. */
static int
cut_whole(struct feeder *f, const struct cut *c, struct input *in,
    struct err *err)
{
	struct job *job = cut_job(c);
	struct record record = { NULL, 0, 0, 0 };
	struct slice *s;
	struct err why;
	const char *bytes;
	size_t len;
	enum file_end end = FILE_WHOLE;

	if (!job || job_add(job, &record))
		goto memory;
	s = &job->slices[0];
	buf_truncate(&job->bytes, 0);
	for (;;) {
		if (input_peek(in, FORMAT_HEAD, &bytes, &len, &why)) {
			err_set(&s->trouble, "%s", why.text);
			s->kind = TROUBLE_UNREADABLE;
			end = FILE_BROKEN;
			break;
		}
		if (!len)
			break;
		if (job->bytes.len + len > FORMAT_DOCUMENT_LIMIT) {
			err_set(&s->trouble, "larger than %zu MB, too large "
			    "for one article", FORMAT_DOCUMENT_LIMIT >> 20);
			s->kind = TROUBLE_DAMAGED;
			break;
		}
		buf_add(&job->bytes, bytes, len);
		if (job->bytes.failed)
			goto memory;
		input_take(in, len);
	}
	s->len = job->bytes.len;
	input_digest(in, c->file->digest);
	return finish(f, job, end, err);
memory:
	job_free(job);
	return err_memory(err);
}

/* A container, record by record, some dozen to a job. */
static int
cut_records(struct feeder *f, const struct cut *c, struct input *in,
    struct err *err)
{
	struct splitter *splitter = c->format->split_open(in);
	struct job *job = cut_job(c);
	struct record record;
	struct err why = ERR_INIT;
	uint64_t before = 0;
	int got = splitter && job ? 1 : 0, failed = !got;

	while (got && !failed && !stopped(f)) {
		got = c->format->split_next(splitter, &record, &why);
		if (got > 0)
			failed = job_add(job, &record);
		else if (got < 0)
			failed = job_trouble(job, TROUBLE_DAMAGED,
			    record.number, why.text);
		if (!failed && job->bytes.len >= JOB_BYTES) {
			failed = submit(f, job, err);
			job = cut_job(c);
			failed |= !job;
			atomic_fetch_add(&f->progress->bytes,
			    (long long)(input_offset(in) - before));
			before = input_offset(in);
		}
	}
	if (splitter)
		c->format->split_close(splitter);
	input_digest(in, c->file->digest);
	atomic_fetch_sub(&f->progress->bytes, (long long)before);
	if (failed) {
		job_free(job);
		return err_memory(err);
	}
	return finish(f, job, got ? FILE_BROKEN : FILE_WHOLE, err);
}

static int
cut(struct feeder *f, struct cut *c, struct input *in, struct err *err)
{
	struct job *job;
	struct err why;
	const char *head;
	size_t len;

	if (input_peek(in, FORMAT_HEAD, &head, &len, &why)) {
		job = cut_job(c);
		if (job && job_trouble(job, TROUBLE_UNREADABLE, 0, why.text))
			return err_memory(err);
		return finish(f, job, FILE_BROKEN, err);
	}
	c->format = format_find(head, len, c->name);
	if (!c->format) {
		job = cut_job(c);
		if (job && job_trouble(job,
		    len ? TROUBLE_BINARY : TROUBLE_EMPTY, 0,
		    len ? "not text" : "empty"))
			return err_memory(err);
		c->file->reader = len ? "binary" : "empty";
		input_digest(in, c->file->digest);
		return finish(f, job, FILE_WHOLE, err);
	}
	c->file->reader = c->format->name;
	return c->format->split_open ? cut_records(f, c, in, err) :
	    cut_whole(f, c, in, err);
}

/* ==== Files that need no reading ==== */

/* The digest of the file's bytes.  0, or -1: not readable. */
static int
digest_file(const char *path, char out[DIGEST_SIZE])
{
	struct input *in = NULL;
	const char *bytes;
	size_t len = 1;
	int result = -1;

	if (input_open(&in, path, NULL))
		return -1;
	while (len && (result = input_peek(in, FORMAT_HEAD, &bytes, &len,
	    NULL)) == 0)
		input_take(in, len);
	input_digest(in, out);
	input_close(in);
	return result;
}

/* What could not be read of a file cannot be read now that it is the same. */
static int
still_damaged(struct feeder *f, const char *path, int64_t records,
    struct err *err)
{
	struct err why;

	if (!records)
		return 0;
	err_set(&why, "unchanged, and still damaged: %lld of its records could "
	    "not be read (--reread tells which)", (long long)records);
	return trouble(f, TROUBLE_DAMAGED, path, why.text, err);
}

/* 1: it was read before and is the same; 0: it must be read; -1. */
static int
is_unchanged(struct feeder *f, const struct walked *at, struct err *err)
{
	struct file_known known;
	char digest[DIGEST_SIZE];
	struct store_file *file;
	struct job *job;

	if (!f->settings->files)
		return 0;
	if (files_known(f->settings->files, at->path, &known, err))
		return -1;
	if (!known.whole || known.size != at->size)
		return 0;
	if (known.mtime == at->mtime)
		return still_damaged(f, at->path, known.damaged, err) ? -1 : 1;
	if (digest_file(at->path, digest) ||
	    strcmp(digest, known.digest) != 0)
		return 0;
	file = file_new(at->path, at);
	job = file ? job_new(file, NULL, at->path, NULL) : NULL;
	if (finish(f, job, FILE_TOUCHED, err))
		return -1;
	return still_damaged(f, at->path, known.damaged, err) ? -1 : 1;
}

static int
feed_file(struct feeder *f, const struct walked *at, struct err *err)
{
	struct cut c = { NULL, NULL, at->path, at->tail, NULL, NULL };
	struct input *in = NULL;
	struct err why;
	int unchanged = is_unchanged(f, at, err), result;

	if (unchanged < 0)
		return -1;
	if (unchanged) {
		atomic_fetch_add(&f->progress->unchanged, 1);
		return 0;
	}
	if (input_open(&in, at->path, &why))
		return trouble(f, TROUBLE_UNREADABLE, at->path, why.text,
		    err);
	c.file = file_new(at->path, at);
	result = c.file ? cut(f, &c, in, err) : err_memory(err);
	input_close(in);
	return result;
}

/* ==== What is asked for ==== */

static int
feed_walked(struct feeder *f, const struct walked *at, struct err *err)
{
	switch (at->kind) {
	case WALK_FILE:
		atomic_fetch_add(&f->progress->files, 1);
		if (feed_file(f, at, err))
			return -1;
		atomic_fetch_add(&f->progress->bytes, at->size);
		return 0;
	case WALK_HIDDEN:
		atomic_fetch_add(&f->progress->hidden, 1);
		return 0;
	case WALK_OWN:
		return 0;
	case WALK_LOOP:
		return trouble(f, TROUBLE_LOOP, at->path,
		    "a loop of links", err);
	case WALK_SPECIAL:
		return trouble(f, TROUBLE_SPECIAL, at->path,
		    "not a regular file", err);
	case WALK_UNREADABLE:
		return trouble(f, TROUBLE_UNREADABLE, at->path, at->problem,
		    err);
	}
	return 0;
}

static int
feed_folder(struct feeder *f, const char *root, struct err *err)
{
	struct walk *walk = NULL;
	struct walked at;
	struct err why;
	int got = 0;

	if (walk_open(&walk, root, f->settings->database, &why))
		return trouble(f, TROUBLE_UNREADABLE, root, why.text, err);
	while (!stopped(f) && (got = walk_next(walk, &at, err)) > 0)
		if (feed_walked(f, &at, err)) {
			got = -1;
			break;
		}
	walk_close(walk);
	return got < 0 ? -1 : 0;
}

static int
feed_address(struct feeder *f, const char *url, struct err *err)
{
	struct cut c = { NULL, NULL, url, NULL, NULL, NULL };
	struct input *in = NULL;
	struct fetched page;
	struct err why;
	int result = -1;

	atomic_fetch_add(&f->progress->files, 1);
	if (fetch(url, &page, &why)) {
		result = trouble(f, TROUBLE_UNREADABLE, url, why.text, err);
		goto out;
	}
	c.url = page.url;
	c.charset = page.charset;
	c.file = file_new(url, NULL);
	if (!c.file) {
		err_memory(err);
		goto out;
	}
	c.file->size = (int64_t)page.bytes.len;
	if (input_open_memory(&in, page.bytes.data, page.bytes.len, err)) {
		file_free(c.file);
		goto out;
	}
	result = cut(f, &c, in, err);
out:
	input_close(in);
	fetched_release(&page);
	return result;
}

static int
feed_standard_input(struct feeder *f, struct err *err)
{
	struct cut c = { NULL, NULL, "-", NULL, NULL, NULL };
	struct input *in = NULL;
	int result;

	atomic_fetch_add(&f->progress->files, 1);
	if (input_open(&in, "-", err))
		return -1;
	c.file = file_new("-", NULL);
	result = c.file ? cut(f, &c, in, err) : err_memory(err);
	input_close(in);
	return result;
}

/* Add up the bytes of all files, so that the time left can be told. */
static void
measure(const struct feed_settings *settings, struct feed_progress *progress)
{
	struct walk *walk = NULL;
	struct walked at;
	int i;

	for (i = 0; i < settings->count; i++) {
		if (fetch_is_url(settings->paths[i]) || walk_open(&walk,
		    settings->paths[i], settings->database, NULL))
			continue;
		while (!atomic_load(settings->stop) &&
		    walk_next(walk, &at, NULL) > 0)
			if (at.kind == WALK_FILE)
				atomic_fetch_add(&progress->all_bytes,
				    at.size);
		walk_close(walk);
	}
}

int
feed(struct workers *w, const struct feed_settings *settings,
    struct feed_progress *progress, struct err *err)
{
	struct feeder f = { w, settings, progress };
	const char *path;
	int i, result = 0;

	if (settings->measure)
		measure(settings, progress);
	for (i = 0; !result && i < settings->count && !stopped(&f); i++) {
		path = settings->paths[i];
		if (strcmp(path, "-") == 0)
			result = feed_standard_input(&f, err);
		else if (fetch_is_url(path))
			result = feed_address(&f, path, err);
		else
			result = feed_folder(&f, path, err);
	}
	workers_end(w);
	return result;
}
