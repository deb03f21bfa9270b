/* outline: bookmarks, named destinations and page labels. */
#include <stdlib.h>
#include <string.h>

#include "pdf/tree.h"
#include "pdf/writer.h"

static int
is_page(const struct pdf *pdf, int page)
{
	return page >= 0 && (size_t)page < pdf->leaf.n && pdf->leaf.p[page].id;
}

static void
put_dest(const struct pdf *pdf, int page, unit x, unit y, struct str *out)
{
	const struct pdf_leaf *l = &pdf->leaf.p[page];

	str_putc(out, '[');
	pdf_put_ref(out, l->id);
	str_puts(out, "/XYZ ");
	str_put_pt(out, leaf_x(l, x));
	str_putc(out, ' ');
	str_put_pt(out, leaf_y(l, y));
	str_puts(out, " null]");
}

/* --- bookmarks (ISO 32000-1, 12.3.3) --- */

#define OPEN_MAX 60 /* entries; a longer outline starts closed */

struct mark {
	const struct outline *o;
	int id;
	int parent, first, last, prev, next; /* indices; -1 none */
	int level, kids;
};

static void
put_link(struct str *d, const char *key, const struct mark *m, int i)
{
	if (i < 0)
		return;
	str_puts(d, key);
	pdf_put_ref(d, m[i].id);
}

/* Entries without a page are left out; a level that skips is taken as one
 * below its predecessor's. */
static size_t
arrange(struct pdf *pdf, const struct frame *f, struct mark *m, int *last_top)
{
	size_t n = 0;
	int last[64]; /* index of the last of each level */
	int depth = 0;

	*last_top = -1;
	for (size_t i = 0; i < f->outline.n; i++) {
		const struct outline *o = &f->outline.p[i];
		int level = o->level < 1 ? 1 : o->level;

		if (!is_page(pdf, o->page))
			continue;
		if (level > depth + 1)
			level = depth + 1;
		if (level > 63)
			level = 63;
		m[n] = (struct mark){ o, obj_new(pdf->obj), -1, -1, -1, -1, -1,
			level, 0 };
		if (level > 1) {
			struct mark *up = &m[last[level - 1]];

			m[n].parent = last[level - 1];
			if (up->first < 0)
				up->first = (int)n;
			up->last = (int)n;
			up->kids++;
		}
		if (level <= depth) {
			m[n].prev = last[level];
			m[last[level]].next = (int)n;
		}
		last[level] = (int)n;
		depth = level;
		if (level == 1)
			*last_top = (int)n;
		n++;
	}
	return n;
}

int
pdf_outline(struct pdf *pdf, const struct frame *f)
{
	struct mark *m = xcalloc(f->outline.n + 1, sizeof(*m));
	int last, root, tops = 0, open;
	size_t n = arrange(pdf, f, m, &last);
	struct str *d;

	if (!n) {
		free(m);
		return 0;
	}
	open = n <= OPEN_MAX;
	root = obj_new(pdf->obj);
	for (size_t i = 0; i < n; i++) {
		tops += m[i].level == 1;
		d = obj_dict(pdf->obj, m[i].id);
		str_puts(d, "/Title");
		pdf_put_text(d, span_of(m[i].o->title));
		str_puts(d, "/Parent ");
		pdf_put_ref(d, m[i].parent < 0 ? root : m[m[i].parent].id);
		put_link(d, "/Prev ", m, m[i].prev);
		put_link(d, "/Next ", m, m[i].next);
		put_link(d, "/First ", m, m[i].first);
		put_link(d, "/Last ", m, m[i].last);
		if (m[i].kids) {
			/* the first level may be open, others are closed */
			str_puts(d, "/Count ");
			pdf_put_int(d, open && m[i].level == 1 ? m[i].kids
			                                       : -m[i].kids);
			if (open && m[i].level == 1)
				tops += m[i].kids;
		}
		str_puts(d, "/Dest");
		put_dest(pdf, m[i].o->page, 0, m[i].o->y, d);
	}
	d = obj_dict(pdf->obj, root);
	str_puts(d, "/Type/Outlines/First ");
	pdf_put_ref(d, m[0].id);
	put_link(d, "/Last ", m, last);
	str_puts(d, "/Count ");
	pdf_put_int(d, tops);
	free(m);
	return root;
}

/* --- named destinations (12.3.2.3) --- */

struct names {
	const struct pdf *pdf;
	const struct dest **dest;
};

static void
name_key(void *ctx, size_t i, struct str *out)
{
	const struct names *n = ctx;

	pdf_put_bytes(out, span_of(n->dest[i]->name));
}

static void
name_value(void *ctx, size_t i, struct str *out)
{
	const struct names *n = ctx;
	const struct dest *d = n->dest[i];

	put_dest(n->pdf, d->page, d->x, d->y, out);
}

static int
name_order(const void *a, const void *b)
{
	const struct dest *const *x = a, *const *y = b;

	return strcmp((*x)->name, (*y)->name);
}

