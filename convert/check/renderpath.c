/* renderpath: paths of a page as ink (ISO 32000-1, 8.5). */
#include <math.h>
#include <string.h>

#include "check/render.h"

static void
to_pixels(const struct render *r, double x, double y, double *out)
{
	const double *m = r->g.ctm;

	out[0] = m[0] * x + m[2] * y + m[4];
	out[1] = m[1] * x + m[3] * y + m[5];
}

static void
curve(struct render *r, const struct lex *l, char op)
{
	double p[6], xy[6];

	for (size_t i = 0; i < 6; i++)
		p[i] = lex_number(l, op == 'c' ? 5 - i : i < 4 ? 3 - i : 0);
	if (op == 'v') { /* the first control point is where the pen is */
		memmove(p + 2, p, 4 * sizeof(*p));
		memcpy(p, r->at, 2 * sizeof(*p));
	} else if (op == 'y') {
		memcpy(p + 4, p + 2, 2 * sizeof(*p));
	}
	for (int i = 0; i < 3; i++)
		to_pixels(r, p[2 * i], p[2 * i + 1], xy + 2 * i);
	path_to(&r->path, xy, 3);
	memcpy(r->at, p + 4, 2 * sizeof(*p));
}

static void
line(struct render *r, double x, double y, int move)
{
	double xy[2];

	to_pixels(r, x, y, xy);
	if (move)
		path_move(&r->path, xy[0], xy[1]);
	else
		path_to(&r->path, xy, 1);
	r->at[0] = x;
	r->at[1] = y;
}

static void
rectangle(struct render *r, const struct lex *l)
{
	double x = lex_number(l, 3), y = lex_number(l, 2);
	double w = lex_number(l, 1), h = lex_number(l, 0);

	line(r, x, y, 1);
	line(r, x + w, y, 0);
	line(r, x + w, y + h, 0);
	line(r, x, y + h, 0);
	path_close(&r->path);
	r->at[0] = x;
	r->at[1] = y;
}

static void
paint_path(struct render *r, const char *op)
{
	int fill = strchr("fFBb", op[0]) != NULL;
	int stroke = strchr("SsBb", op[0]) != NULL;
	int even_odd = strchr(op, '*') != NULL;
	struct brush b;

	if (op[0] == 's' || op[0] == 'b')
		path_close(&r->path);
	if (r->paint && (!r->path.whole || (fill && r->g.fill.unknown) ||
	                        (stroke && r->g.stroke.unknown)))
		r->ink->left++;
	if (r->paint && fill) {
		b = render_brush(r, &r->g.fill, 0);
		canvas_fill(&r->c, r->g.clip, &r->path, even_odd, &b);
	}
	if (r->paint && stroke) {
		const double *m = r->g.ctm;
		struct pen pen = r->g.pen;

		pen.width *= sqrt(fabs(m[0] * m[3] - m[1] * m[2]));
		b = render_brush(r, &r->g.stroke, 1);
		canvas_stroke(&r->c, r->g.clip, &r->path, &pen, &b);
	}
	if (r->paint && r->clip_next)
		r->g.clip = canvas_clip(
		        &r->c, r->g.clip, &r->path, r->clip_next == 2);
	r->clip_next = 0;
	path_clear(&r->path);
}

static void
set_dash(struct render *r, const struct lex *l)
{
	double on = 0, all = 0;
	int i = 0;

	for (size_t k = 0; k + 1 < l->tok.n; k++)
		if (l->tok.p[k].kind == 'n') {
			all += l->tok.p[k].r;
			on += i++ % 2 ? 0 : l->tok.p[k].r;
		}
	/* an odd number of lengths goes round twice */
	r->g.pen.share = !(all > 0) ? 1 : i % 2 ? 0.5 : on / all;
}

int
render_path(struct render *r, const struct lex *l)
{
	const char *op = l->op;

	if (op[1] && strcmp(op, "re") && strcmp(op, "f*") && strcmp(op, "B*") &&
	        strcmp(op, "b*") && strcmp(op, "W*"))
		return 0;
	switch (op[0]) {
	case 'm':
		line(r, lex_number(l, 1), lex_number(l, 0), 1);
		break;
	case 'l':
		line(r, lex_number(l, 1), lex_number(l, 0), 0);
		break;
	case 'c':
	case 'v':
	case 'y':
		curve(r, l, op[0]);
		break;
	case 'h':
		path_close(&r->path);
		break;
	case 'r':
		rectangle(r, l);
		break;
	case 'W':
		r->clip_next = op[1] ? 2 : 1;
		break;
	case 'f':
	case 'F':
	case 'B':
	case 'b':
	case 'S':
	case 's':
	case 'n':
		paint_path(r, op);
		break;
	case 'w':
		r->g.pen.width = lex_number(l, 0);
		break;
	case 'J':
		r->g.pen.cap = (int)lex_number(l, 0) % 3;
		break;
	case 'j':
		r->g.pen.join = (int)lex_number(l, 0) % 3;
		break;
	case 'M':
		r->g.pen.miter = fmax(lex_number(l, 0), 1);
		break;
	case 'd':
		set_dash(r, l);
		break;
	default:
		return 0;
	}
	return 1;
}

void
render_clip_box(struct render *r, struct obj *box)
{
	double b[4];

	if (box->kind != O_ARRAY || box->n < 4)
		return;
	for (size_t i = 0; i < 4; i++)
		b[i] = obj_at(box, i)->r;
	path_clear(&r->path);
	line(r, b[0], b[1], 1);
	line(r, b[2], b[1], 0);
	line(r, b[2], b[3], 0);
	line(r, b[0], b[3], 0);
	if (r->paint)
		r->g.clip = canvas_clip(&r->c, r->g.clip, &r->path, 0);
	path_clear(&r->path);
}
