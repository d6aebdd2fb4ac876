/* Text made safe for a terminal. */
#include "show/safe.h"

#include <string.h>

#include "base/utf8.h"

bool
safe_rune(uint32_t rune)
{
	return rune >= 0x20 && !(rune >= 0x7F && rune <= 0x9F) &&
	    !(rune >= 0x200B && rune <= 0x200F) &&
	    !(rune >= 0x2028 && rune <= 0x202E) &&
	    !(rune >= 0x2066 && rune <= 0x2069) && rune != 0xFEFF &&
	    !(rune >= 0xE0000 && rune <= 0xE007F);
}

void
safe_add(struct buf *out, const char *text)
{
	const char *end = text + strlen(text);
	uint32_t rune;

	while (text < end) {
		text += utf8_decode(text, end, &rune);
		if (utf8_space(rune))
			buf_addch(out, ' ');
		else if (safe_rune(rune))
			buf_add_rune(out, rune);
	}
}

size_t
safe_columns(const char *text, size_t len)
{
	const char *end = text + len;
	size_t sum = 0;
	uint32_t rune;

	while (text < end) {
		text += utf8_decode(text, end, &rune);
		if (safe_rune(rune))
			sum += (size_t)utf8_width(rune);
	}
	return sum;
}
