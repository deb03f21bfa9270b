/* door: an article written down and read back without loss (DESIGN 1).
 *
 *	<html xmlns="..."><head><script type="application/json">{...}</script>
 *	</head><body><article>...</article></body></html>
 *
 * The tree is XML; metadata, assets and ledger are one JSON object.  In it
 * < > & and what XML cannot hold stand as \u escapes, so the script's text
 * needs no escaping of its own.
 *
 * What comes in may have been written by a worker that fell to a hostile
 * page: no DTD (so no entities), no network, a limit of depth, and each
 * member of the JSON checked for its type.
 */
#include "doc/xhtml.h"

#include <jansson.h>
#include <libxml/parser.h>
#include <stdlib.h>
#include <string.h>

#include "base/utf8.h"
#include "doc/dom.h"
#include "doc/reader.h"

#define DEPTH_MAX 1024 /* limits_default.depth is 400 */
#define FORMAT 1
#define SCRIPT_OPEN "<script type=\"application/json\">"
#define SCRIPT_CLOSE "</script>"

/* A file name may be any bytes, and JSON holds text alone: other names are
 * written as {"hex": "..."}. */
static json_t *
bytes_to_json(const char *s)
{
	static const char digit[] = "0123456789abcdef";
	size_t n = strlen(s);
	struct str hex = STR_INIT;
	json_t *o;
	size_t i;

	if (utf8_valid_prefix(s, n) == n)
		return json_stringn_nocheck(s, n);
	for (i = 0; i < n; i++) {
		str_putc(&hex, digit[(unsigned char)s[i] >> 4]);
		str_putc(&hex, digit[(unsigned char)s[i] & 15]);
	}
	o = json_object();
	json_object_set_new_nocheck(o, "hex", json_string_nocheck(hex.s));
	str_free(&hex);
	return o;
}

static void
set_bytes(json_t *o, const char *key, const char *s)
{
	if (s)
		json_object_set_new_nocheck(o, key, bytes_to_json(s));
}

static void
set_int(json_t *o, const char *key, long long v)
{
	json_object_set_new_nocheck(o, key, json_integer(v));
}

static json_t *
names_to_json(char *const *p, size_t n)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < n; i++)
		json_array_append_new(list, bytes_to_json(p[i]));
	return list;
}

static json_t *
meta_to_json(const struct meta *m)
{
	json_t *o = json_object();
	int f;

	for (f = 0; f < META_FIELDS; f++) {
		json_t *pair;

		if (!m->f[f].value)
			continue;
		pair = json_array();
		json_array_append_new(pair, bytes_to_json(m->f[f].value));
		if (m->f[f].source)
			json_array_append_new(
			        pair, bytes_to_json(m->f[f].source));
		json_object_set_new_nocheck(
		        o, meta_name((enum meta_field)f), pair);
	}
	json_object_set_new_nocheck(
	        o, "authors", names_to_json(m->authors.p, m->authors.n));
	json_object_set_new_nocheck(
	        o, "keywords", names_to_json(m->keywords.p, m->keywords.n));
	return o;
}

static json_t *
assets_to_json(const struct article *a)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < a->assets.n; i++) {
		const struct asset *as = &a->assets.p[i];
		json_t *o = json_object();

		set_bytes(o, "hash", as->hash);
		set_int(o, "type", as->type);
		if (as->original[0]) {
			set_bytes(o, "original", as->original);
			set_int(o, "original_type", as->original_type);
		}
		set_int(o, "css_width", as->css_width);
		set_int(o, "css_height", as->css_height);
		set_int(o, "width", as->width);
		set_int(o, "height", as->height);
		set_int(o, "components", as->components);
		set_int(o, "bits", as->bits);
		set_int(o, "alpha", as->has_alpha);
		set_int(o, "size", (long long)as->size);
		set_bytes(o, "src", as->src);
		json_array_append_new(list, o);
	}
	return list;
}

