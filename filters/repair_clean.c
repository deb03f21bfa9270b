/* repair_clean: a Vietnamese page that needs no repair, known in one pass.
 *
 * Takes a whole file, says 1 when none of the repairs nor the composing could
 * change it; 0 says nothing, and the texts are looked at one by one.  Most
 * files are of this kind, and words cost more than bytes.
 *
 * Each byte is looked at with the two before it: three tables give the rules
 * that allow each of them in its place, and what is left of the three sets
 * is a rule broken there.  There is no branch in it, so that the time does
 * not depend on the text.  What is allowed is little: ASCII, the Vietnamese
 * letters, common punctuation.  No legacy encoding read as windows-1252 gets
 * by with that, as each has letters on signs and on letters foreign to
 * Vietnamese.  Letters that windows-1252 lacks must be frequent among those
 * that it has: so it is no short text in windows-1258, and no VIQR.
 */
#include <string.h>

#include "filters/repair.h"

#define BLOCK 32768 /* so that no count runs over */
#define MANY 400 /* more words than a page of VIQR may have */

/* In the low half of a set letters are counted, above are the rules. */
#define BEYOND 0x1u /* a letter that windows-1252 lacks */
#define WITHIN 0x10000u /* one that it has */
#define RULE(n) ((uint64_t)1 << (32 + (n)))
#define RULE_REFERENCE RULE(0)
#define RULE_FAMILY RULE(1)
#define RULE_LAYER RULE(2)
#define RULE_HARD(n) RULE(3 + (n))

struct triples {
	uint64_t first[256], second[256], third[256];
};

#define ANY 0x00, 0xFF
#define ONE(c) (c), (c)
#define CONT 0x80, 0xBF

