/* Asking an archive: opening, the run, the hits. */
#include "find/search.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "find/explain.h"
#include "find/feedback.h"
#include "find/snippet.h"
#include "find/table.h"
#include "schema.h"

struct search {
	struct engine engine;
	struct match match;
	struct collected found;
	bool scored, filtered;
	bool reading;		/* a transaction is open */
	struct table *tables[SEARCH_TABLES];
	struct cells cells[SEARCH_TABLES];
	size_t table_count;
	sqlite3_stmt *hit, *counts;
	struct terms body;	/* of the hit that is shown */
	struct snippet snippet;
};

/* Columns of find-hit.sql. */
enum {
	HIT_GUID, HIT_ORIGIN, HIT_URL, HIT_TITLE, HIT_AUTHOR, HIT_PUBLISHED,
	HIT_SOURCE, HIT_SECTION, HIT_LANGUAGE, HIT_STORY, HIT_BODY
};

/* ==== One moment ==== */

static void
leave(struct search *s)
{
	if (s->hit)
		sqlite3_reset(s->hit);
	if (s->reading)
		sqlite3_exec(archive_db(s->engine.archive), "COMMIT", NULL,
		    NULL, NULL);
	s->reading = false;
}

static int
read_counts(struct search *s, struct err *err)
{
	struct engine *e = &s->engine;
	int code = sqlite3_step(s->counts);

	if (code == SQLITE_ROW) {
		e->articles = sqlite3_column_int64(s->counts, 0);
		e->words = sqlite3_column_int64(s->counts, 1);
		e->undated = sqlite3_column_int64(s->counts, 2);
		e->partial = sqlite3_column_int64(s->counts, 3);
	}
	sqlite3_reset(s->counts);
	if (code != SQLITE_ROW)
		return archive_failed(e->archive, "read the database", err);
	return languages_read(&e->languages, e->archive, err);
}

static int
enter(struct search *s, struct err *err)
{
	struct archive *a = s->engine.archive;
	int changed;

	leave(s);
	if (sqlite3_exec(archive_db(a), "BEGIN", NULL, NULL, NULL)
	    != SQLITE_OK)
		return archive_failed(a, "read the database", err);
	s->reading = true;
	date_local((int64_t)time(NULL), &s->engine.now);
	changed = blocks_begin(s->engine.blocks, err);
	if (changed <= 0)
		return changed;
	if (read_counts(s, err) || segments_begin(s->engine.segments, err)) {
		blocks_forget(s->engine.blocks);
		return -1;
	}
	return 0;
}

/* ==== The run ==== */

static void
forget(struct search *s)
{
	match_release(&s->match);
	collected_release(&s->found);
	while (s->table_count) {
		s->table_count--;
		table_release(s->tables[s->table_count],
		    &s->cells[s->table_count]);
	}
}

static int
make_tables(struct search *s, const struct search_request *request,
    struct tally *const *tallies, struct err *err)
{
	size_t i;

	for (i = 0; i < request->table_count; i++) {
		s->table_count++;
		if (table_make(&s->tables[i], s->engine.archive,
		    request->tables[i].by, tallies[i], &s->cells[i], err))
			return -1;
	}
	return 0;
}

/*
 * What the best of a question in plain language have in common helps to rank
 * all of them: find these, and make the match ready for another run.
 */
static int
feed_back(struct search *s, const struct search_request *request,
    const struct match_options *options, struct best *before,
    struct err *err)
{
	struct collected found = COLLECTED_INIT;
	struct collect_request asked = { .match = &s->match,
	    .filter = request->filter, .order = request->order,
	    .limit = FEEDBACK_ARTICLES };
	int result = -1;

	if (!collect(&s->engine, &asked, &found, err))
		result = feedback_add(&s->engine, &s->match, options,
		    &found.best, found.weight, err);
	*before = found.best;
	return result;
}

static int
collect_and_count(struct search *s, const struct search_request *request,
    const struct match_options *options, struct err *err)
{
	struct tally *tallies[SEARCH_TABLES + 1] = { NULL };
	struct best before = { BEST_RELEVANCE, 0, NULL, 0, 0 };
	struct collect_request asked = { .match = &s->match,
	    .filter = request->filter, .order = request->order,
	    .limit = request->limit, .no_total = request->no_total,
	    .tallies = tallies };
	size_t i;
	int result = 0;

	if (!s->match.node_count && !request->all)
		return 0;
	if (request->any && request->order == BEST_RELEVANCE &&
	    s->match.node_count) {
		result = feed_back(s, request, options, &before, err);
		/* Room for those that keep their places. */
		asked.limit += request->limit ? FEEDBACK_KEPT : 0;
	}
	for (i = 0; !result && i < request->table_count; i++)
		result = tally_open(&tallies[i], request->tables[i].by,
		    request->filter, err);
	if (!result)
		result = collect(&s->engine, &asked, &s->found, err);
	if (!result && before.count)
		feedback_keep(&s->found.best, &before, request->limit);
	if (!result)
		result = make_tables(s, request, tallies, err);
	for (i = 0; i < request->table_count; i++)
		tally_close(tallies[i]);
	best_release(&before);
	return result;
}

