/* fonts: the fonts in use, 6.2.11 of PDF/A-2 and 7.21 of PDF/UA-1.
 *
 * FreeType reads the embedded program.  For each code that was shown the way
 * to its glyph is gone as a viewer goes it; where that way is not certain
 * (predefined CJK CMaps, glyph names without a list) nothing is said.
 */
#include <math.h>
#include <string.h>

#include "check/face.h"

#include FT_CID_H
#include FT_TRUETYPE_TABLES_H

#include "check/content.h"
#include "check/glyphname.h"

struct look {
	struct ctx *x;
	struct face f;
	struct font_use *use;
	struct cmap *unicode;
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
	return o->kind == O_NAME && in_words(list, o->s);
}

static void
check_encoding_cmap(struct look *k, struct obj *enc)
{
	struct obj *a = obj_get(enc, "CIDSystemInfo");
	struct obj *b = obj_get(k->f.cid, "CIDSystemInfo");
	struct obj *use = obj_get(enc, "UseCMap");

	if (enc->kind == O_NAME) {
		if (!listed(predefined, enc))
			find(k->x, RULE_CMAP_EMBEDDED, k->f.font, enc->s);
		return;
	}
	if (enc->kind != O_STREAM)
		return;
	if (k->f.cmap && k->f.cmap->beyond)
		find(k->x, RULE_CID_MAX, enc, NULL);
	if (k->f.cmap && k->f.cmap->wmode != (int)obj_get(enc, "WMode")->i)
		find(k->x, RULE_CMAP_WMODE, enc, NULL);
	if (use->kind == O_NAME
	                ? !listed(predefined, use)
	                : use->kind == O_STREAM &&
	                          !listed(predefined, obj_get(use, "CMapName")))
		find(k->x, RULE_CMAP_USE, enc, NULL);
	if (a->kind == O_ARRAY)
		a = obj_at(a, 0);
	if (!k->f.identity &&
	        (!span_eq(obj_span(obj_get(a, "Registry")),
	                 obj_span(obj_get(b, "Registry"))) ||
	                !span_eq(obj_span(obj_get(a, "Ordering")),
	                        obj_span(obj_get(b, "Ordering"))) ||
	                obj_get(b, "Supplement")->i >
	                        obj_get(a, "Supplement")->i))
		find(k->x, RULE_FONT_CIDINFO, k->f.font, NULL);
}

static void
check_glyph(struct look *k, FT_UInt g, double width, unsigned code)
{
	double have;

	if (g >= (FT_UInt)k->f.ft->num_glyphs) {
		if (!k->missing++)
			find_printf(k->x, RULE_GLYPH_MISSING, k->f.font,
			        "code %u", code);
		return;
	}
	if (k->f.ft->units_per_EM == 0 ||
	        FT_Load_Glyph(k->f.ft, g, FT_LOAD_NO_SCALE))
		return;
	have = (double)k->f.ft->glyph->metrics.horiAdvance * 1000 /
	       k->f.ft->units_per_EM;
	if (fabs(have - width) > 1.01 && !k->width++)
		find_printf(k->x, RULE_WIDTH, k->f.font,
		        "code %u: %d in the PDF, %d in the font", code,
		        (int)width, (int)have);
}

static void
check_cids(struct look *k)
{
	if (k->f.identity && k->use->odd && !k->missing++)
		find(k->x, RULE_GLYPH_MISSING, k->f.font,
		        "half a code ends a string");
	for (unsigned c = 0; c < 65536; c++) {
		unsigned cid = c;
		FT_UInt g;

		if (!used(k, c))
			continue;
		if (!k->f.identity) {
			if (!k->f.cmap || k->f.cmap->uses)
				return;
			cid = k->f.cmap->map[c] ? k->f.cmap->map[c] - 1 : 0;
		}
		g = face_glyph_of_cid(&k->f, cid);
		if (g == 0 && cid != 0 && !k->missing++)
			find_printf(k->x, RULE_GLYPH_MISSING, k->f.font,
			        "CID %u", cid);
		if (cid == 0 && !k->notdef++)
			find(k->x, RULE_NOTDEF, k->f.font, NULL);
		if (g)
			check_glyph(k, g, face_cid_width(&k->f, cid), c);
	}
}

