/* typography_marks: dots, dashes and quotes.
 *
 * Quotes are told apart by what stands on either side and by what is open: a
 * straight quote after a space or an opening bracket opens, before a space or
 * a stop closes; what could be either closes when one of its kind is open.
 * A quote after a digit with nothing open is a prime (feet, inches, minutes),
 * one between letters or before a cut-off year ('68) an apostrophe.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/typography.h"

static void
emit(struct typo_line *out, const struct typo_char *like, uint32_t cp)
{
	struct typo_char *c = vec_push(out);

	*c = *like;
	c->cp = cp;
}

static void
swap_in(struct typo_line *l, struct typo_line *out)
{
	vec_free(l);
	*l = *out;
}

static uint32_t
before(const struct typo_line *l, size_t i)
{
	return i ? l->p[i - 1].cp : 0;
}

/* Length of the run of cp that begins at i, opaque ones not counted. */
static size_t
run_length(const struct typo_line *l, size_t i)
{
	size_t n = 0;

	while (i + n < l->n && l->p[i + n].cp == l->p[i].cp &&
	        !l->p[i + n].opaque)
		n++;
	return n;
}

/* What stands for n hyphens between left and right; 0: leave them. */
static uint32_t
dash_for(size_t n, uint32_t left, uint32_t right, enum typo_lang lang)
{
	int open = !left || typo_is_space(left);
	int gap = !right || typo_is_space(right);

	if (n == 1)
		return open && right && typo_is_space(right) ? 0x2013 : 0;
	if (!right || !left || n > 3 || open != gap)
		return 0;
	if (n == 3)
		return 0x2014;
	return lang == TL_EN && !open ? 0x2014 : 0x2013;
}

/* Two dots or hyphens in a row, or a hyphen that begins a word? */
static int
has_dots_dashes(const struct typo_line *l)
{
	for (size_t i = 0; i < l->n; i++) {
		uint32_t cp = l->p[i].cp, left;

		if (cp != '.' && cp != '-')
			continue;
		left = before(l, i);
		if (left == cp || (cp == '-' && (!left || typo_is_space(left))))
			return 1;
	}
	return 0;
}

int
typo_dots_dashes(struct typo_line *l, enum typo_lang lang)
{
	struct typo_line out = { NULL, 0, 0 };

	if (!has_dots_dashes(l))
		return 0;
	vec_reserve(&out, l->n);
	for (size_t i = 0; i < l->n;) {
		const struct typo_char *c = &l->p[i];
		size_t n = 1, put;
		uint32_t left = before(l, i), right, cp = 0;

		if (c->opaque || (c->cp != '.' && c->cp != '-')) {
			emit(&out, c, c->cp);
			i++;
			continue;
		}
		n = run_length(l, i);
		right = typo_at(l, i + n);
		if (c->cp == '-')
			cp = dash_for(n, left, right, lang);
		else if ((n == 3 || n == 4) && left != '/' && right != '/' &&
		         left != 0x2026)
			cp = 0x2026;
		if (cp)
			emit(&out, c, cp);
		/* "....": the ellipsis and the full stop */
		put = !cp ? n : c->cp == '.' ? n - 3 : 0;
		while (put--)
			emit(&out, c, c->cp);
		i += n;
	}
	swap_in(l, &out);
	return 1;
}

/* ---- quotes ------------------------------------------------------------ */

struct marks {
	uint16_t open, close;
	uint16_t in_open, in_close; /* for straight single ones */
	uint16_t nest_open, nest_close; /* for straight double ones within
					 * others; 0: like the outer */
};

static const struct marks marks_of[] = {
	[TL_GENERIC] = { 0x201C, 0x201D, 0x2018, 0x2019, 0, 0 },
	[TL_VI] = { 0x201C, 0x201D, 0x2018, 0x2019, 0, 0 },
	[TL_EN] = { 0x201C, 0x201D, 0x2018, 0x2019, 0, 0 },
	[TL_FR] = { 0xAB, 0xBB, 0x2018, 0x2019, 0x201C, 0x201D },
	[TL_DE] = { 0x201E, 0x201C, 0x201A, 0x2018, 0, 0 },
	[TL_NORDIC] = { 0x201D, 0x201D, 0x2019, 0x2019, 0, 0 },
	[TL_POLISH] = { 0x201E, 0x201D, 0x201A, 0x2019, 0, 0 },
	[TL_RUSSIAN] = { 0xAB, 0xBB, 0x201E, 0x201C, 0x201E, 0x201C },
	[TL_GREEK] = { 0xAB, 0xBB, 0x2018, 0x2019, 0x201C, 0x201D },
	[TL_NORWEGIAN] = { 0xAB, 0xBB, 0x2018, 0x2019, 0, 0 },
	[TL_CJK] = { 0x201C, 0x201D, 0x2018, 0x2019, 0, 0 },
};

