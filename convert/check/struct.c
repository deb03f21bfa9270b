/* struct: the structure tree of PDF/UA-1, clause 7.
 *
 * One walk from the root downwards.  Each element knows its standard type (by
 * the role map), its parent's, and those of its kids; most clauses are
 * questions about these three.  Headings are judged in the order of the walk,
 * tables once their rows are known.
 */
#include <stdlib.h>
#include <string.h>

#include "base/hash.h"
#include "check/ctx.h"
#include "check/table.h"
#include "check/tree.h"

#define DEPTH_MAX 2000

static const char *const standard =
        " Document Part Art Sect Div BlockQuote Caption TOC TOCI Index "
        "NonStruct Private P H H1 H2 H3 H4 H5 H6 L LI Lbl LBody Table TR TH "
        "TD THead TBody TFoot Span Quote Note Reference BibEntry Code Link "
        "Annot Ruby RB RT RP Warichu WT WP Figure Formula Form ";

static struct obj *
tree_root(struct ctx *x)
{
	return obj_get(x->m.root, "StructTreeRoot");
}

static const char *
look_up(struct ctx *x, struct obj *s)
{
	struct obj *map = obj_get(tree_root(x), "RoleMap");

	for (int i = 0; i < 64 && s->kind == O_NAME; i++) {
		if (in_words(standard, s->s))
			return s->s;
		s = obj_get(map, s->s);
	}
	return NULL;
}

/* Asked for many times, so the name remembers it. */
const char *
standard_type(struct ctx *x, struct obj *elem)
{
	struct obj *s = obj_get(elem, "S");

	if (s->kind != O_NAME)
		return NULL;
	if (!(s->seen & SEEN_ROLE)) {
		s->seen |= SEEN_ROLE;
		s->extra = (void *)(uintptr_t)look_up(x, s);
	}
	return s->extra;
}

static int
is_element(struct obj *k)
{
	struct obj *t = obj_get(k, "Type");

	return k->kind == O_DICT && !obj_is(t, "MCR") && !obj_is(t, "OBJR");
}

size_t
tree_kids(struct obj *elem)
{
	struct obj *k = obj_get(elem, "K");

	return k->kind == O_ARRAY ? k->n : k->kind != O_NULL;
}

struct obj *
tree_kid(struct obj *elem, size_t i)
{
	struct obj *k = obj_get(elem, "K");

	return k->kind == O_ARRAY ? obj_at(k, i) : i == 0 ? k : &obj_null;
}

int
has_objr(struct obj *elem, struct obj *annot)
{
	for (size_t i = 0; i < tree_kids(elem); i++) {
		struct obj *k = tree_kid(elem, i);

		if (obj_is(obj_get(k, "Type"), "OBJR") &&
		        obj_get(k, "Obj") == annot)
			return 1;
	}
	return 0;
}

/* The number tree, flat.  A node is met once. */
static void
flatten(struct ctx *x, struct obj *node, int depth)
{
	struct obj *nums = obj_get(node, "Nums"), *kids = obj_get(node, "Kids");

	if (!obj_dict(node) || depth > DEPTH_MAX || (node->seen & SEEN_NODE))
		return;
	node->seen |= SEEN_NODE;
	for (size_t i = 0; nums->kind == O_ARRAY && i + 1 < nums->n; i += 2) {
		struct obj *key = obj_at(nums, i);

		if (key->kind == O_INT)
			*map_put(&x->parent,
			        (struct span){ (const char *)&key->i,
			                sizeof(key->i) }) = obj_at(nums, i + 1);
	}
	for (size_t i = 0; kids->kind == O_ARRAY && i < kids->n; i++)
		flatten(x, obj_at(kids, i), depth + 1);
}

struct obj *
parent_of(struct ctx *x, long long key)
{
	struct obj *o;

	if (!x->have_parents) {
		x->have_parents = 1;
		flatten(x, obj_get(tree_root(x), "ParentTree"), 0);
	}
	o = map_get(
	        &x->parent, (struct span){ (const char *)&key, sizeof(key) });
	return o ? o : &obj_null;
}

