/* No word of an article is lost or moved by layout: the words of the items,
 * in the order of the tags, are those of text_document().  And none is set
 * where it cannot be seen. */
#include "layout_help.h"

static const char *const css =
        "@page { size: 105mm 148mm; margin: 10mm }"
        "body { font: 9pt/13pt 'Noto Serif', serif; hyphens: auto;"
        "  text-align: justify; margin: 0 }"
        "article { hyphens: auto; column-count: 2; column-gap: 12pt }"
        "ul { list-style-type: disc } ol { list-style-type: decimal }"
        ".wide { column-span: all }";

static void
put_words(struct str *out, const char *s, size_t n)
{
	const char *p = s, *end = s + n;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (cp_is_space(cp) || cp == 0xA0) {
			if (out->len > 0 && out->s[out->len - 1] != '\n')
				str_putc(out, '\n');
		} else if (cp != 0xAD && cp != 0x200B) {
			str_put_utf8(out, cp_lower(cp));
		}
	}
}

static int
by_seq(const void *x, const void *y)
{
	const struct kept_item *a = *(const struct kept_item *const *)x;
	const struct kept_item *b = *(const struct kept_item *const *)y;

	if (a->it.seq != b->it.seq)
		return a->it.seq < b->it.seq ? -1 : 1;
	if (a->page != b->page)
		return a->page < b->page ? -1 : 1;
	return a < b ? -1 : a > b;
}

static void
words_of_items(struct trial *t, struct str *out)
{
	const struct kept_item **order = calloc(t->item.n + 1, sizeof(*order));
	struct str flat = STR_INIT;

	for (size_t i = 0; i < t->item.n; i++)
		order[i] = &t->item.p[i];
	qsort(order, t->item.n, sizeof(*order), by_seq);
	for (size_t i = 0; i < t->item.n; i++) {
		const struct page_item *it = &order[i]->it;

		if (it->kind != ITEM_TEXT || it->artifact || it->hyphen)
			continue;
		assert_non_null(it->word);
		str_add(&flat, it->word->text, it->word->len);
		if (it->space)
			str_add(&flat, it->space->text, it->space->len);
	}
	put_words(out, str_c(&flat), flat.len);
	str_free(&flat);
	free(order);
}

static void
words_of_articles(struct trial *t, struct str *out)
{
	struct str s = STR_INIT;

	for (size_t i = 0; i < t->book->entry.n; i++) {
		struct article *a = book_load(t->book, i, &t->dg);

		text_document(&s, a);
		str_putc(&s, '\n');
		article_free(a);
	}
	put_words(out, str_c(&s), s.len);
	str_free(&s);
}

static void
trim(struct str *s)
{
	while (s->len > 0 && s->s[s->len - 1] == '\n')
		str_truncate(s, s->len - 1);
}

static void
check_words(struct trial *t)
{
	struct str got = STR_INIT, want = STR_INIT;

	assert_int_equal(trial_run(t), 0);
	words_of_items(t, &got);
	words_of_articles(t, &want);
	trim(&got);
	trim(&want);
	for (size_t i = 0; i < want.len && i < got.len; i++)
		if (got.s[i] != want.s[i])
			fail_msg("at byte %zu: got \"%.60s\", want \"%.60s\"",
			        i, got.s + (i > 30 ? i - 30 : 0),
			        want.s + (i > 30 ? i - 30 : 0));
	assert_int_equal(got.len, want.len);
	str_free(&got);
	str_free(&want);
}

/* Every mark lies on the page; words do not run into the next column. */
static void
check_places(struct trial *t)
{
	const struct page_style *ps = css_page(t->o.css, NULL, PAGE_RIGHT);

	for (size_t i = 0; i < t->item.n; i++) {
		const struct page_item *it = &t->item.p[i].it;
		int space = it->kind == ITEM_TEXT && it->word->len == 1 &&
		            it->word->text[0] == ' ';
		unit w = it->kind == ITEM_TEXT && it->space ? it->space_x
		                                            : it->w;

		assert_true(it->x >= 0 && it->y >= 0);
		assert_true(it->y <= ps->height);
		if (!space)
			assert_true(it->x + w <= ps->width - 9 * PT);
	}
}

