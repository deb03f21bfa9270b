/* The machine-checkable rules of PDF/A-2u (ISO 19005-2) and PDF/UA-1 (ISO
 * 14289-1) held against our own output, as qpdf reads it.  Numbers are
 * clauses. */
#include "pdf_sample.h"

#include <jansson.h>

struct file {
	struct make *m;
	json_t *json, *objects;
	char *qdf;
	int print;
};

static json_t *
value_of(json_t *object)
{
	json_t *v = json_object_get(object, "value");

	if (!v)
		v = json_object_get(json_object_get(object, "stream"), "dict");
	return v;
}

/* "12 0 R" to what it names, anything else to itself. */
static json_t *
get(const struct file *f, json_t *v)
{
	const char *s = json_string_value(v);
	char key[40];
	size_t n = s ? strlen(s) : 0;

	if (n < 5 || strcmp(s + n - 4, " 0 R") != 0 || s[0] > '9')
		return v;
	snprintf(key, sizeof(key), "obj:%s", s);
	return value_of(json_object_get(f->objects, key));
}

static json_t *
at(const struct file *f, json_t *dict, const char *key)
{
	return get(f, json_object_get(dict, key));
}

static const char *
str_at(const struct file *f, json_t *dict, const char *key)
{
	const char *s = json_string_value(at(f, dict, key));

	return s ? s : "";
}

static int
is_a(const struct file *f, json_t *v, const char *type, const char *subtype)
{
	return json_is_object(v) &&
	       (!type || strcmp(str_at(f, v, "/Type"), type) == 0) &&
	       (!subtype || strcmp(str_at(f, v, "/Subtype"), subtype) == 0);
}

static json_t *
catalog(const struct file *f)
{
	json_t *trailer = value_of(json_object_get(f->objects, "trailer"));

	return at(f, trailer, "/Root");
}

static void
file_open(struct file *f, struct make *m, const char *path, int print)
{
	int st;
	char *text = run_tool(m, &st, "qpdf --json=2 %s", path);

	f->m = m;
	f->print = print;
	assert_int_equal(st, 0);
	f->json = json_loads(text, 0, NULL);
	assert_non_null(f->json);
	f->objects = json_array_get(json_object_get(f->json, "qpdf"), 1);
	assert_true(json_is_object(f->objects));
	f->qdf = run_tool(m, &st,
	        "qpdf --qdf --object-streams=disable "
	        "--normalize-content=y %s - | tr '\\000\\r' '  '",
	        path);
}

/* 6.1.3, 6.2.3, 6.6, 5, 6.2, 7.1, 7.2 */
static void
check_catalog(const struct file *f)
{
	json_t *trailer = value_of(json_object_get(f->objects, "trailer"));
	json_t *cat = catalog(f), *id = json_object_get(trailer, "/ID"), *v;
	json_t *intents = at(f, cat, "/OutputIntents");
	size_t i;

	assert_int_equal(json_array_size(id), 2);
	assert_null(json_object_get(trailer, "/Encrypt"));
	assert_true(json_is_true(at(f, at(f, cat, "/MarkInfo"), "/Marked")));
	assert_true(json_is_true(
	        at(f, at(f, cat, "/ViewerPreferences"), "/DisplayDocTitle")));
	assert_string_equal(str_at(f, cat, "/Lang"), "u:vi");
	assert_string_equal(str_at(f, cat, "/PageMode"), "/UseOutlines");
	assert_true(is_a(f, at(f, cat, "/Metadata"), "/Metadata", "/XML"));
	assert_null(json_object_get(at(f, cat, "/Metadata"), "/Filter"));
	assert_null(json_object_get(cat, "/AA"));
	assert_null(json_object_get(cat, "/OpenAction"));
	assert_int_equal(json_array_size(intents), f->print ? 2 : 1);
	json_array_foreach(intents, i, v)
	{
		json_t *first = json_array_get(intents, 0);

		assert_int_equal(json_integer_value(at(f,
		                         at(f, v, "/DestOutputProfile"), "/N")),
		        f->print ? 4 : 3);
		/* several share one profile */
		assert_string_equal(json_string_value(json_object_get(
		                            first, "/DestOutputProfile")),
		        json_string_value(
		                json_object_get(v, "/DestOutputProfile")));
	}
}

