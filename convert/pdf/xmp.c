/* xmp: the metadata stream and the information dictionary, which say the
 * same.  PDF/A-2u (ISO 19005-2, 6.6), PDF/UA-1 (ISO 14289-1, 5) and, for
 * print, PDF/X-4.  Properties that XMP 2005 does not know are described in
 * an extension schema (6.6.2.3).  Dates are the issue's, never the clock's.
 */
#include <stdio.h>
#include <string.h>

#include "pdf/writer.h"

#define PRODUCER "bantin " BANTIN_VERSION

static const char *
author(const struct pdf *pdf)
{
	const struct book *b = pdf->book;

	if (b->single && b->entry.n && b->entry.p[0].byline)
		return b->entry.p[0].byline;
	return b->publisher;
}

static const char *
title(const struct pdf *pdf)
{
	return pdf->book->title && *pdf->book->title ? pdf->book->title
	                                             : "Untitled";
}

static int
all_digits(const char *s, int n)
{
	for (int i = 0; i < n; i++)
		if (s[i] < '0' || s[i] > '9')
			return 0;
	return 1;
}

/* book.modified as YYYY-MM-DDThh:mm:ssZ; what is missing is filled up. */
static void
modified(const struct pdf *pdf, char out[21])
{
	static const char fill[] = "2000-01-01T00:00:00Z";
	const char *m =
	        pdf->book->modified ? pdf->book->modified : pdf->book->date;
	size_t n = m ? strlen(m) : 0;

	memcpy(out, fill, 21);
	if (n >= 10 && all_digits(m, 4) && all_digits(m + 5, 2) &&
	        all_digits(m + 8, 2) && m[4] == '-' && m[7] == '-')
		memcpy(out, m, 10);
	else
		return;
	if (n >= 19 && m[10] == 'T' && all_digits(m + 11, 2) &&
	        all_digits(m + 14, 2) && all_digits(m + 17, 2))
		memcpy(out + 11, m + 11, 8);
}

/* XML 1.0 has no controls but tab and the ends of lines. */
static void
put_escaped(struct str *out, const char *s)
{
	struct str clean = STR_INIT;

	for (; *s; s++)
		str_putc(&clean, (unsigned char)*s < 0x20 ? ' ' : *s);
	str_put_xml(out, str_span(&clean));
	str_free(&clean);
}

static void
put_simple(struct str *out, const char *name, const char *value)
{
	if (!value || !*value)
		return;
	str_printf(out, "<%s>", name);
	put_escaped(out, value);
	str_printf(out, "</%s>\n", name);
}

/* kind: Alt, Seq or Bag */
static void
put_list(struct str *out, const char *name, const char *kind, const char *value)
{
	if (!value || !*value)
		return;
	str_printf(out, "<%s><rdf:%s><rdf:li%s>", name, kind,
	        strcmp(kind, "Alt") == 0 ? " xml:lang=\"x-default\"" : "");
	put_escaped(out, value);
	str_printf(out, "</rdf:li></rdf:%s></%s>\n", kind, name);
}

static void
put_property(struct str *out, const char *name, const char *type,
        const char *category, const char *about)
{
	str_printf(out,
	        "<rdf:li rdf:parseType=\"Resource\">"
	        "<pdfaProperty:name>%s</pdfaProperty:name>"
	        "<pdfaProperty:valueType>%s</pdfaProperty:valueType>"
	        "<pdfaProperty:category>%s</pdfaProperty:category>"
	        "<pdfaProperty:description>%s</pdfaProperty:description>"
	        "</rdf:li>\n",
	        name, type, category, about);
}

static void
begin_schema(
        struct str *out, const char *name, const char *uri, const char *prefix)
{
	str_printf(out,
	        "<rdf:li rdf:parseType=\"Resource\">"
	        "<pdfaSchema:schema>%s</pdfaSchema:schema>"
	        "<pdfaSchema:namespaceURI>%s</pdfaSchema:namespaceURI>"
	        "<pdfaSchema:prefix>%s</pdfaSchema:prefix>"
	        "<pdfaSchema:property><rdf:Seq>\n",
	        name, uri, prefix);
}

