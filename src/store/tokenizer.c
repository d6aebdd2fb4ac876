/*
 * Text to the terms of the index: words from unicode61, then for each word
 * its marked stem, or its marked pairs.
 *
 * In this order: the stemmers and their numbers; the cache from word to
 * stem; one word's stem; the run over a text; opening and closing; what
 * queries ask for; fingerprints.
 */
#include "store/tokenizer.h"

#include <libstemmer.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "store/fts5.h"

/*
 * Numbers are written into every index and never change; new stemmers go at
 * the end.  Codes are ISO 639-1 (libstemmer takes "norwegian" for no).
 */
static const char *const stemmers[] = {
	NULL, "en", "ar", "ca", "da", "de", "el", "es", "eu", "fi", "fr",
	"ga", "hi", "hu", "hy", "id", "it", "lt", "ne", "nl", "no", "pt",
	"ro", "ru", "sr", "sv", "ta", "tr", "yi", NULL
};
#define STEMMERS ((int)(sizeof(stemmers) / sizeof(stemmers[0])) - 1)

/*
 * Bytes of a word: 21 letters of Hindi, 32 of Russian; longer ones keep their
 * one form.
 */
#define WORD_LIMIT 64

/* A power of two: two megabytes, what a processor core keeps at hand. */
#define CACHE_SLOTS 16384

/* One line of a processor's cache: a word and, behind it, its marked stem. */
#define SLOT_TEXT 56
struct slot {
	uint32_t hash;
	unsigned char stemmer;	/* 0: empty */
	unsigned char word_len;
	unsigned char stem_len;	/* 0: the word is its own stem */
	char text[SLOT_TEXT + 1];
};

/* A word's marked, stripped stem; len 0: the word is its own stem. */
struct stem {
	const char *text;
	size_t len;
};

struct tokenizer {
	fts5_tokenizer module;		/* unicode61 of the connection */
	Fts5Tokenizer *words;		/* cuts texts */
	Fts5Tokenizer *folder;		/* strips stems: an instance has one
					 * output buffer, and ${words} is in
					 * the middle of a word then */
	struct sb_stemmer *stemmer[STEMMERS];	/* made on first use */
	struct slot *cache;
	char made[WORD_LIMIT + UTF8_MAX];	/* the stem made last */
	struct buf lower;
	struct buf folded;
	struct buf term;
};

/* ==== The stemmers and their numbers ==== */

int
tokenizer_stemmer(const char *language)
{
	int i;

	if (!language)
		return 0;
	if (strcmp(language, "nb") == 0 || strcmp(language, "nn") == 0)
		language = "no";
	for (i = 1; i < STEMMERS; i++)
		if (strcmp(stemmers[i], language) == 0)
			return i;
	return 0;
}

const char *
tokenizer_language(int number)
{
	return number > 0 && number < STEMMERS ? stemmers[number] : NULL;
}

static struct sb_stemmer *
stemmer_new(int number)
{
	return sb_stemmer_new(strcmp(stemmers[number], "no") == 0 ?
	    "norwegian" : stemmers[number], "UTF_8");
}

static struct sb_stemmer *
stemmer(struct tokenizer *t, int number)
{
	if (!t->stemmer[number])
		t->stemmer[number] = stemmer_new(number);
	return t->stemmer[number];
}

/* ==== One word's stem ==== */

/*
 * A hash of the word, eight bytes at a time (the multiplier is FNV's), and
 * whether it is all ASCII.
 */
static uint32_t
hash(const char *word, size_t len, int number, bool *ascii)
{
	uint64_t h = 14695981039346656037u ^ (uint64_t)number, high = 0, x;

	for (; len >= sizeof(x); word += sizeof(x), len -= sizeof(x)) {
		memcpy(&x, word, sizeof(x));
		high |= x;
		h = (h ^ x) * 1099511628211u;
		h ^= h >> 29;
	}
	x = 0;
	memcpy(&x, word, len);
	high |= x;
	h = (h ^ x ^ (uint64_t)len << 56) * 1099511628211u;
	*ascii = !(high & 0x8080808080808080u);
	return (uint32_t)(h ^ h >> 32);
}

static bool
is_ascii(const char *text, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if ((unsigned char)text[i] & 0x80)
			return false;
	return true;
}

/* The word in lower case with its diacritics, into t->lower. */
static void
lower_word(struct tokenizer *t, const char *word, size_t len)
{
	const char *p = word, *end = word + len;
	uint32_t rune;

	buf_reset(&t->lower);
	while (p < end) {
		p += utf8_decode(p, end, &rune);
		buf_add_rune(&t->lower, utf8_lower(rune));
	}
}

static int
fold_token(void *ctx, int flags, const char *token, int len, int start,
    int end)
{
	struct tokenizer *t = ctx;

	(void)flags, (void)start, (void)end;
	buf_add(&t->folded, token, (size_t)len);
	return SQLITE_OK;
}

