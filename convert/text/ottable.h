/* ottable: reading OpenType tables.  Private to the room. */
#ifndef BANTIN_TEXT_OTTABLE_H
#define BANTIN_TEXT_OTTABLE_H

#include <hb.h>

#include "base/bytes.h"
#include "base/str.h"

struct ot_table {
	struct span t;
	int bad; /* read beyond its end, or not what it should be */
};

static inline unsigned
ot_u16(struct ot_table *t, size_t at)
{
	if (at + 2 > t->t.n) {
		t->bad = 1;
		return 0;
	}
	return be16(t->t.p + at);
}

static inline uint32_t
ot_u32(struct ot_table *t, size_t at)
{
	return (uint32_t)ot_u16(t, at) << 16 | ot_u16(t, at + 2);
}

struct ot_table
ot_table_of(hb_blob_t *b);
/* Among n sorted records of so many bytes from `at`: the last that begins with
 * a glyph not behind g, or -1. */
int
ot_search(
        struct ot_table *t, size_t at, unsigned n, unsigned bytes, unsigned g);
/* The glyph's number in the coverage table at `at`, or -1. */
int
ot_covered(struct ot_table *t, size_t at, unsigned g);
/* Its class by the class definitions at `at`; 0: none. */
unsigned
ot_class(struct ot_table *t, size_t at, unsigned g);

#endif
