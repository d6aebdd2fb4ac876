/*
 * Bytes to UTF-8, in the order the contract gives: the byte order mark,
 * UTF-16 that forgot it, UTF-8 (all of it or nearly), the declaration, the
 * guess, windows-1252.
 */
#include "read/charset.h"

#include <errno.h>
#include <iconv.h>
#include <stdbool.h>
#include <stdint.h>
#include <string.h>
#include <strings.h>
#include <uchardet/uchardet.h>

#include "base/utf8.h"

/* Bytes the guess looks at: what uchardet needs to be sure, and no more. */
#define GUESS_BYTES ((size_t)256 * 1024)

/* Bytes that show UTF-16 without a mark: a page's head is ASCII. */
#define UTF16_SAMPLE ((size_t)1024)

/*
 * Text is mixed, not of another charset, where at most one byte is stray
 * for this many sequences of UTF-8: in windows-1251, GBK and their like,
 * the accidental sequences are the fewer ones.
 */
#define MIXED_SEQUENCES 4

#define CONVERT_CHUNK 4096

/*
 * What a label stands for in practice: the superset that the WHATWG Encoding
 * Standard decodes it as, under the name iconv knows.
 */
static const struct {
	const char *label;
	const char *name;
} labels[] = {
	{ "ansi_x3.4-1968", "windows-1252" },
	{ "ascii", "windows-1252" },
	{ "big5", "BIG5-HKSCS" },
	{ "euc-kr", "CP949" },
	{ "gb2312", "GB18030" },
	{ "gb_2312-80", "GB18030" },
	{ "gbk", "GB18030" },
	{ "iso-8859-1", "windows-1252" },
	{ "iso-8859-11", "CP874" },
	{ "iso-8859-9", "CP1254" },
	{ "iso8859-1", "windows-1252" },
	{ "iso_8859-1", "windows-1252" },
	{ "ks_c_5601-1987", "CP949" },
	{ "ksc5601", "CP949" },
	{ "latin-1", "windows-1252" },
	{ "latin1", "windows-1252" },
	{ "shift-jis", "CP932" },
	{ "shift_jis", "CP932" },
	{ "sjis", "CP932" },
	{ "tis-620", "CP874" },
	{ "us-ascii", "windows-1252" },
	{ "utf-16", "UTF-16LE" },
	{ "utf8", "UTF-8" },
	{ "x-gbk", "GB18030" },
	{ "x-sjis", "CP932" },
	{ "cp1252", "windows-1252" },
};

/* The bytes 80 to 9F of windows-1252, its five holes as U+FFFD. */
static const uint16_t windows_1252[32] = {
	0x20AC, 0xFFFD, 0x201A, 0x0192, 0x201E, 0x2026, 0x2020, 0x2021,
	0x02C6, 0x2030, 0x0160, 0x2039, 0x0152, 0xFFFD, 0x017D, 0xFFFD,
	0xFFFD, 0x2018, 0x2019, 0x201C, 0x201D, 0x2022, 0x2013, 0x2014,
	0x02DC, 0x2122, 0x0161, 0x203A, 0x0153, 0xFFFD, 0x017E, 0x0178,
};

static const char *
canonical_name(const char *label)
{
	for (size_t i = 0; i < sizeof(labels) / sizeof(labels[0]); i++)
		if (strcasecmp(label, labels[i].label) == 0)
			return labels[i].name;
	return label;
}

static void
add_windows_1252(struct buf *out, unsigned char c)
{
	if (c >= 0x80 && c < 0xA0)
		buf_add_rune(out, windows_1252[c - 0x80]);
	else
		buf_add_rune(out, c ? c : ' ');
}

/* Append UTF-8, its NULs as spaces. */
static void
add_utf8(struct buf *out, const char *bytes, size_t len)
{
	size_t start = out->len;
	char *p, *end;

	buf_add(out, bytes, len);
	if (out->failed)
		return;
	p = out->data + start;
	for (end = p + len; (p = memchr(p, '\0', (size_t)(end - p))) != NULL;)
		*p++ = ' ';
}

/* Append UTF-8 that holds stray bytes, which are read as windows-1252. */
static void
add_mixed(struct buf *out, const char *bytes, size_t len)
{
	const char *end = bytes + len;
	const char *good = bytes;

	for (const char *p = bytes; p < end;) {
		uint32_t rune;
		size_t n = utf8_decode(p, end, &rune);

		if (rune == UTF8_BAD && n == 1) {
			add_utf8(out, good, (size_t)(p - good));
			add_windows_1252(out, (unsigned char)*p);
			good = p + 1;
		}
		p += n;
	}
	add_utf8(out, good, (size_t)(end - good));
}

/*
 * Is this UTF-8 with few stray bytes?  A sequence that the end of the text
 * cuts is no stray one.
 */
static bool
is_mixed(const char *bytes, size_t len, size_t per_stray)
{
	const char *end = bytes + len;
	size_t good = 0, stray = 0;

	for (const char *p = bytes; p < end;) {
		uint32_t rune;
		size_t n = utf8_decode(p, end, &rune);

		if (rune == UTF8_BAD && n == 1)
			stray += end - p >= UTF8_MAX;
		else
			good += n > 1;
		p += n;
	}
	return good > 0 && stray * per_stray <= good;
}

