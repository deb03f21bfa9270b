/* Structure recovered: what authors, Word and portals write as paragraphs
 * becomes headings, lists, figures; and nothing of what a text itself says, the
 * signs of its points above all, is changed. */
#include "tests/unit/filters_help.h"

#define P1                                                                                         \
	"Chiều 5/6, Cục Hải quan tổ chức hội nghị sơ kết công tác sáu tháng " \
	"đầu năm, với sự tham dự của nhiều doanh nghiệp trên địa bàn."
#define P2                                                                                       \
	"Theo báo cáo, tổng số thu ngân sách đạt hơn 45 nghìn tỷ đồng, tăng " \
	"12 phần trăm so với cùng kỳ năm trước, hơn một nửa là thuế nhập " \
	"khẩu."
#define P3                                                                                                   \
	"Lãnh đạo Cục đề nghị các đơn vị tiếp tục cải cách thủ tục, rút ngắn " \
	"thời gian thông quan và tăng cường kiểm tra sau thông quan."
#define LI(level, mark, text)                                                  \
	"<p class=MsoListParagraph style='mso-list:l0 level" #level " lfo1'>"  \
	"<span style='mso-list:Ignore'>" mark                                  \
	"<span>&nbsp;&nbsp; </span></span>" text "</p>"
#define X(p) "<p>" p "</p>"
#define V(p) "<p class=\"lines\">" p "</p>"

/* Who signed an official document, and whom it goes to, is a part of it. */
static void
foot_of_document(void **state)
{
	char *got;

	(void)state;
	got = help_stages(
	        "<html><head><title>Thông báo tổ chức Ngày hội gia đình - "
	        "Phường 3</title></head><body><div id=nav><ul><li><a "
	        "href=\"/bai-0.html\">Huyện Tân Châu ra mắt đội xe cứu thương"
	        " tình nguyện</a></li> <li><a href=\"/bai-1.html\">Nông dân "
	        "Mỹ An được mùa sen lấy gương</a></li> <li><a "
	        "href=\"/bai-2.html\">Tập huấn kỹ năng số cho cán bộ hội phụ "
	        "nữ</a></li> <li><a href=\"/bai-3.html\">Khởi công nhà văn "
	        "hóa liên ấp</a></li> <li><a href=\"/bai-4.html\">Trao 120 "
	        "suất học bổng tiếp bước đến trường</a></li></ul></div><div "
	        "id=main><h1>Thông báo tổ chức Ngày hội gia đình</h1><div "
	        "class=meta>Đăng ngày: 15-01-2019 | Chuyên mục: Thông "
	        "báo</div><div class=body><p>Căn cứ kế hoạch số 15/KH-UBND "
	        "ngày 10 tháng 01 năm 2019 của Ủy ban nhân dân thị xã về tổ "
	        "chức Ngày hội gia đình;</p> <p>Ủy ban nhân dân phường thông "
	        "báo đến các hộ dân nội dung sau:</p> <p>1. Thời gian: 7 giờ "
	        "30 phút, thứ bảy ngày 26 tháng 01 năm 2019.</p> <p>2. Địa "
	        "điểm: sân vận động phường, đường Lê Lợi, khóm Ba.</p> <p>3. "
	        "Thành phần: mỗi hộ cử một đại diện tham dự, trang phục gọn "
	        "gàng, đi đúng giờ.</p> <p>Đề nghị trưởng các khóm thông báo "
	        "rộng rãi để bà con biết và tham gia đầy đủ.</p><table "
	        "border=0 width=\"100%\"><tr><td><p><em>Nơi "
	        "nhận:</em></p><p>- Như trên;</p><p>- Lưu VT.</p></td><td "
	        "align=center><p><b>KT. CHỦ TỊCH</b></p><p><b>PHÓ CHỦ "
	        "TỊCH</b></p><p><b>Lâm Thị "
	        "Hồng</b></p></td></tr></table></div><div class=lq><h2>Thông "
	        "báo khác</h2><ul><li><a href=\"/bai-2.html\">Tập huấn kỹ "
	        "năng số cho cán bộ hội phụ nữ</a></li> <li><a "
	        "href=\"/bai-3.html\">Khởi công nhà văn hóa liên ấp</a></li> "
	        "<li><a href=\"/bai-4.html\">Trao 120 suất học bổng tiếp bước"
	        " đến trường</a></li> <li><a href=\"/bai-5.html\">Giải bóng "
	        "chuyền bãi biển mở rộng</a></li> <li><a "
	        "href=\"/bai-6.html\">Mô hình trồng rau thủy canh trong "
	        "trường học</a></li></ul></div></div><div id=ft>Phường 3, thị"
	        " xã</div></body></html>",
	        "men", NULL);
	assert_non_null(strstr(got, "Như trên"));
	assert_non_null(strstr(got, "Lâm Thị Hồng"));
	assert_null(strstr(got, "Tân Châu"));
	free(got);
	got = help_stages("<div>" X(P1) X(P2) X(P3) X("Nơi nhận:")
	                          X("- Lưu VT.") X("TM. ỦY BAN NHÂN DÂN")
	                                  X("CHỦ TỊCH") "</div>",
	        "en", NULL);
	assert_non_null(strstr(got, "Lưu VT"));
	assert_non_null(strstr(got, "CHỦ TỊCH"));
	free(got);
}

