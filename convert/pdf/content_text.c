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
	pen->last = NULL;
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

/* Most lines stand as far below the one before as that one did. */
static void
move_down(struct pen *pen, int64_t by)
{
	if (by == pen->leading) {
		str_puts(pen->out, "T*\n");
		return;
	}
	put_pair(pen->out, 0, -by);
	str_puts(pen->out, " TD\n");
	pen->leading = by;
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
	} else if (mx == pen->line_x) {
		if (my != pen->line_y)
			move_down(pen, pen->line_y - my);
	} else {
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

/* May a text of this item stand in the array that is open? */
static int
looks_alike(const struct pen *pen, const struct page_item *it,
        const struct face *fa)
{
	return pen->in_array && pen->font == fa->index &&
	       pen->size == it->size && pen->y0 == it->y - it->rise &&
	       pen->slanted == it->word->font->synthetic_italic &&
	       pen->bold == it->word->font->synthetic_bold &&
	       pen_same_color(&pen->text, &it->color);
}

static void
put_gap(struct pen *pen, int64_t n, int keep)
{
	struct str *out = pen->out;
	size_t from = out->len;

	pen->at -= tj_put(out, n);
	if (!keep)
		return;
	pen->gap = n;
	pen->gap_len = out->len - from;
	memcpy(pen->gap_text, out->s + from, pen->gap_len);
}

/* Is a place within DRIFT of at?  It is far millionths of a unit from x0; what
 * is compared are its whole millionths of an em, without a division. */
static int
is_near(const struct pen *pen, int64_t far, int64_t at)
{
	return far >= 0 && far >= (at - DRIFT + 1) * pen->size &&
	       far < (at + DRIFT) * pen->size;
}

/* Go on to x in the array that is open; 0 when that is too far.
 *
 * The last number comes again, while that is right within DRIFT: a justified
 * line then repeats one, and deflates well.  A number that only makes up for
 * the error is not kept. */
static int
reach(struct pen *pen, unit x)
{
	int64_t far = ((int64_t)x - pen->x0) * 1000000;
	int64_t gap, off, n, most;

	if (is_near(pen, far, pen->at))
		return 1;
	if (pen->gaps && is_near(pen, far, pen->at - pen->gap * 1000)) {
		str_add_short(pen->out, pen->gap_text, pen->gap_len);
		pen->at -= pen->gap * 1000;
		return 1;
	}
	gap = pen->at - far / pen->size;
	if (gap > 2000000 || gap < -4000000)
		return 0;
	if (gap > -DRIFT && gap < DRIFT)
		return 1;
	n = pen->gap;
	off = gap - n * 1000;
	most = pen->gaps ? DRIFT : 1000;
	pen->gaps = 1;
	if (off < most && off > -most) {
		put_gap(pen, n, 0);
		return 1;
	}
	n = tj_round(gap);
	put_gap(pen, n, most == 1000 || off >= 2 * most || off <= -2 * most);
	return 1;
}

static void
begin_array(struct pen *pen, const struct page_item *it, unit x,
        const struct face *fa)
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
	move_to(pen, x, it->y - it->rise, f->synthetic_italic);
	str_puts(pen->out, "[(");
	pen->in_array = 1;
	pen->gaps = 0;
	pen->x0 = x;
	pen->y0 = it->y - it->rise;
	pen->at = 0;
}

static void
put_coded(struct pen *pen, const struct coded *c)
{
	str_add_short(pen->out, faces_text(pen->pdf->faces, c), c->len);
	pen->at += c->adv;
}

static void
put_word(struct pen *pen, const struct page_item *it, const struct shaped *word,
        struct face *fa, const struct coded *c)
{
	if (it->letter_spacing == 0 && c->len) {
		put_coded(pen, c);
		return;
	}
	pen->at += face_encode(fa, word,
	        (int64_t)it->letter_spacing * 1000000 / it->size, it->size,
	        pen->out);
}

/* Inside an artifact ActualText nests; in content it is the sequence's. */
void
pen_text(struct pen *pen, const struct page_item *it, const struct shaped *word,
        unit x, const char *actual, struct face *fa, const struct coded *c)
{
	if ((pen->last != it && !looks_alike(pen, it, fa)) || !reach(pen, x))
		begin_array(pen, it, x, fa);
	if (actual && it->artifact) {
		str_puts(pen->out, ")]TJ/Span<<");
		pen_put_actual_text(pen->out, actual);
		str_puts(pen->out, ">>BDC[(");
	}
	put_word(pen, it, word, fa, c);
	if (actual && it->artifact)
		str_puts(pen->out, ")]TJ EMC[(");
	pen->last = actual || pen->alone ? NULL : it;
}

int
pen_space(struct pen *pen, const struct page_item *it, const struct coded *c)
{
	int64_t far = ((int64_t)it->x + it->space_x - pen->x0) * 1000000;

	if (pen->last != it || c->mute || !c->len || it->letter_spacing ||
	        !is_near(pen, far, pen->at))
		return 0;
	put_coded(pen, c);
	return 1;
}
