/* pdf: frozen pages in, one tagged PDF out.
 *
 * Each page is written to its content stream and deflated when it comes;
 * what must wait for all pages (fonts, structure tree, outline, names,
 * metadata) is made by pdf_finish(), and the file is written at the very
 * end.  Images are read from the store only then, one at a time.
 */
#include "pdf/pdf.h"

#include <stdlib.h>

#include "pdf/font.h"
#include "pdf/image.h"
#include "pdf/inks.h"
#include "pdf/tags.h"
#include "pdf/writer.h"

#define KIDS 32 /* pages in a node of the page tree */

struct pdf *
pdf_open(struct publish *out, const struct pdf_options *o, struct diag *dg)
{
	struct pdf *pdf = xcalloc(1, sizeof(*pdf));
	struct pdf_options *kept;

	pdf->arena = arena_new();
	kept = arena_new_of(pdf->arena, struct pdf_options);
	*kept = *o;
	pdf->options = kept;
	pdf->book = o->book;
	pdf->store = o->store;
	pdf->dg = dg;
	pdf->out = out;
	pdf->print = o->print;
	pdf->faces = faces_new();
	pdf->images = pdf_images_new();
	pdf->tags = pdf_tags_new();
	pdf->tags->sheets = o->booklet;
	pdf->obj = objects_new(o->compression, dg);
	if (!pdf->obj || press_open(pdf) < 0) {
		pdf_free(pdf);
		return NULL;
	}
	pdf->fonts = obj_new(pdf->obj);
	return pdf;
}

void
pdf_use(struct pdf_once *list, int number)
{
	for (size_t i = 0; i < list->n; i++)
		if (list->p[i] == number)
			return;
	vec_add(list, number);
}

void
pdf_uses_free(struct pdf_uses *u)
{
	vec_free(&u->image);
	vec_free(&u->shading);
}

void
pdf_free(struct pdf *pdf)
{
	if (!pdf)
		return;
	objects_free(pdf->obj);
	faces_free(pdf->faces);
	pdf_images_free(pdf->images);
	pdf_tags_free(pdf->tags);
	inks_free(pdf->inks);
	arena_free(pdf->arena);
	for (size_t i = 0; i < pdf->leaf.n; i++)
		pdf_uses_free(&pdf->leaf.p[i].uses);
	vec_free(&pdf->leaf);
	vec_free(&pdf->sheet);
	vec_free(&pdf->node);
	vec_free(&pdf->alphas);
	vec_free(&pdf->masks);
	map_free(&pdf->shadings);
	map_free(&pdf->targets);
	map_free(&pdf->profiles);
	str_free(&pdf->content);
	str_free(&pdf->cmyk_info);
	free(pdf);
}

static struct pdf_leaf *
new_leaf(struct pdf *pdf, const struct page *p)
{
	struct pdf_leaf *l;

	while (pdf->leaf.n <= (size_t)p->index)
		(void)vec_push(&pdf->leaf);
	l = &pdf->leaf.p[p->index];
	l->width = p->width;
	l->height = p->height;
	if (pdf->options->booklet) {
		l->bleed = p->bleed;
		l->crop_marks = p->crop_marks;
	} else {
		while (pdf->node.n <= (size_t)p->index / KIDS)
			vec_add(&pdf->node, obj_new(pdf->obj));
		l->id = obj_new(pdf->obj);
		l->margin = press_margin(pdf, p);
	}
	l->label = arena_strdup(pdf->arena, p->label ? p->label : "");
	return l;
}

