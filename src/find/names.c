/*
 * Words of names: walking the names, what fits, what is near.
 *
 * Names are cut into words as the index cuts texts, so a word means the same
 * in both.  Archives have thousands of names where they have millions of
 * articles: they are looked through.
 */
#include "find/names.h"

#include <stdio.h>
#include <string.h>

#include "base/distance.h"
#include "find/terms.h"
#include "schema.h"

/* Names a sentence lists. */
#define LISTED 8

struct names_search {
	enum names_kind kind;
	struct tokenizer *tokenizer;
	struct terms wanted;	/* what was typed */
	struct terms name;	/* the name that is looked at */
	bool phrase, prefix;
	struct code_set *out;
	struct buf near, all;	/* lists for a sentence */
	size_t near_count, all_count;
};

static const char *const names_sql[] = {
	schema_all_sources, schema_all_authors, schema_all_sections
};

static const char *const nouns[] = { "source", "author", "section" };

/* ==== Walking the names ==== */

/* One name; for a source also its host, else "".  0, or -1: memory. */
typedef int name_fn(struct names_search *s, uint32_t code, const char *name,
    const char *host);

static int
each_name(struct names_search *s, struct archive *a, name_fn *look,
    struct err *err)
{
	sqlite3_stmt *stmt = archive_prepare(a, names_sql[s->kind], err);
	const char *name, *host;
	int code = SQLITE_DONE, result = 0;

	if (!stmt)
		return -1;
	while (!result && (code = sqlite3_step(stmt)) == SQLITE_ROW) {
		name = (const char *)sqlite3_column_text(stmt, 1);
		host = (const char *)sqlite3_column_text(stmt, 2);
		result = look(s, (uint32_t)sqlite3_column_int64(stmt, 0),
		    name ? name : "", host ? host : "");
	}
	if (result)
		err_memory(err);
	else if (code != SQLITE_DONE)
		result = archive_failed(a, "read the names", err);
	sqlite3_finalize(stmt);
	return result;
}

static int
begin(struct names_search *s, struct archive *a, enum names_kind kind,
    const char *text, struct err *err)
{
	*s = (struct names_search){ .kind = kind, .wanted = TERMS_INIT,
	    .name = TERMS_INIT, .near = BUF_INIT(BUF_TEXT_LIMIT),
	    .all = BUF_INIT(BUF_TEXT_LIMIT) };
	if (tokenizer_open(&s->tokenizer, archive_db(a), err))
		return -1;
	if (terms_cut(&s->wanted, s->tokenizer, NULL, text, strlen(text)))
		return err_memory(err);
	return 0;
}

static void
end(struct names_search *s)
{
	tokenizer_close(s->tokenizer);
	terms_release(&s->wanted);
	terms_release(&s->name);
	buf_release(&s->near);
	buf_release(&s->all);
}

/* ==== What fits ==== */

/* Is word ${i} of the name word ${w} of what was typed? */
static bool
word_fits(const struct names_search *s, size_t w, size_t i)
{
	const struct term *wanted = &s->wanted.items[w];
	const struct term *word = &s->name.items[i];
	bool open = s->prefix &&
	    terms_next_word(&s->wanted, w) == s->wanted.count;

	return (open ? word->len >= wanted->len : word->len == wanted->len) &&
	    memcmp(term_text(&s->name, i), term_text(&s->wanted, w),
	    wanted->len) == 0;
}

static bool
has_all_words(const struct names_search *s)
{
	size_t w, i;

	for (w = 0; w < s->wanted.count; w = terms_next_word(&s->wanted, w)) {
		for (i = 0; i < s->name.count && !word_fits(s, w, i);
		    i = terms_next_word(&s->name, i))
			;
		if (i == s->name.count)
			return false;
	}
	return true;
}

static bool
has_phrase(const struct names_search *s)
{
	size_t first, w, i;

	for (first = 0; first < s->name.count;
	    first = terms_next_word(&s->name, first)) {
		for (w = 0, i = first; w < s->wanted.count &&
		    i < s->name.count && word_fits(s, w, i);
		    w = terms_next_word(&s->wanted, w))
			i = terms_next_word(&s->name, i);
		if (w == s->wanted.count)
			return true;
	}
	return false;
}

