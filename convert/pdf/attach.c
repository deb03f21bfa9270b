/* attach: the articles as they came, inside the PDF made of them: PDF/A-3
 * (ISO 19005-3, 6.8).  Each is an embedded file that says what it is to the
 * document: its source.  A file is read when its object is written, so none
 * stays in memory.
 */
#include <string.h>

#include "pdf/tree.h"
#include "pdf/writer.h"

struct attached {
	struct pdf *pdf;
	const struct book_entry *entry;
	char *name; /* "0001-page.html", unique and in order */
	int file; /* objects */
	int spec;
};

int
attach_wanted(const struct pdf *pdf)
{
	/* a press has no use for them */
	return pdf->options->attach > 0 && !pdf->print;
}

static int
make_file(void *ctx, int id, struct str *d, struct str *data)
{
	const struct attached *a = ctx;
	struct str bytes = STR_INIT;
	char date[32];

	(void)id;
	if (file_read(a->entry->source, a->pdf->options->attach, &bytes,
	            a->pdf->dg) < 0) {
		str_free(&bytes);
		return -1;
	}
	pdf_date(a->pdf, date);
	str_puts(d, "/Type/EmbeddedFile/Subtype/text#2Fhtml"
	            "/Filter/FlateDecode/Params<</Size ");
	pdf_put_int(d, (long long)bytes.len);
	str_printf(d, "/ModDate(%s)>>", date);
	objects_deflate(a->pdf->obj, FLATE_WELL, data, str_span(&bytes));
	str_free(&bytes);
	return 0;
}

static void
put_spec(struct attached *a)
{
	struct str *d = obj_dict(a->pdf->obj, a->spec);

	str_puts(d, "/Type/Filespec/F");
	pdf_put_text(d, span_of(a->name));
	str_puts(d, "/UF");
	pdf_put_text(d, span_of(a->name));
	str_puts(d, "/AFRelationship/Source/Desc");
	pdf_put_text(
	        d, span_of(a->entry->title && *a->entry->title ? a->entry->title
	                                                       : a->name));
	str_puts(d, "/EF<</F ");
	pdf_put_ref(d, a->file);
	str_puts(d, "/UF ");
	pdf_put_ref(d, a->file);
	str_puts(d, ">>");
}

static void
key(void *ctx, size_t i, struct str *out)
{
	const struct attached *a = ctx;

	pdf_put_text(out, span_of(a[i].name));
}

static void
value(void *ctx, size_t i, struct str *out)
{
	const struct attached *a = ctx;

	pdf_put_ref(out, a[i].spec);
}

/* Names in a tree are sorted by their bytes: plain ASCII, and the numbers in
 * front keep the order of the articles. */
static char *
name_of(struct pdf *pdf, const char *source, size_t i)
{
	struct str s = STR_INIT;
	char *name;

	str_printf(&s, "%06zu-", i + 1);
	for (const char *p = path_base(source); *p; p++)
		str_putc(&s, *p > 0x20 && *p < 0x7F ? *p : '_');
	name = arena_strdup(pdf->arena, str_c(&s));
	str_free(&s);
	return name;
}

int
attach_all(struct pdf *pdf, struct str *catalog)
{
	const struct book *b = pdf->book;
	struct attached *list =
	        arena_array(pdf->arena, b->entry.n + 1, sizeof(*list));
	struct tree_source src = { 0, 1, key, value, list };

	if (!attach_wanted(pdf))
		return 0;
	str_puts(catalog, "/AF[");
	for (size_t i = 0; i < b->entry.n; i++) {
		struct attached *a = &list[src.n];

		a->entry = &b->entry.p[i];
		if (!a->entry->source || strcmp(a->entry->source, "-") == 0)
			continue;
		a->pdf = pdf;
		a->name = name_of(pdf, a->entry->source, i);
		a->file = obj_new(pdf->obj);
		a->spec = obj_new(pdf->obj);
		obj_late(pdf->obj, a->file, 1, make_file, a);
		put_spec(a);
		str_putc(catalog, ' ');
		pdf_put_ref(catalog, a->spec);
		src.n++;
	}
	str_putc(catalog, ']');
	return src.n ? tree_write(pdf->obj, &src) : 0;
}
