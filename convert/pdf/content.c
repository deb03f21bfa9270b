/* content: one frozen page in, its content stream out.
 *
 * Items come in painting order.  Neighbours of one element (and of one run of
 * its sequence numbers) become one marked-content sequence; neighbours on one
 * baseline in one font become one TJ array, in which each word is put to its
 * place, within DRIFT, from where a reader's pen really is, so that rounding
 * never adds up.
 *
 * Tagged content never nests: text with ActualText or a language of its own
 * is a sequence of its own, /Span with MCID and these properties, for
 * readers (poppler's -struct-text) lose what follows a nested one.  A text
 * object never reaches over the end of a sequence (ISO 32000-1, 14.6).
 */
#include <string.h>

#include "base/utf8.h"
#include "pdf/font.h"
#include "pdf/image.h"
#include "pdf/tags.h"
#include "pdf/writer.h"

#define SLANT 213 /* thousandths: tan 12 degrees */
#define DRIFT 3000 /* millionths of an em that a word may stand off its place */
#define BOLD 30 /* stroke of a synthetic bold: size / 30 */

struct pen {
	struct pdf *pdf;
	const struct page *page;
	const struct pdf_leaf *leaf;
	struct pdf_uses *uses;
	struct str *out;
	/* marked content */
	int open; /* 0 none, 1 content, 2 artifact */
	uint32_t elem, seq;
	uint8_t artifact, artifact_sub;
	int alone; /* nothing may be added to it */
	const struct page_item *joins; /* but this */
	struct str joined; /* what both say */
	const char *lang;
	/* graphics state */
	struct css_color fill, stroke;
	struct css_color text; /* of the array, as the page has it */
	int overprint, alpha; /* alpha 0..255 */
	unit line_width;
	int line_style;
	/* text state */
	int in_text, in_array;
	int font; /* index of the face; -1 */
	unit size;
	int bold;
	unit bold_size;
	/* text object: start of the line as readers have it, 1/1000 pt */
	int64_t line_x, line_y;
	int slanted;
	/* array: where it began and where the pen is */
	unit x0, y0;
	int64_t at; /* millionths of an em from x0 */
	int gaps; /* numbers since it began */
	int64_t gap; /* last number put between words */
};

/* --- text objects --- */

static void
end_array(struct pen *pen)
{
	struct str *out = pen->out;

	if (!pen->in_array)
		return;
	/* an empty string at the end: "[(" after the last ActualText */
	if (out->len > 2 && out->s[out->len - 1] == '(' &&
	        out->s[out->len - 2] == '[')
		str_truncate(out, out->len - 2);
	else
		str_puts(out, ")]TJ");
	str_putc(out, '\n');
	pen->in_array = 0;
}

static void
end_text(struct pen *pen)
{
	end_array(pen);
	if (pen->in_text)
		str_puts(pen->out, "ET\n");
	pen->in_text = 0;
}

/* --- graphics state --- */

static int
same_color(const struct css_color *a, const struct css_color *b)
{
	return a->set == b->set && a->cmyk == b->cmyk && a->c[0] == b->c[0] &&
	       a->c[1] == b->c[1] && a->c[2] == b->c[2] && a->c[3] == b->c[3];
}

static int
alpha_of(const struct css_color *c)
{
	return c->cmyk ? 255 : c->c[3] / 257;
}

static void
set_alpha(struct pen *pen, int alpha)
{
	struct pdf *pdf = pen->pdf;
	size_t i;

	if (pen->alpha == alpha)
		return;
	for (i = 0; i < pdf->alphas.n; i++)
		if (pdf->alphas.p[i] == alpha)
			break;
	if (i == pdf->alphas.n)
		vec_add(&pdf->alphas, (uint8_t)alpha);
	pen->uses->gstate = 1;
	if (alpha < 255)
		pen->uses->transparent = 1;
	str_puts(pen->out, "/A");
	pdf_put_int(pen->out, alpha);
	str_puts(pen->out, " gs\n");
	pen->alpha = alpha;
}

/* Small black on top of colour overprints (GWG 2022). */
static void
set_overprint(struct pen *pen, int on)
{
	if (!pen->pdf->print || pen->overprint == on)
		return;
	str_puts(pen->out, on ? "/O1 gs\n" : "/O0 gs\n");
	pen->uses->gstate = 1;
	pen->overprint = on;
}

