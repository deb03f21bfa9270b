/* pdf_make: documents for the tests of pdf/, set by hand: lines of words at
 * given places, the way layout yields them. */
#ifndef BANTIN_TESTS_PDF_MAKE_H
#define BANTIN_TESTS_PDF_MAKE_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

#include <jpeglib.h>
#include <png.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "doc/store.h"
#include "pdf/pdf.h"

struct make {
	struct diag dg;
	struct arena *arena;
	struct fonts *fonts;
	struct shaper *shaper;
	struct store *store;
	struct book *book;
	struct frame frame;
	uint32_t seq;
	struct str dir; /* folder of this test's files */
};

static const char *const make_serif[] = { "Noto Serif", "serif", NULL };
static const char *const make_sans[] = { "Noto Sans", "sans-serif", NULL };
static const char *const make_cff[] = { "C059", "Nimbus Sans", "serif", NULL };

static inline struct style
make_style(const char *const *family, double size)
{
	struct style s;

	memset(&s, 0, sizeof(s));
	s.font_family = family;
	s.font_size = (unit)(size * PT);
	s.font_weight = 400;
	s.color = (struct css_color){ 1, 0, { 0, 0, 0, 65535 } };
	return s;
}

static inline void
make_open(struct make *m)
{
	char dir[] = "/tmp/bantin-pdf-XXXXXX";

	memset(m, 0, sizeof(*m));
	diag_init(&m->dg);
	m->arena = arena_new();
	m->fonts = fonts_new(NULL, &m->dg);
	m->shaper = shaper_new(m->fonts);
	m->store = store_open(NULL, &m->dg);
	m->book = book_new(m->store);
	m->book->key = arena_strdup(m->book->arena, "test-1");
	m->book->title = arena_strdup(
	        m->book->arena, "Bản tin <Hải quan> & (thử) 5/2024");
	m->book->date = arena_strdup(m->book->arena, "2024-05-31");
	m->book->shown = m->book->date;
	m->book->modified =
	        arena_strdup(m->book->arena, "2024-05-31T07:08:09Z");
	m->book->lang = arena_strdup(m->book->arena, "vi");
	m->book->publisher = arena_strdup(m->book->arena, "Cục Hải quan");
	m->book->description = arena_strdup(m->book->arena, "A & B < C");
	m->frame.lang = "vi";
	assert_non_null(mkdtemp(dir));
	str_puts(&m->dir, dir);
}

static inline void
make_close(struct make *m)
{
	struct str rm = STR_INIT;

	book_free(m->book);
	store_close(m->store);
	shaper_free(m->shaper);
	fonts_free(m->fonts);
	arena_free(m->arena);
	vec_free(&m->frame.elem);
	vec_free(&m->frame.outline);
	vec_free(&m->frame.dest);
	str_puts(&rm, "rm -r ");
	str_put_span(&rm, str_span(&m->dir));
	assert_int_equal(system(str_c(&rm)), 0);
	str_free(&rm);
	str_free(&m->dir);
}

static inline const char *
make_path(struct make *m, const char *name)
{
	return arena_printf(m->arena, "%s/%s", str_c(&m->dir), name);
}

static inline uint32_t
make_elem(struct make *m, uint32_t parent, enum role role)
{
	struct elem *e = vec_push(&m->frame.elem);

	e->id = (uint32_t)m->frame.elem.n - 1;
	e->parent = parent;
	e->role = (uint8_t)role;
	e->seq = ++m->seq;
	e->page = -1;
	return e->id;
}

static inline void
make_page(struct page *p, int index, const char *label)
{
	memset(p, 0, sizeof(*p));
	p->index = index;
	p->label = label;
	p->width = unit_from_mm(210);
	p->height = unit_from_mm(297);
	p->bleed = unit_from_mm(3);
	p->crop_marks = 1;
}

static inline void
make_page_free(struct page *p)
{
	vec_free(&p->item);
	vec_free(&p->link);
}

static inline unit
make_word(struct make *m, struct page *p, uint32_t elem, unit x, unit y,
        const struct style *s, const char *text, size_t n)
{
	struct page_item *it = vec_push(&p->item);

	it->kind = ITEM_TEXT;
	it->elem = elem;
	it->seq = m->seq;
	it->word = shape_simple(m->shaper, s, "vi", text, n);
	it->size = s->font_size;
	it->letter_spacing = s->letter_spacing;
	it->color = s->color;
	it->x = x;
	it->y = y;
	it->w = shaped_width(it->word, it->size);
	return x + it->w +
	       (unit)utf8_count((struct span){ text, n }) * s->letter_spacing;
}

/* Words and spaces from x, each gap wider by extra; returns the end. */
static inline unit
make_line(struct make *m, struct page *p, uint32_t elem, unit x, unit y,
        const struct style *s, const char *text, unit extra)
{
	m->seq++;
	while (*text) {
		size_t n = *text == ' ' ? 1 : strcspn(text, " ");

		x = make_word(m, p, elem, x, y, s, text, n);
		if (*text == ' ')
			x += extra;
		text += n;
	}
	return x;
}

static inline unit
make_hyphen(struct make *m, struct page *p, uint32_t elem, unit x, unit y,
        const struct style *s)
{
	struct page_item *it;

	x = make_word(m, p, elem, x, y, s, "-", 1);
	it = vec_last(&p->item);
	it->word = shape_hyphen(m->shaper, s, "vi");
	it->hyphen = 1;
	return x;
}

