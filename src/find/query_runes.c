/* What the characters of a query are. */
#include "find/query_runes.h"

#include "base/utf8.h"

/* " and curly and low ones; « »; corners. */
int
rune_quote(uint32_t r)
{
	switch (r) {
	case '"': case 0x201C: case 0x201D: case 0x201E: case 0x201F:
	case 0xFF02:
		return 1;
	case 0xAB: case 0xBB:
		return 2;
	case 0x300C: case 0x300D: case 0x300E: case 0x300F:
		return 3;
	}
	return 0;
}

bool
rune_blank(uint32_t r)
{
	return r < 0x20 || (r >= 0x7F && r < 0xA0) || r == UTF8_BAD ||
	    utf8_space(r);
}

bool
rune_invisible(uint32_t r)
{
	return r == 0xAD || r == 0xFEFF || r == 0x200B || r == 0x200E ||
	    r == 0x200F || (r >= 0x202A && r <= 0x202E) ||
	    (r >= 0x2060 && r <= 0x206F) || (r >= 0xE000 && r <= 0xE0FF);
}

bool
rune_opens(uint32_t r)
{
	return r == '(' || r == 0xFF08;
}

bool
rune_closes(uint32_t r)
{
	return r == ')' || r == 0xFF09;
}

bool
rune_ends_word(uint32_t r)
{
	return rune_blank(r) || rune_opens(r) || rune_closes(r) ||
	    rune_quote(r) != 0;
}
