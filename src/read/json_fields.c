/*
 * What the fields of JSON articles are called.
 *
 * Order within a role is preference: first names that mean one thing in
 * every dump (articleBody, maintext, date_published), then the plain ones
 * (text, date), which some dumps use for less, last those that only come
 * near (created, domain).  Left out are days of crawling (date_download,
 * indexed_date, filedate) and lists of tags: they say nothing about the
 * article's day or section.
 *
 * Names from: schema.org NewsArticle, JSON Feed 1.1, ninjs 1 to 3, WordPress
 * REST, NewsAPI, Guardian Open Platform, NYT Article Search, Media Cloud,
 * GDELT, trafilatura, news-please, newspaper, Webhose, CC-News, MIND.
 */
#include "read/json_fields.h"

#include <string.h>

#define COUNT(array) (sizeof(array) / sizeof((array)[0]))

/* Longest name worth comparing, folded; the table's longest has 20. */
#define FOLDED_MAX 32

static const struct json_field fields[] = {
	{ "headline", JSON_TITLE },
	{ "articletitle", JSON_TITLE },
	{ "newstitle", JSON_TITLE },
	{ "webtitle", JSON_TITLE },
	{ "title", JSON_TITLE },
	{ "headlines", JSON_TITLE },
	{ "heading", JSON_TITLE },
	{ "titlefull", JSON_TITLE },
	{ "maintitle", JSON_TITLE },
	{ "pagetitle", JSON_TITLE },
	{ "ogtitle", JSON_TITLE },
	{ "titre", JSON_TITLE },
	{ "titel", JSON_TITLE },
	{ "titulo", JSON_TITLE },
	{ "subject", JSON_TITLE },
	{ "name", JSON_NAME },

	{ "articlebody", JSON_BODY },
	{ "maintext", JSON_BODY },
	{ "bodytext", JSON_BODY },
	{ "fulltext", JSON_BODY },
	{ "articletext", JSON_BODY },
	{ "articlecontent", JSON_BODY },
	{ "textcontent", JSON_BODY },
	{ "contenttext", JSON_BODY },
	{ "cleanedtext", JSON_BODY },
	{ "plaintext", JSON_BODY },
	{ "text", JSON_BODY },
	{ "body", JSON_BODY },
	{ "content", JSON_BODY },
	{ "contenthtml", JSON_BODY },
	{ "bodyhtml", JSON_BODY },
	{ "bodyxhtml", JSON_BODY },
	{ "contentencoded", JSON_BODY },
	{ "article", JSON_BODY },
	{ "story", JSON_BODY },
	{ "bodies", JSON_BODY },
	{ "rawtext", JSON_BODY },
	{ "paragraphs", JSON_BODY },
	{ "html", JSON_BODY },
	{ "texte", JSON_BODY },
	{ "texto", JSON_BODY },
	{ "contenido", JSON_BODY },

	{ "leadparagraph", JSON_LEAD },
	{ "lead", JSON_LEAD },
	{ "abstract", JSON_LEAD },
	{ "summary", JSON_LEAD },
	{ "description", JSON_LEAD },
	{ "descriptiontext", JSON_LEAD },
	{ "descriptions", JSON_LEAD },
	{ "excerpt", JSON_LEAD },
	{ "standfirst", JSON_LEAD },
	{ "trailtext", JSON_LEAD },
	{ "snippet", JSON_LEAD },
	{ "teaser", JSON_LEAD },
	{ "subtitle", JSON_LEAD },
	{ "ogdescription", JSON_LEAD },

	{ "datepublished", JSON_PUBLISHED },
	{ "publisheddate", JSON_PUBLISHED },
	{ "publishedat", JSON_PUBLISHED },
	{ "publishedon", JSON_PUBLISHED },
	{ "datepublish", JSON_PUBLISHED },
	{ "publishdate", JSON_PUBLISHED },
	{ "publicationdate", JSON_PUBLISHED },
	{ "publicationtime", JSON_PUBLISHED },
	{ "webpublicationdate", JSON_PUBLISHED },
	{ "firstpublicationdate", JSON_PUBLISHED },
	{ "pubdate", JSON_PUBLISHED },
	{ "pubtime", JSON_PUBLISHED },
	{ "articlepublishedtime", JSON_PUBLISHED },
	{ "publishedtime", JSON_PUBLISHED },
	{ "publishtime", JSON_PUBLISHED },
	{ "published", JSON_PUBLISHED },
	{ "publish", JSON_PUBLISHED },
	{ "date", JSON_PUBLISHED },
	{ "datetime", JSON_PUBLISHED },
	{ "dategmt", JSON_PUBLISHED },	/* no zone says it is UTC */
	{ "articledate", JSON_PUBLISHED },
	{ "displaydate", JSON_PUBLISHED },
	{ "issued", JSON_PUBLISHED },
	{ "dcdate", JSON_PUBLISHED },
	{ "firstcreated", JSON_PUBLISHED },
	{ "versioncreated", JSON_PUBLISHED },
	{ "contentcreated", JSON_PUBLISHED },
	{ "datecreated", JSON_PUBLISHED },
	{ "createddate", JSON_PUBLISHED },
	{ "createdat", JSON_PUBLISHED },
	{ "created", JSON_PUBLISHED },
	{ "createdutc", JSON_PUBLISHED },
	{ "posted", JSON_PUBLISHED },
	{ "postedat", JSON_PUBLISHED },
	{ "postdate", JSON_PUBLISHED },
	{ "seendate", JSON_PUBLISHED },
	{ "timestamp", JSON_PUBLISHED },
	{ "time", JSON_PUBLISHED },
	{ "day", JSON_PUBLISHED },
	{ "datum", JSON_PUBLISHED },
	{ "fecha", JSON_PUBLISHED },

	{ "datemodified", JSON_MODIFIED },
	{ "modifieddate", JSON_MODIFIED },
	{ "datemodify", JSON_MODIFIED },
	{ "modifiedat", JSON_MODIFIED },
	{ "modified", JSON_MODIFIED },
	{ "modifiedgmt", JSON_MODIFIED },
	{ "lastmodified", JSON_MODIFIED },
	{ "lastmodifieddate", JSON_MODIFIED },
	{ "lastmod", JSON_MODIFIED },
	{ "articlemodifiedtime", JSON_MODIFIED },
	{ "dateupdated", JSON_MODIFIED },
	{ "updateddate", JSON_MODIFIED },
	{ "updatedate", JSON_MODIFIED },
	{ "updatedat", JSON_MODIFIED },
	{ "updated", JSON_MODIFIED },
	{ "lastupdated", JSON_MODIFIED },
	{ "lastupdate", JSON_MODIFIED },

	{ "sourcename", JSON_SOURCE },
	{ "medianame", JSON_SOURCE },
	{ "publishername", JSON_SOURCE },
	{ "newspaper", JSON_SOURCE },
	{ "outlet", JSON_SOURCE },
	{ "newsoutlet", JSON_SOURCE },
	{ "source", JSON_SOURCE },
	{ "publisher", JSON_SOURCE },
	{ "publication", JSON_SOURCE },
	{ "sitename", JSON_SOURCE },
	{ "ogsitename", JSON_SOURCE },
	{ "metasitename", JSON_SOURCE },
	{ "sourcehostname", JSON_SOURCE },
	{ "provider", JSON_SOURCE },
	{ "site", JSON_SOURCE },
	{ "sitefull", JSON_SOURCE },
	{ "website", JSON_SOURCE },
	{ "sourcedomain", JSON_SOURCE },
	{ "canonicaldomain", JSON_SOURCE },
	{ "domain", JSON_SOURCE },
	{ "hostname", JSON_SOURCE },
	{ "mediaurl", JSON_SOURCE },

	{ "byline", JSON_AUTHOR },
	{ "authors", JSON_AUTHOR },
	{ "author", JSON_AUTHOR },
	{ "authorname", JSON_AUTHOR },
	{ "articleauthor", JSON_AUTHOR },
	{ "writtenby", JSON_AUTHOR },
	{ "writer", JSON_AUTHOR },
	{ "writers", JSON_AUTHOR },
	{ "by", JSON_AUTHOR },
	{ "creator", JSON_AUTHOR },
	{ "dccreator", JSON_AUTHOR },
	{ "contributors", JSON_AUTHOR },
	{ "contributor", JSON_AUTHOR },

	{ "guid", JSON_GUID },
	{ "uuid", JSON_GUID },
	{ "articleid", JSON_GUID },
	{ "newsid", JSON_GUID },
	{ "docid", JSON_GUID },
	{ "id", JSON_GUID },	/* "_id" and "@id" too */
	{ "uri", JSON_GUID },
	{ "identifier", JSON_GUID },
	{ "fingerprint", JSON_GUID },

	{ "canonicalurl", JSON_URL },
	{ "canonicallink", JSON_URL },
	{ "weburl", JSON_URL },
	{ "articleurl", JSON_URL },
	{ "url", JSON_URL },
	{ "link", JSON_URL },
	{ "permalink", JSON_URL },
	{ "normalizedurl", JSON_URL },
	{ "originalurl", JSON_URL },
	{ "pageurl", JSON_URL },
	{ "externalurl", JSON_URL },
	{ "mainentityofpage", JSON_URL },
	{ "ogurl", JSON_URL },
	{ "href", JSON_URL },

	{ "inlanguage", JSON_LANGUAGE },
	{ "language", JSON_LANGUAGE },
	{ "languagecode", JSON_LANGUAGE },
	{ "lang", JSON_LANGUAGE },
	{ "langcode", JSON_LANGUAGE },
	{ "locale", JSON_LANGUAGE },

	{ "articlesection", JSON_SECTION },
	{ "sectionname", JSON_SECTION },
	{ "section", JSON_SECTION },
	{ "newsdesk", JSON_SECTION },
	{ "desk", JSON_SECTION },
	{ "rubric", JSON_SECTION },
	{ "category", JSON_SECTION },
	{ "categories", JSON_SECTION },
	{ "categoryname", JSON_SECTION },
	{ "channel", JSON_SECTION },
};

