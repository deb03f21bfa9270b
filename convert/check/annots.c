/* annots: annotations, form fields and actions.  6.3 to 6.5 of PDF/A-2, 7.18
 * of PDF/UA-1; on press nothing may lie on the printed area at all. */
#include <string.h>

#include "check/ctx.h"
#include "check/tree.h"

#define NEST_MAX 100

static void
check_action(struct ctx *x, struct obj *a, int depth)
{
	static const char *const good = " GoTo GoToR GoToE Thread URI Named "
	                                "SubmitForm ";
	static const char *const named = " NextPage PrevPage FirstPage "
	                                 "LastPage ";
	struct obj *s = obj_get(a, "S"), *next = obj_get(a, "Next");

	if (!obj_dict(a) || depth > NEST_MAX || (a->seen & SEEN_ACTION))
		return;
	a->seen |= SEEN_ACTION;
	if (s->kind != O_NAME) {
		find(x, RULE_ACTION, a, "it has no type");
	} else {
		if (!in_words(good, s->s))
			find(x, RULE_ACTION, a, s->s);
		else if (obj_is(s, "Named") &&
		         !in_words(named, obj_get(a, "N")->kind == O_NAME
		                                  ? obj_get(a, "N")->s
		                                  : ""))
			find(x, RULE_NAMED_ACTION, a, NULL);
		if (!strcmp(s->s, "JavaScript") || !strcmp(s->s, "Launch") ||
		        !strcmp(s->s, "SubmitForm"))
			find(x, RULE_X_ACTION, a, s->s);
	}
	if (next->kind == O_ARRAY)
		for (size_t i = 0; i < next->n; i++)
			check_action(x, obj_at(next, i), depth + 1);
	else
		check_action(x, next, depth + 1);
}

/* Outline items hang on Next and First: a list of those still to see. */
static void
check_outlines(struct ctx *x)
{
	VEC(struct obj *) todo = VEC_INIT;
	struct obj *top = obj_get(x->m.root, "Outlines");

	if (obj_dict(top) && obj_dict(obj_get(top, "First")) &&
	        !x->catalog_lang)
		find(x, RULE_OUTLINE_LANG, top, NULL);
	vec_add(&todo, obj_get(top, "First"));
	while (todo.n) {
		struct obj *o = todo.p[--todo.n];

		if (!obj_dict(o) || (o->seen & SEEN_OUTLINE))
			continue;
		o->seen |= SEEN_OUTLINE;
		check_action(x, obj_get(o, "A"), 0);
		vec_add(&todo, obj_get(o, "Next"));
		vec_add(&todo, obj_get(o, "First"));
	}
	vec_free(&todo);
}

static void
check_field(struct ctx *x, struct obj *f, int depth)
{
	struct obj *kids = obj_get(f, "Kids");

	if (!obj_dict(f) || depth > NEST_MAX || (f->seen & SEEN_FIELD))
		return;
	f->seen |= SEEN_FIELD;
	if (obj_has(f, "AA"))
		find(x, RULE_FIELD_AA, f, NULL);
	if (obj_is(obj_inherited(f, "FT"), "Sig"))
		check_signature(x, obj_get(f, "V"));
	if (obj_has(f, "TU") && !x->catalog_lang && !obj_has(f, "Lang"))
		find(x, RULE_TU_LANG, f, NULL);
	for (size_t i = 0; kids->kind == O_ARRAY && i < kids->n; i++)
		check_field(x, obj_at(kids, i), depth + 1);
}

