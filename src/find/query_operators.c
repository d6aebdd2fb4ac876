/*
 * Operators by name.  In order: the table, numbers, forms, errors.
 *
 * In capitals they stand alone; in small letters only with a number, as
 * Nexis and Factiva write them, since "near" and "same" are words.
 */
#include "find/query_operators.h"

#include <stdio.h>
#include <string.h>
#include <strings.h>

#include "base/distance.h"

#define STRING_(x) #x
#define STRING(x) STRING_(x)

/* A longer word in an error is cut. */
#define WORD_SHOWN 40

/* Slips of shorter names are other words; longer ones may have two. */
#define SLIP_LETTERS 3
#define SLIP_TWO 5

static const struct {
	const char *name;
	enum operator_verb verb;
	unsigned number;	/* without one; 0: must have one */
	bool bare, slash, joined;	/* NEAR, NEAR/5, near5 */
} names[] = {
	{ "AND", VERB_AND, 1, true, false, false },
	{ "OR", VERB_OR, 1, true, false, false },
	{ "NOT", VERB_NOT, 1, true, false, false },
	{ "NEAR", VERB_NEAR, OPERATOR_NEAR, true, true, true },
	{ "ADJ", VERB_ADJ, OPERATOR_ADJ, true, true, true },
	{ "SAME", VERB_SAME, 1, true, false, false },
	{ "PARA", VERB_PARA, 1, true, false, false },
	{ "ATLEAST", VERB_ATLEAST, 0, false, true, true },
	{ "W", VERB_NEAR, 0, false, true, false },
	{ "PRE", VERB_ADJ, 0, false, true, false },
};

#define NAMES (sizeof(names) / sizeof(names[0]))

static bool
digits(const char *p, const char *end)
{
	const char *from = p;

	while (p < end && *p >= '0' && *p <= '9')
		p++;
	return p == end && p > from;
}

/* 0 where it is out of range. */
static unsigned
number(const char *p, const char *end)
{
	unsigned n = 0;

	for (; p < end && n <= QUERY_NUMBER; p++)
		n = n * 10 + (unsigned)(*p - '0');
	return n <= QUERY_NUMBER ? n : 0;
}

static bool
capitals(const char *word, size_t len)
{
	for (size_t i = 0; i < len; i++)
		if (word[i] < 'A' || word[i] > 'Z')
			return false;
	return true;
}

/*
 * w/s and w/p.  w/o, w/e and w/c are words: without, week ending, week
 * commencing; so is w/ before more than a letter.
 */
static void
with(const char *rest, size_t len, struct operator *out)
{
	char letter = len == 1 ? (char)(rest[0] | 32) : '\0';

	if (letter == 's' || letter == 'p') {
		out->form = OPERATOR_SURE;
		out->verb = letter == 's' ? VERB_SAME : VERB_PARA;
		out->number = 1;
	} else if (letter >= 'a' && letter <= 'z' &&
	    strchr("oec", letter) == NULL) {
		out->form = OPERATOR_WRONG;
	}
}

/* NAER/5: in capitals, with a number, and all but one of the names. */
static void
slip(const char *word, size_t len, struct operator *out)
{
	char name[DISTANCE_LIMIT + 1] = { 0 };

	if (len < SLIP_LETTERS || len > DISTANCE_LIMIT ||
	    !capitals(word, len))
		return;
	memcpy(name, word, len);
	for (size_t i = 0; i < NAMES; i++) {
		size_t most = strlen(names[i].name) >= SLIP_TWO ? 2 : 1;

		if (names[i].slash && strlen(names[i].name) >= SLIP_LETTERS &&
		    distance(name, names[i].name) <= most) {
			out->form = OPERATOR_SLIP;
			out->verb = names[i].verb;
			out->name = names[i].name;
			return;
		}
	}
}

/* ${word} begins with the name ${i} of ${len} letters. */
static void
named(size_t i, const char *word, size_t len, const char *end,
    struct operator *out)
{
	const char *rest = word + len;
	bool high = capitals(word, len);

	out->verb = names[i].verb;
	out->name = names[i].name;
	out->number = names[i].number;
	if (rest == end) {
		if (high && names[i].bare)
			out->form = OPERATOR_BARE;
		else if (high && names[i].joined)
			out->form = OPERATOR_WRONG;
	} else if (*rest != '/') {
		if (!names[i].joined || !digits(rest, end))
			return;
		out->form = OPERATOR_WEAK;
		out->number = number(rest, end);
	} else if (names[i].slash && digits(rest + 1, end)) {
		out->number = number(rest + 1, end);
		out->form = out->number > 0 ? OPERATOR_SURE : OPERATOR_WRONG;
	} else if (len == 1) {
		with(rest + 1, (size_t)(end - rest - 1), out);
	} else if (high && (names[i].slash || (digits(rest + 1, end) &&
	    names[i].verb > VERB_NOT))) {
		out->form = OPERATOR_WRONG;
	}
}

void
operator_read(const char *word, size_t len, struct operator *out)
{
	const char *end = word + len;
	size_t n = 0;

	memset(out, 0, sizeof(*out));
	while (n < len && (word[n] | 32) >= 'a' && (word[n] | 32) <= 'z')
		n++;
	for (size_t i = 0; i < NAMES; i++)
		if (n == strlen(names[i].name) &&
		    strncasecmp(word, names[i].name, n) == 0) {
			named(i, word, n, end, out);
			return;
		}
	if (n < len && word[n] == '/' && digits(word + n + 1, end))
		slip(word, n, out);
}

int
operator_error(const struct operator *op, const char *word, size_t len,
    struct err *err)
{
	int shown = (int)(len < WORD_SHOWN ? len : WORD_SHOWN);
	const char *slash = memchr(word, '/', len);

	if (op->form == OPERATOR_SLIP)
		return err_set(err, "unknown operator '%.*s'; did you mean "
		    "'%s%.*s'? (in quotes it is a word)", shown, word,
		    op->name, (int)(word + shown - slash), slash);
	if (op->verb == VERB_SAME || op->verb == VERB_PARA)
		return err_set(err, "%s takes no number", op->name);
	if (op->name[1] == '\0' && !digits(slash + 1, word + len))
		return err_set(err, "unknown operator '%.*s'; did you mean "
		    "'w/5', 'w/s' or 'w/p'? (in quotes it is a word)", shown,
		    word);
	return err_set(err, "%s takes a number from 1 to "
	    STRING(QUERY_NUMBER) ", as in %s/5", op->name, op->name);
}

bool
operator_joins(enum operator_verb verb)
{
	return verb >= VERB_NEAR && verb <= VERB_PARA;
}

static const struct {
	enum query_kind kind;
	const char *name;
} kinds[] = {
	[VERB_AND] = { QUERY_AND, "AND" }, [VERB_OR] = { QUERY_OR, "OR" },
	[VERB_NOT] = { QUERY_NOT, "NOT" }, [VERB_NEAR] = { QUERY_NEAR, "NEAR" },
	[VERB_ADJ] = { QUERY_ADJ, "ADJ" }, [VERB_SAME] = { QUERY_SAME, "SAME" },
	[VERB_PARA] = { QUERY_PARA, "PARA" },
	[VERB_ATLEAST] = { QUERY_ATLEAST, "ATLEAST" },
};

enum query_kind
operator_kind(enum operator_verb verb)
{
	return kinds[verb].kind;
}

const char *
operator_name(enum query_kind kind)
{
	for (size_t i = 0; i < sizeof(kinds) / sizeof(kinds[0]); i++)
		if (kinds[i].kind == kind)
			return kinds[i].name;
	return "";
}