/* The charset a byte order mark names, and the mark's length; or NULL. */
static const char *
mark_charset(const char *bytes, size_t len, size_t *mark)
{
	static const struct {
		const char *bytes;
		size_t len;
		const char *name;
	} marks[] = {
		{ "\xEF\xBB\xBF", 3, "UTF-8" },
		{ "\xFF\xFE\0\0", 4, "UTF-32LE" },
		{ "\0\0\xFE\xFF", 4, "UTF-32BE" },
		{ "\xFF\xFE", 2, "UTF-16LE" },
		{ "\xFE\xFF", 2, "UTF-16BE" },
	};

	for (size_t i = 0; i < sizeof(marks) / sizeof(marks[0]); i++) {
		if (len < marks[i].len ||
		    memcmp(bytes, marks[i].bytes, marks[i].len) != 0)
			continue;
		*mark = marks[i].len;
		return marks[i].name;
	}
	return NULL;
}

/*
 * UTF-16 without a mark: where the text is mostly ASCII, every second byte
 * is NUL.  (Such text is valid UTF-8, too, so it must be seen before.)
 */
static const char *
unmarked_utf16(const char *bytes, size_t len)
{
	size_t nul[2] = { 0, 0 };
	size_t n = len < UTF16_SAMPLE ? len : UTF16_SAMPLE;

	for (size_t i = 0; i < n; i++)
		nul[i & 1] += bytes[i] == '\0';
	if (n < 8)
		return NULL;
	if (nul[1] > n / 4 && nul[0] * 8 < nul[1])
		return "UTF-16LE";
	if (nul[0] > n / 4 && nul[1] * 8 < nul[0])
		return "UTF-16BE";
	return NULL;
}

static void
convert(struct buf *out, iconv_t cd, const char *bytes, size_t len)
{
	char chunk[CONVERT_CHUNK];
	char *in = (char *)(uintptr_t)bytes;	/* iconv() only reads it */
	bool flushed = false;

	while (!flushed && !out->failed) {
		char *to = chunk;
		size_t room = sizeof(chunk);
		bool end = len == 0;
		bool bad = iconv(cd, end ? NULL : &in, end ? NULL : &len,
		    &to, &room) == (size_t)-1 && errno != E2BIG;

		add_utf8(out, chunk, (size_t)(to - chunk));
		if (bad && len > 0) {
			buf_add_rune(out, UTF8_BAD);
			in++;
			len--;
		}
		flushed = end;
	}
}

/* Append the text as of the charset ${label}.  False: iconv knows it not. */
static bool
decode_as(struct buf *out, const char *bytes, size_t len, const char *label)
{
	const char *name = canonical_name(label);
	iconv_t cd;

	if (strcasecmp(name, "windows-1252") == 0) {
		for (size_t i = 0; i < len; i++)
			add_windows_1252(out, (unsigned char)bytes[i]);
		return true;
	}
	if (strcasecmp(name, "UTF-8") == 0) {
		add_mixed(out, bytes, len);
		return true;
	}
	cd = iconv_open("UTF-8", name);
	if (cd == (iconv_t)-1)
		return false;
	convert(out, cd, bytes, len);
	iconv_close(cd);
	return true;
}

/* Append the text as what it looks like.  False: it looks like nothing. */
static bool
decode_guessed(struct buf *out, const char *bytes, size_t len)
{
	uchardet_t detector = uchardet_new();
	bool done = false;

	if (detector == NULL)
		return false;
	if (uchardet_handle_data(detector, bytes,
	    len < GUESS_BYTES ? len : GUESS_BYTES) == 0) {
		const char *name;

		uchardet_data_end(detector);
		name = uchardet_get_charset(detector);
		/* It was found not to be UTF-8; "" means no idea. */
		if (name[0] != '\0' && strcasecmp(name, "UTF-8") != 0)
			done = decode_as(out, bytes, len, name);
	}
	uchardet_delete(detector);
	return done;
}

static bool
names_utf8(const char *declared)
{
	return declared != NULL &&
	    strcasecmp(canonical_name(declared), "UTF-8") == 0;
}

int
charset_decode(struct buf *out, const char *bytes, size_t len,
    const char *declared)
{
	size_t mark = 0;
	const char *name = mark_charset(bytes, len, &mark);
	/* Declared as UTF-8, it may hold as many stray bytes as sequences. */
	size_t per_stray = names_utf8(declared) ? 1 : MIXED_SEQUENCES;

	if (name == NULL)
		name = unmarked_utf16(bytes, len);
	if (name != NULL && decode_as(out, bytes + mark, len - mark, name))
		return out->failed ? -1 : 0;
	if (utf8_valid(bytes, len))
		add_utf8(out, bytes, len);
	else if (is_mixed(bytes, len, per_stray))
		add_mixed(out, bytes, len);
	else if (declared == NULL || names_utf8(declared) ||
	    !decode_as(out, bytes, len, declared)) {
		if (!decode_guessed(out, bytes, len))
			decode_as(out, bytes, len, "windows-1252");
	}
	return out->failed ? -1 : 0;
}
