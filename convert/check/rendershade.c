/* rendershade: axial and round shadings as a row of colours stretched along
 * their line, or turned around their centre (ISO 32000-1, 8.7.4.5.3 and 4).
 * Those of two circles that are not one in the other's middle, of meshes and
 * functions of two inputs are left out.
 */
#include <math.h>
#include <string.h>

#include "check/render.h"

#define STEPS 1024

/* The colours from one end to the other; 0 when a function is not known. */
static int
ramp(struct render *r, struct obj *sh, struct obj *res, unsigned char *ink)
{
	struct obj *space = tint_space(obj_get(sh, "ColorSpace"), res);
	struct obj *d = obj_get(sh, "Domain");
	double from = d->n == 2 ? obj_at(d, 0)->r : 0;
	double to = d->n == 2 ? obj_at(d, 1)->r : 1, v[32];
	int n = tint_components(space);

	for (int i = 0; i < STEPS; i++) {
		if (!n || !tint_function(r->tints, obj_get(sh, "Function"),
		                  from + (to - from) * i / (STEPS - 1), v, n))
			return 0;
		tint_of(r->tints, space, res, v, ink + 4 * i);
	}
	return 1;
}

/* From the shading's coordinates to the row: u 0 at its start and 1 at its
 * end. */
static int
line_of(struct obj *sh, double m[6], int *round)
{
	struct obj *c = obj_get(sh, "Coords"), *e = obj_get(sh, "Extend");
	double p[6] = { 0 }, dx, dy, len;

	*round = obj_get(sh, "ShadingType")->i == 3;
	if ((!*round && obj_get(sh, "ShadingType")->i != 2) ||
	        c->n != (*round ? 6 : 4) || !obj_at(e, 0)->i ||
	        !obj_at(e, 1)->i)
		return 0;
	for (size_t i = 0; i < c->n; i++)
		p[i] = obj_at(c, i)->r;
	memset(m, 0, 6 * sizeof(*m));
	if (*round) {
		if (p[0] != p[3] || p[1] != p[4] || p[2] != 0 || !(p[5] > 0))
			return 0;
		m[0] = m[3] = 1 / p[5];
		m[4] = -p[0] / p[5];
		m[5] = -p[1] / p[5];
		return 1;
	}
	dx = p[2] - p[0];
	dy = p[3] - p[1];
	len = dx * dx + dy * dy;
	if (!(len > 0))
		return 0;
	m[0] = dx / len;
	m[2] = dy / len;
	m[4] = -(p[0] * dx + p[1] * dy) / len;
	return 1;
}

void
render_shading(struct render *r, struct obj *sh, struct obj *res)
{
	struct brush b = render_brush(r, &r->g.fill, 0);
	const double *m = r->g.ctm;
	double det = m[0] * m[3] - m[1] * m[2], line[6];
	unsigned char ink[4 * STEPS];
	struct picture row = { STEPS, 1, ink, NULL };
	struct path all;

	if (!r->paint || r->g.masked)
		return; /* a mask has been counted */
	if (!(fabs(det) > 1e-9) || !line_of(sh, line, &b.round) ||
	        !ramp(r, sh, res, ink)) {
		r->ink->left++;
		return;
	}
	{
		const double back[6] = { m[3] / det, -m[1] / det, -m[2] / det,
			m[0] / det, (m[2] * m[5] - m[3] * m[4]) / det,
			(m[1] * m[4] - m[0] * m[5]) / det };

		matrix_mul(b.to_unit, back, line);
	}
	memset(b.keep, 0, sizeof(b.keep));
	b.alpha = r->g.fill.alpha;
	b.picture = &row;
	memset(&all, 0, sizeof(all));
	path_move(&all, 0, 0);
	path_to(&all, (const double[]){ r->c.w, 0 }, 1);
	path_to(&all, (const double[]){ r->c.w, r->c.h }, 1);
	path_to(&all, (const double[]){ 0, r->c.h }, 1);
	canvas_fill(&r->c, r->g.clip, &all, 0, &b);
	path_free(&all);
}