static void
pictures_of_amp(void **state)
{
	(void)state;
	help_expect("<h1>A</h1>" X(
	                    P1) "<amp-img src=a.jpg width=6 height=4 layout"
	                        "=responsive></amp-img><p>Ảnh: Minh "
	                        "Anh</p>" X(P2) "<amp-anim srcset='b.gif "
	                                        "1x, c.gif 2x'><noscript><img "
	                                        "src=b.gif>"
	                                        "</noscript></amp-anim>" X(P3),
	        "en", NULL,
	        "<h2>A</h2>\n<p>" P1
	        "</p>\n<figure><img src=\"a.jpg\" width=\"6\""
	        " height=\"4\"/><figcaption>Ảnh: Minh Anh</figcaption></figure>"
	        "\n<p>" P2 "</p>\n<figure><img src=\"b.gif\"/></figure>\n"
	        "<p>" P3 "</p>");
}

static void
points_of_word(void **state)
{
	(void)state;
	/* No list of HTML writes "a)" or "đ)". */
	help_expect(X("One") LI(1, "a)", "x") LI(1, "b)", "y") LI(1, "c)", "z")
	                    LI(1, "d)", "u") LI(1, "đ)", "v") LI(1, "e)", "w"),
	        "en", NULL,
	        "<p>One</p>\n<ul class=\"labelled\"><li>a) x</li><li>b) y</li>"
	        "<li>c) z</li><li>d) u</li><li>đ) v</li><li>e) w</li></ul>");
	help_expect(X("One") LI(1, "1.", "x") LI(2, "1.1.", "y")
	                    LI(2, "1.2.", "z") LI(1, "2.", "u"),
	        "en", NULL,
	        "<p>One</p>\n<ol><li>x<ul class=\"labelled\"><li>1.1. y</li>"
	        "<li>1.2. z</li></ul></li><li>u</li></ol>");
	help_expect(X("One") LI(1, "(i)", "x") LI(1, "(ii)", "y"), "en", NULL,
	        "<p>One</p>\n<ul class=\"labelled\"><li>(i) x</li>"
	        "<li>(ii) y</li></ul>");
	help_expect(X("One") LI(1, "Bước 1:", "x") LI(1, "Bước 2:", "y"), "en",
	        NULL,
	        "<p>One</p>\n<ul class=\"labelled\"><li>Bước 1: x</li>"
	        "<li>Bước 2: y</li></ul>");
}

static void
lists_of_word(void **state)
{
	(void)state;
	/* Those that it writes, and those that go on elsewhere. */
	help_expect(X("One") LI(1, "a.", "x") LI(1, "b.", "y"), "en", NULL,
	        "<p>One</p>\n<ol type=\"a\"><li>x</li><li>y</li></ol>");
	help_expect(X("One") LI(1, "II.", "x") LI(1, "III.", "y"), "en", NULL,
	        "<p>One</p>\n<ol type=\"I\" start=\"2\"><li>x</li><li>y</li>"
	        "</ol>");
	help_expect(X("One") LI(1, "1.", "x") LI(1, "2.", "y") LI(1, "5.", "z"),
	        "en", NULL,
	        "<p>One</p>\n<ol><li>x</li><li>y</li><li value=\"5\">z</li>"
	        "</ol>");
	help_expect(X("One") LI(1, "·", "x") LI(2, "o", "y") LI(1, "§", "z"),
	        "en", NULL,
	        "<p>One</p>\n<ul><li>x<ul><li>y</li></ul></li><li>z</li></ul>");
}

