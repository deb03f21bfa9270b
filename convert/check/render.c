/* render: the pages of a PDF painted coarsely, to know their ink where no
 * Ghostscript is.
 *
 * Fills, strokes, text from its embedded fonts, pictures, forms and clips, in
 * the colours of the press, axial and round shadings, with overprint and plain
 * transparency.  Other shadings, patterns, soft masks of graphics states, blend
 * modes and pictures in formats that are not decoded here are left out, and
 * counted.
 */
#include <limits.h>
#include <math.h>
#include <string.h>
#include <time.h>

#include "check/picture.h"
#include "check/render.h"

#define STREAMS_DEEP 16
#define OPERATORS_MAX 20000000
#define SIDE_MAX 5000 /* pixels of a page; larger ones are reduced */

void
matrix_mul(double out[6], const double a[6], const double b[6])
{
	double m[6] = { a[0] * b[0] + a[1] * b[2], a[0] * b[1] + a[1] * b[3],
		a[2] * b[0] + a[3] * b[2], a[2] * b[1] + a[3] * b[3],
		a[4] * b[0] + a[5] * b[2] + b[4],
		a[4] * b[1] + a[5] * b[3] + b[5] };

	memcpy(out, m, sizeof(m));
}

double
lex_number(const struct lex *l, size_t from_end)
{
	const struct tok *t;

	if (l->tok.n <= from_end)
		return 0;
	t = &l->tok.p[l->tok.n - 1 - from_end];
	return t->kind == 'n' ? t->r : 0;
}

static const char *
last_name(const struct lex *l)
{
	if (!l->tok.n || vec_last(&l->tok)->kind != '/')
		return NULL;
	return tok_span(l, vec_last(&l->tok)).p;
}

struct brush
render_brush(const struct render *r, const struct hue *h, int stroke)
{
	struct brush b;

	memset(&b, 0, sizeof(b));
	memcpy(b.ink, h->ink, sizeof(b.ink));
	b.alpha = h->unknown ? 0 : h->alpha;
	/* mode 1 leaves the plates of inks that are zero (ISO 32000-1, 8.6.7) */
	if ((stroke ? r->g.OP : r->g.op) && r->g.opm == 1 &&
	        obj_is(h->space, "DeviceCMYK"))
		for (int i = 0; i < 4; i++)
			b.keep[i] = h->ink[i] == 0;
	return b;
}

/* --- pictures --- */

static int
pixels(double v)
{
	return (int)fmin(ceil(fabs(v)), 4000);
}

static int
same_picture(const struct ink_picture *a, const struct ink_picture *b)
{
	return a->page == b->page && a->object == b->object && a->ppi == b->ppi;
}

static void
note_picture(struct render *r, int object, double w, double h)
{
	const double *m = r->g.ctm;
	double a = hypot(m[0], m[1]) / 72, b = hypot(m[2], m[3]) / 72;
	struct ink_picture *p;

	if (!(a > 0) || !(b > 0) || w < 1 || h < 1 || w > INT_MAX ||
	        h > INT_MAX)
		return;
	p = vec_push(&r->ink->picture);
	p->page = r->x.page;
	p->object = object;
	p->w = (int)w;
	p->h = (int)h;
	p->ppi = (int)fmin(fmin(w / a, h / b) * r->scale + 0.5, 99999);
	/* tiles of a background are one picture */
	if (object && r->ink->picture.n > 1 && same_picture(p - 1, p))
		r->ink->picture.n--;
}

