/* vi_detect: all tables are tried on the text without its markup, and the one
 * that makes the best syllables wins, if it makes a language of it at all.
 *
 * Long files are sampled in places spread over them: enough words to be sure,
 * and the cost does not grow with the file.
 */
#include "filters/encodings/vi_detect.h"

#include <stdlib.h>
#include <string.h>

#include "base/lanes.h"

#define SAMPLE 6144 /* bytes looked at in the first place */
#define PIECES 4
/* Units that tell which tables are worth the whole sample, and the points
 * that some twenty words make. */
#define FIRST_LOOK 384
#define FIRST_POINTS 60

/* What the rarity of an encoding takes away from its points. */
static const struct {
	const struct vi_table *table;
	int handicap;
} candidates[] = {
	{ &vi_tcvn3, 0 },
	{ &vi_vni_win, 0 },
	{ &vi_windows_1258, 0 },
	{ &vi_viscii, 0 },
	{ &vi_vps, 0 },
	{ &vi_vni_mac, 1 },
	{ &vi_bkhcm1, 1 },
	{ &vi_bkhcm2, 1 },
	{ &vi_vietware_x, 1 },
	{ &vi_vietware_f, 1 },
	{ &vi_isc, 1 },
	{ &vi_tcvn5712_1, 1 },
	{ &vi_vni_dos, 5 },
};

static size_t
skip_element(struct span in, size_t at, const char *name)
{
	size_t n = strlen(name), k;
	const char *p = in.p + at, *end = in.p + in.n;

	while ((p = memchr(p, '<', (size_t)(end - p))) != NULL) {
		size_t left = (size_t)(end - p);

		if (left < n + 2)
			break;
		for (k = 0; k < n && (p[2 + k] | 0x20) == name[k]; k++)
			;
		if (p[1] == '/' && k == n)
			return (size_t)(p - in.p);
		p++;
	}
	return in.n;
}

static int
is_tag(struct span in, size_t at, const char *name)
{
	size_t n = strlen(name), k;

	if (at + 1 + n >= in.n)
		return 0;
	for (k = 0; k < n && (in.p[at + 1 + k] | 0x20) == name[k]; k++)
		;
	return k == n;
}

/* Where the text goes on after what begins with '<' at `at`. */
static size_t
after_tag(struct span in, size_t at)
{
	const char *end;
	size_t from = at;

	if (in.n - at >= 4 && memcmp(in.p + at, "<!--", 4) == 0) {
		end = memmem(in.p + at, in.n - at, "-->", 3);
		return end != NULL ? (size_t)(end - in.p) + 3 : in.n;
	}
	if (is_tag(in, at, "script"))
		from = skip_element(in, at, "script");
	else if (is_tag(in, at, "style"))
		from = skip_element(in, at, "style");
	end = memchr(in.p + from, '>', in.n - from);
	return end != NULL ? (size_t)(end - in.p) + 1 : in.n;
}

/* Whether what follows '<' is the name of an element and its end; in plain
 * text it may be anything. */
static int
is_name(struct span in, size_t at)
{
	size_t i = at;

	while (i < in.n &&
	        (((in.p[i] | 0x20) >= 'a' && (in.p[i] | 0x20) <= 'z') ||
	                (in.p[i] >= '0' && in.p[i] <= ':') || in.p[i] == '-' ||
	                in.p[i] == '_' || in.p[i] == '.'))
		i++;
	return i == in.n || in.p[i] == '>' || in.p[i] == '/' ||
	       (in.p[i] > 0 && in.p[i] <= ' ');
}

size_t
vi_after_markup(struct span in, size_t at)
{
	char c = at + 1 < in.n ? in.p[at + 1] : ' ';
	int letter = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';

	if (in.p[at] != '<' || (!letter && c != '/' && c != '!' && c != '?') ||
	        (letter && !is_name(in, at + 1)))
		return at;
	return after_tag(in, at);
}

