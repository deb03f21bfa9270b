/* content_shape: what is painted that is no text. */
#include "pdf/image.h"
#include "pdf/pen.h"

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

void
pen_rect(struct pen *pen, const struct page_item *it)
{
	pen_set_overprint(pen, 0);
	pen_set_color(pen, &it->color, 0);
	put_shape(pen, it);
	str_puts(pen->out, "f\n");
}

void
pen_side(struct pen *pen, const struct page_item *it)
{
	pen_set_overprint(pen, 0);
	pen_set_color(pen, &it->color, 0);
	for (int i = 0; i < 4; i++) {
		put_pair(pen->out, milli(leaf_x(pen->leaf, it->point[2 * i])),
		        milli(leaf_y(pen->leaf, it->point[2 * i + 1])));
		str_puts(pen->out, i == 0 ? " m " : " l ");
	}
	str_puts(pen->out, "h f\n");
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

/* Half waves of about three widths, up and down in turns. */
static void
stroke_wave(struct pen *pen, const struct page_item *it)
{
	unit w = it->rule_width, len = it->w;
	int64_t n = len / (3 * (int64_t)w), x = it->x, up = 2 * (int64_t)w;

	n = n > 0 ? n : 1;
	set_line_width(pen, w);
	put_pair(pen->out, milli(leaf_x(pen->leaf, it->x)),
	        milli(leaf_y(pen->leaf, it->y)));
	str_puts(pen->out, " m");
	for (int64_t i = 1; i <= n; i++) {
		int64_t to = it->x + len * i / n, mid = (x + to) / 2;
		int64_t top = milli(leaf_y(pen->leaf, (unit)(it->y - up)));

		str_putc(pen->out, ' ');
		put_pair(pen->out, milli(leaf_x(pen->leaf, (unit)mid)), top);
		str_putc(pen->out, ' ');
		put_pair(pen->out, milli(leaf_x(pen->leaf, (unit)mid)), top);
		str_putc(pen->out, ' ');
		put_pair(pen->out, milli(leaf_x(pen->leaf, (unit)to)),
		        milli(leaf_y(pen->leaf, it->y)));
		str_puts(pen->out, " c");
		x = to;
		up = -up;
	}
	str_puts(pen->out, " S\n");
}

void
pen_rule(struct pen *pen, const struct page_item *it)
{
	unit w = it->rule_width;
	int level = it->h == 0, two = it->rule_style == BORDER_DOUBLE && w >= 3;

	if (w <= 0 || it->rule_style == BORDER_NONE ||
	        it->rule_style == BORDER_HIDDEN)
		return;
	pen_set_overprint(
	        pen, press_is_black(&it->color) && w < (two ? 6 : 2) * PT);
	pen_set_color(pen, &it->color, 1);
	set_dash(pen, it);
	if (it->rule_style == BORDER_WAVY) {
		stroke_wave(pen, it);
	} else if (two) {
		unit off = w / 3;

		stroke_line(pen, it, w / 3, level ? 0 : -off, level ? -off : 0);
		stroke_line(pen, it, w / 3, level ? 0 : off, level ? off : 0);
	} else {
		stroke_line(pen, it, w, 0, 0);
	}
}

/* The sides of a rounded border; dashes as they come, for no corner is the
 * end of a line. */
void
pen_frame(struct pen *pen, const struct page_item *it)
{
	unit w = it->rule_width, off = w / 3;
	int two = it->rule_style == BORDER_DOUBLE;
	struct page_item dash = *it;

	pen_set_overprint(
	        pen, press_is_black(&it->color) && w < (two ? 6 : 2) * PT);
	pen_set_color(pen, &it->color, 1);
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

void
pen_ground(struct pen *pen, const struct page_item *it)
{
	const struct ground *g = it->ground;
	int n = 0;

	if (g->asset) {
		n = pdf_images_use(pen->pdf, g->asset, pen->uses);
		pdf_images_place(pen->pdf, n, g->w, g->h, pen->page->label);
	}
	pen_set_overprint(pen, 0);
	pen_set_alpha(pen, 255);
	str_puts(pen->out, "q ");
	put_shape(pen, it);
	str_puts(pen->out, "W n\n");
	for (int k = 0; k < g->ny; k++)
		for (int i = 0; i < g->nx; i++)
			paint_tile(
			        pen, g, n, g->x + i * g->dx, g->y + k * g->dy);
	str_puts(pen->out, "Q\n");
}

void
pen_image(struct pen *pen, const struct page_item *it)
{
	int n;

	if (!it->asset || it->w <= 0 || it->h <= 0)
		return;
	n = pdf_images_use(pen->pdf, it->asset, pen->uses);
	pdf_images_place(pen->pdf, n, it->w, it->h, pen->page->label);
	pen_set_overprint(pen, 0);
	pen_set_alpha(pen, 255);
	str_puts(pen->out, "q ");
	if (it->radius) {
		path_round(pen->out, pen->leaf, it, 0);
		str_puts(pen->out, "W n ");
	}
	put_picture(pen, n, it->x, it->y, it->w, it->h);
}
