/* content: one frozen page in, its content stream out.
 *
 * Items come in painting order.  Neighbours of one element (and of one run of
 * its sequence numbers) become one marked-content sequence.
 *
 * Tagged content never nests: text with ActualText or a language of its own
 * is a sequence of its own, /Span with MCID and these properties, for
 * readers (poppler's -struct-text) lose what follows a nested one.  A text
 * object never reaches over the end of a sequence (ISO 32000-1, 14.6).
 */
#include <string.h>

#include "base/utf8.h"
#include "pdf/pen.h"
#include "pdf/tags.h"

static void
end_marked(struct pen *pen)
{
	pen_end_text(pen);
	if (pen->open)
		str_puts(pen->out, "EMC\n");
	pen->open = 0;
}

static void
put_rect(struct str *out, const struct pdf_leaf *l, const unit r[4])
{
	put_pair(out, milli(leaf_x(l, r[0])), milli(leaf_y(l, r[3])));
	str_putc(out, ' ');
	put_pair(out, milli(leaf_x(l, r[2])), milli(leaf_y(l, r[1])));
}

static void
grow_box(unit box[4], const struct page_item *it)
{
	int64_t half = it->kind == ITEM_RULE ? it->rule_width / 2 : 0;
	int64_t r[4] = { it->x - half, it->y - half, it->x + it->w + half,
		it->y + it->h + half };

	if (it->kind == ITEM_TEXT) {
		r[1] = (int64_t)it->y - it->rise - it->size;
		r[3] = (int64_t)it->y - it->rise + it->size / 3;
	}
	for (int i = 0; i < 2; i++) {
		if (r[i] < box[i])
			box[i] = (unit)r[i];
		if (r[i + 2] > box[i + 2])
			box[i + 2] = (unit)r[i + 2];
	}
}

/* Does b go on in the artifact that a began? */
static int
same_artifact(const struct page_item *a, const struct page_item *b)
{
	return a->artifact == b->artifact && a->artifact_sub == b->artifact_sub;
}

/* ISO 32000-1, table 330: a background has a bounding box. */
static void
begin_artifact(struct pen *pen, size_t i)
{
	const struct page_item *it = &pen->page->item.p[i];
	unit box[4] = { UNIT_MAX, UNIT_MAX, -UNIT_MAX, -UNIT_MAX };
	struct str *out = pen->out;

	str_puts(out, "/Artifact<</Type/");
	switch (it->artifact) {
	case ARTIFACT_PAGINATION:
		str_puts(out, "Pagination");
		if (it->artifact_sub == SUB_HEADER)
			str_puts(out, "/Subtype/Header/Attached[/Top]");
		else if (it->artifact_sub == SUB_FOOTER)
			str_puts(out, "/Subtype/Footer/Attached[/Bottom]");
		break;
	case ARTIFACT_BACKGROUND:
		str_puts(out, "Background/BBox[");
		for (size_t k = i; k < pen->page->item.n &&
		                   same_artifact(it, &pen->page->item.p[k]);
		        k++)
			grow_box(box, &pen->page->item.p[k]);
		put_rect(out, pen->leaf, box);
		str_putc(out, ']');
		break;
	default:
		str_puts(out, "Layout");
	}
	str_puts(out, ">>BDC\n");
	pen->open = 2;
	pen->artifact = it->artifact;
	pen->artifact_sub = it->artifact_sub;
}

static int
same_lang(const char *a, const char *b)
{
	return a == b || (a && b && strcmp(a, b) == 0);
}

/* Of its own, other than the element's; NULL. */
static const char *
lang_of(const struct page_item *it)
{
	return it->kind == ITEM_TEXT ? it->lang : NULL;
}

/* An initial letter and the rest of its word, which readers must find as one.
 */
static const char *
joined_text(struct pen *pen, const struct page_item *it)
{
	const struct page_item *next = it + 1;
	struct str *s = &pen->joined;

	if (next == pen->page->item.p + pen->page->item.n ||
	        next->kind != ITEM_TEXT || !next->word || next->hyphen ||
	        next->artifact || it->artifact || next->elem != it->elem ||
	        !same_lang(next->lang, it->lang) ||
	        pen_is_invisible(&next->color))
		return NULL;
	str_truncate(s, 0);
	str_add(s, it->word->text, it->word->len);
	str_add(s, next->word->text, next->word->len);
	pen->joins = next;
	return str_c(s);
}

/* What a text says when its glyphs do not: NULL when they do. */
static const char *
actual_text(struct pen *pen, const struct page_item *it,
        const struct shaped *word, const struct coded *c)
{
	const char *joined;

	if (it->joined && word == it->word &&
	        (joined = joined_text(pen, it)) != NULL)
		return joined;
	if (it == pen->joins)
		return NULL;
	return c->mute ? word->text : NULL;
}

void
pen_put_actual_text(struct str *out, const char *text)
{
	str_puts(out, "/ActualText<FEFF");
	utf8_to_utf16_hex(out, span_of(text));
	str_putc(out, '>');
}

