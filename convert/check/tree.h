/* tree: questions about the structure tree that other themes ask. */
#ifndef BANTIN_CHECK_TREE_H
#define BANTIN_CHECK_TREE_H

#include "check/ctx.h"

/* The standard type an element's type is mapped to; NULL: none. */
const char *
standard_type(struct ctx *x, struct obj *elem);
/* The entry of the parent tree under a key, or a null object. */
struct obj *
parent_of(struct ctx *x, long long key);
/* Has the element an object reference to the annotation among its kids? */
int
has_objr(struct obj *elem, struct obj *annot);

#endif
