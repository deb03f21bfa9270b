/* lay: caches that live as long as one run of layout.
 *
 * Styles and shaped words are interned by their rooms, so their addresses are
 * keys.  Addresses never reach the output: tables are only looked up in,
 * never walked.
 */
#include "layout/lay.h"

#include <stdlib.h>
#include <string.h>

#define TIGHT_PART 40 /* of the leading is taken away in a tight book */

const char *
lay_intern(struct lay *L, const char *s)
{
	void **place;

	if (s == NULL)
		return NULL;
	place = map_put(&L->strings, span_of(s));
	if (*place == NULL)
		*place = arena_strdup(L->frame->arena, s);
	return *place;
}

static size_t
slot_of(const void *p, size_t slots)
{
	uint64_t v = (uint64_t)(uintptr_t)p;

	return (size_t)((v >> 4) * 0x9E3779B97F4A7C15u >> 20) & (slots - 1);
}

static struct face *
face_place(struct face *tab, size_t slots, const struct style *s)
{
	size_t i = slot_of(s, slots);

	while (tab[i].style != NULL && tab[i].style != s)
		i = (i + 1) & (slots - 1);
	return &tab[i];
}

static void
faces_grow(struct lay *L)
{
	size_t slots = L->face_slots ? L->face_slots * 2 : 256;
	struct face *tab = xcalloc(slots, sizeof(*tab));

	for (size_t i = 0; i < L->face_slots; i++)
		if (L->face[i].style != NULL)
			*face_place(tab, slots, L->face[i].style) = L->face[i];
	free(L->face);
	L->face = tab;
	L->face_slots = slots;
}

const struct face *
lay_face(struct lay *L, const struct style *s)
{
	struct face *f;

	if (L->faces * 2 >= L->face_slots)
		faces_grow(L);
	f = face_place(L->face, L->face_slots, s);
	if (f->style == NULL) {
		f->style = s;
		f->space = shape_simple(L->o->shaper, s, L->book->lang, " ", 1);
		f->hyphen = shape_hyphen(L->o->shaper, s, L->book->lang);
		f->font = f->space->font;
		L->faces++;
	}
	return f;
}

void
lay_strut(struct lay *L, const struct style *s, int scale, unit *above,
        unit *below)
{
	const struct font *f = lay_face(L, s)->font;
	unit size = lay_scale(s->font_size, scale);
	unit asc = font_scale(f, f->ascent, size);
	unit desc = font_scale(f, -f->descent, size);
	unit lh = lay_scale(s->line_height, scale);

	if (L->tight)
		lh -= lh / TIGHT_PART;
	if (lh == 0)
		lh = asc + desc + font_scale(f, f->line_gap, size);
	if (lh > L->tallest && L->tallest > asc + desc)
		lh = L->tallest; /* the text stays on the page */
	*above = asc + (lh - asc - desc) / 2;
	*below = lh - *above;
}

int
lay_lang_is(const char *lang, const char *primary)
{
	size_t n = strlen(primary);

	return lang != NULL && strncmp(lang, primary, n) == 0 &&
	       (lang[n] == '\0' || lang[n] == '-');
}

unit
len_resolve(struct css_len l, unit base, unit otherwise)
{
	if (l.kind == LEN_AUTO || l.kind == LEN_NONE)
		return otherwise;
	return css_len_used(l, base);
}

/* The first page is as its neighbours, for text that is set before its page is
 * known. */
static const unsigned page_sides[] = { PAGE_RIGHT | PAGE_FIRST, PAGE_LEFT,
	PAGE_RIGHT };

static unit
page_edge(const struct page_style *ps, int k)
{
	unit of = k == LEFT || k == RIGHT ? ps->width : ps->height;

	return len_resolve(ps->style->margin[k], of, 0) +
	       ps->style->border_width[k] +
	       len_resolve(ps->style->padding[k], of, 0);
}

void
lay_page(const struct lay *L, const char *name, unit *width, unit *height)
{
	*width = *height = UNIT_MAX;
	for (size_t i = 0; i < 3; i++) {
		const struct page_style *ps =
		        css_page(L->o->css, name, page_sides[i]);
		unit w = ps->width - page_edge(ps, LEFT) - page_edge(ps, RIGHT);
		unit h =
		        ps->height - page_edge(ps, TOP) - page_edge(ps, BOTTOM);

		*width = w < *width ? w : *width;
		*height = h < *height ? h : *height;
	}
	if (*width < 24 * PT)
		*width = 24 * PT;
	if (*height < 24 * PT)
		*height = 24 * PT;
}

unit
lay_beside(const struct lay *L, const char *name)
{
	unit least = UNIT_MAX;

	for (size_t i = 0; i < 3; i++) {
		const struct page_style *ps =
		        css_page(L->o->css, name, page_sides[i]);
		unit left = page_edge(ps, LEFT), right = page_edge(ps, RIGHT);

		least = left < least ? left : least;
		least = right < least ? right : least;
	}
	return least;
}
