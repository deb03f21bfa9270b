/* linebreak: the line breaking algorithm of UAX 14, Unicode 15.
 *
 * One pass, one look-up per character.  `left` is what stands before the
 * position: a class, or one of a few further states where a rule looks
 * further back than one character (numbers, Hebrew hyphens, regional
 * indicators).  direct[left] is the set of classes that may not be parted
 * from it; spaced[left] the same when spaces lie between.  LB25 follows
 * example 7 of UAX 14 8.2 (numbers as a regular expression), as the
 * consortium's test file does; its one look-ahead, PR OP NU, is settled when
 * the number is seen.
 *
 * Marks take the class of their base (LB9); that is why `left` does not
 * change at a CM.
 */
#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "text/break.h"
#include "text/linebreak_class.h"

#define M(c) (UINT64_C(1) << LBC_##c)

/* Sets that several rules name. */
#define ALPHA (M(AL) | M(HL))
#define HANGUL (M(JL) | M(JV) | M(JT) | M(H2) | M(H3))
#define IDEO (M(ID) | M(EB) | M(EM) | M(EPCN))
/* LB11, LB13: never before these, not even after a space */
#define NEVER_BEFORE (M(WJ) | M(CL) | M(CP) | M(CPEA) | M(EX) | M(IS) | M(SY))
/* LB19, LB21, LB22 */
#define TIGHT (NEVER_BEFORE | M(QU) | M(BA) | M(HY) | M(NS) | M(IN))
/* LB12a */
#define TAIL (TIGHT | M(GL))
#define ALL (~UINT64_C(0))
#define NOT_CB (~M(CB))
/* LB25: what goes on a number; what closes it */
#define NUMBER (M(NU) | M(SY) | M(IS) | M(CL) | M(CP) | M(CPEA) | M(PO) | M(PR))

/* LB20 parts CB from everything but what the earlier rules tie. */
static const uint64_t direct[LBS_STATES] = {
	[LBS_START] = ALL,
	[LBC_AL] = TAIL | ALPHA | M(NU) | M(PR) | M(PO) | M(OP),
	[LBC_HL] = TAIL | ALPHA | M(NU) | M(PR) | M(PO) | M(OP),
	[LBS_HL_HY] = NOT_CB, /* LB21a */
	[LBS_HL_BA] = NOT_CB,
	[LBC_NU] = TAIL | ALPHA | M(OP) | NUMBER,
	[LBS_NUM_SY] = TAIL | M(HL) | NUMBER,
	[LBS_NUM_IS] = TAIL | ALPHA | NUMBER,
	[LBS_NUM_CL] = TAIL | M(PO) | M(PR),
	[LBS_NUM_CP] = TAIL | M(PO) | M(PR) | ALPHA | M(NU),
	[LBC_OP] = ALL, /* LB14 */
	[LBC_OPEA] = ALL,
	[LBC_QU] = ALL, /* LB19 */
	[LBC_GL] = ALL, /* LB12 */
	[LBC_WJ] = ALL, /* LB11 */
	[LBC_CL] = TAIL,
	[LBC_CP] = TAIL | ALPHA | M(NU), /* LB30 */
	[LBC_CPEA] = TAIL,
	[LBC_EX] = TAIL,
	[LBC_IN] = TAIL,
	[LBC_NS] = TAIL,
	[LBC_BA] = TIGHT, /* not GL: LB12a */
	[LBC_HY] = TIGHT | M(NU),
	[LBC_BB] = NOT_CB, /* LB21 */
	[LBC_B2] = TAIL | M(B2), /* LB17 */
	[LBC_CB] = NEVER_BEFORE | M(QU) | M(GL), /* LB20 */
	[LBC_IS] = TAIL | ALPHA, /* LB29 */
	[LBC_SY] = TAIL | M(HL), /* LB21b */
	[LBC_PR] = TAIL | IDEO | ALPHA | M(NU) | HANGUL,
	[LBC_PO] = TAIL | ALPHA | M(NU),
	[LBC_ID] = TAIL | M(PO), /* LB23a */
	[LBC_EB] = TAIL | M(PO) | M(EM), /* LB30b */
	[LBC_EPCN] = TAIL | M(PO) | M(EM),
	[LBC_EM] = TAIL | M(PO),
	[LBC_JL] = TAIL | M(PO) | M(JL) | M(JV) | M(H2) | M(H3),
	[LBC_JV] = TAIL | M(PO) | M(JV) | M(JT), /* LB26 */
	[LBC_H2] = TAIL | M(PO) | M(JV) | M(JT),
	[LBC_JT] = TAIL | M(PO) | M(JT),
	[LBC_H3] = TAIL | M(PO) | M(JT),
	[LBC_RI] = TAIL | M(RI), /* LB30a */
	[LBS_RI_RI] = TAIL,
};

static const uint64_t spaced[LBS_STATES] = {
	[LBC_OP] = ALL, /* LB14 */
	[LBC_OPEA] = ALL,
	[LBC_QU] = M(OP) | M(OPEA), /* LB15 */
	[LBC_CL] = M(NS), /* LB16 */
	[LBC_CP] = M(NS),
	[LBC_CPEA] = M(NS),
	[LBS_NUM_CL] = M(NS),
	[LBS_NUM_CP] = M(NS),
	[LBC_B2] = M(B2), /* LB17 */
};

