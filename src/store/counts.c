/* The archive's numbers about itself: gathering, writing. */
#include "store/counts.h"

#include <string.h>

void
counts_init(struct counts *c, struct statements *s)
{
	memset(c, 0, sizeof(*c));
	c->statements = s;
	c->languages = c->sources = c->hosts = (struct map)MAP_INIT;
	buf_init(&c->names, BUF_TEXT_LIMIT);
}

void
counts_reset(struct counts *c)
{
	c->articles = c->words = c->undated = c->partial = 0;
	map_reset(&c->languages);
	map_reset(&c->sources);
	map_reset(&c->hosts);
	buf_reset(&c->names);
}

void
counts_release(struct counts *c)
{
	map_release(&c->languages);
	map_release(&c->sources);
	map_release(&c->hosts);
	buf_release(&c->names);
}

/* ==== Gathering ==== */

static int
add(struct map *m, const void *key, size_t len, int64_t change,
    struct err *err)
{
	int64_t *value = map_put(m, key, len);

	if (!value)
		return err_memory(err);
	*value += change;
	return 0;
}

/* The first host of a source stands for it. */
static int
add_host(struct counts *c, uint32_t source, const char *host,
    struct err *err)
{
	int64_t begins = (int64_t)c->names.len;

	if (map_get(&c->hosts, &source, sizeof(source)))
		return 0;
	buf_add(&c->names, host, strlen(host) + 1);
	if (c->names.failed)
		return err_memory(err);
	return add(&c->hosts, &source, sizeof(source), begins, err);
}

int
counts_article(struct counts *c, const struct fact *f, const char *language,
    const char *host, int change, struct err *err)
{
	int64_t words = (int64_t)f->title_words + f->body_words;

	c->articles += change;
	c->words += change * words;
	c->undated += f->precision == DATE_NONE ? change : 0;
	c->partial += f->precision == DATE_YEAR ||
	    f->precision == DATE_MONTH ? change : 0;
	if (language && add(&c->languages, language, strlen(language), change,
	    err))
		return -1;
	if (!f->source)
		return 0;
	if (host && add_host(c, f->source, host, err))
		return -1;
	return add(&c->sources, &f->source, sizeof(f->source), change, err);
}

/* ==== Writing ==== */

int
counts_meta(struct statements *s, const char *key, int64_t change,
    struct err *err)
{
	sqlite3_stmt *stmt;

	if (!change)
		return 0;
	stmt = statement_get(s, COUNT_META, err);
	if (!stmt)
		return -1;
	statement_text(stmt, ":key", key);
	statement_int(stmt, ":change", change);
	return statement_step(s, stmt, err);
}

static int
write_sources(struct counts *c, struct err *err)
{
	sqlite3_stmt *stmt;
	const char *key;
	const int64_t *host;
	size_t at = 0, len;
	int64_t change;
	uint32_t code;

	while (map_next(&c->sources, &at, &key, &len, &change)) {
		stmt = statement_get(c->statements, COUNT_SOURCE, err);
		if (!stmt)
			return -1;
		memcpy(&code, key, sizeof(code));
		host = map_get(&c->hosts, key, len);
		statement_int(stmt, ":code", code);
		statement_int(stmt, ":change", change);
		statement_text(stmt, ":host",
		    host ? c->names.data + *host : NULL);
		if (statement_step(c->statements, stmt, err))
			return -1;
	}
	return 0;
}

static int
write_languages(struct counts *c, struct err *err)
{
	sqlite3_stmt *stmt;
	const char *key;
	size_t at = 0, len;
	int64_t change;

	while (map_next(&c->languages, &at, &key, &len, &change)) {
		stmt = statement_get(c->statements, COUNT_LANGUAGE, err);
		if (!stmt)
			return -1;
		sqlite3_bind_text(stmt, sqlite3_bind_parameter_index(stmt,
		    ":language"), key, (int)len, SQLITE_STATIC);
		statement_int(stmt, ":change", change);
		if (statement_step(c->statements, stmt, err))
			return -1;
	}
	return 0;
}

int
counts_write(struct counts *c, struct err *err)
{
	struct statements *s = c->statements;

	if (counts_meta(s, "articles", c->articles, err) ||
	    counts_meta(s, "words", c->words, err) ||
	    counts_meta(s, "undated", c->undated, err) ||
	    counts_meta(s, "partial", c->partial, err))
		return -1;
	return write_sources(c, err) || write_languages(c, err) ? -1 : 0;
}
