/* Lines that are dates, bylines, and datelines of agencies. */
#include "read/text_dateline.h"

#include <ctype.h>
#include <string.h>

#include "base/buf.h"
#include "base/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

#define DATE_LINE_MAX 120

/* Place, date and agency; a dash further on belongs to the sentence. */
#define DATELINE_MAX 100

/* Two or three persons and their desks. */
#define BYLINE_MAX 120
#define BYLINE_WORDS 14

static bool
is_date(struct text_line line)
{
	struct date date;

	return line.len && date_parse(line.p, line.len, DATE_ORDER_UNKNOWN,
	    &date) == 0 && date.precision >= DATE_DAY;
}

/* Cut a label and its colon off the front. */
static struct text_line
unlabel(struct text_line line, const char *const *labels, size_t n,
    bool *found)
{
	size_t i, len;

	*found = false;
	for (i = 0; i < n; i++) {
		len = text_line_begins(line, labels[i]);
		if (!len)
			continue;
		*found = true;
		line = text_line_from(line, len);
		while (line.len && *line.p == ':')
			line = text_line_from(line, 1);
		break;
	}
	return line;
}

bool
text_dateline_line(struct text_line line, struct text_line *published,
    struct text_line *modified)
{
	static const char *const first[] = {
		"published time", "published on", "published at",
		"published", "publication date", "posted on", "posted",
		"date", "datum", "ver\303\266ffentlicht am",
		"publi\xc3\xa9 le", "publicado el", "publicado",
	};
	static const char *const later[] = {
		"edited time", "last updated", "last modified", "updated",
		"modified", "edited", "aktualisiert", "mis \xc3\xa0 jour le",
		"actualizado",
	};
	struct text_line part = { line.p, 0, false, false };
	size_t i, at;
	bool found;

	*published = *modified = part;
	if (!line.len || line.len > DATE_LINE_MAX)
		return false;
	for (i = 0, at = line.len; i < COUNT(later) && at == line.len; i++)
		at = text_line_find(line, later[i]);
	part = unlabel(text_line_upto(line, at), first, COUNT(first), &found);
	while (part.len && strchr("|;,", part.p[part.len - 1]))
		part = text_line_upto(part, part.len - 1);
	if (part.len && !is_date(part))
		return false;
	*published = part;
	if (at < line.len)
		*modified = unlabel(text_line_from(line, at), later,
		    COUNT(later), &found);
	if (modified->len && !is_date(*modified))
		return false;
	return published->len || modified->len;
}

/* Does a capital letter begin it? */
static bool
is_capital(const char *p, const char *end)
{
	uint32_t rune;

	if (p >= end)
		return false;
	utf8_decode(p, end, &rune);
	return utf8_upper(rune);
}

bool
text_dateline_byline(struct text_line line, struct text_line *name)
{
	static const char *const by[] = { "by", "von", "par", "por" };
	size_t i, n = 0, words = 1;

	if (line.len > BYLINE_MAX || text_line_ends_sentence(line))
		return false;
	for (i = 0; i < COUNT(by) && !n; i++)
		n = text_line_begins(line, by[i]);
	if (!n || n == line.len)
		return false;
	*name = text_line_from(line, n);
	if (name->len && *name->p == ':')
		*name = text_line_from(*name, 1);
	for (i = 0; i < name->len; i++) {
		if (isdigit((unsigned char)name->p[i]))
			return false;
		words += name->p[i] == ' ';
	}
	return words <= BYLINE_WORDS && is_capital(name->p,
	    name->p + name->len);
}

bool
text_dateline_head(struct text_line line, struct text_line *head)
{
	static const char *const dashes[] = {
		" - ", " -- ", " \xe2\x80\x93 ", " \xe2\x80\x94 ",
		"\xe2\x80\x94", "--", ") -", " _ ",
	};
	struct text_line front = line;
	size_t i, at, best;

	if (!is_capital(line.p, line.p + line.len))
		return false;
	if (front.len > DATELINE_MAX)
		front.len = DATELINE_MAX;
	best = front.len;
	for (i = 0; i < COUNT(dashes); i++) {
		at = text_line_find(front, dashes[i]);
		if (at < best)
			best = at;
	}
	*head = text_line_upto(line, best);
	return best < front.len;
}

/* The year of a folder or a file's name, and its month where known. */
static int
path_year(const char *path, struct date *out)
{
	const char *p, *end;
	size_t i;

	if (date_in_path(path, strlen(path), out) == 0)
		return 0;
	for (p = path; *p; p = end + (*end == '/')) {
		end = p + strcspn(p, "/");
		for (i = 0; i < 4 && isdigit((unsigned char)p[i]); i++)
			;
		if (i == 4 && end == p + 4 && (*p == '1' || *p == '2') &&
		    date_parse(p, 4, DATE_ORDER_UNKNOWN, out) == 0)
			return 0;
	}
	return -1;
}

int
text_dateline_date(struct text_line head, const char *path,
    struct date *out)
{
	struct buf with = BUF_INIT(DATELINE_MAX + 16);
	struct date year;
	size_t start, end;
	int found;

	if (date_find(head.p, head.len, DATE_ORDER_UNKNOWN, out, &start,
	    &end) == 0)
		return 0;
	if (!path || path_year(path, &year))
		return -1;
	/* "Dec. 20 (Reuters)": the year goes where a date has it */
	end = text_line_find(head, " (");
	buf_add(&with, head.p, end);
	buf_addf(&with, ", %04d", year.year);
	found = date_find(with.data, with.len, DATE_ORDER_UNKNOWN, out,
	    &start, &end);
	buf_release(&with);
	/* written at the end of the year, filed at the start of the next */
	if (!found && year.precision >= DATE_MONTH && out->year > 1 &&
	    out->month > year.month + 6)
		out->year--;
	return found;
}
