/* page: the style of a page and of its margin boxes (css-page-3). */
#include <string.h>

#include "css/sheet.h"

static int
applies(const struct css *c, const struct page_rule *r, const char *name,
        unsigned sides)
{
	if (r->name != NULL && (name == NULL || strcmp(r->name, name) != 0))
		return 0;
	return (r->sides & ~sides) == 0 && media_holds(c, r->cond);
}

static const struct block *
block_of(const struct page_rule *r, int box)
{
	return box < 0 ? r->block : r->box[box];
}

/* The declarations for the page (box -1) or a margin box; 0 when no rule
 * speaks of it. */
static int
collect(struct css *c, const char *name, unsigned sides, int box,
        struct cascade *x)
{
	static const struct {
		uint8_t important, strength;
	} level[] = { { 1, 0 }, { 1, 1 }, { 1, 2 }, { 0, 2 }, { 0, 1 },
		{ 0, 0 } };
	const struct page_rule *r;
	size_t i, k;
	int found = 0;

	for (i = 0; i < sizeof(level) / sizeof(level[0]); i++) {
		for (k = c->page.n; k > 0; k--) {
			r = &c->page.p[k - 1];
			if (r->strength != level[i].strength ||
			        block_of(r, box) == NULL ||
			        !applies(c, r, name, sides))
				continue;
			found = 1;
			cascade_add(x, block_of(r, box), level[i].important,
			        r->strength);
		}
	}
	return found;
}

static const struct style *
page_part(struct css *c, const struct style *parent, const char *name,
        unsigned sides, int box)
{
	struct cascade x = { .custom = VEC_INIT };
	const struct style *s = NULL;

	if (collect(c, name, sides, box, &x) || box < 0)
		s = css_compute(c, parent, &x, box < 0);
	cascade_free(&x);
	return s;
}

/* The root element that page contexts inherit from: one without attributes
 * (CSSWG resolution of January 2012, kept by css-page-3 implementations). */
static const struct style *
root_style(struct css *c)
{
	xmlChar name[] = "html";
	xmlNode html;

	memset(&html, 0, sizeof(html));
	html.type = XML_ELEMENT_NODE;
	html.name = name;
	return style_of(c, &html, NULL, PSEUDO_NONE, 0);
}

/* The size of a page without name and side, for vw, vh and @media.  Media
 * queries around @page itself see A4. */
void
css_page_measure(struct css *c)
{
	const struct style *s;

	c->page_width = c->raw->page_size[0];
	c->page_height = c->raw->page_size[1];
	s = page_part(c, c->raw, NULL, 0, -1);
	c->page_width = s->page_size[0];
	c->page_height = s->page_size[1];
}

static struct page_style *
make_page(struct css *c, const char *name, unsigned sides)
{
	struct page_style *p = arena_new_of(c->a, struct page_style);
	const struct style *s = page_part(c, root_style(c), name, sides, -1);
	const struct style *b;
	int i;

	p->style = s;
	p->width = s->page_size[0] > PT ? s->page_size[0] : PT;
	p->height = s->page_size[1] > PT ? s->page_size[1] : PT;
	p->crop_marks = s->page_marks & 1;
	if (s->bleed_length.kind == LEN_AUTO)
		p->bleed = p->crop_marks ? 6 * PT : 0;
	else
		p->bleed = s->bleed_length.v;
	for (i = 0; i < MBOX_COUNT; i++) {
		b = page_part(c, s, name, sides, i);
		if (b != NULL && (b->content != NULL || i == MBOX_FOOTNOTE) &&
		        b->display != DISPLAY_NONE)
			p->margin_box[i] = b;
	}
	return p;
}

/* Only pages that a rule names differ; the key is what rules apply. */
const struct page_style *
css_page(struct css *c, const char *name, unsigned sides)
{
	uint32_t i;
	void **slot;

	css_build(c);
	str_truncate(&c->key, 0);
	for (i = 0; i < c->page.n; i++)
		if (applies(c, &c->page.p[i], name, sides))
			str_add(&c->key, &i, sizeof(i));
	slot = map_put(&c->pages, str_span(&c->key));
	if (*slot == NULL)
		*slot = make_page(c, name, sides);
	return *slot;
}
