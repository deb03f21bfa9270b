/* typography_space: where a line should not break, the space becomes a
 * no-break space.  Only spaces that stand there are changed; none is put in.
 *
 * The Vietnamese tables are carried over from ../shared/data/vi_nobreak.tsv
 * (own compilation, CC0); this file is now the one to edit.  In dates the
 * space after the number stays open when a number follows the word (ngày 3 |
 * tháng 5), or the whole date would be one long word.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/typography.h"

#define NBSP 0xA0
#define NNBSP 0x202F
#define WORD 24

/* All lists are sorted bytewise and in lower case. */
static const char *const units[] = { "%", "ft", "g", "gb", "ghz", "ha", "hp",
	"hz", "in", "kb", "kg", "khz", "km", "km/h", "kw", "kwh", "l", "lb",
	"m", "m/s", "m2", "m3", "m\302\262", "m\302\263", "mb", "mg", "mhz",
	"mi", "ml", "mm", "mph", "mw", "oz", "tb", "w", "\302\260c",
	"\302\260f", "\342\202\254", "\342\202\253", NULL };

static const char *const vi_units[] = { "bàn", "cm", "eur", "giây", "giờ",
	"héc-ta", "lít", "lần", "nghìn", "ngàn", "người", "phút", "phần",
	"trăm", "triệu", "tuần", "tuổi", "tạ", "tấn", "tỉ", "tỷ", "usd", "vnd",
	"vnđ", "vạn", "yến", "điểm", "đ", "độ", "đồng", NULL };

/* A number on the left; but not when a number follows on the right. */
static const char *const vi_dates[] = { "năm", "ngày", "tháng", NULL };

/* A number or Roman numeral on the right. */
static const char *const vi_before_number[] = { "bảng", "chương", "giờ", "hình",
	"khoá", "khoản", "khu", "khóa", "kỳ", "lớp", "mục", "ngày", "năm",
	"phút", "phường", "phần", "quý", "quận", "số", "tháng", "thứ", "trang",
	"tập", "tổ", "vòng", "điều", "điểm", "kỷ", "hệ", NULL };

/* A capitalised word on the right. */
static const char *const vi_titles[] = { "anh", "bs.", "bà", "bác", "chú",
	"chị", "cô", "em", "gs.", "gs.ts", "gs.ts.", "h.", "ks.", "ls.", "mr.",
	"ms.", "p.", "pgs.", "pgs.ts", "pgs.ts.", "q.", "t.", "ths.", "tp.",
	"ts.", "tx.", "ông", "đ/c", NULL };

static const char *const en_titles[] = { "dr.", "mr.", "mrs.", "ms.", "prof.",
	"st.", NULL };

static const char *const fr_titles[] = { "dr", "m.", "mlle", "mm.", "mme",
	"mmes", "mr", NULL };

static const char *const de_titles[] = { "dr.", "hr.", "fr.", "prof.", "st.",
	NULL };

static const char *const before_number[] = { "art.", "bd.", "chap.", "fig.",
	"no.", "nos.", "nr.", "n\302\260", "p.", "pp.", "s.", "vol.",
	"\302\247", NULL };

static int
is_in(const char *const *list, const char *word)
{
	for (; *list; list++)
		if (**list == *word && strcmp(*list, word) == 0)
			return 1;
	return 0;
}

/* One side of a space: a word, without what encloses it. */
struct side {
	const struct typo_char *p;
	size_t len;
	uint32_t first, last; /* characters at the space, outer end */
	int number, roman, capital, opaque;
};

/* Lower case; "" when too long. */
struct word {
	char s[WORD * 4 + 1];
};

static int
is_wordish(uint32_t cp)
{
	return cp && !typo_is_space(cp);
}

/* Brackets and quotes: what they enclose is meant. */
static int
encloses(uint32_t cp)
{
	return cp == '(' || cp == '[';
}

static int
is_roman(uint32_t cp)
{
	switch (cp) {
	case 'I':
	case 'V':
	case 'X':
	case 'L':
	case 'C':
	case 'D':
	case 'M':
		return 1;
	default:
		return 0;
	}
}

static void
describe(struct side *s, const struct typo_line *l, size_t from, size_t to)
{
	int digits = 0, other = 0, roman = 1, opaque = 0;

	while (from < to && encloses(l->p[from].cp))
		from++;
	while (from < to &&
	        (l->p[from].cp == 0x201C || l->p[from].cp == 0x2018))
		from++;
	for (size_t i = from; i < to; i++) {
		uint32_t cp = l->p[i].cp;

		opaque |= l->p[i].opaque;
		if (typo_is_digit(cp))
			digits++;
		else if (!(cp == '.' || cp == ',' || cp == '/' || cp == '%' ||
		                 ((cp == '-' || cp == 0x2013) && i > from)))
			other++;
		if (!is_roman(cp) && !(i + 1 == to && (cp == '.' || cp == ',')))
			roman = 0;
	}
	s->p = l->p + from;
	s->len = to - from;
	s->opaque = opaque;
	s->number = digits > 0 && !other;
	s->roman = roman && s->len > 0;
	s->first = from < to ? l->p[from].cp : 0;
	s->last = from < to ? l->p[to - 1].cp : 0;
	s->capital = cp_is_upper(s->first);
}

