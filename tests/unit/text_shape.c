/* Fonts, itemisation and shaping.  The fonts that Debian's fonts-noto-core and
 * fonts-noto-cjk bring are expected; their tests are skipped without them. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <string.h>

#include <cmocka.h>

#include "base/str.h"
#include "text/shape.h"

static const char *const serif[] = { "Noto Serif", "serif", NULL };
static const char *const sans[] = { "sans-serif", NULL };
static const char *const mono[] = { "monospace", NULL };
static const char *const word[] = { "Times New Roman", "serif", NULL };
static const char *const nothing[] = { "No Such Family", NULL };

struct bench {
	struct diag dg;
	struct fonts *fonts;
	struct shaper *shaper;
	unsigned missing;
	int noto, cjk;
};

static void
sink(void *ctx, enum diag_level level, enum diag_msg msg, const struct where *w,
        const char *text)
{
	struct bench *b = ctx;

	(void)level;
	(void)w;
	(void)text;
	b->missing += msg == MSG_FONT_MISSING;
}

static struct style
style(const char *const *family, uint16_t weight, uint8_t italic)
{
	return (struct style){ .font_family = family,
		.font_size = 10 * PT,
		.font_weight = weight,
		.italic = italic };
}

static int
setup(void **state)
{
	static struct bench b;
	struct style s = style(serif, 400, 0);

	diag_init(&b.dg);
	b.dg.sink = sink;
	b.dg.ctx = &b;
	b.fonts = fonts_new(NULL, &b.dg);
	b.shaper = shaper_new(b.fonts);
	b.noto = strcmp(fonts_match(b.fonts, &s)->family, "Noto Serif") == 0;
	b.cjk = fonts_fallback(b.fonts, &s, 0x6F22, "zh") != NULL;
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

static void
expect_face(struct bench *b, struct style s, const char *psname, int bold,
        int italic)
{
	const struct font *font = fonts_match(b->fonts, &s);

	assert_string_equal(font->psname, psname);
	assert_int_equal(font->synthetic_bold, bold);
	assert_int_equal(font->synthetic_italic, italic);
	assert_ptr_equal(font, fonts_match(b->fonts, &s));
	assert_ptr_equal(font, fonts_get(b->fonts, font->id));
}

static void
matching(void **state)
{
	struct bench *b = *state;

	if (!b->noto)
		skip();
	expect_face(b, style(serif, 400, 0), "NotoSerif-Regular", 0, 0);
	expect_face(b, style(serif, 700, 0), "NotoSerif-Bold", 0, 0);
	expect_face(b, style(serif, 600, 1), "NotoSerif-BoldItalic", 0, 0);
	expect_face(b, style(sans, 400, 1), "NotoSans-Italic", 0, 0);
	expect_face(b, style(sans, 500, 0), "NotoSans-Regular", 0, 0);
	expect_face(b, style(nothing, 400, 0), "NotoSerif-Regular", 0, 0);
	expect_face(b, style(mono, 400, 0), "NotoSansMono-Regular", 0, 0);
	expect_face(b, style(mono, 700, 1), "NotoSansMono-Bold", 0, 1);
	assert_true(fonts_match(b->fonts,
	        &(struct style){ .font_family = mono, .font_weight = 400 })
	                    ->fixed);
}

/* A name that is not installed stands for its metric-compatible alias when
 * there is one, and never ends the search. */
static void
aliases(void **state)
{
	struct bench *b = *state;
	struct style s = style(word, 400, 0);
	const struct font *font = fonts_match(b->fonts, &s);

	assert_non_null(font);
	print_message("Times New Roman: %s\n", font->psname);
	assert_true(font_has(font, 'a'));
}

