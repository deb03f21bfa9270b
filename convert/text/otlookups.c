/* otlookups: the lookups that act on a text (OpenType 1.9, "Common Table
 * Formats": scripts, languages, features).
 *
 * HarfBuzz tells them by its plan.  But the first plan for a face makes it
 * check all of GSUB and GPOS, a million instructions for a face of Noto, and
 * most faces of an issue set no word that needs a plan.  Here a script's list
 * of features is read and nothing else, by the rules of hb-ot-map.cc: the first
 * script of a list that the table has, or DFLT, dflt, latn; its first language
 * of a list, or dflt, or the default one; of each feature the first.
 */
#include "text/otlookups.h"

#include <hb-ot.h>

#include "text/ottable.h"

#define TAGS 8
#define NONE 0xFFFF /* no feature */

/* On in each text from left to right of a script without a shaper of its own.
 * Those for fractions are not: they act around U+2044 alone. */
static const hb_tag_t always_on[] = { HB_TAG('r', 'v', 'r', 'n'),
	HB_TAG('r', 'a', 'n', 'd'), HB_TAG('t', 'r', 'a', 'k'),
	HB_TAG('l', 't', 'r', 'a'), HB_TAG('l', 't', 'r', 'm'),
	HB_TAG('H', 'a', 'r', 'f'), HB_TAG('H', 'A', 'R', 'F'),
	HB_TAG('B', 'u', 'z', 'z'), HB_TAG('B', 'U', 'Z', 'Z'),
	HB_TAG('a', 'b', 'v', 'm'), HB_TAG('b', 'l', 'w', 'm'),
	HB_TAG('c', 'c', 'm', 'p'), HB_TAG('l', 'o', 'c', 'l'),
	HB_TAG('m', 'a', 'r', 'k'), HB_TAG('m', 'k', 'm', 'k'),
	HB_TAG('r', 'l', 'i', 'g'), HB_TAG('c', 'a', 'l', 't'),
	HB_TAG('c', 'l', 'i', 'g'), HB_TAG('c', 'u', 'r', 's'),
	HB_TAG('d', 'i', 's', 't'), HB_TAG('k', 'e', 'r', 'n'),
	HB_TAG('l', 'i', 'g', 'a'), HB_TAG('r', 'c', 'l', 't') };

static int
is_always_on(hb_tag_t tag)
{
	for (size_t i = 0; i < sizeof(always_on) / sizeof(*always_on); i++)
		if (always_on[i] == tag)
			return 1;
	return 0;
}

struct wanted {
	const struct feature_set *set;
	hb_tag_t script[TAGS], lang[TAGS];
	unsigned scripts, langs;
};

/* The last wish holds. */
static int
is_wanted(const struct wanted *w, hb_tag_t tag)
{
	for (size_t i = w->set->n; i-- > 0;)
		if (w->set->p[i].tag == tag)
			return w->set->p[i].value != 0;
	return is_always_on(tag);
}

/* In a list of n records of a tag and an offset at `at`; 0: it is not there. */
static size_t
find_tag(struct ot_table *t, size_t at, size_t base, hb_tag_t tag)
{
	unsigned n = ot_u16(t, at);

	for (unsigned i = 0; i < n && !t->bad; i++) {
		size_t k = at + 2 + (size_t)i * 6;

		if (ot_u32(t, k) == tag)
			return base + ot_u16(t, k + 4);
	}
	return 0;
}

static size_t
find_script(struct ot_table *t, const struct wanted *w)
{
	static const hb_tag_t other[] = { HB_OT_TAG_DEFAULT_SCRIPT,
		HB_OT_TAG_DEFAULT_LANGUAGE, HB_TAG('l', 'a', 't', 'n') };
	size_t list = ot_u16(t, 4), at = 0;

	for (unsigned i = 0; i < w->scripts && !at; i++)
		at = find_tag(t, list, list, w->script[i]);
	for (unsigned i = 0; i < 3 && !at; i++)
		at = find_tag(t, list, list, other[i]);
	return at;
}

