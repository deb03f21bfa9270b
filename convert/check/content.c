/* content: the operators of pages and of what they draw: forms, patterns,
 * glyphs of Type 3 fonts, appearances of annotations.
 *
 * A graphics state as far as clauses ask for it: colour spaces, font, matrix,
 * overprint.  A form is walked once for each way in which it may be tagged;
 * nesting and the number of operators are limited.
 */
#include <string.h>

#include "check/run.h"

#define STREAMS_DEEP 16
#define OPERATORS_MAX 100000000

struct obj content_device[3] = {
	{ .kind = O_NAME, .s = "DeviceGray", .n = 10 },
	{ .kind = O_NAME, .s = "DeviceRGB", .n = 9 },
	{ .kind = O_NAME, .s = "DeviceCMYK", .n = 10 },
};

/* A named resource; one that only outer content has is a fault. */
static struct obj *
resource(struct run *r, struct obj *res, struct obj *outer, const char *kind,
        const char *name, struct obj *where)
{
	struct obj *o = obj_get(obj_get(res, kind), name);

	if (o->kind != O_NULL)
		return o;
	find(r->x, RULE_RESOURCES, where, name);
	return obj_get(obj_get(outer, kind), name);
}

static const char *
last_name(const struct lex *l)
{
	if (!l->tok.n || vec_last(&l->tok)->kind != '/')
		return NULL;
	return tok_span(l, vec_last(&l->tok)).p;
}

static double
operand(const struct lex *l, size_t from_end)
{
	return l->tok.n > from_end ? l->tok.p[l->tok.n - 1 - from_end].r : 0;
}

static void
set_device(struct paint *p, int which, struct obj *res, const struct lex *l)
{
	static const int n[] = { 1, 3, 4 };

	p->space = &content_device[which];
	p->res = res;
	p->n = n[which];
	for (int i = 0; i < p->n; i++)
		p->v[i] = operand(l, (size_t)(p->n - 1 - i));
}

static void
set_space(struct run *r, struct paint *p, const struct lex *l, struct obj *res,
        struct obj *outer, struct obj *where)
{
	const char *name = last_name(l);
	struct obj *o = NULL;

	for (int i = 0; name && i < 3; i++)
		if (!strcmp(content_device[i].s, name))
			o = &content_device[i];
	if (!o && name && !strcmp(name, "Pattern"))
		o = &obj_null;
	if (!o)
		o = name ? resource(r, res, outer, "ColorSpace", name, where)
		         : &obj_null;
	p->space = o;
	p->res = res;
	p->n = 0;
}

static void
set_color(struct run *r, struct paint *p, const struct lex *l, struct obj *res,
        struct obj *outer, struct obj *where)
{
	const char *name = last_name(l);
	struct obj *o, *shade;

	if (!name) {
		p->n = l->tok.n <= 4 ? (int)l->tok.n : 0;
		for (int i = 0; i < p->n; i++)
			p->v[i] = l->tok.p[i].r;
		return;
	}
	p->n = 0;
	o = resource(r, res, outer, "Pattern", name, where);
	shade = obj_get(o, "Shading");
	if (o->kind == O_STREAM) {
		int old = r->uncoloured, exempt = r->exempt;

		r->exempt = 1;
		r->uncoloured =
		        r->uncoloured || obj_get(o, "PaintType")->i == 2;
		run_stream(r, o, obj_get(o, "Resources"), res);
		r->uncoloured = old;
		r->exempt = exempt;
	} else if (obj_dict(shade)) {
		use_space(r->x, obj_get(shade, "ColorSpace"), res, where, 0);
	}
}

