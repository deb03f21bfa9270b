/* Subsets: smaller, reproducible, with the glyphs that were asked for. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>
#include <hb-ot.h>

#include "text/shape.h"
#include "text/subset.h"

static const char *const serif[] = { "serif", NULL };
static const struct style body = {
	.font_family = serif, .font_size = 10 * PT, .font_weight = 400
};

struct bench {
	struct diag dg;
	struct fonts *fonts;
	struct shaper *shaper;
};

static int
setup(void **state)
{
	static struct bench b;

	diag_init(&b.dg);
	b.dg.quiet = 1;
	b.fonts = fonts_new(NULL, &b.dg);
	b.shaper = shaper_new(b.fonts);
	*state = &b;
	return 0;
}

static int
teardown(void **state)
{
	struct bench *b = *state;

	shaper_free(b->shaper);
	fonts_free(b->fonts);
	return 0;
}

static unsigned
tables(hb_face_t *face, char *list, size_t room)
{
	hb_tag_t tag[64];
	unsigned n = 64, total, i;

	total = hb_face_get_table_tags(face, 0, &n, tag);
	list[0] = '\0';
	for (i = 0; i < n && strlen(list) + 6 < room; i++)
		sprintf(list + strlen(list), "%c%c%c%c ", HB_UNTAG(tag[i]));
	return total;
}

static void
for_pdf(void **state)
{
	struct bench *b = *state;
	const struct shaped *w =
	        shape_simple(b->shaper, &body, "vi", "Nghị", strlen("Nghị"));
	struct str one = STR_INIT, two = STR_INIT;
	hb_set_t *glyphs = hb_set_create();
	hb_blob_t *blob;
	hb_face_t *face;
	hb_font_t *font;
	uint16_t *number = calloc(w->font->glyphs, sizeof(*number));
	char list[256];
	uint32_t i;

	assert_non_null(number);
	for (i = 0; i < w->n; i++)
		hb_set_add(glyphs, w->g[i].id);
	assert_int_equal(
	        font_subset(w->font, glyphs, NULL, SUBSET_PDF, &one, number),
	        0);
	assert_int_equal(
	        font_subset(w->font, glyphs, NULL, SUBSET_PDF, &two, NULL), 0);
	assert_int_equal(one.len, two.len);
	assert_memory_equal(one.s, two.s, one.len);
	print_message("%s for 4 letters: %zu of %u bytes\n", w->font->psname,
	        one.len, hb_blob_get_length(w->font->blob));
	blob = hb_blob_create(
	        one.s, (unsigned)one.len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	face = hb_face_create(blob, 0);
	font = hb_font_create(face);
	tables(face, list, sizeof(list));
	assert_null(strstr(list, "GSUB"));
	assert_null(strstr(list, "cmap"));
	assert_null(strstr(list, "name"));
	assert_null(strstr(list, "OS/2"));
	assert_non_null(strstr(list, "glyf"));
	assert_non_null(strstr(list, "hmtx"));
	/* widths and outlines are the font's own */
	for (i = 0; i < w->n; i++) {
		hb_glyph_extents_t a, c;
		unsigned g = number[w->g[i].id];

		assert_in_range(g, 1, hb_face_get_glyph_count(face) - 1);
		assert_int_equal(hb_font_get_glyph_h_advance(font, g),
		        hb_font_get_glyph_h_advance(w->font->hb, w->g[i].id));
		assert_true(hb_font_get_glyph_extents(font, g, &a));
		assert_true(
		        hb_font_get_glyph_extents(w->font->hb, w->g[i].id, &c));
		assert_memory_equal(&a, &c, sizeof(a));
	}
	hb_font_destroy(font);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	hb_set_destroy(glyphs);
	free(number);
	str_free(&one);
	str_free(&two);
}

/* A CFF face out of a collection: the bare table. */
static void
cff(void **state)
{
	struct bench *b = *state;
	const struct font *font = fonts_fallback(b->fonts, &body, 0x6F22, "ja");
	hb_set_t *glyphs = hb_set_create();
	struct str out = STR_INIT;
	hb_codepoint_t g;

	if (font == NULL || !font->cff)
		skip();
	assert_true(hb_font_get_nominal_glyph(font->hb, 0x6F22, &g));
	hb_set_add(glyphs, g);
	assert_int_equal(
	        font_subset(font, glyphs, NULL, SUBSET_PDF, &out, NULL), 0);
	assert_true(out.len > 100 && out.len < 600000);
	assert_int_equal(out.s[0], 1); /* CFF version 1.0 */
	assert_int_equal(out.s[1], 0);
	print_message("%s for one sign: %zu bytes\n", font->psname, out.len);
	hb_set_destroy(glyphs);
	str_free(&out);
}

static void
for_epub(void **state)
{
	struct bench *b = *state;
	const struct font *whole = fonts_match(b->fonts, &body);
	hb_set_t *chars = hb_set_create();
	struct str out = STR_INIT;
	hb_blob_t *blob;
	hb_face_t *face;
	hb_font_t *font;
	hb_buffer_t *buf[2];
	char list[256];
	unsigned n[2], i;

	hb_set_add_range(chars, 0x20, 0x7E);
	hb_set_add_range(chars, 0x1EA0, 0x1EF9);
	hb_set_add_range(chars, 0xC0, 0xFF);
	hb_set_add_range(chars, 0x300, 0x303);
	assert_int_equal(
	        font_subset(whole, NULL, chars, SUBSET_EPUB, &out, NULL), 0);
	print_message("%s for Vietnamese: %zu bytes\n", whole->psname, out.len);
	blob = hb_blob_create(
	        out.s, (unsigned)out.len, HB_MEMORY_MODE_READONLY, NULL, NULL);
	face = hb_face_create(blob, 0);
	font = hb_font_create(face);
	tables(face, list, sizeof(list));
	assert_non_null(strstr(list, "cmap"));
	assert_non_null(strstr(list, "name"));
	assert_non_null(strstr(list, "GPOS"));
	/* it shapes as the whole font does */
	for (i = 0; i < 2; i++) {
		hb_feature_t onum = { HB_TAG('o', 'n', 'u', 'm'), 1,
			HB_FEATURE_GLOBAL_START, HB_FEATURE_GLOBAL_END };

		buf[i] = hb_buffer_create();
		hb_buffer_add_utf8(buf[i], "AVệ o\xCC\x81 1234", -1, 0, -1);
		hb_buffer_guess_segment_properties(buf[i]);
		hb_shape(i ? font : whole->hb, buf[i], &onum, 1);
	}
	for (i = 0; i < 2; i++)
		n[i] = hb_buffer_get_length(buf[i]);
	assert_int_equal(n[0], n[1]);
	for (i = 0; i < n[0]; i++)
		assert_int_equal(hb_buffer_get_glyph_positions(buf[0], NULL)[i]
		                         .x_advance,
		        hb_buffer_get_glyph_positions(buf[1], NULL)[i]
		                .x_advance);
	hb_buffer_destroy(buf[0]);
	hb_buffer_destroy(buf[1]);
	hb_font_destroy(font);
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	hb_set_destroy(chars);
	str_free(&out);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(for_pdf),
		cmocka_unit_test(cff),
		cmocka_unit_test(for_epub),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
