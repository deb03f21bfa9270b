/* meta_lang: the language a text shows, cheaply: by script first, then for
 * Latin letters by Vietnamese vowels and by a handful of very frequent words.
 * Enough to see that a page declared "en" is Vietnamese; no more is claimed.
 */
#include <stdint.h>
#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "filters/meta.h"

enum {
	LATIN,
	CYRILLIC,
	GREEK,
	HEBREW,
	ARABIC,
	THAI,
	HAN,
	KANA,
	HANGUL,
	DEVANAGARI,
	SCRIPTS
};

static int
script_of(uint32_t cp)
{
	if (cp < 0x250 || (cp >= 0x1E00 && cp < 0x1F00))
		return LATIN;
	if (cp >= 0x370 && cp < 0x400)
		return GREEK;
	if (cp >= 0x400 && cp < 0x530)
		return CYRILLIC;
	if (cp >= 0x590 && cp < 0x600)
		return HEBREW;
	if (cp >= 0x600 && cp < 0x780)
		return ARABIC;
	if (cp >= 0x900 && cp < 0x980)
		return DEVANAGARI;
	if (cp >= 0xE00 && cp < 0xE80)
		return THAI;
	if (cp >= 0x3040 && cp < 0x3100)
		return KANA;
	if (cp >= 0x3400 && cp < 0xA000)
		return HAN;
	if (cp >= 0xAC00 && cp < 0xD7B0)
		return HANGUL;
	return SCRIPTS;
}

/* Letters that hardly any other language writes. */
static int
is_vietnamese(uint32_t cp)
{
	return (cp >= 0x1EA0 && cp <= 0x1EF9) || cp == 0x1A1 || cp == 0x1A0 ||
	       cp == 0x1B0 || cp == 0x1AF || cp == 0x309 || cp == 0x323 ||
	       cp == 0x31B;
}

static const struct {
	const char *lang;
	const char *words; /* frequent and, taken together, its own */
} frequent[] = {
	{ "en", " the of and to in that is for with was on as it " },
	{ "de", " der die das und ist nicht mit den ein eine von zu auf " },
	{ "fr", " le la les des et est une dans pour que qui sur du " },
	{ "es", " el la los las que del una por con para es se en " },
	{ "it", " il di che la per un non del della con una sono gli " },
	{ "pt", " que do da em um uma para com os no na por mais " },
	{ "nl", " de het een van en is dat op te niet met voor zijn " },
	{ "sv", " och att det som en p\xC3\xA5 \xC3\xA4r av f\xC3\xB6r med "
	        "inte den " },
	{ "da", " og at det er en p\xC3\xA5 af til ikke med som den " },
	{ "nb", " og det er en p\xC3\xA5 av til ikke med som har jeg " },
	{ "pl", " i w na z si\xC4\x99 nie do jest to \xC5\xBC"
	        "e o jak " },
	{ "cs", " a se na je v \xC5\xBE"
	        "e to s z do jsem jako " },
	{ "tr", " ve bir bu de da i\xC3\xA7in ile olarak \xC3\xA7ok " },
	{ "hu", " a az \xC3\xA9s hogy nem is egy ez meg volt " },
	{ "fi", " ja on ei se ett\xC3\xA4 oli my\xC3\xB6s ovat mutta " },
	{ "ro", " de \xC8\x99i \xC3\xAEn la cu pe din care este nu " },
	{ "id", " yang dan di dengan untuk dari ini itu pada tidak " },
};

#define LANGS (sizeof(frequent) / sizeof(frequent[0]))

struct hits {
	unsigned n[LANGS];
	uint64_t seen[LANGS]; /* which of its words, about */
};

/* 0: too long. */
static uint64_t
pack(const char *w, size_t n)
{
	uint64_t v = 0;

	if (n > sizeof(v))
		return 0;
	memcpy(&v, w, n);
	return v;
}

static size_t
slot_of(const struct lexicon *x, uint64_t word)
{
	size_t k = (word * 0x9e3779b97f4a7c15u) >> 54;

	while (x->word[k] != 0 && x->word[k] != word)
		k = (k + 1) % LEXICON_SLOTS;
	return k;
}

