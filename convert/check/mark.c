/* mark: marked content, 7.1 and 7.2 of PDF/UA-1: what is tagged, what is an
 * artifact, that neither lies in the other, that nothing is without, and that
 * tagged content and structure tree find each other. */
#include <string.h>

#include "check/run.h"
#include "check/table.h"
#include "check/tree.h"

static int
lang_of(struct obj *elem)
{
	for (int i = 0; i < 250 && obj_dict(elem); i++) {
		if (obj_has(elem, "Lang"))
			return 1;
		elem = obj_get(elem, "P");
	}
	return 0;
}

static int
holds_mcid(struct obj *elem, long long mcid)
{
	for (size_t i = 0; i < tree_kids(elem); i++) {
		struct obj *k = tree_kid(elem, i);

		if (k->kind == O_INT ? k->i == mcid
		                     : obj_get(k, "MCID")->kind == O_INT &&
		                               obj_get(k, "MCID")->i == mcid)
			return 1;
	}
	return 0;
}

/* The element of a piece of content; both ways must agree. */
static struct obj *
element_of(struct run *r, struct obj *where, long long mcid)
{
	struct obj *owner = obj_has(where, "StructParents") ? where : r->page;
	struct obj *key = obj_get(owner, "StructParents"), *elem;
	long long id[2] = { owner->num, mcid };
	void **place = map_put(
	        &r->mcids, (struct span){ (const char *)id, sizeof(id) });

	if (*place)
		find(r->x, RULE_MCID_TWICE, where, NULL);
	*place = owner;
	elem = key->kind == O_INT && mcid >= 0
	               ? obj_at(parent_of(r->x, key->i), (size_t)mcid)
	               : &obj_null;
	if (!obj_dict(elem) || !holds_mcid(elem, mcid))
		find_printf(r->x, RULE_PARENT_TREE, where, "MCID %lld", mcid);
	return elem;
}

struct property {
	struct obj *dict; /* from Properties */
	long long mcid; /* -1: none */
	int lang, alt, actual, expand;
};

static void
inline_dict(struct run *r, const struct lex *l, struct property *p,
        struct obj *where)
{
	for (size_t i = 1; i + 1 < l->tok.n; i++) {
		const struct tok *t = &l->tok.p[i], *v = t + 1;
		struct span s;

		if (t->kind != '/')
			continue;
		s = tok_span(l, t);
		if (span_eq(s, SPAN_LIT("MCID")) && v->kind == 'n')
			p->mcid = (long long)v->r;
		else if (span_eq(s, SPAN_LIT("Lang"))) {
			struct obj o = { .kind = O_STR };

			s = tok_span(l, v);
			o.s = s.p;
			o.n = s.n;
			p->lang = 1;
			if (v->kind == '(' && !good_lang(&o))
				find(r->x, RULE_LANG_TAG, where, NULL);
		} else if (span_eq(s, SPAN_LIT("ActualText"))) {
			p->actual = 1;
		} else if (span_eq(s, SPAN_LIT("Alt"))) {
			p->alt = 1;
		} else if (span_eq(s, SPAN_LIT("E")) && v->kind == '(') {
			p->expand = 1;
		}
	}
}

static void
named_dict(struct run *r, struct obj *d, struct property *p)
{
	struct obj *mcid = obj_get(d, "MCID");

	if (mcid->kind == O_INT)
		p->mcid = mcid->i;
	p->lang = obj_has(d, "Lang");
	p->actual = obj_has(d, "ActualText");
	p->alt = obj_has(d, "Alt");
	p->expand = obj_has(d, "E");
	if (p->lang && !good_lang(obj_get(d, "Lang")))
		find(r->x, RULE_LANG_TAG, d, NULL);
}

static void
check_span(struct run *r, const struct property *p, struct obj *where, int lang)
{
	if (lang)
		return;
	if (p->actual)
		find(r->x, RULE_SPAN_ACTUAL_LANG, where, NULL);
	if (p->alt)
		find(r->x, RULE_SPAN_ALT_LANG, where, NULL);
	if (p->expand)
		find(r->x, RULE_SPAN_E_LANG, where, NULL);
}

void
mark_begin(struct run *r, const struct lex *l, struct obj *where,
        struct obj *res, int dict)
{
	struct mark m = { 0, 0 };
	struct property p = { .mcid = -1 };
	struct span tag = l->tok.n && l->tok.p[0].kind == '/'
	                          ? tok_span(l, &l->tok.p[0])
	                          : SPAN_LIT("");

	if (dict && l->tok.n > 1 && l->tok.p[1].kind == '/') {
		struct span s = tok_span(l, &l->tok.p[1]);

		named_dict(r, obj_get(obj_get(res, "Properties"), s.p), &p);
	} else if (dict) {
		inline_dict(r, l, &p, where);
	}
	m.lang = (char)p.lang;
	if (span_eq(tag, SPAN_LIT("Artifact"))) {
		m.kind = 'a';
		if (r->tagged)
			find(r->x, RULE_ARTIFACT_INSIDE, where, NULL);
	} else if (p.mcid >= 0) {
		m.kind = 't';
		if (r->artifact)
			find(r->x, RULE_TAGGED_INSIDE, where, NULL);
		else if (lang_of(element_of(r, where, p.mcid)))
			m.lang = 1;
	}
	if (span_eq(tag, SPAN_LIT("Span")))
		check_span(
		        r, &p, where, r->x->catalog_lang || r->lang || m.lang);
	if (r->nmark < MARKS_MAX)
		r->mark[r->nmark] = m;
	else
		r->x->m.broken = 1;
	r->nmark++;
	r->tagged += m.kind == 't';
	r->artifact += m.kind == 'a';
	r->lang += m.lang;
}

void
mark_end(struct run *r, struct obj *where)
{
	struct mark m;

	if (r->nmark == 0) {
		find(r->x, RULE_BALANCE, where, NULL);
		return;
	}
	if (--r->nmark >= MARKS_MAX)
		return;
	m = r->mark[r->nmark];
	r->tagged -= m.kind == 't';
	r->artifact -= m.kind == 'a';
	r->lang -= m.lang;
}

void
mark_content(struct run *r, struct obj *where, int text)
{
	r->painted = 1;
	if (r->exempt)
		return;
	if (!r->tagged && !r->artifact)
		find(r->x, RULE_UNTAGGED, where, NULL);
	if (text && r->tagged && !r->lang && !r->x->catalog_lang)
		find(r->x, RULE_TEXT_LANG, where, NULL);
}
