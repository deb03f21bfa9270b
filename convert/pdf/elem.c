/* elem: an element of the structure tree as a dictionary (ISO 32000-1,
 * 14.7.2), written while the file is saved: its role, ID, language,
 * alternative, attributes (14.8.5), and its kids by their sequence numbers.
 */
#include "pdf/tags.h"
#include "pdf/writer.h"

static const char *const role_name[ROLE_COUNT] = {
	[ROLE_DOCUMENT] = "Document",
	[ROLE_PART] = "Part",
	[ROLE_ART] = "Art",
	[ROLE_SECT] = "Sect",
	[ROLE_DIV] = "Div",
	[ROLE_H1] = "H1",
	[ROLE_H2] = "H2",
	[ROLE_H3] = "H3",
	[ROLE_H4] = "H4",
	[ROLE_H5] = "H5",
	[ROLE_H6] = "H6",
	[ROLE_P] = "P",
	[ROLE_L] = "L",
	[ROLE_LI] = "LI",
	[ROLE_LBL] = "Lbl",
	[ROLE_LBODY] = "LBody",
	[ROLE_BLOCKQUOTE] = "BlockQuote",
	[ROLE_QUOTE] = "Quote",
	[ROLE_FIGURE] = "Figure",
	[ROLE_CAPTION] = "Caption",
	[ROLE_TABLE] = "Table",
	[ROLE_THEAD] = "THead",
	[ROLE_TBODY] = "TBody",
	[ROLE_TFOOT] = "TFoot",
	[ROLE_TR] = "TR",
	[ROLE_TH] = "TH",
	[ROLE_TD] = "TD",
	[ROLE_TOC] = "TOC",
	[ROLE_TOCI] = "TOCI",
	[ROLE_INDEX] = "Index",
	[ROLE_REFERENCE] = "Reference",
	[ROLE_LINK] = "Link",
	[ROLE_NOTE] = "Note",
	[ROLE_SPAN] = "Span",
	[ROLE_CODE] = "Code",
};

static void
put_attributes(const struct tags *t, const struct elem *e, struct str *out)
{
	static const char *const numbering[] = {
		[NUMBERING_NONE] = "None",
		[NUMBERING_DISC] = "Disc",
		[NUMBERING_CIRCLE] = "Circle",
		[NUMBERING_SQUARE] = "Square",
		[NUMBERING_DECIMAL] = "Decimal",
		[NUMBERING_LOWER_ALPHA] = "LowerAlpha",
		[NUMBERING_UPPER_ALPHA] = "UpperAlpha",
		[NUMBERING_LOWER_ROMAN] = "LowerRoman",
		[NUMBERING_UPPER_ROMAN] = "UpperRoman",
	};

	if (e->role == ROLE_TH || e->role == ROLE_TD) {
		if (e->role == ROLE_TD && e->colspan < 2 && e->rowspan < 2)
			return;
		str_puts(out, "/A<</O/Table");
		if (e->role == ROLE_TH)
			str_puts(out,
			        e->scope == 2 ? "/Scope/Row" : "/Scope/Column");
		if (e->colspan > 1) {
			str_puts(out, "/ColSpan ");
			pdf_put_int(out, e->colspan);
		}
		if (e->rowspan > 1) {
			str_puts(out, "/RowSpan ");
			pdf_put_int(out, e->rowspan);
		}
		str_puts(out, ">>");
	} else if (e->role == ROLE_L && e->numbering < NUMBERING_COUNT) {
		str_puts(out, "/A<</O/List/ListNumbering/");
		str_puts(out, numbering[e->numbering]);
		str_puts(out, ">>");
	} else if ((e->role == ROLE_FIGURE || e->role == ROLE_TABLE) &&
	           e->page >= 0 && (size_t)e->page < t->pdf->leaf.n) {
		const struct pdf_leaf *l = &t->pdf->leaf.p[e->page];

		str_puts(out, "/A<</O/Layout/Placement/Block/BBox[");
		str_put_pt(out, leaf_x(l, e->bbox[0]));
		str_putc(out, ' ');
		str_put_pt(out, leaf_y(l, e->bbox[3]));
		str_putc(out, ' ');
		str_put_pt(out, leaf_x(l, e->bbox[2]));
		str_putc(out, ' ');
		str_put_pt(out, leaf_y(l, e->bbox[1]));
		str_puts(out, "]>>");
	}
}