/* 6.1.7, 6.2.8, 6.2.11, 6.3, 7.18 by object */
static void
check_object(const struct file *f, json_t *o)
{
	json_t *v = value_of(o);
	int stream = json_object_get(o, "stream") != NULL;
	const char *filter = str_at(f, v, "/Filter");

	if (stream) {
		assert_null(json_object_get(v, "/F"));
		assert_true(!*filter || !strcmp(filter, "/FlateDecode") ||
		            !strcmp(filter, "/DCTDecode"));
	}
	if (is_a(f, v, "/XObject", "/Image")) {
		const char *space = str_at(f, v, "/ColorSpace");

		assert_null(json_object_get(v, "/Interpolate"));
		assert_null(json_object_get(v, "/Alternates"));
		assert_string_not_equal(
		        space, f->print ? "/DeviceRGB" : "/DeviceCMYK");
	}
	if (is_a(f, v, "/Font", "/Type0"))
		assert_non_null(at(f, v, "/ToUnicode"));
	if (is_a(f, v, "/Font", "/CIDFontType2")) {
		assert_non_null(
		        json_object_get(at(f, v, "/CIDToGIDMap"), "/Length"));
		assert_non_null(
		        at(f, at(f, v, "/FontDescriptor"), "/FontFile2"));
	}
	if (is_a(f, v, "/Font", "/CIDFontType0"))
		assert_string_equal(str_at(f,
		                            at(f, at(f, v, "/FontDescriptor"),
		                                    "/FontFile3"),
		                            "/Subtype"),
		        "/CIDFontType0C");
	if (is_a(f, v, "/Annot", NULL)) {
		assert_false(f->print);
		assert_string_equal(str_at(f, v, "/Subtype"), "/Link");
		assert_int_equal(json_integer_value(at(f, v, "/F")), 4);
		assert_true(strlen(str_at(f, v, "/Contents")) > 2);
		assert_true(json_is_integer(at(f, v, "/StructParent")));
	}
	if (is_a(f, v, "/Page", NULL)) {
		assert_non_null(json_object_get(v, "/Resources"));
		assert_string_equal(str_at(f, v, "/Tabs"), "/S");
		assert_true(json_is_integer(at(f, v, "/StructParents")));
		assert_int_equal(
		        json_object_get(v, "/TrimBox") != NULL, f->print);
	}
}

/* Does element e own MCID n of the page, or the annotation? */
static int
owns(const struct file *f, json_t *e, const char *page, long n,
        const char *annot)
{
	json_t *k = json_object_get(e, "/K"), *v;
	json_t *one = json_is_array(k) ? NULL : json_pack("[O]", k);
	const char *own = json_string_value(json_object_get(e, "/Pg"));
	size_t i;
	int found = 0;

	json_array_foreach(one ? one : k, i, v)
	{
		const char *pg = json_string_value(json_object_get(v, "/Pg"));

		if (annot)
			found |= strcmp(str_at(f, v, "/Type"), "/OBJR") == 0 &&
			         !strcmp(json_string_value(
			                         json_object_get(v, "/Obj")),
			                 annot);
		else if (json_is_integer(v))
			found |= json_integer_value(v) == n && own &&
			         !strcmp(own, page);
		else if (pg && !strcmp(str_at(f, v, "/Type"), "/MCR"))
			found |= !strcmp(pg, page) &&
			         n == json_integer_value(at(f, v, "/MCID"));
	}
	if (one)
		json_decref(one);
	return found;
}

/* The entry for key of a number tree without kids. */
static json_t *
number(const struct file *f, json_t *tree, long key)
{
	json_t *nums = at(f, tree, "/Nums");

	for (size_t i = 0; i + 1 < json_array_size(nums); i += 2)
		if (json_integer_value(json_array_get(nums, i)) == key)
			return json_array_get(nums, i + 1);
	return NULL;
}

