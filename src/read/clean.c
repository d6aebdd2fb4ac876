/*
 * What every article passes on its way in, field by field: the title, the
 * body, title against body, lines, names, address, dates, language, source,
 * origin.  Later steps use what earlier ones have cleaned: the source may be
 * the address's host, the language needs the body.
 */
#include "read/clean.h"

#include <ctype.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"
#include "read/address.h"
#include "read/byline.h"
#include "read/language.h"

/* Bytes of a title; the longest real headlines have some 300. */
#define TITLE_LIMIT 1000

/* Bytes of names of outlets and sections, and of identifiers. */
#define NAME_LIMIT 200
#define GUID_LIMIT 1024

/* A title is printed at most so often at the head of a page's text. */
#define TITLE_REPEATS 3

/* News begin with the first printed ones (Strasbourg, 1605). */
#define YEAR_FIRST 1600

/* How far a clock may be ahead: a day, for zones and embargoes. */
#define AHEAD_MINUTES (24 * 60)

struct cleaning {
	struct article *a;
	const struct document *doc;
	const struct clean_settings *settings;
	enum date_order order;
	struct buf tmp;
};

/* Hand ${tmp}, cut to ${limit} bytes at a word, over to a field. */
static int
set_field(struct cleaning *c, enum article_field field, size_t limit)
{
	size_t len = c->tmp.len, cut;

	if (c->tmp.failed)
		return -1;
	if (len > limit) {
		len = limit;
		while (len && ((unsigned char)c->tmp.data[len] & 0xC0) == 0x80)
			len--;
		for (cut = len; cut > len / 2; cut--)
			if (c->tmp.data[cut] == ' ')
				break;
		/* Scripts without spaces are cut where the limit is. */
		len = cut > len / 2 ? cut : len;
	}
	return article_set(c->a, field, c->tmp.data, len);
}

static int
clean_field(struct cleaning *c, enum article_field field, size_t limit)
{
	const char *text = c->a->field[field];

	if (!text)
		return 0;
	buf_reset(&c->tmp);
	if (clean_line(&c->tmp, text, strlen(text)))
		return -1;
	return set_field(c, field, limit);
}

static int
clean_text(struct cleaning *c)
{
	const char *body = c->a->field[ARTICLE_BODY];
	struct buf clean = BUF_INIT(BUF_TEXT_LIMIT);

	if (!body)
		return 0;
	if (clean_body(&clean, body, strlen(body))) {
		buf_release(&clean);
		return -1;
	}
	free(c->a->field[ARTICLE_BODY]);
	c->a->field[ARTICLE_BODY] = NULL;
	if (!clean.len) {
		buf_release(&clean);
		return 0;
	}
	c->a->field[ARTICLE_BODY] = buf_detach(&clean);
	return c->a->field[ARTICLE_BODY] ? 0 : -1;
}

/*
 * A title no headline could be is a text without a title: it becomes the
 * body where there is none, and its beginning stays the title.
 */
static int
clean_title(struct cleaning *c)
{
	const char *title = c->a->field[ARTICLE_TITLE];

	if (title && strlen(title) > TITLE_LIMIT &&
	    !c->a->field[ARTICLE_BODY] &&
	    article_set_string(c->a, ARTICLE_BODY, title))
		return -1;
	return clean_field(c, ARTICLE_TITLE, TITLE_LIMIT);
}

/*
 * A paragraph as it is compared: folded, letters and digits only, so that
 * quotation marks and a full stop more or less do not count.
 */
static int
essence(struct buf *out, const char *text, size_t len)
{
	struct buf folded = BUF_INIT(BUF_TEXT_LIMIT);
	const char *p, *end, *from;
	uint32_t rune;
	int ret;

	ret = utf8_fold(&folded, text, len);
	end = folded.data + folded.len;
	for (p = folded.data; !ret && p < end;) {
		from = p;
		p += utf8_decode(p, end, &rune);
		if (utf8_letter(rune) || utf8_digit(rune))
			buf_add(out, from, (size_t)(p - from));
	}
	buf_release(&folded);
	return ret || out->failed ? -1 : 0;
}

/* Does the body's first paragraph say what the title says? 1, 0, -1. */
static int
is_title(struct cleaning *c, const char *paragraph, size_t len)
{
	const char *title = c->a->field[ARTICLE_TITLE];
	struct buf one = BUF_INIT(BUF_TEXT_LIMIT);
	int ret = 0;

	/* Folding and punctuation change lengths, but never so much. */
	if (len > 2 * strlen(title) + 16 || strlen(title) > 2 * len + 16)
		return 0;
	buf_reset(&c->tmp);
	if (essence(&c->tmp, title, strlen(title)) ||
	    essence(&one, paragraph, len))
		ret = -1;
	else if (one.len && one.len == c->tmp.len)
		ret = !memcmp(one.data, c->tmp.data, one.len);
	buf_release(&one);
	return ret;
}

