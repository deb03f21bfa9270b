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
#include "text/pairs.h"

#define WORDS 3000
#define LETTERS 7

struct bench {
	struct diag dg;
	struct fonts *fonts;
	struct feature_sets *sets;
	struct pairs *pairs;
	uint32_t seed;
	size_t set, all; /* words */
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
	static const char often[] = "fijlAVTLYPavwyte.,'\"()0123456789/";

	switch (dice(b, 12)) {
	case 0:
		return 0xC0 + dice(b, 0x190);
	case 1:
		return 0x1EA0 + dice(b, 0x5A);
	case 2:
		return 0x410 + dice(b, 0x40);
	case 3:
		return dice(b, 40) ? 0x3B1 + dice(b, 25) : 0x300 + dice(b, 16);
	case 4:
		return dice(b, 20) ? 0x2018 + dice(b, 8) : 0x2044;
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
		        pos[i].x_advance != g[i].adv ||
		        pos[i].x_offset != g[i].dx ||
		        pos[i].y_offset != g[i].dy)
			return 0;
	return 1;
}

static void
compare(struct bench *b, const struct style *s, const char *lang,
        hb_script_t script)
{
	const struct font *f = fonts_match(b->fonts, s);
	uint32_t id = feature_set_id(b->sets, s);
	const struct feature_set *set = feature_set_get(b->sets, id);
	hb_segment_properties_t seg = HB_SEGMENT_PROPERTIES_DEFAULT;
	hb_buffer_t *buf = hb_buffer_create();
	struct glyph g[PAIRS_WORD];
	struct str w = STR_INIT;
	hb_shape_plan_t *plan;
	struct pairs *p;

	seg.direction = HB_DIRECTION_LTR;
	seg.script = script;
	seg.language = hb_language_from_string(lang, -1);
	plan = hb_shape_plan_create(
	        f->face, &seg, set->p, (unsigned)set->n, NULL);
	p = pairs_get(&b->pairs, f, id, set, plan);
	for (int i = 0; p && i < WORDS; i++) {
		uint32_t n;

		make_word(b, &w);
		n = pairs_set(p, w.s, w.len, g);
		b->all++;
		if (n == 0)
			continue;
		b->set++;
		by_harfbuzz(buf, f, seg, set, str_span(&w));
		if (!is_same(buf, g, n))
			fail_msg("%s, %s, \"%s\"", f->psname,
			        s->font_features ? s->font_features
			                         : "no features",
			        str_c(&w));
	}
	hb_shape_plan_destroy(plan);
	hb_buffer_destroy(buf);
	str_free(&w);
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

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(same_as_harfbuzz),
		cmocka_unit_test(with_features),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
