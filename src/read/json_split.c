/*
 * Cutting a stream of JSON into records.
 *
 * Order: one record and what can be wrong with it; the fast path for JSON
 * Lines; what may stand between records, at the top, in a list, behind a
 * list; UTF-16; the door.
 */
#include "read/json_split.h"

#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/buf.h"
#include "read/charset.h"
#include "read/json_fields.h"
#include "read/json_scan.h"

/* Containers a record may lie in: response.docs is 3, no dump has more. */
#define DEPTH_MAX 16

/*
 * Bytes that may be scanned again in all to rescue what follows damaged
 * records: a second of work.
 */
#define RESCUE_MAX ((uint64_t)1024 * 1024 * 1024)

struct splitter {
	struct scan scan;
	struct input *decoded;	/* what the input is when it was UTF-16 */
	struct buf text;	/* and its bytes */
	struct err *err;	/* the current call's */
	bool started;
	bool told;		/* that the input failed */
	bool ended;		/* what follows cannot be made out */
	uint64_t rescued;	/* bytes scanned again */
	long number;		/* records so far, damaged ones too */
	size_t depth;		/* containers around the next record */
	char bracket[DEPTH_MAX];	/* '{' or '[' each */
};

static void
open_container(struct splitter *s, char bracket)
{
	s->bracket[s->depth++] = bracket;
}

/* Lend the bytes before ${at}, which are a record. */
static int
give(struct splitter *s, struct record *out, size_t line)
{
	out->bytes = s->scan.p;
	out->len = s->scan.at;
	out->number = s->number;
	out->line = line;
	scan_take(&s->scan);
	return 1;
}

static const char *
pass_space(const char *p, const char *end)
{
	while (p < end && scan_is_space((unsigned char)*p))
		p++;
	return p;
}

/*
 * Leave a damaged record, which is held and began on ${line}, for the next
 * "},{" behind its start, where the object has the same first name, as the
 * records of one list have.  false: there is none.
 */
static bool
rescue(struct scan *c, size_t line)
{
	const char *p, *q, *end = c->p + c->at;
	size_t len;

	p = memchr(c->p, '"', c->at);
	p = p ? memchr(p + 1, '"', (size_t)(end - p - 1)) : NULL;
	if (!p)
		return false;
	len = (size_t)(p + 1 - c->p);
	while ((p = memchr(p, '}', (size_t)(end - p))) != NULL) {
		q = pass_space(++p, end);
		if (q == end || *q != ',')
			continue;
		q = pass_space(q + 1, end);
		if ((size_t)(end - q) < len || memcmp(q, c->p, len) != 0)
			continue;
		for (c->line = line, p = c->p; p < q; p++)
			c->line += *p == '\n';
		c->at = (size_t)(q - c->p);
		return true;
	}
	return false;
}

/*
 * Has a record whose quotes do not pair, and which no parser will take, run
 * over the ones behind it?  Then it is left where the next begins.
 */
static bool
overran(struct splitter *s, enum found found, size_t line)
{
	struct scan *c = &s->scan;
	size_t at = c->at;

	if ((found != ENDED && found != CUT) || !c->odd || !c->rescue ||
	    c->lost || c->failed || !rescue(c, line))
		return false;
	s->rescued += at - c->at;
	return true;
}

/* Say what is wrong with the record that began on ${line}, and leave it. */
static int
leave(struct splitter *s, enum found found, size_t line, uint64_t offset)
{
	struct scan *c = &s->scan;
	unsigned long long place = (unsigned long long)offset + 1;

	if (c->failed)
		return -1;
	if (found == DAMAGED) {
		c->line += c->p[c->at] == '\n';
		c->at++;
		c->indent = 0;
		return err_set(s->err, "line %zu: the record is damaged: "
		    "another begins before it ends", line);
	}
	if (found == CUT) {
		s->ended = true;
		return err_set(s->err, "line %zu, byte %llu: the record has "
		    "no end", line, place);
	}
	return err_set(s->err, "line %zu, byte %llu: the record is longer "
	    "than %zu MB", line, place, FORMAT_DOCUMENT_LIMIT >> 20);
}

/* Is there nothing but white space behind the record? */
static bool
is_last(struct scan *c)
{
	return scan_behind_space(c, 0) == JSON_END && !c->failed &&
	    !scan_see(c, SCAN_SPACE_MAX);
}

