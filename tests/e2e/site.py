"""Pages of sites, each with texts of its own and what all pages of the site say.

	site.py KIND DIR [N]

KIND vi, en: N articles (5) of a site, by its address; folder: the same with
neither address nor name; gazette: decisions that share their bases, clauses
and signatures; weather: reports of which much is the same.
"""
import os
import sys

kind, out = sys.argv[1:3]
count = int(sys.argv[3]) if len(sys.argv) > 3 else 5
os.makedirs(out, exist_ok=True)

VI_WHO = ["Cảng vụ", "Hợp tác xã", "Trường nghề", "Bệnh viện tỉnh", "Trạm khuyến nông", "Đội cứu hộ", "Nhà máy nước"]
VI_WHAT = ["bến tàu khách", "kho lạnh", "xưởng thực hành", "khoa cấp cứu", "vườn giống", "xuồng cao tốc", "đường ống"]
VI_MEN = ["ngư dân", "xã viên", "học viên", "bệnh nhân", "nông hộ", "thuyền viên", "hộ dân"]
VI_WHERE = ["bờ bắc", "xã Đông", "phố Mới", "huyện Hạ", "thung lũng", "cửa biển", "khu đồi"]
EN_WHO = ["The harbour board", "The dairy union", "The trade school", "The county clinic", "The seed station", "The lifeboat crew", "The water works"]
EN_WHAT = ["passenger pier", "cold store", "workshop", "emergency ward", "orchard", "rescue boat", "pipeline"]
EN_MEN = ["captains", "farmers", "pupils", "patients", "growers", "sailors", "households"]
EN_WHERE = ["the north shore", "the eastern parish", "the new town", "the lower county", "the valley", "the estuary", "the hills"]


def vi(i):
    who, what, men, where = VI_WHO[i], VI_WHAT[i], VI_MEN[i], VI_WHERE[i]
    return f"{who} đưa {what} vào sử dụng", [
        f"Sáng thứ hai, {who.lower()} đưa {what} ở {where} vào sử dụng sau {i + 7} tháng thi công, sớm hơn kế hoạch gần hai tuần, trước sự chứng kiến của đông đảo {men}.",
        f"Theo người phụ trách, {what} được xây bằng vốn vay ưu đãi, phục vụ mỗi ngày chừng {i + 3} trăm {men}, gấp đôi so với công trình cũ đã xuống cấp từ lâu.",
        f"Nhiều {men} cho biết trước đây họ phải đi xa hàng chục cây số; nay có {what} ngay tại {where}, mỗi chuyến đi bớt được nửa buổi và đỡ tốn kém hơn nhiều.",
        f"Giai đoạn hai sẽ bắt đầu vào mùa khô năm tới, khi {where} có thêm đường vào; {who.lower()} hứa công bố mức phí mới trước khi mở rộng {what}."]


def en(i):
    who, what, men, where = EN_WHO[i], EN_WHAT[i], EN_MEN[i], EN_WHERE[i]
    return f"{who} opens its {what}", [
        f"{who} opened its {what} on {where} on Monday after {i + 7} months of work, almost two weeks ahead of its plan, and a crowd of {men} came to see it.",
        f"The {what} was paid for with a public loan and will serve some {i + 3} hundred {men} a day, twice as many as the old one, which had been falling apart for years.",
        f"Many {men} said that they used to travel for hours; with a {what} on {where}, each of them saves half a day and a good deal of money on every trip.",
        f"A second stage is to follow in the dry season, once {where} has a better road; {who.lower()} promised to publish its new fees before the {what} grows."]


def write(name, head, title, body, lang, menu):
    with open(f"{out}/{name}.html", "w", encoding="utf-8") as f:
        f.write(f'<!DOCTYPE html><html lang="{lang}"><head><meta charset="utf-8"><title>{title}</title>{head}</head>\n'
                f'<body><nav><ul>{"".join(f"<li><a href=/{k}>{m}</a></li>" for k, m in enumerate(menu))}</ul></nav>\n'
                f'<h1>{title}</h1>\n<div class="text">\n{body}\n</div>\n'
                f'<footer><a href="/c">{menu[-1]}</a></footer></body></html>\n')


def paragraphs(list):
    return "\n".join(f"<p>{p}</p>" for p in list)


def at(host, name):
    return f'<link rel="canonical" href="https://{host}/{name}.html">'


