/* pseudo: what a style sheet makes of an element beside its content
 * (css-pseudo-4): ::before and ::after, the ::marker of a list item, and
 * ::first-letter, which takes a letter from the text to set it apart.
 */
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "layout/make.h"

#define CAPITAL 70 /* hundredths of an em: height of a capital */

static int
is_mark(uint32_t cp)
{
	utf8proc_category_t k = utf8proc_category((utf8proc_int32_t)cp);

	return k == UTF8PROC_CATEGORY_MN || k == UTF8PROC_CATEGORY_MC ||
	       k == UTF8PROC_CATEGORY_ME;
}

/* A letter with the marks that combine with it, and the quotation mark or
 * bracket before it (css-pseudo-4, 2.1).  Gives where the rest begins. */
static const char *
letter_end(const char *s)
{
	const char *end = s + strlen(s), *p = s, *next = s;
	uint32_t cp = utf8_next(&next, end);

	while (next < end && cp != ' ' && !cp_is_letter(cp) &&
	        !cp_is_digit(cp)) {
		p = next;
		cp = utf8_next(&next, end);
	}
	if (!cp_is_letter(cp) && !cp_is_digit(cp))
		return s;
	for (p = next; p < end; p = next) {
		cp = utf8_next(&next, end);
		if (!is_mark(cp))
			break;
	}
	return p;
}

/* How many lines high the letter is: a large one that floats is meant for an
 * initial letter, and set as one it stands on a line's baseline. */
static int
initial_lines(struct make *m, const struct style *ls)
{
	const struct style *s = m->base.style;
	int64_t more = (int64_t)(ls->font_size - s->font_size) * CAPITAL / 100;
	unit above, below, lh;

	if (s->direction == DIR_RTL) /* what is joined stays joined */
		return 0;
	if (ls->initial_letter > 0 || ls->float_ != FLOAT_LEFT || more <= 0)
		return ls->initial_letter;
	lay_strut(m->L, s, 1024, &above, &below);
	lh = above + below;
	if (lh <= 0 || more > 20 * (int64_t)lh)
		return 20;
	return (int)(1 + (2 * more + lh) / (2 * lh));
}

/* Cut from the paragraph when it is a drop cap, else a run of its own. */
const char *
make_first_letter(struct make *m, const char *s, const struct inl *in)
{
	const struct style *ls = m->letter;
	struct inl k = *in;
	struct initial *t;
	struct run *r;
	const struct ibox *ibox;
	const char *end;
	int lines;

	while (ascii_space(*s))
		s++;
	m->letter = NULL;
	end = letter_end(s);
	if (end == s || collect_pending(m->c))
		return s;
	k.style = ls;
	lines = initial_lines(m, ls);
	if (lines < 2 || ascii_is_blank(end)) {
		inl_raise(m->L, &k, ls, in->style);
		ibox = ibox_enter(m->L, m->a, m->c, &k);
		collect_text(
		        m->c, m->L, &k, (struct span){ s, (size_t)(end - s) });
		ibox_leave(m->L, m->c, &k, ibox);
		return end;
	}
	r = arena_new_of(m->a, struct run);
	r->style = ls;
	r->lang = in->lang;
	r->item_lang = in->item_lang;
	r->elem = in->elem;
	r->link = in->link;
	r->seq = ++m->L->seq;
	t = arena_new_of(m->a, struct initial);
	t->run = r;
	t->text = arena_strndup(m->a, s, (size_t)(end - s));
	t->lines = lines > 10 ? 10 : lines;
	t->space = *end == ' ';
	m->initial = t;
	return end;
}

