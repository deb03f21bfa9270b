/* tags: the structure tree (ISO 32000-1, 14.7) from layout's elements and
 * from the marked content that pages left behind.
 *
 * While pages come in, one record a marked-content sequence is kept: element,
 * place in the document, page, MCID.  At the end they are sorted by element
 * and merged with its children by their sequence numbers: that is /K, and so
 * the reading order is the document's, whatever the order of painting.
 * Elements are written while the file is saved (elem.c), from these arrays,
 * for 100,000 dictionaries would fill memory.  An element without content is
 * left out, except for cells, which keep their rows regular.
 */
#include "pdf/tags.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

#include "pdf/tree.h"
#include "pdf/writer.h"

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

		if (!elem_is_heading(e) || !t->object[i])
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
	t->first = obj_family(t->pdf->obj, (int)count, elem_make, t);
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

	elem_put_id(&t->frame->elem.p[t->named.p[i]], out);
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

		if (!t->object[i] || !elem_has_id(e))
			continue;
		x = vec_push(&v);
		x->elem = (uint32_t)i;
		elem_put_id(e, &x->text);
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