MENU_VI = ["Trang chủ", "Thời sự", "Kinh tế", "Đời sống", "Liên hệ"]
MENU_EN = ["Home", "News", "Business", "Life", "Contact"]
ASK_VI = "Mọi ý kiến đóng góp của bạn đọc cho bài viết xin gửi về địa chỉ toasoan@tinven.example để chúng tôi ghi nhận và phản hồi."
ASK_EN = "The Shore Courier’s primary mission is to report on the weather, the water and the people who live by them; this story does not represent the position of our parent company."

if kind in ("vi", "folder"):
    for i in range(count):
        title, text = vi(i)
        host = "www.tinven.example" if i % 2 else "tinven.example"
        head = at(host, f"bai-{i}") if kind == "vi" else ""
        # typography is the template's of the year
        ask = ASK_VI if i % 2 else ASK_VI.replace(" xin gửi", ", xin gửi")
        write(f"{kind}-{i}", head, title, paragraphs(text + [ask]), "vi", MENU_VI)
elif kind == "en":
    for i in range(count):
        title, text = en(i)
        tail = ["<h3>About us</h3>", f"<p>{ASK_EN}</p>"]
        write(f"en-{i}", at("courier.example", f"story-{i}"), title, "\n".join([paragraphs(text)] + tail), "en", MENU_EN)
elif kind == "gazette":
    for i in range(count):
        who, what, where = VI_WHO[i], VI_WHAT[i], VI_WHERE[i]
        body = paragraphs([
            "Căn cứ Luật Tổ chức chính quyền địa phương ngày 19 tháng 6 năm 2015;",
            "Căn cứ Luật Đầu tư công ngày 13 tháng 6 năm 2019;",
            f"Xét đề nghị của {who.lower()} tại tờ trình số {i + 11} về {what} ở {where},",
            f"Điều 1. Phê duyệt dự án {what} tại {where} với tổng mức đầu tư {i + 12} tỷ đồng, do {who.lower()} làm chủ đầu tư, thực hiện trong {i + 2} năm.",
            f"Điều 2. {who} chịu trách nhiệm về hồ sơ {what}, bảo đảm tiến độ và báo cáo kết quả hằng quý cho Ủy ban nhân dân tỉnh theo quy định.",
            f"Nguồn vốn của {what} lấy từ ngân sách tỉnh {i + 5} phần mười, phần còn lại do {who.lower()} huy động hợp pháp từ các tổ chức ở {where}.",
            f"Địa điểm xây dựng là {where}, trên khu đất {i + 2} héc ta đã giải phóng mặt bằng, thuận tiện cho {VI_MEN[i]} đến {what} bằng cả hai đường.",
            "Điều 3. Quyết định này có hiệu lực thi hành kể từ ngày ký.",
            "Chánh Văn phòng Ủy ban nhân dân tỉnh, Giám đốc các sở và thủ trưởng các cơ quan có liên quan chịu trách nhiệm thi hành Quyết định này./.",
            "Nơi nhận:<br>- Như Điều 3;<br>- Lưu: VT.",
            "TM. ỦY BAN NHÂN DÂN<br>CHỦ TỊCH"])
        write(f"gazette-{i}", at("congbao.example", f"qd-{i}"), f"Quyết định phê duyệt dự án {what}", body, "vi", MENU_VI)
elif kind == "weather":
    for i in range(count):
        body = paragraphs([
            f"Ngày {i + 3}, vùng áp thấp đi qua {VI_WHERE[i]} gây mưa rào từ sáng sớm, lượng mưa đo được {i * 7 + 12} milimét; {VI_MEN[i]} được khuyến cáo không ra khơi.",
            f"Trạm đo ở {VI_WHERE[i]} ghi nhận nhiệt độ thấp nhất {i + 14} độ, cao nhất {i + 21} độ, gió giật cấp {i + 3} vào khoảng {i + 1} giờ chiều.",
            "Đêm có mưa vài nơi, ngày nắng gián đoạn, gió nhẹ, trời rét.",
            "Độ ẩm trung bình từ bảy mươi đến chín mươi phần trăm.",
            "Biển động nhẹ, tầm nhìn xa trên mười cây số, giảm xuống bốn đến mười cây số trong mưa."])
        write(f"weather-{i}", at("thoitiet.example", f"ngay-{i}"), f"Dự báo ngày {i + 3}", body, "vi", MENU_VI)
else:
    sys.exit(__doc__)
