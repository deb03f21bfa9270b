/* pattern: a small matcher for the line patterns of chrome.def.
 *
 * The subset of POSIX ERE that those lines need: alternatives, groups, ? * +
 * {m,n}, classes with ranges, the full stop; always anchored at both ends.
 * It works on code points of UTF-8 and knows no locale, which regcomp() does.
 * Backtracking with continuations, held to a number of steps, so that no line
 * can make it slow: a pattern that needs more does not match.  Which bytes a
 * pattern can begin with is told apart, so that most need not be tried.
 */
#include <assert.h>
#include <stdint.h>
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/pattern.h"

#define STEPS 20000
#define DEPTH 300
#define NESTING 8 /* groups in groups */

struct cont;

struct machine {
	const struct pattern *of;
	const char *end; /* of the text */
	int steps, depth;
};

/* What is left to do when a group has matched once. */
struct cont {
	const struct cont *up;
	const char *open; /* the group's parenthesis */
	const char *rest, *rest_end; /* of the pattern behind it */
	const char *from; /* where this round began */
	int min, max, count;
};

static int
match_seq(struct machine *m, const char *p, const char *pe, const char *t,
        const struct cont *k);

static uint32_t
cp_at(const char **s, const char *end)
{
	return (unsigned char)**s < 0x80 ? (uint32_t) * (*s)++
	                                 : utf8_next(s, end);
}

/* A character that stands for more than itself, where an atom begins. */
static int
is_sign(char c)
{
	return c == '(' || c == '[' || c == '.' || c == '\\';
}

static int
is_quantifier(char c)
{
	return c == '?' || c == '*' || c == '+' || c == '{';
}

/* End of a class that begins at p. */
static const char *
class_end(const char *p, const char *pe)
{
	p++;
	if (p < pe && *p == '^')
		p++;
	if (p < pe && *p == ']')
		p++;
	while (p < pe && *p != ']')
		p++;
	return p + 1;
}

/* End of the atom that begins at p. */
static const char *
atom_end(const struct pattern *of, const char *p, const char *pe)
{
	if (*p == '\\')
		return p + 2;
	if (*p == '[')
		return class_end(p, pe);
	if (*p == '(')
		return p + of->skip[p - of->text].group;
	do
		p++;
	while (p < pe && ((unsigned char)*p & 0xC0) == 0x80);
	return p;
}

void
pattern_read(struct pattern *of, const char *text, struct pattern_skip *skip)
{
	const char *p = text, *pe = text + strlen(text);
	size_t open[NESTING], bar[NESTING], n = 0;

	*of = (struct pattern){ text, pe, skip };
	while (p < pe) {
		size_t at = (size_t)(p - text);

		if (*p == '(') {
			assert(n < NESTING);
			bar[n] = open[n] = at;
			n++;
		} else if (*p == '|' || *p == ')') {
			assert(n > 0);
			skip[bar[n - 1]].bar = (uint16_t)(at - bar[n - 1]);
			bar[n - 1] = at;
		}
		if (*p == ')') {
			n--;
			skip[open[n]].group = (uint16_t)(at + 1 - open[n]);
		}
		p = *p == '\\' ? p + 2 : *p == '[' ? class_end(p, pe) : p + 1;
	}
}

/* The '|' or ')' that ends an alternative; the one before, or the '('. */
static const char *
next_bar(const struct pattern *of, const char *bar)
{
	return bar + of->skip[bar - of->text].bar;
}

static int
number(const char **p)
{
	int v = 0;

	while (**p >= '0' && **p <= '9')
		v = v * 10 + *(*p)++ - '0';
	return v;
}

static const char *
quantifier(const char *p, const char *pe, int *min, int *max)
{
	*min = *max = 1;
	if (p == pe)
		return p;
	switch (*p) {
	case '?':
		*min = 0;
		return p + 1;
	case '*':
	case '+':
		*min = *p == '+';
		*max = 1000;
		return p + 1;
	case '{':
		p++;
		*min = *max = number(&p);
		if (*p == ',') {
			p++;
			*max = *p == '}' ? 1000 : number(&p);
		}
		return p + 1;
	default:
		return p;
	}
}

static int
class_has(const char *p, const char *pe, uint32_t cp)
{
	int negate = 0, hit = 0, first = 1;

	p++;
	pe--;
	if (*p == '^') {
		negate = 1;
		p++;
	}
	while (p < pe || (first && *p == ']')) {
		uint32_t lo = cp_at(&p, pe + 1), hi = lo;

		first = 0;
		if (p + 1 < pe && *p == '-') {
			p++;
			hi = cp_at(&p, pe);
		}
		hit |= cp >= lo && cp <= hi;
	}
	return hit != negate;
}

