/* parse_stack: a model of the HTML parser's stack of open elements and list
 * of active formatting elements (HTML 13.2.4.2, 13.2.4.3), close enough to
 * know how deep an element would lie, at a cost per tag that does not grow
 * with the input: every walk is over at most `depth` elements.
 *
 * It follows the standard where elements close one another (p, li, table
 * parts, ...) and rounds where only the shape of the tree, not its depth,
 * would differ.
 */
#include <gumbo.h>
#include <string.h>

#include "filters/parse.h"

#define TAG(name) ((short)GUMBO_TAG_##name)

void
stack_init(struct stack *s, int depth)
{
	memset(s, 0, sizeof(*s));
	s->depth = depth;
	s->formats = 64;
}

void
stack_free(struct stack *s)
{
	vec_free(&s->open);
	vec_free(&s->format);
}

static struct open *
top(const struct stack *s)
{
	return s->open.n > 0 ? &s->open.p[s->open.n - 1] : NULL;
}

static int
is_marker_tag(short t)
{
	return t == TAG(TD) || t == TAG(TH) || t == TAG(CAPTION) ||
	       t == TAG(APPLET) || t == TAG(OBJECT) || t == TAG(MARQUEE) ||
	       t == TAG(TEMPLATE);
}

static struct format *
format_of(struct stack *s, int serial)
{
	size_t i;

	for (i = s->format.n; i > 0; i--)
		if (s->format.p[i - 1].serial == serial)
			return &s->format.p[i - 1];
	return NULL;
}

static void
format_remove(struct stack *s, size_t i)
{
	memmove(&s->format.p[i], &s->format.p[i + 1],
	        (s->format.n - i - 1) * sizeof(s->format.p[0]));
	s->format.n--;
}

/* "Clear the list up to the last marker". */
static void
format_clear(struct stack *s)
{
	while (s->format.n > 0 && s->format.p[--s->format.n].serial != 0)
		;
}

static void
pop(struct stack *s)
{
	struct open o = *top(s);
	struct format *f;

	s->open.n--;
	s->count[o.tag]--;
	if (o.foreign)
		return;
	if (o.tag == TAG(SELECT))
		s->select--;
	if (is_marker_tag(o.tag))
		format_clear(s);
	if (o.form != 0 && (f = format_of(s, o.form)) != NULL)
		f->open = 0;
}

static void
pop_to(struct stack *s, size_t n)
{
	while (s->open.n > n)
		pop(s);
}

static void
push(struct stack *s, short tag, int foreign, int form)
{
	struct open *o = vec_push(&s->open);

	o->tag = tag;
	o->foreign = (short)foreign;
	o->form = form;
	s->count[tag]++;
	if (foreign)
		return;
	if (tag == TAG(SELECT))
		s->select++;
	if (is_marker_tag(tag))
		vec_push(&s->format)->tag = tag;
}

int
stack_formats(const struct stack *s)
{
	size_t i = s->format.n;

	while (i > 0 && s->format.p[i - 1].serial != 0)
		i--;
	return (int)(s->format.n - i);
}

/* "Reconstruct the active formatting elements". */
void
stack_text(struct stack *s)
{
	size_t i = s->format.n;

	if (s->select > 0 || stack_foreign(s))
		return;
	while (i > 0 && s->format.p[i - 1].serial != 0 &&
	        !s->format.p[i - 1].open)
		i--;
	for (; i < s->format.n; i++) {
		struct format *f = &s->format.p[i];

		if (f->open || f->serial == 0)
			continue;
		f->open = 1;
		push(s, f->tag, 0, f->serial);
		s->rebuilt++;
	}
}

int
stack_foreign(const struct stack *s)
{
	const struct open *o = top(s);

	/* HTML 13.2.6: integration points hold HTML again. */
	return o != NULL && o->foreign && o->tag != TAG(FOREIGNOBJECT) &&
	       o->tag != TAG(DESC) && o->tag != TAG(TITLE) &&
	       o->tag != TAG(MI) && o->tag != TAG(MO) && o->tag != TAG(MN) &&
	       o->tag != TAG(MS) && o->tag != TAG(MTEXT) &&
	       o->tag != TAG(ANNOTATION_XML);
}

