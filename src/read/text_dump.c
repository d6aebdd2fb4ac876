/*
 * Pages dumped to text: the rules.
 *
 * Order: words of a line and lists of words; one predicate a rule; the table;
 * the questions asked from outside.
 */
#include "read/text_dump.h"

#include <ctype.h>
#include <string.h>

#include "base/utf8.h"

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* A line of buttons is no longer; a longer one is a sentence about them. */
#define BUTTONS_MAX 80

/* A link to another article: its label and a headline. */
#define LINK_MAX 300

/* A caption is a sentence or three; beyond, it is a paragraph. */
#define CAPTION_MAX 500

/* What stands in a credit's brackets: an agency and a name or two. */
#define CREDIT_MAX 100

/* Words of an agency's or a photographer's name. */
#define NAME_WORDS 4

/* Fewer names of icons may be words of a sentence about icons. */
#define ICONS_MIN 6

#define FOOTER_MAX 200

/* Cut the next word, at blanks and at what parts buttons, off ${rest}. */
static bool
next_word(struct text_line *rest, struct text_line *word)
{
	static const char parts[] = " \t,|/:+&()\xc2\xb7\xa0";

	while (rest->len && strchr(parts, *rest->p))
		rest->p++, rest->len--;
	*word = *rest;
	word->len = 0;
	while (rest->len && !strchr(parts, *rest->p))
		rest->p++, rest->len--, word->len++;
	return word->len > 0;
}

static bool
is_number(struct text_line word)
{
	size_t i;

	for (i = 0; i < word.len; i++) {
		if (!isdigit((unsigned char)word.p[i]) &&
		    !strchr(".,kK", word.p[i]))
			return false;
	}
	return isdigit((unsigned char)*word.p);
}

static bool
is_one_of(struct text_line line, const char *const *words, size_t n)
{
	size_t i;

	for (i = 0; i < n; i++) {
		if (text_line_is(line, words[i]))
			return true;
	}
	return false;
}

/* Do only such words stand in it, beside numbers, and how many? */
static size_t
count_only(struct text_line line, const char *const *words, size_t n)
{
	struct text_line word;
	size_t count = 0;

	while (next_word(&line, &word)) {
		if (is_number(word))
			continue;
		if (!is_one_of(word, words, n))
			return 0;
		count++;
	}
	return count;
}

static bool
is_icons(struct text_line line)
{
	struct text_line word;
	size_t icons = 0, words = 0;

	while (next_word(&line, &word)) {
		words++;
		icons += text_line_find(word, "icon") < word.len;
	}
	return icons >= ICONS_MIN && icons * 2 > words;
}

static bool
is_link(struct text_line line)
{
	static const char *const labels[] = {
		"read more", "read also", "also read", "see also",
		"related", "related story", "related stories",
		"related article", "related articles", "related coverage",
		"more on this story", "more on this topic", "recommended",
		"lesen sie auch", "lesen sie mehr", "mehr zum thema",
		"lire aussi", "\xc3\xa0 lire aussi", "\xc3\x80 lire aussi",
		"lea tambi\xc3\xa9n", "lee tambi\xc3\xa9n", "leer m\xc3\xa1s",
		"leia mais", "leia tamb\xc3\xa9m", "leggi anche",
		"lees ook", "l\xc3\xa4s ocks\xc3\xa5",
	};
	struct text_line rest;
	size_t i, n;

	for (i = 0; i < COUNT(labels) && line.len <= LINK_MAX; i++) {
		n = text_line_begins(line, labels[i]);
		if (!n)
			continue;
		rest = text_line_from(line, n);
		if (!rest.len || *rest.p == ':' || text_line_is(rest, "..."))
			return true;
	}
	return false;
}

static const char *const credit_words[] = {
	"photo", "photos", "photograph", "picture", "image", "images",
	"file photo", "ap photo", "photo credit", "image credit", "foto",
	"fotos", "bild", "cr\303\251dit", "cr\303\251dit photo",
	"cr\303\251ditos", "imagen", "imagem", "credit",
};

