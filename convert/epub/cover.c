/* cover: the publisher's picture, or a designed one: masthead, number and
 * date on a dark ground, the lead picture across the page, the lead story's
 * title and two more below.  1600 x 2560 pixels, as shops and shelves expect,
 * drawn with the same fonts as the bulletin, in any language they have, and in
 * the colours of the theme.
 *
 * It stands in an XHTML page of its own as well, since old readers show the
 * first page of the spine and not the manifest's cover image.
 */
#include "epub/pack.h"

#include <stdlib.h>
#include <string.h>

#include "base/file.h"
#include "doc/dom.h"
#include "epub/plot.h"
#include "text/shape.h"

#define WIDTH 1600
#define HEIGHT 2560
#define MARGIN 130
#define INNER (WIDTH - 2 * MARGIN)
#define HEAD 860 /* the dark ground with the masthead */
#define PICTURE 950
#define QUALITY 86

static const char *const serif[] = { "Noto Serif", "serif", NULL };
static const char *const sans[] = { "Noto Sans", "sans-serif", NULL };

/* The bulletin's; a theme names its own, see palette_read(). */
static const struct palette {
	uint32_t ink, ground, paper, accent, soft;
} palette_default = { 0x14212E, 0x1D3F5E, 0xF7F4EC, 0xD9A441, 0x55616D };

struct canvas {
	struct pack *p;
	struct plot r;
	struct shaper *shaper;
	struct palette ink;
	int y; /* where the next block begins */
};

struct block { /* of text, in one style */
	const char *const *family;
	int weight, size, leading;
	uint32_t rgb;
	int lines; /* at most; size shrinks until it fits */
	int centred;
};

struct line {
	size_t start, end; /* bytes */
	int64_t width; /* 1/256 pixel */
};

#define MAX_LINES 8

static int64_t
pixels_of(const struct font *f, int64_t units, int size)
{
	return units * size * 256 / (int64_t)f->upem;
}

/* A word from `at` in 1/256 pixel, drawn or only measured.  Returns its end. */
static int64_t
set_word(struct canvas *c, const struct block *b, const struct shaped *w,
        int64_t at, int baseline, int draw)
{
	const struct font *f = w->font;

	for (uint32_t i = 0; i < w->n; i++) {
		struct glyph_offset o = shaped_offset(w, i);

		if (draw)
			plot_glyph(&c->r, f->hb, w->g[i].id, f->upem, b->size,
			        at + pixels_of(f, o.dx, b->size),
			        (int64_t)baseline * 256 -
			                pixels_of(f, o.dy, b->size),
			        b->rgb);
		at += pixels_of(f, w->g[i].adv, b->size);
	}
	return at;
}

/* Draw (or, without, only measure) text from x in 1/256 pixel, words in the
 * order they are read.  Returns its width. */
static int64_t
set_text(struct canvas *c, const struct block *b, struct span text, int64_t x,
        int baseline, int draw)
{
	struct style st = { .font_family = b->family,
		.font_weight = (uint16_t)b->weight };
	struct text_piece piece = {
		.end = text.n, .style = &st, .lang = c->p->lang.p[0]
	};
	struct text_items items = { 0 };
	int64_t at = x;

	text_itemise(c->shaper, text, &piece, 1, 0, &items);
	for (size_t i = 0; i < items.n; i++) {
		const struct text_item *it = &items.p[i];
		size_t s = it->start;

		while (s < it->end) {
			size_t n = 1;
			const struct shaped *w;

			if (text.p[s] != ' ')
				while (s + n < it->end && text.p[s + n] != ' ')
					n++;
			w = shape_word(c->shaper, it, text.p + s, n);
			at = set_word(c, b, w, at, baseline, draw);
			s += n;
		}
	}
	free(items.p);
	return at - x;
}

/* Greedy lines of at most INNER; their number, or MAX_LINES + 1. */
static int
break_lines(struct canvas *c, const struct block *b, struct span text,
        struct line *lines)
{
	int n = 0;
	size_t s = 0;

	while (s < text.n) {
		size_t end = s, good = s;
		int64_t width = 0, w = 0;

		while (end < text.n) {
			size_t next = end + 1;

			while (next < text.n && text.p[next] != ' ')
				next++;
			w = set_text(c, b,
			        (struct span){ text.p + s, next - s }, 0, 0, 0);
			if (w > (int64_t)INNER * 256 && good > s)
				break;
			good = end = next;
			width = w;
		}
		if (n == MAX_LINES || width > (int64_t)INNER * 256)
			return MAX_LINES + 1;
		lines[n].start = s;
		lines[n].end = good;
		lines[n++].width = width;
		s = good;
		while (s < text.n && text.p[s] == ' ')
			s++;
	}
	return n;
}

/* Below one another from c->y on; the size shrinks until the lines fit, and
 * what still does not fit ends in an ellipsis. */
