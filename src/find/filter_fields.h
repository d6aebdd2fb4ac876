/* Bits of filter.has, for the files of filter. */
#ifndef FIND_FILTER_FIELDS_H
#define FIND_FILTER_FIELDS_H

enum {
	HAS_TITLE = 1 << 0,
	HAS_BODY = 1 << 1,
	HAS_AUTHOR = 1 << 2,
	HAS_SECTION = 1 << 3,
	HAS_SOURCE = 1 << 4,
	HAS_LANGUAGE = 1 << 5,
	HAS_URL = 1 << 6,
	HAS_DATE = 1 << 7,
	HAS_TIME = 1 << 8
};

#endif
