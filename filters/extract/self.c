/* self: what a page says about its own article: title, description and the
 * articleBody of its JSON-LD.  Evidence for features.c and the last fallback
 * of select.c.  Independent of the stage `meta`, so that scores do not move
 * when metadata gets better. */
#include <jansson.h>
#include <string.h>

#include "filters/extract/extract.h"
#include "filters/meta.h"

#define LD_DEPTH 24
#define LD_BYTES (4u << 20)

static void
take_string(struct str *out, const json_t *v, int only_first)
{
	if (!json_is_string(v) || (only_first && out->len))
		return;
	if (out->len)
		str_putc(out, '\n');
	str_add(out, json_string_value(v), json_string_length(v));
}

static void
ld_walk(struct page *pg, json_t *v, int depth)
{
	const char *key;
	json_t *sub;
	size_t i;

	if (depth > LD_DEPTH)
		return;
	if (json_is_array(v)) {
		json_array_foreach(v, i, sub) ld_walk(pg, sub, depth + 1);
		return;
	}
	if (!json_is_object(v))
		return;
	pg->ld_parts += json_is_string(json_object_get(v, "articleBody"));
	take_string(&pg->ld, json_object_get(v, "articleBody"), 0);
	take_string(&pg->title, json_object_get(v, "headline"), 1);
	if (json_is_string(json_object_get(v, "caption")))
		alts_add(pg, span_of(json_string_value(
		                     json_object_get(v, "caption"))));
	json_object_foreach(v, key, sub) ld_walk(pg, sub, depth + 1);
}

static void
ld_read(struct page *pg, const xmlNode *script)
{
	struct str s = STR_INIT;
	json_error_t err;
	json_t *v;

	dom_text(script, &s);
	if (s.len && s.len < LD_BYTES) {
		/* Raw line ends inside strings are common and not JSON. */
		for (size_t i = 0; i < s.len; i++)
			if ((unsigned char)s.s[i] < ' ')
				s.s[i] = ' ';
		v = json_loadb(s.s, s.len,
		        JSON_DISABLE_EOF_CHECK | JSON_ALLOW_NUL, &err);
		ld_walk(pg, v, 0);
		json_decref(v);
	}
	str_free(&s);
}

static void
meta_read(struct page *pg, const xmlNode *n, struct str *og)
{
	const char *k = dom_attr(n, "property"), *v = dom_attr(n, "content");

	if (!k)
		k = dom_attr(n, "name");
	if (!k || !v)
		return;
	if (span_eq_nocase(span_of(k), "og:title")) {
		str_truncate(og, 0);
		str_puts(og, v);
	} else if ((span_eq_nocase(span_of(k), "og:description") ||
	                   span_eq_nocase(span_of(k), "description")) &&
	           strlen(v) > pg->desc.len) {
		str_truncate(&pg->desc, 0);
		str_puts(&pg->desc, v);
	}
}

/* Does the page declare a title that says nothing of the article, so that meta
 * had to look for one, as Vietnamese portals do? */
static int
self_is_of_site(const struct article *a, struct span declared)
{
	const char *title = meta_get(&a->meta, META_TITLE);
	struct str s = STR_INIT;
	int other;

	if (!meta_is_vi(&a->meta))
		return 0;

	str_put_span(&s, declared);
	other = title && likeness(title, str_c(&s)) < 55;
	str_free(&s);
	return other;
}

void
page_self(struct page *pg)
{
	xmlNodePtr root = xmlDocGetRootElement(pg->a->tree), n;
	struct str og = STR_INIT, title = STR_INIT;

	for (n = root; n; n = dom_next(n, root)) {
		if (n->type != XML_ELEMENT_NODE)
			continue;
		switch (tag_of(n)) {
		case TAG_script: {
			const char *type = dom_attr(n, "type");

			if (type && strstr(type, "ld+json"))
				ld_read(pg, n);
			break;
		}
		case TAG_meta:
			meta_read(pg, n, &og);
			break;
		case TAG_title:
			if (!title.len)
				dom_text_folded(n, &title);
			break;
		default:
			break;
		}
	}
	if (self_is_of_site(pg->a, str_span(og.len ? &og : &title))) {
		str_truncate(&pg->title, 0);
		str_puts(&pg->title, meta_get(&pg->a->meta, META_TITLE));
	} else if (og.len || !pg->title.len) {
		str_truncate(&pg->title, 0);
		str_put_span(&pg->title, str_span(og.len ? &og : &title));
	}
	str_free(&og);
	str_free(&title);
}
