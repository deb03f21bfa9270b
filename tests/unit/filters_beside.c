/* Heads and signatures of official documents stay side by side; tables of
 * data stay tables, and the page's layout still dissolves. */
#include "tests/unit/filters_help.h"

#define P1                                                                                     \
	"<p>Chiều 5/6, Cục Hải quan tổ chức hội nghị sơ kết công tác sáu " \
	"tháng đầu năm, với sự tham dự của nhiều doanh nghiệp.</p>"
#define P2                                                                                    \
	"<p>Theo báo cáo, tổng số thu ngân sách đạt hơn 45 nghìn tỷ đồng, " \
	"tăng 12 phần trăm so với cùng kỳ năm trước, phần lớn là thuế.</p>"
#define STATE                                                                  \
	"<b>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM</b><br>"             \
	"<b>Độc lập – Tự do – Hạnh phúc</b>"
#define PAGE(head, foot) "<div>" head P1 P2 P1 P2 foot "</div>"

static char *
made_of(const char *html)
{
	return help_stages(html, "esn", NULL);
}

static void
a_head(void **state)
{
	char *got;

	(void)state;
	got = made_of(PAGE("<table><tr><td align=center>ỦY BAN NHÂN DÂN<br>"
	                   "Số: 12/TB-UBND</td><td>&nbsp;</td>"
	                   "<td style='text-align:center'>" STATE "</td></tr>"
	                   "</table>",
	        ""));
	assert_non_null(strstr(got,
	        "<div class=\"letterhead\"><div class=\"side centred\">"
	        "<p>ỦY BAN NHÂN DÂN<br/>Số: 12/TB-UBND</p></div>"
	        "<div class=\"side centred\"><p><strong>CỘNG HÒA"));
	free(got);
	/* two rows: each side is a unit; Word centres the paragraphs */
	got = made_of(PAGE(
	        "<table border=0><tr><td><p align=center>BỘ TÀI CHÍNH</p></td>"
	        "<td><p align=center>" STATE "</p></td></tr><tr><td>"
	        "<p align=center>Số: 7/TT-BTC</p></td><td><p align=center><i>Hà"
	        " Nội, ngày 3 tháng 2 năm 2024</i></p></td></tr></table>",
	        ""));
	assert_non_null(strstr(got,
	        "<div class=\"letterhead\"><div class=\"side centred\"><p>BỘ "
	        "TÀI CHÍNH</p><p>Số: 7/TT-BTC</p></div><div class=\"side "
	        "centred\">"));
	assert_null(strstr(got, "<table"));
	free(got);
}

static void
a_signature(void **state)
{
	char *got;

	(void)state;
	got = made_of(PAGE("",
	        "<table><tr><td><i>Nơi nhận:</i><br>- Như trên;<br>- Lưu: VT."
	        "</td><td align=center>KT. CHỦ TỊCH<br>PHÓ CHỦ TỊCH<br>"
	        "Lâm Thị Hồng</td></tr></table>"));
	assert_non_null(strstr(got,
	        "<div class=\"signature\"><div class=\"side\"><p><em>Nơi "));
	assert_non_null(strstr(
	        got, "</div><div class=\"side centred\"><p>KT. CHỦ TỊCH<br/>"));
	free(got);
	/* nothing at the left */
	got = made_of(PAGE("",
	        "<table><tr><td></td><td align=center>TM. BAN TỔ CHỨC<br>"
	        "Lê Văn Hải</td></tr></table>"));
	assert_non_null(strstr(
	        got, "<div class=\"signature end\"><p>TM. BAN TỔ CHỨC<br/>"));
	free(got);
}

/* In any language: short centred cells before all text, or behind it. */
static void
a_pair_by_its_place(void **state)
{
	static const char pair[] =
	        "<table><tr><td align=center>For the buyer<br>J. Miller</td>"
	        "<td align=center>For the seller<br>A. Weaver</td></tr>"
	        "</table>";
	struct str s = STR_INIT;
	char *got;

	(void)state;
	str_printf(&s, "<div>%s%s%s%s</div>", P1, P2, P1, pair);
	got = made_of(s.s);
	assert_non_null(strstr(got, "<div class=\"signature\">"));
	free(got);
	str_truncate(&s, 0);
	str_printf(&s, "<div>%s%s%s%s</div>", P1, pair, P2, P1);
	got = made_of(s.s);
	assert_null(strstr(got, "<div"));
	assert_non_null(strstr(
	        got, "<p class=\"lines\">For the buyer<br/>J. Miller</p>"));
	free(got);
	str_free(&s);
}

static void
no_pair(void **state)
{
	char *got;

	(void)state;
	/* who gets how many copies */
	got = made_of(PAGE("", P1
	        "<table><tr><td>Nơi nhận</td><td>Số bản</td></tr><tr><td>Sở Y "
	        "tế</td><td>3</td></tr><tr><td>Sở Nội vụ</td><td>2</td></tr>"
	        "</table>" P2));
	assert_non_null(strstr(got, "<table>"));
	assert_null(strstr(got, "<div"));
	free(got);
	got = made_of(PAGE("", P1
	        "<table><tr><td>Đơn vị</td><td>Đại diện</td></tr><tr><td>Sở Y "
	        "tế</td><td>Ông Nam</td></tr></table>" P2));
	assert_non_null(strstr(got, "<table>"));
	free(got);
	/* a page's layout */
	got = made_of("<table><tr><td>" P1 P2 P1 "</td><td>" P2 P1 P2
	              "</td></tr></table>");
	assert_null(strstr(got, "<div"));
	assert_null(strstr(got, "<table"));
	free(got);
}

/* The page's own classes mean nothing, unless they are ours. */
static void
other_divs_go(void **state)
{
	char *got = help_stages("<div class=letterhead style='color:red'>" P1
	                        "<div class='side x'>" P2 "</div></div>",
	        "s", NULL);

	(void)state;
	assert_non_null(strstr(got, "<div class=\"letterhead\"><p>"));
	assert_null(strstr(got, "side"));
	free(got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(a_head),
		cmocka_unit_test(a_signature),
		cmocka_unit_test(a_pair_by_its_place),
		cmocka_unit_test(no_pair),
		cmocka_unit_test(other_divs_go),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
