/*
 * The changes of one batch: gathering, one article stored, changed or
 * removed, and the rising sequence at the end.
 */
#include "store/change.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include "base/map.h"
#include "store/counts.h"
#include "store/facts.h"
#include "store/identity.h"
#include "store/ids.h"
#include "store/index.h"
#include "store/names.h"
#include "store/stored.h"

/* One step of the sequence: an article goes from ${id}, or comes there. */
struct step {
	int64_t id;
	struct entry *comes;	/* NULL: an article goes */
	struct fact fact;	/* of what comes */
	char *language, *title, *body;	/* owned: of what goes */
	bool indexed;	/* the index changes, not only the facts */
};

struct changes {
	struct archive *archive;
	struct statements *statements;
	struct index *index;
	struct facts *facts;
	struct names sources, sections, authors;
	struct step *steps;
	size_t count, cap;
	size_t weight;		/* bytes of the texts that go */
	struct map touched;	/* ids that come in this batch */
	struct map full;	/* see id_next() */
	struct map displaced;	/* ids whose place another took in this run:
				 * its file */
	struct counts counts;
};

/* ==== Life cycle ==== */

int
changes_open(struct changes **out, struct archive *a,
    struct statements *statements, struct err *err)
{
	struct changes *c = calloc(1, sizeof(*c));

	*out = NULL;
	if (!c)
		return err_memory(err);
	c->archive = a;
	c->statements = statements;
	c->touched = c->full = c->displaced = (struct map)MAP_INIT;
	counts_init(&c->counts, statements);
	names_init(&c->sources, statements, FIND_SOURCE, ADD_SOURCE);
	names_init(&c->sections, statements, FIND_SECTION, ADD_SECTION);
	names_init(&c->authors, statements, FIND_AUTHOR, ADD_AUTHOR);
	if (index_open(&c->index, a, err) || facts_open(&c->facts, a, err)) {
		changes_close(c);
		return -1;
	}
	*out = c;
	return 0;
}

static void
clear_steps(struct changes *c)
{
	size_t i;

	for (i = 0; i < c->count; i++) {
		free(c->steps[i].language);
		free(c->steps[i].title);
		free(c->steps[i].body);
	}
	c->count = c->weight = 0;
	map_reset(&c->touched);
	counts_reset(&c->counts);
}

void
changes_forget(struct changes *c)
{
	clear_steps(c);
	index_forget(c->index);
	facts_forget(c->facts);
	names_forget(&c->sources);
	names_forget(&c->sections);
	names_forget(&c->authors);
}

void
changes_close(struct changes *c)
{
	if (!c)
		return;
	clear_steps(c);
	free(c->steps);
	map_release(&c->touched);
	map_release(&c->full);
	map_release(&c->displaced);
	counts_release(&c->counts);
	names_release(&c->sources);
	names_release(&c->sections);
	names_release(&c->authors);
	facts_close(c->facts);
	index_close(c->index);
	free(c);
}

int
changes_merge(struct changes *c, double seconds, struct err *err)
{
	return index_merge(c->index, seconds, err);
}

bool
changes_crowded(const struct changes *c)
{
	return index_crowded(c->index);
}

/* ==== Gathering ==== */

static struct step *
step_new(struct changes *c, int64_t id, struct err *err)
{
	size_t cap = c->cap ? c->cap * 2 : 1024;
	struct step *more;

	if (c->count == c->cap) {
		more = realloc(c->steps, cap * sizeof(*more));
		if (!more) {
			err_memory(err);
			return NULL;
		}
		c->steps = more;
		c->cap = cap;
	}
	memset(&c->steps[c->count], 0, sizeof(*c->steps));
	c->steps[c->count].id = id;
	return &c->steps[c->count++];
}

/* ==== One article ==== */

static int
make_fact(struct changes *c, const struct entry *e, int64_t id,
    struct fact *f, struct err *err)
{
	char *const *field = e->article.field;

	memset(f, 0, sizeof(*f));
	f->id = id;
	f->minute = date_minute(&e->article.published);
	f->precision = e->article.published.precision;
	f->zone = fact_zone(&e->article.published);
	f->addressed = field[ARTICLE_URL] != NULL;
	f->title_words = e->terms.words[0];
	f->body_words = e->terms.words[1];
	f->language = fact_language(field[ARTICLE_LANGUAGE]);
	if (names_code(&c->sources, field[ARTICLE_SOURCE], &f->source, err) ||
	    names_code(&c->sections, field[ARTICLE_SECTION], &f->section,
	    err))
		return -1;
	return names_code(&c->authors, field[ARTICLE_AUTHOR], &f->author,
	    err);
}

/* ${e} comes under ${id}. */
static int
come(struct changes *c, struct entry *e, int64_t id, bool indexed,
    struct err *err)
{
	struct step *s = step_new(c, id, err);