/* Every page's and annotation's way to the structure tree and back. */
static void
check_round_trip(const struct file *f)
{
	json_t *root = at(f, catalog(f), "/StructTreeRoot"), *o;
	json_t *tree = at(f, root, "/ParentTree");
	const char *key;
	int marks = 0, annots = 0;

	json_object_foreach(f->objects, key, o)
	{
		json_t *v = value_of(o), *list, *e;
		size_t i;

		if (is_a(f, v, "/Page", NULL)) {
			list = get(f, number(f, tree,
			                      (long)json_integer_value(at(f, v,
			                              "/StructParents"))));
			assert_true(json_array_size(list) > 0);
			json_array_foreach(list, i, e)
			{
				assert_true(owns(
				        f, get(f, e), key + 4, (long)i, NULL));
				marks++;
			}
		} else if (is_a(f, v, "/Annot", NULL)) {
			e = get(f, number(f, tree,
			                   (long)json_integer_value(
			                           at(f, v, "/StructParent"))));
			assert_string_equal(str_at(f, e, "/S"), "/Link");
			assert_true(owns(f, e, NULL, 0, key + 4));
			annots++;
		}
	}
	assert_true(marks > 20);
	assert_int_equal(annots, f->print ? 0 : 2);
}

/* 7.1 parents; 7.3 Alt; 7.5 Scope; 7.9 ID; children of rows and lists */
static void
check_element(const struct file *f, const char *ref, json_t *e)
{
	const char *s = str_at(f, e, "/S");
	const char *up = str_at(f, at(f, e, "/P"), "/S");
	json_t *k = json_object_get(e, "/K"), *kid;
	size_t i;

	assert_non_null(json_object_get(e, "/P"));
	if (!strcmp(s, "/Figure"))
		assert_true(strlen(str_at(f, e, "/Alt")) > 2);
	if (!strcmp(s, "/TH"))
		assert_true(strlen(str_at(f, at(f, e, "/A"), "/Scope")) > 2);
	if (!strcmp(s, "/Note"))
		assert_true(strlen(str_at(f, e, "/ID")) > 2);
	if (!strcmp(s, "/TH") || !strcmp(s, "/TD"))
		assert_string_equal(up, "/TR");
	if (!strcmp(s, "/LI"))
		assert_string_equal(up, "/L");
	if (!strcmp(s, "/Lbl") || !strcmp(s, "/LBody"))
		assert_string_equal(up, "/LI");
	assert_true(!f->print || strcmp(s, "/Link") != 0);
	json_array_foreach(k, i, kid)
	{
		json_t *to = get(f, kid);

		if (to != kid)
			assert_string_equal(
			        json_string_value(json_object_get(to, "/P")),
			        ref);
	}
}

static int
is_word(const char *p, const char *word)
{
	size_t n = strlen(word);

	return !strncmp(p, word, n) && (p[n] == ' ' || p[n] == '\n');
}

/* One page's operators: text and paint only in marked content, tagged
 * content and artifacts never one in the other, all pairs in order; q at
 * most 28 deep (6.1.13). */
static void
check_content(const char *p, const char *end)
{
	int depth = 0, tagged = 0, artifact = 0, in_text = 0, text_depth = 0;
	int q = 0;
	const char *line = p;

	for (; p < end; p++) {
		if (*p == '<' && p[1] != '<' && p[-1] != '<')
			p = strchr(p, '>'); /* a hex string */
		if (p > line && !strchr(" \n]>", p[-1]))
			continue;
		if (is_word(p, "BDC")) {
			const char *from = p;

			while (from > line && from[-1] != '\n')
				from--;
			if (memmem(from, (size_t)(p - from), "/MCID", 5)) {
				assert_int_equal(tagged + artifact, 0);
				tagged = depth + 1;
			} else if (!strncmp(from, "/Artifact", 9)) {
				assert_int_equal(tagged + artifact, 0);
				artifact = depth + 1;
			} else {
				assert_true(tagged || artifact);
			}
			depth++;
		} else if (is_word(p, "EMC")) {
			assert_true(depth > 0);
			if (in_text)
				assert_true(depth > text_depth);
			if (tagged == depth)
				tagged = 0;
			if (artifact == depth)
				artifact = 0;
			depth--;
		} else if (is_word(p, "BT")) {
			assert_false(in_text);
			in_text = 1;
			text_depth = depth;
		} else if (is_word(p, "ET")) {
			assert_true(in_text && depth == text_depth);
			in_text = 0;
		} else if (is_word(p, "q")) {
			assert_true(++q <= 28 && !in_text);
		} else if (is_word(p, "Q")) {
			assert_true(--q >= 0);
		} else if (is_word(p, "TJ")) {
			assert_true(in_text && depth);
		} else if (is_word(p, "f") || is_word(p, "S") ||
		           is_word(p, "Do")) {
			if (!depth || in_text)
				fail_msg("bare paint: %.80s", p - 60);
		}
	}
	assert_int_equal(depth + in_text + q, 0);
}

