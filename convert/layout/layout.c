/* layout: a book and its styles in, frozen pages out.
 *
 * The model is TeX's, with the boxes of CSS.
 *
 * 1. Boxes (box.c, collect.c, content.c, tablebox.c).  The styled DOM becomes
 *    a tree of blocks, tables and paragraphs.  Structure elements for the
 *    tagged PDF, counters and sequence numbers are drawn in this walk, for it
 *    alone follows the document.
 * 2. The vertical list (block.c, lines.c, slack.c, words.c, kp.c, table.c,
 *    rows.c, flow.c).
 *    Each block is set at its measure, which is known, into frozen pieces
 *    from top to bottom: lines, rows, edges of boxes; between them glue
 *    (collapsed margins) and penalties (widows, orphans, break-inside, what a
 *    heading must keep).  Nothing in it knows of pages.
 * 3. Pages (pages.c, column.c, balance.c, even.c, place.c, items.c, sheet.c).
 *    The list is a row of bands, each with its columns; a change of columns
 *    is a piece of the list like any other.  Bands are cut into columns at
 *    the least cost with a bounded look-ahead, balanced where they end, and
 *    placed.
 * 4. Furniture (furniture.c): running heads and folios, when a page is done.
 * 5. Late numbers (sheet.c): a contents line is set with room for its
 *    number; its page waits until that number is known.  All other pages go
 *    out at once, unless the book is short: then all wait for the last one,
 *    and when that holds a few lines alone the book is set once more with its
 *    lines closer, as an editor does who must save a page.
 *
 * Articles come one by one: each has an arena of its own for boxes and pieces
 * that is freed when the last of them is on a page, so memory and the cost
 * of a page do not grow with the issue.  A page keeps no pointer into an
 * article.
 *
 * Hooks for style sheets (issue.c, doc/head.c):
 *	body.issue | body.single	an issue | one article converted
 *	header.masthead > div.logo > img, h1.issue-title, p.description,
 *		p.issue-line > span.publisher, span.number, span.date
 *	nav.toc[.toc-long] > h2.toc-title, ol.toc-list >
 *		li.toc-section > p.toc-section-title,
 *		ol > li.toc-item[.lead] > a
 *	section.section > h2.section-title, article[.lead]#ID[lang]
 *	article > header.article-head > p.kicker, h1, p.standfirst,
 *		p.byline > span.author, time; then the article's blocks
 *	td.num, th.num			a column of numbers (figures.c)
 *	div.letterhead, div.signature > div.side[.centred], or .end
 *	a.backlink			an arrow that leads back within the article
 *	a.noteref, .note		reference to a note, and the note, where
 *		the article has them (noteref.c); a.noteref { float: footnote }
 *		takes the notes to the foot of the columns
 *	span.footnote			a note written in place
 *	footer.colophon > p.publisher, p.address, p.rights
 */
#include "layout/layout.h"

#include <stdlib.h>
#include <string.h>

#include "doc/dom.h"
#include "doc/link.h"
#include "layout/build.h"
#include "layout/issue.h"
#include "layout/kp.h"

struct later { /* the rest of an article, to come behind others */
	struct jump *jump;
	struct arena *arena;
	const struct style *style;
	xmlNodePtr node;
	uint32_t elem;
	size_t entry;
	unit x, w;
};

struct job {
	struct lay L;
	struct flow flow;
	struct build build;
	struct zone page;
	xmlDocPtr doc;
	VEC(struct later) later;
};

static void
geometry(struct job *j, const struct style *body)
{
	struct lay *L = &j->L;
	unit above, below;

	lay_page(L, NULL, &L->measure, &L->tallest);
	L->beside = lay_beside(L, NULL);
	lay_strut(L, body, 1024, &above, &below);
	L->grid = above + below;
	j->page.n = 1;
	j->page.width = j->page.col = L->measure;
}

static struct frame_all *
frame_new(const char *lang)
{
	struct frame_all *fa = xcalloc(1, sizeof(*fa));

	fa->arena = arena_new();
	fa->f.lang = arena_strdup(fa->arena, lang);
	return fa;
}