static void
end_schema(struct str *out)
{
	str_puts(out, "</rdf:Seq></pdfaSchema:property></rdf:li>\n");
}

static void
put_extensions(const struct pdf *pdf, struct str *out)
{
	str_puts(out,
	        "<rdf:Description rdf:about=\"\""
	        " xmlns:pdfaExtension="
	        "\"http://www.aiim.org/pdfa/ns/extension/\""
	        " xmlns:pdfaSchema=\"http://www.aiim.org/pdfa/ns/schema#\""
	        " xmlns:pdfaProperty="
	        "\"http://www.aiim.org/pdfa/ns/property#\">\n"
	        "<pdfaExtension:schemas><rdf:Bag>\n");
	begin_schema(out, "PDF/UA identification schema",
	        "http://www.aiim.org/pdfua/ns/id/", "pdfuaid");
	put_property(out, "part", "Integer", "internal",
	        "Part of ISO 14289 that the file conforms to");
	end_schema(out);
	if (pdf->print) {
		begin_schema(out, "PDF/X identification schema",
		        "http://www.npes.org/pdfx/ns/id/", "pdfxid");
		put_property(out, "GTS_PDFXVersion", "Text", "internal",
		        "PDF/X standard that the file conforms to");
		end_schema(out);
		begin_schema(out, "Adobe PDF schema",
		        "http://ns.adobe.com/pdf/1.3/", "pdf");
		put_property(out, "Trapped", "Text", "internal",
		        "Whether the file has been trapped");
		end_schema(out);
	}
	str_puts(out, "</rdf:Bag></pdfaExtension:schemas>"
	              "</rdf:Description>\n");
}

static void
put_identity(const struct pdf *pdf, struct str *out)
{
	struct str name = STR_INIT;
	char uuid[37];

	str_puts(&name, "urn:bantin:pdf:");
	str_puts(&name, pdf->book->key ? pdf->book->key : "");
	uuid5_url(str_span(&name), uuid);
	str_printf(out, "<xmpMM:DocumentID>uuid:%s</xmpMM:DocumentID>\n", uuid);
	str_printf(&name, ":%016llx%016llx", (unsigned long long)pdf->hash[0],
	        (unsigned long long)pdf->hash[1]);
	uuid5_url(str_span(&name), uuid);
	str_printf(out, "<xmpMM:InstanceID>uuid:%s</xmpMM:InstanceID>\n", uuid);
	if (pdf->print)
		str_puts(out, "<xmpMM:RenditionClass>default"
		              "</xmpMM:RenditionClass>\n"
		              "<xmpMM:VersionID>1</xmpMM:VersionID>\n");
	str_free(&name);
}