	if (!s || make_fact(c, e, id, &s->fact, err))
		return -1;
	s->comes = e;
	s->indexed = indexed;
	if (!map_put(&c->touched, &id, sizeof(id)))
		return err_memory(err);
	return counts_article(&c->counts, &s->fact,
	    e->article.field[ARTICLE_LANGUAGE], e->host, 1, err);
}

/* What was stored under ${id} goes; its texts are taken from ${old}. */
static int
go(struct changes *c, int64_t id, struct stored *old, bool indexed,
    struct err *err)
{
	const struct fact *known = facts_get(c->facts, id, err);
	struct step *s;

	if (!known || counts_article(&c->counts, known,
	    old->field[ARTICLE_LANGUAGE], NULL, -1, err))
		return -1;
	s = step_new(c, id, err);
	if (!s)
		return -1;
	s->indexed = indexed;
	s->language = old->field[ARTICLE_LANGUAGE];
	s->title = old->field[ARTICLE_TITLE];
	s->body = old->field[ARTICLE_BODY];
	old->field[ARTICLE_LANGUAGE] = old->field[ARTICLE_TITLE] =
	    old->field[ARTICLE_BODY] = NULL;
	c->weight += s->body ? strlen(s->body) : 0;
	return 0;
}

size_t
changes_weight(const struct changes *c)
{
	return c->weight;
}

/* Write the row of ${e} under ${id}: over ${old}, or a new one for 0. */
static int
write_row(struct changes *c, const struct entry *e, int64_t id, int64_t old,
    struct err *err)
{
	sqlite3_stmt *stmt = statement_get(c->statements,
	    old ? UPDATE_ARTICLE : INSERT_ARTICLE, err);
	char name[32];
	int i;

	if (!stmt)
		return -1;
	for (i = 0; i < ARTICLE_FIELDS; i++) {
		if (i == ARTICLE_BODY)
			continue;
		snprintf(name, sizeof(name), ":%s",
		    article_field_name((enum article_field)i));
		statement_text(stmt, name, e->article.field[i]);
	}
	statement_bytes(stmt, ":body", e->article.field[ARTICLE_BODY],
	    e->body_len);
	statement_int(stmt, ":id", id);
	statement_text(stmt, ":origin", e->article.origin);
	statement_text(stmt, ":digest", e->digest);
	if (old)
		statement_int(stmt, ":old", old);
	if (statement_step(c->statements, stmt, err))
		return -1;
	if (!old || old == id)
		return 0;
	stmt = statement_get(c->statements, MOVE_PLACES, err);
	if (!stmt)
		return -1;
	statement_int(stmt, ":id", id);
	statement_int(stmt, ":old", old);
	return statement_step(c->statements, stmt, err);
}

static int
put_place(struct changes *c, const struct entry *e, int64_t id, int64_t run,
    struct err *err)
{
	sqlite3_stmt *stmt = statement_get(c->statements, PUT_PLACE, err);

	if (!stmt)
		return -1;
	statement_int(stmt, ":file", e->file->id);
	statement_int(stmt, ":record", e->article.record);
	statement_int(stmt, ":article", id);
	statement_int(stmt, ":run", run);
	return statement_step(c->statements, stmt, err);
}

static int
add(struct changes *c, struct entry *e, int64_t *id, struct err *err)
{
	e->outcome = ENTRY_NEW;
	if (id_next(c->statements, &c->full, &e->article.published, id,
	    err) ||
	    write_row(c, e, *id, 0, err))
		return -1;
	return come(c, e, *id, true, err);
}

/* Does the date of the article, as far as ids tell it, stay as it was? */
static bool
same_date(const struct fact *known, const struct date *date)
{
	return known->minute == date_minute(date) &&
	    (known->precision >= DATE_DAY) == (date->precision >= DATE_DAY);
}

static int
change(struct changes *c, struct entry *e, int64_t *id, struct stored *old,
    struct err *err)
{
	const struct fact *known = facts_get(c->facts, *id, err);
	int64_t before = *id;
	bool indexed;

	e->outcome = ENTRY_CHANGED;
	if (!known || (!same_date(known, &e->article.published) &&
	    id_next(c->statements, &c->full, &e->article.published, id, err)))
		return -1;
	indexed = *id != before || !stored_indexed_alike(old, e);
	if (go(c, before, old, indexed, err) ||
	    write_row(c, e, *id, before, err))
		return -1;
	return come(c, e, *id, indexed, err);
}

