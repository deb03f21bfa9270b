/* pdf_sample: a document of two pages with one of everything. */
#ifndef BANTIN_TESTS_PDF_SAMPLE_H
#define BANTIN_TESTS_PDF_SAMPLE_H

#include "pdf_make.h"

#define TEXT "Tiếng Việt: ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ ế ề ể ễ ệ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ"

struct sample {
	struct make m;
	struct page page[2];
};

static inline void
add_table(struct sample *s, uint32_t doc, const struct style *st)
{
	struct make *m = &s->m;
	uint32_t table = make_elem(m, doc, ROLE_TABLE), tr, cell;

	m->frame.elem.p[table].page = 0;
	m->frame.elem.p[table].bbox[2] = 300 * PT;
	m->frame.elem.p[table].bbox[3] = 40 * PT;
	for (int row = 0; row < 3; row++) {
		unit y = (500 + row * 14) * PT;

		tr = make_elem(m, table, ROLE_TR);
		for (int col = 0; col < (row == 2 ? 1 : 2); col++) {
			cell = make_elem(m, tr, row ? ROLE_TD : ROLE_TH);
			m->frame.elem.p[cell].scope = 1;
			if (row == 2)
				m->frame.elem.p[cell].colspan = 2;
			make_line(m, &s->page[0], cell, (60 + 100 * col) * PT,
			        y, st, row ? "ô" : "Đầu cột", 0);
		}
	}
}

static inline void
add_first_page(struct sample *s, uint32_t doc)
{
	struct make *m = &s->m;
	struct page *p = &s->page[0];
	struct style serif = make_style(make_serif, 10.5);
	struct style sans = make_style(make_sans, 16);
	struct style cff = make_style(make_cff, 11);
	uint32_t e, link, fig, l, li, lbl, body;
	struct page_item *it;
	struct page_link *k;
	unit x;

	it = make_box(p, ITEM_RECT, 0, -3 * PT, -3 * PT, 300 * PT, 60 * PT);
	it->artifact = ARTIFACT_BACKGROUND;
	it->color = (struct css_color){ 1, 0, { 60000, 30000, 0, 65535 } };
	it = make_box(p, ITEM_RECT, 0, 10 * PT, 10 * PT, 30 * PT, 6 * PT);
	it->artifact = ARTIFACT_BACKGROUND;
	it->color = (struct css_color){ 1, 0, { 60000, 30000, 0, 32768 } };
	e = make_elem(m, doc, ROLE_H1);
	make_line(m, p, e, 60 * PT, 80 * PT, &sans, "Cục Hải quan", 0);
	e = make_elem(m, doc, ROLE_P);
	make_line(m, p, e, 60 * PT, 100 * PT, &serif, TEXT, 700);
	x = make_line(m, p, e, 60 * PT, 114 * PT, &serif, "see typeset", 0);
	make_hyphen(m, p, e, x, 114 * PT, &serif);
	make_line(m, p, e, 60 * PT, 128 * PT, &serif, "ting office fi ", 0);
	cff.letter_spacing = 512;
	make_line(m, p, e, 60 * PT, 142 * PT, &cff, "CFF office (fi) \\ ", 0);
	link = make_elem(m, e, ROLE_LINK);
	x = make_line(m, p, link, 60 * PT, 160 * PT, &serif, "a link", 0);
	k = vec_push(&p->link);
	*k = (struct page_link){ link, 60 * PT, 150 * PT, x, 162 * PT,
		"https://example.vn/tìm (x)?q=1", NULL, "A link, liên kết" };
	make_line(m, p, e, x, 160 * PT, &serif, " after", 0);
	k = vec_push(&p->link);
	*k = (struct page_link){ link, 60 * PT, 170 * PT, x, 182 * PT, NULL,
		"a0002", "Second" };
	add_table(s, doc, &serif);
	fig = make_elem(m, doc, ROLE_FIGURE);
	m->frame.elem.p[fig].alt = "Ảnh";
	m->frame.elem.p[fig].page = 0;
	m->frame.elem.p[fig].bbox[2] = 100 * PT;
	m->frame.elem.p[fig].bbox[3] = 100 * PT;
	it = make_box(p, ITEM_IMAGE, fig, 60 * PT, 200 * PT, 90 * PT, 60 * PT);
	it->asset = make_jpeg(m, 3);
	l = make_elem(m, doc, ROLE_L);
	m->frame.elem.p[l].numbering = NUMBERING_DECIMAL;
	li = make_elem(m, l, ROLE_LI);
	lbl = make_elem(m, li, ROLE_LBL);
	make_line(m, p, lbl, 60 * PT, 600 * PT, &serif, "1.", 0);
	body = make_elem(m, li, ROLE_LBODY);
	make_line(m, p, body, 80 * PT, 600 * PT, &serif, "mục", 0);
	it = make_box(p, ITEM_RULE, 0, 60 * PT, 620 * PT, 300 * PT, 0);
	it->artifact = ARTIFACT_LAYOUT;
	it->rule_style = BORDER_DOUBLE;
	it->rule_width = 3 * PT;
	it->color = serif.color;
}

