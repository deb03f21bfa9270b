/* table: the kids of elements, and tables as grids. */
#ifndef BANTIN_CHECK_TABLE_H
#define BANTIN_CHECK_TABLE_H

#include "check/ctx.h"

size_t
tree_kids(struct obj *elem);
struct obj *
tree_kid(struct obj *elem, size_t i);
int
good_lang(struct obj *o);
void
check_table(struct ctx *x, struct obj *table);

#endif