static void
draw_image(struct render *r, struct obj *im, struct obj *res)
{
	struct brush b = render_brush(r, &r->g.fill, 0);
	const double *m = r->g.ctm;
	double det = m[0] * m[3] - m[1] * m[2];
	const double square[8] = { 0, 0, 1, 0, 1, 1, 0, 1 };
	struct picture pic;
	struct path p;

	note_picture(
	        r, im->num, obj_get(im, "Width")->r, obj_get(im, "Height")->r);
	if (!r->paint || !(fabs(det) > 1e-9) || model_late(&r->x.m))
		return;
	if (picture_load(&pic, r->tints, &r->x.m, im, res,
	            pixels(hypot(m[0], m[1])), pixels(hypot(m[2], m[3]))) < 0) {
		r->ink->left++;
		return;
	}
	if (!obj_get(im, "ImageMask")->i) {
		memset(b.keep, 0, sizeof(b.keep));
		b.alpha = r->g.fill.alpha;
	}
	b.picture = &pic;
	b.to_unit[0] = m[3] / det;
	b.to_unit[1] = -m[1] / det;
	b.to_unit[2] = -m[2] / det;
	b.to_unit[3] = m[0] / det;
	b.to_unit[4] = (m[2] * m[5] - m[3] * m[4]) / det;
	b.to_unit[5] = (m[1] * m[4] - m[0] * m[5]) / det;
	memset(&p, 0, sizeof(p));
	for (int i = 0; i < 4; i++) {
		double x = square[2 * i], y = square[2 * i + 1];
		double xy[2] = { m[0] * x + m[2] * y + m[4],
			m[1] * x + m[3] * y + m[5] };

		if (i)
			path_to(&p, xy, 1);
		else
			path_move(&p, xy[0], xy[1]);
	}
	canvas_fill(&r->c, r->g.clip, &p, 0, &b);
	path_free(&p);
	picture_free(&pic);
}

/* --- colour --- */

static void
set_hue(struct render *r, struct hue *h, struct obj *space, struct obj *res,
        const double *v)
{
	struct obj *real = tint_space(space, res);

	h->space = space->kind == O_NAME && real == space ? space : real;
	h->unknown = 0;
	tint_of(r->tints, real, res, v, h->ink);
}

static void
set_space(struct render *r, struct hue *h, const struct lex *l, struct obj *res)
{
	static struct obj pattern = { .kind = O_NAME, .s = "Pattern", .n = 7 };
	static const double zero[32], full[4] = { 0, 0, 0, 1 };
	double ones[32];
	const char *name = last_name(l);
	struct obj *o =
	        name ? obj_get(obj_get(res, "ColorSpace"), name) : &obj_null;
	struct obj *head = obj_at(o, 0);

	for (int i = 0; name && o->kind == O_NULL && i < 3; i++)
		if (!strcmp(content_device[i].s, name))
			o = &content_device[i];
	if (obj_is(head, "Pattern") || (name && !strcmp(name, "Pattern")))
		o = &pattern;
	for (int i = 0; i < 32; i++)
		ones[i] = 1;
	set_hue(r, h, o, res,
	        obj_is(head, "Separation") || obj_is(head, "DeviceN") ? ones
	        : tint_components(tint_space(o, res)) == 4            ? full
	                                                              : zero);
	h->space = tint_space(o, res);
	h->unknown = o == &pattern;
}

static void
set_color(struct render *r, struct hue *h, const struct lex *l, struct obj *res)
{
	double v[32] = { 0 };
	size_t n = l->tok.n < 32 ? l->tok.n : 32;

	if (last_name(l)) {
		h->unknown = 1;
		return;
	}
	for (size_t i = 0; i < n; i++)
		v[i] = lex_number(l, n - 1 - i);
	h->unknown = 0;
	tint_of(r->tints, h->space, res, v, h->ink);
}

static int
color_operator(struct render *r, const struct lex *l, struct obj *res)
{
	static const char *const set[] = { "g", "rg", "k", "G", "RG", "K" };
	static const size_t need[] = { 1, 3, 4 };
	const char *op = l->op;
	double v[4];

	for (int i = 0; i < 6; i++) {
		size_t n = need[i % 3];

		if (strcmp(op, set[i]))
			continue;
		for (size_t k = 0; k < n; k++)
			v[k] = lex_number(l, n - 1 - k);
		set_hue(r, i < 3 ? &r->g.fill : &r->g.stroke,
		        &content_device[i % 3], res, v);
		return 1;
	}
	if (!strcmp(op, "cs") || !strcmp(op, "CS"))
		set_space(r, op[0] == 'c' ? &r->g.fill : &r->g.stroke, l, res);
	else if (!strcmp(op, "sc") || !strcmp(op, "scn"))
		set_color(r, &r->g.fill, l, res);
	else if (!strcmp(op, "SC") || !strcmp(op, "SCN"))
		set_color(r, &r->g.stroke, l, res);
	else
		return 0;
	return 1;
}