/* ---- what a pattern can begin with ---- */

#define LONG_RUN 16

static void
add_bytes(struct byte_set *set, unsigned lo, unsigned hi)
{
	if (lo == 0 && hi == 255)
		memset(set, 0xFF, sizeof(*set));
	else
		for (unsigned b = lo; b <= hi; b++)
			byte_set_add(set, (char)b);
}

/* First bytes of a class; every character's, when it is negated. */
static void
class_heads(const char *p, const char *pe, struct byte_set *set)
{
	int first = 1;

	if (p[1] == '^') {
		add_bytes(set, 0, 255);
		return;
	}
	for (p++, pe--; p < pe || (first && *p == ']'); first = 0) {
		unsigned lo = (unsigned char)*p, hi = lo;

		cp_at(&p, pe + 1);
		if (p + 1 < pe && *p == '-') {
			hi = (unsigned char)*++p;
			cp_at(&p, pe);
		}
		add_bytes(set, lo, hi);
	}
}

static int
heads(const struct pattern *of, const char *p, const char *pe,
        struct byte_set *set);

/* The alternatives of a group, from its '('; 1 when one of them can be
 * empty. */
static int
group_heads(const struct pattern *of, const char *open, struct byte_set *set)
{
	const char *bar = open, *next;
	int empty = 0;

	do {
		next = next_bar(of, bar);
		empty |= heads(of, bar + 1, next, set);
		bar = next;
	} while (*bar == '|');
	return empty;
}

/* Adds the bytes that a match of one atom can begin with; 1 when it can be
 * empty. */
static int
atom_heads(const struct pattern *of, const char *p, const char *ae,
        struct byte_set *set)
{
	if (*p == '(')
		return group_heads(of, p, set);
	if (*p == '[')
		class_heads(p, ae, set);
	else if (*p == '.')
		add_bytes(set, 0, 255);
	else
		add_bytes(set, (unsigned char)p[*p == '\\'],
		        (unsigned char)p[*p == '\\']);
	return 0;
}

/* Adds the bytes that a match of p can begin with; 1 when it can be empty. */
static int
heads(const struct pattern *of, const char *p, const char *pe,
        struct byte_set *set)
{
	while (p < pe) {
		const char *ae = atom_end(of, p, pe);
		int min, max;
		const char *rest = quantifier(ae, pe, &min, &max);

		if (!atom_heads(of, p, ae, set) && min > 0)
			return 0;
		p = rest;
	}
	return 1;
}

void
pattern_heads(const struct pattern *of, struct byte_set *set)
{
	heads(of, of->text, of->end, set);
}

/* How often a line has one of these bytes: small is seldom. */
static int
commonness(const struct byte_set *set)
{
	const uint64_t often = 1ull << ' ' | 1ull << '.' | 1ull << ',';
	const uint64_t small = 0x07FFFFFEull << 32; /* a to z */

	return __builtin_popcountll(set->bits[0]) +
	       6 * __builtin_popcountll(set->bits[0] & often) +
	       __builtin_popcountll(set->bits[1]) +
	       6 * __builtin_popcountll(set->bits[1] & small) +
	       4 * __builtin_popcountll(set->bits[2]) +
	       4 * __builtin_popcountll(set->bits[3]);
}

/* Keeps the rarest, each once, in order; common: how common each is. */
static void
keep_need(struct byte_set need[PATTERN_NEEDS], int common[PATTERN_NEEDS],
        struct byte_set own)
{
	int much = commonness(&own);

	for (int k = 0; k < PATTERN_NEEDS; k++) {
		struct byte_set was = need[k];
		int was_much = common[k];

		if (memcmp(&own, &was, sizeof(own)) == 0)
			return;
		if (much >= was_much)
			continue;
		need[k] = own;
		common[k] = much;
		own = was;
		much = was_much;
	}
}

void
pattern_needs(const struct pattern *of, struct byte_set need[PATTERN_NEEDS])
{
	const char *p = of->text, *pe = of->end;
	int common[PATTERN_NEEDS];

	memset(need, 0xFF, PATTERN_NEEDS * sizeof(*need));
	for (int k = 0; k < PATTERN_NEEDS; k++)
		common[k] = commonness(&need[k]);
	while (p < pe) {
		const char *ae = atom_end(of, p, pe);
		struct byte_set own = { { 0 } };
		int min, max;
		const char *rest = quantifier(ae, pe, &min, &max);

		if (!atom_heads(of, p, ae, &own) && min > 0)
			keep_need(need, common, own);
		p = rest;
	}
}

