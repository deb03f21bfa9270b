/* css: any bytes as a sheet, over a small tree.  A '\1' ends the first sheet:
 * what follows is a second one, then a style attribute.  Styles must be
 * interned and asking twice must give the same. */
#include <limits.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "css/css.h"
#include "tests/heard.h"

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

static void
check_lengths(const struct style *s)
{
	const struct css_len l[] = { s->width, s->height, s->max_width,
		s->margin[TOP], s->padding[LEFT], s->text_indent, s->column_gap,
		s->valign_length };
	size_t i;

	for (i = 0; i < sizeof(l) / sizeof(l[0]); i++)
		if (css_len_used(l[i], 500 * PT) > 1 << 28 ||
		        css_len_used(l[i], -PT) < -(1 << 28))
			abort();
	if (s->font_size < 0 || s->padding[LEFT].v < 0 || s->font_weight < 1 ||
	        s->font_weight > 1000 || s->widows < 1 || s->orphans < 1)
		abort();
}

/* Any value in any style is some text, of a length that a line can hold. */
static void
check_counters(struct css *c, const struct style *s, struct str *dump)
{
	static const int value[] = { INT_MIN, -10000, -1, 0, 1, 2, 15, 1111,
		10000, INT_MAX };

	for (size_t i = 0; i < sizeof(value) / sizeof(value[0]); i++) {
		str_truncate(dump, 0);
		css_counter_text(c, dump, s->list_type, value[i], 0);
		if (dump->len > 120 * 1000)
			abort();
	}
	(void)css_counter_numbering(c, s->list_type);
}

static void
style_all(struct css *c, const xmlNode *n, const struct style *parent,
        struct str *dump)
{
	const struct style *s, *p;
	int i;

	for (; n != NULL; n = n->next) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		s = css_style(c, n, parent, PSEUDO_NONE);
		if (s != css_style(c, n, parent, PSEUDO_NONE))
			abort();
		check_lengths(s);
		check_counters(c, s, dump);
		css_dump(dump, s);
		for (i = 1; i < PSEUDO_COUNT; i++) {
			p = css_style(c, n, s, (enum css_pseudo)i);
			if (p != NULL)
				css_dump(dump, p);
		}
		(void)css_anonymous(c, s, DISPLAY_BLOCK);
		style_all(c, n->children, s, dump);
	}
}

static struct span
next_part(struct span *rest)
{
	struct span part = *rest;
	const char *end = rest->n > 0 ? memchr(rest->p, 1, rest->n) : NULL;

	if (end == NULL) {
		rest->n = 0;
		return part;
	}
	part.n = (size_t)(end - part.p);
	rest->p = end + 1;
	rest->n -= part.n + 1;
	return part;
}

static void
style_pages(struct css *c, struct str *dump)
{
	unsigned sides;

	for (sides = 0; sides < 16; sides++) {
		css_dump(dump, css_page(c, "a", sides)->style);
		if (css_page(c, NULL, sides) != css_page(c, NULL, sides))
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	static const char tree[] =
	        "<html lang='vi'><body><div class='a b'>"
	        "<p id='x' class='a' title='one two'>t<a href='x'/><b/></p>"
	        "<p/><ul><li/><li/></ul></div><div/></body></html>";
	struct span rest = { (const char *)data, size }, part;
	struct css *c = css_new("print");
	struct str dump = STR_INIT;
	struct diag dg;
	xmlDocPtr doc;
	char *own;

	hear(&dg, NULL);
	doc = xmlReadMemory(tree, sizeof(tree) - 1, "t", NULL, 0);
	part = next_part(&rest);
	css_add_text(c, part, "a", ORIGIN_AUTHOR, &dg);
	part = next_part(&rest);
	css_add_text(c, part, "b", ORIGIN_USER, &dg);
	own = xstrndup(rest.p != NULL ? rest.p : "", rest.n);
	xmlSetProp(xmlDocGetRootElement(doc)->children,
	        (const xmlChar *)"style", (const xmlChar *)own);
	style_all(c, xmlDocGetRootElement(doc), NULL, &dump);
	style_pages(c, &dump);
	free(own);
	str_free(&dump);
	xmlFreeDoc(doc);
	css_free(c);
	return 0;
}
