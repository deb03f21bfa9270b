/* vi_syllable: initial, rime and tone.
 *
 * A syllable is an initial consonant (or none), a rime of a closed list, and
 * at most one tone, on the letter that the rules name in either of the two
 * spellings (hòa, hoà).  Rimes that end in c, ch, p, t have two tones only.
 * The rules of the initials: g and ng before i e ê are gh and ngh, c before
 * i y e ê is k; gi and qu take a letter of the vowel with them.
 */
#include "filters/encodings/vi_syllable.h"

#include <string.h>

#include "base/utf8.h"

#define L(code, tone) ((code) << 3 | (tone))

/* U+1EA0..U+1EF9: capital and small letter in turn. */
static const uint8_t extended[45] = { L(VI_A, VI_DOT), L(VI_A, VI_HOOK),
	L(VI_AA, VI_ACUTE), L(VI_AA, VI_GRAVE), L(VI_AA, VI_HOOK),
	L(VI_AA, VI_TILDE), L(VI_AA, VI_DOT), L(VI_AW, VI_ACUTE),
	L(VI_AW, VI_GRAVE), L(VI_AW, VI_HOOK), L(VI_AW, VI_TILDE),
	L(VI_AW, VI_DOT), L(VI_E, VI_DOT), L(VI_E, VI_HOOK), L(VI_E, VI_TILDE),
	L(VI_EE, VI_ACUTE), L(VI_EE, VI_GRAVE), L(VI_EE, VI_HOOK),
	L(VI_EE, VI_TILDE), L(VI_EE, VI_DOT), L(VI_I, VI_HOOK), L(VI_I, VI_DOT),
	L(VI_O, VI_DOT), L(VI_O, VI_HOOK), L(VI_OO, VI_ACUTE),
	L(VI_OO, VI_GRAVE), L(VI_OO, VI_HOOK), L(VI_OO, VI_TILDE),
	L(VI_OO, VI_DOT), L(VI_OW, VI_ACUTE), L(VI_OW, VI_GRAVE),
	L(VI_OW, VI_HOOK), L(VI_OW, VI_TILDE), L(VI_OW, VI_DOT),
	L(VI_U, VI_DOT), L(VI_U, VI_HOOK), L(VI_UW, VI_ACUTE),
	L(VI_UW, VI_GRAVE), L(VI_UW, VI_HOOK), L(VI_UW, VI_TILDE),
	L(VI_UW, VI_DOT), L(VI_Y, VI_GRAVE), L(VI_Y, VI_DOT), L(VI_Y, VI_HOOK),
	L(VI_Y, VI_TILDE) };

/* U+00C0..U+01B0; 0 for letters that are not Vietnamese, CAPITAL above. */
#define CAPITAL 0x100
#define BOTH(small, big, v) [(small)-0xC0] = (v), [(big)-0xC0] = (v) | CAPITAL
static const uint16_t latin[0x1B1 - 0xC0] = {
	BOTH(0xE0, 0xC0, L(VI_A, VI_GRAVE)),
	BOTH(0xE1, 0xC1, L(VI_A, VI_ACUTE)),
	BOTH(0xE2, 0xC2, L(VI_AA, 0)),
	BOTH(0xE3, 0xC3, L(VI_A, VI_TILDE)),
	BOTH(0xE8, 0xC8, L(VI_E, VI_GRAVE)),
	BOTH(0xE9, 0xC9, L(VI_E, VI_ACUTE)),
	BOTH(0xEA, 0xCA, L(VI_EE, 0)),
	BOTH(0xEC, 0xCC, L(VI_I, VI_GRAVE)),
	BOTH(0xED, 0xCD, L(VI_I, VI_ACUTE)),
	BOTH(0xF2, 0xD2, L(VI_O, VI_GRAVE)),
	BOTH(0xF3, 0xD3, L(VI_O, VI_ACUTE)),
	BOTH(0xF4, 0xD4, L(VI_OO, 0)),
	BOTH(0xF5, 0xD5, L(VI_O, VI_TILDE)),
	BOTH(0xF9, 0xD9, L(VI_U, VI_GRAVE)),
	BOTH(0xFA, 0xDA, L(VI_U, VI_ACUTE)),
	BOTH(0xFD, 0xDD, L(VI_Y, VI_ACUTE)),
	BOTH(0x103, 0x102, L(VI_AW, 0)),
	BOTH(0x111, 0x110, L(VI_DD, 0)),
	BOTH(0x129, 0x128, L(VI_I, VI_TILDE)),
	BOTH(0x169, 0x168, L(VI_U, VI_TILDE)),
	BOTH(0x1A1, 0x1A0, L(VI_OW, 0)),
	BOTH(0x1B0, 0x1AF, L(VI_UW, 0)),
};

