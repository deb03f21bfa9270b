/* Nothing active survives: not in the tree, and not when what is written is
 * read again as HTML. */
#include "tests/unit/filters_help.h"

#include "filters/parse.h"

/* Ways to run a script that filters have been fooled by. */
static const char *const tricks[] = {
	"<script>alert(1)</script>",
	"<SCRIPT SRC=http://x/x.js></SCRIPT>",
	"<scr<script>ipt>alert(1)</scr</script>ipt>",
	"<img src=javascript:alert(1)>",
	"<IMG SRC=\"jav\tascript:alert(1);\">",
	"<IMG SRC=\"jav&#x09;ascript:alert(1);\">",
	"<IMG SRC=\"jav&#x0A;ascript:alert(1);\">",
	"<IMG SRC=\" &#14;  javascript:alert(1);\">",
	"<IMG SRC=&#106;&#97;&#118;&#97;&#115;&#99;&#114;&#105;&#112;&#116;"
	"&#58;alert(1)>",
	"<IMG SRC=JaVaScRiPt:alert(1)>",
	"<IMG SRC=`javascript:alert(1)`>",
	"<IMG SRC='vbscript:msgbox(1)'>",
	"<IMG SRC='livescript:x'>",
	"<img src=x onerror=alert(1)>",
	"<img src=x ONERROR=alert(1)>",
	"<img/src=x/onerror=alert(1)>",
	"<img src=\"x\" onerror\n=alert(1)>",
	"<svg onload=alert(1)>",
	"<svg><script>alert(1)</script></svg>",
	"<svg><a xlink:href=javascript:alert(1)><text>x</text></a></svg>",
	"<svg><animate onbegin=alert(1) attributeName=x dur=1s>",
	"<svg><use href=data:image/svg+xml;base64,PHN2Zz4=>",
	"<math><a xlink:href=javascript:alert(1)>x</a></math>",
	"<math><mtext><table><mglyph><style><img src=x onerror=alert(1)>",
	"<a href=javascript:alert(1)>x</a>",
	"<a href=\"java\nscript:alert(1)\">x</a>",
	"<a href=\"\x01javascript:alert(1)\">x</a>",
	"<a href=data:text/html,<script>alert(1)</script>>x</a>",
	"<a href=\"data:text/html;base64,PHNjcmlwdD4=\">x</a>",
	"<a href=vbscript:x>x</a>",
	"<a href=file:///etc/passwd>x</a>",
	"<a href=blob:http://x/y>x</a>",
	"<a href=\"view-source:javascript:1\">x</a>",
	"<a href=\"feed:javascript:alert(1)\">x</a>",
	"<a href='x' onclick='alert(1)'>x</a>",
	"<a href='x' style='x:expression(alert(1))'>x</a>",
	"<p style=\"background:url(javascript:alert(1))\">x</p>",
	"<div style=\"behavior:url(x.htc)\">x</div>",
	"<style>@import 'http://x/x.css';</style>",
	"<style>p{background:url(javascript:alert(1))}</style>",
	"<link rel=stylesheet href=javascript:alert(1)>",
	"<meta http-equiv=refresh content=\"0;url=javascript:alert(1)\">",
	"<base href=javascript:alert(1)//>",
	"<body onload=alert(1)>x",
	"<body background=javascript:alert(1)>x",
	"<iframe src=javascript:alert(1)></iframe>",
	"<iframe srcdoc='<script>alert(1)</script>'></iframe>",
	"<frameset><frame src=javascript:alert(1)></frameset>",
	"<object data=javascript:alert(1)></object>",
	"<object type=text/x-scriptlet data=http://x/x.html></object>",
	"<embed src=javascript:alert(1)>",
	"<applet code=x></applet>",
	"<form action=javascript:alert(1)><input type=submit></form>",
	"<form><button formaction=javascript:alert(1)>x</button></form>",
	"<input type=image src=javascript:alert(1)>",
	"<input onfocus=alert(1) autofocus>",
	"<isindex action=javascript:alert(1) type=image>",
	"<video src=x onerror=alert(1)></video>",
	"<video><source onerror=alert(1)></video>",
	"<audio src=x onerror=alert(1)>",
	"<video poster=javascript:alert(1)></video>",
	"<details open ontoggle=alert(1)>x</details>",
	"<marquee onstart=alert(1)>x</marquee>",
	"<table background=javascript:alert(1)><tr><td>x</table>",
	"<td background=javascript:alert(1)>x",
	"<bgsound src=javascript:alert(1)>",
	"<xml><i><b>&lt;img src=x onerror=alert(1)&gt;</b></i></xml>",
	"<xmp><img src=x onerror=alert(1)></xmp>",
	"<noscript><p title=\"</noscript><img src=x onerror=alert(1)>\">",
	"<textarea></textarea><img src=x onerror=alert(1)></textarea>",
	"<template><script>alert(1)</script></template>",
	"<blockquote cite=javascript:alert(1)>x</blockquote>",
	"<q cite=javascript:alert(1)>x</q>",
	"<del cite=javascript:alert(1)>x</del>",
	"<img srcset='javascript:alert(1) 1x' src=y>",
	"<img src=data:text/html;base64,PHNjcmlwdD4=>",
	"<img src=data:image/svg+xml,<svg/onload=alert(1)>>",
	"<!--[if IE]><script>alert(1)</script><![endif]-->",
	"<![CDATA[<script>alert(1)</script>]]>",
	"<?xml-stylesheet href=javascript:alert(1)?>",
	"<p id=\"x' onclick='alert(1)\">x</p>",
	"<custom-element onclick=alert(1) is=x>x</custom-element>",
	"<a href=\"http://x/\"onclick=alert(1)//\">x</a>",
	"<a href=//javascript:alert(1)>x</a>",
	"<img usemap=#m src=x><map name=m><area href=javascript:alert(1)>",
	"<p contenteditable onpaste=alert(1) tabindex=1>x</p>",
	"<time datetime='\"onclick=alert(1)'>x</time>",
	"<ol type='1\" onclick=\"'>x<li>y</ol>",
	"<a href=\"javas&#99;ript&colon;alert(1)\">x</a>",
	"<a href=\"javascript&#0000058alert(1)\">x</a>",
	"<a href=\"java&Tab;script:alert(1)\">x</a>",
	"<a href=\"java&NewLine;script:alert(1)\">x</a>",
	"<a href=\"\xC2\xA0javascript:alert(1)\">x</a>",
	"<a href=\"\xE2\x80\x8Bjavascript:alert(1)\">x</a>",
	"<a href=\"jar:http://x/x.jar!/x\">x</a>",
	"<a href=\"ms-its:mhtml:file://c:/x\">x</a>",
	"<a href=\"mailto:x?subject=y\" ping=\"http://x/\">x</a>",
	"<a href=\"http://x/\" target=_blank rel=opener>x</a>",
	"<a href=\"http://user:pass@x/\" download>x</a>",
	"<a href=\"#\" onmouseover=alert(1)>x</a>",
	"<p onanimationstart=alert(1) style=\"animation:x\">x</p>",
	"<p OnPointerRawUpdate=alert(1)>x</p>",
	"<p on\xEF\xBB\xBF"
	"click=alert(1)>x</p>",
	"<p/onclick=alert(1)>x</p>",
	"<p\x0Conclick=alert(1)>x</p>",
	"<img src=x:alert(1) onerror=eval(src)>",
	"<img src=\"x\" lowsrc=\"javascript:alert(1)\">",
	"<img dynsrc=\"javascript:alert(1)\">",
	"<img src=\"data:image/svg+xml;base64,PHN2Zz4=\">",
	"<img src=\"DATA:text/html,<script>alert(1)</script>\">",
	"<img longdesc=\"javascript:alert(1)\" src=x>",
	"<picture><source srcset=\"javascript:alert(1)\"><img src=x></picture>",
	"<svg><foreignObject><body onload=alert(1)></foreignObject></svg>",
	"<svg><style><img src=x onerror=alert(1)></style></svg>",
	"<svg></p><style><a id=\"</style><img src=x onerror=alert(1)>\">",
	"<math><annotation-xml encoding=\"text/html\"><script>alert(1)"
	"</script></annotation-xml></math>",
	"<math href=\"javascript:alert(1)\">x</math>",
	"<form id=x></form><button form=x formaction=javascript:alert(1)>y",
	"<select onfocus=alert(1) autofocus><option>x</select>",
	"<keygen autofocus onfocus=alert(1)>",
	"<dialog open onclose=alert(1)>x</dialog>",
	"<portal src=javascript:alert(1)></portal>",
	"<fencedframe src=x></fencedframe>",
	"<layer src=javascript:alert(1)></layer>",
	"<plaintext><img src=x onerror=alert(1)>",
	"<title><img src=x onerror=alert(1)></title>",
	"<style><!--</style><img src=x onerror=alert(1)>--></style>",
	"<!--><img src=x onerror=alert(1)>-->",
	"<!-- --!><img src=x onerror=alert(1)> -->",
	"<a href='&#1;javascript:alert(1)'>x</a>",
	"<table><caption onclick=alert(1)>x</caption><tr><td "
	"onclick=y>z</table>",
	"<blockquote cite=\"data:text/html,x\">x</blockquote>",
	/* what a second parser reads otherwise than the first */
	"<math><mtext><table><mglyph><style><!--</style><img title=\"--&gt;"
	"&lt;img src=1 onerror=alert(1)&gt;\">",
	"<form><math><mtext></form><form><mglyph><style></math><img src "
	"onerror=alert(1)>",
	"<svg></p><style><a id=\"</style><img src=1 onerror=alert(1)>\">",
	"<svg><desc><table><svg><title><style><img src=x onerror=alert(1)>",
	"<noscript><style></noscript><img src=x onerror=alert(1)></style>",
	"<svg><style>&lt;/style&gt;&lt;img src=x onerror=alert(1)&gt;",
	"<math><annotation-xml encoding=\"text/html\"><p><style><img src "
	"onerror=alert(1)></style>",
	"<svg><annotation-xml><foreignobject><style><!--</style><p "
	"id=\"--><img "
	"src onerror=alert(1)>\">",
	"<math><mi><textarea><mtext></mi><img src=x onerror=alert(1)>",
	"<select><svg><style><img src onerror=alert(1)></style></svg></select>",
	"<table><colgroup><svg><script>alert(1)</script></svg></colgroup></"
	"table>",
	"<a href='x'><svg><a href='javascript:alert(1)'>y</a></svg></a>",
	"<listing>&lt;img src=x onerror=alert(1)&gt;</listing>",
	"<xmp><p title=\"</xmp><svg/onload=alert(1)>\"></xmp>",
	"<noembed><p title=\"</noembed><img src onerror=alert(1)>\"></noembed>",
	"<noframes><p title=\"</noframes><img src onerror=alert(1)>\">",
	"<iframe><p title=\"</iframe><img src onerror=alert(1)>\"></iframe>",
	"<template><p title=\"</template><img src onerror=alert(1)>\">",
	"<template><template><script>alert(1)</script></template></template>",
	"<div><template shadowrootmode=open><script>1</script></template>",
	"<textarea><p title=\"</textarea><img src onerror=alert(1)>\">",
	"<title><p title=\"</title><img src onerror=alert(1)>\"></title>",
	"<![CDATA[><img src=x onerror=alert(1)>]]>",
	"<svg><![CDATA[</svg><img src=x onerror=alert(1)>]]></svg>",
	"<p title='--><script>alert(1)</script>'>x</p>",
	"<p title='&quot;><img src=x onerror=alert(1)>'>x</p>",
	"<p title='</p><script>alert(1)</script>'>x</p>",
	"<p title='`onmouseover=alert(1)'>x</p>",
	"<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>",
	"<p>\xEF\xBC\x9Cscript\xEF\xBC\x9E"
	"alert(1)</p>",
	"<script/xss>alert(1)</script/xss>",
	"<script\n>alert(1)</script\n>",
	"<\x01script>alert(1)</script>",
	"<svg:script>alert(1)</svg:script>",
	"<html:script>alert(1)</html:script>",
	"<x:script xmlns:x=\"http://www.w3.org/1999/xhtml\">1</x:script>",
	/* pictures and their many sources */
	"<img srcset=\"x 1x, javascript:alert(1) 2x\">",
	"<img srcset=\"data:text/html,<script>1</script> 1x\">",
	"<img data-src=\"javascript:alert(1)\">",
	"<img data-srcset=\"javascript:alert(1) 2x\" src=data:,>",
	"<img data-original=\"data:image/svg+xml,<svg onload=alert(1)>\">",
	"<noscript><img src=\"javascript:alert(1)\" onload=1></noscript>",
	"<picture><source data-srcset=\"vbscript:x 1x\"><img></picture>",
	"<img src=\"x\" imagesrcset=\"javascript:1\" fetchpriority=high>",
	"<img src=\"data:image/gif;base64,R0lGODlh\" onload=alert(1)>",
	"<img src=\"data:image/svg+xml;charset=utf-8,%3Csvg%20onload=1%3E\">",
	"<image src=javascript:alert(1) onerror=alert(1)>",
	"<image xlink:href=javascript:alert(1)></image>",
	"<v:imagedata src=\"javascript:alert(1)\" onerror=1></v:imagedata>",
	/* addresses */
	"<a href=\"java\rscript:alert(1)\">x</a>",
	"<a href=\"java&#0;script:alert(1)\">x</a>",
	"<a "
	"href=\"&#x6A&#x61&#x76&#x61&#x73&#x63&#x72&#x69&#x70&#x74&#x3A;1\">x",
	"<a href=\"&Tab;&NewLine;javascript:alert(1)\">x</a>",
	"<a href=\"javascript&colon;alert&lpar;1&rpar;\">x</a>",
	"<a href=\"j&#97v&#97script&#x3A;&#97lert(1)\">x</a>",
	"<a href=\"javascript://%0aalert(1)\">x</a>",
	"<a href=\"JaVaScRiPt:alert(1)#http://x/\">x</a>",
	"<a href=\"\\javascript:alert(1)\">x</a>",
	"<a href=\"data:application/xhtml+xml,<html/>\">x</a>",
	"<a href=\" data:text/html;charset=utf-7;base64,K0FE\">x</a>",
	"<a href=\"filesystem:http://x/y\">x</a>",
	"<a href=\"about:blank\">x</a>",
	"<a href=\"ws://x/\">x</a>",
	"<a href=\"intent://x#Intent;scheme=javascript;end\">x</a>",
	"<a xlink:href=\"javascript:alert(1)\">x</a>",
	"<base href=\"data:text/html,\"><a href=\"<script>1</script>\">x</a>",
	"<base href=\"javascript:alert(1)//\"><a href=\"x\">y</a>",
	"<base href=\"http://evil.example/\" target=\"_top\"><a href=x>y</a>",
	"<meta http-equiv=\"Refresh\" content=\"0; URL=data:text/html,x\">",
	"<meta http-equiv=set-cookie content=\"a=b\">",
	"<meta http-equiv=content-security-policy content=\"\">",
	"<link rel=import href=\"data:text/html,<script>1</script>\">",
	"<link rel=preload as=script href=x onload=alert(1)>",
	"<blockquote cite=\"java\tscript:alert(1)\">x</blockquote>",
	/* styles */
	"<p style=\"background-image:url('java&#10;script:alert(1)')\">x</p>",
	"<p style=\"-moz-binding:url(http://x/x.xml#y)\">x</p>",
	"<p style=\"width:expression(alert(1))\">x</p>",
	"<p style=\"list-style:url(data:image/svg+xml,<svg/>)\">x</p>",
	"<table style=\"position:fixed;inset:0\"><tr><td>x</td></tr></table>",
	"<font style='color:red;behavior:url(#default#time2)'>x</font>",
	"<style>@media print{p{content:url(http://x/)}}</style>",
	"<svg><style>@import'http://x/'</style></svg>",
	/* names that hide a page's own properties */
	"<a id=getElementById name=cookie href=#location>x</a>",
	"<p id=location><a href=#location>x</a></p>",
	"<form id=document name=forms><input name=attributes></form>",
	"<img name=currentScript src=x><img id=body src=y>",
	"<a id=x><a id=x name=y href=\"cid:javascript:1\">z</a></a>",
	/* what runs by itself */
	"<p hidden=until-found onbeforematch=alert(1)>x</p>",
	"<p popover id=a ontoggle=alert(1)>x</p><a popovertarget=a "
	"href=#a>y</a>",
	"<p is=x-y slot=z part=w nonce=1 autofocus onfocus=1>x</p>",
	"<style onload=alert(1)></style>",
	"<svg><set attributeName=href to=javascript:alert(1)></svg>",
	"<svg><animate xlink:href=#x attributeName=href values=javascript:1 />",
	"<audio autoplay onplay=alert(1)><source src=x></audio>",
	"<math><maction actiontype=statusline xlink:href=javascript:1>x</math>",
	"<td onclick=1 colspan=\"1&quot; onclick=&quot;alert(1)\">x</td>",
};

