/* tags: the structure tree (ISO 32000-1, 14.7) from layout's elements and
 * from the marked content that pages left behind.
 *
 * While pages come in, one record a marked-content sequence is kept: element,
 * place in the document, page, MCID.  At the end they are sorted by element
 * and merged with its children by their sequence numbers: that is /K, and so
 * the reading order is the document's, whatever the order of painting.
 * Elements are written while the file is saved, from these arrays, for
 * 100,000 dictionaries would fill memory.  An element without content is
 * left out, except for cells, which keep their rows regular.
 */
#include "pdf/tags.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/tree.h"
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

struct tags *
pdf_tags_new(void)
{
	return xcalloc(1, sizeof(struct tags));
}

void
pdf_tags_free(struct tags *t)
{
	if (!t)
		return;
	vec_free(&t->mark);
	vec_free(&t->annot);
	vec_free(&t->key);
	vec_free(&t->page_mark);
	vec_free(&t->page_marks);
	vec_free(&t->named);
	free(t->mark_of);
	free(t->mark_at);
	free(t->child_of);
	free(t->child_at);
	free(t->annot_of);
	free(t->annot_at);
	free(t->object);
	free(t->level);
	free(t->elem_of);
	free(t);
}

void
pdf_tags_page(struct tags *t, int page)
{
	while (t->page_mark.n <= (size_t)page) {
		vec_add(&t->page_mark, 0);
		vec_add(&t->page_marks, 0);
	}
	t->page_mark.p[page] = t->mark.n;
}

int
pdf_tags_key(struct tags *t, int page)
{
	struct tag_key *k = vec_push(&t->key);

	*k = (struct tag_key){ page, -1, -1, 0 };
	return (int)t->key.n - 1;
}

int
pdf_tags_sheet(struct tags *t, int left, int right)
{
	struct tag_key *k = vec_push(&t->key);
	int even = left >= 0 ? left % 2 == 0 : right % 2 != 0;

	*k = (struct tag_key){ even ? left : right, -1, even ? right : left,
		1 };
	return (int)t->key.n - 1;
}

int
pdf_tags_mark(struct tags *t, uint32_t elem, uint32_t seq, int page)
{
	struct tag_mark *m = vec_push(&t->mark);

	*m = (struct tag_mark){ elem, seq, page, t->page_marks.p[page]++ };
	if (t->sheets)
		m->mcid = 2 * m->mcid + page % 2;
	return m->mcid;
}

int
pdf_tags_annot(struct tags *t, uint32_t elem, int page, int id)
{
	struct tag_annot *a = vec_push(&t->annot);
	struct tag_key *k = vec_push(&t->key);

	*a = (struct tag_annot){ elem, page, id };
	*k = (struct tag_key){ -1, (int)t->annot.n - 1, -1, 0 };
	return (int)t->key.n - 1;
}

/* --- sorting --- */

/* Counting sort: *of lists the numbers 0 .. n - 1 by their key, *at says
 * where a key's begin. */
static void
group(size_t n, size_t keys, uint32_t (*key)(const struct tags *, size_t),
        const struct tags *t, uint32_t **of, size_t **at)
{
	size_t *fill = xcalloc(keys + 1, sizeof(*fill));

	*of = xcalloc(n + 1, sizeof(**of));
	*at = xcalloc(keys + 2, sizeof(**at));
	for (size_t i = 0; i < n; i++)
		(*at)[key(t, i) + 1]++;
	for (size_t k = 0; k < keys; k++)
		(*at)[k + 1] += (*at)[k];
	for (size_t i = 0; i < n; i++) {
		uint32_t k = key(t, i);

		(*of)[(*at)[k] + fill[k]++] = (uint32_t)i;
	}
	free(fill);
}

static uint32_t
mark_key(const struct tags *t, size_t i)
{
	assert(t->mark.p[i].elem < t->frame->elem.n);
	return t->mark.p[i].elem;
}

static uint32_t
annot_key(const struct tags *t, size_t i)
{
	assert(t->annot.p[i].elem < t->frame->elem.n);
	return t->annot.p[i].elem;
}

/* Element 0, the root, counts as a child of a parent beyond the last. */
static uint32_t
child_key(const struct tags *t, size_t i)
{
	if (i == 0)
		return (uint32_t)t->frame->elem.n;
	assert(t->frame->elem.p[i].parent < i);
	return t->frame->elem.p[i].parent;
}

/* All of a run of text has one number, over pages too; and pages may come in
 * any order, for one with the contents waits until the others are known. */
static uint64_t
mark_seq(const struct tags *t, uint32_t i)
{
	const struct tag_mark *m = &t->mark.p[i];

	return (uint64_t)m->seq << 32 | (uint32_t)m->page;
}

