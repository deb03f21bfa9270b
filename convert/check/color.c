/* color: colour spaces in use, 6.2.3 and 6.2.4, and the output intents.
 *
 * A device space is in order when the resources give a default for it, or
 * when the intent's profile is of its kind; Separation, DeviceN, Indexed and
 * Pattern are judged by what lies beneath.
 */
#include <string.h>

#include "base/hash.h"
#include "check/content.h"

/* Components of a profile by its header, 0 when it is none of the sort. */
static int
profile_components(struct ctx *x, struct obj *stream, const char *classes)
{
	static const struct {
		char sig[5];
		int n;
	} space[] = {
		{ "GRAY", 1 },
		{ "RGB ", 3 },
		{ "CMYK", 4 },
		{ "Lab ", 3 },
	};
	const struct str *s = stream_bytes(&x->m, stream);

	if (!s || s->len < 128 || memcmp(s->s + 36, "acsp", 4) ||
	        (unsigned char)s->s[8] > 4)
		return 0;
	for (const char *c = classes; *c; c += 4) {
		if (memcmp(c, s->s + 12, 4))
			continue;
		for (size_t i = 0; i < sizeof(space) / sizeof(space[0]); i++)
			if (!memcmp(space[i].sig, s->s + 16, 4))
				return space[i].n;
	}
	return 0;
}

void
check_intents(struct ctx *x)
{
	struct obj *list = obj_get(x->m.root, "OutputIntents");
	struct obj *shared = NULL;
	int press = 0;

	for (size_t i = 0; list->kind == O_ARRAY && i < list->n; i++) {
		struct obj *o = obj_at(list, i), *s = obj_get(o, "S");
		struct obj *p = obj_get(o, "DestOutputProfile");
		int n = 0;

		if (p->kind == O_STREAM) {
			n = profile_components(x, p, "prtrmntr");
			if (!n || (obj_get(p, "N")->kind == O_INT &&
			                  obj_get(p, "N")->i != n))
				find(x, RULE_INTENT_PROFILE, o, NULL);
			if (shared && shared != p)
				find(x, RULE_INTENT_SHARED, o, NULL);
			shared = p;
		}
		if (obj_is(s, "GTS_PDFA1") && n) {
			x->intent_n = n;
			x->intent_profile = p;
		}
		if (obj_has(o, "DestOutputProfileRef"))
			find(x, RULE_INTENT_REF, o, NULL);
		press = press || (obj_is(s, "GTS_PDFX") && n == 4);
	}
	if (!press)
		find(x, RULE_X_INTENT, x->m.root, NULL);
}

int
space_components(struct obj *o)
{
	struct obj *head = o->kind == O_ARRAY ? obj_at(o, 0) : o;

	if (obj_is(head, "DeviceRGB") || obj_is(head, "RGB") ||
	        obj_is(head, "CalRGB") || obj_is(head, "Lab"))
		return 3;
	if (obj_is(head, "DeviceCMYK") || obj_is(head, "CMYK"))
		return 4;
	if (obj_is(head, "ICCBased"))
		return (int)obj_get(obj_at(o, 1), "N")->i;
	if (obj_is(head, "DeviceN"))
		return (int)obj_at(o, 1)->n;
	return 1;
}

static void
use_device(struct ctx *x, int n, struct obj *res, const struct obj *where,
        int alternate)
{
	static const char *const key[] = { NULL, "DefaultGray", NULL,
		"DefaultRGB", "DefaultCMYK" };
	static const enum check_rule rule[] = { RULE_DEVICE_GRAY,
		RULE_DEVICE_GRAY, RULE_DEVICE_GRAY, RULE_DEVICE_RGB,
		RULE_DEVICE_CMYK };

	if (n == 3)
		find(x, RULE_X_RGB, where, NULL);
	if (x->intent_n == n || (n == 1 && x->intent_n))
		return;
	if (!obj_has(obj_get(res, "ColorSpace"), key[n]))
		find(x, alternate ? RULE_SPOT_ALTERNATE : rule[n], where, NULL);
}

static int
same(struct ctx *x, struct obj *a, struct obj *b, int depth)
{
	if (a == b)
		return 1;
	if (a->kind != b->kind || a->n != b->n || depth > 8)
		return 0;
	if (a->kind == O_NAME || a->kind == O_STR)
		return memcmp(a->s, b->s, a->n) == 0;
	if (a->kind == O_INT || a->kind == O_REAL)
		return a->r == b->r;
	if (a->kind == O_STREAM) {
		const struct str *s = stream_bytes(&x->m, a);
		const struct str *t = stream_bytes(&x->m, b);

		return s && t && span_eq(str_span(s), str_span(t));
	}
	if (a->kind == O_ARRAY || a->kind == O_DICT)
		for (size_t i = 0; i < a->n; i++)
			if ((a->key && strcmp(a->key[i], b->key[i])) ||
			        !same(x, a->item[i], b->item[i], depth + 1))
				return 0;
	return 1;
}

