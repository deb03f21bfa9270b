/* syntax: clauses about objects whatever they are for: limits of 6.1.13,
 * filters, names, file identifier, encryption, images' and form XObjects'
 * keys, graphics states, embedded files, optional content. */
#include <string.h>

#include "base/hash.h"
#include "base/utf8.h"
#include "check/ctx.h"

#define OC_MAX 10000 /* groups */
#define NEST_MAX 220

static void
check_filter(struct ctx *x, struct obj *o, struct obj *f)
{
	static const char *const good[] = { "ASCIIHexDecode", "ASCII85Decode",
		"FlateDecode", "RunLengthDecode", "CCITTFaxDecode",
		"JBIG2Decode", "DCTDecode", "JPXDecode", NULL };

	if (f->kind != O_NAME)
		return;
	if (!strcmp(f->s, "LZWDecode") || !strcmp(f->s, "LZW")) {
		find(x, RULE_LZW, o, NULL);
		return;
	}
	if (!strcmp(f->s, "Crypt")) {
		find(x, RULE_CRYPT, o, NULL);
		return;
	}
	for (int i = 0; good[i]; i++)
		if (!strcmp(good[i], f->s))
			return;
	find(x, RULE_FILTER, o, f->s);
}

static int
good_intent(const char *s)
{
	return !strcmp(s, "RelativeColorimetric") ||
	       !strcmp(s, "AbsoluteColorimetric") || !strcmp(s, "Perceptual") ||
	       !strcmp(s, "Saturation");
}

static void
check_xobject(struct ctx *x, struct obj *o)
{
	struct obj *sub = obj_get(o, "Subtype");
	int image = obj_is(sub, "Image"), form = obj_is(sub, "Form");

	if (image) {
		struct obj *in = obj_get(o, "Intent");
		struct obj *bits = obj_get(o, "BitsPerComponent");
		long long n = bits->i;
		int mask = obj_get(o, "ImageMask")->i == 1;

		if (bits->kind == O_INT && n != 1 &&
		        (mask || (n != 2 && n != 4 && n != 8 && n != 16)))
			find(x, RULE_IMAGE_BITS, o, NULL);

		if (obj_has(o, "Alternates"))
			find(x, RULE_ALTERNATES, o, NULL);
		if (obj_has(o, "OPI"))
			find(x, RULE_OPI, o, NULL);
		if (obj_get(o, "Interpolate")->kind == O_BOOL &&
		        obj_get(o, "Interpolate")->i)
			find(x, RULE_INTERPOLATE, o, NULL);
		if (in->kind == O_NAME && !good_intent(in->s))
			find(x, RULE_IMAGE_INTENT, o, in->s);
	}
	if (form) {
		if (obj_has(o, "OPI"))
			find(x, RULE_FORM_OPI, o, NULL);
		if (obj_has(o, "PS") || obj_is(obj_get(o, "Subtype2"), "PS"))
			find(x, RULE_FORM_PS, o, NULL);
		if (obj_has(o, "Ref"))
			find(x, RULE_REF_XOBJECT, o, NULL);
	}
	if (obj_is(sub, "PS"))
		find(x, RULE_PS_XOBJECT, o, NULL);
}

static void
check_stream(struct ctx *x, struct obj *o)
{
	struct obj *f = obj_get(o, "Filter");

	if (obj_has(o, "F") || obj_has(o, "FFilter") ||
	        obj_has(o, "FDecodeParms"))
		find(x, RULE_STREAM_EXTERNAL, o, NULL);
	check_filter(x, o, f);
	for (size_t i = 0; f->kind == O_ARRAY && i < f->n; i++)
		check_filter(x, o, obj_at(f, i));
	check_xobject(x, o);
}