static void
rubbish_of_word(void **state)
{
	(void)state;
	help_expect(
	        "<xml><w:WordDocument><w:View>Normal</w:View>"
	        "<w:Zoom>0</w:Zoom></w:WordDocument></xml>" X(P1 "<o:p></o:p>")
	                X("<o:p>&nbsp;</o:p>") "<p><v:shape "
	                                       "id=s><v:imagedata "
	                                       "src=a.jpg></v:imagedata>"
	                                       "</v:shape></p>" X(P2),
	        "en", NULL,
	        X(P1) "\n<figure><img src=\"a.jpg\"/></figure>\n" X(P2));
}

/* Items that write the number their list counts, too. */
static void
numbers_twice(void **state)
{
	(void)state;
	help_expect("<p>x</p><ol><li>[1] one</li><li><a href=#a>[2]</a> two"
	            "</li></ol><p id=a>y</p>",
	        "en", NULL,
	        "<p>x</p>\n<ul class=\"labelled\"><li>[1] one</li><li><a "
	        "href=\"#a\">[2]</a> two</li></ul>\n<p id=\"a\">y</p>");
	help_expect("<p>x</p><ol><li>1. one</li><li>2. two</li></ol><p>y</p>",
	        "en", NULL,
	        "<p>x</p>\n<ul class=\"labelled\"><li>1. one</li><li>2. two"
	        "</li></ul>\n<p>y</p>");
	help_expect("<p>x</p><ol><li>1.5 mm</li><li>2. two</li></ol><p>y</p>",
	        "en", NULL,
	        "<p>x</p>\n<ol><li>1.5 mm</li><li>2. two</li></ol>\n<p>y</p>");
}

static void
typed_points(void **state)
{
	(void)state;
	help_expect(X("Hồ sơ gồm:") X("a) Tờ khai;") X("b) Hợp đồng."), "en",
	        NULL,
	        "<p>Hồ sơ gồm:</p>\n<ul class=\"labelled\"><li>a) Tờ khai;</li>"
	        "<li>b) Hợp đồng.</li></ul>");
	help_expect(X("Các bước:") X("1. Một") X("2. Hai"), "en", NULL,
	        "<p>Các bước:</p>\n<ol class=\"typed\"><li>Một</li>"
	        "<li>Hai</li></ol>");
	/* clauses, of which one is too long for an item */
	help_expect(X("1. Ngắn.") X("2. Cũng ngắn.") X("3. " P1 " " P2 " " P3)
	                    X("4. Hết."),
	        "en", NULL,
	        X("1. Ngắn.") "\n" X("2. Cũng ngắn.") "\n" X(
	                "3. " P1 " " P2 " " P3) "\n" X("4. Hết."));
}

/* Items that are lines of a paragraph; speech, verse, addresses are none. */
static void
typed_lines(void **state)
{
	static const char *const same[] = {
		V("Ông hỏi:<br/>- Anh đi đâu đấy?<br/>- Tôi đi chợ."),
		V("Tôi nói.<br/>- Không biết.<br/>- Thế à."),
		V("- Mình về mình có nhớ ta<br/>Mười lăm năm ấy<br/>- Mình về "
		  "mình có nhớ không<br/>Nhìn cây nhớ núi"),
		V("Văn phòng<br/>12 Lê Lợi<br/>13 Lê Lai"),
		X("2. Hai trước.<br/>3. Ba sau."),
		V("- Một<br/>hai<br/>- ba<br/>- bốn"),
		X("1. Một<br/>3. Ba"),
		X("Một<br/>- hai"),
	};
	struct str want = STR_INIT;

	(void)state;
	help_expect(X("<b>Nơi nhận:</b><br>- Như trên;<br>- Lưu: <i>VT</i>."),
	        "en", NULL,
	        "<p><strong>Nơi nhận:</strong></p>\n<ul><li>Như trên;</li>"
	        "<li>Lưu: <em>VT</em>.</li></ul>");
	help_expect(X("Gồm:<br>1. Đơn.<br>2. Ảnh.<br>") X("- a<br>- b"), "en",
	        NULL,
	        "<p>Gồm:</p>\n<ol class=\"typed\"><li>Đơn.</li><li>Ảnh.</li>"
	        "</ol>\n<ul><li>a</li><li>b</li></ul>");
	help_expect(X("a) Một;<br>b) Hai.") X("c) Ba."), "en", NULL,
	        "<ul class=\"labelled\"><li>a) Một;</li><li>b) Hai.</li>"
	        "<li>c) Ba.</li></ul>");
	help_expect(X("1. Một.") X("2. Hai:") X("a) x;") X("b) y.") X("3. Ba.")
	                    X("4. Bốn:") X("- u") X("- v") X("5. Năm.")
	                            X("7. Bảy."),
	        "en", NULL,
	        "<ol class=\"typed\"><li>Một.</li><li>Hai:<ul "
	        "class=\"labelled\">"
	        "<li>a) x;</li><li>b) y.</li></ul></li><li>Ba.</li><li>Bốn:<ul>"
	        "<li>u</li><li>v</li></ul></li><li>Năm.</li></ol>\n" X(
	                "7. Bảy."));
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		str_truncate(&want, 0);
		str_printf(&want, "%s\n%s", X(P1), same[i]);
		help_expect(want.s, "en", NULL, want.s);
	}
	str_free(&want);
}

