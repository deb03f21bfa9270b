/* css_door: what the data files cannot show: pointers that are equal, files
 * that import files, and time that stays linear. */
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#include <cmocka.h>
#include <libxml/parser.h>

#include "css/css.h"
#include "css/selectors.h"

static xmlDocPtr
parse(const char *xml)
{
	xmlDocPtr doc =
	        xmlReadMemory(xml, (int)strlen(xml), "t", NULL, XML_PARSE_HUGE);

	assert_non_null(doc);
	return doc;
}

static void
count_messages(void *ctx, enum diag_level level, enum diag_msg msg,
        const struct where *w, const char *text)
{
	(void)level;
	(void)msg;
	(void)w;
	(void)text;
	++*(int *)ctx;
}

static void
quiet(struct diag *dg, int *n)
{
	diag_init(dg);
	*n = 0;
	dg->sink = count_messages;
	dg->ctx = n;
}

static void
add(struct css *c, const char *sheet)
{
	css_add_text(c, span_of(sheet), "s", ORIGIN_AUTHOR, NULL);
}

static void
half_of(void *ctx, const struct style *s, int *zero, int *x_height)
{
	++*(int *)ctx;
	*zero = strcmp(s->font_family[0], "mono") == 0 ? 600 : 550;
	*x_height = s->font_weight > 400 ? 0 : 480;
}

/* ch and ex are the font's; of a font-size the parent's; unknown, half an em. */
static void
fonts_are_measured(void **state)
{
	struct css *c = css_new("print");
	xmlDocPtr doc = parse("<r><a/></r>");
	const xmlNode *n = xmlDocGetRootElement(doc);
	const struct style *root, *a;
	int asked = 0;

	(void)state;
	add(c, "r { font: 10pt other; width: 2ch } a { font: bold 2ch mono; "
	       "width: calc(10ch + 1pt); height: 2ex }");
	root = css_style(c, n, NULL, PSEUDO_NONE);
	assert_int_equal(root->width.v, 10 * PT);
	css_metrics(c, half_of, &asked);
	root = css_style(c, n, NULL, PSEUDO_NONE);
	a = css_style(c, n->children, root, PSEUDO_NONE);
	assert_int_equal(root->width.v, 11 * PT);
	assert_int_equal(a->font_size, 11 * PT);
	assert_int_equal(a->width.v, 67 * PT);
	assert_int_equal(a->height.v, 11 * PT);
	assert_true(asked > 0);
	css_free(c);
	xmlFreeDoc(doc);
}

static void
equal_styles_are_one(void **state)
{
	struct css *c = css_new("print");
	xmlDocPtr doc = parse("<r><a/><a class='k'/><b class='k'/><d/></r>");
	const xmlNode *n = xmlDocGetRootElement(doc);
	const struct style *root, *a, *ak, *bk, *d;

	(void)state;
	add(c, ".k { width: 3px } b { width: 1in; font-weight: normal }"
	       "d { width: calc(1px * 3); color: black }");
	root = css_style(c, n, NULL, PSEUDO_NONE);
	n = n->children;
	a = css_style(c, n, root, PSEUDO_NONE);
	ak = css_style(c, n->next, root, PSEUDO_NONE);
	bk = css_style(c, n->next->next, root, PSEUDO_NONE);
	d = css_style(c, n->next->next->next, root, PSEUDO_NONE);
	assert_ptr_not_equal(a, ak);
	assert_ptr_equal(ak, bk);
	assert_ptr_equal(ak, d);
	assert_ptr_equal(a, css_style(c, n, root, PSEUDO_NONE));
	assert_null(css_style(c, n, a, PSEUDO_BEFORE));
	xmlFreeDoc(doc);
	css_free(c);
}

