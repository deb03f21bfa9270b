/* Words that are set without HarfBuzz, against HarfBuzz. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <hb-ot.h>

#include "base/str.h"
#include "base/utf8.h"
#include "text/otlookups.h"
#include "text/pairs.h"

#define WORDS 3000
#define LETTERS 7

struct bench {
	struct diag dg;
	struct fonts *fonts;
	struct feature_sets *sets;
	struct pairs *pairs;
	uint32_t seed;
	size_t set, all, ligated; /* words */
	size_t compared; /* plans */
};

static uint32_t
dice(struct bench *b, uint32_t n)
{
	b->seed = b->seed * 1664525 + 1013904223;
	return (b->seed >> 8) % n;
}

/* Letters as in words of many languages, those that fonts join or part by
 * their neighbours more often; and some that are not for pairs. */
static uint32_t
letter(struct bench *b)
{
	static const char often[] = "fffijlAVTLYPavwyte.,'\"()0123456789/ ";

	switch (dice(b, 12)) {
	case 0:
		return 0xA0 + dice(b, 0x1B0);
	case 1:
		return 0x1EA0 + dice(b, 0x5A);
	case 2:
		return 0x410 + dice(b, 0x40);
	case 3:
		return dice(b, 40) ? 0x3B1 + dice(b, 25) : 0x300 + dice(b, 16);
	case 4:
		return dice(b, 20) ? 0x2010 + dice(b, 0x17) : 0x2044;
	case 5:
	case 6:
		return 0x21 + dice(b, 0x5E);
	default:
		return (unsigned char)often[dice(b, sizeof(often) - 1)];
	}
}

static void
make_word(struct bench *b, struct str *s)
{
	uint32_t n = 1 + dice(b, LETTERS);

	str_truncate(s, 0);
	while (n--)
		str_put_utf8(s, letter(b));
}

static void
by_harfbuzz(hb_buffer_t *buf, const struct font *f, hb_segment_properties_t seg,
        const struct feature_set *set, struct span w)
{
	hb_buffer_clear_contents(buf);
	hb_buffer_set_segment_properties(buf, &seg);
	hb_buffer_add_utf8(buf, w.p, (int)w.n, 0, (int)w.n);
	hb_buffer_set_flags(
	        buf, HB_BUFFER_FLAG_BOT | HB_BUFFER_FLAG_EOT |
	                     HB_BUFFER_FLAG_REMOVE_DEFAULT_IGNORABLES);
	hb_buffer_set_cluster_level(
	        buf, HB_BUFFER_CLUSTER_LEVEL_MONOTONE_GRAPHEMES);
	hb_shape(f->hb, buf, set->p, (unsigned)set->n);
}

static int
is_same(hb_buffer_t *buf, const struct glyph *g, uint32_t n)
{
	const hb_glyph_position_t *pos;
	const hb_glyph_info_t *info;
	unsigned count;

	info = hb_buffer_get_glyph_infos(buf, &count);
	pos = hb_buffer_get_glyph_positions(buf, NULL);
	if (count != n)
		return 0;
	for (unsigned i = 0; i < n; i++)
		if (info[i].codepoint != g[i].id ||
		        info[i].cluster != g[i].cluster ||
		        pos[i].x_advance != g[i].adv || pos[i].x_offset ||
		        pos[i].y_offset)
			return 0;
	return 1;
}

static hb_segment_properties_t
segment(const char *lang, hb_script_t script)
{
	hb_segment_properties_t seg = HB_SEGMENT_PROPERTIES_DEFAULT;

	seg.direction = HB_DIRECTION_LTR;
	seg.script = script;
	seg.language = hb_language_from_string(lang, -1);
	return seg;
}

static void
compare(struct bench *b, const struct style *s, const char *lang,
        hb_script_t script)
{
	const struct font *f = fonts_match(b->fonts, s);
	uint32_t id = feature_set_id(b->sets, s);
	const struct feature_set *set = feature_set_get(b->sets, id);
	hb_segment_properties_t seg = segment(lang, script);
	hb_buffer_t *buf = hb_buffer_create();
	struct glyph g[PAIRS_WORD];
	struct str w = STR_INIT;
	struct pairs *p;

	p = pairs_get(&b->pairs, f, id, set, &seg);
	for (int i = 0; p && i < WORDS; i++) {
		uint32_t n;

		make_word(b, &w);
		n = pairs_set(p, w.s, w.len, g);
		b->all++;
		if (n == 0)
			continue;
		b->set++;
		b->ligated += n < utf8_count(str_span(&w));
		by_harfbuzz(buf, f, seg, set, str_span(&w));
		if (!is_same(buf, g, n))
			fail_msg("%s, %s, \"%s\"", f->psname,
			        s->font_features ? s->font_features
			                         : "no features",
			        str_c(&w));
	}
	hb_buffer_destroy(buf);
	str_free(&w);
}