/* The same in UTF-16: each second byte is zero. */
static int
good_wide(struct obj *o)
{
	char narrow[64];
	struct obj n = { .kind = O_STR, .s = narrow };

	if (o->n >= 2 * sizeof(narrow))
		return 0;
	for (size_t i = 2; i + 1 < o->n; i += 2) {
		if (o->s[i])
			return 0;
		narrow[n.n++] = o->s[i + 1];
	}
	return good_lang(&n);
}

/* RFC 3066: letters, then groups of letters and digits. */
int
good_lang(struct obj *o)
{
	size_t run = 0;
	int first = 1;

	if (o->kind != O_STR)
		return 0;
	if (o->n >= 2 && (unsigned char)o->s[0] == 0xFE)
		return good_wide(o);
	for (size_t i = 0; i <= o->n; i++) {
		int c = i < o->n ? (unsigned char)o->s[i] : '-';

		if (c == '-') {
			if (run < 1 || run > 8)
				return 0;
			run = 0;
			first = 0;
		} else if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') ||
		           (!first && c >= '0' && c <= '9')) {
			run++;
		} else {
			return 0;
		}
	}
	return 1;
}

struct walk {
	struct ctx *x;
	int heading; /* level of the last one */
	int uses_h, uses_hn;
	struct map note_id;
};

static void
check_role_map(struct ctx *x)
{
	struct obj *map = obj_get(tree_root(x), "RoleMap");

	for (size_t i = 0; obj_dict(map) && i < map->n; i++) {
		struct obj *to = map->item[i];
		int n;

		if (in_words(standard, map->key[i])) {
			find(x, RULE_ROLE_REMAP, map, map->key[i]);
			continue;
		}
		for (n = 0; n < 64 && to->kind == O_NAME &&
		            !in_words(standard, to->s);
		        n++)
			to = obj_get(map, to->s);
		if (n == 64)
			find(x, RULE_ROLE_LOOP, map, map->key[i]);
	}
}

static void
check_texts(struct walk *w, struct obj *e, const char *type, int lang)
{
	struct ctx *x = w->x;
	int alt = obj_get(e, "Alt")->n > 0;
	int actual = obj_get(e, "ActualText")->kind == O_STR;

	if (obj_has(e, "Lang") && !good_lang(obj_get(e, "Lang")))
		find(x, RULE_LANG_TAG, e, NULL);
	if (actual && !lang)
		find(x, RULE_ACTUAL_LANG, e, NULL);
	if (alt && !lang)
		find(x, RULE_ALT_LANG, e, NULL);
	if (obj_has(e, "E") && !lang)
		find(x, RULE_E_LANG, e, NULL);
	if (!strcmp(type, "Figure") && !alt && !actual)
		find(x, RULE_FIGURE_ALT, e, NULL);
	if (!strcmp(type, "Formula") && !alt && !actual)
		find(x, RULE_FORMULA_ALT, e, NULL);
}

static void
check_note(struct walk *w, struct obj *e)
{
	struct obj *id = obj_get(e, "ID");
	void **place;

	if (id->kind != O_STR || !id->n) {
		find(w->x, RULE_NOTE_ID, e, NULL);
		return;
	}
	place = map_put(&w->note_id, obj_span(id));
	if (*place)
		find(w->x, RULE_NOTE_UNIQUE, e, NULL);
	*place = e;
}

static void
check_heading(struct walk *w, struct obj *e, const char *type)
{
	int level;

	if (type[0] != 'H' || (type[1] && type[2]))
		return;
	if (!type[1]) {
		w->uses_h = 1;
		return;
	}
	level = type[1] - '0';
	w->uses_hn = 1;
	if (level > w->heading + 1)
		find(w->x, RULE_HEADING_SKIP, e, type);
	w->heading = level;
}