static size_t
reference(struct span in, size_t at)
{
	size_t i = at + 1;

	while (i < in.n && i < at + 10 &&
	        (((in.p[i] | 0x20) >= 'a' && (in.p[i] | 0x20) <= 'z') ||
	                in.p[i] == '#' || (in.p[i] >= '0' && in.p[i] <= '9')))
		i++;
	return i < in.n && i > at + 2 && in.p[i] == ';' ? i + 1 : at;
}

/* The next '<' or '&', at i or behind, before `stop`; stop. */
static size_t
find_markup(struct span in, size_t i, size_t stop)
{
	for (; stop - i >= LANES; i += LANES) {
		lanes v = lanes_load(in.p + i);
		unsigned at = lanes_bits((lanes)(v == '<') | (lanes)(v == '&'));

		if (at)
			return i + (size_t)__builtin_ctz(at);
	}
	while (i < stop && in.p[i] != '<' && in.p[i] != '&')
		i++;
	return i;
}

void
vi_bare_text(struct span in, size_t most, struct str *out)
{
	size_t i = 0, from = 0, start = out->len;

	while (i < in.n && out->len - start + (i - from) < most) {
		size_t room = most - (out->len - start), to;

		i = find_markup(in, i, in.n - from < room ? in.n : from + room);
		if (i == in.n || i == from + room)
			break;
		to = in.p[i] == '<' ? vi_after_markup(in, i) : reference(in, i);
		if (to == i) {
			i++;
			continue;
		}
		str_add(out, in.p + from, i - from);
		str_putc(out, ' ');
		from = i = to;
	}
	str_add(out, in.p + from, i - from);
}

int
vi_is_vietnamese(const struct vi_score *s)
{
	unsigned words = s->plain + s->marked;

	/* Quotation marks are letters by themselves in some tables. */
	if (s->solid < 2 || s->points <= 0)
		return 0;
	/* Much evidence: names and foreign words around do not matter. */
	if (s->valid >= 12 && s->solid >= 6 &&
	        s->valid * 100 >= s->marked * 92 &&
	        s->valid + s->plain_valid * 2 >= s->plain)
		return 1;
	/* Words that could be nothing else: foreign ones may be around. */
	if (s->valid == s->marked &&
	        (((s->common >= 2 || s->solid >= 3) && s->odd >= 2 &&
	                 s->odd * 2 >= s->valid) ||
	                (s->solid >= 3 && s->common >= 2 && s->beyond >= 2)) &&
	        (s->valid + s->plain_valid) * 100 >= words * 20)
		return 1;
	if (s->valid * 100 < s->marked * 75 || s->beyond == 0 ||
	        (s->valid + s->plain_valid) * 100 < words * 65)
		return 0;
	/* Little: it must be Vietnamese through and through. */
	if (s->solid < 4)
		return words >= 4 && s->valid == s->marked &&
		       s->plain_valid * 100 >= s->plain * 75;
	return 1;
}

struct bound {
	unsigned plain, plain_valid; /* words the same in every table */
	unsigned most; /* words with marks there may be at most */
	unsigned never; /* that no table can make valid */
};

/* The same letter or the same sign in all tables. */
static int
is_fixed(uint32_t u)
{
	return u < 0x80 &&
	       ((u >= '\t' && u <= '\r') ||
	               (u >= 0x20 && u != '#' && u != '@' && u != '\\' &&
	                       u != '^' && u != '`' && u < '{') ||
	               (u >= 'a' && u <= 'z'));
}

static int
is_ascii_letter(uint32_t u)
{
	return u < 0x80 && (u | 0x20) >= 'a' && (u | 0x20) <= 'z';
}