#define BOTH_CASES(small, big, code)                                           \
	[small] = { code, 0, 0, 1 }, [big] = { code, 0, 1, 1 }
const struct vi_letter vi_letters_ascii[128] = {
	BOTH_CASES('a', 'A', VI_A),
	BOTH_CASES('b', 'B', VI_B),
	BOTH_CASES('c', 'C', VI_C),
	BOTH_CASES('d', 'D', VI_D),
	BOTH_CASES('e', 'E', VI_E),
	BOTH_CASES('f', 'F', 0),
	BOTH_CASES('g', 'G', VI_G),
	BOTH_CASES('h', 'H', VI_H),
	BOTH_CASES('i', 'I', VI_I),
	BOTH_CASES('j', 'J', 0),
	BOTH_CASES('k', 'K', VI_K),
	BOTH_CASES('l', 'L', VI_L),
	BOTH_CASES('m', 'M', VI_M),
	BOTH_CASES('n', 'N', VI_N),
	BOTH_CASES('o', 'O', VI_O),
	BOTH_CASES('p', 'P', VI_P),
	BOTH_CASES('q', 'Q', VI_Q),
	BOTH_CASES('r', 'R', VI_R),
	BOTH_CASES('s', 'S', VI_S),
	BOTH_CASES('t', 'T', VI_T),
	BOTH_CASES('u', 'U', VI_U),
	BOTH_CASES('v', 'V', VI_V),
	BOTH_CASES('w', 'W', 0),
	BOTH_CASES('x', 'X', VI_X),
	BOTH_CASES('y', 'Y', VI_Y),
	BOTH_CASES('z', 'Z', 0),
};

struct vi_letter
vi_letter_long(uint32_t cp)
{
	struct vi_letter l = { 0, 0, 0, 0 };

	if (cp >= 0x1EA0 && cp <= 0x1EF9) {
		uint8_t v = extended[(cp - 0x1EA0) / 2];

		l.letter = 1;
		l.code = v >> 3;
		l.tone = v & 7;
		l.upper = !(cp & 1);
		return l;
	}
	if (cp < 0xC0 && cp != 0xAA && cp != 0xB5 && cp != 0xBA)
		return l;
	if (cp <= 0x1B0) {
		unsigned v = cp >= 0xC0 ? latin[cp - 0xC0] : 0;

		if (v != 0) {
			l.letter = 1;
			l.code = (uint8_t)((v & 0xFF) >> 3);
			l.tone = v & 7;
			l.upper = v >= CAPITAL;
			return l;
		}
		l.letter = cp != 0xD7 && cp != 0xF7;
		l.upper = l.letter && ((cp >= 0xC0 && cp <= 0xDE) ||
		                              (cp > 0xFF && cp_is_upper(cp)));
		return l;
	}
	/* The commonest of the rest without the Unicode tables. */
	if (cp >= 0x2010 && cp <= 0x205E)
		return l;
	l.letter = (cp >= 0x4E00 && cp <= 0x9FFF) ||
	           (cp >= 0xAC00 && cp <= 0xD7A3) ||
	           (cp >= 0x400 && cp <= 0x481) ||
	           (uint8_t)(cp_is_letter(cp) != 0);
	return l;
}

