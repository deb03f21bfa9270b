/* meta: what is known of an article.
 *
 * Reads tree; sets meta.  The tree stays as it is.
 *
 * JSON-LD, OpenGraph, Dublin Core, other <meta>, microdata and what a reader
 * sees are all evidence, and all of it may be wrong; each value that is
 * chosen keeps its source.
 */
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <utf8proc.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "filters/infoline.h"
#include "filters/meta.h"
#include "filters/normalise.h"
#include "filters/parse.h"

/* --- facts --- */

/* References and tags in a value, which only sloppy systems leave there. */
static void
unescape(struct str *s)
{
	struct str html = STR_INIT;
	struct diag quiet;
	xmlDocPtr doc;

	if (strchr(str_c(s), '<') == NULL &&
	        (strchr(str_c(s), '&') == NULL ||
	                strchr(str_c(s), ';') == NULL))
		return;
	diag_init(&quiet);
	quiet.quiet = 1;
	str_puts(&html, "<body><div>");
	str_put_span(&html, str_span(s));
	doc = parse_html(&html, "", &limits_default, &quiet);
	str_free(&html);
	if (doc == NULL)
		return;
	str_truncate(s, 0);
	dom_text(xmlDocGetRootElement(doc), s);
	xmlFreeDoc(doc);
}

static void
fold(struct span in, struct str *out)
{
	const char *p = in.p, *end = in.p + in.n;

	while (p < end) {
		const char *from = p;
		uint32_t cp = utf8_next(&p, end);

		if (cp == UTF8_BAD || cp == 0xAD || cp == 0x200B ||
		        cp == 0xFEFF || (cp < 0x20 && !cp_is_space(cp)))
			continue;
		if (!cp_is_space(cp))
			str_add(out, from, (size_t)(p - from));
		else if (out->len > 0 && out->s[out->len - 1] != ' ')
			str_putc(out, ' ');
	}
	if (out->len > 0 && out->s[out->len - 1] == ' ')
		str_truncate(out, out->len - 1);
}

/* "Saturday, 17 August 2013", as blogs set above their posts of a day. */
static int
is_day_alone(struct span t)
{
	struct date d;

	return t.n >= 6 && t.n <= 60 && info_has_digit(t) &&
	       info_of(t, 0).rest == 0 &&
	       date_find(t, DATE_DAY_FIRST, &d, NULL);
}

void
facts_add(struct facts *f, enum fact_kind kind, int rank, struct span value,
        const char *source)
{
	struct str raw = STR_INIT, s = STR_INIT;
	utf8proc_uint8_t *nfc;
	struct fact *fact;

	if (value.n == 0 || value.n > 4000 || f->v.n > 20000 ||
	        (kind == FACT_HEADING && is_day_alone(value)))
		return;
	str_put_span(&raw, value);
	unescape(&raw);
	fold(str_span(&raw), &s);
	str_free(&raw);
	if (s.len > 0 && normalise_look(str_span(&s), LOOK_NFC)) {
		nfc = utf8proc_NFC((const utf8proc_uint8_t *)s.s);
		str_truncate(&s, 0);
		str_puts(&s, nfc ? (const char *)nfc : "");
		free(nfc);
	}
	if (s.len > 0 && utf8_valid_prefix(s.s, s.len) == s.len) {
		fact = vec_push(&f->v);
		fact->kind = kind;
		fact->rank = rank;
		fact->value = arena_strdup(f->a->arena, s.s);
		fact->source = source;
	}
	str_free(&s);
}

const struct fact *
facts_best(const struct facts *f, enum fact_kind kind)
{
	const struct fact *best = NULL;
	size_t i;

	for (i = 0; i < f->v.n; i++)
		if (f->v.p[i].kind == kind &&
		        (best == NULL || f->v.p[i].rank < best->rank))
			best = &f->v.p[i];
	return best;
}

int
facts_next_rank(const struct facts *f, enum fact_kind kind, int rank)
{
	int best = -1;
	size_t i;

	for (i = 0; i < f->v.n; i++)
		if (f->v.p[i].kind == kind && f->v.p[i].rank > rank &&
		        (best < 0 || f->v.p[i].rank < best))
			best = f->v.p[i].rank;
	return best;
}

/* --- decisions --- */