/*
 * The object at hand: a record, or, with 0 returned, one that holds a
 * collection, which was opened.
 */
static int
next_object(struct splitter *s, struct record *out)
{
	struct scan *c = &s->scan;
	size_t line = c->line, indent = c->indent, depth;
	enum found found;
	uint64_t offset;
	int r, byte;

	scan_take(c);
	offset = input_offset(c->input);
	c->hold = true;
	c->lost = c->odd = false;
	c->rescue = s->depth && s->rescued < RESCUE_MAX;
	found = scan_object(c, DEPTH_MAX - 1 - s->depth, &depth);
	c->indent = indent;
	if (found == STREAM) {
		while (depth--)
			open_container(s, '{');
		open_container(s, '[');
		c->indent = 0;
		r = 0;
	} else if (overran(s, found, line)) {
		out->number = ++s->number;
		r = err_set(s->err, "line %zu, byte %llu: the record is "
		    "damaged: its quotes do not pair", line,
		    (unsigned long long)offset + 1);
	} else if (found == ENDED && !c->lost &&
	    c->at <= FORMAT_DOCUMENT_LIMIT) {
		if (!s->number++ && !s->depth && is_last(c))
			s->number = 0;
		byte = s->depth ? JSON_END : scan_byte(c, 0);
		c->lines = (byte == '\n' || byte == '\r') && c->line == line;
		r = give(s, out, line);
	} else {
		/* An object that takes up the whole file has no number. */
		if (s->number++ || s->depth || found != CUT)
			out->number = s->number;
		r = leave(s, found, line, offset);
	}
	c->hold = false;
	return r;
}

/*
 * JSON Lines: the line at hand, if it looks like one object; its bytes are
 * looked at once, for the line end.  0: it does not.
 */
static int
next_line(struct splitter *s, struct record *out)
{
	struct scan *c = &s->scan;
	const char *end = NULL;
	size_t seen = 0, len;

	scan_take(c);
	c->hold = true;
	c->rescue = false;
	while (!end && seen <= FORMAT_DOCUMENT_LIMIT &&
	    scan_see(c, seen + 1)) {
		end = memchr(c->p + seen, '\n', c->have - seen);
		seen = c->have;
	}
	c->hold = false;
	len = end ? (size_t)(end - c->p) : seen;
	while (len && scan_is_space((unsigned char)c->p[len - 1]))
		len--;
	if (!len || len > FORMAT_DOCUMENT_LIMIT || c->p[len - 1] != '}' ||
	    c->failed)
		return 0;
	s->number++;
	c->at = len;
	return give(s, out, c->line);
}

/* What is no JSON: a stray bracket, or all up to the line's end. */
static int
next_rubbish(struct splitter *s, int byte)
{
	struct scan *c = &s->scan;
	size_t line = c->line;

	if (byte == ']' || byte == '}')
		c->at++;
	else
		while ((byte = scan_byte(c, 0)) != JSON_END && byte != '\n' &&
		    byte != JSON_RS)
			c->at++;
	return c->failed ? -1 : err_set(s->err, "line %zu: not JSON", line);
}

/* At the top or in a list; ${byte} is the next one.  0: go on. */
static int
next_element(struct splitter *s, struct record *out, int byte)
{
	struct scan *c = &s->scan;
	size_t line = c->line;

	c->indent = byte == '{' ? c->indent : 0;
	if (byte == '{')
		return next_object(s, out);
	if (byte == ']') {
		c->at++;
		s->depth--;
		return 0;
	}
	if (byte == '[' && s->depth < DEPTH_MAX) {
		c->at++;
		open_container(s, '[');
		return 0;
	}
	if (byte == '}') {
		c->at++;
		s->depth = 0;
		return err_set(s->err, "line %zu: a list of records ends "
		    "with '}'", line);
	}
	out->number = ++s->number;
	if (scan_value(c) == DAMAGED)
		c->at++;
	return c->failed ? -1 : err_set(s->err, "line %zu: record %ld is not "
	    "an object", line, s->number);
}