static json_t *
ledger_to_json(const struct article *a)
{
	json_t *list = json_array();
	size_t i;

	for (i = 0; i < a->ledger.n; i++) {
		const struct ledger_entry *e = &a->ledger.p[i];
		json_t *o = json_object();

		set_int(o, "kind", e->kind);
		set_bytes(o, "stage", e->stage);
		set_bytes(o, "rule", e->rule);
		set_int(o, "line", e->line);
		set_bytes(o, "path", e->path);
		set_bytes(o, "text", e->text);
		set_int(o, "words", e->words);
		json_array_append_new(list, o);
	}
	return list;
}

/* JSON inside a script element: see above.  These characters only occur
 * within JSON's strings, where the escapes mean the same. */
static void
put_script_json(struct str *out, const char *json)
{
	const char *p = json;
	const char *end = json + strlen(json);
	const char *from = p;

	for (; p < end; p++) {
		unsigned char c = (unsigned char)*p;
		const char *esc = NULL;
		int n = 1;

		if (c == '<')
			esc = "\\u003c";
		else if (c == '>')
			esc = "\\u003e";
		else if (c == '&')
			esc = "\\u0026";
		else if (c == 0xEF && end - p >= 3 &&
		         (unsigned char)p[1] == 0xBF &&
		         (unsigned char)p[2] >= 0xBE) {
			esc = (unsigned char)p[2] == 0xBE ? "\\ufffe"
			                                  : "\\uffff";
			n = 3;
		}
		if (!esc)
			continue;
		str_add(out, from, (size_t)(p - from));
		str_puts(out, esc);
		p += n - 1;
		from = p + 1;
	}
	str_add(out, from, (size_t)(p - from));
}

void
article_write(struct str *out, const struct article *a)
{
	const xmlNode *html = a->tree ? xmlDocGetRootElement(a->tree) : NULL;
	const xmlNode *body = article_body(a);
	json_t *o = json_object();
	char *json;

	set_int(o, "bantin", FORMAT);
	set_bytes(o, "name", a->name);
	set_bytes(o, "base_dir", a->base_dir);
	set_bytes(o, "encoding", a->encoding);
	set_bytes(o, "running", a->running);
	json_object_set_new_nocheck(o, "meta", meta_to_json(&a->meta));
	json_object_set_new_nocheck(o, "assets", assets_to_json(a));
	json_object_set_new_nocheck(o, "ledger", ledger_to_json(a));
	json = json_dumps(o, JSON_COMPACT);
	json_decref(o);
	if (!json)
		out_of_memory();
	str_puts(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n"
	              "<html xmlns=\"http://www.w3.org/1999/xhtml\"><head>");
	str_puts(out, SCRIPT_OPEN);
	put_script_json(out, json);
	free(json);
	str_puts(out, SCRIPT_CLOSE "</head>");
	if (body)
		xhtml_node(out, body);
	else if (!html)
		str_puts(out, "<body></body>");
	str_puts(out, "</html>\n");
}

/* Reading back.  A string, or {"hex": ...}; NULL when neither. */
static char *
json_to_bytes(struct arena *arena, const json_t *v)
{
	const char *hex;
	char *s, *to;
	size_t n;

	if (json_is_string(v)) {
		n = json_string_length(v);
		if (memchr(json_string_value(v), '\0', n))
			return NULL;
		return arena_strndup(arena, json_string_value(v), n);
	}
	hex = json_string_value(json_object_get(v, "hex"));
	if (!hex)
		return NULL;
	n = strlen(hex);
	if (n % 2 || strspn(hex, "0123456789abcdef") != n)
		return NULL;
	to = s = arena_alloc(arena, n / 2 + 1);
	for (; *hex; hex += 2) {
		int hi = hex[0] <= '9' ? hex[0] - '0' : hex[0] - 'a' + 10;
		int lo = hex[1] <= '9' ? hex[1] - '0' : hex[1] - 'a' + 10;

		*to++ = (char)(hi << 4 | lo);
	}
	return strlen(s) == n / 2 ? s : NULL;
}

