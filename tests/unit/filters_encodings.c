/* encodings: the Vietnamese tables, their detection, and the corpora where
 * ../shared is there: twenty forms at four lengths, and other languages. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/utf8.h"
#include "filters/decode.h"
#include "filters/filter.h"
#include "filters/repair.h"
#include "tests/heard.h"

/* What `bantin decode` makes of bytes. The article is the caller's. */
static struct article *
reencode(struct span raw, const char *encoding, struct str *out)
{
	struct article *a = article_new("sample");
	struct options o = { .encoding = encoding, .limits = &limits_default };
	struct diag dg;

	hear(&dg, NULL);
	str_put_span(&a->raw, raw);
	if (filter_decode.run(a, &o, &dg) == 0) {
		repair_markup(a, &o);
		str_put_span(out, str_span(&a->text));
	}
	return a;
}

/* Every row that goes both ways does, alone and between letters. */
static void
test_round_trip(void **state)
{
	const struct vi_table *const *t;

	(void)state;
	for (t = vi_tables; *t != NULL; t++) {
		struct str text = STR_INIT, bytes = STR_INIT, back = STR_INIT;
		unsigned i, rows = 0;

		for (i = 0; i < (*t)->first[256]; i++) {
			const struct vi_seq *s = &(*t)->seq[i];

			if (s->flag != VI_RT)
				continue;
			rows++;
			str_putc(&text, ' ');
			str_put_utf8(&text, s->cp);
			str_puts(&text, " 1");
			str_put_utf8(&text, s->cp);
			str_puts(&text, "2 X");
			str_put_utf8(&text, s->cp);
			str_puts(&text, "X");
		}
		assert_true(rows >= ((*t) == &vi_tcvn3h ? 7u : 74u));
		assert_int_equal(vi_encode(*t, str_span(&text), &bytes), 0);
		vi_decode(*t, str_span(&bytes), &back);
		assert_string_equal(str_c(&back), str_c(&text));
		str_free(&text);
		str_free(&bytes);
		str_free(&back);
	}
}

/* All 256 bytes mean something in every table, and never more than one
 * character; pieces of any length decode to valid UTF-8. */
static void
test_every_byte(void **state)
{
	const struct vi_table *const *t;
	unsigned i, k;

	(void)state;
	for (t = vi_tables; *t != NULL; t++)
		for (i = 0; i < 256; i++)
			for (k = 0; k < 256; k++) {
				char b[2] = { (char)i, (char)k };
				struct str out = STR_INIT;

				vi_decode(*t, (struct span){ b, 2 }, &out);
				assert_int_equal(
				        utf8_valid_prefix(str_c(&out), out.len),
				        out.len);
				assert_true(utf8_count(str_span(&out)) <= 2);
				str_free(&out);
			}
}

static void
test_syllables(void **state)
{
	static const char *const yes[] = { "nghi\xC3\xAA"
		                           "ng",
		"qu\xE1\xBB\x91"
		"c",
		"g\xC3\xAC", "gi\xE1\xBA\xBFt", "ho\xC3\xA0",
		"h\xC3\xB2"
		"a",
		"Vi\xE1\xBB\x87t", "\xC4\x90\xE1\xBA\xAFk", "a", "th\xC3\xBAy",
		"thu\xC3\xBD", "khuy\xE1\xBA\xBFn",
		"NGH\xC4\xA8"
		"A",
		"ti\xE1\xBA\xBFng", "tie\xCC\x82\xCC\x81ng" };
	static const char *const no[] = { "ngi\xC3\xAA", "ki\xC3\xA9t",
		"c\xC3\xAC", "caf\xC3\xA9", "h\xC3\xB2\xC3\xA0", "work",
		"d\xC3\xA9j\xC3\xA0", "c\xC3\xA0t", "\xC3\xA9t\xC3\xA9",
		"na\xC3\xAFve", "z\xC3\xA0", "qu", "tr" };
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(yes) / sizeof(yes[0]); i++)
		if (!vi_span_valid(span_of(yes[i])))
			fail_msg("%s is a syllable", yes[i]);
	for (i = 0; i < sizeof(no) / sizeof(no[0]); i++)
		if (vi_span_valid(span_of(no[i])))
			fail_msg("%s is no syllable", no[i]);
}

/* ---- the corpora ---- */

