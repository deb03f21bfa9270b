/* rules_read: site rules from YAML, with the readers and the faults of the
 * manifest, so that a wrong key or selector is told with its place.  Every
 * selector is compiled here: a mistake is found before any page is read. */
#include <stdlib.h>
#include <string.h>

#include "doc/manifest.h"
#include "filters/rules.h"

const char *const rule_do_name[RULE_DOES] = {
	[RULE_ARTICLE] = "article",
	[RULE_KEEP] = "keep",
	[RULE_DROP] = "drop",
	[RULE_TITLE] = "title",
	[RULE_STANDFIRST] = "standfirst",
	[RULE_BYLINE] = "byline",
	[RULE_DATE] = "date",
	[RULE_SECTION] = "section",
};

static struct fy_node *
follow(struct fy_node *n)
{
	return n && fy_node_is_alias(n) ? fy_node_resolve_alias(n) : n;
}

/* Items of a list, or a single one in its place. */
static void
each(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key,
        void (*one)(struct manifest *m, struct fy_node *n, void *to,
                const struct manifest_key *key))
{
	struct fy_node *list = follow(n), *item;
	void *it = NULL;
	size_t i = 0;

	if (!list || !fy_node_is_sequence(list)) {
		one(m, n, to, key);
		return;
	}
	while ((item = fy_node_sequence_iterate(list, &it))) {
		size_t kept = manifest_enter(m, NULL, i++);

		one(m, item, to, key);
		str_truncate(&m->at, kept);
	}
	if (!i)
		manifest_fault(m, m->here, MSG_MANIFEST_EMPTY, m->at.s,
		        "at least one item");
}

static void
one_host(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	static const char expected[] =
	        "a host without https://, as example.org or *.gov.vn";
	struct rule *r = to;
	char *s = manifest_scalar(m, n, expected);

	(void)key;
	if (!s)
		return;
	if (strpbrk(s, "/: ")) {
		manifest_fault(m, manifest_pos(m, n), MSG_MANIFEST_VALUE,
		        m->at.s, s, expected);
		return;
	}
	for (char *p = s; *p; p++)
		if (*p >= 'A' && *p <= 'Z')
			*p = (char)(*p + 32);
	vec_add(&r->host, s);
}

static void
one_path(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	struct rule *r = to;
	char *s = manifest_scalar(m, n, "a pattern, as /news/** or *.html");

	(void)key;
	if (s)
		vec_add(&r->path, s);
}

static void
one_selector(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	struct rule *r = to;
	struct rule_selector *sel;
	struct selectors *list;
	enum rule_do what = RULE_ARTICLE;
	char *s = manifest_scalar(m, n, "a CSS selector");

	if (!s)
		return;
	while (what < RULE_DOES - 1 && strcmp(rule_do_name[what], key->name))
		what++;
	list = selectors_parse(span_of(s));
	if (!list) {
		manifest_fault(
		        m, manifest_pos(m, n), MSG_RULE_SELECTOR, m->at.s, s);
		return;
	}
	sel = vec_push(&r->does[what]);
	sel->text = s;
	sel->list = list;
}

static void
read_hosts(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	each(m, n, to, key, one_host);
}

static void
read_paths(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	each(m, n, to, key, one_path);
}

static void
read_selectors(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	each(m, n, to, key, one_selector);
}

/* Readers of lists get the rule itself, so offsets are 0. */
static const struct manifest_key rule_keys[] = {
	{ "name", read_plain, offsetof(struct rule, name), "a name", 0 },
	{ "host", read_hosts, 0, NULL, 0 },
	{ "path", read_paths, 0, NULL, 0 },
	{ "article", read_selectors, 0, NULL, 0 },
	{ "keep", read_selectors, 0, NULL, 0 },
	{ "drop", read_selectors, 0, NULL, 0 },
	{ "title", read_selectors, 0, NULL, 0 },
	{ "standfirst", read_selectors, 0, NULL, 0 },
	{ "byline", read_selectors, 0, NULL, 0 },
	{ "date", read_selectors, 0, NULL, 0 },
	{ "section", read_selectors, 0, NULL, 0 },
	{ NULL, NULL, 0, NULL, 0 },
};

static void
one_rule(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	struct rules *rules = to;
	struct rule *r = vec_push(&rules->rule);
	size_t faults = m->faults.n, does = 0;

	(void)key;
	manifest_mapping(m, n, rule_keys, r);
	for (int i = 0; i < RULE_DOES; i++)
		does += r->does[i].n;
	if (!does && m->faults.n == faults)
		manifest_fault(m, manifest_pos(m, n), MSG_RULE_IDLE, m->at.s);
	if (!r->name && r->host.n)
		r->name = r->host.p[0];
	if (!r->name)
		r->name = arena_printf(m->arena, "rule %zu", rules->rule.n);
}

static void
read_rules(struct manifest *m, struct fy_node *n, void *to,
        const struct manifest_key *key)
{
	each(m, n, to, key, one_rule);
}

static const struct manifest_key file_keys[] = {
	{ "bantin", read_version, 0, NULL, 0 },
	{ "rules", read_rules, 0, NULL, 1 },
	{ NULL, NULL, 0, NULL, 0 },
};

struct rules *
rules_load(const char *path, struct diag *dg)
{
	struct rules *r = xcalloc(1, sizeof(*r));
	struct manifest m = { .path = path };
	int bad;

	m.arena = r->arena = arena_new();
	bad = manifest_parse(&m, dg) < 0;
	if (!bad) {
		manifest_mapping(&m, fy_document_root(m.doc), file_keys, r);
		bad = manifest_report(&m, dg) > 0;
	}
	if (m.doc)
		fy_document_destroy(m.doc);
	str_free(&m.text);
	str_free(&m.at);
	vec_free(&m.faults);
	if (!bad)
		return r;
	rules_free(r);
	return NULL;
}

void
rules_free(struct rules *r)
{
	if (!r)
		return;
	for (size_t i = 0; i < r->rule.n; i++) {
		struct rule *one = &r->rule.p[i];

		vec_free(&one->host);
		vec_free(&one->path);
		for (int k = 0; k < RULE_DOES; k++) {
			for (size_t s = 0; s < one->does[k].n; s++)
				selectors_free(one->does[k].p[s].list);
			vec_free(&one->does[k]);
		}
	}
	vec_free(&r->rule);
	arena_free(r->arena);
	free(r);
}
