/*
 * Names into words, words into what they mean.  The word lists are those
 * that extractors and news sites have in common; the order of the grades is
 * the order in which trafilatura (measured best) looks for containers.
 */
#include "read/html_names.h"

#include <ctype.h>
#include <stdbool.h>
#include <stdlib.h>
#include <string.h>

/* Words longer than this are hashes and say nothing. */
#define WORD_SIZE 32

enum meaning {
	MEANS_NOTHING,
	MEANS_ARTICLE,	/* before MEANS_BODY: grade 1 */
	MEANS_STORY,	/* before MEANS_BODY: grade 3 */
	MEANS_MAIN,	/* with MEANS_BODY: grade 4 */
	MEANS_BODY,
	MEANS_BOTH,	/* "text": either side */
	MEANS_WHOLE,	/* grade 1 in one word: "articlebody" */
	MEANS_STORYBODY,/* grade 3 in one word */
	MEANS_JUNK,
	MEANS_AD,	/* junk as the first word only */
	MEANS_TITLE,
};

static const struct word {
	const char *word;
	enum meaning meaning;
} words[] = {	/* in the order of strcmp() */
	{ "ad", MEANS_AD }, { "addthis", MEANS_JUNK },
	{ "addtoany", MEANS_JUNK }, { "ads", MEANS_AD },
	{ "adslot", MEANS_JUNK }, { "adunit", MEANS_JUNK },
	{ "adv", MEANS_AD }, { "advert", MEANS_JUNK },
	{ "advertisement", MEANS_JUNK }, { "advertising", MEANS_JUNK },
	{ "advertorial", MEANS_JUNK }, { "art", MEANS_ARTICLE },
	{ "article", MEANS_ARTICLE }, { "articlebody", MEANS_WHOLE },
	{ "articlecontainer", MEANS_WHOLE }, { "articlecontent", MEANS_WHOLE },
	{ "articletext", MEANS_WHOLE }, { "audio", MEANS_JUNK },
	{ "author", MEANS_JUNK }, { "authors", MEANS_JUNK },
	{ "banner", MEANS_JUNK }, { "bio", MEANS_JUNK },
	{ "blog", MEANS_STORY }, { "body", MEANS_BODY },
	{ "bodytext", MEANS_WHOLE }, { "breadcrumb", MEANS_JUNK },
	{ "breadcrumbs", MEANS_JUNK }, { "btn", MEANS_JUNK },
	{ "button", MEANS_JUNK }, { "buttons", MEANS_JUNK },
	{ "byline", MEANS_JUNK }, { "bylines", MEANS_JUNK },
	{ "caption", MEANS_JUNK }, { "captions", MEANS_JUNK },
	{ "carousel", MEANS_JUNK }, { "commentlist", MEANS_JUNK },
	{ "comments", MEANS_JUNK }, { "consent", MEANS_JUNK },
	{ "content", MEANS_BODY }, { "cookie", MEANS_JUNK },
	{ "cookies", MEANS_JUNK }, { "copyright", MEANS_JUNK },
	{ "credit", MEANS_JUNK }, { "credits", MEANS_JUNK },
	{ "criteo", MEANS_JUNK }, { "dateline", MEANS_JUNK },
	{ "detail", MEANS_STORY }, { "dianomi", MEANS_JUNK },
	{ "disclaimer", MEANS_JUNK }, { "disqus", MEANS_JUNK },
	{ "donate", MEANS_JUNK }, { "donation", MEANS_JUNK },
	{ "dropdown", MEANS_JUNK }, { "embed", MEANS_JUNK },
	{ "embedded", MEANS_JUNK }, { "embeds", MEANS_JUNK },
	{ "entry", MEANS_ARTICLE }, { "entry", MEANS_BODY },
	{ "entrycontent", MEANS_WHOLE }, { "factbox", MEANS_JUNK },
	{ "feedback", MEANS_JUNK }, { "field", MEANS_STORY },
	{ "follow", MEANS_JUNK }, { "footer", MEANS_JUNK },
	{ "gallery", MEANS_JUNK }, { "hashtags", MEANS_JUNK },
	{ "headline", MEANS_TITLE }, { "hidden", MEANS_JUNK },
	{ "icon", MEANS_JUNK }, { "icons", MEANS_JUNK },
	{ "infobox", MEANS_JUNK }, { "jumplink", MEANS_JUNK },
	{ "lightbox", MEANS_JUNK }, { "livefeed", MEANS_JUNK },
	{ "login", MEANS_JUNK }, { "main", MEANS_MAIN },
	{ "marketing", MEANS_JUNK }, { "menu", MEANS_JUNK },
	{ "meta", MEANS_JUNK }, { "modal", MEANS_JUNK },
	{ "mostpopular", MEANS_JUNK }, { "nav", MEANS_JUNK },
	{ "navbar", MEANS_JUNK }, { "navigation", MEANS_JUNK },
	{ "news", MEANS_STORY }, { "newsbody", MEANS_STORYBODY },
	{ "newscontent", MEANS_STORYBODY }, { "newsletter", MEANS_JUNK },
	{ "newsletters", MEANS_JUNK }, { "noprint", MEANS_JUNK },
	{ "outbrain", MEANS_JUNK }, { "overlay", MEANS_JUNK },
	{ "page", MEANS_MAIN }, { "pager", MEANS_JUNK },
	{ "pagination", MEANS_JUNK }, { "player", MEANS_JUNK },
	{ "poll", MEANS_JUNK }, { "popular", MEANS_JUNK },
	{ "popup", MEANS_JUNK }, { "post", MEANS_ARTICLE },
	{ "postbody", MEANS_WHOLE }, { "postcontent", MEANS_WHOLE },
	{ "posted", MEANS_JUNK }, { "printfriendly", MEANS_JUNK },
	{ "promo", MEANS_JUNK }, { "promos", MEANS_JUNK },
	{ "promotion", MEANS_JUNK }, { "pubdate", MEANS_JUNK },
	{ "published", MEANS_JUNK }, { "quiz", MEANS_JUNK },
	{ "rating", MEANS_JUNK }, { "readmore", MEANS_JUNK },
	{ "recirc", MEANS_JUNK }, { "recirculation", MEANS_JUNK },
	{ "recommend", MEANS_JUNK }, { "recommendation", MEANS_JUNK },
	{ "recommendations", MEANS_JUNK }, { "recommended", MEANS_JUNK },
	{ "related", MEANS_JUNK }, { "relatedarticles", MEANS_JUNK },
	{ "relatedcontent", MEANS_JUNK }, { "relatedlinks", MEANS_JUNK },
	{ "relatedposts", MEANS_JUNK }, { "rich", MEANS_STORY },
	{ "section", MEANS_STORY }, { "share", MEANS_JUNK },
	{ "sharebar", MEANS_JUNK }, { "sharedaddy", MEANS_JUNK },
	{ "shares", MEANS_JUNK }, { "sharethis", MEANS_JUNK },
	{ "sharing", MEANS_JUNK }, { "sidebar", MEANS_JUNK },
	{ "signup", MEANS_JUNK }, { "single", MEANS_STORY },
	{ "skip", MEANS_JUNK }, { "social", MEANS_JUNK },
	{ "sociallinks", MEANS_JUNK }, { "socialmedia", MEANS_JUNK },
	{ "socials", MEANS_JUNK }, { "sponsor", MEANS_JUNK },
	{ "sponsored", MEANS_JUNK }, { "sponsors", MEANS_JUNK },
	{ "story", MEANS_STORY }, { "storybody", MEANS_STORYBODY },
	{ "storycontent", MEANS_STORYBODY }, { "storytext", MEANS_STORYBODY },
	{ "subscribe", MEANS_JUNK }, { "subscription", MEANS_JUNK },
	{ "taboola", MEANS_JUNK }, { "tagged", MEANS_JUNK },
	{ "taglist", MEANS_JUNK }, { "tags", MEANS_JUNK },
	{ "teaser", MEANS_JUNK }, { "teasers", MEANS_JUNK },
	{ "text", MEANS_BOTH }, { "theme", MEANS_STORY },
	{ "timestamp", MEANS_JUNK }, { "title", MEANS_TITLE },
	{ "toc", MEANS_JUNK }, { "toolbar", MEANS_JUNK },
	{ "tooltip", MEANS_JUNK }, { "topics", MEANS_JUNK },
	{ "trending", MEANS_JUNK }, { "upsell", MEANS_JUNK },
	{ "video", MEANS_JUNK }, { "widget", MEANS_JUNK },
	{ "widgets", MEANS_JUNK },
};