/* Names of collections, and of objects they are found in. */
static const char *const collections[] = {
	"articles", "article", "items", "item", "results", "result", "data",
	"docs", "documents", "records", "entries", "entry", "stories", "hits",
	"news", "newsitems", "posts", "value", "values", "response", "payload",
	"rows", "list", "feed", "rss", "channel", "children", "graph", "edges",
	"messages", "publications", "pages", "itemlistelement",
};

/*
 * Objects in which common dumps keep an article's fields: the Guardian,
 * Elasticsearch and MongoDB exports, Reddit, JSON:API, CouchDB, GraphQL.
 */
static const char *const nests[] = {
	"fields", "source", "data", "attributes", "article", "document",
	"doc", "item", "post", "node", "metadata", "meta",
};

/*
 * Inner names that say what an object is called, the best first: schema.org
 * and ninjs name; NYT main, original; WordPress rendered; XML turned JSON
 * #text, $t, __cdata; MongoDB $oid, $date, $numberLong; Atom href.
 */
static const char *const inner[] = {
	"main", "original", "rendered", "name", "fullname", "displayname",
	"title", "text", "#text", "value", "content", "html", "t", "cdata",
	"oid", "date", "numberlong", "label", "href", "url", "id",
};

/* The name's letters and digits in lower case; 0: no name of ours. */
static size_t
fold(char out[FOLDED_MAX + 1], const char *name, size_t len)
{
	size_t i, n = 0;
	char c;

	for (i = 0; i < len; i++) {
		c = name[i];
		if (c >= 'A' && c <= 'Z')
			c = (char)(c - 'A' + 'a');
		else if (c && strchr("_-.:@$ ", c))
			continue;
		if (n == FOLDED_MAX)
			return 0;
		out[n++] = c;
	}
	out[n] = '\0';
	return n;
}

