/* infoline: "Thứ sáu, 17/09/2010 - 09:41 AM (Đã xem: 512 lần)".
 *
 * Every portal has its own wording of when, by whom, how often seen; but all
 * of it is made of a few dozen words and of numbers.  So a line is judged by
 * the words that are none of these, and no pattern is needed for each habit.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/infoline.h"

#define WORD_BYTES 24

/* Sorted bytewise, in lower case. */
static const char *const word_table[] = { "a", "am", "ba", "bài", "bản", "bảy",
	"bởi", "ch", "chia", "cho", "chủ", "chữ", "cn", "cuối", "có", "cập",
	"cỡ", "của", "date", "dịch", "email", "ghi", "giả", "giờ", "gmt", "gởi",
	"gửi", "h", "hai", "hits", "hiện", "hợp", "ict", "in", "lên", "lúc",
	"lược", "lượng", "lượt", "lần", "lớn", "mail", "mạng", "mới", "nguồn",
	"ngày", "người", "nhất", "nhật", "nhỏ", "năm", "phút", "pm", "post",
	"posted", "print", "sa", "sao", "sáu", "sưu", "sẻ", "số", "t2", "t3",
	"t4", "t5", "t6", "t7", "theo", "tháng", "thích", "thời", "thứ", "thực",
	"tin", "trang", "truy", "tác", "tư", "tải", "tầm", "tổng", "update",
	"updated", "utc", "view", "views", "viên", "viết", "và", "vào", "về",
	"xem", "xuất", "đánh", "đã", "đăng", "đưa", "được", "đọc", "ảnh" };

static int
is_known(struct span w, struct str *low)
{
	size_t lo = 0, hi = sizeof(word_table) / sizeof(word_table[0]);

	if (w.n > WORD_BYTES)
		return 0;
	str_truncate(low, 0);
	utf8_put_lower(low, w);
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int c = (unsigned char)*low->s -
		        (unsigned char)*word_table[mid];

		if (c == 0)
			c = strcmp(low->s, word_table[mid]);
		if (c == 0)
			return 1;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return 0;
}

static void
count_word(struct info *in, struct span w, struct str *low)
{
	size_t digits = 0, runs = 0;

	for (size_t i = 0; i < w.n; i++)
		if (w.p[i] >= '0' && w.p[i] <= '9') {
			runs += i == 0 || w.p[i - 1] < '0' || w.p[i - 1] > '9';
			digits++;
		}
	in->words++;
	in->numbers += (unsigned)runs;
	/* 12, 10h30, 2g */
	if (digits && w.n - digits <= 2)
		return;
	if (is_known(w, low))
		in->known++;
	else
		in->rest++;
}

int
info_has_digit(struct span line)
{
	for (size_t i = 0; i < line.n; i++)
		if (line.p[i] >= '0' && line.p[i] <= '9')
			return 1;
	return 0;
}

struct info
info_of(struct span line)
{
	const char *s = line.p, *end = line.p + line.n, *from = NULL;
	struct info in = { 0, 0, 0, 0 };
	struct str low = STR_INIT;

	while (s < end && in.words < INFO_WORDS) {
		const char *at = s;
		uint32_t cp = utf8_next(&s, end);
		int in_word =
		        cp != UTF8_BAD && (cp_is_letter(cp) || cp_is_digit(cp));

		/* "02:15By": spans without a blank between them */
		if (in_word && from && cp_is_upper(cp) && at[-1] >= '0' &&
		        at[-1] <= '9') {
			count_word(&in,
			        (struct span){ from, (size_t)(at - from) },
			        &low);
			from = at;
		}
		if (in_word && !from)
			from = at;
		if (!in_word && from) {
			count_word(&in,
			        (struct span){ from, (size_t)(at - from) },
			        &low);
			from = NULL;
		}
	}
	if (from)
		count_word(
		        &in, (struct span){ from, (size_t)(end - from) }, &low);
	str_free(&low);
	return in;
}