void
check_actions(struct ctx *x)
{
	struct obj *r = x->m.root, *fields;
	struct obj *js = obj_get(obj_get(r, "Names"), "JavaScript");

	x->catalog_lang = obj_has(r, "Lang");
	check_action(x, obj_get(r, "OpenAction"), 0);
	if (obj_has(r, "AA"))
		find(x, RULE_CATALOG_AA, r, NULL);
	if (js->kind != O_NULL)
		find(x, RULE_ACTION, js, "JavaScript in the name tree");
	check_outlines(x);
	fields = obj_get(obj_get(r, "AcroForm"), "Fields");
	for (size_t i = 0; fields->kind == O_ARRAY && i < fields->n; i++)
		check_field(x, obj_at(fields, i), 0);
	/* Actions that hang elsewhere: in name trees, on renditions. */
	for (size_t i = 0; i < x->m.object.n; i++) {
		struct obj *o = x->m.object.p[i];

		if (obj_is(obj_get(o, "Type"), "Action"))
			check_action(x, o, 0);
	}
}

static void
check_appearance(struct ctx *x, struct obj *a, const char *sub)
{
	struct obj *ap = obj_get(a, "AP"), *n = obj_get(ap, "N");
	struct obj *rect = obj_get(a, "Rect");
	int button = 0;

	if (!obj_dict(ap)) {
		/* A rectangle without area needs no appearance. */
		if (rect->kind == O_ARRAY && rect->n == 4 &&
		        obj_at(rect, 0)->r == obj_at(rect, 2)->r &&
		        obj_at(rect, 1)->r == obj_at(rect, 3)->r)
			return;
		if (strcmp(sub, "Popup") && strcmp(sub, "Link"))
			find(x, RULE_ANNOT_AP, a, sub);
		return;
	}
	for (size_t i = 0; i < ap->n; i++)
		if (strcmp(ap->key[i], "N"))
			find(x, RULE_ANNOT_AP_N, a, ap->key[i]);
	if (!strcmp(sub, "Widget")) {
		struct obj *f = a;

		for (int i = 0; i < 32 && obj_dict(f) && !button; i++) {
			button = obj_is(obj_get(f, "FT"), "Btn");
			f = obj_get(f, "Parent");
		}
	}
	if (button ? n->kind != O_DICT : n->kind != O_STREAM)
		find(x, RULE_ANNOT_AP_N, a,
		        button ? "N of a button is no dictionary of states"
		               : "N is no stream");
}

static int
outside(struct obj *rect, struct obj *box)
{
	double r[4], b[4], t;

	if (rect->kind != O_ARRAY || rect->n < 4 || box->kind != O_ARRAY ||
	        box->n < 4)
		return 0;
	for (size_t i = 0; i < 4; i++) {
		r[i] = obj_at(rect, i)->r;
		b[i] = obj_at(box, i)->r;
	}
	for (int i = 0; i < 2; i++) {
		if (r[i] > r[i + 2])
			t = r[i], r[i] = r[i + 2], r[i + 2] = t;
		if (b[i] > b[i + 2])
			t = b[i], b[i] = b[i + 2], b[i + 2] = t;
	}
	return r[2] <= b[0] || r[0] >= b[2] || r[3] <= b[1] || r[1] >= b[3];
}