void
lexicon_open(struct lexicon *x)
{
	memset(x, 0, sizeof(*x));
	for (size_t i = 0; i < LANGS; i++)
		for (const char *w = frequent[i].words + 1; *w != '\0';) {
			size_t n = strcspn(w, " "), k;

			k = slot_of(x, pack(w, n));
			x->word[k] = pack(w, n);
			x->langs[k] |= 1u << i;
			w += n + 1;
		}
}

static void
count_word(const char *w, size_t n, struct hits *h)
{
	uint64_t word = pack(w, n);
	size_t slot = word != 0 ? slot_of(&lexicon, word) : 0;
	uint32_t langs = word != 0 ? lexicon.langs[slot] : 0;

	for (; langs != 0; langs &= langs - 1) {
		h->n[__builtin_ctz(langs)]++;
		h->seen[__builtin_ctz(langs)] |= UINT64_C(1) << (slot & 63);
	}
}

static const char *
latin_language(const struct hits *h, unsigned words)
{
	const unsigned *hits = h->n;
	size_t best = 0, second = 1, i;

	for (i = 1; i < LANGS; i++)
		if (hits[i] > hits[best])
			best = i;
	second = best == 0;
	for (i = 0; i < LANGS; i++)
		if (i != best && hits[i] > hits[second])
			second = i;
	if (words < 40 || hits[best] * 12 < words ||
	        hits[best] * 4 < hits[second] * 5)
		return NULL;
	return frequent[best].lang;
}

static int
is_ascii_letter(char c)
{
	return (unsigned char)((c | 32) - 'a') < 26;
}

/* Words, and which languages know them; those of one letter are known to too
 * many. */
static unsigned
count_words(struct span text, struct hits *h)
{
	const char *p = text.p, *end = text.p + text.n;
	unsigned words = 0;
	char word[16];
	size_t n = 0;

	while (p < end) {
		uint32_t cp;
		char u[4];
		int k;

		for (; p < end && is_ascii_letter(*p); p++)
			word[n++ % sizeof(word)] = (char)(*p | 32);
		if (p == end)
			break;
		cp = utf8_next(&p, end);
		if (cp == UTF8_BAD || !cp_is_letter(cp)) {
			words += n > 0;
			if (n <= sizeof(word) && n > 1)
				count_word(word, n, h);
			n = 0;
			continue;
		}
		k = utf8_encode(cp_lower(cp), u);
		if (n + (size_t)k <= sizeof(word))
			memcpy(word + n, u, (size_t)k);
		n += (size_t)k;
	}
	return words;
}

/* Letters of a text by script. */
struct letters {
	unsigned script[SCRIPTS + 1], all, vi;
	size_t most; /* the commonest script */
};

/* What sixteen bytes hold: the first bytes of Latin letters, of marks that are
 * put on such, of those of both that are Vietnamese, and of what must be looked
 * at. */
struct sixteen {
	lanes latin, mark, vietnamese, odd;
};

static struct sixteen
look_at_latin(const char *p)
{
	lanes v = lanes_load(p), b = lanes_load(p + 1), c = lanes_load(p + 2);
	/* U+00C0 to U+01BF, and U+1E80 to U+1EFF */
	lanes two = lanes_in(v, 0xC3, 0xC6) & lanes_in(b, 0x80, 0xBF);
	lanes three = (lanes)(v == 0xE1) & lanes_in(b, 0xBA, 0xBB) &
	              lanes_in(c, 0x80, 0xBF);
	lanes horn = lanes_in(b, 0xA0, 0xA1) | lanes_in(b, 0xAF, 0xB0);
	lanes tone = ((lanes)(b == 0xBA) & (lanes)(c >= 0xA0)) |
	             ((lanes)(b == 0xBB) & (lanes)(c < 0xBA));

	/* U+0300 to U+036F */
	lanes mark = ((lanes)(v == 0xCC) & lanes_in(b, 0x80, 0xBF)) |
	             ((lanes)(v == 0xCD) & lanes_in(b, 0x80, 0xAF));
	lanes hook =
	        (lanes)(b == 0x89) | (lanes)(b == 0x9B) | (lanes)(b == 0xA3);

	/* the signs of multiplication and division */
	two &= ~((lanes)(v == 0xC3) & (lanes)((b & 0xDF) == 0x97));
	return (struct sixteen){
		.latin = lanes_in(v | 0x20, 'a', 'z') | two | three,
		.mark = mark,
		.vietnamese = (three & tone) | ((lanes)(v == 0xC6) & horn) |
		              ((lanes)(v == 0xCC) & hook),
		.odd = lanes_in(v, 0xC0, 0xFF) & ~(two | three | mark),
	};
}

