/* marks: what stands around the page for the printer, outside the bleed: crop
 * marks; on demand marks for register, colour bars and the slug line, which
 * says what sheet this is: page, file, date, issue.
 *
 * Crop and register marks are drawn on all four plates, 0.25 pt.  All of it
 * is an artifact (ISO 32000-1, 14.8.2.2.2: production aids).
 */
#include <string.h>

#include "base/utf8.h"
#include "pdf/font.h"
#include "pdf/writer.h"

#define LENGTH unit_from_mm(5)
#define GAP unit_from_mm(3) /* from the trim, when no bleed */
#define EDGE unit_from_mm(1)
#define SIDE unit_from_mm(10) /* bars and slug: from the corner */
#define PATCH unit_from_mm(4)
#define SLUG_SIZE (5 * PT + PT / 2)

unit
press_mark_gap(const struct page *p)
{
	return p->bleed > GAP ? p->bleed : GAP;
}

int
press_has_marks(const struct pdf *pdf, const struct page *p)
{
	return pdf->print && (p->crop_marks || pdf->options->all_marks);
}

unit
press_margin(const struct pdf *pdf, const struct page *p)
{
	if (!pdf->print)
		return 0;
	return press_has_marks(pdf, p) ? press_mark_gap(p) + LENGTH + EDGE
	                               : p->bleed;
}

static void
put_point(struct str *out, int64_t x, int64_t y)
{
	str_put_pt(out, x);
	str_putc(out, ' ');
	str_put_pt(out, y);
}

static void
put_line(struct str *out, int64_t x0, int64_t y0, int64_t x1, int64_t y1)
{
	put_point(out, x0, y0);
	str_puts(out, " m ");
	put_point(out, x1, y1);
	str_puts(out, " l\n");
}

static void
put_crops(struct str *out, const struct page *p, int64_t m)
{
	int64_t gap = press_mark_gap(p), far = gap + LENGTH;
	int64_t top = m + p->height, right = m + p->width;

	for (int side = 0; side < 2; side++) {
		int64_t x = side ? right : m, y = side ? top : m;

		put_line(out, x, m - far, x, m - gap);
		put_line(out, x, top + gap, x, top + far);
		put_line(out, m - far, y, m - gap, y);
		put_line(out, right + gap, y, right + far, y);
	}
}

/* A ring with a cross, around x, y: four arcs of a circle as Bezier curves,
 * whose handles are 0.5523 of the radius. */
static void
put_register(struct str *out, int64_t x, int64_t y)
{
	static const int dir[4][2] = { { 1, 0 }, { 0, 1 }, { -1, 0 },
		{ 0, -1 } };
	int64_t r = unit_from_mm(1.5), h = r * 5523 / 10000;
	int64_t arm = LENGTH / 2;

	put_point(out, x + r, y);
	str_puts(out, " m ");
	for (int i = 0; i < 4; i++) {
		const int *a = dir[i], *b = dir[(i + 1) % 4];

		put_point(
		        out, x + a[0] * r + b[0] * h, y + a[1] * r + b[1] * h);
		str_putc(out, ' ');
		put_point(
		        out, x + b[0] * r + a[0] * h, y + b[1] * r + a[1] * h);
		str_putc(out, ' ');
		put_point(out, x + b[0] * r, y + b[1] * r);
		str_puts(out, " c\n");
	}
	put_line(out, x - arm, y, x + arm, y);
	put_line(out, x, y - arm, x, y + arm);
}

static void
put_registers(struct str *out, const struct page *p, int64_t m)
{
	int64_t off = press_mark_gap(p) + LENGTH / 2;

	put_register(out, m + p->width / 2, m - off);
	put_register(out, m + p->width / 2, m + p->height + off);
	put_register(out, m - off, m + p->height / 2);
	put_register(out, m + p->width + off, m + p->height / 2);
}

