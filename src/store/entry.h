/*
 * An article on its way into the archive, with everything that can be made
 * of it before the writer's turn comes; and the file it came from.
 */
#ifndef STORE_ENTRY_H
#define STORE_ENTRY_H

#include <stdbool.h>
#include <stdint.h>

#include "base/article.h"
#include "base/digest.h"
#include "store/inverter.h"

/* A file that is read, shared by its entries. */
struct store_file {
	char *path;		/* owned: absolute path, URL, or "-" */
	bool lasting;	/* the same place holds the same article next time;
			 * not so standard input */
	int64_t id;		/* files.id; the writer's */
	int64_t size;		/* bytes */
	int64_t mtime;		/* nanoseconds since the epoch */
	char digest[DIGEST_SIZE];
	int64_t records;	/* articles found */
	int64_t damaged;	/* records that could not be read */
	const char *reader;	/* the format's name; static */
};

enum entry_outcome {
	ENTRY_NEW,
	ENTRY_CHANGED,
	ENTRY_UNCHANGED,
	ENTRY_COPY,	/* the same article at another place of this run */
	ENTRY_OLDER,	/* the stored one has a later "modified" and stays */
	ENTRY_OUTCOMES
};

struct entry {
	struct article article;
	char *host;		/* owned: of its URL, without "www."; or NULL */
	bool url_names_it;	/* the URL is an article's, not a site's */
	size_t body_len;	/* bytes of its body as it came */
	struct inverted terms;	/* of title and body */
	char digest[DIGEST_SIZE];	/* of title and body */
	struct store_file *file;	/* borrowed */
	/* Set by the writer. */
	size_t order;		/* in its batch */
	enum entry_outcome outcome;
	bool clash;	/* another text has its URL or identifier, in this
			 * very run: both are kept */
	bool settled;	/* its row and place are written */
};

/*
 * Take over ${article} (left empty) and, with ${v}, cut its texts.  NULL with
 * ${err}: out of memory.
 */
struct entry *entry_new(struct article *article, struct store_file *file,
    struct inverter *v, struct err *err);
void entry_free(struct entry *e);

/* Bytes of its text and its own; its terms take about as much again. */
size_t entry_weight(const struct entry *e);

#endif
