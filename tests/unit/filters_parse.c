/* parse: the tree, the caps, control characters. */
#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

#include "base/file.h"
#include "base/utf8.h"
#include "base/vec.h"
#include "doc/dom.h"
#include "filters/filter.h"
#include "filters/parse.h"
#include "tests/heard.h"

static xmlDocPtr
parse(const char *p, size_t n, const struct limits *lim, struct heard *seen)
{
	struct str s = STR_INIT;
	struct diag dg;
	xmlDocPtr d;

	hear(&dg, seen);
	str_add(&s, p, n);
	d = parse_html(&s, "page.html", lim, &dg);
	str_free(&s);
	return d;
}

/* --- trees in the form of html5lib's tests --- */

static int
by_line(const void *a, const void *b)
{
	return strcmp(*(char *const *)a, *(char *const *)b);
}

static void
dump_attributes(struct str *out, const xmlNode *n, int depth)
{
	VEC(char *) line = VEC_INIT;
	const xmlAttr *at;
	size_t i;

	for (at = n->properties; at != NULL; at = at->next) {
		struct str s = STR_INIT;

		str_printf(&s, "%*s%s=\"%s\"\n", depth * 2, "",
		        (const char *)at->name,
		        dom_attr(n, (const char *)at->name));
		vec_add(&line, str_detach(&s));
	}
	if (line.n > 0)
		qsort(line.p, line.n, sizeof(char *), by_line);
	for (i = 0; i < line.n; i++) {
		str_puts(out, line.p[i]);
		free(line.p[i]);
	}
	vec_free(&line);
}

static void
dump(struct str *out, const xmlNode *n, int depth)
{
	for (; n != NULL; n = n->next) {
		if (n->type == XML_TEXT_NODE) {
			str_printf(out, "%*s\"%s\"\n", depth * 2, "",
			        (const char *)n->content);
			continue;
		}
		str_printf(
		        out, "%*s<%s>\n", depth * 2, "", (const char *)n->name);
		dump_attributes(out, n, depth + 1);
		dump(out, n->children, depth + 1);
	}
}

static void
gives(const char *html, const char *tree)
{
	struct str out = STR_INIT;
	struct heard seen;
	xmlDocPtr d = parse(html, strlen(html), &limits_default, &seen);

	assert_non_null(d);
	dump(&out, xmlDocGetRootElement(d), 0);
	assert_string_equal(str_c(&out), tree);
	str_free(&out);
	xmlFreeDoc(d);
}

static void
test_tree(void **state)
{
	(void)state;
	gives("<!doctype html><!--c--><P CLASS=x>a<!-- b -->c<b>d<p>e",
	        "<html>\n  <head>\n  <body>\n    <p>\n      class=\"x\"\n"
	        "      \"ac\"\n      <b>\n        \"d\"\n    <p>\n      <b>\n"
	        "        \"e\"\n");
	/* Foster parenting: the words come before the table. */
	gives("<table>a<tr><td>b</table>c",
	        "<html>\n  <head>\n  <body>\n"
	        "    \"a\"\n    <table>\n      <tbody>\n        <tr>\n"
	        "          <td>\n            \"b\"\n    \"c\"\n");
	/* Word's own elements, SVG's case, what XML cannot write. */
	gives("<o:p x:y=1 a\"b=2 xmlns=z>q</o:p><svg viewbox=0><lineargradient"
	      " xlink:href=u /></svg><a<b>r",
	        "<html>\n  <head>\n  <body>\n"
	        "    <o:p>\n      x:y=\"1\"\n      \"q\"\n    <svg>\n"
	        "      viewBox=\"0\"\n      <linearGradient>\n"
	        "        xlink:href=\"u\"\n    <a_b>\n      \"r\"\n");
	/* References, also of windows-1252, and in attributes. */
	gives("<p title='&eacute;&#39;'>&nbsp;&#151;&amp;lt;",
	        "<html>\n  <head>\n  <body>\n    <p>\n"
	        "      title=\"\xC3\xA9'\"\n"
	        "      \"\xC2\xA0\xE2\x80\x94&lt;\"\n");
	gives("<template><p>x</template>",
	        "<html>\n  <head>\n    <template>\n"
	        "      <p>\n        \"x\"\n  <body>\n");
}

