/* pictures: where a picture of the page goes among the blocks.
 *
 * It is a figure by itself, and ends the paragraph it stands in, unless a
 * sentence goes on behind it; pictographs are text.
 */
#include <string.h>

#include "base/utf8.h"
#include "filters/extract/builder.h"

#define STEPS 32 /* from a picture to the words behind it */

/* Pictographs, and what joins and colours them. */
static int
is_emoji_part(uint32_t cp)
{
	return (cp >= 0x2190 && cp <= 0x2BFF) || cp == 0x3030 || cp == 0x303D ||
	       cp == 0x3297 || cp == 0x3299 || cp == 0x200D || cp == 0x203C ||
	       cp == 0x2049 || cp == 0x20E3 || cp == 0xFE0F ||
	       (cp >= 0x1F000 && cp <= 0x1FAFF) ||
	       (cp >= 0xE0020 && cp <= 0xE007F);
}

static int
alt_is_emoji(const char *alt)
{
	const char *end = alt + strlen(alt);
	int n = 0;

	if (!*alt)
		return 0;
	while (alt < end) {
		uint32_t cp = utf8_next(&alt, end);

		if (!is_emoji_part(cp) || ++n > 8)
			return 0;
	}
	return 1;
}

/* The text that follows n in its paragraph; NULL: none. */
static const char *
text_behind(const xmlNode *n)
{
	for (int steps = 0; steps < STEPS; steps++) {
		while (!n->next) {
			n = n->parent;
			if (!n || tag_flag(tag_of(n)) != INL)
				return NULL;
		}
		n = n->next;
		while (n->type == XML_ELEMENT_NODE && n->children &&
		        tag_flag(tag_of(n)) == INL)
			n = n->children;
		if (dom_is_text(n) && !block_is_blank(n))
			return (const char *)n->content;
		if (!dom_is_text(n) && !dom_is(n, "img") &&
		        tag_flag(tag_of(n)) != INL)
			return NULL;
		if (dom_is(n, "br"))
			return NULL;
	}
	return NULL;
}

/* The last letter or sign of a block's text; 0. */
static uint32_t
last_sign(const xmlNode *block)
{
	const xmlNode *n = block;

	for (int steps = 0; steps < STEPS; steps++) {
		const char *s, *e;

		while (n->last && !dom_is_text(n))
			n = n->last;
		s = dom_is_text(n) ? (const char *)n->content : NULL;
		e = s ? s + strlen(s) : NULL;
		while (e > s && (unsigned char)e[-1] <= ' ')
			e--;
		if (e > s)
			return utf8_prev(&e, s);
		/* blank, or an element that has just been opened */
		while (n != block && !n->prev)
			n = n->parent;
		if (n == block)
			return 0;
		n = n->prev;
	}
	return 0;
}

/* Does a sentence go on behind picture n? */
static int
amid_sentence(const struct builder *B, const xmlNode *n)
{
	uint32_t cp = last_sign(B->block);
	const char *behind;

	if (!cp_is_letter(cp) && !cp_is_digit(cp) && cp != ',' && cp != ';')
		return 0;
	behind = text_behind(n);
	if (!behind)
		return 0;
	while (*behind && (unsigned char)*behind <= ' ')
		behind++;
	cp = utf8_next(&behind, behind + strlen(behind));
	return (cp_is_letter(cp) && cp_lower(cp) == cp &&
	               !cp_is_unspaced(cp)) ||
	       (cp < 0x80 && strchr(".,;:)", (int)cp));
}

void
put_image(struct builder *B, xmlNodePtr n)
{
	const char *alt = dom_attr(n, "alt"), *src = dom_attr(n, "src");
	static const char *const keep[] = { "src", "alt", "width", "height",
		"title", NULL };
	xmlNodePtr img, old = B->box, fig = NULL;

	if (alt && alt_is_emoji(alt)) {
		text_put(B, alt);
		return;
	}
	if (!src || !*src)
		return;
	if (!B->phrasing && B->block && dom_is(B->block, "p") &&
	        amid_sentence(B, n)) {
		/* right behind the paragraph, which goes on */
		fig = dom_append(B->block->parent, "figure");
		mark_add(fig, MARK_LOOSE);
		img = dom_append(fig, "img");
		for (int i = 0; keep[i]; i++)
			copy_attr(n, img, keep[i]);
		return;
	}
	if (!B->phrasing && !dom_is(B->box, "figure")) {
		block_end(B);
		fig = dom_append(block_place(B), "figure");
		mark_add(fig, MARK_LOOSE);
		B->box = fig;
	}
	block_end(B);
	img = dom_append(B->phrasing && B->at ? B->at : B->box, "img");
	for (int i = 0; keep[i]; i++)
		copy_attr(n, img, keep[i]);
	B->box = old;
}
