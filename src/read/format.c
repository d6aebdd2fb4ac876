/*
 * The table of formats, and finding a file's format: what no person reads is
 * turned away first, then every format looks at the head, the surest wins,
 * and of equals the first in the table.
 */
#include "read/format.h"

#include <stdbool.h>
#include <stdint.h>
#include <string.h>

/* Plain text takes whatever is text, so it stands last. */
const struct format *const formats[] = {
	&format_html,
	&format_json,
	&format_text,
	NULL
};

/*
 * First bytes of files that are no text, for those whose head may hold no
 * NUL or only a few (file(1) and Wikipedia's list of signatures know more).
 */
static const struct {
	size_t offset, len;
	const char *bytes;
} signatures[] = {
	{ 0, 4, "\x89PNG" },
	{ 0, 4, "GIF8" },
	{ 0, 3, "\xff\xd8\xff" },		/* JPEG */
	{ 0, 4, "II*\0" },			/* TIFF */
	{ 0, 4, "MM\0*" },
	{ 0, 4, "RIFF" },			/* WebP, WAV, AVI */
	{ 0, 4, "OggS" },
	{ 0, 4, "fLaC" },
	{ 0, 3, "ID3" },			/* MP3 */
	{ 4, 4, "ftyp" },			/* MP4, HEIC */
	{ 0, 4, "wOFF" },
	{ 0, 4, "wOF2" },
	{ 0, 5, "%PDF-" },
	{ 0, 4, "%!PS" },
	{ 0, 5, "{\\rtf" },
	{ 0, 8, "\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" },	/* old Office */
	{ 0, 4, "PK\3\4" },			/* zip, docx, epub, odt */
	{ 0, 4, "PK\5\6" },
	{ 0, 2, "\x1f\x8b" },			/* gzip */
	{ 0, 3, "BZh" },
	{ 0, 6, "\xfd" "7zXZ\0" },
	{ 0, 4, "\x28\xb5\x2f\xfd" },		/* zstd */
	{ 0, 6, "7z\xbc\xaf\x27\x1c" },
	{ 0, 4, "Rar!" },
	{ 257, 5, "ustar" },
	{ 0, 16, "SQLite format 3\0" },
	{ 0, 4, "PAR1" },			/* Parquet */
	{ 0, 4, "\x7f" "ELF" },
	{ 0, 4, "\xca\xfe\xba\xbe" },
	{ 0, 4, "\xcf\xfa\xed\xfe" },		/* Mach-O */
};

static bool
has_signature(const char *head, size_t len)
{
	size_t i;

	for (i = 0; i < sizeof(signatures) / sizeof(*signatures); i++) {
		if (len >= signatures[i].offset + signatures[i].len &&
		    memcmp(head + signatures[i].offset, signatures[i].bytes,
		    signatures[i].len) == 0)
			return true;
	}
	return false;
}

/*
 * UTF-16 says so by its mark, or has the high bytes of its spaces, digits
 * and line ends, which are zero, all on the same side.
 */
static bool
is_utf16(const char *head, size_t len, size_t even, size_t odd)
{
	if (len >= 2 && (memcmp(head, "\xff\xfe", 2) == 0 ||
	    memcmp(head, "\xfe\xff", 2) == 0))
		return true;
	return (even == 0 && odd > len / 16) || (odd == 0 && even > len / 16);
}

/*
 * Is it binary?  One NUL or control character in a few hundred bytes is a
 * damaged text, which clean() mends; more of them are no text.  Tab, line
 * feed and their like, escape (terminal logs), the record separator of JSON
 * sequences and the old end-of-file mark are no sign.
 */
static bool
is_binary(const char *head, size_t len)
{
	static const uint32_t harmless = 1u << '\t' | 1u << '\n' | 1u << '\v' |
	    1u << '\f' | 1u << '\r' | 1u << '\b' | 1u << 0x1a | 1u << 0x1b |
	    1u << 0x1e;
	size_t i, nul[2] = { 0, 0 }, control = 0;
	unsigned char c;

	if (has_signature(head, len))
		return true;
	for (i = 0; i < len; i++) {
		c = (unsigned char)head[i];
		if (c == 0)
			nul[i % 2]++;
		else if (c < 32 && !(harmless >> c & 1))
			control++;
	}
	if (nul[0] + nul[1] > len / 512)
		return !is_utf16(head, len, nul[0], nul[1]);
	return control > len / 32;
}

const struct format *
format_find(const char *head, size_t len, const char *name)
{
	const struct format *best = NULL;
	int sure, best_sure = 0;
	size_t i;

	if (len == 0 || is_binary(head, len))
		return NULL;
	for (i = 0; formats[i]; i++) {
		sure = formats[i]->sniff(head, len, name);
		if (sure > best_sure) {
			best = formats[i];
			best_sure = sure;
		}
	}
	return best;
}