static size_t
find_language(struct ot_table *t, size_t script, const struct wanted *w)
{
	size_t at = 0;

	for (unsigned i = 0; i < w->langs && !at; i++)
		at = find_tag(t, script + 2, script, w->lang[i]);
	if (!at)
		at = find_tag(
		        t, script + 2, script, HB_OT_TAG_DEFAULT_LANGUAGE);
	if (!at && ot_u16(t, script))
		at = script + ot_u16(t, script);
	return at;
}

static void
add_feature(struct ot_table *t, unsigned index, hb_set_t *to)
{
	size_t list = ot_u16(t, 6);
	size_t at = list + ot_u16(t, list + 2 + (size_t)index * 6 + 4);
	unsigned n = ot_u16(t, at + 2), lookups = ot_u16(t, ot_u16(t, 8));

	for (unsigned i = 0; i < n && !t->bad; i++) {
		unsigned k = ot_u16(t, at + 4 + (size_t)i * 2);

		if (k < lookups)
			hb_set_add(to, k);
	}
}

static void
add_language(
        struct ot_table *t, size_t at, const struct wanted *w, hb_set_t *to)
{
	size_t list = ot_u16(t, 6);
	unsigned must = ot_u16(t, at + 2), n = ot_u16(t, at + 4);
	unsigned features = ot_u16(t, list);
	hb_set_t *seen = hb_set_create(); /* tags */

	if (must != NONE && must < features)
		add_feature(t, must, to);
	for (unsigned i = 0; i < n && !t->bad; i++) {
		unsigned index = ot_u16(t, at + 6 + (size_t)i * 2);
		hb_tag_t tag = ot_u32(t, list + 2 + (size_t)index * 6);

		if (index >= features || hb_set_has(seen, tag))
			continue;
		hb_set_add(seen, tag);
		if (is_wanted(w, tag))
			add_feature(t, index, to);
	}
	hb_set_destroy(seen);
}

/* A variable font may have other lookups in their place. */
static int
has_variations(struct ot_table *t)
{
	return ot_u16(t, 2) > 0 && ot_u32(t, 10) != 0;
}

static int
add_table(hb_face_t *face, hb_tag_t tag, const struct wanted *w, hb_set_t *to)
{
	hb_blob_t *b = hb_face_reference_table(face, tag);
	struct ot_table t = ot_table_of(b);
	size_t at;

	if (t.t.n > 0 && !(t.bad = has_variations(&t))) {
		at = find_script(&t, w);
		at = at ? find_language(&t, at, w) : 0;
		if (at)
			add_language(&t, at, w, to);
	}
	hb_blob_destroy(b);
	return t.bad ? -1 : 0;
}

/* For all of the text, on or off. */
static int
is_plain(const struct feature_set *set)
{
	for (size_t i = 0; i < set->n; i++)
		if (set->p[i].value > 1 ||
		        set->p[i].start != HB_FEATURE_GLOBAL_START ||
		        set->p[i].end != HB_FEATURE_GLOBAL_END)
			return 0;
	return 1;
}

int
ot_lookups_get(struct ot_lookups *to, hb_face_t *face,
        const hb_segment_properties_t *seg, const struct feature_set *set)
{
	struct wanted w = { set, .scripts = TAGS, .langs = TAGS };

	to->gsub = hb_set_create();
	to->gpos = hb_set_create();
	hb_ot_tags_from_script_and_language(seg->script, seg->language,
	        &w.scripts, w.script, &w.langs, w.lang);
	return is_plain(set) &&
	                       add_table(face, HB_OT_TAG_GSUB, &w, to->gsub) ==
	                               0 &&
	                       add_table(face, HB_OT_TAG_GPOS, &w, to->gpos) ==
	                               0
	               ? 0
	               : -1;
}

void
ot_lookups_free(struct ot_lookups *l)
{
	hb_set_destroy(l->gsub);
	hb_set_destroy(l->gpos);
}
