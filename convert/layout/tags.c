/* tags: structure elements, made in document order while boxes are made.
 *
 * Takes a DOM node and its parent's element, gives the element its content
 * belongs to.  Roles follow the element's name, never its display: a P that
 * is shown as a table is still a P.  PDF/UA-1 (ISO 14289-1) 7.4: headings
 * start at H1 and skip no level, so levels are counted here from the
 * headings that are open, whatever numbers the article used.
 */
#include <string.h>

#include "doc/dom.h"
#include "layout/lay.h"

static uint32_t
elem_new(struct lay *L, uint32_t parent, enum role role, const char *lang)
{
	struct frame *f = &L->frame->f;
	struct elem *e = vec_push(&f->elem);

	e->id = (uint32_t)(f->elem.n - 1);
	e->parent = parent;
	e->seq = ++L->seq;
	e->role = (uint8_t)role;
	e->lang = lay_intern(L, lang);
	e->page = -1;
	return e->id;
}

static int
is_rows(int role)
{
	return role == ROLE_THEAD || role == ROLE_TBODY || role == ROLE_TFOOT;
}

/* Elements that stand nowhere else (ISO 14289-1, 7.2): what a style sheet
 * sets elsewhere is just a part. */
static int
fits(int up, int role)
{
	switch (role) {
	case ROLE_LI:
		return up == ROLE_L;
	case ROLE_LBODY:
		return up == ROLE_LI;
	case ROLE_TOCI:
		return up == ROLE_TOC;
	case ROLE_TR:
		return up == ROLE_TABLE || is_rows(up);
	case ROLE_TH:
	case ROLE_TD:
		return up == ROLE_TR;
	case ROLE_CAPTION:
		return up != ROLE_CAPTION && up != ROLE_TR;
	default:
		return !is_rows(role) || up == ROLE_TABLE;
	}
}

/* What must come between an element and its child; -1: nothing.  first: it has
 * no other child yet. */
static int
between(int up, int role, int first)
{
	int caption = first && role == ROLE_CAPTION;

	switch (up) {
	case ROLE_L:
		return role == ROLE_LI || role == ROLE_L || caption ? -1
		                                                    : ROLE_LI;
	case ROLE_LI:
		return role == ROLE_LBL || role == ROLE_LBODY ? -1 : ROLE_LBODY;
	case ROLE_TOC:
		return role == ROLE_TOCI || role == ROLE_TOC || caption
		               ? -1
		               : ROLE_TOCI;
	case ROLE_TABLE:
		return role == ROLE_TR || is_rows(role) || caption ? -1
		                                                   : ROLE_TR;
	case ROLE_THEAD:
	case ROLE_TBODY:
	case ROLE_TFOOT:
		return role == ROLE_TR ? -1 : ROLE_TR;
	case ROLE_TR:
		return role == ROLE_TH || role == ROLE_TD ? -1 : ROLE_TD;
	default:
		return -1;
	}
}

uint32_t
tag_new(struct lay *L, uint32_t parent, enum role role, const char *lang)
{
	struct frame *f = &L->frame->f;
	int k;

	if (f->elem.n == 0)
		return elem_new(L, parent, role, lang);
	if (!fits(f->elem.p[parent].role, role))
		role = ROLE_DIV;
	while ((k = between(f->elem.p[parent].role, role,
	                f->elem.n == parent + 1)) >= 0)
		parent = elem_new(L, parent, (enum role)k, NULL);
	return elem_new(L, parent, role, lang);
}

static const struct {
	const char *name;
	uint8_t role;
} roles[] = {
	{ "article", ROLE_ART },
	{ "section", ROLE_PART },
	{ "p", ROLE_P },
	{ "ul", ROLE_L },
	{ "ol", ROLE_L },
	{ "dl", ROLE_L },
	{ "blockquote", ROLE_BLOCKQUOTE },
	{ "figure", ROLE_DIV },
	{ "figcaption", ROLE_CAPTION },
	{ "caption", ROLE_CAPTION },
	{ "pre", ROLE_P },
	{ "nav", ROLE_TOC },
	{ "a", ROLE_LINK },
	{ "code", ROLE_CODE },
	{ "kbd", ROLE_CODE },
	{ "samp", ROLE_CODE },
	{ "q", ROLE_QUOTE },
	{ "table", ROLE_TABLE },
	{ "thead", ROLE_THEAD },
	{ "tbody", ROLE_TBODY },
	{ "tfoot", ROLE_TFOOT },
	{ "tr", ROLE_TR },
	{ "th", ROLE_TH },
	{ "td", ROLE_TD },
};

uint32_t
tag_heading(struct lay *L, uint32_t parent, int raw, const char *lang)
{
	int level;

	while (L->h_n > 0 && L->h_raw[L->h_n - 1] >= raw)
		L->h_n--;
	level = L->h_base + L->h_n;
	if (L->h_n < (int)(sizeof(L->h_raw) / sizeof(L->h_raw[0])))
		L->h_raw[L->h_n++] = raw;
	if (level > L->h_last + 1)
		level = L->h_last + 1;
	if (level > 6)
		level = 6;
	L->h_last = level;
	return tag_new(L, parent, (enum role)(ROLE_H1 + level - 1), lang);
}