static void
set_block(struct canvas *c, struct block b, const char *text)
{
	struct line lines[MAX_LINES];
	struct span t = span_trim(span_of(text));
	struct str cut = STR_INIT;
	int n;

	if (t.n == 0)
		return;
	while ((n = break_lines(c, &b, t, lines)) > b.lines && b.size > 44) {
		b.size = b.size * 92 / 100;
		b.leading = b.leading * 92 / 100;
	}
	while (n > b.lines && t.n > 0) {
		do
			t.n--;
		while (t.n > 0 && t.p[t.n] != ' ' && t.n % 24);
		while (t.n > 0 && ((unsigned char)t.p[t.n] & 0xC0) == 0x80)
			t.n--;
		str_truncate(&cut, 0);
		str_put_span(&cut, t);
		str_puts(&cut, "…");
		n = break_lines(c, &b, str_span(&cut), lines);
	}
	if (cut.len)
		t = str_span(&cut);
	for (int i = 0; i < n && i < b.lines; i++) {
		int64_t x = MARGIN * 256;

		if (b.centred)
			x = ((int64_t)WIDTH * 256 - lines[i].width) / 2;
		c->y += b.leading;
		set_text(c, &b,
		        (struct span){ t.p + lines[i].start,
		                lines[i].end - lines[i].start },
		        x, c->y - b.leading / 4, 1);
	}
	str_free(&cut);
}

/* The first picture of the lead story, else of the first articles. */
static int
lead_picture(struct canvas *c, struct pixels *px)
{
	const struct book *b = c->p->book;

	for (int pass = 0; pass < 2; pass++)
		for (size_t i = 0; i < b->entry.n && i < 12; i++) {
			struct article *a;
			xmlNodePtr img;
			struct span bytes;
			int rc = -1;

			if (!pass != !!b->entry.p[i].lead)
				continue;
			a = book_load(b, i, c->p->dg);
			if (!a)
				return -1;
			img = dom_find(article_root(a), "img");
			if (img && dom_attr(img, "src")) {
				bytes = store_map(b->store,
				        dom_attr(img, "src"), c->p->dg);
				if (bytes.p) {
					rc = picture_decode(bytes, px);
					store_unmap(bytes);
				}
			}
			article_free(a);
			if (rc == 0)
				return 0;
		}
	return -1;
}

static void
draw_masthead(struct canvas *c)
{
	const struct book *b = c->p->book;
	struct str s = STR_INIT;

	plot_rect(&c->r, 0, 0, WIDTH, HEIGHT, c->ink.paper);
	plot_rect(&c->r, 0, 0, WIDTH, HEAD, c->ink.ground);
	c->y = 110;
	if (b->publisher)
		set_block(c,
		        (struct block){ .family = sans,
		                .weight = 400,
		                .size = 54,
		                .leading = 72,
		                .rgb = 0xD8E0E8,
		                .lines = 2 },
		        b->publisher);
	plot_rect(&c->r, MARGIN, c->y + 40, 180, 10, c->ink.accent);
	c->y += 80;
	set_block(c,
	        (struct block){ .family = serif,
	                .weight = 700,
	                .size = 168,
	                .leading = 212,
	                .rgb = 0xFFFFFF,
	                .lines = 2 },
	        b->title);
	c->y = HEAD - 130;
	if (pack_number(c->p))
		str_puts(&s, pack_number(c->p));
	if (s.len && b->shown)
		str_puts(&s, "  ·  ");
	if (b->shown)
		str_puts(&s, theme_date(c->p->o->theme, b->lang, b->shown));
	set_block(c,
	        (struct block){ .family = sans,
	                .weight = 700,
	                .size = 56,
	                .leading = 72,
	                .rgb = c->ink.accent,
	                .lines = 1 },
	        str_c(&s));
	str_free(&s);
}

/* Lead story and two more: what the issue is about. */
static void
draw_titles(struct canvas *c)
{
	const struct book *b = c->p->book;
	size_t lead = 0, more = 0;

	if (b->entry.n == 0)
		return;
	for (size_t i = b->entry.n; i-- > 0;)
		if (b->entry.p[i].lead)
			lead = i;
	set_block(c,
	        (struct block){ .family = serif,
	                .weight = 700,
	                .size = 92,
	                .leading = 124,
	                .rgb = c->ink.ink,
	                .lines = 3 },
	        b->entry.p[lead].title);
	c->y += 40;
	plot_rect(&c->r, MARGIN, c->y, INNER, 3, c->ink.soft);
	c->y += 24;
	for (size_t i = 0; i < b->entry.n && more < 2; i++) {
		const char *t = b->entry.p[i].title;

		if (i == lead || !t || !*t || c->y > HEIGHT - 190)
			continue;
		set_block(c,
		        (struct block){ .family = sans,
		                .weight = 400,
		                .size = 52,
		                .leading = 78,
		                .rgb = c->ink.soft,
		                .lines = 1 },
		        t);
		more++;
	}
}