uint32_t
vi_letter_char(unsigned code, unsigned tone, int upper)
{
	/* level, grave, acute, hook, tilde, dot */
	static const uint16_t vowel[VI_Y + 1][6] = {
		[VI_A] = { 'a', 0xE0, 0xE1, 0x1EA3, 0xE3, 0x1EA1 },
		[VI_AW] = { 0x103, 0x1EB1, 0x1EAF, 0x1EB3, 0x1EB5, 0x1EB7 },
		[VI_AA] = { 0xE2, 0x1EA7, 0x1EA5, 0x1EA9, 0x1EAB, 0x1EAD },
		[VI_E] = { 'e', 0xE8, 0xE9, 0x1EBB, 0x1EBD, 0x1EB9 },
		[VI_EE] = { 0xEA, 0x1EC1, 0x1EBF, 0x1EC3, 0x1EC5, 0x1EC7 },
		[VI_I] = { 'i', 0xEC, 0xED, 0x1EC9, 0x129, 0x1ECB },
		[VI_O] = { 'o', 0xF2, 0xF3, 0x1ECF, 0xF5, 0x1ECD },
		[VI_OO] = { 0xF4, 0x1ED3, 0x1ED1, 0x1ED5, 0x1ED7, 0x1ED9 },
		[VI_OW] = { 0x1A1, 0x1EDD, 0x1EDB, 0x1EDF, 0x1EE1, 0x1EE3 },
		[VI_U] = { 'u', 0xF9, 0xFA, 0x1EE7, 0x169, 0x1EE5 },
		[VI_UW] = { 0x1B0, 0x1EEB, 0x1EE9, 0x1EED, 0x1EEF, 0x1EF1 },
		[VI_Y] = { 'y', 0x1EF3, 0xFD, 0x1EF7, 0x1EF9, 0x1EF5 },
	};
	static const uint16_t consonant[] = { 'b', 'c', 'd', 0x111, 'g', 'h',
		'k', 'l', 'm', 'n', 'p', 'q', 'r', 's', 't', 'v', 'x' };
	uint32_t cp;

	if (code < VI_A || code > VI_X || tone > VI_DOT ||
	        (code > VI_Y && tone != VI_LEVEL))
		return 0;
	cp = code <= VI_Y ? vowel[code][tone] : consonant[code - VI_B];
	/* Beyond Latin-1 the capital stands before the small letter. */
	return !upper ? cp : cp < 0x100 ? cp - 0x20 : cp - 1;
}

/* A combining mark changes the letter before it. */
static int
put_mark(struct vi_word *w, uint32_t cp)
{
	static const struct {
		uint16_t mark;
		uint8_t tone;
	} tones[] = { { 0x300, VI_GRAVE }, { 0x301, VI_ACUTE },
		{ 0x309, VI_HOOK }, { 0x303, VI_TILDE }, { 0x323, VI_DOT } };
	static const struct {
		uint16_t mark;
		uint8_t from, to;
	} marks[] = { { 0x302, VI_A, VI_AA }, { 0x302, VI_E, VI_EE },
		{ 0x302, VI_O, VI_OO }, { 0x306, VI_A, VI_AW },
		{ 0x31B, VI_O, VI_OW }, { 0x31B, VI_U, VI_UW } };
	size_t i, k = w->n - 1u;

	for (i = 0; i < sizeof(tones) / sizeof(tones[0]); i++)
		if (tones[i].mark == cp && w->tone[k] == 0 &&
		        w->code[k] >= VI_A && w->code[k] <= VI_Y) {
			w->tone[k] = tones[i].tone;
			return 1;
		}
	for (i = 0; i < sizeof(marks) / sizeof(marks[0]); i++)
		if (marks[i].mark == cp && marks[i].from == w->code[k]) {
			w->code[k] = marks[i].to;
			return 1;
		}
	return 0;
}

