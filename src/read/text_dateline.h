/* Dates and names as lines of a text give them. */
#ifndef READ_TEXT_DATELINE_H
#define READ_TEXT_DATELINE_H

#include <stdbool.h>

#include "base/date.h"
#include "read/text_line.h"

/*
 * Is the line a date and no more, "Published time:" and the like aside?
 * ${published} and ${modified} become the parts that say so, each empty
 * where there is none.
 */
bool text_dateline_line(struct text_line line, struct text_line *published,
    struct text_line *modified);

/* "By Jane Doe", "Von ...", "Par ...", "Por ...": ${name} is the rest. */
bool text_dateline_byline(struct text_line line, struct text_line *name);

/* "WASHINGTON, Dec. 20 (Reuters) -": what stands before the dash. */
bool text_dateline_head(struct text_line line, struct text_line *head);

/*
 * The date of a dateline's ${head}; where it has none of its own, its year
 * is taken from ${path}.  0, or -1.
 */
int text_dateline_date(struct text_line head, const char *path,
    struct date *out);

#endif
