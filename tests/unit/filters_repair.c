/* repair and normalise: pages whose text was decoded wrongly before, and text
 * that only looks as if. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/filter.h"
#include "filters/normalise.h"
#include "filters/repair.h"
#include "tests/heard.h"

static struct article *
parse(const char *page, size_t n)
{
	struct article *a = article_new("page.html");
	struct options o = { .limits = &limits_default };
	struct diag dg;

	hear(&dg, NULL);
	str_add(&a->raw, page, n);
	assert_int_equal(filter_decode.run(a, &o, &dg), 0);
	assert_int_equal(filter_parse.run(a, &o, &dg), 0);
	return a;
}

static void
expect(const char *page, const char *want)
{
	struct article *a = parse(page, strlen(page));
	struct str s = STR_INIT;

	dom_text_folded(article_body(a), &s);
	assert_string_equal(str_c(&s), want);
	str_free(&s);
	article_free(a);
}

/* Text in a legacy encoding, read as windows-1252, as UTF-8. */
static void
as_1252(const struct vi_table *t, const char *text, struct str *out)
{
	struct str bytes = STR_INIT;
	size_t i;

	if (t != NULL)
		assert_int_equal(vi_encode(t, span_of(text), &bytes), 0);
	else
		str_puts(&bytes, text);
	for (i = 0; i < bytes.len; i++)
		str_put_utf8(out, cp1252_char((unsigned char)bytes.s[i]));
	str_free(&bytes);
}

static int
has_rule(const struct article *a, const char *rule, int line)
{
	size_t i;

	for (i = 0; i < a->ledger.n; i++)
		if (strcmp(a->ledger.p[i].rule, rule) == 0 &&
		        a->ledger.p[i].line == line)
			return 1;
	return 0;
}

static void
test_mixed(void **state)
{
	struct str page = STR_INIT, text = STR_INIT;
	struct article *a;

	(void)state;
	str_puts(&page, "<h1>Bản tin tháng</h1>\n<p>Ủy ban nhân dân tỉnh đã "
	                "họp.</p>\n<p><font face=\".VnTime\">");
	as_1252(&vi_tcvn3, "người dân ở đây rất phấn khởi", &page);
	str_puts(&page, "</font> <span style=\"font-family:'.VnTimeH'\">");
	as_1252(&vi_tcvn3, "hội đồng", &page);
	str_puts(&page, "</span></p>\n<p>");
	as_1252(&vi_vni_win, "Trường học được xây lại từ đầu năm.", &page);
	str_puts(&page, "</p>\n<p>Ông nói: ");
	as_1252(NULL, "“Chúng tôi rất vui mừng”", &page);
	str_puts(&page, ".</p>\n<p>Café, naïve, déjà vu.</p>");
	a = parse(str_c(&page), page.len);
	dom_text_folded(article_body(a), &text);
	assert_string_equal(str_c(&text),
	        "Bản tin tháng Ủy ban nhân dân tỉnh "
	        "đã họp. người dân ở đây rất phấn khởi HỘI ĐỒNG Trường học "
	        "được xây lại từ đầu năm. Ông nói: “Chúng tôi rất vui mừng”. "
	        "Café, naïve, déjà vu.");
	assert_true(has_rule(a, "encoding", 0));
	assert_true(has_rule(a, "tcvn3", 3));
	assert_true(has_rule(a, "vni-win", 4));
	assert_true(has_rule(a, "mojibake", 5));
	assert_false(has_rule(a, "mojibake", 6));
	article_free(a);
	str_free(&page);
	str_free(&text);
}

