/* What is left to do after a batch is stored. */
#include "store/sweep.h"

#include <pthread.h>
#include <stdlib.h>
#include <string.h>

#include "store/writer.h"

/*
 * Pages of the log from which on the writer waits for it to be copied: at
 * 16 KiB a page some 330 MB, four batches.
 */
#define SWEEP_LOG 20000

struct sweep {
	pthread_t thread;
	pthread_mutex_t lock;
	pthread_cond_t changed;
	sqlite3 *db;
	struct entry *entries[WRITER_ENTRIES];
	size_t count;
	bool busy;		/* a batch is being swept */
	bool ended;
	int log;		/* pages in the log after the last sweep */
};

static void *
work(void *arg)
{
	struct sweep *s = arg;
	int log, copied;

	pthread_mutex_lock(&s->lock);
	for (;;) {
		while (!s->busy && !s->ended)
			pthread_cond_wait(&s->changed, &s->lock);
		if (!s->busy)
			break;
		pthread_mutex_unlock(&s->lock);
		while (s->count)
			entry_free(s->entries[--s->count]);
		log = copied = 0;
		sqlite3_wal_checkpoint_v2(s->db, NULL,
		    SQLITE_CHECKPOINT_PASSIVE, &log, &copied);
		pthread_mutex_lock(&s->lock);
		s->log = log;
		s->busy = false;
		pthread_cond_broadcast(&s->changed);
	}
	pthread_mutex_unlock(&s->lock);
	return NULL;
}

int
sweep_open(struct sweep **out, const char *path, struct err *err)
{
	struct sweep *s = calloc(1, sizeof(*s));

	*out = NULL;
	if (!s)
		return err_memory(err);
	if (sqlite3_open_v2(path, &s->db, SQLITE_OPEN_READWRITE |
	    SQLITE_OPEN_NOMUTEX, NULL) != SQLITE_OK) {
		err_set(err, "cannot open the database '%s': %s", path,
		    s->db ? sqlite3_errmsg(s->db) : "out of memory");
		goto fail;
	}
	/* A connection knows of the log once it has read something. */
	sqlite3_exec(s->db, "PRAGMA synchronous = NORMAL;"
	    "PRAGMA wal_autocheckpoint = 0; SELECT count(*) FROM meta",
	    NULL, NULL, NULL);
	pthread_mutex_init(&s->lock, NULL);
	pthread_cond_init(&s->changed, NULL);
	if (pthread_create(&s->thread, NULL, work, s)) {
		err_set(err, "cannot start a thread");
		goto fail;
	}
	*out = s;
	return 0;
fail:
	sqlite3_close(s->db);
	free(s);
	return -1;
}

/* Wait, with the lock held, until nothing is being swept. */
static void
wait(struct sweep *s)
{
	while (s->busy)
		pthread_cond_wait(&s->changed, &s->lock);
}

void
sweep_batch(struct sweep *s, struct entry *const *entries, size_t count)
{
	pthread_mutex_lock(&s->lock);
	wait(s);
	memcpy(s->entries, entries, count * sizeof(entries[0]));
	s->count = count;
	s->busy = true;
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
}

void
sweep_before(struct sweep *s)
{
	pthread_mutex_lock(&s->lock);
	if (s->log > SWEEP_LOG)
		wait(s);
	pthread_mutex_unlock(&s->lock);
}

void
sweep_close(struct sweep *s)
{
	if (!s)
		return;
	pthread_mutex_lock(&s->lock);
	s->ended = true;
	pthread_cond_broadcast(&s->changed);
	pthread_mutex_unlock(&s->lock);
	pthread_join(s->thread, NULL);
	pthread_cond_destroy(&s->changed);
	pthread_mutex_destroy(&s->lock);
	sqlite3_close(s->db);
	free(s);
}
