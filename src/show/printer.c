/* What a printer prints on. */
#include "show/printer.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

/* A terminal narrower than this is not folded for. */
#define WIDTH_LEAST 30

/* Lines longer than this are hard to read. */
#define WIDTH_MOST 100

static size_t
terminal_width(FILE *out)
{
	const char *said = getenv("COLUMNS");
	struct winsize size;
	long width = 0;

	if (said)
		width = strtol(said, NULL, 10);
#ifdef TIOCGWINSZ
	if (width <= 0 && ioctl(fileno(out), TIOCGWINSZ, &size) == 0)
		width = size.ws_col;
#endif
	if (width < WIDTH_LEAST)
		return 0;
	return width > WIDTH_MOST ? WIDTH_MOST : (size_t)width;
}

void
printer_init(struct printer *p, FILE *out, const char *folder,
    const struct printer_format *format)
{
	const char *no_colour = getenv("NO_COLOR");
	const char *kind = getenv("TERM");

	p->out = out;
	p->terminal = isatty(fileno(out)) == 1;
	p->width = p->terminal ? terminal_width(out) : 0;
	p->colour = p->terminal && !(no_colour && *no_colour) &&
	    kind && strcmp(kind, "dumb") != 0;
	p->folder = folder;
	p->format = format;
	p->facets = false;
	p->parts = 0;
}