static void
set(struct facts *f, enum meta_field field, const struct fact *fact)
{
	if (fact != NULL)
		meta_set(f->a, field, span_of(fact->value), fact->source);
}

/* "en_us" to "en-US"; 0 when it is no language tag. */
static int
lang_tag(const char *v, char out[16])
{
	size_t i, n = strcspn(v, ",; "), part = 0;

	if (n < 2 || n > 15)
		return 0;
	for (i = 0; i < n; i++) {
		char c = v[i] == '_' ? '-' : v[i];
		int alpha = (c | 0x20) >= 'a' && (c | 0x20) <= 'z';

		if (c == '-') {
			part = i + 1;
		} else if (!alpha && !(c >= '0' && c <= '9' && part > 0)) {
			return 0;
		} else if (alpha) {
			c = (char)(c | 0x20);
			/* The script's first letter, the whole region. */
			if (part > 0 &&
			        ((n - part == 2) ||
			                (strcspn(v + part, "-_,; ") == 2) ||
			                (strcspn(v + part, "-_,; ") == 4 &&
			                        i == part)))
				c = (char)(c & ~0x20);
		}
		out[i] = c;
	}
	out[n] = '\0';
	return strcspn(out, "-") <= 3;
}

static void
sample_text(const xmlNode *root, struct str *out)
{
	static const char *const dead[] = { "script", "style", "noscript",
		"template", "svg", NULL };
	xmlNodePtr n = root != NULL ? root->children : NULL;

	while (n != NULL && out->len < 30000) {
		if (n->type == XML_ELEMENT_NODE && dom_is_any(n, dead)) {
			n = dom_next_skip(n, root);
			continue;
		}
		if (dom_is_text(n) && n->content != NULL) {
			str_puts(out, (const char *)n->content);
			str_putc(out, ' ');
		}
		n = dom_next(n, root);
	}
}

static void
decide_lang(struct facts *f, xmlNodePtr body, const struct options *o)
{
	char tag[16] = "", other[16];
	const char *seen, *source = NULL;
	struct str text = STR_INIT;
	int rank = -1;
	size_t i;

	if (o->lang != NULL) {
		meta_set(f->a, META_LANG, span_of(o->lang), "option");
		return;
	}
	while (source == NULL &&
	        (rank = facts_next_rank(f, FACT_LANG, rank)) >= 0)
		for (i = 0; i < f->v.n && source == NULL; i++)
			if (f->v.p[i].kind == FACT_LANG &&
			        f->v.p[i].rank == rank &&
			        lang_tag(f->v.p[i].value, other)) {
				snprintf(tag, sizeof(tag), "%s", other);
				source = f->v.p[i].source;
			}
	sample_text(body, &text);
	seen = lang_of_text(str_span(&text));
	str_free(&text);
	if (seen != NULL && strncmp(tag, seen, strlen(seen)) != 0) {
		int nordic = (strncmp(tag, "no", 2) == 0 ||
		                     strncmp(tag, "nb", 2) == 0 ||
		                     strncmp(tag, "nn", 2) == 0) &&
		             (!strcmp(seen, "nb") || !strcmp(seen, "da"));

		if (!nordic) {
			snprintf(tag, sizeof(tag), "%s", seen);
			source = "text";
		}
	}
	if (source != NULL)
		meta_set(f->a, META_LANG, span_of(tag), source);
}

static void
decide_keywords(struct facts *f)
{
	const struct fact *best = facts_best(f, FACT_KEYWORD);
	struct meta *m = &f->a->meta;
	size_t i, k;

	for (i = 0; best != NULL && i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];
		const char *p = c->value;

		if (c->kind != FACT_KEYWORD || c->rank != best->rank)
			continue;
		while (*p != '\0' && m->keywords.n < 40) {
			size_t n = strcspn(p, ",;");
			struct span one = span_trim((struct span){ p, n });

			for (k = 0; k < m->keywords.n; k++)
				if (span_eq(one, span_of(m->keywords.p[k])))
					break;
			if (one.n > 0 && one.n < 100 && k == m->keywords.n)
				vec_add(&m->keywords,
				        arena_span(f->a->arena, one));
			p += n + (p[n] != '\0');
		}
	}
}

/* A visible one that the description bears out, else the best of its class;
 * a description that nobody sees is no part of the article. */