static void
check_contents(const struct file *f)
{
	const char *p = f->qdf;
	int n = 0;

	while ((p = strstr(p, "%% Contents for page")) != NULL) {
		const char *start = strstr(p, "stream\n");
		const char *end = strstr(p, "\nendstream");

		assert_true(start && end && start < end);
		check_content(start + 7, end);
		if (f->print) { /* 6.2.4.3: no RGB, no grey */
			assert_null(
			        memmem(start, (size_t)(end - start), " rg", 3));
			assert_null(memmem(
			        start, (size_t)(end - start), "0 g\n", 4));
		}
		p = end;
		n++;
	}
	assert_int_equal(n, 2);
}

/* 6.6.2: well-formed, in step with Info, and saying what the file is. */
static void
check_metadata(const struct file *f)
{
	static const char *const must[] = {
		"<pdfaid:part>2</pdfaid:part>",
		"<pdfaid:conformance>U</pdfaid:conformance>",
		"<pdfuaid:part>1</pdfuaid:part>",
		"Bản tin &lt;Hải quan&gt; &amp; (thử) 5/2024",
		"<xmp:ModifyDate>2024-05-31T07:08:09Z</xmp:ModifyDate>",
		"<pdf:Producer>bantin ",
		"A &amp; B &lt; C",
		"<rdf:li>Cục Hải quan</rdf:li>",
		"pdfaExtension:schemas",
		"<rdf:li>vi</rdf:li>",
	};
	const char *xml = strstr(f->qdf, "<?xpacket begin=");
	const char *end = xml ? strstr(xml, "<?xpacket end=\"w\"?>") : NULL;
	char *copy;
	xmlDocPtr doc;

	assert_true(xml && end);
	copy = arena_strndup(f->m->arena, xml, (size_t)(end - xml));
	for (size_t i = 0; i < sizeof(must) / sizeof(*must); i++)
		assert_has(copy, must[i]);
	if (f->print)
		assert_has(copy, "PDF/X-4");
	assert_has(f->qdf, "/CreationDate (D:20240531070809Z)");
	doc = xmlReadMemory(copy, (int)strlen(copy), NULL, "UTF-8", 0);
	assert_non_null(doc);
	xmlFreeDoc(doc);
}

static void
check(int print)
{
	struct sample s;
	struct file f;
	const char *path, *key;
	json_t *o;
	int elements = 0;

	if (!have_tool("qpdf") ||
	        (print && access("/usr/share/color/icc/ghostscript/"
	                         "default_cmyk.icc",
	                          R_OK) != 0))
		skip();
	sample_make(&s);
	path = make_path(&s.m, "rules.pdf");
	sample_write(&s, path, print);
	file_open(&f, &s.m, path, print);
	check_catalog(&f);
	json_object_foreach(f.objects, key, o)
	{
		check_object(&f, o);
		if (json_object_get(value_of(o), "/S") &&
		        json_object_get(value_of(o), "/P")) {
			check_element(&f, key + 4, value_of(o));
			elements++;
		}
	}
	assert_true(elements > 25);
	check_round_trip(&f);
	check_contents(&f);
	check_metadata(&f);
	json_decref(f.json);
	sample_free(&s);
}

static void
test_screen(void **state)
{
	(void)state;
	check(0);
}

static void
test_print(void **state)
{
	(void)state;
	check(1);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_screen),
		cmocka_unit_test(test_print),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