static int
drop_repeated_title(struct cleaning *c)
{
	char *body = c->a->field[ARTICLE_BODY], *p = body, *next;
	size_t len;
	int i, repeated;

	if (!body || !c->a->field[ARTICLE_TITLE])
		return 0;
	for (i = 0; i < TITLE_REPEATS && *p; i++) {
		next = strstr(p, "\n\n");
		len = next ? (size_t)(next - p) : strlen(p);
		repeated = is_title(c, p, len);
		if (repeated < 0)
			return -1;
		if (!repeated)
			break;
		p = next ? next + 2 : p + len;
	}
	if (p == body)
		return 0;
	if (!*p)
		return article_set_string(c->a, ARTICLE_BODY, NULL);
	memmove(body, p, strlen(p) + 1);
	return 0;
}

static int
clean_author(struct cleaning *c)
{
	struct buf names = BUF_INIT(BUF_TEXT_LIMIT);
	const char *text = c->a->field[ARTICLE_AUTHOR];
	int found;

	if (!text)
		return 0;
	buf_reset(&c->tmp);
	if (clean_line(&c->tmp, text, strlen(text)))
		return -1;
	found = byline_clean(&names, c->tmp.data, c->tmp.len);
	if (found >= 0)
		found = article_set(c->a, ARTICLE_AUTHOR, names.data,
		    names.len);
	buf_release(&names);
	return found;
}

/* The address a page was fetched from is that of its article. */
static int
clean_address(struct cleaning *c)
{
	const char *url = c->a->field[ARTICLE_URL];
	int found = 0;

	buf_reset(&c->tmp);
	if (url)
		found = address_canonical(&c->tmp, url, strlen(url));
	if (!found && c->doc->url && !c->doc->record)
		found = address_canonical(&c->tmp, c->doc->url,
		    strlen(c->doc->url));
	if (found < 0)
		return -1;
	return set_field(c, ARTICLE_URL, ADDRESS_LIMIT);
}

/* Can an article be of that date? */
static bool
plausible(const struct cleaning *c, const struct date *date)
{
	const struct date *now = &c->settings->now;

	if (date->precision == DATE_NONE || date->year < YEAR_FIRST)
		return false;
	return now->precision == DATE_NONE ||
	    date_minute(date) <= date_minute(now) + AHEAD_MINUTES;
}

/* Read a date field and write it back in its written form, or unset it. */
static int
clean_date(struct cleaning *c, enum article_field field, struct date *out)
{
	const char *text = c->a->field[field];
	char written[DATE_SIZE];

	*out = (struct date)DATE_INIT;
	if (!text)
		return 0;
	if (date_parse(text, strlen(text), c->order, out) ||
	    !plausible(c, out)) {
		*out = (struct date)DATE_INIT;
		return article_set_string(c->a, field, NULL);
	}
	return article_set_string(c->a, field, date_format(out, written));
}

/* Try to date the article by a path; true where that said a date. */
static bool
dated_by_path(struct cleaning *c, const char *path)
{
	struct date *out = &c->a->published;

	if (path && !date_in_path(path, strlen(path), out) &&
	    plausible(c, out))
		return true;
	*out = (struct date)DATE_INIT;
	return false;
}

static int
clean_dates(struct cleaning *c)
{
	struct article *a = c->a;
	const char *by = NULL;
	char written[DATE_SIZE];
	struct date modified;

	c->order = language_date_order(a->field[ARTICLE_LANGUAGE]);
	if (clean_date(c, ARTICLE_MODIFIED, &modified) ||
	    clean_date(c, ARTICLE_PUBLISHED, &a->published))
		return -1;
	if (a->published.precision != DATE_NONE)
		return 0;
	if (dated_by_path(c, a->field[ARTICLE_URL]))
		by = "address";
	else if (dated_by_path(c, c->doc->tail))
		by = "path";
	if (article_set_string(a, ARTICLE_DATED_BY, by))
		return -1;
	return article_set_string(a, ARTICLE_PUBLISHED,
	    date_format(&a->published, written));
}