static void
large_lines(void **state)
{
	(void)state;
	help_expect(X(P1) "<p><font size=5>Kết quả</font></p>" X(P2)
	                    X("<span style='font-size:16.0pt'>Nhiệm vụ</span>")
	                            X(P3),
	        "en", NULL,
	        X(P1) "\n<h2>Kết quả</h2>\n" X(P2) "\n<h2>Nhiệm vụ</h2>\n" X(
	                P3));
	/* larger than the text, whatever the text is set in; bold is below */
	help_expect("<div style='font-size:150%'>" X(P1) X(P2)
	                    X("<big>Phần một</big>") X(P3) X("<b>Mục một</b>")
	                            X(P1 ".") X(P2 ".") "</div>",
	        "en", NULL,
	        X(P1) "\n" X(P2) "\n<h2>Phần một</h2>\n" X(
	                P3) "\n<h3>Mục một</h3>\n" X(P1 ".") "\n" X(P2 "."));
	help_expect(X(P1) X(P2) "<p><font size=4>Kết quả</font></p>" X(P3),
	        "en", NULL, X(P1) "\n" X(P2) "\n<h2>Kết quả</h2>\n" X(P3));
	/* a large line that is a sentence, a letter alone */
	help_expect(X(P1) "<p><font size=5>Kết quả tốt.\u00A0</font></p>" X(
	                    "<font size=7>T</font>" P2),
	        "en", NULL, X(P1) "\n" X("Kết quả tốt.") "\n" X("T" P2));
}

/* A first row in bold is a head where those below are not. */
static void
table_rows_in_bold(void **state)
{
#define R2(a, b) "<tr><td>" a "</td><td>" b "</td></tr>"
#define B(x) "<strong>" x "</strong>"
	static const char *const same[] = {
		/* a table of two rows, of which the second may be the sum */
		R2(B("Năm"), B("Số")) R2("2023", "41"),
		R2(B("Năm"), B("Số")) R2("2023", "41") R2(B("Tổng"), B("41")),
		R2(B("Năm"), "Số") R2("2023", "41") R2("2024", "52"),
		R2(B("Năm"), "") R2("2023", "41") R2("2024", "52"),
		"<tr><th>Năm</th>"
		"<td>" B("Số") "</td></tr>" R2("2023", "41") R2("2024", "52"),
	};
	struct str page = STR_INIT;

	(void)state;
	help_expect(X(P1) "<table>" R2("<b>Năm</b>", "<p><b>Số</b></p>")
	                    R2("2023", "41") R2("2024", B("52")) "</table>",
	        "en", NULL,
	        X(P1) "\n<table><thead><tr><th scope=\"col\">Năm</th><th "
	              "scope=\"col\">Số</th></tr></thead><tbody>" R2("2023",
	                      "41") R2("2024", B("52")) "</tbody></table>");
	for (size_t i = 0; i < sizeof(same) / sizeof(same[0]); i++) {
		str_truncate(&page, 0);
		str_printf(&page, "%s\n<table><tbody>%s</tbody></table>", X(P1),
		        same[i]);
		help_expect(page.s, "en", NULL, page.s);
	}
	str_free(&page);
#undef R2
#undef B
}

static void
bold_lines(void **state)
{
	(void)state;
	help_expect(X("<b>Điều 1. Phạm vi</b>") X(P1)
	                    X("<b>Điều 2. Hiệu lực</b>") X(P2) X(P3) X(P1 ".")
	                            X(P2 "."),
	        "en", NULL,
	        "<h2>Điều 1. Phạm vi</h2>\n" X(
	                P1) "\n<h2>Điều 2. Hiệu "
	                    "lực</h2>\n" X(P2) "\n" X(P3) "\n" X(P1 ".") "\n" X(
	                            P2 "."));
	/* a name or a place above the text */
	help_expect(X("<b>Nguyễn Văn An</b>") X(P1) X("<b>Kết quả</b>") X(P2)
	                    X(P3) X(P1 ".") X(P2 "."),
	        "en", NULL,
	        X("<strong>Nguyễn Văn An</strong>") "\n" X(
	                P1) "\n<h2>Kết quả</h2>\n" X(P2) "\n" X(P3) "\n" X(P1
	                ".") "\n" X(P2 "."));
}

