/* numeral: a counter's value in a counter style (css-counter-styles-3 2, 3.1
 * and the algorithms of 7.1.3 and 7.2). */
#include <limits.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "css/counter.h"
#include "css/sheet.h"

/* Longer ones may be left to the fallback (2, step 3); no list on paper has
 * room for them. */
#define MAX_CODES 120
#define FALLBACKS 8

static size_t
codes(const struct str *s, size_t from)
{
	size_t n = 0;

	for (size_t i = from; i < s->len; i++)
		n += (s->s[i] & 0xC0) != 0x80;
	return n;
}

/* Digits of n in base: most significant first; bijective ones have no 0. */
static void
put_digits(struct str *out, const struct counter_style *k, unsigned n,
        int bijective)
{
	const char *digit[40];
	unsigned base = (unsigned)k->symbols;
	size_t at = 0;

	do {
		n -= (unsigned)bijective;
		digit[at++] = k->symbol[n % base].s;
		n /= base;
	} while (n > 0 && at < sizeof(digit) / sizeof(digit[0]));
	while (at > 0)
		str_puts(out, digit[--at]);
}

static int
put_repeated(struct str *out, const char *s, unsigned times, size_t from)
{
	for (; times > 0; times--) {
		if (codes(out, from) >= MAX_CODES)
			return 0;
		str_puts(out, s);
		if (*s == '\0')
			break;
	}
	return 1;
}

static int
put_additive(struct str *out, const struct counter_style *k, unsigned n)
{
	size_t from = out->len;

	for (size_t i = 0; i < k->symbols; i++) {
		unsigned w = (unsigned)k->symbol[i].weight;

		if (w == 0 && n == 0 && out->len == from)
			str_puts(out, k->symbol[i].s);
		if (w == 0 || w > n)
			continue;
		if (!put_repeated(out, k->symbol[i].s, n / w, from))
			return 0;
		n %= w;
	}
	return n == 0;
}

/* Symbols: digits 0 to 9, then ten, hundred, thousand.  Runs of zeros are one
 * and none at the end; informally, 10 to 19 begin with ten. */
static int
put_chinese(struct str *out, const struct counter_style *k, unsigned n)
{
	unsigned power = 1000;
	int zero = 0, any = 0;

	if (n > 9999)
		return 0;
	if (n == 0)
		str_puts(out, k->symbol[0].s);
	for (int mark = 12; power > 0; power /= 10, mark--) {
		unsigned d = n / power % 10;

		if (d == 0) {
			zero = any;
			continue;
		}
		if (zero)
			str_puts(out, k->symbol[0].s);
		if (d != 1 || power != 10 || any ||
		        k->system == SYSTEM_CHINESE_FORMAL)
			str_puts(out, k->symbol[d].s);
		if (power > 1)
			str_puts(out, k->symbol[mark].s);
		zero = 0;
		any = 1;
	}
	return 1;
}

/* Pairs of digits; U+1369 is 1 and U+1372 is 10; behind odd pairs stands a
 * hundred, behind even ones a ten thousand. */
static int
put_ethiopic(struct str *out, unsigned n)
{
	unsigned pair[6], pairs = 0;

	if (n == 0)
		return 0;
	if (n == 1)
		str_put_utf8(out, 0x1369);
	for (unsigned rest = n; rest > 0; rest /= 100)
		pair[pairs++] = rest % 100;
	for (unsigned i = pairs; n > 1 && i-- > 0;) {
		unsigned g = pair[i];
		int mute = g == 1 && (i == pairs - 1 || i % 2 == 1);

		if (g >= 10)
			str_put_utf8(out, 0x1371 + g / 10);
		if (g % 10 > 0 && !mute)
			str_put_utf8(out, 0x1368 + g % 10);
		if (i % 2 == 1 && g > 0)
			str_put_utf8(out, 0x137B);
		else if (i % 2 == 0 && i > 0)
			str_put_utf8(out, 0x137C);
	}
	return 1;
}

/* The value without its sign; 0: the style has no way to write it. */
static int
put_initial(struct str *out, const struct counter_style *k, int value)
{
	unsigned n = value < 0 ? 0u - (unsigned)value : (unsigned)value;
	int64_t at;

	switch (k->system) {
	case SYSTEM_CYCLIC:
		at = ((int64_t)value - 1) % (int64_t)k->symbols;
		if (at < 0)
			at += (int64_t)k->symbols;
		str_puts(out, k->symbol[at].s);
		return 1;
	case SYSTEM_FIXED:
		at = (int64_t)value - k->first;
		if (at < 0 || at >= (int64_t)k->symbols)
			return 0;
		str_puts(out, k->symbol[at].s);
		return 1;
	case SYSTEM_NUMERIC:
		put_digits(out, k, n, 0);
		return 1;
	case SYSTEM_ALPHABETIC:
		if (n == 0)
			return 0;
		put_digits(out, k, n, 1);
		return 1;
	case SYSTEM_SYMBOLIC:
		return n > 0 &&
		       put_repeated(out, k->symbol[(n - 1) % k->symbols].s,
		               (unsigned)((n - 1) / k->symbols + 1), out->len);
	case SYSTEM_ADDITIVE:
		return put_additive(out, k, n);
	case SYSTEM_ETHIOPIC:
		return put_ethiopic(out, n);
	default:
		return put_chinese(out, k, n);
	}
}