static void
set_gs(struct run *r, struct obj *gs)
{
	struct obj *f = obj_get(gs, "Font"), *bm = obj_get(gs, "BM"), *o;

	if ((o = obj_get(gs, "op"))->kind == O_BOOL)
		r->g.op = (int)o->i;
	if ((o = obj_get(gs, "OP"))->kind == O_BOOL) {
		r->g.OP = (int)o->i;
		if (!obj_has(gs, "op"))
			r->g.op = (int)o->i;
	}
	if ((o = obj_get(gs, "OPM"))->kind == O_INT)
		r->g.opm = (int)o->i;
	if (obj_number(o = obj_get(gs, "LW")))
		r->g.line = o->r;
	if (f->kind == O_ARRAY) {
		r->g.font = obj_at(f, 0);
		r->g.size = obj_at(f, 1)->r;
	}
	if (bm->kind == O_ARRAY)
		bm = obj_at(bm, 0);
	if ((bm->kind == O_NAME && !obj_is(bm, "Normal") &&
	            !obj_is(bm, "Compatible")) ||
	        obj_dict(obj_get(gs, "SMask")) ||
	        (obj_number(obj_get(gs, "CA")) && obj_get(gs, "CA")->r < 1) ||
	        (obj_number(obj_get(gs, "ca")) && obj_get(gs, "ca")->r < 1))
		r->transparent = 1;
	o = obj_get(obj_get(gs, "SMask"), "G");
	if (o->kind == O_STREAM) {
		int exempt = r->exempt;

		r->exempt = 1;
		run_stream(r, o, obj_get(o, "Resources"), &obj_null);
		r->exempt = exempt;
	}
}

static void
check_group(struct run *r, struct obj *owner, struct obj *res)
{
	struct obj *g = obj_get(owner, "Group"), *cs = obj_get(g, "CS");
	int n = space_components(cs);

	if (!obj_is(obj_get(g, "S"), "Transparency"))
		return;
	if (owner != r->page)
		r->transparent = 1;
	if (cs->kind == O_NAME && r->x->intent_n != n &&
	        !(n == 1 && r->x->intent_n) &&
	        !obj_has(obj_get(res, "ColorSpace"), n == 3   ? "DefaultRGB"
	                                             : n == 4 ? "DefaultCMYK"
	                                                      : "DefaultGray"))
		find(r->x, RULE_BLEND_DEVICE, owner, NULL);
}

static void
draw_form(struct run *r, struct obj *o, struct obj *res)
{
	unsigned bit = r->tagged     ? SEEN_FORM_TAGGED
	               : r->artifact ? SEEN_FORM_ARTIFACT
	                             : SEEN_FORM;
	struct obj *own = obj_get(o, "Resources");
	int before = r->transparent;
	size_t mcids = r->mcids.n;

	if (o->seen & SEEN_FORM_MCID)
		find(r->x, RULE_FORM_TWICE, o, NULL);
	if (o->seen & SEEN_FORM_CLEAR)
		r->transparent = 1;
	if ((o->seen & bit) || (o->seen & SEEN_FORM_MCID))
		return;
	o->seen |= bit;
	r->transparent = 0;
	check_group(r, o, own);
	run_stream(r, o, own, res);
	if (r->transparent)
		o->seen |= SEEN_FORM_CLEAR;
	if (r->mcids.n != mcids)
		o->seen |= SEEN_FORM_MCID;
	r->transparent |= before;
}

static void
draw(struct run *r, const struct lex *l, struct obj *res, struct obj *outer,
        struct obj *where)
{
	const char *name = last_name(l);
	struct obj *o = name ? resource(r, res, outer, "XObject", name, where)
	                     : &obj_null;

	if (obj_is(obj_get(o, "Subtype"), "Image"))
		paint_image(r, o, res, where);
	else if (obj_is(obj_get(o, "Subtype"), "Form"))
		draw_form(r, o, res);
}

static void
concat(struct run *r, const struct lex *l)
{
	double a[4], *m = r->g.ctm, n[4];

	for (size_t i = 0; i < 4; i++)
		a[i] = operand(l, 5 - i);
	n[0] = a[0] * m[0] + a[1] * m[2];
	n[1] = a[0] * m[1] + a[1] * m[3];
	n[2] = a[2] * m[0] + a[3] * m[2];
	n[3] = a[2] * m[1] + a[3] * m[3];
	memcpy(m, n, sizeof(n));
}

