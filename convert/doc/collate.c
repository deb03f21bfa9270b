/* collate: keys in three levels, as UTS 10 has them, for the alphabets that
 * indexes of names need.
 *
 * Letters are decomposed (NFD).  A Latin letter's rank leaves room for the
 * Vietnamese letters behind it; other scripts come behind in the order of
 * their code points.  Below the letters stand the tones of each syllable (in
 * Vietnamese) or all marks (elsewhere), below these the text itself.
 */
#include "doc/collate.h"

#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"

enum { GAP = 1, TONE = 2, DIGIT = 0x10, LATIN = 0x20, OTHER = 0xF0 };

enum { BREVE = 0x306, CIRCUMFLEX = 0x302, HORN = 0x31B, D_STROKE = 0x111 };

static const uint32_t tones[] = { 0x300, 0x309, 0x303, 0x301, 0x323 };

static int
is_vietnamese(const char *lang)
{
	return lang != NULL && strncmp(lang, "vi", 2) == 0 &&
	       (lang[2] == '\0' || lang[2] == '-');
}

static int
tone_of(uint32_t mark)
{
	for (int i = 0; i < 5; i++)
		if (tones[i] == mark)
			return i + 1;
	return 0;
}

/* Which of the letters on the same base; 0: the base itself. */
static int
letter_of(uint32_t base, uint32_t mark)
{
	switch (mark) {
	case BREVE:
		return base == 'a';
	case CIRCUMFLEX:
		return base == 'a' ? 2 : base == 'e' || base == 'o';
	case HORN:
		return base == 'o' ? 2 : base == 'u';
	default:
		return 0;
	}
}

struct walk {
	const char *p, *end;
	char *nfd;
};

static void
walk_open(struct walk *w, const char *s)
{
	utf8proc_uint8_t *d = NULL;

	utf8proc_map((const utf8proc_uint8_t *)s, 0, &d,
	        UTF8PROC_NULLTERM | UTF8PROC_STABLE | UTF8PROC_DECOMPOSE |
	                UTF8PROC_CASEFOLD);
	w->nfd = (char *)d;
	w->p = d != NULL ? w->nfd : s;
	w->end = w->p + strlen(w->p);
}

static void
put_letter(struct str *out, uint32_t cp)
{
	if (cp >= '0' && cp <= '9') {
		str_putc(out, (char)(DIGIT + (cp - '0')));
	} else if (cp >= 'a' && cp <= 'z') {
		str_putc(out, (char)(LATIN + 4 * (cp - 'a')));
	} else {
		str_putc(out, (char)OTHER);
		str_put_utf8(out, cp);
	}
}

/* The end of a syllable: its tone, when they count there. */
static void
put_end(struct str *out, int vietnamese, int *tone, int *letters)
{
	if (*letters > 0) {
		str_putc(out, GAP);
		if (vietnamese)
			str_putc(out, (char)(TONE + *tone));
	}
	*tone = *letters = 0;
}

void
collate_key(struct str *out, const char *s, const char *lang)
{
	struct walk w;
	struct str marks = STR_INIT;
	int vietnamese = is_vietnamese(lang), tone = 0, letters = 0;
	uint32_t base = 0;

	walk_open(&w, s);
	while (w.p < w.end) {
		uint32_t cp = utf8_next(&w.p, w.end);

		if (cp == D_STROKE) {
			str_putc(out,
			        (char)(LATIN + 4 * ('d' - 'a') + vietnamese));
			letters++;
			base = 'd';
		} else if (utf8proc_get_property((int32_t)cp)
		                   ->combining_class != 0) {
			if (!vietnamese)
				str_put_utf8(&marks, cp);
			else if (tone_of(cp) > 0)
				tone = tone_of(cp);
			else if (letters > 0)
				out->s[out->len - 1] =
				        (char)(out->s[out->len - 1] +
				                letter_of(base, cp));
		} else if (cp_is_letter(cp) || cp_is_digit(cp)) {
			put_letter(out, cp);
			letters++;
			base = cp;
			if (!vietnamese)
				str_putc(&marks, TONE);
		} else if (cp_is_space(cp) || cp == '-') {
			put_end(out, vietnamese, &tone, &letters);
		}
	}
	put_end(out, vietnamese, &tone, &letters);
	str_putc(out, GAP);
	str_put_span(out, str_span(&marks));
	str_putc(out, '\0');
	str_puts(out, s);
	str_free(&marks);
	free(w.nfd);
}

void
collate_letter(struct str *out, const char *s, const char *lang)
{
	const char *p = s, *end = s + strlen(s);
	struct str key = STR_INIT, one = STR_INIT;
	struct walk w;
	uint32_t cp = 0;
	int rank;

	while (p < end && !cp_is_letter(cp = utf8_next(&p, end)) &&
	        !cp_is_digit(cp))
		;
	str_put_utf8(&one, cp);
	collate_key(&key, one.s, lang);
	rank = key.len > 0 ? (uint8_t)key.s[0] : 0;
	if (rank >= LATIN && rank < OTHER) {
		static const char *const own[] = { [0] = "\u0102\u00C2",
			[3] = "\u0110",
			[4] = "\u00CA",
			[14] = "\u00D4\u01A0",
			[20] = "\u01AF" };
		int k = (rank - LATIN) / 4, of = (rank - LATIN) % 4;

		if (of == 0)
			str_putc(out, (char)('A' + k));
		else /* two bytes each */
			str_add(out, own[k] + 2 * (of - 1), 2);
	} else if (cp_is_letter(cp)) {
		walk_open(&w, one.s);
		p = w.p;
		if (p < w.end)
			cp = utf8_next(&p, w.end);
		str_put_utf8(out, (uint32_t)utf8proc_toupper((int32_t)cp));
		free(w.nfd);
	} else {
		str_putc(out, '#');
	}
	str_free(&one);
	str_free(&key);
}