/* Pictures that are grounds of empty elements, and galleries of definitions. */
static void
grounds_and_galleries(void **state)
{
	(void)state;
	help_expect(
	        X(P1) "<figure><div style=\"color:red;background-image: "
	              "url('a.jpg')\"></div><figcaption>Kho</figcaption></"
	              "figure>" X(P2) "<div class=image data-bg=b.jpg></div>" X(
	                      P3),
	        "en", NULL,
	        X(P1) "\n<figure><img src=\"a.jpg\"/><figcaption>Kho"
	              "</figcaption></figure>\n" X(
	                      P2) "\n<figure><img "
	                          "src=\"b.jpg\"/></figure>\n" X(P3));
	/* a ground behind words, or of who knows what, is none */
	help_expect(X(P1) "<div class=image style='background:url(a.jpg)'>" X(
	                    P2) "</div><div "
	                        "style='background:url(b.jpg)'></div>" X(P3),
	        "en", NULL, X(P1) "\n" X(P2) "\n" X(P3));
	help_expect(
	        X(P1) "<dl class=gallery-item><dt><a href=x><img src=a.jpg></a>"
	              "</dt><dd>Kho mới</dd></dl>" X(P2),
	        "en", NULL,
	        X(P1) "\n<figure><img src=\"a.jpg\"/><figcaption>Kho mới"
	              "</figcaption></figure>\n" X(P2));
}

/* More ways to load pictures late; <noscript> before its placeholder. */
static void
late_pictures(void **state)
{
	(void)state;
	help_expect(
	        X(P1) "<noscript><img src=a.png></noscript><img src='data:"
	              "image/gif;base64,R0' data-src=a.png>" X(
	                      P2) "<img src=/lazy.png "
	                          "style='display:none' "
	                          "data-cfsrc=b.png><noscript><img src=b.png>"
	                          "</noscript>" X(
	                                  P3) "<span class=lazy-image "
	                                      "data-src=c.png>"
	                                      "</span><noscript><img "
	                                      "src=d.png></noscript><img "
	                                      "src=e.png>",
	        "en", NULL,
	        X(P1) "\n<figure><img src=\"a.png\"/></figure>\n" X(
	                P2) "\n<figure><img src=\"b.png\"/></figure>\n" X(P3) "\n<figure><img src=\"c.png\"/></figure>\n<figure><img "
	                                                                      "src=\"d.png\"/></figure>\n<figure><img src=\"e.png\"/></figure>");
}

/* A picture amid a sentence stands behind its paragraph. */
static void
picture_amid_sentence(void **state)
{
	(void)state;
	help_expect(
	        X(P1) "<p>Theo đó, giá vé <img src=a.png> giữ nguyên trong "
	              "năm nay, <b><a href=x><img src=b.png></a></b> và trẻ em "
	              "dưới mười hai tuổi được đi miễn phí đến hết mùa "
	              "hè.</p>" X(P2),
	        "en", NULL,
	        X(P1) "\n<p>Theo đó, giá vé giữ nguyên trong năm nay, và trẻ "
	              "em "
	              "dưới mười hai tuổi được đi miễn phí đến hết mùa "
	              "hè.</p>\n"
	              "<figure><img src=\"a.png\"/></figure>\n<figure><img src="
	              "\"b.png\"/></figure>\n" X(P2));
	/* between sentences or lines it parts them */
	help_expect("<p>" P1 " <img src=a.png> " P2 "</p><p>Cảng mới<br><img "
	            "src=b.png><br>" P3 "</p>",
	        "en", NULL,
	        X(P1) "\n<figure><img src=\"a.png\"/></figure>\n" X(
	                P2) "\n<p>Cảng mới</p>\n<figure><img "
	                    "src=\"b.png\"/></figure>\n" X(P3));
}