/* --- the rest --- */

static void
set_gs(struct render *r, struct obj *gs)
{
	struct obj *o;

	if ((o = obj_get(gs, "OP"))->kind == O_BOOL)
		r->g.OP = r->g.op = (int)o->i;
	if ((o = obj_get(gs, "op"))->kind == O_BOOL)
		r->g.op = (int)o->i;
	if ((o = obj_get(gs, "OPM"))->kind == O_INT)
		r->g.opm = (int)o->i;
	if (obj_number(o = obj_get(gs, "LW")))
		r->g.pen.width = o->r;
	if (obj_number(o = obj_get(gs, "ca")))
		r->g.fill.alpha = fmin(fmax(o->r, 0), 1);
	if (obj_number(o = obj_get(gs, "CA")))
		r->g.stroke.alpha = fmin(fmax(o->r, 0), 1);
	o = obj_get(gs, "Font");
	if (o->kind == O_ARRAY) {
		r->g.font = obj_at(o, 0);
		r->g.size = obj_at(o, 1)->r;
	}
	o = obj_get(gs, "SMask");
	if (o->kind != O_NULL)
		r->g.masked = obj_dict(o);
	o = obj_get(gs, "BM");
	if (r->paint && (obj_dict(obj_get(gs, "SMask")) ||
	                        (o->kind == O_NAME && !obj_is(o, "Normal") &&
	                                !obj_is(o, "Compatible"))))
		r->ink->left++;
}

static void
draw_form(struct render *r, struct obj *o, struct obj *res)
{
	struct look_of keep = r->g;
	struct obj *m = obj_get(o, "Matrix"), *own = obj_get(o, "Resources");
	double own_m[6] = { 1, 0, 0, 1, 0, 0 };

	for (size_t i = 0; m->kind == O_ARRAY && m->n == 6 && i < 6; i++)
		own_m[i] = obj_at(m, i)->r;
	matrix_mul(r->g.ctm, own_m, r->g.ctm);
	render_clip_box(r, obj_get(o, "BBox"));
	render_stream(r, o, obj_dict(own) ? own : res);
	r->g = keep;
}

static void
inline_image(struct render *r, struct lex *l)
{
	double w = 0, h = 0;

	lex_inline(l, NULL);
	for (size_t i = 0; i + 1 < l->tok.n; i++) {
		struct span s;

		if (l->tok.p[i].kind != '/' || l->tok.p[i + 1].kind != 'n')
			continue;
		s = tok_span(l, &l->tok.p[i]);
		if (span_eq(s, SPAN_LIT("W")) || span_eq(s, SPAN_LIT("Width")))
			w = l->tok.p[i + 1].r;
		if (span_eq(s, SPAN_LIT("H")) || span_eq(s, SPAN_LIT("Height")))
			h = l->tok.p[i + 1].r;
	}
	note_picture(r, 0, w, h);
	r->ink->left += r->paint ? 1 : 0;
}

static void
concat(struct render *r, const struct lex *l)
{
	double m[6];

	for (size_t i = 0; i < 6; i++)
		m[i] = lex_number(l, 5 - i);
	matrix_mul(r->g.ctm, m, r->g.ctm);
}

static void
other_operator(struct render *r, struct lex *l, struct obj *res)
{
	const char *op = l->op, *name = last_name(l);
	struct obj *o;

	if (!strcmp(op, "q")) {
		if (r->nsaved < 64)
			r->saved[r->nsaved] = r->g;
		r->nsaved++;
	} else if (!strcmp(op, "Q")) {
		if (r->nsaved > 0 && --r->nsaved < 64)
			r->g = r->saved[r->nsaved];
	} else if (!strcmp(op, "cm")) {
		concat(r, l);
	} else if (!strcmp(op, "gs") && name) {
		set_gs(r, obj_get(obj_get(res, "ExtGState"), name));
	} else if (!strcmp(op, "Do") && name) {
		o = obj_get(obj_get(res, "XObject"), name);
		if (obj_is(obj_get(o, "Subtype"), "Image"))
			draw_image(r, o, res);
		else if (obj_is(obj_get(o, "Subtype"), "Form"))
			draw_form(r, o, res);
	} else if (!strcmp(op, "BI")) {
		inline_image(r, l);
	} else if (!strcmp(op, "sh") && name) {
		render_shading(r, obj_get(obj_get(res, "Shading"), name), res);
	}
}