static const char *
shared(void)
{
	const char *s = getenv("BANTIN_SHARED");

	return s != NULL ? s : "../shared";
}

static int
shared_file(const char *name, struct str *out)
{
	struct str path = STR_INIT;
	struct diag dg;
	int r;

	hear(&dg, NULL);
	str_printf(&path, "%s/corpora/encodings/%s", shared(), name);
	r = file_read(str_c(&path), 1 << 26, out, &dg);
	str_free(&path);
	return r;
}

static void
base64(struct span in, struct str *out)
{
	static const char digits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
	                             "abcdefghijklmnopqrstuvwxyz0123456789+/";
	unsigned v = 0, bits = 0;
	size_t i;

	for (i = 0; i < in.n && in.p[i] != '='; i++) {
		const char *d = strchr(digits, in.p[i]);

		assert_non_null(d);
		v = v << 6 | (unsigned)(d - digits);
		bits += 6;
		if (bits >= 8) {
			bits -= 8;
			str_putc(out, (char)(v >> bits & 0xFF));
		}
	}
}

static void
unescape(struct span in, struct str *out)
{
	size_t i;

	for (i = 0; i < in.n; i++) {
		if (in.p[i] == '\\' && i + 1 < in.n) {
			i++;
			str_putc(out, in.p[i] == 'n'   ? '\n'
			              : in.p[i] == 't' ? '\t'
			                               : in.p[i]);
		} else {
			str_putc(out, in.p[i]);
		}
	}
}

static struct span
field(const char **p, const char *end)
{
	const char *from = *p;

	while (*p < end && **p != '\t' && **p != '\n')
		(*p)++;
	(void)end;
	return (struct span){ from, (size_t)((*p)++ - from) };
}

/* Without case where the fonts have no capitals. */
static int
same(struct span enc, struct span got, struct span want)
{
	struct str a = STR_INIT, b = STR_INIT;
	int r;

	if (span_eq(got, want))
		return 1;
	if (!span_eq(enc, SPAN_LIT("tcvn3")) &&
	        !span_eq(enc, SPAN_LIT("vietware-f")) &&
	        !span_eq(enc, SPAN_LIT("tcvn3-as-1252-in-utf8")))
		return 0;
	repair_upper(got, &a);
	repair_upper(want, &b);
	r = span_eq(str_span(&a), str_span(&b));
	str_free(&a);
	str_free(&b);
	return r;
}

struct tally {
	struct span name;
	unsigned right, total;
};

static void
one_sample(struct tally *t, struct span raw64, struct span text)
{
	struct str raw = STR_INIT, want = STR_INIT, got = STR_INIT;
	struct article *a;

	base64(raw64, &raw);
	unescape(text, &want);
	a = reencode(str_span(&raw), NULL, &got);
	t->total++;
	if (same(t->name, str_span(&got), str_span(&want)))
		t->right++;
	else if (getenv("BANTIN_SHOW") != NULL)
		print_message("%.*s as %s\n  want %s\n  got  %s\n",
		        (int)t->name.n, t->name.p, a->encoding, str_c(&want),
		        str_c(&got));
	article_free(a);
	str_free(&raw);
	str_free(&want);
	str_free(&got);
}

static void
corpus(const char *name, unsigned permille, unsigned viqr, unsigned vni8)
{
	struct str file = STR_INIT;
	struct tally t[32] = { { { NULL, 0 }, 0, 0 } };
	size_t n = 0, i;
	unsigned short_of = 0;
	const char *p, *end;

	if (shared_file(name, &file) != 0)
		skip();
	p = str_c(&file);
	end = p + file.len;
	while (p < end) {
		struct span enc, raw, text;

		if (*p == '#') {
			p = strchr(p, '\n') + 1;
			continue;
		}
		field(&p, end);
		enc = field(&p, end);
		raw = field(&p, end);
		text = field(&p, end);
		for (i = 0; i < n && !span_eq(t[i].name, enc); i++)
			;
		if (i == n) {
			assert_true(n < 32);
			t[n++].name = enc;
		}
		one_sample(&t[i], raw, text);
	}
	assert_int_equal(n, 20);
	for (i = 0; i < n; i++) {
		unsigned least = permille;

		if (span_eq(t[i].name, SPAN_LIT("viqr")))
			least = viqr;
		if (span_eq(t[i].name, SPAN_LIT("vni-win-as-1252-in-utf8")))
			least = vni8;
		print_message("%s %.*s: %u of %u\n", name, (int)t[i].name.n,
		        t[i].name.p, t[i].right, t[i].total);
		short_of += t[i].right * 1000 < t[i].total * least;
	}
	assert_int_equal(short_of, 0);
	str_free(&file);
}