/* Counts sixteen bytes and sixteen, up to those that must be looked at one by
 * one; how far it came. */
static const char *
count_latin(const char *p, const char *end, struct letters *l)
{
	for (;;) {
		lanes latin = { 0 }, mark = { 0 }, vietnamese = { 0 };
		int n; /* so that no lane runs over */

		for (n = 0; n < 255 && end - p >= LANES + 2; n++, p += LANES) {
			struct sixteen s = look_at_latin(p);

			if (lanes_bits(s.odd) != 0)
				break;
			latin -= s.latin;
			mark -= s.mark;
			vietnamese -= s.vietnamese;
		}
		l->script[LATIN] += lanes_sum(latin);
		l->script[SCRIPTS] += lanes_sum(mark);
		l->vi += lanes_sum(vietnamese);
		if (n < 255)
			return p;
	}
}

static void
count_letters(struct span text, struct letters *l)
{
	const char *p = text.p, *end = text.p + text.n, *to;

	memset(l, 0, sizeof(*l));
	while (p < end) {
		p = count_latin(p, end, l);
		for (to = end - p < LANES ? end : p + LANES; p < to;) {
			uint32_t cp = utf8_next(&p, end);

			if (cp == UTF8_BAD || !cp_is_letter(cp))
				continue;
			l->script[script_of(cp)]++;
			l->vi += (unsigned)is_vietnamese(cp);
		}
	}
	for (size_t i = 0; i <= SCRIPTS; i++)
		l->all += l->script[i];
	for (size_t i = 1; i < SCRIPTS; i++)
		if (l->script[i] > l->script[l->most])
			l->most = i;
}

/* What a script says alone; NULL: it is one of many languages. */
static const char *
script_language(const struct letters *l)
{
	static const char *const lang[SCRIPTS + 1] = { [HAN] = "zh",
		[HANGUL] = "ko",
		[GREEK] = "el",
		[HEBREW] = "he",
		[THAI] = "th" };

	return l->script[KANA] * 10 > l->all ? "ja" : lang[l->most];
}

const char *
lang_of_text(struct span text)
{
	struct hits hits = { { 0 }, { 0 } };
	struct letters l;
	unsigned words;

	if (text.n > 40000)
		text.n = 40000;
	count_letters(text, &l);
	if (l.all < 60)
		return NULL;
	if (l.most != LATIN || l.script[KANA] * 10 > l.all)
		return script_language(&l);
	if (l.vi * 25 > l.all)
		return "vi";
	words = count_words(text, &hits);
	return latin_language(&hits, words);
}

/* Every fifth word at least is among the few of one language, three different
 * ones at least, and half as many more as among those of any other; the
 * language that is expected has less than half. */
static const char *
sure_latin(struct span text, const char *lang)
{
	struct hits h = { { 0 }, { 0 } };
	unsigned words = count_words(text, &h);
	size_t best = 0;

	for (size_t i = 1; i < LANGS; i++)
		if (h.n[i] > h.n[best])
			best = i;
	if (words < 10 || h.n[best] * 5 < words ||
	        __builtin_popcountll(h.seen[best]) < 3)
		return NULL;
	for (size_t i = 0; i < LANGS; i++) {
		int own = strncmp(frequent[i].lang, lang, 2) == 0;

		if (i != best &&
		        h.n[i] * (own ? 2 : 3) > h.n[best] * (own ? 1 : 2))
			return NULL;
	}
	return frequent[best].lang;
}

const char *
lang_of_block(struct span text, const char *lang)
{
	const char *seen;
	struct letters l;

	if (text.n < 30)
		return NULL;
	count_letters(text, &l);
	if (l.script[l.most] * 10 < l.all * 8 && !l.script[KANA])
		return NULL;
	if (l.most != LATIN)
		seen = l.all < 10 ? NULL : script_language(&l);
	else if (l.vi * 25 > l.all)
		seen = "vi";
	else if (l.vi * 100 > l.all || l.all < 30)
		seen = NULL;
	else
		seen = sure_latin(text, lang);
	return seen && strncmp(seen, lang, 2) != 0 ? seen : NULL;
}