static void
save(struct run *r, struct obj *where)
{
	if (r->nsaved == 28)
		find(r->x, RULE_Q_DEPTH, where, NULL);
	if (r->nsaved < SAVED_MAX)
		r->saved[r->nsaved] = r->g;
	r->nsaved++;
}

static void
restore(struct run *r)
{
	if (r->nsaved > 0 && --r->nsaved < SAVED_MAX)
		r->g = r->saved[r->nsaved];
}

static int
in(const char *list, const char *op)
{
	size_t n = strlen(op);

	for (const char *p = list; (p = strstr(p, op)) != NULL; p++)
		if (p > list && p[-1] == ' ' && p[n] == ' ')
			return 1;
	return 0;
}

/* Inline images: BI has been read. */
static void
inline_image(struct run *r, struct lex *l, struct obj *res, struct obj *where)
{
	static const char *const intents =
	        " RelativeColorimetric "
	        "AbsoluteColorimetric Perceptual Saturation ";
	struct obj cs = { .kind = O_NULL };
	int mask = 0;

	lex_inline(l, where);
	for (size_t i = 0; i + 1 < l->tok.n; i++) {
		const struct tok *t = &l->tok.p[i], *v = t + 1;
		struct span s, n;

		if (t->kind != '/')
			continue;
		s = tok_span(l, t);
		n = v->kind == '/' ? tok_span(l, v) : SPAN_LIT("");
		if (v->kind == '[' && v + 1 < l->tok.p + l->tok.n &&
		        v[1].kind == '/')
			n = tok_span(l, v + 1);
		if (span_eq(s, SPAN_LIT("I")) ||
		        span_eq(s, SPAN_LIT("Interpolate"))) {
			if (v->kind == 'n' && v->r > 0)
				find(r->x, RULE_INTERPOLATE, where, NULL);
		} else if (span_eq(s, SPAN_LIT("Intent")) && n.n) {
			if (!in(intents, n.p))
				find(r->x, RULE_INTENT_NAME, where, n.p);
		} else if (span_eq(s, SPAN_LIT("F")) ||
		           span_eq(s, SPAN_LIT("Filter"))) {
			if (!strncmp(n.p, "LZW", 3) || !strcmp(n.p, "Crypt"))
				find(r->x, RULE_INLINE_LZW, where, NULL);
		} else if (span_eq(s, SPAN_LIT("CS")) ||
		           span_eq(s, SPAN_LIT("ColorSpace"))) {
			cs.kind = O_NAME;
			cs.s = n.p;
			cs.n = n.n;
		} else if (span_eq(s, SPAN_LIT("IM")) ||
		           span_eq(s, SPAN_LIT("ImageMask"))) {
			mask = v->r > 0;
		}
	}
	mark_content(r, where, 0);
	if (mask)
		paint_use(r, &r->g.fill, where, 0);
	else
		use_space(r->x, &cs, res, where, 0);
}

/* Colour operators: 1 when op was one. */
static int
color_operator(struct run *r, const struct lex *l, struct obj *res,
        struct obj *outer, struct obj *where)
{
	static const char *const set[] = { "g", "rg", "k", "G", "RG", "K" };
	const char *op = l->op;

	for (int i = 0; i < 6; i++)
		if (!strcmp(op, set[i])) {
			set_device(i < 3 ? &r->g.fill : &r->g.stroke, i % 3,
			        res, l);
			return 1;
		}
	if (!strcmp(op, "cs") || !strcmp(op, "CS"))
		set_space(r, op[0] == 'c' ? &r->g.fill : &r->g.stroke, l, res,
		        outer, where);
	else if (!strcmp(op, "sc") || !strcmp(op, "scn"))
		set_color(r, &r->g.fill, l, res, outer, where);
	else if (!strcmp(op, "SC") || !strcmp(op, "SCN"))
		set_color(r, &r->g.stroke, l, res, outer, where);
	else
		return 0;
	return 1;
}

static int
text_operator(struct run *r, const struct lex *l, struct obj *res,
        struct obj *outer, struct obj *where)
{
	const char *op = l->op;