/* All definitions of one spot colour must agree. */
static void
note_spot(struct ctx *x, struct obj *sep, const struct obj *where)
{
	struct obj *name = obj_at(sep, 1);
	void **place;
	struct obj *old;

	if (name->kind != O_NAME)
		return;
	if (strcmp(name->s, "All") && strcmp(name->s, "None") &&
	        strcmp(name->s, "Black") && strcmp(name->s, "Cyan") &&
	        strcmp(name->s, "Magenta") && strcmp(name->s, "Yellow"))
		find(x, RULE_X_SPOT, where, name->s);
	place = map_put(&x->spot, obj_span(name));
	old = *place;
	if (!old)
		*place = sep;
	else if (!same(x, obj_at(old, 2), obj_at(sep, 2), 0) ||
	         !same(x, obj_at(old, 3), obj_at(sep, 3), 0))
		find(x, RULE_SPOT_SAME, where, name->s);
}

static void
use_devicen(struct ctx *x, struct obj *o, struct obj *res,
        const struct obj *where, int depth)
{
	struct obj *names = obj_at(o, 1), *attr = obj_at(o, 4);
	struct obj *col = obj_get(attr, "Colorants");
	struct obj *process = obj_get(obj_get(attr, "Process"), "Components");

	use_space(x, obj_at(o, 2), res, where, depth + 1);
	for (size_t i = 0; names->kind == O_ARRAY && i < names->n; i++) {
		struct obj *n = obj_at(names, i);
		int known = 0;

		if (n->kind != O_NAME)
			continue;
		for (size_t k = 0; process->kind == O_ARRAY && k < process->n;
		        k++)
			known = known || obj_is(obj_at(process, k), n->s);
		if (known || !strcmp(n->s, "None") || !strcmp(n->s, "Cyan") ||
		        !strcmp(n->s, "Magenta") || !strcmp(n->s, "Yellow") ||
		        !strcmp(n->s, "Black"))
			continue;
		if (!obj_has(col, n->s))
			find(x, RULE_DEVICEN_COLORANTS, where, n->s);
	}
	for (size_t i = 0; obj_dict(col) && i < col->n; i++)
		note_spot(x, col->item[i], where);
}

/* depth: 1 for each alternate beneath another space, 16 for each other step;
 * names may go round in a circle. */
void
use_space(struct ctx *x, struct obj *o, struct obj *res,
        const struct obj *where, int depth)
{
	struct obj *head = o->kind == O_ARRAY ? obj_at(o, 0) : o;

	if (head->kind != O_NAME || depth > 100 || depth % 16 > 6)
		return;
	if (!strcmp(head->s, "DeviceGray") || !strcmp(head->s, "G")) {
		use_device(x, 1, res, where, depth % 16 > 0);
	} else if (!strcmp(head->s, "DeviceRGB") || !strcmp(head->s, "RGB")) {
		use_device(x, 3, res, where, depth % 16 > 0);
	} else if (!strcmp(head->s, "DeviceCMYK") || !strcmp(head->s, "CMYK")) {
		use_device(x, 4, res, where, depth % 16 > 0);
	} else if (!strcmp(head->s, "ICCBased")) {
		struct obj *p = obj_at(o, 1);
		int n = profile_components(x, p, "scnrmntrprtrspac");

		if (!n || obj_get(p, "N")->i != n)
			find(x, RULE_ICC_PROFILE, where, NULL);
		if (n == 3)
			find(x, RULE_X_RGB, where, NULL);
	} else if (!strcmp(head->s, "Separation")) {
		note_spot(x, o, where);
		use_space(x, obj_at(o, 2), res, where, depth + 1);
	} else if (!strcmp(head->s, "DeviceN")) {
		use_devicen(x, o, res, where, depth);
	} else if (!strcmp(head->s, "Indexed") || !strcmp(head->s, "I") ||
	           !strcmp(head->s, "Pattern")) {
		use_space(x, obj_at(o, 1), res, where, depth + 16);
	} else if (o->kind == O_NAME) {
		struct obj *named = obj_get(obj_get(res, "ColorSpace"), o->s);

		if (named->kind != O_NULL && named != o)
			use_space(x, named, res, where, depth + 16);
	}
}