static void
decide_standfirst(struct facts *f)
{
	const char *title = meta_get(&f->a->meta, META_TITLE);
	const struct fact *best = NULL;
	int best_rank = 1000;
	size_t i, k;

	for (i = 0; i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];
		int rank = c->rank;

		if (c->kind != FACT_STANDFIRST ||
		        (title != NULL && likeness(c->value, title) > 80))
			continue;
		for (k = 0; k < f->v.n; k++)
			if (f->v.p[k].kind == FACT_DESCRIPTION &&
			        likeness(f->v.p[k].value, c->value) >= 60)
				rank = c->rank - 15;
		if (rank < best_rank) {
			best = c;
			best_rank = rank;
		}
	}
	if (best != NULL && (best_rank < 40 || strlen(best->value) > 60))
		set(f, META_STANDFIRST, best);
}

static void
decide_site(struct facts *f)
{
	set(f, META_SITE, facts_best(f, FACT_SITE));
}

/* Only an address that works elsewhere too. */
static void
decide_url(struct facts *f)
{
	int rank = -1;
	size_t i;

	while ((rank = facts_next_rank(f, FACT_URL, rank)) >= 0)
		for (i = 0; i < f->v.n; i++)
			if (f->v.p[i].kind == FACT_URL &&
			        f->v.p[i].rank == rank &&
			        strncmp(f->v.p[i].value, "http", 4) == 0 &&
			        strlen(f->v.p[i].value) > 10) {
				set(f, META_URL, &f->v.p[i]);
				return;
			}
}

/* What spoke for and against, for those who ask why. */
static void
enter_evidence(const struct facts *f)
{
	static const char *const field[] = {
		[FACT_TITLE] = "title",
		[FACT_HEADING] = "title",
		[FACT_KICKER] = "kicker",
		[FACT_STANDFIRST] = "standfirst",
		[FACT_DESCRIPTION] = "standfirst",
		[FACT_AUTHOR] = "author",
		[FACT_DATE] = "date",
		[FACT_MODIFIED] = "modified",
		[FACT_LANG] = "lang",
		[FACT_SITE] = "site",
		[FACT_URL] = "url",
		[FACT_SECTION] = "section",
		[FACT_KEYWORD] = "keywords",
		[FACT_LICENCE] = "licence",
		[FACT_IMAGE] = "lead_image",
		[FACT_CAPTION] = "lead_caption",
		[FACT_CREDIT] = "lead_credit",
	};

	for (size_t i = 0; i < f->v.n; i++) {
		const struct fact *c = &f->v.p[i];

		vec_add(&f->a->evidence,
		        ((struct evidence){ field[c->kind], c->value, c->source,
		                c->rank }));
	}
}

static int
meta_run(struct article *a, const struct options *o, struct diag *dg)
{
	struct facts f = { .a = a };
	xmlNodePtr root = xmlDocGetRootElement(a->tree);
	xmlNodePtr body = article_body(a);

	(void)dg;
	if (a->address != NULL)
		facts_add(&f, FACT_URL, o->url != NULL ? 1 : 60,
		        span_of(a->address),
		        o->url != NULL ? "option" : "saved-from");
	meta_head(&f, root);
	meta_jsonld(&f, root);
	decide_lang(&f, body, o);
	f.order = dates_order(&f, meta_get(&a->meta, META_LANG));
	if (body != NULL)
		meta_body(&f, body);
	set(&f, META_TITLE, facts_title(&f));
	decide_url(&f);
	decide_site(&f);
	meta_dates(&f);
	meta_authors(&f);
	decide_keywords(&f);
	decide_standfirst(&f);
	set(&f, META_KICKER, facts_best(&f, FACT_KICKER));
	set(&f, META_SECTION, facts_best(&f, FACT_SECTION));
	set(&f, META_LICENCE, facts_best(&f, FACT_LICENCE));
	set(&f, META_LEAD_IMAGE, facts_best(&f, FACT_IMAGE));
	set(&f, META_LEAD_CAPTION, facts_best(&f, FACT_CAPTION));
	set(&f, META_LEAD_CREDIT, facts_best(&f, FACT_CREDIT));
	enter_evidence(&f);
	vec_free(&f.v);
	return 0;
}

const struct filter filter_meta = {
	.name = "meta",
	.about = "title, authors, date, language and the rest, with evidence",
	.needs_tree = 1,
	.run = meta_run,
};