/* Addresses that a reader may follow, on the web or beside the page, or that a
 * store may look for. */
static void
assert_address(const char *name, const char *v)
{
	int beside = v[strcspn(v, ":/?#")] != ':' && !strchr("/\\?", *v);

	if (!strcmp(name, "href") || !strcmp(name, "cite"))
		assert_true(!strncmp(v, "http://", 7) ||
		            !strncmp(v, "https://", 8) ||
		            !strncmp(v, "mailto:", 7) ||
		            !strncmp(v, "tel:", 4) || *v == '#' || beside);
	if (!strcmp(name, "src")) {
		assert_null(strstr(v, "script:"));
		assert_null(strstr(v, "svg"));
		if (!strncmp(v, "data:", 5))
			assert_int_equal(strncmp(v, "data:image/", 11), 0);
	}
}

/* Only the text of elements may hold such words: look at names and values.
 * What is not named here may not be there. */
static void
assert_harmless(const xmlNode *root)
{
	static const char *const elements[] = { "a", "abbr", "article", "b",
		"bdi", "bdo", "blockquote", "br", "caption", "cite", "code",
		"dd", "del", "dfn", "dl", "dt", "em", "figcaption", "figure",
		"h2", "h3", "h4", "h5", "h6", "hr", "img", "ins", "kbd", "li",
		"mark", "ol", "p", "pre", "q", "rp", "rt", "ruby", "s", "samp",
		"small", "span", "strong", "sub", "sup", "table", "tbody", "td",
		"tfoot", "th", "thead", "time", "tr", "u", "ul", "var", NULL };
	static const char *const attributes[] = { "alt", "cite", "class",
		"colspan", "datetime", "dir", "height", "href", "id", "lang",
		"reversed", "rowspan", "scope", "src", "start", "title", "type",
		"value", "width", NULL };
	xmlNodePtr n = (xmlNodePtr)(uintptr_t)root;

	for (; n; n = dom_next(n, root)) {
		if (n->type != XML_ELEMENT_NODE) {
			assert_int_equal(n->type, XML_TEXT_NODE);
			continue;
		}
		assert_true(dom_is_any(n, elements));
		for (xmlAttrPtr at = n->properties; at; at = at->next) {
			const char *name = (const char *)at->name;
			int known = 0;

			for (int k = 0; attributes[k]; k++)
				known |= !strcmp(name, attributes[k]);
			assert_true(known);
			assert_address(name, dom_attr(n, name));
		}
	}
}