/* Behind a collection, in the object that holds it.  0: go on. */
static int
next_member(struct splitter *s, int byte)
{
	struct scan *c = &s->scan;
	size_t line = c->line, name, len;
	enum found found = CUT;
	bool collection = false;

	c->indent = 0;
	if (byte == '}') {
		c->at++;
		s->depth--;
		return 0;
	}
	scan_take(c);
	c->hold = true;
	c->lost = c->rescue = false;
	if (byte == '"')
		found = scan_name(c, &name, &len);
	if (found == ENDED && !c->lost)
		collection = s->depth < DEPTH_MAX &&
		    json_is_collection(c->p + name, len);
	c->hold = false;
	if (c->failed)
		return -1;
	if (found != ENDED) {
		s->depth = 0;
		return err_set(s->err, "line %zu: not JSON", line);
	}
	byte = scan_byte(c, 0);
	if (collection && (byte == '{' ||
	    (byte == '[' && scan_behind_space(c, 1) == '{'))) {
		c->at++;
		open_container(s, (char)byte);
	} else if (scan_value(c) == DAMAGED) {
		s->depth = 0;
	}
	return c->failed ? -1 : 0;
}

/* UTF-16 (what PowerShell's ">" writes) is decoded whole first. */
static int
decode(struct splitter *s)
{
	struct scan *c = &s->scan;
	int r;

	c->hold = true;
	scan_see(c, FORMAT_DOCUMENT_LIMIT + 1);
	c->hold = false;
	if (c->failed)
		return -1;
	if (c->have > FORMAT_DOCUMENT_LIMIT)
		return err_set(&c->failure, "UTF-16 JSON is read up to %zu MB",
		    FORMAT_DOCUMENT_LIMIT >> 20);
	if (charset_decode(&s->text, c->p, c->have, NULL))
		return err_memory(&c->failure);
	r = input_open_memory(&s->decoded, s->text.data, s->text.len,
	    &c->failure);
	c->at = c->have;
	scan_take(c);
	c->input = s->decoded;
	return r;
}

static int
start(struct splitter *s)
{
	struct scan *c = &s->scan;

	s->started = true;
	if (scan_see(c, 2) && (memcmp(c->p, "\xff\xfe", 2) == 0 ||
	    memcmp(c->p, "\xfe\xff", 2) == 0) && decode(s))
		c->failed = true;
	return c->failed ? -1 : 0;
}

struct splitter *
json_split_open(struct input *input)
{
	struct splitter *s = calloc(1, sizeof(*s));

	if (!s)
		return NULL;
	s->scan.input = input;
	s->scan.p = "";
	s->scan.line = 1;
	buf_init(&s->text, BUF_TEXT_LIMIT);
	return s;
}

void
json_split_close(struct splitter *s)
{
	if (!s)
		return;
	input_close(s->decoded);
	buf_release(&s->text);
	free(s);
}

/* The stream's end, met in good order or inside a list; all is taken. */
static int
finish(struct splitter *s)
{
	struct scan *c = &s->scan;
	bool inside = s->depth && !s->ended;

	s->ended = true;
	while (scan_see(c, 1))
		c->at = c->have;
	scan_take(c);
	if (c->failed)
		return -1;
	if (inside)
		return err_set(s->err, "line %zu: the file ends inside a list "
		    "of records", c->line);
	return 0;
}

static int
next(struct splitter *s, struct record *out)
{
	struct scan *c = &s->scan;
	int r = 0, byte;

	if (!s->started && start(s))
		return -1;
	while (r == 0) {
		byte = s->ended ? JSON_END : scan_separators(c);
		out->line = c->line;
		if (byte == JSON_END)
			return finish(s);
		if (s->depth && s->bracket[s->depth - 1] == '{')
			r = next_member(s, byte);
		else if (s->depth || byte == '[')
			r = next_element(s, out, byte);
		else if (byte != '{')
			r = next_rubbish(s, byte);
		else if (!c->lines || (r = next_line(s, out)) == 0)
			r = next_object(s, out);
	}
	return r;
}

/* A failure of the input is told once, behind what was read before it. */
int
json_split_next(struct splitter *s, struct record *out, struct err *err)
{
	int r = 0;

	*out = (struct record){ NULL, 0, 0, 0 };
	s->err = err;
	if (!s->scan.failed)
		r = next(s, out);
	if (r == 1 || !s->scan.failed || s->told)
		return s->told ? 0 : r;
	s->told = true;
	out->number = 0;
	return err_set(err, "%s", s->scan.failure.text);
}
