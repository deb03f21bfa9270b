/* small: the commands that need no book: clean and filters. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "run/clean.h"
#include "run/commands.h"
#include "run/output.h"

static int
open_chain(struct cli *c, struct chain *chain)
{
	memset(chain, 0, sizeof(*chain));
	if (c->filters)
		return chain_from_names(chain, c->filters, &c->dg);
	chain_default(chain);
	return 0;
}

/* --until must name a stage of this chain. */
static int
check_until(struct cli *c, const struct chain *chain)
{
	struct str s = STR_INIT;

	if (!c->until)
		return 0;
	str_printf(&s,
	        "--until %s: expected one of this chain's stages:", c->until);
	for (size_t i = 0; i < chain->step.n; i++) {
		const struct filter *f = chain->step.p[i].filter;

		if (f && strcmp(f->name, c->until) == 0) {
			str_free(&s);
			return 0;
		}
		if (f)
			str_printf(&s, " %s", f->name);
	}
	diag_report(&c->dg, NULL, MSG_USAGE, str_c(&s));
	str_free(&s);
	return -1;
}

/* The state an article is in: text before it is a tree. */
static int
print_article(struct cli *c, const struct article *a)
{
	struct publish *out = publish_open("-", &c->dg);
	struct str s = STR_INIT;
	int rc;

	if (a->tree)
		form_article(&s, form_of_name(c->to ? c->to : "xhtml"), a);
	else
		str_put_span(&s, str_span(a->text.len ? &a->text : &a->raw));
	rc = out ? publish_write(out, s.s, s.len) : -1;
	str_free(&s);
	if (rc == 0)
		return publish_commit(out, NULL);
	if (out)
		publish_abort(out);
	return -1;
}

int
run_clean_command(struct cli *c)
{
	struct chain chain;
	struct options o = { .encoding = c->encoding,
		.lang = c->lang,
		.tone = c->tone,
		.limits = &c->limits };
	struct article *a = NULL;
	int rc = EXIT_DONE;

	if (c->input.n != 1) {
		diag_report(&c->dg, NULL, MSG_USAGE,
		        c->input.n ? "clean: takes one input; use convert for "
		                     "several"
		                   : "clean: no input; give an HTML file, or - "
		                     "for "
		                     "standard input");
		return EXIT_USAGE;
	}
	if (open_chain(c, &chain) < 0 || check_until(c, &chain) < 0) {
		chain_free(&chain);
		return EXIT_USAGE;
	}
	o.store = store_open(NULL, &c->dg);
	if (o.store)
		a = clean_input(c->input.p[0], &chain, c->until, &o, &c->dg);
	if (!a || print_article(c, a) < 0)
		rc = c->dg.worst_exit;
	article_free(a);
	if (o.store)
		store_close(o.store);
	chain_free(&chain);
	return rc;
}

int
run_filters(struct cli *c)
{
	if (c->input.n) {
		diag_report(&c->dg, NULL, MSG_USAGE, "filters: takes no input");
		return EXIT_USAGE;
	}
	for (const struct filter *const *f = filter_table; *f; f++)
		printf("%-11s %s\n", (*f)->name, (*f)->about);
	return EXIT_DONE;
}
