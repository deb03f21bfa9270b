/* chain: the whole first half of the house over any bytes: nothing may crash,
 * leak or hang, and what comes out must be well-formed and come back through
 * the door unchanged. */
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <libxml/parser.h>

#include "doc/xhtml.h"
#include "filters/filter.h"
#include "tests/heard.h"

static void
check_door(const struct article *a, struct diag *dg)
{
	struct str once = STR_INIT, twice = STR_INIT, xhtml = STR_INIT;
	struct article *b;
	xmlDocPtr doc;

	article_write(&once, a);
	b = article_read(str_span(&once), "again", dg);
	if (!b)
		abort();
	article_write(&twice, b);
	/* the name is the only thing that may differ */
	if (once.len + strlen(b->name) != twice.len + strlen(a->name) &&
	        once.len != twice.len)
		abort();
	xhtml_document(&xhtml, a);
	doc = xmlReadMemory(str_c(&xhtml), (int)xhtml.len, "x", NULL,
	        XML_PARSE_NONET | XML_PARSE_HUGE | XML_PARSE_NOERROR |
	                XML_PARSE_NOWARNING);
	if (!doc)
		abort();
	xmlFreeDoc(doc);
	article_free(b);
	str_free(&once);
	str_free(&twice);
	str_free(&xhtml);
}

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size);

int
LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
	struct diag dg;
	struct limits limits = limits_default;
	struct options o = { .limits = &limits };
	struct chain chain = { VEC_INIT };
	struct article *a = article_new("fuzz");

	hear(&dg, NULL);
	a->base_dir = arena_strdup(a->arena, "/nonexistent");
	str_add(&a->raw, data, size);
	chain_default(&chain);
	if (chain_run(&chain, NULL, a, &o, &dg) == 0)
		check_door(a, &dg);
	chain_free(&chain);
	article_free(a);
	return 0;
}