/* Units from to to, a word at least: for b. */
static void
bound_word(struct bound *b, const uint32_t *u, size_t from, size_t to)
{
	struct vi_word w = { 0 };
	unsigned open = 0, closed = 0, signs = 0, marks = 0;
	size_t i;

	for (i = from; i < to; i++) {
		struct vi_letter l = { 0, 0, 0, 0 };

		if (is_ascii_letter(u[i])) {
			vi_word_put(&w, u[i]);
			continue;
		}
		if (u[i] >= 0x100)
			l = vi_letter_of(u[i]);
		if (u[i] < 0x100 || l.code != 0)
			open++;
		else if (l.letter)
			closed++;
		else
			signs++;
		marks += u[i] >= 0x300 && u[i] <= 0x36F;
	}
	if (open > 0 || (signs > 0 && (closed == 0 || marks > 0))) {
		b->most += open + signs + 1;
	} else if (closed > 0) {
		/* Signs can part no more from these letters than words the
		 * same in every table. */
		b->never++;
		b->plain_valid += w.n > 0 ? signs : 0;
	} else if (w.n > 1 && vi_word_case(&w) != VI_CASE_UPPER) {
		b->plain++;
		b->plain_valid += vi_word_valid(&w) > 0;
	}
}

/* A text's pieces between blanks, each different one once: a blank ends a
 * word in every table, and most words of a text come again. */
struct piece {
	uint32_t from, n; /* units */
	unsigned times, early; /* in all, in the first FIRST_LOOK units */
	int fixed; /* the same in every table */
};

struct pieces {
	VEC(struct piece) v;
	size_t early; /* the first so many stand in the first FIRST_LOOK units */
	uint32_t *slot; /* open addressing: 1 + a piece's index */
	size_t slots; /* a power of two */
};

static int
is_blank(uint32_t u)
{
	return u == ' ' || (u >= '\t' && u <= '\r');
}

static void
add_piece(struct pieces *x, const uint32_t *u, size_t from, size_t n,
        uint64_t hash)
{
	size_t k = hash >> 32 & (x->slots - 1);
	struct piece *p;

	for (; x->slot[k] != 0; k = (k + 1) & (x->slots - 1)) {
		p = &x->v.p[x->slot[k] - 1];
		if (p->n == n &&
		        memcmp(u + p->from, u + from, n * sizeof(*u)) == 0)
			break;
	}
	if (x->slot[k] == 0) {
		p = vec_push(&x->v);
		p->from = (uint32_t)from;
		p->n = (uint32_t)n;
		p->fixed = 1;
		for (size_t i = from; i < from + n; i++)
			p->fixed &= is_fixed(u[i]);
		x->slot[k] = (uint32_t)x->v.n;
	}
	p = &x->v.p[x->slot[k] - 1];
	p->times++;
	if (from + n <= FIRST_LOOK) {
		p->early++;
		x->early = x->v.n;
	}
}

static void
pieces_make(struct pieces *x, const uint32_t *u, size_t n)
{
	size_t i = 0, from;

	*x = (struct pieces){ .v = VEC_INIT, .slots = 256 };
	while (x->slots < n)
		x->slots *= 2;
	x->slot = xcalloc(x->slots, sizeof(*x->slot));
	while (i < n) {
		uint64_t hash = 0;

		if (is_blank(u[i])) {
			i++;
			continue;
		}
		for (from = i; i < n && !is_blank(u[i]); i++)
			hash = (hash ^ u[i]) * 0x9E3779B97F4A7C15u;
		add_piece(x, u, from, i - from, hash);
	}
}

static void
pieces_free(struct pieces *x)
{
	vec_free(&x->v);
	free(x->slot);
}

static void
bound_piece(struct bound *b, const uint32_t *u, size_t n)
{
	size_t i = 0, from;

	while (i < n) {
		if (is_fixed(u[i]) && !is_ascii_letter(u[i])) {
			i++;
			continue;
		}
		for (from = i;
		        i < n && (!is_fixed(u[i]) || is_ascii_letter(u[i]));)
			i++;
		bound_word(b, u, from, i);
	}
}

/* Whether some table may do: vi_is_vietnamese() with the best that could come
 * of the words that are not the same in all of them.  Most texts of other
 * languages end here, for the price of one table. */