static void
put_page(const struct tags *t, struct str *out, int page)
{
	str_puts(out, "/Pg ");
	pdf_put_ref(out, t->pdf->leaf.p[page].id);
}

static void
put_mark(const struct tags *t, const struct tag_mark *m, int page,
        struct str *out)
{
	if (m->page == page) {
		pdf_put_int(out, m->mcid);
		return;
	}
	str_puts(out, "<</Type/MCR");
	put_page(t, out, m->page);
	str_puts(out, "/MCID ");
	pdf_put_int(out, m->mcid);
	str_puts(out, ">>");
}

/* /K of element i: marks and children merged by their numbers, then the
 * annotations. */
static size_t
put_kids(const struct tags *t, size_t i, int page, struct str *out)
{
	size_t m = t->mark_at[i], m_end = t->mark_at[i + 1];
	size_t c = t->child_at[i], c_end = t->child_at[i + 1];
	size_t n = 0;

	while (m < m_end || c < c_end) {
		const struct tag_mark *mk =
		        m < m_end ? &t->mark.p[t->mark_of[m]] : NULL;
		uint32_t kid = c < c_end ? t->child_of[c] : 0;

		if (c < c_end && !t->object[kid]) {
			c++;
			continue;
		}
		if (n++)
			str_putc(out, ' ');
		if (c == c_end ||
		        (mk && mk->seq <= t->frame->elem.p[kid].seq)) {
			put_mark(t, mk, page, out);
			m++;
		} else {
			pdf_put_ref(out, t->object[kid]);
			c++;
		}
	}
	for (size_t a = t->annot_at[i]; a < t->annot_at[i + 1]; a++) {
		const struct tag_annot *an = &t->annot.p[t->annot_of[a]];

		if (n++)
			str_putc(out, ' ');
		str_puts(out, "<</Type/OBJR");
		put_page(t, out, an->page);
		str_puts(out, "/Obj ");
		pdf_put_ref(out, an->id);
		str_puts(out, ">>");
	}
	return n;
}

void
elem_put_id(const struct elem *e, struct str *out)
{
	struct str made = STR_INIT;

	if (e->id_name) {
		pdf_put_bytes(out, span_of(e->id_name));
		return;
	}
	str_puts(&made, "e");
	pdf_put_int(&made, e->id);
	pdf_put_bytes(out, str_span(&made));
	str_free(&made);
}

int
elem_has_id(const struct elem *e)
{
	return e->id_name || e->role == ROLE_NOTE;
}

int
elem_is_heading(const struct elem *e)
{
	return e->role >= ROLE_H1 && e->role <= ROLE_H6;
}

static const char *
role_of(const struct tags *t, uint32_t i)
{
	const struct elem *e = &t->frame->elem.p[i];

	if (elem_is_heading(e))
		return role_name[ROLE_H1 + t->level[i] - 1];
	/* On paper there are no links (PDF/X-4 has no annotations inside the
	 * bleed), so nothing may say there is one. */
	if (e->role == ROLE_LINK && !pdf_has_links(t->pdf))
		return role_name[ROLE_SPAN];
	return e->role < ROLE_COUNT ? role_name[e->role] : "Span";
}

int
elem_make(void *tags, int id, struct str *out, struct str *data)
{
	const struct tags *t = tags;
	uint32_t i = t->elem_of[id - t->first];
	const struct elem *e = &t->frame->elem.p[i];
	struct str kids = STR_INIT;
	int page = -1;
	size_t n;

	(void)data;
	str_puts(out, "/S/");
	str_puts(out, role_of(t, i));
	str_puts(out, "/P ");
	pdf_put_ref(out, i ? t->object[e->parent] : t->root);
	if (t->mark_at[i] < t->mark_at[i + 1]) {
		page = t->mark.p[t->mark_of[t->mark_at[i]]].page;
		put_page(t, out, page);
	}
	if (elem_has_id(e)) {
		str_puts(out, "/ID");
		elem_put_id(e, out);
	}
	if (e->lang) {
		str_puts(out, "/Lang");
		pdf_put_bytes(out, span_of(e->lang));
	}
	if (e->alt) {
		str_puts(out, "/Alt");
		pdf_put_text(out, span_of(e->alt));
	}
	put_attributes(t, e, out);
	n = put_kids(t, i, page, &kids);
	if (n) {
		str_puts(out, n > 1 ? "/K[" : "/K ");
		str_put_span(out, str_span(&kids));
		if (n > 1)
			str_putc(out, ']');
	}
	str_free(&kids);
	return 0;
}
