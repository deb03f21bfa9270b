/* infoline: "Thứ sáu, 17/09/2010 - 09:41 AM (Đã xem: 512 lần)".
 *
 * Every site has its own wording of when, by whom, how often seen; but all of
 * it is made of a few dozen words of a language, of months and of numbers.  So a line is judged by
 * the words that are none of these, and no pattern is needed for each habit.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/dates.h"
#include "filters/infoline.h"

#define WORD_BYTES 24

/* Sorted bytewise, in lower case. */
static const char *const word_table[] = { "a", "am", "ba", "bài", "bản", "bảy",
	"bởi", "ch", "chia", "cho", "chủ", "chữ", "cn", "cuối", "còn", "có",
	"cập", "cỡ", "của", "date", "dịch", "email", "ghi", "giả", "giờ", "gmt",
	"gởi", "gửi", "h", "hai", "hits", "hiện", "hiệu", "hợp", "ict", "in",
	"lên", "lúc", "lược", "lượng", "lượt", "lần", "lớn", "lực", "mail",
	"mạng", "mới", "nguồn", "ngày", "người", "nhất", "nhật", "nhỏ", "năm",
	"phút", "pm", "post", "posted", "print", "sa", "sao", "sáu", "sưu",
	"sẻ", "số", "t2", "t3", "t4", "t5", "t6", "t7", "theo", "tháng",
	"thích", "thời", "thứ", "thực", "tin", "trang", "truy", "tác", "tư",
	"tải", "tầm", "tổng", "update", "updated", "utc", "view", "views",
	"viên", "viết", "và", "vào", "về", "xem", "xuất", "đánh", "đã", "đăng",
	"đưa", "được", "đọc", "ảnh" };

/* The same: words that stand with a day or an hour, in other languages. */
static const char *const day_table[] = { "actualizada", "actualizado", "aest",
	"aggiornato", "ago", "aktualisiert", "aktualisierung", "alle", "at",
	"atualizada", "atualizado", "bijgewerkt", "bst", "by", "cest", "cet",
	"day", "days", "de", "del", "di", "dia", "dias", "dienstag", "dimanche",
	"dinsdag", "do", "domenica", "domingo", "donderdag", "donnerstag",
	"día", "días", "edt", "el", "em", "erstellt", "est", "et", "fa",
	"feira", "first", "fr", "fredag", "freitag", "fri", "friday",
	"geplaatst", "gepubliceerd", "gewijzigd", "geändert", "giovedì", "hace",
	"heures", "hora", "horas", "hour", "hours", "há", "il", "jeudi", "jour",
	"jours", "jst", "jueves", "kl", "kst", "laatst", "las", "last", "le",
	"lesedauer", "lesezeit", "lundi", "lunedì", "lunes", "lördag", "m",
	"maandag", "mardi", "martedì", "martes", "mercoledì", "mercredi",
	"mesz", "mez", "mi", "min", "mins", "minute", "minuten", "minutes",
	"mis", "mise", "mittwoch", "miércoles", "mo", "modifica", "modified",
	"modifié", "modifiée", "mon", "monday", "montag", "msk", "måndag", "of",
	"om", "on", "onsdag", "op", "opdateret", "oppdatert", "ore", "original",
	"p", "pdt", "pst", "pt", "pubblicato", "publicada", "publicado",
	"publicerad", "publiceret", "publisert", "published", "publié",
	"publiée", "quarta", "quinta", "read", "reading", "sabato", "samedi",
	"samstag", "sat", "saturday", "segunda", "sexta", "so", "sonntag",
	"stand", "stunden", "sun", "sunday", "sábado", "söndag", "tagen",
	"terça", "the", "thu", "thursday", "time", "tisdag", "torsdag", "tue",
	"tuesday", "uhr", "um", "uppdaterad", "vendredi", "venerdì",
	"veröffentlicht", "viernes", "vom", "vor", "vrijdag", "wed",
	"wednesday", "woensdag", "z", "zaterdag", "zondag", "zuletzt", "à",
	"às", "в", "г", "обновлено", "опубликовано", "公開日", "发布",
	"发布时间", "掲載", "更新", "更新日", "등록", "수정", "오전", "오후",
	"입력" };

static int
is_in(const char *const *table, size_t hi, const char *word)
{
	size_t lo = 0;

	while (lo < hi) {
		size_t mid = (lo + hi) / 2;
		int c = (unsigned char)*word - (unsigned char)*table[mid];

		if (c == 0)
			c = strcmp(word, table[mid]);
		if (c == 0)
			return 1;
		if (c < 0)
			hi = mid;
		else
			lo = mid + 1;
	}
	return 0;
}

#define IS_IN(table, word) is_in(table, sizeof(table) / sizeof(*table), word)

static void
count_word(struct info *in, struct span w, struct str *low)
{
	size_t digits = 0, runs = 0;
	const char *p = w.p;
	uint32_t first = utf8_next(&p, w.p + w.n);
	struct date date;

	for (size_t i = 0; i < w.n; i++)
		if (w.p[i] >= '0' && w.p[i] <= '9') {
			runs += i == 0 || w.p[i - 1] < '0' || w.p[i - 1] > '9';
			digits++;
		}
	in->words++;
	if (!digits && cp_is_digit(first)) /* of another script */
		digits = runs = utf8_count(w);
	in->numbers += (unsigned)runs;
	/* 12, 10h30, 2g; 2024年5月3日 */
	if (digits && (utf8_count(w) - digits <= 2 ||
	                      date_find(w, DATE_DAY_FIRST, &date, NULL)))
		return;
	str_truncate(low, 0);
	if (w.n <= WORD_BYTES)
		utf8_put_lower(low, w);
	if (IS_IN(word_table, str_c(low)))
		in->known++;
	else if (!IS_IN(day_table, str_c(low)) && !date_month(w))
		in->rest++;
}

int
info_has_digit(struct span line)
{
	const char *p = line.p, *end = line.p + line.n;

	while (p < end) {
		if (*p >= '0' && *p <= '9')
			return 1;
		/* The others of the world begin at U+0660. */
		if ((unsigned char)*p < 0xD9)
			p++;
		else if (cp_is_digit(utf8_next(&p, end)))
			return 1;
	}
	return 0;
}

struct info
info_of(struct span line, size_t most)
{
	const char *s = line.p, *end = line.p + line.n, *from = NULL;
	struct info in = { 0, 0, 0, 0 };
	struct str low = STR_INIT;

	while (s < end && in.words < INFO_WORDS && in.rest <= most) {
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
	if (from && in.rest <= most)
		count_word(
		        &in, (struct span){ from, (size_t)(end - from) }, &low);
	str_free(&low);
	return in;
}