void
frame_free(struct frame *f)
{
	struct frame_all *fa = (struct frame_all *)f;

	if (f == NULL)
		return;
	vec_free(&f->elem);
	vec_free(&f->outline);
	vec_free(&f->dest);
	map_free(&fa->dest);
	arena_free(fa->arena);
	free(fa);
}

static struct job *
job_open(const struct book *b, const struct layout_options *o,
        const struct page_sink *sink, struct diag *dg)
{
	struct job *j = xcalloc(1, sizeof(*j));
	struct lay *L = &j->L;

	L->book = b;
	L->o = o;
	L->sink = sink;
	L->dg = dg;
	L->arena = arena_new();
	L->frame = frame_new(b->lang);
	L->h_base = 1;
	j->doc = xmlNewDoc((const xmlChar *)"1.0");
	tag_new(L, 0, ROLE_DOCUMENT, NULL);
	L->links = links_new(b);
	return j;
}

static void
job_close(struct job *j)
{
	struct lay *L = &j->L;

	build_free(&j->build);
	for (size_t i = 0; i < j->later.n; i++)
		arena_free(j->later.p[i].arena);
	vec_free(&j->later);
	flow_free(&j->flow);
	map_free(&L->strings);
	links_free(L->links);
	map_free(&L->pictures);
	map_free(&L->wanted);
	index_free(L);
	running_free(L);
	vec_free(&L->counter);
	vec_free(&L->taken);
	scratch_free(L);
	article_free(L->ahead);
	free(L->face);
	vec_free(&L->hyph);
	arena_free(L->arena);
	xmlFreeDoc(j->doc);
	free(j);
}

/* One part of the issue in the arena that lives as long as the run. */
static void
set_part(struct job *j, xmlNodePtr n, struct block *bl)
{
	struct lay *L = &j->L;
	struct box *b;

	if (n == NULL)
		return;
	b = box_build(L, L->arena, n, bl->box->style, bl->box->elem,
	        L->frame->f.lang, 3);
	if (b != NULL)
		block_set(&j->flow, b, bl->x, bl->w);
}

static void
heading_base(struct lay *L, const char *title, int under)
{
	/* an article without a title: its first heading takes the place */
	(void)title;
	L->h_base = under;
	L->h_n = 0;
	/* a theme may hide the one above */
	if (L->h_last > under - 1)
		L->h_last = under - 1;
}

/* The arena goes when all that was pushed so far is on a page. */
static void
hold_arena(struct job *j, struct arena *a)
{
	struct hold *h = vec_push(&j->flow.hold);

	h->arena = a;
	h->end = j->flow.v.n;
}

/* A line or head that a jump needs, set like a child of the article. */
static void
set_jump_part(struct job *j, const struct later *l, xmlNodePtr n)
{
	struct lay *L = &j->L;
	unit x = l->x, w = l->w;
	struct box *b = box_build(
	        L, l->arena, n, l->style, l->elem, L->frame->f.lang, 5);

	jump_measure(&j->flow, l->jump, &x, &w);
	if (b != NULL)
		block_set(&j->flow, b, x, w);
}

/* Cut the article that was pushed since start; its rest waits.  0: no cut. */
static int
set_jump(struct job *j, struct later *l, size_t start)
{
	l->jump = jump_cut(&j->flow, start, l->style->jump);
	if (l->jump == NULL)
		return 0;
	set_jump_part(j, l, issue_jump_to(&j->L, l->node, l->entry));
	jump_close(&j->flow, l->jump);
	vec_add(&j->later, *l);
	return 1;
}

