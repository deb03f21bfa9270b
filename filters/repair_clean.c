/* repair_clean: text that needs no repair, known by its bytes.
 *
 * Most files are of this kind, and words cost more than bytes.  So each byte
 * is looked at with the two before it: a table gives the rules that allow it
 * as the first, the second or the third of three, and what is left of the
 * three sets is a rule broken there.
 *
 * What is allowed is little: ASCII, the Vietnamese letters, common
 * punctuation, and signs that are letters in TCVN3 where no letter stands
 * beside them.  No legacy encoding read as windows-1252 gets by with that, as
 * each has letters on signs and on letters foreign to Vietnamese.  Letters
 * that windows-1252 lacks must be frequent among those that it has: so it is
 * no short text in windows-1258, and no French.  Letters whose marks stand
 * behind them, as windows-1258 and some editors have them, are counted alike:
 * they read right, but are to be put together.
 *
 * A text that breaks a rule may be right as well; its words will tell.
 */
#include <string.h>

#include "filters/repair.h"

#define BLOCK 32768 /* so that no count runs over */

/* In the low half of a set letters are counted, above are the rules. */
#define BEYOND 0x1u /* a letter that windows-1252 lacks */
#define WITHIN 0x10000u /* one that it has */
#define HARD(n) (REPAIR_HARD << (n))

#define ANY 0x00, 0xFF
#define ONE(c) (c), (c)
#define CONT 0x80, 0xBF

