/*
 * The normaliser every format passes through, and the last word on what a
 * field may hold.
 */
#ifndef READ_CLEAN_H
#define READ_CLEAN_H

#include "base/article.h"
#include "base/err.h"
#include "read/format.h"

struct buf;

struct clean_settings {
	const char *source;	/* --source: overrides; or NULL */
	const char *language;	/* --language: overrides; or NULL */
	const char *fallback_language;	/* where nothing says it; never NULL */
	struct date now;	/* UTC; what lies over a day later is refused */
};

/*
 * Normalise the raw fields of ${a}, which was read from ${doc}, in place:
 * UTF-8, NFC, no control characters, white space folded, no soft hyphens,
 * zero-width marks or NUL, nothing from U+E000 to U+E0FF (the index's stem
 * marks); paragraphs parted by a blank line, the title not repeated as the
 * first; the byline without "By"; published and modified in ISO 8601, or unset
 * where they are no date, before 1600 or over a day ahead; published then from
 * the URL (dated_by "address"), else from ${doc}->tail ("path");
 * language (as said, else recognised in 200 letters or more, else the
 * fallback); source (as said, else the site, else the URL's host, else the
 * folder below the root); the URL made canonical; origin.
 * 1: an article; 0: neither title nor body is left; -1: out of memory.
 */
int clean_article(struct article *a, const struct document *doc,
    const struct clean_settings *settings, struct err *err);

/*
 * Append ${text} to ${out} as one line of clean text: what a title or a name
 * goes through.  0, or -1: out of memory.
 */
int clean_line(struct buf *out, const char *text, size_t len);

/*
 * The same for a body, paragraphs parted by a blank line.  Where the text has
 * blank lines, they part its paragraphs, and the lines between two of them
 * are joined; else each line is a paragraph.
 */
int clean_body(struct buf *out, const char *text, size_t len);

#endif
