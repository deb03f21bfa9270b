/* fonts: the fonts in use, 6.2.11 of PDF/A-2 and 7.21 of PDF/UA-1.
 *
 * FreeType reads the embedded program.  For each code that was shown the way
 * to its glyph is gone as a viewer goes it; where that way is not certain
 * (predefined CJK CMaps, glyph names without a list) nothing is said.
 */
#include <math.h>
#include <string.h>

#include <ft2build.h>
#include FT_FREETYPE_H
#include FT_CID_H

#include "check/cmap.h"
#include "check/content.h"
#include "check/glyphname.h"

struct look {
	struct ctx *x;
	struct obj *font, *cid, *desc;
	const char *sub;
	struct font_use *use;
	FT_Face face;
	struct cmap *cmap, *unicode;
	int identity; /* codes are CIDs */
	int symbolic;
	FT_UInt *of_cid; /* CID-keyed CFF: glyph + 1 of a CID */
	unsigned missing, notdef, width, mapless; /* told once a font */
};

static int
used(const struct look *k, unsigned c)
{
	return k->use->code[c >> 3] >> (c & 7) & 1;
}

static const char *const predefined =
        " Identity-H Identity-V GB-EUC-H "
        "GB-EUC-V GBpc-EUC-H GBpc-EUC-V GBK-EUC-H GBK-EUC-V GBKp-EUC-H "
        "GBKp-EUC-V GBK2K-H GBK2K-V UniGB-UCS2-H UniGB-UCS2-V UniGB-UTF16-H "
        "UniGB-UTF16-V B5pc-H B5pc-V HKscs-B5-H HKscs-B5-V ETen-B5-H "
        "ETen-B5-V ETenms-B5-H ETenms-B5-V CNS-EUC-H CNS-EUC-V UniCNS-UCS2-H "
        "UniCNS-UCS2-V UniCNS-UTF16-H UniCNS-UTF16-V 83pv-RKSJ-H 90ms-RKSJ-H "
        "90ms-RKSJ-V 90msp-RKSJ-H 90msp-RKSJ-V 90pv-RKSJ-H Add-RKSJ-H "
        "Add-RKSJ-V EUC-H EUC-V Ext-RKSJ-H Ext-RKSJ-V H V UniJIS-UCS2-H "
        "UniJIS-UCS2-V UniJIS-UCS2-HW-H UniJIS-UCS2-HW-V UniJIS-UTF16-H "
        "UniJIS-UTF16-V KSC-EUC-H KSC-EUC-V KSCms-UHC-H KSCms-UHC-V "
        "KSCms-UHC-HW-H KSCms-UHC-HW-V KSCpc-EUC-H UniKS-UCS2-H "
        "UniKS-UCS2-V UniKS-UTF16-H UniKS-UTF16-V ";

static int
listed(const char *list, struct obj *o)
{
	const char *p = list;

	if (o->kind != O_NAME || !o->n)
		return 0;
	for (; (p = strstr(p, o->s)) != NULL; p++)
		if (p > list && p[-1] == ' ' && p[o->n] == ' ')
			return 1;
	return 0;
}

static void
check_encoding_cmap(struct look *k, struct obj *enc)
{
	struct obj *a = obj_get(enc, "CIDSystemInfo");
	struct obj *b = obj_get(k->cid, "CIDSystemInfo");
	struct obj *use = obj_get(enc, "UseCMap");

	if (enc->kind == O_NAME) {
		k->identity =
		        obj_is(enc, "Identity-H") || obj_is(enc, "Identity-V");
		if (!listed(predefined, enc))
			find(k->x, RULE_CMAP_EMBEDDED, k->font, enc->s);
		return;
	}
	if (enc->kind != O_STREAM)
		return;
	k->cmap = cmap_read(k->x, enc);
	k->identity = obj_is(obj_get(enc, "CMapName"), "Identity-H") ||
	              obj_is(obj_get(enc, "CMapName"), "Identity-V");
	if (k->cmap && k->cmap->beyond)
		find(k->x, RULE_CID_MAX, enc, NULL);
	if (k->cmap && k->cmap->wmode != (int)obj_get(enc, "WMode")->i)
		find(k->x, RULE_CMAP_WMODE, enc, NULL);
	if (use->kind == O_NAME
	                ? !listed(predefined, use)
	                : use->kind == O_STREAM &&
	                          !listed(predefined, obj_get(use, "CMapName")))
		find(k->x, RULE_CMAP_USE, enc, NULL);
	if (a->kind == O_ARRAY)
		a = obj_at(a, 0);
	if (!k->identity && (!span_eq(obj_span(obj_get(a, "Registry")),
	                             obj_span(obj_get(b, "Registry"))) ||
	                            !span_eq(obj_span(obj_get(a, "Ordering")),
	                                    obj_span(obj_get(b, "Ordering"))) ||
	                            obj_get(b, "Supplement")->i >
	                                    obj_get(a, "Supplement")->i))
		find(k->x, RULE_FONT_CIDINFO, k->font, NULL);
}

