/* parse: any text gives a tree, not deeper than the caps allow, in which
 * there is nothing that XML could not hold; the first two bytes set the caps
 * low, so that they are met. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/parse.h"
#include "tests/heard.h"

static void
check_text(const char *s)
{
	size_t n = strlen(s), i;

	if (utf8_valid_prefix(s, n) != n)
		abort();
	for (i = 0; i < n; i++)
		if ((unsigned char)s[i] < 0x20 && s[i] != '\t' &&
		        s[i] != '\n' && s[i] != '\r')
			abort();
}

static void
check_tree(xmlDocPtr doc, int depth_cap)
{
	xmlNodePtr root = xmlDocGetRootElement(doc), n = root, k;
	xmlAttrPtr at;
	int depth;

	if (!dom_is(root, "html"))
		abort();
	for (; n != NULL; n = dom_next(n, root)) {
		if (n->type == XML_TEXT_NODE) {
			check_text((const char *)n->content);
			continue;
		}
		if (n->type != XML_ELEMENT_NODE)
			abort();
		for (at = n->properties; at != NULL; at = at->next)
			check_text(dom_attr(n, (const char *)at->name));
		for (depth = 0, k = n; k != NULL; k = k->parent)
			depth++;
		/* html, body, unasked table parts, formatting elements
		 * opened again: see parse_caps.c. */
		if (depth > depth_cap + 200)
			abort();
	}
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct limits lim = limits_default;
	struct str s = STR_INIT;
	struct diag dg;
	xmlDocPtr doc;

	if (size < 2)
		return 0;
	lim.depth = 4 + data[0];
	lim.attributes = 1 + data[1] % 16;
	hear(&dg, NULL);
	/* What decode hands on is valid UTF-8. */
	str_add(&s, data + 2,
	        utf8_valid_prefix((const char *)data + 2, size - 2));
	doc = parse_html(&s, "fuzz", &lim, &dg);
	if (doc == NULL)
		abort();
	check_tree(doc, lim.depth);
	xmlFreeDoc(doc);
	str_free(&s);
	return 0;
}