/* Agencies whose names stand in credits of photographs. */
static const char *const agencies[] = {
	"reuters", "ap", "ap photo", "afp", "afp photo", "epa", "dpa", "upi",
	"getty", "getty images", "afp/getty images", "associated press",
	"ria novosti", "tass", "itar-tass", "xinhua", "kyodo", "bloomberg",
	"shutterstock", "istock", "alamy", "efe", "ansa", "apa", "keystone",
	"picture alliance", "ritzau", "tt", "ntb", "handout", "file photo",
};

/* Does it begin as "Photo: X", "Photo by X" do? */
static bool
is_credit(struct text_line line)
{
	struct text_line rest;
	size_t i, n;

	for (i = 0; i < COUNT(credit_words) && line.len <= CREDIT_MAX; i++) {
		n = text_line_begins(line, credit_words[i]);
		if (!n || n == line.len)
			continue;
		rest = text_line_from(line, n);
		if (*rest.p == ':' || text_line_begins(rest, "by") ||
		    text_line_begins(rest, "courtesy of"))
			return !text_line_ends_sentence(line);
	}
	return false;
}

/* "Reuters / Fred Prouser", "AP Photo/John Doe", "Jane Doe / AFP". */
static bool
is_agency_credit(struct text_line inside)
{
	size_t i;

	if (is_one_of(inside, agencies, COUNT(agencies)))
		return false;
	for (i = 0; i < inside.len; i++) {
		if (inside.p[i] == '/' && (is_one_of(text_line_upto(inside, i),
		    agencies, COUNT(agencies)) || is_one_of(
		    text_line_from(inside, i + 1), agencies, COUNT(agencies))))
			return true;
	}
	return false;
}

/* Up to a few words, the first and the last with a capital, no digits? */
static bool
is_name(struct text_line line, size_t least)
{
	struct text_line word;
	uint32_t rune;
	size_t words = 0;
	bool capital = false;

	while (next_word(&line, &word)) {
		utf8_decode(word.p, word.p + word.len, &rune);
		capital = utf8_lower(rune) != rune;
		if ((!capital && !words) || ++words > NAME_WORDS ||
		    is_number(word))
			return false;
	}
	return capital && words >= least;
}

/*
 * "Echo Pictures / Sam Reed": whom a picture is from, and who took it.  That
 * one has two names; "(Smith / Jones)" may be two people of a sentence.
 */
static bool
is_named_credit(struct text_line inside)
{
	static const char slash[] = " / ";
	size_t at = text_line_find(inside, slash);

	return at < inside.len && is_name(text_line_upto(inside, at), 1) &&
	    is_name(text_line_from(inside, at + strlen(slash)), 2);
}

static bool
is_caption(struct text_line line)
{
	struct text_line inside;
	size_t open = line.len;

	if (line.len > CAPTION_MAX || !line.len)
		return false;
	if (is_credit(line))
		return true;
	if (line.p[line.len - 1] == ')') {
		while (open && line.p[open - 1] != '(')
			open--;
		if (!open || line.len - open > CREDIT_MAX)
			return false;
		inside = text_line_from(line, open);
		inside = text_line_upto(inside, inside.len - 1);
		return is_credit(inside) || is_agency_credit(inside) ||
		    is_named_credit(inside);
	}
	while (open && line.p[open - 1] != '|')
		open--;
	return open && is_credit(text_line_from(line, open));
}

static const char *const share_words[] = {
	"share", "tweet", "like", "email", "e-mail", "mail", "print", "save",
	"comment", "comments", "facebook", "twitter", "whatsapp", "linkedin",
	"pinterest", "reddit", "telegram", "tumblr", "google", "google+",
	"instagram", "vkontakte", "vk", "flipboard", "sms", "pin", "copy",
	"link", "bookmark", "share:", "follow", "us", "on", "this", "via",
	"story", "article", "page", "post",
	"teilen", "drucken", "merken", "kommentare", "partager", "imprimer",
	"commentaires", "compartir", "imprimir", "comentarios", "condividi",
};

/* "this", "on", "us", "story" stand among buttons, and are none. */
static bool
is_share(struct text_line line)
{
	static const char *const weak[] = {
		"us", "on", "this", "via", "like", "link", "copy", "follow",
		"story", "article", "page", "post",
	};
	struct text_line rest = line, word;

	if (line.len > BUTTONS_MAX ||
	    !count_only(line, share_words, COUNT(share_words)))
		return false;
	while (next_word(&rest, &word)) {
		if (!is_number(word) && !is_one_of(word, weak, COUNT(weak)))
			return true;
	}
	return false;
}