static FT_UInt
glyph_of_cid(struct look *k, unsigned cid)
{
	struct obj *map = obj_get(k->cid, "CIDToGIDMap");

	if (map->kind == O_STREAM &&
	        obj_is(obj_get(k->cid, "Subtype"), "CIDFontType2")) {
		const struct str *s = stream_bytes(&k->x->m, map);

		if (!s || (size_t)cid * 2 + 1 >= s->len)
			return 0;
		return (FT_UInt)((unsigned char)s->s[cid * 2] << 8 |
		                 (unsigned char)s->s[cid * 2 + 1]);
	}
	if (k->of_cid)
		return cid < 65536 && k->of_cid[cid] ? k->of_cid[cid] - 1 : 0;
	return cid;
}

static void
cid_table(struct look *k)
{
	FT_UInt cid;

	if (!k->face || !FT_IS_CID_KEYED(k->face))
		return;
	k->of_cid = arena_array(k->x->m.arena, 65536, sizeof(*k->of_cid));
	for (FT_UInt g = 0; g < (FT_UInt)k->face->num_glyphs; g++)
		if (!FT_Get_CID_From_Glyph_Index(k->face, g, &cid) &&
		        cid < 65536)
			k->of_cid[cid] = g + 1;
}

static double
cid_width(struct look *k, unsigned cid)
{
	struct obj *w = obj_get(k->cid, "W"), *dw = obj_get(k->cid, "DW");

	for (size_t i = 0; w->kind == O_ARRAY && i + 1 < w->n;) {
		long long first = obj_at(w, i)->i;
		struct obj *list = obj_at(w, i + 1);

		if (list->kind == O_ARRAY) {
			if (cid >= first && cid < first + (long long)list->n)
				return obj_at(list, (size_t)(cid - first))->r;
			i += 2;
		} else {
			if (cid >= first && cid <= list->i)
				return obj_at(w, i + 2)->r;
			i += 3;
		}
	}
	return obj_number(dw) ? dw->r : 1000;
}

static void
check_glyph(struct look *k, FT_UInt g, double width, unsigned code)
{
	double have;

	if (g >= (FT_UInt)k->face->num_glyphs) {
		if (!k->missing++)
			find_printf(k->x, RULE_GLYPH_MISSING, k->font,
			        "code %u", code);
		return;
	}
	if (k->face->units_per_EM == 0 ||
	        FT_Load_Glyph(k->face, g, FT_LOAD_NO_SCALE))
		return;
	have = (double)k->face->glyph->metrics.horiAdvance * 1000 /
	       k->face->units_per_EM;
	if (fabs(have - width) > 1.01 && !k->width++)
		find_printf(k->x, RULE_WIDTH, k->font,
		        "code %u: %d in the PDF, %d in the font", code,
		        (int)width, (int)have);
}

static void
check_cids(struct look *k)
{
	for (unsigned c = 0; c < 65536; c++) {
		unsigned cid = c;
		FT_UInt g;

		if (!used(k, c))
			continue;
		if (!k->identity) {
			if (!k->cmap || k->cmap->uses)
				return;
			cid = k->cmap->map[c] ? k->cmap->map[c] - 1 : 0;
		}
		g = glyph_of_cid(k, cid);
		if (g == 0 && cid != 0 && !k->missing++)
			find_printf(k->x, RULE_GLYPH_MISSING, k->font, "CID %u",
			        cid);
		if (cid == 0 && !k->notdef++)
			find(k->x, RULE_NOTDEF, k->font, NULL);
		if (g)
			check_glyph(k, g, cid_width(k, cid), c);
	}
}

