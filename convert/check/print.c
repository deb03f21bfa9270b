/* print: boxes of pages, for all flavours that speak of them, and what a
 * press asks of the page as a whole. */
#include <math.h>
#include <string.h>

#include "check/ctx.h"

#define MM (72 / 25.4)

static int
box(struct obj *page, const char *key, double b[4])
{
	struct obj *o = obj_inherited(page, key);
	double t;

	if (o->kind != O_ARRAY || o->n < 4)
		return 0;
	for (size_t i = 0; i < 4; i++)
		b[i] = obj_at(o, i)->r;
	for (int i = 0; i < 2; i++)
		if (b[i] > b[i + 2])
			t = b[i], b[i] = b[i + 2], b[i + 2] = t;
	return 1;
}

static int
holds(const double a[4], const double b[4])
{
	return a[0] <= b[0] + 0.01 && a[1] <= b[1] + 0.01 &&
	       a[2] >= b[2] - 0.01 && a[3] >= b[3] - 0.01;
}

static void
check_sizes(struct ctx *x, struct obj *page)
{
	static const char *const keys[] = { "MediaBox", "CropBox", "BleedBox",
		"TrimBox", "ArtBox" };
	double b[4];

	for (int i = 0; i < 5; i++) {
		double w, h;

		if (!box(page, keys[i], b)) {
			if (obj_has(page, keys[i]))
				find(x, RULE_BOX_SIZE, page, keys[i]);
			continue;
		}
		w = b[2] - b[0];
		h = b[3] - b[1];
		if (w < 3 || h < 3 || w > 14400 || h > 14400)
			find(x, RULE_BOX_SIZE, page, keys[i]);
	}
}

static void
check_press(struct ctx *x, struct obj *page, double first[2])
{
	double media[4], trim[4], bleed[4];
	int t = box(page, "TrimBox", trim) || box(page, "ArtBox", trim);
	int b = box(page, "BleedBox", bleed);

	if (!t || !box(page, "MediaBox", media)) {
		find(x, RULE_X_TRIM, page, NULL);
		return;
	}
	if (obj_has(page, "TrimBox") && obj_has(page, "ArtBox"))
		find(x, RULE_X_TRIM_ART, page, NULL);
	if (!holds(media, trim) ||
	        (b && (!holds(media, bleed) || !holds(bleed, trim))))
		find(x, RULE_X_BOXES, page, NULL);
	else if (!b || bleed[0] > trim[0] - 3 * MM + 0.02 ||
	         bleed[1] > trim[1] - 3 * MM + 0.02 ||
	         bleed[2] < trim[2] + 3 * MM - 0.02 ||
	         bleed[3] < trim[3] + 3 * MM - 0.02)
		find(x, RULE_X_BLEED, page, NULL);
	if (x->page == 1) {
		first[0] = trim[2] - trim[0];
		first[1] = trim[3] - trim[1];
	} else if (fabs(trim[2] - trim[0] - first[0]) > 0.5 ||
	           fabs(trim[3] - trim[1] - first[1]) > 0.5) {
		find(x, RULE_X_TRIM_SIZE, page, NULL);
	}
	if (obj_inherited(page, "Rotate")->i || obj_has(page, "UserUnit"))
		find(x, RULE_X_ROTATE, page, NULL);
}

void
check_print(struct ctx *x)
{
	double first[2] = { 0, 0 };

	for (size_t i = 0; i < x->m.page.n; i++) {
		x->page = (int)i + 1;
		check_sizes(x, x->m.page.p[i]);
		check_press(x, x->m.page.p[i], first);
	}
	x->page = 0;
}
