/* tree: name trees and number trees (ISO 32000-1, 7.9.6 and 7.9.7). */
#ifndef BANTIN_PDF_TREE_H
#define BANTIN_PDF_TREE_H

#include "pdf/object.h"

struct tree_source {
	size_t n; /* entries, sorted */
	int names; /* 1: /Names, 0: /Nums */
	void (*key)(void *ctx, size_t i, struct str *out);
	void (*value)(void *ctx, size_t i, struct str *out);
	void *ctx;
};

/* Writes a balanced tree; the number of its root. */
int
tree_write(struct objects *o, const struct tree_source *src);

#endif