/* Absent stays NULL; there but wrong is -1. */
static int
get_bytes(struct arena *arena, const json_t *o, const char *key, char **to)
{
	const json_t *v = json_object_get(o, key);

	if (!v)
		return 0;
	*to = json_to_bytes(arena, v);
	return *to ? 0 : -1;
}

static int
get_int(const json_t *o, const char *key, long long min, long long max,
        long long *to)
{
	const json_t *v = json_object_get(o, key);

	*to = json_integer_value(v);
	return json_is_integer(v) && *to >= min && *to <= max ? 0 : -1;
}

static int
read_meta(struct article *a, const json_t *o)
{
	int f;

	if (!json_is_object(o))
		return -1;
	for (f = 0; f < META_FIELDS; f++) {
		const json_t *pair =
		        json_object_get(o, meta_name((enum meta_field)f));

		if (!pair)
			continue;
		a->meta.f[f].value =
		        json_to_bytes(a->arena, json_array_get(pair, 0));
		if (!a->meta.f[f].value)
			return -1;
		a->meta.f[f].source =
		        json_to_bytes(a->arena, json_array_get(pair, 1));
	}
	return 0;
}

static char **
next_name(struct article *a, int keywords)
{
	return keywords ? vec_push(&a->meta.keywords)
	                : vec_push(&a->meta.authors);
}

static int
read_names(struct article *a, const json_t *list, int keywords)
{
	size_t i;

	if (!json_is_array(list))
		return -1;
	for (i = 0; i < json_array_size(list); i++) {
		char *s = json_to_bytes(a->arena, json_array_get(list, i));

		if (!s)
			return -1;
		*next_name(a, keywords) = s;
	}
	return 0;
}

static int
get_hash(const json_t *o, const char *key, char to[SHA256_HEX + 1])
{
	const char *hash = json_string_value(json_object_get(o, key));

	if (!hash || strlen(hash) != SHA256_HEX ||
	        strspn(hash, "0123456789abcdef") != SHA256_HEX)
		return -1;
	memcpy(to, hash, SHA256_HEX);
	return 0;
}

static int
read_original(struct asset *as, const json_t *o)
{
	long long type;

	if (!json_object_get(o, "original"))
		return 0;
	if (get_int(o, "original_type", ASSET_WEBP, ASSET_SVG, &type) < 0)
		return -1;
	as->original_type = (enum asset_type)type;
	return get_hash(o, "original", as->original);
}

static int
read_asset(struct article *a, const json_t *o)
{
	struct asset *as = vec_push(&a->assets);
	long long type, width, height, comps, bits, alpha, size;
	long long css_width, css_height;

	if (get_hash(o, "hash", as->hash) < 0 || read_original(as, o) < 0)
		return -1;
	if (get_int(o, "type", ASSET_JPEG, ASSET_PNG, &type) < 0 ||
	        get_int(o, "css_width", 1, INT_MAX, &css_width) < 0 ||
	        get_int(o, "css_height", 1, INT_MAX, &css_height) < 0 ||
	        get_int(o, "width", 1, INT_MAX, &width) < 0 ||
	        get_int(o, "height", 1, INT_MAX, &height) < 0 ||
	        get_int(o, "components", 1, 4, &comps) < 0 ||
	        get_int(o, "bits", 1, 16, &bits) < 0 ||
	        get_int(o, "alpha", 0, 1, &alpha) < 0 ||
	        get_int(o, "size", 0, LLONG_MAX, &size) < 0)
		return -1;
	as->css_width = (int)css_width;
	as->css_height = (int)css_height;
	as->type = type == ASSET_PNG ? ASSET_PNG : ASSET_JPEG;
	as->width = (int)width;
	as->height = (int)height;
	as->components = (int)comps;
	as->bits = (int)bits;
	as->has_alpha = (int)alpha;
	as->size = (size_t)size;
	return get_bytes(a->arena, o, "src", &as->src);
}