static void
test_lines(void **state)
{
	static const char html[] = "<html>\n<body>\r\n<p>a\n<b\nclass='x'>c"
	                           "</b></p>\n\n<h2>t</h2>";
	struct heard seen;
	xmlDocPtr d = parse(html, sizeof(html) - 1, &limits_default, &seen);
	xmlNodePtr root = xmlDocGetRootElement(d);

	(void)state;
	assert_int_equal(dom_find(root, "p")->line, 3);
	assert_int_equal(dom_find(root, "b")->line, 4);
	assert_int_equal(dom_find(root, "h2")->line, 7);
	assert_int_equal(seen.n, 0);
	xmlFreeDoc(d);
}

static void
test_controls(void **state)
{
	/* VPS and VISCII letters read as Latin-1: C1 stays for the repair,
	 * C0 cannot stand in XML; the private use of the page itself does. */
	static const char html[] = "<p title=\"\xC2\x81\">a\xC2\x9F\x02"
	                           "b\xF4\x8F\x9C\x81 \x7F&#x81;&#1;";
	struct heard seen;
	xmlDocPtr d = parse(html, sizeof(html) - 1, &limits_default, &seen);
	xmlNodePtr p = dom_find(xmlDocGetRootElement(d), "p");
	struct str out = STR_INIT;

	(void)state;
	dom_text(p, &out);
	assert_string_equal(str_c(&out), "a\xC2\x9F"
	                                 "b\xF4\x8F\x9C\x81 "
	                                 "\xC2\x81");
	assert_string_equal(dom_attr(p, "title"), "\xC2\x81");
	assert_int_equal(seen.n, 1);
	assert_int_equal(seen.msg[0], MSG_PARSE_CONTROLS);
	str_free(&out);
	xmlFreeDoc(d);
	/* References beyond Unicode. */
	d = parse(
	        "<p>a&#xfffefefe;b&#11111111111;c", 32, &limits_default, &seen);
	dom_text(xmlDocGetRootElement(d), &out);
	assert_int_equal(utf8_valid_prefix(str_c(&out), out.len), out.len);
	assert_non_null(strchr(str_c(&out), 'c'));
	str_free(&out);
	xmlFreeDoc(d);
}

/* Caps met on one tag in several ways at once. */
#define LONG "the council of Đà Nẵng, 市政府, decided to build a bridge"

/* A character in a comment that turns the folding of text off. */
static void
same_unfolded(const char *page)
{
	struct str plain = STR_INIT, folded = STR_INIT, off = STR_INIT;
	struct heard seen = { 0 };
	xmlDocPtr d = parse(page, strlen(page), &limits_default, &seen);

	dump(&folded, xmlDocGetRootElement(d), 0);
	xmlFreeDoc(d);
	str_printf(&off, "<!--\xF4\x80\x80\x80-->%s", page);
	d = parse(str_c(&off), off.len, &limits_default, &seen);
	dump(&plain, xmlDocGetRootElement(d), 0);
	xmlFreeDoc(d);
	assert_string_equal(str_c(&folded), str_c(&plain));
	str_free(&plain);
	str_free(&folded);
	str_free(&off);
}

/* Text that goes through the parser as one character is all there, and makes
 * the tree that it makes letter by letter. */
