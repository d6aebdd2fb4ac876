/* Files that an earlier run read and that are there no more. */
#ifndef LOAD_GONE_H
#define LOAD_GONE_H

#include "load/load.h"

/*
 * Look for them under the folders among ${paths}; count them, and with
 * ${prune} forget them and the articles that stand nowhere else.  A folder
 * that is missing or empty is left alone: more likely a disk is not mounted
 * than an archive thrown away.  0 or -1.
 */
int gone_files(struct writer *w, char *const *paths, int count, bool prune,
    struct load_result *result, struct err *err);

#endif
