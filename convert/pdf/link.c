/* link: annotations (ISO 32000-1, 12.5.6.5), each tied to its element by an
 * object reference and /StructParent, as PDF/UA-1, 7.18 wants. */
#include "pdf/tags.h"
#include "pdf/writer.h"

/* A URI has no characters but ASCII (RFC 3986): others are percent-encoded
 * as the bytes of their UTF-8, as browsers do. */
static void
put_uri(struct str *out, const char *uri)
{
	static const char hex[] = "0123456789ABCDEF";
	struct str s = STR_INIT;

	for (; *uri; uri++) {
		unsigned char c = (unsigned char)*uri;

		if (c > 0x20 && c < 0x7F) {
			str_putc(&s, (char)c);
			continue;
		}
		str_putc(&s, '%');
		str_putc(&s, hex[c >> 4]);
		str_putc(&s, hex[c & 15]);
	}
	if (s.len > 32767) /* ISO 19005-2, 6.1.13 */
		str_truncate(&s, 32767);
	pdf_put_bytes(out, str_span(&s));
	str_free(&s);
}

static void
put_annot(struct pdf *pdf, const struct page_link *k, const struct pdf_leaf *l,
        int key, struct str *d)
{
	str_puts(d, "/Type/Annot/Subtype/Link/Rect[");
	str_put_pt(d, leaf_x(l, k->x0));
	str_putc(d, ' ');
	str_put_pt(d, leaf_y(l, k->y1));
	str_putc(d, ' ');
	str_put_pt(d, leaf_x(l, k->x1));
	str_putc(d, ' ');
	str_put_pt(d, leaf_y(l, k->y0));
	str_puts(d, "]/Border[0 0 0]/F 4/StructParent ");
	pdf_put_int(d, key);
	str_puts(d, "/Contents");
	pdf_put_text(d, span_of(k->contents));
	if (k->uri) {
		str_puts(d, "/A<</S/URI/URI");
		put_uri(d, k->uri);
		str_puts(d, ">>");
	} else {
		str_puts(d, "/Dest");
		pdf_put_bytes(d, span_of(k->dest));
		map_put(&pdf->targets, span_of(k->dest));
	}
}

void
pdf_link_page(struct pdf *pdf, const struct page *p, const struct pdf_leaf *l,
        struct str *annots)
{
	if (!pdf_has_links(pdf)) /* PDF/X-4: none inside the bleed */
		return;
	for (size_t i = 0; i < p->link.n; i++) {
		const struct page_link *k = &p->link.p[i];
		int id, key;

		if (!k->uri && !k->dest)
			continue;
		id = obj_new(pdf->obj);
		key = pdf_tags_annot(pdf->tags, k->elem, p->index, id);
		put_annot(pdf, k, l, key, obj_dict(pdf->obj, id));
		if (annots->len)
			str_putc(annots, ' ');
		pdf_put_ref(annots, id);
	}
}
