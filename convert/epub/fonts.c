/* fonts: the faces of the style sheet as subsets inside the book.
 *
 * A reader may search, translate or read aloud, and its system font must not
 * have to step in for single letters: so the subset holds every character of
 * the book, and beside them all of Vietnamese, of Latin-1 and the usual
 * punctuation, whether used or not.  TTF and OTF only: WOFF2 fails on some
 * readers.  A font that forbids embedding (OpenType OS/2, fsType) stays out.
 */
#include "epub/pack.h"

#include <hb.h>
#include <string.h>
#include <strings.h>

#include "text/subset.h"

static const struct {
	uint32_t first, last;
} always[] = {
	{ 0x20, 0x7E },
	{ 0xA0, 0xFF },
	{ 0x102, 0x103 },
	{ 0x110, 0x111 },
	{ 0x128, 0x129 },
	{ 0x168, 0x169 },
	{ 0x1A0, 0x1A1 },
	{ 0x1AF, 0x1B0 },
	{ 0x300, 0x301 },
	{ 0x303, 0x303 },
	{ 0x309, 0x309 },
	{ 0x323, 0x323 },
	{ 0x1EA0, 0x1EF9 },
	{ 0x2010, 0x2026 },
	{ 0x202F, 0x2030 },
	{ 0x2032, 0x2033 },
	{ 0x2039, 0x203A },
	{ 0x20AB, 0x20AC },
	{ 0x2122, 0x2122 },
	{ 0x2212, 0x2212 },
};

static hb_set_t *
characters(const struct pack *p)
{
	hb_set_t *set = hb_set_create();

	for (size_t i = 0; i < sizeof(always) / sizeof(always[0]); i++)
		hb_set_add_range(set, always[i].first, always[i].last);
	for (uint32_t k = 0x80 / 8; k < PACK_CODE_POINTS / 8; k++)
		for (unsigned b = 0; p->chars[k] >> b; b++)
			if (p->chars[k] >> b & 1)
				hb_set_add(set, k * 8 + b);
	return set;
}

static int
embed(struct pack *p, const struct font *font, const char *href,
        const char *family)
{
	hb_set_t *set;
	int rc;

	if (!font_may_embed(font->face)) {
		diag_report(p->dg, NULL, MSG_EPUB_FONT, family,
		        "its licence bits forbid it");
		return -1;
	}
	set = characters(p);
	str_truncate(&p->buf, 0);
	rc = font_subset(font, NULL, set, SUBSET_EPUB, &p->buf, NULL);
	hb_set_destroy(set);
	if (rc < 0) {
		diag_report(p->dg, NULL, MSG_EPUB_FONT, family,
		        "it cannot be subset");
		return -1;
	}
	p->fonts++;
	rc = pack_file(p, arena_printf(p->arena, "f%d", p->fonts), href,
	        font->cff ? "font/otf" : "font/ttf", NULL, 0);
	p->failed |= rc < 0;
	return rc;
}

const struct font *
pack_font(struct pack *p, const char *family, int weight, int italic)
{
	const char *names[] = { family, NULL };
	struct style s = { .font_family = names,
		.font_weight = (uint16_t)weight,
		.italic = (uint8_t)italic };

	if (!p->face)
		p->face = fonts_new(p->o->installed, p->dg);
	return fonts_match(p->face, &s);
}

/* fonts/noto-serif-700-italic.ttf */
static const char *
font_href(struct pack *p, const char *family, int weight, int italic, int cff)
{
	struct str s = STR_INIT;
	const char *href;

	str_puts(&s, "fonts/");
	for (; *family; family++) {
		char c = *family;

		if (c >= 'A' && c <= 'Z')
			c = (char)(c | 32);
		if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'))
			str_putc(&s, c);
		else if (s.s[s.len - 1] != '-' && s.s[s.len - 1] != '/')
			str_putc(&s, '-');
	}
	href = arena_printf(p->arena, "%s-%d%s.%s", str_c(&s), weight,
	        italic ? "-italic" : "", cff ? "otf" : "ttf");
	str_free(&s);
	return href;
}

static const char *
known_face(struct pack *p, const char *href)
{
	for (size_t i = 0; i < p->item.n; i++)
		if (strcmp(p->item.p[i].href, href) == 0)
			return p->item.p[i].href;
	return NULL;
}

const char *
font_from_system(struct pack *p, const char *family, int weight, int italic)
{
	const struct font *font = pack_font(p, family, weight, italic);
	const char *href;

	/* A font that only resembles the one asked for, or is not bold: the
	 * reader's own are as good. */
	if (strcasecmp(font->family, family) || font->synthetic_bold ||
	        font->synthetic_italic) {
		diag_report(p->dg, NULL, MSG_EPUB_FONT, family,
		        "it is not installed in this weight and style");
		return NULL;
	}
	href = font_href(p, family, weight, italic, font->cff);
	if (known_face(p, href))
		return href;
	return embed(p, font, href, family) < 0 ? NULL : href;
}

const char *
font_from_file(struct pack *p, const char *path, const char *family, int weight,
        int italic)
{
	hb_blob_t *blob = hb_blob_create_from_file(path), *cff;
	hb_face_t *face = hb_face_create(blob, 0);
	struct font font = { .face = face };
	const char *href = NULL;

	if (hb_face_get_glyph_count(face) == 0) {
		diag_report(p->dg, NULL, MSG_EPUB_FONT, family,
		        "expected a TTF or OTF file");
	} else {
		cff = hb_face_reference_table(face, HB_TAG('C', 'F', 'F', ' '));
		font.cff = hb_blob_get_length(cff) > 0;
		hb_blob_destroy(cff);
		href = font_href(p, family, weight, italic, font.cff);
		if (!known_face(p, href) && embed(p, &font, href, family) < 0)
			href = NULL;
	}
	hb_face_destroy(face);
	hb_blob_destroy(blob);
	return href;
}
