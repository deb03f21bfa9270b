/* content_text: words into text objects.
 *
 * Neighbours on one baseline in one font become one TJ array, in which each
 * word is put to its place, within DRIFT, from where a reader's pen really is,
 * so that rounding never adds up.
 */
#include "pdf/pen.h"

#define SLANT 213 /* thousandths: tan 12 degrees */
#define DRIFT 3000 /* millionths of an em that a word may stand off its place */
#define BOLD 30 /* stroke of a synthetic bold: size / 30 */

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

void
pen_end_text(struct pen *pen)
{
	end_array(pen);
	if (pen->in_text)
		str_puts(pen->out, "ET\n");
	pen->in_text = 0;
}

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
	        !pen_same_color(&pen->text, &it->color))
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
	pen_set_overprint(
	        pen, press_is_black(&c) &&
	                     (it->size < 12 * PT ||
	                             (f->synthetic_bold &&
	                                     it->size < 2 * BOLD * PT)));
	pen_set_color(pen, &c, 0);
	if (f->synthetic_bold)
		pen_set_color(pen, &c, 1);
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
void
pen_text(struct pen *pen, const struct page_item *it, const char *actual,
        struct face *fa, const struct coded *c)
{
	if (!goes_on(pen, it, fa))
		begin_array(pen, it, fa);
	if (actual && it->artifact) {
		str_puts(pen->out, ")]TJ/Span<<");
		pen_put_actual_text(pen->out, actual);
		str_puts(pen->out, ">>BDC[(");
	}
	put_word(pen, it, fa, c);
	if (actual && it->artifact)
		str_puts(pen->out, ")]TJ EMC[(");
}
