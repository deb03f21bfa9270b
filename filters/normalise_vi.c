/* normalise_vi: Vietnamese words written with letters that only look right,
 * and, when asked for, tone marks in one place.
 *
 * Fonts and converters have put eth for đ, gha for ư, a Cyrillic a for a, a
 * spacing accent for a tone.  A word with such a letter is set right where
 * that makes a syllable of it, and nowhere else; and only in Vietnamese
 * texts, since "mı" is right in Turkish.  The text is in NFC.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/encodings/vi_syllable.h"
#include "filters/filter.h"
#include "filters/normalise.h"

/* Sorted by what is wrong. U+01A2 and U+01A3 have a second try. */
static const struct {
	uint16_t wrong, right;
} confusable[] = {
	{ 0xB4, 0x301 },
	{ 0xD0, 0x110 },
	{ 0xF0, 0x111 },
	{ 0x131, 'i' },
	{ 0x189, 0x110 },
	{ 0x1A2, 0x1AF },
	{ 0x1A3, 0x1B0 },
	{ 0x1CD, 0x102 },
	{ 0x1CE, 0x103 },
	{ 0x256, 0x111 },
	{ 0x2C0, 0x309 },
	{ 0x2C6, 0x302 },
	{ 0x2CA, 0x301 },
	{ 0x2CB, 0x300 },
	{ 0x2DB, 0x323 },
	{ 0x2DC, 0x303 },
	{ 0x30C, 0x306 },
	{ 0x315, 0x31B },
	{ 0x347, 0x323 },
	{ 0x391, 'A' },
	{ 0x392, 'B' },
	{ 0x395, 'E' },
	{ 0x397, 'H' },
	{ 0x399, 'I' },
	{ 0x39A, 'K' },
	{ 0x39C, 'M' },
	{ 0x39D, 'N' },
	{ 0x39F, 'O' },
	{ 0x3A1, 'P' },
	{ 0x3A4, 'T' },
	{ 0x3A5, 'Y' },
	{ 0x3A7, 'X' },
	{ 0x3BD, 'v' },
	{ 0x3BF, 'o' },
	{ 0x405, 'S' },
	{ 0x406, 'I' },
	{ 0x410, 'A' },
	{ 0x412, 'B' },
	{ 0x415, 'E' },
	{ 0x41A, 'K' },
	{ 0x41C, 'M' },
	{ 0x41D, 'H' },
	{ 0x41E, 'O' },
	{ 0x420, 'P' },
	{ 0x421, 'C' },
	{ 0x422, 'T' },
	{ 0x423, 'Y' },
	{ 0x425, 'X' },
	{ 0x430, 'a' },
	{ 0x435, 'e' },
	{ 0x43E, 'o' },
	{ 0x440, 'p' },
	{ 0x441, 'c' },
	{ 0x443, 'y' },
	{ 0x445, 'x' },
	{ 0x455, 's' },
	{ 0x456, 'i' },
	{ 0x4BB, 'h' },
	{ 0x501, 'd' },
	{ 0x51B, 'q' },
};

uint32_t
normalise_alike(uint32_t cp)
{
	size_t lo = 0, hi = sizeof(confusable) / sizeof(confusable[0]);

	if (cp < 0xB4 || cp > 0x51B || (cp > 0xF0 && cp < 0x131))
		return 0;
	while (lo < hi) {
		size_t mid = (lo + hi) / 2;

		if (confusable[mid].wrong == cp)
			return confusable[mid].right;
		if (confusable[mid].wrong < cp)
			lo = mid + 1;
		else
			hi = mid;
	}
	return 0;
}

static int
is_part(uint32_t cp)
{
	if (cp < 0x80)
		return (cp | 0x20) >= 'a' && (cp | 0x20) <= 'z';
	return (cp >= 0x300 && cp <= 0x36F) || normalise_alike(cp) != 0 ||
	       vi_letter_of(cp).letter;
}

/* The word with its letters as they should be. 1: some were not. */
static int
set_right(struct span word, int horn_on_o, struct vi_word *w)
{
	const char *p = word.p, *end = word.p + word.n;
	int wrong = 0;
	unsigned latin = 0;

	memset(w, 0, sizeof(*w));
	while (p < end) {
		uint32_t cp = utf8_next(&p, end), right = normalise_alike(cp);

		if (horn_on_o && (cp == 0x1A2 || cp == 0x1A3))
			right = cp - 2;
		wrong |= right != 0;
		latin += right == 0;
		vi_word_put(w, right != 0 ? right : cp);
	}
	/* One sign alone is what it is. */
	return wrong && latin > 0;
}

static void
put_word(struct str *out, const struct vi_word *w)
{
	unsigned i;

	for (i = 0; i < w->n; i++)
		str_put_utf8(out,
		        vi_letter_char(w->code[i], w->tone[i], w->upper[i]));
}

/* Moves the tone of a syllable. 1: moved. */
static int
place_tone(struct vi_word *w, const struct vi_parts *p, enum tone_style tone)
{
	unsigned at;

	if (tone == TONE_KEEP || p->tone == 0 ||
	        p->rime->new_style == p->rime->old_style)
		return 0;
	at = p->rime_at +
	     (tone == TONE_NEW ? p->rime->new_style : p->rime->old_style);
	if (at == p->tone_at)
		return 0;
	w->tone[p->tone_at] = 0;
	w->tone[at] = (uint8_t)p->tone;
	return 1;
}

static unsigned
one_word(struct str *out, struct span word, enum tone_style tone)
{
	struct vi_word w;
	struct vi_parts parts;
	int wrong = set_right(word, 0, &w), good;

	if (!wrong && tone == TONE_KEEP) {
		str_put_span(out, word);
		return 0;
	}
	good = vi_word_parts(&w, &parts);
	if (wrong && !good && set_right(word, 1, &w))
		good = vi_word_parts(&w, &parts);
	if (!good || (!place_tone(&w, &parts, tone) && !wrong)) {
		str_put_span(out, word);
		return 0;
	}
	put_word(out, &w);
	return 1;
}

unsigned
normalise_vietnamese(struct str *out, struct span in, enum tone_style tone)
{
	const char *p = in.p, *end = in.p + in.n, *from = NULL, *at;
	unsigned changed = 0;

	if (tone == TONE_KEEP && !normalise_look(in, LOOK_ALIKE)) {
		str_put_span(out, in);
		return 0;
	}
	str_reserve(out, in.n);
	while (p < end) {
		uint32_t cp;

		at = p;
		cp = utf8_next(&p, end);
		if (is_part(cp)) {
			if (from == NULL)
				from = at;
			continue;
		}
		if (from != NULL)
			changed += one_word(out,
			        (struct span){ from, (size_t)(at - from) },
			        tone);
		from = NULL;
		str_add(out, at, (size_t)(p - at));
	}
	if (from != NULL)
		changed += one_word(
		        out, (struct span){ from, (size_t)(end - from) }, tone);
	return changed;
}

int
text_is_vietnamese(struct span in, struct vi_score *s)
{
	if (in.n > 16384)
		in.n = 16384;
	vi_score_text(NULL, in, s);
	return s->beyond >= 3 && s->valid * 100 >= s->marked * 60;
}