static void
test_fold(void **state)
{
	static const char *const page[] = { LONG, "  " LONG "  <p> " LONG " ",
		"<p>" LONG "&amp" LONG "&eacute;" LONG "&" LONG " & " LONG
		"&nosuch" LONG "&#x1EBF" LONG "&#",
		"<p>" LONG "\xF0\x9F\x98\x80" LONG "\xEE\x80\x80" LONG
		"\xEF\xBB\xBF" LONG "\xEF\xBF\xBE" LONG,
		"<p>" LONG "\x05" LONG "\x7F" LONG "\xC2\x85" LONG
		"\xC2\xA0" LONG "\t" LONG,
		"<p>" LONG "\r\n" LONG "\r" LONG "\n" LONG,
		"<p>" LONG "\xFF" LONG "\xC3" LONG "\xED\xA0\x80" LONG,
		"<p>" LONG " < " LONG "<3" LONG "<" LONG,
		"<table>" LONG "<tr> " LONG " <td>" LONG "</table>" LONG,
		"<table><b>" LONG "<tr><i> " LONG "</b><td>" LONG "<p>" LONG,
		"<table><colgroup>" LONG "<col>" LONG "<caption>" LONG,
		"<select>" LONG "<option>" LONG "<optgroup>" LONG "</select>",
		"<pre>\n" LONG "</pre><pre>" LONG "\n\n" LONG "</pre>",
		"<title>" LONG "</title><textarea>" LONG "&lt;</textarea>" LONG,
		"<script>" LONG "</script><style>" LONG "</style><xmp>" LONG,
		"<svg><title>" LONG "</title><![CDATA[" LONG "]]>" LONG
		"</svg>",
		"<p title='" LONG "'>" LONG "<!-- " LONG " -->" LONG,
		"<head>" LONG "<meta><b>" LONG "</body>" LONG "</html>" LONG,
		"<noscript>" LONG "</noscript><iframe>" LONG "</iframe>" LONG,
		"<b>" LONG "<p>" LONG "</b>" LONG "</p>" LONG
		"<plaintext>" LONG,
		/* a reference to the character that stands for the first */
		"<p>" LONG "&#x100000;" LONG "&#1048577;" LONG };
	struct str s = STR_INIT;
	struct caps_report caps;
	struct fold f;
	size_t i;

	(void)state;
	for (i = 0; i < sizeof(page) / sizeof(page[0]); i++)
		same_unfolded(page[i]);
	str_puts(&s, "<p>" LONG "</p>");
	caps_apply(&s, &limits_default, 0, &f, &caps);
	assert_string_equal(str_c(&s), "<p>\xF4\x80\x80\x80</p>");
	fold_close(&f);
	str_free(&s);
}

/* More pieces than there are characters for them. */
static void
test_fold_many(void **state)
{
	struct str s = STR_INIT;

	(void)state;
	str_puts(&s, "<table><b>");
	for (int i = 0; i < 60000; i++)
		str_printf(&s, i % 9 ? "<td>" LONG "%d" : "<b>" LONG "%d", i);
	for (int i = 0; i < 60000; i++)
		str_printf(&s, i % 9 ? "%d " LONG "&amp;" : "<p>%d " LONG, i);
	same_unfolded(str_c(&s));
	str_free(&s);
}

static void
test_caps_together(void **state)
{
	struct limits lim = limits_default;
	static const char html[] =
	        "<div><div><div a b c d>x</div><p e f g h>"
	        "y<img i j k l>z<table>w<tr m n o p><td q r s t>v";
	struct heard seen;
	struct str out = STR_INIT;
	xmlDocPtr d;

	(void)state;
	lim.depth = 2;
	lim.attributes = 1;
	d = parse(html, sizeof(html) - 1, &lim, &seen);
	assert_non_null(d);
	dom_text_folded(xmlDocGetRootElement(d), &out);
	assert_string_equal(str_c(&out), "x yz w v");
	str_free(&out);
	xmlFreeDoc(d);
}

/* --- caps --- */

static int
depth_of(const xmlNode *root)
{
	xmlNodePtr n = dom_find((xmlNodePtr)(uintptr_t)root, "body");
	const xmlNode *k;
	int depth, deepest = 0;

	for (; n != NULL; n = dom_next(n, root)) {
		for (depth = 0, k = n; k != NULL; k = k->parent)
			depth++;
		deepest = depth > deepest ? depth : deepest;
	}
	return deepest;
}

/* `piece` over and over, with all its x; without caps the cheapest of these
 * takes minutes, beyond the patience of tests/run.sh, or the stack. */
static void
survives(const char *before, const char *piece, size_t bytes, unsigned per)
{
	struct str in = STR_INIT, out = STR_INIT;
	struct heard seen;
	size_t want = 0, got = 0, i;
	xmlDocPtr d;

	str_puts(&in, before);
	for (i = 0; in.len < bytes; i++) {
		const char *z = strstr(piece, "%zu");

		if (z != NULL)
			str_printf(&in, "%.*s%zu%s", (int)(z - piece), piece, i,
			        z + 3);
		else
			str_puts(&in, piece);
		want += per;
	}
	d = parse(str_c(&in), in.len, &limits_default, &seen);
	assert_non_null(d);
	dom_text(xmlDocGetRootElement(d), &out);
	for (i = 0; i < out.len; i++)
		got += out.s[i] == 'x';
	assert_int_equal(got, want);
	str_free(&in);
	str_free(&out);
	xmlFreeDoc(d);
}