/* Classes at which the state is more than the class. */
#define CAREFUL                                                                \
	(M(SY) | M(IS) | M(CL) | M(CP) | M(CPEA) | M(HY) | M(BA) | M(RI) |     \
	        M(OP) | M(OPEA) | M(NU))

/* What one language changes. */
struct tailor {
	uint8_t ai, cj; /* classes for AI and CJ */
	uint8_t guillemets; /* 1: U+00AB opens, U+00BB closes */
	uint8_t numbered; /* 1: see keep_numbered() */
};

struct state {
	unsigned left; /* enum lb_class or LBS_* */
	int spaces; /* spaces lie between */
	int zwj; /* the character before is a ZWJ */
	int hard; /* LB4, LB5: a break must follow */
	int cr;
	/* in a word: a digit, and behind it a slash or hyphen */
	int number, sign;
	size_t pr_op; /* at OP: brk index when PR or PO is before */
};

static int
lang_is(const char *lang, const char *want)
{
	size_t n = strlen(want);
	size_t i;

	if (lang == NULL)
		return 0;
	for (i = 0; i < n; i++)
		if ((lang[i] | 0x20) != want[i])
			return 0;
	return lang[n] == '\0' || lang[n] == '-' || lang[n] == '_';
}

static struct tailor
tailor_for(const char *lang)
{
	struct tailor t = { LBC_AL, LBC_NS, 0, 0 };

	/* Chinese and Japanese set ambiguous signs on the ideographic grid
	 * and let small kana begin a line (CSS Text 3, line-break: normal). */
	if (lang_is(lang, "ja") || lang_is(lang, "zh")) {
		t.ai = LBC_ID;
		t.cj = LBC_ID;
	}
	/* French sets spaces inside guillemets, ordinary ones at times. */
	t.guillemets = (uint8_t)lang_is(lang, "fr");
	t.numbered = (uint8_t)lang_is(lang, "vi");
	return t;
}

static unsigned
class_of(uint32_t cp, const struct tailor *t)
{
	unsigned c;

	if (cp > 0x10FFFF)
		return LBC_AL; /* malformed: as U+FFFD (AI) */
	c = lb_stage2[lb_stage1[cp / LB_BLOCK]][cp % LB_BLOCK];
	if (c == LBC_AI)
		return t->ai;
	if (c == LBC_CJ)
		return t->cj;
	if (c == LBC_QU && t->guillemets) {
		if (cp == 0xAB || cp == 0x2039)
			return LBC_OP;
		if (cp == 0xBB || cp == 0x203A)
			return LBC_CL;
	}
	return c;
}

/* The state after class c, for the classes in CAREFUL. */
static unsigned
advance(struct state *s, unsigned c, size_t at, uint8_t *brk)
{
	unsigned left = s->left;
	int num = !s->spaces &&
	          (left == LBC_NU || left == LBS_NUM_SY || left == LBS_NUM_IS);

	switch (c) {
	case LBC_NU:
		/* (PR | PO) OP NU: the first two hold together. */
		if (s->pr_op && !s->spaces &&
		        (left == LBC_OP || left == LBC_OPEA))
			brk[s->pr_op] = LB_NONE;
		s->number = 1;
		return LBC_NU;
	case LBC_SY:
		s->sign |= s->number;
		return num ? LBS_NUM_SY : c;
	case LBC_IS:
		return num ? LBS_NUM_IS : c;
	case LBC_CL:
	case LBC_CPEA:
		return num ? LBS_NUM_CL : c;
	case LBC_CP:
		return num ? LBS_NUM_CP : c;
	case LBC_HY:
		s->sign |= s->number;
		return left == LBC_HL && !s->spaces ? LBS_HL_HY : c;
	case LBC_BA:
		return left == LBC_HL && !s->spaces ? LBS_HL_BA : c;
	case LBC_RI:
		return left == LBC_RI && !s->spaces ? LBS_RI_RI : c;
	default: /* OP, OPEA */
		s->pr_op = (left == LBC_PR || left == LBC_PO) && !s->spaces ? at
		                                                            : 0;
		return c;
	}
}

/* LB4 to LB7: the classes that no mark may follow.  brk[at] is none. */
static void
separator(struct state *s, unsigned c)
{
	s->zwj = 0;
	switch (c) {
	case LBC_SP:
		s->spaces = 1;
		s->number = 0;
		break;
	case LBC_ZW:
		s->left = LBC_ZW;
		s->spaces = 0;
		break;
	default:
		s->hard = 1;
		s->cr = c == LBC_CR;
		break;
	}
}

