/* object: PDF objects over libharu's object layer (libharu 2.3.0 and 2.4).
 *
 * libharu numbers the objects, owns them and writes them.  What stands inside
 * an object is ours: a dictionary of libharu calls write_fn just before its
 * ">>" and after_write_fn just after it, and these two hooks put out our text
 * and our stream with its exact /Length.  So nothing is copied into libharu's
 * own strings, arrays and memory streams, none of their limits (32,767
 * entries, 65,535 bytes) applies, and numbers are never floats.
 *
 * The frame of the file is written here, for libharu knows neither
 * "%PDF-1.7" nor object streams (ISO 32000-1, 7.5.7).  The many small objects
 * of a structure tree go into such streams, where 110,000 of them take 1 MB
 * and not 10; to libharu each is a null object that keeps its number.  What
 * people and simple tools look for (catalog, pages, fonts, annotations) stays
 * plain.  Both are PDF 1.5 and allowed in PDF/A-2 and PDF/X-4.
 */
#include "pdf/object.h"

#include <assert.h>
#include <hpdf.h>
#include <libdeflate.h>
#include <stdlib.h>
#include <string.h>

#include "base/vec.h"
#include "pdf/xref.h"

/* libharu keeps offsets in 32 bits and does not notice when they overflow. */
#define FILE_MAX 2000000000u
#define FIRST_ENTRIES 1024 /* room in libharu's list of objects */
#define PACK 200 /* objects in an object stream */
#define QUICK 1 /* libdeflate: the least that looks for repeats */

struct obj {
	struct str text;
	char *data;
	size_t len;
	obj_make_fn *make;
	void *ctx;
	uint8_t stream, packed;
};

struct family { /* objects first .. first + n - 1 */
	int first, n;
	obj_make_fn *make;
	void *ctx;
};

struct objects {
	HPDF_Doc doc;
	struct diag *dg;
	int failed; /* a diagnostic has been reported */
	VEC(struct obj *) obj; /* by number; NULL: of a family */
	VEC(struct family) family;
	/* while saving */
	struct publish *out;
	VEC(struct xref_entry) xref; /* by number */
	HPDF_Stream stream;
	/* One of each for all, when it is needed: to set up costs as much as a
	 * page. */
	int level; /* of what is to be small */
	struct libdeflate_compressor *well, *quick;
	struct str data; /* of the object being written */
	struct str text;
	int has_data;
};

static void *HPDF_STDCALL
haru_alloc(HPDF_UINT size)
{
	return xmalloc(size);
}

static void HPDF_STDCALL
haru_free(void *p)
{
	free(p);
}

static int
number(HPDF_Dict d)
{
	return (int)(d->header.obj_id & 0xFFFFFF);
}

static int
fail(struct objects *o)
{
	if (!o->failed)
		diag_report(o->dg, NULL, MSG_PDF_WRITER,
		        (unsigned)HPDF_GetError(o->doc));
	o->failed = 1;
	return -1;
}

static const struct family *
family_of(const struct objects *o, int id)
{
	size_t lo = 0, hi = o->family.n;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		const struct family *f = &o->family.p[mid];

		if (id < f->first)
			hi = mid;
		else if (id >= f->first + f->n)
			lo = mid + 1;
		else
			return f;
	}
	return NULL;
}

static int
make_text(struct objects *o, int id, struct str *text)
{
	struct obj *ob = o->obj.p[id];
	const struct family *f;

	str_truncate(&o->data, 0);
	o->has_data = 0;
	if (!ob) {
		f = family_of(o, id);
		return f->make(f->ctx, id, text, NULL);
	}
	str_add(text, ob->text.s, ob->text.len);
	o->has_data = ob->stream;
	if (ob->make &&
	        ob->make(ob->ctx, id, text, ob->stream ? &o->data : NULL) < 0)
		return -1;
	if (ob->data) { /* all there is */
		str_free(&o->data);
		o->data = (struct str){ ob->data, ob->len, ob->len + 1 };
		ob->data = NULL;
	}
	if (o->has_data) {
		str_puts(text, "/Length ");
		pdf_put_int(text, (long long)o->data.len);
	}
	return 0;
}

static HPDF_STATUS
hook_write(HPDF_Dict d, HPDF_Stream s)
{
	struct objects *o = d->attr;

	str_truncate(&o->text, 0);
	if (make_text(o, number(d), &o->text) < 0) {
		o->failed = 1;
		return HPDF_SetError(d->error, HPDF_FILE_IO_ERROR, 0);
	}
	o->stream = s;
	return HPDF_Stream_Write(
	        s, (const HPDF_BYTE *)str_c(&o->text), (HPDF_UINT)o->text.len);
}