static uint64_t
child_seq(const struct tags *t, uint32_t i)
{
	return t->frame->elem.p[i].seq;
}

/* By sequence number; nearly in order as they come, so insertion is right,
 * and a bad order costs a merge sort's time at most: halves first. */
static void
sort_by_seq(uint32_t *v, size_t n,
        uint64_t (*seq)(const struct tags *, uint32_t), const struct tags *t,
        uint32_t *tmp)
{
	for (size_t w = 1; w < n; w *= 2) {
		for (size_t lo = 0; lo + w < n; lo += 2 * w) {
			size_t mid = lo + w;
			size_t hi = mid + w < n ? mid + w : n;
			size_t a = lo, b = mid, k = 0;

			if (seq(t, v[mid - 1]) <= seq(t, v[mid]))
				continue;
			while (a < mid || b < hi)
				tmp[k++] =
				        b == hi || (a < mid &&
				                           seq(t, v[a]) <=
				                                   seq(t, v[b]))
				                ? v[a++]
				                : v[b++];
			memcpy(v + lo, tmp, k * sizeof(*v));
		}
	}
}

static void
sort_all(struct tags *t)
{
	size_t n = t->frame->elem.n;
	size_t most = t->mark.n > n ? t->mark.n : n;
	uint32_t *tmp = xcalloc(most + 1, sizeof(*tmp));

	group(t->mark.n, n, mark_key, t, &t->mark_of, &t->mark_at);
	group(n, n + 1, child_key, t, &t->child_of, &t->child_at);
	group(t->annot.n, n, annot_key, t, &t->annot_of, &t->annot_at);
	for (size_t i = 0; i < n; i++) {
		sort_by_seq(t->mark_of + t->mark_at[i],
		        t->mark_at[i + 1] - t->mark_at[i], mark_seq, t, tmp);
		sort_by_seq(t->child_of + t->child_at[i],
		        t->child_at[i + 1] - t->child_at[i], child_seq, t, tmp);
	}
	free(tmp);
}

/* --- elements --- */

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

static void
put_id(const struct elem *e, struct str *out)
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

/* PDF/UA-1, 7.9: each note has an ID. */
static int
has_id(const struct elem *e)
{
	return e->id_name || e->role == ROLE_NOTE;
}

static int
is_heading(const struct elem *e)
{
	return e->role >= ROLE_H1 && e->role <= ROLE_H6;
}

static const char *
role_of(const struct tags *t, uint32_t i)
{
	const struct elem *e = &t->frame->elem.p[i];

	if (is_heading(e))
		return role_name[ROLE_H1 + t->level[i] - 1];
	/* On paper there are no links (PDF/X-4 has no annotations inside the
	 * bleed), so nothing may say there is one. */
	if (e->role == ROLE_LINK && !pdf_has_links(t->pdf))
		return role_name[ROLE_SPAN];
	return e->role < ROLE_COUNT ? role_name[e->role] : "Span";
}