static int
role_of(const xmlNode *n)
{
	const char *name = (const char *)n->name;

	for (size_t i = 0; i < sizeof(roles) / sizeof(roles[0]); i++)
		if (*roles[i].name == *name && strcmp(roles[i].name, name) == 0)
			return roles[i].role;
	return -1;
}

static uint16_t
span_attr(const xmlNode *n, const char *name)
{
	const char *v = dom_attr(n, name);
	int k = 0;

	while (v != NULL && *v >= '0' && *v <= '9' && k < 1000)
		k = k * 10 + (*v++ - '0');
	return (uint16_t)(k < 1 ? 1 : k > 1000 ? 1000 : k);
}

static void
tag_cell(struct lay *L, struct elem *e, const xmlNode *n)
{
	const char *scope = dom_attr(n, "scope");

	e->colspan = span_attr(n, "colspan");
	e->rowspan = span_attr(n, "rowspan");
	if (e->role != ROLE_TH)
		return;
	if (scope != NULL && strncmp(scope, "row", 3) == 0)
		e->scope = 2;
	else if (scope != NULL && strncmp(scope, "col", 3) == 0)
		e->scope = 1;
	else
		e->scope = n->parent != NULL && n->parent->parent != NULL &&
		                           dom_is(n->parent->parent, "thead")
		                   ? 1
		                   : 2;
	(void)L;
}

/* A list in the contents is part of its TOC: nested TOC, items TOCI. */
static int
in_toc(const struct lay *L, uint32_t parent)
{
	int role = L->frame->f.elem.p[parent].role;

	return role == ROLE_TOC || role == ROLE_TOCI;
}

uint32_t
tag_node(struct lay *L, uint32_t parent, const xmlNode *n,
        const struct style *s, const char *lang)
{
	const char *name = (const char *)n->name;
	int role = role_of(n), level = dom_heading(n);
	uint32_t id;

	if (level > 0) {
		if (in_toc(L, parent))
			return tag_new(L, parent, ROLE_CAPTION, lang);
		return tag_heading(L, parent, level, lang);
	}
	if (L->dl_elem != 0) { /* box.c has seen to dt and dd */
		id = L->dl_elem;
		L->dl_elem = 0;
		return id;
	}
	if (strcmp(name, "li") == 0 || strcmp(name, "dd") == 0 ||
	        strcmp(name, "dt") == 0) {
		if (in_toc(L, parent))
			return tag_new(L, parent, ROLE_TOCI, lang);
		if (L->frame->f.elem.p[parent].role != ROLE_L)
			return parent; /* an item within a line */
		return tag_new(L, parent, ROLE_LI, lang);
	}
	if (role == ROLE_L && in_toc(L, parent)) {
		if (L->frame->f.elem.p[parent].role == ROLE_TOC)
			return parent;
		return tag_new(L, parent, ROLE_TOC, lang);
	}
	if (role == ROLE_LINK && dom_attr(n, "href") == NULL)
		role = -1;
	if (role == ROLE_TABLE && s->display != DISPLAY_TABLE)
		role = ROLE_DIV; /* its rows are no grid */
	if (role < 0 && dom_has_class(n, "names-index"))
		role = ROLE_INDEX;
	if (role == ROLE_LINK &&
	        (in_toc(L, parent) || dom_has_class(n, "index-page")))
		parent = tag_new(L, parent, ROLE_REFERENCE, NULL);
	if (role < 0 && lang != NULL && s->display == DISPLAY_INLINE)
		role = ROLE_SPAN;
	else if (role < 0 && lang != NULL)
		role = ROLE_DIV;
	if (role < 0)
		return parent;
	id = tag_new(L, parent, (enum role)role, lang);
	if (role == ROLE_L)
		L->frame->f.elem.p[id].numbering =
		        (uint8_t)css_counter_numbering(L->o->css, s->list_type);
	if (role == ROLE_TH || role == ROLE_TD)
		tag_cell(L, &L->frame->f.elem.p[id], n);
	return id;
}

int
tag_takes_text(const struct lay *L, uint32_t elem)
{
	switch (L->frame->f.elem.p[elem].role) {
	case ROLE_DOCUMENT:
	case ROLE_PART:
	case ROLE_ART:
	case ROLE_SECT:
	case ROLE_DIV:
	case ROLE_BLOCKQUOTE:
	case ROLE_L:
	case ROLE_LI:
	case ROLE_TABLE:
	case ROLE_TR:
	case ROLE_THEAD:
	case ROLE_TBODY:
	case ROLE_TFOOT:
	case ROLE_FIGURE:
	case ROLE_TOC:
	case ROLE_INDEX:
		return 0;
	default:
		return 1;
	}
}