static HPDF_STATUS
hook_after(HPDF_Dict d)
{
	struct objects *o = d->attr;
	HPDF_STATUS e;

	if (!o->has_data)
		return HPDF_OK;
	e = HPDF_Stream_WriteStr(o->stream, "\nstream\r\n");
	if (e == HPDF_OK && o->data.len)
		e = HPDF_Stream_Write(o->stream, (const HPDF_BYTE *)o->data.s,
		        (HPDF_UINT)o->data.len);
	if (e == HPDF_OK)
		e = HPDF_Stream_WriteStr(o->stream, "\nendstream");
	if (o->data.cap > 1 << 20)
		str_free(&o->data);
	return e;
}

/* Let our hooks write this dictionary's text. */
static void
adopt(struct objects *o, HPDF_Dict d)
{
	struct obj *ob = xcalloc(1, sizeof(*ob));

	d->attr = o;
	d->before_write_fn = NULL;
	d->write_fn = hook_write;
	d->after_write_fn = hook_after;
	d->free_fn = NULL;
	while (o->obj.n <= (size_t)number(d))
		vec_add(&o->obj, NULL);
	o->obj.p[number(d)] = ob;
}

struct objects *
objects_new(int level, struct diag *dg)
{
	struct objects *o = xcalloc(1, sizeof(*o));

	o->dg = dg;
	o->level = level;
	o->doc = HPDF_NewEx(NULL, haru_alloc, haru_free, 0, NULL);
	if (!o->doc || !o->doc->xref || !o->doc->trailer) {
		diag_report(dg, NULL, MSG_PDF_WRITER, 0u);
		objects_free(o);
		return NULL;
	}
	o->doc->xref->entries->items_per_block = FIRST_ENTRIES;
	HPDF_Dict_RemoveElement(o->doc->root_pages, "Type");
	HPDF_Dict_RemoveElement(o->doc->root_pages, "Kids");
	HPDF_Dict_RemoveElement(o->doc->root_pages, "Count");
	HPDF_Dict_RemoveElement(o->doc->info, "Producer");
	adopt(o, o->doc->catalog);
	adopt(o, o->doc->root_pages);
	adopt(o, o->doc->info);
	return o;
}

void
objects_free(struct objects *o)
{
	if (!o)
		return;
	if (o->doc)
		HPDF_Free(o->doc);
	for (size_t i = 0; i < o->obj.n; i++) {
		if (!o->obj.p[i])
			continue;
		str_free(&o->obj.p[i]->text);
		free(o->obj.p[i]->data);
		free(o->obj.p[i]);
	}
	vec_free(&o->obj);
	vec_free(&o->family);
	vec_free(&o->xref);
	if (o->well)
		libdeflate_free_compressor(o->well);
	if (o->quick)
		libdeflate_free_compressor(o->quick);
	str_free(&o->data);
	str_free(&o->text);
	free(o);
}

/* libharu's list of entries grows by a number of them that is fixed, 16 at
 * first, and the time to add objects is quadratic then: here it doubles. */
static HPDF_STATUS
xref_add(struct objects *o, void *obj)
{
	HPDF_List l = o->doc->xref->entries;

	if (l->count > l->items_per_block)
		l->items_per_block = l->count;
	return HPDF_Xref_Add(o->doc->xref, obj);
}

/* When libharu's limit of 8,388,607 objects is reached, number 0 is given: it
 * stands for a sink whose text is never written, and saving fails. */
int
obj_new(struct objects *o)
{
	HPDF_Dict d = HPDF_Dict_New(o->doc->mmgr);

	/* on failure d has been freed */
	if (!d || xref_add(o, d) != HPDF_OK) {
		fail(o);
		if (!o->obj.p[0])
			o->obj.p[0] = xcalloc(1, sizeof(struct obj));
		return 0;
	}
	adopt(o, d);
	return number(d);
}

void
obj_pack(struct objects *o, int id)
{
	o->obj.p[id]->packed = 1;
}

int
obj_fixed(const struct objects *o, enum obj_fixed which)
{
	switch (which) {
	case OBJ_CATALOG:
		return number(o->doc->catalog);
	case OBJ_PAGES:
		return number(o->doc->root_pages);
	case OBJ_INFO:
		break;
	}
	return number(o->doc->info);
}

struct str *
obj_dict(struct objects *o, int id)
{
	return &o->obj.p[id]->text;
}

/* libdeflate has each stream whole in memory and so takes half of zlib's
 * time; both write the format of RFC 1950. */
void
objects_deflate(struct objects *o, enum obj_flate flate, struct str *out,
        struct span data)
{
	int quick = flate == FLATE_QUICK;
	struct libdeflate_compressor **slot = quick ? &o->quick : &o->well, *z;
	size_t room, n;

