/* paint: what is drawn, with which colours, fonts and pictures. */
#include <math.h>
#include <string.h>

#include "base/bytes.h"
#include "check/run.h"

static int
inks(const struct paint *p)
{
	int n = 0;

	if (p->n != 4 || space_components(p->space) != 4)
		return 0;
	for (int i = 0; i < 4; i++)
		n += p->v[i] > 0;
	return n;
}

static double
scale_of(const struct run *r)
{
	const double *m = r->g.ctm;

	return sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
}

static int
overprints(const struct run *r, int stroke)
{
	return (stroke ? r->g.OP : r->g.op) && r->g.opm == 1;
}

static int
is_black(const struct paint *p)
{
	return inks(p) == 1 && p->v[3] > 0.999;
}

static void
check_overprint(
        struct run *r, const struct paint *p, struct obj *where, int stroke)
{
	if (p->n == 4 && obj_is(p->space, "DeviceCMYK") && !inks(p) &&
	        overprints(r, stroke))
		find(r->x, RULE_X_WHITE_OVERPRINT, where, NULL);
	if (stroke && is_black(p) && r->g.line * scale_of(r) < 1.99 &&
	        !overprints(r, 1))
		find(r->x, RULE_X_BLACK_KNOCKOUT, where, NULL);
}

void
paint_use(struct run *r, const struct paint *p, struct obj *where, int stroke)
{
	struct ctx *x = r->x;
	struct obj *head =
	        p->space->kind == O_ARRAY ? obj_at(p->space, 0) : p->space;
	double limit = check_ink_limit(x->profiles) / 100.0, sum = 0;

	if (r->uncoloured)
		return;
	use_space(x, p->space, p->res, where, 0);
	if (obj_is(head, "ICCBased") && space_components(p->space) == 4 &&
	        r->g.opm == 1 && (stroke ? r->g.OP : r->g.op))
		find(x, RULE_OVERPRINT_ICC, where, NULL);
	if (p->n == 4 && space_components(p->space) == 4)
		for (int i = 0; i < 4; i++)
			sum += p->v[i];
	/* All inks in full are registration marks, outside the paper. */
	if (sum > limit + 0.005 && sum < 3.999)
		find_printf(
		        x, RULE_X_INK, where, "%d %%", (int)(sum * 100 + 0.5));
	check_overprint(r, p, where, stroke);
	if (stroke && r->g.line * scale_of(r) < 0.245 && inks(p) > 1)
		find(x, RULE_X_THIN_LINE, where, NULL);
}

static struct font_use *
use_of(struct run *r, struct obj *font)
{
	struct font_use *u = font->extra;

	if (!u) {
		u = arena_new_of(r->x->m.arena, struct font_use);
		u->font = font;
		u->page = r->x->page;
		font->extra = u;
		vec_add(&r->x->font, font);
	}
	return u;
}

static void
note_codes(struct font_use *u, struct span s, int wide)
{
	const unsigned char *p = (const unsigned char *)s.p;

	u->odd |= wide && s.n % 2;
	for (size_t i = 0; i + (size_t)wide < s.n; i += 1 + (size_t)wide) {
		unsigned c = wide ? be16(p + i) : p[i];

		u->code[c >> 3] |= (unsigned char)(1u << (c & 7));
	}
}

static void
check_press_text(struct run *r, struct obj *where)
{
	double size = fabs(r->g.size * r->g.scale) * scale_of(r);
	double least = r->x->profiles & CHECK_NEWSPAPER ? 10 : 8;
	struct obj *sp = r->g.fill.space;

	if (inks(&r->g.fill) > 1 && size < least - 0.01)
		find(r->x, RULE_X_SMALL_TEXT, where, NULL);
	if (is_black(&r->g.fill) && size < 11.99 && !overprints(r, 0))
		find(r->x, RULE_X_BLACK_KNOCKOUT, where, NULL);
	if (obj_is(sp, "DeviceGray") && r->g.fill.v[0] < 1)
		find(r->x, RULE_X_GRAY, where, NULL);
}

static void
run_type3(struct run *r, struct obj *font, struct obj *outer)
{
	struct obj *procs = obj_get(font, "CharProcs");
	struct obj *res = obj_get(font, "Resources");
	int tagged = r->tagged, exempt = r->exempt;

	if (font->seen & SEEN_FONT)
		return;
	font->seen |= SEEN_FONT;
	r->exempt = 1;
	for (size_t i = 0; obj_dict(procs) && i < procs->n; i++)
		run_stream(r, procs->item[i], res, outer);
	r->exempt = exempt;
	r->tagged = tagged;
}

void
paint_text(struct run *r, const struct lex *l, struct obj *where,
        struct obj *outer)
{
	struct obj *font = r->g.font;
	struct font_use *u;
	int mode = r->g.render & 3;