/* "--name: #rgb" or "#rrggbb" in the sheet. */
static int
read_colour(const struct str *sheet, const char *name, uint32_t *rgb)
{
	const char *at = str_c(sheet);
	uint32_t v = 0;
	size_t n = 0;

	while (n != 3 && n != 6) {
		at = strstr(at, name);
		if (!at)
			return 0;
		at += strlen(name);
		at += strspn(at, ": \t");
		n = *at == '#' ? strspn(at + 1, "0123456789abcdefABCDEF") : 0;
	}
	for (size_t i = 1; i <= n; i++) {
		uint32_t d = at[i] <= '9' ? (uint32_t)(at[i] - '0')
		                          : (uint32_t)((at[i] | 32) - 'a' + 10);

		v = n == 3 ? v << 8 | d << 4 | d : v << 4 | d;
	}
	*rgb = v;
	return 1;
}

/* The sum of the parts, weighted as the eye does (Rec. 709), from 0 to 255. */
static unsigned
lightness(uint32_t rgb)
{
	return ((rgb >> 16) * 54 + (rgb >> 8 & 255) * 183 + (rgb & 255) * 19) /
	       256;
}

/* The colours of the theme's printed cover, else its accent as the ground, so
 * that both products of an issue look like one.  Titles on the ground are
 * white: a light one is not taken. */
static void
palette_read(struct canvas *c)
{
	const char *path = theme_file(c->p->o->theme, "print.css");
	struct str sheet = STR_INIT;
	uint32_t v;

	c->ink = palette_default;
	if (!path || file_read(path, 1u << 20, &sheet, c->p->dg) < 0)
		return;
	if ((read_colour(&sheet, "--cover-ground", &v) ||
	            read_colour(&sheet, "--accent", &v)) &&
	        lightness(v) < 110) {
		c->ink.ground = v;
		c->ink.ink = 0x1A1A1A;
		c->ink.soft = 0x5A5A5A;
		c->ink.accent = 0xC8C8C8;
		c->ink.paper = 0xFFFFFF;
		if (read_colour(&sheet, "--cover-accent", &v) &&
		        lightness(v) > 120)
			c->ink.accent = v;
		if (read_colour(&sheet, "--tint", &v) && lightness(v) > 225)
			c->ink.paper = v;
	}
	str_free(&sheet);
}

static const struct pack_image *
design(struct pack *p)
{
	struct canvas c = { .p = p };
	struct pixels px = { 0 };
	struct str jpeg = STR_INIT;
	const struct pack_image *im = NULL;

	if (!p->face)
		p->face = fonts_new(p->o->installed, p->dg);
	c.shaper = shaper_new(p->face);
	palette_read(&c);
	plot_init(&c.r, WIDTH, HEIGHT);
	draw_masthead(&c);
	c.y = HEAD;
	if (lead_picture(&c, &px) == 0) {
		plot_picture(&c.r, 0, HEAD, WIDTH, PICTURE, px.p, (int)px.width,
		        (int)px.height, (int)px.components);
		free(px.p);
		c.y += PICTURE;
	}
	plot_rect(&c.r, 0, HEAD, WIDTH, 12, c.ink.accent);
	c.y += 60;
	draw_titles(&c);
	if (picture_to_jpeg(&jpeg, c.r.p, WIDTH, HEIGHT, 3, QUALITY) == 0)
		im = pack_image_bytes(p, str_span(&jpeg), "cover-image");
	str_free(&jpeg);
	plot_free(&c.r);
	shaper_free(c.shaper);
	return im;
}

int
pack_cover(struct pack *p)
{
	const struct book *b = p->book;
	const struct pack_image *im = NULL;
	const char *title = pack_msg(p, "cover");
	struct str *s = &p->buf;

	if (b->cover)
		im = pack_picture_file(
		        p, b->cover, "cover-image", MSG_EPUB_COVER);
	if (!im && !b->single)
		im = design(p);
	if (!im)
		return 0;
	/* Kindle Publishing Guidelines, "Internal content cover image": a
	 * page of its own would show it twice */
	if (p->o->profile == PROFILE_KINDLE)
		return 0;
	put_head(s, p->lang.p[0], title, "cover");
	str_puts(s, "<section class=\"cover\" epub:type=\"cover\">\n"
	            "<div role=\"heading\" aria-level=\"1\"><img");
	put_attr(s, "src", im->href);
	str_printf(s, " width=\"%d\" height=\"%d\"", im->width, im->height);
	put_attr(s, "alt",
	        arena_printf(p->arena, "%s: %s", title, pack_title(p)));
	str_puts(s, " role=\"doc-cover\"/></div>\n</section>\n");
	put_foot(s);
	p->pictures++;
	pack_landmark_add(p, "cover", "cover", title, "cover.xhtml");
	return pack_file(
	        p, "cover", "cover.xhtml", "application/xhtml+xml", NULL, 1);
}