/* Generated content that is a box. */
static struct box *
pseudo_box(struct make *up, const xmlNode *node, const struct style *s,
        const struct inl *in)
{
	struct make m;

	memset(&m, 0, sizeof(m));
	m.L = up->L;
	m.a = up->a;
	m.box = arena_new_of(m.a, struct box);
	m.box->style = s;
	m.box->elem = m.elem = m.base.elem =
	        in == &up->base ? up->elem : in->elem;
	m.base.style = s;
	m.base.lang = in->lang;
	m.base.link = in->link;
	inl_decorate(&m.base, s);
	m.c = collect_new(m.a);
	if (s->content->kind != CONTENT_STRING || s->content->next != NULL ||
	        s->content->s[0] != '\0')
		make_para(&m);
	content_collect(m.L, m.a, m.c, &m.base, node, s->content);
	make_para_end(&m);
	collect_free(m.c);
	return m.box;
}

void
make_pseudo(struct make *m, const xmlNode *node, const struct inl *in,
        enum css_pseudo pseudo)
{
	const struct style *s =
	        css_style(m->L->o->css, node, in->style, pseudo);
	const struct ibox *ibox;
	struct inl k;

	if (s == NULL || s->content_none || s->content == NULL ||
	        s->display == DISPLAY_NONE)
		return;
	count_enter(m->L, node, s, BOX_DEPTH * 2);
	if (s->float_ == FLOAT_FOOTNOTE) {
		make_note(m, node, s, in, NULL, 0);
		return;
	}
	if (s->float_ == FLOAT_NONE && s->display == DISPLAY_INLINE_BLOCK) {
		if (in == &m->base)
			make_para(m);
		make_inline_block(m, in, pseudo_box(m, node, s, in));
		return;
	}
	if (s->float_ != FLOAT_NONE || s->display != DISPLAY_INLINE) {
		make_apart(m, s);
		make_append(m, pseudo_box(m, node, s, in));
		return;
	}
	if (in == &m->base)
		make_para(m);
	k = *in;
	k.style = s;
	inl_decorate(&k, s);
	ibox = ibox_enter(m->L, m->a, m->c, &k);
	content_collect(m->L, m->a, m->c, &k, node, s->content);
	ibox_leave(m->L, m->c, &k, ibox);
}

static const struct marker *
marker_new(struct lay *L, struct arena *a, const xmlNode *n,
        const struct style *s, uint32_t li, const char *lang)
{
	const struct style *ms = css_style(L->o->css, n, s, PSEUDO_MARKER);
	struct str t = STR_INIT;
	struct marker *k;

	if (ms != NULL && ms->content_none)
		return NULL;
	if (ms != NULL && ms->content != NULL)
		content_text(L, &t, ms, n, ms->content);
	else if (s->list_string != NULL)
		str_puts(&t, s->list_string);
	else
		css_counter_text(L->o->css, &t, s->list_type,
		        count_value(L, "list-item"), 1);
	while (t.len > 0 && t.s[t.len - 1] == ' ')
		str_truncate(&t, t.len - 1);
	if (t.len == 0) {
		str_free(&t);
		return NULL;
	}
	k = arena_new_of(a, struct marker);
	k->style = ms ? ms : s;
	k->text = arena_strdup(a, t.s);
	k->lang = lang;
	k->elem = L->frame->f.elem.p[li].role == ROLE_LI
	                  ? tag_new(L, li, ROLE_LBL, NULL)
	                  : li;
	k->seq = ++L->seq;
	k->rtl = s->direction == DIR_RTL;
	str_free(&t);
	return k;
}

/* An inside marker is text of the first line. */
void
make_item(struct make *m, const xmlNode *n, const struct style *s, uint32_t li)
{
	const struct marker *k = marker_new(m->L, m->a, n, s, li, m->base.lang);
	struct inl in;

	if (m->L->frame->f.elem.p[li].role == ROLE_LI)
		m->elem = tag_new(m->L, li, ROLE_LBODY, NULL);
	m->base.elem = m->elem;
	if (k != NULL && s->list_inside) {
		make_para(m);
		in = m->base;
		in.style = k->style;
		in.elem = k->elem;
		collect_text(m->c, m->L, &in, span_of(k->text));
		collect_text(m->c, m->L, &in, SPAN_LIT(" "));
	} else {
		m->box->marker = k;
	}
}