static int
may_be_vietnamese(const struct pieces *x, const uint32_t *u)
{
	struct bound b = { 0 };
	size_t i;

	for (i = 0; i < x->v.n; i++) {
		const struct piece *p = &x->v.p[i];
		struct bound one = { 0 };

		bound_piece(&one, u + p->from, p->n);
		b.plain += one.plain * p->times;
		b.plain_valid += one.plain_valid * p->times;
		b.most += one.most * p->times;
		b.never += one.never * p->times;
	}
	if (b.most < 2)
		return 0;
	if (b.most >= 12 && b.most * 2 + b.plain_valid * 2 >= b.plain &&
	        b.most * 100 >= (b.most + b.never) * 92)
		return 1;
	return b.most * 100 >= (b.most + b.never) * 75 &&
	       (b.most + b.plain_valid) * 100 >=
	               (b.plain + b.most + b.never) * 20;
}

static void
add_score(struct vi_score *to, const struct vi_score *one, unsigned times)
{
	to->plain += one->plain * times;
	to->plain_valid += one->plain_valid * times;
	to->marked += one->marked * times;
	to->valid += one->valid * times;
	to->beyond += one->beyond * times;
	to->solid += one->solid * times;
	to->common += one->common * times;
	to->odd += one->odd * times;
	to->points += one->points * (int)times;
}

/* What the words that are the same in every table come to. */
static void
score_fixed(const struct pieces *x, const uint32_t *u, struct vi_score *s)
{
	struct vi_reading by;
	size_t i;

	vi_reading_start(&by, &vi_tcvn3);
	for (i = 0; i < x->v.n; i++) {
		const struct piece *p = &x->v.p[i];
		struct vi_score one = { 0 };

		if (!p->fixed)
			continue;
		vi_score_read(&by, u + p->from, p->n, &one);
		add_score(s, &one, p->times);
	}
}

/* What the others of first to last come to when read so.  Adds to s as often
 * as they are there, to early as often as in the first FIRST_LOOK units. */
static void
score_pieces(const struct pieces *x, size_t first, size_t last,
        const uint32_t *u, struct vi_reading *by, struct vi_score *s,
        struct vi_score *early)
{
	size_t i;

	for (i = first; i < last; i++) {
		const struct piece *p = &x->v.p[i];
		struct vi_score one = { 0 };

		if (p->fixed)
			continue;
		vi_score_read(by, u + p->from, p->n, &one);
		add_score(s, &one, p->times);
		if (p->early > 0)
			add_score(early, &one, p->early);
	}
}

#define CANDIDATES (sizeof(candidates) / sizeof(candidates[0]))

/* A table that is tried. */
struct candidate {
	struct vi_reading by;
	struct vi_score s, early;
	int out; /* it need not be tried on */
};

/* Which tables the whole text is to be read with: where one of them reads the
 * first words well, those that make less than half as much of them are out.
 * Gives the one that comes second there. */
static size_t
choose_candidates(struct candidate c[CANDIDATES], const uint32_t *u, size_t n)
{
	int points[CANDIDATES];
	size_t best = 0, second = 1, i, cut = FIRST_LOOK;

	if (n < 2 * FIRST_LOOK)
		return second;
	/* Of the piece in which the first look ends, what is before. */
	while (cut > 0 && !is_blank(u[cut - 1]) && !is_blank(u[FIRST_LOOK]))
		cut--;
	for (i = 0; i < CANDIDATES; i++) {
		vi_score_read(&c[i].by, u + cut, FIRST_LOOK - cut, &c[i].early);
		points[i] = c[i].early.points - candidates[i].handicap;
		if (i > 0 && points[i] > points[best]) {
			second = best;
			best = i;
		} else if (i > 1 && points[i] > points[second]) {
			second = i;
		}
	}
	if (points[best] < FIRST_POINTS)
		return second;
	for (i = 0; i < CANDIDATES; i++)
		c[i].out = points[i] * 2 < points[best];
	return second;
}