/* May a line begin at `at`, where a character of class c stands? */
static int
step(struct state *s, unsigned c, size_t at, uint8_t *brk)
{
	int zwj = s->zwj;
	int b;

	if (s->hard) {
		if (s->cr && c == LBC_LF) { /* LB5 */
			s->cr = 0;
			return LB_NONE;
		}
		*s = (struct state){
			.left = LBS_START, .number = s->number, .sign = s->sign
		};
		step(s, c, at, brk);
		return LB_MANDATORY;
	}
	if (c <= LBC_ZW) {
		separator(s, c);
		return LB_NONE;
	}
	if (c <= LBC_ZWJ) { /* CM, ZWJ */
		s->zwj = c == LBC_ZWJ;
		if (!s->spaces && s->left != LBS_START && s->left != LBC_ZW)
			return LB_NONE; /* LB9 */
		c = LBC_AL; /* LB10 */
	} else {
		s->zwj = 0;
	}
	if (s->left == LBC_ZW)
		b = LB_ALLOWED; /* LB8 */
	else if (zwj && !s->spaces)
		b = LB_NONE; /* LB8a */
	else if (s->spaces)
		b = !((spaced[s->left] | NEVER_BEFORE) >> c & 1);
	else
		b = !(direct[s->left] >> c & 1);
	if (CAREFUL >> c & 1) {
		s->left = advance(s, c, at, brk);
	} else {
		s->left = c;
	}
	s->spaces = 0;
	return b;
}

/* Vietnamese documents are cited by numbers such as 15/2020/NĐ-CP or
 * 245-QĐ/TW: within a word that begins with a digit and has a slash or hyphen
 * before a letter, signs are no place to break. */
static void
keep_numbered(struct span text, uint8_t *brk)
{
	size_t i = 0;

	while (i < text.n) {
		size_t start = i, k;
		int letters = 0;

		while (i < text.n && (unsigned char)text.p[i] > ' ')
			i++;
		if (i > start && text.p[start] >= '0' && text.p[start] <= '9') {
			for (k = start; k + 1 < i; k++) {
				unsigned char next =
				        (unsigned char)text.p[k + 1];

				if ((text.p[k] == '/' || text.p[k] == '-') &&
				        ((next >= 'A' && next <= 'Z') ||
				                next == 0xC4)) /* Đ is C4 90 */
					letters = 1;
			}
			for (k = start + 1; letters && k < i; k++)
				if (brk[k] == LB_ALLOWED &&
				        (text.p[k - 1] == '/' ||
				                text.p[k - 1] == '-'))
					brk[k] = LB_NONE;
		}
		while (i < text.n && (unsigned char)text.p[i] <= ' ')
			i++;
	}
}

/* Which of the bytes at p, and p[LANES] is there, are of letters of class AL:
 * ASCII's, and whatever begins with these bytes.  What is malformed is AL as
 * well, so that bytes inside a character need no look. */
static unsigned
letters(const char *p)
{
	lanes v = lanes_load(p), next = lanes_load(p + 1);
	lanes latin1 = (lanes)(v == 0xC3) & ~(lanes)((next & 0xDF) == 0x97);
	lanes extended = (lanes)(v == 0xE1) & lanes_in(next, 0xB8, 0xBE);

	return lanes_bits(lanes_in(v | 0x20, 'a', 'z') |
	                  lanes_in(v, 0x80, 0xBF) | latin1 |
	                  lanes_in(v, 0xC4, 0xCA) | lanes_in(v, 0xCE, 0xD1) |
	                  extended);
}

/* From behind a letter: past letters, and past single spaces between them,
 * behind which a line may begin (LB28, LB7, LB18).  Most of a text is that. */
static const char *
skip_words(struct span text, const char *p, uint8_t *brk)
{
	const char *end = text.p + text.n;
	unsigned n;

	do {
		char last[2 * LANES];
		const char *from = p;
		unsigned letter, space, first;

		if (end - p <= LANES) {
			memset(last, 0, sizeof(last));
			from = memcpy(last, p, (size_t)(end - p));
		}
		letter = letters(from);
		space = lanes_bits((lanes)(lanes_load(from) == ' '));
		first = letter & space << 1;
		n = (unsigned)__builtin_ctz(
		        ~(letter | first >> 1) | 1u << LANES);
		for (first &= (1u << n) - 1; first; first &= first - 1)
			brk[p - text.p + __builtin_ctz(first)] = LB_ALLOWED;
		p += n;
	} while (n >= LANES - 1); /* the last may be a space before a letter */
	return p;
}

void
linebreak(struct span text, const char *lang, uint8_t *brk)
{
	struct tailor t = tailor_for(lang);
	struct state s = { .left = LBS_START };
	const char *p = text.p;
	const char *end = text.p + text.n;

	memset(brk, LB_NONE, text.n + 1);
	while (p < end) {
		size_t at = (size_t)(p - text.p);
		unsigned c = class_of(utf8_next(&p, end), &t);

		brk[at] = (uint8_t)step(&s, c, at, brk);
		if (s.left == LBC_AL && !(s.spaces | s.zwj | s.hard))
			p = skip_words(text, p, brk);
	}
	if (t.numbered && s.sign)
		keep_numbered(text, brk);
	brk[0] = LB_NONE; /* LB2 */
	brk[text.n] = LB_MANDATORY; /* LB3 */
}