/* A graphics state dictionary; it need not say its Type. */
static void
check_gs(struct ctx *x, struct obj *o)
{
	static const char *const modes =
	        " Normal Compatible Multiply Screen "
	        "Overlay Darken Lighten ColorDodge ColorBurn HardLight "
	        "SoftLight Difference Exclusion Hue Saturation Color "
	        "Luminosity ";
	struct obj *bm = obj_get(o, "BM"), *ht = obj_get(o, "HT");
	struct obj *tr2 = obj_get(o, "TR2"), *ri = obj_get(o, "RI");

	if (obj_has(o, "TR"))
		find(x, RULE_GS_TR, o, NULL);
	if (tr2->kind != O_NULL && !obj_is(tr2, "Default"))
		find(x, RULE_GS_TR2, o, NULL);
	if (obj_has(o, "HTP") || (ht->kind != O_NULL && obj_has(ht, "HTP")))
		find(x, RULE_GS_HTP, o, NULL);
	if (ri->kind == O_NAME && !good_intent(ri->s))
		find(x, RULE_INTENT_NAME, o, ri->s);
	for (size_t i = 0; i < (bm->kind == O_ARRAY ? bm->n : 1); i++) {
		struct obj *b = bm->kind == O_ARRAY ? obj_at(bm, i) : bm;
		struct str s = STR_INIT;

		if (b->kind != O_NAME)
			continue;
		str_printf(&s, " %s ", b->s);
		if (!strstr(modes, str_c(&s)))
			find(x, RULE_BLEND_MODE, o, b->s);
		str_free(&s);
	}
}

/* A halftone: types 1 and 5, no name; TransferFunction only where the
 * colorant is none of the process colours. */
static void
check_halftone(struct ctx *x, struct obj *o)
{
	static const char *const primary = " Cyan Magenta Yellow Black "
	                                   "Default ";
	struct obj *type = obj_get(o, "HalftoneType");

	if (type->kind != O_INT)
		return;
	if (type->i != 1 && type->i != 5)
		find(x, RULE_HALFTONE, o, NULL);
	if (obj_has(o, "HalftoneName"))
		find(x, RULE_HALFTONE_NAME, o, NULL);
	if (type->i != 5)
		return;
	for (size_t i = 0; i < o->n; i++) {
		struct obj *h = o->item[i];
		struct str s = STR_INIT;
		int own;

		if (!obj_dict(h))
			continue;
		str_printf(&s, " %s ", o->key[i]);
		own = strstr(primary, str_c(&s)) != NULL;
		str_free(&s);
		if (own == obj_has(h, "TransferFunction"))
			find(x, RULE_HALFTONE_TR, h, o->key[i]);
	}
}

static void
check_name(struct ctx *x, const struct obj *o, const char *s, size_t n)
{
	if (n > 127)
		find(x, RULE_NAME_LENGTH, o, NULL);
	(void)s;
}

static void
check_utf8_name(struct ctx *x, struct obj *o, struct obj *v)
{
	if (v->kind == O_NAME && utf8_valid_prefix(v->s, v->n) != v->n)
		find(x, RULE_NAME_UTF8, o, NULL);
}

/* ISO 19005-3, 6.8: any file may be inside, if it says what it is and what
 * it is to the document. */
static void
check_associated(struct ctx *x, struct obj *o, struct obj *file)
{
	struct obj *af = obj_get(x->m.root, "AF");
	int found = 0;

	if (obj_get(o, "AFRelationship")->kind != O_NAME)
		find(x, RULE_AF_RELATIONSHIP, o, NULL);
	if (obj_get(file, "Subtype")->kind != O_NAME)
		find(x, RULE_AF_TYPE, file, NULL);
	for (size_t i = 0; af->kind == O_ARRAY && i < af->n; i++)
		found |= obj_at(af, i) == o;
	if (!found && !x->af_elsewhere)
		find(x, RULE_AF, o, NULL);
}

static void
check_spec(struct ctx *x, struct obj *o)
{
	struct obj *f = obj_get(o, "F"), *uf = obj_get(o, "UF");

	if (!obj_dict(obj_get(o, "EF")))
		return;
	if (f->kind != O_STR || !f->n || uf->kind != O_STR || !uf->n)
		find(x, RULE_FILE_SPEC, o, NULL);
	f = obj_get(obj_get(o, "EF"), "F");
	if (x->part == 3) {
		check_associated(x, o, f);
		return;
	}
	/* 6.8: what is embedded is PDF/A itself; here only its type. */
	if (f->kind == O_STREAM) {
		const struct str *s = stream_bytes(&x->m, f);

		if (!s || s->len < 5 || memcmp(s->s, "%PDF-", 5))
			find(x, RULE_EMBEDDED, o, NULL);
	}
}