/* Written down and read as HTML by one who takes it for that, it is harmless
 * still; and so is the head with the metadata. */
static void
assert_harmless_again(const struct article *a)
{
	struct str out = STR_INIT;
	struct diag dg;
	xmlDocPtr doc;
	xmlNodePtr root, n, article = NULL;

	diag_init(&dg);
	dg.sink = help_quiet;
	xhtml_document(&out, a);
	doc = parse_html(&out, "again.html", &limits_default, &dg);
	str_free(&out);
	assert_non_null(doc);
	root = xmlDocGetRootElement(doc);
	for (n = root; n; n = dom_next(n, root)) {
		static const char *const frame[] = { "html", "head", "meta",
			"title", "link", "body", "header", "h1", "p", "span",
			"time", "article", NULL };

		if (n->type != XML_ELEMENT_NODE)
			continue;
		if (dom_is(n, "article")) {
			article = n;
			break;
		}
		assert_true(dom_is_any(n, frame));
		assert_null(dom_attr(n, "http-equiv"));
		if (dom_is(n, "link"))
			assert_address("href", dom_attr(n, "href"));
	}
	assert_non_null(article);
	for (n = article->children; n; n = n->next)
		if (!dom_is(n, "header"))
			assert_harmless(n);
	xmlFreeDoc(doc);
}

