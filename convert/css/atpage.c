/* atpage: @page with its margin boxes (css-page-3 4, 5), and @font-face. */
#include <string.h>

#include "base/utf8.h"
#include "css/sheet.h"

static const struct keyword box_names[] = { { "top-left-corner",
	                                            MBOX_TOP_LEFT_CORNER },
	{ "top-left", MBOX_TOP_LEFT }, { "top-center", MBOX_TOP_CENTER },
	{ "top-right", MBOX_TOP_RIGHT },
	{ "top-right-corner", MBOX_TOP_RIGHT_CORNER },
	{ "right-top", MBOX_RIGHT_TOP }, { "right-middle", MBOX_RIGHT_MIDDLE },
	{ "right-bottom", MBOX_RIGHT_BOTTOM },
	{ "bottom-right-corner", MBOX_BOTTOM_RIGHT_CORNER },
	{ "bottom-right", MBOX_BOTTOM_RIGHT },
	{ "bottom-center", MBOX_BOTTOM_CENTER },
	{ "bottom-left", MBOX_BOTTOM_LEFT },
	{ "bottom-left-corner", MBOX_BOTTOM_LEFT_CORNER },
	{ "left-bottom", MBOX_LEFT_BOTTOM },
	{ "left-middle", MBOX_LEFT_MIDDLE }, { "left-top", MBOX_LEFT_TOP },
	{ "footnote", MBOX_FOOTNOTE }, { NULL, 0 } };

struct page_work {
	struct block page;
	struct block box[MBOX_COUNT];
	uint8_t has[MBOX_COUNT];
};

static void
margin_box(struct sheet *s, void *ctx, const struct token *at,
        const struct token *open, const struct token *end)
{
	struct page_work *w = ctx;
	int i;

	if (open == NULL || !kw_find(box_names, at->text, &i)) {
		sheet_warn(s, at, MSG_CSS_AT_RULE, NULL, at, at + 1);
		return;
	}
	if (open + open->match == end - 1 && end[-1].type == T_CLOSE_CURLY)
		end--;
	w->has[i] = 1;
	sheet_declarations(s, open + 1, end, &w->box[i], 0, NULL, NULL);
}

static const struct block *
keep(struct css *c, struct block *work)
{
	struct block *b = arena_new_of(c->a, struct block);

	b->p = arena_array(c->a, work->n + 1, sizeof(*b->p));
	if (work->n > 0)
		memcpy(b->p, work->p, work->n * sizeof(*b->p));
	b->n = work->n;
	vec_free(work);
	return b;
}

/* One of "name", "name:first", ":left:first" ...; no space inside.  The
 * specificity (f, g, h) of css-page-3 4.2: name, first and blank, sides. */
static int
page_selector(struct css *c, const struct token **t, const struct token *end,
        struct page_rule *r)
{
	static const struct keyword sides[] = { { "first", PAGE_FIRST },
		{ "left", PAGE_LEFT }, { "right", PAGE_RIGHT },
		{ "blank", PAGE_BLANK }, { NULL, 0 } };
	const struct token *p = *t;
	int bit;

	if (p < end && p->type == T_IDENT) {
		r->name = css_intern(c, p->text);
		r->spec += 1 << 20;
		p++;
	}
	for (; p < end && p->type == T_COLON; p += 2) {
		if (p + 1 >= end || p[1].type != T_IDENT ||
		        !kw_find(sides, p[1].text, &bit))
			return -1;
		r->sides |= (unsigned)bit;
		r->spec += bit & (PAGE_FIRST | PAGE_BLANK) ? 1 << 10 : 1;
		if (r->spec > 2 << 20)
			return -1;
	}
	*t = p;
	return 0;
}

void
sheet_page(struct sheet *s, const struct token *at, const struct token *open,
        const struct token *end)
{
	const struct token *t = at + 1, *stop = token_trim(&t, open);
	VEC(struct page_rule) list = VEC_INIT;
	struct page_rule made = { .name = NULL };
	struct page_work w;
	size_t i;
	int ok = 1;

	do {
		while (list.n > 0 && t < stop && t->type == T_SPACE)
			t++;
		ok = page_selector(s->c, &t, stop, vec_push(&list)) == 0;
		while (t < stop && t->type == T_SPACE)
			t++;
	} while (ok && t < stop && t->type == T_COMMA && ++t < stop);
	if (!ok || t < stop) {
		sheet_warn(s, at, MSG_CSS_PAGE, NULL, at, open);
		vec_free(&list);
		return;
	}
	memset(&w, 0, sizeof(w));
	sheet_declarations(s, open + 1, end, &w.page, 1, margin_box, &w);
	made.block = keep(s->c, &w.page);
	for (i = 0; i < MBOX_COUNT; i++)
		made.box[i] = w.has[i] ? keep(s->c, &w.box[i]) : NULL;
	for (i = 0; i < list.n; i++) {
		made.name = list.p[i].name;
		made.sides = list.p[i].sides;
		made.spec = list.p[i].spec;
		made.cond = s->cond;
		made.strength = s->strength;
		vec_add(&s->c->page, made);
	}
	vec_free(&list);
}