short
stack_table(const struct stack *s)
{
	const struct open *o = top(s);

	if (o == NULL || o->foreign ||
	        (o->tag != TAG(TABLE) && o->tag != TAG(TBODY) &&
	                o->tag != TAG(THEAD) && o->tag != TAG(TFOOT) &&
	                o->tag != TAG(TR)))
		return 0;
	return o->tag;
}

/* Index + 1 of the innermost open `tag`, not looking past elements that stop
 * says to; 0: not there. */
static size_t
find_open(const struct stack *s, short tag, int (*stop)(const struct open *o))
{
	size_t i;

	if (s->count[tag] == 0)
		return 0;
	for (i = s->open.n; i > 0; i--) {
		const struct open *o = &s->open.p[i - 1];

		if (o->tag == tag && !o->foreign)
			return i;
		if (stop != NULL && stop(o))
			return 0;
	}
	return 0;
}

static int
stop_scope(const struct open *o)
{
	return !o->foreign && (tag_flags(o->tag) & T_SCOPE);
}

static int
stop_button(const struct open *o)
{
	return stop_scope(o) || o->tag == TAG(BUTTON);
}

static int
stop_list(const struct open *o)
{
	return stop_scope(o) || o->tag == TAG(OL) || o->tag == TAG(UL);
}

static int
stop_table(const struct open *o)
{
	return !o->foreign &&
	       (o->tag == TAG(TABLE) || o->tag == TAG(TEMPLATE) ||
	               o->tag == TAG(HTML));
}

static int
stop_special(const struct open *o)
{
	return !o->foreign && (tag_flags(o->tag) & T_SPECIAL);
}

/* As for li, dd and dt: address, div and p do not stop the search. */
static int
stop_item(const struct open *o)
{
	return stop_special(o) && o->tag != TAG(ADDRESS) &&
	       o->tag != TAG(DIV) && o->tag != TAG(P);
}

static int
close_open(struct stack *s, short tag, int (*stop)(const struct open *o))
{
	size_t i = find_open(s, tag, stop);

	if (i > 0)
		pop_to(s, i - 1);
	return i > 0;
}

/* "The adoption agency" (13.2.6.4.7), as far as depth goes. */
static int
end_format(struct stack *s, short tag)
{
	size_t i, k, below = 0;
	struct format *f;

	for (i = s->format.n; i > 0; i--) {
		f = &s->format.p[i - 1];
		if (f->serial == 0)
			i = 1;
		else if (f->tag == tag)
			break;
	}
	if (i == 0)
		return close_open(s, tag, stop_special);
	if (!f->open) {
		format_remove(s, i - 1);
		return 1;
	}
	for (k = s->open.n; k > 0 && s->open.p[k - 1].form != f->serial; k--) {
		if (stop_scope(&s->open.p[k - 1]))
			return 0;
		below += (size_t)stop_special(&s->open.p[k - 1]);
	}
	if (below >= 8 || k == 0)
		return 0; /* the standard's loop gives up, so it stays */
	format_remove(s, i - 1);
	if (below == 0) {
		s->open.p[k - 1].form = 0;
		pop_to(s, k - 1);
		return 1;
	}
	s->count[tag]--;
	memmove(&s->open.p[k - 1], &s->open.p[k],
	        (s->open.n - k) * sizeof(s->open.p[0]));
	s->open.n--;
	return 1;
}

