/* vi_score: how Vietnamese a text is when read with a table.
 *
 * Words with letters beyond ASCII decide, because the others are the same in
 * every table.  A syllable gains, more when it is frequent; a word that is
 * none loses more than one gains, since a wrong table makes some syllables by
 * chance and many words that are none.  Letters in odd case are as bad.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/encodings/vi_memo.h"
#include "filters/encodings/vi_syllable.h"

int
vi_lacks_capitals(const struct vi_table *t)
{
	return t == &vi_tcvn3 || t == &vi_vietware_f;
}

/* Characters that stand between words without offence even where letters
 * stand on both sides. */
static int
is_joint(uint32_t cp)
{
	return cp == 0xA0 || cp == 0x2019 || cp == 0x2018 || cp == 0x2013 ||
	       cp == 0x2014 || cp == 0x2026;
}

/* Other punctuation, right at the edge of a word only. */
static int
is_edge(uint32_t cp)
{
	return cp == 0xAB || cp == 0xBB || cp == 0xB0 || cp == 0xB7 ||
	       cp == 0xA1 || cp == 0xBF || cp == 0xD7 || cp == 0x201A ||
	       (cp >= 0x201C && cp <= 0x2022) || cp == 0x2039 || cp == 0x203A ||
	       cp == 0x20AC || cp == 0x20AB || cp > 0x2100;
}

struct reader {
	const struct vi_table *table;
	struct vi_score *s;
	struct vi_word w;
	int directive; /* behind a % sign, as in printf's formats: no word */
	int marked; /* the table read a letter in it */
	int beyond; /* one that windows-1252 lacks */
	int stain; /* a sign where none can stand */
	int cut; /* a no-break space stands between it and a letter */
	int half; /* capitals with small marked letters are right */
	int small; /* as windows-1252 it has a small letter */
	int odd; /* and no word could be so */
	int sign; /* as windows-1252 it has a sign */
};

/* Whether what stands beside a no-break space between letters is no word:
 * then the space is a letter in another table. */
static int
is_remnant(const struct reader *r)
{
	unsigned i;

	for (i = 0; i < r->w.n; i++)
		if (r->w.code[i] <= VI_Y)
			return 0;
	return r->w.n > 0 && r->w.n <= 2;
}

static void
forget_word(struct reader *r)
{
	r->w.n = r->w.bad = r->w.marked = 0;
	r->marked = r->beyond = r->stain = r->small = r->odd = r->sign =
	        r->cut = 0;
}

static void
word_end(struct reader *r)
{
	static const int gain[] = { -4, 2, 3, 4 };
	struct vi_score *s = r->s;
	int v;

	/* Nothing, or a mark without a letter; the unit of money; and what
	 * stands there is asked for its marked words alone. */
	r->stain |= r->cut && is_remnant(r);
	if ((r->w.n == 0 && !r->stain) ||
	        (r->w.n == 1 && r->w.code[0] == VI_DD && !r->stain) ||
	        r->directive || (r->table == NULL && !r->marked && !r->stain)) {
		forget_word(r);
		return;
	}
	v = r->stain ? 0 : vi_word_valid(&r->w);
	if (v > 0) {
		enum vi_case c = vi_word_case(&r->w);

		if (c == VI_CASE_ODD || (c == VI_CASE_HALF && !r->half))
			v = 0;
	}
	if (r->marked || r->stain) {
		s->marked++;
		s->valid += v > 0;
		s->beyond += v > 0 && r->beyond;
		s->solid += v > 0 && r->w.n > 1;
		s->common += v > 1 && r->w.n > 1;
		s->odd += v > 0 && r->w.n > 1 && r->odd;
		/* One letter alone is a syllable too easily, a sign all the
		 * more, but for the frequent ở, a trade mark alone. */
		if (v > 0 && r->w.n == 1)
			s->points += !r->sign ? 1 : v > 2 ? 2 : 0;
		else
			s->points += gain[v];
	} else if (r->w.n > 1 && vi_word_case(&r->w) != VI_CASE_UPPER) {
		/* Initials and abbreviations are of no language. */
		s->plain++;
		s->plain_valid += v > 0;
	}
	forget_word(r);
}