static void
set_color(struct pen *pen, const struct css_color *c, int stroke)
{
	struct css_color *now = stroke ? &pen->stroke : &pen->fill;

	set_alpha(pen, alpha_of(c));
	if (same_color(now, c))
		return;
	press_color(pen->pdf, pen->out, *c, stroke, pen->uses);
	*now = *c;
}

static int
is_invisible(const struct css_color *c)
{
	return !c->set || alpha_of(c) == 0;
}

/* --- marked content --- */

static void
end_marked(struct pen *pen)
{
	end_text(pen);
	if (pen->open)
		str_puts(pen->out, "EMC\n");
	pen->open = 0;
}

static void
put_rect(struct str *out, const struct pdf_leaf *l, const unit r[4])
{
	put_pair(out, milli(leaf_x(l, r[0])), milli(leaf_y(l, r[3])));
	str_putc(out, ' ');
	put_pair(out, milli(leaf_x(l, r[2])), milli(leaf_y(l, r[1])));
}

static void
grow_box(unit box[4], const struct page_item *it)
{
	int64_t half = it->kind == ITEM_RULE ? it->rule_width / 2 : 0;
	int64_t r[4] = { it->x - half, it->y - half, it->x + it->w + half,
		it->y + it->h + half };

	if (it->kind == ITEM_TEXT) {
		r[1] = (int64_t)it->y - it->rise - it->size;
		r[3] = (int64_t)it->y - it->rise + it->size / 3;
	}
	for (int i = 0; i < 2; i++) {
		if (r[i] < box[i])
			box[i] = (unit)r[i];
		if (r[i + 2] > box[i + 2])
			box[i + 2] = (unit)r[i + 2];
	}
}

/* Does b go on in the artifact that a began? */
static int
same_artifact(const struct page_item *a, const struct page_item *b)
{
	return a->artifact == b->artifact && a->artifact_sub == b->artifact_sub;
}

/* ISO 32000-1, table 330: a background has a bounding box. */
static void
begin_artifact(struct pen *pen, size_t i)
{
	const struct page_item *it = &pen->page->item.p[i];
	unit box[4] = { UNIT_MAX, UNIT_MAX, -UNIT_MAX, -UNIT_MAX };
	struct str *out = pen->out;

	str_puts(out, "/Artifact<</Type/");
	switch (it->artifact) {
	case ARTIFACT_PAGINATION:
		str_puts(out, "Pagination");
		if (it->artifact_sub == SUB_HEADER)
			str_puts(out, "/Subtype/Header/Attached[/Top]");
		else if (it->artifact_sub == SUB_FOOTER)
			str_puts(out, "/Subtype/Footer/Attached[/Bottom]");
		break;
	case ARTIFACT_BACKGROUND:
		str_puts(out, "Background/BBox[");
		for (size_t k = i; k < pen->page->item.n &&
		                   same_artifact(it, &pen->page->item.p[k]);
		        k++)
			grow_box(box, &pen->page->item.p[k]);
		put_rect(out, pen->leaf, box);
		str_putc(out, ']');
		break;
	default:
		str_puts(out, "Layout");
	}
	str_puts(out, ">>BDC\n");
	pen->open = 2;
	pen->artifact = it->artifact;
	pen->artifact_sub = it->artifact_sub;
}