static int
word_compare(const void *name, const void *word)
{
	return strcmp(name, ((const struct word *)word)->word);
}

static enum meaning
word_meaning(const char *name)
{
	const struct word *w = bsearch(name, words,
	    sizeof(words) / sizeof(words[0]), sizeof(words[0]), word_compare);

	return w != NULL ? w->meaning : MEANS_NOTHING;
}

/*
 * Take the next word of a name into ${word}, in lower case.  A word ends at
 * what is no letter and before a capital ("articleBody").  Returns where to
 * go on, or NULL at the name's end.
 */
static const char *
word_next(const char *name, char word[WORD_SIZE])
{
	size_t n = 0;

	while (*name != '\0' && *name != ' ' && !isalpha((unsigned char)*name))
		name++;
	if (*name == '\0' || *name == ' ')
		return NULL;
	do {
		if (n + 1 < WORD_SIZE)
			word[n++] = (char)tolower((unsigned char)*name);
		name++;
	} while (isalpha((unsigned char)*name) &&
	    !(isupper((unsigned char)*name) &&
	    islower((unsigned char)name[-1])));
	word[n] = '\0';
	return name;
}

static int
pair_grade(enum meaning before, enum meaning now)
{
	if (now == MEANS_WHOLE)
		return 1;
	if (now == MEANS_STORYBODY)
		return 3;
	if (now == MEANS_MAIN && before == MEANS_BODY)
		return 4;
	if (now != MEANS_BODY && now != MEANS_BOTH)
		return 0;
	switch (before) {
	case MEANS_ARTICLE:
	case MEANS_BOTH:
		return 1;
	case MEANS_STORY:
		return 3;
	case MEANS_MAIN:
		return 4;
	default:
		return 0;
	}
}

