/* Colours of a terminal: Select Graphic Rendition, ECMA-48 8.3.117. */
#ifndef SHOW_SGR_H
#define SHOW_SGR_H

#define SGR_BOLD "\033[1m"
#define SGR_FAINT "\033[2m"
#define SGR_MARK "\033[1;33m"
#define SGR_PLAIN "\033[0m"

#endif