	if (!*slot)
		*slot = libdeflate_alloc_compressor(quick ? QUICK : o->level);
	if ((z = *slot) == NULL)
		abort(); /* for want of memory */
	room = libdeflate_zlib_compress_bound(z, data.n);
	str_reserve(out, room);
	n = libdeflate_zlib_compress(
	        z, data.p, data.n, out->s + out->len, room);
	if (!n)
		abort(); /* a bound that is none */
	out->len += n;
	out->s[out->len] = '\0';
}

void
obj_stream(struct objects *o, int id, struct span data, enum obj_flate flate)
{
	struct obj *ob = o->obj.p[id];

	ob->stream = 1;
	if (flate != FLATE_NONE) {
		str_puts(&ob->text, "/Filter/FlateDecode");
		str_truncate(&o->data, 0);
		objects_deflate(o, flate, &o->data, data);
		data = str_span(&o->data);
	}
	/* exactly as much as is needed: there are many, and they stay */
	free(ob->data);
	ob->data = xmalloc(data.n + 1);
	memcpy(ob->data, data.p, data.n);
	ob->data[data.n] = '\0';
	ob->len = data.n;
}

struct span
obj_data(const struct objects *o, int id)
{
	return (struct span){ o->obj.p[id]->data, o->obj.p[id]->len };
}

void
obj_late(struct objects *o, int id, int stream, obj_make_fn *fn, void *ctx)
{
	struct obj *ob = o->obj.p[id];

	ob->stream = stream != 0;
	ob->make = fn;
	ob->ctx = ctx;
}

int
obj_family(struct objects *o, int n, obj_make_fn *fn, void *ctx)
{
	struct family *f;
	int first = (int)o->obj.n;

	for (int i = 0; i < n; i++) {
		HPDF_Null null = HPDF_Null_New(o->doc->mmgr);

		if (!null || xref_add(o, null) != HPDF_OK) {
			fail(o);
			break;
		}
		vec_add(&o->obj, NULL);
	}
	f = vec_push(&o->family);
	*f = (struct family){ first, n, fn, ctx };
	return first;
}

static HPDF_STATUS
sink(HPDF_Stream s, const HPDF_BYTE *p, HPDF_UINT n)
{
	struct objects *o = s->attr;

	if (s->size > FILE_MAX || n > FILE_MAX - s->size) {
		if (!o->failed)
			diag_report(o->dg, NULL, MSG_PDF_TOO_BIG);
		o->failed = 1;
		return HPDF_SetError(s->error, HPDF_FILE_IO_ERROR, 0);
	}
	if (publish_write(o->out, p, n) < 0) {
		o->failed = 1;
		return HPDF_SetError(s->error, HPDF_FILE_IO_ERROR, 0);
	}
	return HPDF_OK;
}

/* --- object streams --- */

struct pack {
	struct str head; /* "number offset " ... */
	struct str body;
	int ids[PACK];
	int n;
};

static int
is_packed(const struct objects *o, int id)
{
	return !o->obj.p[id] || o->obj.p[id]->packed;
}

static void
close_pack(struct objects *o, struct pack *p)
{
	int id = obj_new(o);
	struct str *d = obj_dict(o, id);

	str_puts(d, "/Type/ObjStm/N ");
	pdf_put_int(d, p->n);
	str_puts(d, "/First ");
	pdf_put_int(d, (long long)p->head.len);
	str_put_span(&p->head, str_span(&p->body));
	obj_stream(o, id, str_span(&p->head), FLATE_QUICK);
	for (int i = 0; i < p->n; i++)
		o->xref.p[p->ids[i]] = (struct xref_entry){ XREF_PACKED,
			(uint32_t)id, (uint16_t)i };
	str_truncate(&p->head, 0);
	str_truncate(&p->body, 0);
	p->n = 0;
}

/* Make the object streams; no number is given out after this. */
static int
pack_all(struct objects *o)
{
	struct pack p = { STR_INIT, STR_INIT, { 0 }, 0 };
	int last = (int)o->obj.n, status = 0;

	vec_reserve(&o->xref, o->obj.n + o->obj.n / PACK + 3);
	o->xref.n = o->xref.cap; /* zeroed: free */
	for (int id = 1; id < last && status == 0; id++) {
		if (!is_packed(o, id))
			continue;
		pdf_put_int(&p.head, id);
		str_putc(&p.head, ' ');
		pdf_put_int(&p.head, (long long)p.body.len);
		str_putc(&p.head, ' ');
		str_puts(&p.body, "<<");
		status = make_text(o, id, &p.body);
		str_puts(&p.body, ">>\n");
		p.ids[p.n++] = id;
		if (p.n == PACK)
			close_pack(o, &p);
	}
	if (p.n)
		close_pack(o, &p);
	str_free(&p.head);
	str_free(&p.body);
	if (status < 0)
		o->failed = 1;
	return status;
}