static void
check_nesting(
        struct walk *w, struct obj *e, const char *type, const char *parent)
{
	static const struct {
		const char *type, *parents, *kids;
		enum check_rule up, down;
	} rule[] = {
		{ "TR", " Table THead TBody TFoot ", " TH TD ", RULE_TR_PARENT,
		        RULE_TR_KIDS },
		{ "THead", " Table ", " TR ", RULE_THEAD_PARENT,
		        RULE_THEAD_KIDS },
		{ "TBody", " Table ", " TR ", RULE_TBODY_PARENT,
		        RULE_TBODY_KIDS },
		{ "TFoot", " Table ", " TR ", RULE_TFOOT_PARENT,
		        RULE_TFOOT_KIDS },
		{ "TH", " TR ", NULL, RULE_TH_PARENT, RULE_TH_PARENT },
		{ "TD", " TR ", NULL, RULE_TD_PARENT, RULE_TD_PARENT },
		{ "Table", NULL, " TR THead TBody TFoot Caption ",
		        RULE_TABLE_KIDS, RULE_TABLE_KIDS },
		{ "LI", " L ", " Lbl LBody ", RULE_LI_PARENT, RULE_LI_KIDS },
		{ "LBody", " LI ", NULL, RULE_LBODY_PARENT, RULE_LI_KIDS },
		{ "L", NULL, " L LI Caption ", RULE_L_KIDS, RULE_L_KIDS },
		{ "TOCI", " TOC ", NULL, RULE_TOCI_PARENT, RULE_TOC_KIDS },
		{ "TOC", NULL, " TOC TOCI Caption ", RULE_TOC_KIDS,
		        RULE_TOC_KIDS },
	};

	for (size_t i = 0; i < sizeof(rule) / sizeof(rule[0]); i++) {
		if (strcmp(rule[i].type, type))
			continue;
		if (rule[i].parents && !in_words(rule[i].parents, parent))
			find(w->x, rule[i].up, e, parent);
		for (size_t k = 0; rule[i].kids && k < tree_kids(e); k++) {
			struct obj *kid = tree_kid(e, k);
			const char *t =
			        is_element(kid) ? standard_type(w->x, kid) : "";

			if (t && *t && !in_words(rule[i].kids, t))
				find(w->x, rule[i].down, kid, t);
		}
		return;
	}
}

/* Numbers of kids by type; where a caption may stand. */
static void
check_kids(struct walk *w, struct obj *e, const char *type)
{
	struct ctx *x = w->x;
	int n = 0, h = 0, caption = 0, first = 0, last = 0;
	int head = 0, foot = 0, body = 0;

	for (size_t i = 0; i < tree_kids(e); i++) {
		struct obj *k = tree_kid(e, i);
		const char *t = is_element(k) ? standard_type(x, k) : NULL;

		if (!is_element(k))
			continue;
		n++;
		if (!t)
			continue;
		h += !strcmp(t, "H");
		head += !strcmp(t, "THead");
		foot += !strcmp(t, "TFoot");
		body += !strcmp(t, "TBody");
		if (!strcmp(t, "Caption")) {
			caption++;
			first = first || n == 1;
			last = n;
		}
	}
	if (h > 1)
		find(x, RULE_H_TWICE, e, NULL);
	if (!strcmp(type, "Table")) {
		if (head > 1)
			find(x, RULE_THEAD_TWICE, e, NULL);
		if (foot > 1)
			find(x, RULE_TFOOT_TWICE, e, NULL);
		if (head && !body)
			find(x, RULE_THEAD_TBODY, e, NULL);
		if (foot && !body)
			find(x, RULE_TFOOT_TBODY, e, NULL);
		if (caption > 1 || (caption && !first && last != n))
			find(x, RULE_TABLE_KIDS, e, "Caption");
	}
	if (caption && (caption > 1 || !first)) {
		if (!strcmp(type, "L"))
			find(x, RULE_L_KIDS, e, "Caption");
		if (!strcmp(type, "TOC"))
			find(x, RULE_TOC_KIDS, e, "Caption");
	}
}

