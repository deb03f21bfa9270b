/* dump: stable texts of boxes, pages and the frame, for goldens and eyes.
 * Lengths are in points with three decimals at most; consecutive words of one
 * line are one line of the dump.
 */
#include <string.h>

#include "layout/box.h"

static const char *const role_names[ROLE_COUNT] = {
	"Document",
	"Part",
	"Art",
	"Sect",
	"Div",
	"H1",
	"H2",
	"H3",
	"H4",
	"H5",
	"H6",
	"P",
	"L",
	"LI",
	"Lbl",
	"LBody",
	"BlockQuote",
	"Quote",
	"Figure",
	"Caption",
	"Table",
	"THead",
	"TBody",
	"TFoot",
	"TR",
	"TH",
	"TD",
	"TOC",
	"TOCI",
	"Index",
	"Reference",
	"Link",
	"Note",
	"Span",
	"Code",
};

static void
put_quoted(struct str *out, const char *s, size_t n)
{
	str_putc(out, '"');
	for (size_t i = 0; i < n; i++) {
		if (s[i] == '\n')
			str_puts(out, "\\n");
		else if (s[i] == '"' || s[i] == '\\')
			str_printf(out, "\\%c", s[i]);
		else
			str_putc(out, s[i]);
	}
	str_putc(out, '"');
}

static void
put_xy(struct str *out, unit x, unit y)
{
	str_put_pt(out, x);
	str_putc(out, ',');
	str_put_pt(out, y);
}

static void
put_color(struct str *out, struct css_color c)
{
	if (!c.set)
		return;
	str_printf(out,
	        c.cmyk ? " cmyk(%02x%02x%02x%02x)" : " #%02x%02x%02x%02x",
	        c.c[0] >> 8, c.c[1] >> 8, c.c[2] >> 8, c.c[3] >> 8);
}

static int
same_line(const struct page_item *a, const struct page_item *b)
{
	return b->kind == ITEM_TEXT && a->y == b->y && a->elem == b->elem &&
	       a->artifact == b->artifact && a->size == b->size &&
	       a->rise == b->rise && a->word != NULL && b->word != NULL &&
	       a->word->font == b->word->font &&
	       memcmp(&a->color, &b->color, sizeof(a->color)) == 0 &&
	       b->x >= a->x && b->x - (a->x + a->w) < PT &&
	       b->x - (a->x + a->w) > -PT;
}

/* The hyphen of a line's end is told from one of the text's own. */
static void
put_word(struct str *out, const struct page_item *it)
{
	if (it->hyphen)
		str_puts(out, "-~");
	else if (it->word != NULL)
		str_add(out, it->word->text, it->word->len);
	if (it->space != NULL)
		str_add(out, it->space->text, it->space->len);
}

static size_t
dump_text(struct str *out, const struct page_item *it, size_t i, size_t n)
{
	struct str t = STR_INIT;
	size_t k = i;

	str_puts(out, it[i].artifact ? "  art  " : "  text ");
	put_xy(out, it[i].x, it[i].y);
	str_puts(out, " ");
	for (;; k++) {
		put_word(&t, &it[k]);
		if (k + 1 >= n || !same_line(&it[k], &it[k + 1]))
			break;
	}
	str_put_pt(out, it[k].x + it[k].w - it[i].x);
	str_printf(out, " e%u", it[i].elem);
	if (it[i].word != NULL)
		str_printf(out, " %s", it[i].word->font->psname);
	str_putc(out, ' ');
	str_put_pt(out, it[i].size);
	if (it[i].rise != 0) {
		str_puts(out, " rise ");
		str_put_pt(out, it[i].rise);
	}
	str_putc(out, ' ');
	put_quoted(out, str_c(&t), t.len);
	str_putc(out, '\n');
	str_free(&t);
	return k;
}