static enum stack_answer
start_format(struct stack *s, short tag, unsigned long long look)
{
	size_t i, same = 0, first = 0;
	struct format *f;

	if (tag == TAG(A) || tag == TAG(NOBR))
		for (i = s->format.n; i > 0 && s->format.p[i - 1].serial != 0;
		        i--)
			if (s->format.p[i - 1].tag == tag) {
				end_format(s, tag);
				break;
			}
	stack_text(s);
	/* "Noah's Ark": at most three of a kind. */
	for (i = s->format.n; i > 0 && s->format.p[i - 1].serial != 0; i--)
		if (s->format.p[i - 1].look == look) {
			same++;
			first = i - 1;
		}
	if (same >= 3)
		format_remove(s, first);
	else if (stack_formats(s) >= s->formats)
		return STACK_FORMATS;
	if (s->open.n >= (size_t)s->depth)
		return STACK_FULL;
	f = vec_push(&s->format);
	f->tag = tag;
	f->open = 1;
	f->serial = ++s->serial;
	f->look = look;
	push(s, tag, 0, f->serial);
	return STACK_TAKEN;
}

static int
is_group(short t)
{
	return t == TAG(TBODY) || t == TAG(THEAD) || t == TAG(TFOOT);
}

/* Table parts (13.2.6.4.9 to 13.2.6.4.15): what they close, what they open
 * unasked. */
static void
start_part(struct stack *s, short tag)
{
	size_t t = find_open(s, TAG(TABLE), stop_table), i;

	if (t == 0)
		return; /* without a table they are nothing */
	for (i = s->open.n; i > t; i--) {
		short o = s->open.p[i - 1].tag;

		if (s->open.p[i - 1].foreign)
			continue;
		if ((tag == TAG(TD) || tag == TAG(TH)) && o == TAG(TR))
			break;
		if ((tag == TAG(TD) || tag == TAG(TH) || tag == TAG(TR)) &&
		        is_group(o))
			break;
	}
	pop_to(s, i);
	if (tag == TAG(COL))
		return;
	if (tag == TAG(TD) || tag == TAG(TH) || tag == TAG(TR)) {
		if (top(s)->tag == TAG(TABLE))
			push(s, TAG(TBODY), 0, 0);
		if (tag != TAG(TR) && is_group(top(s)->tag))
			push(s, TAG(TR), 0, 0);
	}
	push(s, tag, 0, 0);
}

/* Inside SVG or MathML: 1 when the tag belongs there. */
static int
start_foreign(struct stack *s, short tag, int self_closing)
{
	if (tag_flags(tag) & T_BREAKOUT) {
		while (stack_foreign(s))
			pop(s);
		return 0;
	}
	if (!self_closing && s->open.n < (size_t)s->depth)
		push(s, tag, 1, 0);
	return 1;
}

/* What a start tag closes before it opens (13.2.6.4.7). */
static void
close_before(struct stack *s, short tag)
{
	unsigned flags = tag_flags(tag);
	const struct open *o;

	if (tag == TAG(LI))
		close_open(s, TAG(LI), stop_item);
	if (tag == TAG(DD) || tag == TAG(DT)) {
		close_open(s, TAG(DD), stop_item);
		close_open(s, TAG(DT), stop_item);
	}
	if (flags & T_CLOSES_P)
		close_open(s, TAG(P), stop_button);
	if (tag == TAG(BUTTON))
		close_open(s, TAG(BUTTON), stop_scope);
	o = top(s);
	if (o == NULL || o->foreign)
		return;
	if ((tag >= TAG(H1) && tag <= TAG(H6) && o->tag >= TAG(H1) &&
	            o->tag <= TAG(H6)) ||
	        ((tag == TAG(OPTION) || tag == TAG(OPTGROUP)) &&
	                o->tag == TAG(OPTION)))
		pop(s);
	if (tag == TAG(OPTGROUP) && s->select > 0 && top(s) != NULL &&
	        top(s)->tag == TAG(OPTGROUP))
		pop(s);
	if ((tag == TAG(RB) || tag == TAG(RT) || tag == TAG(RP) ||
	            tag == TAG(RTC)) &&
	        /* outside ruby they close nothing, they nest */
	        find_open(s, TAG(RUBY), stop_scope) > 0)
		while ((o = top(s)) != NULL && !o->foreign &&
		        (o->tag == TAG(RB) || o->tag == TAG(RT) ||
		                o->tag == TAG(RP)))
			pop(s);
	if (tag == TAG(TABLE) && stack_table(s)) {
		close_open(s, TAG(TABLE), stop_table);
	}
}

