/* tables: any bytes as a table of cells, spans and widths, laid out in one to
 * three columns on small pages.  Each cell holds a letter of its own: all
 * must be on the pages, once, and nothing may stand outside what a number can
 * hold. */
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "base/utf8.h"
#include "layout/build.h"
#include "layout/kp.h"
#include "tests/heard.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

#define CELLS_MAX 120
#define SIGN 0x100 /* a letter a cell: it is never cut */

struct rig {
	struct lay L;
	struct flow f;
	struct build b;
	struct zone z;
	struct book book;
	struct frame_all frame;
	struct layout_options o;
	uint16_t seen[CELLS_MAX];
	unsigned cells;
};

struct input {
	const uint8_t *p, *end;
};

static unsigned
take(struct input *in)
{
	return in->p < in->end ? *in->p++ : 0;
}

/* One cell: a span in either direction, a width, words, a block. */
static void
put_cell(struct rig *r, struct input *in, struct str *out)
{
	unsigned k = take(in), tall = k >> 6;

	str_printf(out, k & 1 ? "<th" : "<td");
	if (k & 2)
		str_printf(out, " colspan='%u'", take(in) % 12);
	if (k & 4)
		str_printf(out, " rowspan='%u'", take(in) % 24);
	if (k & 8)
		str_printf(out, " style='width:%u%s;height:%upt'",
		        take(in) % 120, k & 16 ? "%" : "pt", take(in) & 31);
	str_puts(out, "><p>");
	str_put_utf8(out, SIGN + r->cells++);
	str_puts(out, "</p>");
	if (k & 32)
		str_puts(out, "<ul><li>- -</li></ul>");
	for (; tall > 0; tall--)
		for (unsigned n = take(in) & 31; n > 0; n--)
			str_puts(out, "<p>- -</p>");
	str_printf(out, k & 1 ? "</th>" : "</td>");
}

static void
put_table(struct rig *r, struct input *in, struct str *out)
{
	static const char *const group[] = { "thead", "tbody", "tfoot" };
	unsigned look = take(in);

	str_printf(out, "<table style='%s%s%s'>",
	        look & 1 ? "border-collapse:collapse;" : "",
	        look & 2 ? "table-layout:fixed;" : "",
	        look & 4 ? "width:60%;" : "");
	if (look & 8) {
		str_puts(out, "<caption>");
		str_put_utf8(out, SIGN + r->cells++);
		str_puts(out, "</caption>");
	}
	while (in->p < in->end && r->cells < CELLS_MAX - 8) {
		unsigned g = take(in), rows = 1 + g / 8 % 8;

		str_printf(out, "<%s>", group[g % 3]);
		for (; rows > 0; rows--) {
			unsigned n = take(in) % 7;

			str_puts(out, "<tr>");
			for (; n > 0 && r->cells < CELLS_MAX - 1; n--)
				put_cell(r, in, out);
			str_puts(out, "</tr>");
		}
		str_printf(out, "</%s>", group[g % 3]);
	}
	str_puts(out, "</table>");
}

static int
on_page(void *ctx, const struct page *p)
{
	struct rig *r = ctx;

	for (size_t i = 0; i < p->item.n; i++) {
		const struct page_item *it = &p->item.p[i];
		const unit most = 4000 * PT;
		const char *s;
		uint32_t cp;

		if (it->x < -most || it->x > most || it->y < -most ||
		        it->y > most || it->w < 0 || it->w > most) {
			fprintf(stderr, "item %zu at %d,%d, %d wide\n", i,
			        it->x, it->y, it->w);
			abort();
		}
		if (it->kind != ITEM_TEXT || it->artifact || it->word == NULL)
			continue;
		s = it->word->text;
		cp = utf8_next(&s, s + it->word->len);
		if (cp >= SIGN && cp < SIGN + CELLS_MAX)
			r->seen[cp - SIGN]++;
	}
	return 0;
}

static void
lay_out(struct rig *r, xmlNodePtr root, int columns)
{
	const struct style *rs, *bs;
	struct box *box;

	r->z.n = columns;
	r->z.width = 240 * PT;
	r->z.gap = 10 * PT;
	r->z.col = (r->z.width - (columns - 1) * r->z.gap) / columns;
	r->z.fill = FILL_BALANCE;
	r->L.measure = r->z.width;
	r->L.tallest = 180 * PT;
	r->L.grid = 12 * PT;
	flow_init(&r->f, &r->L, r->L.arena, &r->z);
	build_init(&r->b, &r->L, &r->f);
	rs = css_style(r->o.css, root, NULL, PSEUDO_NONE);
	bs = css_style(r->o.css, root->children, rs, PSEUDO_NONE);
	box = box_build(
	        &r->L, r->L.arena, root->children->children, bs, 0, "en", 3);
	if (box != NULL)
		block_set(&r->f, box, 0, r->z.col);
	flow_end(&r->f);
	if (build_run(&r->b, 1) != 0 || build_end(&r->b) != 0 ||
	        sheet_flush(&r->b) != 0)
		abort();
	for (unsigned i = 0; i < r->cells; i++)
		if (r->seen[i] != 1) {
			fprintf(stderr, "cell %u is there %u times\n", i,
			        r->seen[i]);
			abort();
		}
	build_free(&r->b);
	flow_free(&r->f);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static struct fonts *fonts;
	static struct shaper *shaper;
	static char lang[] = "en";
	static const char sheet[] =
	        "@page { size: 260pt 200pt; margin: 10pt }"
	        "body { font: 9pt/12pt serif } p { margin: 0 }"
	        "td, th { border: 1pt solid }";
	struct rig *r = xcalloc(1, sizeof(*r));
	struct page_sink sink = { r, on_page };
	struct input in = { data, data + size };
	struct str html = STR_INIT;
	struct diag dg;
	xmlDocPtr doc;
	unsigned columns = 1 + take(&in) % 3;

	hear(&dg, NULL);
	if (fonts == NULL) {
		fonts = fonts_new(NULL, &dg);
		shaper = shaper_new(fonts);
	}
	str_puts(&html, "<html lang='en'><body><div>");
	put_table(r, &in, &html);
	str_puts(&html, "</div></body></html>");
	doc = xmlReadMemory(html.s, (int)html.len, "t", NULL, 0);
	r->o.css = css_new("print");
	r->o.shaper = shaper;
	css_add_text(r->o.css, span_of(sheet), "t.css", ORIGIN_AUTHOR, &dg);
	r->book.lang = lang;
	r->L.book = &r->book;
	r->L.o = &r->o;
	r->L.sink = &sink;
	r->L.dg = &dg;
	r->L.arena = arena_new();
	r->frame.arena = arena_new();
	r->frame.f.lang = "en";
	r->L.frame = &r->frame;
	r->L.h_base = 1;
	tag_new(&r->L, 0, ROLE_DOCUMENT, NULL);
	lay_out(r, xmlDocGetRootElement(doc), (int)columns);
	map_free(&r->L.strings);
	vec_free(&r->L.counter);
	scratch_free(&r->L);
	free(r->L.face);
	vec_free(&r->L.hyph);
	arena_free(r->L.arena);
	vec_free(&r->frame.f.elem);
	vec_free(&r->frame.f.outline);
	vec_free(&r->frame.f.dest);
	map_free(&r->frame.dest);
	arena_free(r->frame.arena);
	css_free(r->o.css);
	xmlFreeDoc(doc);
	str_free(&html);
	free(r);
	return 0;
}