/* Solid inks, their overprints, and half tones. */
static void
put_bars(struct str *out, const struct page *p, int64_t m)
{
	static const char *const patch[] = { "1 0 0 0", "0 1 0 0", "0 0 1 0",
		"0 0 0 1", "1 1 0 0", "0 1 1 0", "1 0 1 0", ".5 0 0 0",
		"0 .5 0 0", "0 0 .5 0", "0 0 0 .5" };
	int64_t x = m + SIDE, end = m + p->width / 2 - unit_from_mm(4);
	int64_t y = m + p->height + press_mark_gap(p) + (LENGTH - PATCH) / 2;

	for (size_t i = 0; i < sizeof(patch) / sizeof(*patch); i++) {
		if (x + PATCH > end)
			return;
		str_puts(out, patch[i]);
		str_puts(out, " k ");
		put_point(out, x, y);
		str_putc(out, ' ');
		put_point(out, PATCH, PATCH);
		str_puts(out, " re f\n");
		x += PATCH;
	}
}

/* A word at x; the place after it. */
static int64_t
put_word(struct pdf *pdf, struct str *out, const struct shaped *w, int64_t x,
        int64_t y)
{
	struct face *fa = faces_use(pdf, w->font);
	const struct coded *c = faces_code(pdf, fa, w);

	str_puts(out, "/F");
	pdf_put_int(out, fa->index);
	str_putc(out, ' ');
	str_put_pt(out, SLUG_SIZE);
	str_puts(out, " Tf 1 0 0 1 ");
	put_point(out, x, y);
	str_puts(out, " Tm [(");
	if (c->len)
		str_add_short(out, faces_text(pdf->faces, c), c->len);
	else
		face_encode(fa, w, 0, SLUG_SIZE, out);
	str_puts(out, ")]TJ\n");
	return x + shaped_width(w, SLUG_SIZE);
}

/* Words until the end of the line; what does not fit is left out. */
static void
put_slug(struct pdf *pdf, const struct page *p, int64_t m, struct str *out)
{
	static const char *const family[] = { "sans-serif", NULL };
	const struct book *b = pdf->book;
	struct str text = STR_INIT;
	struct style s;
	int64_t x = m + SIDE, end = m + p->width / 2 - unit_from_mm(4);
	int64_t y = m - press_mark_gap(p) - LENGTH / 2 - SLUG_SIZE / 3;

	memset(&s, 0, sizeof(s));
	s.font_family = family;
	s.font_size = SLUG_SIZE;
	s.font_weight = 400;
	str_printf(&text, "%s", p->label ? p->label : "");
	if (pdf->options->file)
		str_printf(&text, " \u00B7 %s", pdf->options->file);
	if (b->date)
		str_printf(&text, " \u00B7 %s", b->date);
	if (b->number)
		str_printf(&text, " \u00B7 %s", b->number);
	if (b->title)
		str_printf(&text, " \u00B7 %s", b->title);
	str_puts(out, "/O1 gs 0 0 0 1 k BT\n");
	for (const char *t = str_c(&text); *t;) {
		size_t n = *t == ' ' ? 1 : strcspn(t, " ");
		const struct shaped *w = shape_simple(pdf->options->shaper, &s,
		        b->lang ? b->lang : "en", t, n);

		if (x + shaped_width(w, SLUG_SIZE) > end)
			break;
		if (w->n)
			x = put_word(pdf, out, w, x, y);
		t += n;
	}
	str_puts(out, "ET\n");
	str_free(&text);
}

void
press_marks(struct pdf *pdf, const struct page *p, struct str *content,
        struct pdf_uses *uses)
{
	int64_t m = press_margin(pdf, p);

	if (!press_has_marks(pdf, p))
		return;
	str_puts(content, "/Artifact<</Type/Page>>BDC q 1 1 1 1 K .25 w "
	                  "[]0 d 0 J\n");
	put_crops(content, p, m);
	if (pdf->options->all_marks)
		put_registers(content, p, m);
	str_puts(content, "S\n");
	if (pdf->options->all_marks) {
		put_bars(content, p, m);
		if (pdf->options->shaper) {
			uses->gstate = 1;
			put_slug(pdf, p, m, content);
		}
	}
	str_puts(content, "Q EMC\n");
}