static void
anonymous_boxes_inherit(void **state)
{
	struct css *c = css_new("print");
	xmlDocPtr doc = parse("<r style='color: red; width: 1pt'/>");
	const struct style *r, *s;

	(void)state;
	r = css_style(c, xmlDocGetRootElement(doc), NULL, PSEUDO_NONE);
	s = css_anonymous(c, r, DISPLAY_TABLE_CELL);
	assert_int_equal(s->display, DISPLAY_TABLE_CELL);
	assert_int_equal(s->width.kind, LEN_AUTO);
	assert_memory_equal(&s->color, &r->color, sizeof(s->color));
	assert_ptr_equal(s, css_anonymous(c, r, DISPLAY_TABLE_CELL));
	assert_int_equal(css_initial(c)->font_size, 12 * PT);
	assert_int_equal(css_initial(c)->display, DISPLAY_INLINE);
	assert_int_equal(css_initial(c)->border_width[TOP], 0);
	xmlFreeDoc(doc);
	css_free(c);
}

static void
used_lengths(void **state)
{
	struct css *c = css_new("print");
	xmlDocPtr doc = parse(
	        "<r style='width: calc(50% - 10pt);"
	        "height: min(50%, 30pt); min-width: 25%; max-width: 5pt'/>");
	const struct style *s;

	(void)state;
	s = css_style(c, xmlDocGetRootElement(doc), NULL, PSEUDO_NONE);
	assert_int_equal(css_len_used(s->width, 100 * PT), 40 * PT);
	assert_int_equal(css_len_used(s->height, 100 * PT), 30 * PT);
	assert_int_equal(css_len_used(s->height, 20 * PT), 10 * PT);
	assert_int_equal(css_len_used(s->min_width, 100 * PT), 25 * PT);
	assert_int_equal(css_len_used(s->max_width, 100 * PT), 5 * PT);
	assert_int_equal(css_len_used(s->max_height, 100 * PT), 0);
	xmlFreeDoc(doc);
	css_free(c);
}

/* A sheet added later is seen by styles asked for later. */
static void
sheets_after_styles(void **state)
{
	struct css *c = css_new("print");
	xmlDocPtr doc = parse("<r/>");
	const xmlNode *r = xmlDocGetRootElement(doc);
	const struct style *before, *after;

	(void)state;
	add(c, "r { width: 1pt }");
	before = css_style(c, r, NULL, PSEUDO_NONE);
	add(c, "r { width: 2pt } @page { margin: 3pt }");
	after = css_style(c, r, NULL, PSEUDO_NONE);
	assert_int_equal(before->width.v, PT);
	assert_int_equal(after->width.v, 2 * PT);
	assert_int_equal(css_page(c, NULL, 0)->style->margin[TOP].v, 3 * PT);
	xmlFreeDoc(doc);
	css_free(c);
}

static char folder[] = "/tmp/bantin-css-XXXXXX";

static void
put_file(const char *name, const char *text)
{
	char path[200];
	FILE *f;

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	f = fopen(path, "w");
	assert_non_null(f);
	fputs(text, f);
	fclose(f);
}

static void
remove_file(const char *name)
{
	char path[200];

	snprintf(path, sizeof(path), "%s/%s", folder, name);
	remove(path);
}