static int
starts_letter(const struct vi_table *t, const uint32_t *u, size_t n, size_t i)
{
	uint32_t cp = 0;

	if (i >= n)
		return 0;
	if (t != NULL)
		vi_read(t, u, n, i, &cp);
	else
		cp = u[i] < 0x100 ? cp1252_char(u[i]) : u[i];
	return vi_letter_of(cp).letter;
}

/* A sign that can stand there ends the word, another spoils it: the letters
 * around it were one word for who wrote it. */
static void
sign(struct reader *r, uint32_t cp, int letter_next)
{
	int inside = r->w.n > 0 && letter_next;
	int directive = r->table != NULL &&
	                (cp == '%' || (r->directive && r->w.n == 0 &&
	                                      cp > ' ' && cp < '@'));

	if ((cp < 0x80 && (cp >= 0x20 || (cp >= '\t' && cp <= '\r'))) ||
	        is_joint(cp)) {
		r->stain |= inside && cp == 0xA0 && is_remnant(r);
		word_end(r);
		r->cut = inside && cp == 0xA0;
	} else if (inside || (!is_edge(cp) && (r->w.n > 0 || letter_next))) {
		r->stain = 1; /* the word goes on */
		if (!letter_next)
			word_end(r);
	} else {
		word_end(r);
	}
	r->directive = directive;
}

static void
letter(struct reader *r, uint32_t cp, struct vi_letter l)
{
	vi_word_add(&r->w, cp, l);
	if (cp >= 0x80) {
		r->marked = 1;
		r->beyond |= cp1252_byte(cp) < 0;
	}
}

/* Two vowels that no language of windows-1252 writes side by side, as VNI
 * does: "aù", "öø", but not "aï". */
static int
is_odd_pair(uint32_t a, uint32_t b)
{
	static const struct {
		uint8_t a;
		uint8_t b[13];
	} pair[] = {
		{ 'a', { 0xF9, 0xF8, 0xFB, 0xF5, 0xE2, 0xE1, 0xE0, 0xE5, 0xE3,
		               0xE4, 0xEA, 0xE8 } },
		{ 'e', { 0xF9, 0xFB, 0xE0, 0xE3 } },
		{ 'o', { 0xF8, 0xE1, 0xE0, 0xE3, 0xE2 } },
		{ 'u', { 0xF9, 0xFB, 0xF5 } },
		{ 'y', { 0xF9, 0xF8, 0xFB, 0xF5 } },
		{ 0xF4, { 0xF9, 0xF8, 0xFB, 0xF5, 0xEF } },
		{ 0xF6, { 0xF9, 0xF8, 0xFB, 0xF5, 0xEF } },
	};
	size_t i;

	if (a >= 0x100 || b < 0xC0 || b >= 0x100)
		return 0;
	for (i = 0; i < sizeof(pair) / sizeof(pair[0]); i++)
		if (pair[i].a == (a | 0x20))
			return strchr((const char *)pair[i].b,
			               (int)(b | 0x20)) != NULL;
	return 0;
}

/* How units look that a table makes a letter of: a sign within a word, a
 * capital behind a small letter, two vowels that stand nowhere together. */
static void
look_at(struct reader *r, const uint32_t *u, const uint32_t *to)
{
	/* A letter made of an ASCII sign is none without others beside. */
	for (const uint32_t *at = u; at < to; at++)
		r->marked |= *at >= 0x80;
	r->odd |= to - u == 2 && is_odd_pair(u[0], u[1]);
	for (; u < to; u++) {
		struct vi_letter l;

		if (*u - 'a' < 26) {
			r->small = 1;
			continue;
		}
		l = vi_letter_of(*u < 0x100 ? cp1252_char(*u) : *u);
		/* The ordinals and micro are letters by name alone. */
		r->odd |= !l.letter || (l.upper && r->small) || *u == 0xAA ||
		          *u == 0xB5 || *u == 0xBA;
		r->sign |= !l.letter;
		r->small |= l.letter && !l.upper;
	}
}

void
vi_score_units(const struct vi_table *t, const uint32_t *u, size_t n,
        struct vi_score *s)
{
	struct reader r = {
		.table = t, .s = s, .half = t != NULL && vi_lacks_capitals(t)
	};
	size_t i = 0;

