/*
 * What a tally has counted, as cells with names, in the order in which they
 * are shown.
 */
#ifndef FIND_TABLE_H
#define FIND_TABLE_H

#include "find/cells.h"
#include "find/tally.h"
#include "store/archive.h"

struct table;

/*
 * Make ${cells}: periods by time, from the first to the last with any
 * article, without gaps; names by how many match, those without any left
 * out.  An article by several authors counts for each.  The cells' texts
 * live as long as the table, which is released either way.  0 or -1.
 */
int table_make(struct table **out, struct archive *a,
    const enum cells_by by[2], struct tally *from, struct cells *cells,
    struct err *err);

/* The cells too; takes NULL. */
void table_release(struct table *t, struct cells *cells);

#endif