/* "[1]" in the text is raised, in the note it is not. */
static void
marks_of_word(void **state)
{
	char *got;

	(void)state;
	got = help_stages(
	        "<p>" P1 "<a href='#_ftn1' name='_ftnref1'><span "
	        "class=MsoFootnoteReference><span class="
	        "MsoFootnoteReference>[1]</span></span></a></p>" X(
	                P2) "<div id=ftn1><p class=MsoFootnoteText><a href="
	                    "'#_ftnref1' name='_ftn1'><span class="
	                    "MsoFootnoteReference>[1]</span></a> Xem "
	                    "luật.</p></div>",
	        "es", NULL);
	assert_non_null(
	        strstr(got, "<a href=\"#_ftn1\" id=\"_ftnref1\"><sup>[1]"
	                    "</sup></a></p>"));
	assert_non_null(
	        strstr(got, "<a href=\"#_ftnref1\" id=\"_ftn1\">[1]</a> "
	                    "Xem"));
	free(got);
}

/* Divisions of a law: as many as paragraphs, with levels of their own, long,
 * and with a full stop. */
static void
divisions(void **state)
{
	(void)state;
	help_expect(
	        "<div>" X(P3) "<p align=center><b>Chương I</b></p>"
	                      "<p align=center><b>QUY ĐỊNH CHUNG</b></p>" X(
	                              "<b>Điều 1. Phạm vi.</b>") X(P1)
	                              X("<b>Điều 2.</b> " P2) "<p "
	                                                      "align=center><"
	                                                      "b>Chương "
	                                                      "II<br>THI "
	                                                      "HÀNH</b></"
	                                                      "p>" X("<b>"
	                                                             "Điều "
	                                                             "3a. "
	                                                             "Sửa "
	                                                             "đổi, "
	                                                             "bổ "
	                                                             "sung "
	                                                             "một số "
	                                                             "điều "
	                                                             "của "
	                                                             "Nghị "
	                                                             "định "
	                                                             "số "
	                                                             "12/"
	                                                             "2010/"
	                                                             "NĐ-CP "
	                                                             "ngày "
	                                                             "12 "
	                                                             "tháng "
	                                                             "3 năm "
	                                                             "2010 "
	                                                             "của "
	                                                             "Chính "
	                                                             "phủ "
	                                                             "về bến "
	                                                             "phà</"
	                                                             "b>") X(P1
	                                                              ".") "<"
	                                                                   "/"
	                                                                   "d"
	                                                                   "i"
	                                                                   "v"
	                                                                   ">",
	        "en", NULL,
	        X(P3) "\n<h2 class=\"centred\">Chương I<br/>QUY ĐỊNH "
	              "CHUNG</h2>\n"
	              "<h3>Điều 1. Phạm vi.</h3>\n" X(P1) "\n" X(
	                      "<strong>Điều 2.</strong> " P2) "\n"
	                                                      "<h2 "
	                                                      "class="
	                                                      "\"centred\">"
	                                                      "Chương "
	                                                      "II<br/>THI "
	                                                      "HÀNH</h2>\n"
	                                                      "<h3>Điều 3a. "
	                                                      "Sửa đổi, bổ "
	                                                      "sung một số "
	                                                      "điều của Nghị "
	                                                      "định số "
	                                                      "12/2010/NĐ-CP "
	                                                      "ngày 12 tháng 3 "
	                                                      "năm 2010 của "
	                                                      "Chính phủ về "
	                                                      "bến "
	                                                      "phà</h3>\n" X(
	                                                              P1 "."));
	/* words that only begin so; a signature of the last line */
	help_expect(X(P1) X("<b>Phần lớn đồng ý</b>") X("<b>Điều quý hơn</b>")
	                    X("<b>Section heads meet</b>"),
	        "en", NULL,
	        X(P1) "\n" X("<strong>Phần lớn đồng ý</strong>") "\n" X(
	                "<strong>Điều quý hơn</strong>") "\n" X("<strong>"
	                                                        "Section heads "
	                                                        "meet</"
	                                                        "strong>"));
}

