/* face: embedded font programs, by FreeType, and the way from a code to its
 * glyph as a viewer goes it.  Where that way is not certain (predefined CJK
 * CMaps, glyph names without a list) the answer is that it is not. */
#include "check/face.h"

#include <string.h>

#include FT_CID_H

#include "base/bytes.h"

static void
cid_table(struct face *k)
{
	FT_UInt cid;

	if (!k->ft || !FT_IS_CID_KEYED(k->ft))
		return;
	k->of_cid = arena_array(k->x->m.arena, 65536, sizeof(*k->of_cid));
	for (FT_UInt g = 0; g < (FT_UInt)k->ft->num_glyphs; g++)
		if (!FT_Get_CID_From_Glyph_Index(k->ft, g, &cid) && cid < 65536)
			k->of_cid[cid] = g + 1;
}

FT_UInt
face_glyph_of_cid(struct face *k, unsigned cid)
{
	struct obj *map = obj_get(k->cid, "CIDToGIDMap");

	if (map->kind == O_STREAM &&
	        obj_is(obj_get(k->cid, "Subtype"), "CIDFontType2")) {
		const struct str *s = stream_bytes(&k->x->m, map);

		if (!s || (size_t)cid * 2 + 1 >= s->len)
			return 0;
		return be16(s->s + (size_t)cid * 2);
	}
	if (k->of_cid)
		return cid < 65536 && k->of_cid[cid] ? k->of_cid[cid] - 1 : 0;
	return cid;
}

double
face_cid_width(struct face *k, unsigned cid)
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

/* Glyph name of a code by Differences; NULL: none there. */
const char *
face_difference(struct face *k, unsigned code)
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
int
face_glyph_of_code(struct face *k, unsigned c, FT_UInt *g)
{
	struct obj *enc = obj_get(k->font, "Encoding");
	struct obj *base = obj_dict(enc) ? obj_get(enc, "BaseEncoding") : enc;
	const char *name = face_difference(k, c);
	int tt = !strcmp(k->sub, "TrueType");

	if (name && (!tt || FT_HAS_GLYPH_NAMES(k->ft))) {
		*g = strcmp(name, ".notdef")
		             ? FT_Get_Name_Index(
		                       k->ft, (FT_String *)(uintptr_t)name)
		             : 0;
		return *g || !tt;
	}
	if (name)
		return 0;
	if (tt && k->symbolic) {
		*g = FT_Get_Char_Index(k->ft, 0xF000 + c);
		if (!*g)
			*g = FT_Get_Char_Index(k->ft, c);
		return 1;
	}
	if (obj_is(base, "WinAnsiEncoding") ||
	        (c >= 32 && c < 127 && c != '\'' && c != '`' &&
	                base->kind == O_NAME)) {
		if (FT_Select_Charmap(k->ft, FT_ENCODING_UNICODE))
			return 0;
		*g = FT_Get_Char_Index(k->ft, winansi(c));
		/* The two hyphens and spaces are one glyph. */
		return *g || (c != 0xA0 && c != 0xAD);
	}
	if (!tt && enc->kind == O_NULL) {
		if (FT_Select_Charmap(k->ft, FT_ENCODING_ADOBE_CUSTOM) &&
		        FT_Select_Charmap(k->ft, FT_ENCODING_ADOBE_STANDARD))
			return 0;
		*g = FT_Get_Char_Index(k->ft, c);
		return 1;
	}
	return 0;
}

static void
open_program(struct face *k, FT_Library ft)
{
	static const char *const keys[] = { "FontFile", "FontFile2",
		"FontFile3" };
	const struct str *s = NULL;

	for (int i = 0; i < 3 && !s; i++) {
		struct obj *o = obj_get(k->desc, keys[i]);

		if (o->kind == O_STREAM)
			s = stream_bytes(&k->x->m, o);
	}
	k->embedded = s != NULL;
	if (!s || FT_New_Memory_Face(ft, (const FT_Byte *)s->s, (FT_Long)s->len,
	                  0, &k->ft))
		k->ft = NULL;
	if (k->ft && k->symbolic && k->ft->num_charmaps > 0)
		FT_Set_Charmap(k->ft, k->ft->charmaps[0]);
}

static int
is_identity(struct obj *name)
{
	return obj_is(name, "Identity-H") || obj_is(name, "Identity-V");
}

void
face_open(struct face *k, struct ctx *x, struct obj *font, FT_Library ft)
{
	struct obj *sub = obj_get(font, "Subtype");
	struct obj *enc = obj_get(font, "Encoding");

	memset(k, 0, sizeof(*k));
	k->x = x;
	k->font = font;
	k->sub = sub->kind == O_NAME ? sub->s : "";
	k->cid = !strcmp(k->sub, "Type0")
	                 ? obj_at(obj_get(font, "DescendantFonts"), 0)
	                 : &obj_null;
	k->desc = obj_get(obj_dict(k->cid) ? k->cid : font, "FontDescriptor");
	k->symbolic = (obj_get(k->desc, "Flags")->i & 4) != 0;
	open_program(k, ft);
	if (!obj_dict(k->cid))
		return;
	k->identity = is_identity(enc) || is_identity(obj_get(enc, "CMapName"));
	if (enc->kind == O_STREAM)
		k->cmap = cmap_read(x, enc);
	cid_table(k);
}

void
face_close(struct face *k)
{
	if (k->ft)
		FT_Done_Face(k->ft);
	k->ft = NULL;
}
