/* otrules: which glyphs a font's lookups can act on (OpenType 1.9, "Common
 * Table Formats", GSUB, GPOS).
 *
 * Not what they do: HarfBuzz knows that.  Only where a lookup cannot begin to
 * match is looked for, and by two glyphs at most: a ligature by its first two
 * components, a context by a glyph and what has to stand next to it.  What is
 * read more broadly than it is meant costs time, not truth.  Kerning alone,
 * which is everywhere, is read to the end.
 *
 * Lookups that pass over marks meet none here.  Those that pass over letters
 * have no neighbours to speak of: their glyphs are ALONE.
 */
#include "text/otrules.h"

#include <hb-ot.h>
#include <stdlib.h>

#include "text/ottable.h"

#define SKIPS_LETTERS 6u /* flags IgnoreBaseGlyphs, IgnoreLigatures */
#define BITS 32
#define MARK 3u /* class of a glyph */
#define X_ADVANCE 4u /* the only part of a value record */

struct table {
	struct ot_table t;
	struct ot_rules *rules;
};

static unsigned
u16(struct table *t, size_t at)
{
	return ot_u16(&t->t, at);
}

static void
mark(struct table *t, uint32_t *of, unsigned from, unsigned to, uint32_t bits)
{
	for (unsigned g = from; g <= to && g < t->rules->glyphs; g++)
		of[g] |= bits;
}

/* All glyphs of the coverage table at `at`. */
static void
cover(struct table *t, uint32_t *of, size_t at, uint32_t bits)
{
	unsigned format = u16(t, at), n = u16(t, at + 2);

	if (format != 1 && format != 2)
		t->t.bad = 1;
	for (unsigned i = 0; i < n && !t->t.bad; i++) {
		size_t k = at + 4 + (size_t)i * (format == 1 ? 2 : 6);
		unsigned g = u16(t, k);

		mark(t, of, g, format == 1 ? g : u16(t, k + 2), bits);
	}
}

/* The coverage whose offset stands at `at` of a subtable. */
static void
cover_at(struct table *t, uint32_t *of, size_t sub, size_t at, uint32_t bits)
{
	cover(t, of, sub + u16(t, sub + at), bits);
}

static void
alone(struct table *t, size_t sub, size_t at)
{
	cover_at(t, t->rules->first, sub, at, OT_ALONE);
}

/* A bit for a rule of two glyphs; ALONE, which needs no second, when all are
 * taken. */
static uint32_t
new_bit(struct ot_rules *r)
{
	return r->used < BITS ? UINT32_C(1) << r->used++ : OT_ALONE;
}

static void
ligatures(struct table *t, size_t sub, unsigned index)
{
	uint32_t bit = new_bit(t->rules);
	unsigned sets = u16(t, sub + 4);

	t->rules->ligating |= bit & ~OT_ALONE;
	vec_add(&t->rules->lig,
	        ((struct ot_subtable){ .at = sub, .lookup = index }));
	cover_at(t, t->rules->first, sub, 2, bit);
	for (unsigned i = 0; i < sets && !t->t.bad; i++) {
		size_t set = sub + u16(t, sub + 6 + (size_t)i * 2);
		unsigned n = u16(t, set);

		for (unsigned k = 0; k < n && !t->t.bad; k++) {
			size_t lig = set + u16(t, set + 2 + (size_t)k * 2);
			unsigned g = u16(t, lig + 4);

			if (u16(t, lig + 2) > 1)
				mark(t, t->rules->second, g, g, bit);
			else /* of one component */
				alone(t, sub, 2);
		}
	}
}

/* A context of coverages: what comes first, and what stands behind or else
 * before it. */
