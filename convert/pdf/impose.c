/* impose: two pages on a sheet, in the order of a booklet: printed on both
 * sides, laid together, folded once and stitched through the fold, the pages
 * come in their order.
 *
 * Of n leaves (a multiple of four, blanks at the end) the outermost sheet has
 * the last and the first in front, the second and the last but one behind.
 * So an even page always lies beside an odd one, and marked content keeps
 * apart on a sheet though pages are written before their number is known:
 * even pages have even MCIDs, odd ones odd (see pdf_tags_mark()).  What a
 * page paints beyond its trim is cut at the fold.
 */
#include <string.h>

#include "pdf/tags.h"
#include "pdf/writer.h"

#define KIDS 32 /* sheets in a node of the page tree */

struct sheet {
	struct page page; /* as large as both */
	const struct pdf_leaf *leaf[2]; /* NULL: blank */
	int index[2];
	int id;
};

/* The leaf's content, moved to its half and cut at the fold. */
static void
begin_half(const struct sheet *s, int right, int64_t m, struct str *out)
{
	int64_t w = s->page.width / 2, b = s->page.bleed;

	str_puts(out, right ? "Q q " : "q ");
	str_put_pt(out, right ? m + w : m - b);
	str_putc(out, ' ');
	str_put_pt(out, m - b);
	str_putc(out, ' ');
	str_put_pt(out, w + b);
	str_putc(out, ' ');
	str_put_pt(out, s->page.height + 2 * b);
	str_puts(out, " re W n 1 0 0 1 ");
	str_put_pt(out, right ? m + w : m);
	str_putc(out, ' ');
	str_put_pt(out, m);
	str_puts(out, " cm\n");
}

/* Where to fold: outside the bleed, above and below. */
static void
put_fold(const struct sheet *s, int64_t m, int64_t gap, struct str *out)
{
	int64_t x = m + s->page.width / 2, top = m + s->page.height;

	str_puts(out, "/Artifact<</Type/Page>>BDC q 0 G .25 w [3 2]0 d ");
	for (int i = 0; i < 2; i++) {
		str_put_pt(out, x);
		str_putc(out, ' ');
		str_put_pt(out, i ? top + gap : 0);
		str_puts(out, " m ");
		str_put_pt(out, x);
		str_putc(out, ' ');
		str_put_pt(out, i ? top + m : m - gap);
		str_puts(out, " l ");
	}
	str_puts(out, "S Q EMC\n");
}

static void
put_piece(struct pdf *pdf, struct str *list, struct str *content)
{
	int id = obj_new(pdf->obj);

	obj_stream(pdf->obj, id, str_span(content), FLATE_QUICK);
	str_truncate(content, 0);
	pdf_put_ref(list, id);
	str_putc(list, ' ');
}

static void
put_contents(struct pdf *pdf, const struct sheet *s, struct str *d,
        struct pdf_uses *uses)
{
	struct str list = STR_INIT, piece = STR_INIT;
	int64_t m = press_margin(pdf, &s->page);

	for (int i = 0; i < 2; i++) {
		begin_half(s, i, m, &piece);
		put_piece(pdf, &list, &piece);
		if (s->leaf[i]) {
			pdf_put_ref(&list, s->leaf[i]->contents);
			str_putc(&list, ' ');
		}
	}
	str_puts(&piece, "Q\n");
	press_marks(pdf, &s->page, &piece, uses);
	if (press_has_marks(pdf, &s->page) && !pdf->options->all_marks)
		put_fold(s, m, press_mark_gap(&s->page), &piece);
	put_piece(pdf, &list, &piece);
	str_puts(d, "/Contents[");
	str_put_span(d, str_span(&list));
	str_putc(d, ']');
	str_free(&list);
	str_free(&piece);
}

static void
unite(struct pdf_uses *to, const struct pdf_uses *from)
{
	to->transparent |= from->transparent;
	to->icc |= from->icc;
	to->gstate |= from->gstate;
	for (size_t i = 0; i < from->image.n; i++)
		pdf_use(&to->image, from->image.p[i]);
	for (size_t i = 0; i < from->shading.n; i++)
		pdf_use(&to->shading, from->shading.p[i]);
}

static void
put_sheet(struct pdf *pdf, const struct sheet *s, int parent)
{
	struct pdf_uses uses = { .image = VEC_INIT };
	struct str d = STR_INIT;

	for (int i = 0; i < 2; i++)
		if (s->leaf[i])
			unite(&uses, &s->leaf[i]->uses);
	str_puts(&d, "/Type/Page/Parent ");
	pdf_put_ref(&d, parent);
	press_boxes(pdf, &s->page, &d);
	put_contents(pdf, s, &d, &uses);
	pdf_resources(pdf, &uses, &d);
	str_puts(&d, "/StructParents ");
	pdf_put_int(&d, pdf_tags_sheet(pdf->tags, s->index[0], s->index[1]));
	str_puts(&d, "/Tabs/S");
	pdf_group(pdf, &uses, &d);
	str_put_span(obj_dict(pdf->obj, s->id), str_span(&d));
	str_free(&d);
	pdf_uses_free(&uses);
}

/* Two leaves side by side; from here on they are where the sheet is. */
static int
make_sheet(struct pdf *pdf, size_t left, size_t right, struct sheet *s)
{
	const struct pdf_leaf *first = &pdf->leaf.p[0];
	size_t at[2] = { left, right };
	int any = 0;

	memset(s, 0, sizeof(*s));
	s->page.width = 2 * first->width;
	s->page.height = first->height;
	s->page.bleed = first->bleed;
	s->page.crop_marks = first->crop_marks;
	for (int i = 0; i < 2; i++) {
		s->index[i] = -1;
		if (at[i] >= pdf->leaf.n)
			continue;
		s->leaf[i] = &pdf->leaf.p[at[i]];
		s->index[i] = (int)at[i];
		any = 1;
	}
	s->page.label = arena_printf(pdf->arena, "%s-%s",
	        s->leaf[0] ? s->leaf[0]->label : "",
	        s->leaf[1] ? s->leaf[1]->label : "");
	return any;
}

int
impose_booklet(struct pdf *pdf)
{
	size_t n = (pdf->leaf.n + 3) / 4 * 4;

	for (size_t i = 1; i < pdf->leaf.n; i++)
		if (pdf->leaf.p[i].width != pdf->leaf.p[0].width ||
		        pdf->leaf.p[i].height != pdf->leaf.p[0].height)
			return diag_report(pdf->dg, NULL, MSG_PDF_IMPOSE,
			        pdf->leaf.p[i].label);
	for (size_t i = 0; i < n / 2; i++) {
		size_t pair[2] = { i % 2 ? i : n - 1 - i,
			i % 2 ? n - 1 - i : i };
		struct sheet s;

		if (!make_sheet(pdf, pair[0], pair[1], &s))
			continue;
		s.id = obj_new(pdf->obj);
		if (pdf->sheet.n % KIDS == 0)
			vec_add(&pdf->node, obj_new(pdf->obj));
		vec_add(&pdf->sheet, s.id);
		put_sheet(pdf, &s, *vec_last(&pdf->node));
		for (int k = 0; k < 2; k++)
			if (pair[k] < pdf->leaf.n) {
				struct pdf_leaf *l = &pdf->leaf.p[pair[k]];

				l->id = s.id;
				l->margin = press_margin(pdf, &s.page);
				l->shift = k ? s.page.width / 2 : 0;
			}
	}
	return 0;
}