static const char *const samples[] = {
	"<p>Nothing but a paragraph of words that goes on for some lines, so"
	" that it is broken and perhaps hyphenated extraordinarily.</p>",
	"<ul><li>one<ul><li>deep<ol><li>deeper</li></ol></li></ul></li>"
	"<li><p>two</p><p>and more</p></li><li><blockquote><p>quoted</p>"
	"</blockquote></li></ul><ol start=\"7\"><li>seven</li><li>eight</li>"
	"</ol>",
	"<dl><dt>term</dt><dd>meaning</dd><dd><p>another</p></dd></dl>",
	"<h2>Head</h2><p>a<br/>b<br/><br/>c <sub>low</sub><sup>high</sup>"
	" <code>x = 1;</code> <a href=\"http://e.org/\">out</a></p>",
	"<pre>int\nmain(void)\n{\n\treturn  0;\n}</pre><hr/><p>end</p>",
	"<table><caption>Cap</caption><thead><tr><th>A</th><th>B</th></tr>"
	"</thead><tbody><tr><td rowspan=\"2\">r2</td><td>1</td></tr><tr>"
	"<td>2</td></tr><tr><td colspan=\"2\">wide <b>cell</b></td></tr>"
	"</tbody></table><p>after</p>",
	"<table><tr><td>outer <table><tr><td>in</td><td>ner</td></tr></table>"
	" tail</td></tr></table>",
	"<figure><img src=\"assets/x.png\" width=\"400\" height=\"300\" "
	"alt=\"\"/><figcaption>The caption</figcaption></figure><p>text</p>",
	"<p>see https://example.org/a/very/long/address/"
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa"
	"aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa end"
	"</p>",
	"<p>\xD9\x85\xD8\xB1\xD8\xAD\xD8\xA8\xD8\xA7 12 and "
	"\xE6\x97\xA5\xE6\x9C\xAC\xE8\xAA\x9E\xE3\x81\xAE\xE6\x96\x87"
	" mixed</p>",
	"<p>T\xE1\xBA\xA1i \xC4\x90\xE1\xBA\xAFk L\xE1\xBA\xAFk, ng\xC3\xA0y"
	"\xC2\xA0"
	"3 th\xC3\xA1ng 5 n\xC4\x83m 2024.</p>",
	"text on its own<p>and <b>bo<i>th</i></b></p>tail",
};

static void
test_samples(void **state)
{
	(void)state;
	for (size_t i = 0; i < sizeof(samples) / sizeof(samples[0]); i++) {
		struct trial t;

		trial_open(&t, "en", 1);
		trial_css(&t, css);
		trial_article(&t, "A Title", samples[i]);
		check_words(&t);
		check_places(&t);
		trial_close(&t);
	}
}

static uint32_t
rnd(uint32_t *s)
{
	*s = *s * 1664525u + 1013904223u;
	return *s >> 16;
}

static void
put_prose(struct str *s, uint32_t *seed, int n)
{
	static const char *const word[] = { "customs", "the", "of", "river",
		"declaration", "nghi\xE1\xBB\x87p", "v\xE1\xBB\xA5", "2024,",
		"administrative", "and", "Hu\xE1\xBA\xBF", "(see)", "reform.",
		"extraordinary", "co-operation", "1.200", "a" };

	for (int i = 0; i < n; i++)
		str_printf(s, "%s%s", i ? " " : "",
		        word[rnd(seed) % (sizeof(word) / sizeof(word[0]))]);
}

