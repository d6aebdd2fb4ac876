/* A small archive for tests, in a file that is gone with the process. */
#ifndef TESTS_NEWS_H
#define TESTS_NEWS_H

#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include "store/writer.h"

struct news {
	const char *published, *source, *language, *title, *body;
};

/* What few tests need of an article beside it. */
struct news_more {
	const char *author, *section, *url;
};

/* The host of ${url} without "www.", for the caller to free; NULL for NULL. */
static inline char *
news_host(const char *url)
{
	const char *host = url ? strstr(url, "://") : NULL;

	if (!host)
		return NULL;
	host += strncmp(host, "://www.", 7) == 0 ? 7 : 3;
	return strndup(host, strcspn(host, "/"));
}

static inline void
news_set_more(struct article *article, const struct news_more *more)
{
	if (!more)
		return;
	article_set_string(article, ARTICLE_AUTHOR, more->author);
	article_set_string(article, ARTICLE_SECTION, more->section);
	article_set_string(article, ARTICLE_URL, more->url);
}

#define NEWS_PATH "/tmp/newsfind-test-XXXXXX"

/*
 * Store ${count} articles in a new archive at ${path}, a copy of NEWS_PATH.
 * Each has its number, from 0, as guid.  ${more} may be NULL.
 */
static inline void
news_store_more(char *path, const struct news *news,
    const struct news_more *more, size_t count)
{
	struct archive *a = NULL;
	struct writer *w = NULL;
	struct inverter *v = NULL;
	sqlite3 *words = NULL;
	struct store_file *file;
	struct entry *entry;
	struct article article;
	struct err err = ERR_INIT;
	char guid[24];
	int fd = mkstemp(path);
	size_t i;

	assert_true(fd >= 0);
	close(fd);
	assert_int_equal(archive_open(&a, path, ARCHIVE_WRITE, NULL, &err),
	    0);
	assert_int_equal(writer_open(&w, a, NULL, NULL, &err), 0);
	assert_int_equal(sqlite3_open(":memory:", &words), SQLITE_OK);
	assert_int_equal(inverter_open(&v, words, &err), 0);
	file = calloc(1, sizeof(*file));
	assert_non_null(file);
	file->path = strdup("/news.jsonl");
	file->lasting = true;
	file->reader = "test";
	for (i = 0; i < count; i++) {
		article = (struct article)ARTICLE_INIT;
		snprintf(guid, sizeof(guid), "%zu", i);
		article_set_string(&article, ARTICLE_GUID, guid);
		article_set_string(&article, ARTICLE_TITLE, news[i].title);
		article_set_string(&article, ARTICLE_BODY, news[i].body);
		article_set_string(&article, ARTICLE_SOURCE, news[i].source);
		article_set_string(&article, ARTICLE_LANGUAGE,
		    news[i].language);
		news_set_more(&article, more ? &more[i] : NULL);
		article_set_string(&article, ARTICLE_PUBLISHED,
		    news[i].published);
		if (news[i].published)
			assert_int_equal(date_parse(news[i].published,
			    strlen(news[i].published), DATE_ORDER_UNKNOWN,
			    &article.published), 0);
		article.origin = strdup("/news.jsonl");
		article.record = (long)i + 1;
		entry = entry_new(&article, file, v, &err);
		assert_non_null(entry);
		entry->host = news_host(more ? more[i].url : NULL);
		assert_int_equal(writer_add(w, entry, &err), 0);
	}
	file->records = (int64_t)count;
	assert_int_equal(writer_finish(w, file, FILE_WHOLE, &err), 0);
	assert_int_equal(writer_flush(w, &err), 0);
	inverter_close(v);
	sqlite3_close(words);
	writer_close(w);
	archive_close(a, NULL);
}

static inline void
news_store(char *path, const struct news *news, size_t count)
{
	news_store_more(path, news, NULL, count);
}

#endif
