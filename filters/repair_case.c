/* repair_case: capitals that only the font drew.
 *
 * TCVN3's plain fonts have no capital letters with tones: "HÀ NỘI" is typed
 * with small ones between capitals, "Hà NộI", unless the .VnTimeH font draws
 * all of it in capitals.  A word whose ASCII letters are capitals and whose
 * marked ones are small can be nothing else; one like "Hà", whose capital may
 * be its first letter alone, goes with the words beside it.
 */
#include <string.h>

#include "base/lanes.h"
#include "base/utf8.h"
#include "filters/repair.h"

enum look {
	LOOK_NONE,
	LOOK_SMALL,
	LOOK_OPEN,
	LOOK_ABBREVIATION,
	LOOK_CAPITALS
};

struct piece {
	size_t from, to; /* bytes */
	enum look look;
	int ends; /* a sentence ends behind it */
};

struct pieces {
	VEC(struct piece) v;
};

static void
put_upper(struct str *out, uint32_t cp)
{
	struct vi_letter l = vi_letter_of(cp);

	if (l.code != 0)
		cp = vi_letter_char(l.code, l.tone, 1);
	else if (cp >= 'a' && cp <= 'z')
		cp -= 'a' - 'A';
	str_put_utf8(out, cp);
}

void
repair_upper(struct span text, struct str *out)
{
	const char *p = text.p, *end = text.p + text.n;

	while (p < end)
		put_upper(out, utf8_next(&p, end));
}

static enum look
look_of(struct span word)
{
	const char *p = word.p, *end = word.p + word.n;
	unsigned big = 0, small = 0, marked_small = 0, marked = 0, n = 0;

	while (p < end) {
		uint32_t cp = utf8_next(&p, end);
		struct vi_letter l = vi_letter_of(cp);

		n++;
		marked += cp >= 0x80;
		if (l.upper)
			big++;
		else if (cp < 0x80)
			small++;
		else
			marked_small++;
	}
	if (small > 0 || n > 7)
		return LOOK_SMALL;
	if (marked_small == 0)
		return marked > 0 && n > 1 ? LOOK_CAPITALS
		       : n > 1             ? LOOK_ABBREVIATION
		                           : LOOK_OPEN;
	if (big == 0)
		return n > 2 ? LOOK_SMALL : LOOK_OPEN;
	return big > 1 ? LOOK_CAPITALS : LOOK_OPEN;
}

static void
split(struct span text, struct pieces *out)
{
	const char *p = text.p, *end = text.p + text.n, *at, *from = NULL;

	while (p <= end) {
		uint32_t cp = ' ';

		at = p;
		if (p < end)
			cp = utf8_next(&p, end);
		else
			p++;
		if (vi_letter_of(cp).letter) {
			if (from == NULL)
				from = at;
			continue;
		}
		if (from != NULL) {
			struct piece *q = vec_push(&out->v);

			q->from = (size_t)(from - text.p);
			q->to = (size_t)(at - text.p);
			q->look = look_of(
			        (struct span){ from, (size_t)(at - from) });
			from = NULL;
		}
		if (out->v.n > 0 &&
		        (cp == '.' || cp == '!' || cp == '?' || cp == ':' ||
		                cp == ';' || cp == '\n'))
			vec_last(&out->v)->ends = 1;
	}
}

/* The look of the nearest word that is decided. */
static enum look
beside(const struct pieces *s, size_t i, int step)
{
	size_t k = i;

	while (step < 0 ? k > 0 : k + 1 < s->v.n) {
		if (s->v.p[step < 0 ? k - 1 : k].ends)
			break;
		k = step < 0 ? k - 1 : k + 1;
		if (s->v.p[k].look != LOOK_OPEN)
			return s->v.p[k].look;
	}
	return LOOK_NONE;
}

static int
is_capital_word(const struct pieces *s, size_t i)
{
	enum look l, r;

	if (s->v.p[i].look != LOOK_OPEN)
		return s->v.p[i].look == LOOK_CAPITALS;
	l = beside(s, i, -1);
	r = beside(s, i, 1);
	if (l == LOOK_SMALL || r == LOOK_SMALL)
		return 0;
	return l == LOOK_CAPITALS || r == LOOK_CAPITALS ||
	       (l == LOOK_ABBREVIATION && r == LOOK_ABBREVIATION);
}

/* The next byte at p or behind that may begin a capital: small letters of
 * Vietnamese begin with others, or go on with others. */
static const char *
find_capital(const char *p, const char *end)
{
	for (; end - p >= LANES + 2; p += LANES) {
		lanes v = lanes_load(p), b = lanes_load(p + 1);
		lanes small = (lanes)(v == 0xC3) & lanes_in(b, 0xA0, 0xBF);
		unsigned may;

		small |= (lanes)(v == 0xC4) &
		         ((lanes)(b == 0x83) | (lanes)(b == 0x91));
		small |= (lanes)(v == 0xC6) &
		         ((lanes)(b == 0xA1) | (lanes)(b == 0xB0));
		small |= (lanes)(v == 0xE1) & lanes_in(b, 0xBA, 0xBB) &
		         (lanes)((lanes_load(p + 2) & 1) == 1);
		may = lanes_bits(lanes_in(v, 'A', 'Z') |
		                 (lanes_in(v, 0xC0, 0xFF) & ~small));
		if (may)
			return p + __builtin_ctz(may);
	}
	return p;
}

/* Whether a word has two capitals: without such no word is in capitals, and
 * none stands beside one. */
static int
has_capitals(struct span text)
{
	const char *p = text.p, *end = text.p + text.n;

	while ((p = find_capital(p, end)) < end) {
		unsigned big = 0;

		/* from the first that may be one to the end of its word */
		while (p < end) {
			struct vi_letter l = vi_letter_of(utf8_next(&p, end));

			if (!l.letter)
				break;
			big += l.upper;
		}
		if (big > 1)
			return 1;
	}
	return 0;
}

int
repair_capitals(struct span text, struct str *out)
{
	struct pieces s = { VEC_INIT };
	size_t i, at = 0, from = out->len;
	int changed;

	if (!has_capitals(text))
		return 0;
	split(text, &s);
	for (i = 0; i < s.v.n; i++) {
		struct piece *q = &s.v.p[i];

		str_add(out, text.p + at, q->from - at);
		if (is_capital_word(&s, i))
			repair_upper((struct span){ text.p + q->from,
			                     q->to - q->from },
			        out);
		else
			str_add(out, text.p + q->from, q->to - q->from);
		at = q->to;
	}
	str_add(out, text.p + at, text.n - at);
	changed = out->len - from != text.n ||
	          memcmp(out->s + from, text.p, text.n) != 0;
	if (!changed)
		str_truncate(out, from);
	vec_free(&s.v);
	return changed;
}
