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

/* What is seen in a word, or told of a byte. */
enum seen {
	SEEN_MARKED = 1, /* the table read a letter in it */
	SEEN_BEYOND = 2, /* one that windows-1252 lacks */
	SEEN_STAIN = 4, /* a sign where none can stand */
	SEEN_CUT = 8, /* a no-break space stands between it and a letter */
	SEEN_SMALL = 16, /* as windows-1252 it has a small letter */
	SEEN_CAPITAL = 32, /* as windows-1252 it is a capital */
	SEEN_ODD = 64, /* and no word could be so */
	SEEN_SIGN = 128 /* as windows-1252 it has a sign */
};

/* What a byte is by itself in a table. */
enum glyph {
	GLYPH_UNKNOWN,
	GLYPH_LETTER, /* always a letter */
	GLYPH_LAST, /* a letter where none beyond ASCII follows */
	GLYPH_OTHER
};

struct reader {
	struct vi_reading *by;
	const struct vi_table *table; /* by's */
	struct vi_score *s;
	struct vi_word w;
	unsigned seen; /* enum seen */
	int directive; /* behind a % sign, as in printf's formats: no word */
	int half; /* capitals with small marked letters are right */
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
	r->seen = 0;
}

/* A word with marks that is worth v (vi_word_valid). */
static void
enter_marked(const struct reader *r, int v)
{
	static const int gain[] = { -4, 2, 3, 4 };
	struct vi_score *s = r->s;

	s->marked++;
	/* One letter alone is a syllable too easily, a sign all the more, but
	 * for the frequent ở, a trade mark alone. */
	if (v > 0 && r->w.n == 1)
		s->points += !(r->seen & SEEN_SIGN) ? 1 : v > 2 ? 2 : 0;
	else
		s->points += gain[v];
	if (v == 0)
		return;
	s->valid++;
	s->beyond += (r->seen & SEEN_BEYOND) != 0;
	if (r->w.n == 1)
		return;
	s->solid++;
	s->common += v > 1;
	s->odd += (r->seen & SEEN_ODD) != 0;
}

static void
word_end(struct reader *r)
{
	int v;

	if ((r->seen & SEEN_CUT) && is_remnant(r))
		r->seen |= SEEN_STAIN;
	/* Nothing, or a mark without a letter; the unit of money; and what
	 * stands there is asked for its marked words alone. */
	if ((!(r->seen & SEEN_STAIN) &&
	            (r->w.n == 0 || (r->w.n == 1 && r->w.code[0] == VI_DD) ||
	                    (r->table == NULL && !(r->seen & SEEN_MARKED)))) ||
	        r->directive) {
		forget_word(r);
		return;
	}
	v = r->seen & SEEN_STAIN ? 0 : vi_word_valid(&r->w);
	if (v > 0) {
		enum vi_case c = vi_word_case(&r->w);

		if (c == VI_CASE_ODD || (c == VI_CASE_HALF && !r->half))
			v = 0;
	}
	if (r->seen & (SEEN_MARKED | SEEN_STAIN)) {
		enter_marked(r, v);
	} else if (r->w.n > 1 && vi_word_case(&r->w) != VI_CASE_UPPER) {
		/* Initials and abbreviations are of no language. */
		r->s->plain++;
		r->s->plain_valid += v > 0;
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
		if (inside && cp == 0xA0 && is_remnant(r))
			r->seen |= SEEN_STAIN;
		word_end(r);
		r->seen = inside && cp == 0xA0 ? SEEN_CUT : 0;
	} else if (inside || (!is_edge(cp) && (r->w.n > 0 || letter_next))) {
		r->seen |= SEEN_STAIN; /* the word goes on */
		if (!letter_next)
			word_end(r);
	} else {
		word_end(r);
	}
	r->directive = directive;
}

/* What a table's letter adds to what is seen. */
static uint8_t
marks_of(uint32_t cp)
{
	return cp < 0x80             ? 0
	       : cp1252_byte(cp) < 0 ? SEEN_MARKED | SEEN_BEYOND
	                             : SEEN_MARKED;
}