static void
test_vi_50(void **state)
{
	(void)state;
	corpus("vi/legacy-50.tsv", 980, 920, 960);
}

static void
test_vi_200(void **state)
{
	(void)state;
	corpus("vi/legacy-200.tsv", 995, 995, 995);
}

static void
test_vi_1000(void **state)
{
	(void)state;
	corpus("vi/legacy-1000.tsv", 995, 995, 995);
}

static void
test_vi_5000(void **state)
{
	(void)state;
	corpus("vi/legacy-5000.tsv", 995, 995, 995);
}

static const char *
truth(struct span enc)
{
	static const char *const alias[][2] = {
		{ "maccyrillic", "x-mac-cyrillic" },
		{ "ascii", "utf-8" },
		{ "utf-16", "utf-16le" },
		{ "utf-32", "utf-32le" },
	};
	static char name[64];
	size_t i;

	assert_true(enc.n < sizeof(name));
	memcpy(name, enc.p, enc.n);
	name[enc.n] = '\0';
	for (i = 0; i < sizeof(alias) / sizeof(alias[0]); i++)
		if (strcmp(name, alias[i][0]) == 0)
			return alias[i][1];
	return name;
}

/* The same text as in the named encoding, and no Vietnamese. */
static void
test_chardet(void **state)
{
	struct str file = STR_INIT;
	const char *p, *end;
	unsigned right = 0, total = 0, vietnamese = 0;

	(void)state;
	if (shared_file("chardet/manifest.tsv", &file) != 0)
		skip();
	p = strchr(str_c(&file), '\n') + 1;
	end = str_c(&file) + file.len;
	while (p < end) {
		struct span name = field(&p, end), enc = field(&p, end);
		struct str raw = STR_INIT, path = STR_INIT, want = STR_INIT;
		struct options o = { .limits = &limits_default };
		const struct encoding *e = encoding_find(span_of(truth(enc)));
		struct decode_faults f = { 0, 0 };
		struct article *a = article_new("x");
		struct diag dg;
		size_t mark;

		hear(&dg, NULL);
		str_printf(&path, "chardet/%.*s", (int)name.n, name.p);
		assert_non_null(e);
		assert_int_equal(shared_file(str_c(&path), &raw), 0);
		sniff_bom(str_span(&raw), &mark);
		if (sniff_bom(str_span(&raw), &mark) != NULL)
			e = sniff_bom(str_span(&raw), &mark);
		encoding_decode(e,
		        (struct span){ raw.s + mark, raw.len - mark }, &want,
		        &f);
		str_put_span(&a->raw, str_span(&raw));
		total++;
		if (filter_decode.run(a, &o, &dg) == 0 &&
		        span_eq(str_span(&a->text), str_span(&want)))
			right++;
		else if (getenv("BANTIN_SHOW") != NULL)
			print_message("%s is %s, read as %s\n", str_c(&path),
			        e->name, a->encoding);
		if (a->encoding != NULL) {
			e = encoding_named(a->encoding);
			vietnamese += e->kind == ENC_VIET ||
			              e->kind == ENC_VIET_ASCII ||
			              strcmp(e->name, "windows-1258") == 0;
		}
		article_free(a);
		str_free(&raw);
		str_free(&path);
		str_free(&want);
	}
	str_free(&file);
	print_message(
	        "chardet: %u of %u, %u Vietnamese\n", right, total, vietnamese);
	assert_int_equal(vietnamese, 0);
	assert_true(right * 100 >= total * 98);
}

/* The one pass over bytes scores as the units do, with and without memory,
 * over letters of all tables, signs and controls in any order. */