/* A rule's rows are the sets of its three places, a product of them. */
static const struct {
	uint64_t rule;
	uint8_t a, a_to, b, b_to, c, c_to;
} rules[] = {
	{ BEYOND, ANY, ONE(0xE1), 0xBA, 0xBB },
	{ BEYOND, ANY, ONE(0xC4), 0x82, 0x83 },
	{ BEYOND, ANY, ONE(0xC4), 0x90, 0x91 },
	{ BEYOND, ANY, ONE(0xC6), 0xA0, 0xB0 },
	{ WITHIN, ANY, ONE(0xC3), CONT },
	/* Marks of letters taken apart: breve, hook, horn, dot below. */
	{ BEYOND, ANY, ONE(0xCC), ONE(0x86) },
	{ BEYOND, ANY, ONE(0xCC), ONE(0x89) },
	{ BEYOND, ANY, ONE(0xCC), ONE(0x9B) },
	{ BEYOND, ANY, ONE(0xCC), ONE(0xA3) },
	{ WITHIN, ANY, ONE(0xCC), CONT },
	{ REPAIR_MARKS, ANY, ONE(0xCC), CONT },
	/* A letter, a font, UTF-8 read as windows-1252. */
	{ REPAIR_REFERENCE, ANY, ANY, ONE('&') },
	{ REPAIR_FAMILY, ONE('t'), ONE('-'), ONE('f') },
	{ REPAIR_FAMILY, ONE('T'), ONE('-'), ONE('F') },
	{ REPAIR_FACE, ONE('c'), ONE('e'), ONE('=') },
	{ REPAIR_FACE, ONE('C'), ONE('E'), ONE('=') },
	{ REPAIR_LAYER, ONE(0xC3), 0x82, 0xB4, ONE(0xC2) },
	{ REPAIR_LAYER, ONE(0xC3), 0x82, 0xB4, 0xC5, 0xC6 },
	{ REPAIR_LAYER, ONE(0xC3), 0x82, 0xB4, ONE(0xCB) },
	{ REPAIR_LAYER, ONE(0xC3), 0x82, 0xB4, ONE(0xE2) },
	{ REPAIR_PRIVATE, ANY, 0xEE, 0xEF, CONT },
	/* Control characters, other scripts. */
	{ HARD(1), ANY, ANY, 0x00, 0x08 },
	{ HARD(1), ANY, ANY, ONE(0x0B) },
	{ HARD(1), ANY, ANY, 0x0E, 0x1F },
	{ HARD(1), ANY, ANY, ONE(0x7F) },
	{ HARD(1), ANY, ANY, 0xC0, 0xC1 },
	{ HARD(1), ANY, ANY, 0xC7, 0xCB },
	{ HARD(1), ANY, ANY, 0xCD, 0xE0 },
	{ HARD(1), ANY, ANY, 0xE3, 0xEE },
	{ HARD(1), ANY, ANY, 0xF1, 0xFF },
	/* But nbsp, (c), (R), quotation marks, degree, middle dot. */
	{ HARD(2), ANY, ONE(0xC2), 0x80, 0x9F },
	{ HARD(2), ANY, ONE(0xC2), 0xA1, 0xA8 },
	{ HARD(2), ANY, ONE(0xC2), ONE(0xAA) },
	{ HARD(2), ANY, ONE(0xC2), 0xAC, 0xAD },
	{ HARD(2), ANY, ONE(0xC2), ONE(0xAF) },
	{ HARD(2), ANY, ONE(0xC2), 0xB1, 0xB6 },
	{ HARD(2), ANY, ONE(0xC2), 0xB8, 0xBA },
	{ HARD(2), ANY, ONE(0xC2), 0xBC, 0xBF },
	/* But the Vietnamese letters. */
	{ HARD(3), ANY, ONE(0xC3), 0x84, 0x87 },
	{ HARD(3), ANY, ONE(0xC3), ONE(0x8B) },
	{ HARD(3), ANY, ONE(0xC3), 0x8E, 0x91 },
	{ HARD(3), ANY, ONE(0xC3), ONE(0x96) },
	{ HARD(3), ANY, ONE(0xC3), ONE(0x98) },
	{ HARD(3), ANY, ONE(0xC3), 0x9B, 0x9C },
	{ HARD(3), ANY, ONE(0xC3), 0x9E, 0x9F },
	{ HARD(3), ANY, ONE(0xC3), 0xA4, 0xA7 },
	{ HARD(3), ANY, ONE(0xC3), ONE(0xAB) },
	{ HARD(3), ANY, ONE(0xC3), 0xAE, 0xB1 },
	{ HARD(3), ANY, ONE(0xC3), 0xB6, 0xB8 },
	{ HARD(3), ANY, ONE(0xC3), 0xBB, 0xBC },
	{ HARD(3), ANY, ONE(0xC3), 0xBE, 0xBF },
	{ HARD(4), ANY, ONE(0xC4), 0x80, 0x81 },
	{ HARD(4), ANY, ONE(0xC4), 0x84, 0x8F },
	{ HARD(4), ANY, ONE(0xC4), 0x92, 0xA7 },
	{ HARD(4), ANY, ONE(0xC4), 0xAA, 0xBF },
	{ HARD(5), ANY, ONE(0xC5), 0x80, 0xA7 },
	{ HARD(5), ANY, ONE(0xC5), 0xAA, 0xBF },
	{ HARD(6), ANY, ONE(0xC6), 0x80, 0x9F },
	{ HARD(6), ANY, ONE(0xC6), 0xA2, 0xAE },
	{ HARD(6), ANY, ONE(0xC6), 0xB1, 0xBF },
	{ HARD(7), ANY, ONE(0xE1), 0x80, 0xB9 },
	{ HARD(7), ANY, ONE(0xE1), 0xBC, 0xBF },
	{ HARD(8), ONE(0xE1), ONE(0xBA), 0x80, 0x9F },
	{ HARD(9), ONE(0xE1), ONE(0xBB), 0xBA, 0xBF },
	/* But dashes, quotation marks and the like, dong, euro, No, TM,
	 * arrows, boxes, ornaments. */
	{ HARD(10), ANY, ONE(0xE2), ONE(0x81) },
	{ HARD(10), ANY, ONE(0xE2), ONE(0x83) },
	{ HARD(10), ANY, ONE(0xE2), ONE(0x8C) },
	{ HARD(10), ANY, ONE(0xE2), 0xA0, 0xBF },
	{ HARD(11), ONE(0xE2), ONE(0x80), 0x80, 0x8F },
	{ HARD(11), ONE(0xE2), ONE(0x80), 0xA8, 0xAF },
	{ HARD(12), ONE(0xE2), ONE(0x82), 0x80, 0xAA },
	{ HARD(12), ONE(0xE2), ONE(0x82), 0xAD, 0xBF },
	{ HARD(13), ONE(0xE2), ONE(0x84), 0x80, 0x95 },
	{ HARD(13), ONE(0xE2), ONE(0x84), 0x97, 0xA1 },
	{ HARD(13), ONE(0xE2), ONE(0x84), 0xA3, 0xBF },
	/* But pictographs. */
	{ HARD(14), ANY, ONE(0xEF), 0x80, 0xB7 },
	{ HARD(14), ANY, ONE(0xEF), 0xB9, 0xBF },
	{ HARD(15), ONE(0xEF), ONE(0xB8), 0x80, 0x8E },
	{ HARD(15), ONE(0xEF), ONE(0xB8), 0x90, 0xBF },
	{ HARD(16), ANY, ONE(0xF0), 0x80, 0x9E },
	{ HARD(16), ANY, ONE(0xF0), 0xA0, 0xBF },
	{ HARD(17), ONE(0xF0), ONE(0x9F), ONE(0xBF) },
	/* A letter before (c), opening quotation mark, (R), middle dot. */
	{ HARD(18), 'A', 'Z', ONE(0xC2), ONE(0xA9) },
	{ HARD(18), 'a', 'z', ONE(0xC2), ONE(0xAB) },
	{ HARD(18), CONT, ONE(0xC2), ONE(0xAE) },
	{ HARD(18), CONT, ONE(0xC2), ONE(0xB7) },
	/* A letter behind (c), (R), middle dot, closing quotation mark. */
	{ HARD(19), ONE(0xC2), ONE(0xA9), 'A', 'Z' },
	{ HARD(19), ONE(0xC2), ONE(0xAE), 'a', 'z' },
	{ HARD(19), ONE(0xC2), ONE(0xB7), 0xC3, 0xC6 },
	{ HARD(19), ONE(0xC2), ONE(0xBB), ONE(0xE1) },
	/* A letter beside the sign of multiplication. */
	{ HARD(20), 'A', 'Z', ONE(0xC3), ONE(0x97) },
	{ HARD(20), 'a', 'z', ONE(0xC3), ONE(0x97) },
	{ HARD(20), CONT, ONE(0xC3), ONE(0x97) },
	{ HARD(21), ONE(0xC3), ONE(0x97), 'A', 'Z' },
	{ HARD(21), ONE(0xC3), ONE(0x97), 'a', 'z' },
	{ HARD(21), ONE(0xC3), ONE(0x97), 0xC3, 0xC6 },
	{ HARD(21), ONE(0xC3), ONE(0x97), ONE(0xE1) },
	/* A mark that no Vietnamese letter has. */
	{ HARD(22), ANY, ONE(0xCC), 0x84, 0x85 },
	{ HARD(22), ANY, ONE(0xCC), 0x87, 0x88 },
	{ HARD(22), ANY, ONE(0xCC), 0x8A, 0x9A },
	{ HARD(22), ANY, ONE(0xCC), 0x9C, 0xA2 },
	{ HARD(22), ANY, ONE(0xCC), 0xA4, 0xBF },
	/* A mark behind what is neither a vowel nor beyond ASCII. */
	{ HARD(23), 0x00, 'A' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'A' + 1, 'E' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'E' + 1, 'I' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'I' + 1, 'O' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'O' + 1, 'U' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'U' + 1, 'Y' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'Y' + 1, 'a' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'a' + 1, 'e' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'e' + 1, 'i' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'i' + 1, 'o' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'o' + 1, 'u' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'u' + 1, 'y' - 1, ONE(0xCC), ANY },
	{ HARD(23), 'y' + 1, 0x7F, ONE(0xCC), ANY },
};