static void
letter(struct reader *r, uint32_t cp, struct vi_letter l)
{
	vi_word_add(&r->w, cp, l);
	r->seen |= marks_of(cp);
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

/* How a unit looks that a table makes a letter of. */
static unsigned
look_of(uint32_t u)
{
	unsigned seen = u >= 0x80 ? SEEN_MARKED : 0;
	struct vi_letter l = vi_letter_of(u < 0x100 ? cp1252_char(u) : u);

	if (!l.letter)
		return seen | SEEN_SIGN | SEEN_ODD;
	/* The ordinals and micro are letters by name alone. */
	if (u == 0xAA || u == 0xB5 || u == 0xBA)
		seen |= SEEN_ODD;
	return seen | (l.upper ? SEEN_CAPITAL : SEEN_SMALL);
}

/* A capital behind a small letter is odd. */
static void
see(struct reader *r, unsigned look)
{
	if ((look & SEEN_CAPITAL) && (r->seen & SEEN_SMALL))
		r->seen |= SEEN_ODD;
	r->seen |= look;
}

/* A letter made of an ASCII sign is none without others beside; two vowels
 * may stand nowhere together. */
static void
look_at(struct reader *r, const uint32_t *u, const uint32_t *to)
{
	if (to - u == 2 && is_odd_pair(u[0], u[1]))
		r->seen |= SEEN_ODD;
	for (; u < to; u++)
		see(r, look_of(*u));
}

static struct vi_glyph
glyph_of(const struct vi_table *t, uint32_t c)
{
	struct vi_glyph g = { .kind = GLYPH_OTHER };
	uint32_t cp = cp1252_char(c);

	if (t != NULL)
		cp = t->alone[c] != 0 ? t->alone[c] : vi_last_char(t, c);
	if (cp == UTF8_BAD || (cp >= 0x300 && cp <= 0x36F))
		return g;
	g.letter = vi_letter_of(cp);
	if (!g.letter.letter)
		return g;
	g.kind = t == NULL || t->alone[c] != 0 ? GLYPH_LETTER : GLYPH_LAST;
	if (t != NULL)
		g.seen = (uint8_t)look_of(c);
	g.seen |= marks_of(cp);
	return g;
}

void
vi_reading_start(struct vi_reading *by, const struct vi_table *t)
{
	memset(by, 0, sizeof(*by));
	by->table = t;
}

/* Whether a letter stands at u[i] that is read by itself; then it is added to
 * the word. */
static int
one_letter(struct reader *r, const uint32_t *u, size_t n, size_t i)
{
	struct vi_glyph *g;

	if (u[i] >= 0x100)
		return 0;
	g = &r->by->glyph[u[i]];
	if (g->kind == GLYPH_UNKNOWN)
		*g = glyph_of(r->table, u[i]);
	if (g->kind == GLYPH_OTHER ||
	        (g->kind == GLYPH_LAST && i + 1 < n && u[i + 1] >= 0x80))
		return 0;
	vi_word_letter(&r->w, g->letter);
	see(r, g->seen);
	return 1;
}

/* What else stands at u[i]; its length. */
static size_t
one_more(struct reader *r, const uint32_t *u, size_t n, size_t i)
{
	const struct vi_table *t = r->table;
	struct vi_letter l;
	size_t len = 1;
	uint32_t cp;

	if (t != NULL)
		len = vi_read(t, u, n, i, &cp);
	else
		cp = u[i] < 0x100 ? cp1252_char(u[i]) : u[i];
	l = vi_letter_of(cp);
	if (l.letter || (cp >= 0x300 && cp <= 0x36F && r->w.n > 0)) {
		letter(r, cp, l);
		if (t != NULL)
			look_at(r, u + i, u + i + len);
	} else {
		sign(r, cp,
		        cp >= 0x80 || cp < 0x20
		                ? starts_letter(t, u, n, i + len)
		                : 0);
	}
	return len;
}

void
vi_score_read(
        struct vi_reading *by, const uint32_t *u, size_t n, struct vi_score *s)
{
	const struct vi_table *t = by->table;
	struct reader r = { .by = by,
		.table = t,
		.s = s,
		.half = t != NULL && vi_lacks_capitals(t) };
	size_t i = 0;

	while (i < n)
		i += one_letter(&r, u, n, i) ? 1 : one_more(&r, u, n, i);
	word_end(&r);
}

void
vi_score_units(const struct vi_table *t, const uint32_t *u, size_t n,
        struct vi_score *s)
{
	struct vi_reading by;

	vi_reading_start(&by, t);
	vi_score_read(&by, u, n, s);
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
