/*
 * What a JSON value says in a role, as text.  An object is called by its best
 * member (json_inner_rank()), a person by the parts of the name; of a list
 * count the first, or, for bodies and authors, all.  Nothing is said by
 * blanks, "null", "None", "nan" and their like, by zero, and, where a name is
 * asked for, by numbers and addresses.
 */
#ifndef READ_JSON_VALUE_H
#define READ_JSON_VALUE_H

#include <jansson.h>
#include <stdbool.h>

#include "base/buf.h"
#include "read/json_fields.h"

/* Append the text of ${value}; failure is ${out}'s. */
void json_value_add(struct buf *out, const json_t *value,
    enum json_role role);

/* Does ${value} say anything?  ${scratch} is for trying. */
bool json_says(struct buf *scratch, const json_t *value,
    enum json_role role);

#endif
