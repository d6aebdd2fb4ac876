/* jansson's parser, with the long way round for long strings. */
#ifndef READ_JSON_LOAD_H
#define READ_JSON_LOAD_H

#include <jansson.h>
#include <stddef.h>

/*
 * json_loadb() without flags, in a fraction of its time where texts are
 * long; the same value, the same refusals.  The caller owns the value.
 * ${why} may be NULL.
 */
json_t *json_load(const char *bytes, size_t len, json_error_t *why);

#endif