/* Read one name, which a space or NUL ends, into ${out}. */
static void
name_read(const char *name, struct html_node *out)
{
	enum meaning before = MEANS_NOTHING;
	char word[WORD_SIZE];
	bool first = true;

	while ((name = word_next(name, word)) != NULL) {
		enum meaning now = word_meaning(word);
		bool alone = first && (*name == '\0' || *name == ' ');
		int grade = pair_grade(before, now);

		if (grade == 0 && alone && strcmp(word, "content") == 0)
			grade = 4;
		if (grade == 0 && first && strcmp(word, "main") == 0)
			grade = 5;
		if (grade != 0 && (out->grade == 0 || grade < out->grade))
			out->grade = (uint8_t)grade;
		if (now == MEANS_JUNK || (now == MEANS_AD && first))
			out->junk = true;
		if (now == MEANS_TITLE)
			out->heading = true;
		before = now;
		first = false;
	}
}

static void
names_read(const char *names, struct html_node *out)
{
	while (names != NULL && *names != '\0') {
		size_t len = strcspn(names, " \t\r\n");

		if (len > 0)
			name_read(names, out);
		names += len;
		names += strspn(names, " \t\r\n");
	}
}

void
html_names_mark(struct html_page *page)
{
	static const enum html_attr attrs[] = { ATTR_CLASS, ATTR_ID,
	    ATTR_ROLE };

	for (size_t i = 0; i < page->count; i++) {
		const char *prop = html_page_attr(page, i, ATTR_ITEMPROP);

		for (size_t a = 0; a < sizeof(attrs) / sizeof(attrs[0]); a++)
			names_read(html_page_attr(page, i, attrs[a]),
			    &page->nodes[i]);
		if (prop != NULL && strcmp(prop, "articleBody") == 0)
			page->nodes[i].grade = 1;
	}
}
