/*
 * Cutting a stream of JSON into records, one article each, in memory that
 * one record bounds: the splitter of format_json (see read/format.h).
 *
 * Understood are: one object (record 0); objects one per line (JSON Lines)
 * or one after the other in any layout, with or without the separators of
 * RFC 7464; arrays of objects; and objects that hold such an array under a
 * name that says so (json_is_collection()), however deep below such names.
 *
 * An object that holds a collection is one article all the same when text of
 * an article (json_is_article_text(): a body or a headline) stands in it
 * before the collection.  A title alone does not make it one: feeds have
 * titles too.
 */
#ifndef READ_JSON_SPLIT_H
#define READ_JSON_SPLIT_H

#include "read/format.h"

struct splitter *json_split_open(struct input *input);
int json_split_next(struct splitter *s, struct record *out, struct err *err);
void json_split_close(struct splitter *s);

#endif
