/*
 * The surest clue that holds a name wins; its text is parted into names, and
 * what is no name (addresses, roles, places) is cut off.
 */
#include "read/html_author.h"

#include <ctype.h>
#include <string.h>
#include <strings.h>

#include "base/buf.h"

/* A name of more bytes is a sentence. */
#define NAME_BYTES 60

/* A text of more bytes is no byline. */
#define BYLINE_BYTES 120

/* Words between two names, and where a name's tail begins. */
static const char *const joints[] = { " and ", " und ", " & ", " et ",
    " y ", " with ", " e ", " och ", " og " };
static const char *const tails[] = { " | ", " at ", " for ", " in ", " of ",
    " on ", " - ", " \xE2\x80\x93 ", " \xE2\x80\xA2 ", " \xC2\xB7 ", "(" };
static const char *const leads[] = { "by ", "von ", "par ", "por ", "from ",
    "words by ", "written by ", "text: ", "author: ", "by: ", "di " };

static bool
is_name(const char *name, size_t len)
{
	bool letter = false;

	if (len < 2 || len > NAME_BYTES || memchr(name, '@', len) != NULL)
		return false;
	for (size_t i = 0; i < len; i++) {
		if (isdigit((unsigned char)name[i]) || name[i] == '/' ||
		    name[i] == '<')
			return false;
		letter = letter || isalpha((unsigned char)name[i]) ||
		    (unsigned char)name[i] >= 0x80;
	}
	return letter;
}

static void
add_name(struct buf *out, const char *name, size_t len)
{
	for (size_t i = 0; i < sizeof(leads) / sizeof(leads[0]); i++) {
		size_t n = strlen(leads[i]);

		if (len > n && strncasecmp(name, leads[i], n) == 0) {
			name += n;
			len -= n;
			i = (size_t)-1;
		}
	}
	for (size_t i = 0; i < sizeof(tails) / sizeof(tails[0]); i++)
		for (size_t at = 1; at + strlen(tails[i]) <= len; at++)
			if (strncasecmp(name + at, tails[i],
			    strlen(tails[i])) == 0)
				len = at;
	while (len > 0 && strchr(" .:,-", name[len - 1]) != NULL)
		len--;
	while (len > 0 && (*name == ' ' || *name == '-')) {
		name++;
		len--;
	}
	if (!is_name(name, len))
		return;
	if (out->len > 0)
		buf_addstr(out, "; ");
	buf_add(out, name, len);
}

/* The length of the joint that begins at ${p}, or 0. */
static size_t
joint_at(const char *p)
{
	if (*p == ';' || *p == ',' || *p == '/' || *p == '|')
		return 1;
	for (size_t i = 0; i < sizeof(joints) / sizeof(joints[0]); i++)
		if (strncasecmp(p, joints[i], strlen(joints[i])) == 0)
			return strlen(joints[i]);
	return 0;
}

static void
add_names(struct buf *out, const char *text)
{
	const char *start = text;

	if (strstr(text, "://") != NULL || strstr(text, "www.") != NULL)
		return;
	for (const char *p = text;; p++) {
		size_t joint = *p != '\0' ? joint_at(p) : 0;

		if (*p != '\0' && joint == 0)
			continue;
		add_name(out, start, (size_t)(p - start));
		if (*p == '\0')
			break;
		p += joint - 1;
		start = p + 1;
	}
}

int
html_author_choose(struct article *out, const struct html_clues *clues)
{
	struct buf b = BUF_INIT(BUF_TEXT_LIMIT);
	int rc;

	for (enum html_clue c = CLUE_AUTHOR_LD;
	    c <= CLUE_AUTHOR_LD_GROUP && b.len == 0; c++) {
		const char *text = clues->value[c];

		if (text == NULL || (c == CLUE_AUTHOR_BYLINE &&
		    strlen(text) > BYLINE_BYTES))
			continue;
		add_names(&b, text);
	}
	rc = b.failed ? -1 : article_set(out, ARTICLE_AUTHOR, b.data, b.len);
	buf_release(&b);
	return rc;
}