static void
dump_ground(struct str *out, const struct ground *g)
{
	const struct gradient *k = g->gradient;

	str_puts(out, " tile ");
	put_xy(out, g->x, g->y);
	str_putc(out, ' ');
	put_xy(out, g->w, g->h);
	if (g->nx > 1 || g->ny > 1) {
		str_printf(out, " %d x %d every ", g->nx, g->ny);
		put_xy(out, g->dx, g->dy);
	}
	if (k == NULL) {
		str_printf(out, " %s", g->asset);
		return;
	}
	str_puts(out, k->radial ? " around " : " from ");
	put_xy(out, k->x0, k->y0);
	str_puts(out, k->radial ? " to radii " : " to ");
	put_xy(out, k->x1, k->y1);
	if (k->repeats != 1)
		str_printf(out, " %d times, %d before", k->repeats, k->before);
	for (size_t i = 0; i < k->n; i++) {
		put_color(out, k->stop[i].color);
		str_putc(out, ' ');
		str_put_fixed(out, k->stop[i].at / 100, 2);
		str_putc(out, '%');
	}
}

static void
dump_item(struct str *out, const struct page_item *it)
{
	static const char *const lines[] = { "", "", "", " dashed", " dotted",
		" double", "", "", "", "", " wavy" };
	static const char *const name[] = { "text", "rect", "rule", "image",
		"frame", "ground", "side" };

	str_printf(out, "  %-5s", name[it->kind]);
	put_xy(out, it->x, it->y);
	str_putc(out, ' ');
	put_xy(out, it->w, it->h);
	if (it->kind == ITEM_RULE || it->kind == ITEM_FRAME) {
		str_puts(out, " width ");
		str_put_pt(out, it->rule_width);
		str_puts(out, lines[it->rule_style]);
	}
	if (it->kind == ITEM_FRAME)
		str_printf(out, " sides %x", it->sides);
	for (int i = 0; it->kind == ITEM_SIDE && i < 4; i++) {
		str_putc(out, ' ');
		put_xy(out, it->point[2 * i], it->point[2 * i + 1]);
	}
	for (int i = 0; it->kind != ITEM_RULE && it->kind != ITEM_SIDE &&
	                it->radius && i < 4;
	        i++) {
		str_puts(out, i ? "," : " radius ");
		str_put_pt(out, it->radius[2 * i]);
		if (it->radius[2 * i + 1] == it->radius[2 * i])
			continue;
		str_putc(out, '/');
		str_put_pt(out, it->radius[2 * i + 1]);
	}
	if (it->kind == ITEM_IMAGE)
		str_printf(out, " e%u %s", it->elem, it->asset);
	if (it->kind == ITEM_GROUND) {
		dump_ground(out, it->ground);
		str_putc(out, '\n');
		return;
	}
	put_color(out, it->color);
	str_putc(out, '\n');
}

void
page_dump(struct str *out, const struct page *p)
{
	str_printf(out, "page %d \"%s\" ", p->index, p->label);
	put_xy(out, p->width, p->height);
	str_putc(out, '\n');
	for (size_t i = 0; i < p->item.n; i++) {
		if (p->item.p[i].kind == ITEM_TEXT)
			i = dump_text(out, p->item.p, i, p->item.n);
		else
			dump_item(out, &p->item.p[i]);
	}
	for (size_t i = 0; i < p->link.n; i++) {
		const struct page_link *l = &p->link.p[i];

		str_puts(out, "  link ");
		put_xy(out, l->x0, l->y0);
		str_putc(out, ' ');
		put_xy(out, l->x1, l->y1);
		str_printf(out, " e%u %s%s ", l->elem, l->dest ? "#" : "",
		        l->dest ? l->dest : l->uri);
		put_quoted(out, l->contents, strlen(l->contents));
		str_putc(out, '\n');
	}
}

void
page_dump_lines(struct str *out, const struct page *p)
{
	const struct page_item *it = p->item.p;
	struct str t = STR_INIT;

	for (size_t i = 0, k; i < p->item.n; i = k) {
		k = i + 1;
		if (it[i].kind != ITEM_TEXT || it[i].artifact)
			continue;
		str_truncate(&t, 0);
		for (k = i; k < p->item.n && it[k].kind == ITEM_TEXT &&
		            !it[k].artifact && it[k].y == it[i].y &&
		            (k == i || it[k].x - it[k - 1].x - it[k - 1].w <
		                               it[k].size);
		        k++) {
			put_word(&t, &it[k]);
		}
		str_printf(out, "%s ", p->label);
		put_xy(out, it[i].x, it[i].y);
		str_putc(out, ' ');
		str_put_pt(out, it[k - 1].x + it[k - 1].w - it[i].x);
		str_putc(out, ' ');
		put_quoted(out, str_c(&t), t.len);
		str_putc(out, '\n');
	}
	str_free(&t);
}