static void
metrics(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400, 0);
	const struct font *f = fonts_match(b->fonts, &s);

	if (!b->noto)
		skip();
	assert_int_equal(f->upem, 1000);
	assert_int_equal(f->ascent, 1069);
	assert_int_equal(f->descent, -293);
	assert_int_equal(f->line_gap, 0);
	assert_int_equal(f->cap_height, 714);
	assert_int_equal(f->x_height, 536);
	assert_true(f->underline_pos < 0 && f->underline_thick > 0);
	assert_true(f->strike_pos > 0 && f->strike_thick > 0);
	assert_true(f->serif && !f->fixed && !f->cff && !f->italic);
	assert_int_equal(font_scale(f, 1000, 10 * PT), 10 * PT);
	s.italic = 1;
	f = fonts_match(b->fonts, &s);
	assert_int_equal(f->italic_angle, -12 * 65536);
}

static const struct shaped *
shape(struct bench *b, const struct style *s, const char *lang,
        const char *text)
{
	return shape_simple(b->shaper, s, lang, text, strlen(text));
}

/* The cache must not change what HarfBuzz says. */
static void
same_as_harfbuzz(void **state)
{
	static const char *const text[] = { "Hải", "quan", "AVATAR", "office",
		"Wörter", "Nghị", "10,5%", " " };
	struct bench *b = *state;
	struct style s = style(serif, 400, 0);
	size_t i;

	for (i = 0; i < sizeof(text) / sizeof(text[0]); i++) {
		const struct shaped *w = shape(b, &s, "vi", text[i]);
		hb_buffer_t *buf = hb_buffer_create();
		const hb_glyph_position_t *pos;
		const hb_glyph_info_t *info;
		int64_t sum = 0;
		unsigned n, k;

		hb_buffer_add_utf8(buf, text[i], -1, 0, -1);
		hb_buffer_set_direction(buf, HB_DIRECTION_LTR);
		hb_buffer_set_script(buf, HB_SCRIPT_LATIN);
		hb_buffer_set_language(buf, hb_language_from_string("vi", -1));
		hb_shape(w->font->hb, buf, NULL, 0);
		info = hb_buffer_get_glyph_infos(buf, &n);
		pos = hb_buffer_get_glyph_positions(buf, NULL);
		assert_int_equal(w->n, n);
		for (k = 0; k < n; k++) {
			assert_int_equal(w->g[k].id, info[k].codepoint);
			assert_int_equal(w->g[k].adv, pos[k].x_advance);
			sum += pos[k].x_advance;
		}
		assert_int_equal(w->adv, sum);
		assert_string_equal(w->text, text[i]);
		assert_ptr_equal(w, shape(b, &s, "vi", text[i]));
		hb_buffer_destroy(buf);
	}
}

/* Decomposed Vietnamese: a letter and its marks are one cluster. */
static void
vietnamese_clusters(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400, 0);
	const struct shaped *w;
	uint32_t i;

	w = shape(b, &s, "vi", "tie\xCC\x82\xCC\x81ng"); /* tiếng */
	for (i = 0; i < w->n; i++)
		assert_true(w->g[i].cluster != 3 && w->g[i].cluster != 5 &&
		            w->g[i].cluster != 4 && w->g[i].cluster != 6);
	assert_int_equal(w->adv, shape(b, &s, "vi", "tiếng")->adv);
	w = shape(b, &s, "vi", "Việt");
	assert_int_equal(w->n, 4);
	assert_int_equal(w->g[3].cluster, 5);
}

static void
features(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400, 0), old = s;
	const struct shaped *lining, *plain;

	if (!b->noto)
		skip();
	plain = shape(b, &s, NULL, "1234");
	old.font_features = "\"onum\" 1, 'pnum' on";
	lining = shape(b, &old, NULL, "1234");
	assert_ptr_not_equal(plain, lining);
	assert_int_not_equal(plain->g[0].id, lining->g[0].id);
	old.font_features = "\"kern\" off";
	assert_true(shape(b, &old, NULL, "AVAVA")->adv >
	            shape(b, &s, NULL, "AVAVA")->adv);
	old.font_features = NULL;
	old.caps = CAPS_SMALL;
	assert_int_not_equal(shape(b, &old, NULL, "nhà")->g[0].id,
	        shape(b, &s, NULL, "nhà")->g[0].id);
	old.font_features = "\"bad"; /* must only be ignored */
	old.caps = CAPS_NORMAL;
	assert_int_equal(shape(b, &old, NULL, "1234")->adv, plain->adv);
}