/* --- the file --- */

static HPDF_STATUS
put(HPDF_Stream s, struct str *text)
{
	HPDF_STATUS e = HPDF_Stream_Write(
	        s, (const HPDF_BYTE *)str_c(text), (HPDF_UINT)text->len);

	str_truncate(text, 0);
	return e;
}

static void
put_object_head(struct str *t, int id)
{
	pdf_put_int(t, id);
	str_puts(t, " 0 obj\n");
}

static HPDF_STATUS
put_objects(struct objects *o, HPDF_Stream s)
{
	HPDF_STATUS e = HPDF_OK;
	struct str t = STR_INIT;

	for (int id = 1; id < (int)o->obj.n && e == HPDF_OK; id++) {
		HPDF_XrefEntry x =
		        HPDF_Xref_GetEntry(o->doc->xref, (HPDF_UINT)id);

		if (is_packed(o, id))
			continue;
		o->xref.p[id] = (struct xref_entry){ XREF_OFFSET, s->size, 0 };
		put_object_head(&t, id);
		e = put(s, &t);
		if (e == HPDF_OK)
			e = HPDF_Obj_WriteValue(x->obj, s, NULL);
		if (e == HPDF_OK)
			e = HPDF_Stream_WriteStr(s, "\nendobj\n");
	}
	str_free(&t);
	return e;
}

static void
put_hex(struct str *t, const unsigned char id[16])
{
	static const char hex[] = "0123456789ABCDEF";

	str_putc(t, '<');
	for (int i = 0; i < 16; i++) {
		str_putc(t, hex[id[i] >> 4]);
		str_putc(t, hex[id[i] & 15]);
	}
	str_putc(t, '>');
}

/* The cross-reference stream, which is the trailer too. */
static HPDF_STATUS
put_xref(struct objects *o, HPDF_Stream s, const unsigned char id[16])
{
	struct str t = STR_INIT, rows = STR_INIT, data = STR_INIT;
	size_t n = o->obj.n;
	uint32_t start = s->size;
	HPDF_STATUS e;

	o->xref.p[0] = (struct xref_entry){ XREF_FREE, 0, 65535 };
	o->xref.p[n] = (struct xref_entry){ XREF_OFFSET, start, 0 };
	xref_rows(&rows, o->xref.p, n + 1);
	objects_deflate(o, FLATE_QUICK, &data, str_span(&rows));
	put_object_head(&t, (int)n);
	str_puts(&t, "<</Type/XRef/Size ");
	pdf_put_int(&t, (long long)n + 1);
	str_puts(&t, "/W[1 4 2]/Root ");
	pdf_put_ref(&t, obj_fixed(o, OBJ_CATALOG));
	str_puts(&t, "/Info ");
	pdf_put_ref(&t, obj_fixed(o, OBJ_INFO));
	str_puts(&t, "/ID[");
	put_hex(&t, id);
	put_hex(&t, id);
	str_puts(&t, "]/Filter/FlateDecode/DecodeParms<</Predictor 12"
	             "/Columns 7>>/Length ");
	pdf_put_int(&t, (long long)data.len);
	str_puts(&t, ">>\nstream\r\n");
	str_put_span(&t, str_span(&data));
	str_puts(&t, "\nendstream\nendobj\nstartxref\n");
	pdf_put_int(&t, start);
	str_puts(&t, "\n%%EOF\n");
	e = put(s, &t);
	str_free(&t);
	str_free(&rows);
	str_free(&data);
	return e;
}

int
objects_save(struct objects *o, struct publish *out, const char *version,
        const unsigned char id[16])
{
	HPDF_Stream_Rec s;
	struct str head = STR_INIT;
	HPDF_STATUS e;

	if (o->failed || pack_all(o) < 0)
		return -1;
	memset(&s, 0, sizeof(s));
	s.sig_bytes = HPDF_STREAM_SIG_BYTES;
	s.type = HPDF_STREAM_CALLBACK;
	s.mmgr = o->doc->mmgr;
	s.error = &o->doc->error;
	s.write_fn = sink;
	s.attr = o;
	o->out = out;
	/* Four bytes above 127 in a comment: ISO 19005-2, 6.1.2. */
	str_puts(&head, "%PDF-");
	str_puts(&head, version);
	str_puts(&head, "\n%\xE2\xE3\xCF\xD3\n");
	e = put(&s, &head);
	str_free(&head);
	if (e == HPDF_OK)
		e = put_objects(o, &s);
	if (e == HPDF_OK)
		e = put_xref(o, &s, id);
	return e == HPDF_OK ? 0 : fail(o);
}

void
pdf_put_ref(struct str *s, int id)
{
	pdf_put_int(s, id);
	str_puts(s, " 0 R");
}