/* What unicode61 makes of ${text}, into t->folded, as one term. */
static int
fold(struct tokenizer *t, const char *text, size_t len)
{
	buf_reset(&t->folded);
	if (t->module.xTokenize(t->folder, t, FTS5_TOKENIZE_AUX, text,
	    (int)len, fold_token) != SQLITE_OK)
		return -1;
	return t->folded.failed ? -1 : 0;
}

/*
 * Make the marked, stripped stem of the lower-cased ${word} into t->made;
 * *len 0 where the stem is the word itself.  The two are compared before
 * diacritics go: the stem of "après" is "apres", a form of its own.
 */
static int
make(struct tokenizer *t, int number, const char *word, size_t word_len,
    size_t *len)
{
	struct sb_stemmer *s = stemmer(t, number);
	const sb_symbol *stem = NULL;
	size_t n, mark;

	*len = 0;
	if (!s)
		return 0;
	stem = sb_stemmer_stem(s, (const sb_symbol *)word, (int)word_len);
	if (!stem)
		return -1;
	n = (size_t)sb_stemmer_length(s);
	if (n == 0 || n > WORD_LIMIT ||
	    (n == word_len && memcmp(stem, word, word_len) == 0))
		return 0;
	if (!is_ascii((const char *)stem, n)) {
		if (fold(t, (const char *)stem, n))
			return -1;
		stem = (const sb_symbol *)t->folded.data;
		n = t->folded.len;
	}
	if (n == 0 || n > WORD_LIMIT)
		return 0;
	mark = utf8_encode(TOKENIZER_MARK + (uint32_t)number, t->made);
	memcpy(t->made + mark, stem, n);
	*len = mark + n;
	return 0;
}

/*
 * The stem of the word that stands as ${written} in the text, from the cache
 * or made.  ${token} is unicode61's form of it: of an ASCII word, which keeps
 * its length, just the lower case.  0, or -1: out of memory.
 */
static int
look_up(struct tokenizer *t, int number, const char *written,
    size_t written_len, const char *token, size_t len, struct stem *out)
{
	struct slot *slot;
	uint32_t h;
	bool ascii;

	*out = (struct stem){ NULL, 0 };
	h = hash(token, len, number, &ascii);
	if (!ascii || written_len != len) {
		lower_word(t, written, written_len);
		if (t->lower.failed)
			return -1;
		token = t->lower.data;
		len = t->lower.len;
		h = hash(token, len, number, &ascii);
	}
	if (len == 0 || len > WORD_LIMIT)
		return 0;
	slot = &t->cache[h & (CACHE_SLOTS - 1)];
	if (slot->hash == h && slot->stemmer == number &&
	    slot->word_len == len && memcmp(slot->text, token, len) == 0) {
		*out = (struct stem){ slot->text + len, slot->stem_len };
		return 0;
	}
	if (make(t, number, token, len, &out->len))
		return -1;
	out->text = t->made;
	if (len + out->len > SLOT_TEXT)
		return 0;
	slot->hash = h;
	slot->stemmer = (unsigned char)number;
	slot->word_len = (unsigned char)len;
	slot->stem_len = (unsigned char)out->len;
	memcpy(slot->text, token, len);
	memcpy(slot->text + len, t->made, out->len);
	return 0;
}

/* ==== The run over a text ==== */

struct run {
	struct tokenizer *t;
	const char *text;
	int number;		/* the stemmer's, or 0 */
	tokenizer_fn fn;
	void *ctx;
	int result;		/* what stopped the run */
};

/* Pairs of the characters of spaceless scripts in ${token}, marked. */
static int
emit_pairs(struct run *r, const char *token, size_t len, size_t start,
    size_t end)
{
	const char *p = token, *stop = token + len, *last = NULL;
	struct buf *term = &r->t->term;
	uint32_t rune;
	size_t n;
	int result = 0;

	while (!result && p < stop) {
		n = utf8_decode(p, stop, &rune);
		if (!utf8_spaceless(rune)) {
			last = NULL;
		} else {
			if (last) {
				buf_reset(term);
				buf_add_rune(term,
				    TOKENIZER_MARK + TOKENIZER_PAIRS);
				buf_add(term, last, (size_t)(p + n - last));
				if (term->failed)
					return -1;
				result = r->fn(r->ctx, true, term->data,
				    term->len, start, end);
			}
			last = p;
		}
		p += n;
	}
	return result;
}

static int
emit_word(void *ctx, int flags, const char *token, int len, int start,
    int end)
{
	struct run *r = ctx;
	struct stem stem;
	size_t n = (size_t)len;

	(void)flags;
	r->result = r->fn(r->ctx, false, token, n, (size_t)start,
	    (size_t)end);
	if (!r->result && r->number) {
		r->result = look_up(r->t, r->number, r->text + start,
		    (size_t)(end - start), token, n, &stem);
		if (!r->result && stem.len)
			r->result = r->fn(r->ctx, true, stem.text, stem.len,
			    (size_t)start, (size_t)end);
	}
	if (!r->result && !is_ascii(token, n))
		r->result = emit_pairs(r, token, n, (size_t)start,
		    (size_t)end);
	return r->result ? SQLITE_ABORT : SQLITE_OK;
}