/* Rows of one rule differ in one place only. */
static const struct {
	uint64_t rule;
	uint8_t a, a_to, b, b_to, c, c_to;
} rules[] = {
	{ BEYOND, ANY, ONE(0xE1), 0xBA, 0xBB },
	{ BEYOND, ANY, ONE(0xC4), 0x82, 0x91 },
	{ BEYOND, ANY, ONE(0xC6), 0xA0, 0xB0 },
	{ WITHIN, ANY, ONE(0xC3), CONT },
	/* Might be a letter, a font, UTF-8 read as windows-1252. */
	{ RULE_REFERENCE, ANY, ANY, ONE('&') },
	{ RULE_FAMILY, ONE('t'), ONE('-'), ONE('f') },
	{ RULE_FAMILY, ONE('T'), ONE('-'), ONE('F') },
	{ RULE_LAYER, ONE(0xC3), 0x82, 0xB4, ONE(0xC2) },
	{ RULE_LAYER, ONE(0xC3), 0x82, 0xB4, 0xC5, 0xC6 },
	{ RULE_LAYER, ONE(0xC3), 0x82, 0xB4, ONE(0xCB) },
	{ RULE_LAYER, ONE(0xC3), 0x82, 0xB4, ONE(0xE2) },
	/* face= */
	{ RULE_HARD(0), ONE('c'), ONE('e'), ONE('=') },
	{ RULE_HARD(0), ONE('C'), ONE('E'), ONE('=') },
	/* Control characters, other scripts. */
	{ RULE_HARD(1), ANY, ANY, 0x00, 0x08 },
	{ RULE_HARD(1), ANY, ANY, ONE(0x0B) },
	{ RULE_HARD(1), ANY, ANY, 0x0E, 0x1F },
	{ RULE_HARD(1), ANY, ANY, ONE(0x7F) },
	{ RULE_HARD(1), ANY, ANY, 0xC0, 0xC1 },
	{ RULE_HARD(1), ANY, ANY, 0xC7, 0xE0 },
	{ RULE_HARD(1), ANY, ANY, 0xE3, 0xFF },
	/* But nbsp, (c), (R), quotation marks, degree, middle dot. */
	{ RULE_HARD(2), ANY, ONE(0xC2), 0x80, 0x9F },
	{ RULE_HARD(2), ANY, ONE(0xC2), 0xA1, 0xA8 },
	{ RULE_HARD(2), ANY, ONE(0xC2), ONE(0xAA) },
	{ RULE_HARD(2), ANY, ONE(0xC2), 0xAC, 0xAD },
	{ RULE_HARD(2), ANY, ONE(0xC2), ONE(0xAF) },
	{ RULE_HARD(2), ANY, ONE(0xC2), 0xB1, 0xB6 },
	{ RULE_HARD(2), ANY, ONE(0xC2), 0xB8, 0xBA },
	{ RULE_HARD(2), ANY, ONE(0xC2), 0xBC, 0xBF },
	/* But the Vietnamese letters. */
	{ RULE_HARD(3), ANY, ONE(0xC3), 0x84, 0x87 },
	{ RULE_HARD(3), ANY, ONE(0xC3), ONE(0x8B) },
	{ RULE_HARD(3), ANY, ONE(0xC3), 0x8E, 0x91 },
	{ RULE_HARD(3), ANY, ONE(0xC3), 0x96, 0x98 },
	{ RULE_HARD(3), ANY, ONE(0xC3), 0x9B, 0x9C },
	{ RULE_HARD(3), ANY, ONE(0xC3), 0x9E, 0x9F },
	{ RULE_HARD(3), ANY, ONE(0xC3), 0xA4, 0xA7 },
	{ RULE_HARD(3), ANY, ONE(0xC3), ONE(0xAB) },
	{ RULE_HARD(3), ANY, ONE(0xC3), 0xAE, 0xB1 },
	{ RULE_HARD(3), ANY, ONE(0xC3), 0xB6, 0xB8 },
	{ RULE_HARD(3), ANY, ONE(0xC3), 0xBB, 0xBC },
	{ RULE_HARD(3), ANY, ONE(0xC3), 0xBE, 0xBF },
	{ RULE_HARD(4), ANY, ONE(0xC4), 0x80, 0x81 },
	{ RULE_HARD(4), ANY, ONE(0xC4), 0x84, 0x8F },
	{ RULE_HARD(4), ANY, ONE(0xC4), 0x92, 0xA7 },
	{ RULE_HARD(4), ANY, ONE(0xC4), 0xAA, 0xBF },
	{ RULE_HARD(5), ANY, ONE(0xC5), 0x80, 0xA7 },
	{ RULE_HARD(5), ANY, ONE(0xC5), 0xAA, 0xBF },
	{ RULE_HARD(6), ANY, ONE(0xC6), 0x80, 0x9F },
	{ RULE_HARD(6), ANY, ONE(0xC6), 0xA2, 0xAE },
	{ RULE_HARD(6), ANY, ONE(0xC6), 0xB1, 0xBF },
	{ RULE_HARD(7), ANY, ONE(0xE1), 0x80, 0xB9 },
	{ RULE_HARD(7), ANY, ONE(0xE1), 0xBC, 0xBF },
	{ RULE_HARD(8), ONE(0xE1), ONE(0xBA), 0x80, 0x9F },
	{ RULE_HARD(9), ONE(0xE1), ONE(0xBB), 0xBA, 0xBF },
	/* But dashes, quotation marks and the like, dong, euro, No, TM. */
	{ RULE_HARD(10), ANY, ONE(0xE2), ONE(0x81) },
	{ RULE_HARD(10), ANY, ONE(0xE2), ONE(0x83) },
	{ RULE_HARD(10), ANY, ONE(0xE2), 0x85, 0xBF },
	{ RULE_HARD(11), ONE(0xE2), ONE(0x80), 0x80, 0x8F },
	{ RULE_HARD(11), ONE(0xE2), ONE(0x80), 0xA8, 0xAF },
	{ RULE_HARD(12), ONE(0xE2), ONE(0x82), 0x80, 0xAA },
	{ RULE_HARD(12), ONE(0xE2), ONE(0x82), 0xAD, 0xBF },
	{ RULE_HARD(13), ONE(0xE2), ONE(0x84), 0x80, 0x95 },
	{ RULE_HARD(13), ONE(0xE2), ONE(0x84), 0x97, 0xA1 },
	{ RULE_HARD(13), ONE(0xE2), ONE(0x84), 0xA3, 0xBF },
};