/* CIDSet: a bit for each CID that the program has. */
static void
check_cidset(struct look *k)
{
	struct obj *set = obj_get(k->desc, "CIDSet");
	const struct str *s =
	        set->kind == O_STREAM ? stream_bytes(&k->x->m, set) : NULL;

	if (!s || !k->face)
		return;
	for (FT_UInt g = 1; g < (FT_UInt)k->face->num_glyphs; g++) {
		FT_UInt cid = g;

		if (k->of_cid && FT_Get_CID_From_Glyph_Index(k->face, g, &cid))
			continue;
		if (!k->of_cid &&
		        obj_get(k->cid, "CIDToGIDMap")->kind == O_STREAM)
			return;
		if (cid / 8 >= s->len ||
		        !((unsigned char)s->s[cid / 8] & (0x80u >> cid % 8))) {
			/* An empty glyph of a subset is none. */
			if (FT_Load_Glyph(k->face, g, FT_LOAD_NO_SCALE) ||
			        k->face->glyph->outline.n_points == 0)
				continue;
			find_printf(k->x, RULE_CIDSET, k->font, "CID %u", cid);
			return;
		}
	}
}

static void
check_composite(struct look *k)
{
	struct obj *map = obj_get(k->cid, "CIDToGIDMap");

	if (obj_is(obj_get(k->cid, "Subtype"), "CIDFontType2") &&
	        obj_dict(k->desc) && map->kind != O_STREAM &&
	        !obj_is(map, "Identity"))
		find(k->x, RULE_CID_TO_GID, k->font, NULL);
	check_encoding_cmap(k, obj_get(k->font, "Encoding"));
	if (!k->face || !k->use->drawn)
		return;
	cid_table(k);
	check_cids(k);
	check_cidset(k);
}

/* Glyph name of a code by Differences; NULL: none there. */
static const char *
difference(struct look *k, unsigned code)
{
	struct obj *d = obj_get(obj_get(k->font, "Encoding"), "Differences");
	long long at = -1;

	for (size_t i = 0; d->kind == O_ARRAY && i < d->n; i++) {
		struct obj *o = obj_at(d, i);

		if (obj_number(o))
			at = (long long)o->r;
		else if (o->kind == O_NAME && at++ == code)
			return o->s;
	}
	return NULL;
}

static void
check_tt_encoding(struct look *k)
{
	struct obj *enc = obj_get(k->font, "Encoding");
	struct obj *base = obj_dict(enc) ? obj_get(enc, "BaseEncoding") : enc;
	struct obj *d = obj_get(enc, "Differences");

	if (strcmp(k->sub, "TrueType"))
		return;
	if (k->symbolic) {
		if (enc->kind != O_NULL)
			find(k->x, RULE_TT_SYMBOLIC, k->font, NULL);
		return;
	}
	if (!obj_is(base, "WinAnsiEncoding") &&
	        !obj_is(base, "MacRomanEncoding"))
		find(k->x, RULE_TT_ENCODING, k->font, NULL);
	for (size_t i = 0; d->kind == O_ARRAY && i < d->n; i++)
		if (obj_at(d, i)->kind == O_NAME &&
		        strcmp(obj_at(d, i)->s, ".notdef") &&
		        !glyphname_known(obj_at(d, i)->s)) {
			find(k->x, RULE_TT_ENCODING, k->font, obj_at(d, i)->s);
			return;
		}
}

/* WinAnsi above 127, as Unicode. */
static unsigned
winansi(unsigned c)
{
	static const unsigned short high[32] = { 0x20AC, 0x2022, 0x201A, 0x192,
		0x201E, 0x2026, 0x2020, 0x2021, 0x2C6, 0x2030, 0x160, 0x2039,
		0x152, 0x2022, 0x17D, 0x2022, 0x2022, 0x2018, 0x2019, 0x201C,
		0x201D, 0x2022, 0x2013, 0x2014, 0x2DC, 0x2122, 0x161, 0x203A,
		0x153, 0x2022, 0x17E, 0x178 };

	return c >= 0x80 && c < 0xA0 ? high[c - 0x80] : c;
}

