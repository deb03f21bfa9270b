/* meta_words: how the lines begin that Vietnamese pages set about a text, and
 * what persons, offices and ranks are called.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/meta_words.h"

#define SITE_WORDS 8
#define PORTAL_WORDS 12

/* How lines begin that tell who wrote; who put it on the page, which is less;
 * where it was taken from; who signs where no person does; what someone wrote;
 * what a document rests on.  In small letters. */
const char *const words_signs[] = { "bài viết:", "bài, ảnh:", "bài và ảnh:",
	"bài:", "bài của", "biên soạn:", "biên tập:", "người viết",
	"người thực hiện", "thực hiện:", "tin bài:", "tin, ảnh:", "tin, bài:",
	"tin và ảnh:", "tin ảnh:", "tin:", "tác giả", "viết bởi",
	"được viết bởi",
	"dự báo viên:", "phóng viên:", "cộng tác viên:", "ctv:", NULL };
const char *const words_posters[] = { "gửi bởi", "gởi bởi", "người cập nhật",
	"người gửi", "người gởi", "người đăng", "được gửi bởi", "được đăng bởi",
	"đăng bởi", "bởi ", NULL };
const char *const words_genres[] = { "bút ký của ", "ghi chép của ", "ký của ",
	"ký sự của ", "phóng sự của ", "thơ của ", "truyện của ",
	"truyện ngắn của ", "tùy bút của ", "tản văn của ", "tạp bút của ",
	"ảnh của ", NULL };
const char *const words_grounds[] = { "căn cứ ", NULL };
const char *const words_sources[] = { "nguồn tin", "nguồn:", "nguồn :", "theo ",
	"theo:", NULL };
const char *const words_offices[] = { "bbt", "ban ", "báo ", "chi ", "công an ",
	"cổng ", "hội ", "khoa ", "nhóm ", "phòng ", "sở ", "ttxvn",
	"trung tâm ", "trường ", "trạm ", "tổ ", "ubnd ", "vp ", "văn phòng ",
	"đoàn ", "đài ", "đội ", "ủy ban ", "công đoàn ", "liên đoàn ", NULL };
const char *const words_mottos[] = { "độc lập", "cộng hòa xã hội",
	"cộng hoà xã hội", NULL };
const char *const words_ranks[] = { "kt.", "tm.", "tl.", "tuq.", "chủ tịch",
	"phó ", "hiệu trưởng", "viện trưởng", "thủ trưởng", "giám đốc",
	"tổng giám đốc", "trưởng ", "bí thư", "chi cục trưởng", "cục trưởng",
	"tổng cục trưởng", "vụ trưởng", "bộ trưởng", "thứ trưởng", "chánh ",
	"hạt trưởng", "trạm trưởng", "quyền ", "q. ", "đã ký", "nơi nhận",
	"người ký", NULL };
const char *const words_callings[] = { "bác sĩ ", "bác sỹ ", "bs ", "kỹ sư ",
	"ks. ", "ths.bs", "bs.", "bsck", "ds.", "đd.", "luật sư ", "nhà báo ",
	"nhà văn ", "nhà thơ ", "thạc sĩ ", "thạc sỹ ", "ths. ", "tiến sĩ ",
	"tiến sỹ ", "ts. ", "lương y ", "dược sĩ ", "nghệ nhân ", "nhạc sĩ ",
	"họa sĩ ", "cử nhân ", "gs. ", "gs.ts ", "pgs.", "đại tá ",
	"thượng tá ", "trung tá ", "thiếu tá ", "đại úy ", NULL };
static const char *const words_surnames[] = { "bùi ", "cao ", "châu ", "dương ",
	"hoàng ", "huỳnh ", "hà ", "hồ ", "kiều ", "lâm ", "lê ", "lý ", "lưu ",
	"lương ", "mai ", "nguyễn ", "ngô ", "phan ", "phùng ", "phạm ",
	"quách ", "thái ", "triệu ", "trương ", "trần ", "trịnh ", "tô ", "tạ ",
	"võ ", "vũ ", "vương ", "cầm ", "danh ", "giàng ", "h'", "kpă ",
	"ksor ", "lò ", "lường ", "ma ", "nông ", "quàng ", "rơ ", "siu ",
	"sùng ", "thào ", "thạch ", "tôn ", "vi ", "vừ ", "vàng ", "y ", "đàm ",
	"điểu ", "đổng ", "đinh ", "đoàn ", "đào ", "đặng ", "đỗ ", NULL };

size_t
begins_any(struct span t, const char *const *words)
{
	for (size_t i = 0; words[i] != NULL; i++) {
		const char *p = t.p, *end = t.p + t.n, *w = words[i];
		const char *w_end = w + strlen(w);

		if (p < end && *p == '(')
			p++;
		while (w < w_end && p < end) {
			const char *at = w;

			if (cp_lower(utf8_next(&p, end)) !=
			        utf8_next(&w, w_end)) {
				w = at;
				break;
			}
		}
		if (w == w_end)
			return (size_t)(p - t.p);
	}
	return 0;
}

int
names_person(struct span t)
{
	const char *p = t.p, *end = t.p + t.n;
	unsigned words = words_count(t);
	int start = 1;

	if (words < 2 || words > 4 || !begins_any(t, words_surnames))
		return 0;
	while (p < end) {
		uint32_t cp = utf8_next(&p, end);

		if (start && !cp_is_upper(cp))
			return 0;
		start = cp == ' ';
	}
	return 1;
}

struct span
before_office(struct span t)
{
	static const char *const dash[] = { " - ", " – ", " — ", NULL };

	for (int i = 0; dash[i] != NULL; i++) {
		const char *p = memmem(t.p, t.n, dash[i], strlen(dash[i]));

		struct span rest;

		if (p == NULL)
			continue;
		rest.p = p + strlen(dash[i]);
		rest.n = (size_t)(t.p + t.n - rest.p);
		if (names_office(rest) || names_post(rest))
			t.n = (size_t)(p - t.p);
	}
	return t;
}

int
names_post(struct span line)
{
	static const char *const posts[] = { "thư ký ", "chuyên viên ",
		"cán bộ ", "công chức ", "giáo viên ", "nguyên ", "học viện ",
		"phóng viên ", "biên tập viên ", "cộng tác viên ", NULL };

	return begins_any(line, posts) != 0;
}

int
names_rank(struct span line)
{
	return begins_any(line, words_ranks) != 0 ||
	       memmem(line.p, line.n, "(Đã ký)", sizeof("(Đã ký)") - 1);
}

int
names_office(struct span name)
{
	static const char *const sites[] = { "bệnh viện ", "tổng công ty ",
		"công ty ", "trang tin", NULL };
	static const char *const portals[] = { "cổng thông tin",
		"trang thông tin", "website ", NULL };
	unsigned words;

	for (;;) {
		if (name.n > 3 && (memcmp(name.p, "–", 3) == 0 ||
		                          memcmp(name.p, "—", 3) == 0))
			name.p += 3, name.n -= 3;
		else if (name.n > 0 && strchr(":.,-|* ", *name.p) != NULL)
			name.p++, name.n--;
		else
			break;
	}
	words = words_count(name);
	return (words <= SITE_WORDS && (begins_any(name, words_offices) ||
	                                       begins_any(name, sites))) ||
	       (words <= PORTAL_WORDS && begins_any(name, portals));
}