	mark_content(r, where, 1);
	if (r->g.render < 3 || r->g.render > 3) {
		if (mode == 0 || mode == 2)
			paint_use(r, &r->g.fill, where, 0);
		if (mode == 1 || mode == 2)
			paint_use(r, &r->g.stroke, where, 1);
		if (r->x->profiles & (CHECK_PRINT | CHECK_NEWSPAPER))
			check_press_text(r, where);
	}
	if (!font || !obj_dict(font))
		return;
	if (obj_is(obj_get(font, "Subtype"), "Type3"))
		run_type3(r, font, outer);
	u = use_of(r, font);
	u->drawn |= r->g.render != 3 && r->g.render != 7;
	for (size_t i = 0; i < l->tok.n; i++)
		if (l->tok.p[i].kind == '(')
			note_codes(u, tok_span(l, &l->tok.p[i]),
			        obj_is(obj_get(font, "Subtype"), "Type0"));
}

/* JPEG 2000: boxes of the header, ISO 15444-1 annex I. */
static void
check_jpx(struct run *r, struct obj *im)
{
	const struct str *s = stream_bytes(&r->x->m, im);
	const unsigned char *p, *end;
	int specs = 0, best = 0, bad = 0, bpcc = 0, depth = -1;
	int channels = 0, roles = 0;

	if (!s || s->len < 12)
		return;
	p = (const unsigned char *)s->s;
	end = p + s->len;
	while (end - p >= 8) {
		unsigned n = be32(p);

		if (memcmp(p + 4, "jp2h", 4) == 0) {
			p += 8;
			continue;
		}
		if (n < 8 || n > (size_t)(end - p))
			break;
		if (!memcmp(p + 4, "ihdr", 4) && n >= 22)
			depth = p[18], channels = (int)be16(p + 16);
		if (!memcmp(p + 4, "cdef", 4))
			roles = 1;
		if (!memcmp(p + 4, "bpcc", 4))
			bpcc = 1;
		if (!memcmp(p + 4, "colr", 4) && n >= 11) {
			unsigned e = p[8] == 1 && n >= 15 ? be32(p + 11) : 0;

			specs++;
			best += p[10] == 1;
			bad += p[8] == 1 && e != 12 && e != 16 && e != 17 &&
			       e != 18;
			bad += p[8] < 1 || p[8] > 2;
		}
		p += n;
	}
	if (!obj_has(im, "ColorSpace") && (bad || (specs > 1 && best != 1)))
		find(r->x, RULE_JPX_COLOR, im, NULL);
	/* with roles some of them are alpha */
	if (channels && !roles && channels != 1 && channels != 3 &&
	        channels != 4)
		find_printf(r->x, RULE_JPX_CHANNELS, im, "%d", channels);
	if (depth >= 0 && (bpcc || (depth != 255 && (depth & 127) > 37) ||
	                          (depth == 255 && !bpcc)))
		find(r->x, RULE_JPX_DEPTH, im, NULL);
}

static void
check_resolution(struct run *r, struct obj *im, struct obj *where)
{
	double w = obj_get(im, "Width")->r, h = obj_get(im, "Height")->r;
	const double *m = r->g.ctm;
	double a = hypot(m[0], m[1]) / 72, b = hypot(m[2], m[3]) / 72;
	double ppi = a > 0 && b > 0 ? fmin(w / a, h / b) : 0;
	int bits = (int)obj_get(im, "BitsPerComponent")->i;
	double least = r->x->profiles & CHECK_NEWSPAPER ? 100 : 150;

	if (obj_get(im, "ImageMask")->i || bits == 1)
		least = 550;
	/* tiles of a background are one picture */
	if (ppi > 0 && ppi < least - 0.5 &&
	        (im != r->coarse || (int)ppi != r->coarse_ppi)) {
		find_printf(r->x, RULE_X_RESOLUTION, im, "%d ppi", (int)ppi);
		r->coarse = im;
		r->coarse_ppi = (int)ppi;
	}
	(void)where;
}

void
paint_image(struct run *r, struct obj *im, struct obj *res, struct obj *where)
{
	struct obj *cs = obj_get(im, "ColorSpace"), *f = obj_get(im, "Filter");

	mark_content(r, where, 0);
	if (f->kind == O_ARRAY && f->n)
		f = obj_at(f, f->n - 1);
	if (obj_dict(obj_get(im, "SMask")) || obj_get(im, "SMaskInData")->i)
		r->transparent = 1;
	if (obj_is(f, "JPXDecode") && !(im->seen & SEEN_SPACE)) {
		im->seen |= SEEN_SPACE;
		check_jpx(r, im);
	}
	if (obj_get(im, "ImageMask")->i)
		paint_use(r, &r->g.fill, where, 0);
	else
		use_space(r->x, cs, res, im, 0);
	if (r->x->profiles & (CHECK_PRINT | CHECK_NEWSPAPER))
		check_resolution(r, im, where);
}