/* The rules that allow a byte as the first, second, third of three. */
struct repair_rules {
	uint64_t place[3];
	uint64_t none; /* a power of two is found faster */
};

/* A place's set gets a rule for some bytes; *any for all of them. */
static void
allow(struct repair_rules *set, size_t place, uint64_t rule, unsigned from,
        unsigned to, uint64_t *any)
{
	if (to - from == 0xFF) {
		*any |= rule;
		return;
	}
	for (; from <= to; from++)
		set[from].place[place] |= rule;
}

struct repair_rules *
repair_rules_new(void)
{
	struct repair_rules *set = xcalloc(256, sizeof(*set));
	uint64_t any[3] = { 0, 0, 0 };
	size_t i, k;

	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		uint64_t r = rules[i].rule;

		allow(set, 0, r, rules[i].a, rules[i].a_to, &any[0]);
		allow(set, 1, r, rules[i].b, rules[i].b_to, &any[1]);
		allow(set, 2, r, rules[i].c, rules[i].c_to, &any[2]);
	}
	for (i = 0; i < 256; i++)
		for (k = 0; k < 3; k++)
			set[i].place[k] |= any[k];
	return set;
}

/* Sixteen ASCII bytes that no rule can be broken by, nor by what comes behind
 * them. */
static int
is_plain(const unsigned char *s)
{
	typedef signed char bytes __attribute__((vector_size(16)));
	typedef long long halves __attribute__((vector_size(16)));
	bytes v;
	halves odd;

	memcpy(&v, s, sizeof(v));
	odd = (halves)((v < 0x20) | (v == 0x7F) | (v == '&') | (v == '-') |
	               (v == '='));
	return (odd[0] | odd[1]) == 0;
}