void
typo_marks_of(enum typo_lang lang, int inner, uint32_t *open, uint32_t *close)
{
	const struct marks *m = &marks_of[lang];

	*open = !inner ? m->open : m->nest_open ? m->nest_open : m->in_open;
	*close = !inner          ? m->close
	         : m->nest_close ? m->nest_close
	                         : m->in_close;
}

#define NESTING 8

struct quoting {
	const struct typo_line *l;
	struct typo_line out;
	enum typo_lang lang;
	char open[NESTING]; /* '"' '\'' and '<' for guillemets */
	int n;
};

static int
is_opener(uint32_t cp)
{
	switch (cp) {
	case 0:
	case '(':
	case '[':
	case '{':
	case '/':
	case '<':
	case '=':
	case 0x2013:
	case 0x2014:
	case 0x2018:
	case 0x201A:
	case 0x201C:
	case 0x201E:
	case 0xAB:
	case 0xA1:
	case 0xBF:
	case '"':
	case '\'':
		return 1;
	default:
		return typo_is_space(cp);
	}
}

static int
is_closer(uint32_t cp)
{
	switch (cp) {
	case 0:
	case ')':
	case ']':
	case '}':
	case '.':
	case ',':
	case ';':
	case ':':
	case '!':
	case '?':
	case 0x2013:
	case 0x2014:
	case 0x2026:
	case 0x2019:
	case 0x201D:
	case 0xBB:
	case '"':
	case '\'':
	case '/':
		return 1;
	default:
		return typo_is_space(cp);
	}
}

static void
push(struct quoting *q, char kind)
{
	if (q->n < NESTING)
		q->open[q->n++] = kind;
}

static int
is_open(const struct quoting *q, char kind)
{
	for (int i = q->n; i-- > 0;)
		if (q->open[i] == kind)
			return 1;
	return 0;
}

static void
pop(struct quoting *q, char kind)
{
	while (q->n > 0)
		if (q->open[--q->n] == kind)
			return;
}

/* Curly quotes that the author typed count for what is open. */
static void
note_curly(struct quoting *q, uint32_t cp)
{
	const struct marks *m = &marks_of[q->lang];

	if (cp == m->close && is_open(q, '"'))
		pop(q, '"');
	else if (cp == m->open || cp == 0x201C || cp == 0x201E)
		push(q, '"');
	else if (cp == 0x201D)
		pop(q, '"');
	else if (cp == 0xAB)
		push(q, '<');
	else if (cp == 0xBB)
		pop(q, '<');
}

static void
put_open(struct quoting *q, const struct typo_char *c)
{
	const struct marks *m = &marks_of[q->lang];
	int nested = m->nest_open && (is_open(q, '"') || is_open(q, '<'));

	emit(&q->out, c, nested ? m->nest_open : m->open);
	if (q->lang == TL_FR && !nested)
		emit(&q->out, c, 0xA0);
	push(q, nested ? 'n' : '"');
}

static void
put_close(struct quoting *q, const struct typo_char *c)
{
	const struct marks *m = &marks_of[q->lang];

	if (is_open(q, 'n')) {
		emit(&q->out, c, m->nest_close);
		pop(q, 'n');
		return;
	}
	if (q->lang == TL_FR)
		emit(&q->out, c, 0xA0);
	emit(&q->out, c, m->close);
	pop(q, '"');
}

/* Returns how many characters were read. */
static size_t
double_quote(struct quoting *q, size_t i, size_t width)
{
	const struct typo_char *c = &q->l->p[i];
	uint32_t left = before(q->l, i), right = typo_at(q->l, i + width);
	int opens = is_opener(left) && !is_closer(right);
	int closes = is_closer(right) && !is_opener(left);
	int open = is_open(q, '"') || is_open(q, 'n');

	if (typo_is_digit(left) && !open && width == 1 && !opens) {
		emit(&q->out, c, 0x2033);
	} else if (opens && !(open && !right)) {
		/* « a: a space the author typed is not doubled */
		put_open(q, c);
	} else if (closes || open) {
		put_close(q, c);
	} else if (!right || typo_is_space(right)) {
		if (left && !typo_is_space(left))
			put_close(q, c);
		else
			emit(&q->out, c, c->cp);
	} else {
		put_open(q, c);
	}
	return width;
}