/* In a select nearly nothing opens (13.2.6.4.16). 1: dealt with. */
static int
start_in_select(struct stack *s, short tag)
{
	if (tag == TAG(SELECT) || tag == TAG(INPUT) || tag == TAG(TEXTAREA) ||
	        tag == TAG(KEYGEN) || tag == TAG(TABLE) ||
	        (tag_flags(tag) & T_PART)) {
		close_open(s, TAG(SELECT), NULL);
		return tag == TAG(SELECT);
	}
	return tag != TAG(OPTION) && tag != TAG(OPTGROUP) &&
	       tag != TAG(TEMPLATE) && tag != TAG(SCRIPT);
}

enum stack_answer
stack_start(
        struct stack *s, short tag, int self_closing, unsigned long long look)
{
	unsigned flags = tag_flags(tag);
	int full;

	if (tag == TAG(HTML) || tag == TAG(HEAD) || tag == TAG(BODY) ||
	        tag == TAG(FRAMESET) || tag == TAG(FRAME))
		return STACK_TAKEN;
	if (stack_foreign(s) && start_foreign(s, tag, self_closing))
		return s->open.n < (size_t)s->depth || self_closing
		               ? STACK_TAKEN
		               : STACK_FULL;
	if (s->select > 0 && start_in_select(s, tag))
		return STACK_TAKEN;
	if (tag == TAG(FORM) && s->count[tag] > 0)
		return STACK_TAKEN;
	/* Table parts stand a little deeper rather than without their row. */
	if (flags & T_PART) {
		full = s->open.n >= (size_t)s->depth + 3;
		if (!full)
			start_part(s, tag);
		return full ? STACK_FULL : STACK_TAKEN;
	}
	if (flags & T_FORMAT)
		return start_format(s, tag, look);
	close_before(s, tag);
	if (!(flags & (T_SPECIAL | T_CLOSES_P)))
		stack_text(s);
	if (flags & (T_VOID | T_RAW))
		return STACK_TAKEN;
	if (s->open.n >= (size_t)s->depth)
		return STACK_FULL;
	if (tag == TAG(SVG) || tag == TAG(MATH)) {
		if (!self_closing)
			push(s, tag, 1, 0);
		return STACK_TAKEN;
	}
	push(s, tag, 0, 0);
	return STACK_TAKEN;
}

static int
end_foreign(struct stack *s, short tag)
{
	size_t i;

	for (i = s->open.n; i > 0 && s->open.p[i - 1].foreign; i--)
		if (s->open.p[i - 1].tag == tag) {
			pop_to(s, i - 1);
			return 1;
		}
	return 0;
}

int
stack_end(struct stack *s, short tag)
{
	unsigned flags = tag_flags(tag);
	const struct open *o = top(s);
	size_t i, best = 0;
	short t;

	if (tag == TAG(HTML) || tag == TAG(BODY) || tag == TAG(HEAD))
		return 1;
	if (o != NULL && o->foreign && end_foreign(s, tag))
		return 1;
	if (flags & T_FORMAT)
		return end_format(s, tag);
	if (tag == TAG(P))
		return close_open(s, tag, stop_button);
	if (tag == TAG(LI))
		return close_open(s, tag, stop_list);
	if (tag == TAG(TABLE) || (flags & T_PART))
		return close_open(s, tag, stop_table);
	if (tag == TAG(TEMPLATE) || tag == TAG(SELECT))
		return close_open(s, tag, NULL);
	if (tag >= TAG(H1) && tag <= TAG(H6)) {
		for (t = TAG(H1); t <= TAG(H6); t++) {
			i = find_open(s, t, stop_scope);
			best = i > best ? i : best;
		}
		if (best > 0)
			pop_to(s, best - 1);
		return best > 0;
	}
	return close_open(
	        s, tag, flags & T_SPECIAL ? stop_scope : stop_special);
}
