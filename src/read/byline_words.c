/* The words bylines are judged by, of the papers' usual languages. */
#include "read/byline_words.h"

#include <stddef.h>

/* Small words within names; behind "von" they make a surname of it. */
const char *const byline_particles[] = {
	"da", "de", "del", "dem", "den", "der", "des", "di", "do", "dos",
	"du", "e", "la", "le", "of", "ten", "ter", "van", "von", "y", "zu",
	NULL
};

const char *const byline_separators[] = {
	"and", "with", "und", "et", "y", "e", "og", "och", "en", NULL
};

/* Of these, the ones that also join the two halves of a surname. */
const char *const byline_joints[] = { "y", "e", "en", NULL };

/* Behind a comma these begin an outlet or a place: "The Times", "Da BBC". */
const char *const byline_articles[] = {
	"the", "o", "el", "il", "la", "der", "die", "das", "da", "do", "for",
	"from", "of", NULL
};

/* A part behind a comma or slash that holds one of these is no person. */
const char *const byline_roles[] = {
	"writer", "writers", "reporter", "reporters", "correspondent",
	"correspondents", "editor", "editors", "staff", "columnist",
	"contributor", "contributing", "journalist", "producer", "bureau",
	"chief", "analyst", "redakteur", "redakteurin", "redaktion",
	"korrespondent", "korrespondentin", "journaliste", "correspondant",
	"correspondante", "redactor", "redactora", "corresponsal",
	"redacci\303\263n", "reda\303\247\303\243o", "redazione", "special",
	"photographer", "news", "newspaper", "magazine", "correspondente",
	"enviado", "enviada", "especial", "rep\303\263rter", NULL
};

/* Cut off the end of a part, with or without a comma. */
const char *const byline_endings[] = {
	" associated press writers", " associated press writer",
	" associated press", " ap writer", " staff writers", " staff writer",
	" staff reporter", " staff correspondent", " staff",
	" senior reporter", " reporter", " correspondent",
	" contributing writer", " special correspondent", NULL
};

/* Whole parts that name nobody. */
const char *const byline_junk[] = {
	"admin", "administrator", "anonymous", "author", "contributor",
	"desk", "editor", "editorial", "editors", "guest", "n/a", "na",
	"news desk", "news staff", "newsdesk", "newsroom", "nobody", "none",
	"null", "online", "redacci\303\263n", "redaction", "redaktion",
	"reda\303\247\303\243o", "redazione", "r\303\251daction", "redactie",
	"reporter", "staff", "staff reporter", "staff writer", "undefined",
	"unknown", "user", "web desk", "webdesk", "webmaster", "writer", NULL
};

/* What follows a name behind a comma and belongs to it. */
const char *const byline_suffixes[] = {
	"jr", "jr.", "sr", "sr.", "ii", "iii", "iv", "m.d.", "md", "ph.d.",
	"phd", "esq.", NULL
};

/* Words whose capitals are their spelling. */
const char *const byline_capitals[] = {
	"AAP", "ABC", "AFP", "ANSA", "AP", "APA", "BBC", "CBC", "CBS", "CNBC",
	"CNN", "DPA", "EFE", "II", "III", "IV", "NBC", "NPR", "NTB", "PA",
	"PTI", "RT", "TASS", "TT", "UPI", "USA", NULL
};