static bool
is_advertisement(struct text_line line)
{
	static const char *const words[] = {
		"advertisement", "advertising", "sponsored",
		"sponsored content",
		"anzeige", "werbung", "publicit\xc3\xa9", "publicidad",
		"publicidade", "pubblicit\xc3\xa0", "reklama",
		"advertisement - scroll to continue", "continue reading",
		"story continues below", "article continues below",
		"story continues below advertisement",
	};

	return is_one_of(line, words, COUNT(words));
}

static bool
is_newsletter(struct text_line line)
{
	return line.len <= FOOTER_MAX &&
	    (text_line_begins(line, "sign up") ||
	    text_line_begins(line, "subscribe")) &&
	    text_line_find(line, "newsletter") < line.len;
}

static bool
is_footer(struct text_line line)
{
	return line.len <= FOOTER_MAX &&
	    (text_line_begins(line, "\xc2\xa9") ||
	    text_line_begins(line, "copyright \xc2\xa9") ||
	    text_line_begins(line, "copyright (c)") ||
	    text_line_is(line, "all rights reserved") ||
	    text_line_is(line, "all rights reserved."));
}

/* "Page 3 of 7", "- 3 -". */
static bool
is_page(struct text_line line)
{
	static const char *const words[] = { "page", "of", "-" };

	if (line.len > BUTTONS_MAX || !line.len)
		return false;
	return ((text_line_begins(line, "page") &&
	    text_line_find(line, " of ") < line.len) || *line.p == '-') &&
	    line.p[line.len - 1] != '.' &&
	    count_only(line, words, COUNT(words)) == 2;
}

static bool
is_ruler(struct text_line line)
{
	static const char *const ends[] = {
		"-30-", "(more)", "- more -", "-more-", "(end)", "-end-",
		"--end--", "-ends-", "- ends -",
	};
	size_t i;

	if (is_one_of(line, ends, COUNT(ends)))
		return true;
	for (i = 0; i < line.len; i++) {
		if (!strchr("#*-_=~+. ", line.p[i]))
			return false;
	}
	return line.len > 0;
}

static const struct {
	bool (*matches)(struct text_line line);
	const char *reason;
} rules[] = {
	{ is_icons, "an icon font's names, glued by the dump" },
	{ is_link, "a link to another article stands in a line of its own" },
	{ is_caption, "a credit ends the caption of a picture that is gone" },
	{ is_share, "buttons for sharing and printing" },
	{ is_advertisement, "the place of an advertisement" },
	{ is_newsletter, "a box that asks for an address" },
	{ is_footer, "the page's notice of rights" },
	{ is_page, "a number of the printed page" },
	{ is_ruler, "ruled lines, and the wire's marks of an end" },
};

bool
text_dump_junk(struct text_line line)
{
	size_t i;

	for (i = 0; i < COUNT(rules); i++) {
		if (rules[i].matches(line))
			return true;
	}
	return false;
}

bool
text_dump_menu(struct text_line line)
{
	static const char *const words[] = {
		"home", "menu", "search", "news", "world", "politics",
		"business", "sport", "sports", "opinion", "culture", "video",
		"videos", "photos", "live", "login", "register", "subscribe",
		"contact", "about", "more", "skip", "to", "content", "main",
		"sign", "in", "up", "log", "startseite", "suche", "accueil",
		"inicio", "usa", "tech", "technology", "health", "science",
	};

	return line.len <= BUTTONS_MAX &&
	    count_only(line, words, COUNT(words)) > 0;
}

bool
text_dump_tail(struct text_line line)
{
	static const char *const heads[] = {
		"tags", "trends", "topics", "keywords", "most read",
		"most popular", "trending", "comments", "related stories",
		"related articles", "related news", "you may also like",
		"more from this section", "schlagworte", "mots-cl\xc3\xa9s",
		"etiquetas",
	};
	size_t i, n;

	for (i = 0; i < COUNT(heads); i++) {
		n = text_line_begins(line, heads[i]);
		if (n && (n == line.len || line.p[n] == ':'))
			return true;
	}
	return false;
}