	while (i < n) {
		struct vi_letter l;
		size_t from = i;
		uint32_t cp;

		if (t != NULL) {
			i += vi_read(t, u, n, i, &cp);
		} else {
			cp = u[i] < 0x100 ? cp1252_char(u[i]) : u[i];
			i++;
		}
		l = vi_letter_of(cp);
		if (l.letter || (cp >= 0x300 && cp <= 0x36F && r.w.n > 0)) {
			letter(&r, cp, l);
			if (t != NULL)
				look_at(&r, u + from, u + i);
		} else {
			sign(&r, cp,
			        cp >= 0x80 || cp < 0x20
			                ? starts_letter(t, u, n, i)
			                : 0);
		}
	}
	word_end(&r);
}

/* 1: letters of ASCII.  2: bytes that make a word of another kind, beyond
 * ASCII, and the control characters that are letters somewhere. */
static const unsigned char kind[256] = {
	[0x00 ... 0x08] = 2,
	[0x0E ... 0x1F] = 2,
	['A' ... 'Z'] = 1,
	['a' ... 'z'] = 1,
	[0x80 ... 0xFF] = 2,
};

static int
kind_of(char c)
{
	return kind[(unsigned char)c];
}

static uint32_t
next_char(const char **p, const char *end)
{
	uint32_t cp = utf8_next(p, end);

	if (cp == UTF8_BAD)
		return 0xFFFD;
	return cp >= 0x80 && cp < 0xA0 ? cp1252_char(cp) : cp;
}

/* Where the next odd byte is; end. */
static const char *
find_odd(const char *p, const char *end)
{
	const uint64_t high = 0x8080808080808080u;
	uint64_t w;
	int k;

	for (;;) {
		/* Eight at once that are 20 to 7F. */
		while (end - p >= 8) {
			memcpy(&w, p, 8);
			if ((w | ((w - 0x2020202020202020u) & ~w)) & high)
				break;
			p += 8;
		}
		for (k = 0; k < 8; k++, p++)
			if (p == end || kind_of(*p) == 2)
				return p;
	}
}

/* A word and what stands in it without an ASCII sign: p to end. */
static void
score_word(const char *p, const char *end, int half, struct vi_score *s)
{
	struct reader r = { .s = s, .half = half };

	while (p < end) {
		uint32_t cp = next_char(&p, end);
		struct vi_letter l = vi_letter_of(cp);
		const char *ahead = p;

		if (l.letter || (cp >= 0x300 && cp <= 0x36F && r.w.n > 0))
			letter(&r, cp, l);
		else
			sign(&r, cp,
			        p < end && vi_letter_of(next_char(&ahead, end))
			                           .letter);
	}
	word_end(&r);
}

static void
remembered_word(struct vi_memo *m, const char *p, const char *end, size_t room,
        struct vi_score *s)
{
	struct vi_score one = { 0 };
	struct vi_memo_word *w;
	uint64_t key[2];

	w = &m->word[vi_memo_key(p, (size_t)(end - p), room, key, VI_MEMO)];
	if (w->key[0] != key[0] || w->key[1] != key[1]) {
		score_word(p, end, m->half, &one);
		*w = (struct vi_memo_word){ { key[0], key[1] },
			(int8_t)one.points, (uint8_t)one.marked,
			(uint8_t)one.valid, (uint8_t)one.beyond,
			(uint8_t)one.solid, (uint8_t)one.common };
	}
	s->points += w->points;
	s->marked += w->marked;
	s->valid += w->valid;
	s->beyond += w->beyond;
	s->solid += w->solid;
	s->common += w->common;
}

/* Words of ASCII letters alone do not count here, and an ASCII sign ends a
 * word: so only the words with other letters are looked at. */
void
vi_score_text(struct vi_memo *memo, struct span text, struct vi_score *s)
{
	const char *p = text.p, *end = text.p + text.n, *done = p, *from;

	while ((p = find_odd(p, end)) < end) {
		for (from = p; from > done && kind_of(from[-1]) == 1;)
			from--;
		while (p < end && kind_of(*p))
			p++;
		if (memo != NULL && p - from < 16)
			remembered_word(memo, from, p, (size_t)(end - from), s);
		else
			score_word(from, p, memo != NULL && memo->half, s);
		done = p;
	}
}