static void
run(struct render *r, struct span s, struct obj *res)
{
	struct lex l;

	memset(&l, 0, sizeof(l));
	l.x = &r->x;
	l.p = s.p;
	l.end = s.p + s.n;
	while (lex_next(&l, NULL)) {
		if (++r->operators > OPERATORS_MAX ||
		        ((r->operators & 1023) == 0 && model_late(&r->x.m)))
			break;
		if (!color_operator(r, &l, res) && !render_path(r, &l) &&
		        !render_text(r, &l, res))
			other_operator(r, &l, res);
	}
	str_free(&l.text);
	vec_free(&l.tok);
}

void
render_stream(struct render *r, struct obj *stream, struct obj *res)
{
	const struct str *s = stream_bytes(&r->x.m, stream);
	int nsaved = r->nsaved;

	if (!s || r->depth >= STREAMS_DEEP)
		return;
	r->depth++;
	run(r, str_span(s), res);
	r->depth--;
	r->nsaved = nsaved;
}

static struct obj *
appearance(struct obj *annot)
{
	struct obj *n = obj_get(obj_get(annot, "AP"), "N");
	struct obj *state = obj_get(annot, "AS");

	if (n->kind == O_DICT && state->kind == O_NAME)
		n = obj_get(n, state->s);
	return n->kind == O_STREAM ? n : NULL;
}

static int
rectangle_of(struct obj *o, double b[4])
{
	if (o->kind != O_ARRAY || o->n < 4)
		return 0;
	for (size_t k = 0; k < 4; k++)
		b[k] = obj_at(o, k)->r;
	for (int k = 0; k < 2; k++)
		if (b[k] > b[k + 2]) {
			double t = b[k];

			b[k] = b[k + 2];
			b[k + 2] = t;
		}
	return 1;
}

/* The box of its appearance fills its rectangle (ISO 32000-1, 12.5.5). */
static void
draw_annot(struct render *r, struct obj *annot)
{
	struct obj *n = appearance(annot);
	struct obj *m = n ? obj_get(n, "Matrix") : &obj_null;
	double own[6] = { 1, 0, 0, 1, 0, 0 }, fit[6] = { 1, 0, 0, 1, 0, 0 };
	double rect[4], box[4], in[4] = { 1e9, 1e9, -1e9, -1e9 };
	struct look_of keep = r->g;

	if (!n || (obj_get(annot, "F")->i & 6) != 4 ||
	        !rectangle_of(obj_get(annot, "Rect"), rect) ||
	        !rectangle_of(obj_get(n, "BBox"), box))
		return;
	for (size_t i = 0; m->n == 6 && i < 6; i++)
		own[i] = obj_at(m, i)->r;
	for (int i = 0; i < 4; i++) {
		double x = box[i & 1 ? 2 : 0], y = box[i & 2 ? 3 : 1];
		double px = own[0] * x + own[2] * y + own[4];
		double py = own[1] * x + own[3] * y + own[5];

		in[0] = fmin(in[0], px);
		in[1] = fmin(in[1], py);
		in[2] = fmax(in[2], px);
		in[3] = fmax(in[3], py);
	}
	if (!(in[2] > in[0]) || !(in[3] > in[1]))
		return;
	fit[0] = (rect[2] - rect[0]) / (in[2] - in[0]);
	fit[3] = (rect[3] - rect[1]) / (in[3] - in[1]);
	fit[4] = rect[0] - in[0] * fit[0];
	fit[5] = rect[1] - in[1] * fit[3];
	matrix_mul(r->g.ctm, fit, r->g.ctm);
	draw_form(r, n, &obj_null);
	r->g = keep;
}

static int
box_of(struct obj *page, double b[4])
{
	static const char *const keys[] = { "TrimBox", "CropBox", "MediaBox" };

	for (int i = 0; i < 3; i++) {
		if (!rectangle_of(obj_inherited(page, keys[i]), b))
			continue;
		return b[2] - b[0] > 0.5 && b[3] - b[1] > 0.5 &&
		       b[2] - b[0] < 1e5 && b[3] - b[1] < 1e5;
	}
	return 0;
}

