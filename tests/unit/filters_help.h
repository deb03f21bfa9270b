/* What the tests of the article stages share: run some stages over a page and
 * show the article's inside as XHTML. */
#ifndef BANTIN_TESTS_FILTERS_HELP_H
#define BANTIN_TESTS_FILTERS_HELP_H

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "doc/dom.h"
#include "doc/xhtml.h"
#include "filters/filter.h"

/* Three paragraphs that no scorer takes for anything else. */
#define LONG1                                                                  \
	"The harbour office said on Monday that the new customs form, "        \
	"which replaces three older ones, will be accepted from the first "    \
	"of June at all crossings, and that staff have been trained for it."
#define LONG2                                                                  \
	"Carriers had asked for a longer period of change, because "           \
	"their own software must be adapted, but the ministry, citing the "    \
	"law, refused; a helpline has been set up for the first weeks."
#define LONG3                                                                  \
	"In the first trial, which ran over the winter, more than "            \
	"four thousand declarations were filed this way, and only a few "      \
	"dozen had to be sent back, most of them for want of a signature."

static const struct filter *const help_stage[] = {
	&filter_extract,
	&filter_sanitise,
	&filter_normalise,
	&filter_typography,
	&filter_images,
	&filter_meta,
};

static inline void
help_quiet(void *ctx, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	(void)level;
	(void)w;
	(void)text;
	if (ctx)
		*(enum diag_msg *)ctx = msg;
}

static inline struct article *
help_parse(const char *html)
{
	struct article *a = article_new("test.html");
	struct options o = { .limits = &limits_default, .encoding = "utf-8" };
	struct diag dg;

	diag_init(&dg);
	dg.sink = help_quiet;
	str_puts(&a->raw, html);
	assert_int_equal(filter_decode.run(a, &o, &dg), 0);
	assert_int_equal(filter_parse.run(a, &o, &dg), 0);
	return a;
}

/* Letters e s n t i m name the stages to run. */
static inline int
help_try(struct article *a, const char *stages, const struct options *o)
{
	static const char letter[] = "esntim";
	struct diag dg;
	int rc = 0;

	diag_init(&dg);
	dg.sink = help_quiet;
	for (const char *s = stages; *s && rc == 0; s++)
		rc = help_stage[strchr(letter, *s) - letter]->run(a, o, &dg);
	return rc;
}

static inline void
help_run(struct article *a, const char *stages, const struct options *o)
{
	assert_int_equal(help_try(a, stages, o), 0);
}

/* Inside of <article>, one top-level block a line. Caller frees. */
static inline char *
help_inside(const struct article *a)
{
	xmlNodePtr root = article_root(a);
	struct str s = STR_INIT;

	assert_non_null(root);
	for (xmlNodePtr n = root->children; n; n = n->next) {
		if (s.len)
			str_putc(&s, '\n');
		xhtml_node(&s, n);
	}
	if (!s.s)
		str_puts(&s, "");
	return str_detach(&s);
}

static inline char *
help_stages(const char *html, const char *stages, const char *lang)
{
	struct options o = { .limits = &limits_default };
	struct article *a = help_parse(html);
	char *got;

	if (lang)
		meta_set(a, META_LANG, span_of(lang), "test");
	help_run(a, stages, &o);
	got = help_inside(a);
	article_free(a);
	return got;
}

static inline void
help_expect(const char *html, const char *stages, const char *lang,
        const char *want)
{
	char *got = help_stages(html, stages, lang);

	assert_string_equal(got, want);
	free(got);
}

#endif