/* Those of HarfBuzz's plan that has no fractions but where they are asked for:
 * it marks what they act on by the slash. */
static void
lookups_by_harfbuzz(const struct font *f, const hb_segment_properties_t *seg,
        const struct feature_set *set, struct ot_lookups *to)
{
	static const char *const fraction[] = { "frac=0", "numr=0", "dnom=0" };
	hb_shape_plan_t *plan;
	hb_feature_t *all = xcalloc(set->n + 3, sizeof(*all));

	for (unsigned i = 0; i < 3; i++) /* the last wish holds */
		hb_feature_from_string(fraction[i], -1, &all[i]);
	for (size_t i = 0; i < set->n; i++)
		all[3 + i] = set->p[i];
	plan = hb_shape_plan_create(
	        f->face, seg, all, (unsigned)set->n + 3, NULL);
	to->gsub = hb_set_create();
	to->gpos = hb_set_create();
	hb_ot_shape_plan_collect_lookups(plan, HB_OT_TAG_GSUB, to->gsub);
	hb_ot_shape_plan_collect_lookups(plan, HB_OT_TAG_GPOS, to->gpos);
	hb_shape_plan_destroy(plan);
	free(all);
}

static void
compare_lookups(struct bench *b, const struct style *s, const char *lang,
        hb_script_t script)
{
	const struct font *f = fonts_match(b->fonts, s);
	const struct feature_set *set =
	        feature_set_get(b->sets, feature_set_id(b->sets, s));
	hb_segment_properties_t seg = segment(lang, script);
	struct ot_lookups ours, theirs;

	if (ot_lookups_get(&ours, f->face, &seg, set) == 0) {
		lookups_by_harfbuzz(f, &seg, set, &theirs);
		if (!hb_set_is_equal(ours.gsub, theirs.gsub) ||
		        !hb_set_is_equal(ours.gpos, theirs.gpos))
			fail_msg("%s, %s, %s", f->psname, lang,
			        s->font_features ? s->font_features
			                         : "no features");
		ot_lookups_free(&theirs);
		b->compared++;
	}
	ot_lookups_free(&ours);
}

/* A face with some bytes changed in one of the tables that are read here, and
 * what is behind a place cut off of another. */
static hb_face_t *
damage(struct bench *b, hb_face_t *face)
{
	static const char *const name[] = { "GSUB", "GPOS", "GDEF", "cmap",
		"head", "hhea", "hmtx", "maxp" };
	uint32_t changed = dice(b, 3), cut = dice(b, 6);
	hb_face_t *built = hb_face_builder_create();

	for (uint32_t i = 0; i < sizeof(name) / sizeof(*name); i++) {
		hb_tag_t tag = hb_tag_from_string(name[i], 4);
		hb_blob_t *whole = hb_face_reference_table(face, tag);
		hb_blob_t *blob = hb_blob_copy_writable_or_fail(whole);
		unsigned n = 0;
		char *p = blob ? hb_blob_get_data_writable(blob, &n) : NULL;

		for (uint32_t k = 0; i == changed && n && k < 8; k++)
			p[dice(b, dice(b, 2) ? n : 200) % n] =
			        (char)dice(b, 256);
		if (i == cut && n)
			n = dice(b, n);
		/* exactly as long as it is told, for who watches over memory */
		hb_blob_destroy(whole);
		whole = hb_blob_create(
		        p, n, HB_MEMORY_MODE_DUPLICATE, NULL, NULL);
		hb_face_builder_add_table(built, tag, whole);
		hb_blob_destroy(blob);
		hb_blob_destroy(whole);
	}
	return built;
}

static int
setup(void **state)
{
	static struct bench b = { .seed = 1 };

	diag_init(&b.dg);
	b.dg.quiet = 1;
	b.fonts = fonts_new(NULL, &b.dg);
	b.sets = feature_sets_new();
	*state = &b;
	return 0;
}

static int
teardown(void **state)
{
	struct bench *b = *state;

	pairs_free(b->pairs);
	feature_sets_free(b->sets);
	fonts_free(b->fonts);
	return 0;
}

/* Families that are not installed stand for others, which does no harm. */
static void
same_as_harfbuzz(void **state)
{
	static const char *const family[] = { "Noto Serif", "Noto Sans",
		"Noto Sans Mono", "Noto Sans Display", "Noto Sans CJK JP",
		"Noto Naskh Arabic", "DejaVu Sans", "DejaVu Serif", "C059",
		"Nimbus Roman", "Nimbus Sans" };
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof(family) / sizeof(*family); i++)
		for (uint8_t k = 0; k < 4; k++) {
			const char *list[] = { family[i], NULL };
			struct style s = { .font_family = list,
				.font_size = 10 * PT,
				.font_weight = k & 1 ? 700 : 400,
				.italic = k > 1 };

			compare(b, &s, k & 1 ? "en" : "vi", HB_SCRIPT_LATIN);
		}
	print_message("%zu of %zu words set\n", b->set, b->all);
	assert_true(b->set > b->all / 4);
	assert_true(b->ligated > 100);
}