/* The rests of a section's articles. */
static int
set_later(struct job *j)
{
	struct lay *L = &j->L;
	int k = 0;

	for (size_t i = 0; i < j->later.n; i++) {
		const struct later *l = &j->later.p[i];
		const char *from;
		struct mark *m;

		j->flow.arena = l->arena;
		m = arena_new_of(l->arena, struct mark);
		jump_reopen(&j->flow, l->jump, m);
		set_jump_part(
		        j, l, issue_jump_head(L, l->node, l->entry, &from));
		m->name = lay_intern(L, from);
		jump_resume(&j->flow, l->jump);
		hold_arena(j, l->arena);
		j->flow.arena = L->arena;
		dom_empty(l->node);
	}
	if (j->later.n > 0)
		k = build_run(&j->build, 0);
	vec_clear(&j->later);
	return k;
}

/* For reports. */
static const char *
name_of(const struct book_entry *e)
{
	return e->source ? e->source : e->title ? e->title : "";
}

/* last: of its section; it never jumps. */
static int
set_article(struct job *j, xmlNodePtr parent, size_t i, struct block *bl,
        int level, int last)
{
	struct lay *L = &j->L;
	struct later l = { .entry = i };
	struct box *b;
	size_t start = j->flow.v.n;
	unit cx, cw, bx, bw;

	if (i == 1)
		j->build.front = j->build.pages;
	if (i > 0)
		j->build.words_set += L->book->entry.p[i].words;
	l.node = issue_article(L, parent, i);
	if (l.node == NULL)
		return 0; /* reported; the issue goes on without it */
	l.arena = arena_new();
	heading_base(L, L->book->entry.p[i].title, level);
	L->anchor = lay_intern(L, L->book->entry.p[i].id);
	L->entry = &L->book->entry.p[i];
	fonts_where(shaper_fonts(L->o->shaper), name_of(L->entry));
	b = box_build(L, l.arena, l.node, bl->box->style, bl->box->elem,
	        L->frame->f.lang, 4);
	L->anchor = NULL;
	L->entry = NULL;
	j->flow.arena = l.arena;
	if (b != NULL)
		block_set(&j->flow, b, bl->x, bl->w);
	flow_end(&j->flow);
	fonts_where(shaper_fonts(L->o->shaper), "");
	j->flow.last_line = j->flow.zone_at = 0;
	dom_empty(l.node);
	if (b != NULL && !last && b->style->jump > 0) {
		l.style = b->style;
		l.elem = b->elem;
		block_edges(b->style, bl->w, &cx, &cw, &bx, &bw);
		l.x = bl->x + cx;
		l.w = cw;
		last = !set_jump(j, &l, start);
	} else {
		last = 1;
	}
	if (last)
		hold_arena(j, l.arena);
	j->flow.arena = L->arena;
	vec_clear(&L->taken);
	return build_run(&j->build, 0);
}

static int
set_section(struct job *j, xmlNodePtr body, size_t i, struct block *bl)
{
	struct lay *L = &j->L;
	const struct book_section *s = &L->book->section.p[i];
	xmlNodePtr n = issue_section(L, body, i);
	struct box *box = box_open(L, L->arena, n, bl->box->style,
	        L->book->single ? 0 : bl->box->elem, L->frame->f.lang, 3);
	struct block sec;
	int level = L->book->single ? 1 : s->title != NULL ? 3 : 2;
	int k = 0;

	block_open(&j->flow, box, bl->x, bl->w, &sec);
	heading_base(L, s->title, 2);
	set_part(j, issue_section_title(L, n, i), &sec);
	for (size_t e = s->first; e < s->first + s->n && k == 0; e++)
		k = set_article(j, n, e, &sec, level,
		        L->book->single || e + 1 == s->first + s->n);
	if (k == 0)
		k = set_later(j);
	block_close(&j->flow, &sec);
	count_leave(L, 3);
	return k;
}

/* The index needs the pages of all that stands before it. */
static int
set_index(struct job *j, xmlNodePtr body, struct block *bl)
{
	flow_end(&j->flow);
	if (build_run(&j->build, 1) != 0)
		return -1;
	heading_base(&j->L, NULL, 2);
	set_part(j, index_make(&j->L, body), bl);
	return 0;
}