void
vi_word_put(struct vi_word *w, uint32_t cp)
{
	vi_word_add(w, cp, vi_letter_of(cp));
}

void
vi_word_add(struct vi_word *w, uint32_t cp, struct vi_letter l)
{
	if (cp >= 0x80)
		w->marked = 1;
	if (cp >= 0x300 && cp <= 0x36F) {
		if (w->n == 0 || !put_mark(w, cp))
			w->bad = 1;
		return;
	}
	vi_word_letter(w, l);
}

static int
is_plain_letter(const struct vi_word *w, unsigned i)
{
	return w->tone[i] == 0 && w->code[i] != VI_AW && w->code[i] != VI_AA &&
	       w->code[i] != VI_EE && w->code[i] != VI_OO &&
	       w->code[i] != VI_OW && w->code[i] != VI_UW &&
	       w->code[i] != VI_DD;
}

enum vi_case
vi_word_case(const struct vi_word *w)
{
	unsigned upper = 0, i;

	for (i = 0; i < w->n; i++)
		upper += w->upper[i];
	if (upper == 0)
		return VI_CASE_LOWER;
	if (upper == w->n)
		return w->n == 1 ? VI_CASE_TITLE : VI_CASE_UPPER;
	if (upper == 1 && w->upper[0])
		return VI_CASE_TITLE;
	for (i = 0; i < w->n; i++)
		if (!w->upper[i] && is_plain_letter(w, i))
			return VI_CASE_ODD;
	return VI_CASE_HALF;
}

#define BIT(c) (1u << (c))
#define ANY 0xFFFFFFFFu

/* Which first letters of the rime an initial allows.  By their own first
 * letter, longer ones first; a word that begins with a vowel has none. */
static const struct {
	uint8_t n, code[3];
	uint32_t rimes;
} initials[] = { { 0, { 0 }, ANY }, { 1, { VI_B }, ANY },
	{ 2, { VI_C, VI_H }, ANY },
	{ 1, { VI_C }, ~(BIT(VI_I) | BIT(VI_Y) | BIT(VI_E) | BIT(VI_EE)) },
	{ 1, { VI_D }, ANY }, { 1, { VI_DD }, ANY },
	{ 2, { VI_G, VI_H }, BIT(VI_I) | BIT(VI_E) | BIT(VI_EE) },
	{ 2, { VI_G, VI_I }, ~(BIT(VI_I) | BIT(VI_Y)) },
	{ 1, { VI_G }, ~(BIT(VI_E) | BIT(VI_EE)) }, { 1, { VI_H }, ANY },
	{ 2, { VI_K, VI_H }, ANY }, { 1, { VI_K }, ANY }, { 1, { VI_L }, ANY },
	{ 1, { VI_M }, ANY },
	{ 3, { VI_N, VI_G, VI_H }, BIT(VI_I) | BIT(VI_E) | BIT(VI_EE) },
	{ 2, { VI_N, VI_G }, ~(BIT(VI_I) | BIT(VI_E) | BIT(VI_EE)) },
	{ 2, { VI_N, VI_H }, ANY }, { 1, { VI_N }, ANY },
	{ 2, { VI_P, VI_H }, ANY }, { 1, { VI_P }, ANY },
	{ 2, { VI_Q, VI_U }, ~(BIT(VI_U) | BIT(VI_UW)) }, { 1, { VI_R }, ANY },
	{ 1, { VI_S }, ANY }, { 2, { VI_T, VI_H }, ANY },
	{ 2, { VI_T, VI_R }, ANY }, { 1, { VI_T }, ANY }, { 1, { VI_V }, ANY },
	{ 1, { VI_X }, ANY } };

