/*
 * Scanning JSON in a stream.
 *
 * Order: the window over the input; strings and containers; values; members
 * and objects.
 *
 * The scan counts brackets outside strings and checks no grammar: whether a
 * record is JSON is for the parser to say, and a record it refuses costs
 * nobody else.  What the scan must not do is lose the records behind a
 * damaged one whose quotes or brackets do not pair.  Three things end it:
 *
 *  - a line that begins like a record (as far indented as this one, then
 *    '{' and '"') inside a string, or where no value may begin; in JSON Lines
 *    anywhere;
 *  - a record separator (RFC 7464), which JSON never holds;
 *  - its end, the file's or that of patience, after a string that was
 *    followed by what cannot follow one (the splitter then looks back for
 *    "},{").
 */
#include "read/json_scan.h"

#include <stdint.h>

#include "read/format.h"
#include "read/json_fields.h"

void
scan_take(struct scan *s)
{
	input_take(s->input, s->at);
	s->p += s->at;
	s->have -= s->at;
	s->at = 0;
}

bool
scan_see(struct scan *s, size_t more)
{
	if (s->have - s->at >= more)
		return true;
	if (s->failed)
		return false;
	if (!s->hold) {
		scan_take(s);
	} else if (s->at > FORMAT_DOCUMENT_LIMIT) {
		if (s->odd && s->rescue)
			return false;
		s->hold = false;
		s->lost = true;
		scan_take(s);
	}
	if (input_peek(s->input, s->at + more, &s->p, &s->have, &s->failure))
		s->failed = true;
	return s->have - s->at >= more;
}

int
scan_byte(struct scan *s, size_t ahead)
{
	if (!scan_see(s, ahead + 1))
		return JSON_END;
	return (unsigned char)s->p[s->at + ahead];
}

bool
scan_is_space(int c)
{
	return c == ' ' || c == '\n' || c == '\t' || c == '\r';
}

int
scan_behind_space(struct scan *s, size_t ahead)
{
	size_t end = ahead + SCAN_SPACE_MAX;

	while (ahead < end && scan_is_space(scan_byte(s, ahead)))
		ahead++;
	return ahead < end ? scan_byte(s, ahead) : JSON_END;
}

/* Does a record begin behind the line end or RS at ${at}? */
static bool
record_follows(struct scan *s)
{
	size_t i = 1, indent = s->p[s->at] == JSON_RS ? 0 : s->indent;
	int c;

	while (i <= indent && ((c = scan_byte(s, i)) == ' ' || c == '\t'))
		i++;
	if (i <= indent || scan_byte(s, i) != '{')
		return false;
	return scan_behind_space(s, i + 1) == '"';
}

/*
 * At a line end or RS outside strings: does a record begin behind it, that
 * can be none of this one's values?  ${value}: one may begin here.
 */
static bool
record_intrudes(struct scan *s, bool value)
{
	return (!value || s->lines || s->p[s->at] == JSON_RS) &&
	    record_follows(s);
}

/* Scan a string, whose opening quote was passed. */
static enum found
scan_string(struct scan *s)
{
	static const bool stops[256] = {
		['"'] = true, ['\\'] = true, ['\n'] = true, [JSON_RS] = true
	};
	const char *p;

	while (scan_see(s, 1)) {
		p = s->p + s->at;
		while (p < s->p + s->have && !stops[(unsigned char)*p])
			p++;
		s->at = (size_t)(p - s->p);
		if (s->at == s->have)
			continue;
		if (*p == '"') {
			s->at++;
			return ENDED;
		}
		if (*p == '\\') {
			s->at++;
			if (!scan_see(s, 1))
				return CUT;
			if (s->p[s->at] == '\n')
				continue;
		} else if (*p == '\n') {
			if (record_follows(s))
				return DAMAGED;
			s->line++;
		} else if (record_follows(s)) {
			return DAMAGED;
		}
		s->at++;
	}
	return CUT;
}

/*
 * Scan to the end of a container that was entered; ${depth} containers are
 * open in all.  ${kind} is the bracket of the innermost.
 */
