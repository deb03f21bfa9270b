/* rendertext: text of a page as ink (ISO 32000-1, 9.4). */
#include <math.h>
#include <string.h>

#include "check/render.h"

static struct face *
face_of(struct render *r, struct obj *font)
{
	struct face *f;

	for (size_t i = 0; i < r->face.n; i++)
		if (r->face.p[i]->font == font)
			return r->face.p[i];
	f = arena_new_of(r->x.m.arena, struct face);
	face_open(f, &r->x, font, r->c.ft);
	vec_add(&r->face, f);
	/* told once: without its program a font cannot be drawn */
	if (!f->ft && strcmp(f->sub, "Type3"))
		r->ink->left++;
	return f;
}

static void
draw_glyph(struct render *r, struct face *f, FT_UInt g, const double m[6])
{
	struct look_of *s = &r->g;
	int mode = s->mode & 3;
	double unit = f->ft->units_per_EM ? f->ft->units_per_EM : 1000;
	double scaled[6] = { m[0] / unit, m[1] / unit, m[2] / unit, m[3] / unit,
		m[4], m[5] };
	struct brush b;
	struct path p;

	if (!r->paint || mode == 3 || FT_Load_Glyph(f->ft, g, FT_LOAD_NO_SCALE))
		return;
	memset(&p, 0, sizeof(p));
	path_outline(&p, &f->ft->glyph->outline, scaled);
	if (mode == 0 || mode == 2) {
		b = render_brush(r, &s->fill, 0);
		canvas_fill(&r->c, s->clip, &p, 0, &b);
	}
	if (mode == 1 || mode == 2) {
		struct pen pen = s->pen;

		pen.width *= sqrt(
		        fabs(s->ctm[0] * s->ctm[3] - s->ctm[1] * s->ctm[2]));
		b = render_brush(r, &s->stroke, 1);
		canvas_stroke(&r->c, s->clip, &p, &pen, &b);
	}
	path_free(&p);
}

/* A glyph of a Type 3 font is content of its own. */
static void
draw_proc(struct render *r, struct face *f, unsigned code, const double m[6])
{
	const char *name = face_difference(f, code);
	struct obj *proc =
	        name ? obj_get(obj_get(f->font, "CharProcs"), name) : &obj_null;
	struct obj *fm = obj_get(f->font, "FontMatrix");
	struct look_of keep = r->g;
	double own[6], tm[6], tlm[6];

	if (proc->kind != O_STREAM || r->depth > 4)
		return;
	for (size_t i = 0; i < 6; i++)
		own[i] = obj_at(fm, i)->r;
	memcpy(tm, r->tm, sizeof(tm));
	memcpy(tlm, r->tlm, sizeof(tlm));
	matrix_mul(r->g.ctm, own, m);
	render_stream(r, proc, obj_get(f->font, "Resources"));
	r->g = keep;
	memcpy(r->tm, tm, sizeof(tm));
	memcpy(r->tlm, tlm, sizeof(tlm));
}

static double
simple_width(struct face *f, unsigned code)
{
	struct obj *w = obj_get(f->font, "Widths");
	long long first = obj_get(f->font, "FirstChar")->i;

	if (w->kind == O_ARRAY && code >= first &&
	        code < first + (long long)w->n)
		return obj_at(w, (size_t)(code - first))->r;
	return obj_get(f->desc, "MissingWidth")->r;
}

/* The glyph of a code, and its width in parts of the type size. */
static int
look_up(struct face *f, unsigned code, FT_UInt *g, double *width)
{
	if (obj_dict(f->cid)) {
		unsigned cid = code;

		if (!f->identity && f->cmap && !f->cmap->uses)
			cid = f->cmap->map[code] ? f->cmap->map[code] - 1 : 0;
		else if (!f->identity)
			cid = 0;
		*width = face_cid_width(f, cid) / 1000;
		*g = face_glyph_of_cid(f, cid);
		return *g != 0;
	}
	*width = simple_width(f, code) / 1000;
	if (!f->ft)
		return 0;
	return face_glyph_of_code(f, code, g) && *g;
}