static void
put_packet(const struct pdf *pdf, struct str *out)
{
	const struct book *b = pdf->book;
	char date[21];

	modified(pdf, date);
	str_puts(out, "<?xpacket begin=\"\xEF\xBB\xBF\""
	              " id=\"W5M0MpCehiHzreSzNTczkc9d\"?>\n"
	              "<x:xmpmeta xmlns:x=\"adobe:ns:meta/\">\n"
	              "<rdf:RDF xmlns:rdf="
	              "\"http://www.w3.org/1999/02/22-rdf-syntax-ns#\">\n"
	              "<rdf:Description rdf:about=\"\""
	              " xmlns:dc=\"http://purl.org/dc/elements/1.1/\""
	              " xmlns:xmp=\"http://ns.adobe.com/xap/1.0/\""
	              " xmlns:xmpMM=\"http://ns.adobe.com/xap/1.0/mm/\""
	              " xmlns:pdf=\"http://ns.adobe.com/pdf/1.3/\""
	              " xmlns:pdfaid=\"http://www.aiim.org/pdfa/ns/id/\""
	              " xmlns:pdfuaid=\"http://www.aiim.org/pdfua/ns/id/\"");
	if (pdf->print)
		str_puts(out, " xmlns:pdfxid="
		              "\"http://www.npes.org/pdfx/ns/id/\"");
	str_puts(out, ">\n<dc:format>application/pdf</dc:format>\n");
	put_list(out, "dc:title", "Alt", title(pdf));
	put_list(out, "dc:creator", "Seq", author(pdf));
	put_list(out, "dc:publisher", "Bag", b->publisher);
	put_list(out, "dc:description", "Alt", b->description);
	put_list(out, "dc:subject", "Bag", b->subject);
	put_list(out, "dc:rights", "Alt", b->rights);
	put_list(out, "dc:language", "Bag", b->lang);
	put_simple(out, "pdf:Keywords", b->subject);
	put_simple(out, "pdf:Producer", PRODUCER);
	put_simple(out, "xmp:CreatorTool", PRODUCER);
	put_simple(out, "xmp:CreateDate", date);
	put_simple(out, "xmp:ModifyDate", date);
	put_simple(out, "xmp:MetadataDate", date);
	put_identity(pdf, out);
	str_puts(out, attach_wanted(pdf) ? "<pdfaid:part>3</pdfaid:part>\n"
	                                 : "<pdfaid:part>2</pdfaid:part>\n");
	str_puts(out, "<pdfaid:conformance>U</pdfaid:conformance>\n"
	              "<pdfuaid:part>1</pdfuaid:part>\n");
	if (pdf->print)
		str_puts(out, "<pdfxid:GTS_PDFXVersion>PDF/X-4"
		              "</pdfxid:GTS_PDFXVersion>\n"
		              "<pdf:Trapped>False</pdf:Trapped>\n");
	str_puts(out, "</rdf:Description>\n");
	put_extensions(pdf, out);
	str_puts(out, "</rdf:RDF>\n</x:xmpmeta>\n<?xpacket end=\"w\"?>");
}

/* Not deflated, so that tools that know no PDF can read it (6.6.2.1). */
void
pdf_xmp(struct pdf *pdf, struct str *catalog)
{
	struct str xml = STR_INIT;
	int id = obj_new(pdf->obj);

	put_packet(pdf, &xml);
	str_puts(obj_dict(pdf->obj, id), "/Type/Metadata/Subtype/XML");
	obj_stream(pdf->obj, id, str_span(&xml), FLATE_NONE);
	str_free(&xml);
	str_puts(catalog, "/Metadata ");
	pdf_put_ref(catalog, id);
}

static void
put_entry(struct str *d, const char *key, const char *value)
{
	if (!value || !*value)
		return;
	str_puts(d, key);
	pdf_put_text(d, span_of(value));
}

void
pdf_date(const struct pdf *pdf, char out[32])
{
	char date[21];

	modified(pdf, date);
	snprintf(out, 32, "D:%.4s%.2s%.2s%.2s%.2s%.2sZ", date, date + 5,
	        date + 8, date + 11, date + 14, date + 17);
}

void
pdf_info(struct pdf *pdf)
{
	struct str *d = obj_dict(pdf->obj, obj_fixed(pdf->obj, OBJ_INFO));
	char digits[32];

	pdf_date(pdf, digits);
	put_entry(d, "/Title", title(pdf));
	put_entry(d, "/Author", author(pdf));
	put_entry(d, "/Subject", pdf->book->description);
	put_entry(d, "/Keywords", pdf->book->subject);
	put_entry(d, "/Creator", PRODUCER);
	put_entry(d, "/Producer", PRODUCER);
	put_entry(d, "/CreationDate", digits);
	put_entry(d, "/ModDate", digits);
	if (pdf->print)
		str_puts(d, "/Trapped/False");
}