static void
start(struct render *r, const double b[4])
{
	double side = fmax(b[2] - b[0], b[3] - b[1]), k = 1;
	static const double black[1];

	while (side * k > SIDE_MAX)
		k /= 2;
	r->scale = k;
	memset(&r->g, 0, sizeof(r->g));
	r->g.ctm[0] = r->g.ctm[3] = k;
	r->g.ctm[4] = -b[0] * k;
	r->g.ctm[5] = -b[1] * k;
	r->g.tz = r->g.pen.width = r->g.pen.share = 1;
	r->g.pen.miter = 10;
	r->g.fill.alpha = r->g.stroke.alpha = 1;
	set_hue(r, &r->g.fill, &content_device[0], &obj_null, black);
	r->g.stroke = r->g.fill;
	if (r->paint) {
		canvas_page(&r->c, (int)ceil((b[2] - b[0]) * k),
		        (int)ceil((b[3] - b[1]) * k));
		r->g.clip = canvas_whole(&r->c);
	}
	r->nsaved = r->depth = r->clip_next = 0;
	r->operators = 0;
	path_clear(&r->path);
}

static void
page(struct render *r, struct obj *page)
{
	struct obj *c = obj_get(page, "Contents");
	struct obj *annots = obj_get(page, "Annots");
	struct str all = STR_INIT;
	struct look_of first;
	double b[4];
	struct ink_page *out = r->paint ? vec_push(&r->ink->page) : NULL;

	if (!box_of(page, b))
		return;
	start(r, b);
	for (size_t i = 0; i < (c->kind == O_ARRAY ? c->n : 1); i++) {
		struct obj *o = c->kind == O_ARRAY ? obj_at(c, i) : c;
		const struct str *s = stream_bytes(&r->x.m, o);

		if (s) {
			str_add(&all, s->s, s->len);
			str_putc(&all, '\n');
			stream_drop(&r->x.m, o);
		}
	}
	first = r->g;
	run(r, str_span(&all), obj_inherited(page, "Resources"));
	str_free(&all);
	r->g = first;
	for (size_t i = 0; annots->kind == O_ARRAY && i < annots->n; i++)
		draw_annot(r, obj_at(annots, i));
	if (r->paint)
		*out = ink_of_pixels(r->c.p, (size_t)r->c.w, (size_t)r->c.h,
		        (size_t)(INK_SQUARE * r->scale + 0.5));
	/* beyond all limits: what is missing is not known */
	if (r->operators > OPERATORS_MAX || model_late(&r->x.m))
		r->ink->left++;
	r->x.m.broken = 0;
}

int
ink_estimate(struct ink *ink, const char *name, struct span file,
        struct span press, int paint, struct diag *dg)
{
	struct render *r = xcalloc(1, sizeof(*r));
	struct check nothing;
	int rc;

	memset(&nothing, 0, sizeof(nothing));
	nothing.arena = arena_new();
	r->x.out = &nothing;
	r->ink = ink;
	r->paint = paint;
	canvas_init(&r->c);
	rc = model_load(&r->x.m, name, file.p, file.n, 0, dg);
	if (rc == 0) {
		const struct str *own;

		check_intents(&r->x);
		own = r->x.intent_n == 4
		              ? stream_bytes(&r->x.m, r->x.intent_profile)
		              : NULL;
		r->tints = tints_new(&r->x.m, own ? str_span(own) : press);
		model_wait(&r->x.m, r->x.m.page.n);
		for (size_t i = 0; i < r->x.m.page.n; i++) {
			r->x.page = (int)i + 1;
			page(r, r->x.m.page.p[i]);
		}
		tints_free(r->tints);
	}
	ink->estimated = paint;
	for (size_t i = 0; i < r->face.n; i++)
		face_close(r->face.p[i]);
	vec_free(&r->face);
	path_free(&r->path);
	canvas_free(&r->c);
	model_free(&r->x.m);
	check_free(&nothing);
	vec_free_(r);
	return rc;
}