static void
test_twice(void **state)
{
	struct str once = STR_INIT, twice = STR_INIT, page = STR_INIT;

	(void)state;
	as_1252(NULL, "Thủ đô của Việt Nam là Hà Nội", &once);
	as_1252(NULL, str_c(&once), &twice);
	str_printf(&page, "<p>%s</p>", str_c(&twice));
	expect(str_c(&page), "Thủ đô của Việt Nam là Hà Nội");
	str_truncate(&page, 0);
	str_printf(&page, "<p>%s</p>", str_c(&once));
	expect(str_c(&page), "Thủ đô của Việt Nam là Hà Nội");
	str_free(&once);
	str_free(&twice);
	str_free(&page);
	expect("<p>caf\xC3\x83\xC2\xA9 cr\xC3\x83\xC2\xA8me</p>", "café crème");
	expect("<p>NÃ\xE2\x80\x9DNG DÃ\xE2\x80\x9AN, TÃ\xE2\x82\xACI"
	       "</p>",
	        "NÔNG DÂN, TÀI");
	/* What proves nothing by itself goes with the page. */
	expect("<p>Ph\xC3\xA1\xC2\xBB\xE2\x80\x98 "
	       "Vi\xC3\xA1\xC2\xBB\xE2\x80\xA1t"
	       "</p> <i>\xC3\x83\xC2\xBD</i> à <b>T\xC3\x82\xC2\xBB, "
	       "\xC3\x82\xC2\xA9 y</b>",
	        "Phố Việt ý à T\xC3\x82\xC2\xBB, \xC3\x82\xC2\xA9 y");
}

/* Right text is known by its bytes; a sign of anything else, and it is not. */
static void
test_looks(void **state)
{
	static const char *const doubtful[] = { "\xC2\xAE\xC2\xB8", "Ã\xC2\xA0",
		"e\xCC\x81", "\xC2\xAD", "\x0B", "Ð", "\xE2\x80\x8B", "®i",
		"d©n", "t«i", "b·o", "c×", "été", "naïve", "\xEF\xBF\xBD" };
	static const char *const fine[] = { "“được”", "© 2020 – «tôi»",
		"a&nbsp;b &amp; c", "font-family: Arial", "₫", "37 °C", "3 × 4",
		"• ☎ → \xF0\x9F\x98\x80 ✔\xEF\xB8\x8F", "<font face=x>",
		"plain", "" };
	struct repair_rules *rules = repair_rules_new();
	struct str s = STR_INIT;
	struct repair_look l;
	size_t i, pad;

	(void)state;
	for (pad = 0; pad < 40; pad++) {
		for (i = 0; i < sizeof(fine) / sizeof(fine[0]); i++) {
			str_truncate(&s, 0);
			str_puts(&s, "đ ");
			while (s.len < pad)
				str_putc(&s, ' ');
			str_puts(&s, fine[i]);
			repair_look(rules, str_span(&s), 0, s.len, &l);
			if (!repair_looks_right(&l))
				fail_msg("%s", fine[i]);
		}
		for (i = 0; i < sizeof(doubtful) / sizeof(doubtful[0]); i++) {
			str_truncate(&s, 0);
			while (s.len < pad)
				str_putc(&s, ' ');
			str_puts(&s, doubtful[i]);
			str_puts(&s, " and so on");
			repair_look(rules, str_span(&s), 0, s.len, &l);
			if (repair_looks_right(&l))
				fail_msg("%s", doubtful[i]);
		}
	}
	str_free(&s);
	free(rules);
}

/* Vietnamese letters and their marks apart are in the right encoding, but
 * there is work on them; French ones are not told by this, and no language
 * has marks anywhere. */
static void
test_looks_apart(void **state)
{
	static const struct {
		const char *text;
		int reads;
	} apart[] = {
		{ "Vi\xC3\xAA\xCC\xA3t Nam \xC4\x91\xC6\xB0\xC6\xA1\xCC\xA3"
		  "c m\xC6\xA1\xCC\x81i l\xE1\xBA\xA1",
		        1 },
		{ "Vie\xCC\xA3\xCC\x82t Nam no\xCC\x9B\xCC\x81i", 1 },
		{ "l'e\xCC\x81te\xCC\x81 de\xCC\x81ja\xCC\x80", 0 },
		{ "t\xCC\xA3 o\xCC\xA3", 0 },
		{ " \xCC\xA3 o\xCC\xA3", 0 },
		{ "o\xCC\xA3 c\xCC\xA7 a\xCC\xA3", 0 },
		{ "o\xCC\xA3 a\xCC\x8A a\xCC\xA3", 0 },
	};
	struct repair_rules *rules = repair_rules_new();
	struct repair_look l;

	(void)state;
	for (size_t i = 0; i < sizeof(apart) / sizeof(apart[0]); i++) {
		struct span s = span_of(apart[i].text);

		repair_look(rules, s, 0, s.n, &l);
		assert_int_equal(repair_looks_right(&l), 0);
		if (repair_reads_right(&l) != apart[i].reads)
			fail_msg("%s", apart[i].text);
	}
	free(rules);
}