static inline void
add_second_page(struct sample *s, uint32_t doc)
{
	static const struct {
		int type, depth, interlace, trans;
	} kind[] = {
		{ PNG_COLOR_TYPE_GRAY, 1, 0, 0 },
		{ PNG_COLOR_TYPE_GRAY, 8, 1, 0 },
		{ PNG_COLOR_TYPE_RGB, 8, 0, 0 },
		{ PNG_COLOR_TYPE_RGB, 16, 0, 0 },
		{ PNG_COLOR_TYPE_RGB_ALPHA, 8, 1, 0 },
		{ PNG_COLOR_TYPE_GRAY_ALPHA, 8, 0, 0 },
		{ PNG_COLOR_TYPE_PALETTE, 2, 0, 0 },
		{ PNG_COLOR_TYPE_PALETTE, 8, 0, 1 },
	};
	struct make *m = &s->m;
	struct page *p = &s->page[1];
	struct style serif = make_style(make_serif, 10.5);
	struct page_item *it;
	uint32_t e = make_elem(m, doc, ROLE_H2), fig, note;

	make_line(m, p, e, 60 * PT, 80 * PT, &serif, "Phần 2", 0);
	for (size_t i = 0; i < sizeof(kind) / sizeof(*kind); i++) {
		fig = make_elem(m, doc, ROLE_FIGURE);
		m->frame.elem.p[fig].alt = "Hình";
		m->frame.elem.p[fig].page = 1;
		it = make_box(p, ITEM_IMAGE, fig, (60 + (int)i * 40) * PT,
		        100 * PT, 30 * PT, 30 * PT);
		it->asset = make_png(m, kind[i].type, kind[i].depth,
		        kind[i].interlace, kind[i].trans);
	}
	for (int i = 1; i < 5; i += i == 1 ? 2 : 1) {
		fig = make_elem(m, doc, ROLE_FIGURE);
		m->frame.elem.p[fig].alt = "JPEG";
		m->frame.elem.p[fig].page = 1;
		it = make_box(p, ITEM_IMAGE, fig, (60 + i * 40) * PT, 140 * PT,
		        30 * PT, 30 * PT);
		it->asset = make_jpeg(m, i);
	}
	for (int style = BORDER_SOLID; style <= BORDER_DOUBLE; style++) {
		it = make_box(p, ITEM_RULE, 0, 60 * PT, (200 + style * 9) * PT,
		        200 * PT, 0);
		it->artifact = ARTIFACT_LAYOUT;
		it->rule_style = (uint8_t)style;
		it->rule_width = 2 * PT;
		it->color = (struct css_color){ 1, 0, { 60000, 0, 0, 65535 } };
	}
	note = make_elem(m, doc, ROLE_NOTE);
	make_line(m, p, note, 60 * PT, 300 * PT, &serif, "Ghi chú.", 0);
	serif.font_weight = 900;
	serif.italic = 1;
	make_line(m, p, note, 60 * PT, 320 * PT, &serif, "Đậm nghiêng", 0);
	make_line(m, p, 0, 60 * PT, 800 * PT, &serif, "Trang ii", 0);
	for (size_t i = p->item.n - 3; i < p->item.n; i++) {
		p->item.p[i].artifact = ARTIFACT_PAGINATION;
		p->item.p[i].artifact_sub = SUB_FOOTER;
	}
}

static inline void
add_frame(struct sample *s)
{
	struct frame *f = &s->m.frame;
	struct outline *o;
	struct dest *d;

	o = vec_push(&f->outline);
	*o = (struct outline){ "Cục Hải quan", 1, 0, 60 * PT };
	o = vec_push(&f->outline);
	*o = (struct outline){ "Phần (2)", 2, 1, 60 * PT };
	o = vec_push(&f->outline);
	*o = (struct outline){ "End", 1, 1, 300 * PT };
	d = vec_push(&f->dest);
	*d = (struct dest){ "a0002", 1, 60 * PT, 70 * PT };
	d = vec_push(&f->dest);
	*d = (struct dest){ "a0001", 0, 60 * PT, 70 * PT };
	f->pages = 2;
}

static inline void
sample_make(struct sample *s)
{
	uint32_t doc;

	make_open(&s->m);
	make_page(&s->page[0], 0, "i");
	make_page(&s->page[1], 1, "ii");
	doc = make_elem(&s->m, 0, ROLE_DOCUMENT);
	add_first_page(s, doc);
	add_second_page(s, doc);
	add_frame(s);
}

static inline void
sample_free(struct sample *s)
{
	make_page_free(&s->page[0]);
	make_page_free(&s->page[1]);
	make_close(&s->m);
}

/* The pages come out of order, as layout may send them. */
static inline void
sample_write(struct sample *s, const char *path, int print)
{
	struct publish *out = publish_open(path, &s->m.dg);
	struct pdf_options o = { .book = s->m.book,
		.store = s->m.store,
		.print = print,
		.condition = "/usr/share/color/icc/ghostscript/"
		             "default_cmyk.icc",
		.compression = 6,
		.all_marks = print,
		.shaper = s->m.shaper,
		.file = "print.pdf" };
	struct pdf *pdf;

	assert_non_null(out);
	pdf = pdf_open(out, &o, &s->m.dg);
	assert_non_null(pdf);
	assert_int_equal(pdf_page(pdf, &s->page[1]), 0);
	assert_int_equal(pdf_page(pdf, &s->page[0]), 0);
	assert_int_equal(pdf_finish(pdf, &s->m.frame), 0);
	pdf_free(pdf);
	assert_int_equal(publish_commit(out, NULL), 0);
	/* its pictures are far too small for the press, each is told of */
	assert_int_equal(s->m.dg.count[DIAG_WARNING], print ? 11 : 0);
}

#endif