static void
allow(uint64_t set[256], uint64_t rule, unsigned from, unsigned to)
{
	for (; from <= to; from++)
		set[from] |= rule;
}

static void
make_triples(struct triples *t)
{
	size_t i;

	memset(t, 0, sizeof(*t));
	for (i = 0; i < sizeof(rules) / sizeof(rules[0]); i++) {
		allow(t->first, rules[i].rule, rules[i].a, rules[i].a_to);
		allow(t->second, rules[i].rule, rules[i].b, rules[i].b_to);
		allow(t->third, rules[i].rule, rules[i].c, rules[i].c_to);
	}
}

/* The rules that bytes from..to break, s[from-1] and s[from-2] being there;
 * counts are added to *counted. */
static uint64_t
look(const struct triples *t, const unsigned char *s, const unsigned char *to,
        uint32_t *counted)
{
	uint64_t found = 0;
	uint32_t sum = 0;

	for (; s < to; s++) {
		uint64_t all =
		        t->first[s[-2]] & t->second[s[-1]] & t->third[s[0]];

		found |= all;
		sum += (uint32_t)all;
	}
	*counted = sum;
	return found >> 32 << 32;
}

/* A sign that is common in right text, and that stays a reference. */
static int
is_common_sign(uint32_t cp)
{
	return cp == 0xA0 || cp == 0xA9 || cp == 0xAB || cp == 0xAE ||
	       cp == 0xB0 || cp == 0xB7 || cp == 0xBB ||
	       (cp >= 0x2010 && cp <= 0x2026);
}

/* Whether the reference at in.p[at] may be a byte of a letter that stands
 * before it: UTF-8 read as windows-1252. */
static int
follows_lead(struct span in, size_t at, size_t len)
{
	size_t back;

	for (back = 2; back <= 5 && back <= at; back++) {
		const unsigned char *p =
		        (const unsigned char *)in.p + at - back;

		if (p[0] != 0xC3 || p[1] < 0x82 || p[1] > 0xB4)
			continue;
		/* Three bytes' lead wants two more. */
		if (back == 2 && p[1] >= 0xA0 && at + len < in.n &&
		        (unsigned char)in.p[at + len] < 0x80 &&
		        in.p[at + len] != '&')
			continue;
		return 1;
	}
	return 0;
}

static int
references_stay(struct span in)
{
	const char *p = in.p, *end = in.p + in.n;

	while ((p = memchr(p, '&', (size_t)(end - p))) != NULL) {
		size_t at = (size_t)(p++ - in.p), len = 0;
		uint32_t cp = repair_reference(in, at, &len);

		if (cp == 0)
			continue;
		if (!is_common_sign(cp) || (*p == '#' && cp != 0xA0) ||
		        follows_lead(in, at, len))
			return 0;
	}
	return 1;
}

int
repair_is_clean(struct span in)
{
	struct triples t;
	uint64_t found = 0;
	size_t beyond = 0, within = 0, i, to;

	if (in.n < MANY * 2)
		return 0;
	for (i = 0; i < 2; i++)
		if ((unsigned char)in.p[i] >= 0x7F ||
		        (unsigned char)in.p[i] < '\t' || in.p[i] == '&')
			return 0;
	make_triples(&t);
	for (; i < in.n; i = to) {
		uint32_t counted;

		to = in.n - i > BLOCK ? i + BLOCK : in.n;
		found |= look(&t, (const unsigned char *)in.p + i,
		        (const unsigned char *)in.p + to, &counted);
		if (found >= RULE_HARD(0))
			return 0;
		beyond += counted & 0xFFFF;
		within += counted >> 16;
	}
	return beyond >= MANY && beyond * 2 >= within &&
	       (!(found & RULE_LAYER) || !repair_may_be_mojibake(in)) &&
	       (!(found & RULE_REFERENCE) || references_stay(in)) &&
	       (!(found & RULE_FAMILY) || !repair_names_font(in));
}