static void
test_hostile(void **state)
{
	(void)state;
	survives("", "<div>x", 400000, 1);
	survives("", "<span>x", 400000, 1);
	survives("", "<b>x", 400000, 1);
	survives("", "<a>x", 400000, 1);
	survives("", "<b id=%zu>x", 400000, 1);
	survives("", "<p><b id=%zu>x", 400000, 1);
	survives("", "<p><font color=%zu>x</p>", 400000, 1);
	survives("", "<table>x", 400000, 1);
	survives("", "<table><tr><td>x", 400000, 1);
	survives("<table>", "x<tr>", 400000, 1);
	survives("<table>", "<p>x", 400000, 1);
	survives("", "<ul><li>x", 400000, 1);
	survives("<svg>", "<style>x", 400000, 1);
	survives("<svg>", "<g>x", 400000, 1);
	survives("",
	        "<b id=%zu><div><div><div><div><div><div><div><div><div>"
	        "x</b></div></div></div></div></div></div></div></div></div>",
	        400000, 1);
	survives("", "<body a%zu=1>x", 400000, 1);
	survives("", "<button>x", 400000, 1);
	survives("", "<h1>x<select><option>x", 400000, 2);
}

static void
test_flatten(void **state)
{
	struct limits lim = limits_default;
	static const char html[] =
	        "<div>a<div>b<div>c<div>d<i\n>e</i>f</div>"
	        "g<p>h<p>i</div>j</div>k</div><ul><li>l<li>m</ul>"
	        "<<b>p>n&am<b>p;";
	struct heard seen;
	struct str out = STR_INIT;
	xmlDocPtr d;

	(void)state;
	lim.depth = 2;
	d = parse(html, sizeof(html) - 1, &lim, &seen);
	dump(&out, dom_find(xmlDocGetRootElement(d), "body"), 0);
	assert_string_equal(str_c(&out),
	        "<body>\n  <div>\n    \"a\"\n"
	        "    <div>\n      \"b c def g h i j\"\n    \"k\"\n"
	        "  <ul>\n    <li>\n      \"l\"\n    <li>\n      \"m\"\n"
	        "  \"<\"\n  <b>\n    \"p>n&am\"\n    <b>\n      \"p;\"\n");
	assert_int_equal(seen.n, 1);
	assert_int_equal(seen.msg[0], MSG_PARSE_CAPS);
	str_free(&out);
	xmlFreeDoc(d);
}

static void
test_attributes(void **state)
{
	struct limits lim = limits_default;
	static const char html[] = "<p a=1 b='>' c=\"x\" d e=5>t</p><br a b "
	                           "c d/><p f>";
	struct heard seen;
	struct str out = STR_INIT;
	xmlDocPtr d;

	(void)state;
	lim.attributes = 3;
	d = parse(html, sizeof(html) - 1, &lim, &seen);
	dump(&out, dom_find(xmlDocGetRootElement(d), "body"), 0);
	assert_string_equal(str_c(&out),
	        "<body>\n  <p>\n    a=\"1\"\n"
	        "    b=\">\"\n    c=\"x\"\n    \"t\"\n  <br>\n    a=\"\"\n"
	        "    b=\"\"\n    c=\"\"\n  <p>\n    f=\"\"\n");
	assert_int_equal(seen.n, 1);
	assert_non_null(strstr(seen.text[0], "3 attributes beyond"));
	str_free(&out);
	xmlFreeDoc(d);
	lim.nodes = 2;
	assert_null(parse(html, sizeof(html) - 1, &lim, &seen));
	assert_int_equal(seen.msg[0], MSG_PARSE_NODES);
}

static void
ends_inside(const char *html, const char *what)
{
	struct heard seen;
	xmlDocPtr d = parse(html, strlen(html), &limits_default, &seen);

	assert_non_null(d);
	if (what == NULL) {
		assert_int_equal(seen.n, 0);
	} else {
		assert_int_equal(seen.n, 1);
		assert_int_equal(seen.msg[0], MSG_PARSE_INSIDE);
		assert_non_null(strstr(seen.text[0], what));
	}
	xmlFreeDoc(d);
}

static void
test_truncated(void **state)
{
	(void)state;
	ends_inside("<p>abc <a href=\"x", "a tag");
	ends_inside("<p>abc <a", "a tag");
	ends_inside("<p>abc <!-- d", "a comment");
	ends_inside("<p>abc <script>var x = '<p>'", "a script");
	ends_inside("<p>abc <style>p {", "a style sheet");
	ends_inside("<p>abc <script>var x;</script>", NULL);
	ends_inside("<p>abc <!-- d -->", NULL);
	ends_inside("<p>abc <", NULL);
	/* A script's comment may hold a script. */
	ends_inside("<script><!-- <script></script> --></script>a", NULL);
}

