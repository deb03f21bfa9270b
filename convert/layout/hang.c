/* hang: punctuation that stands in the margin (css-text-4, 9.2) and optical
 * margins (Hz and pdfTeX: Thanh, "Micro-typographic extensions to the TeX
 * typesetting system", 2000).
 *
 * A stop at a line's end is little ink and much white, so a justified column
 * looks dented there; moved out by a part of its width the edge looks straight.
 * hanging-punctuation moves marks out wholly, in the places that CSS names;
 * -bantin-optical-margin moves those of the table in part, at the edges of
 * every justified line.  The breaker is told: a line that ends in such a mark
 * is as much shorter.  Marks stay the words' own glyphs, so neither the order
 * of the text nor its tags know of it, and no height changes.
 */
#include <string.h>

#include "base/utf8.h"
#include "layout/kp.h"

enum { OPENS = 1, CLOSES = 2, STOPS = 4 };

/* Percent of the width, at the start and at the end of a line; sorted. */
static const struct mark_row {
	uint16_t cp;
	uint8_t kind, start, end;
} rows[] = {
	{ '!', 0, 0, 20 },
	{ '"', OPENS | CLOSES, 50, 50 },
	{ '\'', OPENS | CLOSES, 60, 60 },
	{ '(', OPENS, 10, 0 },
	{ ')', CLOSES, 0, 10 },
	{ ',', STOPS, 0, 70 },
	{ '-', 0, 0, 60 },
	{ '.', STOPS, 0, 70 },
	{ ':', 0, 0, 50 },
	{ ';', 0, 0, 40 },
	{ '?', 0, 0, 20 },
	{ '[', OPENS, 0, 0 },
	{ ']', CLOSES, 0, 0 },
	{ 0xAB, OPENS | CLOSES, 40, 40 },
	{ 0xAD, 0, 0, 60 },
	{ 0xBB, OPENS | CLOSES, 40, 40 },
	{ 0x060C, STOPS, 0, 0 },
	{ 0x06D4, STOPS, 0, 0 },
	{ 0x2010, 0, 0, 60 },
	{ 0x2013, 0, 0, 35 },
	{ 0x2014, 0, 0, 25 },
	{ 0x2018, OPENS | CLOSES, 60, 60 },
	{ 0x2019, OPENS | CLOSES, 60, 60 },
	{ 0x201A, OPENS, 60, 0 },
	{ 0x201C, OPENS | CLOSES, 50, 50 },
	{ 0x201D, OPENS | CLOSES, 50, 50 },
	{ 0x201E, OPENS, 50, 0 },
	{ 0x2026, 0, 0, 15 },
	{ 0x2039, OPENS | CLOSES, 50, 50 },
	{ 0x203A, OPENS | CLOSES, 50, 50 },
	{ 0x3001, STOPS, 0, 0 },
	{ 0x3002, STOPS, 0, 0 },
	{ 0x300C, OPENS, 0, 0 },
	{ 0x300D, CLOSES, 0, 0 },
	{ 0x300E, OPENS, 0, 0 },
	{ 0x300F, CLOSES, 0, 0 },
	{ 0xFF0C, STOPS, 0, 0 },
	{ 0xFF0E, STOPS, 0, 0 },
};

static const struct mark_row *
row_of(uint32_t cp)
{
	size_t lo = 0, hi = sizeof(rows) / sizeof(rows[0]);

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (rows[mid].cp == cp)
			return &rows[mid];
		if (rows[mid].cp < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	return NULL;
}

/* The mark a word begins or ends with, and where it does. */
static const struct mark_row *
mark_at(const struct shaped *w, int end, uint32_t *at)
{
	const char *p, *stop;

	if (!hang_may(end ? w->last : w->first))
		return NULL;
	p = w->text;
	stop = p + w->len;
	if (end) {
		for (p = stop - 1; p > w->text && (*p & 0xC0) == 0x80;)
			p--;
	}
	*at = (uint32_t)(p - w->text);
	return row_of(utf8_next(&p, stop));
}

/* Advance of the cluster that starts at byte at. */
static unit
width_at(const struct shaped *w, uint32_t at, unit size)
{
	int64_t adv = 0;

	for (uint32_t i = 0; i < w->n; i++)
		if (w->g[i].cluster == at)
			adv += w->g[i].adv;
	return font_scale(w->font, adv, size);
}

static int
wanted(const struct para *p, const struct shaped *w)
{
	return (p->style->hanging || p->style->optical_margin) && !p->rtl &&
	       !p->inside && w != NULL && w->len > 0 && !w->rtl;
}

unit
hang_start(const struct para *p, const struct shaped *w, unit size, int first)
{
	const struct mark_row *r;
	uint32_t at = 0;

	if (!wanted(p, w) || (r = mark_at(w, 0, &at)) == NULL)
		return 0;
	if (first && (p->style->hanging & HANG_FIRST) && (r->kind & OPENS))
		return width_at(w, at, size);
	if (p->style->optical_margin && p->style->text_align == ALIGN_JUSTIFY)
		return width_at(w, at, size) * r->start / 100;
	return 0;
}

unit
hang_end(const struct para *p, const struct shaped *w, unit size, int last)
{
	const struct mark_row *r;
	uint32_t at = 0;
	int hang = p->style->hanging;

	if (!wanted(p, w) || (r = mark_at(w, 1, &at)) == NULL)
		return 0;
	if ((hang & (HANG_ALLOW_END | HANG_FORCE_END)) && (r->kind & STOPS))
		return width_at(w, at, size);
	if (last && (hang & HANG_LAST) && (r->kind & CLOSES))
		return width_at(w, at, size);
	if (!last && p->style->optical_margin &&
	        p->style->text_align == ALIGN_JUSTIFY)
		return width_at(w, at, size) * r->end / 100;
	return 0;
}

/* How far the line's first and last words stand out: n items, not spaces at
 * its end; room: what is left of the measure before any of it. */
void
hang_line(const struct para *p, const struct litem *it, size_t n, int first,
        int last, unit room, unit *left, unit *right)
{
	*left = *right = 0;
	if (n == 0 || p->style->text_align == ALIGN_CENTER ||
	        (!p->style->hanging && !p->style->optical_margin))
		return;
	*left = hang_start(p, it[0].word, it[0].size, first);
	*right = hang_end(p, it[n - 1].word, it[n - 1].size, last);
	/* allow-end: only what would not fit */
	if ((p->style->hanging & HANG_ALLOW_END) && room >= 0 &&
	        !p->style->optical_margin)
		*right = last && (p->style->hanging & HANG_LAST) ? *right : 0;
}
