/* A small whole document, through the writer and through other people's
 * readers of PDF. */
#include "pdf_make.h"

#define TEXT "Tiếng Việt: ằ ẳ ẵ ặ ấ ầ ẩ ẫ ậ ế ề ể ễ ệ ố ồ ổ ỗ ộ ớ ờ ở ỡ ợ"

struct sample {
	struct make m;
	struct page page[2];
};

static void
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

static void
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
	m->frame.elem.p[l].list_type = LIST_DECIMAL;
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

static void
add_second_page(struct sample *s, uint32_t doc)
{
	static const struct { int type, depth, interlace, trans; } kind[] = {
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
		it = make_box(p, ITEM_IMAGE, fig, (60 + i * 40) * PT,
			140 * PT, 30 * PT, 30 * PT);
		it->asset = make_jpeg(m, i);
	}
	for (int style = BORDER_SOLID; style <= BORDER_DOUBLE; style++) {
		it = make_box(p, ITEM_RULE, 0, 60 * PT, (200 + style * 9) * PT,
			200 * PT, 0);
		it->artifact = ARTIFACT_LAYOUT;
		it->rule_style = (uint8_t)style;
		it->rule_width = 2 * PT;
		it->color = (struct css_color){ 1, 0,
			{ 60000, 0, 0, 65535 } };
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

static void
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

static void
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

static void
sample_free(struct sample *s)
{
	make_page_free(&s->page[0]);
	make_page_free(&s->page[1]);
	make_close(&s->m);
}

/* The pages come out of order, as layout may send them. */
static void
sample_write(struct sample *s, const char *path, int print)
{
	struct publish *out = publish_open(path, &s->m.dg);
	struct pdf_options o = { s->m.book, s->m.store, print, NULL, 6 };
	struct pdf *pdf;

	assert_non_null(out);
	pdf = pdf_open(out, &o, &s->m.dg);
	assert_non_null(pdf);
	assert_int_equal(pdf_page(pdf, &s->page[1]), 0);
	assert_int_equal(pdf_page(pdf, &s->page[0]), 0);
	assert_int_equal(pdf_finish(pdf, &s->m.frame), 0);
	pdf_free(pdf);
	assert_int_equal(publish_commit(out, NULL), 0);
	assert_int_equal(s->m.dg.count[DIAG_WARNING], 0);
}

static void
check_with_tools(struct make *m, const char *path)
{
	int st;
	char *out;

	if (have_tool("qpdf")) {
		out = run_tool(m, &st, "qpdf --check %s", path);
		assert_has(out, "No syntax or stream encoding errors");
		assert_int_equal(st, 0);
	}
	if (have_tool("pdffonts")) {
		out = run_tool(m, &st, "pdffonts %s", path);
		assert_has_not(out, " no ");
		assert_has(out, "yes yes yes");
		assert_has(out, "CID TrueType");
		assert_has(out, "CID Type 0C");
	}
	if (have_tool("gs")) {
		out = run_tool(m, &st, "gs -q -dNOPAUSE -dBATCH "
			"-dPDFSTOPONERROR -sDEVICE=nullpage %s", path);
		assert_string_equal(out, "");
		assert_int_equal(st, 0);
	}
	if (have_tool("mutool")) {
		out = run_tool(m, &st, "mutool draw -q -N -F png -o /dev/null "
			"-r 40 %s", path);
		assert_has_not(out, "error");
		assert_has_not(out, "warning");
		assert_int_equal(st, 0);
	}
}

static void
test_screen(void **state)
{
	struct sample s;
	const char *path;
	char *out;
	int st;

	(void)state;
	sample_make(&s);
	path = make_path(&s.m, "screen.pdf");
	sample_write(&s, path, 0);
	check_with_tools(&s.m, path);
	if (have_tool("pdftotext")) {
		out = run_tool(&s.m, &st, "pdftotext %s -", path);
		assert_has(out, TEXT);
		assert_has(out, "ting office fi");
		assert_has(out, "CFF office (fi) \\");
		assert_has(out, "a link after");
		assert_has(out, "Trang ii");
	}
	if (have_tool("pdfinfo")) {
		out = run_tool(&s.m, &st, "pdfinfo %s", path);
		assert_has(out, "Tagged:          yes");
		assert_has(out, "Bản tin <Hải quan> & (thử) 5/2024");
		assert_has(out, "PDF version:     1.7");
		out = run_tool(&s.m, &st, "pdfinfo -struct-text %s", path);
		assert_has(out, "Figure");
		assert_has(out, "\"Cục Hải quan\"");
		assert_has_not(out, "rror");
	}
	sample_free(&s);
}

static void
test_print(void **state)
{
	struct sample s;
	const char *path;
	char *out;
	int st;

	(void)state;
	if (access("/usr/share/color/icc/ghostscript/default_cmyk.icc",
			R_OK) != 0)
		skip();
	sample_make(&s);
	path = make_path(&s.m, "print.pdf");
	sample_write(&s, path, 1);
	check_with_tools(&s.m, path);
	if (have_tool("pdfinfo")) {
		out = run_tool(&s.m, &st, "pdfinfo -box %s", path);
		assert_has(out, "TrimBox:");
		assert_has(out, "PDF version:     1.6");
	}
	if (have_tool("gs")) {
		/* the text is on the black plate alone */
		out = run_tool(&s.m, &st, "gs -q -o - -sDEVICE=inkcov "
			"-dFirstPage=2 -dLastPage=2 %s", path);
		assert_has(out, "CMYK OK");
	}
	sample_free(&s);
}

static void
test_same_bytes(void **state)
{
	struct sample a, b;
	struct str x = STR_INIT, y = STR_INIT;

	(void)state;
	sample_make(&a);
	sample_make(&b);
	sample_write(&a, make_path(&a.m, "a.pdf"), 0);
	sample_write(&b, make_path(&b.m, "b.pdf"), 0);
	file_read(make_path(&a.m, "a.pdf"), 1 << 24, &x, &a.m.dg);
	file_read(make_path(&b.m, "b.pdf"), 1 << 24, &y, &b.m.dg);
	assert_true(x.len > 1000);
	assert_int_equal(x.len, y.len);
	assert_memory_equal(x.s, y.s, x.len);
	str_free(&x);
	str_free(&y);
	sample_free(&a);
	sample_free(&b);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_screen),
		cmocka_unit_test(test_print),
		cmocka_unit_test(test_same_bytes),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