/* For the languages that fonts have rules of their own for, and others. */
static void
same_lookups(void **state)
{
	static const char *const family[] = { "Noto Serif", "Noto Sans",
		"Noto Sans Mono", "Noto Sans Display", "Noto Sans CJK JP",
		"Noto Naskh Arabic", "Noto Sans Devanagari", "DejaVu Sans",
		"DejaVu Serif", "C059", "Nimbus Roman", "Nimbus Sans" };
	static const char *const lang[] = { "vi", "en", "tr", "ro", "mo", "nl",
		"ca", "de", "pl", "sr", "mk", "bg", "el", "el-polyton", "zh",
		"az", "se", "lt", "x-hbot-41424344", "" };
	static const char *const wish[] = { NULL, "\"smcp\",\"onum\"",
		"\"liga\" 0,\"kern\" 0", "\"frac\"",
		"\"dnom\",\"liga\" 0,\"liga\"", "\"locl\" 0,\"ccmp\" 0" };
	static const hb_script_t script[] = { HB_SCRIPT_LATIN,
		HB_SCRIPT_CYRILLIC, HB_SCRIPT_GREEK, HB_SCRIPT_COMMON };
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof(family) / sizeof(*family) * 6; i++) {
		const char *list[] = { family[i / 6], NULL };
		struct style s = { .font_family = list,
			.font_size = 10 * PT,
			.font_weight = i & 1 ? 400 : 700,
			.font_features = wish[i % 6] };

		for (size_t k = 0; k < sizeof(lang) / sizeof(*lang) * 4; k++)
			compare_lookups(b, &s, lang[k / 4], script[k % 4]);
	}
	print_message("%zu compared\n", b->compared);
	assert_true(b->compared > 3000);
}

static void
with_features(void **state)
{
	static const char *const wish[] = { "\"smcp\"", "\"tnum\"", "\"frac\"",
		"\"liga\" 0", "\"kern\" 0", "\"onum\",\"zero\"",
		"\"salt\",\"ss03\"", "\"case\"" };
	static const char *const family[] = { "Noto Serif", "Noto Sans",
		"DejaVu Sans" };
	struct bench *b = *state;

	for (size_t i = 0; i < sizeof(wish) / sizeof(*wish); i++)
		for (size_t k = 0; k < 3; k++) {
			const char *list[] = { family[k], NULL };
			struct style s = { .font_family = list,
				.font_size = 10 * PT,
				.font_weight = 400,
				.font_features = wish[i] };

			compare(b, &s, "en", HB_SCRIPT_LATIN);
			compare(b, &s, "tr", HB_SCRIPT_LATIN);
			compare(b, &s, "sr", HB_SCRIPT_CYRILLIC);
			compare(b, &s, "el", HB_SCRIPT_GREEK);
			compare(b, &s, "en", HB_SCRIPT_COMMON);
		}
}

/* Whatever stands in the tables: no byte beyond them is read, and no word has
 * more glyphs than letters. */
static void
damaged_tables(void **state)
{
	const char *list[] = { "Noto Serif", NULL };
	struct bench *b = *state;
	struct style s = {
		.font_family = list, .font_size = 10 * PT, .font_weight = 400
	};
	const struct font *whole = fonts_match(b->fonts, &s);
	uint32_t id = feature_set_id(b->sets, &s);
	hb_segment_properties_t seg = segment("en", HB_SCRIPT_LATIN);
	struct glyph g[PAIRS_WORD];
	struct str w = STR_INIT;
	size_t set = 0;

	for (int i = 0; i < 300; i++) {
		struct font f = *whole;
		struct pairs *list_of = NULL, *p;

		f.face = damage(b, whole->face);
		f.hb = hb_font_create(f.face);
		p = pairs_get(
		        &list_of, &f, id, feature_set_get(b->sets, id), &seg);
		for (int k = 0; p && k < 100; k++) {
			uint32_t n;

			make_word(b, &w);
			n = pairs_set(p, w.s, w.len, g);
			assert_true(n <= (uint32_t)utf8_count(str_span(&w)));
			set += n > 0;
		}
		pairs_free(list_of);
		hb_font_destroy(f.hb);
		hb_face_destroy(f.face);
	}
	str_free(&w);
	assert_true(set > 1000);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_lookups),
		cmocka_unit_test(same_as_harfbuzz),
		cmocka_unit_test(with_features),
		cmocka_unit_test(damaged_tables),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
