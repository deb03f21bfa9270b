/* explain: what every stage did to a page: as text, as JSON (--json), or as a
 * page that any browser opens (--html). */
#include <stdio.h>
#include <string.h>

#include "base/file.h"
#include "filters/rules.h"
#include "filters/shared.h"
#include "run/account.h"
#include "run/commands.h"
#include "run/gather.h"

static int
write_to(const char *path, const struct str *s, struct diag *dg)
{
	struct publish *out = publish_open(path, dg);

	if (!out)
		return -1;
	if (publish_write(out, str_c(s), s->len) == 0)
		return publish_commit(out, NULL);
	publish_abort(out);
	return -1;
}

static int
show(struct cli *c, const struct account *ac, struct store *store)
{
	struct str s = STR_INIT;
	int rc = 0;

	if (c->html) {
		explain_html(&s, ac, store, &c->dg);
		rc = write_to(c->html, &s, &c->dg);
		str_truncate(&s, 0);
	}
	if (rc == 0 && (!c->html || c->json)) {
		if (c->json)
			explain_json(&s, ac);
		else
			explain_text(&s, ac);
		rc = write_to("-", &s, &c->dg);
	}
	str_free(&s);
	return rc;
}

static int
explain(struct cli *c, const struct chain *chain, const struct rules *rules)
{
	struct options o = { .encoding = c->encoding,
		.lang = c->lang,
		.url = c->url,
		.untrack = c->untrack,
		.tone = c->tone,
		.rules = rules,
		.limits = &c->limits };
	struct shared *shared = NULL;
	struct account *ac;
	int rc = EXIT_DONE;

	if (c->among && shared_among(c, &shared) < 0)
		return c->dg.worst_exit;
	o.shared = shared;
	o.store = store_open(NULL, &c->dg);
	ac = o.store ? account_open(c->input.p[0], chain, &o, &c->dg) : NULL;
	if (!ac || show(c, ac, o.store) < 0 || ac->failed)
		rc = c->dg.worst_exit;
	account_free(ac);
	store_close(o.store);
	shared_free(shared);
	return rc;
}

int
run_explain(struct cli *c)
{
	struct chain chain;
	struct rules *rules = NULL;
	int rc;

	if (c->input.n != 1) {
		diag_report(&c->dg, NULL, MSG_USAGE,
		        c->input.n ? "explain: takes one input"
		                   : "explain: no input; give an HTML file, or "
		                     "- for standard input");
		return EXIT_USAGE;
	}
	if (cli_chain(c, &chain) < 0) {
		chain_free(&chain);
		return EXIT_USAGE;
	}
	if (c->rules && !(rules = rules_load(c->rules, &c->dg)))
		rc = c->dg.worst_exit;
	else
		rc = explain(c, &chain, rules);
	rules_free(rules);
	chain_free(&chain);
	return rc;
}