static int
has_suffix(struct span s, const char *suffix)
{
	size_t n = strlen(suffix);

	return s.n > n &&
	       span_eq_nocase((struct span){ s.p + s.n - n, n }, suffix);
}

/* A file that HarfBuzz reads as it is: not WOFF, not EOT, not SVG. */
static int
is_font_file(struct span url, struct vp *format)
{
	const struct token *t = vp_peek(format);

	if (t->type == T_STRING || t->type == T_IDENT)
		return span_eq_nocase(t->text, "truetype") ||
		       span_eq_nocase(t->text, "opentype") ||
		       span_eq_nocase(t->text, "collection");
	return has_suffix(url, ".ttf") || has_suffix(url, ".otf") ||
	       has_suffix(url, ".ttc") || has_suffix(url, ".otc");
}

static void
add_source(struct sheet *s, struct css_font_source ***tail, const char *path,
        const char *local)
{
	struct css_font_source *k;

	if (path == NULL && local == NULL)
		return;
	k = arena_new_of(s->c->a, struct css_font_source);
	k->path = path;
	k->local = local;
	**tail = k;
	*tail = (struct css_font_source **)(uintptr_t)&k->next;
}

/* local("Noto Serif Bold") or local(Noto Serif Bold) */
static const char *
local_name(struct sheet *s, struct vp *in)
{
	struct str name = STR_INIT;
	const char *out;

	while (!vp_done(in)) {
		const struct token *t = vp_peek(in);

		if (t->type == T_STRING || t->type == T_IDENT) {
			if (name.len > 0)
				str_putc(&name, ' ');
			str_put_span(&name, t->text);
		}
		vp_step(in);
	}
	out = name.len > 0 ? arena_strdup(s->c->a, name.s) : NULL;
	str_free(&name);
	return out;
}

/* src: usable files beside the sheet and installed fonts, in order. */
static const struct css_font_source *
font_sources(struct sheet *s, const struct token *t, const struct token *end)
{
	struct vp v = vp_open(s->c, t, (size_t)(end - t)), in, none;
	struct css_font_source *first = NULL, **tail = &first;
	struct span url;

	none = vp_open(s->c, end, 0);
	while (!vp_done(&v)) {
		url = (struct span){ NULL, 0 };
		if (vp_peek(&v)->type == T_URL) {
			url = vp_peek(&v)->text;
			vp_step(&v);
		} else if (vp_function(&v, "url", &in)) {
			if (vp_peek(&in)->type == T_STRING)
				url = vp_peek(&in)->text;
		} else if (vp_function(&v, "local", &in)) {
			add_source(s, &tail, NULL, local_name(s, &in));
		} else {
			vp_step(&v);
		}
		in = none;
		(void)vp_function(&v, "format", &in);
		if (url.p != NULL && is_font_file(url, &in))
			add_source(s, &tail, sheet_resolve(s, url), NULL);
		while (!vp_done(&v) && !vp_take(&v, T_COMMA))
			vp_step(&v);
	}
	return first;
}

/* "400", "bold", "100 900" */
static int
font_weights(struct vp *v, struct css_font_face *f)
{
	const struct prop *p = &css_prop[PROP_FONT_WEIGHT];
	struct value val;
	int i;

	for (i = 0; i < 2 && !vp_done(v); i++) {
		if (!p->parse(v, p, &val) || val.u.num < 0)
			return -1;
		if (i == 0)
			f->weight_min = (uint16_t)val.u.num;
		f->weight_max = (uint16_t)val.u.num;
	}
	return i > 0 && vp_done(v) ? 0 : -1;
}