int
search_run(struct search *s, const struct search_request *request,
    struct search_reply *reply, struct err *err)
{
	struct match_options options = { &s->engine.languages,
	    s->engine.tokenizer, request->any };

	memset(reply, 0, sizeof(*reply));
	forget(s);
	if (enter(s, err) ||
	    match_make(&s->match, request->query, &options, err) ||
	    collect_and_count(s, request, &options, err))
		return -1;
	s->scored = request->order == BEST_RELEVANCE && s->match.node_count;
	s->filtered = filter_active(request->filter);
	reply->count = s->found.best.count;
	reply->total = s->found.total;
	reply->counted = s->found.counted;
	reply->articles = s->engine.articles;
	reply->undated = s->found.undated;
	reply->partial = s->found.partial;
	reply->limited = s->found.limited;
	reply->cells = s->cells;
	reply->wordless = !s->match.node_count && !request->all;
	return 0;
}

int
search_explain(struct search *s, const int64_t *id, struct buf *out,
    struct err *err)
{
	return id ? explain_article(&s->engine, &s->match,
	    s->match.leaf_count == 1 && !s->filtered, *id, out, err) :
	    explain_question(&s->engine, &s->match, out, err);
}

/* ==== The hits ==== */

static const char *
text_of(struct search *s, int column)
{
	return (const char *)sqlite3_column_text(s->hit, column);
}

static void
fill(struct search *s, struct hit *hit)
{
	hit->guid = text_of(s, HIT_GUID);
	hit->origin = text_of(s, HIT_ORIGIN);
	hit->url = text_of(s, HIT_URL);
	hit->title = text_of(s, HIT_TITLE);
	hit->author = text_of(s, HIT_AUTHOR);
	hit->published = text_of(s, HIT_PUBLISHED);
	hit->source = text_of(s, HIT_SOURCE);
	hit->section = text_of(s, HIT_SECTION);
	hit->language = text_of(s, HIT_LANGUAGE);
	hit->story = sqlite3_column_int64(s->hit, HIT_STORY);
}

static int
make_snippet(struct search *s, struct hit *hit, struct err *err)
{
	const char *body = text_of(s, HIT_BODY);
	unsigned slot = languages_slot(&s->engine.languages,
	    fact_language(hit->language));

	if (terms_cut(&s->body, s->engine.tokenizer, hit->language, body,
	    (size_t)sqlite3_column_bytes(s->hit, HIT_BODY)) ||
	    snippet_make(&s->snippet, &s->match, slot, body, &s->body))
		return err_memory(err);
	hit->snippet = s->snippet.text.data;
	hit->marks = s->snippet.marks;
	hit->mark_count = s->snippet.mark_count;
	return 0;
}

const struct engine *
search_engine(const struct search *s)
{
	return &s->engine;
}

int64_t
search_id(const struct search *s, size_t i)
{
	return s->found.best.items[i].id;
}

int
search_hit(struct search *s, size_t i, struct hit *hit, struct err *err)
{
	const struct found *found = &s->found.best.items[i];

	memset(hit, 0, sizeof(*hit));
	hit->rank = i + 1;
	hit->scored = s->scored;
	hit->score = found->score;
	hit->id = search_id(s, i);
	sqlite3_reset(s->hit);
	sqlite3_bind_int64(s->hit, 1, hit->id);
	if (sqlite3_step(s->hit) != SQLITE_ROW)
		return err_set(err, "the article %lld stands in the index "
		    "and not in the table: the database is damaged",
		    (long long)hit->id);
	fill(s, hit);
	return make_snippet(s, hit, err);
}

/* ==== Opening and closing ==== */

int
search_open(struct search **out, struct archive *a, struct err *err)
{
	struct search *s = calloc(1, sizeof(*s));

	*out = NULL;
	if (!s)
		return err_memory(err);
	s->engine.archive = a;
	s->match = (struct match)MATCH_INIT;
	s->body = (struct terms)TERMS_INIT;
	s->snippet = (struct snippet)SNIPPET_INIT;
	if (tokenizer_open(&s->engine.tokenizer, archive_db(a), err) ||
	    segments_open(&s->engine.segments, a, err) ||
	    blocks_open(&s->engine.blocks, a, err) ||
	    !(s->counts = archive_prepare(a, schema_archive_counts, err)) ||
	    !(s->hit = archive_prepare(a, schema_find_hit, err))) {
		search_close(s);
		return -1;
	}
	*out = s;
	return 0;
}

void
search_close(struct search *s)
{
	if (!s)
		return;
	leave(s);
	sqlite3_finalize(s->hit);
	sqlite3_finalize(s->counts);
	segments_close(s->engine.segments);
	blocks_close(s->engine.blocks);
	tokenizer_close(s->engine.tokenizer);
	forget(s);
	terms_release(&s->body);
	snippet_release(&s->snippet);
	free(s);
}