struct run {
	size_t start, end;
	int level;
	hb_script_t script;
	int own; /* 1: the style's font */
};

static void
expect_items(struct bench *b, const char *text, int rtl, const struct run *run,
        size_t n)
{
	struct style s = style(serif, 400, 0);
	const struct font *own = fonts_match(b->fonts, &s);
	struct text_piece piece = { 0, strlen(text), &s, "vi", b };
	struct text_items items = { NULL, 0, 0 };
	size_t i;

	text_itemise(b->shaper, span_of(text), &piece, 1, rtl, &items);
	for (i = 0; i < items.n; i++) {
		assert_true(i < n);
		assert_int_equal(items.p[i].start, run[i].start);
		assert_int_equal(items.p[i].end, run[i].end);
		assert_int_equal(items.p[i].level, run[i].level);
		assert_int_equal(items.p[i].script, run[i].script);
		assert_int_equal(items.p[i].font == own, run[i].own);
		assert_ptr_equal(items.p[i].ctx, b);
	}
	assert_int_equal(items.n, n);
	vec_free(&items);
}
#define EXPECT(text, rtl, ...)                                                 \
	do {                                                                   \
		static const struct run run_[] = { __VA_ARGS__ };              \
		expect_items(                                                  \
		        b, text, rtl, run_, sizeof(run_) / sizeof(run_[0]));   \
	} while (0)

static void
itemisation(void **state)
{
	struct bench *b = *state;

	if (!b->noto)
		skip();
	EXPECT("Hải quan (2020).", 0, { 0, 18, 0, HB_SCRIPT_LATIN, 1 });
	expect_items(b, "", 0, NULL, 0);
}

static void
right_to_left(void **state)
{
	struct bench *b = *state;

	if (!b->noto)
		skip();
	/* abc <sp> alef bet gimel <sp> def: the blank after Hebrew is Hebrew,
	 * but at the level of the paragraph. */
	EXPECT("abc \xD7\x90\xD7\x91\xD7\x92 def", 0,
	        { 0, 4, 0, HB_SCRIPT_LATIN, 1 },
	        { 4, 10, 1, HB_SCRIPT_HEBREW, 0 },
	        { 10, 11, 0, HB_SCRIPT_HEBREW, 1 },
	        { 11, 14, 0, HB_SCRIPT_LATIN, 1 });
	/* Arabic with a number: the number runs left to right, level 2. */
	EXPECT("\xD8\xB3\xD9\x86\xD8\xA9 2020", 1,
	        { 0, 6, 1, HB_SCRIPT_ARABIC, 0 },
	        { 6, 7, 1, HB_SCRIPT_ARABIC, 1 },
	        { 7, 11, 2, HB_SCRIPT_ARABIC, 1 });
}

static void
arabic_joins(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400, 0);
	struct text_items items = { NULL, 0, 0 };
	const char *text = "\xD8\xB3\xD9\x86\xD8\xA9";
	struct text_piece piece = { 0, 6, &s, "ar", NULL };
	const struct shaped *w;

	if (!b->noto)
		skip();
	text_itemise(b->shaper, span_of(text), &piece, 1, 0, &items);
	assert_int_equal(items.n, 1);
	w = shape_word(b->shaper, &items.p[0], text, 6);
	assert_true(w->rtl);
	assert_true(w->n >= 3);
	/* visual order: the last letter comes first */
	assert_int_equal(w->g[0].cluster, 4);
	assert_int_equal(w->g[w->n - 1].cluster, 0);
	vec_free(&items);
}