/* Does [${name}, ${len}), one person or one outlet, fit?  -1: memory. */
static int
part_fits(struct names_search *s, const char *name, size_t len)
{
	if (terms_cut(&s->name, s->tokenizer, NULL, name, len))
		return -1;
	return s->phrase ? has_phrase(s) : has_all_words(s);
}

static int
name_fits(struct names_search *s, const char *name)
{
	size_t len;
	int fits = 0;

	for (; !fits; name += len + 1) {
		len = s->kind == NAMES_AUTHORS ? strcspn(name, ";") :
		    strlen(name);
		fits = part_fits(s, name, len);
		if (!name[len])
			break;
	}
	return fits;
}

/*
 * Is it the host, whole?  Parts of hosts ("com", "news") would be names of
 * half the sources.
 */
static int
host_fits(struct names_search *s, const char *host)
{
	size_t w = 0, i = 0;

	if (terms_cut(&s->name, s->tokenizer, NULL, host, strlen(host)))
		return -1;
	if (s->wanted.items[0].len == 3 &&
	    memcmp(term_text(&s->wanted, 0), "www", 3) == 0)
		w = terms_next_word(&s->wanted, w);
	while (w < s->wanted.count && i < s->name.count &&
	    word_fits(s, w, i)) {
		w = terms_next_word(&s->wanted, w);
		i = terms_next_word(&s->name, i);
	}
	return i > 0 && w == s->wanted.count && i == s->name.count;
}

static int
add_fitting(struct names_search *s, uint32_t code, const char *name,
    const char *host)
{
	int fits = name_fits(s, name);

	if (!fits && *host)
		fits = host_fits(s, host);
	if (fits <= 0)
		return fits;
	return code_set_add(s->out, code);
}

int
names_matching(struct archive *a, enum names_kind kind, const char *text,
    bool phrase, bool prefix, struct code_set *out, struct err *err)
{
	struct names_search s;
	int result = begin(&s, a, kind, text, err);

	s.phrase = phrase;
	s.prefix = prefix;
	s.out = out;
	if (!result && s.wanted.count)
		result = each_name(&s, a, add_fitting, err);
	code_set_sort(out);
	end(&s);
	return result;
}

/* ==== What is near ==== */

static void
copy_term(char out[DISTANCE_LIMIT + 1], const struct terms *t, size_t i)
{
	snprintf(out, DISTANCE_LIMIT + 1, "%.*s", (int)t->items[i].len,
	    term_text(t, i));
}

/* Is every word that was typed a slip away from one of the name's? */
static bool
is_near(const struct names_search *s)
{
	char wanted[DISTANCE_LIMIT + 1], word[DISTANCE_LIMIT + 1];
	size_t w, i;

	for (w = 0; w < s->wanted.count; w = terms_next_word(&s->wanted, w)) {
		copy_term(wanted, &s->wanted, w);
		for (i = 0; i < s->name.count;
		    i = terms_next_word(&s->name, i)) {
			copy_term(word, &s->name, i);
			if (distance(wanted, word) <= distance_slip(wanted))
				break;
		}
		if (i == s->name.count)
			return false;
	}
	return s->wanted.count > 0;
}

static void
list_name(struct buf *list, size_t *count, const char *name)
{
	if ((*count)++ < LISTED)
		buf_addf(list, "%s'%.80s'", list->len ? ", " : "", name);
}

static int
add_near(struct names_search *s, uint32_t code, const char *name,
    const char *host)
{
	(void)code, (void)host;
	if (terms_cut(&s->name, s->tokenizer, NULL, name, strlen(name)))
		return -1;
	if (is_near(s))
		list_name(&s->near, &s->near_count, name);
	list_name(&s->all, &s->all_count, name);
	return 0;
}

int
names_unknown(struct archive *a, enum names_kind kind, const char *text,
    struct err *err)
{
	struct names_search s;

	if (!begin(&s, a, kind, text, err) &&
	    !each_name(&s, a, add_near, err)) {
		if (s.near_count)
			err_set(err, "no %s is called '%s'; did you mean %s?",
			    nouns[kind], text, s.near.data);
		else
			err_set(err, "no %s is called '%s'; there %s %s%s",
			    nouns[kind], text, s.all_count == 1 ? "is" :
			    "are", s.all_count ? s.all.data : "none",
			    s.all_count > LISTED ? " and others" : "");
	}
	end(&s);
	return -1;
}