/* ---- the matcher ---- */

/* One character against an atom that is not a group; NULL: no. */
static const char *
match_one(const struct machine *m, const char *a, const char *ae, const char *t)
{
	uint32_t cp;

	if (t >= m->end)
		return NULL;
	cp = cp_at(&t, m->end);
	if (*a == '.')
		return t;
	if (*a == '[')
		return class_has(a, ae, cp) ? t : NULL;
	if (*a == '\\')
		a++;
	return cp_at(&a, ae) == cp ? t : NULL;
}

/* Does the sequence from p to pe begin with a character that stands for
 * itself, once, and that the text does not have? */
static int
begins_otherwise(
        const struct machine *m, const char *p, const char *pe, const char *t)
{
	const char *next = p + 1;

	if (p == pe || is_sign(*p) || (t < m->end && *p == *t))
		return 0;
	while (next < pe && ((unsigned char)*next & 0xC0) == 0x80)
		next++;
	return next == pe || !is_quantifier(*next);
}

/* One more round of the group in k, or on with the rest. */
static int
match_group(struct machine *m, const struct cont *k, const char *t)
{
	const char *bar = k->open, *end;
	struct cont next = *k;

	if (k->count < k->max && !(k->count && t == k->from)) {
		next.count++;
		next.from = t;
		do {
			end = next_bar(m->of, bar);
			if (!begins_otherwise(m, bar + 1, end, t) &&
			        match_seq(m, bar + 1, end, t, &next))
				return 1;
			bar = end;
		} while (*bar == '|');
	}
	return k->count >= k->min &&
	       match_seq(m, k->rest, k->rest_end, t, k->up);
}

static int
match_run(struct machine *m, const char *a, const char *ae, int min, int max,
        const char *p, const char *pe, const char *t, const struct cont *k)
{
	const char *stop[512];
	struct byte_set next = { { 0 } };
	int n = 0, any = 1;

	stop[0] = t;
	if (max > 511)
		max = 511;
	while (*a == '.' && n < max && t < m->end) {
		cp_at(&t, m->end);
		stop[++n] = t;
	}
	while (*a != '.' && n < max && (t = match_one(m, a, ae, t)) != NULL)
		stop[++n] = t;
	/* Where the rest cannot begin, it is not tried. */
	if (n > LONG_RUN)
		any = heads(m->of, p, pe, &next);
	for (; n >= min; n--)
		if ((any || (stop[n] < m->end &&
		                    byte_set_has(&next, *stop[n]))) &&
		        match_seq(m, p, pe, stop[n], k))
			return 1;
	return 0;
}

/* Steps over the characters that p begins with and that stand for themselves,
 * once each; 0 when the text has others. */
static int
match_plain(
        const struct machine *m, const char **p, const char *pe, const char **t)
{
	while (*p < pe && !is_sign(**p)) {
		const char *ae = atom_end(m->of, *p, pe);

		if (ae < pe && is_quantifier(*ae))
			return 1;
		for (; *p < ae; (*p)++, (*t)++)
			if (*t == m->end || **t != **p)
				return 0;
	}
	return 1;
}

static int
match_seq(struct machine *m, const char *p, const char *pe, const char *t,
        const struct cont *k)
{
	int got;

	if (++m->steps > STEPS || m->depth > DEPTH)
		return 0;
	if (!match_plain(m, &p, pe, &t))
		return 0;
	m->depth++;
	if (p == pe) {
		got = k ? match_group(m, k, t) : t == m->end;
	} else {
		const char *ae = atom_end(m->of, p, pe);
		int min, max;
		const char *rest = quantifier(ae, pe, &min, &max);

		if (*p == '(') {
			struct cont g = {
				.up = k,
				.open = p,
				.rest = rest,
				.rest_end = pe,
				.from = t,
				.min = min,
				.max = max,
			};

			got = match_group(m, &g, t);
		} else {
			got = match_run(m, p, ae, min, max, rest, pe, t, k);
		}
	}
	m->depth--;
	return got;
}

int
pattern_match(const struct pattern *of, struct span text)
{
	struct machine m = { .of = of, .end = text.p + text.n };

	return match_seq(&m, of->text, of->end, text.p, NULL);
}