void
pdf_resources(struct pdf *pdf, const struct pdf_uses *uses, struct str *d)
{
	str_puts(d, "/Resources<</Font ");
	pdf_put_ref(d, pdf->fonts);
	if (uses->image.n)
		str_puts(d, "/XObject<<");
	for (size_t i = 0; i < uses->image.n; i++) {
		str_puts(d, "/I");
		pdf_put_int(d, uses->image.p[i]);
		str_putc(d, ' ');
		pdf_put_ref(d, pdf_images_object(pdf, uses->image.p[i]));
	}
	if (uses->image.n)
		str_puts(d, ">>");
	if (uses->shading.n)
		str_puts(d, "/Shading<<");
	for (size_t i = 0; i < uses->shading.n; i++) {
		str_puts(d, "/S");
		pdf_put_int(d, uses->shading.p[i]);
		str_putc(d, ' ');
		pdf_put_ref(d, uses->shading.p[i]);
	}
	if (uses->shading.n)
		str_puts(d, ">>");
	if (uses->icc) {
		str_puts(d, "/ColorSpace<</sRGB[/ICCBased ");
		pdf_put_ref(d, pdf->srgb);
		str_puts(d, "]>>");
	}
	if (uses->gstate) {
		str_puts(d, "/ExtGState ");
		pdf_put_ref(d, pdf->gstates);
	}
	str_puts(d, ">>");
}

void
pdf_group(const struct pdf *pdf, const struct pdf_uses *uses, struct str *d)
{
	if (!uses->transparent)
		return;
	str_puts(d, "/Group<</S/Transparency/CS/");
	str_puts(d, pdf->print ? "DeviceCMYK>>" : "DeviceRGB>>");
}

static void
put_page(struct pdf *pdf, const struct page *p, const struct pdf_uses *uses,
        int contents)
{
	const struct pdf_leaf *l = &pdf->leaf.p[p->index];
	struct str annots = STR_INIT;
	int key = pdf_tags_key(pdf->tags, p->index);
	struct str *d;

	pdf_link_page(pdf, p, l, &annots);
	d = obj_dict(pdf->obj, l->id);
	str_puts(d, "/Type/Page/Parent ");
	pdf_put_ref(d, pdf->node.p[p->index / KIDS]);
	press_boxes(pdf, p, d);
	pdf_resources(pdf, uses, d);
	str_puts(d, "/Contents ");
	pdf_put_ref(d, contents);
	str_puts(d, "/StructParents ");
	pdf_put_int(d, key);
	str_puts(d, "/Tabs/S");
	pdf_group(pdf, uses, d);
	if (annots.len) {
		str_puts(d, "/Annots[");
		str_put_span(d, str_span(&annots));
		str_puts(d, "]");
	}
	str_free(&annots);
}

int
pdf_page(void *ctx, const struct page *p)
{
	struct pdf *pdf = ctx;
	struct pdf_uses uses = { .image = VEC_INIT };
	struct span data;
	int contents;

	new_leaf(pdf, p);
	pdf_tags_page(pdf->tags, p->index);
	pdf_content(pdf, p, &uses);
	contents = obj_new(pdf->obj);
	obj_stream(pdf->obj, contents, str_span(&pdf->content), FLATE_QUICK);
	data = obj_data(pdf->obj, contents);
	pdf->hash[0] = hash_bytes(data.p, data.n, pdf->hash[0]);
	pdf->hash[1] = hash_bytes(data.p, data.n, ~pdf->hash[1]);
	if (pdf->options->booklet) {
		struct pdf_leaf *l = &pdf->leaf.p[p->index];

		l->id = l->contents = contents; /* until it has a sheet */
		l->uses = uses;
		return 0;
	}
	put_page(pdf, p, &uses, contents);
	pdf_uses_free(&uses);
	return 0;
}