static void
show_code(struct render *r, struct face *f, unsigned code, int wide)
{
	const struct look_of *s = &r->g;
	double own[6] = { s->size * s->tz, 0, 0, s->size, 0, s->rise };
	double m[6], full[6], width, move;
	FT_UInt g = 0;
	int found = look_up(f, code, &g, &width);

	matrix_mul(m, own, r->tm);
	matrix_mul(full, m, s->ctm);
	if (!strcmp(f->sub, "Type3")) {
		draw_proc(r, f, code, full);
		width *= 1000 * obj_at(obj_get(f->font, "FontMatrix"), 0)->r;
	} else if (found && f->ft) {
		draw_glyph(r, f, g, full);
	}
	move = (width * s->size + s->tc + (!wide && code == 32 ? s->tw : 0)) *
	       s->tz;
	r->tm[4] += move * r->tm[0];
	r->tm[5] += move * r->tm[1];
}

static void
show(struct render *r, const struct lex *l)
{
	struct face *f;
	int wide;

	if (!r->paint || !r->g.font || !obj_dict(r->g.font))
		return;
	f = face_of(r, r->g.font);
	wide = obj_dict(f->cid);
	for (size_t i = 0; i < l->tok.n; i++) {
		const struct tok *t = &l->tok.p[i];
		struct span s;

		if (t->kind == 'n') {
			double move = -t->r / 1000 * r->g.size * r->g.tz;

			if (!strcmp(l->op, "TJ")) {
				r->tm[4] += move * r->tm[0];
				r->tm[5] += move * r->tm[1];
			}
			continue;
		}
		if (t->kind != '(')
			continue;
		s = tok_span(l, t);
		for (size_t k = 0; k + (size_t)wide < s.n;
		        k += 1 + (size_t)wide) {
			unsigned c = (unsigned char)s.p[k];

			if (wide)
				c = c << 8 | (unsigned char)s.p[k + 1];
			show_code(r, f, c, wide);
		}
	}
}

static void
next_line(struct render *r, double x, double y)
{
	r->tlm[4] += x * r->tlm[0] + y * r->tlm[2];
	r->tlm[5] += x * r->tlm[1] + y * r->tlm[3];
	memcpy(r->tm, r->tlm, sizeof(r->tm));
}

static void
set_font(struct render *r, const struct lex *l, struct obj *res)
{
	r->g.size = lex_number(l, 0);
	if (l->tok.n > 1 && l->tok.p[0].kind == '/')
		r->g.font = obj_get(
		        obj_get(res, "Font"), tok_span(l, &l->tok.p[0]).p);
}

static int
set_state(struct look_of *g, const char *op, double v)
{
	if (!strcmp(op, "Tc"))
		g->tc = v;
	else if (!strcmp(op, "Tw"))
		g->tw = v;
	else if (!strcmp(op, "Tz"))
		g->tz = v / 100;
	else if (!strcmp(op, "TL"))
		g->tl = v;
	else if (!strcmp(op, "Ts"))
		g->rise = v;
	else if (!strcmp(op, "Tr"))
		g->mode = (int)v;
	else
		return 0;
	return 1;
}

int
render_text(struct render *r, const struct lex *l, struct obj *res)
{
	static const double one[6] = { 1, 0, 0, 1, 0, 0 };
	const char *op = l->op;

	if (!strcmp(op, "BT")) {
		memcpy(r->tm, one, sizeof(one));
		memcpy(r->tlm, one, sizeof(one));
	} else if (!strcmp(op, "Tj") || !strcmp(op, "TJ")) {
		show(r, l);
	} else if (!strcmp(op, "Tf")) {
		set_font(r, l, res);
	} else if (!strcmp(op, "Tm")) {
		for (size_t i = 0; i < 6; i++)
			r->tm[i] = r->tlm[i] = lex_number(l, 5 - i);
	} else if (!strcmp(op, "Td") || !strcmp(op, "TD")) {
		if (op[1] == 'D')
			r->g.tl = -lex_number(l, 0);
		next_line(r, lex_number(l, 1), lex_number(l, 0));
	} else if (!strcmp(op, "T*")) {
		next_line(r, 0, -r->g.tl);
	} else if (!strcmp(op, "'") || !strcmp(op, "\"")) {
		if (op[0] == '"') {
			r->g.tw = lex_number(l, 2);
			r->g.tc = lex_number(l, 1);
		}
		next_line(r, 0, -r->g.tl);
		show(r, l);
	} else {
		return set_state(&r->g, op, lex_number(l, 0));
	}
	return 1;
}