static void
begin_content(struct pen *pen, const struct page_item *it, const char *actual)
{
	struct str *out = pen->out;
	const char *lang = lang_of(it);

	str_puts(out, it->kind == ITEM_IMAGE ? "/Figure<</MCID "
	              : actual || lang       ? "/Span<</MCID "
	                                     : "/P<</MCID ");
	pdf_put_int(out, pdf_tags_mark(pen->pdf->tags, it->elem, it->seq,
	                         pen->page->index));
	if (lang) {
		str_puts(out, "/Lang");
		pdf_put_bytes(out, span_of(lang));
	}
	if (actual)
		pen_put_actual_text(out, actual);
	str_puts(out, ">>BDC\n");
	pen->open = 1;
	pen->elem = it->elem;
	pen->seq = it->seq;
	pen->alone = actual != NULL;
	pen->lang = lang;
}

/* Does the item go on in the sequence that is open?  A jump in the numbers
 * means that something else of the document comes between. */
static int
is_marked(const struct pen *pen, const struct page_item *it, const char *actual)
{
	if (it->artifact)
		return pen->open == 2 && pen->artifact == it->artifact &&
		       pen->artifact_sub == it->artifact_sub;
	if (pen->open != 1)
		return 0;
	return it == pen->joins ||
	       (pen->elem == it->elem && !pen->alone && !actual &&
	               (it->seq == pen->seq || it->seq == pen->seq + 1) &&
	               same_lang(pen->lang, lang_of(it)));
}

/* Be in the sequence that item i belongs to. */
static void
mark(struct pen *pen, size_t i, const struct page_item *it, const char *actual)
{
	if (is_marked(pen, it, actual)) {
		if (!it->artifact)
			pen->seq = it->seq;
		return;
	}
	end_marked(pen);
	if (it->artifact)
		begin_artifact(pen, i);
	else
		begin_content(pen, it, actual);
}

/* The word of item i, or the space behind it. */
static void
paint_word(struct pen *pen, size_t i, struct face *fa,
        const struct shaped *word, unit x)
{
	const struct page_item *it = &pen->page->item.p[i];
	const struct coded *c = faces_code(pen->pdf, fa, word);
	const char *actual = NULL;

	if (c->mute || it->joined)
		actual = actual_text(pen, it, word, c);
	if (pen->last != it || actual)
		mark(pen, i, it, actual);
	pen_text(pen, it, word, x, actual, fa, c);
}

/* Most words follow one of their paragraph, line and style: nothing but the
 * place needs to be looked at then.  What is left open is mark()'s to see. */
static int
follows(const struct page_item *last, const struct page_item *it)
{
	return it->elem == last->elem && it->seq - last->seq <= 1 &&
	       it->y == last->y && it->rise == last->rise &&
	       it->word->font == last->word->font && it->size == last->size &&
	       it->lang == last->lang && it->artifact == last->artifact &&
	       it->artifact_sub == last->artifact_sub &&
	       pen_same_color(&it->color, &last->color);
}

static void
paint_text(struct pen *pen, size_t i)
{
	const struct page_item *it = &pen->page->item.p[i];
	struct face *fa;

	if (!it->word || it->size <= 0)
		return;
	fa = faces_use(pen->pdf, it->word->font);
	if (pen->last && follows(pen->last, it)) {
		pen->last = it;
		pen->seq = it->seq;
	}
	if (it->word->n)
		paint_word(pen, i, fa, it->word, it->x);
	if (it == pen->joins)
		pen->joins = NULL; /* what is behind it stands alone */
	if (!it->space || !it->space->n)
		return;
	/* of the same font */
	if (!pen_space(pen, it, faces_code(pen->pdf, fa, it->space)))
		paint_word(pen, i, fa, it->space, it->x + it->space_x);
}

static void
paint(struct pen *pen, size_t i)
{
	const struct page_item *it = &pen->page->item.p[i];

	if (it->kind != ITEM_IMAGE && pen_is_invisible(&it->color))
		return;
	if (it->kind == ITEM_TEXT) {
		paint_text(pen, i);
		return;
	}
	mark(pen, i, it, NULL);
	pen_end_text(pen);
	switch (it->kind) {
	case ITEM_RECT:
		pen_rect(pen, it);
		break;
	case ITEM_RULE:
		pen_rule(pen, it);
		break;
	case ITEM_IMAGE:
		pen_image(pen, it);
		break;
	case ITEM_FRAME:
		pen_frame(pen, it);
		break;
	case ITEM_GROUND:
		pen_ground(pen, it);
		break;
	case ITEM_SIDE:
		pen_side(pen, it);
		break;
	}
}

void
pdf_content(struct pdf *pdf, const struct page *p, struct pdf_uses *uses)
{
	struct pen pen = {
		.pdf = pdf,
		.page = p,
		.leaf = &pdf->leaf.p[p->index],
		.uses = uses,
		.out = &pdf->content,
		.font = -1,
		.alpha = 255,
		.line_width = -1,
		.line_style = BORDER_SOLID,
	};

	str_truncate(pen.out, 0);
	for (size_t i = 0; i < p->item.n; i++) {
		/* words lie about in memory: ask ahead */
		if (i + 8 < p->item.n)
			__builtin_prefetch(p->item.p[i + 8].word);
		paint(&pen, i);
	}
	end_marked(&pen);
	str_free(&pen.joined);
	if (!pdf->options->booklet)
		press_marks(pdf, p, pen.out, uses);
}