static void
put_block(struct str *s, uint32_t *seed, int depth)
{
	int k = (int)(rnd(seed) % (depth > 2 ? 3 : 9)), n;

	switch (k) {
	case 3:
		n = 1 + (int)(rnd(seed) % 4);
		str_puts(s, "<ul>");
		for (int i = 0; i < n; i++) {
			str_puts(s, "<li>");
			put_block(s, seed, depth + 1);
			str_puts(s, "</li>");
		}
		str_puts(s, "</ul>");
		return;
	case 4:
		n = 1 + (int)(rnd(seed) % 30);
		str_puts(s, "<table><thead><tr><th>a</th><th>b</th></tr>"
		            "</thead><tbody>");
		for (int i = 0; i < n; i++) {
			str_puts(s, "<tr><td>");
			put_prose(s, seed, 1 + (int)(rnd(seed) % 6));
			str_puts(s, "</td><td>");
			put_prose(s, seed, 1 + (int)(rnd(seed) % 3));
			str_puts(s, "</td></tr>");
		}
		str_puts(s, "</tbody></table>");
		return;
	case 5:
		str_puts(s, "<blockquote>");
		put_block(s, seed, depth + 1);
		str_puts(s, "</blockquote>");
		return;
	case 6:
		str_puts(s, "<h2>");
		put_prose(s, seed, 4);
		str_puts(s, "</h2>");
		return;
	case 7:
		str_puts(s, "<figure><img src=\"assets/x.png\" width=\"640\" "
		            "height=\"420\" alt=\"\"/><figcaption>");
		put_prose(s, seed, 6);
		str_puts(s, "</figcaption></figure>");
		return;
	default:
		str_puts(s, "<p>");
		put_prose(s, seed, 5 + (int)(rnd(seed) % 90));
		str_puts(s, "</p>");
	}
}

/* Articles of all shapes, one after another in one issue. */
static void
test_generated(void **state)
{
	(void)state;
	for (uint32_t run = 1; run <= 12; run++) {
		struct trial t;
		struct str body = STR_INIT;
		uint32_t seed = run * 7919;

		trial_open(&t, "en", 1);
		trial_css(&t, css);
		for (int a = 0; a < 4; a++) {
			str_truncate(&body, 0);
			for (int i = 0; i < 25; i++)
				put_block(&body, &seed, 0);
			trial_article(&t, "Title of an article", body.s);
		}
		check_words(&t);
		check_places(&t);
		trial_close(&t);
		str_free(&body);
	}
}

/* A row taller than the page, and a table of many pages. */
static void
test_tall(void **state)
{
	struct trial t;
	struct str body = STR_INIT;
	uint32_t seed = 5;

	(void)state;
	str_puts(&body, "<table><tr><td>");
	put_prose(&body, &seed, 900);
	str_puts(&body, "</td><td>short</td></tr></table><table>");
	for (int i = 0; i < 600; i++)
		str_printf(&body, "<tr><td>row %d</td><td>x</td></tr>", i);
	str_puts(&body, "</table>");
	trial_open(&t, "en", 1);
	trial_css(&t, css);
	trial_article(&t, "Tall", body.s);
	assert_int_equal(trial_run(&t), 0);
	check_places(&t);
	assert_true(t.frame->pages > 8);
	trial_close(&t);
	str_free(&body);
}

/* The same Vietnamese and English text by best and by first fit: the mean
 * badness of a line must at least halve. */