static void
test_score_text(void **state)
{
	struct vi_memo *memo = calloc(1, sizeof(*memo));
	uint32_t seed = 1;
	unsigned round;

	(void)state;
	assert_non_null(memo);
	for (round = 0; round < 4000; round++) {
		const struct vi_table *t = vi_tables[round % 16];
		struct vi_score a = { 0 }, b = { 0 }, c = { 0 };
		struct str bytes = STR_INIT, text = STR_INIT;
		struct vi_units units = { VEC_INIT };
		unsigned i;

		for (i = 0; i < 60; i++) {
			seed = seed * 1103515245 + 12345;
			/* Half of them small letters and spaces. */
			str_putc(&bytes,
			        (char)(seed >> 30 == 0 ? ' '
			                : seed >> 31 == 0
			                        ? 'a' + (seed >> 16) % 26
			                        : (seed >> 16) % 255 + 1));
		}
		vi_decode(t, str_span(&bytes), &text);
		vi_units_of_text(str_span(&text), &units);
		vi_score_units(NULL, units.u.p, units.u.n, &a);
		vi_score_text(NULL, str_span(&text), &b);
		vi_score_text(memo, str_span(&text), &c);
		assert_memory_equal(&a, &b, sizeof(a));
		assert_memory_equal(&a, &c, sizeof(a));
		vec_free(&units.u);
		str_free(&bytes);
		str_free(&text);
	}
	free(memo);
}

/* Text put into an encoding comes back, undeclared. */
static void
comes_back(const struct vi_table *t, const char *text, const char *want)
{
	struct str raw = STR_INIT, got = STR_INIT;

	if (vi_encode(t, span_of(text), &raw) != 0)
		fail_msg("%s does not have %s", t->name, text);
	article_free(reencode(str_span(&raw), NULL, &got));
	if (strcmp(str_c(&got), want) != 0)
		fail_msg("%s: %s is read as %s", t->name, want, str_c(&got));
	str_free(&raw);
	str_free(&got);
}

/* Few words, foreign ones among them, capitals, names, units. */
static void
test_short(void **state)
{
	static const struct {
		const struct vi_table *t;
		const char *text;
	} c[] = {
		{ &vi_tcvn3, "cho card màn hình GeForce đã sửa lỗi device" },
		{ &vi_tcvn3, "ga Nha Trang 23h19, ga Sài Gòn 6h30 hôm" },
		{ &vi_vni_win, "nhắn lại vào email phuhuynh@truong.example" },
		{ &vi_vps, "phát nhanh nội tỉnh 18.000đ, liên tỉnh 27.500đ" },
		{ &vi_vps, "GIỮ TRẬT TỰ - TRƯỜNG ĐẠI HỌC SƯ PHẠM KỸ THUẬT" },
		{ &vi_windows_1258, "gốc tuyệt đối không mở file" },
		{ &vi_viscii, "mẫu <tên_tệp> đã đổi, xem <đường dẫn>" },
		{ &vi_isc, "cho thấy các lon bia để nấu nước sôi rất đầy" },
		{ &vi_isc, "ăn luôn đông khách.\nỞ khu vực nhà hàng nằm bên" },
		{ &vi_tcvn3,
		        "giá – đã tăng – 10 kg\xC2\xA0gạo… là “chuyện lạ” ™" },
		{ &vi_isc, "phải nộp thuế đất đai và cấp giấy phép xây dựng" },
		{ &vi_vni_email, "gái chỉ biết mẹ là người đến" },
		{ &vi_vni_email, "con gã. Đến cuối thế kỷ 20, khi nvơnn đến" },
		{ &vi_viqr, "thì lỗi font, sang Windows XP lại chạy" },
		{ &vi_viqr, "5.000đ, gửi bảo đảm 12.500đ, phát nhanh" },
		{ &vi_viqr, "Mai Xuân Thưởng, Tạ Ngọc Lưỡng, Cao Bá Ngoạn" },
		{ &vi_viqr,
		        "chợ hoa xuân, chỗ giữ xe... Từ cửa hàng bước vào" },
		{ &vi_viqr,
		        "cảm ơn nhiều ạ. Hàng về rồi, của cô Hằng (ở Huế)" },
		{ &vi_viqr,
		        "nhiều người Pháp biết Édith Piaf, ca sĩ nổi tiếng" },
		{ &vi_viqr, "ngày sinh dạng ddmmyyyy, sở GD-ĐT cần đổi ngay" },
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++)
		comes_back(c[i].t, c[i].text, c[i].text);
	/* Its small letters become capitals, and are not decoded again. */
	comes_back(&vi_tcvn3,
	        "THUốC TRừ SâU AN TOàN, HIệU QUả CHO Bà CON NôNG DâN",
	        "THUỐC TRỪ SÂU AN TOÀN, HIỆU QUẢ CHO BÀ CON NÔNG DÂN");
}