static int
clean_language(struct cleaning *c)
{
	struct article *a = c->a;
	const char *said = a->field[ARTICLE_LANGUAGE];
	const char *body = a->field[ARTICLE_BODY];
	char code[LANGUAGE_SIZE];

	a->language_guessed = false;
	if (c->settings->language &&
	    language_code(c->settings->language,
	    strlen(c->settings->language), code))
		return article_set_string(a, ARTICLE_LANGUAGE, code);
	if (said && language_code(said, strlen(said), code))
		return article_set_string(a, ARTICLE_LANGUAGE, code);
	if (body && language_recognise(body, strlen(body), code))
		return article_set_string(a, ARTICLE_LANGUAGE, code);
	a->language_guessed = true;
	return article_set_string(a, ARTICLE_LANGUAGE,
	    c->settings->fallback_language);
}

/* Is a folder's name made of digits, as those of dates and numbers are? */
static bool
is_number(const char *name, size_t len)
{
	size_t i;

	for (i = 0; i < len; i++)
		if (!isdigit((unsigned char)name[i]) &&
		    !strchr("-_.", name[i]))
			return false;
	return true;
}

/* The folder that says the source: "root/SOURCE/.../file", else the root. */
static bool
source_folder(const char *tail, const char **name, size_t *len)
{
	const char *first, *second;

	if (!tail || !(first = strchr(tail, '/')))
		return false;
	second = strchr(first + 1, '/');
	*name = tail;
	*len = (size_t)(first - tail);
	if (second && !is_number(first + 1, (size_t)(second - first - 1))) {
		*name = first + 1;
		*len = (size_t)(second - first - 1);
	}
	return *len > 0;
}

/*
 * An outlet named by its host is the one its addresses name: "WWW.Post.de"
 * becomes "post.de".  All other names stay as they are.
 */
static void
plain_host(struct buf *name)
{
	const char *host;
	size_t i, len;

	for (i = 0; i < name->len; i++)
		if (!isalnum((unsigned char)name->data[i]) &&
		    !strchr("-.", name->data[i]))
			return;
	if (!address_host(name->data, &host, &len))
		return;
	for (i = 0; i < name->len; i++)
		name->data[i] =
		    (char)tolower((unsigned char)name->data[i]);
	address_host(name->data, &host, &len);
	memmove(name->data, host, len);
	buf_truncate(name, len);
}

static int
clean_source(struct cleaning *c)
{
	struct article *a = c->a;
	const char *name = NULL, *url;
	size_t len = 0;

	if (c->settings->source)
		name = c->settings->source;
	else if (a->field[ARTICLE_SOURCE])
		name = a->field[ARTICLE_SOURCE];
	else if (a->site)
		name = a->site;
	if (name)
		len = strlen(name);
	buf_reset(&c->tmp);
	if (name && clean_line(&c->tmp, name, len))
		return -1;
	if (!c->settings->source)
		plain_host(&c->tmp);
	/* Records without addresses come from where their file lies. */
	url = a->field[ARTICLE_URL] ? a->field[ARTICLE_URL] : c->doc->url;
	if (!c->tmp.len && url && address_host(url, &name, &len))
		buf_add(&c->tmp, name, len);
	if (!c->tmp.len && source_folder(c->doc->tail, &name, &len) &&
	    clean_line(&c->tmp, name, len))
		return -1;
	return set_field(c, ARTICLE_SOURCE, NAME_LIMIT);
}

static int
clean_origin(struct cleaning *c)
{
	buf_reset(&c->tmp);
	buf_addstr(&c->tmp, c->doc->name);
	if (c->doc->record > 0)
		buf_addf(&c->tmp, "#%ld", c->doc->record);
	free(c->a->origin);
	c->a->origin = buf_detach(&c->tmp);
	c->a->record = c->doc->record;
	return c->a->origin ? 0 : -1;
}

int
clean_article(struct article *a, const struct document *doc,
    const struct clean_settings *settings, struct err *err)
{
	struct cleaning c = { .a = a, .doc = doc, .settings = settings,
	    .tmp = BUF_INIT(BUF_TEXT_LIMIT) };
	int ret = -1;

	if (clean_title(&c) || clean_text(&c) || drop_repeated_title(&c))
		goto out;
	if (!a->field[ARTICLE_TITLE] && !a->field[ARTICLE_BODY]) {
		ret = 0;
		goto out;
	}
	if (clean_field(&c, ARTICLE_GUID, GUID_LIMIT) ||
	    clean_field(&c, ARTICLE_SECTION, NAME_LIMIT) ||
	    clean_author(&c) || clean_address(&c) || clean_dates(&c) ||
	    clean_language(&c) || clean_source(&c) || clean_origin(&c))
		goto out;
	ret = 1;
out:
	buf_release(&c.tmp);
	return ret < 0 ? err_memory(err) : ret;
}