/* Ordinary pages of old habits nest less deep than they look. */
static void
test_ordinary(void **state)
{
	static const char *const piece[] = { "<li>x", "<p>x", "<tr><td>x",
		"<dd>x<dt>x", "<option>x", "<p><font size=2>x", "<br>x",
		"<p><b>x<i>x</b></i>", "<a name=a>x", "<div>x</p></div>",
		"<h2>x</h3>", "<center><font><p>x</center>", NULL };
	size_t i, k;

	(void)state;
	for (i = 0; piece[i] != NULL; i++) {
		struct str in = STR_INIT;
		struct heard seen;
		xmlDocPtr d;

		str_puts(&in, strncmp(piece[i], "<tr", 3) ? "<ul>" : "<table>");
		for (k = 0; k < 3000; k++)
			str_puts(&in, piece[i]);
		d = parse(str_c(&in), in.len, &limits_default, &seen);
		assert_non_null(d);
		if (seen.n != 0)
			fail_msg("%s: %s", piece[i], seen.text[0]);
		assert_true(depth_of(xmlDocGetRootElement(d)) < 30);
		xmlFreeDoc(d);
		str_free(&in);
	}
}

/* --- html5lib's tree construction --- */

/* The expected tree, as dump() would give it: without comments, doctype and
 * namespaces, texts joined.  exp is a run of lines "| ..."; a text may hold
 * line ends of its own. */
static void
expected(struct span exp, struct str *out)
{
	const char *p = exp.p, *end = exp.p + exp.n;
	int text_depth = -1, less = 0, less_from[64] = { 0 };

	while (p < end && p + 2 < end && p[0] == '|' && p[1] == ' ') {
		const char *q = p + 2, *r;
		int depth = 0;
		struct span s;

		for (; q < end && *q == ' '; q++)
			depth++;
		depth /= 2;
		/* To the next line that starts a node. */
		for (r = q; r < end; r++)
			if (*r == '\n' &&
			        (r + 1 == end || (r + 2 < end && r[1] == '|' &&
			                                 r[2] == ' ')))
				break;
		s = (struct span){ q, (size_t)(r - q) };
		p = r < end ? r + 1 : end;
		while (less > 0 && depth <= less_from[less - 1])
			less--;
		if (span_eq(s, SPAN_LIT("content")) && less < 64) {
			less_from[less++] = depth;
			text_depth = -1;
			continue;
		}
		depth -= less;
		if (s.n > 1 && s.p[0] == '<' && s.p[1] == '!')
			continue;
		if (s.p[0] == '"') {
			if (text_depth == depth)
				str_truncate(out, out->len - 2);
			else
				str_printf(out, "%*s\"", depth * 2, "");
			str_add(out, s.p + 1, s.n - 2);
			str_puts(out, "\"\n");
			text_depth = depth;
			continue;
		}
		text_depth = -1;
		if (memmem(s.p, s.n, "xmlns", 5) == s.p)
			continue;
		str_printf(out, "%*s", depth * 2, "");
		if (s.n > 5 && (memcmp(s.p, "<svg ", 5) == 0 ||
		                       memcmp(s.p, "<math ", 6) == 0)) {
			size_t skip = s.p[1] == 's' ? 5 : 6;

			str_putc(out, '<');
			str_add(out, s.p + skip, s.n - skip);
		} else if (s.n > 6 && memcmp(s.p, "xlink ", 6) == 0) {
			str_puts(out, "xlink:");
			str_add(out, s.p + 6, s.n - 6);
		} else if (s.n > 4 && memcmp(s.p, "xml ", 4) == 0) {
			str_puts(out, "xml:");
			str_add(out, s.p + 4, s.n - 4);
		} else {
			str_put_span(out, s);
		}
		str_putc(out, '\n');
	}
}