static void
context(struct table *t, size_t sub, int chained)
{
	size_t back = sub + 2, in = chained ? back + 2 : back, ahead;
	unsigned before = chained ? u16(t, back) : 0, n, after;

	in = chained ? in + (size_t)before * 2 : in;
	n = u16(t, in);
	/* without a chain, the number of actions comes between */
	ahead = chained ? in + 2 + (size_t)n * 2 : in;
	after = chained ? u16(t, ahead) : 0;
	in += chained ? 2 : 4;
	if (n == 0)
		return;
	if (n > 1 || after > 0 || before > 0) {
		uint32_t bit = new_bit(t->rules);
		size_t first = n == 1 && after == 0 ? back + 2 : in;
		size_t second = n > 1 ? in + 2 : after > 0 ? ahead + 2 : in;

		cover_at(t, t->rules->first, sub, first - sub, bit);
		cover_at(t, t->rules->second, sub, second - sub, bit);
	} else {
		alone(t, sub, in - sub);
	}
}

static void
contexts(struct table *t, size_t sub, int chained, unsigned flags)
{
	if (u16(t, sub) != 3)
		alone(t, sub, 2); /* by glyphs or classes */
	else if (flags & SKIPS_LETTERS)
		alone(t, sub, chained ? 4 + u16(t, sub + 2) * 2u + 2 : 6);
	else
		context(t, sub, chained);
}

static void
substitution(struct table *t, size_t sub, unsigned type, unsigned index,
        unsigned flags)
{
	if (type == 4 && !(flags & SKIPS_LETTERS))
		ligatures(t, sub, index);
	else if (type == 5 || type == 6)
		contexts(t, sub, type == 6, flags);
	else
		alone(t, sub, 2);
}

/* Kerning: the advance of the first glyph, and of no other. */
static void
pairs(struct table *t, size_t sub, unsigned index, unsigned flags)
{
	unsigned value = u16(t, sub + 4), second = u16(t, sub + 6);

	if ((value != 0 && value != X_ADVANCE) || second != 0 ||
	        (flags & SKIPS_LETTERS))
		t->t.bad = 1;
	if (value != 0)
		vec_add(&t->rules->kern,
		        ((struct ot_subtable){ .at = sub, .lookup = index }));
}

static void
position(struct table *t, size_t sub, unsigned type, unsigned index,
        unsigned flags)
{
	if (type == 2)
		pairs(t, sub, index, flags);
	else if (type == 7 || type == 8)
		contexts(t, sub, type == 8, flags);
	else
		alone(t, sub, 2);
}

static void
lookup(struct table *t, size_t at, unsigned index, int gsub)
{
	unsigned type = u16(t, at), flags = u16(t, at + 2);
	unsigned n = u16(t, at + 4);

	for (unsigned i = 0; i < n && !t->t.bad; i++) {
		size_t sub = at + u16(t, at + 6 + (size_t)i * 2);
		unsigned real = type;

		if (type == (gsub ? 7u : 9u)) { /* extension */
			real = u16(t, sub + 2);
			sub += ot_u32(&t->t, sub + 4);
		}
		if (gsub)
			substitution(t, sub, real, index, flags);
		else
			position(t, sub, real, index, flags);
	}
}

static int
read_lookups(struct ot_rules *r, hb_blob_t *b, const hb_set_t *set, int gsub)
{
	struct table t = { ot_table_of(b), r };
	hb_codepoint_t i = HB_SET_VALUE_INVALID;

	while (!t.t.bad && hb_set_next(set, &i)) {
		size_t list = u16(&t, 8);

		lookup(&t, list + u16(&t, list + 2 + (size_t)i * 2), i, gsub);
	}
	return t.t.bad ? -1 : 0;
}

/* What is a mark to the font is looked over, whatever it is to Unicode. */
static int
leave_marks(struct ot_rules *r, hb_face_t *face)
{
	hb_blob_t *b = hb_face_reference_table(face, HB_OT_TAG_GDEF);
	struct table t = { ot_table_of(b), r };
	size_t at = t.t.t.n ? u16(&t, 4) : 0;
	int ranges = at && u16(&t, at) == 2;
	unsigned n = at ? u16(&t, at + (ranges ? 2 : 4)) : 0;

	for (unsigned i = 0; i < n && !t.t.bad; i++) {
		size_t k = at + (ranges ? 4 + (size_t)i * 6 : 6 + i * 2);
		unsigned first = ranges ? u16(&t, k) : u16(&t, at + 2) + i;
		unsigned last = ranges ? u16(&t, k + 2) : first;

		if (u16(&t, ranges ? k + 4 : k) == MARK)
			mark(&t, r->first, first, last, OT_ALONE);
	}
	hb_blob_destroy(b);
	return t.t.bad ? -1 : 0;
}