int
tokenizer_run(struct tokenizer *t, const char *language, const char *text,
    size_t len, tokenizer_fn fn, void *ctx)
{
	struct run r = { t, text, tokenizer_stemmer(language), fn, ctx, 0 };
	int code;

	if (len > INT_MAX)
		return -1;
	code = t->module.xTokenize(t->words, &r, FTS5_TOKENIZE_DOCUMENT, text,
	    (int)len, emit_word);
	if (r.result)
		return r.result;
	return code == SQLITE_OK ? 0 : -1;
}

/* ==== Opening and closing ==== */

int
tokenizer_open(struct tokenizer **out, sqlite3 *db, struct err *err)
{
	static const char *args[] = { "remove_diacritics", "2" };
	fts5_api *api = fts5_interface(db);
	struct tokenizer *t = NULL;
	void *builtin = NULL;

	*out = NULL;
	if (!api)
		return err_set(err, "this SQLite was built without FTS5");
	t = calloc(1, sizeof(*t));
	if (t)
		t->cache = calloc(CACHE_SLOTS, sizeof(*t->cache));
	if (!t || !t->cache)
		goto memory;
	buf_init(&t->lower, BUF_TEXT_LIMIT);
	buf_init(&t->folded, BUF_TEXT_LIMIT);
	buf_init(&t->term, BUF_TEXT_LIMIT);
	if (api->xFindTokenizer(api, "unicode61", &builtin, &t->module) ||
	    t->module.xCreate(builtin, args, 2, &t->words) ||
	    t->module.xCreate(builtin, args, 2, &t->folder))
		goto memory;
	*out = t;
	return 0;
memory:
	tokenizer_close(t);
	return err_memory(err);
}

void
tokenizer_close(struct tokenizer *t)
{
	int i;

	if (!t)
		return;
	if (t->words)
		t->module.xDelete(t->words);
	if (t->folder)
		t->module.xDelete(t->folder);
	for (i = 0; i < STEMMERS; i++)
		sb_stemmer_delete(t->stemmer[i]);
	buf_release(&t->lower);
	buf_release(&t->folded);
	buf_release(&t->term);
	free(t->cache);
	free(t);
}

/* ==== What queries ask for ==== */

/* Does the stemmer leave ${word}, lower-cased with its diacritics, as it is? */
static bool
own_stem(struct sb_stemmer *s, const char *word, size_t len)
{
	const sb_symbol *stem = sb_stemmer_stem(s, (const sb_symbol *)word,
	    (int)len);

	return stem && (size_t)sb_stemmer_length(s) == len &&
	    memcmp(stem, word, len) == 0;
}

int
tokenizer_stem(struct tokenizer *t, int number, const char *word, size_t len,
    struct buf *out, bool *plain)
{
	struct sb_stemmer *s = stemmer(t, number);
	const sb_symbol *stem = NULL;

	lower_word(t, word, len);
	if (s && t->lower.len <= WORD_LIMIT)
		stem = sb_stemmer_stem(s, (sb_symbol *)t->lower.data,
		    (int)t->lower.len);
	if (stem && sb_stemmer_length(s) > 0) {
		buf_reset(&t->lower);
		buf_add(&t->lower, stem, (size_t)sb_stemmer_length(s));
	}
	if (t->lower.failed || fold(t, t->lower.data, t->lower.len))
		return -1;
	if (plain)
		*plain = !stem || own_stem(s, t->lower.data, t->lower.len);
	buf_add_rune(out, TOKENIZER_MARK + (uint32_t)number);
	buf_add(out, t->folded.data, t->folded.len);
	return out->failed ? -1 : 0;
}

/* ==== Fingerprints ==== */

void
tokenizer_fingerprint(int number, char out[TOKENIZER_FINGERPRINT])
{
	/* Endings that the rules of one stemmer or another take off. */
	static const char *const words[] = {
		"generously", "running", "ponies", "nationalisations",
		"häuser", "gelaufen", "möglichkeiten", "continuellement",
		"majestueuse", "écrivains", "rápidamente", "corriendo",
		"traduções", "abbandonata", "huizen", "vakantie",
		"vackraste", "огромный", "побежденные", "kitaplardan",
		"talossanikin", "házakban", "الكتابات", "समाचारों",
		"εφημερίδες", "memberikan", "ziarelor", "dienraščiai"
	};
	struct sb_stemmer *s = stemmer_new(number);
	uint64_t h = 14695981039346656037u;	/* FNV-1a, 64 bits */
	const sb_symbol *stem;
	size_t i;
	int k, n;

	for (i = 0; s && i < sizeof(words) / sizeof(words[0]); i++) {
		stem = sb_stemmer_stem(s, (const sb_symbol *)words[i],
		    (int)strlen(words[i]));
		n = stem ? sb_stemmer_length(s) : 0;
		for (k = 0; k < n; k++)
			h = (h ^ stem[k]) * 1099511628211u;
		h = (h ^ 0xFF) * 1099511628211u;
	}
	sb_stemmer_delete(s);
	snprintf(out, TOKENIZER_FINGERPRINT, "%016llx",
	    (unsigned long long)h);
}