/* CIDSet: a bit for each CID that the program has. */
static void
check_cidset(struct look *k)
{
	struct obj *set = obj_get(k->f.desc, "CIDSet");
	const struct str *s =
	        set->kind == O_STREAM ? stream_bytes(&k->x->m, set) : NULL;

	if (!s || !k->f.ft)
		return;
	for (FT_UInt g = 1; g < (FT_UInt)k->f.ft->num_glyphs; g++) {
		FT_UInt cid = g;

		if (k->f.of_cid &&
		        FT_Get_CID_From_Glyph_Index(k->f.ft, g, &cid))
			continue;
		if (!k->f.of_cid &&
		        obj_get(k->f.cid, "CIDToGIDMap")->kind == O_STREAM)
			return;
		if (cid / 8 >= s->len ||
		        !((unsigned char)s->s[cid / 8] & (0x80u >> cid % 8))) {
			/* An empty glyph of a subset is none. */
			if (FT_Load_Glyph(k->f.ft, g, FT_LOAD_NO_SCALE) ||
			        k->f.ft->glyph->outline.n_points == 0)
				continue;
			find_printf(
			        k->x, RULE_CIDSET, k->f.font, "CID %u", cid);
			return;
		}
	}
}

static void
check_composite(struct look *k)
{
	struct obj *map = obj_get(k->f.cid, "CIDToGIDMap");

	if (obj_is(obj_get(k->f.cid, "Subtype"), "CIDFontType2") &&
	        obj_dict(k->f.desc) && map->kind != O_STREAM &&
	        !obj_is(map, "Identity"))
		find(k->x, RULE_CID_TO_GID, k->f.font, NULL);
	check_encoding_cmap(k, obj_get(k->f.font, "Encoding"));
	if (!k->f.ft || !k->use->drawn)
		return;
	check_cids(k);
	check_cidset(k);
}

static void
check_tt_encoding(struct look *k)
{
	struct obj *enc = obj_get(k->f.font, "Encoding");
	struct obj *base = obj_dict(enc) ? obj_get(enc, "BaseEncoding") : enc;
	struct obj *d = obj_get(enc, "Differences");

	if (strcmp(k->f.sub, "TrueType"))
		return;
	if (k->f.symbolic) {
		if (enc->kind != O_NULL)
			find(k->x, RULE_TT_SYMBOLIC, k->f.font, NULL);
		return;
	}
	if (!obj_is(base, "WinAnsiEncoding") &&
	        !obj_is(base, "MacRomanEncoding"))
		find(k->x, RULE_TT_ENCODING, k->f.font, NULL);
	for (size_t i = 0; d->kind == O_ARRAY && i < d->n; i++)
		if (obj_at(d, i)->kind == O_NAME &&
		        strcmp(obj_at(d, i)->s, ".notdef") &&
		        !glyphname_known(obj_at(d, i)->s)) {
			find(k->x, RULE_TT_ENCODING, k->f.font,
			        obj_at(d, i)->s);
			return;
		}
}