static void
try_candidates(const struct pieces *x, const uint32_t *u, size_t n,
        struct vi_verdict *v)
{
	struct candidate c[CANDIDATES];
	struct vi_score fixed = { 0 };
	size_t i, early;
	int best = 0, second = 0;

	score_fixed(x, u, &fixed);
	for (i = 0; i < CANDIDATES; i++) {
		c[i].s = fixed;
		c[i].early = (struct vi_score){ 0 };
		c[i].out = 0;
		vi_reading_start(&c[i].by, candidates[i].table);
		score_pieces(x, 0, x->early, u, &c[i].by, &c[i].s, &c[i].early);
	}
	early = choose_candidates(c, u, n);
	for (i = 0; i < CANDIDATES; i++) {
		int points;

		if (c[i].out)
			continue;
		score_pieces(
		        x, x->early, x->v.n, u, &c[i].by, &c[i].s, &c[i].early);
		points = c[i].s.points - candidates[i].handicap;
		if (v->table == NULL || points > best) {
			v->second = v->table;
			v->second_score = v->score;
			second = best;
			v->table = candidates[i].table;
			v->score = c[i].s;
			best = points;
		} else if (v->second == NULL || points > second) {
			v->second = candidates[i].table;
			v->second_score = c[i].s;
			second = points;
		}
	}
	if (v->second == NULL) {
		v->second = candidates[early].table;
		v->second_score = c[early].early;
	}
	if (!vi_is_vietnamese(&v->score)) {
		v->table = NULL;
		return;
	}
	v->strong = v->score.valid >= 8 &&
	            v->score.valid * 100 >= v->score.marked * 85;
}

void
vi_detect_units(const uint32_t *u, size_t n, struct vi_verdict *v)
{
	struct pieces x;

	memset(v, 0, sizeof(*v));
	pieces_make(&x, u, n);
	if (may_be_vietnamese(&x, u))
		try_candidates(&x, u, n, v);
	pieces_free(&x);
}

static int
has_high(struct span in)
{
	size_t i;

	for (i = 0; i < in.n; i++)
		if ((unsigned char)in.p[i] >= 0x80)
			return 1;
	return 0;
}

/* Up to PIECES parts of a long file, each from the start of a line or word. */
static void
take_sample(struct span in, struct str *out)
{
	size_t i;

	if (in.n <= SAMPLE * 4) {
		vi_bare_text(in, SAMPLE, out);
		if (has_high(str_span(out)) || out->len < SAMPLE)
			return;
		str_truncate(out, 0);
	}
	for (i = 0; i < PIECES; i++) {
		size_t at = in.n / PIECES * i, to = in.n / PIECES * (i + 1);
		const char *gt;

		/* Not from within a tag. */
		gt = i > 0 ? memchr(in.p + at, '>', to - at) : NULL;
		if (gt != NULL && gt - (in.p + at) < 4096)
			at = (size_t)(gt - in.p) + 1;
		while (i > 0 && at < to && (unsigned char)in.p[at] > ' ')
			at++;
		vi_bare_text((struct span){ in.p + at, to - at },
		        SAMPLE / PIECES, out);
		str_putc(out, ' ');
	}
}

void
vi_detect(struct span in, struct vi_verdict *v)
{
	struct str text = STR_INIT;
	struct vi_units units = { VEC_INIT };
	size_t i;

	memset(v, 0, sizeof(*v));
	take_sample(in, &text);
	if (!has_high(str_span(&text))) {
		str_truncate(&text, 0);
		vi_bare_text(in, SAMPLE * 16, &text);
	}
	if (has_high(str_span(&text))) {
		vec_reserve(&units.u, text.len + 1);
		for (i = 0; i < text.len; i++)
			units.u.p[i] = (unsigned char)text.s[i];
		vi_detect_units(units.u.p, text.len, v);
	}
	vec_free(&units.u);
	str_free(&text);
}
