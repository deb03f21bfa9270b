/* chain: the ordered table of filters, and the rules for other orders.
 *
 * What cannot work is known before any article is read: decode makes the
 * text that parse makes the tree of; meta must see the page before extract
 * cuts it down; what follows extract works on the article alone.
 */
#include <stdlib.h>
#include <string.h>

#include "base/str.h"
#include "filters/filter.h"
#include "filters/rules.h"
#include "filters/run.h"

const struct filter *const filter_table[] = { &filter_decode, &filter_parse,
	&filter_meta, &filter_extract, &filter_sanitise, &filter_normalise,
	&filter_typography, &filter_images, NULL };

/* `first` must stand before `then` where both do. */
static const struct {
	const char *first, *then, *why;
} order[] = {
	{ "meta", "extract",
	        "expected it before \"extract\", which leaves "
	        "the page's head out" },
	{ "meta", "sanitise",
	        "expected it before \"sanitise\", which takes "
	        "classes and the page's head away" },
	{ "extract", "sanitise",
	        "expected it before \"sanitise\", which "
	        "takes the classes away that it goes by" },
	{ "sanitise", "typography",
	        "expected it before \"typography\", "
	        "which works on clean blocks" },
	{ "normalise", "typography",
	        "expected it before \"typography\", "
	        "which works on repaired text" },
	{ "extract", "images",
	        "expected it before \"images\", which would "
	        "read every picture of the page" },
};

static const struct filter *
find(const char *name)
{
	const struct filter *const *f;

	for (f = filter_table; *f != NULL; f++)
		if (strcmp((*f)->name, name) == 0)
			return *f;
	return NULL;
}

static int
holds(const struct chain *c, const char *name)
{
	size_t i;

	for (i = 0; i < c->step.n; i++)
		if (c->step.p[i].filter != NULL &&
		        strcmp(c->step.p[i].filter->name, name) == 0)
			return 1;
	return 0;
}

static const char *
step_name(const struct chain_step *s)
{
	return s->filter != NULL ? s->filter->name : s->command;
}

/* Names of all filters, or of a chain's, separated by commas. */
static void
list_names(const struct chain *c, struct str *out)
{
	size_t i;

	if (c == NULL) {
		for (i = 0; filter_table[i] != NULL; i++) {
			str_puts(out, i > 0 ? ", " : "");
			str_puts(out, filter_table[i]->name);
		}
		return;
	}
	for (i = 0; i < c->step.n; i++) {
		str_puts(out, i > 0 ? ", " : "");
		str_puts(out, step_name(&c->step.p[i]));
	}
}

static int
unknown(const char *name, const struct where *where, struct diag *dg)
{
	struct str names = STR_INIT;

	list_names(NULL, &names);
	diag_report(dg, where, MSG_CHAIN_UNKNOWN, name, str_c(&names));
	str_free(&names);
	return -1;
}

/* Why `name` cannot be the next step; NULL: it can. */
static const char *
refuse(const struct chain *c, const char *name)
{
	size_t i;

	if (strcmp(name, "decode") == 0)
		return c->step.n == 0 ? NULL
		                      : "expected it first: it makes "
		                        "text of the file's bytes";
	if (c->step.n == 0)
		return "expected \"decode\" first: it makes text of the "
		       "file's bytes";
	if (strcmp(name, "parse") == 0)
		return c->step.n == 1 ? NULL
		                      : "expected it directly after "
		                        "\"decode\"";
	if (!holds(c, "parse"))
		return "expected \"parse\" before it: it works on the tree";
	for (i = 0; i < sizeof(order) / sizeof(order[0]); i++)
		if (strcmp(order[i].first, name) == 0 &&
		        holds(c, order[i].then))
			return order[i].why;
	return NULL;
}

void
chain_default(struct chain *c)
{
	size_t i;

	vec_clear(&c->step);
	for (i = 0; filter_table[i] != NULL; i++)
		vec_push(&c->step)->filter = filter_table[i];
}

int
chain_add(struct chain *c, const char *name, const struct where *where,
        struct diag *dg)
{
	const struct filter *f = find(name);
	const char *why;

	if (f == NULL)
		return unknown(name, where, dg);
	if (holds(c, name))
		return diag_report(dg, where, MSG_CHAIN_TWICE, name);
	why = refuse(c, name);
	if (why != NULL)
		return diag_report(dg, where, MSG_CHAIN_ORDER, name, why);
	vec_push(&c->step)->filter = f;
	return 0;
}

int
chain_add_command(struct chain *c, const char *command,
        const struct where *where, struct diag *dg)
{
	const char *why;

	if (span_trim(span_of(command)).n == 0)
		return diag_report(dg, where, MSG_CHAIN_COMMAND);
	why = refuse(c, command);
	if (why != NULL)
		return diag_report(dg, where, MSG_CHAIN_ORDER, command, why);
	vec_push(&c->step)->command = command;
	return 0;
}

int
chain_has_command(const struct chain *c)
{
	for (size_t i = 0; i < c->step.n; i++)
		if (c->step.p[i].command != NULL)
			return 1;
	return 0;
}

int
chain_from_names(struct chain *c, const char *names, struct diag *dg)
{
	const char *p = names;

	vec_clear(&c->step);
	for (;;) {
		size_t n = strcspn(p, ",");
		struct span one = span_trim((struct span){ p, n });
		char *name = xstrndup(one.p, one.n);
		int r = chain_add(c, name, NULL, dg);

		free(name);
		if (r != 0)
			return -1;
		if (p[n] == '\0')
			return chain_check(c, dg);
		p += n + 1;
	}
}

int
chain_check(const struct chain *c, struct diag *dg)
{
	if (c->step.n == 0)
		return diag_report(dg, NULL, MSG_CHAIN_EMPTY);
	if (!holds(c, "decode"))
		return diag_report(dg, NULL, MSG_CHAIN_ORDER,
		        step_name(&c->step.p[0]), "expected \"decode\" first");
	if (!holds(c, "parse"))
		return diag_report(dg, NULL, MSG_CHAIN_ORDER,
		        step_name(vec_last(&c->step)),
		        "expected \"parse\" after \"decode\"");
	return 0;
}

/* Index + 1 of the step to end with; 0 after a diagnostic. */
static size_t
end_at(const struct chain *c, const char *until, struct diag *dg)
{
	struct str names = STR_INIT;
	size_t i;

	if (until == NULL)
		return c->step.n;
	for (i = 0; i < c->step.n; i++)
		if (strcmp(step_name(&c->step.p[i]), until) == 0)
			return i + 1;
	list_names(c, &names);
	diag_report(dg, NULL, MSG_CHAIN_UNTIL, until, str_c(&names));
	str_free(&names);
	return 0;
}

int
chain_run(const struct chain *c, const char *until, struct article *a,
        const struct options *o, struct diag *dg)
{
	size_t n = end_at(c, until, dg), i;
	struct rules_found found = { { NULL }, { NULL } };

	if (n == 0)
		return -1;
	for (i = 0; i < n; i++) {
		const struct chain_step *s = &c->step.p[i];
		int r = s->filter != NULL ? s->filter->run(a, o, dg)
		                          : run_command(s->command, a, o, dg);

		if (r != 0)
			return -1;
		if (s->filter == &filter_parse) {
			article_number(a);
			if (o->rules)
				rules_page(o->rules, o->url, a, &found, dg);
		}
		if (s->filter ==
		        (holds(c, "meta") ? &filter_meta : &filter_parse))
			rules_meta(&found, a);
	}
	return 0;
}

void
chain_free(struct chain *c)
{
	vec_free(&c->step);
}