static void
files_import_files(void **state)
{
	static const char *const names[] = { "theme/main.css",
		"theme/sub/a.css", "theme/b.css", "theme/c.css", "out.css",
		"theme/f.ttf", "theme/link.css", "theme/sub", "theme" };
	struct css *c = css_new("print");
	xmlDocPtr doc = parse("<r/>");
	const struct css_font_face *f;
	const struct style *s;
	char path[200], out[200];
	struct diag dg;
	size_t i;
	int n;

	(void)state;
	assert_non_null(mkdtemp(folder));
	snprintf(path, sizeof(path), "%s/theme", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	snprintf(path, sizeof(path), "%s/theme/sub", folder);
	assert_int_equal(mkdir(path, 0700), 0);
	put_file("theme/main.css",
	        "@charset 'utf-8';@import 'sub/a.css';"
	        "@import url(b.css) print;@import 'c.css' screen;"
	        "@import '../out.css';@import 'link.css';@import 'none.css';"
	        "@import 'main.css';"
	        "@font-face { font-family: F; font-weight: 100 900;"
	        " font-style: italic; src: local(Some Font), url(f.ttf);"
	        " unicode-range: U+26, u+0-7F , U+4??,U+1E00-1EFF }"
	        "@font-face { font-family: G; src: url(../out.ttf) }"
	        "r { width: 1pt }");
	put_file("theme/sub/a.css", "@import '../b.css'; r { width: 2pt;"
	                            " height: 2pt }");
	put_file("theme/b.css", "r { min-width: 3pt }");
	put_file("theme/c.css", "r { width: 9pt !important }");
	put_file("out.css", "r { min-height: 9pt }");
	put_file("theme/f.ttf", "");
	snprintf(path, sizeof(path), "%s/theme/link.css", folder);
	snprintf(out, sizeof(out), "%s/out.css", folder);
	assert_int_equal(symlink(out, path), 0);
	quiet(&dg, &n);
	snprintf(path, sizeof(path), "%s/theme/main.css", folder);
	assert_int_equal(css_add_file(c, path, ORIGIN_AUTHOR, &dg), 0);
	s = css_style(c, xmlDocGetRootElement(doc), NULL, PSEUDO_NONE);
	assert_int_equal(s->width.v, PT);
	assert_int_equal(s->height.v, 2 * PT);
	assert_int_equal(s->min_width.v, 3 * PT);
	assert_int_equal(s->min_height.kind, LEN_AUTO);
	/* out.css, link.css, none.css, main.css, font G */
	assert_int_equal(n, 5);
	f = css_font_faces(c);
	assert_non_null(f);
	assert_string_equal(f->family, "F");
	assert_int_equal(f->weight_min, 100);
	assert_int_equal(f->weight_max, 900);
	assert_int_equal(f->italic, 1);
	assert_string_equal(f->src->local, "Some Font");
	assert_non_null(strstr(f->src->next->path, "/theme/f.ttf"));
	assert_null(f->src->next->next);
	assert_int_equal(f->ranges, 4);
	assert_int_equal(f->range[0].min, 0x26);
	assert_int_equal(f->range[0].max, 0x26);
	assert_int_equal(f->range[1].min, 0);
	assert_int_equal(f->range[1].max, 0x7F);
	assert_int_equal(f->range[2].min, 0x400);
	assert_int_equal(f->range[2].max, 0x4FF);
	assert_int_equal(f->range[3].max, 0x1EFF);
	assert_null(f->next);
	snprintf(path, sizeof(path), "%s/nothing.css", folder);
	assert_int_equal(css_add_file(c, path, ORIGIN_AUTHOR, &dg), -1);
	for (i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		remove_file(names[i]);
	rmdir(folder);
	xmlFreeDoc(doc);
	css_free(c);
}

/* What is not beside the sheet comes from the library, nothing from beyond. */
static void
library_imports(void **state)
{
	static const char *const names[] = { "t/main.css", "l/base/x.css",
		"l/base/y.css", "l/b.css", "t/b.css", "far.css", "l/base", "l",
		"t" };
	static const char *const made[] = { "t", "l", "l/base" };
	struct css *c = css_new("print");
	xmlDocPtr doc = parse("<r/>");
	const struct style *s;
	char path[200];
	struct diag dg;
	int n;

	(void)state;
	strcpy(folder, "/tmp/bantin-css-XXXXXX");
	assert_non_null(mkdtemp(folder));
	for (size_t i = 0; i < sizeof(made) / sizeof(made[0]); i++) {
		snprintf(path, sizeof(path), "%s/%s", folder, made[i]);
		assert_int_equal(mkdir(path, 0700), 0);
	}
	put_file("t/main.css", "@import 'base/x.css'; @import 'b.css';"
	                       "@import 'base/../../far.css';");
	put_file("t/b.css", "r { height: 4pt }"); /* beside comes first */
	put_file("l/b.css", "r { height: 5pt }");
	put_file("l/base/x.css", "@import 'y.css'; @import 'base/y.css';"
	                         "@import '../../t/b.css'; r { width: 1pt }");
	put_file("l/base/y.css", "r { width: 2pt; min-width: 3pt }");
	put_file("far.css", "r { max-width: 1pt }");
	quiet(&dg, &n);
	snprintf(path, sizeof(path), "%s/l", folder);
	css_library(c, path);
	snprintf(path, sizeof(path), "%s/t/main.css", folder);
	assert_int_equal(css_add_file(c, path, ORIGIN_AUTHOR, &dg), 0);
	s = css_style(c, xmlDocGetRootElement(doc), NULL, PSEUDO_NONE);
	assert_int_equal(s->width.v, PT);
	assert_int_equal(s->min_width.v, 3 * PT);
	assert_int_equal(s->height.v, 4 * PT);
	assert_int_not_equal(s->max_width.kind, LEN_PT);
	assert_int_equal(n, 2); /* both ways out of the library */
	for (size_t i = 0; i < sizeof(names) / sizeof(names[0]); i++)
		remove_file(names[i]);
	rmdir(folder);
	xmlFreeDoc(doc);
	css_free(c);
}

static void
style_tree(struct css *c, const xmlNode *n)
{
	/* as deep as the tree: iterative */
	const struct style **s = calloc(20002, sizeof(*s));
	const xmlNode *root = n;
	size_t d = 1;

	assert_non_null(s);
	while (n != NULL) {
		s[d] = css_style(c, n, s[d - 1], PSEUDO_NONE);
		(void)css_style(c, n, s[d], PSEUDO_BEFORE);
		if (n->children != NULL && d < 20000) {
			n = n->children;
			d++;
			continue;
		}
		while (n != root && n->next == NULL) {
			n = n->parent;
			d--;
		}
		n = n == root ? NULL : n->next;
	}
	free(s);
}

static uint32_t
any(uint32_t *seed, uint32_t n)
{
	*seed = *seed * 1664525u + 1013904223u;
	return (*seed >> 8) % n;
}

static void
put_elements(struct str *xml, uint32_t *seed, int depth)
{
	static const char *const attr[] = { "", "", " class='x'", " class='y'",
		" class='x y'", " t='1'", " lang='vi'", " class='x' lang='en'",
		" id='i'" };

	for (uint32_t i = any(seed, 5); i > 0; i--) {
		int name = "kmn"[any(seed, 3)];

		str_printf(xml, "<%c%s>", name, attr[any(seed, 9)]);
		if (depth < 5)
			put_elements(xml, seed, depth + 1);
		str_printf(xml, "</%c>%s", name, any(seed, 3) ? "" : " ");
	}
}

static void
put_selector(struct str *s, uint32_t *seed)
{
	static const char *const type[] = { "", "k", "m", "n", "*" };
	static const char *const more[] = { ".x", ".y", "#i", "[t]",
		":first-child", ":last-child", ":nth-child(2)", ":empty",
		":lang(vi)", ":is(k, .x m)", ":is(k + m, n > .y)",
		":is(.x, #i, .y)", ":is(k.x, k.y)", ":is(k, [t])",
		":not(:first-child)", ":not(.x)", ":not(k ~ m, :root)",
		":only-child", ":root", ":nth-last-of-type(1)", "[lang]" };
	static const char comb[] = "   >>+++~";

	for (uint32_t i = any(seed, 4);; i--) {
		const char *t = type[any(seed, 5)], *m = "";

		if (any(seed, 2))
			m = more[any(seed, sizeof(more) / sizeof(more[0]))];

		str_printf(s, "%s%s", *t || *m ? t : "m", m);
		if (i == 0)
			return;
		str_printf(s, " %c ", comb[any(seed, sizeof(comb) - 1)]);
	}
}

#define RULES 6

/* In the order of the document, its before behind each element. */
static void
check_tree(struct css *c, struct selectors *const *sel, const xmlNode *n,
        const struct style *parent)
{
	const struct style *s = css_style(c, n, parent, PSEUDO_NONE);
	const struct style *before = css_style(c, n, s, PSEUDO_BEFORE);

	for (int i = 0; i < RULES; i++) {
		int set = i < 4 ? s->margin[i].v : s->padding[i - 4].v;

		assert_int_equal(selectors_match(sel[i], n), set != 0);
	}
	assert_int_equal(selectors_match(sel[0], n), before != NULL);
	for (n = n->children; n != NULL; n = n->next)
		if (n->type == XML_ELEMENT_NODE)
			check_tree(c, sel, n, s);
}

/* Elements share what they match; here each is asked alone, too. */
static void
contexts_tell_apart(void **state)
{
	static const char *const side[RULES] = { "margin-top", "margin-right",
		"margin-bottom", "margin-left", "padding-top",
		"padding-right" };
	struct selectors *sel[RULES];
	struct str xml = STR_INIT, sheet = STR_INIT, one = STR_INIT;
	uint32_t seed = 1;

	(void)state;
	for (int round = 0; round < 1200; round++) {
		struct css *c = css_new("print");
		xmlDocPtr doc;

		str_truncate(&sheet, 0);
		for (int i = 0; i < RULES; i++) {
			str_truncate(&one, 0);
			put_selector(&one, &seed);
			sel[i] = selectors_parse(str_span(&one));
			assert_non_null(sel[i]);
			str_printf(&sheet, "%s { %s: 7pt }\n", one.s, side[i]);
			if (i == 0)
				str_printf(&sheet, "%s::before { content: '' }",
				        one.s);
		}
		str_truncate(&xml, 0);
		str_puts(&xml, "<r>");
		put_elements(&xml, &seed, 0);
		str_puts(&xml, "</r>");
		add(c, str_c(&sheet));
		doc = parse(str_c(&xml));
		check_tree(c, sel, xmlDocGetRootElement(doc), NULL);
		xmlFreeDoc(doc);
		css_free(c);
		for (int i = 0; i < RULES; i++)
			selectors_free(sel[i]);
	}
	str_free(&xml);
	str_free(&sheet);
	str_free(&one);
}

/* A list of 300,000 with positions, a chain of 5,000 with descendants: with a
 * step for every pair neither ends before the patience of tests/run.sh. */
static void
time_is_linear(void **state)
{
	struct css *c = css_new("print");
	struct str xml = STR_INIT;
	xmlDocPtr doc;
	int i;

	(void)state;
	add(c, "i:nth-child(even) { width: 1pt }"
	       "i:nth-last-child(3n) { height: 1pt }"
	       "i:nth-of-type(5n+1) b:nth-child(1n) { width: 3pt }"
	       "i:last-of-type { width: 2pt } x y z w v u t b { width: 4pt }"
	       "b b b b b b b b c { width: 5pt } b > b ~ b c { width: 1pt }");
	str_puts(&xml, "<r>");
	for (i = 0; i < 300000; i++)
		str_puts(&xml, "<i><b/></i>");
	for (i = 0; i < 5000; i++)
		str_puts(&xml, "<b>");
	for (i = 0; i < 5000; i++)
		str_puts(&xml, "</b>");
	str_puts(&xml, "</r>");
	doc = parse(str_c(&xml));
	style_tree(c, xmlDocGetRootElement(doc));
	xmlFreeDoc(doc);
	str_free(&xml);
	css_free(c);
}

/* Sheets built to hurt: open brackets, long selectors, var() that doubles.
 * They end, and before the patience of tests/run.sh does. */
static void
hostile_sheets(void **state)
{
	static const char *const piece[] = { "(", "a{", ":not(", "a ", "a,",
		"@media{", "@import 'x';", "[", "\"", "/*", "var(", "}", "\\",
		"a{b:calc(1+", "a{--x:var(--x,", ":is(a,", "a>a~a+a ", "!" };
	struct str s = STR_INIT;
	struct diag dg;
	struct css *c;
	size_t i;
	int k, n;

	(void)state;
	quiet(&dg, &n);
	for (i = 0; i < sizeof(piece) / sizeof(piece[0]); i++) {
		str_truncate(&s, 0);
		for (k = 0; k < 20000; k++)
			str_puts(&s, piece[i]);
		c = css_new("print");
		css_add_text(c, str_span(&s), "s", ORIGIN_AUTHOR, &dg);
		assert_non_null(css_page(c, NULL, 0));
		css_free(c);
	}
	str_free(&s);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(fonts_are_measured),
		cmocka_unit_test(equal_styles_are_one),
		cmocka_unit_test(anonymous_boxes_inherit),
		cmocka_unit_test(used_lengths),
		cmocka_unit_test(sheets_after_styles),
		cmocka_unit_test(files_import_files),
		cmocka_unit_test(library_imports),
		cmocka_unit_test(contexts_tell_apart),
		cmocka_unit_test(time_is_linear),
		cmocka_unit_test(hostile_sheets),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