static void
write_page_tree(struct pdf *pdf)
{
	int root = obj_fixed(pdf->obj, OBJ_PAGES);
	struct str *d;

	for (size_t i = 0; i < pdf->node.n; i++) {
		size_t end = (i + 1) * KIDS;

		if (end > pdf->sheet.n)
			end = pdf->sheet.n;
		d = obj_dict(pdf->obj, pdf->node.p[i]);
		str_puts(d, "/Type/Pages/Parent ");
		pdf_put_ref(d, root);
		str_puts(d, "/Count ");
		pdf_put_int(d, (long long)(end - i * KIDS));
		str_puts(d, "/Kids[");
		for (size_t k = i * KIDS; k < end; k++) {
			if (k > i * KIDS)
				str_putc(d, ' ');
			pdf_put_ref(d, pdf->sheet.p[k]);
		}
		str_putc(d, ']');
	}
	d = obj_dict(pdf->obj, root);
	str_puts(d, "/Type/Pages/Count ");
	pdf_put_int(d, (long long)pdf->sheet.n);
	str_puts(d, "/Kids[");
	for (size_t i = 0; i < pdf->node.n; i++) {
		if (i)
			str_putc(d, ' ');
		pdf_put_ref(d, pdf->node.p[i]);
	}
	str_putc(d, ']');
}

static void
write_catalog(struct pdf *pdf, const struct frame *f)
{
	struct str d = STR_INIT;
	int outline;
	const char *lang = f->lang ? f->lang : pdf->book->lang;

	str_puts(&d, "/Lang");
	pdf_put_bytes(&d, span_of(lang && *lang ? lang : "und"));
	str_puts(&d, "/MarkInfo<</Marked true>>"
	             "/ViewerPreferences<</DisplayDocTitle true>>");
	pdf_tags_write(pdf, f, &d);
	pdf_dests(pdf, f, &d);
	if (!pdf->options->booklet) /* a sheet has two */
		pdf_labels(pdf, &d);
	outline = pdf_outline(pdf, f);
	if (outline) {
		str_puts(&d, "/PageMode/UseOutlines/Outlines ");
		pdf_put_ref(&d, outline);
	}
	press_intents(pdf, &d);
	pdf_xmp(pdf, &d);
	str_put_span(obj_dict(pdf->obj, obj_fixed(pdf->obj, OBJ_CATALOG)),
	        str_span(&d));
	str_free(&d);
}

/* /ID: 16 bytes of a hash over the identity and all content. */
static void
file_id(struct pdf *pdf, unsigned char id[16])
{
	char hex[SHA256_HEX + 1];
	struct str s = STR_INIT;

	str_printf(&s, "%s %s %016llx %016llx %d",
	        pdf->book->key ? pdf->book->key : "",
	        pdf->book->modified ? pdf->book->modified : "",
	        (unsigned long long)pdf->hash[0],
	        (unsigned long long)pdf->hash[1], pdf->print);
	sha256_hex(s.s, s.len, hex);
	for (int i = 0; i < 16; i++) {
		int hi = hex[2 * i], lo = hex[2 * i + 1];

		hi = hi <= '9' ? hi - '0' : hi - 'a' + 10;
		lo = lo <= '9' ? lo - '0' : lo - 'a' + 10;
		id[i] = (unsigned char)(hi << 4 | lo);
	}
	str_free(&s);
}

int
pdf_finish(struct pdf *pdf, const struct frame *f)
{
	unsigned char id[16];

	for (size_t i = 0; i < pdf->leaf.n; i++)
		if (!pdf->leaf.p[i].id)
			return diag_report(pdf->dg, NULL, MSG_PDF_PAGES, i + 1);
	if (!pdf->leaf.n)
		return diag_report(pdf->dg, NULL, MSG_PDF_PAGES, (size_t)1);
	if (pdf->options->booklet && impose_booklet(pdf) < 0)
		return -1;
	for (size_t i = 0; i < pdf->leaf.n && !pdf->options->booklet; i++)
		vec_add(&pdf->sheet, pdf->leaf.p[i].id);
	if (faces_write(pdf) < 0)
		return -1;
	faces_resource(pdf);
	pdf_images_report(pdf);
	press_gstates(pdf);
	write_page_tree(pdf);
	write_catalog(pdf, f);
	pdf_info(pdf);
	file_id(pdf, id);
	/* PDF/X-4 is PDF 1.6; what is written is the same. */
	return objects_save(pdf->obj, pdf->out, pdf->print ? "1.6" : "1.7", id);
}