static int
set_book(struct job *j)
{
	struct lay *L = &j->L;
	const struct book *b = L->book;
	xmlNodePtr body = issue_body(L, j->doc);
	const struct style *root =
	        css_style(L->o->css, body->parent, NULL, PSEUDO_NONE);
	struct box *box =
	        box_open(L, L->arena, body, root, 0, L->frame->f.lang, 2);
	struct block bl;

	geometry(j, box->style);
	flow_init(&j->flow, L, L->arena, &j->page);
	build_init(&j->build, L, &j->flow);
	for (size_t i = 1; i < b->entry.n; i++)
		j->build.words += b->entry.p[i].words;
	block_open(&j->flow, box, 0, L->measure, &bl);
	heading_base(L, b->title, 1);
	if (!b->single) {
		set_part(j, issue_masthead(L, body), &bl);
		heading_base(L, NULL, 2);
		set_part(j, issue_contents(L, body), &bl);
	}
	for (size_t i = 0; i < b->section.n; i++)
		if (set_section(j, body, i, &bl) != 0)
			return -1;
	if (b->names != NULL && !b->single && set_index(j, body, &bl) != 0)
		return -1;
	if (!b->single)
		set_part(j, issue_colophon(L, body), &bl);
	block_close(&j->flow, &bl);
	flow_end(&j->flow);
	return build_run(&j->build, 1);
}

static int
job_run(struct job *j)
{
	int k = set_book(j);

	return build_end(&j->build) != 0 || k != 0 ? -1 : 0;
}

static void
job_drop(struct job *j)
{
	frame_free(&j->L.frame->f);
	job_close(j);
}

/* The book once more, its lines a little closer.  The run to go on with: the
 * new one if that saves the last page.  Nothing is reported twice. */
static struct job *
try_tight(struct job *j)
{
	struct layout_options o = *j->L.o;
	struct layout_stats stats = { 0 };
	struct diag quiet;
	struct job *t;

	diag_init(&quiet);
	quiet.sink = diag_unheard;
	if (o.stats != NULL)
		o.stats = &stats;
	t = job_open(j->L.book, &o, j->L.sink, &quiet);
	t->L.tight = 1;
	if (job_run(t) != 0 || t->build.pages >= j->build.pages) {
		job_drop(t);
		return j;
	}
	t->L.o = j->L.o;
	t->L.dg = j->L.dg;
	if (o.stats != NULL)
		*j->L.o->stats = stats;
	job_drop(j);
	return t;
}

int
layout_book(const struct book *b, const struct layout_options *o,
        const struct page_sink *sink, struct frame **out, struct diag *dg)
{
	struct fonts *fonts = shaper_fonts(o->shaper);
	struct job *j = job_open(b, o, sink, dg);
	int k;

	*out = NULL;
	fonts_where(fonts, "");
	k = job_run(j);
	if (k == 0 && sheet_poor_end(&j->build))
		j = try_tight(j);
	if (sheet_flush(&j->build) != 0)
		k = -1;
	dests_complete(&j->L);
	fonts_report(fonts);
	if (k == 0)
		*out = &j->L.frame->f;
	else
		frame_free(&j->L.frame->f);
	job_close(j);
	return k;
}

int
layout_dump_boxes(struct str *out, const struct book *b,
        const struct layout_options *o, struct diag *dg)
{
	struct job *j = job_open(b, o, NULL, dg);
	const struct style *root, *st;
	xmlNodePtr body, n;
	struct box *box;

	body = issue_body(&j->L, j->doc);
	root = css_style(o->css, body->parent, NULL, PSEUDO_NONE);
	st = css_style(o->css, body, root, PSEUDO_NONE);
	geometry(j, st);
	for (size_t i = 0; i < b->entry.n; i++) {
		n = issue_article(&j->L, body, i);
		if (n == NULL)
			continue;
		heading_base(&j->L, NULL, 1);
		j->L.anchor = lay_intern(&j->L, b->entry.p[i].id);
		j->L.entry = &b->entry.p[i];
		box = box_build(&j->L, j->L.arena, n, st, 0, b->lang, 3);
		box_dump(out, &j->L, box, 0);
	}
	frame_free(&j->L.frame->f);
	job_close(j);
	return 0;
}
