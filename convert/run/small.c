/* small: the commands that need no book: clean and filters. */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "filters/rules.h"
#include "filters/shared.h"
#include "run/clean.h"
#include "run/commands.h"
#include "run/expect.h"
#include "run/gather.h"
#include "run/output.h"

int
cli_chain(struct cli *c, struct chain *chain)
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
static void
put_article(const struct cli *c, const struct article *a, struct str *s)
{
	const char *form = c->to ? c->to : c->expect ? "text" : "xhtml";

	if (a->tree)
		form_article(s, form_of_name(form), a);
	else
		str_put_span(s, str_span(a->text.len ? &a->text : &a->raw));
}

/* --expect: the article is not printed, but what differs. */
static int
compare_article(struct cli *c, const struct article *a)
{
	struct str want = STR_INIT, got = STR_INIT, diff = STR_INIT;
	size_t n = 0;
	int rc = file_read(c->expect, c->limits.input_bytes, &want, &c->dg);

	if (rc == 0) {
		put_article(c, a, &got);
		n = expect_diff(&diff, str_span(&want), str_span(&got));
		fwrite(str_c(&diff), 1, diff.len, stdout);
	}
	if (n)
		rc = diag_file(&c->dg, a->name, MSG_EXPECT, c->expect, n);
	str_free(&want);
	str_free(&got);
	str_free(&diff);
	return rc;
}

static int
print_article(struct cli *c, const struct article *a)
{
	struct publish *out = publish_open("-", &c->dg);
	struct str s = STR_INIT;
	int rc;

	put_article(c, a, &s);
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
		.url = c->url,
		.untrack = c->untrack,
		.tone = c->tone,
		.running = c->to && form_of_name(c->to) == FORM_JSON,
		.limits = &c->limits };
	struct article *a = NULL;
	struct rules *rules = NULL;
	struct shared *shared = NULL;
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
	if (cli_chain(c, &chain) < 0 || check_until(c, &chain) < 0) {
		chain_free(&chain);
		return EXIT_USAGE;
	}
	if (c->rules && !(rules = rules_load(c->rules, &c->dg))) {
		chain_free(&chain);
		return c->dg.worst_exit;
	}
	if (!c->among || shared_among(c, &shared) == 0)
		o.store = store_open(NULL, &c->dg);
	o.rules = rules;
	o.shared = shared;
	if (o.store)
		a = clean_input(c->input.p[0], &chain, c->until, &o, &c->dg);
	if (!a || (c->expect ? compare_article(c, a) : print_article(c, a)) < 0)
		rc = c->dg.worst_exit;
	article_free(a);
	if (o.store)
		store_close(o.store);
	shared_free(shared);
	rules_free(rules);
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