/* Links to names that no page has. */
static void
check_targets(struct pdf *pdf, struct map *known)
{
	for (size_t i = 0; i < pdf->targets.n; i++) {
		const struct map_entry *e = &pdf->targets.entry[i];

		if (!map_has(known, (struct span){ e->key, e->len }))
			diag_report(pdf->dg, NULL, MSG_PDF_DEST, e->key);
	}
}

void
pdf_dests(struct pdf *pdf, const struct frame *f, struct str *catalog)
{
	struct names n = { pdf, xcalloc(f->dest.n + 1, sizeof(*n.dest)) };
	struct tree_source src = { 0, 1, name_key, name_value, &n };
	struct map known = { 0 };
	int files;

	for (size_t i = 0; i < f->dest.n; i++) {
		struct span name = span_of(f->dest.p[i].name);

		if (!is_page(pdf, f->dest.p[i].page) || map_has(&known, name))
			continue;
		map_put(&known, name);
		n.dest[src.n++] = &f->dest.p[i];
	}
	files = attach_all(pdf, catalog);
	if (src.n || files)
		str_puts(catalog, "/Names<<");
	if (src.n) {
		qsort(n.dest, src.n, sizeof(*n.dest), name_order);
		str_puts(catalog, "/Dests ");
		pdf_put_ref(catalog, tree_write(pdf->obj, &src));
	}
	if (files) {
		str_puts(catalog, "/EmbeddedFiles ");
		pdf_put_ref(catalog, files);
	}
	if (src.n || files)
		str_puts(catalog, ">>");
	check_targets(pdf, &known);
	map_free(&known);
	free(n.dest);
}

/* --- page labels (12.4.2) --- */

struct label {
	size_t page;
	char style; /* D, r, R; 0: the label is a prefix */
	int value;
	const char *text;
};

struct labels {
	VEC(struct label) v;
};

static int
decimal(const char *s)
{
	int v = 0;

	if (!*s || *s == '0')
		return 0;
	for (; *s; s++) {
		if (*s < '0' || *s > '9' || v > 100000)
			return 0;
		v = v * 10 + (*s - '0');
	}
	return v;
}

static void
put_roman(struct str *out, int v, int upper)
{
	static const struct {
		int v;
		const char *s[2];
	} part[] = {
		{ 1000, { "m", "M" } },
		{ 900, { "cm", "CM" } },
		{ 500, { "d", "D" } },
		{ 400, { "cd", "CD" } },
		{ 100, { "c", "C" } },
		{ 90, { "xc", "XC" } },
		{ 50, { "l", "L" } },
		{ 40, { "xl", "XL" } },
		{ 10, { "x", "X" } },
		{ 9, { "ix", "IX" } },
		{ 5, { "v", "V" } },
		{ 4, { "iv", "IV" } },
		{ 1, { "i", "I" } },
	};

	for (size_t i = 0; i < sizeof(part) / sizeof(*part); i++)
		for (; v >= part[i].v; v -= part[i].v)
			str_puts(out, part[i].s[upper]);
}

/* The value of a numeral written in the one right way; 0 when it is none. */
static int
roman(const char *s, int upper)
{
	struct str is = STR_INIT;
	int v;

	if (!*s || strlen(s) > 12)
		return 0;
	for (v = 1; v < 500; v++) {
		str_truncate(&is, 0);
		put_roman(&is, v, upper);
		if (strcmp(str_c(&is), s) == 0)
			break;
	}
	str_free(&is);
	return v < 500 ? v : 0;
}

static struct label
read_label(size_t page, const char *text)
{
	struct label l = { page, 0, 0, text };

	if ((l.value = decimal(text)) > 0)
		l.style = 'D';
	else if ((l.value = roman(text, 0)) > 0)
		l.style = 'r';
	else if ((l.value = roman(text, 1)) > 0)
		l.style = 'R';
	return l;
}

static void
label_key(void *ctx, size_t i, struct str *out)
{
	const struct labels *ls = ctx;

	pdf_put_int(out, (long long)ls->v.p[i].page);
}

static void
label_value(void *ctx, size_t i, struct str *out)
{
	const struct labels *ls = ctx;
	const struct label *l = &ls->v.p[i];

	if (!l->style) {
		str_puts(out, "<</P");
		pdf_put_text(out, span_of(l->text));
		str_puts(out, ">>");
		return;
	}
	str_puts(out, "<</S/");
	str_putc(out, l->style);
	if (l->value > 1) {
		str_puts(out, "/St ");
		pdf_put_int(out, l->value);
	}
	str_puts(out, ">>");
}

void
pdf_labels(struct pdf *pdf, struct str *catalog)
{
	struct labels ls = { VEC_INIT };
	struct tree_source src = { 0, 0, label_key, label_value, &ls };
	struct label prev = { 0 };

	for (size_t i = 0; i < pdf->leaf.n; i++) {
		struct label l = read_label(i, pdf->leaf.p[i].label);

		if (i == 0 || !l.style || l.style != prev.style ||
		        l.value != prev.value + 1)
			vec_add(&ls.v, l);
		prev = l;
	}
	src.n = ls.v.n;
	if (src.n) {
		str_puts(catalog, "/PageLabels ");
		pdf_put_ref(catalog, tree_write(pdf->obj, &src));
	}
	vec_free(&ls.v);
}