static int
read_ledger(struct article *a, const json_t *o)
{
	struct ledger_entry *e = vec_push(&a->ledger);
	char *stage = NULL;
	char *rule = NULL;
	long long kind, line, words;

	if (get_int(o, "kind", LEDGER_DROP, LEDGER_NOTE, &kind) < 0 ||
	        get_int(o, "line", 0, INT_MAX, &line) < 0 ||
	        get_int(o, "words", 0, UINT_MAX, &words) < 0 ||
	        get_bytes(a->arena, o, "stage", &stage) < 0 ||
	        get_bytes(a->arena, o, "rule", &rule) < 0 ||
	        get_bytes(a->arena, o, "path", &e->path) < 0 ||
	        get_bytes(a->arena, o, "text", &e->text) < 0)
		return -1;
	e->kind = (enum ledger_kind)kind;
	e->line = (int)line;
	e->words = (unsigned)words;
	e->stage = stage;
	e->rule = rule;
	return 0;
}

static int
read_list(struct article *a, const json_t *list,
        int (*one)(struct article *, const json_t *))
{
	size_t i;

	if (!json_is_array(list))
		return -1;
	for (i = 0; i < json_array_size(list); i++)
		if (one(a, json_array_get(list, i)) < 0)
			return -1;
	return 0;
}

/* The ledger stands last, and quotes within strings are escaped. */
static void
cut_ledger(struct str *json)
{
	static const char key[] = ",\"ledger\":[";
	const char *at = memmem(json->s, json->len, key, sizeof(key) - 1);

	if (at) {
		str_truncate(json, (size_t)(at - json->s));
		str_putc(json, '}');
	}
}

static int
read_json(struct article *a, struct span json, int ledger)
{
	struct str text = STR_INIT;
	const json_t *meta;
	long long format;
	json_t *o;
	int rc;

	str_put_span(&text, json);
	if (!ledger)
		cut_ledger(&text);
	o = json_loads(str_c(&text), JSON_REJECT_DUPLICATES, NULL);
	str_free(&text);
	meta = json_object_get(o, "meta");
	rc = get_int(o, "bantin", FORMAT, FORMAT, &format) < 0 ||
	     get_bytes(a->arena, o, "name", &a->name) < 0 ||
	     get_bytes(a->arena, o, "base_dir", &a->base_dir) < 0 ||
	     get_bytes(a->arena, o, "encoding", &a->encoding) < 0 ||
	     get_bytes(a->arena, o, "running", &a->running) < 0 ||
	     read_meta(a, meta) < 0 ||
	     read_names(a, json_object_get(meta, "authors"), 0) < 0 ||
	     read_names(a, json_object_get(meta, "keywords"), 1) < 0 ||
	     read_list(a, json_object_get(o, "assets"), read_asset) < 0 ||
	     (ledger && read_list(a, json_object_get(o, "ledger"),
	                        read_ledger) < 0);
	json_decref(o);
	return rc ? -1 : 0;
}

/* A DTD ends the reading before any of it is looked at. */
static void
refuse_dtd(
        void *ctx, const xmlChar *name, const xmlChar *id, const xmlChar *sys)
{
	(void)name;
	(void)id;
	(void)sys;
	xmlStopParser(ctx);
}

static void
without_dtd(xmlSAXHandlerPtr sax)
{
	sax->internalSubset = refuse_dtd;
}

/* "xml:lang" is an attribute like others in our trees, as HTML has it. */
static int
plain_attrs(xmlDocPtr doc, xmlNodePtr n)
{
	xmlAttrPtr a;

	for (a = n->properties; a; a = a->next) {
		struct str name = STR_INIT;

		if (!a->ns)
			continue;
		if (strcmp((const char *)a->ns->prefix, "xml") || !doc->dict)
			return -1;
		str_printf(&name, "xml:%s", (const char *)a->name);
		a->name = xmlDictLookup(
		        doc->dict, (const xmlChar *)name.s, (int)name.len);
		a->ns = NULL;
		str_free(&name);
		if (!a->name)
			out_of_memory();
	}
	return 0;
}