	if (!strcmp(op, "BT")) {
		r->g.scale = 1;
		return 1;
	}
	if (!strcmp(op, "'") || !strcmp(op, "\"")) {
		paint_text(r, l, where, res);
		return 1;
	}
	if (op[0] != 'T' || !op[1] || op[2])
		return 0;
	switch (op[1]) {
	case 'j':
	case 'J':
		paint_text(r, l, where, res);
		return 1;
	case 'f':
		r->g.size = operand(l, 0);
		if (l->tok.n > 1 && l->tok.p[0].kind == '/')
			r->g.font = resource(r, res, outer, "Font",
			        tok_span(l, &l->tok.p[0]).p, where);
		return 1;
	case 'r':
		r->g.render = (int)operand(l, 0);
		return 1;
	case 'm':
		r->g.scale = operand(l, 2) > 0 || operand(l, 2) < 0
		                     ? operand(l, 2)
		                     : operand(l, 4);
		return 1;
	default:
		return strchr("cwzLsdD*", op[1]) != NULL;
	}
}

static int
path_operator(struct run *r, const struct lex *l, struct obj *where)
{
	const char *op = l->op;
	int fill = in(" f F f* B B* b b* ", op);
	int stroke = in(" S s B B* b b* ", op);

	if (!fill && !stroke)
		return 0;
	mark_content(r, where, 0);
	if (fill)
		paint_use(r, &r->g.fill, where, 0);
	if (stroke)
		paint_use(r, &r->g.stroke, where, 1);
	return 1;
}

static void
other_operator(struct run *r, struct lex *l, struct obj *res, struct obj *outer,
        struct obj *where)
{
	static const char *const known = " w J j M d i m l c v y h re n W W* "
	                                 "ET d0 d1 MP DP BX EX EI ID ";
	static const char *const intents =
	        " RelativeColorimetric "
	        "AbsoluteColorimetric Perceptual Saturation ";
	const char *op = l->op, *name = last_name(l);
	struct obj *o;

	if (!strcmp(op, "q")) {
		save(r, where);
	} else if (!strcmp(op, "Q")) {
		restore(r);
	} else if (!strcmp(op, "cm")) {
		concat(r, l);
	} else if (!strcmp(op, "gs")) {
		if (name)
			set_gs(r, resource(r, res, outer, "ExtGState", name,
			                  where));
	} else if (!strcmp(op, "Do")) {
		draw(r, l, res, outer, where);
	} else if (!strcmp(op, "BI")) {
		inline_image(r, l, res, where);
	} else if (!strcmp(op, "sh")) {
		o = name ? resource(r, res, outer, "Shading", name, where)
		         : &obj_null;
		mark_content(r, where, 0);
		use_space(r->x, obj_get(o, "ColorSpace"), res, where, 0);
	} else if (!strcmp(op, "BMC") || !strcmp(op, "BDC")) {
		mark_begin(r, l, where, res, op[1] == 'D');
	} else if (!strcmp(op, "EMC")) {
		mark_end(r, where);
	} else if (!strcmp(op, "ri")) {
		if (name && !in(intents, name))
			find(r->x, RULE_INTENT_OPERATOR, where, name);
	} else if (!in(known, op)) {
		find(r->x, RULE_OPERATOR, where, op);
	}
	if (!strcmp(op, "w"))
		r->g.line = operand(l, 0);
	if (!strcmp(op, "d1"))
		r->uncoloured = 1;
}

void
run_bytes(struct run *r, struct span s, struct obj *where, struct obj *res,
        struct obj *outer)
{
	struct lex l;