static void
cjk(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400, 0), bold = style(serif, 700, 0);
	const struct font *f;

	if (!b->noto || !b->cjk)
		skip();
	EXPECT("Chữ 漢字 và (国)", 0, { 0, 6, 0, HB_SCRIPT_LATIN, 1 },
	        { 6, 12, 0, HB_SCRIPT_HAN, 0 }, { 12, 13, 0, HB_SCRIPT_HAN, 1 },
	        { 13, 18, 0, HB_SCRIPT_LATIN, 1 },
	        { 18, 21, 0, HB_SCRIPT_HAN, 0 },
	        { 21, 22, 0, HB_SCRIPT_LATIN, 1 });
	f = fonts_fallback(b->fonts, &s, 0x6F22, "zh-CN");
	assert_string_equal(f->psname, "NotoSerifCJKsc-Regular");
	assert_true(f->cff);
	f = fonts_fallback(b->fonts, &s, 0x6F22, "ja");
	assert_string_equal(f->psname, "NotoSerifCJKjp-Regular");
	f = fonts_fallback(b->fonts, &bold, 0x6F22, "zh-TW");
	assert_string_equal(f->psname, "NotoSerifCJKtc-Bold");
	s.font_family = sans;
	f = fonts_fallback(b->fonts, &s, 0xD55C, "ko");
	assert_string_equal(f->psname, "NotoSansCJKkr-Regular");
	s.italic = 1;
	f = fonts_fallback(b->fonts, &s, 0xD55C, "ko");
	assert_true(f->synthetic_italic);
}

/* Arrows and bullets in Latin text are not those of East Asian fonts, which
 * are as wide as an ideograph; in Japanese text they may be. */
static void
signs(void **state)
{
	static const uint32_t sign[] = { 0x2192, 0x25CF, 0x2713, 0x221E,
		0x2605 };
	struct bench *b = *state;
	struct style s = style(serif, 400, 0);
	size_t i;

	if (!b->noto || !b->cjk)
		skip();
	for (i = 0; i < sizeof(sign) / sizeof(sign[0]); i++) {
		const struct font *f =
		        fonts_fallback(b->fonts, &s, sign[i], "vi");

		assert_non_null(f);
		assert_null(strstr(f->family, "CJK"));
	}
	/* but an ideographic comma is */
	assert_non_null(strstr(
	        fonts_fallback(b->fonts, &s, 0x3001, "vi")->family, "CJK"));
}

/* Kana beside them make Han characters Japanese, whatever the language. */
static void
han_by_neighbours(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400, 0);
	const char *text = "漢字かな";
	struct text_piece piece = { 0, 12, &s, "vi", NULL };
	struct text_items items = { NULL, 0, 0 };

	if (!b->noto || !b->cjk)
		skip();
	text_itemise(b->shaper, span_of(text), &piece, 1, 0, &items);
	assert_int_equal(items.n, 2);
	assert_string_equal(items.p[0].font->psname, "NotoSerifCJKjp-Regular");
	assert_ptr_equal(items.p[0].font, items.p[1].font);
	piece.end = 6;
	vec_clear(&items);
	text_itemise(b->shaper, (struct span){ text, 6 }, &piece, 1, 0, &items);
	assert_string_equal(items.p[0].font->psname, "NotoSerifCJKsc-Regular");
	vec_free(&items);
}