static void
check_simple(struct look *k)
{
	struct obj *w = obj_get(k->f.font, "Widths");
	long long first = obj_get(k->f.font, "FirstChar")->i;
	struct obj *mw = obj_get(k->f.desc, "MissingWidth");

	check_tt_encoding(k);
	if (!k->f.ft || !k->use->drawn)
		return;
	for (unsigned c = 0; c < 256; c++) {
		const char *name;
		FT_UInt g = 0;
		double width = mw->r;

		if (!used(k, c) || !face_glyph_of_code(&k->f, c, &g))
			continue;
		name = face_difference(&k->f, c);
		if (g == 0) {
			enum check_rule rule = name && strcmp(name, ".notdef")
			                               ? RULE_GLYPH_MISSING
			                               : RULE_NOTDEF;

			if (rule == RULE_NOTDEF ? !k->notdef++ : !k->missing++)
				find_printf(
				        k->x, rule, k->f.font, "code %u", c);
			if (rule == RULE_NOTDEF && !name && c >= 32 &&
			        !k->missing++)
				find_printf(k->x, RULE_GLYPH_MISSING, k->f.font,
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
	struct obj *enc = obj_get(k->f.font, "Encoding");
	struct obj *ord =
	        obj_get(obj_get(k->f.cid, "CIDSystemInfo"), "Ordering");
	const char *name = face_difference(&k->f, c);

	if (!strcmp(k->f.sub, "Type0"))
		return !k->f.identity && enc->kind == O_NAME &&
		       strcmp(obj_span(ord).p, "Identity");
	if (name)
		return glyphname_known(name);
	if (obj_is(enc, "WinAnsiEncoding") || obj_is(enc, "MacRomanEncoding") ||
	        obj_is(enc, "MacExpertEncoding") ||
	        obj_is(enc, "StandardEncoding") || obj_has(enc, "BaseEncoding"))
		return 1;
	if (!strcmp(k->f.sub, "TrueType") || !strcmp(k->f.sub, "Type3"))
		return !k->f.symbolic && strcmp(k->f.sub, "Type3");
	if (k->f.ft && FT_HAS_GLYPH_NAMES(k->f.ft)) {
		char buf[128];
		FT_UInt g;

		if (!face_glyph_of_code(&k->f, c, &g) ||
		        FT_Get_Glyph_Name(k->f.ft, g, buf, sizeof(buf)))
			return 1;
		return glyphname_known(buf);
	}
	return 1;
}

static void
check_unicode(struct look *k)
{
	struct obj *to = obj_get(k->f.font, "ToUnicode");

	if (to->kind == O_STREAM)
		k->unicode = cmap_read(k->x, to);
	for (unsigned c = 0; c < 65536; c++) {
		unsigned u;

		if (!used(k, c))
			continue;
		u = k->unicode ? k->unicode->map[c] : 0;
		if (!u) {
			if (!known_without(k, c) && !k->mapless++)
				find_printf(k->x, RULE_TOUNICODE, k->f.font,
				        "code %u", c);
			continue;
		}
		if (u == 1 || u == 0xFEFF + 1 || u == 0xFFFE + 1) {
			find_printf(k->x, RULE_TOUNICODE_VALUE, k->f.font,
			        "code %u", c);
			return;
		}
	}
}

/* CharSet of a Type 1 font names each glyph of the program: "/space/A". */
static void
check_charset(struct look *k)
{
	struct obj *set = obj_get(k->f.desc, "CharSet");
	struct str want = STR_INIT, have = STR_INIT;
	char name[128];

	if (set->kind != O_STR || !k->f.ft || FT_IS_SFNT(k->f.ft) ||
	        !FT_HAS_GLYPH_NAMES(k->f.ft))
		return;
	for (size_t i = 0; i < set->n; i++)
		str_putc(&have, set->s[i] > ' ' ? set->s[i] : '/');
	str_putc(&have, '/');
	for (FT_UInt g = 0; g < (FT_UInt)k->f.ft->num_glyphs; g++) {
		if (FT_Get_Glyph_Name(k->f.ft, g, name, sizeof(name)) ||
		        strcmp(name, ".notdef") == 0)
			continue;
		str_truncate(&want, 0);
		str_printf(&want, "/%s/", name);
		if (!memmem(have.s, have.len, want.s, want.len)) {
			find(k->x, RULE_CHARSET, k->f.font, name);
			break;
		}
	}
	str_free(&want);
	str_free(&have);
}

/* W: "c [w ...]" and "c c w", again and again. */
static int
good_widths(struct obj *w)
{
	size_t i = 0;

	if (w->kind == O_NULL)
		return 1;
	while (w->kind == O_ARRAY && i + 1 < w->n) {
		int list = obj_at(w, i + 1)->kind == O_ARRAY;

		if (obj_at(w, i)->kind != O_INT ||
		        (!list && (i + 2 >= w->n ||
		                          !obj_number(obj_at(w, i + 2)) ||
		                          obj_at(w, i + 1)->kind != O_INT)))
			return 0;
		i += list ? 2 : 3;
	}
	return w->kind == O_ARRAY && i == w->n;
}

/* 9.7: a composite font and the one below it. */
static const char *
lacks_composite(struct look *k)
{
	struct obj *enc = obj_get(k->f.font, "Encoding");
	struct obj *sub = obj_get(k->f.cid, "Subtype");

	if (!obj_dict(k->f.cid))
		return "DescendantFonts";
	if (enc->kind != O_NAME && enc->kind != O_STREAM)
		return "Encoding";
	if (!obj_is(obj_get(k->f.cid, "Type"), "Font"))
		return "Type of the CIDFont";
	if (!obj_is(sub, "CIDFontType0") && !obj_is(sub, "CIDFontType2"))
		return "Subtype of the CIDFont";
	if (obj_get(k->f.cid, "BaseFont")->kind != O_NAME)
		return "BaseFont of the CIDFont";
	return good_widths(obj_get(k->f.cid, "W")) ? NULL : "W";
}

/* 6.2.11.2: what ISO 32000-1 asks for in a font dictionary. */
static const char *
lacks(struct look *k)
{
	static const char *const types[] = { "Type0", "Type1", "MMType1",
		"TrueType", "Type3" };
	struct obj *w = obj_get(k->f.font, "Widths");
	long long first = obj_get(k->f.font, "FirstChar")->i;
	long long last = obj_get(k->f.font, "LastChar")->i;
	struct obj *sub = obj_get(obj_get(k->f.desc, "FontFile3"), "Subtype");
	int known = 0;

	for (int i = 0; i < 5; i++)
		known = known || !strcmp(k->f.sub, types[i]);
	if (!obj_is(obj_get(k->f.font, "Type"), "Font"))
		return "Type";
	if (!known)
		return "Subtype";
	if (strcmp(k->f.sub, "Type3") &&
	        obj_get(k->f.font, "BaseFont")->kind != O_NAME)
		return "BaseFont";
	if (obj_has(k->f.desc, "FontFile3") && !obj_is(sub, "Type1C") &&
	        !obj_is(sub, "CIDFontType0C") && !obj_is(sub, "OpenType"))
		return "Subtype of FontFile3";
	if (!strcmp(k->f.sub, "Type0"))
		return lacks_composite(k);
	if (!k->f.embedded && strcmp(k->f.sub, "Type3"))
		return NULL; /* maybe one of the standard 14; told elsewhere */
	if (obj_get(k->f.font, "FirstChar")->kind != O_INT ||
	        obj_get(k->f.font, "LastChar")->kind != O_INT)
		return "FirstChar, LastChar";
	return w->kind == O_ARRAY && (long long)w->n == last - first + 1
	               ? NULL
	               : "Widths";
}

/* Tables that are in the program itself: FreeType adds one of its own, without
 * a format, to fonts that know names only. */
static void
check_tt_cmaps(struct look *k)
{
	int n = 0, symbol = 0;

	if (strcmp(k->f.sub, "TrueType") || !k->f.ft || !k->use->drawn ||
	        !obj_has(k->f.desc, "FontFile2"))
		return;
	for (int i = 0; i < k->f.ft->num_charmaps; i++) {
		FT_CharMap m = k->f.ft->charmaps[i];

		if (FT_Get_CMap_Format(m) < 0)
			continue;
		n++;
		symbol |= m->platform_id == 3 && m->encoding_id == 0;
	}
	if (k->f.symbolic ? n != 1 && !symbol : n - symbol < 1)
		find(k->x, RULE_TT_CMAP, k->f.font, NULL);
}

void
check_fonts(struct ctx *x)
{
	FT_Library ft;

	if (FT_Init_FreeType(&ft))
		return;
	for (size_t i = 0; i < x->font.n && !model_late(&x->m); i++) {
		struct look k;

		memset(&k, 0, sizeof(k));
		k.x = x;
		k.use = x->font.p[i]->extra;
		x->page = k.use->page;
		face_open(&k.f, x, x->font.p[i], ft);
		if (!k.f.embedded && k.use->drawn && strcmp(k.f.sub, "Type3"))
			find(x, RULE_FONT_EMBEDDED, k.f.font,
			        obj_span(obj_get(k.f.font, "BaseFont")).p);
		if (lacks(&k))
			find(x, RULE_FONT_SUBTYPE, k.f.font, lacks(&k));
		check_tt_cmaps(&k);
		if (obj_dict(k.f.cid))
			check_composite(&k);
		else
			check_simple(&k);
		check_charset(&k);
		check_unicode(&k);
		face_close(&k.f);
	}
	FT_Done_FreeType(ft);
}