/* 14.8.4.5: of a field that is to be filled in. */
static void
check_form(struct walk *w, struct obj *e)
{
	struct obj *a = obj_get(e, "A"), *kid = tree_kid(e, 0);
	int role = obj_has(a, "Role");

	for (size_t i = 0; a->kind == O_ARRAY && i < a->n; i++)
		role |= obj_has(obj_at(a, i), "Role");
	if (!role &&
	        (tree_kids(e) != 1 || !obj_is(obj_get(kid, "Type"), "OBJR")))
		find(w->x, RULE_FORM_KIDS, e, NULL);
}

/* e hangs below up: an element, or the root of the tree. */
static void
visit(struct walk *w, struct obj *e, struct obj *up, int lang, int depth)
{
	const char *type = standard_type(w->x, e);
	const char *parent = standard_type(w->x, up);

	if (depth > DEPTH_MAX) {
		find(w->x, RULE_TREE_DEEP, e, NULL);
		return;
	}
	if (e->seen & SEEN_STRUCT) {
		find(w->x, RULE_TREE_LOOP, e, NULL);
		return;
	}
	e->seen |= SEEN_STRUCT;
	lang = lang || obj_has(e, "Lang");
	if (!type) {
		struct obj *s = obj_get(e, "S");

		find(w->x, RULE_ROLE_UNKNOWN, e,
		        s->kind == O_NAME ? s->s : "no type");
		type = "";
	}
	if (!obj_dict(obj_get(e, "P")))
		find(w->x, RULE_NO_PARENT, e, NULL);
	else if (up->indirect && obj_get(e, "P") != up)
		find(w->x, RULE_NO_PARENT, e, "P is another element");
	check_texts(w, e, type, lang);
	check_heading(w, e, type);
	check_nesting(w, e, type, parent ? parent : "");
	check_kids(w, e, type);
	if (!strcmp(type, "Note"))
		check_note(w, e);
	if (!strcmp(type, "Form"))
		check_form(w, e);
	for (size_t i = 0; i < tree_kids(e); i++)
		if (is_element(tree_kid(e, i)))
			visit(w, tree_kid(e, i), e, lang, depth + 1);
	if (!strcmp(type, "Table"))
		check_table(w->x, e);
}

static void
check_catalog(struct ctx *x)
{
	struct obj *r = x->m.root, *mark = obj_get(r, "MarkInfo");
	struct obj *v = obj_get(r, "ViewerPreferences");

	if (!obj_get(mark, "Marked")->i)
		find(x, RULE_MARKED, r, NULL);
	if (obj_get(mark, "Suspects")->i)
		find(x, RULE_SUSPECTS, mark, NULL);
	if (!obj_get(v, "DisplayDocTitle")->i)
		find(x, RULE_SHOW_TITLE, r, NULL);
	if (obj_has(r, "Lang") && !good_lang(obj_get(r, "Lang")))
		find(x, RULE_LANG_TAG, r, NULL);
}

void
check_struct(struct ctx *x)
{
	struct obj *root = tree_root(x);
	struct walk w;

	check_catalog(x);
	if (!obj_dict(root)) {
		find(x, RULE_NO_TREE, x->m.root, NULL);
		return;
	}
	if (!obj_is(obj_get(root, "Type"), "StructTreeRoot"))
		find(x, RULE_NO_TREE, root, "its Type is another");
	memset(&w, 0, sizeof(w));
	w.x = x;
	check_role_map(x);
	for (size_t i = 0; i < tree_kids(root); i++)
		if (is_element(tree_kid(root, i)))
			visit(&w, tree_kid(root, i), root,
			        obj_has(x->m.root, "Lang"), 0);
	if (w.uses_h && w.uses_hn)
		find(x, RULE_H_MIXED, root, NULL);
	map_free(&w.note_id);
}