/* A character that nobody has: one warning, never glyph 0. */
static void
missing(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400, 0);
	const struct shaped *w;
	unsigned before = b->missing;
	struct text_items items = { NULL, 0, 0 };
	const char *text = "a\xF4\x80\x80\x80"
	                   "b"; /* U+100000, private */
	struct text_piece piece = { 0, 6, &s, "vi", NULL };
	int i;

	for (i = 0; i < 3; i++) {
		vec_clear(&items);
		text_itemise(b->shaper, span_of(text), &piece, 1, 0, &items);
		assert_int_equal(items.n, 1);
	}
	assert_int_equal(b->missing, before + 1);
	w = shape_word(b->shaper, &items.p[0], text, 6);
	assert_int_equal(w->n, 3);
	assert_int_not_equal(w->g[1].id, 0);
	assert_int_equal(w->g[1].id, w->font->replacement);
	assert_int_equal(w->g[1].cluster, 1);
	/* controls and ignorables leave nothing */
	w = shape(b, &s, NULL, "a\x01\xE2\x80\x8B\xC2\xAD");
	assert_int_equal(w->n, 1);
	/* nor does a thumb's tone of skin, which stays in the text */
	w = shape(b, &s, NULL, "\U0001F44D\U0001F3FD");
	assert_int_equal(w->n, 1);
	assert_int_equal(w->len, 8);
	vec_free(&items);
}

/* Pieces of other style end an item, and offsets are those of the text. */
static void
pieces(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400, 0), bold = style(serif, 700, 0);
	const char *text = "một hai ba";
	struct text_piece piece[] = {
		{ 0, 6, &s, "vi", NULL },
		{ 6, 9, &bold, "vi", &bold },
		{ 9, 12, &s, "vi", NULL },
	};
	struct text_items items = { NULL, 0, 0 };

	text_itemise(b->shaper, span_of(text), piece, 3, 0, &items);
	assert_int_equal(items.n, 3);
	assert_int_equal(items.p[1].start, 6);
	assert_int_equal(items.p[1].end, 9);
	assert_ptr_equal(items.p[1].style, &bold);
	assert_ptr_equal(items.p[1].ctx, &bold);
	assert_int_equal(items.p[2].end, 12);
	vec_free(&items);
}

/* The cache is what makes a 10,000-page issue affordable: a word is shaped
 * once. */
static void
cached(void **state)
{
	enum { WORDS = 2000 };
	struct bench *b = *state;
	struct style s = style(serif, 400, 0);
	struct text_item item = { .style = &s,
		.lang = "vi",
		.font = fonts_match(b->fonts, &s),
		.script = HB_SCRIPT_LATIN };
	static char text[WORDS][24];
	static const void *first[WORDS];
	int i;

	for (i = 0; i < WORDS; i++) {
		snprintf(text[i], sizeof(text[i]), "nghiệm%d", i);
		first[i] =
		        shape_word(b->shaper, &item, text[i], strlen(text[i]));
	}
	for (i = 0; i < WORDS; i++)
		assert_ptr_equal(
		        shape_word(b->shaper, &item, text[i], strlen(text[i])),
		        first[i]);
}

/* The hyphen of a line's end: seen like any other, told by its glyph. */
static void
soft_hyphen(void **state)
{
	struct bench *b = *state;
	struct style s = style(serif, 400, 0);
	const struct shaped *w = shape_hyphen(b->shaper, &s, "en");
	const struct shaped *plain = shape(b, &s, "en", "-");

	assert_string_equal(w->text, "\u00AD");
	assert_int_equal(w->n, 1);
	assert_int_equal(w->adv, plain->adv);
	assert_true(w->adv > 0);
	assert_int_not_equal(w->g[0].id, plain->g[0].id);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(matching),
		cmocka_unit_test(aliases),
		cmocka_unit_test(metrics),
		cmocka_unit_test(same_as_harfbuzz),
		cmocka_unit_test(vietnamese_clusters),
		cmocka_unit_test(features),
		cmocka_unit_test(itemisation),
		cmocka_unit_test(right_to_left),
		cmocka_unit_test(arabic_joins),
		cmocka_unit_test(cjk),
		cmocka_unit_test(signs),
		cmocka_unit_test(han_by_neighbours),
		cmocka_unit_test(missing),
		cmocka_unit_test(pieces),
		cmocka_unit_test(cached),
		cmocka_unit_test(soft_hyphen),
	};

	return cmocka_run_group_tests(tests, setup, teardown);
}
