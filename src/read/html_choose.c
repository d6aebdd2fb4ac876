/*
 * The choices, each in the order that was measured best (doc/design.md):
 * title, date, author, then the fields that one or two clues decide.
 */
#include "read/html_choose.h"

#include <stdlib.h>
#include <string.h>
#include <strings.h>

#include <libxml/uri.h>

#include "base/date.h"
#include "base/utf8.h"
#include "read/html_author.h"
#include "read/html_date.h"

/* A site's name behind the title has at most so many words. */
#define TAIL_WORDS 3

/* A title of fewer words is left as it is. */
#define TITLE_WORDS 3

/* The marks between a title and its site. */
static const char *const tail_marks[] = {
	" | ", " - ", " \xE2\x80\x93 ", " \xE2\x80\x94 ", " \xC2\xB7 ",
	" \xC2\xBB ", " \xE2\x80\xA2 ", " :: ", " / ",
};

static size_t
count_words(const char *text, size_t len)
{
	size_t words = 0;

	for (size_t i = 0; i < len; i++)
		words += text[i] != ' ' && (i == 0 || text[i - 1] == ' ');
	return words;
}

/* The length of the title without its last tail, or ${len}. */
static size_t
cut_tail(const char *title, size_t len, const char *site)
{
	size_t cut = 0, mark = 0;

	for (size_t m = 0; m < sizeof(tail_marks) / sizeof(tail_marks[0]);
	    m++) {
		size_t n = strlen(tail_marks[m]);

		for (size_t i = len > n ? len - n : 0; i > cut; i--)
			if (memcmp(title + i, tail_marks[m], n) == 0) {
				cut = i;
				mark = n;
				break;
			}
	}
	if (cut == 0)
		return len;
	if (site != NULL && strlen(site) == len - cut - mark &&
	    strncasecmp(title + cut + mark, site, len - cut - mark) == 0)
		return cut;
	return count_words(title + cut + mark, len - cut - mark) <=
	    TAIL_WORDS && count_words(title, cut) >= TITLE_WORDS ? cut : len;
}

/* The title without the names of site and section behind it. */
static char *
cut_title(const char *title, const char *site)
{
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);
	size_t len = strlen(title), before;

	do {
		before = len;
		len = cut_tail(title, len, site);
	} while (len < before);
	buf_add(&b, title, len);
	return buf_detach(&b);
}

/*
 * The visible headline wins where <title> or og:title confirm it, unless
 * the publisher's two other titles agree against it.
 */
static int
choose_title(struct article *out, const struct html_clues *clues)
{
	char *const *v = clues->value;
	const char *site = v[CLUE_SITE_OG] ? v[CLUE_SITE_OG] :
	    v[CLUE_SITE_LD];
	char *og = v[CLUE_OG_TITLE] ? cut_title(v[CLUE_OG_TITLE], site) :
	    NULL;
	char *page = v[CLUE_TITLE] ? cut_title(v[CLUE_TITLE], site) : NULL;
	const char *title;
	int rc;

	if (v[CLUE_H1] != NULL)
		title = v[CLUE_H1];
	else if (v[CLUE_H1_ANY] != NULL && clues->h1_count == 1)
		title = v[CLUE_H1_ANY];
	else if (og != NULL)
		title = og;
	else if (v[CLUE_HEADLINE] != NULL)
		title = v[CLUE_HEADLINE];
	else
		title = page != NULL ? page : v[CLUE_H1_ANY];
	if (html_titles_match(og, v[CLUE_HEADLINE]) == MATCH_SAME)
		title = og;
	rc = article_set_string(out, ARTICLE_TITLE, title);
	free(og);
	free(page);
	return rc;
}

/* How a date of digits is to be read in a page of this language. */
static enum date_order
language_order(const char *language)
{
	if (language == NULL || strcasecmp(language, "en") == 0)
		return DATE_ORDER_UNKNOWN;
	if (strncasecmp(language, "en", 2) == 0 &&
	    strcasecmp(language + 3, "US") == 0)
		return DATE_ORDER_MDY;
	return DATE_ORDER_DMY;
}

static int
set_date(struct article *out, const char *date, const char *dated_by)
{
	return article_set_string(out, ARTICLE_PUBLISHED, date) != 0 ||
	    article_set_string(out, ARTICLE_DATED_BY, dated_by) != 0 ? -1 : 0;
}

/*
 * Set a date as the page writes it; where only its language tells day from
 * month, as it was understood.
 */
static int
set_clue(struct article *out, const char *text, enum date_order order,
    const char *dated_by)
{
	char written[DATE_SIZE];
	struct date d;

	if (date_parse(text, strlen(text), DATE_ORDER_UNKNOWN, &d) == 0)
		return set_date(out, text, dated_by);
	if (date_parse(text, strlen(text), order, &d) != 0)
		return 0;
	return set_date(out, date_format(&d, written), dated_by);
}