static void
small_things(void **state)
{
	(void)state;
	/* <br>&nbsp;<br>, paragraphs of no-break spaces, end marks */
	help_expect("<div>" P1 "<br>&nbsp;<br>" P2 "<p>&nbsp;&nbsp;</p>" P3
	            "./.</div>",
	        "en", NULL, X(P1) "\n" X(P2) "\n" X(P3));
	help_expect(X(P1) X(P2) "<p align=center>-- Hết --</p>", "en", NULL,
	        X(P1) "\n" X(P2));
	/* a heading's link to itself; a number is its own, and text is text */
	help_expect(
	        X(P1) "<h2 id=a>Tháng mười <a href='#a'>\xC2\xB6</a></h2>" X(
	                P2) "<h2><a href='/x#b'>#</a> Điều <a href='#1'>1"
	                    "</a></h2>" X(P3 " <a href='#n'>#</a>"),
	        "en", NULL,
	        X(P1) "\n<h2 id=\"a\">Tháng mười</h2>\n" X(
	                P2) "\n<h2>Điều <a href=\"#1\">1</a></h2>\n" X(P3
	                " <a href=\"#n\">#</a>"));
	/* drop caps are of the word */
	help_expect("<p><span class=dropcap>C</span>hiều nay, họp.</p>" X(P1),
	        "en", NULL, "<p>Chiều nay, họp.</p>\n" X(P1));
	/* notes of Word keep both ends */
	help_expect(X(P1 "<a href='#_ftn1' name=_ftnref1>[1]</a>")
	                    X(P2) "<div id=ftn1><p class=MsoFootnoteText><a "
	                          "href='#_ftnref1' name=_ftn1>[1]</a> Nghị "
	                          "định số 08.</p></div>",
	        "en", NULL,
	        X(P1 "<a href=\"#_ftn1\" id=\"_ftnref1\">[1]</a>") "\n" X(
	                P2) "\n<p><a href=\"#_ftnref1\" id=\"_ftn1\">[1]</a> "
	                    "Nghị định số 08.</p>");
	/* pictographs stand in the text, other alternative texts do not */
	help_expect("<p>Vui <img src=s.png alt='\xF0\x9F\x98\x80'> quá</p>"
	            "<img src=d.png alt='犬の顔'>",
	        "en", NULL,
	        "<p>Vui \xF0\x9F\x98\x80 quá</p>\n<figure><img "
	        "src=\"d.png\" alt=\"犬の顔\"/></figure>");
}

/* Lines of <br> are paragraphs when they run as paragraphs do; verses are
 * not.  What metadata prints goes from the lines at either end. */
static void
lines_of_breaks(void **state)
{
	char *got;

	(void)state;
	got = help_stages(
	        "<body><p>" P1 "<br>" P2 "<br>" P3 "</p></body>", "es", "vi");
	assert_string_equal(got, X(P1) "\n" X(P2) "\n" X(P3));
	free(got);
	got = help_stages(
	        "<body>" X(P1) "<p>Sông dài một dải xanh trong,<br>"
	                       "Con thuyền nhỏ chở nắng hồng sang ngang.</p>" X(
	                               P2) "</body>",
	        "es", "vi");
	assert_non_null(strstr(got, "trong,<br/>Con"));
	free(got);
	got = help_stages(
	        "<html lang=vi><title>Chi tiết tin</title><body><b>Xã Hòa Sơn "
	        "khánh thành cầu dân sinh</b><br>Gửi bởi: Lê Hoa vào lúc "
	        "12/3/2012 (Đã xem: 40 lần)<br>" P1 "<br>" P2 "<br>" P3
	        "<br><b>Minh An</b><br>[Trở về] [In trang]</body></html>",
	        "mes", "vi");
	assert_string_equal(got, X(P1) "\n" X(P2) "\n" X(P3));
	free(got);
}

/* Pictures in one row and their captions in the next; a centred line below a
 * picture where little is centred. */
static void
captions_of_tables(void **state)
{
	char *got;

	(void)state;
	got = help_stages(
	        "<body>" X(P1) "<table><tr><td><img src=a.jpg></td>"
	                       "<td><img src=b.jpg></td></tr><tr><td>Một</td>"
	                       "<td>Hai</td></tr></table>" X(P2)
	                               X(P3) "</body>",
	        "es", "vi");
	assert_non_null(strstr(got, "<figcaption>Một</figcaption></figure>"));
	assert_non_null(strstr(got, "<figcaption>Hai</figcaption></figure>"));
	free(got);
	got = help_stages(
	        "<body>" X(
	                P1) "<div align=center><img src=a.jpg>"
	                    "</div><div align=center>Toàn cảnh lễ hội</div>" X(
	                            P2) X(P3) "</body>",
	        "es", "vi");
	assert_non_null(strstr(got, "<figcaption>Toàn cảnh lễ hội"));
	free(got);
	got = help_stages(
	        "<body><table align=center><tr><td>" X(
	                P1) "<div><img src=a.jpg></div><div>Toàn cảnh lễ hội"
	                    "</div>" X(P2) X(P3) "</td></tr></table></body>",
	        "es", "vi");
	assert_null(strstr(got, "<figcaption>"));
	free(got);
	got = help_stages(
	        "<body>" X(P1) "<button><figure><img src=a.jpg>"
	                       "<figcaption>Cổng "
	                       "làng</figcaption></figure></button>" X(P2)
	                               X(P3) "</body>",
	        "es", "vi");
	assert_non_null(strstr(got, "<figcaption>Cổng làng</figcaption>"));
	free(got);
}

