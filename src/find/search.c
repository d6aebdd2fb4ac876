/* Asking an archive: opening, the run, the hits. */
#include "find/search.h"

#include <stdlib.h>
#include <string.h>
#include <time.h>

#include "find/snippet.h"
#include "schema.h"

struct search {
	struct engine engine;
	struct match match;
	struct collected found;
	bool scored;
	bool reading;		/* a transaction is open */
	sqlite3_stmt *hit;
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
		sqlite3_exec(archive_db(s->engine.archive), "COMMIT", NULL, NULL,
		    NULL);
	s->reading = false;
}

static int
enter(struct search *s, struct err *err)
{
	leave(s);
	if (sqlite3_exec(archive_db(s->engine.archive), "BEGIN", NULL, NULL, NULL)
	    != SQLITE_OK)
		return archive_failed(s->engine.archive, "read the database", err);
	s->reading = true;
	s->engine.articles = archive_number(s->engine.archive, "articles");
	s->engine.words = archive_number(s->engine.archive, "words");
	date_local((int64_t)time(NULL), &s->engine.now);
	if (segments_begin(s->engine.segments, err) ||
	    blocks_begin(s->engine.blocks, err) ||
	    languages_read(&s->engine.languages, s->engine.archive, err))
		return -1;
	return 0;
}

/* ==== The run ==== */

int
search_run(struct search *s, const struct search_request *request,
    struct search_reply *reply, struct err *err)
{
	struct match_options options = { &s->engine.languages, s->engine.tokenizer,
	    request->any };
	struct collect_request asked = { &s->match, request->filter,
	    request->order, request->limit, request->no_total };

	memset(reply, 0, sizeof(*reply));
	match_release(&s->match);
	collected_release(&s->found);
	if (enter(s, err) ||
	    match_make(&s->match, request->query, &options, err) ||
	    collect(&s->engine, &asked, &s->found, err))
		return -1;
	s->scored = request->order == BEST_RELEVANCE;
	reply->count = s->found.best.count;
	reply->total = s->found.total;
	reply->counted = s->found.counted;
	reply->articles = s->engine.articles;
	reply->undated = s->found.undated;
	reply->partial = s->found.partial;
	reply->limited = s->found.limited;
	reply->wordless = s->match.node_count == 0;
	return 0;
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
	    blocks_open(&s->engine.blocks, a, err) || !(s->hit = archive_prepare(a, schema_find_hit, err))) {
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
	segments_close(s->engine.segments);
	blocks_close(s->engine.blocks);
	tokenizer_close(s->engine.tokenizer);
	match_release(&s->match);
	collected_release(&s->found);
	terms_release(&s->body);
	snippet_release(&s->snippet);
	free(s);
}
