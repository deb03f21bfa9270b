/* typography_forms: Arabic as letters, in the order in which it is read.
 *
 * Text copied out of a page or a file of print may hold the presentation
 * forms of a font (U+FB50 to U+FDFF, U+FE70 to U+FEFC) where letters belong
 * (Unicode 15, 9.2), and hold each word backwards, as it stood on paper.  No
 * search finds such words, and a browser turns them round once more.  Forms
 * become their letters, ligatures those that they are made of.  Which way a
 * word goes its forms tell: in the order of reading a form that joins the
 * next letter comes before one that joins the letter before it, and the ends
 * of a word join nothing.  A word that does not tell goes as the others of
 * its text.
 *
 * Signs that are words of their own (U+FDF0 to U+FDFF) stay: they are meant.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "base/vec.h"
#include "filters/normalise.h"
#include "filters/typography.h"

#define MOST_LETTERS 4 /* of a form */

struct forms {
	VEC(uint32_t) u;
	int ahead, back; /* joints that speak for either way, of all */
};

/* A letter's sides that are joined to others. */
enum {
	JOIN_BEFORE = 1,
	JOIN_AFTER = 2,
};

static int
is_form(uint32_t cp)
{
	return ((cp >= 0xFB50 && cp < 0xFDF0) ||
	               (cp >= 0xFE70 && cp <= 0xFEFC)) &&
	       utf8proc_get_property((utf8proc_int32_t)cp)->decomp_type != 0;
}

static unsigned
joins_of(uint32_t cp)
{
	switch (utf8proc_get_property((utf8proc_int32_t)cp)->decomp_type) {
	case UTF8PROC_DECOMP_TYPE_INITIAL:
		return JOIN_AFTER;
	case UTF8PROC_DECOMP_TYPE_MEDIAL:
		return JOIN_BEFORE | JOIN_AFTER;
	case UTF8PROC_DECOMP_TYPE_FINAL:
		return JOIN_BEFORE;
	default:
		return 0;
	}
}

static int
is_mark(uint32_t cp)
{
	return (cp >= 0x64B && cp <= 0x65F) || cp == 0x670 ||
	       (cp >= 0x6D6 && cp <= 0x6ED && cp != 0x6DD && cp != 0x6DE &&
	               cp != 0x6E5 && cp != 0x6E6 && cp != 0x6E9) ||
	       (cp >= 0xFE70 && cp <= 0xFE7F);
}

/* Of a word: letters, their forms and marks, Arabic commas and the like; no
 * digits, which go from left to right. */
static int
is_part(uint32_t cp)
{
	if (cp >= 0x600 && cp <= 0x6FF)
		return cp >= 0x606 && !(cp >= 0x660 && cp <= 0x66C) &&
		       !(cp >= 0x6F0 && cp <= 0x6F9);
	return is_form(cp);
}

/* The sign of a sentence that may stand at a word's edge. */
static int
is_stop(uint32_t cp)
{
	return cp == 0x60C || cp == 0x61B || cp == 0x61F || cp == 0x6D4;
}

/* One place where two letters meet, or a word's edge. */
static void
joint(unsigned a, unsigned b, int *ahead, int *back)
{
	*ahead += !(a & JOIN_AFTER) == !(b & JOIN_BEFORE);
	*back += !(a & JOIN_BEFORE) == !(b & JOIN_AFTER);
}

/* What the forms of the word from..to say. */
static void
look_at(const struct forms *f, size_t from, size_t to, int *ahead, int *back)
{
	unsigned last = 0;
	int known = 1;

	*ahead = *back = 0;
	for (size_t i = from; i < to; i++) {
		uint32_t cp = f->u.p[i];
		int form = is_form(cp);

		if (is_mark(cp))
			continue;
		if (is_stop(cp)) {
			if (known)
				joint(last, 0, ahead, back);
			last = 0;
			known = 1;
			continue;
		}
		/* A letter that is no form may join or not. */
		if (known && form)
			joint(last, joins_of(cp), ahead, back);
		known = form;
		last = joins_of(cp);
	}
	if (known)
		joint(last, 0, ahead, back);
}

/* The end of the word at i; i where there is none.  *forms: 1 when it has such,
 * else 0. */
static size_t
word_end(const struct forms *f, size_t i, int *forms)
{
	*forms = 0;
	for (; i < f->u.n && is_part(f->u.p[i]); i++)
		*forms |= is_form(f->u.p[i]);
	return i;
}

static void
put_letters(struct str *out, uint32_t cp)
{
	utf8proc_int32_t to[MOST_LETTERS];
	utf8proc_ssize_t n;
	int bound = UTF8PROC_BOUNDCLASS_START;

	if (!is_form(cp)) {
		str_put_utf8(out, cp);
		return;
	}
	n = utf8proc_decompose_char((utf8proc_int32_t)cp, to, MOST_LETTERS,
	        UTF8PROC_COMPAT | UTF8PROC_DECOMPOSE, &bound);
	for (utf8proc_ssize_t i = 0; i < n && i < MOST_LETTERS; i++)
		/* a mark on its own stands on a space there */
		if (to[i] != ' ')
			str_put_utf8(out, (uint32_t)to[i]);
}

static void
put_word(const struct forms *f, size_t from, size_t to, struct str *out)
{
	int ahead, back;
	size_t i;

	look_at(f, from, to, &ahead, &back);
	if (ahead == back) {
		ahead = f->ahead;
		back = f->back;
	}
	if (ahead >= back)
		for (i = from; i < to; i++)
			put_letters(out, f->u.p[i]);
	else
		for (i = to; i > from; i--)
			put_letters(out, f->u.p[i - 1]);
}

static int
has_form(struct span in)
{
	const char *p = in.p, *end = in.p + in.n;

	while (p < end && (p = memchr(p, 0xEF, (size_t)(end - p))) != NULL)
		if (is_form(utf8_next(&p, end)))
			return 1;
	return 0;
}

unsigned
typo_forms(struct str *out, struct span in)
{
	const char *p = in.p, *end = in.p + in.n;
	struct forms f = { .ahead = 0 };
	struct str letters = STR_INIT;
	unsigned words = 0;
	size_t i, to;
	int forms;

	if (!has_form(in))
		return 0;
	while (p < end)
		vec_add(&f.u, utf8_next(&p, end));
	for (i = 0; i < f.u.n; i = to + (to == i)) {
		int ahead, back;

		to = word_end(&f, i, &forms);
		if (!forms)
			continue;
		look_at(&f, i, to, &ahead, &back);
		f.ahead += ahead;
		f.back += back;
	}
	for (i = 0; i < f.u.n; i = to) {
		to = word_end(&f, i, &forms);
		words += (unsigned)forms;
		if (forms)
			put_word(&f, i, to, &letters);
		else if (to == i)
			str_put_utf8(&letters, f.u.p[to++]);
		else
			for (; i < to; i++)
				str_put_utf8(&letters, f.u.p[i]);
	}
	normalise_nfc(out, str_span(&letters));
	str_free(&letters);
	vec_free(&f.u);
	return words;
}