static struct word
word_of(const struct side *s)
{
	struct word w;
	size_t n = 0;

	if (s->len <= WORD)
		for (size_t i = 0; i < s->len; i++)
			n += (size_t)utf8_encode(cp_lower(s->p[i].cp), w.s + n);
	w.s[n] = '\0';
	return w;
}

/* Stops that end the right-hand word do not belong to it. */
static struct word
without_stops(struct word w)
{
	size_t n = strlen(w.s);

	while (n && strchr(",;:!?)", w.s[n - 1]))
		w.s[--n] = '\0';
	if (n > 1 && w.s[n - 1] == '.')
		w.s[n - 1] = '\0';
	return w;
}

static int
is_initial(const struct side *s)
{
	return s->capital && (s->len == 1 || (s->len == 2 && s->last == '.'));
}

/* bare: the word of b when a is a number. */
static int
vi_binds(const struct side *a, const struct side *b, const struct word *bare,
        int number_after)
{
	struct word w;

	if (a->number && is_in(vi_units, bare->s))
		return 1;
	if (a->number && is_in(vi_dates, bare->s) && !number_after)
		return 1;
	if (!b->number && !b->roman && !b->capital)
		return 0;
	w = word_of(a);
	if ((b->number || b->roman) && is_in(vi_before_number, w.s))
		return 1;
	return b->capital && is_in(vi_titles, w.s);
}

static int
other_binds(enum typo_lang lang, const struct side *a, const struct side *b)
{
	struct word w, next;

	if (!b->number && lang != TL_EN && lang != TL_FR && lang != TL_DE)
		return 0;
	w = word_of(a);
	if (b->number && is_in(before_number, w.s))
		return 1;
	if (lang == TL_EN)
		return b->capital && is_in(en_titles, w.s);
	if (lang == TL_FR)
		return b->capital && is_in(fr_titles, w.s);
	if (lang != TL_DE)
		return 0;
	next = word_of(b);
	return (b->capital && is_in(de_titles, w.s)) ||
	       (!strcmp(w.s, "z.") && !strncmp(next.s, "b.", 2)) ||
	       (!strcmp(w.s, "d.") && !strncmp(next.s, "h.", 2));
}

/* French sets a thin space before ; ! ? and a full one before : and ». */
static uint32_t
fr_space(const struct side *a, const struct side *b)
{
	if (!a->len || !b->len)
		return 0;
	if (b->first == ';' || b->first == '!' || b->first == '?')
		return NNBSP;
	if (b->first == ':' || b->first == 0xBB || a->last == 0xAB)
		return NBSP;
	/* 10 000: groups of three digits */
	if (a->number && b->number && b->len >= 3 && a->len <= 3 &&
	        typo_is_digit(a->last))
		return NNBSP;
	return 0;
}

static uint32_t
space_for(enum typo_lang lang, const struct side *a, const struct side *b,
        int number_after)
{
	struct word bare;
	uint32_t fr;

	if (!a->len || !b->len || a->opaque || b->opaque)
		return ' ';
	/* A line does not begin with a dash that stands between spaces. */
	if (b->len == 1 && (b->first == 0x2013 || b->first == 0x2014))
		return NBSP;
	if (lang == TL_FR && (fr = fr_space(a, b)) != 0)
		return fr;
	bare.s[0] = '\0';
	/* a stop behind a number ends a clause, and the unit is none */
	if (a->number && (typo_is_digit(a->last) || a->last == '%')) {
		bare = without_stops(word_of(b));
		if (is_in(units, bare.s))
			return NBSP;
	}
	if (is_initial(a) && b->capital && a->last == '.' && b->len > 1)
		return NBSP;
	if (lang == TL_VI)
		return vi_binds(a, b, &bare, number_after) ? NBSP : ' ';
	return other_binds(lang, a, b) ? NBSP : ' ';
}

static size_t
word_end(const struct typo_line *l, size_t i)
{
	while (i < l->n && is_wordish(l->p[i].cp))
		i++;
	return i;
}

/* Whether the space at i may bind the word that begins at from to the next:
 * most are told by a look at their first and last characters.  What begins
 * with a letter is no number; then the next word is a dash, a name or a
 * number, and in most languages the first ends as abbreviations do. */
static int
may_bind(enum typo_lang lang, const struct typo_line *l, size_t from, size_t i)
{
	uint32_t next = typo_at(l, i + 1), last = l->p[i - 1].cp;

	if (lang == TL_FR || lang == TL_DE || !typo_is_letter(l->p[from].cp) ||
	        next == 0x2013 || next == 0x2014)
		return 1;
	if (lang == TL_VI)
		return !typo_is_letter(next) || cp_is_upper(next);
	return last == '.' || last == 0xB0 || last == 0xA7;
}

int
typo_spaces(struct typo_line *l, enum typo_lang lang)
{
	int changed = 0;
	size_t from = 0, i = word_end(l, 0), end;

	for (; i < l->n; from = i + 1, i = end) {
		struct side a, b;
		uint32_t *cp = &l->p[i].cp;

		end = word_end(l, i + 1);
		if (*cp != ' ' || l->p[i].opaque || i == from ||
		        !may_bind(lang, l, from, i))
			continue;
		describe(&a, l, from, i);
		describe(&b, l, i + 1, end);
		*cp = space_for(lang, &a, &b,
		        end < l->n && typo_is_digit(typo_at(l, end + 1)));
		changed |= *cp != ' ';
	}
	return changed;
}