/* Where the initials of a letter begin; those of the next letter end them. */
static const uint8_t initials_of[VI_X + 2] = { [VI_A] = 0,
	[VI_B] = 1,
	[VI_C] = 2,
	[VI_D] = 4,
	[VI_DD] = 5,
	[VI_G] = 6,
	[VI_H] = 9,
	[VI_K] = 10,
	[VI_L] = 12,
	[VI_M] = 13,
	[VI_N] = 14,
	[VI_P] = 18,
	[VI_Q] = 20,
	[VI_R] = 21,
	[VI_S] = 22,
	[VI_T] = 23,
	[VI_V] = 26,
	[VI_X] = 27,
	[VI_X + 1] = 28 };

static const struct vi_rime *
rime_of(const uint8_t *code, unsigned n)
{
	uint32_t key = 0;
	unsigned i, at;

	if (n == 0 || n > 4 || code[0] > VI_Y)
		return NULL;
	for (i = 0; i < n; i++)
		/* the names of the highlands: Đắk Lắk */
		key = key << 5 |
		      (i > 0 && i + 1 == n && code[i] == VI_K ? VI_C : code[i]);
	for (i = key % 1021; (at = vi_rime_at[i]) != 0; i = (i + 1) & 1023)
		if (vi_rimes[at - 1].key == key)
			return &vi_rimes[at - 1];
	return NULL;
}

uint64_t
vi_word_key(const struct vi_word *w)
{
	uint64_t key = 0;
	unsigned i, tone = 0;

	for (i = 0; i < w->n; i++) {
		key = key << 5 | w->code[i];
		tone |= w->tone[i];
	}
	return key << 3 | tone;
}

int
vi_is_word(uint64_t first, uint64_t second)
{
	uint32_t n = (uint32_t)(first % 1048573 * 4093 + second % 1048573), i;

	for (i = n % 8191; vi_word_at[i] != 0; i = (i + 1) & 8191)
		if (vi_word_at[i] == n)
			return 1;
	return 0;
}

static unsigned
rank_of(const struct vi_word *w)
{
	uint64_t key = vi_word_key(w);
	unsigned i, at;

	for (i = (unsigned)(key % 16381); (at = vi_common_at[i]) != 0;
	        i = (i + 1) & 16383)
		if (vi_commons[at - 1].key == key)
			return vi_commons[at - 1].rank;
	return 0;
}

int
vi_word_parts(const struct vi_word *w, struct vi_parts *parts)
{
	unsigned tone = 0, at = 0, i, k, last;

	if (w->n == 0 || w->n > 7 || w->bad)
		return 0;
	for (i = 0; i < w->n; i++) {
		if (w->tone[i] == 0)
			continue;
		if (tone != 0)
			return 0;
		tone = w->tone[i];
		at = i;
	}
	i = w->code[0] <= VI_Y ? 0 : initials_of[w->code[0]];
	last = w->code[0] <= VI_Y ? 1 : initials_of[w->code[0] + 1];
	for (; i < last; i++) {
		const struct vi_rime *r;
		unsigned n = initials[i].n;

		for (k = 0;
		        k < n && k < w->n && w->code[k] == initials[i].code[k];
		        k++)
			;
		if (k < n || n >= w->n ||
		        !(initials[i].rimes & BIT(w->code[n])))
			continue;
		r = rime_of(w->code + n, w->n - n);
		if (r == NULL ||
		        (r->stop && tone != VI_ACUTE && tone != VI_DOT))
			continue;
		if (tone != 0 && at != n + r->new_style &&
		        at != n + r->old_style)
			continue;
		if (parts != NULL)
			*parts =
			        (struct vi_parts){ n, r, tone, at, rank_of(w) };
		return 1;
	}
	return 0;
}

int
vi_word_valid(const struct vi_word *w)
{
	struct vi_parts p;

	if (!vi_word_parts(w, &p))
		return 0;
	if (p.rank == 0 || p.rank > 1200)
		return 1;
	return p.rank <= 150 ? 3 : 2;
}

int
vi_span_valid(struct span word)
{
	struct vi_word w = { 0 };
	const char *p = word.p, *end = word.p + word.n;

	while (p < end)
		vi_word_put(&w, utf8_next(&p, end));
	return vi_word_valid(&w);
}