/* Inside bantin elements have no namespace.  -1 when the tree is too deep or
 * holds what no article of ours holds. */
static int
plain_tree(xmlDocPtr doc)
{
	xmlNodePtr root = xmlDocGetRootElement(doc);
	xmlNodePtr n = root;
	int depth = 0;

	while (n) {
		if (n->type == XML_ENTITY_REF_NODE)
			return -1;
		if (n->type == XML_ELEMENT_NODE) {
			n->ns = NULL;
			if (plain_attrs(doc, n) < 0 || (n->nsDef && n != root))
				return -1;
		}
		if (n->type == XML_ELEMENT_NODE && n->children) {
			n = n->children;
			if (++depth > DEPTH_MAX)
				return -1;
			continue;
		}
		while (n != root && !n->next) {
			n = n->parent;
			depth--;
		}
		n = n == root ? NULL : n->next;
	}
	if (root) {
		xmlFreeNsList(root->nsDef);
		root->nsDef = NULL;
	}
	return 0;
}

/* The text of the head's script, and all around it: libxml2 need not look at
 * what is not for it. */
static int
take_script(struct span in, struct span *json, struct str *rest)
{
	const char *open =
	        memmem(in.p, in.n, SCRIPT_OPEN, sizeof(SCRIPT_OPEN) - 1);
	const char *end = in.p + in.n, *close;

	if (!open)
		return -1;
	json->p = open + sizeof(SCRIPT_OPEN) - 1;
	close = memmem(json->p, (size_t)(end - json->p), SCRIPT_CLOSE,
	        sizeof(SCRIPT_CLOSE) - 1);
	if (!close)
		return -1;
	json->n = (size_t)(close - json->p);
	close += sizeof(SCRIPT_CLOSE) - 1;
	str_reserve(rest, in.n);
	str_add(rest, in.p, (size_t)(open - in.p));
	str_add(rest, close, (size_t)(end - close));
	return 0;
}

static int
is_empty_head(const xmlNode *n)
{
	return dom_is(n, "head") && !n->children;
}

enum parts { TREE, TEXT, ALL }; /* TEXT: without the ledger */

static struct article *
read_parts(struct span in, const char *name, enum parts parts, struct diag *dg)
{
	struct article *a = article_new(name);
	struct str rest = STR_INIT;
	struct span json;
	xmlNodePtr root = NULL;
	int rc = take_script(in, &json, &rest);

	if (rc == 0)
		a->tree = reader_tree(str_span(&rest));
	if (rc == 0 && !a->tree)
		a->tree = dom_read_xml(str_span(&rest),
		        XML_PARSE_COMPACT | XML_PARSE_HUGE, without_dtd);
	if (a->tree)
		root = xmlDocGetRootElement(a->tree);
	rc = !root || plain_tree(a->tree) < 0 || !dom_is(root, "html") ||
	     !is_empty_head(root->children) || !article_body(a) ||
	     root->children->next != article_body(a) ||
	     root->last != article_body(a) ||
	     (parts != TREE && read_json(a, json, parts == ALL) < 0);
	str_free(&rest);
	if (rc) {
		diag_file(dg, name, MSG_ARTICLE_READ);
		article_free(a);
		return NULL;
	}
	return a;
}

struct article *
article_read(struct span in, const char *name, struct diag *dg)
{
	return read_parts(in, name, ALL, dg);
}

struct article *
article_read_text(struct span in, const char *name, struct diag *dg)
{
	return read_parts(in, name, TEXT, dg);
}

struct article *
article_read_tree(struct span in, const char *name, struct diag *dg)
{
	return read_parts(in, name, TREE, dg);
}