/* Lines that the author broke, and who signs, keep their form by a class. */
static void
lines_and_signs(void **state)
{
	(void)state;
	help_expect(X(P1) "<p>Em về bản nhỏ chiều nay<br>Hoa mận "
	                  "trắng<br><b>Bếp "
	                  "hồng</b></p>" X(P2) "<p>Một câu<br>thơ hai dòng</p>",
	        "es", "vi",
	        X(P1) "\n<p class=\"lines\">Em về bản nhỏ chiều "
	              "nay<br/>Hoa "
	              "mận "
	              "trắng<br/><strong>Bếp hồng</strong></p>\n" X(
	                      P2) "\n<p>Một câu<br/>thơ hai dòng</p>");
	help_expect(X(P1) "<p>Ăn quả<br>nhớ kẻ</p><p>trồng<br>cây</p>" X(P2),
	        "es", "vi",
	        X(P1) "\n<p class=\"lines\">Ăn quả<br/>nhớ kẻ</p>\n<p "
	              "class=\"lines\">trồng<br/>cây</p>\n" X(P2));
	help_expect(X(P1) X(P2) "<p style='color:red;text-align: "
	                        "right'><i>Huế, "
	                        "xuân 2026</i></p><p align=right>Hoài "
	                        "Thương<br>"
	                        "Ảnh: Minh</p><p align=right>" P3 "</p>",
	        "es", "vi",
	        X(P1) "\n" X(P2) "\n<p class=\"signed\"><em>Huế, xuân "
	                         "2026</em>"
	                         "</p>\n<p class=\"signed\">Hoài Thương<br/>"
	                         "Ảnh: Minh</p>\n" X(P3));
	help_expect(X(P1) "<p align=center><b>QUYẾT ĐỊNH:</b></p>" X(
	                    P2) "<center><p>Điều 2<p style='text-align:left'>"
	                        "Lề trái</center>",
	        "es", "vi",
	        X(P1) "\n<p class=\"centred\"><strong>QUYẾT "
	              "ĐỊNH:</strong></p>\n" X(
	                      P2) "\n<p class=\"centred\">Điều 2</p>\n<p>Lề "
	                          "trái</p>");
	help_expect("<center>" X(P1) "<p>Ngắn thôi.</p>" X(P2) "</center>",
	        "es", "vi", X(P1) "\n<p>Ngắn thôi.</p>\n" X(P2));
}

/* The heading goes with the kicker that it holds: metadata have both. */
static void
kicker_in_heading(void **state)
{
#define HEADED(kicker)                                                         \
	"<title>Chuyện bến sông quê</title><h1><span class=" kicker ">Phóng " \
	"sự</span>: Chuyện bến sông quê</h1>" X(P1) X(P2) X(P3)
	char *got = help_stages(HEADED("kicker"), "me", "vi");

	(void)state;
	assert_null(strstr(got, "Phóng sự"));
	assert_non_null(strstr(got, X(P1)));
	free(got);
	got = help_stages(HEADED("x"), "me", "vi");
	assert_non_null(strstr(got, X(P1)));
	free(got);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(foot_of_document),
		cmocka_unit_test(pictures_of_amp),
		cmocka_unit_test(points_of_word),
		cmocka_unit_test(lists_of_word),
		cmocka_unit_test(rubbish_of_word),
		cmocka_unit_test(typed_points),
		cmocka_unit_test(typed_lines),
		cmocka_unit_test(numbers_twice),
		cmocka_unit_test(large_lines),
		cmocka_unit_test(table_rows_in_bold),
		cmocka_unit_test(bold_lines),
		cmocka_unit_test(grounds_and_galleries),
		cmocka_unit_test(picture_amid_sentence),
		cmocka_unit_test(late_pictures),
		cmocka_unit_test(marks_of_word),
		cmocka_unit_test(divisions),
		cmocka_unit_test(small_things),
		cmocka_unit_test(lines_of_breaks),
		cmocka_unit_test(captions_of_tables),
		cmocka_unit_test(lines_and_signs),
		cmocka_unit_test(kicker_in_heading),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