/* What `bantin decode` makes of a text in UTF-8. */
static void
decoded(struct str *s)
{
	struct article *a = article_new("x");
	struct options o = { .limits = &limits_default };
	struct diag dg;

	hear(&dg, NULL);
	str_put_span(&a->raw, str_span(s));
	assert_int_equal(filter_decode.run(a, &o, &dg), 0);
	repair_markup(a, &o);
	str_truncate(s, 0);
	str_put_span(s, str_span(&a->text));
	article_free(a);
}

/* Vietnamese words among foreign ones, quotation marks, a short line. */
static void
test_few(void **state)
{
	static const struct {
		const struct vi_table *t;
		const char *text;
	} c[] = {
		{ &vi_vni_win,
		        "Choice-earning M generation với khoảng 10.000" },
		{ &vi_vni_win, "the wake of its full-scale là Thành Công, cô" },
		{ &vi_tcvn3, "cung vua thủy tề”. Những con đường trong nghề” "
		             "nên cũng dễ hiểu" },
		{ &vi_vni_win, "ô.\nNếu bạn xác định một nhãn nằm dọc" },
		{ &vi_tcvn3, "gia súc.\nNgày 5 tháng 9, hơn 22 triệu học" },
	};
	struct str s = STR_INIT;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		str_truncate(&s, 0);
		as_1252(c[i].t, c[i].text, &s);
		decoded(&s);
		assert_string_equal(str_c(&s), c[i].text);
	}
	str_free(&s);
}

/* One fault in a long page or a long file without markup is found, wherever
 * it stands, and nothing else changes. */
static void
test_one_fault(void **state)
{
	static const struct {
		const char *is, *want;
	} fault[] = {
		{ "<p>h&aacute;t</p>", "<p>hát</p>" },
		{ "re\xCC\x81n", "rén" },
		{ "tin\xC2\xADh", "tinh" },
		{ "người ðã", "người đã" },
		{ "<p>Th\xC3\xA0nh ph\xC3\xA1\xC2\xBB\xE2\x80\x98 "
		  "Vi\xC3\xA1\xC2\xBB\xE2\x80\xA1t</p>",
		        "<p>Thành phố Việt</p>" },
		{ "<font face='.VnTime'>ViÖt Nam d©n chñ céng hßa</font>",
		        "<font face='.VnTime'>Việt Nam dân chủ cộng "
		        "hòa</font>" },
		{ "Céng hßa x· héi chñ nghÜa ViÖt Nam, §éc lËp - Tù do - "
		  "H¹nh phóc",
		        "Cộng hòa xã hội chủ nghĩa Việt Nam, Độc lập - Tự do - "
		        "Hạnh phúc" },
	};
	static const char *const line[] = {
		"<p>Người dân được hưởng, mỗi năm hai đợt.</p>\n",
		"Người dân được hưởng, mỗi năm hai đợt.\n"
	};
	size_t i, k, n, before;

	(void)state;
	for (i = 0; i < sizeof(fault) / sizeof(fault[0]); i++)
		for (k = 0; k < 2; k++)
			for (before = 0; before < 120; before += 17) {
				struct str s = STR_INIT, want = STR_INIT;

				for (n = 0; n < 150; n++) {
					if (n == before) {
						str_puts(&s, fault[i].is);
						str_puts(&s, "\n");
						str_puts(&want, fault[i].want);
						str_puts(&want, "\n");
					}
					str_puts(&s, line[k]);
					str_puts(&want, line[k]);
				}
				decoded(&s);
				assert_string_equal(str_c(&s), str_c(&want));
				str_free(&s);
				str_free(&want);
			}
}

