/*
 * The one who writes articles into an archive, batch by batch.
 *
 * Entries are gathered until a batch is full, in text, number or time; then
 * identities are looked up, ids given, and rows, index, facts, places and
 * counters written in one transaction, so that what is stored is whole at
 * every moment.  Another writer of the same file has its turn between two
 * batches.
 */
#ifndef STORE_WRITER_H
#define STORE_WRITER_H

#include "store/archive.h"
#include "store/entry.h"

/*
 * A batch closes at any of these.  36 MB: few, large segments of the index,
 * and memory stays under 300 MB.  20,000: headlines alone.  5 s: what was
 * read is soon found.
 */
#define WRITER_TEXT ((size_t)36 * 1024 * 1024)
#define WRITER_ENTRIES 20000
#define WRITER_SECONDS 5

/* What became of an entry, told after its batch is stored. */
typedef void (*writer_told)(void *ctx, const struct entry *e);

struct writer;

/*
 * Begin a run on ${a}.  ${told} may be NULL.  0 or -1.
 */
int writer_open(struct writer **out, struct archive *a, writer_told told,
    void *ctx, struct err *err);

/* Drop what was not flushed, and close.  Takes NULL. */
void writer_close(struct writer *w);

/* Hand over an entry; may write the batch.  The entry is ours.  0 or -1. */
int writer_add(struct writer *w, struct entry *e, struct err *err);

/* How the reading of a file ended. */
enum file_end {
	FILE_BROKEN,	/* it broke off: to be read again next time */
	FILE_WHOLE,	/* read to its end */
	FILE_TOUCHED	/* not read: the same bytes under another time */
};

/*
 * ${file} is done.  What is known of it is stored with the batch that holds
 * its last record; the writer frees it.  0 or -1.
 */
int writer_finish(struct writer *w, struct store_file *file,
    enum file_end end, struct err *err);

/*
 * Write what was gathered, and merge the index where it is crowded.  0, or -1:
 * nothing of it was stored, and it is let go; or it was, and the merge failed.
 */
int writer_flush(struct writer *w, struct err *err);

/*
 * Merge the index for at most some seconds, and say in *gone how many records
 * that used to stand in files read in this run no longer do.
 */
int writer_end(struct writer *w, int64_t *gone, struct err *err);

/* The archive's most frequent language, or "en"; lent until closing. */
const char *writer_language(struct writer *w);

/* Walk the files stored at or under ${path}.  ${fn} returns 0 to go on. */
int writer_files(struct writer *w, const char *path,
    int (*fn)(void *ctx, int64_t id, const char *path), void *ctx,
    struct err *err);

/*
 * Forget the ${count} files ${ids} and the records gone from files that are
 * still there; then remove every article whose last place went.  *removed
 * counts them.  0, or -1: nothing was removed.
 */
int writer_prune(struct writer *w, const int64_t *ids, size_t count,
    int64_t *removed, struct err *err);

void file_free(struct store_file *file);

#endif