/* The glyph of a code of a simple font: 1 and *g, or 0 when not certain. */
static int
glyph_of_code(struct look *k, unsigned c, FT_UInt *g)
{
	struct obj *enc = obj_get(k->font, "Encoding");
	struct obj *base = obj_dict(enc) ? obj_get(enc, "BaseEncoding") : enc;
	const char *name = difference(k, c);
	int tt = !strcmp(k->sub, "TrueType");

	if (name && (!tt || FT_HAS_GLYPH_NAMES(k->face))) {
		*g = strcmp(name, ".notdef")
		             ? FT_Get_Name_Index(
		                       k->face, (FT_String *)(uintptr_t)name)
		             : 0;
		return *g || !tt;
	}
	if (name)
		return 0;
	if (tt && k->symbolic) {
		*g = FT_Get_Char_Index(k->face, 0xF000 + c);
		if (!*g)
			*g = FT_Get_Char_Index(k->face, c);
		return 1;
	}
	if (obj_is(base, "WinAnsiEncoding") ||
	        (c >= 32 && c < 127 && c != '\'' && c != '`' &&
	                base->kind == O_NAME)) {
		if (FT_Select_Charmap(k->face, FT_ENCODING_UNICODE))
			return 0;
		*g = FT_Get_Char_Index(k->face, winansi(c));
		/* The two hyphens and spaces are one glyph. */
		return *g || (c != 0xA0 && c != 0xAD);
	}
	if (!tt && enc->kind == O_NULL) {
		if (FT_Select_Charmap(k->face, FT_ENCODING_ADOBE_CUSTOM) &&
		        FT_Select_Charmap(k->face, FT_ENCODING_ADOBE_STANDARD))
			return 0;
		*g = FT_Get_Char_Index(k->face, c);
		return 1;
	}
	return 0;
}

static void
check_simple(struct look *k)
{
	struct obj *w = obj_get(k->font, "Widths");
	long long first = obj_get(k->font, "FirstChar")->i;
	struct obj *mw = obj_get(k->desc, "MissingWidth");

	check_tt_encoding(k);
	if (!k->face || !k->use->drawn)
		return;
	for (unsigned c = 0; c < 256; c++) {
		const char *name;
		FT_UInt g = 0;
		double width = mw->r;

		if (!used(k, c) || !glyph_of_code(k, c, &g))
			continue;
		name = difference(k, c);
		if (g == 0) {
			enum check_rule rule = name && strcmp(name, ".notdef")
			                               ? RULE_GLYPH_MISSING
			                               : RULE_NOTDEF;

			if (rule == RULE_NOTDEF ? !k->notdef++ : !k->missing++)
				find_printf(k->x, rule, k->font, "code %u", c);
			if (rule == RULE_NOTDEF && !name && c >= 32 &&
			        !k->missing++)
				find_printf(k->x, RULE_GLYPH_MISSING, k->font,
				        "code %u", c);
			continue;
		}
		if (w->kind == O_ARRAY && c >= first &&
		        c < first + (long long)w->n)
			width = obj_at(w, (size_t)(c - first))->r;
		else if (w->kind != O_ARRAY)
			continue;
		check_glyph(k, g, width, c);
	}
}

/* May a viewer know the characters without ToUnicode? */
static int
known_without(struct look *k, unsigned c)
{
	struct obj *enc = obj_get(k->font, "Encoding");
	struct obj *ord = obj_get(obj_get(k->cid, "CIDSystemInfo"), "Ordering");
	const char *name = difference(k, c);

	if (!strcmp(k->sub, "Type0"))
		return !k->identity && enc->kind == O_NAME &&
		       strcmp(obj_span(ord).p, "Identity");
	if (name)
		return glyphname_known(name);
	if (obj_is(enc, "WinAnsiEncoding") || obj_is(enc, "MacRomanEncoding") ||
	        obj_is(enc, "MacExpertEncoding") ||
	        obj_is(enc, "StandardEncoding") || obj_has(enc, "BaseEncoding"))
		return 1;
	if (!strcmp(k->sub, "TrueType") || !strcmp(k->sub, "Type3"))
		return !k->symbolic && strcmp(k->sub, "Type3");
	if (k->face && FT_HAS_GLYPH_NAMES(k->face)) {
		char buf[128];
		FT_UInt g;

		if (!glyph_of_code(k, c, &g) ||
		        FT_Get_Glyph_Name(k->face, g, buf, sizeof(buf)))
			return 1;
		return glyphname_known(buf);
	}
	return 1;
}