const struct json_field *
json_field_find(const char *name, size_t len)
{
	char folded[FOLDED_MAX + 1];
	size_t i;

	if (!fold(folded, name, len))
		return NULL;
	for (i = 0; i < COUNT(fields); i++) {
		if (*folded == *fields[i].name &&
		    strcmp(folded, fields[i].name) == 0)
			return &fields[i];
	}
	return NULL;
}

static size_t
find_name(const char *const *names, size_t count, const char *name,
    size_t len)
{
	char folded[FOLDED_MAX + 1];
	size_t i;

	if (!fold(folded, name, len))
		return count;
	for (i = 0; i < count; i++) {
		if (strcmp(folded, names[i]) == 0)
			break;
	}
	return i;
}

bool
json_is_collection(const char *name, size_t len)
{
	return find_name(collections, COUNT(collections), name, len) <
	    COUNT(collections);
}

bool
json_is_nest(const char *name, size_t len)
{
	size_t i = find_name(nests, COUNT(nests), name, len);

	/* "source" is an outlet, "_source" is Elasticsearch's document. */
	return i < COUNT(nests) &&
	    (strcmp(nests[i], "source") != 0 || *name == '_');
}

/* "article" may be an article's text or hold articles: it proves nothing. */
bool
json_is_article_text(const char *name, size_t len)
{
	const struct json_field *field = json_field_find(name, len);

	return field && (field->role == JSON_BODY ||
	    (field->role == JSON_TITLE &&
	    strcmp(field->name, "headline") == 0)) &&
	    !json_is_collection(name, len);
}

unsigned
json_inner_rank(const char *name, size_t len)
{
	return (unsigned)(COUNT(inner) -
	    find_name(inner, COUNT(inner), name, len));
}