static void
dump_elem(struct str *out, const struct elem *e)
{
	str_printf(out, "elem %u in %u seq %u %s", e->id, e->parent, e->seq,
	        role_names[e->role]);
	if (e->scope)
		str_printf(out, " scope=%s", e->scope == 1 ? "col" : "row");
	if (e->colspan > 1)
		str_printf(out, " colspan=%d", e->colspan);
	if (e->rowspan > 1)
		str_printf(out, " rowspan=%d", e->rowspan);
	if (e->lang != NULL)
		str_printf(out, " lang=%s", e->lang);
	if (e->alt != NULL) {
		str_puts(out, " alt=");
		put_quoted(out, e->alt, strlen(e->alt));
	}
	if (e->page >= 0) {
		str_printf(out, " page %d ", e->page);
		put_xy(out, e->bbox[0], e->bbox[1]);
		str_putc(out, ' ');
		put_xy(out, e->bbox[2], e->bbox[3]);
	}
	str_putc(out, '\n');
}

void
frame_dump(struct str *out, const struct frame *f)
{
	str_printf(out, "frame lang=%s pages %d\n", f->lang, f->pages);
	for (size_t i = 0; i < f->elem.n; i++)
		dump_elem(out, &f->elem.p[i]);
	for (size_t i = 0; i < f->outline.n; i++) {
		const struct outline *o = &f->outline.p[i];

		str_printf(out, "outline %d page %d y ", o->level, o->page);
		str_put_pt(out, o->y);
		str_putc(out, ' ');
		put_quoted(out, o->title, strlen(o->title));
		str_putc(out, '\n');
	}
	for (size_t i = 0; i < f->dest.n; i++) {
		str_printf(out, "dest %s page %d ", f->dest.p[i].name,
		        f->dest.p[i].page);
		put_xy(out, f->dest.p[i].x, f->dest.p[i].y);
		str_putc(out, '\n');
	}
}

static void
indent(struct str *out, int depth)
{
	for (int i = 0; i < depth; i++)
		str_puts(out, "  ");
}

static void
dump_table(
        struct str *out, const struct lay *L, const struct table *t, int depth)
{
	for (struct box *c = t->caption; c != NULL; c = c->next)
		box_dump(out, L, c, depth);
	for (size_t i = 0; i < t->rows; i++) {
		indent(out, depth);
		str_printf(out, "row %zu%s\n", i, i < t->heads ? " head" : "");
		for (uint32_t k = 0; k < t->row[i].n; k++) {
			const struct cell *c = &t->cell[t->row[i].first + k];

			indent(out, depth + 1);
			str_printf(out, "cell %u+%u x %u\n", c->col, c->cols,
			        c->rows);
			box_dump(out, L, c->box, depth + 2);
		}
	}
}

void
box_dump(struct str *out, const struct lay *L, const struct box *b, int depth)
{
	if (b == NULL)
		return;
	indent(out, depth);
	if (b->kind == BOX_PARA) {
		str_printf(out, "para e%u ", b->elem);
		put_quoted(out, b->para->text, b->para->n);
		str_putc(out, '\n');
		return;
	}
	str_printf(out, "%s e%u %s", b->kind == BOX_TABLE ? "table" : "block",
	        b->elem, b->node ? (const char *)b->node->name : "-");
	str_printf(out, " %s", role_names[L->frame->f.elem.p[b->elem].role]);
	if (b->marker != NULL) {
		str_puts(out, " marker ");
		put_quoted(out, b->marker->text, strlen(b->marker->text));
	}
	str_putc(out, '\n');
	if (b->kind == BOX_TABLE)
		dump_table(out, L, b->table, depth + 1);
	for (struct box *c = b->first; c != NULL; c = c->next)
		box_dump(out, L, c, depth + 1);
}