static void
check_unicode(struct look *k)
{
	struct obj *to = obj_get(k->font, "ToUnicode");

	if (to->kind == O_STREAM)
		k->unicode = cmap_read(k->x, to);
	for (unsigned c = 0; c < 65536; c++) {
		unsigned u;

		if (!used(k, c))
			continue;
		u = k->unicode ? k->unicode->map[c] : 0;
		if (!u) {
			if (!known_without(k, c) && !k->mapless++)
				find_printf(k->x, RULE_TOUNICODE, k->font,
				        "code %u", c);
			continue;
		}
		if (u == 1 || u == 0xFEFF + 1 || u == 0xFFFE + 1) {
			find_printf(k->x, RULE_TOUNICODE_VALUE, k->font,
			        "code %u", c);
			return;
		}
	}
}

static void
open_face(struct look *k, FT_Library ft)
{
	static const char *const keys[] = { "FontFile", "FontFile2",
		"FontFile3" };
	const struct str *s = NULL;

	for (int i = 0; i < 3 && !s; i++) {
		struct obj *o = obj_get(k->desc, keys[i]);

		if (o->kind == O_STREAM)
			s = stream_bytes(&k->x->m, o);
	}
	if (!s) {
		if (k->use->drawn && strcmp(k->sub, "Type3"))
			find(k->x, RULE_FONT_EMBEDDED, k->font,
			        obj_span(obj_get(k->font, "BaseFont")).p);
		return;
	}
	if (FT_New_Memory_Face(
	            ft, (const FT_Byte *)s->s, (FT_Long)s->len, 0, &k->face))
		k->face = NULL;
	if (k->face && k->symbolic && k->face->num_charmaps > 0)
		FT_Set_Charmap(k->face, k->face->charmaps[0]);
}

/* CharSet of a Type 1 font names each glyph of the program: "/space/A". */
static void
check_charset(struct look *k)
{
	struct obj *set = obj_get(k->desc, "CharSet");
	struct str want = STR_INIT, have = STR_INIT;
	char name[128];

	if (set->kind != O_STR || !k->face || FT_IS_SFNT(k->face) ||
	        !FT_HAS_GLYPH_NAMES(k->face))
		return;
	for (size_t i = 0; i < set->n; i++)
		str_putc(&have, set->s[i] > ' ' ? set->s[i] : '/');
	str_putc(&have, '/');
	for (FT_UInt g = 0; g < (FT_UInt)k->face->num_glyphs; g++) {
		if (FT_Get_Glyph_Name(k->face, g, name, sizeof(name)) ||
		        strcmp(name, ".notdef") == 0)
			continue;
		str_truncate(&want, 0);
		str_printf(&want, "/%s/", name);
		if (!memmem(have.s, have.len, want.s, want.len)) {
			find(k->x, RULE_CHARSET, k->font, name);
			break;
		}
	}
	str_free(&want);
	str_free(&have);
}

void
check_fonts(struct ctx *x)
{
	FT_Library ft;

	if (FT_Init_FreeType(&ft))
		return;
	for (size_t i = 0; i < x->font.n && !model_late(&x->m); i++) {
		struct look k;
		struct obj *sub;

		memset(&k, 0, sizeof(k));
		k.x = x;
		k.font = x->font.p[i];
		k.use = k.font->extra;
		x->page = k.use->page;
		sub = obj_get(k.font, "Subtype");
		k.sub = sub->kind == O_NAME ? sub->s : "";
		k.cid = !strcmp(k.sub, "Type0")
		                ? obj_at(obj_get(k.font, "DescendantFonts"), 0)
		                : &obj_null;
		k.desc = obj_get(
		        obj_dict(k.cid) ? k.cid : k.font, "FontDescriptor");
		k.symbolic = (obj_get(k.desc, "Flags")->i & 4) != 0;
		open_face(&k, ft);
		if (obj_dict(k.cid))
			check_composite(&k);
		else
			check_simple(&k);
		check_charset(&k);
		check_unicode(&k);
		if (k.face)
			FT_Done_Face(k.face);
	}
	FT_Done_FreeType(ft);
}