static void
check_tagging(struct ctx *x, struct obj *page, struct obj *a, const char *sub)
{
	struct obj *crop = obj_inherited(page, "CropBox");
	struct obj *sp = obj_get(a, "StructParent"), *elem;
	struct obj *c = obj_get(a, "Contents");
	const char *type = NULL;
	int link = !strcmp(sub, "Link"), widget = !strcmp(sub, "Widget");
	int away, other = !link && !widget && strcmp(sub, "Popup");

	elem = sp->kind == O_INT ? parent_of(x, sp->i) : &obj_null;
	if (obj_dict(elem))
		type = standard_type(x, elem);
	away = (obj_get(a, "F")->i & 2) ||
	       outside(obj_get(a, "Rect"),
	               crop->kind == O_ARRAY ? crop
	                                     : obj_inherited(page, "MediaBox"));
	if (!strcmp(sub, "TrapNet"))
		find(x, RULE_TRAPNET, a, NULL);
	if (!strcmp(sub, "PrinterMark")) {
		if (type)
			find(x, RULE_PRINTER_MARK, a, NULL);
		return;
	}
	if (away)
		return;
	if (other && (!type || strcmp(type, "Annot")))
		find(x, RULE_ANNOT_TAG, a, sub);
	if (other && !c->n && !obj_get(elem, "Alt")->n)
		find(x, RULE_ANNOT_ALT, a, sub);
	if (widget && (!type || strcmp(type, "Form")))
		find(x, RULE_WIDGET_TAG, a, NULL);
	if (widget && !obj_inherited(a, "TU")->n && !obj_get(elem, "Alt")->n)
		find(x, RULE_WIDGET_ALT, a, NULL);
	if (link && (!type || strcmp(type, "Link")))
		find(x, RULE_LINK_TAG, a, NULL);
	if (link && type && !strcmp(type, "Link") && !has_objr(elem, a))
		find(x, RULE_LINK_OBJR, a, NULL);
	if (link && !c->n)
		find(x, RULE_LINK_CONTENTS, a, NULL);
	if (c->n && !x->catalog_lang && !obj_has(a, "Lang") &&
	        !obj_has(elem, "Lang"))
		find(x, RULE_CONTENTS_LANG, a, NULL);
}

static void
check_annot(struct ctx *x, struct obj *page, struct obj *a)
{
	static const char *const types =
	        " Text Link FreeText Line Square "
	        "Circle Polygon PolyLine Highlight Underline Squiggly "
	        "StrikeOut Stamp Caret Ink Popup FileAttachment Widget "
	        "PrinterMark TrapNet Watermark Redact ";
	struct obj *s = obj_get(a, "Subtype"), *f = obj_get(a, "F");
	const char *sub = s->kind == O_NAME ? s->s : "";
	struct obj *trim = obj_inherited(page, "BleedBox"), *fs;

	if (!obj_dict(a))
		return;
	if (!in_words(types, sub))
		find(x, RULE_ANNOT_TYPE, a, sub);
	if (f->kind != O_INT) {
		if (strcmp(sub, "Popup"))
			find(x, RULE_ANNOT_F, a, sub);
	} else if (!(f->i & 4) || (f->i & (1 | 2 | 32 | 256))) {
		find(x, RULE_ANNOT_FLAGS, a, sub);
	}
	check_appearance(x, a, sub);
	fs = obj_get(a, "FS");
	if (!strcmp(sub, "FileAttachment") &&
	        (!obj_get(fs, "F")->n || !obj_get(fs, "UF")->n))
		find(x, RULE_ATTACHMENT, a, NULL);
	if (!strcmp(sub, "Widget")) {
		if (obj_has(a, "A"))
			find(x, RULE_WIDGET_A, a, NULL);
		if (obj_has(a, "AA"))
			find(x, RULE_WIDGET_A, a, "AA");
	} else if (obj_has(a, "AA")) {
		find(x, RULE_ANNOT_AA, a, NULL);
	}
	check_action(x, obj_get(a, "A"), 0);
	check_tagging(x, page, a, sub);
	if (trim->kind != O_ARRAY)
		trim = obj_inherited(page, "TrimBox");
	if (strcmp(sub, "PrinterMark") && strcmp(sub, "TrapNet") &&
	        !outside(obj_get(a, "Rect"), trim))
		find(x, RULE_X_ANNOT, a, sub);
}

void
check_annots(struct ctx *x)
{
	for (size_t i = 0; i < x->m.page.n; i++) {
		struct obj *p = x->m.page.p[i], *list = obj_get(p, "Annots");
		int any = 0;

		x->page = (int)i + 1;
		if (obj_has(p, "AA"))
			find(x, RULE_PAGE_AA, p, NULL);
		for (size_t k = 0; list->kind == O_ARRAY && k < list->n; k++) {
			check_annot(x, p, obj_at(list, k));
			any = 1;
		}
		if (any && !obj_is(obj_get(p, "Tabs"), "S"))
			find(x, RULE_TABS, p, NULL);
	}
}
