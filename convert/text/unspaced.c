/* unspaced: words of scripts that put no space between them.
 *
 * In Thai, Lao, Khmer and Burmese a line may end between words, and where these
 * are takes a dictionary (UAX 14, LB1, class SA).  ICU has one for each.
 */
#include <stdlib.h>
#include <unicode/ubrk.h>
#include <unicode/utext.h>

#include "base/utf8.h"
#include "text/break.h"

struct unspaced {
	UBreakIterator *it; /* NULL: ICU has no data */
};

int
script_is_unspaced(hb_script_t script)
{
	return script == HB_SCRIPT_THAI || script == HB_SCRIPT_LAO ||
	       script == HB_SCRIPT_KHMER || script == HB_SCRIPT_MYANMAR;
}

struct unspaced *
unspaced_new(void)
{
	struct unspaced *u = xcalloc(1, sizeof(*u));
	UErrorCode e = U_ZERO_ERROR;

	/* of no language: the script chooses the dictionary */
	u->it = ubrk_open(UBRK_LINE, "", NULL, 0, &e);
	if (U_FAILURE(e))
		u->it = NULL;
	return u;
}

void
unspaced_free(struct unspaced *u)
{
	if (u == NULL)
		return;
	if (u->it)
		ubrk_close(u->it);
	free(u);
}

/* A letter of such a script, or a mark on one. */
static int
is_letter(uint32_t cp)
{
	return script_is_unspaced(
	               hb_unicode_script(hb_unicode_funcs_get_default(), cp)) &&
	       cp_is_letter(cp);
}

static int
is_within(struct span text, size_t at)
{
	const char *before = text.p + at, *behind = before;

	return is_letter(utf8_prev(&before, text.p)) &&
	       is_letter(utf8_next(&behind, text.p + text.n));
}

void
unspaced_breaks(struct unspaced *u, struct span text, uint8_t *brk)
{
	UErrorCode e = U_ZERO_ERROR;
	UText t = UTEXT_INITIALIZER;

	if (u->it == NULL)
		return;
	utext_openUTF8(&t, text.p, (int64_t)text.n, &e);
	ubrk_setUText(u->it, &t, &e);
	for (int32_t at = U_FAILURE(e) ? UBRK_DONE : ubrk_first(u->it);
	        at != UBRK_DONE; at = ubrk_next(u->it))
		if (at > 0 && (size_t)at < text.n && brk[at] == LB_NONE &&
		        is_within(text, (size_t)at))
			brk[at] = LB_ALLOWED;
	utext_close(&t);
}