/* 'tis, 'em, 'n', rock 'n' roll, '68 */
static int
is_elision(const struct typo_line *l, size_t i)
{
	static const char *const word[] = { "tis", "twas", "em", "til", "cause",
		"round", "n", NULL };

	if (typo_is_digit(typo_at(l, i + 1)) &&
	        typo_is_digit(typo_at(l, i + 2)) &&
	        !typo_is_digit(typo_at(l, i + 3)))
		return 1;
	for (int k = 0; word[k]; k++) {
		size_t n = strlen(word[k]), j = 0;

		while (j < n &&
		        (typo_at(l, i + 1 + j) | 32) == (uint32_t)word[k][j])
			j++;
		if (j == n && !typo_is_letter(typo_at(l, i + 1 + n)))
			return 1;
	}
	return 0;
}

/* Does a single quote that could close this one follow? */
static int
closes_later(const struct typo_line *l, size_t i)
{
	for (size_t k = i + 1; k < l->n && k < i + 400; k++)
		if (l->p[k].cp == '\'' && !l->p[k].opaque &&
		        is_closer(typo_at(l, k + 1)) &&
		        !typo_is_space(l->p[k - 1].cp))
			return 1;
	return 0;
}

static void
single_quote(struct quoting *q, size_t i)
{
	const struct typo_char *c = &q->l->p[i];
	const struct marks *m = &marks_of[q->lang];
	uint32_t left = before(q->l, i), right = typo_at(q->l, i + 1);

	if (is_opener(left) && right && !is_closer(right)) {
		if (is_elision(q->l, i) || !closes_later(q->l, i)) {
			emit(&q->out, c, 0x2019);
			return;
		}
		emit(&q->out, c, m->in_open);
		push(q, '\'');
		return;
	}
	if (typo_is_letter(left) && typo_is_letter(right)) {
		emit(&q->out, c, 0x2019);
		return;
	}
	if (is_open(q, '\'') && is_closer(right)) {
		emit(&q->out, c, m->in_close);
		pop(q, '\'');
		return;
	}
	if (typo_is_digit(left) && !typo_is_letter(right))
		emit(&q->out, c, 0x2032);
	else if (left && !typo_is_space(left))
		emit(&q->out, c, 0x2019);
	else
		emit(&q->out, c, c->cp);
}

static size_t
count_straight(const struct typo_line *l)
{
	size_t n = 0;

	for (size_t i = 0; i < l->n; i++)
		n += !l->p[i].opaque &&
		     (l->p[i].cp == '"' || l->p[i].cp == '\'');
	return n;
}

static void
quotes_once(struct typo_line *l, enum typo_lang lang)
{
	struct quoting q = { .l = l, .lang = lang };

	vec_reserve(&q.out, l->n);
	for (size_t i = 0; i < l->n;) {
		const struct typo_char *c = &l->p[i];

		if (c->opaque) {
			emit(&q.out, c, c->cp);
			i++;
		} else if (c->cp == '"') {
			i += double_quote(&q, i, 1);
		} else if (c->cp == '\'' && typo_at(l, i + 1) == '\'' &&
		           typo_at(l, i + 2) != '\'' && !l->p[i + 1].opaque &&
		           before(l, i) != '\'') {
			i += double_quote(&q, i, 2);
		} else if (c->cp == '\'') {
			single_quote(&q, i);
			i++;
		} else {
			note_curly(&q, c->cp);
			emit(&q.out, c, c->cp);
			i++;
		}
	}
	swap_in(l, &q.out);
}

/* A quote that could not be told may be clear once its neighbour is set;
 * every further round leaves fewer, so this ends. */
int
typo_quotes(struct typo_line *l, enum typo_lang lang)
{
	size_t left = count_straight(l), was;

	if (!left)
		return 0;
	do {
		was = left;
		quotes_once(l, lang);
		left = count_straight(l);
	} while (left && left < was);
	return 1;
}