static void
tricks_fail(void **state)
{
	static const char *const stages[] = { "s", "es", "mesnt" };
	size_t count = sizeof(tricks) / sizeof(tricks[0]);

	(void)state;
	assert_true(count >= 200);
	for (size_t i = 0; i < count; i++)
		for (int k = 0; k < 3; k++) {
			struct options o = { .limits = &limits_default };
			struct str html = STR_INIT;
			struct article *a;

			str_printf(&html, "%s<p>and some words</p>", tricks[i]);
			a = help_parse(html.s);
			/* some swallow all that follows: no article */
			if (help_try(a, stages[k], &o) == 0) {
				assert_harmless(article_root(a));
				assert_harmless_again(a);
			}
			article_free(a);
			str_free(&html);
		}
}

/* What a page says of itself goes into heads, too. */
static void
metadata_is_text(void **state)
{
	static const char *const evil[] = { "</title><script>alert(1)</script>",
		"\"><img src=x onerror=alert(1)>", "' onload='alert(1)",
		"javascript:alert(1)", "--><svg onload=alert(1)>",
		"<p>&lt;script&gt;alert(1)&lt;/script&gt;</p>" };
	static const char *const page[] = {
		"<title>%s A title of several words</title>",
		"<meta property=og:title content=\"%s A title of words\">",
		"<meta name=author content=\"%s Jane Doe\">",
		"<meta name=keywords content=\"%s, words\">",
		"<link rel=canonical href=\"%s\">",
		"<meta property=og:image content=\"%s\">",
		"<html lang=\"%s\">",
		("<script type=application/ld+json>{\"@type\":\"NewsArticle\","
		 "\"headline\":\"%s\",\"url\":\"%s\"}</script>"),
		"<h1>%s A title of several words</h1>",
	};

	(void)state;
	for (size_t i = 0; i < sizeof(page) / sizeof(page[0]); i++)
		for (size_t k = 0; k < sizeof(evil) / sizeof(evil[0]); k++) {
			struct options o = { .limits = &limits_default };
			struct str html = STR_INIT;
			const char *from = page[i], *at;
			struct article *a;

			for (; (at = strstr(from, "%s")); from = at + 2) {
				str_add(&html, from, (size_t)(at - from));
				for (const char *e = evil[k]; *e; e++)
					if (*e == '"')
						str_puts(&html, "&quot;");
					else
						str_putc(&html, *e);
			}
			str_puts(&html, from);
			str_puts(&html, "<p>and some words of the text</p>");
			a = help_parse(html.s);
			if (help_try(a, "mesnt", &o) == 0)
				assert_harmless_again(a);
			article_free(a);
			str_free(&html);
		}
}

int
main(void)
{
	const struct CMUnitTest tests[] = {
		cmocka_unit_test(tricks_fail),
		cmocka_unit_test(metadata_is_text),
	};

	return cmocka_run_group_tests(tests, NULL, NULL);
}
