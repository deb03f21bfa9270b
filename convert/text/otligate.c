/* otligate: ligatures of plain letters (OpenType 1.9, GSUB lookup type 4).
 *
 * A word of English asks for fi, ff or fl each tenth time, and HarfBuzz takes
 * 13,000 instructions for a word and a million for its first.  As long as no
 * other lookup can begin to match, what the lookups of ligatures do is all that
 * happens: one behind the other, each from the left, at each glyph the first
 * subtable and in it the first ligature that fits.
 */
#include <string.h>

#include "text/otrules.h"
#include "text/ottable.h"

/* Glyphs that the ligature at `at` takes from the n at g; 0: it does not. */
static uint32_t
fits(struct ot_table *t, size_t at, const struct glyph *g, uint32_t n)
{
	unsigned parts = ot_u16(t, at + 2);

	if (parts == 0 || parts > n)
		return 0;
	for (unsigned i = 1; i < parts; i++)
		if (ot_u16(t, at + 2 + (size_t)i * 2) != g[i].id)
			return 0;
	return parts;
}

/* The same for a subtable; *lig is what takes their place. */
static uint32_t
match(struct ot_table *t, size_t sub, const struct glyph *g, uint32_t n,
        uint32_t *lig)
{
	int i = ot_covered(t, sub + ot_u16(t, sub + 2), g->id);
	unsigned ligatures;
	size_t set;

	if (i < 0 || (unsigned)i >= ot_u16(t, sub + 4))
		return 0;
	set = sub + ot_u16(t, sub + 6 + (size_t)i * 2);
	ligatures = ot_u16(t, set);
	for (unsigned k = 0; k < ligatures && !t->bad; k++) {
		size_t at = set + ot_u16(t, set + 2 + (size_t)k * 2);
		uint32_t taken = fits(t, at, g, n);

		if (taken) {
			*lig = ot_u16(t, at);
			return taken;
		}
	}
	return 0;
}

/* The lookup whose subtables are those from `from` to `to`. */
static uint32_t
apply(struct ot_rules *r, size_t from, size_t to, struct glyph *g, uint32_t n)
{
	struct ot_table t = ot_table_of(r->gsub);

	for (uint32_t at = 0; at < n; at++) {
		uint32_t taken = 0, lig = 0;

		for (size_t i = from; i < to && !taken; i++)
			taken = match(&t, r->lig.p[i].at, g + at, n - at, &lig);
		if (!taken)
			continue;
		g[at].id = lig;
		n -= taken - 1;
		memmove(g + at + 1, g + at + taken, (n - at - 1) * sizeof(*g));
	}
	return t.bad ? 0 : n;
}

/* May a lookup of another kind begin to match? */
static int
is_quiet(const struct ot_rules *r, const struct glyph *g, uint32_t n)
{
	uint32_t before = 0;

	for (uint32_t i = 0; i < n; i++) {
		uint32_t id = g[i].id;

		if (id >= r->glyphs || (r->first[id] & OT_ALONE) ||
		        (before & r->second[id] & ~r->ligating))
			return 0;
		before = r->first[id];
	}
	return 1;
}

uint32_t
ot_ligate(struct ot_rules *r, struct glyph *g, uint32_t n)
{
	size_t to;

	for (size_t i = 0; i < r->lig.n && n > 0; i = to) {
		for (to = i + 1; to < r->lig.n &&
		                 r->lig.p[to].lookup == r->lig.p[i].lookup;)
			to++;
		n = apply(r, i, to, g, n);
		if (!is_quiet(r, g, n))
			return 0;
	}
	return n;
}