static enum found
scan_container(struct scan *s, size_t depth, char kind)
{
	uint64_t arrays = kind == '[';	/* a bit each, the innermost lowest */
	enum found found;
	char last = kind, c;

	while (scan_see(s, 1)) {
		c = s->p[s->at];
		switch (c) {
		case ' ': case '\t': case '\r':
			s->at++;
			continue;
		case '\n': case JSON_RS:
			if (record_intrudes(s, last == ':' || last == '[' ||
			    (last == ',' && arrays & 1)))
				return DAMAGED;
			s->line += c == '\n';
			s->at++;
			continue;
		case '"':
			s->at++;
			found = scan_string(s);
			if (found != ENDED)
				return found;
			s->odd |= last == '"';
			last = '"';
			continue;
		case '{': case '[':
			depth++;
			arrays = arrays << 1 | (c == '[');
			break;
		case '}': case ']':
			s->at++;
			if (--depth == 0)
				return ENDED;
			arrays >>= 1;
			last = c;
			continue;
		case ',': case ':':
			break;
		default:
			s->odd |= last == '"';
		}
		last = c;
		s->at++;
	}
	return CUT;
}

enum found
scan_value(struct scan *s)
{
	int c = scan_byte(s, 0);

	if (c == '"' || c == '{' || c == '[') {
		s->at++;
		return c == '"' ? scan_string(s) :
		    scan_container(s, 1, (char)c);
	}
	while (c != JSON_END && !scan_is_space(c) && c != ',' && c != ']' &&
	    c != '}') {
		s->at++;
		c = scan_byte(s, 0);
	}
	return c == JSON_END ? CUT : ENDED;
}

int
scan_separators(struct scan *s)
{
	int c;

	while ((c = scan_byte(s, 0)) != JSON_END) {
		if (c == '\n') {
			s->line++;
			s->indent = 0;
		} else if (c == ' ' || c == '\t') {
			s->indent++;
		} else if (c == ',' || c == JSON_RS) {
			s->indent = 0;
		} else if (c == 0xef && scan_byte(s, 1) == 0xbb &&
		    scan_byte(s, 2) == 0xbf) {
			s->at += 2;
		} else if (c != '\r') {
			break;
		}
		s->at++;
	}
	return c;
}

/* Pass white space, and commas where no ${value} may begin, in an object. */
static enum found
scan_gap(struct scan *s, bool value)
{
	int c;

	while ((c = scan_byte(s, 0)) != JSON_END) {
		if (c == '\n' || c == JSON_RS) {
			if (record_intrudes(s, value))
				return DAMAGED;
			s->line += c == '\n';
		} else if (!scan_is_space(c) && (value || c != ',')) {
			return ENDED;
		}
		s->at++;
	}
	return CUT;
}

enum found
scan_name(struct scan *s, size_t *name, size_t *len)
{
	enum found found;

	s->at++;
	*name = s->at;
	found = scan_string(s);
	if (found != ENDED)
		return found;
	*len = s->at - *name - 1;
	found = scan_gap(s, false);
	if (found != ENDED || s->p[s->at] != ':')
		return found == DAMAGED ? DAMAGED : CUT;
	s->at++;
	return scan_gap(s, true);
}

enum found
scan_object(struct scan *s, size_t deepest, size_t *depth)
{
	size_t name, len;
	enum found found;
	bool collection;
	int c;

	*depth = 1;
	s->at++;
	while (!s->lost) {
		found = scan_gap(s, false);
		if (found != ENDED)
			return found;
		c = scan_byte(s, 0);
		if (c == '}') {
			s->at++;
			if (--*depth == 0)
				return ENDED;
			continue;
		}
		if (c != '"')
			break;
		found = scan_name(s, &name, &len);
		if (found == DAMAGED)
			return found;
		if (found != ENDED || s->lost)
			break;
		c = scan_byte(s, 0);	/* scan_gap() saw it */
		if ((c == '"' || c == '{') &&
		    json_is_article_text(s->p + name, len))
			break;
		collection = *depth < deepest &&
		    json_is_collection(s->p + name, len);
		if (collection && c == '[' &&
		    scan_behind_space(s, 1) == '{') {
			s->at++;
			return STREAM;
		}
		if (collection && c == '{') {
			s->at++;
			++*depth;
			continue;
		}
		found = scan_value(s);
		if (found != ENDED)
			return found;
	}
	return scan_container(s, *depth, '{');
}
