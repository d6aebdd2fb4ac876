/* Leaves about what is known of an article; a part of trees.h. */
#ifndef TESTS_TREES_LEAF_H
#define TESTS_TREES_LEAF_H

#include "trees.h"

/* NULL where no article has anything of the kind. */
struct query_node *trees_known(struct trees *t, enum query_field field);

#endif