/* One file of tests: "#data", "#errors", ..., "#document". */
static void
tree_file(struct span f, unsigned *total, unsigned *right, int show)
{
	const char *p = f.p, *end = f.p + f.n;

	while ((p = memmem(p, (size_t)(end - p), "#data\n", 6)) != NULL) {
		const char *d = p + 6, *e, *t, *next;
		struct str want = STR_INIT, got = STR_INIT;
		struct limits lim = limits_default;
		struct heard seen;
		xmlDocPtr doc;

		e = memmem(d - 1, (size_t)(end - d + 1), "\n#errors\n", 9);
		if (e == NULL)
			break;
		t = memmem(e, (size_t)(end - e), "\n#document\n", 11);
		if (t == NULL)
			break;
		next = memmem(t, (size_t)(end - t), "\n\n#data\n", 8);
		p = next != NULL ? next + 1 : end;
		if (memmem(e, (size_t)(t - e), "#document-fragment", 18) ||
		        memmem(e, (size_t)(t - e), "#script-on", 10))
			continue;
		expected((struct span){ t + 11,
		                 (size_t)((next ? next : end) - (t + 11)) },
		        &want);
		doc = parse(d, e > d ? (size_t)(e - d) : 0, &lim, &seen);
		assert_non_null(doc);
		dump(&got, xmlDocGetRootElement(doc), 0);
		(*total)++;
		if (strcmp(str_c(&want), str_c(&got)) == 0)
			(*right)++;
		else if (show)
			print_message("--- %.*s\nwant\n%s\ngot\n%s\n",
			        (int)(e - d), d, str_c(&want), str_c(&got));
		xmlFreeDoc(doc);
		str_free(&want);
		str_free(&got);
	}
}

static void
test_html5lib(void **state)
{
	const char *shared = getenv("BANTIN_SHARED");
	struct str dir = STR_INIT;
	unsigned total = 0, right = 0;
	struct dirent *de;
	struct diag dg;
	DIR *d;

	(void)state;
	diag_init(&dg);
	str_printf(&dir, "%s/corpora/html5lib/tree-construction",
	        shared != NULL ? shared : "../shared");
	d = opendir(str_c(&dir));
	if (d == NULL)
		skip();
	while ((de = readdir(d)) != NULL) {
		struct str path = STR_INIT, f = STR_INIT;

		if (strstr(de->d_name, ".dat") == NULL)
			continue;
		str_printf(&path, "%s/%s", str_c(&dir), de->d_name);
		if (file_read(str_c(&path), 1 << 24, &f, &dg) == 0)
			tree_file(str_span(&f), &total, &right,
			        getenv("BANTIN_SHOW") != NULL);
		str_free(&path);
		str_free(&f);
	}
	closedir(d);
	str_free(&dir);
	print_message("html5lib tree construction: %u of %u (%u.%u %%)\n",
	        right, total, right * 100 / total, right * 1000 / total % 10);
	assert_true(total > 1400);
	assert_true(right * 1000 / total >= 940);
}

static void
saved_is(const char *html, const char *want)
{
	struct str s = STR_INIT;

	assert_int_equal(parse_saved_from(span_of(html), &s), want != NULL);
	assert_string_equal(str_c(&s), want ? want : "");
	str_free(&s);
}

static void
test_saved_from(void **state)
{
	(void)state;
	saved_is("<!DOCTYPE html>\n<!-- saved from url=(0022)"
	         "https://a.vn/tin/1.htm -->\n<html>",
	        "https://a.vn/tin/1.htm");
	saved_is(
	        "<html>\n<!-- Mirrored from www.a.vn/b.html by HTTrack Website "
	        "Copier/3.x [XR&CO'2014], Fri, 03 May 2024 -->",
	        "http://www.a.vn/b.html");
	saved_is("<html><!--\n Page saved with SingleFile \n url: "
	         "https://a.vn/?q=1 \n saved date: Fri May 03 2024\n-->",
	        "https://a.vn/?q=1");
	/* about:internet is what Internet Explorer writes for files */
	saved_is("<!-- saved from url=(0014)about:internet --><p>x</p>", NULL);
	saved_is("<!-- saved from url=(0010)https:// -->", NULL);
	saved_is("<!-- saved from url=(0022)https://a.vn/", NULL);
	saved_is("<p>saved from url=(0022)https://a.vn/ </p>", NULL);
	saved_is("", NULL);
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(test_tree),
		cmocka_unit_test(test_lines),
		cmocka_unit_test(test_controls),
		cmocka_unit_test(test_fold),
		cmocka_unit_test(test_fold_many),
		cmocka_unit_test(test_caps_together),
		cmocka_unit_test(test_hostile),
		cmocka_unit_test(test_flatten),
		cmocka_unit_test(test_saved_from),
		cmocka_unit_test(test_attributes),
		cmocka_unit_test(test_truncated),
		cmocka_unit_test(test_ordinary),
		cmocka_unit_test(test_html5lib),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