static void
check_media(struct ctx *x, struct obj *o)
{
	struct obj *ct = obj_get(o, "CT"), *alt = obj_get(o, "Alt");
	const char *slash = ct->kind == O_STR ? strchr(ct->s, '/') : NULL;
	size_t said = 0;

	if (!slash || slash == ct->s || !slash[1])
		find(x, RULE_MEDIA_TYPE, o, NULL);
	/* pairs of a language and a text */
	for (size_t i = 1; alt->kind == O_ARRAY && i < alt->n; i += 2)
		said += obj_at(alt, i)->n;
	if (!said)
		find(x, RULE_MEDIA_ALT, o, NULL);
}

static void
check_dict(struct ctx *x, struct obj *o)
{
	static const char *const gs_keys[] = { "CA", "ca", "OPM", "BM", "TR",
		"TR2", "HTP", "HT", "SMask", NULL };

	for (size_t i = 0; i < o->n; i++)
		check_name(x, o, o->key[i], strlen(o->key[i]));
	if (o->kind == O_STREAM)
		check_stream(x, o);
	check_utf8_name(x, o, obj_get(o, "BaseFont"));
	check_utf8_name(x, o, obj_get(o, "FontName"));
	if (obj_is(obj_get(o, "Type"), "StructElem") || obj_has(o, "Pg"))
		check_utf8_name(x, o, obj_get(o, "S"));
	check_halftone(x, o);
	check_spec(x, o);
	if (obj_is(obj_get(o, "S"), "MCD"))
		check_media(x, o);
	if (obj_is(obj_get(o, "Type"), "ExtGState")) {
		check_gs(x, o);
		return;
	}
	/* nor need it, but has no S, as soft masks and elements do */
	if (obj_has(o, "Type") || obj_has(o, "S") || o->kind == O_STREAM)
		return;
	for (int i = 0; gs_keys[i]; i++)
		if (obj_has(o, gs_keys[i]) && !obj_has(o, "Subtype")) {
			check_gs(x, o);
			return;
		}
}

static void
check_array(struct ctx *x, struct obj *o)
{
	struct obj *head = obj_at(o, 0), *names = obj_at(o, 1);

	if (obj_is(head, "Separation"))
		check_utf8_name(x, o, names);
	if (!obj_is(head, "DeviceN") || names->kind != O_ARRAY)
		return;
	if (names->n > 32)
		find(x, RULE_DEVICEN_MAX, o, NULL);
	for (size_t i = 0; i < names->n; i++)
		check_utf8_name(x, o, obj_at(names, i));
}

static void
walk(struct ctx *x, struct obj *o, int depth)
{
	if (depth > NEST_MAX || (depth && o->indirect))
		return;
	switch (o->kind) {
	case O_INT:
		if (o->i > 2147483647LL || o->i < -2147483648LL)
			find(x, RULE_INT_RANGE, o, NULL);
		break;
	case O_REAL:
		if (o->r > 3.403e38 || o->r < -3.403e38)
			find(x, RULE_REAL_RANGE, o, NULL);
		break;
	case O_STR:
		if (o->n > 32767)
			find(x, RULE_STRING_LENGTH, o, NULL);
		break;
	case O_NAME:
		check_name(x, o, o->s, o->n);
		break;
	case O_ARRAY:
		check_array(x, o);
		for (size_t i = 0; i < o->n; i++)
			walk(x, o->item[i], depth + 1);
		break;
	case O_DICT:
	case O_STREAM:
		check_dict(x, o);
		for (size_t i = 0; i < o->n; i++)
			walk(x, o->item[i], depth + 1);
		break;
	default:
		break;
	}
}

static void
check_permissions(struct ctx *x)
{
	struct obj *p = obj_get(x->m.root, "Perms"), *sig, *refs;

	if (!obj_dict(p))
		return;
	for (size_t i = 0; i < p->n; i++)
		if (strcmp(p->key[i], "UR3") && strcmp(p->key[i], "DocMDP"))
			find(x, RULE_PERMS, p, p->key[i]);
	sig = obj_get(p, "DocMDP");
	refs = obj_get(sig, "Reference");
	for (size_t i = 0; refs->kind == O_ARRAY && i < refs->n; i++) {
		struct obj *r = obj_at(refs, i);

		if (obj_has(r, "DigestLocation") ||
		        obj_has(r, "DigestMethod") || obj_has(r, "DigestValue"))
			find(x, RULE_DOCMDP, r, NULL);
	}
}