static int
make_elem(void *ctx, int id, struct str *out, struct str *data)
{
	const struct tags *t = ctx;
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
	if (has_id(e)) {
		str_puts(out, "/ID");
		put_id(e, out);
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

/* No level is skipped where headings have nothing to show and are not written
 * (ISO 14289-1, 7.4.2). */
static void
number_headings(struct tags *t)
{
	int last = 0;

	t->level = xcalloc(t->frame->elem.n + 1, sizeof(*t->level));
	for (size_t i = 0; i < t->frame->elem.n; i++) {
		const struct elem *e = &t->frame->elem.p[i];
		int level = e->role - ROLE_H1 + 1;

		if (!is_heading(e) || !t->object[i])
			continue;
		last = level > last + 1 ? last + 1 : level;
		t->level[i] = (uint8_t)last;
	}
}

/* Which elements are written, and as which objects. */
static void
number_elems(struct tags *t)
{
	size_t n = t->frame->elem.n;
	uint32_t count = 0;

	t->object = xcalloc(n + 1, sizeof(*t->object));
	t->elem_of = xcalloc(n + 1, sizeof(*t->elem_of));
	for (size_t i = n; i-- > 0;) {
		const struct elem *e = &t->frame->elem.p[i];
		int live = t->object[i] || i == 0 || e->role == ROLE_TH ||
		           e->role == ROLE_TD ||
		           t->mark_at[i] < t->mark_at[i + 1] ||
		           t->annot_at[i] < t->annot_at[i + 1];

		t->object[i] = live;
		if (live && i)
			t->object[e->parent] = 1;
	}
	for (size_t i = 0; i < n; i++)
		if (t->object[i])
			t->elem_of[count++] = (uint32_t)i;
	number_headings(t);
	t->first = obj_family(t->pdf->obj, (int)count, make_elem, t);
	for (uint32_t k = 0; k < count; k++)
		t->object[t->elem_of[k]] = t->first + (int)k;
}

/* --- the trees of the root --- */

static void
parent_key(void *ctx, size_t i, struct str *out)
{
	(void)ctx;
	pdf_put_int(out, (long long)i);
}

/* Even places are of the even page, odd ones of the odd page. */
static void
put_sheet_parents(
        const struct tags *t, const struct tag_key *k, struct str *out)
{
	int page[2] = { k->page, k->other }, n[2] = { 0, 0 };

	for (int i = 0; i < 2; i++)
		if (page[i] >= 0)
			n[i] = t->page_marks.p[page[i]];
	str_putc(out, '[');
	for (int i = 0; i < 2 * n[0] || i < 2 * n[1]; i++) {
		if (i)
			str_putc(out, ' ');
		if (i / 2 < n[i % 2])
			pdf_put_ref(out,
			        t->object
			                [t->mark.p[t->page_mark.p[page[i % 2]] +
			                                (size_t)i / 2]
			                                .elem]);
		else
			str_puts(out, "null");
	}
	str_putc(out, ']');
}

static void
parent_value(void *ctx, size_t i, struct str *out)
{
	const struct tags *t = ctx;
	const struct tag_key *k = &t->key.p[i];
	const struct tag_mark *m;

	if (k->sheet) {
		put_sheet_parents(t, k, out);
		return;
	}
	if (k->page < 0) {
		pdf_put_ref(out, t->object[t->annot.p[k->annot].elem]);
		return;
	}
	m = t->mark.p + t->page_mark.p[k->page];
	str_putc(out, '[');
	for (int n = 0; n < t->page_marks.p[k->page]; n++) {
		if (n)
			str_putc(out, ' ');
		pdf_put_ref(out, t->object[m[n].elem]);
	}
	str_putc(out, ']');
}

static void
id_key(void *ctx, size_t i, struct str *out)
{
	const struct tags *t = ctx;

	put_id(&t->frame->elem.p[t->named.p[i]], out);
}

static void
id_value(void *ctx, size_t i, struct str *out)
{
	const struct tags *t = ctx;

	pdf_put_ref(out, t->object[t->named.p[i]]);
}

struct id_entry {
	struct str text;
	uint32_t elem;
};

static int
id_order(const void *a, const void *b)
{
	const struct id_entry *x = a, *y = b;
	size_t n = x->text.len < y->text.len ? x->text.len : y->text.len;
	int d = memcmp(x->text.s, y->text.s, n);

	if (d)
		return d;
	if (x->text.len != y->text.len)
		return x->text.len < y->text.len ? -1 : 1;
	return x->elem < y->elem ? -1 : x->elem > y->elem;
}

static void
sort_named(struct tags *t)
{
	VEC(struct id_entry) v = VEC_INIT;

	for (size_t i = 0; i < t->frame->elem.n; i++) {
		const struct elem *e = &t->frame->elem.p[i];
		struct id_entry *x;

		if (!t->object[i] || !has_id(e))
			continue;
		x = vec_push(&v);
		x->elem = (uint32_t)i;
		put_id(e, &x->text);
	}
	if (v.n)
		qsort(v.p, v.n, sizeof(*v.p), id_order);
	for (size_t i = 0; i < v.n; i++) {
		vec_add(&t->named, v.p[i].elem);
		str_free(&v.p[i].text);
	}
	vec_free(&v);
}

void
pdf_tags_write(struct pdf *pdf, const struct frame *f, struct str *catalog)
{
	struct tags *t = pdf->tags;
	struct tree_source parents = { t->key.n, 0, parent_key, parent_value,
		t };
	struct tree_source ids = { 0, 1, id_key, id_value, t };
	struct str d = STR_INIT;

	t->pdf = pdf;
	t->frame = f;
	assert(f->elem.n > 0);
	t->root = obj_new(pdf->obj);
	sort_all(t);
	number_elems(t);
	sort_named(t);
	ids.n = t->named.n;
	str_puts(&d, "/Type/StructTreeRoot/K ");
	pdf_put_ref(&d, t->object[0]);
	str_puts(&d, "/ParentTree ");
	pdf_put_ref(&d, tree_write(pdf->obj, &parents));
	str_puts(&d, "/ParentTreeNextKey ");
	pdf_put_int(&d, (long long)t->key.n);
	if (ids.n) {
		str_puts(&d, "/IDTree ");
		pdf_put_ref(&d, tree_write(pdf->obj, &ids));
	}
	str_put_span(obj_dict(pdf->obj, t->root), str_span(&d));
	str_free(&d);
	str_puts(catalog, "/StructTreeRoot ");
	pdf_put_ref(catalog, t->root);
}
