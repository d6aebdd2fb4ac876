/*
 * The formats a news archive comes in: one table, one file a format.
 *
 * A format makes one article of one document.  A format whose files hold
 * many articles also has a splitter, which cuts the stream into documents of
 * one record each, so that files of any size are read in bounded memory and
 * the records can be read by several threads.
 */
#ifndef READ_FORMAT_H
#define READ_FORMAT_H

#include <stddef.h>

#include "base/article.h"
#include "base/err.h"
#include "read/input.h"

/*
 * Largest page or text read whole, and largest record of a container: a
 * hundred times the longest article known, and what one thread may hold.
 */
#define FORMAT_DOCUMENT_LIMIT ((size_t)64 * 1024 * 1024)

/* Bytes of a file's head that tell its format. */
#define FORMAT_HEAD ((size_t)64 * 1024)

/* What a reader is given.  Everything is borrowed and outlives the call. */
struct document {
	const char *bytes;	/* NUL-terminated; NULs may stand inside */
	size_t len;
	const char *name;	/* path or URL, as messages name it */
	const char *tail;	/* the path below the folder that was asked
				 * for, with that folder's own name first:
				 * where dates and sources may stand */
	const char *url;	/* the address it was fetched from, or NULL */
	const char *charset;	/* as the server declared it, or NULL */
	long record;		/* 1, 2 ... inside a container; else 0 */
	size_t line;		/* where the record begins; 0: unknown */
};

/* One record of a container; ${bytes} lives until the next call. */
struct record {
	const char *bytes;
	size_t len;
	long number;		/* 1, 2 ...; 0: the file is one article */
	size_t line;		/* where it begins, for messages; 0: unknown */
};

struct splitter;

struct format {
	const char *name;	/* "html", "json", "text" */
	/*
	 * How sure is this the format, from the first bytes of the file and
	 * its name: 0 no, 1 by name or as a last resort, 2 by content.
	 */
	int (*sniff)(const char *head, size_t len, const char *name);
	/*
	 * Make ${out} (ARTICLE_INIT) from ${doc}.  1: an article; 0: there is
	 * none in it, and ${err} says why; -1: it cannot be read, and ${err}
	 * says why.  Fields are raw text as the format gives it, in UTF-8;
	 * clean_article() does the rest.  ${out} is released by the caller.
	 */
	int (*read)(const struct document *doc, struct article *out,
	    struct err *err);
	/*
	 * Cut ${input} into records.  NULL: the file is one document.  next
	 * returns 1 with a record; 0 at the end; -1 for one that cannot be
	 * cut out (${err} says why and where; it may be called again, and
	 * goes on behind it, or returns 0).  The damaged one's number and
	 * line are in ${out} too, without bytes; number 0: it is the whole
	 * file, or what stands between records.
	 */
	struct splitter *(*split_open)(struct input *input);
	int (*split_next)(struct splitter *s, struct record *out,
	    struct err *err);
	void (*split_close)(struct splitter *s);
};

/* All formats, NULL at the end. */
extern const struct format *const formats[];

/* The format of a file, or NULL: binary, or empty. */
const struct format *format_find(const char *head, size_t len,
    const char *name);

/* The readers' own names, for the table. */
extern const struct format format_html;
extern const struct format format_json;
extern const struct format format_text;

#endif