/* Control characters are letters in VPS; references are bytes. */
static void
test_controls(void **state)
{
	struct str page = STR_INIT;

	(void)state;
	str_puts(&page, "<p>");
	as_1252(&vi_vps, "BỘ ĐỘI ĐỊA PHƯƠNG và người dân được nghỉ một ngày",
	        &page);
	str_puts(&page, "</p>");
	expect(str_c(&page),
	        "BỘ ĐỘI ĐỊA PHƯƠNG và người dân được nghỉ một ngày");
	str_free(&page);
	expect("<p>Th&laquo;ng tin c&#241;a nh&#169;n d&#169;n tr&#173;&#237;c"
	       " n&#168;m häc míi</p>",
	        "Thông tin của nhân dân trước năm học mới");
	expect("<p>a\x01"
	       "b</p>",
	        "ab");
}

static void
test_capitals(void **state)
{
	static const char *const cases[][2] = {
		{ "UBND THàNH PHố Hà NộI", "UBND THÀNH PHỐ HÀ NỘI" },
		{ "Hà Nội và Huế", NULL },
		{ "UBND xã ở đây", NULL },
		{ "TIếNG VIệT. Bà ấy là ai?", "TIẾNG VIỆT. Bà ấy là ai?" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct str out = STR_INIT;
		int changed = repair_capitals(span_of(cases[i][0]), &out);

		assert_int_equal(changed, cases[i][1] != NULL);
		assert_string_equal(str_c(&out), changed ? cases[i][1] : "");
		str_free(&out);
	}
}

static void
test_viqr(void **state)
{
	struct str out = STR_INIT;

	(void)state;
	expect("<p>Ddu+o+`ng tu+` Ha` No^.i dde^'n Hue^' da`i la('m. Anh co' "
	       "kho?e kho^ng?</p>",
	        "Đường từ Hà Nội đến Huế dài lắm. Anh có khỏe không?");
	/* Abbreviations, and English. */
	vi_ascii_decode(&vi_viqr, SPAN_LIT("tdd, Hddxx, add, Eddy"), &out);
	assert_string_equal(str_c(&out), "t\xC4\x91, H\xC4\x91xx, add, Eddy");
	str_truncate(&out, 0);
	vi_ascii_decode(&vi_viqr, SPAN_LIT("la\\. to\\?"), &out);
	assert_string_equal(str_c(&out), "la. to?");
	str_free(&out);
	expect("<p>Add a+b to u^2. So he said, why? It's me.</p>",
	        "Add a+b to u^2. So he said, why? It's me.");
}

static void
test_right_stays(void **state)
{
	static const char *const right[] = {
		"« aidé » dit-il, DÉJÀ », CAFÉ™ et Spaß“ für „Größe“",
		"Příliš žluťoučký kůň; İstanbul’da ığdır; Łódź",
		"“AMANHû, disse João da Conceição",
		"hòa bình, hoà bình, quý bà, là, có, tôi, và, ở",
		"x = u^2 + o+; char *s = \"a.b\"; s[0]?",
		"El «está» es así: Ángel, Íñigo, Óscar y Úrsula",
		"Điện Biên Phủ, Đắk Lắk, Nguyễn Ái Quốc – H’Mông",
		"© 2005, ® và ™; 20 °C; 5 €",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(right) / sizeof(right[0]); i++)
		expect(right[i], right[i]);
	expect("<p>Việt Nam đã có <code>b\xC3\x83\xC2\xA9</code></p>",
	        "Việt Nam đã có b\xC3\x83\xC2\xA9");
}

static void
test_vietnamese(void **state)
{
	static const struct {
		const char *in, *want;
		enum tone_style tone;
	} cases[] = {
		{ "Ðảng và nƣớc, nguời ðã", "Đảng và nước, nguời đã",
		        TONE_KEEP },
		{ "N\xC6\xA2\xE1\xBB\x9A"
		  "C",
		        "NƯỚC", TONE_KEEP },
		{ "v\xD0\xB0 t\xD1\x81", "va t\xD1\x81", TONE_KEEP },
		{ "hòa thúy khỏe hoàn quý", "hoà thuý khoẻ hoàn quý",
		        TONE_NEW },
		{ "hoà thuý khoẻ HOÀ quý", "hòa thúy khỏe HÒA quý", TONE_OLD },
		{ "hoà hòa", "hoà hòa", TONE_KEEP },
		{ "Москва, Αθήνα, það", "Москва, Αθήνα, það", TONE_KEEP },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
		struct str out = STR_INIT;

		normalise_vietnamese(&out, span_of(cases[i].in), cases[i].tone);
		assert_string_equal(str_c(&out), cases[i].want);
		str_free(&out);
	}
}

/* One column of NormalizationTest.txt: code points in hex. */
static void
column(const char **p, struct str *out)
{
	str_truncate(out, 0);
	while (**p != ';') {
		char *end;
		unsigned long cp = strtoul(*p, &end, 16);

		str_put_utf8(out, (uint32_t)cp);
		*p = *end == ' ' ? end + 1 : end;
	}
	(*p)++;
}

static void
test_unicode(void **state)
{
	struct str file = STR_INIT, c[5] = { STR_INIT }, got = STR_INIT;
	char buf[4096];
	const char *p;
	unsigned cases = 0, wrong = 0;
	FILE *f;
	size_t n;
	int i;

	(void)state;
	f = popen("bzip2 -dc /usr/share/unicode/NormalizationTest.txt.bz2 "
	          "2>/dev/null",
	        "r");
	assert_non_null(f);
	while ((n = fread(buf, 1, sizeof(buf), f)) > 0)
		str_add(&file, buf, n);
	pclose(f);
	if (file.len == 0)
		skip();
	for (p = str_c(&file); *p != '\0'; p += *p == '\n') {
		if (*p != '#' && *p != '@' && *p != '\n') {
			for (i = 0; i < 5; i++)
				column(&p, &c[i]);
			for (i = 0; i < 5; i++) {
				const struct str *want = i < 3 ? &c[1] : &c[3];

				str_truncate(&got, 0);
				normalise_nfc(&got, str_span(&c[i]));
				wrong += !span_eq(
				        str_span(&got), str_span(want));
				cases++;
			}
		}
		p += strcspn(p, "\n");
	}
	print_message("NormalizationTest: %u of %u\n", cases - wrong, cases);
	assert_true(cases > 90000);
	assert_int_equal(wrong, 0);
	str_free(&file);
	str_free(&got);
	for (i = 0; i < 5; i++)
		str_free(&c[i]);
}

/* Fonts by class, by id, by the property font, one element in another; a
 * word that is right in both readings goes with what stands in its font. */
static void
test_font_rules(void **state)
{
	static const char head[] =
	        "<style>p.MsoNormal, li.x { margin:0; font-family:\".VnTime\"; "
	        "}"
	        ".big { font: bold 700 14pt \".VnTimeH\" }"
	        "span.v { FONT-FAMILY : VNI-Times, serif }"
	        "#foot { font:12px/1.5 VNI-Helve, serif }</style>"
	        "<p>Người dân được hưởng.</p>";
	struct str s = STR_INIT;

	(void)state;
	str_printf(&s,
	        "%s<p class='y MsoNormal'>Héi nghÞ bµn vÒ kÕ ho¹ch</p>"
	        "<p class=big>th«ng b¸o</p><p><font face=Arial>"
	        "<font face='VNI-Times'>Cô quan chuû quaûn</font> được</font>"
	        "</p><p><span class=v>Côm</span></p><div id=foot>Ñòa chæ</div>"
	        "<p><span style='font:12pt .VnTime'>chµo</span></p>",
	        head);
	expect(str_c(&s),
	        "Người dân được hưởng. Hội nghị bàn về kế hoạch THÔNG BÁO "
	        "Cơ quan chủ quản được Cơm Địa chỉ chào");
	/* Where the old name stands over Unicode, it says nothing. */
	str_truncate(&s, 0);
	str_printf(&s,
	        "%s<p><span class=v>Đường phố</span> <span class=v>Côm</span>"
	        "</p>",
	        head);
	expect(str_c(&s), "Người dân được hưởng. Đường phố Côm");
	/* And its fonts by a style sheet, to the end of their element. */
	str_truncate(&s, 0);
	str_puts(&s, "<style><!-- .cu, td.vni { font-family: .VnTimeH }\n"
	             "p.vn { font: 12pt .VnTime } --></style><p>Đường phố"
	             "<p class='x vn'>s¸ng<p>Łódź ¸<span class=cu>héi "
	             "®ång</span>");
	decoded(&s);
	assert_string_equal(str_c(&s),
	        "<style><!-- .cu, td.vni { font-family: .VnTimeH }\n"
	        "p.vn { font: 12pt .VnTime } --></style><p>Đường phố"
	        "<p class='x vn'>sáng<p>Łódź ¸<span class=cu>HỘI "
	        "ĐỒNG</span>");
	/* The file itself gets its capitals, too, and keeps its references. */
	str_truncate(&s, 0);
	str_puts(&s, "<p>Đường phố</p><p style='font-family:.VnTimeH'>héi&nbsp;"
	             "®ång nh©n d©n tØnh &lt;</p>");
	decoded(&s);
	assert_string_equal(str_c(&s),
	        "<p>Đường phố</p><p style='font-family:.VnTimeH'>HỘI\xC2\xA0"
	        "ĐỒNG NHÂN DÂN TỈNH &lt;</p>");
	str_free(&s);
}

/* Signs that Word sets in fonts of their own, with the font and without. */
static void
test_signs(void **state)
{
	static const struct {
		const char *page, *want;
	} c[] = {
		{ "<p><span style='font-size:13pt;font-family:Symbol'>·<span "
		  "style='font:7pt \"Times New Roman\"'>&nbsp; </span></span>"
		  "Phần một",
		        "•\u00A0 Phần một" },
		{ "<p><span style=\"font-family:'Wingdings'\">Ø</span> Phần "
		  "hai",
		        "➢ Phần hai" },
		{ "<p>A <font face=Wingdings>à</font> B", "A → B" },
		{ "<p><font face='Wingdings 2'>P</font> <font face='Wingdings "
		  "3'>"
		  "}</font> <font face=webdings>4</font>",
		        "✓ ▸ ▸" },
		{ "<p><font face=Symbol>a + b £ 2p, D</font>x",
		        "α + β ≤ 2π, Δx" },
		/* bytes of windows-1252 beyond Latin 1; pictures go */
		{ "<p><font face=Wingdings>&#8226;\u0152</font>."
		  "<font face=Wingdings>$</font>",
		        "❿❶." },
		/* a name over text that is no sign */
		{ "<p><font face=Symbol>Đường phố</font>, "
		  "<font face=Wingdings>very good</font>",
		        "Đường phố, very good" },
		/* without the font */
		{ "<p>\uF0B7 Một<p>\uF0A7\u00A0Hai<p>\uF0D8 Ba<p>\uF0FC",
		        "• Một ▪\u00A0Hai ➢ Ba ✓" },
		{ "<p>Góc \uF061\uF0A3\uF03990\uF0B0, mũi tên \uF0E0 B",
		        "Góc α≤990°, mũi tên → B" },
		{ "<p><span style='font-family:Wingdings'>\uF0E0</span> C",
		        "→ C" },
		/* in a text that is in another encoding, too */
		{ "<p><font face='.VnTime'>\uF0B7 Héi nghÞ bµn vÒ kÕ ho¹ch "
		  "ph¸t "
		  "triÓn kinh tÕ</font>",
		        "• Hội nghị bàn về kế hoạch phát triển kinh tế" },
		/* icons */
		{ "<p>\uE023<p><i class=fa>\uF0E0</i> a@b.vn \uF095 0299 "
		  "\uE80A",
		        "a@b.vn 0299" },
		/* letters of a font of scholars; code */
		{ "<p>m\uE8BFn <code>\uE0A0 main</code>",
		        "m\uE8BFn \uE0A0 main" },
	};

	(void)state;
	for (size_t i = 0; i < sizeof(c) / sizeof(c[0]); i++)
		expect(c[i].page, c[i].want);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_mixed),
		cmocka_unit_test(test_twice),
		cmocka_unit_test(test_controls),
		cmocka_unit_test(test_capitals),
		cmocka_unit_test(test_viqr),
		cmocka_unit_test(test_right_stays),
		cmocka_unit_test(test_looks),
		cmocka_unit_test(test_looks_apart),
		cmocka_unit_test(test_few),
		cmocka_unit_test(test_one_fault),
		cmocka_unit_test(test_font_rules),
		cmocka_unit_test(test_signs),
		cmocka_unit_test(test_vietnamese),
		cmocka_unit_test(test_unicode),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