static int
lists(struct obj *order, const struct obj *group, int depth)
{
	for (size_t i = 0;
	        order->kind == O_ARRAY && depth < NEST_MAX && i < order->n; i++)
		if (order->item[i] == group ||
		        lists(order->item[i], group, depth + 1))
			return 1;
	return 0;
}

static void
check_oc_order(struct ctx *x, struct obj *c)
{
	struct obj *groups =
	        obj_get(obj_get(x->m.root, "OCProperties"), "OCGs");
	struct obj *order = obj_get(c, "Order");

	if (order->kind != O_ARRAY || groups->n > OC_MAX)
		return;
	for (size_t i = 0; groups->kind == O_ARRAY && i < groups->n; i++)
		if (!lists(order, groups->item[i], 0)) {
			find(x, RULE_OC_ORDER, c, NULL);
			return;
		}
}

static void
check_oc_config(struct ctx *x, struct obj *c, struct map *names)
{
	struct obj *name = obj_get(c, "Name"), *s = &obj_null;
	void **place;

	if (!obj_dict(c))
		return;
	if (name->kind != O_STR || !name->n) {
		find(x, RULE_OC_NAME, c, NULL);
	} else {
		place = map_put(names, obj_span(name));
		if (*place)
			find(x, RULE_OC_UNIQUE, c, NULL);
		*place = c;
	}
	s = obj_get(c, "AS");
	if (s->kind != O_NULL)
		find(x, RULE_OC_AS, c, NULL);
	check_oc_order(x, c);
}

static void
check_optional(struct ctx *x)
{
	struct obj *oc = obj_get(x->m.root, "OCProperties");
	struct obj *more = obj_get(oc, "Configs");
	struct map names;

	memset(&names, 0, sizeof(names));
	check_oc_config(x, obj_get(oc, "D"), &names);
	for (size_t i = 0; more->kind == O_ARRAY && i < more->n; i++)
		check_oc_config(x, obj_at(more, i), &names);
	map_free(&names);
}

static void
check_document(struct ctx *x)
{
	struct obj *id = obj_get(x->m.trailer, "ID"), *r = x->m.root, *f;

	if (id->kind != O_ARRAY || id->n != 2 || !obj_at(id, 0)->n)
		find(x, RULE_FILE_ID, x->m.trailer, NULL);
	if (obj_has(x->m.trailer, "Encrypt") || x->m.encrypted) {
		struct obj *p = obj_get(obj_get(x->m.trailer, "Encrypt"), "P");

		find(x, RULE_ENCRYPT, NULL, NULL);
		if (p->kind != O_INT || !(p->i & 512))
			find(x, RULE_ENCRYPT_P, NULL, NULL);
	}
	if (obj_has(r, "Requirements"))
		find(x, RULE_REQUIREMENTS, r, NULL);
	if (obj_has(obj_get(r, "Names"), "AlternatePresentations"))
		find(x, RULE_PRESENTATIONS, r, NULL);
	if (obj_has(r, "NeedsRendering"))
		find(x, RULE_NEEDS_RENDERING, r, NULL);
	f = obj_get(r, "AcroForm");
	if (obj_has(f, "XFA"))
		find(x, RULE_XFA, f, NULL);
	if (obj_get(f, "NeedAppearances")->i)
		find(x, RULE_NEED_APPEARANCES, f, NULL);
	for (size_t i = 0; i < x->m.page.n; i++)
		if (obj_has(x->m.page.p[i], "PresSteps")) {
			x->page = (int)i + 1;
			find(x, RULE_PRES_STEPS, x->m.page.p[i], NULL);
		}
	x->page = 0;
}

void
check_syntax(struct ctx *x)
{
	check_document(x);
	check_permissions(x);
	check_optional(x);
	for (size_t i = 0; i < x->m.object.n; i++)
		x->af_elsewhere |= x->m.object.p[i] != x->m.root &&
		                   obj_has(x->m.object.p[i], "AF");
	walk(x, x->m.trailer, 0);
	for (size_t i = 0; i < x->m.object.n; i++) {
		if (x->m.object.p[i]->num > 8388607)
			find(x, RULE_OBJECTS_MAX, x->m.object.p[i], NULL);
		walk(x, x->m.object.p[i], 0);
	}
}