/* The rules that bytes s..to break.  before: what the two bytes before, and
 * the one byte before, leave of them. */
static uint64_t
look(const struct repair_rules *set, const unsigned char *s,
        const unsigned char *to, uint64_t before[2], uint32_t *counted)
{
	uint64_t found = 0, two = before[0], one = before[1];
	uint32_t sum = 0;

	while (s < to) {
		size_t n = to - s < 16 ? (size_t)(to - s) : 16;

		if (n == 16 && is_plain(s)) {
			two = set[s[14]].place[0] & set[s[15]].place[1];
			one = set[s[15]].place[0];
			s += n;
			continue;
		}
		for (; n > 0; n--, s++) {
			const struct repair_rules *r = &set[*s];
			uint64_t all = two & r->place[2];

			found |= all;
			sum += (uint32_t)all;
			two = one & r->place[1];
			one = r->place[0];
		}
	}
	before[0] = two;
	before[1] = one;
	*counted = sum;
	return found >> 32 << 32;
}

void
repair_look(const struct repair_rules *set, struct span in, size_t from,
        size_t to, struct repair_look *l)
{
	const unsigned char *p = (const unsigned char *)in.p;
	unsigned a = from > 1 ? p[from - 2] : ' ',
	         b = from > 0 ? p[from - 1] : ' ';
	uint64_t before[2] = { set[a].place[0] & set[b].place[1],
		set[b].place[0] };
	size_t most;

	memset(l, 0, sizeof(*l));
	for (; from < to; from += most) {
		uint32_t counted;

		most = to - from > BLOCK ? BLOCK : to - from;
		l->broken |=
		        look(set, p + from, p + from + most, before, &counted);
		l->beyond += counted & 0xFFFF;
		l->within += counted >> 16;
	}
}

int
repair_reads_right(const struct repair_look *l)
{
	return l->broken < REPAIR_LAYER && (size_t)l->beyond * 2 >= l->within;
}

int
repair_looks_right(const struct repair_look *l)
{
	return repair_reads_right(l) && !(l->broken & REPAIR_MARKS);
}
