/* A line and signs under it, column by column. */
#include "show/underline.h"

#include <stdint.h>
#include <string.h>

#include "base/utf8.h"

/* Put [from, to) of ${text} with ${fill} for each column, or as it is. */
static void
put_columns(FILE *out, const char *text, size_t from, size_t to, char fill)
{
	const char *p = text + from, *end = text + to;
	uint32_t rune;
	size_t n;
	int width;

	for (; p < end; p += n) {
		n = utf8_decode(p, end, &rune);
		width = utf8_width(rune);
		if (rune < 0x20 || (rune >= 0x7F && rune < 0xA0)) {
			rune = ' ';
			width = 1;
		}
		if (fill)
			for (; width > 0; width--)
				putc(fill, out);
		else if (rune == ' ')
			putc(' ', out);
		else
			fwrite(p, 1, n, out);
	}
}

void
underline(FILE *out, const char *text, size_t start, size_t end)
{
	size_t len = strlen(text);

	if (start > len)
		start = len;
	if (end > len)
		end = len;
	fputs("  ", out);
	put_columns(out, text, 0, len, '\0');
	fputs("\n  ", out);
	put_columns(out, text, 0, start, ' ');
	if (end > start)
		put_columns(out, text, start, end, '^');
	else
		putc('^', out);
	putc('\n', out);
}