/* 3.5; auto by the system */
static int
in_ranges(const struct counter_style *k, int value)
{
	for (size_t i = 0; i < k->ranges; i++)
		if (value >= k->range[i].min && value <= k->range[i].max)
			return 1;
	if (k->ranges > 0)
		return 0;
	switch (k->system) {
	case SYSTEM_ALPHABETIC:
	case SYSTEM_SYMBOLIC:
	case SYSTEM_ETHIOPIC:
		return value > 0;
	case SYSTEM_ADDITIVE:
		return value >= 0;
	default:
		return 1;
	}
}

static int
uses_sign(const struct counter_style *k)
{
	return k->system != SYSTEM_CYCLIC && k->system != SYSTEM_FIXED;
}

/* Sign and padding around what stands behind at (2, steps 4 and 5). */
static int
dress(struct str *out, size_t at, const struct counter_style *k, int value)
{
	int negative = value < 0 && uses_sign(k);
	const char *before = k->negative[0] ? k->negative[0] : "-";
	const char *behind = k->negative[1] ? k->negative[1] : "";
	struct str s = STR_INIT;
	int64_t room = k->pad != NULL ? k->pad_to : 0;
	int ok;

	if (negative)
		str_puts(&s, before);
	room -= (int64_t)codes(out, at);
	if (negative && room > 0) {
		struct str sign = STR_INIT;

		str_puts(&sign, before);
		str_puts(&sign, behind);
		room -= (int64_t)codes(&sign, 0);
		str_free(&sign);
	}
	for (; room > 0; room--)
		str_puts(&s, k->pad);
	str_add(&s, out->s + at, out->len - at);
	if (negative)
		str_puts(&s, behind);
	ok = codes(&s, 0) <= MAX_CODES;
	str_truncate(out, at);
	if (ok)
		str_put_span(out, str_span(&s));
	str_free(&s);
	return ok;
}

void
css_counter_text(struct css *c, struct str *out, const char *style, int value,
        int marker)
{
	struct counter_style k, use;
	size_t at;

	if (style == NULL)
		return;
	if (!counter_resolve(c, style, &k))
		(void)counter_resolve(c, "decimal", &k);
	if (marker)
		str_puts(out, k.prefix != NULL ? k.prefix : "");
	at = out->len;
	use = k;
	for (int i = 0; i < FALLBACKS; i++) {
		if (in_ranges(&use, value) && put_initial(out, &use, value) &&
		        dress(out, at, &use, value))
			break;
		str_truncate(out, at);
		/* prefix and suffix stay those of the style asked for; a
		 * ring of fallbacks, too, ends with decimal */
		if (i == FALLBACKS - 2 || use.fallback == NULL ||
		        !counter_resolve(c, use.fallback, &use))
			(void)counter_resolve(c, "decimal", &use);
	}
	if (marker)
		str_puts(out, k.suffix != NULL ? k.suffix : ". ");
}

enum css_numbering
css_counter_numbering(struct css *c, const char *style)
{
	static const struct {
		const char *name;
		enum css_numbering is;
	} known[] = { { "decimal", NUMBERING_DECIMAL },
		{ "disc", NUMBERING_DISC }, { "circle", NUMBERING_CIRCLE },
		{ "square", NUMBERING_SQUARE },
		{ "lower-alpha", NUMBERING_LOWER_ALPHA },
		{ "upper-alpha", NUMBERING_UPPER_ALPHA },
		{ "lower-roman", NUMBERING_LOWER_ROMAN },
		{ "upper-roman", NUMBERING_UPPER_ROMAN } };
	const struct counter_style *k;

	if (style == NULL)
		return NUMBERING_NONE;
	k = counter_style_find(c, style);
	for (int i = 0; i < FALLBACKS; i++) {
		if (k == NULL) /* shown as this */
			return NUMBERING_DECIMAL;
		for (size_t j = 0; j < sizeof(known) / sizeof(known[0]); j++)
			if (k->strength == 0 &&
			        strcmp(k->name, known[j].name) == 0)
				return known[j].is;
		if (k->system != SYSTEM_EXTENDS)
			break;
		k = counter_style_find(c, k->extends);
	}
	return NUMBERING_NONE;
}