static void
test_ragged(void **state)
{
	static const char *const text[][2] = {
		{ "vi", "<p>Hội đồng nhân dân huyện đã họp phiên thường kỳ tại "
		        "hội trường bên sông, nghe các phòng ban báo cáo về "
		        "đường sá, trường học và trạm y tế trong sáu tháng "
		        "đầu năm; đại biểu đề nghị làm rõ tiến độ giải ngân, "
		        "nguyên nhân chậm trễ ở các xã vùng cao, cùng trách "
		        "nhiệm của từng đơn vị được giao.</p>" },
		{ "en", "<p>The council met in the old hall by the river and "
		        "heard what the offices of the district had to say "
		        "about roads, schools and the health stations; members "
		        "asked how far spending had come, why the upland "
		        "communes were late, and which department would answer "
		        "for the delay before the autumn session.</p>" },
	};
	static const char *const wide[] = { "150pt", "170pt", "190pt", "210pt",
		"230pt", "260pt" };
	uint64_t mean[2] = { 0, 0 };

	(void)state;
	for (size_t k = 0; k < 24; k++) {
		struct layout_stats st = { 0 };
		struct trial t;
		struct str rule = STR_INIT;

		trial_open(&t, text[k % 2][0], 1);
		str_printf(&rule, "@page { size: %s 300pt; margin: 10pt }",
		        wide[k / 2 % 6]);
		str_puts(&rule, "p { text-align: justify; hyphens: auto }"
		                "body { font: 9pt/13pt \"Noto Serif\" }");
		trial_css(&t, rule.s);
		str_free(&rule);
		t.o.first_fit = k >= 12;
		t.o.stats = &st;
		trial_article(&t, "T", text[k % 2][1]);
		assert_int_equal(trial_run(&t), 0);
		assert_true(st.lines >= 3);
		assert_int_equal(st.overfull, 0);
		mean[k >= 12] += st.badness * 100 / st.lines;
		trial_close(&t);
	}
	print_message("mean badness: best fit %llu, first fit %llu\n",
	        (unsigned long long)(mean[0] / 1200),
	        (unsigned long long)(mean[1] / 1200));
	assert_true(mean[0] * 2 < mean[1]);
}

/* On the grid: lines of body text of all columns of a page, whatever stands
 * between them, agree within 0.1 pt. */
static void
test_grid(void **state)
{
	static const char body[] =
	        "<p>%s</p><h2>A heading between</h2><p>%s</p>"
	        "<blockquote><p>A quotation of its own size.</p></blockquote>"
	        "<p>%s</p><ul><li>%s</li><li>one</li></ul>"
	        "<p class=\"drop\">%s</p><h2>Again</h2><p>%s</p>";
	static const char w[] =
	        "The council met in the old hall by the river and heard what "
	        "the offices of the district had to say about roads, schools "
	        "and the health stations of the upland communes.";
	const unit grid = 13 * PT;
	unit base[64] = { 0 };
	struct str s = STR_INIT;
	struct trial t;
	size_t lines = 0;

	(void)state;
	trial_open(&t, "en", 1);
	trial_css(&t,
	        "@page { size: 180mm 140mm; margin: 10mm }"
	        "body { font: 9pt/13pt \"Noto Serif\"; text-align: justify }"
	        "article { column-count: 3; column-gap: 12pt;"
	        " -bantin-line-grid: page } p { margin: 0 }"
	        "h1, h2 { font-size: 11pt; line-height: 15pt; margin: 7pt 0 "
	        "3pt;"
	        " -bantin-line-grid: none }"
	        "blockquote { font-size: 8pt; line-height: 11pt;"
	        " margin: 5pt 0; -bantin-line-grid: none }"
	        "p.drop::first-letter { initial-letter: 2 }"
	        "li::after { content: \"A note.\"; float: footnote;"
	        " font-size: 7pt; line-height: 9pt }");
	for (int i = 0; i < 6; i++)
		str_printf(&s, body, w, w, w, w, w, w);
	trial_article(&t, "T", s.s);
	assert_int_equal(trial_run(&t), 0);
	for (size_t i = 0; i < t.item.n; i++) {
		const struct kept_item *k = &t.item.p[i];
		unit off;

		if (k->it.kind != ITEM_TEXT || k->it.artifact ||
		        k->it.size != 9 * PT || k->it.rise != 0 ||
		        k->page >= 64)
			continue;
		if (base[k->page] == 0)
			base[k->page] = k->it.y;
		off = (k->it.y - base[k->page] + 64 * grid) % grid;
		assert_true(off <= PT / 10 || off >= grid - PT / 10);
		lines++;
	}
	assert_true(lines > 1000);
	str_free(&s);
	trial_close(&t);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_samples),
		cmocka_unit_test(test_generated),
		cmocka_unit_test(test_tall),
		cmocka_unit_test(test_ragged),
		cmocka_unit_test(test_grid),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