static int
same_lang(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* An initial letter and the rest of its word, which readers must find as one.
 */
static const char *
joined_text(struct pen *pen, const struct page_item *it)
{
	const struct page_item *next = it + 1;
	struct str *s = &pen->joined;

	if (next == pen->page->item.p + pen->page->item.n ||
	        next->kind != ITEM_TEXT || !next->word || next->hyphen ||
	        next->artifact || it->artifact || next->elem != it->elem ||
	        !same_lang(next->lang, it->lang) || is_invisible(&next->color))
		return NULL;
	str_truncate(s, 0);
	str_add(s, it->word->text, it->word->len);
	str_add(s, next->word->text, next->word->len);
	pen->joins = next;
	return str_c(s);
}

/* What a text says when its glyphs do not: NULL when they do. */
static const char *
actual_text(struct pen *pen, const struct page_item *it, const struct coded *c)
{
	const char *joined;

	if (it->joined && (joined = joined_text(pen, it)) != NULL)
		return joined;
	if (it == pen->joins)
		return NULL;
	return c->mute ? it->word->text : NULL;
}

static void
put_actual_text(struct str *out, const char *text)
{
	str_puts(out, "/ActualText<FEFF");
	utf8_to_utf16_hex(out, span_of(text));
	str_putc(out, '>');
}

static void
begin_content(struct pen *pen, const struct page_item *it, const char *actual)
{
	struct str *out = pen->out;

	str_puts(out, it->kind == ITEM_IMAGE ? "/Figure<</MCID "
	              : actual || it->lang   ? "/Span<</MCID "
	                                     : "/P<</MCID ");
	pdf_put_int(out, pdf_tags_mark(pen->pdf->tags, it->elem, it->seq,
	                         pen->page->index));
	if (it->lang) {
		str_puts(out, "/Lang");
		pdf_put_bytes(out, span_of(it->lang));
	}
	if (actual)
		put_actual_text(out, actual);
	str_puts(out, ">>BDC\n");
	pen->open = 1;
	pen->elem = it->elem;
	pen->seq = it->seq;
	pen->alone = actual != NULL;
	pen->lang = it->lang;
}

/* Be in the sequence that item i belongs to.  A jump in the numbers means
 * that something else of the document comes between. */
static void
mark(struct pen *pen, size_t i, const char *actual)
{
	const struct page_item *it = &pen->page->item.p[i];

	if (it->artifact) {
		if (pen->open == 2 && pen->artifact == it->artifact &&
		        pen->artifact_sub == it->artifact_sub)
			return;
		end_marked(pen);
		begin_artifact(pen, i);
		return;
	}
	if (pen->open == 1 && it == pen->joins) {
		pen->seq = it->seq;
		return;
	}
	if (pen->open == 1 && pen->elem == it->elem && !pen->alone && !actual &&
	        same_lang(pen->lang, it->lang) &&
	        (it->seq == pen->seq || it->seq == pen->seq + 1)) {
		pen->seq = it->seq;
		return;
	}
	end_marked(pen);
	begin_content(pen, it, actual);
}

/* --- text --- */

static void
begin_text(struct pen *pen)
{
	if (pen->in_text)
		return;
	str_puts(pen->out, "BT\n");
	pen->in_text = 1;
	pen->line_x = pen->line_y = 0;
	pen->slanted = 0;
}

/* Put the start of a line at x, y of the page. */
static void
move_to(struct pen *pen, unit x, unit y, int slanted)
{
	int64_t mx = milli(leaf_x(pen->leaf, x));
	int64_t my = milli(leaf_y(pen->leaf, y));

	if (slanted || pen->slanted) {
		str_puts(pen->out, slanted ? "1 0 .213 1 " : "1 0 0 1 ");
		put_pair(pen->out, mx, my);
		str_puts(pen->out, " Tm\n");
	} else if (mx != pen->line_x || my != pen->line_y) {
		put_pair(pen->out, mx - pen->line_x, my - pen->line_y);
		str_puts(pen->out, " Td\n");
	}
	pen->slanted = slanted;
	pen->line_x = mx;
	pen->line_y = my;
}

/* A face without a bold cut is drawn with a stroke around its outlines. */
static void
set_bold(struct pen *pen, int bold, unit size)
{
	if (bold && (!pen->bold || pen->bold_size != size)) {
		str_put_pt(pen->out, size / BOLD);
		str_puts(pen->out, " w ");
		pen->line_width = size / BOLD;
		pen->bold_size = size;
	}
	if (bold != pen->bold)
		str_puts(pen->out, bold ? "2 Tr\n" : "0 Tr\n");
	pen->bold = bold;
}

/* From x0, in millionths of an em. */
static int64_t
offset(const struct pen *pen, unit x)
{
	return ((int64_t)x - pen->x0) * 1000000 / pen->size;
}

/* Go on in the array that is open, when the word stands close enough. */
static int
goes_on(struct pen *pen, const struct page_item *it, const struct face *fa)
{
	int64_t gap, off, n, most;

	if (!pen->in_array || pen->font != fa->index || pen->size != it->size ||
	        pen->y0 != it->y - it->rise ||
	        pen->slanted != it->word->font->synthetic_italic ||
	        pen->bold != it->word->font->synthetic_bold ||
	        !same_color(&pen->text, &it->color))
		return 0;
	gap = pen->at - offset(pen, it->x);
	if (gap > 2000000 || gap < -4000000)
		return 0;
	if (gap > -DRIFT && gap < DRIFT)
		return 1;
	/* The last number again, while that is right within DRIFT: a
	 * justified line then repeats one, and deflates well.  A number that
	 * only makes up for the error is not kept. */
	n = pen->gap;
	off = gap - n * 1000;
	most = pen->gaps++ ? DRIFT : 1000;
	if (off >= most || off <= -most) {
		n = (gap >= 0 ? gap + 500 : gap - 500) / 1000;
		if (most == 1000 || off >= 2 * most || off <= -2 * most)
			pen->gap = n;
	}
	str_putc(pen->out, ')');
	pdf_put_int(pen->out, n);
	str_putc(pen->out, '(');
	pen->at -= n * 1000;
	return 1;
}

static void
begin_array(struct pen *pen, const struct page_item *it, const struct face *fa)
{
	const struct font *f = it->word->font;

	struct css_color c = press_text_color(pen->pdf, it->color, it->size);

	end_array(pen);
	/* the stroke that makes it bold is a thin line as well */
	set_overprint(pen, press_is_black(&c) &&
	                           (it->size < 12 * PT ||
	                                   (f->synthetic_bold &&
	                                           it->size < 2 * BOLD * PT)));
	set_color(pen, &c, 0);
	if (f->synthetic_bold)
		set_color(pen, &c, 1);
	pen->text = it->color;
	begin_text(pen);
	set_bold(pen, f->synthetic_bold, it->size);
	if (pen->font != fa->index || pen->size != it->size) {
		str_puts(pen->out, "/F");
		pdf_put_int(pen->out, fa->index);
		str_putc(pen->out, ' ');
		str_put_pt(pen->out, it->size);
		str_puts(pen->out, " Tf ");
		pen->font = fa->index;
		pen->size = it->size;
	}
	move_to(pen, it->x, it->y - it->rise, f->synthetic_italic);
	str_puts(pen->out, "[(");
	pen->in_array = 1;
	pen->gaps = 0;
	pen->x0 = it->x;
	pen->y0 = it->y - it->rise;
	pen->at = 0;
}

static void
put_word(struct pen *pen, const struct page_item *it, struct face *fa,
        const struct coded *c)
{
	if (it->letter_spacing == 0 && c->len) {
		str_add(pen->out, pen->pdf->faces->pool.s + c->off, c->len);
		pen->at += c->adv;
		return;
	}
	pen->at += face_encode(fa, it->word,
	        (int64_t)it->letter_spacing * 1000000 / it->size, it->size,
	        pen->out);
}

/* Inside an artifact ActualText nests; in content it is the sequence's. */
static void
paint_text(struct pen *pen, const struct page_item *it, const char *actual,
        struct face *fa, const struct coded *c)
{
	if (!goes_on(pen, it, fa))
		begin_array(pen, it, fa);
	if (actual && it->artifact) {
		str_puts(pen->out, ")]TJ/Span<<");
		put_actual_text(pen->out, actual);
		str_puts(pen->out, ">>BDC[(");
	}
	put_word(pen, it, fa, c);
	if (actual && it->artifact)
		str_puts(pen->out, ")]TJ EMC[(");
}

/* --- rectangles, rules, images --- */

/* The rectangle, with the item's corners, as a path. */
static void
put_shape(struct pen *pen, const struct page_item *it)
{
	if (it->radius) {
		path_round(pen->out, pen->leaf, it, 0);
		return;
	}
	put_pair(pen->out, milli(leaf_x(pen->leaf, it->x)),
	        milli(leaf_y(pen->leaf, it->y + it->h)));
	str_putc(pen->out, ' ');
	put_pair(pen->out, milli(it->w), milli(it->h));
	str_puts(pen->out, " re ");
}

static void
paint_rect(struct pen *pen, const struct page_item *it)
{
	set_overprint(pen, 0);
	set_color(pen, &it->color, 0);
	put_shape(pen, it);
	str_puts(pen->out, "f\n");
}

static unit
length_of(const struct page_item *it)
{
	int64_t w = it->w < 0 ? -(int64_t)it->w : it->w;
	int64_t h = it->h < 0 ? -(int64_t)it->h : it->h;

	return (unit)(w > h ? w : h); /* rules are level or upright */
}

/* Dashes of about two widths with gaps of about one, or dots one width
 * apart, stretched so that the line begins and ends with one. */
static void
set_dash(struct pen *pen, const struct page_item *it)
{
	unit w = it->rule_width, len = length_of(it);
	int64_t n, dash, gap;

	switch (it->rule_style) {
	case BORDER_DASHED:
		n = (len + w) / (3 * (int64_t)w);
		if (n < 1)
			n = 1;
		dash = 2 * (int64_t)len / (3 * n - 1);
		gap = dash / 2;
		str_putc(pen->out, '[');
		put_pair(pen->out, milli(dash), milli(gap ? gap : 1));
		str_puts(pen->out, "]0 d 0 J\n");
		break;
	case BORDER_DOTTED: /* round caps on dashes of no length */
		len -= w; /* the caps reach out, see inset() */
		n = len / (2 * (int64_t)w);
		if (n < 1)
			n = 1;
		gap = len / n;
		str_puts(pen->out, "[0 ");
		str_put_fixed(pen->out, milli(gap ? gap : 1), 3);
		str_puts(pen->out, "]0 d 1 J\n");
		break;
	default:
		if (pen->line_style != BORDER_SOLID)
			str_puts(pen->out, "[]0 d 0 J\n");
		pen->line_style = BORDER_SOLID;
		return;
	}
	pen->line_style = it->rule_style;
}

/* A dotted line begins and ends with the middle of a dot. */
static unit
inset(const struct page_item *it, unit along)
{
	unit half = it->rule_style == BORDER_DOTTED ? it->rule_width / 2 : 0;

	return along > 2 * half ? half : along < -2 * half ? -half : 0;
}

static void
set_line_width(struct pen *pen, unit width)
{
	if (pen->line_width == width)
		return;
	str_put_pt(pen->out, width);
	str_puts(pen->out, " w ");
	pen->line_width = width;
	pen->bold_size = 0;
}

static void
stroke_line(struct pen *pen, const struct page_item *it, unit width, unit dx,
        unit dy)
{
	unit ix = inset(it, it->w), iy = inset(it, it->h);

	set_line_width(pen, width);
	put_pair(pen->out, milli(leaf_x(pen->leaf, it->x + ix + dx)),
	        milli(leaf_y(pen->leaf, it->y + iy + dy)));
	str_puts(pen->out, " m ");
	put_pair(pen->out, milli(leaf_x(pen->leaf, it->x + it->w - ix + dx)),
	        milli(leaf_y(pen->leaf, it->y + it->h - iy + dy)));
	str_puts(pen->out, " l S\n");
}

static void
paint_rule(struct pen *pen, const struct page_item *it)
{
	unit w = it->rule_width;
	int level = it->h == 0, two = it->rule_style == BORDER_DOUBLE && w >= 3;

	if (w <= 0 || it->rule_style == BORDER_NONE ||
	        it->rule_style == BORDER_HIDDEN)
		return;
	set_overprint(
	        pen, press_is_black(&it->color) && w < (two ? 6 : 2) * PT);
	set_color(pen, &it->color, 1);
	set_dash(pen, it);
	if (two) {
		unit off = w / 3;

		stroke_line(pen, it, w / 3, level ? 0 : -off, level ? -off : 0);
		stroke_line(pen, it, w / 3, level ? 0 : off, level ? off : 0);
	} else {
		stroke_line(pen, it, w, 0, 0);
	}
}

/* The sides of a rounded border; dashes as they come, for no corner is the
 * end of a line. */
static void
paint_frame(struct pen *pen, const struct page_item *it)
{
	unit w = it->rule_width, off = w / 3;
	int two = it->rule_style == BORDER_DOUBLE;
	struct page_item dash = *it;

	set_overprint(
	        pen, press_is_black(&it->color) && w < (two ? 6 : 2) * PT);
	set_color(pen, &it->color, 1);
	dash.w = it->w + it->h;
	dash.h = 0;
	set_dash(pen, &dash);
	set_line_width(pen, two ? off : w);
	if (!two)
		off = 0;
	path_sides(pen->out, pen->leaf, it, off);
	if (off > 0)
		path_sides(pen->out, pen->leaf, it, -off);
	str_puts(pen->out, "S\n");
}

static void
put_picture(struct pen *pen, int n, unit x, unit y, unit w, unit h)
{
	str_put_fixed(pen->out, milli(w), 3);
	str_puts(pen->out, " 0 0 ");
	str_put_fixed(pen->out, milli(h), 3);
	str_putc(pen->out, ' ');
	put_pair(pen->out, milli(leaf_x(pen->leaf, x)),
	        milli(leaf_y(pen->leaf, y + h)));
	str_puts(pen->out, " cm/I");
	pdf_put_int(pen->out, n);
	str_puts(pen->out, " Do Q\n");
}

static void
paint_tile(struct pen *pen, const struct ground *g, int image, unit x, unit y)
{
	const struct page_item tile = { .x = x, .y = y, .w = g->w, .h = g->h };

	str_puts(pen->out, "q ");
	if (g->asset) {
		put_picture(pen, image, x, y, g->w, g->h);
		return;
	}
	put_shape(pen, &tile);
	str_puts(pen->out, "W n ");
	shading_paint(pen->pdf, pen->out, g->gradient,
	        milli(leaf_x(pen->leaf, x)), milli(leaf_y(pen->leaf, y)),
	        pen->uses);
	str_puts(pen->out, " Q\n");
}

static void
paint_ground(struct pen *pen, const struct page_item *it)
{
	const struct ground *g = it->ground;
	int n = 0;

	if (g->asset) {
		n = pdf_images_use(pen->pdf, g->asset, pen->uses);
		pdf_images_place(pen->pdf, n, g->w, g->h, pen->page->label);
	}
	set_overprint(pen, 0);
	set_alpha(pen, 255);
	str_puts(pen->out, "q ");
	put_shape(pen, it);
	str_puts(pen->out, "W n\n");
	for (int k = 0; k < g->ny; k++)
		for (int i = 0; i < g->nx; i++)
			paint_tile(
			        pen, g, n, g->x + i * g->dx, g->y + k * g->dy);
	str_puts(pen->out, "Q\n");
}

static void
paint_image(struct pen *pen, const struct page_item *it)
{
	int n;

	if (!it->asset || it->w <= 0 || it->h <= 0)
		return;
	n = pdf_images_use(pen->pdf, it->asset, pen->uses);
	pdf_images_place(pen->pdf, n, it->w, it->h, pen->page->label);
	set_overprint(pen, 0);
	set_alpha(pen, 255);
	str_puts(pen->out, "q ");
	if (it->radius) {
		path_round(pen->out, pen->leaf, it, 0);
		str_puts(pen->out, "W n ");
	}
	put_picture(pen, n, it->x, it->y, it->w, it->h);
}

static void
paint(struct pen *pen, size_t i)
{
	const struct page_item *it = &pen->page->item.p[i];
	const struct coded *c;
	const char *actual;
	struct face *fa;

	if (it->kind != ITEM_IMAGE && is_invisible(&it->color))
		return;
	if (it->kind == ITEM_TEXT) {
		if (!it->word || !it->word->n || it->size <= 0)
			return;
		fa = faces_use(pen->pdf, it->word->font);
		c = faces_code(pen->pdf, fa, it->word);
		actual = actual_text(pen, it, c);
		mark(pen, i, actual);
		paint_text(pen, it, actual, fa, c);
		return;
	}
	mark(pen, i, NULL);
	end_text(pen);
	switch (it->kind) {
	case ITEM_RECT:
		paint_rect(pen, it);
		break;
	case ITEM_RULE:
		paint_rule(pen, it);
		break;
	case ITEM_IMAGE:
		paint_image(pen, it);
		break;
	case ITEM_FRAME:
		paint_frame(pen, it);
		break;
	case ITEM_GROUND:
		paint_ground(pen, it);
		break;
	}
}

void
pdf_content(struct pdf *pdf, const struct page *p, struct pdf_uses *uses)
{
	struct pen pen = {
		.pdf = pdf,
		.page = p,
		.leaf = &pdf->leaf.p[p->index],
		.uses = uses,
		.out = &pdf->content,
		.font = -1,
		.alpha = 255,
		.line_width = -1,
		.line_style = BORDER_SOLID,
	};

	str_truncate(pen.out, 0);
	for (size_t i = 0; i < p->item.n; i++) {
		/* words lie about in memory: ask ahead */
		if (i + 8 < p->item.n)
			__builtin_prefetch(p->item.p[i + 8].word);
		paint(&pen, i);
	}
	end_marked(&pen);
	str_free(&pen.joined);
	if (!pdf->options->booklet)
		press_marks(pdf, p, pen.out, uses);
}
