/*
 * Text to the terms of the index; the only user of libstemmer.
 *
 * Words are cut and folded by SQLite's own unicode61 (remove_diacritics 2),
 * so that positions are those every other tool sees.  Beside a word whose
 * stem differs from its lower-cased form stands, at the same position
 * (FTS5_TOKEN_COLOCATED), the stem behind a mark: U+E000 + the number of the
 * article's stemmer.  A run in a script without spaces between words (Han,
 * Kana, Thai, Lao, Khmer, Burmese) is one word to unicode61; beside it stand
 * its overlapping pairs of characters behind the mark U+E0FF, all at the
 * run's position (a run of one character has none).
 *
 * So for a query in plain FTS5 syntax: the word as written is "word"; all
 * forms of it are  "<mark>stem" OR "stem"  (the latter where
 * tokenizer_stem() of the stem is the stem itself).
 */
#ifndef STORE_TOKENIZER_H
#define STORE_TOKENIZER_H

#include <sqlite3.h>
#include <stdbool.h>
#include <stddef.h>

#include "base/buf.h"
#include "base/err.h"

#define TOKENIZER_PAIRS 0xFF	/* the stemmer number of pairs */
#define TOKENIZER_MARK 0xE000u	/* + number: the code point before a stem */

struct tokenizer;

/*
 * A tokenizer for one thread.  ${db} lends its unicode61 and must outlive it.
 * 0 or -1.
 */
int tokenizer_open(struct tokenizer **out, sqlite3 *db, struct err *err);
void tokenizer_close(struct tokenizer *t);

/*
 * The fixed number of the stemmer for ${language} (ISO 639-1; NULL is taken
 * as unknown), 1 to 0xFE; 0 where libstemmer has none: words then stand
 * alone.
 */
int tokenizer_stemmer(const char *language);

/* The language of stemmer ${number}, or NULL; for walking all from 1 on. */
const char *tokenizer_language(int number);

/*
 * One term: ${len} bytes of ${term}; colocated: it stands at the position of
 * the term before.  [start, end) is its place in the text, in bytes.
 * Anything but 0 stops the run.
 */
typedef int (*tokenizer_fn)(void *ctx, bool colocated, const char *term,
    size_t len, size_t start, size_t end);

/*
 * Cut ${text} for an article in ${language} and hand every term to ${fn}.
 * Returns 0, what ${fn} returned, or -1: out of memory.
 */
int tokenizer_run(struct tokenizer *t, const char *language,
    const char *text, size_t len, tokenizer_fn fn, void *ctx);

/*
 * Append to ${out} the marked stem, mark included, of the one word ${word}
 * (as a person typed it, in any case and with its accents) for stemmer
 * ${number}.  *${plain}, which may be NULL, becomes true where words that
 * equal the stem itself carry no mark, so that a query must ask for the
 * unmarked stem too.  0, or -1: out of memory.
 */
int tokenizer_stem(struct tokenizer *t, int number, const char *word,
    size_t len, struct buf *out, bool *plain);

/*
 * A digest of what the stemmer of ${number} makes of a fixed list of words,
 * in hexadecimal: differs when libstemmer changes.
 */
#define TOKENIZER_FINGERPRINT 17
void tokenizer_fingerprint(int number, char out[TOKENIZER_FINGERPRINT]);

#endif
