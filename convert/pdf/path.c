/* path: the outlines of boxes with round corners, as operators.
 *
 * A quarter of an ellipse is one Bezier curve whose control points lie .5523 of
 * the radius along the sides: off by less than 0.03 % of it.
 */
#include "pdf/writer.h"

#define KAPPA 5523 /* of 10000 */

void
put_pair(struct str *out, int64_t a, int64_t b)
{
	str_put_fixed(out, a, 3);
	str_putc(out, ' ');
	str_put_fixed(out, b, 3);
}

struct box {
	struct str *out;
	const struct pdf_leaf *leaf;
	unit x[2], y[2]; /* left and right, top and bottom */
	unit r[4][2]; /* across and down */
};

static void
point(const struct box *b, unit x, unit y, const char *op)
{
	put_pair(b->out, milli(leaf_x(b->leaf, x)), milli(leaf_y(b->leaf, y)));
	str_puts(b->out, op);
}

static struct box
box_of(struct str *s, const struct pdf_leaf *l, const struct page_item *it,
        unit out)
{
	struct box b = { s, l, { it->x - out, it->x + it->w + out },
		{ it->y - out, it->y + it->h + out }, { { 0 } } };

	for (int i = 0; i < 4 && it->radius; i++) {
		const unit *r = &it->radius[2 * i];
		int round = r[0] > 0 && r[0] + out > 0 && r[1] + out > 0;

		b.r[i][0] = round ? r[0] + out : 0;
		b.r[i][1] = round ? r[1] + out : 0;
	}
	return b;
}

/* The point where the side that comes before corner i (clockwise) ends, or
 * where the one behind it starts. */
static void
touch(const struct box *b, int i, int behind, unit *x, unit *y)
{
	int right = i == 1 || i == 2, low = i >= 2;
	int along = (i % 2 == 0) == behind; /* the side is level */
	unit r = b->r[i][along ? 0 : 1];

	*x = b->x[right] + (along ? (right ? -r : r) : 0);
	*y = b->y[low] + (along ? 0 : (low ? -r : r));
}

static void
corner(const struct box *b, int i)
{
	unit x0, y0, x1, y1, cx = b->x[i == 1 || i == 2], cy = b->y[i >= 2];

	if (b->r[i][0] == 0)
		return;
	touch(b, i, 0, &x0, &y0);
	touch(b, i, 1, &x1, &y1);
	point(b, x0 + (unit)((int64_t)(cx - x0) * KAPPA / 10000),
	        y0 + (unit)((int64_t)(cy - y0) * KAPPA / 10000), " ");
	point(b, x1 + (unit)((int64_t)(cx - x1) * KAPPA / 10000),
	        y1 + (unit)((int64_t)(cy - y1) * KAPPA / 10000), " ");
	point(b, x1, y1, " c ");
}

void
path_round(struct str *s, const struct pdf_leaf *l, const struct page_item *it,
        unit out)
{
	struct box b = box_of(s, l, it, out);
	unit x, y;

	touch(&b, 0, 1, &x, &y);
	point(&b, x, y, " m ");
	for (int i = 1; i < 5; i++) {
		touch(&b, i % 4, 0, &x, &y);
		point(&b, x, y, " l ");
		corner(&b, i % 4);
	}
	str_puts(s, "h ");
}

/* Side i (enum css_side) runs from corner i to corner i + 1.  Corners between
 * two sides that are there belong to the path. */
void
path_sides(struct str *s, const struct pdf_leaf *l, const struct page_item *it,
        unit out)
{
	struct box b = box_of(s, l, it, out);
	unit x, y;

	if (it->sides == 15) {
		path_round(s, l, it, out);
		return;
	}
	for (int i = 0; i < 4; i++) {
		if (!(it->sides & (1 << i)))
			continue;
		if (!(it->sides & (1 << (i + 3) % 4))) {
			touch(&b, i, 1, &x, &y);
			point(&b, x, y, " m ");
		}
		/* on from here as far as sides follow */
		for (int k = i; it->sides & (1 << k % 4) && k < i + 4; k++) {
			if (k > i && k % 4 == i)
				break;
			if (k == i && (it->sides & (1 << (i + 3) % 4)))
				break; /* drawn with the one before */
			touch(&b, (k + 1) % 4, 0, &x, &y);
			point(&b, x, y, " l ");
			if (it->sides & (1 << (k + 1) % 4))
				corner(&b, (k + 1) % 4);
		}
	}
}