/* "4??", "0-7F": up to six digits, of which the last may be any; 0 or -1. */
static int
one_range(struct span s, struct css_range *r)
{
	size_t i = 0, marks = 0, digits;
	uint32_t *to = &r->min;

	r->min = r->max = 0;
	for (digits = 0; i < s.n && s.p[i] != '-'; i++, digits++) {
		int d = hex_value((unsigned char)s.p[i]);

		if (s.p[i] == '?')
			marks++, d = 0;
		else if (d < 0 || marks > 0)
			return -1;
		*to = *to << 4 | (uint32_t)d;
	}
	if (digits == 0 || digits > 6)
		return -1;
	r->max = r->min | ((UINT32_C(1) << 4 * marks) - 1);
	if (i == s.n)
		return r->max <= 0x10FFFF ? 0 : -1;
	r->max = 0;
	for (i++, digits = 0; i < s.n; i++, digits++) {
		int d = hex_value((unsigned char)s.p[i]);

		if (d < 0)
			return -1;
		r->max = r->max << 4 | (uint32_t)d;
	}
	return digits > 0 && digits <= 6 && marks == 0 && r->min <= r->max &&
	                       r->max <= 0x10FFFF
	               ? 0
	               : -1;
}

/* unicode-range (css-fonts-4 4.5): read as it is written, since U+1E0 has no
 * token of its own. */
static int
font_ranges(struct sheet *s, struct css_font_face *f, const struct token *t,
        const struct token *end)
{
	VEC(struct css_range) list = VEC_INIT;
	struct css_range *kept, r;
	const struct token *stop = token_trim(&t, end);
	const char *p, *last;
	int ok = t < stop;

	p = ok ? t->src.p : NULL;
	last = ok ? stop[-1].src.p + stop[-1].src.n : NULL;
	while (ok && p < last) {
		const char *q = memchr(p, ',', (size_t)(last - p));
		struct span one;

		q = q != NULL ? q : last;
		one = span_trim((struct span){ p, (size_t)(q - p) });
		ok = one.n > 2 && (one.p[0] | 32) == 'u' && one.p[1] == '+' &&
		     one_range((struct span){ one.p + 2, one.n - 2 }, &r) == 0;
		vec_add(&list, r);
		p = q < last ? q + 1 : last;
		ok = ok && q + 1 != last; /* a comma at the end */
	}
	if (ok) {
		kept = arena_array(s->c->a, list.n, sizeof(*kept));
		memcpy(kept, list.p, list.n * sizeof(*kept));
		f->range = kept;
		f->ranges = list.n;
	}
	vec_free(&list);
	return ok ? 0 : -1;
}

static void
font_descriptor(struct sheet *s, void *ctx, const struct token *name,
        struct vp v, const struct token *end)
{
	struct css_font_face *f = ctx;
	const struct token *t = v.t;
	struct value val;

	if (span_eq_nocase(name->text, "src")) {
		f->src = font_sources(s, t, end);
	} else if (span_eq_nocase(name->text, "font-family")) {
		if (parse_longhand(&v, PROP_FONT_FAMILY, &val) == 0)
			f->family = *(const char *const *)val.u.ptr;
	} else if (span_eq_nocase(name->text, "font-weight")) {
		if (font_weights(&v, f) < 0)
			sheet_warn(
			        s, name, MSG_CSS_VALUE, "font-weight", t, end);
	} else if (span_eq_nocase(name->text, "font-style")) {
		if (parse_longhand(&v, PROP_FONT_STYLE, &val) == 0)
			f->italic = (uint8_t)val.u.num;
	} else if (span_eq_nocase(name->text, "unicode-range")) {
		if (font_ranges(s, f, t, end) < 0)
			sheet_warn(s, name, MSG_CSS_VALUE, "unicode-range", t,
			        end);
	}
	/* font-display and such: nothing hangs on them */
}

void
sheet_font_face(struct sheet *s, const struct token *at,
        const struct token *open, const struct token *end)
{
	struct css_font_face *f = arena_new_of(s->c->a, struct css_font_face);

	f->weight_min = f->weight_max = 400;
	sheet_descriptors(s, open + 1, end, font_descriptor, f);
	if (f->family == NULL || f->src == NULL) {
		sheet_warn(s, at, MSG_CSS_FONT_FACE,
		        f->family == NULL ? "font-family"
		                          : "src of a .ttf or .otf file",
		        at, at + 1);
		return;
	}
	if (!media_holds(s->c, s->cond))
		return;
	*s->c->face_tail = f;
	s->c->face_tail = &f->next;
}