static bool
is_date(const char *text, enum date_order order)
{
	struct date d;

	return text != NULL &&
	    date_parse(text, strlen(text), order, &d) == 0 &&
	    d.precision >= DATE_DAY;
}

static int
choose_date(struct article *out, const struct html_clues *clues,
    const struct html_page *page, enum date_order order)
{
	static const struct {
		enum html_clue clue;
		const char *name;
	} sources[] = {
		{ CLUE_PUBLISHED_LD, "json-ld" },
		{ CLUE_PUBLISHED_LD_ANY, "json-ld" },
		{ CLUE_PUBLISHED_OG, "meta" },
		{ CLUE_PUBLISHED_META, "meta" },
		{ CLUE_PUBLISHED_ITEM, "itemprop" },
		{ CLUE_PUBLISHED_TIME, "time" },
	};
	const char *const url = out->field[ARTICLE_URL];
	const char *any = clues->value[CLUE_PUBLISHED_TIME_ANY];
	char written[DATE_SIZE];
	struct date d;

	for (size_t i = 0; i < sizeof(sources) / sizeof(sources[0]); i++)
		if (is_date(clues->value[sources[i].clue], order))
			return set_clue(out, clues->value[sources[i].clue],
			    order, sources[i].name);
	if (url != NULL && date_in_path(url, strlen(url), &d) == 0 &&
	    d.precision >= DATE_DAY)
		return set_date(out, date_format(&d, written), "address");
	if (is_date(any, order))
		return set_clue(out, any, order, "time");
	if (html_date_find(page, order, &d) == 0)
		return set_date(out, date_format(&d, written), "text");
	return 0;
}

static int
choose_first(struct article *out, enum article_field field,
    const struct html_clues *clues, const enum html_clue *order, size_t n)
{
	for (size_t i = 0; i < n; i++)
		if (clues->value[order[i]] != NULL)
			return article_set_string(out, field,
			    clues->value[order[i]]);
	return 0;
}

#define CHOOSE(out, field, clues, ...) \
	choose_first((out), (field), (clues), \
	    (const enum html_clue[]){ __VA_ARGS__ }, \
	    sizeof((const enum html_clue[]){ __VA_ARGS__ }) / \
	    sizeof(enum html_clue))

/* The page's own address: absolute, or made so by where it was fetched. */
static int
choose_url(struct article *out, const struct html_clues *clues,
    const char *fetched)
{
	static const enum html_clue order[] = { CLUE_URL_CANONICAL,
	    CLUE_URL_OG, CLUE_URL_LD };

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		const char *url = clues->value[order[i]];
		xmlChar *built;
		int rc;

		if (url == NULL)
			continue;
		if (strstr(url, "://") != NULL)
			return article_set_string(out, ARTICLE_URL, url);
		if (fetched == NULL)
			continue;
		built = xmlBuildURI((const xmlChar *)url,
		    (const xmlChar *)fetched);
		if (built == NULL)
			continue;
		rc = article_set_string(out, ARTICLE_URL, (char *)built);
		xmlFree(built);
		return rc;
	}
	return article_set_string(out, ARTICLE_URL, fetched);
}

static int
choose_site(struct article *out, const struct html_clues *clues)
{
	static const enum html_clue order[] = { CLUE_SITE_OG, CLUE_SITE_LD,
	    CLUE_SITE_META };

	for (size_t i = 0; i < sizeof(order) / sizeof(order[0]); i++) {
		if (clues->value[order[i]] == NULL)
			continue;
		out->site = strdup(clues->value[order[i]]);
		return out->site != NULL ? 0 : -1;
	}
	return 0;
}

int
html_choose(struct article *out, const struct html_clues *clues,
    const struct html_page *page, const struct document *doc)
{
	if (choose_url(out, clues, doc->url) != 0 ||
	    choose_title(out, clues) != 0 ||
	    choose_site(out, clues) != 0 ||
	    html_author_choose(out, clues) != 0 ||
	    CHOOSE(out, ARTICLE_SECTION, clues, CLUE_SECTION_META,
	    CLUE_SECTION_LD) != 0 ||
	    CHOOSE(out, ARTICLE_LANGUAGE, clues, CLUE_LANGUAGE_HTML,
	    CLUE_LANGUAGE_LD, CLUE_LANGUAGE_META, CLUE_LANGUAGE_OG) != 0 ||
	    CHOOSE(out, ARTICLE_MODIFIED, clues, CLUE_MODIFIED_LD,
	    CLUE_MODIFIED_META, CLUE_MODIFIED_ITEM) != 0)
		return -1;
	return choose_date(out, clues, page,
	    language_order(out->field[ARTICLE_LANGUAGE]));
}