/* Store ${e}, which is the article ${id} already. */
static int
meet(struct changes *c, struct entry *e, const struct identity *known,
    int64_t *id, struct err *err)
{
	struct stored old;
	int result = 0;

	if (known->met || map_get(&c->touched, id, sizeof(*id))) {
		e->outcome = ENTRY_COPY;
		return 0;
	}
	if (stored_load(&old, c->statements, *id, err))
		result = -1;
	else if (stored_equals(&old, e))
		e->outcome = ENTRY_UNCHANGED;
	else if (stored_is_later(&old, e))
		e->outcome = ENTRY_OLDER;
	else
		result = change(c, e, id, &old, err);
	stored_release(&old);
	return result;
}

int
changes_settle(struct changes *c, struct entry *e, int64_t run, bool by_text,
    struct err *err)
{
	struct identity known;
	int64_t id, *file;
	int result;

	if (e->settled || (by_text && !identity_by_text(e)))
		return 0;
	if (identity_find(c->statements, e, run, &c->displaced, &known, err))
		return -1;
	if (by_text && (!known.id || !known.by_name))
		return 0;
	id = known.id;
	e->clash = known.clash;
	result = id ? meet(c, e, &known, &id, err) : add(c, e, &id, err);
	if (result || put_place(c, e, id, run, err))
		return -1;
	if (known.here && known.here != known.id) {
		file = map_put(&c->displaced, &known.here,
		    sizeof(known.here));
		if (!file)
			return err_memory(err);
		*file = e->file->id;
	}
	/* The text is stored: its room is the next batch's. */
	free(e->article.field[ARTICLE_BODY]);
	e->article.field[ARTICLE_BODY] = NULL;
	e->settled = true;
	return 0;
}

int
changes_displaced(struct changes *c, int64_t *count, struct err *err)
{
	sqlite3_stmt *stmt;
	const char *key;
	size_t at = 0, len;
	int64_t id, unused;
	int found;

	*count = 0;
	while (map_next(&c->displaced, &at, &key, &len, &unused)) {
		stmt = statement_get(c->statements, IS_UNPLACED, err);
		if (!stmt)
			return -1;
		memcpy(&id, key, sizeof(id));
		statement_int(stmt, ":id", id);
		found = statement_step(c->statements, stmt, err);
		sqlite3_reset(stmt);
		if (found < 0)
			return -1;
		*count += found;
	}
	return 0;
}

int
changes_remove(struct changes *c, int64_t id, struct err *err)
{
	sqlite3_stmt *stmt;
	struct stored old;
	int result = -1;

	if (!stored_load(&old, c->statements, id, err) &&
	    !go(c, id, &old, true, err)) {
		stmt = statement_get(c->statements, DELETE_ARTICLE, err);
		if (stmt) {
			statement_int(stmt, ":id", id);
			result = statement_step(c->statements, stmt, err);
		}
	}
	stored_release(&old);
	return result;
}

/* ==== The rising sequence ==== */

/* By id; what goes before what comes. */
static int
step_order(const void *a, const void *b)
{
	const struct step *x = a, *y = b;

	if (x->id != y->id)
		return x->id < y->id ? -1 : 1;
	return (x->comes != NULL) - (y->comes != NULL);
}

/*
 * Terms are let go as they are written: the next batch is gathering already
 * and takes their room.
 */
static int
write_index(struct changes *c, struct err *err)
{
	const struct step *s, *end = c->steps + c->count;
	bool changed = false;
	int failed;

	for (s = c->steps; s < end; s++) {
		if (!s->indexed)
			continue;
		if (s->comes) {
			failed = index_add(c->index, s->id, &s->comes->terms,
			    err);
			inverted_release(&s->comes->terms);
		} else {
			failed = index_remove(c->index, s->id, s->language,
			    s->title, s->body, err);
		}
		if (failed)
			return -1;
		changed = true;
	}
	return changed ? index_write(c->index, err) : 0;
}

/* One fact an id: what comes, if it does, is the last of its steps. */
static int
write_facts(struct changes *c, struct err *err)
{
	struct fact *facts = calloc(c->count + 1, sizeof(*facts));
	size_t i, n = 0;
	int result;

	if (!facts)
		return err_memory(err);
	for (i = 0; i < c->count; i++) {
		if (i + 1 < c->count && c->steps[i + 1].id == c->steps[i].id)
			continue;
		facts[n] = c->steps[i].fact;
		facts[n].id = c->steps[i].id;
		if (!c->steps[i].comes)
			facts[n].precision = FACTS_GONE;
		n++;
	}
	result = n ? facts_write(c->facts, facts, n, err) : 0;
	free(facts);
	return result;
}

int
changes_write(struct changes *c, struct err *err)
{
	if (c->count)
		qsort(c->steps, c->count, sizeof(*c->steps), step_order);
	if (write_index(c, err) || write_facts(c, err) ||
	    counts_write(&c->counts, err))
		return -1;
	clear_steps(c);
	return 0;
}