	memset(&l, 0, sizeof(l));
	l.x = r->x;
	l.p = s.p;
	l.end = s.p + s.n;
	while (lex_next(&l, where)) {
		if ((++r->operators & 4095) == 0 &&
		        (model_late(&r->x->m) ||
		                r->operators > OPERATORS_MAX)) {
			r->x->m.broken = 1;
			break;
		}
		/* the first letter says most */
		if (!(strchr("grkGRKcsCS", l.op[0]) &&
		            color_operator(r, &l, res, outer, where)) &&
		        !(strchr("TB'\"", l.op[0]) &&
		                text_operator(r, &l, res, outer, where)) &&
		        !(strchr("fFBbSs", l.op[0]) &&
		                path_operator(r, &l, where)))
			other_operator(r, &l, res, outer, where);
	}
	str_free(&l.text);
	vec_free(&l.tok);
}

void
run_stream(
        struct run *r, struct obj *stream, struct obj *res, struct obj *outer)
{
	const struct str *s = stream_bytes(&r->x->m, stream);
	struct gstate g = r->g;
	int nsaved = r->nsaved, nmark = r->nmark, d1 = r->uncoloured;

	if (!s || r->depth >= STREAMS_DEEP)
		return;
	r->depth++;
	run_bytes(r, str_span(s), stream, res, outer);
	r->depth--;
	while (r->nmark > nmark)
		mark_end(r, stream);
	r->g = g;
	r->nsaved = nsaved;
	r->uncoloured = d1;
}

static void
run_annots(struct run *r, struct obj *page)
{
	struct obj *list = obj_get(page, "Annots");

	r->exempt = 1;
	for (size_t i = 0; list->kind == O_ARRAY && i < list->n; i++) {
		struct obj *n = obj_get(obj_get(obj_at(list, i), "AP"), "N");

		if (n->kind == O_STREAM)
			draw_form(r, n, &obj_null);
		for (size_t k = 0; n->kind == O_DICT && k < n->n; k++)
			if (n->item[k]->kind == O_STREAM)
				draw_form(r, n->item[k], &obj_null);
	}
	r->exempt = 0;
}

static void
run_page(struct run *r, struct obj *page)
{
	struct obj *c = obj_get(page, "Contents");
	struct obj *own = obj_get(page, "Resources");
	struct str all = STR_INIT;

	for (size_t i = 0; i < (c->kind == O_ARRAY ? c->n : 1); i++) {
		const struct str *s = stream_bytes(
		        &r->x->m, c->kind == O_ARRAY ? obj_at(c, i) : c);

		if (s) {
			str_add(&all, s->s, s->len);
			str_putc(&all, '\n');
			stream_drop(&r->x->m,
			        c->kind == O_ARRAY ? obj_at(c, i) : c);
		}
	}
	check_group(r, page, own);
	r->transparent = 0;
	run_bytes(
	        r, str_span(&all), page, own, obj_inherited(page, "Resources"));
	if (r->nmark)
		find(r->x, RULE_BALANCE, page, NULL);
	r->nmark = r->tagged = r->artifact = r->lang = r->nsaved = 0;
	if (!r->painted)
		find(r->x, RULE_X_EMPTY, page, NULL);
	run_annots(r, page);
	if (r->transparent && !r->x->intent_n &&
	        !obj_has(obj_get(page, "Group"), "CS"))
		find(r->x, RULE_BLEND_SPACE, page, NULL);
	str_free(&all);
	/* of this page and of forms, which are walked once */
	map_free(&r->mcids);
}

void
check_contents(struct ctx *x)
{
	struct run *r = xcalloc(1, sizeof(*r));

	r->x = x;
	for (size_t i = 0;
	        i < x->m.page.n && !x->m.broken && !model_late(&x->m); i++) {
		x->page = (int)i + 1;
		r->page = x->m.page.p[i];
		memset(&r->g, 0, sizeof(r->g));
		r->g.fill.space = r->g.stroke.space = &content_device[0];
		r->g.fill.res = r->g.stroke.res = obj_get(r->page, "Resources");
		r->g.fill.n = r->g.stroke.n = 1;
		r->g.ctm[0] = r->g.ctm[3] = r->g.scale = r->g.line = 1;
		r->coarse = NULL;
		r->painted = 0;
		r->uncoloured = 0;
		run_page(r, r->page);
	}
	map_free(&r->mcids);
	vec_free_(r);
}