static inline struct page_item *
make_box(struct page *p, enum item_kind kind, uint32_t elem, unit x, unit y,
        unit w, unit h)
{
	struct page_item *it = vec_push(&p->item);

	it->kind = (uint8_t)kind;
	it->elem = elem;
	it->x = x;
	it->y = y;
	it->w = w;
	it->h = h;
	return it;
}

/* --- images, made here --- */

static inline void
make_png_write(png_structp png, png_bytep p, size_t n)
{
	str_add(png_get_io_ptr(png), p, n);
}

static inline void
make_png_flush(png_structp png)
{
	(void)png;
}

/* A picture of the given kind, put into the store; its name in the arena. */
static inline const char *
make_png(struct make *m, int type, int depth, int interlace, int trans)
{
	png_structp png = png_create_write_struct(
	        PNG_LIBPNG_VER_STRING, NULL, NULL, NULL);
	png_infop info = png_create_info_struct(png);
	struct str out = STR_INIT;
	char hash[SHA256_HEX + 1];
	png_byte row[16 * 8];
	png_bytep rows[16];
	png_color palette[4] = { { 255, 0, 0 }, { 0, 255, 0 }, { 0, 0, 255 },
		{ 40, 41, 92 } };
	png_byte alpha[2] = { 0, 128 };

	for (size_t i = 0; i < sizeof(row); i++)
		row[i] = (png_byte)(type == PNG_COLOR_TYPE_PALETTE ? i % 4
		                                                   : i * 13);
	if (type == PNG_COLOR_TYPE_PALETTE && depth < 8)
		memset(row, 0x1B, sizeof(row));
	for (int y = 0; y < 16; y++)
		rows[y] = row;
	png_set_write_fn(png, &out, make_png_write, make_png_flush);
	png_set_IHDR(png, info, 16, 16, depth, type,
	        interlace ? PNG_INTERLACE_ADAM7 : PNG_INTERLACE_NONE, 0, 0);
	if (type == PNG_COLOR_TYPE_PALETTE)
		png_set_PLTE(png, info, palette, 4);
	if (trans && type == PNG_COLOR_TYPE_PALETTE)
		png_set_tRNS(png, info, alpha, 2, NULL);
	png_write_info(png, info);
	png_write_image(png, rows);
	png_write_end(png, NULL);
	png_destroy_write_struct(&png, &info);
	assert_int_equal(store_put_asset(m->store, str_span(&out), ASSET_PNG,
	                         hash, &m->dg),
	        0);
	str_free(&out);
	return arena_printf(m->arena, "assets/%s.png", hash);
}

static inline const char *
make_jpeg(struct make *m, int components)
{
	struct jpeg_compress_struct c;
	struct jpeg_error_mgr err;
	unsigned char *mem = NULL;
	unsigned long n = 0;
	unsigned char row[24 * 4];
	JSAMPROW line = row;
	char hash[SHA256_HEX + 1];

	c.err = jpeg_std_error(&err);
	jpeg_create_compress(&c);
	jpeg_mem_dest(&c, &mem, &n);
	c.image_width = 24;
	c.image_height = 16;
	c.input_components = components;
	c.in_color_space = components == 1   ? JCS_GRAYSCALE
	                   : components == 3 ? JCS_RGB
	                                     : JCS_CMYK;
	jpeg_set_defaults(&c);
	jpeg_start_compress(&c, TRUE);
	for (int y = 0; y < 16; y++) {
		for (int i = 0; i < 24 * components; i++)
			row[i] = (unsigned char)(i * 5 + y * 3);
		jpeg_write_scanlines(&c, &line, 1);
	}
	jpeg_finish_compress(&c);
	jpeg_destroy_compress(&c);
	assert_int_equal(
	        store_put_asset(m->store, (struct span){ (char *)mem, n },
	                ASSET_JPEG, hash, &m->dg),
	        0);
	free(mem);
	return arena_printf(m->arena, "assets/%s.jpg", hash);
}

/* --- tools --- */

static inline int
have_tool(const char *tool)
{
	char cmd[100];
	int ok;

	snprintf(cmd, sizeof(cmd), "command -v %s >/dev/null 2>&1", tool);
	ok = system(cmd) == 0;
	if (!ok)
		printf("skipped: %s is not installed\n", tool);
	return ok;
}

/* Output of a shell command, its errors too; *status is its exit status. */
static inline char *
run_tool(struct make *m, int *status, const char *fmt, ...)
        __attribute__((format(printf, 3, 4)));
static inline char *
run_tool(struct make *m, int *status, const char *fmt, ...)
{
	struct str cmd = STR_INIT, out = STR_INIT;
	char buf[4096];
	va_list ap;
	FILE *f;
	size_t n;
	char *text;

	va_start(ap, fmt);
	str_vprintf(&cmd, fmt, ap);
	va_end(ap);
	str_puts(&cmd, " 2>&1");
	f = popen(str_c(&cmd), "r");
	assert_non_null(f);
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		str_add(&out, buf, n);
	*status = pclose(f);
	text = arena_strndup(m->arena, str_c(&out), out.len);
	str_free(&cmd);
	str_free(&out);
	return text;
}

static inline void
assert_has(const char *text, const char *part)
{
	if (!strstr(text, part))
		fail_msg("\"%s\" is not in:\n%s", part, text);
}

static inline void
assert_has_not(const char *text, const char *part)
{
	if (strstr(text, part))
		fail_msg("\"%s\" is in:\n%s", part, text);
}

#endif
