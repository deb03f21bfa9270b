/* typeset: what a layout needs, opened and closed together: theme and sheets,
 * fonts, shaper and hyphens. */
#include "run/typeset.h"

#include <string.h>

#include "base/heap.h"
#include "run/picture.h"

void
typeset_close(struct typeset *p)
{
	weblinks_free(p->links);
	if (p->hyphens)
		hyphens_free(p->hyphens);
	if (p->shaper)
		shaper_free(p->shaper);
	if (p->fonts)
		fonts_free(p->fonts);
	if (p->css)
		css_free(p->css);
	if (p->theme)
		theme_free(p->theme);
}

/* Wishes of the command line or the manifest come after the theme's sheet. */
static void
add_page_rule(struct typeset *p, const struct target *t, struct diag *dg)
{
	struct str s = STR_INIT;

	str_puts(&s, "@page{");
	if (t->page)
		str_printf(&s, "size:%s;", t->page);
	if (t->print) {
		str_puts(&s, "bleed:");
		str_put_pt(&s, t->bleed ? t->bleed : unit_from_mm(3));
		str_puts(&s, "pt;");
	}
	if (t->crop_marks)
		str_puts(&s, "marks:crop;");
	str_puts(&s, "}");
	if (t->jump)
		str_printf(&s, ":root{--jump:%d}", t->jump);
	if (t->page || t->print || t->crop_marks || t->jump)
		css_add_text(p->css, str_span(&s), "the page wanted",
		        ORIGIN_AUTHOR, dg);
	str_free(&s);
}

static void
metrics(void *ctx, const struct style *s, int *zero, int *x_height)
{
	const struct font *f = fonts_match(ctx, s);
	hb_codepoint_t glyph;

	*x_height = (int)(f->x_height * INT64_C(1000) / (int64_t)f->upem);
	if (hb_font_get_nominal_glyph(f->hb, '0', &glyph))
		*zero = (int)(hb_font_get_glyph_h_advance(f->hb, glyph) *
		              INT64_C(1000) / (int64_t)f->upem);
}

/* What the styles, the fonts and the first articles take at least, in bytes. */
static size_t
memory_for(const struct book *b)
{
	size_t n = b->entry.n < 75 ? b->entry.n : 75;

	return (2560 + 72 * n) * 1024;
}

int
typeset_open(struct typeset *p, const struct run *r, const struct target *t)
{
	struct diag *dg = r->dg;
	const char *sheet;

	heap_keep();
	heap_ready(memory_for(r->book));
	memset(p, 0, sizeof(*p));
	p->theme = theme_open(t->theme ? t->theme : "bulletin", dg);
	if (!p->theme)
		return -1;
	sheet = theme_file(p->theme, "print.css");
	if (!sheet)
		return diag_file(dg, t->theme ? t->theme : "bulletin",
		        MSG_THEME_SHEET, "print.css");
	p->css = css_new("print");
	css_library(p->css, theme_library(p->theme));
	if (css_add_file(p->css, sheet, ORIGIN_AUTHOR, dg) < 0)
		return -1;
	add_page_rule(p, t, dg);
	p->links = weblinks_load(t->links, t->short_urls, dg);
	if (!p->links)
		return -1;
	p->fonts = fonts_new(r->fonts, dg);
	for (const struct css_font_face *f = css_font_faces(p->css); f;
	        f = f->next)
		(void)fonts_add_css(p->fonts, f); /* or another is taken */
	css_metrics(p->css, metrics, p->fonts);
	p->shaper = shaper_new(p->fonts);
	p->hyphens = hyphens_new();
	p->options = (struct layout_options){ .css = p->css,
		.theme = p->theme,
		.shaper = p->shaper,
		.hyphens = p->hyphens,
		.links = p->links,
		.picture = picture_read,
		.press = t->print,
		.columns = t->columns,
		.first_fit = r->cli->first_fit };
	return 0;
}