int
ot_rules_read(struct ot_rules *r, hb_face_t *face, unsigned glyphs,
        const struct ot_lookups *l)
{
	int rc;

	*r = (struct ot_rules){ .glyphs = glyphs, .used = 1 };
	r->first = xcalloc(glyphs + 1, sizeof(*r->first));
	r->second = xcalloc(glyphs + 1, sizeof(*r->second));
	r->gsub = hb_face_reference_table(face, HB_OT_TAG_GSUB);
	r->gpos = hb_face_reference_table(face, HB_OT_TAG_GPOS);
	rc = read_lookups(r, r->gsub, l->gsub, 1);
	if (rc == 0)
		rc = read_lookups(r, r->gpos, l->gpos, 0);
	return rc == 0 ? leave_marks(r, face) : rc;
}

void
ot_rules_free(struct ot_rules *r)
{
	free(r->first);
	free(r->second);
	hb_blob_destroy(r->gsub);
	hb_blob_destroy(r->gpos);
	for (size_t i = 0; i < r->kern.n; i++)
		free(r->kern.p[i].memo);
	vec_free(&r->kern);
	vec_free(&r->lig);
}

/* The row of a first glyph: the number of its set, or its class; -1: none. */
static int
find_row(struct ot_table *t, size_t sub, unsigned g)
{
	int i = ot_covered(t, sub + ot_u16(t, sub + 2), g);

	return i < 0 || ot_u16(t, sub) == 1
	               ? i
	               : (int)ot_class(t, sub + ot_u16(t, sub + 8), g);
}

/* find_row(), remembered: an issue asks for the same hundred glyphs. */
static int
row_of(struct ot_table *t, const struct ot_subtable *k, unsigned g)
{
	struct ot_memo *m = &k->memo[g % OT_MEMO];

	if (m->first != g + 1) {
		m->first = g + 1;
		m->row = find_row(t, k->at, g);
	}
	return m->row;
}

static unsigned
column_of(struct ot_table *t, const struct ot_subtable *k, unsigned g)
{
	struct ot_memo *m = &k->memo[g % OT_MEMO];

	if (m->second != g + 1) {
		m->second = g + 1;
		m->column = ot_class(t, k->at + ot_u16(t, k->at + 10), g);
	}
	return m->column;
}

/* The value for a pair; 0 when the subtable does not have it. */
static int
kern_of(struct ot_table *t, const struct ot_subtable *k, unsigned a, unsigned b,
        int *value)
{
	int row = row_of(t, k, a), i;
	unsigned column, columns;
	size_t sub = k->at, at;

	if (row < 0)
		return 0;
	if (ot_u16(t, sub) == 1) {
		at = sub + ot_u16(t, sub + 10 + (size_t)row * 2);
		i = ot_search(t, at + 2, ot_u16(t, at), 4, b);
		at += 2 + (size_t)i * 4;
		if (i < 0 || ot_u16(t, at) != b)
			return 0;
		*value = (int16_t)ot_u16(t, at + 2);
		return 1;
	}
	column = column_of(t, k, b);
	columns = ot_u16(t, sub + 14);
	if (row >= (int)ot_u16(t, sub + 12) || column >= columns)
		return 0;
	at = sub + 16 + ((size_t)row * columns + column) * 2;
	*value = (int16_t)ot_u16(t, at);
	return 1;
}

int
ot_rules_kern(struct ot_rules *r, unsigned first, unsigned second)
{
	struct ot_table t = ot_table_of(r->gpos);
	int sum = 0, value, found = 0;

	for (size_t i = 0; i < r->kern.n; i++) {
		struct ot_subtable *k = &r->kern.p[i];

		if (!k->memo)
			k->memo = xcalloc(OT_MEMO, sizeof(*k->memo));
		if (i == 0 || k->lookup != k[-1].lookup)
			found = 0;
		if (!found && kern_of(&t, k, first, second, &value)) {
			sum += value;
			found = 1;
		}
	}
	return t.bad ? 0 : sum;
}
