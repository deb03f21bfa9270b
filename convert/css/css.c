/* css: the room's door: making, feeding and freeing a set of sheets. */
#include <string.h>

#include "css/sheet.h"

const char *
css_intern(struct css *c, struct span s)
{
	void **slot = map_put(&c->strings, s);

	if (*slot == NULL)
		*slot = arena_strndup(c->a, s.n > 0 ? s.p : "", s.n);
	return *slot;
}

const char *
css_intern_lower(struct css *c, struct span s)
{
	struct str low = STR_INIT;
	const char *p;
	size_t i = 0;

	while (i < s.n && (s.p[i] < 'A' || s.p[i] > 'Z'))
		i++;
	if (i == s.n) /* as names are written */
		return css_intern(c, s);
	for (i = 0; i < s.n; i++)
		str_putc(&low,
		        (char)(s.p[i] >= 'A' && s.p[i] <= 'Z' ? s.p[i] + 32
		                                              : s.p[i]));
	p = css_intern(c, str_span(&low));
	str_free(&low);
	return p;
}

static void
set_pointer(void **slot, const void *p)
{
	memcpy(slot, &p, sizeof(p));
}

struct css *
css_new(const char *media)
{
	struct css *c = xcalloc(1, sizeof(*c));
	struct span ua = { css_html_css, css_html_css_size };

	c->a = arena_new();
	c->media = css_intern(c, span_of(media));
	c->face_tail = &c->face;
	c->page_width = unit_from_mm(210);
	c->page_height = unit_from_mm(297);
	add_names(c);
	css_set_initial(c);
	counter_standard(c);
	css_add_text(c, ua, "html.css", ORIGIN_AGENT, NULL);
	return c;
}

void
css_free(struct css *c)
{
	if (c == NULL)
		return;
	css_unbuild(c);
	map_free(&c->strings);
	map_free(&c->styles);
	map_free(&c->customs);
	map_free(&c->inline_blocks);
	vec_free(&c->spare);
	vec_free(&c->declared);
	vec_free(&c->rule);
	vec_free(&c->page);
	vec_free(&c->counter);
	vec_free(&c->counter_use);
	map_free(&c->counter_names);
	vec_free(&c->path);
	vec_free(&c->hits);
	str_free(&c->key);
	str_free(&c->style_key);
	arena_free(c->a);
	free(c);
}

static uint8_t
strength_of(enum css_origin origin)
{
	return origin == ORIGIN_AGENT ? 0 : origin == ORIGIN_USER ? 1 : 2;
}

void
css_add_text(struct css *c, struct span text, const char *name,
        enum css_origin origin, struct diag *dg)
{
	struct sheet s = {
		.c = c, .dg = dg, .name = name, .strength = strength_of(origin)
	};

	css_unbuild(c);
	sheet_parse(&s, text);
	counter_check(c, dg);
}

int
css_add_file(struct css *c, const char *path, enum css_origin origin,
        struct diag *dg)
{
	struct sheet s = { .c = c, .dg = dg, .strength = strength_of(origin) };

	css_unbuild(c);
	if (sheet_read(&s, path) < 0)
		return -1;
	counter_check(c, dg);
	return 0;
}

void
css_metrics(struct css *c, css_metrics_fn *fn, void *ctx)
{
	css_unbuild(c);
	c->metrics = fn;
	c->metrics_ctx = ctx;
}

const struct css_font_face *
css_font_faces(const struct css *c)
{
	return c->face;
}

const struct style *
css_initial(struct css *c)
{
	struct cascade x = { .custom = VEC_INIT };

	css_build(c);
	if (c->initial == NULL)
		c->initial = css_compute(c, NULL, &x, 0);
	return c->initial;
}

const struct style *
css_anonymous(
        struct css *c, const struct style *parent, enum css_display display)
{
	struct decl d = { .prop = PROP_DISPLAY };
	const struct block b = { &d, 1, 1 };
	struct cascade x = { .custom = VEC_INIT };
	const struct style *s;
	void **slot;

	css_build(c);
	str_truncate(&c->key, 0);
	str_putc(&c->key, (char)('A' + display));
	str_add(&c->key, &parent, sizeof(parent));
	s = map_get(&c->matched, str_span(&c->key));
	if (s != NULL)
		return s;
	d.v.u.num = display;
	cascade_add(&x, &b, 0, 0);
	s = css_compute(c, parent, &x, 0);
	slot = map_put(&c->matched, str_span(&c->key));
	set_pointer(slot, s);
	return s;
}