/* VIQR as it is written, no sign of its own escaped: a full stop that the word
 * before, the words around and the line tell from a dot below, and the other
 * way round. */
static void
test_viqr_signs(void **state)
{
	static const char *const text[] = {
		"Tỉnh cần thêm vốn đầu tư. Người dân đã có đường mới.",
		"Đó là điều đáng nghi. Tòa đã hỏi lại các kỹ sư. Họ nói rõ.",
		"Cái ví và đôi giày da.\nGọi cửa mãi mới có người ra.",
		"Vợ chồng anh sắp ly dị\nTòa chưa xử",
		"Hai ông đã gặp nhau ở phạm vi. Nhiều người nghĩ khác.",
		"Nhà nước đề nghị Việt Nam và các nước cùng xử lý việc này",
		"Họ tìm thấy chị Lan ở bến Hạ Long, mẹ Việt đi tiếp",
		"Về thị trấn Đạ Tẻ hỏi thăm",
		"Ông trồng được 5 ha. Năm nay ông lãi lớn",
		"Ông nói rõ. Ở đó, vốn đầu tư. Ông bỏ ra đã nhiều",
		"Vợ chồng ông Nguyễn Văn A. Công an đã hỏi kỹ",
		"a. Công an các xã đã có mặt\nb. Nhiều người dân",
		"Các ụ đất cao quá đầu người đã được bỏ đi",
		"Tin và ảnh về lễ hội ở đây\nTác giả: Lê Minh Hạ\nTin mới",
		"Đồ đạc đã được liệt kê.\ntất cả còn lại ở đó",
		"CÁC DỰ ÁN VÀ NGHĨA VỤ PHẢI TRẢ",
		"Một bản lôga. Số này đã được tính ở trên",
		"Đường đã được sửa lại.Chị nói rõ các điều kiện",
		/* Foreign words, abbreviations, tones in the wrong place. */
		("Dưới ánh đèn néon, người vẽ đường cong Bézier và ông O'Neill "
		 "cùng nhìn nhau, they're, rồi bỏ đi hết cả"),
		"Kết với đh Kinh tế để mở trường ở đó",
		"Các lọai máy đã được kích họat, đủ cả"
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(text) / sizeof(text[0]); i++)
		comes_back(&vi_viqr, text[i], text[i]);
}

/* Signs that are letters in some table; formulas and patterns. */
static void
test_no_letters(void **state)
{
	static const char *const c[] = {
		"\xBB (\xAB %s \xBB \xE0 \xAB %s \xBB",
		"\xBB%s\xAB von Relation \xBB%s\xAB ist keine",
		"la branca \xAB%s\xBB canvi de nom \xAB%s\xBB->\xAB%s\xBB en",
		"a(n) = a(n-1) + a(n-2), a(n) = 2a(n-1)",
		"At the U.N. on 10 a.m. o.k. e.g. in L.A. i.e. U.A.E.",
		"(?:a+|o*|u?) \\d{2,} (a|e|i)+ s/o+i/a~n/ a.+?o.*?u",
	};
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(c) / sizeof(c[0]); i++) {
		struct str got = STR_INIT;
		struct article *a = reencode(span_of(c[i]), NULL, &got);

		if (encoding_named(a->encoding)->kind == ENC_VIET ||
		        (utf8_is_ascii(span_of(c[i])) &&
		                strcmp(str_c(&got), c[i]) != 0))
			fail_msg("%s: %s", a->encoding, str_c(&got));
		article_free(a);
		str_free(&got);
	}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_round_trip),
		cmocka_unit_test(test_every_byte),
		cmocka_unit_test(test_syllables),
		cmocka_unit_test(test_short),
		cmocka_unit_test(test_viqr_signs),
		cmocka_unit_test(test_no_letters),
		cmocka_unit_test(test_vi_50),
		cmocka_unit_test(test_vi_200),
		cmocka_unit_test(test_vi_1000),
		cmocka_unit_test(test_vi_5000),
		cmocka_unit_test(test_chardet),
		cmocka_unit_test(test_score_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
