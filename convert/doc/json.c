/* json: a clean article as one JSON object, for programs.  Keys that are not
 * known are left out; the order of keys is fixed. */
#include "doc/xhtml.h"

#include <jansson.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"

/* A JSON string of text that may not be valid UTF-8: a path, say. */
static json_t *
text_json(struct span v)
{
	const char *p = v.p;
	const char *end = p + v.n;
	struct str s = STR_INIT;
	json_t *o;

	if (utf8_valid_prefix(v.p, v.n) == v.n)
		return json_stringn_nocheck(v.p, v.n);
	while (p < end)
		str_put_utf8(&s, utf8_next(&p, end));
	o = json_stringn_nocheck(s.s, s.len);
	str_free(&s);
	return o;
}

static void
set_text(json_t *o, const char *key, const char *value)
{
	if (value)
		json_object_set_new_nocheck(o, key, text_json(span_of(value)));
}

static void
set_names(json_t *o, const char *key, char *const *p, size_t n)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < n; i++)
		json_array_append_new(list, text_json(span_of(p[i])));
	json_object_set_new_nocheck(o, key, list);
}

static void
set_html(json_t *o, const struct article *a)
{
	const xmlNode *root = article_root(a);
	const xmlNode *n;
	struct str s = STR_INIT;

	for (n = root ? root->children : NULL; n; n = n->next)
		xhtml_node(&s, n);
	json_object_set_new_nocheck(o, "html", text_json(str_span(&s)));
	str_free(&s);
}

static json_t *
captions_json(const struct article *a)
{
	xmlNodePtr root = article_root(a);
	json_t *list = json_array();
	struct str s = STR_INIT;

	for (xmlNodePtr n = root; n; n = dom_next(n, root))
		if (dom_is(n, "figcaption")) {
			str_truncate(&s, 0);
			dom_text_folded(n, &s);
			json_array_append_new(list, text_json(str_span(&s)));
		}
	str_free(&s);
	return list;
}

static json_t *
images_json(const struct article *a)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < a->assets.n; i++) {
		const struct asset *as = &a->assets.p[i];
		json_t *o = json_object();

		set_text(o, "src", as->src);
		set_text(o, "hash", as->hash);
		set_text(o, "type",
		        as->type == ASSET_PNG ? "image/png" : "image/jpeg");
		json_object_set_new_nocheck(
		        o, "width", json_integer(as->width));
		json_object_set_new_nocheck(
		        o, "height", json_integer(as->height));
		json_object_set_new_nocheck(
		        o, "bytes", json_integer((json_int_t)as->size));
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
ledger_json(const struct article *a)
{
	static const char *const kind[] = {
		[LEDGER_DROP] = "drop",
		[LEDGER_CHANGE] = "change",
		[LEDGER_NOTE] = "note",
	};
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < a->ledger.n; i++) {
		const struct ledger_entry *e = &a->ledger.p[i];
		json_t *o = json_object();

		set_text(o, "kind", kind[e->kind]);
		set_text(o, "stage", e->stage);
		set_text(o, "rule", e->rule);
		if (e->line)
			json_object_set_new_nocheck(
			        o, "line", json_integer(e->line));
		set_text(o, "path", e->path);
		set_text(o, "text", e->text);
		json_object_set_new_nocheck(o, "words", json_integer(e->words));
		json_array_append_new(list, o);
	}
	return list;
}

void
json_document(struct str *out, const struct article *a)
{
	static const struct {
		const char *key;
		enum meta_field field;
	} plain[] = {
		{ "date", META_DATE },
		{ "modified", META_MODIFIED },
		{ "lang", META_LANG },
		{ "site", META_SITE },
		{ "url", META_URL },
		{ "section", META_SECTION },
		{ "kicker", META_KICKER },
		{ "standfirst", META_STANDFIRST },
		{ "licence", META_LICENCE },
		{ "lead_image", META_LEAD_IMAGE },
		{ "caption", META_LEAD_CAPTION },
		{ "credit", META_LEAD_CREDIT },
	};
	const struct meta *m = &a->meta;
	json_t *o = json_object();
	struct str text = STR_INIT;
	char *json;
	size_t i;

	if (a->running)
		str_puts(&text, a->running);
	else if (a->tree)
		text_body(&text, a);
	else
		str_put_span(&text, str_span(&a->text));
	json_object_set_new_nocheck(o, "text", text_json(str_span(&text)));
	str_free(&text);
	set_html(o, a);
	set_text(o, "title", meta_get(m, META_TITLE));
	set_names(o, "author", m->authors.p, m->authors.n);
	for (i = 0; i < sizeof(plain) / sizeof(plain[0]); i++)
		set_text(o, plain[i].key, meta_get(m, plain[i].field));
	set_names(o, "keywords", m->keywords.p, m->keywords.n);
	set_text(o, "encoding", a->encoding);
	json_object_set_new_nocheck(o, "captions", captions_json(a));
	json_object_set_new_nocheck(o, "images", images_json(a));
	json_object_set_new_nocheck(o, "ledger", ledger_json(a));
	json = json_dumps(o, JSON_INDENT(1));
	json_decref(o);
	if (!json)
		out_of_memory();
	str_puts(out, json);
	str_putc(out, '\n');
	free(json);
}
